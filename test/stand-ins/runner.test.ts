import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { setOutput } from "@actions/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startNeon } from "../emulator/server.ts";
import { at, main, runAction } from "../process/action.ts";
import { splitLines } from "../runner/commands.ts";
import { parseEntries } from "../runner/files.ts";
import { findLeaks, leakPlaces } from "../runner/leaks.ts";
import { createMasks, runStep, type Step, type StepResult } from "../runner/runner.ts";
import { showStep } from "../runner/show.ts";
import { renderSummary } from "../runner/summary.ts";

let directory: string;
let scripts = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "runner-test-"));
});

afterAll(() => rm(directory, { recursive: true }));

/** Runs the text of an ES module as a step. `core` and `fs` are there, and `print`, which writes to stdout as it is. */
async function runScript(text: string, step: Partial<Step> = {}): Promise<StepResult> {
  const main = join(directory, `${++scripts}.mjs`);
  const toolkit = `import * as core from ${JSON.stringify(import.meta.resolve("@actions/core"))};`;
  const core = text.includes("core.") ? toolkit : ""; // it takes most of the time of a step
  const print = "const print = (text) => process.stdout.write(text);";
  await writeFile(main, [core, 'import fs from "node:fs";', print, text].join("\n"));
  return runStep({ main, ...step });
}

/** Runs a step that writes `text` to stdout and does nothing else. */
function printed(text: string, step: Partial<Step> = {}): Promise<StepResult> {
  return runScript(`print(${JSON.stringify(text)})`, step);
}

/** Runs a step that leaves `text` in one of the runner's files. */
function leftIn(file: string, text: string): Promise<StepResult> {
  return runScript(`fs.writeFileSync(process.env.GITHUB_${file}, ${JSON.stringify(text)})`);
}

describe("masks", () => {
  const secret = `p"a's<s>&word/päß+x`;

  test.each([
    ["the value", secret],
    ["base64", btoa(Buffer.from(secret).toString("latin1"))],
    ["base64 without the first byte", Buffer.from(secret.slice(1)).toString("base64")],
    ["base64 without the first two bytes", Buffer.from(secret.slice(2)).toString("base64")],
    ["escaped for a command line", `p\\"a's<s>&word/päß+x`],
    ["escaped for an expression", `p"a''s<s>&word/päß+x`],
    ["JSON", JSON.stringify(secret).slice(1, -1)],
    ["URI", "p%22a%27s%3Cs%3E%26word%2Fp%C3%A4%C3%9F%2Bx"],
    ["XML", "p&quot;a&apos;s&lt;s&gt;&amp;word/päß+x"],
    ["the part up to an ampersand", `p"a's<s>&`],
    ["the part behind an ampersand", "word/päß+x"],
  ])("cover %s", (_, form) => {
    expect(createMasks([secret]).apply(`<${form}>`)).toBe("<***>");
  });

  const uncovered = "spaced 'key'>>>???";

  test.each([
    ["base64url", Buffer.from(uncovered).toString("base64url")],
    ["hexadecimal", Buffer.from(uncovered).toString("hex")],
    ["another case", uncovered.toUpperCase()],
    ["encodeURIComponent, which leaves an apostrophe", encodeURIComponent(uncovered)],
    ["form encoding", new URLSearchParams([["", uncovered]]).toString()],
    ["base64 of a longer text", Buffer.from(`user:${uncovered}@host`).toString("base64")],
  ])("do not cover %s", (_, form) => {
    expect(createMasks([uncovered]).apply(form)).toBe(form);
  });

  test("cover a value without its double quotes", () => {
    expect(createMasks(['"quoted value"']).apply("<quoted value>")).toBe("<***>");
  });

  test("cover the pieces of a value with &+, without the letter behind it", () => {
    expect(createMasks(["first-piece&+second-piece"]).apply("first-piece&+ econd-piece")).toBe("*** ***");
  });

  test("cover each line of a value, without the white space around it", () => {
    const masks = createMasks(["first line\r\n  second line \n\nthird"]);
    expect(masks.apply("a first line, a second line, a third")).toBe("a ***, a ***, a ***");
  });

  test("become one where they overlap or touch", () => {
    const masks = createMasks(["one-two", "two-three", "four4"]);
    expect(masks.apply("one-two-threefour4 five")).toBe("*** five");
  });

  test("cover a value that overlaps itself", () => {
    expect(createMasks(["abcab"]).apply("abcabcab")).toBe("***");
  });

  test("have no minimum length, which ruins a log", () => {
    expect(createMasks(["{"]).apply('{"a":{}}')).toBe('***"a":***}}');
  });

  test("leave a text alone that holds no secret, and leave no secret in any text", () => {
    const pieces = fc.array(fc.constantFrom("abc", "bca", "a", "-", "\n"), { maxLength: 8 });
    const text = pieces.map((list) => list.join(""));
    fc.assert(
      fc.property(text, (value) => {
        const shown = createMasks(["abc", "bca"]).apply(value);
        if (/abc|bca/.test(value)) expect(shown).not.toMatch(/abc|bca/);
        else expect(shown).toBe(value);
      }),
    );
  });

  test("apply from the next line on", async () => {
    const { log, masks } = await printed("s3cret-1\n::add-mask::s3cret-1\ns3cret-1\n");
    expect(log).toEqual(["s3cret-1", "***"]);
    expect(masks).toEqual(["s3cret-1"]);
  });

  test("last for the job, if its steps share a store", async () => {
    const masks = createMasks(["from-the-workflow"]);
    await printed("::add-mask::from-a-step\n", { masks });
    const { log } = await printed("from-the-workflow from-a-step\n", { masks });
    expect(log).toEqual(["*** ***"]);
  });

  test.each([
    ["nothing", ""],
    ["white space", " \t "],
    ["line breaks", "%0D%0A"],
  ])("of %s are refused with a warning", async (_, value) => {
    const { log, masks, violations } = await printed(`::add-mask::${value}\na b\n`);
    expect(log).toEqual(["Warning: Can't add secret mask for empty string in ##[add-mask] command.", "a b"]);
    expect(masks).toEqual([]);
    expect(violations).toEqual(["masked an empty value"]);
  });

  test("reach messages, but no titles", async () => {
    const { annotations, log } = await printed(
      "::add-mask::s3cret-1\n::error title=on s3cret-1::of s3cret-1\n",
    );
    expect(annotations).toEqual([{ level: "error", message: "of ***", title: "on s3cret-1" }]);
    expect(log).toEqual(["Error: of ***"]);
  });

  test("come too late for stderr, which the runner prints first", async () => {
    const { log, stderr, violations } = await runScript(
      'print("::add-mask::s3cret-1\\n"); process.stderr.write("s3cret-1\\n");',
    );
    expect(log).toEqual(["s3cret-1"]);
    expect(stderr).toBe("s3cret-1\n");
    expect(violations).toEqual(["wrote to stderr"]);
  });
});

