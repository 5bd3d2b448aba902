import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { findLeaks } from "../runner/leaks.ts";
import { runStep } from "../runner/runner.ts";
import { asked, at, errorOf, type Main, main, mains, mainsPlayed, runAction, written } from "./action.ts";

let neon: Neon;
let github: Github;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(async () => {
  neon.reset();
  github = await startGithub({ repositories: ["octo-org/octo-repo"] });
  onTestFinished(() => github.close());
});
afterAll(() => neon.close());

type Given = Readonly<Record<string, string>>;
const project = { project_id: "project-id" };
const branch = { ...project, branch_id: "br-example-123" };
const create = { operation: "create-integration", ...branch, auth_provider: "stack" };
const generate = { operation: "generate-sdk-keys", ...project };

const theBranch = () => neon.state.branch("project-id", "br-example-123");
const keys = () => theBranch().auth?.keys;

/** Runs a step of octo-org/octo-repo, whose GitHub is the embedded one. */
async function run(main: Main, inputs: Given, env: Given = {}) {
  const token = inputs.github_secrets || inputs.github_variables ? { github_token: github.token } : {};
  const result = await runAction(
    main,
    { ...at(neon), ...token, ...inputs },
    { env: { GITHUB_API_URL: github.url, ...env } },
  );
  const { secret_server_key = "" } = keys() ?? {};
  const sent = github.requests.map(({ path, headers, text }) => JSON.stringify({ path, headers, text }));
  expect(findLeaks([neon.apiKey, secret_server_key], { github: sent.join("\n") })).toEqual([]);
  return result;
}

