/**
 * Finds secrets where they must not be, in disguise too. The masks of GitHub's runner know few disguises, and none of these
 * is safe once it is in a public log.
 */
import { splitLines } from "./commands.ts";
import { escapeDataString } from "./masks.ts";
import type { StepResult } from "./runner.ts";

export interface Leak {
  /** The secret's index in the list given. */
  secret: number;
  encoding: string;
  place: string;
}

/** Lines and encoded forms shorter than this would be found everywhere. */
const SHORTEST = 6;

/** Secrets shorter than this are pieces of any word: they are a leak where they stand as one. */
const WORD = 4;

/** Searches every place for every secret, for each line of it, and for its halves, in all the encodings below. */
export function findLeaks(secrets: readonly string[], places: Readonly<Record<string, string>>): Leak[] {
  const texts = Object.entries(places).map(([place, text]) => {
    // Base64 and hexadecimal dumps are wrapped, quoted-printable ends lines with `=`.
    return { place, variants: [text, text.replace(/=\r?\n/g, ""), text.replace(/(?:\s|\\[nr])+/g, "")] };
  });

  return secrets.flatMap((value, secret) => {
    const forms = [...disguises(value)];
    return texts.flatMap(({ place, variants }) => {
      const holds = value.length < WORD ? standsIn : (needle: string, text: string) => text.includes(needle);
      const found = forms.filter(([needle]) => variants.some((text) => holds(needle, text)));
      // The halves say nothing new about a place that holds the whole.
      const whole = found.filter(([, encoding]) => !encoding.endsWith(" half"));
      return (whole.length > 0 ? whole : found).map(([, encoding]) => ({ secret, encoding, place }));
    });
  });
}

const standsIn = (word: string, text: string): boolean =>
  new RegExp(`(?<!\\w)${RegExp.escape(word)}(?!\\w)`).test(text);

/** Everything that leaves the process, except where secrets belong: the lines that mask them, and the output file. */
export function leakPlaces(result: StepResult): Record<string, string> {
  const { env, path, state, step_summary: summary } = result.files;
  const lines = splitLines(result.stdout).filter((line) => !line.startsWith("::add-mask::"));
  const annotations = result.annotations.map(({ title = "", message }) => `${title}\n${message}`);
  return {
    stdout: lines.join("\n"),
    stderr: result.stderr,
    log: result.log.join("\n"),
    annotations: annotations.join("\n"),
    ...{ summary, env, path, state },
  };
}

/** From each form of a secret to the name of its encoding; the same form has one name only. */
function disguises(secret: string): Map<string, string> {
  const forms = new Map<string, string>();
  const add = (form: string, name: string) => {
    if (form.length >= SHORTEST && !forms.has(form)) forms.set(form, name);
  };
  if (secret.trim() === "") return forms;

  forms.set(secret, "plain");
  for (const part of new Set([secret, ...splitLines(secret).map((line) => line.trim())])) {
    if (part !== secret && part.length < SHORTEST) continue;
    for (const [name, encode] of Object.entries(ENCODINGS)) add(encode(part), name);
    for (const offset of [0, 1, 2]) {
      for (const [name, encoded] of Object.entries(base64Forms(part)))
        add(encoded(offset), `${name} at ${offset}`);
    }
  }
  if (secret.length >= 4 * SHORTEST) {
    const middle = Math.floor(secret.length / 2);
    add(secret.slice(0, middle), "first half");
    add(secret.slice(middle), "second half");
  }
  return forms;
}

type Encode = (text: string) => string;

