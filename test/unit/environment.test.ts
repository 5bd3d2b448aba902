import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { presets } from "../../src/delivery/assignments.ts";
import { environmentNameProblem, openEnvironment } from "../../src/delivery/environment.ts";
import { InputError } from "../../src/ground/errors.ts";
import { Secret } from "../../src/ground/secret.ts";
import { parseEntries } from "../runner/files.ts";
import { runStep } from "../runner/runner.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
  file = join(folder, "env");
  writeFileSync(file, "");
  vi.stubEnv("GITHUB_ENV", file);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) if (name.startsWith("T_")) delete process.env[name];
  rmSync(folder, { recursive: true });
});

const item = (name: string, value: string | undefined) =>
  ({ name, output: "secret_server_key", value: value && new Secret(value, "credential") }) as const;

/** Puts values there, and tells what the runner reads and what was printed. */
async function put(values: Record<string, string | undefined>) {
  using stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const place = openEnvironment(Object.keys(values));
  const placed = await place.put(Object.entries(values).map(([name, value]) => item(name, value)));
  expect(stdout.mock.calls).toEqual([]);
  return { placed: placed.map(({ name, state }) => `${name} ${state}`), ...read() };
}

const read = () => parseEntries(readFileSync(file, "utf8"));

async function errorOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error("It did not fail.");
}

describe("values", () => {
  test.each([
    ["one word", "word"],
    ["a space", " "],
    ["several lines", "-----BEGIN\nKEY-----\n\n"],
    ["carriage returns", "a\r\nb\r"],
    ["what looks like an entry", "a\nB=c\nD<<E\nf\nE"],
    ["a command", "::set-env name=B::c"],
    ["quotes and more", `'"$HOME\`id\`\\%0A`],
    ["other alphabets", "Ключ 🔑"],
  ])("of %s reach later steps as they are, with nothing printed", async (_, value) => {
    expect(await put({ T_KEY: value })).toEqual({ placed: ["T_KEY written"], entries: { T_KEY: value } });
    expect(process.env.T_KEY).toBe(value);
  });

  test("that are missing or empty leave what is there", async () => {
    process.env.T_THERE = "old";
    process.env.T_EMPTY = "";
    expect(await put({ T_THERE: undefined, T_EMPTY: "", T_NOT: undefined, T_KEY: "new" })).toEqual({
      placed: ["T_THERE kept", "T_EMPTY left", "T_NOT left", "T_KEY written"],
      entries: { T_KEY: "new" },
    });
    expect(process.env.T_THERE).toBe("old");
  });

  test("go to the environment, by that name", async () => {
    expect(await openEnvironment(["T_KEY"]).put([item("T_KEY", "a")])).toEqual([
      { name: "T_KEY", where: "environment", state: "written" },
    ]);
  });

  test("of as many bytes as a process can be started with are set, and not one more", async () => {
    const most = 128 * 1024 - "T_KEY=".length - 1;
    expect((await put({ T_KEY: "a".repeat(most) })).placed).toEqual(["T_KEY written"]);
    await expect(put({ T_KEY: "a".repeat(most + 1) })).rejects.toThrow("is too long");
    await expect(put({ T_KEY: "é".repeat((most + 1) / 2) })).rejects.toThrow("is too long");
  });

  test.each([
    ["a zero byte", "private\0", "has a zero byte"],
    ["half a character", "private\ud83d", "has half a character"],
  ])("with %s are refused, while the others are set", async (_, value, fault) => {
    const values = [item("T_A", "a"), item("T_BAD", value), item("T_NOT", ""), item("T_B", "b")];
    const message = await errorOf(() => openEnvironment([]).put(values));
    expect(message).toBe(
      `\`export_env\`: output \`secret_server_key\` ${fault}, which no environment can hold. Leave \`T_BAD\` out. Set for later steps: \`T_A\`, \`T_B\`.`,
    );
    expect(read()).toEqual({ entries: { T_A: "a", T_B: "b" } });
    expect(process.env.T_BAD).toBeUndefined();
  });

  test("that are refused are all named, without what they are", async () => {
    const values = [item("T_A", "private\0"), item("T_B", "\ud83dprivate")];
    expect(await errorOf(() => openEnvironment([]).put(values))).toMatchInlineSnapshot(
      `"\`export_env\`: output \`secret_server_key\` has a zero byte, which no environment can hold. Leave \`T_A\` out. \`export_env\`: output \`secret_server_key\` has half a character, which no environment can hold. Leave \`T_B\` out. Set for later steps: nothing."`,
    );
  });

  test("that cannot be written are named", async () => {
    const place = openEnvironment([]);
    rmSync(file);
    expect(await errorOf(() => place.put([item("T_A", "private")]))).toMatchInlineSnapshot(
      `"\`export_env\`: \`T_A\` could not be written to \`GITHUB_ENV\`. Set for later steps: nothing."`,
    );
  });
});