const writtenToGithub = () =>
  github.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "delivery-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe("GitHub", () => {
  const github_secrets = "STACK_SECRET_SERVER_KEY=secret_server_key\nSTACK_CLIENT_KEY = pub_client_key";
  const github_variables = "STACK_PROJECT_ID=auth_provider_project_id";

  test.each(mainsPlayed)(
    "%s: gets the keys of a new integration, and the summary says where they are",
    async (main) => {
      const result = await run(main, { ...create, github_secrets, github_variables });
      expect(result.conclusion).toBe("success");
      expect(github.secret("repository", "STACK_SECRET_SERVER_KEY")?.toString()).toBe(
        keys()?.secret_server_key,
      );
      expect(github.secret("repository", "STACK_CLIENT_KEY")?.toString()).toBe(keys()?.pub_client_key);
      expect(result.summary).not.toContain("Store <code>secret_server_key</code>");
      expect(github.variable("repository", "STACK_PROJECT_ID")).toBe(result.outputs.auth_provider_project_id);
      expect(result.outputs.secret_server_key).toBe(keys()?.secret_server_key);
      const [, placesIn = ""] = result.summary.split(/Where the values went|<details>/);
      const rows = [...placesIn.matchAll(/<tr><td>(.*?)<\/td><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>/g)];
      expect(rows.map(([, ...cells]) => cells.join(" | "))).toEqual([
        "<code>STACK_SECRET_SERVER_KEY</code> | secret of octo-org/octo-repo | written",
        "<code>STACK_CLIENT_KEY</code> | secret of octo-org/octo-repo | written",
        "<code>STACK_PROJECT_ID</code> | variable of octo-org/octo-repo | written",
      ]);
    },
  );

  test.each(mainsPlayed)("%s: keeps what it has if the integration is there already", async (main) => {
    await run(main, { ...create, github_secrets, github_variables });
    const before = github.secret("repository", "STACK_SECRET_SERVER_KEY")?.toString();
    github.clearRequests();
    const result = await run(main, { ...create, github_secrets, github_variables });
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ changed: "false", keys_available: "false" });
    expect(writtenToGithub()).toEqual([]);
    expect(github.secret("repository", "STACK_SECRET_SERVER_KEY")?.toString()).toBe(before);
    expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
    for (const name of ["STACK_SECRET_SERVER_KEY", "STACK_CLIENT_KEY"])
      expect(result.log).toContain(
        `\`${name}\` (secret of octo-org/octo-repo) stays as it is: Neon shows keys only when it makes them, and \`generate-sdk-keys\` makes new ones.`,
      );
  });

  test("fails with the way to new keys if they are nowhere, and that way works", async () => {
    await run(main, create);
    const result = await run(main, { ...create, github_secrets });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toMatchInlineSnapshot(`
      "\`create-integration\` itself is done and its outputs are set, but not all values are where they should go.
      - Nothing was written to octo-org/octo-repo. There is no value for secrets \`STACK_SECRET_SERVER_KEY\`, \`STACK_CLIENT_KEY\`, and octo-org/octo-repo has none of that name yet. Neon shows keys only when it makes them: run \`generate-sdk-keys\` with the same \`github_…\` inputs for new ones."
    `);
    expect(result.outputs).toMatchObject({ auth_provider: "stack", changed: "false" });
    const cured = await run(main, { ...generate, github_secrets });
    expect(cured.exitCode).toBe(0);
    expect(github.secret("repository", "STACK_CLIENT_KEY")?.toString()).toBe(keys()?.pub_client_key);
  });

  test.each(mainsPlayed)("%s: that refuses the token is asked before Neon is", async (main) => {
    const github_token = github.addToken({ kind: "default" });
    const result = await run(main, { ...create, github_secrets, github_token });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toContain("`GITHUB_TOKEN`");
    expect(errorOf(result)).toContain("secrets");
    expect(written(neon)).toEqual([]);
    expect(neon.sideEffects).toEqual({});
  });

  test("that fails in the middle loses nothing: the error and the outputs tell, and a rerun completes it", async () => {
    const names = ["A", "B", "C", "D", "E"];
    const five = names.map((name) => `KEY_${name}=secret_server_key`).join("\n");
    neon.state.enableAuth(theBranch(), "stack");
    github.next({ method: "PUT", path: "KEY_C", times: 1 }, { kind: "answer", status: 403 });
    const result = await run(main, { ...generate, github_secrets: five });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result).replace(/request ID \w+/, "request ID …")).toMatchInlineSnapshot(`
      "\`generate-sdk-keys\` itself is done and its outputs are set, but not all values are where they should go.
      - Written to octo-org/octo-repo: \`KEY_A\`, \`KEY_B\`. Secret \`KEY_C\` failed: The token in \`github_token\` lacks the repository permission *Secrets: write* (403): Forbidden. Add it to the token. [PUT /repos/octo-org/octo-repo/actions/secrets/KEY_C, request ID …] Not tried: \`KEY_D\`, \`KEY_E\`. When that is mended, run \`generate-sdk-keys\` with the same \`github_…\` inputs: Neon shows keys only when it makes them, so this step would not see them again."
    `);
    expect(result.outputs.secret_server_key).toBe(keys()?.secret_server_key);
    expect(result.outputs.changed).toBe("true");
    const again = await run(main, { ...generate, github_secrets: five });
    expect(again.exitCode).toBe(0);
    for (const name of names)
      expect(github.secret("repository", `KEY_${name}`)?.toString()).toBe(keys()?.secret_server_key);
  });

  test("is written to by no step that an outsider started, not even one that only reads at Neon", async () => {
    neon.state.enableAuth(theBranch(), "better_auth");
    const event = join(folder(), "event.json");
    const repository = { full_name: "octo-org/octo-repo" };
    const pull_request = { head: { repo: { full_name: "mallory/octo-repo" } } };
    writeFileSync(event, JSON.stringify({ repository, pull_request }));
    const inputs = { operation: "get-integration", ...branch, github_secrets: "JWKS_URL=jwks_url" };
    const env = { GITHUB_EVENT_NAME: "pull_request_target", GITHUB_EVENT_PATH: event };
    expect(errorOf(await run(main, inputs, env))).toContain("started by `pull_request_target`");
    expect(github.requests).toEqual([]);
    expect((await run(main, { ...inputs, allow_untrusted: "true" }, env)).exitCode).toBe(0);
  });

  test("is only read in a dry run", async () => {
    const result = await run(main, { ...create, github_secrets, dry_run: "true" });
    expect(result.exitCode).toBe(0);
    expect(github.requests.length).toBeGreaterThan(0);
    expect(writtenToGithub()).toEqual([]);
    expect(asked(neon).every((request) => request.startsWith("GET "))).toBe(true);
  });
});

