import { describe, expect, test } from "vitest";
import { Secret } from "../../src/ground/secret.ts";
import { denied, holds } from "../../src/record/compare.ts";

const secret = (value: string) => new Secret(value, "credential");

describe("an answer holds a body", () => {
  test.each([
    ["if it shows every value", { a: 1, b: "x", c: true }, { a: 1, b: "x" }],
    ["if a credential is the same", { password: secret("p") }, { password: "p" }],
    ["whatever it does not set", { a: 1 }, { a: 1, b: undefined }],
    ["if there is nothing to hold", { a: 1 }, undefined],
  ])("%s", (_, answer, body) => {
    expect(holds(answer, body)).toBe(true);
  });

  test.each([
    ["one of two values differs", { a: 1, b: 2 }, { a: 1, b: 3 }],
    ["a value is not shown", { a: 1 }, { a: 1, b: 2 }],
    ["a credential differs", { password: secret("q") }, { password: "p" }],
    ["letters are of another case", { a: "X" }, { a: "x" }],
    ["there is no answer", undefined, { a: 1 }],
  ])("not if %s", (_, answer, body) => {
    expect(holds(answer, body)).toBe(false);
  });
});

describe("an answer denies a body", () => {
  test.each([
    ["where it shows other values", { a: 1, b: 2, c: 3 }, { a: 1, b: 3, c: 4 }, ["b", "c"]],
    ["where a list has another entry", { a: ["x", "y"] }, { a: ["x", "z"] }, ["a"]],
    ["where a list is longer", { a: ["x", "y"] }, { a: ["x"] }, ["a"]],
    ["where a switch is off", { a: false }, { a: true }, ["a"]],
    ["where a slash stands within", { a: "https://a.example/b" }, { a: "https://a.example/c" }, ["a"]],
    ["where only a slash within differs", { a: "x/y" }, { a: "xy" }, ["a"]],
  ])("%s", (_, answer, body, fields) => {
    expect(denied(answer, body)).toEqual(fields);
  });

  test.each([
    ["in what it does not show", { a: 1 }, { b: 2 }],
    ["in a credential, which may come back hidden", { password: secret("***") }, { password: "p" }],
    ["in what was not set", { a: 1 }, { a: undefined }],
    ["by capital letters", { a: "https://A.Example" }, { a: "https://a.example" }],
    ["by slashes at the end", { a: "https://a.example//" }, { a: "https://a.example" }],
    ["by the order of a list", { a: ["y", "x", "Z"] }, { a: ["z", "x", "y"] }],
    ["if there is no answer", undefined, { a: 1 }],
  ])("not %s", (_, answer, body) => {
    expect(denied(answer, body)).toEqual([]);
  });
});
