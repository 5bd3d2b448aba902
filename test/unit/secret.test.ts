import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { parseCommand } from "../runner/commands.ts";
import { createMasks } from "../runner/masks.ts";

// What is masked is remembered for as long as the process runs: every test gets a memory of its own.
let secrets: typeof import("../../src/ground/secret.ts");
beforeEach(async () => {
  secrets = await freshSecrets();
});

async function freshSecrets() {
  vi.resetModules();
  return import("../../src/ground/secret.ts");
}

/** Masks values and tells what the runner was asked to mask. */
function masked(values: readonly string[], { mask } = secrets): string[] {
  using stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  for (const value of values) mask(value);
  const lines = stdout.mock.calls.map(([text]) => String(text).replace(/\n$/, ""));
  return lines.map((line) => parseCommand(line, new Set(["add-mask"]))?.data ?? `not a mask: ${line}`);
}

const words = "correct-horse-battery-staple";

/** Ways in which a value gets out without anybody meaning it, and what they show. */
const routes: readonly [string, (secret: object) => unknown, unknown][] = [
  ["a template", (secret) => `${secret}`, "***"],
  ["+", (secret) => `a${secret}`, "a***"],
  ["String()", (secret) => String(secret), "***"],
  ["join", (secret) => [secret, secret].join(), "***,***"],
  ["toLocaleString", (secret) => secret.toLocaleString(), "***"],
  ["Number()", (secret) => Number(secret), Number.NaN],
  ["JSON", (secret) => JSON.stringify(secret), '"***"'],
  [
    "JSON inside of something",
    (secret) => JSON.stringify({ list: [{ secret }] }),
    '{"list":[{"secret":"***"}]}',
  ],
  ["inspect", (secret) => inspect(secret), "***"],
  [
    "inspect inside of something",
    (secret) => inspect({ list: [{ secret }] }),
    "{ list: [ { secret: *** } ] }",
  ],
  ["inspect of what is hidden", (secret) => inspect(secret, { showHidden: true, depth: null }), "***"],
  [
    "inspect without our own part in it",
    (secret) => inspect(secret, { customInspect: false, showHidden: true, getters: true }),
    "Secret { sensitivity: 'credential' }",
  ],
  ["format %s", (secret) => format("%s", secret), "***"],
  ["format %o, %O and %j", (secret) => format("%o %O %j", secret, secret, secret), '*** *** "***"'],
  ["format behind the text", (secret) => format("text", secret), "text ***"],
  ["the message of an error", (secret) => new Error(`no ${secret}`).message, "no ***"],
  ["the cause of an error", (secret) => inspect(new Error("no", { cause: secret })).includes(words), false],
  [
    "an error's own field",
    (secret) => inspect(Object.assign(new Error("no"), { secret })).includes(words),
    false,
  ],
  ["encodeURIComponent", (secret) => encodeURIComponent(`${secret}`), "***"],
  [
    "URL parameters",
    (secret) => `${new URLSearchParams({ secret: secret as unknown as string })}`,
    "secret=***",
  ],
  ["headers", (secret) => new Headers({ secret: secret as unknown as string }).get("secret"), "***"],
  ["the names of its fields", (secret) => Reflect.ownKeys(secret), ["sensitivity"]],
  ["Object.entries", (secret) => Object.entries(secret), [["sensitivity", "credential"]]],
  ["spreading", (secret) => ({ ...secret }), { sensitivity: "credential" }],
  ["Object.assign", (secret) => Object.assign({}, secret), { sensitivity: "credential" }],
  ["for … in", (secret) => namesIn(secret), ["sensitivity"]],
  ["structuredClone", (secret) => structuredClone(secret), { sensitivity: "credential" }],
  ["serialize", (secret) => serialize(secret).includes(words), false],
];

function namesIn(value: object): string[] {
  const names: string[] = [];
  for (const name in value) names.push(name);
  return names;
}

describe("a secret", () => {
  test.each(routes)("does not get out by %s", (_, route, shown) => {
    expect(route(new secrets.Secret(words, "credential"))).toEqual(shown);
  });

  test("gets out by reveal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(new secrets.Secret(value, "public").reveal()).toBe(value);
      }),
    );
  });

  test.each([
    ["credential", "all", true],
    ["credential", "secrets", true],
    ["public", "all", true],
    ["public", "secrets", false],
  ] as const)("that is a %s value is masked under `mask: %s`: %s", (sensitivity, setting, expected) => {
    expect(secrets.isMasked(new secrets.Secret(words, sensitivity), setting)).toBe(expected);
  });
});

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 2],
  ["🎉", 4],
])("the size of %j is told in bytes, be it a secret or not", (value, bytes) => {
  expect(secrets.sizeOf(value)).toBe(bytes);
  expect(secrets.sizeOf(new secrets.Secret(value, "credential"))).toBe(bytes);
});

