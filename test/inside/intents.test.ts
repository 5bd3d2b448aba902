import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { type Given, intent } from "./inside.ts";

/** What each kind of effect would do, found out by looking: the requests of a dry run, what they change, what holds. */

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const auth = neon.state.enableAuth(theBranch(), "better_auth");
  auth.domains = [
    { domain: "https://a.example", auth_provider: "better_auth" },
    { domain: "https://b.example", auth_provider: "better_auth" },
  ];
  auth.oauthProviders = [
    { id: "google", type: "shared" },
    { id: "github", type: "standard", client_id: "client-a", client_secret: "secret-1" },
  ];
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => neon.close());

const theBranch = () => neon.state.branch("project-id", "br-example-123");
const onBranch = "/projects/project-id/branches/br-example-123";

/** What is asked of Neon, then what would change, be sent, or hold. */
async function plan(inputs: Given): Promise<string[]> {
  const { calls, differences, holds } = await intent(neon, {
    project_id: "project-id",
    branch_id: "br-example-123",
    ...inputs,
  });
  return [
    ...looks(),
    ...differences.map(({ field, is, wanted }) => `${field}: ${is} → ${wanted}`),
    ...calls.map(({ method, path, body }) => `${method} ${path.replace(onBranch, "")} ${body ?? ""}`.trim()),
    ...(holds ? [`= ${holds.done(false)}`] : []),
  ];
}

const looks = () =>
  neon.requests.map(({ method, path }) => `? ${method} ${path.replace(`/api/v2${onBranch}`, "")}`);

const nothingThere = () => {
  delete theBranch().auth;
};
const own = { client_id: "client-a", client_secret: "secret-1" };
const create = { operation: "create-integration" };
const addGithub = { operation: "add-oauth-provider", oauth_provider_id: "github" };
const addGoogle = { operation: "add-oauth-provider", oauth_provider_id: "google" };
const removeDomains = { operation: "delete-domain", domain: "https://a.example\nhttps://c.example" };
const addDomains = { ...removeDomains, operation: "add-domain" };
const remove = { operation: "delete-oauth-provider", oauth_provider_id: "github" };
const server = { operation: "update-email-server", email_server_type: "standard" };
const mail = {
  operation: "send-test-email",
  recipient_email: "a@example.com",
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "user",
  smtp_password: "smtp-password-1",
  sender_email: "a@example.com",
  sender_name: "A",
};

test.each<[what: string, inputs: Given, lines: string[]]>([
  ["what is there", create, ["? GET /auth", "= The Better Auth integration is already there."]],
  [
    "a provider that is there with these credentials",
    { ...addGithub, ...own },
    ["? GET /auth/oauth_providers", "= OAuth provider github is already there."],
  ],
  [
    "a provider that is not there",
    { ...addGithub, oauth_provider_id: "vercel", ...own },
    [
      "? GET /auth/oauth_providers",
      'POST /auth/oauth_providers {"id":"vercel","client_id":"client-a","client_secret":"***"}',
    ],
  ],
  [
    "a provider that is there and gets others with `if_exists: update`",
    { ...addGithub, client_id: "client-b", client_secret: "secret-1", if_exists: "update" },
    [
      "? GET /auth/oauth_providers",
      "? GET /auth/oauth_providers",
      "client_id: client-a → client-b",
      'PATCH /auth/oauth_providers/github {"client_id":"client-b","client_secret":"***"}',
    ],
  ],
  [
    "a provider that is there and needs no others",
    { ...addGithub, ...own, if_exists: "update" },
    [
      "? GET /auth/oauth_providers",
      "? GET /auth/oauth_providers",
      "= OAuth provider github is already configured like that.",
    ],
  ],
  [
    "a provider for which `if_exists: update` has nothing to say",
    { ...addGoogle, if_exists: "update" },
    ["? GET /auth/oauth_providers", "= OAuth provider google is already there."],
  ],
  [
    "entries of which one is there",
    addDomains,
    [
      "? GET /auth/domains",
      "domain: undefined → https://c.example",
      'POST /auth/domains {"domain":"https://c.example","auth_provider":"better_auth"}',
    ],
  ],
  [
    "entries that are not there, one by one",
    { ...addDomains, domain: "https://c.example\nhttps://d.example", if_exists: "fail" },
    [
      "? GET /auth/domains",
      "domain: undefined → https://c.example",
      "domain: undefined → https://d.example",
      'POST /auth/domains {"domain":"https://c.example","auth_provider":"better_auth"}',
      'POST /auth/domains {"domain":"https://d.example","auth_provider":"better_auth"}',
    ],
  ],
  [
    "entries that are there",
    { ...addDomains, domain: "https://a.example" },
    ["? GET /auth/domains", "= Trusted already: https://a.example."],
  ],
  [
    "entries that go together",
    { ...removeDomains, domain: "https://a.example\nhttps://b.example" },
    [
      "? GET /auth/domains",
      "domain: https://a.example → undefined",
      "domain: https://b.example → undefined",
      'DELETE /auth/domains {"auth_provider":"better_auth","domains":[{"domain":"https://a.example"},{"domain":"https://b.example"}]}',
    ],
  ],
  [
    "entries that are gone",
    { ...removeDomains, domain: "https://c.example" },
    ["? GET /auth/domains", "= Not among the trusted domains: https://c.example."],
  ],
  ["a thing that goes", remove, ["? GET /auth/oauth_providers", "DELETE /auth/oauth_providers/github"]],
  [
    "a thing that is gone",
    { ...remove, oauth_provider_id: "vercel" },
    ["? GET /auth/oauth_providers", "= There was no OAuth provider vercel to delete."],
  ],
  [
    "a thing that no look shows",
    { operation: "delete-user", auth_user_id: "user-1", if_missing: "fail" },
    ["DELETE /auth/users/user-1"],
  ],
  [
    "an integration that goes",
    { operation: "delete-integration" },
    ["? GET /auth", 'DELETE /auth {"delete_data":false}'],
  ],
  [
    "a value that differs",
    { operation: "update-magic-link-plugin", magic_link_expires_in: "10" },
    ["? GET /auth/plugins", "expires_in: 5 → 10", 'PATCH /auth/plugins/magic-link {"expires_in":10}'],
  ],
  [
    "a value that holds",
    { operation: "update-magic-link-plugin", magic_link_expires_in: "5" },
    ["? GET /auth/plugins", "= The settings of the magic link plugin are already like that."],
  ],
  [
    "values that hold, where a request replaces the others too",
    { operation: "update-webhooks", webhook_enabled: "false" },
    ["? GET /auth/webhooks", 'PUT /auth/webhooks {"enabled":false}'],
  ],
  [
    "values that no look shows",
    { operation: "set-user-roles", auth_user_id: "user-1", roles: "admin" },
    ['PUT /auth/users/user-1/role {"roles":["admin"]}'],
  ],
  [
    "what no read gives back",
    mail,
    [
      'POST /auth/send_test_email {"recipient_email":"a@example.com","host":"smtp.example.com","port":587,"username":"user","password":"***","sender_email":"a@example.com","sender_name":"A"}',
    ],
  ],
  ["a read", { operation: "list-domains" }, ["GET /auth/domains"]],
])("a dry run says of %s what it would do", async (_, inputs, lines) => {
  expect(await plan(inputs)).toEqual(lines);
});