test.each(mainsPlayed)(
  "%s: everything that is wrong with where values go is one error, before any request",
  async (main) => {
    const result = await run(main, {
      ...create,
      github_token: "",
      github_secrets: "GITHUB_KEY=secret_server_key\nKEY=nothing\nonly-a-pasted-secret",
      github_variables: "KEY=secret_server_key\nOK=auth_provider\nok=base_url",
      github_target: "dependabot",
      export_env: "NODE_OPTIONS=base_url\nexpress",
      dotenv_file: "auth.env\nvite\nA=sealed",
      seal_key: "short",
    });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toMatchInlineSnapshot(`
      "11 problems with the inputs of this step:
      - \`seal_key\` must be a text of 16 to 4096 characters, for example from \`openssl rand -base64 32\`.
      - \`export_env\`, line 1: the name is refused, because \`NODE_*\` changes what later steps run or trust: choose another one.
      - \`export_env\`, line 2: must be \`NAME=output\` with the name of an output, or one of the presets \`nextjs-stack\`, \`nextjs\`, \`vite\`, \`plain\`.
      - \`dotenv_file\`, line 3: \`create-integration\` has no output of that name. It has \`auth_provider\`, \`auth_provider_project_id\`, \`schema_name\`, \`table_name\`, \`base_url\`, \`pub_client_key\`, \`secret_server_key\`, \`jwks_url\`, \`keys_available\`, \`result\`, \`changed\`, \`scope\`, \`branch_id\`, \`request_id\`, \`cookie_secret\`.
      - \`github_secrets\`, line 1: the name must not start with \`GITHUB_\`, which GitHub keeps for itself.
      - \`github_secrets\`, line 2: \`create-integration\` has no output of that name. It has \`auth_provider\`, \`auth_provider_project_id\`, \`schema_name\`, \`table_name\`, \`base_url\`, \`pub_client_key\`, \`secret_server_key\`, \`jwks_url\`, \`keys_available\`, \`result\`, \`changed\`, \`scope\`, \`branch_id\`, \`request_id\`, \`cookie_secret\`.
      - \`github_secrets\`, line 3: must be \`NAME=output\` with the name of an output, or one of the presets \`nextjs-stack\`, \`nextjs\`, \`vite\`, \`plain\`.
      - \`github_variables\`: \`ok\` stands there twice.
      - \`github_variables\`: output \`secret_server_key\` is a credential, and a variable is not secret. Put \`KEY\` into \`github_secrets\`.
      - \`github_variables\`: Dependabot has secrets, but no variables. Drop one of the two.
      - \`github_token\` is missing: pass the token of a GitHub App or a fine-grained personal access token. The \`GITHUB_TOKEN\` of the job cannot write secrets."
    `);
    expect(asked(neon)).toEqual([]);
    expect(github.requests).toEqual([]);
  },
);

describe("the environment of later steps", () => {
  test.each<[operation: string, inputs: Given, preset: string, names: readonly string[]]>([
    [
      "a Stack Auth integration",
      create,
      "nextjs-stack",
      ["NEXT_PUBLIC_STACK_PROJECT_ID", "NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY", "STACK_SECRET_SERVER_KEY"],
    ],
    [
      "a Better Auth integration",
      { ...create, auth_provider: "better_auth" },
      "nextjs",
      ["NEON_AUTH_BASE_URL", "NEON_AUTH_JWKS_URL", "NEON_AUTH_COOKIE_SECRET"],
    ],
    [
      "a Better Auth integration",
      { ...create, auth_provider: "better_auth" },
      "vite",
      ["VITE_NEON_AUTH_URL"],
    ],
    [
      "a Better Auth integration",
      { ...create, auth_provider: "better_auth" },
      "plain",
      ["NEON_AUTH_BASE_URL", "NEON_AUTH_JWKS_URL", "NEON_AUTH_PROJECT_ID"],
    ],
  ])("gets from %s with %j what the preset %s names", async (_, inputs, export_env, names) => {
    const result = await run(main, { ...inputs, export_env });
    expect(result.exitCode).toBe(0);
    expect(Object.keys(result.env)).toEqual(names);
    for (const value of Object.values(result.env)) expect(Object.values(result.outputs)).toContain(value);
  });

  test.each(mainsPlayed)("%s: gets single outputs under names of their own, masked before", async (main) => {
    const result = await run(main, {
      ...create,
      export_env: "SERVER_KEY=secret_server_key\nvite\nSCOPE=scope",
    });
    expect(result.env).toEqual({ SERVER_KEY: keys()?.secret_server_key, SCOPE: "project" });
    expect(result.masks).toContain(keys()?.secret_server_key);
  });
});

test("a preset says nothing of keys that the provider does not have", async () => {
  const inputs = { ...create, auth_provider: "better_auth", export_env: "plain", dotenv_file: "auth.env" };
  const result = await run(main, inputs, { RUNNER_TEMP: folder() });
  expect(result.annotations).toEqual([]);
  expect(result.summary).not.toContain("NEON_AUTH_SECRET_SERVER_KEY");
});

test("a preset that wants keys says so if there are none any more", async () => {
  await run(main, create);
  const result = await run(main, { ...create, export_env: "nextjs-stack" });
  expect(Object.keys(result.env)).toEqual(["NEXT_PUBLIC_STACK_PROJECT_ID"]);
  expect(result.annotations.filter(({ level }) => level === "warning")).toHaveLength(2);
});

