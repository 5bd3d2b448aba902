// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions are written as in a workflow
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { thisAction } from "../../src/docs.ts";
import { type Github, type PlaceName, startGithub } from "../emulator/github/server.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import type { Auth } from "../emulator/state.ts";
import { fill, holds } from "../recipes/expressions.ts";
import { groupOf, type PlayedStep, playWorkflow, type Run } from "../recipes/play.ts";
import { files, readWorkflow, recipe, recipeNames } from "../recipes/readme.ts";
import type { App } from "../recipes/stand-ins.ts";

const repository = "octo-org/octo-repo";
const head = "github.event.pull_request.head.repo.full_name";
const author = "github.event.pull_request.user.login";
const smtpPassword = `Bq6&mail "Yw9" <50%> it's`;
const previewPassword = "Fz8kQw3Tn-preview-1-Vb6Rj2Ld";
const oauthSecret = "aT4xNq8Rv-oauth-1-Zk6Wy2Hc9Pb";
const googleSecret = "Rm2vGe9Kt-oauth-3-Jx5Na8Pw1Lc";
const app: App = {
  clientId: "Iv23liExample",
  privateKey: "Vd7uPq2Xs-private-1-Lm3Re5Tn8Gj",
  permissions: { secrets: "write", environments: "write" },
};

let neon: Neon;
let github: Github;
let run: Run;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(async () => {
  neon.reset();
  github = await startGithub({ repositories: [repository] });
  onTestFinished(() => github.close());
  github.pull(42, { head: "a".repeat(40) });
  const secrets = {
    NEON_API_KEY: neon.apiKey,
    OAUTH_GITHUB_CLIENT_SECRET: oauthSecret,
    SMTP_PASSWORD: smtpPassword,
    PREVIEW_PASSWORD: previewPassword,
    APP_PRIVATE_KEY: app.privateKey,
    AUTH_SEAL_KEY: "Hs2Kx7Fb-seal-1-Qw4Zt9Mv6Cd",
  };
  github.setSecret("environment:production", "GOOGLE_CLIENT_SECRET", googleSecret);
  const variables = {
    NEON_PROJECT_ID: "project-id",
    OAUTH_GITHUB_CLIENT_ID: "client-id-1",
    APP_CLIENT_ID: app.clientId,
  };
  for (const [name, value] of Object.entries(secrets)) github.setSecret("repository", name, value);
  for (const [name, value] of Object.entries(variables)) github.setVariable("repository", name, value);
  const context = {
    "github.event.number": "42",
    "github.repository": repository,
    "github.token": github.addToken({ kind: "default", permissions: { pull_requests: "write" } }),
    [head]: repository,
    [author]: "ada",
  };
  run = { neon, github, app, repository, context };
});
afterAll(() => neon.close());

const main = () => neon.state.branch("project-id", "br-example-123");
const branches = () => [...(neon.state.projects.get("project-id")?.branches.values() ?? [])];

function authOf(name: string): Auth {
  const auth = branches().find((branch) => branch.name === name)?.auth;
  if (!auth) throw new Error(`branch ${name} has no integration`);
  return auth;
}

const play = (name: string, other: Partial<Run> = {}) => playWorkflow(recipe(name), { ...run, ...other });

/** The environment of each command that the steps called. */
const environments = (steps: readonly PlayedStep[]) =>
  steps.flatMap(({ called }) => called).map(({ command, args, env }) => [[command, ...args].join(" "), env]);

/** What a Stack Auth application reads. */
const stackEnvironment = ({ integration, keys }: Auth) => ({
  NEXT_PUBLIC_STACK_PROJECT_ID: integration.auth_provider_project_id,
  NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: keys.pub_client_key,
  STACK_SECRET_SERVER_KEY: keys.secret_server_key,
});

/** The secrets that the steps of a recipe write, as they came out of their sealed boxes. */
const keysIn = (place: PlaceName) => ({
  pub_client_key: github.secret(place, "NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY"),
  secret_server_key: github.secret(place, "STACK_SECRET_SERVER_KEY"),
});

const bytes = (keys: Auth["keys"]) => ({
  pub_client_key: Buffer.from(keys.pub_client_key),
  secret_server_key: Buffer.from(keys.secret_server_key),
});

const writtenToGithub = () =>
  github.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

/** What the token of the App may do. */
const permissionsAskedFor = (steps: readonly PlayedStep[]) =>
  steps.flatMap(({ inputs = {} }) =>
    Object.entries(inputs).filter(([name]) => name.startsWith("permission-")),
  );