describe("commands", () => {
  test.each([
    ["at the start of a line", "::error::m", ["Error: m"]],
    ["behind white space", " \t::error::m", ["Error: m"]],
    ["in any case", "::ERROR::m", ["Error: m"]],
    ["with data that holds colons", "::error::a::b", ["Error: a::b"]],
    ["with escaped line breaks", "::notice::a%0Ab%0Dc%25d", ["Notice: a", "b", "c%d"]],
    ["with percent signs escaped twice", "::warning::%250A", ["Warning: %0A"]],
    ["behind a lone carriage return", "x\r::warning::m", ["x", "Warning: m"]],
    ["in brackets, anywhere, dropping what stands before", "text ##[warning]m", ["Warning: m"]],
    ["in brackets, with their own escapes", "##[warning]a%3Bb%5Dc%0Ad%2C", ["Warning: a;b]c", "d%2C"]],
    ["by their first colons, which win over brackets", "::error::a ##[warning]b", ["Error: a ##[warning]b"]],
    ["for groups", "::group::g\nx\n::endgroup::", ["##[group]g", "x", "##[endgroup]"]],
  ])("are obeyed %s", async (_, text, log) => {
    expect((await printed(text)).log).toEqual(log);
  });

  test.each([
    ["in the middle of a line", "x ::error::m"],
    ["that do not exist", "::explode::m"],
    ["without an end", "::error"],
    ["of which only the second pair of brackets is one", "##[x] ##[error]m"],
  ])("are shown as text %s", async (_, text) => {
    const { log, annotations } = await printed(text);
    expect(log).toEqual([text]);
    expect(annotations).toEqual([]);
  });

  test("take properties, with %3A and %2C in them", async () => {
    const { annotations } = await printed(
      "::notice file=a.ts,line=1,title=a%3Ab%2Cc%25::m\n##[error title=a%5Db]n",
    );
    expect(annotations).toEqual([
      { level: "notice", message: "m", title: "a:b,c%", file: "a.ts", line: 1 },
      { level: "error", message: "n", title: "a]b" },
    ]);
  });

  test("in brackets are a violation: only injected text writes them", async () => {
    expect((await printed("name: ##[add-mask]a\n")).violations).toEqual([
      "##[add-mask] was obeyed inside of a line",
    ]);
  });

  test("of debugging are shown only with debug logging", async () => {
    const text = "::debug::m%0An\n::add-mask::s3cret-1\n";
    expect((await printed(text)).log).toEqual([]);
    expect((await printed(text, { debug: true })).log).toEqual([
      "##[debug]m",
      "##[debug]n",
      "::add-mask::***",
    ]);
  });

  test("are shown when echo is on", async () => {
    const { log } = await printed("::echo::on\n::group::g\n::echo::off\n::endgroup::\n");
    expect(log).toEqual(["::group::g", "##[group]g", "::echo::off", "##[endgroup]"]);
  });

  test("stop until the token comes", async () => {
    const { log, annotations, violations } = await printed(
      "::stop-commands::t0ken\n::error::a\n##[error]b\n::t0ken::\n::error::c\n",
    );
    expect(log).toEqual(["::stop-commands::t0ken", "::error::a", "##[error]b", "::t0ken::", "Error: c"]);
    expect(annotations).toEqual([{ level: "error", message: "c" }]);
    expect(violations).toEqual([]);
  });

  test("that stay stopped are a violation", async () => {
    expect((await printed("::stop-commands::t0ken\n")).violations).toEqual(["commands stayed stopped"]);
  });

  test.each(["", "error", "pause-logging"])("do not stop for the token '%s'", async (token) => {
    const { annotations, conclusion } = await printed(`::stop-commands::${token}\n::warning::still obeyed\n`);
    expect(annotations).toMatchObject([{ level: "error" }, { level: "warning", message: "still obeyed" }]);
    expect(conclusion).toBe("failure");
  });

  test("set-output and save-state still work, and are violations", async () => {
    const { outputs, state, violations } = await printed("::set-output name=o::1\n::save-state name=s::2\n");
    expect({ outputs, state }).toEqual({ outputs: { o: "1" }, state: { s: "2" } });
    expect(violations).toEqual(["used the command set-output", "used the command save-state"]);
  });

  test.each(["set-env", "add-path"])("%s is disabled and fails the step", async (name) => {
    const { log, env, path, conclusion, exitCode } = await printed(`::${name} name=N::v\n`);
    expect(log).toEqual([
      `Error: Unable to process command '::${name} name=N::v' successfully.`,
      `Error: The \`${name}\` command is disabled.`,
    ]);
    expect({ env, path, conclusion, exitCode }).toEqual({
      env: {},
      path: [],
      conclusion: "failure",
      exitCode: 0,
    });
  });

  test("leave ten annotations of a level, and all of them in the log", async () => {
    const { annotations, log } = await printed(`${"::warning::w\n".repeat(12)}::error::e\n`);
    expect(annotations.map(({ level }) => level)).toEqual([...Array(10).fill("warning"), "error"]);
    expect(log).toHaveLength(13);
  });

  test("leave a group open: a violation", async () => {
    expect((await printed("::group::g\n")).violations).toEqual([
      "a group was not closed, or closed without being open",
    ]);
  });
});

