import { scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Sealable, SealContext, Stretch } from "../../src/delivery/seal.ts";
import { InputError } from "../../src/ground/errors.ts";
import { type OutputName, outputs } from "../../src/words/outputs.ts";
import { runStep } from "../runner/runner.ts";

// What is masked is remembered for as long as the process runs: every test gets a memory of its own.
let secrets: typeof import("../../src/ground/secret.ts");
let seals: typeof import("../../src/delivery/seal.ts");
beforeEach(async () => {
  vi.resetModules();
  secrets = await import("../../src/ground/secret.ts");
  seals = await import("../../src/delivery/seal.ts");
});

const context: SealContext = { repository: "octo-org/octo-repo", run: "1658821493" };
const key = "correct-horse-battery-staple";
const values: Sealable = { secret_server_key: "ssk_private", jwks_url: "https://a.example/jwks.json" };

/** The same function at the least price. */
const quick: Stretch = async (text, salt) => scryptSync(text, salt, 32, { N: 2, r: 1, p: 1 });

const seal = (given = values, by = key, where = context, stretch = quick) =>
  seals.seal(given, new secrets.Secret(by, "credential"), where, stretch);
const open = async (text: string, by = key, where = context, stretch = quick) =>
  revealed(await seals.openSealedText(text, new secrets.Secret(by, "credential"), where, stretch));

const revealed = (opened: Sealable) =>
  Object.fromEntries(Object.entries(opened).map(([name, value]) => [name, secrets.reveal(value)]));

async function errorOf(action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => new Error("It did not fail."),
    (error) => error,
  );
  expect(error.name).toBe(InputError.name);
  return error.message;
}

const names = Object.keys(outputs) as OutputName[];
const anyValues = fc.dictionary(
  fc.constantFrom(...names),
  // Halves of characters too, which JSON from outside can hold.
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.uint16Array().map((units) => String.fromCharCode(...units)),
  ),
);

const unopened =
  "`sealed` cannot be opened: the `seal_key` is another one, or it was sealed in another repository or run, or it was changed on the way. Use the same secret in both jobs, and seal and open in one run.";
const altered =
  "`sealed` is damaged: it holds other characters than this action wrote, or lost some. Pass the output on as it is.";
const otherVersion =
  "`sealed` is damaged, or was sealed by another version of this action. Pass the output on as it is, and use the same version in both jobs.";
const cut = "`sealed` is damaged: it is too short. Pass the output on as it is.";

describe("what was sealed", () => {
  test("opens as it was, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(anyValues, fc.string({ unit: "binary", minLength: 16 }), async (given, by) => {
        expect(await open(await seal(given, by), by)).toEqual(given);
      }),
    );
  });

  test("opens at the full price, which is not in the text", async () => {
    const secret = new secrets.Secret(key, "credential");
    const text = await seals.seal(values, secret, context);
    expect(revealed(await seals.openSealedText(text, secret, context))).toEqual(values);
    expect(await errorOf(open(text))).toBe(unopened);
  });

  test("opens as secrets, each of its kind, and as text what is no secret", async () => {
    const by = new secrets.Secret(key, "credential");
    const given = {
      secret_server_key: new secrets.Secret("ssk_private", "credential"),
      jwks_url: new secrets.Secret("https://a.example/jwks.json", "public"),
      base_url: "https://a.example",
    };
    const text = await seals.seal(given, by, context, quick);
    const opened = await seals.openSealedText(text, by, context, quick);
    expect(revealed(opened)).toEqual(revealed(given));
    expect(
      Object.entries(opened).map(([name, value]) => [
        name,
        value instanceof secrets.Secret ? value.sensitivity : "text",
      ]),
    ).toEqual([
      ["secret_server_key", "credential"],
      ["jwks_url", "public"],
      ["base_url", "text"],
    ]);
  });

  test("is base64url without padding, and shows neither names nor values nor the key", async () => {
    const text = await seal();
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(text.length).toBe(Math.ceil(((1 + 20 + 12 + JSON.stringify(values).length + 16) * 4) / 3));
    const bytes = Buffer.from(text, "base64url").toString("latin1");
    for (const part of [key, "secret_server_key", "ssk_private", context.run])
      expect(bytes).not.toContain(part);
  });

  test("is never the same twice", async () => {
    const texts = await Promise.all(Array.from({ length: 20 }, () => seal()));
    expect(new Set(texts.map((text) => text.slice(0, 28))).size).toBe(20);
    expect(new Set(texts.map((text) => text.slice(28, 44))).size).toBe(20);
  });

  test("opens in a later attempt of the same run, which has the same ID", async () => {
    expect(await open(await seal(), key, { ...context })).toEqual(values);
  });

  test("loses only what this version does not know", async () => {
    const given = { ...values, result: 1 as never, later: "a", constructor: "b" } as Sealable;
    expect(await open(await seal(given))).toEqual(values);
  });

  test.each([
    ["another key", `${key}r`, context],
    ["a key in another case", key.toUpperCase(), context],
    ["another repository", key, { ...context, repository: "octo-org/other" }],
    ["another run", key, { ...context, run: "1658821494" }],
  ])("does not open with %s", async (_, by, where) => {
    expect(await errorOf(open(await seal(), by, where))).toBe(unopened);
  });

  test("does not open where repository and run are the same text, torn apart elsewhere", async () => {
    const text = await seal(values, key, { repository: 'a","b', run: "c" });
    expect(await errorOf(open(text, key, { repository: "a", run: 'b","c' }))).toBe(unopened);
  });

  test("by this version before opens still, at the price it was sealed at", async () => {
    const text =
      "AexH3Bcxxzj3e6BpOhNcDD5wIKxlrngjSSySJu9QX5h7hzxoVgcWQqZdsCZg9qQSUK018FBXzGYDM6ajBGNErABMyzHgLmIyE4lQgbylWzQPQDnzipkI9SrI9jxVQyqj7-ZlFAg0WGH47Xv94hE5pAJAbRbADZQICuNMRHc";
    const opened = await seals.openSealedText(text, new secrets.Secret(key, "credential"), context);
    expect(revealed(opened)).toEqual(values);
  });

  test("does not open with a key that only looks the same", async () => {
    expect(await errorOf(open(await seal(values, `\u00e9${key}`), `e\u0301${key}`))).toBe(unopened);
  });
});

