import { beforeEach, expect, test, vi } from "vitest";

let log: typeof import("../../src/ground/log.ts");
let mask: typeof import("../../src/ground/secret.ts").mask;
// How many warnings were printed, and what is masked, is remembered for as long as the process runs.
beforeEach(async () => {
  vi.resetModules();
  log = await import("../../src/ground/log.ts");
  ({ mask } = await import("../../src/ground/secret.ts"));
});

/** What goes to stdout; the exit code that a failure sets is put back. */
function printed(print: () => void): string {
  const before = process.exitCode;
  using stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  print();
  process.exitCode = before;
  return stdout.mock.calls.map(([text]) => String(text)).join("");
}

test.each<[kind: "info" | "debug" | "notice" | "warning" | "fail", line: string]>([
  ["info", "a *** c::d\n: :e"],
  ["debug", "::debug::a *** c::d%0A: :e"],
  ["notice", "::notice::a *** c::d%0A: :e"],
  ["warning", "::warning::a *** c::d%0A: :e"],
  ["fail", "::error title=Neon Auth::a *** c::d%0A: :e"],
])("%s hides what is masked, keeps line breaks, and breaks up what would be a command", (kind, line) => {
  printed(() => mask("secret-b"));
  expect(printed(() => log[kind]("a secret-b c::d\n::e"))).toBe(`${line}\n`);
});

test("a masked value of several lines is hidden before the lines are told apart", () => {
  printed(() => mask("one two\nthree four"));
  expect(printed(() => log.info("is one two\nthree four."))).toBe("is ***.\n");
});

test("only a failure sets the exit code", () => {
  const before = process.exitCode;
  using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  for (const kind of ["info", "debug", "notice", "warning"] as const) log[kind]("a");
  expect(process.exitCode).toBe(before);
  log.fail("a");
  expect(process.exitCode).toBe(1);
  process.exitCode = before;
});

test("the tenth warning says that the others are in the log, where they are", () => {
  const lines = printed(() => {
    for (let count = 1; count <= 12; count++) log.warning(`number ${count} ::a`);
  }).split("\n");
  expect(lines).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => `::warning::number ${count} ::a`),
    "::warning::GitHub shows no more warnings of a step here: the others are in its log.",
    ...[10, 11, 12].map((count) => `Warning: number ${count} ::a`),
    "",
  ]);
});