test("lines end at \\n, \\r\\n and a lone \\r, and a character may lie across two chunks", async () => {
  expect(splitLines("a\nb\r\nc\rd\n\ne")).toEqual(["a", "b", "c", "d", "", "e"]);
  const { log } = await runScript(
    'for (const byte of Buffer.from("ä€😀")) { fs.writeSync(1, Buffer.of(byte)); await new Promise((r) => setTimeout(r, 1)); }',
  );
  expect(log).toEqual(["ä€😀"]);
});

describe("files", () => {
  test.each<[string, string, Record<string, string>]>([
    ["a line", "a=1\n", { a: "1" }],
    ["a line without an end", "a=1", { a: "1" }],
    ["a value with =", "a=b=c\n", { a: "b=c" }],
    ["a value with <<", "a=b<<c\n", { a: "b<<c" }],
    ["an empty value", "a=\n", { a: "" }],
    ["several, the last of a name wins", "a=1\n\nb=2\na=3\n", { a: "3", b: "2" }],
    ["a carriage return as part of the value", "a=1\r\n", { a: "1\r" }],
    ["a heredoc", "a<<E\nb=c\nd\nE\n", { a: "b=c\nd" }],
    ["a heredoc with CRLF inside", "a<<E\nb\r\nc\nE\n", { a: "b\r\nc" }],
    ["a heredoc with CRLF everywhere", "a<<E\r\nb\r\nE\r\n", { a: "b\r" }],
    ["an empty heredoc", "a<<E\nE\n", { a: "" }],
    ["a heredoc of one line break", "a<<E\n\n\nE", { a: "\n" }],
    ["a delimiter with =", "a<<E=\nb\nE=\n", { a: "b" }],
  ])("hold %s", (_, text, entries) => {
    expect(parseEntries(text)).toEqual({ entries });
  });

  test.each([
    ["no separator", "a=1\nb\n", "Invalid format 'b'"],
    ["no name", "a=1\n=2\n", "Invalid format '=2'. Name must not be empty"],
    ["no name before <<", "a=1\n<<E\n", "Invalid format '<<E'. Name must not be empty"],
    ["no delimiter", "a=1\nb<<\n", "Invalid format 'b<<'. Delimiter must not be empty"],
    ["a delimiter that never comes", "a=1\nb<<E\nx\n", "Invalid value. Matching delimiter not found 'E'"],
    ["a delimiter with white space", "a=1\nb<<E\nx\nE \n", "Invalid value. Matching delimiter not found 'E'"],
  ])("with %s fail the step", async (_, text, fault) => {
    const { conclusion, log, outputs, violations } = await leftIn("OUTPUT", text);
    const what = "Unable to process file command 'output' successfully.";
    expect({ conclusion, outputs }).toEqual({ conclusion: "failure", outputs: { a: "1" } });
    expect(log).toEqual([`Error: ${what}`, `Error: ${fault}`]);
    expect(violations).toEqual([what, fault]);
  });

  test("give back every value that @actions/core writes", async () => {
    const file = join(directory, "output");
    vi.stubEnv("GITHUB_OUTPUT", file);
    const piece = fc.constantFrom("\n", "\r", "\r\n", "=", "<<", "ghadelimiter_", "%0A", "::", "{}", " ");
    const nasty = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    await fc.assert(
      fc.asyncProperty(fc.oneof(nasty, fc.string({ unit: "binary" })), async (value) => {
        await writeFile(file, "");
        setOutput("first", value);
        setOutput("second", "2");
        expect(parseEntries(await readFile(file, "utf8"))).toEqual({
          entries: { first: value, second: "2" },
        });
      }),
    );
    vi.unstubAllEnvs();
  });

  test("are five, empty and fresh for each step", async () => {
    const { env, path, state, outputs, summary, files, violations } = await runScript(`
      core.exportVariable("E", "1"); core.addPath("/a"); core.addPath("/b"); core.saveState("s", "2");
      core.setOutput("o", { a: [1] }); await core.summary.addRaw("text").write();`);
    expect({ env, path, state, outputs, summary, violations }).toEqual({
      env: { E: "1" },
      path: ["/a", "/b"],
      state: { s: "2" },
      outputs: { o: '{"a":[1]}' },
      summary: "text\n",
      violations: [],
    });
    expect(files.path).toBe("/a\n/b\n");
    expect((await runScript("")).files).toEqual({
      output: "",
      env: "",
      state: "",
      path: "",
      step_summary: "",
    });
  });

  test("may be gone afterwards", async () => {
    expect((await runScript("fs.rmSync(process.env.GITHUB_OUTPUT)")).outputs).toEqual({});
  });

  test("hold outputs that reach other jobs only if no mask changes them", async () => {
    const { outputs, jobOutputs } = await runScript(`
      core.setSecret("s3cret-1"); core.setOutput("public", "p"); core.setOutput("key", "s3cret-1");
      core.setOutput("url", "https://user:s3cret-1@host/"); core.setOutput("encoded", btoa("s3cret-1"));`);
    expect(outputs).toMatchObject({
      key: "s3cret-1",
      url: "https://user:s3cret-1@host/",
      encoded: "czNjcmV0LTE=",
    });
    expect(jobOutputs).toEqual({ public: "p", key: "", url: "", encoded: "" });
  });

  test.each([
    ["kept up to 1 MiB", 1024 * 1024, 1024 * 1024 + 1, []],
    ["dropped above it", 1024 * 1024 + 1, 0, ["wrote a summary that is too large"]],
  ])("hold a summary, %s", async (_, written, shown, violations) => {
    const result = await runScript(
      `fs.writeFileSync(process.env.GITHUB_STEP_SUMMARY, "x".repeat(${written}))`,
    );
    expect(result.summary.length).toBe(shown);
    expect(result).toMatchObject({ violations, conclusion: "success" });
  });

  test("hold a summary that is masked line by line", async () => {
    const { summary } = await runScript(`
      core.setSecret("s3cret-1\\nline two"); await core.summary.addRaw("a s3cret-1\\nline two b").write();`);
    expect(summary).toBe("a ***\n*** b\n");
  });

  test("cannot set NODE_OPTIONS, nor what no process could start with", async () => {
    const { env, violations } = await leftIn("ENV", `NODE_OPTIONS=-x\nLONG=${"x".repeat(128 * 1024 - 5)}\n`);
    expect(Object.keys(env)).toEqual(["LONG"]);
    expect(violations).toEqual([
      "exported NODE_OPTIONS",
      "exported LONG, which is too long for the next process to start",
    ]);
  });
});

