import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked, at, errorOf, runAction } from "./action.ts";

const folder = mkdtempSync(join(tmpdir(), "dry-run-"));
let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  const auth = neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
  auth.domains = [{ domain: "https://a.example", auth_provider: "better_auth" }];
  auth.oauthProviders = [
    { id: "google", type: "standard", client_id: "client-a", client_secret: "secret-0" },
  ] as typeof auth.oauthProviders;
  auth.allowLocalhost = true;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  return neon.close();
});

type Given = Readonly<Record<string, string>>;
const onBranch = "/projects/project-id/branches/br-example-123/auth";

const dryRun = (inputs: Given) =>
  runAction(
    "dist",
    { ...at(neon), project_id: "project-id", branch_id: "br-example-123", ...inputs, dry_run: "true" },
    { cwd: folder },
  );

/** What a dry run says after the line that it begins with. */
async function said(inputs: Given): Promise<string[]> {
  const before = structuredClone(neon.state.branch("project-id", "br-example-123").auth);
  const { log, outputs, exitCode } = await dryRun(inputs);
  expect(exitCode).toBe(0);
  expect(outputs.changed).toBe("false");
  expect(asked(neon).filter((request) => !request.startsWith("GET "))).toEqual([]);
  expect(neon.state.branch("project-id", "br-example-123").auth).toEqual(before);
  const [first = "", ...rest] = log.slice(log.findIndex((line) => line.startsWith("Dry run on ")));
  return [first.replace("Dry run on project project-id, branch br-example-123. ", ""), ...rest];
}

test.each<[what: string, inputs: Given, lines: string[]]>([
  [
    "a setting that differs",
    { operation: "update-allow-localhost", allow_localhost: "false" },
    [
      "The step would send:",
      "`allow_localhost`: `true` → `false`",
      `PATCH ${onBranch}/allow_localhost with {"allow_localhost":false}`,
    ],
  ],
  [
    "a setting that holds",
    { operation: "update-allow-localhost", allow_localhost: "true" },
    ["Nothing to change. Localhost is already trusted."],
  ],
  [
    "domains, of which one is there",
    { operation: "add-domain", domain: "https://a.example\nhttps://b.example" },
    [
      "The step would send:",
      "`domain`: nothing → `https://b.example`",
      `POST ${onBranch}/domains with {"domain":"https://b.example","auth_provider":"better_auth"}`,
    ],
  ],
  [
    "a domain that is not there",
    { operation: "delete-domain", domain: "https://b.example" },
    ["Nothing to change. Not among the trusted domains: https://b.example."],
  ],
  [
    "an integration that is there",
    { operation: "create-integration" },
    ["Nothing to change. The Better Auth integration is already there."],
  ],
  [
    "credentials of a provider that is there",
    {
      operation: "add-oauth-provider",
      oauth_provider_id: "google",
      client_id: "client-b",
      client_secret: "secret-1",
      if_exists: "update",
    },
    [
      "The step would send:",
      "`client_id`: `client-a` → `client-b`",
      "`client_secret`: a secret → another one",
      `PATCH ${onBranch}/oauth_providers/google with {"client_id":"client-b","client_secret":"***"}`,
    ],
  ],
  [
    "a provider to delete that is not there",
    { operation: "delete-oauth-provider", oauth_provider_id: "github" },
    ["Nothing to change. There was no OAuth provider github to delete."],
  ],
  [
    "users of a file with their roles",
    { operation: "create-user", users_file: "users.json" },
    [
      "The step would send:",
      `POST ${onBranch}/users with {"email":"ada@example.com","name":"Ada"}`,
      `PUT ${onBranch}/users/id-of-the-new-user/role with {"roles":["admin"]}`,
      `POST ${onBranch}/users with {"email":"bob@example.com","name":"bob@example.com"}`,
    ],
  ],
])("a dry run says of %s what would change, and changes nothing", async (_, inputs, lines) => {
  const users = [{ email: "ada@example.com", name: "Ada", roles: ["admin"] }, { email: "bob@example.com" }];
  writeFileSync(join(folder, "users.json"), JSON.stringify(users));
  expect(await said(inputs)).toEqual(lines);
});

test.each<[what: string, inputs: Given, error: string]>([
  [
    "another provider is there",
    { operation: "create-integration", auth_provider: "stack", scope: "branch" },
    "The Better Auth integration is already there, but Stack Auth was asked for; the two cannot be on one branch. Nothing was changed.",
  ],
  [
    "`if_exists: fail` forbids it",
    { operation: "create-integration", if_exists: "fail" },
    "The Better Auth integration is already there, and `if_exists: fail` forbids to reuse it.",
  ],
  [
    "`if_missing: fail` forbids it",
    { operation: "delete-oauth-provider", oauth_provider_id: "github", if_missing: "fail" },
    "There was no OAuth provider github to delete, and `if_missing: fail` forbids that.",
  ],
  [
    "no email server is saved of which a part could be changed",
    { operation: "update-email-server", email_server_type: "standard", smtp_host: "smtp.example.com" },
    "No SMTP server of your own is saved that could be changed in part: give `smtp_port`, `smtp_username`, `smtp_password`, `sender_email`, `sender_name` too. Nothing was changed.",
  ],
])("a dry run fails as the step would if %s", async (_, inputs, error) => {
  expect(errorOf(await dryRun(inputs))).toBe(error);
  expect(asked(neon).filter((request) => !request.startsWith("GET "))).toEqual([]);
});
