import type { Method } from "./call.ts";

/**
 * How one try of a request ended.
 * - `answer`: Neon, or something in between, answered. `fromNeon` if the body is JSON, as Neon's errors are.
 * - `unsent`: it failed before anything left. `hopeless` if trying again cannot help, as with a wrong certificate.
 * - `lost`: it was sent, and no complete answer came back.
 */
export type Attempt =
  | { readonly kind: "answer"; readonly status: number; readonly fromNeon: boolean }
  | { readonly kind: "unsent"; readonly hopeless: boolean }
  | { readonly kind: "lost" };

/**
 * Neon's own rule (component `GeneralError` of its OpenAPI document): 423 and 503 are always safe to send again,
 * a lost answer only for `GET`. A 503 that is not Neon's own comes from in between and says nothing. 429 is the
 * rate limit, which refuses before it acts. What never left can be sent by any method.
 */
export function mayRepeat(method: Method, attempt: Attempt): boolean {
  if (attempt.kind === "unsent") return !attempt.hopeless;
  if (attempt.kind === "lost") return method === "GET";
  const { status, fromNeon } = attempt;
  if (status === 423 || status === 429) return true;
  if (status === 503 && fromNeon) return true;
  return method === "GET" && [408, 500, 502, 503, 504].includes(status);
}

/** Whether the attempt counts against `retries`: waiting for a locked project does not. */
export const counts = (attempt: Attempt): boolean => !(attempt.kind === "answer" && attempt.status === 423);

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Milliseconds to wait before try number `tries + 1`: exponential with full jitter, unless the server says. */
export function backoff(tries: number, retryAfterMs: number | undefined, random: () => number): number {
  return retryAfterMs ?? Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1)));
}

/**
 * Milliseconds that a `Retry-After` header asks for: seconds, or an HTTP date.
 * Anything else is no answer (RFC 9110, section 10.2.3).
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text), 1e9) * 1000;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
