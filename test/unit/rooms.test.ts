import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** The rooms of `src`, the lowest first. A file imports from its own room and from those before it. */
const rooms = [
  "ground",
  "words",
  "neon",
  "github",
  "engine",
  "auth",
  "record",
  "delivery",
  "page",
  "config",
  "operations",
  "step",
  // Beside the rooms, and above all of them.
  "main.ts",
  "schema.ts",
  "docs.ts",
  "build.ts",
];

/** By its path below `src`, the paths below `src` that a file imports. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** What is imported for its types, exported again or loaded on demand is imported too. */
const importedBy = (file: string, text: string): string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => join(dirname(file), fileName));

const roomOf = (file: string): string => file.split("/")[0] ?? "";

function upwards(imports: Imports): string[] {
  return [...imports].flatMap(([file, imported]) =>
    imported
      .filter((other) => rooms.indexOf(roomOf(other)) > rooms.indexOf(roomOf(file)))
      .map((other) => `${file} imports ${other}: ${roomOf(file)} stands below ${roomOf(other)}.`),
  );
}

/** Each circle once, from the file in it that comes first. */
function circles(imports: Imports): string[] {
  const found = new Map<string, string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const first = circle.indexOf(circle.toSorted()[0] ?? file);
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      found.set(turned.join(), `${[...turned, turned[0]].join(" imports ")}: that is a circle.`);
    } else if (!done.has(file)) {
      for (const other of imports.get(file) ?? []) visit(other, [...path, file]);
      done.add(file);
    }
  };
  for (const file of imports.keys()) visit(file, []);
  return [...found.values()];
}

const strangers = (imports: Imports): string[] =>
  [...imports.keys()]
    .filter((file) => !rooms.includes(roomOf(file)))
    .map((file) => `${file} stands in no room: name ${roomOf(file)} in the list of rooms, where it belongs.`);

const src = fileURLToPath(new URL("../../src", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const imports: Imports = new Map(
  files.sort().map((file) => [file, importedBy(file, readFileSync(join(src, file), "utf8"))]),
);

test("every file stands in a room, imports no room above its own, and is in no circle", () => {
  expect([...strangers(imports), ...upwards(imports), ...circles(imports)]).toEqual([]);
});

describe("an import", () => {
  const of = (given: Readonly<Record<string, string>>): Imports =>
    new Map(Object.entries(given).map(([file, text]) => [file, importedBy(file, text)]));

  test.each([
    ["of a value", 'import { run } from "../step/step.ts";'],
    ["of a default", 'import run from "../step/step.ts";'],
    ["of everything", 'import * as step from "../step/step.ts";'],
    ["of effects", 'import "../step/step.ts";'],
    ["of a type", 'import type { Step } from "../step/step.ts";'],
    ["of a type among values", 'import { type Step, run } from "../step/step.ts";'],
    ["of a type in its place", 'let step: import("../step/step.ts").Step;'],
    ["on demand", 'const step = await import("../step/step.ts");'],
    ["that is exported", 'export { run } from "../step/step.ts";'],
    ["of all that is exported", 'export * from "../step/step.ts";'],
  ])("%s counts", (_, text) => {
    expect(upwards(of({ "words/rules.ts": text }))).toEqual([
      "words/rules.ts imports step/step.ts: words stands below step.",
    ]);
  });

  test.each([
    ["from a room below", 'import { inert } from "../ground/inert.ts";'],
    ["from its own room", 'import { text } from "./parsers.ts";'],
    ["of a package", 'import { getInput } from "@actions/core";'],
    ["in a comment", '// import "../step/step.ts";'],
    ["in a text", "const text = 'import \"../step/step.ts\"';"],
  ])("%s is none that points up", (_, text) => {
    expect(upwards(of({ "words/rules.ts": text }))).toEqual([]);
  });

  test("of main.ts points up, whoever has it", () => {
    expect(upwards(of({ "step/step.ts": 'import { run } from "../main.ts";' }))).toEqual([
      "step/step.ts imports main.ts: step stands below main.ts.",
    ]);
  });

  test("that closes a circle is told once, with the way around", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => `import "./${name}.ts";`);
    const given = of({
      "words/c.ts": `${a}`,
      "words/a.ts": `${b}`,
      "words/b.ts": `${c}`,
      "words/d.ts": `${a}`,
    });
    expect(circles(given)).toEqual([
      "words/a.ts imports words/b.ts imports words/c.ts imports words/a.ts: that is a circle.",
    ]);
    expect(circles(of({ "words/a.ts": `${a}` }))).toEqual([
      "words/a.ts imports words/a.ts: that is a circle.",
    ]);
    expect(circles(of({ "words/a.ts": `${b} ${c}`, "words/b.ts": `${c}`, "words/c.ts": "" }))).toEqual([]);
  });
});

test("a file in a folder without a place among the rooms is told", () => {
  expect(strangers(new Map([["utils/all.ts", []]]))).toEqual([
    "utils/all.ts stands in no room: name utils in the list of rooms, where it belongs.",
  ]);
});
