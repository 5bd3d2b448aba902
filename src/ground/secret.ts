import { setSecret } from "@actions/core";
import { spellings } from "./spellings.ts";

/**
 * How far a value may travel. A `credential` is always masked. A `public` value (a publishable key, a JWKS
 * URL) is masked too unless the workflow says `mask: secrets`, because a masked value cannot cross jobs.
 */
export type Sensitivity = "credential" | "public";

/** A value that prints as `***` by every implicit route. `reveal()` is the only way out. */
export class Secret<S extends Sensitivity = Sensitivity> {
  readonly #value: string;
  readonly sensitivity: S;

  constructor(value: string, sensitivity: S) {
    this.#value = value;
    this.sensitivity = sensitivity;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "***";
  }

  toJSON(): string {
    return "***";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "***";
  }
}

export type Credential = Secret<"credential">;

/** Lets a value out. Called where it leaves and nowhere before, so that a search for the name lists every exit. */
export const reveal = (value: string | Secret): string => (value instanceof Secret ? value.reveal() : value);

/** In bytes of UTF-8. */
export const sizeOf = (value: string | Secret): number => Buffer.byteLength(reveal(value));

/** What is masked: input `mask`. */
export type MaskSetting = "all" | "secrets";

/** Shorter values are hidden only where they stand as a word: a password `e` would leave no message readable. */
const SHORT = 4;

/** What was masked so far. */
const masked = new Set<string>();

/** What was masked since a text was last searched: spellings are made for that, not when a step starts. */
const unspelled: string[] = [];

/** The spellings of all else that is masked, the longest first. */
const forms: { readonly form: string; readonly hidden: string | RegExp }[] = [];

/**
 * Tells the runner to hide a value, and keeps it for `redact`. The runner adds each line of the value by
 * itself; it refuses white space only, so that is not offered to it.
 */
export function mask(secret: string | Secret): void {
  const value = reveal(secret);
  for (const form of new Set([value, value.trim()])) {
    if (form.trim() !== "" && !masked.has(form)) {
      masked.add(form);
      unspelled.push(form);
      setSecret(form);
    }
  }
}

export function isMasked(secret: Secret, setting: MaskSetting): boolean {
  return secret.sensitivity === "credential" || setting === "all";
}

/**
 * Replaces every masked value in a text, in the spellings in which a server is likely to send it back. The
 * runner's masks do not reach annotation titles, files and summaries, and know fewer spellings; this does.
 */
export function redact(text: string): string {
  return allForms().reduce((rest, { hidden }) => rest.replaceAll(hidden, "***"), text);
}

/** Whether a masked value stands in a text, be it inside of a word: the runner refuses such a job output. */
export function holdsMasked(text: string): boolean {
  return allForms().some(({ form }) => text.includes(form));
}

/**
 * How much of a text only stands for a secret that is not shown: all of `********`, some of `GOCSPX-****1234`. A sign
 * stands for another one where it comes three times or more.
 */
export function hiddenIn(text: string): "all" | "some" | "nothing" {
  const rest = text.replace(/([*•●·.x])\1{2,}/gi, "");
  if (rest === text) return "nothing";
  return rest === "" ? "all" : "some";
}

/** Every secret in an answer, nested ones too. What only stands for one is none. */
export function secretsIn(data: unknown): Secret[] {
  if (data instanceof Secret) return hiddenIn(data.reveal()) === "all" ? [] : [data];
  if (typeof data !== "object" || data === null) return [];
  return Object.values(data).flatMap(secretsIn);
}

/** Masks every secret in an answer that the setting masks, before anything else is done with it. */
export function maskIn<T>(data: T, setting: MaskSetting): T {
  for (const secret of secretsIn(data)) if (isMasked(secret, setting)) mask(secret);
  return data;
}

/**
 * An answer as it may be shown: what is masked is left out, what is not is revealed, and a plain text that
 * happens to hold a masked value is left out as well.
 */
export function withoutMasked(data: unknown, setting: MaskSetting): unknown {
  if (data instanceof Secret)
    return isMasked(data, setting) ? undefined : withoutMasked(data.reveal(), setting);
  if (typeof data === "string") return holdsMasked(data) ? undefined : data;
  return mapValues(data, (value) => withoutMasked(value, setting));
}

/** What an answer shows but for its secrets, to compare it with another one. Never for printing: what is masked may stand in a text. */
export function withoutSecrets(data: unknown): unknown {
  return data instanceof Secret ? undefined : mapValues(data, withoutSecrets);
}

function mapValues(data: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(data)) return data.map(change).filter((value) => value !== undefined);
  if (typeof data !== "object" || data === null) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, change(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function allForms() {
  if (unspelled.length > 0) {
    forms.push(...unspelled.splice(0).flatMap(formsOf));
    forms.sort((a, b) => b.form.length - a.form.length);
  }
  return forms;
}

function formsOf(value: string) {
  const lines = value.split(/\r\n|\r|\n/).flatMap((line) => [line, line.trim()]);
  return [...new Set([value, ...lines])]
    .filter((line) => line.trim() !== "")
    .flatMap((line) =>
      [...new Set(spellings(line))].map((form) => ({
        form,
        hidden: line.length < SHORT ? new RegExp(`(?<!\\w)${RegExp.escape(form)}(?!\\w)`, "g") : form,
      })),
    );
}
