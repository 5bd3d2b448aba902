import { isDeepStrictEqual } from "node:util";
import { hiddenIn, reveal, Secret } from "../ground/secret.ts";
import { type Field, type Fields, withoutToken } from "../record/fields.ts";
import { pathOf, type Row, type Terms } from "./section.ts";
import type { Said } from "./values.ts";

type Place = Pick<Row, "section" | "entry">;

/** How the fields of a thing differ from what the file says. */
export interface Compared {
  readonly rows: readonly Row[];
  readonly resends: readonly string[];
  /** What to send, by Neon's names: what differs, and what cannot be compared. Nothing, if all is as it shall be. */
  readonly send: Readonly<Record<string, unknown>> | undefined;
}

/** `complete`: whether Neon shows every field that has a value, so that what it does not show has none. */
export function compareFields(
  fields: Fields,
  said: Said,
  there: object,
  place: Place,
  terms: Terms,
  complete: boolean,
): Compared {
  const rows: Row[] = [];
  const resends: string[] = [];
  const sent: Record<string, unknown> = {};
  const alongside: Record<string, unknown> = {};
  const wanted = wantedOf(said, terms);
  for (const [name, field] of Object.entries(fields)) {
    const hidden = field.secret === true || said.taken.has(name);
    if (!(name in wanted) || (field.secret && !terms.sends)) continue;
    const to = wanted[name];
    const is = (there as Readonly<Record<string, unknown>>)[name];
    const visible = is !== undefined && !isHidden(is);
    const known = hidden ? visible && to !== undefined : visible || complete;
    if (known && isSame(field, is, to)) continue;
    if (known) {
      const { from, to: after } = shownPair(field, is, to, hidden);
      rows.push({
        ...place,
        field: name,
        change: "change",
        ...from,
        to: after,
        ...(hidden && { secret: true }),
      });
      sent[name] = to;
    } else {
      resends.push(pathOf(place, name));
      if (hidden) sent[name] = to ?? placeholder();
      else alongside[name] = to;
    }
  }
  return { rows, resends, send: Object.keys(sent).length === 0 ? undefined : { ...sent, ...alongside } };
}

/** Whether Neon shows something in place of a secret. */
export const isHidden = (is: unknown): boolean => is instanceof Secret && hiddenIn(is.reveal()) !== "nothing";

/** What the file says of the fields, with the values that it takes from the environment as far as they are there. */
export const wantedOf = (
  { values, taken }: Said,
  { secretOf }: Terms,
): Readonly<Record<string, unknown>> => ({
  ...values,
  ...Object.fromEntries([...taken].map(([field, one]) => [field, secretOf(one)])),
});

/** The fields that are secrets. */
export const secretsOf = (fields: Fields): string[] =>
  Object.keys(fields).filter((name) => fields[name]?.secret);

/** The same to be sent: a plan that does not know a value shows where it will stand. */
export const sentOf = (said: Said, terms: Terms): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(wantedOf(said, terms)).map(([name, value]) => [name, value ?? placeholder()]),
  );

const placeholder = () => new Secret("***", "credential");

function isSame(field: Field, is: unknown, to: unknown): boolean {
  const essence = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.toSorted();
    const text = value instanceof Secret ? reveal(value) : value;
    return typeof text === "string" && field.essence ? field.essence(text) : text;
  };
  return isDeepStrictEqual(essence(is), essence(to));
}

function shownPair(field: Field, is: unknown, to: unknown, hidden: boolean) {
  if (field.secret) return { from: { from: "***" }, to: "***" };
  const from = is === undefined ? {} : { from: shownOf(field, is) };
  return { from, to: hidden ? "***" : shownOf(field, to) };
}

/** A value as a plan shows it. An address shows without what may be a token. */
export const shownOf = (field: Field | undefined, value: unknown): unknown => {
  if (value instanceof Secret) return "***";
  return field?.guarded && typeof value === "string" ? withoutToken(value) : value;
};

/** All that the file says of a thing, as a plan shows it. */
export const shownAll = (
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name in values)
      .map(([name, field]) => [name, field.secret ? "***" : (shownOf(field, values[name]) ?? "***")]),
  );

/** Inputs of an operation by their own names. */
export const inputsFor = (
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [fields[name]?.input ?? name, value]));