describe("the process", () => {
  test.each([
    ["succeeds with exit code 0", "process.exitCode = 0", { exitCode: 0, conclusion: "success" }],
    ["fails with another", "process.exitCode = 3", { exitCode: 3, conclusion: "failure" }],
    ["does not fail by an error in the log", 'core.error("e")', { exitCode: 0, conclusion: "success" }],
    ["fails by setFailed", 'core.setFailed("e")', { exitCode: 1, conclusion: "failure" }],
  ])("%s", async (_, text, expected) => {
    expect(await runScript(text)).toMatchObject(expected);
  });

  test("has the runner's variables, those given, and nothing else", async () => {
    vi.stubEnv("STRAY", "1");
    vi.stubEnv("NODE_V8_COVERAGE", join(directory, "coverage"));
    const { outputs } = await runScript('core.setOutput("env", process.env)', {
      inputs: { api_key: "k", "two words": " v " },
      env: { ADDED: "a", GITHUB_REPOSITORY: "o/r", GITHUB_STATE: undefined },
    });
    vi.unstubAllEnvs();
    const env = JSON.parse(outputs.env ?? "") as Record<string, string>;
    expect(env).toMatchObject({
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "push",
      GITHUB_REPOSITORY: "o/r",
      INPUT_API_KEY: "k",
      INPUT_TWO_WORDS: " v ",
      ADDED: "a",
    });
    for (const name of ["STRAY", "GITHUB_STATE", "RUNNER_DEBUG", "NODE_V8_COVERAGE", "VITEST"]) {
      expect(env).not.toHaveProperty(name);
    }
  });

  test("knows of debug logging", async () => {
    expect((await runScript("print(String(core.isDebug()))", { debug: true })).log).toEqual(["true"]);
  });

  test("works in an empty workspace, and its directories are removed", async () => {
    const { log } = await runScript(
      'print(process.cwd() + "\\n" + fs.readdirSync(".").length + "\\n" + process.env.RUNNER_TEMP)',
    );
    const [workspace = "", entries, temp = ""] = log;
    expect(entries).toBe("0");
    await expect(access(workspace)).rejects.toThrow("ENOENT");
    await expect(access(temp)).rejects.toThrow("ENOENT");
  });

  test("works in the directory given, which stays", async () => {
    const { log } = await runScript('print(process.env.GITHUB_WORKSPACE); fs.writeFileSync("kept", "")', {
      cwd: directory,
    });
    expect(log).toEqual([directory]);
    await access(join(directory, "kept"));
  });

  test("gets the signal when it is time", async () => {
    const file = join(directory, "ready");
    const when = vi.waitUntil(
      () =>
        access(file).then(
          () => true,
          () => false,
        ),
      { timeout: 5000, interval: 5 },
    );
    const text = `setInterval(() => {}, 1000); fs.writeFileSync(${JSON.stringify(file)}, "");`;
    const result = await runScript(text, { signal: { name: "SIGTERM", when } });
    expect(result).toMatchObject({
      exitCode: null,
      signal: "SIGTERM",
      conclusion: "failure",
      violations: [],
    });
  });

  test("can end by itself on a signal", async () => {
    const file = join(directory, "ready too");
    const when = vi.waitUntil(
      () =>
        access(file).then(
          () => true,
          () => false,
        ),
      { timeout: 5000, interval: 5 },
    );
    const text = `const timer = setInterval(() => {}, 1000);
      process.on("SIGINT", () => { clearInterval(timer); core.setFailed("stopped"); });
      fs.writeFileSync(${JSON.stringify(file)}, "");`;
    const result = await runScript(text, { signal: { name: "SIGINT", when } });
    expect(result).toMatchObject({ exitCode: 1, signal: null, log: ["Error: stopped"] });
  });

  test("is killed when its time is over", async () => {
    const result = await runScript("setInterval(() => {}, 1000)", { timeoutMs: 300 });
    expect(result).toMatchObject({
      signal: "SIGKILL",
      conclusion: "failure",
      violations: ["was still running when its time was over"],
    });
  });

  test("cannot start with a Node that does not exist", async () => {
    await expect(runScript("", { node: join(directory, "no-node") })).rejects.toThrow("ENOENT");
  });
});