describe("a dotenv file", () => {
  test.each(mainsPlayed)("%s: is written to the folder of temporary files", async (main) => {
    const temp = folder();
    const result = await run(
      main,
      { ...create, dotenv_file: "auth.env\nnextjs-stack" },
      { RUNNER_TEMP: temp },
    );
    expect(result.exitCode).toBe(0);
    expect(readFileSync(join(temp, "auth.env"), "utf8")).toContain(keys()?.secret_server_key);
    expect(result.outputs.dotenv_path).toBe(join(temp, "auth.env"));
    expect(result.summary).toContain(join(temp, "auth.env"));
  });

  test.each(mainsPlayed)("%s: is `.env` if a preset stands in place of the path", async (main) => {
    const temp = folder();
    const inputs = { ...create, dotenv_file: "nextjs-stack\nSCOPE=scope" };
    const result = await run(main, inputs, { RUNNER_TEMP: temp });
    const { auth_provider_project_id, pub_client_key, secret_server_key } = result.outputs;
    expect(readdirSync(temp)).toEqual([".env"]);
    expect(result.outputs.dotenv_path).toBe(join(temp, ".env"));
    // As `docker run --env-file` reads it, which knows no quotes.
    expect(readFileSync(join(temp, ".env"), "utf8")).toBe(
      [
        `NEXT_PUBLIC_STACK_PROJECT_ID=${auth_provider_project_id}`,
        `NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY=${pub_client_key}`,
        `STACK_SECRET_SERVER_KEY=${secret_server_key}`,
        "SCOPE=project\n",
      ].join("\n"),
    );
  });

  test("without any value has no path for later steps", async () => {
    neon.state.enableAuth(theBranch(), "stack");
    const temp = folder();
    const result = await run(
      "dist",
      { ...create, dotenv_file: "auth.env\nKEY=secret_server_key" },
      { RUNNER_TEMP: temp },
    );
    expect(readdirSync(temp)).toEqual([]);
    expect(result.outputs).not.toHaveProperty("dotenv_path");
  });

  test("a problem of a line behind a preset is named by its line", async () => {
    const result = await run(
      "dist",
      { ...create, dotenv_file: "vite\nA=nothing" },
      { RUNNER_TEMP: folder() },
    );
    expect(errorOf(result)).toContain(
      "`dotenv_file`, line 2: `create-integration` has no output of that name.",
    );
  });

  test("holds what `export_env` says unless it says it itself", async () => {
    const temp = folder();
    const inputs = { ...create, dotenv_file: "auth.env", export_env: "SCOPE=scope" };
    await run(main, inputs, { RUNNER_TEMP: temp });
    expect(readFileSync(join(temp, "auth.env"), "utf8")).toBe("SCOPE=project\n");
  });
});

