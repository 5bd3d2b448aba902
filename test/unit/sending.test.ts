import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Budget } from "../../src/ground/budget.ts";
import { openPace } from "../../src/ground/pace.ts";
import { causeOf, isCertificate, untilAnswered, type Verdict } from "../../src/ground/sending.ts";

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.stubEnv("RUNNER_DEBUG", "1");
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.push(String(text).trim());
    return true;
  });
  onTestFinished(() => {
    write.mockRestore();
    vi.unstubAllEnvs();
  });
});

/** Waits are noted and not waited for. `endsAfter`: how many of them the step lives through. */
function budgetOf({ seconds = 60, endsAfter = Infinity } = {}) {
  const waits: number[] = [];
  const stop = new AbortController();
  const budget: Budget = {
    seconds,
    name: "`timeout_seconds`",
    endsAt: Date.now() + seconds * 1000,
    signal: stop.signal,
    ended: () => (stop.signal.aborted ? "the time is over" : undefined),
    wait: async (ms) => {
      if (waits.push(ms) >= endsAfter) stop.abort();
    },
  };
  return { budget, waits };
}

type Reply = Partial<Verdict<string>>;

/** Plays the replies one after the other, and tells what came of it. */
async function ask(
  replies: readonly Reply[],
  { retries = 2, ...time }: { retries?: number; seconds?: number; endsAfter?: number } = {},
) {
  const { budget, waits } = budgetOf(time);
  let tries = 0;
  const end = await untilAnswered<Reply, string>({
    what: "GET /thing",
    tryOnce: async () => replies[tries++] ?? {},
    judge: (reply) => ({ ending: "status 503", mayRepeat: true, asked: 1000, ...reply }),
    failure: (reply, late) => new Error(`${reply.ending ?? "status 503"}.${late}`),
    retries,
    budget,
  }).catch((error: Error) => error.message);
  return { end, tries, waits };
}

describe("a request", () => {
  test("that is answered is sent once", async () => {
    expect(await ask([{ answer: "yes" }])).toEqual({ end: "yes", tries: 1, waits: [] });
  });

  test("is sent again as long as it may be, and its tries are said", async () => {
    expect(await ask([{}, { asked: 2000 }, { answer: "yes" }])).toEqual({
      end: "yes",
      tries: 3,
      waits: [1000, 2000],
    });
    expect(printed.map((line) => line.replace(/^::debug::/, "debug: "))).toEqual([
      "debug: GET /thing, try 1: status 503",
      "GET /thing: status 503. Trying again in 1 s.",
      "debug: GET /thing, try 2: status 503",
      "GET /thing: status 503. Trying again in 2 s.",
      "debug: GET /thing, try 3: status 503",
    ]);
  });

  test("that is sent again at once says no time", async () => {
    using _ = vi.spyOn(Math, "random").mockReturnValue(0);
    await ask([{ asked: 49 }, { answer: "yes" }]);
    expect(printed).toContain("GET /thing: status 503. Trying again.");
  });

  test("that is slowed down as expected says so to who debugs only", async () => {
    await ask([{ quiet: true }, { answer: "yes" }]);
    expect(printed.filter((line) => !line.startsWith("::debug::"))).toEqual([]);
  });

  test.each<[what: string, replies: Reply[], given: object, tries: number, end: string]>([
    ["a final no", [{ mayRepeat: false, ending: "status 400" }], {}, 1, "status 400."],
    ["the last of its tries", [], { retries: 2 }, 3, "status 503."],
    ["the first, if there is no other", [], { retries: 0 }, 1, "status 503."],
    ["the first, even if it does not count", [{ counts: false }], { retries: 0 }, 1, "status 503."],
    [
      "what would come too late",
      [{ asked: 61_000 }],
      {},
      1,
      "status 503. The next try, in 61 s, would be too late: `timeout_seconds` is 60.",
    ],
    ["the end of the step", [], { endsAfter: 1 }, 1, "status 503. There was no other try: the time is over."],
  ])("ends with %s", async (_, replies, given, tries, end) => {
    expect(await ask(replies, given)).toMatchObject({ tries, end });
  });

  test("may wait for something for as long as there is time", async () => {
    const replies: Reply[] = [...Array.from({ length: 20 }, () => ({ counts: false })), { answer: "yes" }];
    expect(await ask(replies, { retries: 1 })).toMatchObject({ end: "yes", tries: 21 });
  });
});

describe("the pace", () => {
  test("of what is held lets so many a minute through at once, and the next when the first is a minute old", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    const pace = openPace(3, Infinity, true);
    expect([pace.turn(), pace.turn(), pace.turn(), pace.turn()]).toEqual([0, 0, 0, 60_000]);
  });

  test("of what is not held is none, until the server is overrun", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    const pace = openPace(3, 10, false);
    expect([1, 2, 3, 4].map(() => pace.turn())).toEqual([0, 0, 0, 0]);
    expect([pace.slowDown(), pace.slowDown()]).toEqual([true, false]);
    expect([pace.turn(), pace.turn()]).toEqual([60_000, 60_100]);
  });
});

describe("why no answer came", () => {
  const coded = (code: unknown, cause?: Error) =>
    Object.assign(new Error("with the key", { cause }), { code });

  test.each<[unknown, string]>([
    [coded("ECONNRESET"), "ECONNRESET"],
    [new Error("fetch failed", { cause: coded("ENOTFOUND") }), "ENOTFOUND"],
    [coded(23, coded("EPIPE")), "EPIPE"],
    [new DOMException("The operation timed out", "TimeoutError"), "no answer in time"],
    [new DOMException("Aborted", "AbortError"), "no answer in time"],
    [new Error("something"), "no connection"],
    ["a text", "no connection"],
  ])("is said without the words of the error: %s", (error, cause) => {
    expect(causeOf(error)).toBe(cause);
  });

  test.each([
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("is the certificate: %s", (code) => expect(isCertificate(code)).toBe(true));

  test.each(["ECONNRESET", "ENOTFOUND", "EAI_AGAIN"])("is not the certificate: %s", (code) =>
    expect(isCertificate(code)).toBe(false),
  );
});
