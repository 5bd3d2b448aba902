import { describe, expect, test } from "vitest";
import { beyondRows } from "../faults/beyond.ts";
import { type Case, check, type Row, type Scene } from "../faults/case.ts";
import { foundEffectRows } from "../faults/found-effects.ts";
import { foundMessageRows } from "../faults/found-messages.ts";
import { foundOperationRows } from "../faults/found-operations.ts";
import { foundOutputRows } from "../faults/found-output.ts";
import { foundTransportRows } from "../faults/found-transport.ts";
import { foundUserRows } from "../faults/found-users.ts";
import { inputRows } from "../faults/inputs.ts";
import { outputRows } from "../faults/outputs.ts";
import { statusRows } from "../faults/statuses.ts";
import { transportRows } from "../faults/transport.ts";

const rows = [...inputRows, ...outputRows, ...transportRows, ...statusRows];
const found = [
  ...foundEffectRows,
  ...foundMessageRows,
  ...foundTransportRows,
  ...foundOutputRows,
  ...foundUserRows,
  ...foundOperationRows,
];

type Entry = readonly [says: string, given: Case | Scene];
const entries = ({ number, title, cases }: Row): Entry[] =>
  cases.map((given) => [`${number ?? "beyond"}. ${title}${given.what ? `: ${given.what}` : ""}`, given]);

const table = [...rows, ...found, ...beyondRows].flatMap(entries);
const fails = ([, given]: Entry) => given.fails === true;

test("every fault has its row, and every row its cases", () => {
  const numbers = new Set([...rows, ...found].flatMap(({ number }) => number ?? []));
  expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  expect([...rows, ...found].filter(({ cases }) => cases.length === 0)).toEqual([]);
  expect(new Set(table.map(([says]) => says)).size).toBe(table.length);
});

// Most of a test is waiting, for a process or for the time that it waits itself.
describe.concurrent("a fault", { timeout: 60_000 }, () => {
  test.for(table.filter((entry) => !fails(entry)))("%s", ([, given]) => check(given));
  test.fails.for(table.filter(fails))("%s", ([, given]) => check(given));
});
