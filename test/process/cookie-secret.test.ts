import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { theBranch } from "../faults/case.ts";
import { at, errorOf, main, runAction } from "./action.ts";
import { authOf } from "./auth-service.ts";

let neon: Neon;
let github: Github;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(async () => {
  neon.reset();
  neon.state.enableAuth(theBranch(neon), "better_auth");
  github = await startGithub({ repositories: ["octo-org/octo-repo"] });
  onTestFinished(() => github.close());
});
afterAll(() => neon.close());

const NAME = "NEON_AUTH_COOKIE_SECRET";
const seal_key = "a key of sixteen characters and more";
const secretShape = /^[A-Za-z0-9+/]{43}=$/;

type Given = Readonly<Record<string, string>>;
const run = (inputs: Given, env: Given = {}) => {
  const token = inputs.github_secrets || inputs.github_variables ? { github_token: github.token } : {};
  const where = { project_id: "project-id", branch_id: "br-example-123" };
  const given = { operation: "create-integration", ...at(neon), ...where, ...token, ...inputs };
  return runAction(main, given, { env: { GITHUB_API_URL: github.url, ...env } });
};
const stored = (name = NAME) => github.secret("repository", name)?.toString();
const warningsOf = ({ annotations }: Awaited<ReturnType<typeof run>>) =>
  annotations.filter(({ level }) => level === "warning").map(({ message }) => message);

function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), "cookie-secret-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe("a secret for cookies", () => {
  test("is made for nobody who does not ask for it", async () => {
    expect((await run({})).outputs).not.toHaveProperty("cookie_secret");
    const { outputs } = await run({ export_env: "vite", github_variables: "URL=base_url" });
    expect(outputs).not.toHaveProperty("cookie_secret");
  });

  test("is new in the environment of each run, and masked", async () => {
    const results = [await run({ export_env: "nextjs" }), await run({ export_env: `${NAME}=cookie_secret` })];
    const secrets = results.map(({ env }) => env[NAME] ?? "");
    for (const [index, result] of results.entries()) {
      expect(secrets[index]).toMatch(secretShape);
      expect(result.outputs.cookie_secret).toBe(secrets[index]);
      expect(result.masks).toContain(secrets[index]);
      expect(result.annotations).toEqual([]);
    }
    expect(secrets[0]).not.toBe(secrets[1]);
  });

  test("is the same wherever the step puts it", async () => {
    const temp = temporary();
    const inputs = { export_env: "nextjs", dotenv_file: "auth.env", github_secrets: "nextjs", seal_key };
    const result = await run(inputs, { RUNNER_TEMP: temp });
    expect(result.exitCode).toBe(0);
    const secret = result.env[NAME] ?? "";
    expect(secret).toMatch(secretShape);
    expect(readFileSync(join(temp, "auth.env"), "utf8")).toContain(secret);
    expect(stored()).toBe(secret);
    expect(result.jobOutputs.cookie_secret).toBe("");
    const { sealed = "" } = result.jobOutputs;
    const opened = await runAction(main, { operation: "open", seal_key, sealed, export_env: "nextjs" });
    expect(opened.env).toEqual({
      NEON_AUTH_BASE_URL: authOf(neon).integration.base_url,
      NEON_AUTH_JWKS_URL: authOf(neon).integration.jwks_url,
      [NAME]: secret,
    });
    expect(opened.masks).toContain(secret);
  });

  test("is handed on sealed alone", async () => {
    const { sealed = "" } = (await run({ seal_key })).jobOutputs;
    const opened = await runAction(main, { operation: "open", seal_key, sealed });
    expect(opened.outputs.cookie_secret).toMatch(secretShape);
  });

  test("goes nowhere in a dry run", async () => {
    const { env, outputs } = await run({ export_env: "nextjs", github_secrets: "nextjs", dry_run: "true" });
    expect([env, outputs.cookie_secret, stored()]).toEqual([{}, undefined, undefined]);
  });

  test("is of no use to Stack Auth, and an operation that names no address has none", async () => {
    neon.state.enableAuth(theBranch(neon), "stack");
    const stack = await run({ auth_provider: "stack", export_env: `${NAME}=cookie_secret` });
    expect(warningsOf(stack)).toEqual([
      "Output `cookie_secret` has no value, so `NEON_AUTH_COOKIE_SECRET` (environment) is not set. One is made for a branch that has a `base_url`, which Better Auth has.",
    ]);
    const listing = await run({ operation: "list-domains", export_env: `${NAME}=cookie_secret` });
    expect(errorOf(listing)).toContain("`list-domains` has no output of that name");
  });
});