describe("mask", () => {
  test.each<[string, string[], string[]]>([
    ["a value", ["abc"], ["abc"]],
    ["a value once", ["abc", "abc"], ["abc"]],
    ["several values in their order", ["b", "a"], ["b", "a"]],
    ["a value with spaces at its ends in both forms", [" abc "], [" abc ", "abc"]],
    ["a value with a line break at its end in both forms", ["abc\n"], ["abc\n", "abc"]],
    ["a value of several lines as one", ["a b\nc%0Ad\r\ne"], ["a b\nc%0Ad\r\ne"]],
    ["what is special to the runner as it is", ["%25::add-mask::,;]"], ["%25::add-mask::,;]"]],
    ["nothing for an empty value", [""], []],
    ["nothing for white space", [" ", "\n", "\t\r\n", "\u00a0"], []],
  ])("tells the runner %s", (_, values, told) => {
    expect(masked(values)).toEqual(told);
  });

  test("is understood by the runner, whatever the value", async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (value) => {
        const told = masked([value], await freshSecrets());
        expect(told).toEqual([...new Set([value, value.trim()])]);
      }),
    );
  });
});

/** Any value, and often one that is hard to find again: quotes, line breaks, patterns of replacements and of searches. */
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    "\\",
    "&",
    "%",
    "%0A",
    "$&",
    "$1",
    "$$",
    "$`",
    "\\n",
    ".",
    "(",
    "[",
    "+",
    "?",
    "^",
    "|",
  ),
  fc.constantFrom(
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\u2028",
    "\ud800",
    "\udc00",
    "é",
    "東京",
    "🎉",
    "</b>",
    "::",
  ),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
);
const anyValue = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(""))
  // What stands for a secret is made of asterisks, so that one made of them cannot be told from it.
  .filter((value) => value.trim() !== "" && !value.includes("*"));

const spellings: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  "with its ends trimmed": (value) => value.trim(),
  JSON: (value) => JSON.stringify(value),
  URI: (value) => encodeURIComponent(value.toWellFormed()),
  base64: (value) => Buffer.from(value).toString("base64"),
  form: (value) => String(new URLSearchParams([["", value]])).slice(1),
  "JSON in JSON": (value) => JSON.stringify(JSON.stringify(value)),
};

const linesOf = (value: string) => value.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");

describe("redact", () => {
  test.each(Object.entries(spellings))("hides any masked value: %s", async (_, spell) => {
    await fc.assert(
      fc.asyncProperty(anyValue, fc.constantFrom("", " ", "key=", "«"), async (value, around) => {
        const fresh = await freshSecrets();
        masked([value], fresh);
        fc.pre(!around.includes(spell(value)));
        // A short one is hidden where it stands as a word.
        const behind = value.trim().length < 4 ? " " : "";
        const text = around + spell(value) + behind + around;
        expect(fresh.holdsMasked(text)).toBe(true);
        expect(fresh.redact(text)).not.toContain(spell(value));
        expect(fresh.redact(text)).toContain("***");
      }),
    );
  });

  test.each(Object.entries(spellings))("hides each line of any masked value: %s", async (_, spell) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyValue, { minLength: 2, maxLength: 3 }), async (values) => {
        const fresh = await freshSecrets();
        masked([values.join("\n")], fresh);
        for (const line of linesOf(values.join("\n")))
          expect(fresh.redact(spell(line))).not.toContain(spell(line));
      }),
    );
  });

  test("hides whatever the runner would hide of a line with spaces at its ends", () => {
    const key = "-----BEGIN KEY-----\n    c2VjcmV0IGxpbmU  \n-----END KEY-----";
    masked([key]);
    expect(createMasks([key]).apply("has c2VjcmV0IGxpbmU in it")).toBe("has *** in it");
    expect(secrets.redact("has c2VjcmV0IGxpbmU in it")).toBe("has *** in it");
  });

  test.each<[string, string[], string, string]>([
    ["every place", ["abcd"], `${"abcd".repeat(50)} xabcdx`, `${"***".repeat(50)} x***x`],
    ["the longer one of two values first", ["abc", "abcdef"], "abcdef abc", "*** ***"],
    ["a value with the signs of a replacement", ["a$&b"], "x a$&b x", "x *** x"],
    ["a value with the signs of a pattern", ["a.b(c"], "x a.b(c axb(c x", "x *** axb(c x"],
    ["a value in JSON", ['a"b\\c'], JSON.stringify({ key: 'a"b\\c' }), '{"key":"***"}'],
    ["a value in a URI", ["a/b c?"], "https://example.com/?q=a%2Fb%20c%3F", "https://example.com/?q=***"],
    ["a value in base64", ["user:password"], "Basic dXNlcjpwYXNzd29yZA==", "Basic ***"],
    ["a value without the spaces at its ends", [" abc "], "[abc]", "[***]"],
    ["a line of a value", ["line one\nline two\r\n"], "> line two <", "> *** <"],
    ["a line without its indent", ["line one\n  line two\nline three"], ">line two<", ">***<"],
    [
      "a short value where it stands as a word",
      ["e"],
      "Neon refused `e`: e, (e) ee",
      "Neon refused `***`: ***, (***) ee",
    ],
    ["a short value of signs", ["+"], "1+1 + %2B +", "1+1 *** *** ***"],
    [
      "a short line where it stands as a word",
      ["first line\nab\nlast line"],
      "ab, about ab.",
      "***, about ***.",
    ],
    ["nothing else", ["abc"], "ABC ab bc", "ABC ab bc"],
    ["nothing for a blank line of a value", ["line one\n  \nline three"], "-  -", "-  -"],
    ["nothing if nothing is masked", [], "abc", "abc"],
    ["nothing for an empty value", ["", " ", "\n"], "a b\nc", "a b\nc"],
  ])("hides %s", (_, values, text, shown) => {
    masked(values);
    expect(secrets.redact(text)).toBe(shown);
  });
});

