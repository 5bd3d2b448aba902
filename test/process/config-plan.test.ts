import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import type { Neon } from "../emulator/server.ts";
import type { Auth, OauthProvider } from "../emulator/state.ts";
import { visible } from "../faults/case.ts";
import { errorOf, type Main, mains, written } from "./action.ts";
import { configFile } from "./config-file.ts";
import { type Given, reads, scene, short } from "./config-scene.ts";

const both = Object.keys(mains) as Main[];
const sent = (neon: Neon) =>
  neon.requests.filter(({ method }) => method !== "GET").map(({ body }) => body as unknown);
const json = (text = "null") => JSON.parse(text) as unknown;

const own = (id: string): OauthProvider =>
  ({ id, type: "standard", client_id: `id-of-${id}`, client_secret: `secret-of-${id}` }) as OauthProvider;
const trusted = (...domains: string[]) =>
  domains.map((domain) => ({ domain, auth_provider: "better_auth" as const }));
const standard = {
  type: "standard" as const,
  host: "smtp.example.com",
  port: 587,
  username: "mailer",
  password: "smtp-secret-value",
  sender_email: "auth@example.com",
  sender_name: "Example",
};

const example = readFileSync(new URL("config-example.yml", import.meta.url), "utf8");
const production = { environment: "production" };
const secrets = {
  GOOGLE_CLIENT_SECRET: "google-secret-value",
  OAUTH_GITHUB_CLIENT_SECRET: "github-secret-value",
  SMTP_PASSWORD: "smtp-secret-value",
};
const client = {
  google: { client_id: "1234567890-abc.apps.googleusercontent.com", client_secret: "***" },
  github: { client_id: "Iv1.0123456789abcdef", client_secret: "***" },
};
const webhook_url = "https://app.example.com/api/auth/webhook";

/** What production says, against a new integration. */
const rows = [
  {
    section: "email_server",
    change: "replace",
    from: { type: "shared" },
    to: { ...standard, password: "***" },
  },
  { section: "application_name", change: "change", from: "project-id", to: "Example" },
  {
    section: "email_and_password",
    field: "require_email_verification",
    change: "change",
    from: false,
    to: true,
  },
  { section: "allow_localhost", change: "change", from: true, to: false },
  {
    section: "plugins",
    entry: "organization",
    field: "organization_limit",
    change: "change",
    from: 10,
    to: 5,
  },
  { section: "webhooks", field: "enabled", change: "change", from: false, to: true },
  { section: "webhooks", field: "webhook_url", change: "change", to: webhook_url },
  { section: "webhooks", field: "enabled_events", change: "change", from: [], to: ["user.created"] },
  { section: "oauth_providers", entry: "github", change: "add", to: client.github },
  { section: "oauth_providers", entry: "google", change: "add", to: client.google },
  { section: "domains", entry: "https://app.example.com", change: "add" },
];
const planOutputs = { changes: "11", deletes: "1", has_changes: "true", resends: "[]" };