/** Every command of a deployment, with the environment that each of them must see. */
const deployment = (auth: Auth) =>
  ["npm ci", "npm run build", "deploy.sh"].map((command) => [
    command,
    expect.objectContaining(stackEnvironment(auth)),
  ]);

/** What `npm` and the like are called with. */
const addresses = ({ integration: { base_url, jwks_url } }: Auth) => ({
  NEON_AUTH_BASE_URL: base_url,
  NEON_AUTH_JWKS_URL: jwks_url,
});

const COOKIE_SECRET = "NEON_AUTH_COOKIE_SECRET";
const cookieSecret = () => github.secret("environment:production", COOKIE_SECRET)?.toString();

/** What environment `production` of the file differs in from a branch that auth was just enabled on. */
const planned = [
  "email_server",
  "email_and_password.require_email_verification",
  "allow_localhost",
  "oauth_providers.google",
  "domains.https://app.example.com",
];

const pathsIn = (step: PlayedStep | undefined): string[] =>
  (JSON.parse(step?.outputs.plan ?? "[]") as { section: string; entry?: string; field?: string }[]).map(
    ({ section, entry, field }) => [section, entry, field].filter(Boolean).join("."),
  );

/** The users of the file that the README shows, but for their passwords. */
const previewUsers = (): object[] =>
  (JSON.parse(files[".github/preview-users.json"] ?? "") as { password: unknown }[]).map(
    ({ password: _, ...user }) => user,
  );

/** A branch that is as the file says. */
async function giveApplied(): Promise<void> {
  neon.state.enableAuth(main(), "better_auth");
  succeeded(await play("config-apply"));
}

interface Scene {
  /** What is at Neon before the recipe is used for the first time. */
  readonly given?: () => unknown;
  readonly effects: Readonly<Record<string, number>>;
  readonly holds: (steps: readonly PlayedStep[]) => void;
  /** What holds after a second run, if it is less. `false`: there is none, or it is to change something. */
  readonly again?: Scene["holds"] | false;
  /** What it sends to GitHub each time. Default: nothing. */
  readonly rewrites?: readonly RegExp[];
}

