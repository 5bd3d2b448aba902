// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions are written as in a workflow
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "./emulator/server.ts";
import type { Auth } from "./emulator/state.ts";
import { fill, holds } from "./recipes/expressions.ts";
import { groupOf, type PlayedStep, playWorkflow, type Run } from "./recipes/play.ts";
import { files, readWorkflow, recipe, recipeNames } from "./recipes/readme.ts";

const repository = "octo-org/octo-repo";
const head = "github.event.pull_request.head.repo.full_name";
const smtpPassword = `Bq6&mail "Yw9" <50%> it's`;

let neon: Neon;
let run: Run;
beforeAll(async () => {
  neon = await startNeon();
  run = {
    neon,
    secrets: {
      NEON_API_KEY: neon.apiKey,
      OAUTH_GITHUB_CLIENT_SECRET: "aT4xNq8Rv-oauth-1-Zk6Wy2Hc9Pb",
      SMTP_PASSWORD: smtpPassword,
    },
    vars: { NEON_PROJECT_ID: "project-id", OAUTH_GITHUB_CLIENT_ID: "client-id-1" },
    github: { "github.event.number": "42", "github.repository": repository, [head]: repository },
  };
});
beforeEach(() => neon.reset());
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

/** What `npm` and the like are called with. */
const addresses = ({ integration: { base_url, jwks_url } }: Auth) => ({
  NEON_AUTH_BASE_URL: base_url,
  NEON_AUTH_JWKS_URL: jwks_url,
});

interface Scene {
  /** What is at Neon before the recipe is used for the first time. */
  readonly given?: () => unknown;
  readonly effects: Readonly<Record<string, number>>;
  readonly holds: (steps: readonly PlayedStep[]) => void;
  /** What a second run does not do again, by its place. `false`: the recipe has no second run. */
  readonly again?: { readonly skips: readonly number[] } | false;
}