describe.concurrent("what would change", () => {
  test.each<[what: string, operation: string, inputs: Given, title: string | undefined, outputs: Given]>([
    ["plan", "plan-config", {}, undefined, {}],
    [
      "plan that must be empty",
      "plan-config",
      { fail_on_changes: "true" },
      "Neon Auth: plan-config failed",
      {},
    ],
    ["dry run of apply", "apply-config", { dry_run: "true" }, undefined, {}],
    ["check", "check-config", {}, "Neon Auth has drifted", { drifted: "true" }],
    ["check that only looks", "check-config", { fail_on_changes: "false" }, undefined, { drifted: "true" }],
  ])("%s: shows rows and sends nothing but reads", async (_, operation, inputs, title, outputs) => {
    await using at = await scene({ file: example });
    const result = await at.run(operation, { ...production, ...inputs });
    expect(result.annotations.map((annotation) => annotation.title)).toEqual(title ? [title] : []);
    expect(result.exitCode).toBe(title ? 1 : 0);
    expect(json(result.outputs.plan)).toEqual(rows);
    expect(result.outputs).toMatchObject({ ...planOutputs, ...outputs, changed: "false" });
    expect("drifted" in result.outputs).toBe("drifted" in outputs);
    expect("applied" in result.outputs).toBe(false);
    expect(result.outputs.plan_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(short(at.neon)).toEqual([...reads, "GET …"]);
    const lines =
      operation === "check-config"
        ? [
            "~ allow_localhost: false in the file, true at Neon",
            "~ webhooks.webhook_url: https://app.example.com/api/auth/webhook in the file, not set at Neon",
          ]
        : [
            "~ allow_localhost: true → false",
            "~ webhooks.webhook_url: (not set) → https://app.example.com/api/auth/webhook",
          ];
    expect(result.log).toEqual(expect.arrayContaining(lines));
    const requests = result.log.filter((line) => /^(?:POST|PATCH|PUT|DELETE) /.test(line));
    expect(requests.length > 0).toBe(operation !== "check-config");
    expect(result.summary).toContain("allow_localhost");
  });

  test.each(both)("%s: is done group after group, and nothing is left to do then", async (main) => {
    await using at = await scene({ file: example, env: secrets });
    const planned = await at.run("plan-config", production, { GOOGLE_CLIENT_SECRET: "", SMTP_PASSWORD: "" });
    const { plan_hash = "" } = planned.outputs;
    const result = await at.run("apply-config", { ...production, expect_plan: plan_hash }, {}, main);
    expect(result.exitCode).toBe(0);
    expect(short(at.neon)).toEqual([
      ...reads,
      "GET …",
      "PATCH …/auth/config",
      "PATCH …/auth/email_provider",
      "POST …/auth/oauth_providers",
      "POST …/auth/oauth_providers",
      "POST …/auth/domains",
      "PATCH …/auth/email_and_password",
      "PATCH …/auth/allow_localhost",
      "PATCH …/auth/plugins/organization",
      "GET …/auth/webhooks",
      "PUT …/auth/webhooks",
      ...reads,
    ]);
    expect(sent(at.neon)).toEqual([
      { name: "Example" },
      standard,
      { id: "github", ...client.github, client_secret: "github-secret-value" },
      { id: "google", ...client.google, client_secret: "google-secret-value" },
      { domain: "https://app.example.com", auth_provider: "better_auth" },
      { require_email_verification: true },
      { allow_localhost: false },
      { organization_limit: 5 },
      { enabled: true, webhook_url, enabled_events: ["user.created"], timeout_seconds: 5 },
    ]);
    expect(at.neon.violations).toEqual([]);
    expect(json(result.outputs.plan)).toEqual(rows);
    expect(json(result.outputs.applied)).toEqual({
      done: [
        "application_name",
        "email_server",
        "oauth_providers.github",
        "oauth_providers.google",
        "domains.https://app.example.com",
        "email_and_password",
        "allow_localhost",
        "plugins.organization",
        "webhooks",
      ],
      failed: [],
      not_tried: [],
    });
    const { base_url } = at.auth().integration;
    expect(result.outputs).toMatchObject({
      ...planOutputs,
      plan_hash,
      changed: "true",
      base_url,
      application_name: "Example",
    });
    for (const secret of Object.values(secrets)) expect(result.masks).toContain(secret);

    for (const operation of ["apply-config", "plan-config", "check-config"]) {
      const again = await at.run(operation, production);
      expect(again.exitCode).toBe(0);
      expect(again.outputs).toMatchObject({ plan: "[]", has_changes: "false", changed: "false" });
      expect(short(at.neon)).toEqual([...reads, "GET …"]);
    }
  });

  test("what shrinks comes last, and what is replaced is there again before it", async () => {
    await using at = await scene({
      file: example.replace("branch: preview/**", "branch: ma*"),
      there: (auth) => {
        auth.oauthProviders = [own("github"), own("google"), own("vercel")];
        auth.domains = trusted("https://prod.example", "https://www.example");
        auth.emailServer = { ...standard };
      },
    });
    const given = { environment: "preview", config_variables: "PREVIEW_URL=https://pr-1.example/x" };
    const refused = await at.run("apply-config", given);
    expect(errorOf(refused)).toBe(
      "5 entries would be deleted or replaced, and `max_deletes` is 3: oauth_providers.github, domains.https://prod.example, domains.https://www.example, oauth_providers.google, email_server. If that is meant, set `max_deletes: 5`.",
    );
    expect(json(refused.outputs.applied)).toMatchObject({ done: [], failed: [] });
    expect(written(at.neon)).toEqual([]);

    const result = await at.run("apply-config", { ...given, max_deletes: "5" });
    expect(result.exitCode).toBe(0);
    expect(short(at.neon)).toEqual([
      ...reads,
      "GET …",
      "PATCH …/auth/config",
      "PATCH …/auth/email_provider",
      "DELETE …/auth/oauth_providers/google",
      "POST …/auth/oauth_providers",
      "POST …/auth/domains",
      "PATCH …/auth/plugins/organization",
      "DELETE …/auth/oauth_providers/github",
      "DELETE …/auth/domains",
      "GET …/auth",
      "GET …/auth/plugins",
      "GET …/auth/domains",
    ]);
    expect(json(result.outputs.plan)).toEqual(
      expect.arrayContaining([
        { section: "oauth_providers", entry: "github", change: "delete" },
        {
          section: "oauth_providers",
          entry: "google",
          change: "replace",
          from: { client_id: "id-of-google", client_secret: "***" },
          to: "shared",
        },
      ]),
    );
    expect(result.log).toContain("oauth_providers.vercel is not in the file, and stays.");
    expect(at.auth().oauthProviders.map(({ id, type }) => `${id} ${type}`)).toEqual([
      "vercel standard",
      "google shared",
    ]);
    expect(at.auth().domains).toEqual(trusted("https://pr-1.example"));
  });

  test("a new integration is made first, and what it brought is planned again", async () => {
    await using at = await scene({ file: example, env: secrets, there: null });
    const planned = await at.run("plan-config", production);
    expect(json(planned.outputs.plan)).toEqual([
      { section: "integration", change: "add", to: { auth_provider: "better_auth" } },
      { section: "application_name", change: "add", to: "Example" },
      {
        section: "email_and_password",
        change: "add",
        to: { enabled: true, require_email_verification: true, email_verification_method: "otp" },
      },
      { section: "allow_localhost", change: "add", to: false },
      {
        section: "plugins",
        entry: "organization",
        change: "add",
        to: { enabled: true, organization_limit: 5, creator_role: "owner" },
      },
      { section: "plugins", entry: "magic_link", change: "add", to: { enabled: false } },
      { section: "oauth_providers", entry: "github", change: "add", to: client.github },
      { section: "oauth_providers", entry: "google", change: "add", to: client.google },
      { section: "domains", entry: "https://app.example.com", change: "add" },
      { section: "email_server", change: "add", to: { ...standard, password: "***" } },
      {
        section: "webhooks",
        change: "add",
        to: { enabled: true, webhook_url, enabled_events: ["user.created"] },
      },
    ]);
    expect(short(at.neon)).toEqual([...reads, "GET …"]);
    const drift = await at.run("check-config", production);
    expect(drift.outputs).toMatchObject({ drifted: "true", plan: planned.outputs.plan });

    const { plan_hash = "", plan } = planned.outputs;
    const result = await at.run("apply-config", { ...production, expect_plan: plan_hash });
    expect(result.exitCode).toBe(0);
    expect(short(at.neon).slice(0, 12)).toEqual([
      ...reads,
      "GET …",
      "POST …/auth",
      ...reads,
      "PATCH …/auth/config",
      "PATCH …/auth/email_provider",
    ]);
    expect(result.outputs).toMatchObject({ plan_hash, plan, changed: "true", keys_available: "false" });
    expect(result.log).toContain("The integration is there now. What is left to do:");
    expect((await at.run("plan-config", production)).outputs.plan).toBe("[]");
  });
});

describe.concurrent("no integration on the branch, and none in the file", () => {
  test.each([
    ["plan-config", "Neon Auth: plan-config failed", {}],
    ["apply-config", "Neon Auth: apply-config failed", {}],
    ["check-config", "Drift could not be checked", { drifted: "unknown" }],
  ])("%s fails and names `integration:`", async (operation, title, outputs) => {
    await using at = await scene({ file: "version: 1\ndefaults: { allow_localhost: false }\n", there: null });
    const result = await at.run(operation);
    expect(result.annotations).toMatchObject([
      { title, message: expect.stringContaining("add `integration:` to it") },
    ]);
    expect(result.outputs).toMatchObject({ changed: "false", ...outputs });
    expect(short(at.neon)).toEqual(reads);
  });

  test("another provider or database than the file's is drift, and is never changed", async () => {
    const file = "version: 1\ndefaults: { integration: { auth_provider: stack, database_name: other } }\n";
    await using at = await scene({ file });
    const drift = await at.run("check-config");
    expect(json(drift.outputs.plan)).toEqual([
      { section: "integration", field: "auth_provider", change: "change", from: "better_auth", to: "stack" },
      { section: "integration", field: "database_name", change: "change", from: "neondb", to: "other" },
    ]);
    const result = await at.run("apply-config");
    expect(errorOf(result)).toContain(
      "`integration.auth_provider` is `stack` in the file, and `better_auth` is there.",
    );
    expect(errorOf(result)).toContain(
      "`integration.database_name` is `other` in the file, and `neondb` is there.",
    );
    expect(written(at.neon)).toEqual([]);
  });

  test("what it brought is judged again, and its outputs are not lost", async () => {
    const file = "version: 1\ndefaults: { integration: {}, policy: production, accept: [email_server] }\n";
    await using at = await scene({ file, there: null });
    const result = await at.run("apply-config");
    expect(errorOf(result)).toBe(
      "The integration was created. The rest of the plan must not be carried out:\n- `policy: production`: localhost is trusted. Change that, or list `allow_localhost` under `accept`.\n- `policy: production`: anybody can sign up by email without verifying it. Change that, or list `email_and_password` under `accept`.",
    );
    expect(result.outputs).toMatchObject({
      changed: "true",
      changes: "1",
      applied: '{"done":["integration"],"failed":[],"not_tried":[]}',
      base_url: at.auth().integration.base_url,
    });
    expect(written(at.neon)).toHaveLength(1);
  });
});

/** All that is not for production, on a branch that it is not for. */
const unfit = `version: 1
environments:
  a:
    branch: release/*
    policy: production
    allow_localhost: true
    oauth_providers: { google: shared }
    domains: ["http://a.example", "https://*.b.example"]
    email_server: { type: shared }
    email_and_password: { require_email_verification: false }
    prune: [domains, oauth_providers]
`;
const unfitThere = (auth: Auth) => {
  auth.oauthProviders = [own("github"), own("vercel")];
  auth.domains = trusted("https://c.example", "https://d.example");
};
const policy = (why: string, field: string) =>
  `\`policy: production\`: ${why}. Change that, or list \`${field}\` under \`accept\`.`;
const unfitFor = [
  policy("localhost is trusted", "allow_localhost"),
  policy("google runs on Neon's shared keys", "oauth_providers.google"),
  policy("mail goes through Neon's shared server", "email_server"),
  policy("http://a.example, https://*.b.example are trusted, without TLS or with a wildcard", "domains"),
  policy("anybody can sign up by email without verifying it", "email_and_password"),
];
const acceptable = [
  "allow_localhost",
  "oauth_providers.google",
  "email_server",
  "domains",
  "email_and_password",
];

describe.concurrent("refusals", () => {
  test.each(["plan-config", "apply-config"])(
    "%s: come all at once, after the plan is shown",
    async (operation) => {
      await using at = await scene({ file: unfit, there: unfitThere });
      const result = await at.run(operation, {
        environment: "a",
        max_deletes: "1",
        expect_plan: "0".repeat(64),
      });
      expect(errorOf(result).split("\n- ")).toEqual([
        "The plan must not be carried out:",
        "Branch `main` is not one that environment `a` is for: its `branch` is `release/*`.",
        ...unfitFor,
        "4 entries would be deleted or replaced, and `max_deletes` is 1: oauth_providers.github, oauth_providers.vercel, domains.https://c.example, domains.https://d.example. If that is meant, set `max_deletes: 4`.",
        "This is not the plan that was reviewed (`expect_plan`): the file or what is at Neon has changed since. Plan again, and have that reviewed.",
      ]);
      expect(result.outputs).toMatchObject({
        changes: "7",
        deletes: "4",
        has_changes: "true",
        changed: "false",
      });
      expect(result.log).toContain("- oauth_providers.github");
      expect(written(at.neon)).toEqual([]);
    },
  );

  test("check does not promise that apply takes away what `prune` does not cover", async () => {
    const file = "version: 1\ndefaults: { domains: [https://a.example] }\n";
    const there = (auth: Auth) => auth.domains.push(...trusted("https://a.example", "https://b.example"));
    for (const [prune, left] of [
      ["", ", but leaves `domains.https://b.example`, which `prune` does not cover. "],
      ["prune: [domains], ", ". "],
    ] as const) {
      await using at = await scene({ file: file.replace("{ ", `{ ${prune}`), there });
      const result = await at.run("check-config", {});
      expect(errorOf(result)).toContain(`run \`apply-config\`: it changes Neon${left}To go by Neon`);
      expect(result.log).toContain("+ domains.https://b.example: at Neon only");
    }
  });

  test("check judges none of them", async () => {
    await using at = await scene({ file: unfit, there: unfitThere });
    const result = await at.run("check-config", { environment: "a", fail_on_changes: "false" });
    expect(result.exitCode).toBe(0);
    expect(result.outputs.drifted).toBe("true");
  });

  test.each(acceptable.map((field, index) => [field, unfitFor[index] ?? ""]))(
    "`accept: [%s]` allows that and nothing else",
    async (field, why) => {
      const accepting = (fields: string[]) =>
        unfit.replace("release/*", "main").replace("policy:", `accept: [${fields.join(", ")}]\n    policy:`);
      await using at = await scene({ file: accepting([field]), there: unfitThere });
      const result = await at.run("plan-config", { environment: "a", max_deletes: "4" });
      expect(errorOf(result).split("\n- ").slice(1)).toEqual(unfitFor.filter((other) => other !== why));
    },
  );

  test("nothing is refused where all is accepted", async () => {
    const file = unfit
      .replace("release/*", "main")
      .replace("policy:", `accept: [${acceptable.join(", ")}]\n    policy:`);
    await using at = await scene({ file, there: unfitThere });
    const result = await at.run("plan-config", { environment: "a", max_deletes: "4" });
    expect(result.exitCode).toBe(0);
  });

  test("what the file leaves out is judged by what Neon has", async () => {
    await using at = await scene({
      file: "version: 1\ndefaults: { policy: production, application_name: Example }\n",
      there: (auth) => {
        auth.domains = trusted("http://a.example");
        auth.oauthProviders = [{ id: "google", type: "shared" }];
      },
    });
    const result = await at.run("apply-config");
    expect(errorOf(result).split("\n- ").slice(1)).toEqual([
      unfitFor[0],
      unfitFor[1],
      unfitFor[2],
      policy("http://a.example is trusted, without TLS or with a wildcard", "domains"),
      unfitFor[4],
    ]);
    expect(written(at.neon)).toEqual([]);
  });

  test("of values that are not set come with the others, and an unset secret is an empty one", async () => {
    await using at = await scene({ file: example.replace("branch: main", "branch: other") });
    const given = { GOOGLE_CLIENT_SECRET: "", OAUTH_GITHUB_CLIENT_SECRET: " \n" };
    const result = await at.run("apply-config", production, given);
    const needs = (path: string, name: string) =>
      `\`${path}\` needs variable \`${name}\`, which is empty or not set: give it in the step's \`env\`, from a secret that exists here.`;
    expect(errorOf(result).split("\n- ")).toEqual([
      "The plan must not be carried out:",
      "Branch `main` is not one that environment `production` is for: its `branch` is `other`.",
      needs("defaults.oauth_providers.google.client_secret", "GOOGLE_CLIENT_SECRET"),
      needs("defaults.oauth_providers.github.client_secret", "OAUTH_GITHUB_CLIENT_SECRET"),
      needs("environments.production.email_server.password", "SMTP_PASSWORD"),
    ]);
    expect(written(at.neon)).toEqual([]);
  });

  test("an event from outside is refused, and may still look", async () => {
    await using at = await scene({ file: "version: 1\ndefaults: { allow_localhost: false }\n" });
    const event = { GITHUB_EVENT_NAME: "issue_comment" };
    const refused = await at.run("apply-config", {}, event);
    expect(errorOf(refused)).toMatch(/^This run was started by `issue_comment`/);
    const both = await at.run("apply-config", { expect_plan: "0".repeat(64) }, event);
    expect(errorOf(both).split("\n- ")).toEqual([
      "The plan must not be carried out:",
      expect.stringMatching(/^This run was started by `issue_comment`/),
      expect.stringMatching(/^This is not the plan that was reviewed/),
    ]);
    at.neon.next({ method: "GET", times: 1 }, { kind: "answer", status: 400 });
    expect(errorOf(await at.run("apply-config", {}, event))).toMatch(
      /^This run was started by `issue_comment`/,
    );
    expect(written(at.neon)).toEqual([]);
    expect((await at.run("apply-config", { dry_run: "true" }, event)).outputs.changes).toBe("1");
    expect((await at.run("plan-config", {}, event)).outputs.changes).toBe("1");
    expect((await at.run("apply-config", { allow_untrusted: "true" }, event)).outputs.changed).toBe("true");
  });

  test.each<[pattern: string, fits: boolean]>([
    ["main", true],
    ["ma*n", true],
    ["**", true],
    ["Main", false],
    ["mai", false],
    ["mai?", false],
    ["m[a]in", false],
    ["main/**", false],
  ])("the guard %j on branch `main`: %s", async (pattern, fits) => {
    await using at = await scene({ file: `version: 1\nenvironments: { a: { branch: "${pattern}" } }\n` });
    const result = await at.run("plan-config", { environment: "a" });
    expect(result.exitCode).toBe(fits ? 0 : 1);
    expect(short(at.neon)).toEqual([...reads, "GET …"]);
  });
});

describe.concurrent("the last way to sign in", () => {
  const none = "email_and_password: { enabled: false }";

  test.each<[what: string, file: string, there: (auth: Auth) => void, lost: string | undefined]>([
    ["the password", none, () => {}, "`email and password` would be the last way in to go"],
    [
      "all of them",
      `${none}\n  oauth_providers: { google: absent }\n  plugins: { magic_link: { enabled: false }, phone_number: { enabled: false } }`,
      (auth) => {
        auth.oauthProviders = [own("google")];
        auth.magicLink.enabled = true;
        auth.phoneNumber.enabled = true;
      },
      "`email and password`, `magic link`, `phone number`, `google` would be the last way in to go",
    ],
    [
      "a provider that is pruned",
      `${none}\n  oauth_providers: {}\n  prune: [oauth_providers]`,
      (auth) => {
        auth.oauthProviders = [own("google")];
      },
      "`email and password`, `google` would be the last way in to go",
    ],
    [
      "one of two, the other in no section of the file",
      none,
      (auth) => {
        auth.oauthProviders = [own("google")];
      },
      undefined,
    ],
    [
      "one of two, the other in the same section and not in the file",
      `${none}\n  plugins: { magic_link: { enabled: false } }`,
      (auth) => {
        auth.phoneNumber.enabled = true;
      },
      undefined,
    ],
    ["one while another comes", `${none}\n  oauth_providers: { google: shared }`, () => {}, undefined],
    [
      "none that was there",
      none,
      (auth) => {
        auth.emailAndPassword.enabled = false;
      },
      undefined,
    ],
  ])("%s goes", async (_, text, there, lost) => {
    await using at = await scene({ file: `version: 1\ndefaults:\n  ${text}\n`, there });
    const result = await at.run("plan-config");
    if (lost === undefined) expect(result.exitCode).toBe(0);
    else expect(errorOf(result)).toBe(`Nobody could sign in any more: ${lost}. Keep one, or add another.`);
  });
});

/** Neon shows no secret in the answers of this read. */
const hiding: [Match, Fault] = [
  { method: "GET", path: "/plugins", times: Number.POSITIVE_INFINITY },
  {
    kind: "edit",
    body: (truth) => {
      const { oauth_providers, email_provider, ...rest } = truth as {
        oauth_providers: OauthProvider[];
        email_provider: object;
      };
      return {
        ...rest,
        oauth_providers: oauth_providers.map(({ client_secret, ...shown }) => shown),
        email_provider: { ...email_provider, password: "********" },
      };
    },
  },
];

describe.concurrent("secrets", () => {
  const file = `version: 1
defaults:
  oauth_providers:
    google: { client_id: id-of-google, client_secret: { env: GOOGLE } }
    microsoft: { client_id: id-of-microsoft, client_secret: keep, microsoft_tenant_id: tenant }
  email_server: { type: standard, host: SMTP.example.com, port: 587, username: mailer, password: { env: SMTP } }
`;
  const env = { GOOGLE: "secret-of-google", SMTP: "smtp-secret-value" };
  const there = (auth: Auth) => {
    auth.oauthProviders = [own("google"), own("microsoft")];
    auth.emailServer = { ...standard };
  };
  const tenant = "oauth_providers.microsoft.microsoft_tenant_id";
  const unseen = ["oauth_providers.google.client_secret", tenant, "email_server.password"];

  test("that Neon shows are compared, and not sent where they are equal", async () => {
    await using at = await scene({ file, env, there });
    const result = await at.run("apply-config");
    expect(result.outputs).toMatchObject({ plan: "[]", resends: JSON.stringify([tenant]), changed: "false" });
    expect(short(at.neon)).toEqual(reads);
  });

  test("that Neon shows are a change and drift where they differ, and leave the hash as it is", async () => {
    await using at = await scene({ file, env: { ...env, GOOGLE: "another-secret" }, there });
    const blind = await at.run("plan-config", {}, { GOOGLE: "", SMTP: "" });
    expect(blind.outputs).toMatchObject({ plan: "[]", resends: JSON.stringify(unseen) });
    const drift = await at.run("check-config");
    expect(json(drift.outputs.plan)).toEqual([
      {
        section: "oauth_providers",
        entry: "google",
        field: "client_secret",
        change: "change",
        from: "***",
        to: "***",
      },
    ]);
    const result = await at.run("apply-config", { expect_plan: blind.outputs.plan_hash ?? "" });
    expect(result.outputs).toMatchObject({ has_changes: "true", changed: "true" });
    expect(sent(at.neon)).toEqual([{ client_id: "id-of-google", client_secret: "another-secret" }]);
    expect(visible({ ...result, stdout: "" })).not.toMatch(/secret-of-google|another-secret/);
  });

  test("that Neon hides are sent each time, which is neither change nor drift", async () => {
    await using at = await scene({ file, env, there, faults: [hiding] });
    const result = await at.run("apply-config");
    expect(result.outputs).toMatchObject({
      plan: "[]",
      has_changes: "false",
      changed: "false",
      resends: JSON.stringify(unseen),
    });
    expect(sent(at.neon)).toEqual([
      { type: "standard", password: "smtp-secret-value" },
      { client_id: "id-of-google", client_secret: "secret-of-google" },
    ]);
    const drift = await at.run("check-config");
    expect(drift.exitCode).toBe(0);
    expect(drift.outputs).toMatchObject({ drifted: "false", resends: JSON.stringify(unseen) });
    const kept = await at.run("apply-config", { secrets: "keep" }, { GOOGLE: "", SMTP: "" });
    expect(kept.outputs).toMatchObject({ resends: JSON.stringify([tenant]), changed: "false" });
    expect(written(at.neon)).toEqual([]);
  });

  test.each<[what: string, secret: string, inputs: Given]>([
    ["`keep`", "keep", {}],
    ["`secrets: keep`", "{ env: SMTP }", { secrets: "keep" }],
  ])("%s does not go to a new partner", async (_, secret, inputs) => {
    await using at = await scene({
      file: `version: 1
defaults:
  oauth_providers:
    google: { client_id: other, client_secret: ${secret} }
    vercel: { client_id: new, client_secret: ${secret} }
  email_server: { type: standard, host: other.example.com, username: other, port: 588, password: ${secret} }
`,
      env,
      there,
    });
    const result = await at.run("apply-config", inputs);
    expect(errorOf(result).split("\n- ")).toEqual([
      "The plan must not be carried out:",
      "`oauth_providers.google.client_secret` must be given, since `client_id` changes and the stored one belongs to another application: write `{ env: NAME }`, and drop `secrets: keep`.",
      "`oauth_providers.vercel.client_secret` must be given, since the provider is not there, so there is nothing to keep: write `{ env: NAME }`, and drop `secrets: keep`.",
      "`email_server.password` must be given when `email_server.host`, `email_server.port`, `email_server.username` change: the stored one must not be sent to another server. Write `{ env: NAME }`, and drop `secrets: keep`.",
    ]);
    expect(written(at.neon)).toEqual([]);
  });

  test("the address of webhooks shows without its token, wherever it comes from", async () => {
    const url = "https://user-name:pass-word@hook.example/x?token=token-of-the-hook";
    const env = { HOOK: url };
    await using at = await scene({
      file: "version: 1\ndefaults: { webhooks: { enabled: true, webhook_url: { env: HOOK } } }\n",
      env,
      there: (auth) => {
        auth.webhooks = {
          enabled: true,
          webhook_url: "https://old.example/?key=key-of-the-old-one",
          enabled_events: ["send.otp"],
          timeout_seconds: 7,
        };
      },
    });
    const blind = await at.run("plan-config", {}, { HOOK: "" });
    expect(blind.outputs).toMatchObject({ plan: "[]", resends: '["webhooks.webhook_url"]' });
    const result = await at.run("apply-config", { expect_plan: blind.outputs.plan_hash ?? "" });
    expect(result.exitCode).toBe(0);
    expect(json(result.outputs.plan)).toEqual([
      {
        section: "webhooks",
        field: "webhook_url",
        change: "change",
        from: "https://old.example/?***",
        to: "***",
      },
    ]);
    expect(sent(at.neon)).toEqual([
      { enabled: true, webhook_url: url, enabled_events: ["send.otp"], timeout_seconds: 7 },
    ]);
    const shown = [blind, result].flatMap(({ log, summary, outputs }) => [
      ...log,
      summary,
      JSON.stringify(outputs),
    ]);
    expect(shown.join("\n")).not.toMatch(/token-of-the-hook|key-of-the-old-one|pass-word|user-name/);
    expect((await at.run("plan-config")).outputs).toMatchObject({ plan: "[]", resends: "[]" });
  });
});

describe.concurrent("entries", () => {
  const there = (auth: Auth) => {
    auth.domains = trusted(
      "https://a.example",
      "https://pr-1.example",
      "https://pr-2.example",
      "https://b.example",
    );
  };
  const ignoring = 'ignore: { domains: ["https://pr-*.example"] }';

  test.each<[what: string, text: string, gone: string[], drifted: boolean]>([
    ["that are not in the file stay", "domains: [https://a.example]", [], true],
    ["go with `prune`", "domains: [https://A.example/]\n  prune: [domains]", ["b", "pr-1", "pr-2"], true],
    ["of other jobs stay", `domains: []\n  prune: [domains]\n  ${ignoring}`, ["a", "b"], true],
    [
      "of other jobs are no drift",
      `domains: [https://b.example, https://a.example]\n  prune: [domains]\n  ${ignoring}`,
      [],
      false,
    ],
    ["of a section that the file does not name are nobody's concern", "prune: [domains]", [], false],
  ])("%s", async (_, text, gone, drifted) => {
    await using at = await scene({ file: `version: 1\ndefaults:\n  ${text}\n`, there });
    const planned = await at.run("plan-config");
    expect(json(planned.outputs.plan)).toEqual(
      gone.map((name) => ({ section: "domains", entry: `https://${name}.example`, change: "delete" })),
    );
    const drift = await at.run("check-config", { fail_on_changes: "false" });
    expect(drift.outputs.drifted).toBe(String(drifted));
  });
});

describe.concurrent("the reviewed plan", () => {
  const file =
    "version: 1\ndefaults: { allow_localhost: false, domains: [https://b.example, https://a.example] }\n";

  test("does not depend on the order of keys and lists, nor on what the file does not touch", async () => {
    await using at = await scene({
      file,
      more: {
        "other.yml": file
          .replace(/\{ (.*?), (domains: .*) \}/, "{ $2, $1 }")
          .replace("https://b.example, https://a.example", "https://A.example/x, https://b.example"),
      },
    });
    const { plan_hash } = (await at.run("plan-config")).outputs;
    at.auth().magicLink.enabled = true;
    expect((await at.run("plan-config", { config_file: "other.yml" })).outputs.plan_hash).toBe(plan_hash);
  });

  test("is another once a field that it touches has changed at Neon", async () => {
    await using at = await scene({ file });
    const { plan_hash = "" } = (await at.run("plan-config")).outputs;
    at.auth().domains = trusted("https://a.example");
    const result = await at.run("apply-config", { expect_plan: plan_hash });
    expect(errorOf(result)).toMatch(/^This is not the plan that was reviewed/);
    expect(written(at.neon)).toEqual([]);
  });
});

describe.concurrent("an export", () => {
  const there = (auth: Auth) => {
    auth.oauthProviders = [own("vercel"), own("github"), { id: "google", type: "shared" }];
    auth.domains = trusted("https://b.example", "https://a.example");
    auth.emailServer = { ...standard };
    auth.integration.name = `A "name": #1 \${A} $\${B} 🎉`;
    auth.webhooks = {
      enabled: true,
      webhook_url: "https://hook.example/?token=token-of-the-hook",
      enabled_events: ["user.created"],
      timeout_seconds: 5,
    };
  };

  test.each(both)("%s: is a file whose plan is empty, the same bytes every time", async (main) => {
    await using at = await scene({ file: "version: 1\n", there });
    const inputs = { config_file: "deep/er/auth.yml", environment: "production" };
    const result = await at.run("export-config", inputs, {}, main);
    expect(result.exitCode).toBe(0);
    expect(short(at.neon)).toEqual(reads);
    const text = await readFile(join(at.place, inputs.config_file), "utf8");
    expect(result.outputs).toMatchObject({
      config: text,
      config_path: join(at.place, inputs.config_file),
      changed: "false",
    });
    expect(text).not.toMatch(/secret-of|smtp-secret|token-of/);
    expect(text.match(/: keep$/gm)).toHaveLength(4);

    const planned = await at.run("plan-config", inputs);
    expect(planned.outputs).toMatchObject({ plan: "[]", resends: "[]" });
    const other = await at.run("export-config", { ...inputs, config_file: "other.yml" });
    expect(other.outputs.config).toBe(text);
  });

  test("warns of a state that a file must not ask for", async () => {
    await using at = await scene({
      file: "version: 1\n",
      there: (auth) => {
        auth.emailAndPassword.require_email_verification = true;
        auth.emailAndPassword.email_verification_method = "link";
      },
    });
    const { exitCode, annotations } = await at.run("export-config", { config_file: "out.yml" });
    expect(exitCode).toBe(0);
    expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(
        /^warning: `validate-config` will refuse line \d+ of the file\. `email_and_password`: Neon's shared mail server sends no links/,
      ),
    ]);
    const { exitCode: validated } = await at.run("validate-config", { config_file: "out.yml" });
    expect(validated).toBe(1);
  });

  test("refuses a file that is there, and a branch without Neon Auth", async () => {
    await using at = await scene({ file: "version: 1\n", there });
    const refused = await at.run("export-config");
    expect(errorOf(refused)).toContain("which is there already");
    expect(at.neon.requests).toEqual([]);
    expect(await readFile(join(at.place, configFile), "utf8")).toBe("version: 1\n");
    await using empty = await scene({ file: "version: 1\n", there: null });
    const nothing = await empty.run("export-config", { config_file: "out.yml" });
    expect(errorOf(nothing)).toContain("There is no Neon Auth on the branch");
  });
});