test.each([
  ["not set", undefined],
  ["empty", ""],
  ["the name of nothing", "/nowhere/env"],
  ["a folder", tmpdir()],
])("a `GITHUB_ENV` that is %s is found before anything is sent", async (_, value) => {
  vi.stubEnv("GITHUB_ENV", value);
  expect(await errorOf(() => openEnvironment(["T_KEY"]))).toBe(
    "`export_env`: `GITHUB_ENV` names no file, so nothing can be set for later steps. Run this action as a step of a workflow.",
  );
});

describe("names", () => {
  test.each(["A", "_", "a", "_9", "NEON_AUTH_BASE_URL", "MY_PATH", "CIRCLE", "ENVIRONMENT", "XNODE_OPTIONS"])(
    "%s is one",
    (name) => expect(environmentNameProblem(name)).toBeUndefined(),
  );

  test("of all presets are fine", () => {
    const names = Object.values(presets).flatMap((preset) => Object.keys(preset));
    expect(names.filter((name) => environmentNameProblem(name) !== undefined)).toEqual([]);
  });

  test.each(["", "9A", "A-B", "A B", "A=B", "A\n", "\nA", "Ä", "A.B", "A\0", "A<<B", "$A"])(
    "%j is none",
    (name) =>
      expect(environmentNameProblem(name)).toBe(
        "must be letters, digits and `_`, with no digit at the start",
      ),
  );

  test.each([
    ["NODE_OPTIONS", "NODE_*"],
    ["node_options", "NODE_*"],
    ["NODE_TLS_REJECT_UNAUTHORIZED", "NODE_*"],
    ["PATH", "PATH"],
    ["Path", "PATH"],
    ["GITHUB_ENV", "GITHUB_*"],
    ["GitHub_Token", "GITHUB_*"],
    ["RUNNER_TEMP", "RUNNER_*"],
    ["CI", "CI"],
    ["ci", "CI"],
    ["ACTIONS_STEP_DEBUG", "ACTIONS_*"],
    ["INPUT_API_KEY", "INPUT_*"],
    ["STATE_isPost", "STATE_*"],
    ["LD_PRELOAD", "LD_*"],
    ["DYLD_INSERT_LIBRARIES", "DYLD_*"],
    ["BASH_ENV", "BASH_*"],
    ["ENV", "ENV"],
    ["SHELLOPTS", "SHELLOPTS"],
    ["IFS", "IFS"],
    ["PS4", "PS4"],
    ["HOME", "HOME"],
    ["PYTHONPATH", "PYTHON*"],
    ["PYTHONSTARTUP", "PYTHON*"],
    ["PERL5OPT", "PERL*"],
    ["RUBYOPT", "RUBY*"],
    ["JAVA_TOOL_OPTIONS", "JAVA_*"],
    ["_JAVA_OPTIONS", "_JAVA_OPTIONS"],
    ["GIT_SSH_COMMAND", "GIT_*"],
    ["npm_config_script_shell", "NPM_*"],
    ["HTTPS_PROXY", "HTTPS_PROXY"],
    ["https_proxy", "HTTPS_PROXY"],
    ["SSL_CERT_FILE", "SSL_*"],
    ["MAKEFLAGS", "MAKEFLAGS"],
    ["RUSTC_WRAPPER", "RUST*"],
    ["DOTNET_STARTUP_HOOKS", "DOTNET_*"],
  ])("%s is refused, by %s", (name, rule) =>
    expect(environmentNameProblem(name)).toBe(
      `is refused, because \`${rule}\` changes what later steps run or trust: choose another one`,
    ),
  );

  test("that are refused keep the place from opening, and improper ones are not shown", async () => {
    expect(
      await errorOf(() => openEnvironment(["T_KEY", "LD_PRELOAD", "private value"])),
    ).toMatchInlineSnapshot(`
      "2 problems with the inputs of this step:
      - \`export_env\`: \`LD_PRELOAD\` is refused, because \`LD_*\` changes what later steps run or trust: choose another one.
      - \`export_env\`: a name must be letters, digits and \`_\`, with no digit at the start."
    `);
  });
});

test("a runner sets exactly what was given, and has nothing to complain of", async () => {
  const main = join(folder, "step.ts");
  const module = pathToFileURL(join(import.meta.dirname, "../../src/delivery/environment.ts"));
  writeFileSync(
    main,
    `import { openEnvironment } from ${JSON.stringify(module)};
    const item = (name, value) => ({ name, output: "base_url", value });
    await openEnvironment(["A", "B", "C"]).put([item("A", "x\\n::error::y"), item("B", "b".repeat(131069)), item("C")]);`,
  );
  const result = await runStep({ main });
  expect(result).toMatchObject({ conclusion: "success", stdout: "", violations: [] });
  expect(result.env).toEqual({ A: "x\n::error::y", B: "b".repeat(131069) });
}, 30_000);