describe("a sealed hand-off", () => {
  const seal_key = "a secret that both jobs have";
  const open = { operation: "open", seal_key };

  test.each(mainsPlayed)("%s: brings the masked outputs to another job of the run", async (main) => {
    const sealing = await run(main, { ...create, seal_key });
    expect(sealing.jobOutputs.secret_server_key).toBe("");
    const { sealed = "" } = sealing.jobOutputs;
    neon.clearRequests();
    const opened = await runAction(main, { ...open, sealed, export_env: "nextjs-stack" });
    expect(opened.exitCode).toBe(0);
    expect(opened.outputs).toEqual({
      pub_client_key: keys()?.pub_client_key,
      secret_server_key: keys()?.secret_server_key,
      jwks_url: sealing.outputs.jwks_url,
      auth_provider_project_id: sealing.outputs.auth_provider_project_id,
      changed: "false",
    });
    expect(opened.masks).toEqual(
      expect.arrayContaining([keys()?.secret_server_key, opened.outputs.jwks_url]),
    );
    expect(opened.env).toEqual({
      NEXT_PUBLIC_STACK_PROJECT_ID: sealing.outputs.auth_provider_project_id,
      NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: keys()?.pub_client_key,
      STACK_SECRET_SERVER_KEY: keys()?.secret_server_key,
    });
    expect(opened.masks).not.toContain(sealing.outputs.auth_provider_project_id);
    expect(opened.connections).toEqual([]);
    expect(asked(neon)).toEqual([]);
  });

  test("goes to GitHub only if nobody from outside started the run, and not in a dry run", async () => {
    const { sealed = "" } = (await run(main, { ...create, seal_key })).outputs;
    const inputs = { ...open, sealed, github_token: github.token, github_secrets: "KEY=secret_server_key" };
    const env = { GITHUB_API_URL: github.url };
    const outside = { ...env, GITHUB_EVENT_NAME: "workflow_run", GITHUB_EVENT_PATH: "/nowhere" };
    const refused = await runAction(main, inputs, { env: outside });
    expect(errorOf(refused)).toContain("started by `workflow_run`, and its event could not be read");
    expect(github.requests).toEqual([]);
    const dry = await runAction(
      "dist",
      { ...inputs, dry_run: "true", export_env: "plain" },
      { env: outside },
    );
    expect(dry.outputs.secret_server_key).toBe(keys()?.secret_server_key);
    expect(writtenToGithub()).toEqual([]);
    expect(dry.env).toEqual({});
    await runAction(main, inputs, { env });
    expect(github.secret("repository", "KEY")?.toString()).toBe(keys()?.secret_server_key);
  });

  test("says of keys that nobody sealed no way to new ones, which Better Auth does not have", async () => {
    const onBranch = { ...create, branch_id: "br-example-123", auth_provider: "better_auth" };
    const { sealed = "" } = (await run("dist", { ...onBranch, seal_key })).outputs;
    const inputs = { ...open, sealed, export_env: "KEY=secret_server_key" };
    const opened = await runAction("dist", inputs);
    expect(opened.exitCode).toBe(0);
    expect(opened.annotations).toMatchObject([
      {
        level: "warning",
        message:
          "Output `secret_server_key` has no value, so `KEY` (environment) is not set. `sealed` does not hold it: the step that sealed it had no such value, or did not mask it.",
      },
    ]);
    const stored = await runAction(
      "dist",
      { ...inputs, github_token: github.token, github_secrets: "KEY=secret_server_key" },
      { env: { GITHUB_API_URL: github.url } },
    );
    expect(errorOf(stored)).toBe(
      "`open` itself is done and its outputs are set, but not all values are where they should go.\n- Nothing was written to octo-org/octo-repo. There is no value for secret `KEY`, and octo-org/octo-repo has none of that name yet. `sealed` does not hold it: the step that sealed it had no such value, or did not mask it.",
    );
  });

  test("that GitHub fails to take is opened again when that is mended", async () => {
    const { sealed = "" } = (await run("dist", { ...create, seal_key })).outputs;
    github.next({ method: "PUT", times: 1 }, { kind: "answer", status: 403 });
    const inputs = { ...open, sealed, github_token: github.token, github_secrets: "KEY=secret_server_key" };
    const env = { GITHUB_API_URL: github.url };
    const failed = await runAction("dist", inputs, { env });
    expect(errorOf(failed)).toMatch(
      /When that is mended, run the step again: it completes what is missing\.$/,
    );
    expect((await runAction("dist", inputs, { env })).exitCode).toBe(0);
    expect(github.secret("repository", "KEY")?.toString()).toBe(keys()?.secret_server_key);
  });

  test.each<[what: string, change: (sealed: string) => Given, env: Given, error: string]>([
    [
      "with another key",
      (sealed) => ({ sealed, seal_key: "another key of that length" }),
      {},
      "cannot be opened",
    ],
    ["in another run", (sealed) => ({ sealed }), { GITHUB_RUN_ID: "1" }, "cannot be opened"],
    ["in another repository", (sealed) => ({ sealed }), { GITHUB_REPOSITORY: "a/b" }, "cannot be opened"],
    [
      "changed",
      (sealed) => ({ sealed: `${sealed.slice(0, 80)}${sealed[80] === "A" ? "B" : "A"}${sealed.slice(81)}` }),
      {},
      "cannot be opened",
    ],
    ["when nothing came over", () => ({ sealed: "" }), {}, "`sealed` is missing"],
  ])("%s is refused without a word of what was sealed", async (_, change, env, error) => {
    const { outputs } = await run(main, { ...create, seal_key });
    const result = await runAction(main, { ...open, ...change(outputs.sealed ?? "") }, { env });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toContain(error);
    expect(result.outputs.secret_server_key).toBeUndefined();
    expect(result.masks).not.toContain(keys()?.secret_server_key);
  });
});

test("a run without these inputs needs no file of the bundle that delivers", async () => {
  const place = folder();
  const holds = (file: string) => readFileSync(file, "utf8").includes("openDelivery: () =>");
  cpSync(dirname(mains.dist), place, {
    recursive: true,
    filter: (file) => !(file.endsWith(".index.js") && holds(file)),
  });
  const inputs = { ...at(neon), ...create };
  const result = await runStep({ main: join(place, "index.js"), inputs });
  expect(result.exitCode).toBe(0);
  const without = await runStep({ main: join(place, "index.js"), inputs: { ...inputs, export_env: "vite" } });
  expect(without.exitCode).not.toBe(0);
});