test("a preview in one step: integration, settings, users, readiness and where the values go", async () => {
  const temp = await mkdtemp(join(tmpdir(), "dotenv-"));
  try {
    await using at = await scene({
      file: `version: 1\ndefaults: { integration: {}, allow_localhost: false, domains: ['\${URL}'] }\n`,
      there: null,
      options: { jwksNotReadyReads: 1 },
      more: { "users.json": '[{ "email": "one@example.com" }, { "email": "two@example.com" }]' },
    });
    const inputs = {
      config_variables: "URL=https://pr-1.example.com",
      users_file: "users.json",
      wait_until_ready: "true",
      export_env: "nextjs",
      dotenv_file: "auth.env",
    };
    const result = await at.run("apply-config", inputs, { RUNNER_TEMP: temp });
    expect(result.exitCode).toBe(0);
    const { base_url } = at.auth().integration;
    expect(result.outputs).toMatchObject({ base_url, changed: "true", keys_available: "false" });
    expect(json(result.outputs.users)).toMatchObject([
      { email: "one@example.com" },
      { email: "two@example.com" },
    ]);
    expect(json(result.outputs.jwks_key_ids)).toHaveLength(1);
    expect(Object.values(result.env)).toContain(base_url);
    expect(await readFile(result.outputs.dotenv_path ?? "", "utf8")).toContain(base_url);
    expect(at.auth().users).toHaveLength(2);
    expect(result.log).toContain("Applied: 3 added. Users: 2 created.");
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
});