test("spells each value once, however often more are masked, and hides the longest first", async () => {
  const spelled: string[] = [];
  vi.doMock(import("../../src/ground/spellings.ts"), async (original) => {
    const { spellings } = await original();
    return {
      spellings: (text) => {
        spelled.push(text);
        return spellings(text);
      },
    };
  });
  using _ = { [Symbol.dispose]: () => vi.doUnmock("../../src/ground/spellings.ts") };
  const fresh = await freshSecrets();
  const values = ["hunter", "hunter22", "hunter2"];
  for (const value of values) {
    masked([value], fresh);
    expect(fresh.redact(`[${value}]`)).toBe("[***]");
  }
  expect(fresh.redact("hunter22 hunter2 hunter")).toBe("*** *** ***");
  expect(spelled).toEqual(values);
});

/** As the encoders of other languages write them, run once: `json`, `html` and `url` of Go, PHP, Python and .NET. */
test.each([
  ["JSON of Python", String.raw`p\u00e4/s+w\"o'r&d <1>~!`],
  ["JSON of Python in JSON", String.raw`p\\u00e4/s+w\\\"o'r&d <1>~!`],
  ["JSON of Go", String.raw`pä/s+w\"o'r\u0026d \u003c1\u003e~!`],
  ["JSON of Go in JSON", String.raw`pä/s+w\\\"o'r\\u0026d \\u003c1\\u003e~!`],
  ["JSON of PHP", String.raw`p\u00e4\/s+w\"o'r&d <1>~!`],
  ["JSON with `\\/`", String.raw`pä\/s+w\"o'r&d <1>~!`],
  ["JSON of .NET", String.raw`p\u00E4/s\u002Bw\u0022o\u0027r\u0026d \u003C1\u003E~!`],
  ["percent of Python", "p%C3%A4%2Fs%2Bw%22o%27r%26d%20%3C1%3E~%21"],
  ["percent in lower case", "p%c3%a4%2fs%2bw%22o%27r%26d%20%3c1%3e~%21"],
  ["percent of JavaScript in lower case", "p%c3%a4%2fs%2bw%22o'r%26d%20%3c1%3e~!"],
  ["form of Go and Python", "p%C3%A4%2Fs%2Bw%22o%27r%26d+%3C1%3E~%21"],
  ["form of JavaScript", String(new URLSearchParams([["", "pä/s+w\"o'r&d <1>~!"]])).slice(1)],
  ["HTML of Go", "pä/s+w&#34;o&#39;r&amp;d &lt;1&gt;~!"],
  ["HTML of Python", "pä/s+w&quot;o&#x27;r&amp;d &lt;1&gt;~!"],
  ["HTML of PHP", "pä/s+w&quot;o&#039;r&amp;d &lt;1&gt;~!"],
  ["XML", "pä/s+w&quot;o&apos;r&amp;d &lt;1&gt;~!"],
  ["HTML in ASCII, decimal", "p&#228;/s+w&#34;o&#39;r&#38;d &#60;1&#62;~!"],
  ["HTML in ASCII, hexadecimal", "p&#xe4;/s+w&#x22;o&#x27;r&#x26;d &#x3c;1&#x3e;~!"],
  ["HTML of JSON", String.raw`pä/s+w\&quot;o&#39;r&amp;d &lt;1&gt;~!`],
  ["hexadecimal", "70c3a42f732b77226f27722664203c313e7e21"],
  ["hexadecimal in upper case", "70C3A42F732B77226F27722664203C313E7E21"],
  ["base64url", "cMOkL3MrdyJvJ3ImZCA8MT5-IQ=="],
  ["base64 without padding", "cMOkL3MrdyJvJ3ImZCA8MT5+IQ"],
])("a secret is hidden in %s", (_, spelled) => {
  masked(["pä/s+w\"o'r&d <1>~!"]);
  expect(secrets.redact(`<<${spelled}>>`)).toBe("<<***>>");
  expect(secrets.holdsMasked(`<<${spelled}>>`)).toBe(true);
});

