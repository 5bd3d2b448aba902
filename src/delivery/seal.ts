import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { InputError } from "../ground/errors.ts";
import {
  type Credential,
  holdsMasked,
  isMasked,
  type MaskSetting,
  reveal,
  Secret,
} from "../ground/secret.ts";
import { type OutputName, outputs } from "../words/outputs.ts";
import type { Place } from "./place.ts";
import { setOutputs } from "./step-outputs.ts";

/** What the runner says of this job. */
export const sealContext = () => ({
  repository: process.env.GITHUB_REPOSITORY,
  run: process.env.GITHUB_RUN_ID,
});

export type SealContext = Readonly<ReturnType<typeof sealContext>>;
export type Sealable = Readonly<Partial<Record<OutputName, string | Secret>>>;

/**
 * Outputs on their way to another job of the same run: a masked output does not get there, its ciphertext
 * does. The text is base64url of version, salt, nonce, ciphertext and tag: AES-256-GCM under a key that
 * scrypt makes of `seal_key`. Version, repository and run are authenticated, so that a text opens nowhere
 * else; the attempt is not, because failed jobs that run again get what the first attempt sealed.
 */
const VERSION = 1;
/** With the version, a whole number of characters. */
const SALT = 20;
const NONCE = 12;
const TAG = 16;

/** GitHub counts two bytes for each character of a job's outputs, and takes 1 MB of them. */
const LONGEST = 500_000;

/** Only a mask of a few characters needs more than one. */
const TRIES = 50;

/** Never fewer characters than this, though only chance makes a key strong. */
const SHORTEST_KEY = 16;

/** OWASP's first choice. Takes 128 MiB for about a quarter of a second, and is no part of the text. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };

/** From the key of the workflow to that of the cipher; a parameter only because it takes its time. */
export type Stretch = (key: string, salt: Buffer) => Promise<Buffer>;

const stretched: Stretch = (key, salt) =>
  new Promise((done, failed) => {
    scrypt(key, salt, 32, cost, (error, made) => (error ? failed(error) : done(made)));
  });

/** The preflight: finds out what would keep sealing and opening from working, whatever the values are. */
export function checkSealing(key: Credential, { repository, run }: SealContext): void {
  const problems = [
    // Not normalised: both jobs get the same bytes from the same secret.
    [...key.reveal()].length < SHORTEST_KEY &&
      `\`seal_key\` must have at least ${SHORTEST_KEY} characters. Make one by chance, for example with \`openssl rand -base64 32\`, and pass it from a secret.`,
    !(repository && run) &&
      "Nothing can be sealed or opened: `GITHUB_REPOSITORY` or `GITHUB_RUN_ID` is empty. Run this action as a step of a workflow.",
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new InputError(problems);
}

/** Output `sealed`, into which others go. What is not masked crosses jobs by itself, so only what presets need goes along. */
export function openSealing(key: Credential, setting: MaskSetting): Place {
  const context = sealContext();
  checkSealing(key, context);
  return {
    async put(items) {
      const sealed = items.filter(({ value }) =>
        value instanceof Secret ? isMasked(value, setting) : value !== undefined,
      );
      const values = Object.fromEntries(sealed.map(({ output, value }) => [output, value]));
      setOutputs({ sealed: await seal(values, key, context) }, setting);
      return sealed.map(({ name }) => ({ name, where: "output `sealed`", state: "written" }));
    },
  };
}

/** Seals outputs into a text that the runner lets through as a job output. */
export async function seal(
  values: Sealable,
  key: Credential,
  context: SealContext,
  stretch = stretched,
): Promise<string> {
  checkSealing(key, context);
  const plain = JSON.stringify(
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, reveal(value)])),
  );
  const bytes = 1 + SALT + NONCE + Buffer.byteLength(plain) + TAG;
  if (Math.ceil((bytes * 4) / 3) > LONGEST)
    throw new InputError([
      "`seal_key`: the outputs are too long to be sealed, because GitHub takes no job output of more than 1 MB.",
    ]);

  const head = withoutMask(() => Buffer.concat([Buffer.of(VERSION), randomBytes(SALT)]));
  const made = await stretch(key.reveal(), head.subarray(1));
  const sealed = withoutMask(() => {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv("aes-256-gcm", made, nonce, { authTagLength: TAG });
    cipher.setAAD(bound(context));
    const parts = [head, nonce, cipher.update(plain, "utf8"), cipher.final()];
    return Buffer.concat([...parts, cipher.getAuthTag()]);
  });
  return sealed.toString("base64url");
}

/** Makes bytes by chance until their text holds nothing masked: GitHub drops a job output that does. */
function withoutMask(make: () => Buffer): Buffer {
  for (let tries = 0; tries < TRIES; tries++) {
    const bytes = make();
    if (!holdsMasked(bytes.toString("base64url"))) return bytes;
  }
  throw new InputError([
    "`seal_key`: whatever is sealed here holds a masked text, and GitHub would drop it. A secret of this step is only a few characters long: give it a longer one.",
  ]);
}

/** Opens a sealed text, in which all but plain text is secret. Outputs that this version does not know are left out. */
export async function openSealedText(
  sealed: string,
  key: Credential,
  context: SealContext,
  stretch = stretched,
): Promise<Sealable> {
  checkSealing(key, context);
  const refuse = (problem: string) => new InputError([`\`sealed\` ${problem}`]);
  if (sealed === "")
    throw refuse(
      "is empty: the job that seals did not hand it on. It needs `needs`, and an output of the job that names the step's output `sealed`.",
    );
  if (sealed.length > LONGEST) throw refuse("is too long to be what this action sealed.");
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.toString("base64url") !== sealed)
    throw refuse(
      "is damaged: it holds other characters than this action wrote, or lost some. Pass the output on as it is.",
    );
  if (bytes.length <= 1 + SALT + NONCE + TAG)
    throw refuse("is damaged: it is too short. Pass the output on as it is.");
  if (bytes[0] !== VERSION)
    throw refuse(
      "is damaged, or was sealed by another version of this action. Pass the output on as it is, and use the same version in both jobs.",
    );

  const salt = bytes.subarray(1, 1 + SALT);
  const nonce = bytes.subarray(1 + SALT, 1 + SALT + NONCE);
  const made = await stretch(key.reveal(), salt);
  const decipher = createDecipheriv("aes-256-gcm", made, nonce, { authTagLength: TAG });
  decipher.setAAD(bound(context));
  decipher.setAuthTag(bytes.subarray(-TAG));
  const plain = [decipher.update(bytes.subarray(1 + SALT + NONCE, -TAG))];
  try {
    plain.push(decipher.final());
  } catch {
    throw refuse(
      "cannot be opened: the `seal_key` is another one, or it was sealed in another repository or run, or it was changed on the way. Use the same secret in both jobs, and seal and open in one run.",
    );
  }
  return known(JSON.parse(Buffer.concat(plain).toString()));
}

/** What is authenticated, without being in the text. */
function bound({ repository, run }: SealContext): Buffer {
  return Buffer.from(JSON.stringify(["neon-auth-action", VERSION, repository, run]));
}

/** A later version may seal more. */
function known(values: object): Sealable {
  return Object.fromEntries(
    (Object.entries(values) as [OutputName, unknown][]).flatMap(([name, value]) => {
      if (!Object.hasOwn(outputs, name) || typeof value !== "string") return [];
      const { kind } = outputs[name];
      return [[name, kind === "text" ? value : new Secret(value, kind === "public" ? kind : "credential")]];
    }),
  );
}
