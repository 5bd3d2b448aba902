import { describe, expect, test } from "vitest";
import { type Change, changed, changes, checkAllMade, hashOf, replaced, sources } from "../../src/build.ts";

const quicker: Change = {
  name: "quicker",
  reason: "It was slow.",
  gain: 1,
  of: ["pack/slow.js", "pack/slower.js"],
  change: (text) => replaced(text, "slow", "quick"),
};

describe("a change to a dependency", () => {
  test("is made to its files, after those before it, and to no others", () => {
    const twice = [quicker, { ...quicker, change: (text: string) => replaced(text, "quick", "quickest") }];
    expect(changed("slow()", "pack/slow.js", twice)).toBe("quickest()");
    expect(changed("slow()", "pack/slower.js", [quicker])).toBe("quick()");
    expect(changed("slow()", "other/slow.js", twice)).toBe("slow()");
  });

  test("stops the build, by its name, if what it changes is not there", () => {
    expect(() => changed("fast()", "pack/slow.js", [quicker])).toThrow(
      '"quicker" no longer fits pack/slow.js: slow is not in it.',
    );
  });

  test("stops the build, by its name, if nothing loads its file", () => {
    expect(() => checkAllMade(new Set(["pack/slow.js"]), [quicker])).toThrow(
      '"quicker" no longer fits pack/slower.js: nothing loads it.',
    );
    expect(() => checkAllMade(new Set(quicker.of), [quicker])).not.toThrow();
  });
});

describe.each(changes)("$name", (entry) => {
  const { name, of, gain, reason } = entry;

  test.each(of)("does not fit another text in place of %s", (file) => {
    expect(() => changed("export {};", file, [entry])).toThrow(`"${name}" no longer fits ${file}: `);
  });

  test("says why, and is worth a twentieth of an empty Node file or more", () => {
    expect(reason).toMatch(/\w+ .*\.$/);
    expect(gain).toBeGreaterThanOrEqual(0.05);
  });
});

test("a module of Node that ncc requires in another way stops the build", () => {
  const head = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";\n';
  const runtime =
    "var __require = /* #__PURE__ */ (() => (0,node_module.createRequire)(import.meta.url))();\n";
  const required = (name: string) =>
    `module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("${name}");\n`;
  const of = (...parts: string[]) => changed(parts.join(""), "index.js");

  expect(of(head, runtime, required("node:fs"), required("util/types"))).toBe(
    'var __require = process.getBuiltinModule;\nmodule.exports = process.getBuiltinModule("node:fs");\nmodule.exports = process.getBuiltinModule("util/types");\n',
  );
  const says = '"Node\'s modules without a loader" no longer fits index.js: ';
  const otherwise = 'require = __WEBPACK_EXTERNAL_createRequire(import.meta.url); require("node:fs");\n';
  expect(() => of(head, runtime, otherwise)).toThrow(says);
  expect(() => of(head, runtime, required("undici"))).toThrow(says);
  expect(() => of(head, required("node:fs"))).toThrow(says);
  expect(() => of(runtime, required("node:fs"))).toThrow(says);
});

describe("the hash of the sources", () => {
  const files = { "src/main.ts": "one\ntwo\n", "src/step/step.ts": "three\n" };
  const hash = (given: Readonly<Record<string, string>>) => hashOf(new Map(Object.entries(given)));

  test("is the same whatever the order of files and the ends of lines", () => {
    const windows = { "src/step/step.ts": "three\r\n", "src/main.ts": "one\r\ntwo\r\n" };
    expect(hash(windows)).toBe(hash(files));
    expect(hash(files)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ["another text", { ...files, "src/main.ts": "one\n" }],
    ["another name", { "src/index.ts": "one\ntwo\n", "src/step/step.ts": "three\n" }],
    ["another file", { ...files, "src/more.ts": "" }],
    ["the same text elsewhere", { "src/main.ts": "one\ntwo\nthree\n", "src/step/step.ts": "" }],
  ])("is another one for %s", (_, other) => {
    expect(hash(other)).not.toBe(hash(files));
  });

  test("takes in all that is packed, and not what writes the documents", () => {
    const names = [...sources().keys()];
    expect(names).toEqual(
      expect.arrayContaining(["src/main.ts", "src/build.ts", "src/operations/index.ts", "package-lock.json"]),
    );
    expect(names).not.toContain("src/docs.ts");
  });
});
