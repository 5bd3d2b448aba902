import fc from "fast-check";
import type { Fault } from "../emulator/faults.ts";
import type { Given } from "../inside/inside.ts";

const before = "before";
const after = "state";
const html = "<html><title>busy</title></html>";

/**
 * What may become of a request. A status that Neon did not send is among them, but none that would be a lie,
 * such as a 404 for what is there: no client can see through that.
 */
const fault = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Fault>(
      { kind: "reset", when: "before-headers" },
      { kind: "reset", when: "after-state" },
      { kind: "cut", atByte: 0 },
      { kind: "cut", atByte: 5 },
      { kind: "garbage", after: before },
      { kind: "garbage", after },
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({
        status: fc.constantFrom(408, 500, 502, 503, 504),
        when: fc.constantFrom(before, after),
        body: fc.constantFrom(undefined, html),
      })
      // A 503 of Neon's own says that nothing was done.
      .filter(({ status, when, body }) => !(status === 503 && when === after && body === undefined))
      .map(
        ({ status, when, body }): Fault => ({ kind: "answer", status, after: when, ...(body && { body }) }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Fault>(
      { kind: "answer", status: 200, after: before, body: html },
      { kind: "answer", status: 200, after, body: html },
      { kind: "answer", status: 200, after, body: undefined },
      { kind: "answer", status: 200, after, body: {} },
      { kind: "huge", bytes: 1_100_000, after: before },
      { kind: "huge", bytes: 1_100_000, after },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Fault>(
      { kind: "answer", status: 400 },
      { kind: "answer", status: 401 },
      { kind: "answer", status: 403 },
      { kind: "answer", status: 422 },
      { kind: "redirect", to: "http://127.0.0.1:9/" },
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        status: fc.constantFrom(423, 429, 429),
        seconds: fc.constantFrom(undefined, "0", "2", "1e9", "500"),
      })
      .map(
        ({ status, seconds }): Fault => ({
          kind: "answer",
          status,
          ...(seconds && { headers: { "retry-after": seconds } }),
        }),
      ),
  },
);

/** What becomes of the first requests of a step, in their order; the ones after them are left alone. */
export const some = fc.array(fc.option(fault, { nil: undefined, freq: 3 }), { minLength: 1, maxLength: 5 });

/** The same for as long as the step lasts. */
const endless = fault.map((one) => Array<Fault>(100).fill(one));

const hang = fc
  .record({ when: fc.constantFrom("before-headers", "after-state"), first: fc.nat(2) })
  .map(({ when, first }): (Fault | undefined)[] => [...Array(first), { kind: "hang", when }]);

/** What goes wrong in a step. */
export interface Trouble {
  readonly faults: readonly (Fault | undefined)[];
  /** Seconds that the step has. */
  readonly seconds: number;
  readonly settings: Given;
  /** Nothing listens where Neon should be. */
  readonly refused?: true;
}

const settings = fc.constantFrom<Given>({}, {}, { retries: "0" }, { retries: "1" });

export const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ faults: [], seconds: 120, settings: {} }) },
  { weight: 24, arbitrary: fc.record({ faults: some, seconds: fc.constant(120), settings }) },
  { weight: 6, arbitrary: fc.record({ faults: endless, seconds: fc.constant(120), settings }) },
  { weight: 1, arbitrary: fc.record({ faults: hang, seconds: fc.constant(0.1), settings }) },
  {
    weight: 1,
    arbitrary: fc.record({
      faults: fc.constant([]),
      seconds: fc.constant(120),
      settings,
      refused: fc.constant(true as const),
    }),
  },
);