test.each([
  ["`Basic`", "dTpww6Qvcyt3Im8nciZkIDwxPn4h"],
  ["`AUTH PLAIN`", "AHVzZXIAcMOkL3MrdyJvJ3ImZCA8MT5+IQ=="],
])("nothing is left of a secret inside of the base64 of %s", (_, spelled) => {
  masked(["pä/s+w\"o'r&d <1>~!"]);
  const left = secrets.redact(spelled);
  expect(left).toContain("***");
  expect(left.replace("***", "").length).toBeLessThan(14);
});

describe("an answer", () => {
  const answer = () => ({
    id: "google",
    port: 587,
    enabled: false,
    none: null,
    missing: undefined,
    key: new secrets.Secret("pck_example", "public"),
    password: new secrets.Secret("hunter2-hunter2", "credential"),
    providers: [
      { id: "github", secret: new secrets.Secret("gho_example", "credential") },
      new secrets.Secret("listed", "public"),
      ["deep", { url: new secrets.Secret("https://example.com", "public") }],
    ],
  });

  test("shows all of its secrets, nested ones too", () => {
    expect(secrets.secretsIn(answer()).map((secret) => secret.reveal())).toEqual([
      "pck_example",
      "hunter2-hunter2",
      "gho_example",
      "listed",
      "https://example.com",
    ]);
  });

  test.each(["********", "••••", "xxxxxxxx", "***•••"])("has no secret where %s stands for one", (shown) => {
    expect(secrets.secretsIn({ password: new secrets.Secret(shown, "credential") })).toEqual([]);
  });

  test.each(["GOCSPX-****1234", "**", "***!", "x"])("has a secret where %s is one", (shown) => {
    const password = new secrets.Secret(shown, "credential");
    expect(secrets.secretsIn({ password })).toEqual([password]);
  });

  test.each([undefined, null, "text", 1, true, [], {}])("of %j has no secrets", (data) => {
    expect(secrets.secretsIn(data)).toEqual([]);
  });

  test.each([
    [
      "all",
      {
        id: "google",
        port: 587,
        enabled: false,
        none: null,
        providers: [{ id: "github" }, ["deep", {}]],
      },
    ],
    [
      "secrets",
      {
        id: "google",
        port: 587,
        enabled: false,
        none: null,
        key: "pck_example",
        providers: [{ id: "github" }, "listed", ["deep", { url: "https://example.com" }]],
      },
    ],
  ] as const)("loses what is masked under `mask: %s`, and only that", (setting, shown) => {
    expect(secrets.withoutMasked(answer(), setting)).toStrictEqual(shown);
  });

  test("loses a text that holds a masked value by chance", () => {
    masked(["hunter2"]);
    const data = {
      a: "my hunter2!",
      b: "aHVudGVyMg==",
      c: ["hunter2", "hunter"],
      d: new secrets.Secret("hunter2", "public"),
    };
    expect(secrets.withoutMasked(data, "secrets")).toStrictEqual({ c: ["hunter"] });
  });

  test("is left without its secrets to be compared", () => {
    const { key, password } = answer();
    expect(secrets.withoutSecrets({ a: 1, key, list: [password, 1], none: undefined })).toStrictEqual({
      a: 1,
      list: [1],
    });
  });

  test("shows no text that holds a masked value, whatever it holds", async () => {
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        anyValue,
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("id", "type", "url"), tie("node")),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(tree, anyValue, async (data, value) => {
        const fresh = await freshSecrets();
        masked([value], fresh);
        const shown = fresh.withoutMasked(
          { data, value, list: [value, { value }], secret: `<${value}>` },
          "all",
        );
        const texts: string[] = [];
        JSON.stringify(shown, (_, inner) => (typeof inner === "string" ? texts.push(inner) : inner));
        expect(texts.filter((text) => text.includes(value))).toEqual([]);
      }),
    );
  });
});
