import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Step } from "../../src/engine/operation.ts";
import { ApiError, describe as describeError } from "../../src/ground/errors.ts";
import type { Endpoint } from "../../src/record/endpoint.ts";
import { type Example, examples } from "../examples.ts";
import { hostile } from "../hostile.ts";
import { splitLines } from "../runner/commands.ts";
import { parseEntries } from "../runner/files.ts";
import { createMasks } from "../runner/masks.ts";
import { createTranscript, type Transcript } from "../runner/transcript.ts";

/** What is printed reaches the runner as UTF-8, which has no halves of characters. */
const sent = (text: string) => text.toWellFormed();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "properties-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  vi.stubEnv("GITHUB_OUTPUT", join(folder, "output"));
  vi.stubEnv("GITHUB_STEP_SUMMARY", join(folder, "summary"));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the action remembers of masks and warnings lasts as long as its process: every step gets modules of its own. */
async function freshPrinting() {
  vi.resetModules();
  const [log, page, report, outputs, secret, inputs] = await Promise.all([
    import("../../src/ground/log.ts"),
    import("../../src/page/page.ts"),
    import("../../src/page/summary.ts"),
    import("../../src/delivery/step-outputs.ts"),
    import("../../src/ground/secret.ts"),
    import("../inside/inside.ts"),
  ]);
  return { ...log, ...page, ...report, ...outputs, ...secret, ...inputs };
}
type Printing = Awaited<ReturnType<typeof freshPrinting>>;

