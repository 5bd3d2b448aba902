import { isCertificate } from "../ground/sending.ts";
import type { Method } from "./call.ts";

/** How one try of a request ended, as far as it decides about another one. */
export type Attempt =
  | { readonly kind: "answer"; readonly status: number; readonly fromNeon: boolean }
  | { readonly kind: "unsent" | "lost"; readonly cause: string };

/**
 * Neon's own rule (component `GeneralError` of its OpenAPI document): 423 and 503 are always safe to send again,
 * a lost answer only for `GET`. A 503 that is not Neon's own comes from in between and says nothing. 429 is the
 * rate limit, which refuses before it acts. What never left can be sent by any method.
 */
export function mayRepeat(method: Method, attempt: Attempt): boolean {
  if (attempt.kind !== "answer")
    return attempt.kind === "unsent" ? !isCertificate(attempt.cause) : method === "GET";
  const { status, fromNeon } = attempt;
  if (status === 423 || status === 429) return true;
  if (status === 503 && fromNeon) return true;
  return method === "GET" && [408, 500, 502, 503, 504].includes(status);
}

/** Whether the attempt counts against `retries`: waiting for a locked project does not. */
export const counts = (attempt: Attempt): boolean => !(attempt.kind === "answer" && attempt.status === 423);
