const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Milliseconds to wait before try number `tries + 1`: exponential with full jitter, and what the server asks at least. */
export function backoff(tries: number, asked = 0, random = Math.random): number {
  return Math.max(asked, Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1))));
}

/**
 * Milliseconds that a `Retry-After` header asks for: seconds, or an HTTP date, which is of the server's clock, as
 * `now` is to be. Anything else is no answer (RFC 9110, section 10.2.3).
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text), 1e9) * 1000;
  const date = httpDate(text);
  return date === undefined ? undefined : Math.max(0, date - now);
}

/** The time of an HTTP date; `undefined` if it is none. */
export function httpDate(text: string | undefined): number | undefined {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text ?? "")) return undefined;
  const date = Date.parse(text ?? "");
  return Number.isNaN(date) ? undefined : date;
}
