import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoff, retryAfter } from "../../src/ground/pauses.ts";
import type { Method } from "../../src/neon/call.ts";
import { type Attempt, counts, mayRepeat } from "../../src/neon/retry.ts";

const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const answer = (status: number, fromNeon = true): Attempt => ({ kind: "answer", status, fromNeon });

const any = methods;
const reads: readonly Method[] = ["GET"];
const none: readonly Method[] = [];

/** Each line is a rule, what it speaks of, and the methods that may be sent again. */
const rules: readonly [rule: string, attempt: Attempt, repeatable: readonly Method[]][] = [
  ["423 is always safe to send again", answer(423), any],
  ["423 is always safe to send again, whoever says it", answer(423, false), any],
  ["503 is always safe to send again", answer(503), any],
  ["a 503 that is not Neon's own says nothing of the request", answer(503, false), reads],
  ["429 refuses before it acts", answer(429), any],
  ["429 refuses before it acts, whoever says it", answer(429, false), any],
  ["what never left can be sent", { kind: "unsent", cause: "ECONNREFUSED" }, any],
  ["a wrong certificate is wrong the next time too", { kind: "unsent", cause: "CERT_HAS_EXPIRED" }, none],
  ["after a lost answer only a read is safe", { kind: "lost", cause: "ECONNRESET" }, reads],
  ...[408, 500, 502, 504].flatMap((status): [string, Attempt, readonly Method[]][] => [
    [`${status} may have been carried out`, answer(status), reads],
    [`${status} in between may have been carried out`, answer(status, false), reads],
  ]),
  ...[300, 301, 302, 303, 304, 307, 308].map((status): [string, Attempt, readonly Method[]] => [
    `${status} leads away from Neon`,
    answer(status),
    none,
  ]),
  ...[400, 401, 403, 404, 405, 409, 410, 411, 412, 413, 415, 422, 424, 425, 428, 431, 451, 501, 505].map(
    (status): [string, Attempt, readonly Method[]] => [`${status} is a final no`, answer(status), none],
  ),
];

describe("the rule for sending again", () => {
  test.each(rules)("says: %s", (_, attempt, repeatable) => {
    expect(methods.filter((method) => mayRepeat(method, attempt))).toEqual(repeatable);
  });

  test("takes every other status for final", () => {
    const known = new Set(
      rules.flatMap(([, attempt]) => (attempt.kind === "answer" ? [attempt.status] : [])),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), fc.boolean(), (status, fromNeon) => {
        fc.pre(!known.has(status));
        expect(methods.filter((method) => mayRepeat(method, answer(status, fromNeon)))).toEqual([]);
      }),
    );
  });
});

test("waiting for a locked project does not count against `retries`, everything else does", () => {
  const free = rules.filter(([, attempt]) => !counts(attempt)).map(([rule]) => rule);
  expect(free).toEqual(rules.map(([rule]) => rule).filter((rule) => rule.startsWith("423")));
});

describe("the pause before the next try", () => {
  test.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [4, 4000],
    [5, 8000],
    [6, 10_000],
    [7, 10_000],
    [50, 10_000],
    [5000, 10_000],
  ])("after %d tries is at most %d ms, by chance any part of it", (tries, longest) => {
    expect([0, 0.25, 0.5, 1].map((chance) => backoff(tries, undefined, () => chance))).toEqual([
      0,
      longest / 4,
      longest / 2,
      longest,
    ]);
  });

  test("is a whole number within its bounds, and the bounds never shrink", () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (tries, value) => {
        const pause = backoff(tries, undefined, () => value);
        expect(Number.isInteger(pause)).toBe(true);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(Math.min(10_000, 500 * 2 ** (tries - 1)));
        expect(backoff(tries + 1, undefined, () => value)).toBeGreaterThanOrEqual(pause);
      }),
    );
  });

  test("is at least what the server asks for, and never less than without that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(20_000), (tries, asked) => {
        const own = backoff(tries, undefined, () => 0.5);
        expect(backoff(tries, asked, () => 0.5)).toBe(Math.max(asked, own));
      }),
    );
  });
});

const now = Date.parse("2025-06-01T12:00:00Z");

describe("Retry-After", () => {
  test.each<[string | undefined, number | undefined]>([
    ["2", 2000],
    ["0", 0],
    ["007", 7000],
    [" 2 ", 2000],
    ["3600", 3_600_000],
    ["999999999", 999_999_999_000],
    ["Sun, 01 Jun 2025 12:00:00 GMT", 0],
    ["Sun, 01 Jun 2025 12:00:30 GMT", 30_000],
    ["Sun, 01 Jun 2025 11:59:59 GMT", 0],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["Mon, 01 Jun 2026 12:00:00 GMT", 365 * 86_400_000],
    [undefined, undefined],
    ["", undefined],
    ["   ", undefined],
    ["-5", undefined],
    ["+5", undefined],
    ["2.5", undefined],
    ["1e9", undefined],
    ["0x10", undefined],
    ["2, 3", undefined],
    ["2s", undefined],
    ["soon", undefined],
    ["NaN", undefined],
    ["Infinity", undefined],
    ["1000000001", 1e12],
    ["9".repeat(400), 1e12],
    ["٢", undefined],
    ["2025-06-01T12:00:30Z", undefined],
    ["Sun, 01 Jun 2025 12:00:30 PST", undefined],
    ["Sun, 01 Jun 2025", undefined],
    ["Sun, 99 Xyz 2025 12:00:30 GMT", undefined],
    ["Sun, 01 Jun 2025 99:99:99 GMT", undefined],
    ["Sunday, 01-Jun-25 12:00:30 GMT", undefined],
    ["Sun Jun  1 12:00:30 2025", undefined],
    ["x Sun, 01 Jun 2025 12:00:30 GMT", undefined],
    ["Sun, 01 Jun 2025 12:00:30 GMT+0100", undefined],
    ["SSun, 01 Jun 2025 12:00:30 GMT", undefined],
  ])("%j asks for %d ms", (header, asked) => {
    expect(retryAfter(header, now)).toBe(asked);
  });

  test("of any kind is no answer or a time that can be waited for, and never throws", () => {
    const digit = fc.constantFrom(..."0123456789");
    const header = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: digit, maxLength: 400 }),
      fc.integer().map(String),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.date({ noInvalidDate: true }).map(String),
    );
    fc.assert(
      fc.property(header, fc.date({ noInvalidDate: true }), (text, date) => {
        const asked = retryAfter(text, date.getTime()) ?? 0;
        expect(Number.isFinite(asked) && asked >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("of RFC 9110 is read as it says: seconds, or the time until a date", () => {
    const second = fc.integer({ min: 0, max: 253_402_300_799 }).map((seconds) => new Date(seconds * 1000));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), second, second, (seconds, date, today) => {
        expect(retryAfter(String(seconds), today.getTime())).toBe(seconds * 1000);
        const asked = Math.max(0, date.getTime() - today.getTime());
        expect(retryAfter(date.toUTCString(), today.getTime())).toBe(asked);
      }),
    );
  });
});