describe("a changed text does not open", () => {
  test("whichever byte is changed", async () => {
    const bytes = Buffer.from(await seal(), "base64url");
    for (const [index, byte] of bytes.entries())
      for (const bit of [1, 128]) {
        bytes[index] = byte ^ bit;
        expect(await errorOf(open(bytes.toString("base64url")))).toBe(index === 0 ? otherVersion : unopened);
        bytes[index] = byte;
      }
    expect(await open(bytes.toString("base64url"))).toEqual(values);
  });

  test("whichever character is changed, added or taken away", async () => {
    const text = await seal();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom(..."Aa9-_+/=. \n\u0100"),
        async (at, other) => {
          fc.pre(text[at] !== other);
          const changed = [
            text.slice(0, at) + other + text.slice(at + 1),
            text.slice(0, at) + other + text.slice(at),
            text.slice(0, at) + text.slice(at + 1),
          ];
          for (const one of changed)
            expect([unopened, altered, otherVersion]).toContain(await errorOf(open(one)));
        },
      ),
    );
  });

  test("wherever it is cut", async () => {
    const text = await seal();
    for (let length = 1; length < text.length; length++)
      expect([altered, cut, unopened]).toContain(await errorOf(open(text.slice(0, length))));
  });

  test.each([
    ["empty", async () => "", /^`sealed` is empty: the job that seals did not hand it on\. It needs `needs`/],
    ["padded", async () => `${(await seal()).slice(0, 100)}==`, altered],
    ["in the other base64", async () => Buffer.from("\x01??>>??>>".repeat(9)).toString("base64"), altered],
    ["something else", async () => "ghs_private, not sealed", altered],
    ["with a line end", async () => `${await seal()}\n`, altered],
    ["of version 0", async () => Buffer.alloc(100).toString("base64url"), otherVersion],
    ["of version 2", async () => Buffer.alloc(100, 2).toString("base64url"), otherVersion],
    ["too short by one byte", async () => Buffer.alloc(49, 1).toString("base64url"), cut],
    ["as short as can be", async () => Buffer.alloc(50, 1).toString("base64url"), unopened],
    ["too long", async () => "A".repeat(500_001), "`sealed` is too long to be what this action sealed."],
    ["as long as can be", async () => "A".repeat(500_000), otherVersion],
  ])("if it is %s", async (_, make, problem) => {
    const message = await errorOf(open(await make()));
    if (typeof problem === "string") expect(message).toBe(problem);
    else expect(message).toMatch(problem);
  });

  test("and takes no effort if it cannot be one", async () => {
    let calls = 0;
    const stretch: Stretch = (...given) => {
      calls++;
      return quick(...given);
    };
    for (const text of ["", "?", "AAAA", Buffer.alloc(49, 1).toString("base64url"), "A".repeat(500_001)])
      await errorOf(open(text, key, context, stretch));
    expect(calls).toBe(0);
    await open(await seal(), key, context, stretch);
    expect(calls).toBe(1);
  });
});

