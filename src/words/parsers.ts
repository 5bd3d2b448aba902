import * as z from "zod/mini";
import { Secret } from "../ground/secret.ts";
import { isApiHost } from "./api-host.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { didYouMean, meant, near } from "./near.ts";

// A step reads few objects, none of them often enough to pay for compiling a reader of its own.
z.config({ jitless: true });

/**
 * One input of the action: what it means, what a valid value is, and how the text of the workflow becomes a
 * value. `must` completes the sentence "`name` must …" and never holds the value.
 */
export interface Input<T> {
  readonly about: string;
  readonly must: string;
  /** How a list is written in a workflow, as the end of that sentence. */
  readonly listed?: string;
  readonly parse: (text: string) => { readonly value: T } | undefined;
  /** The words that it can be, where they are few. Another word is shown when it is refused. */
  readonly known?: readonly string[];
  /** What else to say of a text that is refused, at the end of the sentence. */
  readonly hint?: (text: string) => string;
  /** What the value is in JSON, where it is more than a text. */
  readonly json?: "boolean" | "number" | "list";
  /** What its spellings have in common, where Neon may keep another one. */
  readonly essence?: (text: string) => string;
  /** What JSON Schema says of a value, or of each of a list, besides its type. */
  readonly allows?: Readonly<Record<string, unknown>>;
  /** Environment variable that stands in when the input is empty. */
  readonly env?: string;
  /** What holds when nothing is given, as `action.yml` shows it. */
  readonly default?: string;
  /** A credential: masked before it is looked at. */
  readonly secret?: true;
  /** One whose value is not printed if it is refused, not even to mask it: it cannot be what it should be. */
  readonly strict?: true;
}

type Extra = Pick<
  Input<never>,
  "env" | "default" | "json" | "known" | "hint" | "essence" | "allows" | "listed"
>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is what is refused
export const printable = /^[^\u0000-\u001f\u007f]+$/;

/** The commonest kinds are read without a schema: making one takes longer than looking at a word. */
export const word = (
  about: string,
  must: string,
  isValid: (text: string) => boolean,
  extra: Extra = {},
): Input<string> => ({
  about,
  must,
  parse: (given) => {
    const value = given.trim();
    return isValid(value) ? { value } : undefined;
  },
  ...extra,
});

export const text = (about: string, longest = 1024, extra?: Extra) =>
  word(
    about,
    `be one line of at most ${longest} characters`,
    (line) => printable.test(line) && line.length <= longest,
    { allows: { minLength: 1, maxLength: longest }, ...extra },
  );

/** The ID of one of Neon's `things`, which is a part of its address in the Console too. `name` says what a name is not. */
export const id = (about: string, things: string, name: string, extra?: Extra) =>
  word(about, "be an ID: up to 60 of a-z, 0-9 and -", (id) => /^[a-z0-9-]{1,60}$/.test(id), {
    hint: (address) => {
      const [, id] = new RegExp(`^https://\\S*/${things}/([a-z0-9-]{1,60})(?![^/?#])`).exec(address) ?? [];
      return id === undefined ? ` (${name})` : meant(id);
    },
    ...extra,
  });

export const email = (about: string) =>
  word(
    about,
    "be an email address",
    (address) => z.safeParse(z.string().check(z.email(), z.maxLength(256)), address).success,
    {
      essence: (address) => address.toLowerCase(),
      allows: { pattern: z.regexes.email.source, maxLength: 256 },
    },
  );

