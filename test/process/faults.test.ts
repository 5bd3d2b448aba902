import { describe, expect, test } from "vitest";
import { beyondRows } from "../faults/beyond.ts";
import { type Case, check, type Row, type Scene } from "../faults/case.ts";
import { inputRows } from "../faults/inputs.ts";
import { outputRows } from "../faults/outputs.ts";
import { statusRows } from "../faults/statuses.ts";
import { transportRows } from "../faults/transport.ts";

const rows = [...inputRows, ...outputRows, ...transportRows, ...statusRows];

type Entry = readonly [says: string, given: Case | Scene];
const entries = ({ number, title, cases }: Row): Entry[] =>
  cases.map((given) => [`${number ?? "beyond"}. ${title}${given.what ? `: ${given.what}` : ""}`, given]);

const table = [...rows, ...beyondRows].flatMap(entries);
const fails = ([, given]: Entry) => given.fails === true;

test("every fault has its row, and every row its cases", () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
  expect(rows.filter(({ cases }) => cases.length === 0)).toEqual([]);
  expect(new Set(table.map(([says]) => says)).size).toBe(table.length);
});

// Most of a test is waiting, for a process or for the time that it waits itself.
describe.concurrent("a fault", { timeout: 60_000 }, () => {
  test.for(table.filter((entry) => !fails(entry)))("%s", ([, given]) => check(given));
  test.fails.for(table.filter(fails))("%s", ([, given]) => check(given));
});