describe("before anything is sent", () => {
  const check = (by: string, where: SealContext) =>
    seals.checkSealing(new secrets.Secret(by, "credential"), where);
  const short =
    "`seal_key` must have at least 16 characters. Make one by chance, for example with `openssl rand -base64 32`, and pass it from a secret.";
  const nowhere =
    "Nothing can be sealed or opened: `GITHUB_REPOSITORY` or `GITHUB_RUN_ID` is empty. Run this action as a step of a workflow.";

  test.each([
    ["of 16 characters", "a".repeat(16)],
    ["of 16 characters that take more bytes", "🔑".repeat(16)],
  ])("a key %s is enough", (_, by) => expect(check(by, context)).toBeUndefined());

  test.each([
    ["a key of 15 characters", "a".repeat(15), context, short],
    ["a key of 15 characters that take more bytes", "🔑".repeat(15), context, short],
    ["no repository", key, { ...context, repository: undefined }, nowhere],
    ["an empty repository", key, { ...context, repository: "" }, nowhere],
    ["no run", key, { ...context, run: undefined }, nowhere],
    ["an empty run", key, { ...context, run: "" }, nowhere],
  ])("%s is refused", async (_, by, where, problem) => {
    expect(() => check(by, where)).toThrow(problem);
    expect(await errorOf(seal(values, by, where))).toBe(problem);
    expect(await errorOf(open(await seal(), by, where))).toBe(problem);
  });

  test("everything wrong is said at once", () => {
    expect(() => check("a", { repository: "", run: "" })).toThrow(
      `2 problems with the inputs of this step:\n- ${short}\n- ${nowhere}`,
    );
  });
});

describe("a sealed text as a job output", () => {
  /** What is masked, without printing it. */
  function mask(value: string): void {
    using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    secrets.mask(value);
  }

  test("is as long as GitHub takes it, and not longer", async () => {
    const most = 375_000 - 1 - 20 - 12 - 16 - JSON.stringify({ result: "" }).length;
    expect((await seal({ result: "a".repeat(most) })).length).toBe(500_000);
    const problem =
      "`seal_key`: the outputs are too long to be sealed, because GitHub takes no job output of more than 1 MB.";
    expect(await errorOf(seal({ result: "a".repeat(most + 1) }))).toBe(problem);
    expect(await errorOf(seal({ result: "é".repeat(most / 2 + 1) }))).toBe(problem);
  });

  test("holds no masked text, even if that takes several tries", async () => {
    for (const masked of "0a") mask(masked + masked);
    for (let round = 0; round < 300; round++) {
      const text = await seal({ result: "a".repeat(1000) });
      expect(text).not.toMatch(/00|aa/);
      expect(Object.keys(await open(text))).toEqual(["result"]);
    }
  });

  test("is refused if a mask is so short that it stands everywhere", async () => {
    mask("A");
    mask("b");
    expect(await errorOf(seal({ result: "a".repeat(1000) }))).toBe(
      "`seal_key`: whatever is sealed here holds a masked text, and GitHub would drop it. A secret of this step is only a few characters long: give it a longer one.",
    );
  });

  test("crosses to another job, where it opens and the values are still masked texts of the first", async () => {
    const folder = mkdtempSync(join(tmpdir(), "seal-"));
    const source = (name: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../..", name)));
    const step = (body: string) => {
      const main = join(folder, "step.ts");
      writeFileSync(
        main,
        `import { setOutput, getInput } from ${source("node_modules/@actions/core/lib/core.js")};
        import { mask, Secret } from ${source("src/ground/secret.ts")};
        import { openSealedText, seal } from ${source("src/delivery/seal.ts")};
        const key = new Secret(getInput("seal_key"), "credential");
        const context = { repository: process.env.GITHUB_REPOSITORY, run: process.env.GITHUB_RUN_ID };
        mask(getInput("seal_key"));
        ${body}`,
      );
      return main;
    };
    try {
      const first = await runStep({
        main: step(`mask("ssk_private");
          setOutput("secret_server_key", "ssk_private");
          setOutput("sealed", await seal({ secret_server_key: new Secret("ssk_private", "credential") }, key, context));`),
        inputs: { seal_key: key },
      });
      expect(first).toMatchObject({ conclusion: "success", stderr: "", violations: [] });
      const { sealed = "", ...others } = first.jobOutputs;
      expect(others).toEqual({ secret_server_key: "" });
      const second = await runStep({
        main: step(`const { secret_server_key } = await openSealedText(getInput("sealed"), key, context);
          mask(secret_server_key);
          setOutput("secret_server_key", secret_server_key.reveal());`),
        inputs: { seal_key: key, sealed },
      });
      expect(second).toMatchObject({ conclusion: "success", stderr: "", violations: [] });
      expect(second.outputs).toEqual({ secret_server_key: "ssk_private" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