const scenes: Readonly<Record<string, Scene>> = {
  first: {
    effects: { "create-integration": 1 },
    holds: (steps) =>
      expect(steps[0]?.outputs).toHaveProperty("base_url", authOf("main").integration.base_url),
  },
  preview: {
    effects: { "create-integration": 1, "add-domain": 1, "sign-up": 1, "set-user-roles": 1 },
    holds(steps) {
      const auth = authOf("preview/pr-42");
      const seen = { ...addresses(auth), VITE_NEON_AUTH_URL: auth.integration.base_url };
      expect(environments(steps)).toEqual([
        ["npm ci", expect.objectContaining(seen)],
        ["npm run build", expect.objectContaining(seen)],
      ]);
      expect(auth.domains.map(({ domain }) => domain)).toEqual(["https://pr-42.preview.example.com"]);
      expect(auth.users).toMatchObject(previewUsers());
      expect(auth.service.tables.session).toEqual([]);
      expect(steps.at(-1)?.outputs).toHaveProperty("issuer", new URL(auth.integration.base_url ?? "").origin);
      expect(steps[2]?.outputs).toHaveProperty("jwks_key_ids", JSON.stringify([auth.jwk.kid]));
    },
  },
  "preview-removal": {
    given: () => play("preview"),
    effects: {},
    holds: () => expect(branches().map(({ name, auth }) => ({ name, auth }))).toEqual([{ name: "main" }]),
    again: false,
  },
  keys: {
    effects: { "create-integration": 1 },
    holds(steps) {
      const auth = authOf("main");
      expect(keysIn("environment:production")).toEqual(bytes(auth.keys));
      expect(github.variable("environment:production", "NEXT_PUBLIC_STACK_PROJECT_ID")).toBe(
        auth.integration.auth_provider_project_id,
      );
      expect(environments(steps)).toEqual(deployment(auth));
      expect(permissionsAskedFor(steps)).toEqual([["permission-environments", "write"]]);
    },
  },
  rotation: {
    given: () => neon.state.enableAuth(main(), "stack"),
    effects: { "generate-sdk-keys": 1 },
    holds(steps) {
      expect(keysIn("repository")).toEqual(bytes(authOf("main").keys));
      expect(permissionsAskedFor(steps)).toEqual([["permission-secrets", "write"]]);
    },
    again: false,
  },
  "hand-off": {
    effects: { "create-integration": 1 },
    holds(steps) {
      expect(environments(steps)).toEqual(deployment(authOf("main")));
      expect(github.requests).toEqual([]);
    },
    again: (steps) => expect(steps.map(({ inputs }) => inputs?.operation)).toEqual(["create-integration"]),
  },
  "config-plan": {
    given: () => neon.state.enableAuth(main(), "better_auth"),
    effects: {},
    holds([, validated, , plan]) {
      expect(validated?.outputs).toHaveProperty("environments", '["production","preview"]');
      expect(pathsIn(plan)).toEqual(planned);
      const [comment, ...others] = github.comments(42);
      expect(others).toEqual([]);
      expect(comment?.body).toContain("<code>allow_localhost</code>");
    },
    // The comment is edited: a later run stands for it.
    again: (steps) => expect(steps).toHaveLength(4),
    rewrites: [/^PATCH \/repos\/octo-org\/octo-repo\/issues\/comments\/\d+$/, /^POST \/graphql$/],
  },
  "config-apply": {
    given: () => neon.state.enableAuth(main(), "better_auth"),
    effects: {
      "update-email-server": 1,
      "update-email-and-password": 1,
      "update-allow-localhost": 1,
      "add-oauth-provider": 1,
      "add-domain": 1,
    },
    holds([, plan, , apply]) {
      expect(apply?.inputs).toHaveProperty("expect_plan", plan?.outputs.plan_hash);
      const auth = authOf("main");
      expect(apply?.outputs).toHaveProperty("jwks_url", auth.integration.jwks_url);
      expect(apply?.result?.masks).toContain(auth.integration.jwks_url);
      expect(auth).toMatchObject({
        allowLocalhost: false,
        emailAndPassword: { require_email_verification: true },
        emailServer: { type: "standard", password: smtpPassword },
        domains: [{ domain: "https://app.example.com" }],
        oauthProviders: [{ id: "google", type: "standard", client_secret: googleSecret }],
      });
    },
  },
  "config-check": {
    given: giveApplied,
    effects: {},
    holds: (steps) => expect(steps[1]?.outputs).toHaveProperty("drifted", "false"),
  },
  "config-preview": {
    effects: {
      "create-integration": 1,
      "add-oauth-provider": 1,
      "add-domain": 1,
      "sign-up": 1,
      "set-user-roles": 1,
    },
    holds(steps) {
      const auth = authOf("preview/pr-42");
      const seen = { VITE_NEON_AUTH_URL: auth.integration.base_url };
      expect(environments(steps)).toEqual([
        ["npm ci", expect.objectContaining(seen)],
        ["npm run build", expect.objectContaining(seen)],
      ]);
      expect(auth.domains.map(({ domain }) => domain)).toEqual(["https://pr-42.preview.example.com"]);
      expect(auth.oauthProviders).toEqual([{ id: "google", type: "shared" }]);
      expect(auth.users).toMatchObject(previewUsers());
      expect(auth.service.tables.session).toEqual([]);
      expect(steps.at(-1)?.outputs).toHaveProperty("issuer", new URL(auth.integration.base_url ?? "").origin);
      expect(steps[2]?.outputs).toHaveProperty("jwks_key_ids", JSON.stringify([auth.jwk.kid]));
    },
  },
  "config-export": {
    given: giveApplied,
    effects: {},
    holds([exported]) {
      const { version, environments } = parse(exported?.outputs.config ?? "");
      expect({ version, production: environments.production }).toMatchObject({
        version: 1,
        production: {
          allow_localhost: false,
          domains: ["https://app.example.com"],
          email_server: { password: "keep" },
          oauth_providers: { google: { client_secret: "keep" } },
        },
      });
    },
  },
  bootstrap: {
    effects: { "create-integration": 1 },
    holds(steps) {
      const { variables, secrets } = github.vault("environment:production");
      const stored = Object.fromEntries([...variables].map(([name, { value }]) => [name, value]));
      expect(stored).toEqual(addresses(authOf("main")));
      expect([...secrets.keys()]).toEqual(["GOOGLE_CLIENT_SECRET", COOKIE_SECRET]);
      expect(cookieSecret()).toMatch(/^[A-Za-z0-9+/]{43}=$/);
      expect(permissionsAskedFor(steps)).toEqual([["permission-environments", "write"]]);
    },
  },
  provider: {
    given: () => neon.state.enableAuth(main(), "stack"),
    effects: { "add-oauth-provider": 1 },
    holds: () =>
      expect(authOf("main").oauthProviders).toEqual([
        {
          id: "github",
          type: "standard",
          client_id: "client-id-1",
          client_secret: oauthSecret,
        },
      ]),
  },
  smtp: {
    given: () => neon.state.enableAuth(main(), "stack"),
    effects: { "update-email-server": 1 },
    holds: () =>
      expect(authOf("main").emailServer).toEqual({
        type: "standard",
        host: "smtp.example.com",
        port: 587,
        username: "mailer",
        password: smtpPassword,
        sender_email: "noreply@example.com",
        sender_name: "Example",
      }),
  },
};

