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

test("what is not ASCII is written otherwise, or stops the build where it cannot be", () => {
  const of = (text: string) => changed(text, "index.js");
  expect(of('const dots = "\u2026 \u{1f389}";')).toBe('const dots = "\\u2026 \\ud83c\\udf89";');
  const says = '"one byte for a character" no longer fits index.js: ';
  expect(() => of("const raw = String.raw`\u2026`;")).toThrow(says);
  expect(() => of('const dots = "...";')).toThrow(says);
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