interface Shown {
  readonly transcript: Transcript;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** What the runner makes of whatever is printed and written meanwhile. */
async function shown(print: () => Promise<void> | void): Promise<Shown> {
  for (const name of ["output", "summary"]) writeFileSync(join(folder, name), "");
  const before = process.exitCode;
  using write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await print();
  // The error of a step would become the one of these tests.
  process.exitCode = before;
  const stdout = sent(write.mock.calls.map(([text]) => String(text)).join(""));
  const transcript = createTranscript(createMasks(), true);
  for (const line of splitLines(stdout)) transcript.read(line);
  transcript.end();
  const { entries, fault } = parseEntries(readFileSync(join(folder, "output"), "utf8"));
  if (fault !== undefined) transcript.fail(fault);
  return { transcript, stdout, outputs: entries, summary: readFileSync(join(folder, "summary"), "utf8") };
}

describe("a text from outside", () => {
  const kinds = ["info", "debug", "notice", "warning", "fail"] as const;

  test.each(kinds)("that is printed as %s is no command of its own", async (kind) => {
    const printing = await freshPrinting();
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom("", "Neon said: ", "a\n- "), async (text, around) => {
        const { transcript } = await shown(() => printing[kind](around + text));
        expect(transcript.violations).toEqual([]);
        expect(transcript.masks).toEqual([]);
        expect({ ...transcript.outputs, ...transcript.state }).toEqual({});
        expect(transcript.annotations.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("in an error of Neon's leads to one error and to nothing else", async () => {
    const printing = await freshPrinting();
    const { apiMessage } = await import("../../src/neon/messages.ts");
    const envelope = fc.record({ message: hostile, code: hostile, request_id: hostile });
    await fc.assert(
      fc.asyncProperty(envelope, fc.integer({ min: 300, max: 599 }), async (json, status) => {
        const call = { method: "POST", path: "/projects/auth/user" } as const;
        const { message, said, requestId } = apiMessage(call, { status, requestId: "r", json });
        const error = new ApiError(message, { status, said, requestId, fromNeon: true, maybeDone: false });
        const { transcript, outputs, summary } = await shown(async () => {
          printing.fail(describeError(error));
          printing.setOutputs({ changed: false, request_id: requestId }, "all");
          printing.summarize(printing.failurePage(undefined, describeError(error), undefined, undefined));
        });
        expect(transcript.annotations.map(({ level, title }) => ({ level, title }))).toEqual([
          { level: "error", title: "Neon Auth" },
        ]);
        expect(transcript.violations).toEqual([]);
        expect(transcript.masks).toEqual([]);
        expect(outputs).toEqual({ changed: "false", ...(requestId && { request_id: sent(requestId) }) });
        // In code nobody is mentioned.
        const active = summary.replaceAll(/<code>[^<]*<\/code>/g, "");
        expect(active).not.toMatch(/<img|<\/table>\s*<img|[^>]@octocat/);
      }),
    );
  });

  /** Every text of an answer, and a place where another one can be put. */
  function leaves(
    value: unknown,
    set: (text: string) => void,
  ): { text: string; set: (text: string) => void }[] {
    if (typeof value === "string") return [{ text: value, set }];
    if (typeof value !== "object" || value === null) return [];
    const holder = value as Record<string, unknown>;
    return Object.entries(holder).flatMap(([key, inner]) =>
      leaves(inner, (text) => {
        holder[key] = text;
      }),
    );
  }

  const worked = Object.entries<Example>(examples)
    .filter(([, { answer }]) => leaves(answer.body, () => {}).length > 0)
    .map(([name, example]) => [name, example] as const);

  test.each(worked)("in an answer to %s becomes what it is, and nothing else", async (name, example) => {
    const [scope, operation = ""] = name.split("/");
    const printing = await freshPrinting();
    let given: Step | undefined;
    const { transcript } = await shown(async () => {
      given = await printing.stepOf({ operation, api_key: "napi_properties", ...example.inputs });
    });
    if (!given || given.operation.scope !== scope) throw new Error("the example is of another scope");
    const step: Step = given;
    const known = new Set(transcript.masks);
    await fc.assert(
      fc.asyncProperty(fc.nat(50), hostile, async (index, text) => {
        const body = structuredClone(example.answer.body);
        const places = leaves(body, () => {});
        places[index % places.length]?.set(text);
        const reading = (step.operation as Endpoint).prepare(step.values).read(body);
        const secrets = printing.secretsIn(reading.data).map((secret) => secret.reveal());
        const forms = new Set(secrets.flatMap((secret) => [secret, secret.trim()])).difference(known);
        const news = [...forms].filter((form) => form.trim() !== "");
        const { transcript, outputs } = await shown(async () => {
          for (const secret of secrets) printing.mask(secret);
          printing.setOutputs({ ...reading.outputs, result: reading.data }, "all");
          printing.info(reading.done(true));
          printing.summarize(printing.pageOf({ ...step, where: "here" }, { reading, changed: true }, []));
        });
        expect(transcript.violations).toEqual([]);
        expect(transcript.masks).toEqual(news.map(sent));
        // Warnings that GitHub has no room for stand in the log.
        const warnings = [
          ...transcript.annotations.map(({ message }) => message),
          ...transcript.log.filter((line) => line.startsWith("Warning: ")),
        ];
        const withheld = warnings.flatMap(
          (warning) => /Output `(\w+)` is not set: Neon's answer has a secret/.exec(warning)?.[1] ?? [],
        );
        const all = { ...reading.outputs, result: reading.data };
        // Only what would show a secret, that of an earlier answer too, is not set.
        const holding = Object.entries(all).filter(([, value]) => {
          const text =
            typeof value === "string" ? value : JSON.stringify(printing.withoutMasked(value, "all"));
          return text !== undefined && (printing.redact(text) !== text || printing.holdsMasked(text));
        });
        expect(holding.map(([output]) => output)).toEqual(expect.arrayContaining(withheld));
        const expected = Object.entries(reading.outputs).flatMap(([output, value]) => {
          const plain = value instanceof printing.Secret ? value.reveal() : value;
          const isSet = typeof plain === "string" && plain !== "" && !withheld.includes(output);
          return isSet ? [[output, sent(plain)]] : [];
        });
        expect(outputs).toMatchObject(Object.fromEntries(expected));
        expect(Object.keys(outputs)).not.toContain("changed");
        for (const form of news) known.add(form);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a value", () => {
  test("is written to the outputs as it is, whatever it holds", async () => {
    const { setOutputs } = await freshPrinting();
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (first, second) => {
        const { outputs, transcript } = await shown(() => {
          setOutputs({ base_url: first, schema_name: second, domains: [{ domain: first }] }, "all");
        });
        expect(outputs).toEqual({
          base_url: sent(first),
          schema_name: sent(second),
          domains: JSON.stringify([{ domain: first }]),
        });
        expect(transcript.log).toEqual([]);
      }),
    );
  });
});

describe("a secret", () => {
  // What stands for a secret is made of asterisks, and a secret of few characters stands everywhere by chance.
  const anySecret = fc
    .tuple(hostile, fc.string({ unit: "binary", minLength: 6, maxLength: 12 }), hostile)
    .map((parts) => parts.join(""))
    .filter((value) => !value.includes("*") && value.trim().length > 6);

  const spell: Readonly<Record<string, (value: string) => string>> = {
    plain: (value) => value,
    JSON: (value) => JSON.stringify(value),
    URI: (value) => encodeURIComponent(value.toWellFormed()),
    base64: (value) => Buffer.from(value).toString("base64"),
  };

  /** Without the lines that ask the runner to hide it. */
  const visible = (stdout: string) =>
    splitLines(stdout)
      .filter((line) => !line.startsWith("::add-mask::"))
      .join("\n");

  const print = async (printing: Printing, text: string): Promise<void> => {
    printing.info(text);
    printing.debug(`debug ${text}`);
    printing.notice(text);
    printing.warning(`a warning: ${text}`);
    printing.fail(`Neon refused it: ${text} (status 400).`);
    printing.setOutputs({ result: { text, list: [text], deep: { [`a${text}`.slice(0, 1)]: text } } }, "all");
    printing.summarize(printing.failurePage(undefined, `It failed: ${text}`, undefined, undefined));
  };

  test.each(Object.entries(spell))("of any bytes is nowhere to be seen: %s", async (_, spelled) => {
    await fc.assert(
      fc.asyncProperty(anySecret, async (value) => {
        const printing = await freshPrinting();
        const { stdout, outputs, summary, transcript } = await shown(() => {
          printing.mask(value);
          return print(printing, spelled(value));
        });
        const form = sent(spelled(value));
        for (const place of [visible(stdout), summary, ...Object.values(outputs)])
          expect(place.includes(form)).toBe(false);
        expect(transcript.masks.map(sent)).toEqual([...new Set([value, value.trim()])].map(sent));
        expect(transcript.violations).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