function scene(name: string): Scene {
  const found = scenes[name];
  if (!found) throw new Error(`recipe ${name} has no test`);
  return found;
}

/** Each step by itself, so that a failure shows which one it is and what it logged. */
const endings = (steps: readonly PlayedStep[]) =>
  steps.map(({ what, conclusion, result }) => ({ what, conclusion, log: result?.log }));

function succeeded(steps: readonly PlayedStep[]): void {
  expect(steps.length).toBeGreaterThan(0);
  expect(endings(steps)).toEqual(endings(steps).map((step) => ({ ...step, conclusion: "success" })));
}

/** What the steps of this action say about themselves. */
const changes = (steps: readonly PlayedStep[]) =>
  steps.flatMap(({ result }) => result?.outputs.changed ?? []);

/** What the steps of this action warn of. */
const warnings = (steps: readonly PlayedStep[]) =>
  steps
    .flatMap(({ result }) => result?.annotations ?? [])
    .filter(({ level }) => level === "warning")
    .map(({ message }) => message);

describe("a recipe of the README", { timeout: 120_000 }, () => {
  test.each(["first", ...recipeNames])("does what it says, and nothing more: %s", async (name) => {
    await scene(name).given?.();
    neon.clearRequests();

    const steps = await play(name);
    succeeded(steps);
    scene(name).holds(steps);
    expect(neon.sideEffects).toEqual(scene(name).effects);
    expect(neon.violations).toEqual([]);
  });

  test.each(["first", ...recipeNames].filter((name) => scenes[name]?.again !== false))(
    "changes nothing when it runs again: %s",
    async (name) => {
      const { given, again, holds, rewrites = [] } = scene(name);
      await given?.();
      await play(name);
      neon.clearRequests();
      github.clearRequests();

      const steps = await play(name);
      succeeded(steps);
      (again || holds)(steps);
      expect(
        writtenToGithub().filter((request) => !rewrites.some((expected) => expected.test(request))),
      ).toEqual([]);
      expect(warnings(steps)).toEqual([]);
      expect(changes(steps)).not.toEqual([]);
      expect(changes(steps)).toEqual(changes(steps).map(() => "false"));
      expect(neon.sideEffects).toEqual({});
      expect(neon.violations).toEqual([]);
    },
  );

  test("hands a preview what its parent branch has, under addresses of its own", async () => {
    const parent = neon.state.enableAuth(main(), "better_auth");
    parent.users.push({ id: "user-1", email: "production@example.com", roles: [] });
    parent.oauthProviders.push({ id: "google", type: "standard", client_id: "own", client_secret: "s3cret" });

    const steps = await play("preview");
    succeeded(steps);
    const auth = authOf("preview/pr-42");
    expect(changes(steps)).toEqual(["false", "true", "true", "false"]);
    expect(environments(steps)).toContainEqual(["npm ci", expect.objectContaining(addresses(auth))]);
    expect(auth.integration.base_url).not.toBe(parent.integration.base_url);
    expect(auth.users.map(({ email }) => email)).toEqual(["production@example.com", "test@example.com"]);
    expect(auth.oauthProviders).toEqual(parent.oauthProviders);
    expect(parent.users).toHaveLength(1);

    succeeded(await play("preview-removal"));
    expect(branches().map(({ name }) => name)).toEqual(["main"]);
    expect(authOf("main")).toBe(parent);
  });

  test("makes the secret for cookies once, and a job of the environment reads it from then on", async () => {
    const env = {
      NEON_AUTH_BASE_URL: "${{ vars.NEON_AUTH_BASE_URL }}",
      NEON_AUTH_JWKS_URL: "${{ vars.NEON_AUTH_JWKS_URL }}",
      NEON_AUTH_COOKIE_SECRET: "${{ secrets.NEON_AUTH_COOKIE_SECRET }}",
    };
    const workflow = recipe("bootstrap");
    const job = { ...on, needs: "bootstrap", environment: "production", env, steps: [npm("ci")] };
    const withJob = { ...workflow, jobs: { ...workflow.jobs, ...read({ jobs: { job } }).jobs } };
    const made = await playWorkflow(withJob, run);
    const secret = cookieSecret();
    const again = await playWorkflow(withJob, run);
    for (const steps of [made, again]) {
      succeeded(steps);
      expect(warnings(steps)).toEqual([]);
      expect(environments(steps)).toEqual([
        ["npm ci", expect.objectContaining({ ...addresses(authOf("main")), [COOKIE_SECRET]: secret })],
      ]);
    }
    expect(cookieSecret()).toBe(secret);
  });

  test.each(["schedule", "workflow_dispatch"])("rotates the keys on %s, each time anew", async (event) => {
    const { keys } = neon.state.enableAuth(main(), "stack");
    const seen = [bytes(keys)];
    for (const times of [1, 2]) {
      const steps = await play("rotation", { event });
      succeeded(steps);
      expect(warnings(steps)).toEqual([]);
      expect(neon.sideEffects).toEqual({ "generate-sdk-keys": times });
      expect(keysIn("repository")).toEqual(bytes(authOf("main").keys));
      expect(seen).not.toContainEqual(keysIn("repository"));
      seen.push(bytes(authOf("main").keys));
    }
    expect([...github.vault("repository").variables.keys()]).toEqual([
      "NEON_PROJECT_ID",
      "OAUTH_GITHUB_CLIENT_ID",
      "APP_CLIENT_ID",
    ]);
  });

  test("fails before the deployment if the keys are nowhere, and says how to get new ones", async () => {
    neon.state.enableAuth(main(), "stack");
    const steps = await play("keys");
    expect(steps.map(({ conclusion }) => conclusion)).toEqual([
      "success",
      "success",
      "failure",
      "skipped",
      "skipped",
    ]);
    expect(steps[2]?.result?.log.join("\n")).toContain("generate-sdk-keys");
    expect(writtenToGithub()).toEqual([`POST /repos/${repository}/environments/production/variables`]);
  });

  test("checks the file for a fork, without a key, and asks Neon nothing", async () => {
    const steps = await play("config-plan", { context: { ...run.context, [head]: "somebody/fork" } });
    succeeded(steps);
    expect(steps.map(({ inputs }) => inputs)).toEqual([
      { "persist-credentials": "false" },
      { operation: "validate-config" },
    ]);
    expect(neon.requests).toEqual([]);
  });

  test("does not apply a plan that nobody has reviewed", async () => {
    const auth = neon.state.enableAuth(main(), "better_auth");
    const { jobs, ...workflow } = recipe("config-apply");
    const { plan, apply } = jobs;
    if (!plan || !apply) throw new Error("there is no plan, or nothing that applies it");
    const another = { expect_plan: "0".repeat(64) };
    const other = apply.steps.map((step) =>
      "with" in step && step.with?.expect_plan ? { ...step, with: { ...step.with, ...another } } : step,
    );
    const steps = await playWorkflow({ ...workflow, jobs: { plan, apply: { ...apply, steps: other } } }, run);
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(["success", "success", "success", "failure"]);
    expect(steps[3]?.result?.log.join("\n")).toContain("This is not the plan that was reviewed");
    expect(auth.allowLocalhost).toBe(true);
  });

  test("finds by night what somebody changed by hand, and undoes it when it is started by hand", async () => {
    await giveApplied();
    const auth = authOf("main");
    auth.allowLocalhost = true;
    auth.domains.push({ domain: "https://somebody.example.org", auth_provider: "better_auth" });

    const checked = await play("config-check");
    expect(checked.map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
    expect(checked[1]?.outputs).toHaveProperty("drifted", "true");
    expect(pathsIn(checked[1])).toEqual(["domains.https://somebody.example.org", "allow_localhost"]);

    succeeded(await play("config-apply", { event: "workflow_dispatch" }));
    succeeded(await play("config-check", { event: "workflow_dispatch" }));
    expect(auth.domains.map(({ domain }) => domain)).toEqual(["https://app.example.com"]);
  });

  test("gives a preview nothing of production's own: keys, mail server and domains", async () => {
    await giveApplied();
    succeeded(await play("config-preview"));
    expect(authOf("preview/pr-42")).toMatchObject({
      oauthProviders: [{ id: "google", type: "shared" }],
      emailServer: { type: "shared" },
      domains: [{ domain: "https://pr-42.preview.example.com" }],
      allowLocalhost: true,
    });
    expect(authOf("main").oauthProviders).toMatchObject([{ type: "standard" }]);
  });

  test.each(["preview", "preview-removal", "config-preview"])(
    "does not run where there are no secrets: %s",
    async (name) => {
      for (const other of [{ [head]: "somebody/fork" }, { [author]: "dependabot[bot]" }])
        expect(await play(name, { context: { ...run.context, ...other } })).toEqual([]);
      expect(neon.requests).toEqual([]);
    },
  );

  test("keeps one preview and its removal from running at once, and no others", () => {
    const group = (name: string, number: string) =>
      groupOf(recipe(name), { ...run, context: { ...run.context, "github.event.number": number } });
    expect(group("preview", "42")).toBe("preview-42");
    expect(group("preview-removal", "42")).toBe("preview-42");
    expect(group("config-preview", "42")).toBe("preview-42");
    expect(group("preview", "43")).toBe("preview-43");
  });

  test("has a test if it has a marker, and a marker if it has a test", () => {
    expect(["first", ...recipeNames].toSorted()).toEqual(Object.keys(scenes).toSorted());
  });
});

/** A workflow without the README: JSON is YAML too. */
const read = (content: object) => readWorkflow(JSON.stringify(content));
const on = { "runs-on": "ubuntu-latest" };
const npm = (word: string, more: object = {}) => ({ run: `npm ${word}`, ...more });
const create = (more: object = {}) => ({
  id: "auth",
  uses: thisAction,
  with: {
    operation: "create-integration",
    auth_provider: "stack",
    api_key: "${{ secrets.NEON_API_KEY }}",
    project_id: "${{ vars.NEON_PROJECT_ID }}",
    default_branch: true,
    ...more,
  },
});
const appToken = (more: object) => ({
  id: "app",
  uses: "actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1",
  with: {
    "client-id": "${{ vars.APP_CLIENT_ID }}",
    "private-key": "${{ secrets.APP_PRIVATE_KEY }}",
    ...more,
  },
});
const stored = { github_secrets: "KEY=secret_server_key", github_token: "${{ steps.app.outputs.token }}" };

describe("a job", { timeout: 120_000 }, () => {
  test("gets the outputs of the job that it needs, but nothing masked", async () => {
    const outputs = {
      id: "${{ steps.auth.outputs.auth_provider_project_id }}",
      key: "${{ steps.auth.outputs.secret_server_key }}",
      text: "key ${{ steps.auth.outputs.pub_client_key }}",
    };
    const env = {
      ID: "${{ needs.one.outputs.id }}",
      KEY: "${{ needs.one.outputs.key }}",
      TEXT: "${{ needs.one.outputs.text }}",
    };
    const one = { ...on, outputs, steps: [create()] };
    const steps = await playWorkflow(
      read({ jobs: { one, two: { ...on, needs: "one", env, steps: [npm("ci")] } } }),
      run,
    );
    succeeded(steps);
    const ID = authOf("main").integration.auth_provider_project_id;
    expect(environments(steps)).toEqual([["npm ci", expect.objectContaining({ ID, KEY: "", TEXT: "" })]]);
  });

  test("asks for nothing if the branch that it names is an output that was never set", async () => {
    const list = {
      operation: "list-integrations",
      project_id: "project-id",
      api_key: "${{ secrets.NEON_API_KEY }}",
    };
    const named = {
      ...list,
      operation: "list-oauth-providers",
      branch_id: "${{ steps.list.outputs.branch_id }}",
    };
    const uses = thisAction;
    const one = {
      ...on,
      steps: [
        { id: "list", uses, with: list },
        { uses, with: named },
      ],
    };
    const steps = await playWorkflow(read({ jobs: { one } }), run);
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
    expect(steps[1]?.result?.log.join("\n")).toContain(
      "`branch_id` is empty: the expression in it gave nothing.",
    );
    expect(neon.requests).toHaveLength(1);
  });

  test("is skipped if the one that it needs failed or was skipped", async () => {
    const jobs = {
      one: { ...on, steps: [{ run: "ls" }] },
      two: { ...on, needs: "one", steps: [npm("two")] },
      three: { ...on, needs: "two", steps: [npm("three")] },
      four: { ...on, steps: [npm("four")] },
    };
    const steps = await playWorkflow(read({ jobs }), run);
    expect(steps.map(({ what, conclusion }) => [what, conclusion])).toEqual([
      ["ls", "failure"],
      ["npm four", "success"],
    ]);
  });

  test("sees in later steps what a step exports, unless they say otherwise", async () => {
    const one = {
      ...on,
      env: { SCOPE: "none", BRANCH: "none" },
      steps: [
        npm("before"),
        create({ export_env: "SCOPE=scope" }),
        npm("${{ env.SCOPE }}"),
        npm("own", { env: { SCOPE: "own" } }),
      ],
    };
    const two = { ...on, env: { SCOPE: "two" }, steps: [npm("two")] };
    const steps = await playWorkflow(read({ jobs: { one, two } }), run);
    succeeded(steps);
    expect(environments(steps)).toEqual([
      ["npm before", expect.objectContaining({ SCOPE: "none", BRANCH: "none" })],
      ["npm project", expect.objectContaining({ SCOPE: "project", BRANCH: "none" })],
      ["npm own", expect.objectContaining({ SCOPE: "own" })],
      ["npm two", expect.objectContaining({ SCOPE: "two" })],
    ]);
  });

  test.each([
    ["sees what an earlier one wrote to its environment", "production", "environments", true],
    ["does not see what an earlier one wrote to the repository", undefined, "secrets", false],
  ])("%s", async (_, environment, permission, isSeen) => {
    const token = appToken({ [`permission-${permission}`]: "write" });
    const github_target = environment ? `environment:${environment}` : "repository";
    const one = { ...on, steps: [token, create({ ...stored, github_target })] };
    const env = { KEY: "${{ secrets.KEY }}" };
    const two = { ...on, needs: "one", ...(environment && { environment }), env, steps: [npm("ci")] };
    const steps = await playWorkflow(read({ jobs: { one, two } }), run);
    succeeded(steps);
    const KEY = isSeen ? authOf("main").keys.secret_server_key : "";
    expect(environments(steps)).toEqual([["npm ci", expect.objectContaining({ KEY })]]);
  });

  test("gets a token of the App that can do nothing but what its step asks for", async () => {
    const steps = await playWorkflow(
      read([appToken({ "permission-environments": "write" }), create(stored)]),
      run,
    );
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
    expect(steps[1]?.result?.log.join("\n")).toContain("*Secrets: write*");
    expect(neon.sideEffects).toEqual({});
  });
});

describe("a recipe that is not as GitHub has it", () => {
  const step = `uses: ${thisAction}`;
  const job = { ...on, steps: [npm("ci")] };

  test.each([
    ["a step with a key that no step has", `- ${step}\n  when: always()`, "unrecognized_keys"],
    ["a step that neither uses nor runs anything", "- id: a", "Invalid input"],
    [
      "an action that nobody plays",
      "- uses: somebody/action@v1",
      "nobody plays the action somebody/action@v1",
    ],
    [
      "an input that another action does not have",
      "- uses: neondatabase/delete-branch-action@4468d825d5a88ef4012f1705a82f02ec3072f776\n  with: { branch_name: a }",
      "has no input branch_name",
    ],
    ["a step that is not there", "- run: echo ${{ steps.auth.outputs.base_url }}", "there is no steps.auth"],
    [
      "an output that the action does not declare",
      `- id: auth\n  ${step}\n- if: steps.auth.outputs.key == ''\n  run: npm ci`,
      "there is no steps.auth.outputs.key here",
    ],
    ["a secret in a condition", "- if: secrets.NEON_API_KEY == ''\n  run: npm ci", "there is no secrets."],
    ["a secret that nobody has stored", "- run: npm ${{ secrets.A }}", "there is no secrets.A here"],
    ["a variable that nobody has stored", "- run: npm ${{ vars.A }}", "there is no vars.A here"],
    ["the output of a job that is not needed", "- run: npm ${{ needs.a.outputs.b }}", "there is no needs.a"],
  ])("is refused: %s", async (_, yaml, reason) => {
    await expect(async () => playWorkflow(readWorkflow(yaml), run)).rejects.toThrow(reason);
  });

  test.each<[what: string, content: object, reason: string]>([
    ["an event that is not played", { on: { release: null }, jobs: { job } }, "unrecognized_keys"],
    ["a time that is none", { on: { schedule: [{ cron: "daily" }] }, jobs: { job } }, "invalid_format"],
    ["a schedule without a time", { on: { schedule: [] }, jobs: { job } }, "too_small"],
    ["a job with a key that no job has", { jobs: { job: { ...job, strategy: {} } } }, "unrecognized_keys"],
    [
      "a needed job that is not there",
      { jobs: { job: { ...job, needs: "a" } } },
      "there is no job a before job",
    ],
    [
      "a needed job that comes later",
      { jobs: { job: { ...job, needs: "a" }, a: job } },
      "there is no job a before job",
    ],
    [
      "an output that the needed job does not have",
      { jobs: { a: job, job: { ...job, needs: "a", if: "needs.a.outputs.b == ''" } } },
      "there is no needs.a.outputs.b here",
    ],
    [
      "an output of a step that is not there",
      { jobs: { job: { ...job, outputs: { a: "${{ steps.b.outputs.token }}" } } } },
      "there is no steps.b.outputs.token here",
    ],
    [
      "an environment that is not there",
      { jobs: { job: { ...job, environment: "staging" } } },
      "there is no environment:staging",
    ],
    ["a token without permissions of its own", [appToken({})], "every permission of the App"],
    [
      "a permission for which there is no input",
      [appToken({ "permission-secrets": "write", "permission-variables": "write" })],
      "has no input permission-variables",
    ],
    [
      "a permission that is neither read nor write",
      [appToken({ "permission-secrets": "admin" })],
      "permission-secrets cannot be admin",
    ],
    [
      "a permission that the App does not have",
      [appToken({ "permission-dependabot-secrets": "read" })],
      "the App is not granted dependabot_secrets: read",
    ],
    ["a private key of another App", [appToken({ "private-key": "another" })], "there is no App"],
    [
      "a secret of one step that another one sends to GitHub",
      [
        appToken({ "permission-environments": "write" }),
        create({ ...stored, github_target: "environment:${{ secrets.AUTH_SEAL_KEY }}" }),
      ],
      '"place":"requests to GitHub"',
    ],
    [
      "an artifact in a hidden directory",
      [
        {
          uses: "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
          with: { name: "a", path: ".github/neon-auth.yml" },
        },
      ],
      "is hidden, so that it is not uploaded",
    ],
    [
      "a secret that Neon has nothing to do with",
      [create({ seal_key: "${{ secrets.AUTH_SEAL_KEY }}", database_name: "${{ secrets.AUTH_SEAL_KEY }}" })],
      '"place":"requests to Neon"',
    ],
  ])("is refused: %s", async (_, content, reason) => {
    await expect(async () => playWorkflow(read(content), run)).rejects.toThrow(reason);
  });

  test("is refused: an event that does not start it", async () => {
    await expect(play("rotation", { event: "pull_request" })).rejects.toThrow("does not run on pull_request");
  });

  test.each([
    ["a script that is not checked out", "- run: ./deploy.sh\n- run: npm ci"],
    ["this action without inputs", `- ${step}\n- run: npm ci`],
    ["a command that is not a stub", "- run: ls\n- run: npm ci"],
    ["a command in the middle of a script", "- run: |\n    false\n    npm ci\n- run: npm ci"],
  ])("fails, and so skips what comes after: %s", async (_, yaml) => {
    const steps = await playWorkflow(readWorkflow(yaml), run);
    expect(steps.map(({ conclusion }) => conclusion)).toEqual(["failure", "skipped"]);
    expect(environments(steps)).toEqual([]);
  });
});

describe("an expression", () => {
  const context = {
    "vars.A": "One",
    "secrets.B": "two",
    "steps.c.outputs.d": "",
    "needs.f.outputs.g": "three",
    "env.E": "one",
  };

  test.each([
    ["${{ vars.A }}-${{secrets.B}}", "One-two"],
    ["${{ steps.c.outputs.d }}", ""],
    ["${{ needs.f.outputs.g }}", "three"],
    ["$HOME {{ no }}", "$HOME {{ no }}"],
  ])("becomes its value: %s", (text, value) => {
    expect(fill(text, context)).toBe(value);
  });

  test.each([
    ["vars.A == env.E", true],
    ["vars.A == 'ONE'", true],
    ["vars.A != 'ONE'", false],
    ["vars.A != secrets.B", true],
    ["vars.A == 'one' && vars.A != 'two'", true],
    ["vars.A == 'one' && vars.A != 'one'", false],
    ["vars.A == secrets.B", false],
    ["steps.c.outputs.d == ''", true],
  ])("decides whether something runs: %s", (condition, value) => {
    expect(holds(condition, context)).toBe(value);
  });

  test.each([
    "vars.X",
    "vars.toString",
    "needs.f.result",
    "needs.x.outputs.g",
    "github.actor",
    "github.event.inputs.name",
    "vars.A || 'x'",
    "format('{0}', vars.A)",
    "'text'",
    "",
  ])("is refused if it is not one of those tested: %s", (expression) => {
    expect(() => fill(`\${{ ${expression} }}`, context)).toThrow(/tested|there is no/);
  });

  test.each(["vars.A", "vars.A || vars.A", "always()", "vars.A == 'a' == 'b'", "vars.A == true"])(
    "is refused as a condition: %s",
    (condition) => {
      expect(() => holds(condition, context)).toThrow(/tested|there is no/);
    },
  );

  test("is refused if it is not closed", () => {
    expect(() => fill("${{ vars.A", context)).toThrow("not closed");
  });
});
