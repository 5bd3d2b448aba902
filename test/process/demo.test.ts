import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { operations } from "../../src/operations/index.ts";
import { faultNames, type Planned, parseFault } from "../demo/faults.ts";
import { playStory } from "../demo/play.ts";
import { type Elsewhere, type Expectation, type Story, type StoryStep, secrets } from "../demo/story.ts";
import type { FaultKind } from "../emulator/faults.ts";
import { splitLines } from "../runner/commands.ts";
import { findLeaks } from "../runner/leaks.ts";
import { mains } from "./action.ts";

interface Run {
  exitCode: number;
  stdout: string;
  stderr: string;
}

const script = fileURLToPath(new URL("../demo.ts", import.meta.url));

/** Where Node keeps what it made of TypeScript, for all the demos that follow. */
const compiled = fileURLToPath(
  new URL("../../node_modules/.cache/neon-auth-action/compiled", import.meta.url),
);

const demo = (...args: string[]): Promise<Run> => demoFrom(process.cwd(), ...args);

/** As npm does it for whoever calls it in that directory. */
function demoFrom(directory: string, ...args: string[]): Promise<Run> {
  const env = { ...process.env, INIT_CWD: directory, NODE_COMPILE_CACHE: compiled };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env }, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout: stripVTControlCharacters(stdout), stderr });
    });
  });
}

/** The lines that say at the end what was checked. */
function closing(text: string): string {
  const [, said = ""] = /(What was checked\n.*?)(?:\n\n|$)/s.exec(stripVTControlCharacters(text)) ?? [];
  return said.replace(/All \d+ req/, "All … req");
}