describe("where nothing is there, a dry run says what it would do", () => {
  beforeEach(nothingThere);

  test.each<[what: string, inputs: Given, lines: string[]]>([
    ["of a create", create, ["? GET /auth", 'POST /auth {"auth_provider":"better_auth"}']],
    [
      "of a create with `if_exists: fail`",
      { ...create, if_exists: "fail" },
      ["? GET /auth", 'POST /auth {"auth_provider":"better_auth"}'],
    ],
    [
      "of a delete",
      { operation: "delete-integration" },
      ["? GET /auth", "= There is no integration to delete."],
    ],
    [
      "of a delete of all data, which no look shows",
      { operation: "delete-integration", delete_data: "true", if_missing: "fail" },
      ["? GET /auth", 'DELETE /auth {"delete_data":true}'],
    ],
  ])("%s", async (_, inputs, lines) => {
    expect(await plan(inputs)).toEqual(lines);
  });
});

test.each<[why: string, inputs: Given, error: string]>([
  [
    "another one is there",
    { ...create, auth_provider: "stack", scope: "branch" },
    "The Better Auth integration is already there, but Stack Auth was asked for; the two cannot be on one branch. Nothing was changed.",
  ],
  [
    "it is there with other values",
    { ...addGithub, client_id: "client-b", client_secret: "secret-1" },
    "OAuth provider github is already there, but with another `client_id`; `if_exists: update` gives it what this step says. Nothing was changed.",
  ],
  [
    "it is there and must not be",
    { ...create, if_exists: "fail" },
    "The Better Auth integration is already there, and `if_exists: fail` forbids to reuse it.",
  ],
  [
    "it is not there and must be",
    { ...remove, oauth_provider_id: "vercel", if_missing: "fail" },
    "There was no OAuth provider vercel to delete, and `if_missing: fail` forbids that.",
  ],
  [
    "entries are there that must not be",
    { ...addDomains, domain: "https://b.example\nhttps://c.example\nhttps://a.example", if_exists: "fail" },
    "https://b.example, https://a.example is already there, and `if_exists: fail` forbids that. Nothing was changed.",
  ],
  [
    "entries are not there that must be",
    { ...removeDomains, if_missing: "fail" },
    "https://c.example is not there, and `if_missing: fail` forbids that. Nothing was changed.",
  ],
  [
    "there is nothing of which a part could be set",
    { ...server, smtp_host: "smtp.example.com" },
    "No SMTP server of your own is saved that could be changed in part: give `smtp_port`, `smtp_username`, `smtp_password`, `sender_email`, `sender_name` too. Nothing was changed.",
  ],
])("a dry run fails if %s", async (_, inputs, error) => {
  await expect(plan(inputs)).rejects.toHaveProperty("message", error);
});

test("a dry run would send what cannot be compared, as the step would", async () => {
  neon.next({ method: "GET" }, { kind: "answer", status: 422 });
  expect(await plan({ operation: "update-allow-localhost", allow_localhost: "true" })).toEqual([
    "? GET /auth/allow_localhost",
    "allow_localhost: undefined → true",
    'PATCH /auth/allow_localhost {"allow_localhost":true}',
  ]);
});
