import * as z from "zod/mini";
import { AnswerError } from "../ground/errors.ts";
import { Secret, type Sensitivity } from "../ground/secret.ts";

/** How an answer is read. It is made when it is needed: a step reads two or three of them. */
export type Schema<Answer> = () => z.ZodMiniType<Answer>;
export type Parsed<S extends Schema<unknown>> = z.infer<ReturnType<S>>;

/** Schemas do not change: one serves all answers of its kind. */
export function once<Answer>(schema: Schema<Answer>): Schema<Answer> {
  let made: z.ZodMiniType<Answer> | undefined;
  return () => {
    made ??= schema();
    return made;
  };
}

/** The building blocks of answers. An empty string and `null` are "no value", as Neon sends them for keys. */

export const text = once(() => z.string().check(z.minLength(1)));

/** A value, or what is made of it. */
const made = <T, R>(schema: z.ZodMiniType<T>, make: (value: T) => R) => z.pipe(schema, z.transform(make));

export const maybe = <T>(schema: z.ZodMiniType<T>) => made(z.nullish(schema), (value) => value ?? undefined);

const maybeText = once(() => z.nullish(z.string()));

export const optionalText = once(() => made(maybeText(), (value) => value || undefined));

const secret = <S extends Sensitivity>(sensitivity: S) =>
  once(() => made(maybeText(), (value) => (value ? new Secret(value, sensitivity) : undefined)));

/** Always masked, wherever in an answer it stands. */
export const credential = secret("credential");

/** Masked unless the workflow says `mask: secrets`. */
export const publicValue = secret("public");

/** A credential that is the whole point of the answer. */
export const requiredCredential = once(() => made(text(), (value) => new Secret(value, "credential")));

/** For endpoints whose answer says nothing that is needed; the body may be empty. */
export const nothing = once(() => made(z.unknown(), () => ({})));

/** Fields that an error names: more would say nothing new. */
const MOST_FIELDS = 10;

/** Reads an answer leniently: unknown fields are dropped, and only a missing needed one is an error. */
export function parseAnswer<Answer>(schema: Schema<Answer>, json: unknown): Answer {
  const { success, data, error } = z.safeParse(schema(), json);
  if (success) return data;
  const fields = [...new Set(error.issues.map(({ path }) => path.join(".") || "the whole answer"))];
  const more = fields.length > MOST_FIELDS ? ` and ${fields.length - MOST_FIELDS} more` : "";
  throw new AnswerError(
    `Neon's answer was not understood: missing or of another type than documented: ${fields.slice(0, MOST_FIELDS).join(", ")}${more}.`,
  );
}
