import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { Secret } from "../../src/ground/secret.ts";
import { parseAnswer } from "../../src/neon/answer.ts";
import {
  as,
  bodyOf,
  certain,
  changedOf,
  denied,
  differencesOf,
  fileOf,
  inputsOf,
  printable,
  shownOf,
  valuesOf,
  withoutToken,
} from "../../src/record/fields.ts";
import { credential, flag, text, whole, words } from "../../src/words/parsers.ts";

const secret = (value: string) => new Secret(value, "credential");

/** Two of them have another name as inputs. */
const fields = {
  enabled: as("thing_enabled", flag("Whether it is on.")),
  limit: whole("How many.", 1, 10),
  url: text("Where."),
  events: as("thing_events", words("When.", "names", /^\w+$/)),
  password: credential("How."),
};

const differing = (answer: object | undefined, values: object) =>
  differencesOf(fields, answer, values).map(({ field }) => field);

describe("an answer does not differ from what is asked for", () => {
  test.each([
    ["if it shows every value", { limit: 1, url: "x", enabled: true }, { limit: 1, url: "x" }],
    ["if a credential is the same", { password: secret("p") }, { password: secret("p") }],
    ["by what is not given", { limit: 1 }, { limit: 1, url: undefined }],
    ["if nothing is asked for", { limit: 1 }, {}],
    ["by what is no field of the thing", { limit: 1 }, { limit: 1, other: 2 }],
  ])("%s", (_, answer, values) => {
    expect(differing(answer, values)).toEqual([]);
  });
});

describe("an answer differs", () => {
  test.each([
    ["where one of two values does", { limit: 1, url: "x" }, { limit: 1, url: "y" }, ["url"]],
    ["in what it does not show", { limit: 1 }, { limit: 1, url: "y" }, ["url"]],
    ["in a credential", { password: secret("q") }, { password: secret("p") }, ["password"]],
    ["by the case of letters", { url: "X" }, { url: "x" }, ["url"]],
    ["in all of it, if there is none", undefined, { limit: 1, url: "x" }, ["limit", "url"]],
    ["under Neon's name of the field", { enabled: true }, { thing_enabled: false }, ["enabled"]],
  ])("%s", (_, answer, values, expected) => {
    expect(differing(answer, values)).toEqual(expected);
  });

  test("in a way that says what is, what is wanted, and whether Neon shows it", () => {
    const is = { limit: 1, password: secret("q") };
    const wanted = { limit: 2, url: "x", password: secret("p") };
    expect(differencesOf(fields, is, wanted)).toEqual([
      { field: "limit", input: "limit", is: 1, wanted: 2, visible: true, alike: false },
      { field: "url", input: "url", is: undefined, wanted: "x", visible: false, alike: false },
      {
        field: "password",
        input: "password",
        is: is.password,
        wanted: wanted.password,
        visible: true,
        alike: false,
      },
    ]);
  });

  test("in a way that names the input", () => {
    expect(differencesOf(fields, {}, { thing_enabled: true })).toMatchObject([
      { field: "enabled", input: "thing_enabled" },
    ]);
  });

  test.each(["********", "••••••••", "GOCSPX-****1234", "xxxxxxxx"])(
    "by a credential that is hidden as %s in a way that cannot be seen",
    (shown) => {
      const found = differencesOf(fields, { password: secret(shown) }, { password: secret("p") });
      expect(found).toMatchObject([{ field: "password", visible: false }]);
      expect(certain(found)).toEqual([]);
    },
  );

  test("by a credential that is shown for sure", () => {
    const found = differencesOf(fields, { password: secret("q**") }, { password: secret("p") });
    expect(certain(found)).toEqual(found);
  });
});

describe("an answer denies what is asked for", () => {
  const deniedBy = (answer: object | undefined, values: object) =>
    denied(differencesOf(fields, answer, values));

  test.each([
    [
      "where it shows other values",
      { limit: 1, url: "a", enabled: true },
      { limit: 2, url: "a", thing_enabled: false },
      ["enabled", "limit"],
    ],
    ["where a list has another entry", { events: ["x", "y"] }, { thing_events: ["x", "z"] }, ["events"]],
    ["where a list is longer", { events: ["x", "y"] }, { thing_events: ["x"] }, ["events"]],
    ["where a switch is off", { enabled: false }, { thing_enabled: true }, ["enabled"]],
    ["where a slash stands within", { url: "https://a.example/b" }, { url: "https://a.example/c" }, ["url"]],
    ["where only a slash within differs", { url: "x/y" }, { url: "xy" }, ["url"]],
    ["where `ß` is not `ss`", { url: "x/straße" }, { url: "x/strasse" }, ["url"]],
  ])("%s", (_, answer, values, expected) => {
    expect(deniedBy(answer, values)).toEqual(expected);
  });

  test.each([
    ["in what it does not show", { limit: 1 }, { url: "x" }],
    [
      "in a credential, which may come back hidden",
      { password: secret("h1dden") },
      { password: secret("p") },
    ],
    ["in what was not asked for", { url: "x" }, { url: undefined }],
    ["by capital letters", { url: "https://A.Example" }, { url: "https://a.example" }],
    ["by slashes at the end", { url: "https://a.example//" }, { url: "https://a.example" }],
    ["by the order of a list", { events: ["y", "x", "Z"] }, { thing_events: ["z", "x", "y"] }],
    ["if there is no answer", undefined, { limit: 1 }],
  ])("not %s", (_, answer, values) => {
    expect(deniedBy(answer, values)).toEqual([]);
  });
});