describe("where a step connects to", () => {
  const connect = (port: number) =>
    runScript(`
      const { connect } = await import("node:net");
      await new Promise((resolve) => connect(${port}, "127.0.0.1").on("error", resolve).on("connect", function () {
        resolve(this.destroy());
      }));`);

  test("is told, whether somebody listens or not", async () => {
    await using neon = await startNeon({ validate: false });
    const port = Number(new URL(neon.url).port);
    expect((await connect(port)).connections).toEqual([{ address: "127.0.0.1", port }]);
    await neon.close();
    expect((await connect(port)).connections).toEqual([{ address: "127.0.0.1", port }]);
    expect((await printed("nothing")).connections).toEqual([]);
  });

  test("is nowhere that it was not told of", async () => {
    await using elsewhere = await startNeon({ validate: false });
    await using neon = await startNeon({ validate: false, authOrigin: new URL(elsewhere.url).origin });
    neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
    const branch = { project_id: "project-id", branch_id: "br-example-123", timeout_seconds: "1" };
    const step = { ...at(neon), operation: "get-integration", ...branch };
    await runAction(main, step);
    await expect(runAction(main, { ...step, wait_until_ready: "true" })).rejects.toThrow(
      `The step connected to [{"address":"127.0.0.1","port":${new URL(elsewhere.url).port}}]`,
    );
  });
});