export const choice = <const V extends string>(
  about: string,
  values: readonly V[],
  extra?: Extra,
): Input<V> => ({
  about,
  must: `be one of ${values.map((value) => `\`${value}\``).join(", ")}`,
  known: values,
  allows: { enum: values },
  parse: (text) => {
    const value = values.find((word) => word === text.trim());
    return value && { value };
  },
  ...extra,
});

export const flag = (about: string, extra?: Extra): Input<boolean> => ({
  about,
  must: "be `true` or `false`",
  known: ["true", "false"],
  json: "boolean",
  parse: (text) =>
    /^\s*(true|True|TRUE|false|False|FALSE)\s*$/.test(text)
      ? { value: text.trim().toLowerCase() === "true" }
      : undefined,
  ...extra,
});

export const whole = (about: string, least: number, most: number, extra?: Extra): Input<number> => ({
  about,
  must: `be a whole number from ${least} to ${most}`,
  json: "number",
  allows: { minimum: least, maximum: most },
  parse: (text) => {
    const value = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? { value } : undefined;
  },
  ...extra,
});

/** The parts of a list, each once. */
const partsOf = (text: string, separator: RegExp): string[] => [
  ...new Set(text.split(separator).map((part) => part.trim())).difference(new Set([""])),
];

/** A list of which every part is valid and that has at least one. */
const listOf = (
  about: string,
  must: string,
  separator: RegExp,
  read: (part: string) => string | undefined,
  extra?: Extra,
): Input<string[]> => ({
  about,
  must,
  json: "list",
  parse: (text) => {
    const parts = partsOf(text, separator).map(read);
    const value = parts.filter((part) => part !== undefined);
    return value.length > 0 && value.length === parts.length ? { value: [...new Set(value)] } : undefined;
  },
  ...extra,
});

/**
 * Whether a name may be one of a list that Neon makes longer: a known one, or one of that form that is not within so many
 * edits of a known one, and so no slip of the pen.
 */
export const mayBe =
  (known: readonly string[], form: RegExp, most?: number) =>
  (name: string): boolean =>
    known.includes(name) || (form.test(name) && near(name, known, most).length === 0);

/** Names that two words differ in, such as `user.created` and `user.updated`, are more edits apart. */
const SLIP = 2;

export function words(about: string, must: string, form: RegExp, known: readonly string[] = []) {
  const separator = /[\n,]/;
  const isWord = mayBe(known, form, SLIP);
  return listOf(
    about,
    `be ${must}`,
    separator,
    (part) => (isWord(part) && part.length <= 100 ? part : undefined),
    {
      allows: { pattern: form.source, maxLength: 100 },
      listed: ", one per line or separated by commas",
      hint: (text) => {
        const wrong = partsOf(text, separator).filter((part) => !isWord(part));
        return wrong.map((part) => didYouMean(part, known)).find((hint) => hint !== "") ?? "";
      },
    },
  );
}

/** The lines that are not empty. What may stand in them is for those to say who read them. */
export const lines = (about: string, must: string): Input<string[]> => ({
  about,
  must,
  parse: (text) =>
    text.length > 10_000 ? undefined : { value: text.split("\n").flatMap((line) => line.trim() || []) },
});

/** `NAME=value` lines. A value is all behind the first `=`. */
export const variables = (about: string): Input<ReadonlyMap<string, string>> => ({
  about,
  must: "be lines of `NAME=value`, each name once, made of letters, digits and `_`",
  parse: (text) => {
    const lines = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    const pairs = lines
      .map((line) => /^([A-Za-z_]\w*)=(.*)$/.exec(line))
      .flatMap((found) => (found ? [[found[1], found[2]?.trim()] as [string, string]] : []));
    const value = new Map(pairs);
    return value.size === lines.length && text.length <= 100_000 ? { value } : undefined;
  },
});

/** Line breaks at the ends of a value come from pasting. */
const withoutBreaks = (value: string): string => value.replace(/^[\r\n]+|[\r\n]+$/g, "");

/** Two branches may differ in a blank at the end of their names, so none is cut off. */
export const branchName = (about: string): Input<string> => ({
  about,
  must: "be the name of a branch: one line of at most 256 characters, without a blank at its ends",
  parse: (given) => {
    const value = withoutBreaks(given);
    return printable.test(value) && value.length <= 256 && value.trim() === value ? { value } : undefined;
  },
});

/** Sent exactly as given, except for line breaks at its ends. `from` says where one comes from. */
export function credential(about: string, least = 1, from = "", most = 4096): Input<Secret<"credential">> {
  const parse = (value: string) => {
    const secret = withoutBreaks(value);
    const proper = secret.length >= least && secret.length <= most;
    return proper ? { value: new Secret(secret, "credential") } : undefined;
  };
  const bounds = least === 1 ? `at most ${most}` : `${least} to ${most}`;
  return { about, must: `be a text of ${bounds} characters${from}`, parse, secret: true };
}

/** A key that goes into a header, where a control character would be an injection. */
export const key = (about: string, what: string, extra: Extra = {}): Input<Secret<"credential">> => ({
  about,
  must: `be the ${what} and nothing else: at most 4096 characters of printable ASCII, without spaces or line breaks`,
  parse: (value) => {
    const key = value.trim();
    return /^[\x21-\x7e]{1,4096}$/.test(key) ? { value: new Secret(key, "credential") } : undefined;
  },
  secret: true,
  strict: true,
  ...extra,
});

export const databaseUrl = (about: string): Input<Secret<"credential">> => ({
  about,
  must: "be a connection string as Neon shows it, `postgresql://user:password@host/database`, perhaps with a port from 1 to 65535 and with options, and with `%40` for an `@` in the password",
  parse: (text) => (readDatabaseUrl(text) ? { value: new Secret(text.trim(), "credential") } : undefined),
  secret: true,
});

export const apiHost: Input<URL> = {
  about: "Address of the Neon API.",
  must: "be an https address without user info, query or fragment (http only for loopback)",
  parse: (text) => (isApiHost(text.trim()) ? { value: new URL(text.trim()) } : undefined),
  default: "https://console.neon.tech/api/v2",
};

/** An address reduced to its origin, as Neon stores a trusted domain: scheme, host, and port if it is not the usual one. */
export function originOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.host === "" || url.username !== "" || url.password !== "") return undefined;
  return `${url.protocol}//${url.host}`;
}

/** A host, and perhaps a port, for which somebody left the scheme out. */
const bareHost = /^(localhost|([a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(:\d{1,5})?(?=\/|$)/i;

function withScheme(text: string): string {
  const [host] = partsOf(text, /[\n,]/).flatMap((part) => bareHost.exec(part)?.[0] ?? []);
  if (host === undefined) return "";
  return meant(`${host.startsWith("localhost") ? "http" : "https"}://${host}`);
}

export const origins = listOf(
  "Trusted domains. Of a longer URL the origin is taken.",
  "be one or more URLs with a scheme and without user info, such as `https://preview.example.com`, one per line",
  /[\n,]/,
  originOf,
  { hint: withScheme },
);
