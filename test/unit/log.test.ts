import { beforeEach, describe, expect, test, vi } from "vitest";

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

describe("mistakes in a file", () => {
  const mistakes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ line: index + 1, text: `is wrong ::${index + 1}` }));
  const errors = (count: number) =>
    mistakes(count).map(({ line, text }) => `::error title=Mistakes,file=neon.yml,line=${line}::${text}`);

  test.each([1, 2, 9])("up to nine (%i) are shown each on its line", (count) => {
    const lines = printed(() => log.failAt("neon.yml", mistakes(count), "Mistakes")).split("\n");
    expect(lines).toEqual([...errors(count), ""]);
  });

  test("from the tenth on are in the log, as a tenth error says", () => {
    const lines = printed(() => log.failAt("neon.yml", mistakes(11), "Mistakes")).split("\n");
    expect(lines).toEqual([
      ...errors(9),
      "neon.yml, line 10: is wrong ::10",
      "neon.yml, line 11: is wrong ::11",
      "::error title=Mistakes,file=neon.yml::11 mistakes in neon.yml: GitHub shows the first 9, all are in the log.",
      "",
    ]);
  });

  test("hide what is masked", () => {
    printed(() => mask("secret-b"));
    const many = mistakes(10).map(({ line }) => ({ line, text: "has secret-b" }));
    const shown = printed(() => log.failAt("neon.yml", many, "Mistakes"));
    expect(shown).toContain("::has ***\n");
    expect(shown).toContain("\nneon.yml, line 10: has ***\n");
  });

  test("set the exit code", () => {
    const before = process.exitCode;
    using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    log.failAt("neon.yml", mistakes(1), "Mistakes");
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
  });
});