test("a body has Neon's names, and a credential leaves in it", () => {
  const values = { thing_enabled: true, password: secret("p"), other: 1 };
  expect(JSON.stringify(bodyOf(fields, values))).toBe('{"enabled":true,"password":"p"}');
});

test("the inputs of a thing have their own names", () => {
  expect(Object.keys(inputsOf(fields))).toEqual([
    "thing_enabled",
    "limit",
    "url",
    "thing_events",
    "password",
  ]);
});

describe("a file", () => {
  test("says a thing by Neon's names, and is read by the parsers of the inputs", () => {
    const { values, problems } = valuesOf(fields, { enabled: false, limit: 3, events: ["a", "b"] });
    expect(values).toEqual({ thing_enabled: false, limit: 3, thing_events: ["a", "b"] });
    expect(problems).toEqual([]);
  });

  test("is told of each field that is not known or not valid", () => {
    const { values, problems } = valuesOf(fields, { enabled: "maybe", nope: 1, limit: 11, toString: 1 });
    expect(values).toEqual({});
    expect(problems).toEqual([
      { field: "enabled", must: "be `true` or `false`" },
      { field: "nope", must: undefined },
      { field: "limit", must: "be a whole number from 1 to 10" },
      { field: "toString", must: undefined },
    ]);
  });

  test("gets what an answer shows, without credentials and without what is no setting", () => {
    const answer = { enabled: true, limit: undefined, password: secret("p"), id: "x" };
    expect(fileOf(fields, answer)).toStrictEqual({ enabled: true });
  });
});

describe("a page shows of a difference", () => {
  test.each<[what: string, is: unknown, wanted: unknown, shown: object]>([
    ["the value that comes", undefined, 1, { change: "add", to: 1 }],
    ["the value that goes", "a", undefined, { change: "delete", from: "a" }],
    ["both values", "a", "b", { change: "change", from: "a", to: "b" }],
    ["a switch that goes off", true, false, { change: "change", from: true, to: false }],
    ["no credential that comes", undefined, secret("p"), { change: "add", to: "***" }],
    ["no credential that goes", secret("q"), undefined, { change: "delete", from: "***" }],
    ["none of two credentials", secret("q"), secret("p"), { change: "change", from: "***", to: "***" }],
  ])("%s", (_, is, wanted, shown) => {
    // Not even a field without a value: the page would name it.
    expect(changedOf({ input: "thing", is, wanted })).toStrictEqual({ section: "thing", ...shown });
  });
});

describe("inputs can be printed", () => {
  const guarded = { ...fields, hook: { ...as("thing_hook", text("Where to.")), guarded: true as const } };

  test("without credentials, which stay secrets of their kind", () => {
    const { password, ...others } = printable(guarded, { password: secret("p"), limit: 1, other: ["x"] });
    expect(password.reveal()).toBe("***");
    expect(password.sensitivity).toBe("credential");
    expect(others).toEqual({ limit: 1, other: ["x"] });
  });

  test("without what may be a token, but only where an address often carries one", () => {
    const address = "https://a.example/hook?token=abc";
    expect(printable(guarded, { thing_hook: address, url: address })).toEqual({
      thing_hook: "https://a.example/hook?***",
      url: address,
    });
  });

  test("by the names of the inputs, and whether given or not", () => {
    const hook = "https://a.example/?token=abc";
    expect(printable(guarded, { hook, thing_hook: undefined })).toEqual({ hook, thing_hook: undefined });
  });
});

test.each<[address: string, shown: string]>([
  ["https://a.example/hook/x", "https://a.example/hook/x"],
  ["https://A.example", "https://A.example"],
  ["https://a.example:8443/hook", "https://a.example:8443/hook"],
  ["https://a.example:8443/hook?token=abc", "https://a.example:8443/hook?***"],
  ["https://a.example/hook#abc", "https://a.example/hook?***"],
  ["https://user@a.example/hook", "https://a.example/hook?***"],
  ["https://:abc@a.example/hook", "https://a.example/hook?***"],
  ["https://user:abc@a.example/hook?a#b", "https://a.example/hook?***"],
  ["abc", "***"],
])("of the address %s nothing is shown that may be a token: %s", (address, shown) => {
  expect(withoutToken(address)).toBe(shown);
});

describe("what Neon shows of a thing", () => {
  const shown = (json: object, ...always: (keyof typeof fields)[]) =>
    parseAnswer(() => z.object(shownOf(fields, always)), json);

  test("has the types of its fields", () => {
    const json = { enabled: true, limit: 3, url: "x", events: ["a"], password: "p" };
    const { password, ...others } = shown(json);
    expect(others).toEqual({ enabled: true, limit: 3, url: "x", events: ["a"] });
    expect(password?.reveal()).toBe("p");
  });

  test("may lack all of them", () => {
    expect(shown({})).toEqual({});
    const nothing = { enabled: null, limit: null, url: null, events: null, password: null };
    expect(Object.values(shown(nothing)).filter((value) => value !== undefined)).toEqual([]);
    expect(shown({ url: "", password: "" })).toEqual({});
  });

  test("has the same types where it is always there", () => {
    const json = { enabled: false, limit: 0, url: "", events: [] };
    expect(shown(json, "enabled", "limit", "url", "events")).toEqual(json);
  });

  test.each<[field: keyof typeof fields, value: unknown]>([
    ["enabled", "true"],
    ["limit", "3"],
    ["url", 3],
    ["events", "a"],
    ["events", [3]],
  ])("must have %s where that is always there, and not as %j", (field, value) => {
    expect(() => shown({ [field]: value }, field)).toThrow(field);
    expect(() => shown({}, field)).toThrow(field);
  });
});
