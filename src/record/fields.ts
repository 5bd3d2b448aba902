import { isDeepStrictEqual } from "node:util";
import * as z from "zod/mini";
import type { Changed } from "../engine/outcome.ts";
import { type Credential, hiddenIn, Secret } from "../ground/secret.ts";
import { credential, maybe, optionalText } from "../neon/answer.ts";
import type { Json } from "../neon/call.ts";
import type { Input } from "../words/parsers.ts";

/** One field of a thing: what our input for it is. Without a name of its own it is called as Neon calls the field. */
export type Field<T = unknown> = Input<T> & {
  readonly input?: string;
  /** An address that often carries a token, so that no page and no file shows its query. */
  readonly guarded?: true;
};

/** The fields of a thing by Neon's names. The one place that knows both names. */
export type Fields = Readonly<Record<string, Field>>;

/** A field whose input has another name than Neon's. */
export const as = <const N extends string, T>(input: N, field: Input<T>) => ({ ...field, input });

type NameOf<F extends Fields, K extends keyof F> = F[K] extends { readonly input: infer N extends string }
  ? N
  : K & string;
type ValueOf<F> = F extends Input<infer T> ? T : never;

/** Names of the inputs of a thing. */
export type FieldInput<F extends Fields> = { [K in keyof F]: NameOf<F, K> }[keyof F];
/** The inputs of a thing, of which any may be missing. */
export type FieldValues<F extends Fields> = {
  readonly [K in keyof F as NameOf<F, K>]?: ValueOf<F[K]> | undefined;
};
/** What an answer shows of a thing. */
export type Shown<F extends Fields> = {
  readonly [K in keyof F]?: (ValueOf<F[K]> extends Credential ? Credential : ValueOf<F[K]>) | undefined;
};

const nameOf = (field: string, { input = field }: Field): string => input;

/** The inputs, by their names. */
export const inputsOf = (fields: Fields): Record<string, Input<unknown>> =>
  Object.fromEntries(Object.entries(fields).map(([field, input]) => [nameOf(field, input), input]));

/** The fields as Neon's answers show them. Any may be missing, but those that are `always` there. */
export function shownOf<F extends Fields>(
  fields: F,
  always: readonly (keyof F)[] = [],
): { readonly [K in keyof F]: z.ZodMiniType<Shown<F>[K]> } {
  const schemas = Object.entries(fields).map(([field, input]) => [
    field,
    always.includes(field) ? plainOf(input) : lenientOf(input),
  ]);
  return Object.fromEntries(schemas);
}

const plainOf = ({ json }: Field): z.ZodMiniType => {
  if (json === "boolean") return z.boolean();
  if (json === "number") return z.number();
  return json === "list" ? z.array(z.string()) : z.string();
};

function lenientOf(field: Field): z.ZodMiniType {
  if (field.secret) return credential();
  return field.json === undefined ? optionalText() : maybe(plainOf(field));
}

/** The fields as a request sets them; what is not given is not sent. A credential leaves here. */
export const bodyOf = (fields: Fields, values: object): { readonly [field: string]: Json } =>
  Object.fromEntries(
    Object.entries(fields).map(([field, input]) => [field, plain(at(values, nameOf(field, input)))]),
  );

/** One field of a thing that is not as asked for. */
export interface Difference {
  readonly field: string;
  /** The input that sets it. */
  readonly input: string;
  readonly is: unknown;
  readonly wanted: unknown;
  /** Whether Neon shows what it is. It may hide credentials, and shows nothing of what was never set. */
  readonly visible: boolean;
  /** Whether it is the same but for the spelling: Neon may keep small letters, no last slash, another order. */
  readonly alike: boolean;
}

/** The same for a page, by the name of the input. */
export const changedOf = ({ input, is, wanted }: Pick<Difference, "input" | "is" | "wanted">): Changed => ({
  section: input,
  change: is === undefined ? "add" : wanted === undefined ? "delete" : "change",
  ...(is !== undefined && { from: shownValue(is) }),
  ...(wanted !== undefined && { to: shownValue(wanted) }),
});

const shownValue = (value: unknown): unknown => (value instanceof Secret ? "***" : value);

/** How what an answer shows is not what is asked for, field by field. What is not given is not asked for. */
export function differencesOf(fields: Fields, answer: object | undefined, values: object): Difference[] {
  return Object.entries(fields).flatMap(([field, input]) => {
    const name = nameOf(field, input);
    const wanted = at(values, name);
    const is = answer && at(answer, field);
    if (wanted === undefined || isDeepStrictEqual(plain(is), plain(wanted))) return [];
    const visible = is !== undefined && !(is instanceof Secret && hiddenIn(is.reveal()) !== "nothing");
    const alike = isDeepStrictEqual(canonical(is), canonical(wanted));
    return [{ field, input: name, is, wanted, visible, alike }];
  });
}

/** The differences that are sure to be some. */
export const certain = (differences: readonly Difference[]): Difference[] =>
  differences.filter(({ visible, alike }) => visible && !alike);

/** Those by which Neon says that it has not taken what it was sent. A credential may be hidden in a way of its own. */
export const denied = (differences: readonly Difference[]): string[] =>
  certain(differences)
    .filter(({ is }) => !(is instanceof Secret))
    .map(({ field }) => field);

/** What a configuration file says of a thing, read by the parsers of the workflow's inputs. */
export function valuesOf(
  fields: Fields,
  file: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown>; problems: { field: string; must: string | undefined }[] } {
  const values: Record<string, unknown> = {};
  const problems: { field: string; must: string | undefined }[] = [];
  for (const [field, given] of Object.entries(file)) {
    const input = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const parsed = input?.parse(Array.isArray(given) ? given.join("\n") : String(given));
    if (input && parsed) values[nameOf(field, input)] = parsed.value;
    else problems.push({ field, must: input?.must });
  }
  return { values, problems };
}

/** What an answer shows of a thing, as a configuration file says it: without credentials. */
export const fileOf = (fields: Fields, answer: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answer).filter(
      ([field, value]) => Object.hasOwn(fields, field) && value !== undefined && !(value instanceof Secret),
    ),
  );

/** Inputs as they may be printed: secrets are hidden, and what may be a token in an address. */
export function printable<I>(fields: Fields, inputs: I): I {
  const guarded = new Set(
    Object.entries(fields).flatMap(([field, input]) => (input.guarded ? [nameOf(field, input)] : [])),
  );
  const shown = Object.entries(Object(inputs)).map(([name, value]) => {
    if (value instanceof Secret) return [name, new Secret("***", value.sensitivity)];
    return [name, guarded.has(name) && typeof value === "string" ? withoutToken(value) : value];
  });
  return Object.fromEntries(shown) as I;
}

/** An address without user info and query, where tokens are. */
export function withoutToken(address: string): string {
  const url = URL.parse(address);
  if (!url) return "***";
  const token = url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "";
  return token ? `${url.protocol}//${url.host}${url.pathname}?***` : address;
}

const at = (holder: object, name: string): unknown => (holder as Readonly<Record<string, unknown>>)[name];

const plain = (value: unknown): Json => (value instanceof Secret ? value.reveal() : value) as Json;

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).toSorted();
  return typeof value === "string" ? value.toLowerCase().replace(/\/+$/, "") : plain(value);
}
