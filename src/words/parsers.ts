import * as z from "zod/mini";
import { Secret } from "../ground/secret.ts";
import { isApiHost } from "./api-host.ts";

// A step reads few objects, none of them often enough to pay for compiling a reader of its own.
z.config({ jitless: true });

/**
 * One input of the action: what it means, what a valid value is, and how the text of the workflow becomes a
 * value. `must` completes the sentence "`name` must …" and never holds the value.
 */
export interface Input<T> {
  readonly about: string;
  readonly must: string;
  readonly parse: (text: string) => { readonly value: T } | undefined;
  /** What the value is in JSON, where it is more than a text. */
  readonly json?: "boolean" | "number" | "list";
  /** Environment variable that stands in when the input is empty. */
  readonly env?: string;
  /** What holds when nothing is given, as `action.yml` shows it. */
  readonly default?: string;
  /** A credential: masked before it is looked at. */
  readonly secret?: true;
  /** One whose value is not printed if it is refused, not even to mask it: it cannot be what it should be. */
  readonly strict?: true;
}

type Extra = Pick<Input<never>, "env" | "default" | "json">;

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
    extra,
  );

export const id = (about: string, extra?: Extra) =>
  word(about, "be an ID: up to 60 of a-z, 0-9 and -", (id) => /^[a-z0-9-]{1,60}$/.test(id), extra);

export const email = (about: string) =>
  word(
    about,
    "be an email address",
    (address) => z.safeParse(z.string().check(z.email(), z.maxLength(256)), address).success,
  );

export const choice = <const V extends string>(
  about: string,
  values: readonly V[],
  extra?: Extra,
): Input<V> => ({
  about,
  must: `be one of ${values.map((value) => `\`${value}\``).join(", ")}`,
  parse: (text) => {
    const value = values.find((word) => word === text.trim());
    return value && { value };
  },
  ...extra,
});

export const flag = (about: string, extra?: Extra): Input<boolean> => ({
  about,
  must: "be `true` or `false`",
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
): Input<string[]> => ({
  about,
  must,
  json: "list",
  parse: (text) => {
    const parts = partsOf(text, separator).map(read);
    const value = parts.filter((part) => part !== undefined);
    return value.length > 0 && value.length === parts.length ? { value: [...new Set(value)] } : undefined;
  },
});

export const words = (about: string, must: string, word: RegExp) =>
  listOf(about, `be ${must}, one per line or separated by commas`, /[\n,]/, (part) =>
    word.test(part) && part.length <= 100 ? part : undefined,
  );

/** The lines that are not empty. What may stand in them is for those to say who read them. */
export const lines = (about: string, must: string): Input<string[]> => ({
  about,
  must,
  parse: (text) =>
    text.length > 10_000 ? undefined : { value: text.split("\n").flatMap((line) => line.trim() || []) },
});

/** Sent exactly as given, except for line breaks at its ends, which come from pasting. */
export function credential(about: string, least = 1): Input<Secret<"credential">> {
  const strip = (value: string) => value.replace(/^[\r\n]+|[\r\n]+$/g, "");
  const parse = (value: string) => {
    const secret = strip(value);
    const proper = secret.length >= least && secret.length <= 4096;
    return proper ? { value: new Secret(secret, "credential") } : undefined;
  };
  const bounds = least === 1 ? "at most 4096" : `${least} to 4096`;
  return { about, must: `be a text of ${bounds} characters`, parse, secret: true };
}

/** A key that goes into a header, where a control character would be an injection. */
export const key = (
  about: string,
  what: string,
  longest: number,
  extra: Extra = {},
): Input<Secret<"credential">> => ({
  about,
  must: `be the ${what} and nothing else: printable ASCII without spaces or line breaks`,
  parse: (value) => {
    const key = value.trim();
    const proper = /^[\x21-\x7e]+$/.test(key) && key.length <= longest;
    return proper ? { value: new Secret(key, "credential") } : undefined;
  },
  secret: true,
  strict: true,
  ...extra,
});

export const apiHost: Input<URL> = {
  about: "Address of the Neon API.",
  must: "be an https address without user info, query or fragment (http only for loopback)",
  parse: (text) => (isApiHost(text.trim()) ? { value: new URL(text.trim()) } : undefined),
  default: "https://console.neon.tech/api/v2",
};

/** An address reduced to its origin, as Neon stores a trusted domain: scheme, host, and port if it is not the usual one. */
function originOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.host === "" || url.username !== "" || url.password !== "") return undefined;
  return `${url.protocol}//${url.host}`;
}

export const origins = listOf(
  "Trusted domain, or several, one per line. A full URL is reduced to its origin: `https://preview.example.com/path` becomes `https://preview.example.com`.",
  "be one or more URLs with a scheme and without user info, such as `https://preview.example.com`, one per line",
  /[\n,]/,
  originOf,
);