describe("the whole demo", () => {
  let run: Run;
  beforeAll(async () => {
    run = await demo("--all");
  }, 120_000);

  test("ends with success, and so does each of its steps but those that must fail", () => {
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout.match(/^ *Error: .*$/gm)).toEqual([
      "  Error: The auth service does not trust the origin `https://pr-42.preview.example.com`: add it with `add-domain` and `domain: https://pr-42.preview.example.com`, or list it under `domains` of the configuration file. [POST /sign-in/email, status 403, INVALID_ORIGIN: Invalid origin]",
      "  Error: `delete-integration` cannot be undone, and branch `main` is the default one: set `confirm` to its ID or name.",
      "  Error: `sealed` cannot be opened: the `seal_key` is another one, or it was sealed in another repository or run, or it was changed on the way. Use the same secret in both jobs, and seal and open in one run.",
      "  Error: The branch is not as the file says: 2 differences (`domains.https://somebody.example.org`, `allow_localhost`). To go by the file, run `apply-config`: it changes Neon. To go by Neon, run `export-config` with `overwrite: true` and commit the file.",
    ]);
    expect(run.stdout.match(/^[✓✗•] \d+\/\d+ .*$/gm)).toMatchInlineSnapshot(`
      [
        "✓ 1/15 Create the integration",
        "✓ 2/15 Create it again, as a second run of the workflow does",
        "✓ 3/15 List the integrations",
        "✓ 4/15 Generate new keys",
        "✓ 5/15 Add GitHub on Neon's shared keys",
        "✓ 6/15 Add Google with credentials of your own",
        "✓ 7/15 Give Google other credentials",
        "✓ 8/15 List the OAuth providers",
        "✓ 9/15 Send mail through an SMTP server of your own",
        "✓ 10/15 Get the email server",
        "✓ 11/15 Create a user",
        "✓ 12/15 Ask for the URL that transfers the project",
        "✓ 13/15 Delete an OAuth provider",
        "✓ 14/15 Delete the integration",
        "✓ 15/15 Delete it again: it is gone already",
        "• 1/42 actions/checkout brings .github/preview-users.json",
        "• 2/42 neondatabase/create-branch-action creates branch preview/pr-42, or finds it",
        "✓ 3/42 Create the integration of the preview branch, and wait until it works",
        "✓ 4/42 Get the integration",
        "✓ 5/42 Add Google on Neon's shared keys",
        "✓ 6/42 Create a user with a password",
        "✗ 7/42 Sign in from the address of the preview: refused, since it is not trusted yet  exit code 1",
        "✓ 8/42 Trust the address of the preview",
        "✓ 9/42 List the trusted domains",
        "✓ 10/42 Create the users of a file, with their roles",
        "✓ 11/42 Verify email addresses by a link",
        "✓ 12/42 Set the limits of organizations",
        "✓ 13/42 Turn magic links on",
        "✓ 14/42 Turn phone numbers on",
        "✓ 15/42 Stop trusting localhost",
        "✓ 16/42 Send webhooks",
        "✓ 17/42 Get the settings of all plugins",
        "✓ 18/42 Sign in from the address of the preview",
        "✓ 19/42 Create the users of the file again: all are there",
        "✓ 20/42 Give a user roles",
        "✓ 21/42 See what a deletion would send",
        "✗ 22/42 Take the default branch for the preview: refused without confirm  exit code 1",
        "• 23/42 neondatabase/create-branch-action creates branch preview/pr-42, or finds it",
        "✓ 24/42 Second round: Create the integration of the preview branch, and wait until it works",
        "✓ 25/42 Second round: Get the integration",
        "✓ 26/42 Second round: Add Google on Neon's shared keys",
        "✓ 27/42 Second round: Create a user with a password",
        "✓ 28/42 Second round: Trust the address of the preview",
        "✓ 29/42 Second round: List the trusted domains",
        "✓ 30/42 Second round: Create the users of a file, with their roles",
        "✓ 31/42 Second round: Verify email addresses by a link",
        "✓ 32/42 Second round: Set the limits of organizations",
        "✓ 33/42 Second round: Turn magic links on",
        "✓ 34/42 Second round: Turn phone numbers on",
        "✓ 35/42 Second round: Stop trusting localhost",
        "✓ 36/42 Second round: Send webhooks",
        "✓ 37/42 Second round: Get the settings of all plugins",
        "✓ 38/42 Second round: Sign in from the address of the preview",
        "✓ 39/42 Stop trusting the address",
        "✓ 40/42 Delete the integration with all users",
        "✓ 41/42 Delete it again: it is gone already",
        "• 42/42 neondatabase/delete-branch-action deletes branch preview/pr-42",
        "✓ 1/8 Create the integration, put its keys into GitHub, and seal them for another job",
        "• 2/8 GitHub's environment production has the secret key that Neon gave",
        "✓ 3/8 Create it again: there are no keys any more, and the secret stays as it is",
        "• 4/8 GitHub's environment production has the secret key that Neon gave",
        "✓ 5/8 Open what was sealed, as the other job does",
        "✗ 6/8 Open it with another key  exit code 1",
        "✓ 7/8 Rotate the keys",
        "• 8/8 GitHub's environment production has the secret key that Neon gave",
        "• 1/13 Somebody has enabled Neon Auth in the Console, and trusts https://app.example.com and https://old.example.com",
        "✓ 2/13 Write what is there into a file",
        "✓ 3/13 Plan with that file: nothing to change",
        "• 4/13 A pull request changes the file: verified email addresses, Google, no localhost, one domain less",
        "✓ 5/13 Check the changed file, without asking Neon",
        "✓ 6/13 Plan: what the change would do, as a comment on the pull request",
        "• 7/13 The pull request has the plan as its one comment",
        "✓ 8/13 Apply the plan that was reviewed, and no other",
        "✓ 9/13 Plan again: nothing is left to change",
        "• 10/13 Somebody trusts localhost and https://somebody.example.org in the Console",
        "✗ 11/13 Look for drift: found, so that the step fails  exit code 1",
        "✓ 12/13 Apply the file once more",
        "✓ 13/13 Look for drift again: there is none",
      ]
    `);
  });

  test("says what was checked", () => {
    expect(closing(run.stdout)).toMatchInlineSnapshot(`
      "What was checked
      ✓ 15 of 15 steps ended as expected, with the outputs expected.
      ✓ Steps that changed something at Neon: 1, 4, 5, 6, 7, 9, 11, 12, 13, 14. Steps that left it as it was: 2, 3, 8, 10, 15.
      ✓ None of 11 secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.
      ✓ No step broke a rule of GitHub's runner.
      ✓ All … requests, and their answers, are as Neon's OpenAPI document has them.
      ✓ What happened at Neon, and how often: create-integration 1, generate-sdk-keys 1, add-oauth-provider 2, update-oauth-provider 1, update-email-server 1, create-user 1, transfer-ownership 1, delete-oauth-provider 1, delete-integration 1."
    `);
    const [, , second = "", third = "", fourth = ""] = run.stdout.split(/^(?=What was checked$)/m);
    expect(closing(second)).toMatchInlineSnapshot(`
      "What was checked
      ✓ 38 of 38 steps ended as expected, with the outputs expected.
      ✓ Steps that changed something at Neon: 3, 5, 6, 8, 10, 11, 12, 13, 14, 15, 16, 20, 39, 40. Steps that left it as it was: 4, 7, 9, 17, 18, 19, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 41.
      ✓ The second round, steps 24 to 38, changed nothing.
      ✓ None of 20 secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.
      ✓ No step broke a rule of GitHub's runner.
      ✓ All … requests, and their answers, are as Neon's OpenAPI document has them.
      ✓ What happened at Neon, and how often: create-integration 1, add-oauth-provider 1, add-domain 1, create-user 2, sign-up 1, set-user-roles 2, update-email-and-password 1, update-organization-plugin 1, update-magic-link-plugin 1, update-phone-number-plugin 1, update-allow-localhost 1, update-webhooks 1, delete-domain 1, delete-integration 1."
    `);
    expect(closing(third)).toMatchInlineSnapshot(`
      "What was checked
      ✓ 5 of 5 steps ended as expected, with the outputs expected.
      ✓ Steps that changed something at Neon: 1, 7. Steps that left it as it was: 3, 5, 6.
      ✓ None of 9 secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.
      ✓ No step broke a rule of GitHub's runner.
      ✓ All … requests, and their answers, are as Neon's OpenAPI document has them.
      ✓ What happened at Neon, and how often: create-integration 1, generate-sdk-keys 1."
    `);
    expect(closing(fourth)).toMatchInlineSnapshot(`
      "What was checked
      ✓ 9 of 9 steps ended as expected, with the outputs expected.
      ✓ Steps that changed something at Neon: 8, 12. Steps that left it as it was: 2, 3, 5, 6, 9, 11, 13.
      ✓ None of 4 secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.
      ✓ No step broke a rule of GitHub's runner.
      ✓ All … requests, and their answers, are as Neon's OpenAPI document has them.
      ✓ What happened at Neon, and how often: update-email-and-password 1, update-allow-localhost 2, add-oauth-provider 1, delete-domain 2."
    `);
  });

  test("ends with what happened and what to try", () => {
    expect(run.stdout.trimEnd().split("\n").slice(-5)).toEqual([
      "All 67 steps in 4 stories did what they should; 4 of them had to fail.",
      "Neon and GitHub were played by this repository: nothing left this machine.",
      expect.stringContaining("npm run demo -- --story config"),
      expect.stringContaining("npm run demo -- create-integration --then"),
      expect.stringContaining("npm run demo -- --fault"),
    ]);
  });

  test("shows a step as GitHub does: inputs, log, outputs and summary", () => {
    const [step = ""] = /^✓ 6\/.*?(?=^✓ 7\/)/ms.exec(run.stdout) ?? [];
    const parts = [
      "  ▼ Run neon-auth-action/neon-auth-action\n    with:\n      operation: add-oauth-provider\n      api_key: ***\n",
      "      client_id: demo.apps.example.com\n      client_secret: ***\n",
      "  Added OAuth provider google.\n",
      "  Outputs\n    scope                project\n    oauth_provider_id    google\n",
      "  Summary\n    ✅ Neon Auth: add-oauth-provider\n",
      "    client_secret  `masked`\n",
      "    Project `demo-project` · project-scoped API\n",
    ];
    expect(parts.map((part) => step.includes(part))).toEqual(parts.map(() => true));
    expect(parts.map((part) => step.indexOf(part))).toEqual(
      parts.map((part) => step.indexOf(part)).toSorted((a, b) => a - b),
    );
  });

  test("prints no secret", () => {
    expect(findLeaks(Object.values(secrets), { stdout: run.stdout, stderr: run.stderr })).toEqual([]);
    expect(run.stdout).not.toMatch(/[ps][cs]k_\w|confirm\?code=|jwks\.json/);
  });
});