describe("a secret for cookies that GitHub has", () => {
  const github_secrets = `${NAME}=cookie_secret`;

  test.each(["nextjs", github_secrets])("is kept by %j, so that nobody is signed out", async (secrets) => {
    await run({ github_secrets: secrets });
    const before = stored();
    expect(before).toMatch(secretShape);
    github.clearRequests();
    const again = await run({ github_secrets: secrets });
    expect(again.exitCode).toBe(0);
    expect(again.annotations).toEqual([]);
    expect(again.log).toContain(
      "`NEON_AUTH_COOKIE_SECRET` (secret of octo-org/octo-repo) stays as it is, so that nobody is signed out.",
    );
    expect(again.outputs).not.toHaveProperty("cookie_secret");
    expect(github.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(stored()).toBe(before);
  });

  test("goes to no other place of the step, which is said", async () => {
    await run({ github_secrets });
    const temp = temporary();
    const inputs = { github_secrets, export_env: "nextjs", dotenv_file: "auth.env", seal_key };
    const again = await run(inputs, { RUNNER_TEMP: temp });
    expect(again.exitCode).toBe(0);
    expect(Object.keys(again.env)).toEqual(["NEON_AUTH_BASE_URL", "NEON_AUTH_JWKS_URL"]);
    expect(readFileSync(join(temp, "auth.env"), "utf8")).not.toContain(NAME);
    const cure = "GitHub has one, which is kept and cannot be read: give it to the application from there.";
    expect(warningsOf(again)).toEqual([
      `Output \`cookie_secret\` has no value, so \`${NAME}\` (environment) is not set. ${cure}`,
      `Output \`cookie_secret\` has no value, so \`${NAME}\` (${join(temp, "auth.env")}) is not set. ${cure}`,
    ]);
    const { sealed = "" } = again.jobOutputs;
    const opened = await runAction(main, { operation: "open", seal_key, sealed, export_env: "nextjs" });
    expect(Object.keys(opened.env)).toEqual(["NEON_AUTH_BASE_URL", "NEON_AUTH_JWKS_URL"]);
    expect(opened.outputs).not.toHaveProperty("cookie_secret");
    expect(warningsOf(opened)).toEqual([
      `Output \`cookie_secret\` has no value, so \`${NAME}\` (environment) is not set. \`sealed\` does not hold it: the step that sealed it had no such value, or did not mask it.`,
    ]);
  });
});

describe("a preset for GitHub", () => {
  test("puts what is a credential into secrets and the rest into variables, and again without a warning", async () => {
    const inputs = { github_secrets: "nextjs", github_variables: "nextjs" };
    const results = [await run(inputs), await run(inputs)];
    for (const { exitCode, annotations } of results) expect([exitCode, annotations]).toEqual([0, []]);
    const { base_url, jwks_url } = authOf(neon).integration;
    expect(github.variable("repository", "NEON_AUTH_BASE_URL")).toBe(base_url);
    expect(github.variable("repository", "NEON_AUTH_JWKS_URL")).toBe(jwks_url);
    expect(stored()).toMatch(secretShape);
    expect(stored("NEON_AUTH_BASE_URL")).toBeUndefined();
    expect(github.variable("repository", NAME)).toBeUndefined();
  });

  test("that has nothing for a place is refused, before any request", async () => {
    neon.clearRequests();
    const result = await run({ github_secrets: "vite" });
    expect(errorOf(result)).toBe(
      "`github_secrets`, line 1: `create-integration` sets no output of this preset that goes into `github_secrets`.",
    );
    expect(neon.requests).toEqual([]);
  });
});