describe("an action.yml", () => {
  const actionYml = `
inputs:
  operation: { description: What to do, required: true }
  Timeout: { default: 120 }
  flag: { default: true }
  empty:
  repository: { default: "\${{ github.repository }}" }
  old: { deprecationMessage: use new }
`;
  const print = `print(["OPERATION", "TIMEOUT", "FLAG", "EMPTY", "REPOSITORY", "OLD"]
    .map((name) => process.env["INPUT_" + name]).join("|"))`;

  test("gives defaults to inputs that are not given, and an empty string to those without", async () => {
    const { log } = await runScript(print, { actionYml });
    expect(log).toEqual(["|120|true||octo-org/octo-repo|"]);
  });

  test("leaves inputs alone that are given, in any case, and empty ones too", async () => {
    const { log } = await runScript(print, {
      actionYml,
      inputs: { operation: "x", timeout: "", FLAG: "false" },
    });
    expect(log).toEqual(["x||false||octo-org/octo-repo|"]);
  });

  test("sets every declared input, and lets an empty one be told from one that is left out by its default only", async () => {
    const script = `print(JSON.stringify(["TIMEOUT", "EMPTY", "OTHER"].map((name) => process.env["INPUT_" + name] ?? null)))`;
    const inputsOf = async (step: Partial<Step>): Promise<unknown> =>
      JSON.parse((await runScript(script, step)).stdout);
    expect(await inputsOf({ actionYml, inputs: { Timeout: "", empty: "" } })).toEqual(["", "", null]);
    expect(await inputsOf({ actionYml, inputs: {} })).toEqual(["120", "", null]);
    expect(await inputsOf({ inputs: { Timeout: "" } })).toEqual(["", null, null]);
  });

  test("warns about unexpected and deprecated inputs, and passes them on", async () => {
    const inputs = { old: "1", operatoin: "x", two: "y" };
    const { log } = await runScript("print(process.env.INPUT_OPERATOIN)", { actionYml, inputs });
    expect(log).toEqual([
      "Warning: Input 'old' has been deprecated with message: use new",
      "Warning: Unexpected input(s) 'operatoin', 'two', valid inputs are ['operation', 'Timeout', 'flag', 'empty', 'repository', 'old']",
      "x",
    ]);
  });
});