const ENCODINGS: Record<string, Encode> = {
  plain: (text) => text,
  "upper case": (text) => text.toUpperCase(),
  "lower case": (text) => text.toLowerCase(),
  reversed: (text) => [...text].reverse().join(""),
  "hex, lower case": (text) => Buffer.from(text).toString("hex"),
  "hex, upper case": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "hex, colons": (text) => bytes(text, (byte) => hex(byte)).join(":"),
  "hex, escaped": (text) => bytes(text, (byte) => `\\x${hex(byte)}`).join(""),
  "hex, UTF-16": (text) => Buffer.from(text, "utf16le").toString("hex"),
  octal: (text) => bytes(text, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join(""),
  "byte list": (text) => bytes(text, String).join(","),
  "URI component": (text) => encodeURIComponent(text.toWellFormed()),
  "URI component, lower case": (text) => lowerEscapes(encodeURIComponent(text.toWellFormed())),
  URI: (text) => encodeURI(text.toWellFormed()),
  "strict URI": escapeDataString,
  form: (text) => formEncode(text),
  "form, strict": (text) => escapeDataString(text).replaceAll("%20", "+"),
  "form, few escapes": (text) => encodeURIComponent(text.toWellFormed()).replaceAll("%20", "+"),
  "strict URI, lower case": (text) => lowerEscapes(escapeDataString(text)),
  "form, lower case": (text) => lowerEscapes(formEncode(text)),
  percent: (text) => bytes(text, (byte) => `%${hex(byte)}`).join(""),
  "percent, upper case": (text) => bytes(text, (byte) => `%${hex(byte).toUpperCase()}`).join(""),
  "command data": (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"),
  JSON: (text) => json(text),
  "JSON twice": (text) => json(json(text)),
  "JSON with slashes": (text) => json(text).replaceAll("/", "\\/"),
  "JSON of Go": (text) => jsonOfGo(text),
  "JSON of Go twice": (text) => jsonOfGo(jsonOfGo(text)),
  "JSON of Python": (text) => ascii(json(text)),
  "JSON of Python twice": (text) => json(ascii(json(text))),
  "JSON of PHP": (text) => ascii(json(text).replaceAll("/", "\\/")),
  "JSON of PHP twice": (text) => json(ascii(json(text).replaceAll("/", "\\/"))),
  "JSON of .NET": (text) => jsonOfNet(text),
  "unicode escapes": (text) => units(text, (unit) => `\\u${unit.toString(16).padStart(4, "0")}`),
  XML: (text) => entities(text, "&apos;"),
  HTML: (text) => entities(text, "&#39;"),
  "HTML without quotes": (text) => entities(text).replaceAll("&quot;", '"'),
  "HTML of Go": (text) => entities(text, "&#39;").replaceAll("&quot;", "&#34;"),
  "HTML of Python": (text) => entities(text, "&#x27;"),
  "HTML of PHP": (text) => entities(text, "&#039;"),
  "HTML of JSON": (text) => entities(json(text), "&#39;"),
  "HTML, special ones decimal": (text) => special(text, (code) => String(code)),
  "HTML, special ones hexadecimal": (text) => special(text, (code) => `x${code.toString(16)}`),
  "HTML, decimal": (text) => units(text, (unit) => `&#${unit};`),
  "HTML, hexadecimal": (text) => units(text, (unit) => `&#x${unit.toString(16)};`),
  "Markdown escapes": (text) => text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, "\\$&"),
  "single quotes of a shell": (text) => text.replaceAll("'", "'\\''"),
  "double quotes of a shell": (text) => text.replace(/["$`\\]/g, "\\$&"),
  "quoted-printable": (text) => quotedPrintable(text),
  "base64 of base64": (text) => Buffer.from(Buffer.from(text).toString("base64")).toString("base64"),
};

/** The digits that stay the same wherever the text stands inside of a longer one, `offset` bytes behind a multiple of three. */
function base64Forms(text: string): Record<string, (offset: number) => string> {
  const at = (value: Buffer, offset: number) => {
    const digits = Buffer.concat([Buffer.alloc(offset), value]).toString("base64");
    return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + value.length) * 8) / 6));
  };
  return {
    base64: (offset) => at(Buffer.from(text), offset),
    base64url: (offset) => at(Buffer.from(text), offset).replaceAll("+", "-").replaceAll("/", "_"),
    "base64 of UTF-16": (offset) => at(Buffer.from(text, "utf16le"), offset),
  };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function entities(text: string, apostrophe = "'"): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character).replaceAll("'", apostrophe);
}

function bytes(text: string, encode: (byte: number) => string): string[] {
  return [...Buffer.from(text)].map((byte) => encode(byte));
}

function units(text: string, encode: (unit: number) => string): string {
  return text.replace(/./gs, (unit) => encode(unit.charCodeAt(0)));
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

function json(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const unicode = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, unicode);
}

function jsonOfGo(text: string): string {
  return json(text).replace(/[&<>\u2028\u2029]/g, unicode);
}

/** `System.Text.Json` escapes quotes by number, and writes digits in upper case. */
function jsonOfNet(text: string): string {
  const numbered = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const parts = text.split('"').map((part) => json(part).replace(/[^\0-\x7f]|[&'+<>`]/g, numbered));
  return parts.join(numbered('"'));
}

/** References by number for what HTML cannot hold as it is, or ASCII cannot. */
function special(text: string, digits: (code: number) => string): string {
  return text.replace(/[^\0-\x7f]|[&<>"']/gu, (character) => `&#${digits(character.codePointAt(0) ?? 0)};`);
}

function formEncode(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function lowerEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (triple) => triple.toLowerCase());
}

function quotedPrintable(text: string): string {
  const plain = (byte: number) => byte >= 32 && byte < 127 && byte !== 61;
  return bytes(text, (byte) =>
    plain(byte) ? String.fromCharCode(byte) : `=${hex(byte).toUpperCase()}`,
  ).join("");
}
