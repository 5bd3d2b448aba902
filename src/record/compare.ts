import { isDeepStrictEqual } from "node:util";
import { revealed, Secret } from "../ground/secret.ts";
import type { Json } from "../neon/call.ts";

/** The fields that a body sets. */
const fieldsOf = (body: Json): (readonly [string, Json])[] =>
  Object.entries(Object(body) as { readonly [name: string]: Json }).filter(
    ([, value]) => value !== undefined,
  );

/** Whether an answer shows every value of a body. What it does not show cannot be known to hold. */
export function holds(answer: unknown, body: Json): boolean {
  const shown = Object(revealed(answer));
  return fieldsOf(body).every(([name, value]) => isDeepStrictEqual(shown[name], value));
}

/** The fields of a body that an answer shows with another value. Credentials may come back hidden. */
export function denied(answer: unknown, body: Json): string[] {
  const shown = Object(answer);
  return fieldsOf(body)
    .filter(([name]) => shown[name] !== undefined && !(shown[name] instanceof Secret))
    .filter(([name, value]) => !isDeepStrictEqual(canonical(shown[name]), canonical(value)))
    .map(([name]) => name);
}

/** Neon may keep an address in small letters or without its last slash, and a list in another order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).toSorted();
  return typeof value === "string" ? value.toLowerCase().replace(/\/+$/, "") : value;
}