test("a story is played by its name, with one line for each step and more where it matters", {
  timeout: 120_000,
}, async () => {
  const { exitCode, stdout } = await demo("--story", "config");
  expect(exitCode).toBe(0);
  const whole =
    /\n\n✓ 6\/13 Plan: what the change would do, as a comment on the pull request\n.*?\n\n(?=• 7)/s;
  expect(whole.exec(stdout)?.[0]).toContain("\n    ➖  `domains.https://old.example.com`  ");
  expect(stdout.replace(whole, "\n[6/13]\n")).toMatchInlineSnapshot(`
    "Configuration as a file, in 13 steps

    • 1/13 Somebody has enabled Neon Auth in the Console, and trusts https://app.example.com and https://old.example.com
    ✓ 2/13 Write what is there into a file
    ✓ 3/13 Plan with that file: nothing to change
    • 4/13 A pull request changes the file: verified email addresses, Google, no localhost, one domain less
    ✓ 5/13 Check the changed file, without asking Neon
    [6/13]
    • 7/13 The pull request has the plan as its one comment
    ✓ 8/13 Apply the plan that was reviewed, and no other
    ✓ 9/13 Plan again: nothing is left to change
    • 10/13 Somebody trusts localhost and https://somebody.example.org in the Console
    ✗ 11/13 Look for drift: found, so that the step fails  exit code 1
      Error: The branch is not as the file says: 2 differences (\`domains.https://somebody.example.org\`, \`allow_localhost\`). To go by the file, run \`apply-config\`: it changes Neon. To go by Neon, run \`export-config\` with \`overwrite: true\` and commit the file.
    ✓ 12/13 Apply the file once more
    ✓ 13/13 Look for drift again: there is none

    ✓ Checked: endings and outputs, changes, secrets, the rules of GitHub's runner, Neon's document, side effects.

    All 9 steps in 1 story did what they should; 1 of them had to fail.
    Neon and GitHub were played by this repository: nothing left this machine.
    All of one story:      npm run demo -- --all --story config
    Steps of your own:     npm run demo -- create-integration --then add-domain domain=https://app.example.com
    One that goes wrong:   npm run demo -- --fault "POST after:reset" create-integration --empty
    "
  `);
});

