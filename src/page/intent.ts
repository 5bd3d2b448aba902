import type { Intent } from "../engine/outcome.ts";
import { Secret } from "../ground/secret.ts";

/** What a dry run found, as a sentence before the requests. */
export const intentOf = ({ calls, holds }: Intent): string =>
  calls.length > 0 ? "The step would send:" : `Nothing to change. ${holds?.done(false) ?? ""}`.trimEnd();

/** What would change, field by field: what is there, and what shall be. */
export const differencesIn = ({ differences }: Intent): string[] =>
  differences.map(({ field, is, wanted }) => `\`${field}\`: ${shift(is, wanted)}`);

function shift(is: unknown, wanted: unknown): string {
  if (!(wanted instanceof Secret)) return `${shown(is)} → ${shown(wanted)}`;
  return is === undefined ? "not shown → the one that is given" : "a secret → another one";
}

const shown = (value: unknown): string =>
  value === undefined ? "nothing" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
