import { setSecret } from "@actions/core";

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

/** What was masked so far, each value with the spellings in which it may come back. */
const masked = new Map<string, string[]>();

/**
 * Tells the runner to hide a value, and keeps it for `redact`. The runner adds each line of the value by
 * itself; it refuses white space only, so that is not offered to it.
 */
export function mask(secret: string | Secret): void {
  const value = reveal(secret);
  for (const form of new Set([value, value.trim()])) {
    if (form.trim() !== "" && !masked.has(form)) {
      masked.set(form, spellings(form));
      setSecret(form);
    }
  }
}

export function isMasked(secret: Secret, setting: MaskSetting): boolean {
  return secret.sensitivity === "credential" || setting === "all";
}

/**
 * Replaces every masked value in a text, in the forms in which a server is likely to send it back. The
 * runner's masks do not reach annotation titles, files and summaries; this does.
 */
export function redact(text: string): string {
  const forms = [...masked.values()].flat().sort((a, b) => b.length - a.length);
  return forms.reduce((rest, form) => rest.replaceAll(form, "***"), text);
}

/** Whether a masked value stands in a text, so that the runner would refuse it as a job output. */
export function holdsMasked(text: string): boolean {
  return [...masked.values()].flat().some((form) => text.includes(form));
}

/** Every secret in an answer, nested ones too. */
export function secretsIn(data: unknown): Secret[] {
  if (data instanceof Secret) return [data];
  if (typeof data !== "object" || data === null) return [];
  return Object.values(data).flatMap(secretsIn);
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

/** An answer with its secrets in it, to compare it with another one. Never for printing. */
export function revealed(data: unknown): unknown {
  return data instanceof Secret ? data.reveal() : mapValues(data, revealed);
}

function mapValues(data: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(data)) return data.map(change).filter((value) => value !== undefined);
  if (typeof data !== "object" || data === null) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, change(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function spellings(value: string): string[] {
  const lines = value.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  const forms = new Set([value, ...lines, ...lines.map((line) => line.trim())]);
  return [...forms].flatMap((plain) => [
    plain,
    JSON.stringify(plain).slice(1, -1),
    encodeURIComponent(plain.toWellFormed()),
    Buffer.from(plain).toString("base64"),
  ]);
}
