import type { Answer } from "../answer.ts";
import { pullRoutes } from "./pulls.ts";
import { Refusal } from "./refusal.ts";
import type { Repository, Shared, State, StoredSecret, StoredVariable, Vault, Visibility } from "./state.ts";
import type { Access, Need, Permission } from "./tokens.ts";

/** What a path speaks of: `vault` is missing if the environment is. */
export type Found = { vault: Vault | undefined; repository?: Repository; state: State };

export type Call = Found & {
  /** Who asks. */
  login: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: Record<string, unknown>;
};

export type Handler = { need: Need; handle: (call: Call) => Answer };

/** Bytes in one secret or variable. */
const LARGEST = 48 * 1024;

const NAMES =
  "can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_).";
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;

const notFound = () => new Refusal(404, "Not Found");
const invalid = (message: string) => new Refusal(422, message);

const vaultOf = ({ vault }: Call): Vault => {
  if (!vault) throw notFound();
  return vault;
};

function checkName(what: string, name: string): void {
  if (!/^[A-Z_][A-Z0-9_]*$/i.test(name)) throw invalid(`${what} names ${NAMES}`);
  if (/^GITHUB_/i.test(name)) throw invalid(`${what} names must not start with GITHUB_.`);
}

const times = ({ createdAt, updatedAt }: StoredSecret | StoredVariable) => ({
  created_at: createdAt,
  updated_at: updatedAt,
});

function shown({ name, visibility, ...thing }: StoredSecret | StoredVariable) {
  const value = typeof thing.value === "string" ? { value: thing.value } : {};
  return { name, ...value, ...times({ name, ...thing } as StoredSecret), ...(visibility && { visibility }) };
}

/** Who sees a thing of an organization: what the body says, or what holds already. */
function sharing(body: Record<string, unknown>, known: Shared | undefined): Shared {
  const visibility = (body.visibility ?? known?.visibility) as Visibility | undefined;
  if (!visibility || !["all", "private", "selected"].includes(visibility))
    throw invalid('Invalid request.\n\n"visibility" wasn\'t supplied.');
  const ids = body.selected_repository_ids as number[] | undefined;
  if (ids && visibility !== "selected")
    throw invalid("selected_repository_ids may only be supplied when visibility is set to selected.");
  return { visibility, repositories: visibility === "selected" ? (ids ?? known?.repositories ?? []) : [] };
}

function putSecret(call: Call, shared: boolean): Answer {
  const vault = vaultOf(call);
  const { secret_name: name = "" } = call.params;
  const { encrypted_value: box, key_id: keyId } = call.body;
  checkName("Secret", name);
  if (typeof keyId !== "string") throw invalid('Invalid request.\n\n"key_id" wasn\'t supplied.');
  if (typeof box !== "string") throw invalid('Invalid request.\n\n"encrypted_value" wasn\'t supplied.');
  if (!BASE64.test(box)) throw invalid(`Invalid request.\n\n${box} does not match ${BASE64}.`);
  const value = keyId === vault.publicKey().key_id ? vault.unseal(Buffer.from(box, "base64")) : undefined;
  if (!value) throw invalid("Bad request - validation failed due to an improperly encrypted secret");
  if (value.length > LARGEST) throw invalid("Value is too large. Secrets are limited to 48 KB.");
  const known = vault.secrets.get(name.toUpperCase());
  const outcome = vault.putSecret(
    name,
    value,
    shared ? sharing({ visibility: "", ...call.body }, known) : {},
  );
  return outcome === "created" ? { status: 201, body: {} } : { status: 204 };
}

function checkVariable(name: unknown, value: unknown): void {
  if (typeof name !== "string" || typeof value !== "string") throw invalid("Invalid request.");
  checkName("Variable", name);
  if (Buffer.byteLength(value) > LARGEST)
    throw invalid("Value is too large. Variables are limited to 48 KB.");
}

function createVariable(call: Call, shared: boolean): Answer {
  const vault = vaultOf(call);
  const { name, value } = call.body as { name: string; value: string };
  checkVariable(name, value);
  if (vault.variables.has(name.toUpperCase()))
    throw new Refusal(409, "Already exists - Variable already exists");
  vault.putVariable(name, value, shared ? sharing(call.body, undefined) : {});
  return { status: 201, body: {} };
}

function updateVariable(call: Call, shared: boolean): Answer {
  const vault = vaultOf(call);
  const known = vault.variables.get((call.params.name ?? "").toUpperCase());
  if (!known) throw notFound();
  const { name = known.name, value = known.value } = call.body as { name?: string; value?: string };
  checkVariable(name, value);
  if (name.toUpperCase() !== known.name) vault.variables.delete(known.name);
  vault.putVariable(name, value, shared ? sharing(call.body, known) : {});
  return { status: 204 };
}