describe("leaks", () => {
  const secret = `Key/1+"ä'<b>&c%=7~z`;
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const hex = Buffer.from(secret).toString("hex");
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const bytes = [...Buffer.from(secret)];

  test.each([
    ["plain", secret],
    ["upper case", secret.toUpperCase()],
    ["lower case", secret.toLowerCase()],
    ["reversed", [...secret].reverse().join("")],
    ["base64", base64(secret)],
    ["base64 in a longer text", base64(`user:${secret}:more`)],
    ["base64 in a text longer by one", base64(`users:${secret}`)],
    ["base64 in a text longer by two", base64(`my-users:${secret}x`)],
    ["base64, wrapped", base64(`user:${secret}:more`).replace(/.{8}/g, "$&\r\n")],
    ["base64, wrapped in JSON", base64(secret).replace(/.{8}/g, "$&\\n")],
    ["base64url", Buffer.from(`??${secret}`).toString("base64url")],
    ["base64 of UTF-16", Buffer.from(`x${secret}`, "utf16le").toString("base64")],
    ["base64 of base64", base64(base64(secret))],
    ["hex", hex],
    ["hex, upper case", hex.toUpperCase()],
    ["hex, wrapped", hex.replace(/.{10}/g, "$&\n")],
    ["hex with spaces", hex.replace(/../g, "$& ")],
    ["hex with colons", hex.replace(/..(?!$)/g, "$&:")],
    ["hex, escaped", hex.replace(/../g, "\\x$&")],
    ["octal", bytes.map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")],
    ["bytes", JSON.stringify(bytes)],
    ["bytes, printed by Node", `Buffer(${bytes.join(", ")})`],
    ["URI component", encodeURIComponent(secret)],
    [
      "URI component, lower case",
      encodeURIComponent(secret).replace(/%../g, (triple) => triple.toLowerCase()),
    ],
    ["URI", encodeURI(secret)],
    ["form", String(new URLSearchParams({ secret }))],
    ["every byte in percent", hex.toUpperCase().replace(/../g, "%$&")],
    ["command data", secret.replaceAll("%", "%25")],
    ["JSON", JSON.stringify({ secret })],
    ["JSON twice", JSON.stringify(JSON.stringify({ secret }))],
    ["JSON with escaped slashes", json(secret).replaceAll("/", "\\/")],
    [
      "unicode escapes",
      secret.replace(/./g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ],
    ["JSON of Go", `Key/1+\\"ä'\\u003cb\\u003e\\u0026c%=7~z`],
    ["JSON of Go in JSON", `Key/1+\\\\\\"ä'\\\\u003cb\\\\u003e\\\\u0026c%=7~z`],
    ["JSON of Python", `Key/1+\\"\\u00e4'<b>&c%=7~z`],
    ["JSON of PHP", `Key\\/1+\\"\\u00e4'<b>&c%=7~z`],
    ["JSON of .NET", `Key/1\\u002B\\u0022\\u00E4\\u0027\\u003Cb\\u003E\\u0026c%=7~z`],
    ["HTML of Go", `Key/1+&#34;ä&#39;&lt;b&gt;&amp;c%=7~z`],
    ["HTML of Python", `Key/1+&quot;ä&#x27;&lt;b&gt;&amp;c%=7~z`],
    ["HTML of PHP", `Key/1+&quot;ä&#039;&lt;b&gt;&amp;c%=7~z`],
    ["HTML of JSON", `Key/1+\\&quot;ä&#39;&lt;b&gt;&amp;c%=7~z`],
    ["HTML in ASCII", `Key/1+&#34;&#228;&#39;&#60;b&#62;&#38;c%=7~z`],
    ["XML", `Key/1+&quot;ä&apos;&lt;b&gt;&amp;c%=7~z`],
    ["HTML", `Key/1+&quot;ä&#39;&lt;b&gt;&amp;c%=7~z`],
    ["HTML without quotes", `Key/1+"ä'&lt;b&gt;&amp;c%=7~z`],
    ["HTML, decimal", secret.replace(/./g, (unit) => `&#${unit.charCodeAt(0)};`)],
    ["Markdown", `Key/1\\+"ä'\\<b\\>&c%=7\\~z`],
    ["a shell's quotes", `'${secret.replaceAll("'", "'\\''")}'`],
    ["quoted-printable", `Key/1+"=C3=A4'<b>&=\r\nc%=3D7~z`],
  ])("are found in %s", (_, planted) => {
    expect(findLeaks(["other-secret", secret], { log: `<${planted}>` })).toContainEqual(
      expect.objectContaining({ secret: 1, place: "log" }),
    );
    expect(findLeaks(["other-secret"], { log: `<${planted}>` })).toEqual([]);
  });

  test("name the secret, the encoding and the place", () => {
    const places = { log: "nothing", summary: "<p>first-secret</p>", stdout: base64("a second-secret") };
    expect(findLeaks(["first-secret", "second-secret"], places)).toEqual([
      { secret: 0, encoding: "plain", place: "summary" },
      { secret: 1, encoding: "base64 at 2", place: "stdout" },
    ]);
  });

  test("are found in one line of a secret, but not in a trivial one", () => {
    const key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\n  kqhkiG9w0BAQE  \nab==\n-----END KEY-----";
    expect(findLeaks([key], { log: "x kqhkiG9w0BAQE x" })).toHaveLength(1);
    expect(findLeaks([key], { log: "ab==" })).toEqual([]);
  });

  test("are found in half of a long secret", () => {
    const long = "napi_0123456789abcdefghijklm";
    expect(findLeaks([long], { log: "napi_0123456789…" })).toEqual([
      { secret: 0, encoding: "first half", place: "log" },
    ]);
    expect(findLeaks([long], { log: long })).toEqual([{ secret: 0, encoding: "plain", place: "log" }]);
  });

  test("are found for a short secret where it stands as a word, and never for an empty one", () => {
    expect(findLeaks(["a1b", "", " \n"], { log: "xa1bx a1b \n" })).toEqual([
      { secret: 0, encoding: "plain", place: "log" },
    ]);
    expect(findLeaks(["a1b", "e"], { log: "xa1b a1bx a1ba1b see 4ee9" })).toEqual([]);
  });

  test("of random secrets are found at every alignment of base64", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, unit: "binary" }),
        fc.string(),
        fc.string(),
        (value, before, after) => {
          fc.pre(value.trim() !== "");
          expect(findLeaks([value], { log: base64(before + value + after) })).not.toEqual([]);
        },
      ),
    );
  });

  test("are looked for wherever a step writes, except where secrets belong", async () => {
    const kept = await runScript(
      'core.setSecret("s3cret-1"); core.setOutput("key", "s3cret-1"); core.info("fine")',
    );
    expect(findLeaks(["s3cret-1"], leakPlaces(kept))).toEqual([]);

    const leaked = await runScript(`
      core.setSecret("s3cret-1"); core.info("s3cret-1"); core.warning("w", { title: "s3cret-1" });
      console.error("s3cret-1"); core.exportVariable("E", "s3cret-1"); core.saveState("s", "s3cret-1");
      core.addPath("s3cret-1"); await core.summary.addRaw("s3cret-1").write();`);
    expect(findLeaks(["s3cret-1"], leakPlaces(leaked)).map(({ place }) => place)).toEqual([
      "stdout",
      "stderr",
      "log",
      "annotations",
      "summary",
      "env",
      "path",
      "state",
    ]);
  });
});

