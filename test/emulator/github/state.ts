import sodium from "libsodium-wrappers";

await sodium.ready;

export type Visibility = "all" | "private" | "selected";

/** Only things of an organization have a visibility. `repositories` are IDs. */
export type Shared = { visibility?: Visibility; repositories?: readonly number[] };

export type StoredSecret = Shared & { name: string; value: Buffer; createdAt: string; updatedAt: string };
export type StoredVariable = Shared & { name: string; value: string; createdAt: string; updatedAt: string };

export type Vault = ReturnType<typeof createVault>;

/** Where secrets and variables are kept, with the key pair that secrets are sealed for. */
export function createVault() {
  const secrets = new Map<string, StoredSecret>();
  const variables = new Map<string, StoredVariable>();
  let keyId = 3_380_204_578_043_523_365n;
  let pair = sodium.crypto_box_keypair();

  return {
    secrets,
    variables,
    publicKey: () => ({ key_id: String(keyId), key: Buffer.from(pair.publicKey).toString("base64") }),
    rotate(): void {
      keyId += 1n;
      pair = sodium.crypto_box_keypair();
    },
    /** The bytes in a sealed box, or nothing if it was not made for this key. */
    unseal(box: Buffer): Buffer | undefined {
      try {
        return Buffer.from(sodium.crypto_box_seal_open(box, pair.publicKey, pair.privateKey));
      } catch {
        return undefined;
      }
    },
    /** Names are upper case however they are written. */
    putSecret(name: string, value: Buffer | string, shared: Shared = {}): "created" | "updated" {
      return put(secrets, name, { value: Buffer.from(value), ...shared });
    },
    putVariable(name: string, value: string, shared: Shared = {}): "created" | "updated" {
      return put(variables, name, { value, ...shared });
    },
  };
}

function put<V>(
  store: Map<string, { name: string; value: V; createdAt: string; updatedAt: string }>,
  name: string,
  thing: { value: V },
): "created" | "updated" {
  const key = name.toUpperCase();
  const known = store.get(key);
  const now = new Date().toISOString();
  store.set(key, { ...known, ...thing, name: key, createdAt: known?.createdAt ?? now, updatedAt: now });
  return known ? "updated" : "created";
}

/** A comment on a pull request. */
export type Comment = { id: number; author: string; body: string; createdAt: string; updatedAt: string };

export type Pull = {
  number: number;
  /** Last commit of its branch. */
  head: string;
  locked: boolean;
  /** The commit that its merge made. */
  merged: string | undefined;
  comments: Map<number, Comment>;
};

export type Repository = {
  id: number;
  owner: string;
  name: string;
  vault: Vault;
  dependabot: Vault;
  environments: Map<string, Vault>;
  pulls: Map<number, Pull>;
};

export type Seed = {
  /** Full names. The first is the one that places are named for. */
  repositories?: readonly [string, ...string[]];
  /** Environments of each repository. */
  environments?: readonly string[];
  /** Owners that are organizations, and not persons. Default: every owner. */
  organizations?: readonly string[];
};

const FIRST_ID = 1_296_269;
const FIRST_COMMENT = 2_884_501_013;

/** Repositories and organizations; neither names of owners nor of repositories depend on upper and lower case. */
export function createState(seed: Seed) {
  const names = seed.repositories ?? ["octo-org/app"];
  const repositories = new Map<string, Repository>();
  const organizations = new Map<string, Vault>();
  for (const [index, fullName] of names.entries()) {
    const [owner = "", name = ""] = fullName.split("/");
    repositories.set(fullName.toLowerCase(), {
      id: FIRST_ID + index,
      owner,
      name,
      vault: createVault(),
      dependabot: createVault(),
      environments: new Map((seed.environments ?? ["production"]).map((name) => [name, createVault()])),
      pulls: new Map(),
    });
    if (seed.organizations?.includes(owner) ?? true) organizations.set(owner.toLowerCase(), createVault());
  }
  let comments = FIRST_COMMENT;
  /** Adds a comment to a pull request, whoever wrote it. */
  const addComment = (pull: Pull, author: string, body: string): Comment => {
    const now = new Date().toISOString();
    const comment = { id: comments++, author, body, createdAt: now, updatedAt: now };
    pull.comments.set(comment.id, comment);
    return comment;
  };
  return { repositories, organizations, addComment };
}

export type State = ReturnType<typeof createState>;