function one(store: ReadonlyMap<string, StoredSecret | StoredVariable>, name = ""): Answer {
  const thing = store.get(name.toUpperCase());
  if (!thing) throw notFound();
  return { status: 200, body: shown(thing) };
}

/** One page of a list, under the name that GitHub gives to it. */
function page(name: string, things: readonly unknown[], query: URLSearchParams): Answer {
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  const start = (Number(query.get("page") ?? 1) - 1) * size;
  return { status: 200, body: { total_count: things.length, [name]: things.slice(start, start + size) } };
}

const repositoryShown = ({ id, owner, name }: Repository) => ({
  id,
  name,
  full_name: `${owner}/${name}`,
  private: true,
  owner: { login: owner },
});

function selected({ state, query }: Call, thing: StoredSecret | StoredVariable | undefined): Answer {
  if (!thing) throw notFound();
  if (thing.visibility !== "selected") throw new Refusal(409, "Visibility is not set to selected");
  const known = new Map([...state.repositories.values()].map((repository) => [repository.id, repository]));
  const all = (thing.repositories ?? []).map((id) => {
    const repository = known.get(id);
    return repository ? repositoryShown(repository) : { id, name: `repository-${id}` };
  });
  return page("repositories", all, query);
}

type Kind = {
  base: string;
  permission: Permission;
  scope: string;
  shared?: true;
  vault?: (call: Call) => Call;
};

const route = (
  { permission, scope, vault = (call) => call }: Kind,
  access: Access,
  handle: Handler["handle"],
): Handler => ({ need: { permission, access, scope }, handle: (call) => handle(vault(call)) });

function secretRoutes(kind: Kind): Record<string, Handler> {
  const { base, shared = false } = kind;
  const get = (handle: Handler["handle"]) => route(kind, "read", handle);
  return {
    [`GET ${base}`]: get((call) =>
      page("secrets", [...vaultOf(call).secrets.values()].map(shown), call.query),
    ),
    [`GET ${base}/public-key`]: get((call) => ({ status: 200, body: vaultOf(call).publicKey() })),
    [`GET ${base}/{secret_name}`]: get((call) => one(vaultOf(call).secrets, call.params.secret_name)),
    [`PUT ${base}/{secret_name}`]: route(kind, "write", (call) => putSecret(call, shared)),
    ...(shared && {
      [`GET ${base}/{secret_name}/repositories`]: get((call) =>
        selected(call, vaultOf(call).secrets.get((call.params.secret_name ?? "").toUpperCase())),
      ),
    }),
  };
}

function variableRoutes(kind: Kind): Record<string, Handler> {
  const { base, shared = false } = kind;
  return {
    [`GET ${base}`]: route(kind, "read", (call) =>
      page("variables", [...vaultOf(call).variables.values()].map(shown), call.query),
    ),
    [`GET ${base}/{name}`]: route(kind, "read", (call) => one(vaultOf(call).variables, call.params.name)),
    [`POST ${base}`]: route(kind, "write", (call) => createVariable(call, shared)),
    [`PATCH ${base}/{name}`]: route(kind, "write", (call) => updateVariable(call, shared)),
  };
}

const repository = "/repos/{owner}/{repo}";
const environment = `${repository}/environments/{environment_name}`;

/** Keys are spelled as in GitHub's document. */
export const routes: Readonly<Record<string, Handler>> = {
  [`GET ${repository}`]: {
    need: { permission: "metadata", access: "read", scope: "repo" },
    handle: ({ repository: found }) => {
      if (!found) throw notFound();
      return { status: 200, body: repositoryShown(found) };
    },
  },
  ...pullRoutes(repository),
  ...secretRoutes({ base: `${repository}/actions/secrets`, permission: "secrets", scope: "repo" }),
  ...variableRoutes({
    base: `${repository}/actions/variables`,
    permission: "actions_variables",
    scope: "repo",
  }),
  ...secretRoutes({
    base: `${repository}/dependabot/secrets`,
    permission: "dependabot_secrets",
    scope: "repo",
    vault: (call) => ({ ...call, vault: call.repository?.dependabot }),
  }),
  ...secretRoutes({ base: `${environment}/secrets`, permission: "environments", scope: "repo" }),
  ...variableRoutes({ base: `${environment}/variables`, permission: "environments", scope: "repo" }),
  ...secretRoutes({
    base: "/orgs/{org}/actions/secrets",
    permission: "organization_secrets",
    scope: "admin:org",
    shared: true,
  }),
  ...variableRoutes({
    base: "/orgs/{org}/actions/variables",
    permission: "organization_actions_variables",
    scope: "admin:org",
    shared: true,
  }),
};