describe("a person", () => {
  test("sees the log, the outputs and the summary of a step", async () => {
    const result = await runScript(`
      core.setSecret("s3cret-1"); core.startGroup("Request"); core.info("POST /auth"); core.endGroup();
      core.warning("careful with s3cret-1"); core.setOutput("key", "s3cret-1");
      core.setOutput("result", JSON.stringify({ a: 1 }, null, 2));
      await core.summary.addHeading("Neon Auth").addTable([
        [{ data: "output", header: true }, { data: "value", header: true }],
        ["key 🔒", "<code>s3cret-1</code>"], ["base_url", "a|b &lt;img&gt;"],
      ]).write();
      core.setFailed("something s3cret-1");`);
    let shown = "";
    showStep("Enable Neon Auth", result, (text) => {
      shown += text;
    });
    expect(stripVTControlCharacters(shown)).toMatchInlineSnapshot(`
      "✗ Enable Neon Auth  exit code 1
        ▼ Request
          POST /auth
        Warning: careful with ***
        Error: something ***

        Outputs
          key     ***
          result  { "a": 1 }

        Summary
          Neon Auth
          ═════════

          output    value
          ────────  ─────────
          key 🔒    \`***\`
          base_url  a|b <img>

      "
    `);
  });

  test("sees a quiet step as one line", async () => {
    let shown = "";
    showStep("Quiet", await runScript(""), (text) => {
      shown += text;
    });
    expect(stripVTControlCharacters(shown)).toBe("✓ Quiet\n");
  });

  test.each<[string, string, string[]]>([
    ["headings", "<h1>A</h1>\n## B\n<h3>C</h3>", ["A", "═", "", "B", "─", "", "C"]],
    ["lists", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>\n* d", ["• a", "• b", "", "1. c", "", "• d"]],
    ["links", '<a href="https://x">y</a> [z](https://w)', ["y (https://x) z (https://w)"]],
    ["quotes", "<blockquote>a</blockquote>\n> b", ["│ a", "", "│ b"]],
    [
      "code, in which nothing else counts",
      "<pre><code># a &lt;b&gt;\n| c |</code></pre>",
      ["    # a <b>", "    | c |"],
    ],
    ["tables", "| a | b |\n|---|:-:|\n| 1 \\| 2 | &#124; |", ["a      b", "─────  ─", "1 | 2  |"]],
    [
      "tables whose empty cells are not closed",
      "<table><tr><th><th>a</th></tr><tr><td>1</td><td></tr><tr><td><td>2</td></tr></table>",
      ["   a", "─  ─", "1", "   2"],
    ],
    ["details", "<details><summary>more</summary>text</details>", ["▸ more", "text"]],
    ["escaped text as it was meant", "\\*a\\* &amp;lt;b&amp;gt; &#x40;team", ["*a* &lt;b&gt; @team"]],
  ])("can read %s in a summary", (_, summary, lines) => {
    expect(renderSummary(summary)).toEqual(lines);
  });
});