const scenes: Readonly<Record<string, Scene>> = {
  first: {
    effects: { "create-integration": 1 },
    holds: (steps) =>
      expect(steps[0]?.outputs).toHaveProperty("base_url", authOf("main").integration.base_url),
  },
  preview: {
    effects: { "create-integration": 1, "add-domain": 1, "create-user": 1, "set-user-roles": 1 },
    holds(steps) {
      const auth = authOf("preview/pr-42");
      const seen = { ...addresses(auth), VITE_NEON_AUTH_URL: auth.integration.base_url };
      expect(environments(steps)).toEqual([
        ["npm ci", expect.objectContaining(seen)],
        ["npm run build", expect.objectContaining(seen)],
      ]);
      expect(auth.domains.map(({ domain }) => domain)).toEqual(["https://pr-42.preview.example.com"]);
      expect(auth.users.map(({ id: _, ...user }) => user)).toEqual(
        JSON.parse(files[".github/preview-users.json"] ?? ""),
      );
      expect(steps[2]?.outputs).toHaveProperty("jwks_key_ids", JSON.stringify([auth.jwk.kid]));
    },
  },
  "preview-removal": {
    given: () => play("preview"),
    effects: { "delete-integration": 1 },
    holds() {
      expect(branches().map(({ name, auth }) => ({ name, auth }))).toEqual([{ name: "main" }]);
      const deleted = neon.requests.filter(({ method }) => method === "DELETE");
      expect(deleted.map(({ body }) => body)).toEqual([{ delete_data: true }]);
    },
    again: false,
  },
  keys: {
    effects: { "create-integration": 1 },
    holds(steps) {
      const { integration, keys } = authOf("main");
      expect(environments(steps)).toEqual([
        [
          "store-secret.sh",
          expect.objectContaining({
            NEXT_PUBLIC_STACK_PROJECT_ID: integration.auth_provider_project_id,
            NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: keys.pub_client_key,
            STACK_SECRET_SERVER_KEY: keys.secret_server_key,
          }),
        ],
      ]);
    },
    again: { skips: [1] },
  },
  provider: {
    given: () => neon.state.enableAuth(main(), "stack"),
    effects: { "add-oauth-provider": 1 },
    holds: () =>
      expect(authOf("main").oauthProviders).toEqual([
        {
          id: "github",
          type: "standard",
          client_id: run.vars.OAUTH_GITHUB_CLIENT_ID,
          client_secret: run.secrets.OAUTH_GITHUB_CLIENT_SECRET,
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
const ending = (steps: readonly PlayedStep[], conclusion: (index: number) => string) =>
  steps.map(({ what, result }, index) => ({ what, conclusion: conclusion(index), log: result?.log }));

function succeeded(steps: readonly PlayedStep[], skipped: readonly number[] = []): void {
  expect(steps.length).toBeGreaterThan(0);
  expect(endings(steps)).toEqual(ending(steps, (index) => (skipped.includes(index) ? "skipped" : "success")));
}

/** What the steps of this action say about themselves. */
const changes = (steps: readonly PlayedStep[]) =>
  steps.flatMap(({ result }) => result?.outputs.changed ?? []);

describe("a recipe of the README", { timeout: 30_000 }, () => {
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
      const { given, again } = scene(name);
      await given?.();
      await play(name);
      neon.clearRequests();

      const steps = await play(name);
      succeeded(steps, again ? again.skips : []);
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
    expect(changes(steps)).toEqual(["false", "true", "true"]);
    expect(environments(steps)).toContainEqual(["npm ci", expect.objectContaining(addresses(auth))]);
    expect(auth.integration.base_url).not.toBe(parent.integration.base_url);
    expect(auth.users.map(({ email }) => email)).toEqual(["production@example.com", "test@example.com"]);
    expect(auth.oauthProviders).toEqual(parent.oauthProviders);
    expect(parent.users).toHaveLength(1);

    succeeded(await play("preview-removal"));
    expect(branches().map(({ name }) => name)).toEqual(["main"]);
    expect(authOf("main")).toBe(parent);
  });

  test.each(["preview", "preview-removal"])("does not run for a fork: %s", async (name) => {
    const github = { ...run.github, [head]: "somebody/fork" };
    expect(await play(name, { github })).toEqual([]);
    expect(neon.requests).toEqual([]);
  });

  test("keeps one preview and its removal from running at once, and no others", () => {
    const group = (name: string, number: string) =>
      groupOf(recipe(name), { ...run, github: { ...run.github, "github.event.number": number } });
    expect(group("preview", "42")).toBe("preview-42");
    expect(group("preview-removal", "42")).toBe("preview-42");
    expect(group("preview", "43")).toBe("preview-43");
  });

  test("has a test if it has a marker, and a marker if it has a test", () => {
    expect(["first", ...recipeNames].toSorted()).toEqual(Object.keys(scenes).toSorted());
  });
});

describe("a recipe that is not as GitHub has it", () => {
  const step = "uses: neon-auth-action/neon-auth-action@v0";

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
      "- uses: neondatabase/delete-branch-action@v3\n  with: { branch_name: a }",
      "has no input branch_name",
    ],
    ["a step that is not there", `- run: echo \${{ steps.auth.outputs.base_url }}`, "there is no steps.auth"],
    [
      "an output that the action does not declare",
      `- id: auth\n  ${step}\n- if: steps.auth.outputs.key == ''\n  run: npm ci`,
      "there is no steps.auth.outputs.key here",
    ],
    ["a secret in a condition", "- if: secrets.NEON_API_KEY == ''\n  run: npm ci", "there is no secrets."],
  ])("is refused: %s", async (_, yaml, reason) => {
    await expect(async () => playWorkflow(readWorkflow(yaml), run)).rejects.toThrow(reason);
  });

  test.each([
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
  const context = { "vars.A": "One", "secrets.B": "two", "steps.c.outputs.d": "", "env.E": "one" };

  test.each([
    ["${{ vars.A }}-${{secrets.B}}", "One-two"],
    ["${{ steps.c.outputs.d }}", ""],
    ["$HOME {{ no }}", "$HOME {{ no }}"],
  ])("becomes its value: %s", (text, value) => {
    expect(fill(text, context)).toBe(value);
  });

  test.each([
    ["vars.A == env.E", true],
    ["vars.A == 'ONE'", true],
    ["vars.A == secrets.B", false],
    ["steps.c.outputs.d == ''", true],
  ])("decides whether something runs: %s", (condition, value) => {
    expect(holds(condition, context)).toBe(value);
  });

  test.each([
    "vars.X",
    "vars.toString",
    "github.actor",
    "github.event.inputs.name",
    "vars.A || 'x'",
    "format('{0}', vars.A)",
    "'text'",
    "",
  ])("is refused if it is not one of those tested: %s", (expression) => {
    expect(() => fill(`\${{ ${expression} }}`, context)).toThrow(/tested|there is no/);
  });

  test.each(["vars.A", "vars.A != 'One'", "always()", "vars.A == 'a' == 'b'", "vars.A == true"])(
    "is refused as a condition: %s",
    (condition) => {
      expect(() => holds(condition, context)).toThrow(/tested|there is no/);
    },
  );

  test("is refused if it is not closed", () => {
    expect(() => fill("${{ vars.A", context)).toThrow("not closed");
  });
});