describe("a story", { timeout: 120_000 }, () => {
  const step = (inputs: StoryStep["inputs"], expect: Expectation): StoryStep => ({
    name: "Step",
    inputs,
    expect,
  });
  const rotate = { operation: "generate-sdk-keys", auth_provider: "stack" } as const;
  const create = { operation: "create-integration", auth_provider: "stack", branch_id: "br-main" } as const;

  const play = async (
    steps: Story["steps"],
    sideEffects: Story["sideEffects"],
    main: string = mains.dist,
    whole = true,
  ) => {
    let text = "";
    const write = (piece: string) => {
      text += piece;
    };
    const holds = await playStory(
      { name: "story", title: "Story", secrets, steps, sideEffects },
      { main, debug: false, whole, write },
    );
    return { holds, text, checks: closing(text) };
  };

  /** Path of a script that runs as the action. */
  const script = async (source: string) => {
    const directory = await mkdtemp(join(tmpdir(), "demo-test-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const path = join(directory, "main.mjs");
    await writeFile(path, `import { appendFileSync } from "node:fs";${source}`);
    return path;
  };

  test("may have steps that are expected to fail", async () => {
    const { holds } = await play(
      [step({ operation: "get-email-server" }, { changed: false, fails: true })],
      {},
    );
    expect(holds).toBe(true);
  });

  test("fails where a step does not do what is expected", async () => {
    const wrong: Expectation = {
      changed: false,
      fails: true,
      outputs: { auth_provider: "mock" },
      sets: ["auth_user_id"],
      lacks: ["schema_name"],
    };
    const { holds, checks } = await play([step(create, wrong)], { "create-integration": 2 });
    expect(holds).toBe(false);
    expect(checks).toMatchInlineSnapshot(`
      "What was checked
      ✗ 0 of 1 steps ended as expected, with the outputs expected.
          Step: ended with success
          Step: output auth_provider is not what it should be
          Step: output auth_user_id has no value
          Step: output schema_name should have no value
      ✗ Steps that changed something at Neon: none. Steps that left it as it was: 1.
          Step: changed is true
          Step: Neon counted 1 changes
      ✓ None of 8 secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.
      ✓ No step broke a rule of GitHub's runner.
      ✓ All … requests, and their answers, are as Neon's OpenAPI document has them.
      ✗ What happened at Neon, and how often: create-integration 2.
          instead: create-integration 1
      "
    `);
  });

  test("shows a step whole that does not do what is expected, and what is wrong", async () => {
    const { text } = await play([step(create, { changed: false, fails: true })], {}, mains.dist, false);
    const shown = stripVTControlCharacters(text);
    expect(shown).toContain("✓ 1/1 Step\n  ▼ Run neon-auth-action/neon-auth-action\n");
    expect(shown.match(/^✗.*$/gm)).toHaveLength(3);
    expect(shown).toMatch(/\n✓ Checked: secrets, the rules of GitHub's runner, Neon's document\.\n$/);
  });

  test("fails where its second round changes anything", async () => {
    const { holds, checks } = await play(
      [step(create, { changed: true }), { ...step(rotate, { changed: true }), secondRound: true }],
      { "create-integration": 1, "generate-sdk-keys": 1 },
    );
    expect(holds).toBe(false);
    expect(checks).toContain(`✗ The second round, steps 2 to 2, changed nothing.
    Step: ended with success, changed is true, Neon counted 1 changes`);
  });

  test("fails where a step changes something that it does not speak of", async () => {
    const main = await script(`
      const { INPUT_API_HOST, INPUT_API_KEY, GITHUB_OUTPUT } = process.env;
      appendFileSync(GITHUB_OUTPUT, "changed=false\\n");
      await fetch(INPUT_API_HOST + "/projects/demo-project/branches/br-main/auth", {
        method: "POST",
        headers: { authorization: "Bearer " + INPUT_API_KEY, "content-type": "application/json" },
        body: '{"auth_provider":"better_auth"}',
      });`);
    const { holds, checks } = await play(
      [step(create, { changed: false })],
      { "create-integration": 1 },
      main,
    );
    expect(holds).toBe(false);
    expect(checks.match(/^✗.*\n.*$/gm)).toEqual([
      "✗ Steps that changed something at Neon: none. Steps that left it as it was: 1.\n    Step: Neon counted 1 changes",
    ]);
  });

  test("shows as one line what others do, and goes on from there", async () => {
    const other: Elsewhere = {
      name: "Somebody else writes a file",
      does: ({ workspace }) => writeFile(join(workspace, "users.csv"), "email\na@example.com\n"),
    };
    const users = { operation: "create-user", auth_provider: "stack", users_file: "users.csv" } as const;
    const { holds, text } = await play(
      [step(create, { changed: true }), other, step(users, { changed: true })],
      { "create-integration": 1, "create-user": 1 },
    );
    expect(holds).toBe(true);
    expect(stripVTControlCharacters(text)).toContain("\n\n• 2/3 Somebody else writes a file\n\n✓ 3/3 Step\n");
  });

  test("fails where the action leaks, breaks a rule of the runner or sends what Neon does not know", async () => {
    const main = await script(`
      const { INPUT_API_HOST, INPUT_API_KEY, GITHUB_OUTPUT } = process.env;
      process.stdout.write(Buffer.from(INPUT_API_KEY).toString("hex") + "\\n");
      process.stderr.write("oh\\n");
      appendFileSync(GITHUB_OUTPUT, "changed=false\\nsecret_server_key=ssk_0123456789\\n");
      await fetch(INPUT_API_HOST + "/nothing", { headers: { authorization: "Bearer " + INPUT_API_KEY } });`);
    const { holds, text, checks } = await play([step(create, { changed: false })], {}, main);
    expect(holds).toBe(false);
    expect(text).toContain("api_key: ***");
    expect(checks).toMatchInlineSnapshot(`
      "What was checked
      ✓ 1 of 1 steps ended as expected, with the outputs expected.
      ✓ Steps that changed something at Neon: none. Steps that left it as it was: 1.
      ✗ None of 6 secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.
          Step: NEON_API_KEY is in: stdout (hex, lower case)
          Step: NEON_API_KEY is in: log (hex, lower case)
          Step: output secret_server_key is in: outputs for other jobs (plain)
      ✗ No step broke a rule of GitHub's runner.
          Step: wrote to stderr
      ✗ All … requests, and their answers, are as Neon's OpenAPI document has them.
          request of GET /api/v2/nothing: route is not in Neon's document
      ✓ What happened at Neon, and how often: nothing.
      "
    `);
  });
});

describe.concurrent("a single operation", { timeout: 120_000 }, () => {
  test("runs with inputs of one's own", async () => {
    const secret = "a-client-secret-of-mine";
    const { exitCode, stdout, stderr } = await demo(
      "add-oauth-provider",
      "oauth_provider_id=google",
      "client_id=abc=def",
      `client_secret=${secret}`,
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^✓ add-oauth-provider$/m);
    expect(stdout).toContain("client_id: abc=def");
    expect(stdout).toContain("client_secret: ***");
    expect(stdout).toContain("Added OAuth provider google.");
    expect(findLeaks([secret, secrets.NEON_API_KEY], { stdout })).toEqual([]);
  });

  test("takes a configuration file from where npm was called, and its secrets from --env", async ({
    onTestFinished,
  }) => {
    const directory = await mkdtemp(join(tmpdir(), "demo-test-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const google = "{ client_id: abc, client_secret: { env: GOOGLE_SECRET } }";
    const text = `version: 1\ndefaults:\n  allow_localhost: false\n  oauth_providers: { google: ${google} }\n`;
    await writeFile(join(directory, "auth.yml"), text);
    const secret = "a-client-secret-of-mine";

    const plan = await demoFrom(directory, "plan-config", "config_file=auth.yml");
    expect(plan).toMatchObject({ exitCode: 0, stderr: "" });
    expect(plan.stdout).toContain("The plan for auth.yml on branch br-main:");

    const without = await demoFrom(directory, "apply-config", "config_file=auth.yml");
    expect(without.exitCode).toBe(1);
    expect(without.stdout).toContain("needs variable `GOOGLE_SECRET`");

    const variable = ["--env", `GOOGLE_SECRET=${secret}`];
    const applied = await demoFrom(directory, ...variable, "apply-config", "config_file=auth.yml");
    expect(applied).toMatchObject({ exitCode: 0, stderr: "" });
    expect(applied.stdout).toContain("GOOGLE_SECRET: ***");
    expect(applied.stdout).toContain("Applied: 1 changed, 1 added.");
    expect(findLeaks([secret], { stdout: applied.stdout })).toEqual([]);
  });

  test("that fails ends with 1 and one error that a person can read", async () => {
    const { exitCode, stdout, stderr } = await demo(
      "add-oauth-provider",
      "oauth_provider_id=github",
      "client_id=abc",
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toMatch(/^✗ add-oauth-provider {2}exit code 1$/m);
    expect(stdout.match(/^ *Error: .*$/gm)).toEqual([
      "  Error: `client_secret` is missing: it goes together with `client_id`.",
    ]);
    expect(stdout).not.toMatch(/^ +at /m);
  });

  test.each([
    ["finds an integration", ["list-integrations"], "Found 1 integration."],
    ["finds none with --empty", ["list-integrations", "--empty"], "Found 0 integrations."],
    [
      "finds an OAuth provider",
      ["delete-oauth-provider", "oauth_provider_id=github"],
      "Deleted OAuth provider github.",
    ],
    [
      "gets a branch if it needs one",
      ["create-integration", "auth_provider=stack", "--empty"],
      "branch_id: br-main",
    ],
    ["gets no branch if it needs none", ["get-email-server"], "get-email-server on project demo-project\n"],
    [
      "shows the debug log with --debug",
      ["get-email-server", "--debug"],
      "##[debug]GET /projects/demo-project/auth",
    ],
    [
      "runs from the sources with --src",
      ["get-email-server", "--src"],
      "The email server is Neon's shared one.",
    ],
    [
      "finds a Better Auth integration where a branch is named",
      ["get-integration", "branch_name=main", "wait_until_ready=true"],
      "The branch uses Better Auth.",
    ],
    ["gets a branch if it has no other route", ["get-plugins"], "branch_id: br-main"],
    ["gets a branch if it asks for that scope", ["list-domains", "scope=branch"], "branch_id: br-main"],
    [
      "finds a Better Auth integration to create again",
      ["create-integration"],
      "The Better Auth integration is already there.",
    ],
    [
      "finds a Stack Auth integration to create again",
      ["create-integration", "auth_provider=stack"],
      "The Stack Auth integration is already there.",
    ],
    [
      "finds a user",
      ["set-user-roles", "auth_user_id=00000000-0000-4000-8000-000000000001", "roles=admin"],
      "Set the roles of the user.",
    ],
  ])("%s", async (_, args, text) => {
    const { exitCode, stdout } = await demo(...args);
    expect(stdout).toContain(text);
    expect(exitCode).toBe(0);
  });

  test("takes another key, project and address where they are given", async () => {
    const key = await demo("list-integrations", "api_key=napi_another-key");
    expect(key.stdout).toContain("Neon did not accept the API key (401)");
    const project = await demo("list-integrations", "project_id=another-project");
    expect(project.stdout).toContain("/projects/another-project/");
    const address = await demo("list-integrations", "api_host=http://127.0.0.1:9/api/v2", "retries=0");
    expect(address.stdout).toContain("Neon could not be reached");
    expect([key, project, address].map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
  });
});

describe.concurrent("several operations", { timeout: 120_000 }, () => {
  const stepsIn = (stdout: string) => stdout.match(/^[✓✗] \d\/\d .*$/gm);

  const output = (step: number, name: string) => `\${{ steps.${step}.outputs.${name} }}`;

  test("share a job, so that what one has made another one finds", async () => {
    const create = ["create-integration", "auth_provider=stack", "github_secrets=KEY=secret_server_key"];
    const seal_key = "a-seal-key-of-mine";
    const { exitCode, stdout, stderr } = await demo(
      ...[
        "--empty",
        "--env",
        "MINE=a-variable-of-mine",
        ...create,
        `seal_key=${seal_key}`,
        "export_env=nextjs-stack",
      ],
      ...["--then", ...create],
      ...["--then", "open", `sealed=${output(1, "sealed")}`, `seal_key=${seal_key}`],
      ...["--then", "--fault", "POST after:reset", "add-domain", "domain=https://a.example"],
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stepsIn(stdout)).toEqual([
      "✓ 1/4 create-integration",
      "✓ 2/4 create-integration",
      "✓ 3/4 open",
      "✓ 4/4 add-domain",
    ]);
    const [, second = "", third = ""] = stdout.split(/^(?=✓ \d\/4)/m);
    expect(second).toContain("The Stack Auth integration is already there.");
    expect(third).toContain("  Opened `auth_provider_project_id`, `pub_client_key`, `secret_server_key`");
    expect(third).toContain("env:\n      MINE: ***\n");
    expect(third).toContain("      STACK_SECRET_SERVER_KEY: ***\n");
    expect(stdout).toMatch(
      /\nFaults\n {2}after:reset on POST \S+\/auth\/domains\n\d+ requests reached Neon\. Side effects: create-integration 1, add-domain 1\.\nGitHub has, in repository: secret KEY\.\n$/,
    );
    expect(stdout).not.toMatch(/[ps][cs]k_\w/);
    expect(findLeaks([seal_key, "a-variable-of-mine"], { stdout })).toEqual([]);
  });

  test("work on one branch if one of them does, and go on where one fails", async () => {
    const { exitCode, stdout } = await demo(
      ...["create-integration", "--empty", "--then", "add-domain"],
      ...["--then", "add-domain", "domain=https://a.example", "--then", "list-domains"],
    );
    expect(exitCode).toBe(1);
    expect(stepsIn(stdout)).toEqual([
      "✓ 1/4 create-integration",
      "✗ 2/4 add-domain  exit code 1",
      "✓ 3/4 add-domain",
      "✓ 4/4 list-domains",
    ]);
    expect(stdout).toContain(
      "list-domains on project demo-project, branch br-main\n  Found 1 trusted domain.\n",
    );
    expect(stdout).toMatch(
      /\n\d requests reached Neon\. Side effects: create-integration 1, add-domain 1\.\n$/,
    );
  });
});

describe.concurrent("a fault", { timeout: 120_000 }, () => {
  const closingOf = (stdout: string) => stdout.slice(stdout.lastIndexOf("Faults\n"));
  const onBranch = "/api/v2/projects/demo-project/branches/br-main/auth";
  const post = `POST ${onBranch}`;

  test.for<[faults: string[], args: string[], exitCode: number, said: string]>([
    [
      ["after:reset"],
      ["create-integration", "--empty"],
      0,
      `Faults\n  after:reset on ${post}\n2 requests reached Neon. Side effects: create-integration 1.\n`,
    ],
    [
      ["POST 503x2"],
      ["generate-sdk-keys"],
      0,
      "Faults\n  503 on POST /api/v2/projects/auth/keys\n  503 on POST /api/v2/projects/auth/keys\n3 requests reached Neon. Side effects: generate-sdk-keys 1.\n",
    ],
    [
      ["refusex2"],
      ["list-domains"],
      0,
      "Faults\n  refuse on a connection, before any request\n  refuse on a connection, before any request\n1 request reached Neon. Side effects: none.\n",
    ],
    [
      ["get html", "DELETE 500"],
      ["list-domains"],
      1,
      "Faults\n  html on GET /api/v2/projects/demo-project/auth/domains\n  500 on nothing: no request was of that kind\n1 request reached Neon. Side effects: none.\n",
    ],
    [
      ["423", "half"],
      ["list-domains", "retries=1"],
      0,
      "Faults\n  423 on GET /api/v2/projects/demo-project/auth/domains\n  half on GET /api/v2/projects/demo-project/auth/domains\n3 requests reached Neon. Side effects: none.\n",
    ],
    [
      ["hangx*"],
      ["create-user", "email=a@example.com", "timeout_seconds=1"],
      1,
      "Faults\n  hang on POST /api/v2/projects/auth/user\n1 request reached Neon. Side effects: none.\n",
    ],
  ])(
    "%j shows what it was done to, and what became of it at Neon",
    async ([faults, args, exitCode, said], { expect }) => {
      const run = await demo(...faults.flatMap((fault) => ["--fault", fault]), ...args);
      expect({ ...run, stdout: closingOf(run.stdout) }).toEqual({ exitCode, stdout: said, stderr: "" });
    },
  );

  test.for<[text: string, planned: Omit<Planned, "says"> | undefined]>([
    ["refuse", { match: { times: 1 }, fault: { kind: "refuse" } }],
    ["resetx3", { match: { times: 3 }, fault: { kind: "reset", when: "before-headers" } }],
    [
      "post after:hangx*",
      { match: { times: Infinity, method: "post" }, fault: { kind: "hang", when: "after-state" } },
    ],
    [
      "PATCH 503",
      { match: { times: 1, method: "PATCH" }, fault: { kind: "answer", status: 503, after: "before" } },
    ],
    ["after:500x2", { match: { times: 2 }, fault: { kind: "answer", status: 500, after: "state" } }],
    ["drip", { match: { times: 1 }, fault: { kind: "drip", bytesPerSecond: 5 } }],
    ["huge", { match: { times: 1 }, fault: { kind: "huge", bytes: 100_000_000, after: "before" } }],
    ["redirect", { match: { times: 1 }, fault: { kind: "redirect", to: "https://elsewhere.example/" } }],
    ["", undefined],
    ["sigh", undefined],
    ["POST refuse", undefined],
    ["HEAD reset", undefined],
    ["after:drip", undefined],
    ["resetx0", undefined],
    ["700", undefined],
    ["constructor", undefined],
  ])("%j is read as %j", ([text, planned], { expect }) => {
    const { says: _, ...rest } = parseFault(text) ?? { says: "" };
    expect(rest).toEqual(planned ?? {});
  });

  test("has a name for each that Neon can suffer, but those that take a function", () => {
    const kinds = faultNames.map((name) => parseFault(name)?.fault.kind);
    expect([...new Set([...kinds, parseFault("503")?.fault.kind])].toSorted()).toEqual(
      Object.keys({
        ...{ answer: 0, cut: 0, drip: 0, garbage: 0, gzip: 0, hang: 0, huge: 0, interim: 0, raw: 0 },
        ...{ redirect: 0, refuse: 0, reset: 0 },
      } satisfies Record<Exclude<FaultKind, "edit" | "hold">, number>),
    );
  });
});

describe.concurrent("the command line", { timeout: 120_000 }, () => {
  test("is explained by --help, with every operation", async () => {
    const { exitCode, stdout } = await demo("--help");
    expect(exitCode).toBe(0);
    for (const { operation, about } of operations) {
      expect(stdout).toContain(`  ${operation} `);
      expect(stdout).toContain(about.split(". ")[0]);
    }
    expect(splitLines(stdout).filter((line) => line.length > 120)).toEqual([]);
  });

  test.each([
    ["an input without a value", ["create-user", "email"], "email is not of the form <input>=<value>."],
    ["an input without a name", ["create-user", "=a"], "=a is not of the form <input>=<value>."],
    ["an input in the place of the operation", ["email=a"], "The operation comes first, then its inputs."],
    ["an option that is not known", ["--fast"], "Unknown option '--fast'."],
    [
      "a story that there is not",
      ["--story", "x"],
      "There is no story x, but life, preview, bootstrap, config.",
    ],
    [
      "a story and an operation",
      ["--story", "life", "get-plugins"],
      "--story is for the stories, not for steps of your own.",
    ],
    [
      "--all and an operation",
      ["--all", "get-plugins"],
      "--all is for the stories: steps of your own are printed whole.",
    ],
    ["--then for the stories", ["--then"], "--then is for steps of your own."],
    [
      "a step without an operation",
      ["get-plugins", "--then"],
      "Each step has an operation, before and after --then.",
    ],
    ["--empty for the stories", ["--empty"], "--empty is for steps of your own."],
    ["--env for the stories", ["--env", "A=b"], "--env is for steps of your own."],
    ["a variable without a value", ["--env", "A", "get-plugins"], "A is not of the form <NAME>=<value>."],
    ["--fault for the stories", ["--fault", "reset"], "--fault is for steps of your own."],
    [
      "a fault that there is not",
      ["--fault", "sigh", "get-plugins"],
      "There is no fault sigh, but [<method> ][after:]<fault>[x<times>] with refuse, reset, hang, drip, cut, gzip, hints, garbage, half, huge, html, empty, redirect or a status.",
    ],
  ])("is refused with %s", async (_, args, reason) => {
    const { exitCode, stdout, stderr } = await demo(...args);
    expect(splitLines(stderr)).toEqual([
      `${reason} Usage: npm run demo -- [--debug] [--src] [--all] [--story <name>] | [--empty] [--env <NAME>=<value>]… [--fault <fault>]… <operation> [<input>=<value> …] [--then …]`,
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  });
});
