import { expect, test } from "vitest";
import { neonDocument } from "../emulator/document.ts";
import type { Fault } from "../emulator/faults.ts";
import { matcher } from "../emulator/match.ts";
import { routes } from "../emulator/routes/index.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import { error, main, project, send, sent, smtp, startWith } from "./neon.ts";

test("every route of Neon Auth in Neon's document is implemented, and no other", () => {
  const wanted = neonDocument()
    .routes.filter(({ tags, internal }) => !internal && tags.some((tag) => tag.startsWith("Auth")))
    .map(({ key }) => key);
  const known = new Set(neonDocument().routes.map(({ key }) => key));
  const implemented = Object.keys(routes).filter((key) => key.includes("/auth"));
  expect(implemented.sort()).toEqual(wanted.sort());
  expect(Object.keys(routes).filter((key) => !known.has(key))).toEqual([]);
});

test("a fixed part of a route wins over a placeholder", () => {
  const match = matcher(["GET /a/{b}", "GET /a/b", "GET /a/{b}.json"]);
  expect(["/a/b", "/a/c%2Fd", "/a/%", "/a/b/c", "/"].map((path) => match("GET", path))).toEqual([
    { key: "GET /a/b", params: {} },
    { key: "GET /a/{b}", params: { b: "c/d" } },
    { key: "GET /a/{b}", params: { b: "%" } },
    undefined,
    undefined,
  ]);
});

/** Each `curl` of https://neon.com/docs/guides/neon-auth-api, in its order. */
const documented: [request: string, body: unknown, status: number, answer: unknown][] = [
  [
    "POST /projects/auth/create",
    {
      auth_provider: "stack",
      project_id: "project-id",
      branch_id: "br-example-123",
      database_name: "neondb",
      role_name: "neondb_owner",
    },
    201,
    {
      auth_provider: "stack",
      auth_provider_project_id: expect.any(String),
      pub_client_key: expect.stringMatching(/^pck_/),
      secret_server_key: expect.stringMatching(/^ssk_/),
      jwks_url: expect.stringMatching(/^https:\/\/api\.stack-auth\.com\/.*\/jwks\.json$/),
      schema_name: "neon_auth",
      table_name: "users_sync",
    },
  ],
  [
    `GET ${project}/auth/integrations`,
    undefined,
    200,
    {
      data: [
        {
          auth_provider: "stack",
          auth_provider_project_id: expect.any(String),
          branch_id: "br-example-123",
          db_name: "neondb",
          created_at: expect.any(String),
          owned_by: "neon",
          jwks_url: expect.any(String),
        },
      ],
    },
  ],
  [
    "POST /projects/auth/keys",
    { project_id: "project-id", auth_provider: "stack" },
    201,
    expect.objectContaining({ secret_server_key: expect.stringMatching(/^ssk_/) }),
  ],
  [
    "POST /projects/auth/user",
    { project_id: "project-id", auth_provider: "stack", email: "user@example.com", name: "Example User" },
    201,
    { id: expect.any(String) },
  ],
  [
    "POST /projects/auth/transfer_ownership",
    { project_id: "project-id", auth_provider: "stack" },
    200,
    { url: expect.stringMatching(/^https:\/\/app\.stack-auth\.com\/.*\?code=.{20,}/) },
  ],
  [`GET ${project}/auth/oauth_providers`, undefined, 200, { providers: [] }],
  [
    `POST ${project}/auth/oauth_providers`,
    { id: "google", client_id: "your-client-id", client_secret: "your-client-secret" },
    201,
    { id: "google", type: "standard", client_id: "your-client-id", client_secret: "your-client-secret" },
  ],
  [
    `PATCH ${project}/auth/oauth_providers/google`,
    { client_id: "new-client-id", client_secret: "new-client-secret" },
    200,
    { id: "google", type: "standard", client_id: "new-client-id", client_secret: "new-client-secret" },
  ],
  [`DELETE ${project}/auth/oauth_providers/google`, undefined, 200, ""],
  [`GET ${project}/auth/email_server`, undefined, 200, { type: "shared" }],
  [`PATCH ${project}/auth/email_server`, { type: "standard", ...smtp }, 200, { type: "standard", ...smtp }],
  [`DELETE ${project}/auth/integration/stack`, undefined, 200, ""],
];

test("the examples of Neon's documentation work one after the other", async () => {
  await using neon = await startNeon();
  const replies: typeof documented = [];
  for (const [request, body] of documented) {
    const reply = await send(neon, request, body);
    replies.push([request, body, reply.status, reply.body]);
  }
  expect(replies).toEqual(documented);
  expect(neon.violations).toEqual([]);
  expect(neon.sideEffects).toEqual({
    "create-integration": 1,
    "generate-sdk-keys": 1,
    "create-user": 1,
    "transfer-ownership": 1,
    "add-oauth-provider": 1,
    "update-oauth-provider": 1,
    "delete-oauth-provider": 1,
    "update-email-server": 1,
    "delete-integration": 1,
  });
});

test("a request is recorded as it arrived, with what was answered", async () => {
  await using neon = await startNeon({ apiKey: ["first", "second"] });
  await send(neon, `GET ${project}/branches?search=ma%20in`, undefined, { authorization: "Bearer second" });
  await send(neon, `DELETE ${main}/auth`, { delete_data: true });
  expect(neon.requests.map(({ headers, ...rest }) => ({ ...rest, key: headers.authorization }))).toEqual([
    {
      method: "GET",
      path: "/api/v2/projects/project-id/branches?search=ma%20in",
      body: undefined,
      text: "",
      status: 200,
      key: "Bearer second",
    },
    {
      method: "DELETE",
      path: "/api/v2/projects/project-id/branches/br-example-123/auth",
      body: { delete_data: true },
      text: '{"delete_data":true}',
      status: 404,
      key: "Bearer first",
    },
  ]);
});

const userRequest = { project_id: "project-id", auth_provider: "stack", email: "a@example.com" };
const refusals: [
  why: string,
  request: string,
  body: unknown,
  status: number,
  message: string,
  code?: string,
][] = [
  ["an unknown project", "GET /projects/other", undefined, 404, "project not found"],
  ["an unknown branch", `GET ${project}/branches/br-other/auth`, undefined, 404, "branch not found"],
  ["an unknown route", "GET /users/me/nothing", undefined, 404, "this route does not exist"],
  [
    "an integration of another provider",
    "POST /projects/auth/user",
    userRequest,
    404,
    "Neon Auth integration not found for branch",
  ],
  [
    "a second integration",
    `POST ${main}/auth`,
    { auth_provider: "better_auth" },
    409,
    "Neon Auth integration already exists for branch",
  ],
  [
    "a user without a name on a branch",
    `POST ${main}/auth/users`,
    { email: "a@example.com" },
    400,
    "[body.name] Invalid input: expected string, received null",
  ],
  ["an unknown user", `DELETE ${main}/auth/users/nobody`, undefined, 404, "user not found"],
  [
    "the roles of an unknown user",
    `PUT ${main}/auth/users/nobody/role`,
    { roles: ["admin"] },
    404,
    "user not found",
  ],
  [
    "an unknown OAuth provider",
    `DELETE ${main}/auth/oauth_providers/google`,
    undefined,
    404,
    "OAuth provider not found",
  ],
  [
    "shared credentials for GitHub",
    `POST ${main}/auth/oauth_providers`,
    { id: "github" },
    400,
    "shared credentials are not available for github",
    "INVALID_SHARED_OAUTH_PROVIDER",
  ],
  [
    "half of the credentials",
    `POST ${main}/auth/oauth_providers`,
    { id: "google", client_id: "x" },
    400,
    "client_id and client_secret must be given together",
  ],
  [
    "a tenant that is not Microsoft's",
    `POST ${main}/auth/oauth_providers`,
    { id: "google", microsoft_tenant_id: "x" },
    400,
    "microsoft_tenant_id is only for microsoft",
  ],
  [
    "a domain with a slash at its end",
    `POST ${main}/auth/domains`,
    { domain: "https://a.example/", auth_provider: "better_auth" },
    400,
    "domain must have a scheme and no trailing slash",
  ],
  [
    "a transfer of better_auth",
    "POST /projects/auth/transfer_ownership",
    { project_id: "project-id", auth_provider: "better_auth" },
    400,
    "auth provider does not support transfers",
  ],
  ["deleting the default branch", `DELETE ${main}`, undefined, 422, "cannot delete the default branch"],
  [
    "a branch of a parent that is not there",
    `POST ${project}/branches`,
    { branch: { parent_id: "br-other" } },
    404,
    "parent branch not found",
  ],
  [
    "a branch of the same name",
    `POST ${project}/branches`,
    { branch: { name: "main" } },
    409,
    "branch with the provided name already exists",
  ],
  ["a cursor that is made up", `GET ${project}/branches?cursor=x`, undefined, 400, "invalid cursor"],
];

test.for(refusals)("Neon refuses %s", async ([, request, body, status, message, code]) => {
  await using neon = await startWith("better_auth");
  expect(await send(neon, request, body)).toMatchObject({ status, body: error(message, code) });
  expect(neon.sideEffects).toEqual({});
});

test.for(["Bearer wrong", "Basic abc", ""])("the key %j is refused", async (authorization) => {
  await using neon = await startNeon();
  const reply = await send(neon, `GET ${project}`, undefined, { authorization, "x-request-id": "mine" });
  expect(reply).toMatchObject({
    status: 401,
    body: { request_id: "mine", code: "", message: "authentication failed" },
  });
  expect(reply.headers.get("x-request-id")).toBe("mine");
});

const strayRequests: [request: string, body: unknown, problem: string][] = [
  [`POST ${main}/auth`, { auth_provider: "stack", role_name: "x" }, "body.role_name is not known"],
  [
    `POST ${main}/auth`,
    { auth_provider: "clerk" },
    "body.auth_provider must be equal to one of the allowed values: mock, stack, better_auth",
  ],
  [`POST ${main}/auth`, undefined, "body is missing"],
  [`GET ${main}/auth?force=true`, undefined, "parameters.force is not known"],
  [`GET ${project}/branches?limit=many`, undefined, "parameters.limit must be integer"],
  [`PATCH ${main}/auth/email_provider`, smtp, "body must have required property 'type'"],
  [`PATCH ${main}/auth/email_provider`, { type: "shared", host: "x" }, "body.host is not known"],
  [`DELETE ${main}/auth/users/x`, {}, "body is not expected"],
  ["GET /projects/PROJECT", undefined, 'parameters.project_id must match pattern "^[a-z0-9-]{1,60}$"'],
];

test.for(strayRequests)("%s with %j violates Neon's document", async ([request, body, problem]) => {
  await using neon = await startNeon();
  const [method, path] = request.split(" ");
  const reply = await send(neon, request, body);
  expect(reply).toMatchObject({ status: 400, body: error(expect.stringContaining(problem) as never) });
  expect(neon.violations).toEqual([
    { where: "request", method, path: `/api/v2${path}`, problems: expect.arrayContaining([problem]) },
  ]);
});

test("a body that is not JSON, or does not say so, violates Neon's document", async () => {
  await using neon = await startNeon();
  const send = (body: string, type: string) =>
    fetch(`${neon.url}${main}/auth`, {
      method: "POST",
      headers: { authorization: `Bearer ${neon.apiKey}`, "content-type": type },
      body,
    });
  await send("{", "application/json");
  await send('{"auth_provider":"stack"}', "text/plain");
  expect(neon.violations.map(({ problems }) => problems)).toEqual([
    ["body is not JSON"],
    ["content-type is not application/json"],
  ]);
});

test("an answer that violates Neon's document is noticed", async () => {
  await using neon = await startWith("better_auth");
  const auth = neon.state.branch("project-id", "br-example-123").auth;
  Object.assign(auth?.integration ?? {}, { owned_by: "nobody", colour: "green" });
  await send(neon, `GET ${main}/auth`);
  expect(neon.violations).toEqual([
    {
      where: "answer",
      method: "GET",
      path: `/api/v2${main}/auth`,
      problems: [
        "answer.owned_by must be equal to one of the allowed values: user, neon",
        "answer.colour is not known",
      ],
    },
  ]);
});

test("without checks a stray request is carried out", async () => {
  await using neon = await startNeon({ validate: false });
  const reply = await send(neon, `POST ${main}/auth`, { auth_provider: "stack", role_name: "x" });
  expect([reply.status, neon.violations]).toEqual([201, []]);
});

test("an integration lives on its branch from create to delete", async () => {
  await using neon = await startNeon();
  const created = await sent(neon, `POST ${main}/auth`, {
    auth_provider: "better_auth",
    database_name: "app",
  });
  const origin = neon.url.replace("/api/v2", "");
  const base_url = `${origin}/br-example-123/app/auth`;
  expect(created).toMatchObject({
    pub_client_key: "",
    secret_server_key: "",
    base_url,
    jwks_url: `${base_url}/.well-known/jwks.json`,
  });
  expect(await sent(neon, `GET ${main}/auth`)).toMatchObject({ base_url, db_name: "app" });
  await sent(neon, `DELETE ${main}/auth`, { delete_data: true });
  const missing = { status: 404, body: error("Neon Auth integration not found for branch") };
  expect(await send(neon, `GET ${main}/auth`)).toMatchObject(missing);
  expect(await send(neon, `DELETE ${main}/auth`)).toMatchObject(missing);
  await sent(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
});

test("a schema that was left over blocks a new integration until its data is deleted", async () => {
  await using neon = await startWith("better_auth");
  const create = () => send(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
  await sent(neon, `DELETE ${main}/auth`);
  expect(await create()).toMatchObject({ status: 409, body: error('schema "neon_auth" already exists') });
  expect(await send(neon, `GET ${main}/auth`)).toMatchObject({ status: 404 });
  await sent(neon, `DELETE ${main}/auth`, { delete_data: true });
  expect(await create()).toMatchObject({ status: 201 });
});

test("a Neon that forgets the schema can enable auth again at once", async () => {
  await using neon = await startWith("better_auth", { keepsSchema: false });
  await sent(neon, `DELETE ${main}/auth`, { delete_data: false });
  await sent(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
});

test("project-scoped routes act on the branch that create named", async () => {
  await using neon = await startNeon();
  const { branch } = await sent<{ branch: { id: string } }>(neon, `POST ${project}/branches`);
  const wanted = { auth_provider: "stack", project_id: "project-id", branch_id: branch.id };
  await sent(neon, "POST /projects/auth/create", wanted);
  await sent(neon, `POST ${project}/auth/oauth_providers`, { id: "github" });
  const own = await sent(neon, `GET ${project}/branches/${branch.id}/auth/oauth_providers`);
  expect(own).toEqual({ providers: [{ id: "github", type: "shared" }] });
  await sent(neon, `DELETE ${project}/auth/integration/stack`, { delete_data: true });
  expect(await send(neon, `GET ${project}/auth/oauth_providers`)).toMatchObject({ status: 404 });
});

test.for([main, project])("users, domains, email and OAuth providers live under %s", async (scope) => {
  await using neon = await startWith("better_auth");
  const create =
    scope === main
      ? () => send(neon, `POST ${main}/auth/users`, { email: "A@example.com", name: "A" })
      : () => send(neon, "POST /projects/auth/user", { ...userRequest, auth_provider: "better_auth" });
  const user = await create();
  expect(await create()).toMatchObject({ status: 409, body: error("a user with this email already exists") });
  await sent(neon, `DELETE ${scope}/auth/users/${(user.body as { id: string }).id}`);

  const auth_provider = "better_auth";
  const domain = "https://*.example.com";
  await sent(neon, `POST ${scope}/auth/domains`, { domain, auth_provider });
  await sent(neon, `POST ${scope}/auth/domains`, { domain, auth_provider });
  expect(await sent(neon, `GET ${scope}/auth/domains`)).toEqual({ domains: [{ domain, auth_provider }] });
  await sent(neon, `DELETE ${scope}/auth/domains`, { domains: [{ domain }], auth_provider });
  await sent(neon, `DELETE ${scope}/auth/domains`, { domains: [{ domain }], auth_provider });
  expect(await sent(neon, `GET ${scope}/auth/domains`)).toEqual({ domains: [] });

  const email = `${scope}/auth/${scope === main ? "email_provider" : "email_server"}`;
  await sent(neon, `PATCH ${email}`, { type: "standard", ...smtp });
  await sent(neon, `PATCH ${email}`, { type: "standard", ...smtp });
  expect(await sent(neon, `GET ${email}`)).toEqual({ type: "standard", ...smtp });

  const providers = `${scope}/auth/oauth_providers`;
  const microsoft = { id: "microsoft", client_id: "id", client_secret: "one" };
  const add = () => send(neon, `POST ${providers}`, { ...microsoft, microsoft_tenant_id: "tenant" });
  expect([(await add()).status, (await add()).status]).toEqual([201, 200]);
  const changed = { ...microsoft, type: "standard", client_secret: "two" };
  expect(await sent(neon, `PATCH ${providers}/microsoft`, { client_secret: "two" })).toEqual(changed);
  expect(await sent(neon, `GET ${providers}`)).toEqual({ providers: [changed] });
  await sent(neon, `DELETE ${providers}/microsoft`);

  expect(neon.sideEffects).toEqual({
    "create-user": 1,
    "delete-user": 1,
    "add-domain": 1,
    "delete-domain": 1,
    "update-email-server": 1,
    "add-oauth-provider": 1,
    "update-oauth-provider": 1,
    "delete-oauth-provider": 1,
  });
});

test("the roles of a user are replaced", async () => {
  await using neon = await startWith("better_auth");
  const { id } = await sent(neon, `POST ${main}/auth/users`, { email: "a@example.com", name: "A" });
  expect(await sent(neon, `PUT ${main}/auth/users/${id}/role`, { roles: ["admin", "user"] })).toEqual({ id });
  const auth = neon.state.branch("project-id", "br-example-123").auth;
  expect(auth?.users).toEqual([{ id, email: "a@example.com", name: "A", roles: ["admin", "user"] }]);
});

test("a test email that bounces is a success that says false", async () => {
  await using neon = await startWith("better_auth");
  const mail = (recipient_email: string) =>
    sent(neon, `POST ${main}/auth/send_test_email`, { ...smtp, recipient_email });
  expect([await mail("a@example.com"), await mail("a@bounce.test")]).toEqual([
    { success: true },
    { success: false, error_message: "550 mailbox unavailable" },
  ]);
  expect(neon.sideEffects).toEqual({ "send-test-email": 1 });
});

const settings: [path: string, change: Record<string, unknown>, effect: string, readable: boolean][] = [
  [
    "email_and_password",
    { enabled: false, email_verification_method: "link" },
    "update-email-and-password",
    true,
  ],
  ["allow_localhost", { allow_localhost: false }, "update-allow-localhost", true],
  [
    "plugins/organization",
    { organization_limit: 3, creator_role: "admin" },
    "update-organization-plugin",
    false,
  ],
  ["plugins/magic-link", { enabled: true, expires_in: 15 }, "update-magic-link-plugin", false],
  ["plugins/phone-number", { enabled: true, otp_expires_in: 120 }, "update-phone-number-plugin", true],
  ["webhooks", { enabled: true, webhook_url: "https://a.example/hook" }, "update-webhooks", true],
];

test.for(settings)(
  "%s keeps what is set, and the same again is no change",
  async ([path, change, effect, readable]) => {
    await using neon = await startWith("better_auth");
    const method = path === "webhooks" ? "PUT" : "PATCH";
    const answer = await sent(neon, `${method} ${main}/auth/${path}`, change);
    expect(answer).toMatchObject(change);
    expect(await sent(neon, `${method} ${main}/auth/${path}`, change)).toEqual(answer);
    if (readable) expect(await sent(neon, `GET ${main}/auth/${path}`)).toEqual(answer);
    expect(neon.sideEffects).toEqual({ [effect]: 1 });
  },
);

test("the plugins are shown together", async () => {
  await using neon = await startWith("better_auth");
  await sent(neon, `POST ${main}/auth/oauth_providers`, { id: "google" });
  expect(await sent(neon, `GET ${main}/auth/plugins`)).toMatchInlineSnapshot(`
    {
      "allow_localhost": true,
      "email_and_password": {
        "auto_sign_in_after_verification": true,
        "disable_sign_up": false,
        "email_verification_method": "otp",
        "enabled": true,
        "require_email_verification": false,
        "send_verification_email_on_sign_in": false,
        "send_verification_email_on_sign_up": false,
      },
      "email_provider": {
        "type": "shared",
      },
      "magic_link": {
        "disable_sign_up": false,
        "enabled": false,
        "expires_in": 5,
      },
      "oauth_providers": [
        {
          "id": "google",
          "type": "shared",
        },
      ],
      "organization": {
        "creator_role": "owner",
        "enabled": true,
        "membership_limit": 100,
        "organization_limit": 10,
        "send_invitation_email": false,
      },
      "phone_number": {
        "enabled": false,
        "otp_expires_in": 300,
      },
    }
  `);
});

test("a child branch inherits Neon Auth under its own URLs and goes its own way", async () => {
  await using neon = await startWith("better_auth");
  const { id } = await sent(neon, `POST ${main}/auth/users`, { email: "a@example.com", name: "A" });
  await sent(neon, `PATCH ${main}/auth/allow_localhost`, { allow_localhost: false });
  const inherited = {
    oauth_providers: { providers: [{ id: "google", type: "shared" }] },
    email_provider: { type: "standard", ...smtp },
    webhooks: {
      enabled: true,
      webhook_url: "https://a.example/hook",
      enabled_events: [],
      timeout_seconds: 5,
    },
  };
  await sent(neon, `POST ${main}/auth/oauth_providers`, { id: "google" });
  await sent(neon, `PATCH ${main}/auth/email_provider`, inherited.email_provider);
  await sent(neon, `PUT ${main}/auth/webhooks`, inherited.webhooks);
  const { branch } = await sent<{ branch: { id: string } }>(neon, `POST ${project}/branches`, {
    branch: { name: "preview/1" },
  });
  const child = `${project}/branches/${branch.id}`;
  const [parentAuth, childAuth] = [
    await sent(neon, `GET ${main}/auth`),
    await sent(neon, `GET ${child}/auth`),
  ];
  const base_url = parentAuth.base_url?.replace("br-example-123", branch.id);
  const jwks_url = `${base_url}/.well-known/jwks.json`;
  expect(childAuth).toEqual({ ...parentAuth, branch_id: branch.id, base_url, jwks_url });
  const [parentKeys, childKeys] = await Promise.all(
    [parentAuth, childAuth].map(async ({ jwks_url = "" }) => (await fetch(jwks_url)).json()),
  );
  expect(childKeys).toEqual(parentKeys);

  for (const [name, value] of Object.entries(inherited)) {
    expect(await sent(neon, `GET ${child}/auth/${name}`)).toEqual(value);
  }
  await sent(neon, `DELETE ${child}/auth/oauth_providers/google`);
  expect(await sent(neon, `GET ${main}/auth/oauth_providers`)).toEqual(inherited.oauth_providers);
  await sent(neon, `DELETE ${child}/auth/users/${id}`);
  await sent(neon, `DELETE ${main}/auth/users/${id}`);
  expect(await sent(neon, `GET ${child}/auth/allow_localhost`)).toEqual({ allow_localhost: false });
  await sent(neon, `DELETE ${child}`);
  expect(await send(neon, `GET ${child}/auth`)).toMatchObject({
    status: 404,
    body: error("branch not found"),
  });
});

test("the JWKS of a new integration may take some reads to appear", async () => {
  await using neon = await startWith("better_auth", { jwksNotReadyReads: 2 });
  const { jwks_url = "" } = await sent(neon, `GET ${main}/auth`);
  const reads = [await fetch(jwks_url), await fetch(jwks_url), await fetch(jwks_url)];
  expect(reads.map(({ status }) => status)).toEqual([503, 503, 200]);
  expect(await reads[2]?.json()).toEqual({
    keys: [
      {
        kty: "OKP",
        crv: "Ed25519",
        x: expect.any(String),
        kid: expect.any(String),
        alg: "EdDSA",
        use: "sig",
      },
    ],
  });
});

test("the URLs of better_auth can point elsewhere", async () => {
  await using neon = await startWith("better_auth", { authOrigin: "https://ep-1.neonauth.example" });
  expect(await sent(neon, `GET ${main}/auth`)).toMatchObject({
    base_url: "https://ep-1.neonauth.example/br-example-123/neondb/auth",
  });
});

type Page = { branches: { name: string }[]; pagination: { next?: string } };

async function pages(neon: Neon, query: string): Promise<string[][]> {
  const names: string[][] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const cursor: string = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
    const page: Page = await sent<Page>(neon, `GET ${project}/branches?${query}${cursor}`);
    names.push(page.branches.map(({ name }) => name));
    next = page.pagination.next;
  }
  return names;
}

const listings: [query: string, options: Options, expected: string[][]][] = [
  ["", {}, [["dev-3", "dev-2", "dev-1", "main"]]],
  ["limit=3", {}, [["dev-3", "dev-2", "dev-1"], ["main"]]],
  [
    "limit=2",
    {},
    [
      ["dev-3", "dev-2"],
      ["dev-1", "main"],
    ],
  ],
  ["limit=2", { lastPageCursor: true }, [["dev-3", "dev-2"], ["dev-1", "main"], []]],
  ["limit=100&sort_by=name&sort_order=asc", { pageSize: 3 }, [["dev-1", "dev-2", "dev-3"], ["main"]]],
  ["search=dev&sort_by=created_at&sort_order=asc", { pageSize: 2 }, [["dev-1", "dev-2"], ["dev-3"]]],
  ["search=br-example", {}, [["main"]]],
  ["search=nothing", {}, [[]]],
];

test.for(listings)("branches are listed by %j with %j", async ([query, options, expected]) => {
  await using neon = await startNeon(options);
  for (const name of ["dev-1", "dev-2", "dev-3"]) {
    await sent(neon, `POST ${project}/branches`, { branch: { name } });
  }
  expect(await pages(neon, query)).toEqual(expected);
});

test("a project and a branch can be read", async () => {
  await using neon = await startNeon({
    seed: [
      { id: "shiny-wind-028834", name: "Shop", defaultBranch: { id: "br-aged-salad-637688", name: "trunk" } },
    ],
  });
  expect(await sent(neon, "GET /projects/shiny-wind-028834")).toMatchObject({ project: { name: "Shop" } });
  expect(await sent(neon, "GET /projects/shiny-wind-028834/branches/br-aged-salad-637688")).toMatchObject({
    branch: { name: "trunk", default: true, project_id: "shiny-wind-028834" },
  });
});

test("branches of the same name can be seeded", async () => {
  await using neon = await startNeon();
  const seeded = neon.state.projects.get("project-id");
  if (!seeded) throw new Error("the seed is missing");
  neon.state.addBranch(seeded, { name: "main", id: "br-twin" });
  expect(await pages(neon, "search=main")).toEqual([["main", "main"]]);
});

test("a new thing stays unseen for as many reads as asked for", async () => {
  await using neon = await startNeon({ eventualConsistency: { reads: 1 } });
  await sent(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
  const read = async () => (await send(neon, `GET ${main}/auth`)).status;
  expect([await read(), await read(), await read()]).toEqual([404, 200, 200]);
  await sent(neon, `POST ${main}/auth/oauth_providers`, { id: "google" });
  const providers = () => sent<{ providers: unknown[] }>(neon, `GET ${main}/auth/oauth_providers`);
  expect([(await providers()).providers.length, (await providers()).providers.length]).toEqual([0, 1]);
});

test("a rate limit counts by route and in all", async () => {
  await using byRoute = await startNeon({ rateLimit: { perSecondPerRoute: 1, retryAfter: true } });
  const one = await send(byRoute, `GET ${main}`);
  const two = await send(byRoute, `GET ${main}`);
  const other = await send(byRoute, `GET ${project}`);
  expect([one.status, two.status, two.headers.get("retry-after"), other.status]).toEqual([
    200,
    429,
    "1",
    200,
  ]);
  await using inAll = await startNeon({ rateLimit: { perMinute: 2 } });
  await send(inAll, `GET ${main}`);
  await send(inAll, `GET ${project}`);
  const third = await send(inAll, `GET ${project}/branches`);
  expect(third).toMatchObject({ status: 429, body: error("too many requests") });
  expect(third.headers.get("retry-after")).toBeNull();
});

test("reset starts over; clearRequests forgets only what was seen", async () => {
  await using neon = await startWith("better_auth");
  await send(neon, `GET ${main}/auth?x=1`);
  neon.clearRequests();
  expect([neon.requests, neon.violations, neon.sideEffects]).toEqual([[], [], {}]);
  await sent(neon, `GET ${main}/auth`);
  neon.next({}, { kind: "hang", when: "before-headers" });
  neon.reset();
  expect(neon.requests).toEqual([]);
  expect(await send(neon, `GET ${main}/auth`)).toMatchObject({ status: 404 });
});

const create = `POST ${main}/auth`;
const wanted = { auth_provider: "better_auth" };

const answers: [what: string, fault: Fault, expected: object, created: number][] = [
  [
    "an answer that is not carried out",
    { kind: "answer", status: 423 },
    {
      status: 423,
      body: error("project already has running conflicting operations, scheduling of new ones is prohibited"),
    },
    0,
  ],
  [
    "an error although it was done",
    { kind: "answer", status: 500, after: "state" },
    { status: 500, body: error("Internal Server Error") },
    1,
  ],
  [
    "another success code",
    { kind: "answer", status: 200, after: "state" },
    { status: 200, body: expect.objectContaining(wanted) },
    1,
  ],
  ["an empty body", { kind: "answer", status: 200, body: "", after: "state" }, { status: 200, body: "" }, 1],
  ["HTML", { kind: "answer", status: 503, body: "<h1>503</h1>" }, { status: 503, body: "<h1>503</h1>" }, 0],
  ["a body of its own", { kind: "answer", status: 418, body: { a: 1 } }, { status: 418, body: { a: 1 } }, 0],
  [
    "the true answer in drops",
    { kind: "drip", bytesPerSecond: 20_000 },
    { status: 201, body: expect.objectContaining(wanted) },
    1,
  ],
  [
    "a huge answer",
    { kind: "huge", bytes: 300_000 },
    { status: 200, body: { padding: "a".repeat(300_000) } },
    0,
  ],
  [
    "a redirect",
    { kind: "redirect", to: "https://else.example/", status: 307 },
    { status: 307, body: "" },
    0,
  ],
];

test.for(answers)("a fault can be %s", async ([, fault, expected, created]) => {
  await using neon = await startNeon();
  neon.next({}, fault);
  expect(await send(neon, create, wanted)).toMatchObject(expected);
  expect(neon.sideEffects["create-integration"] ?? 0).toBe(created);
});

const breaks: [what: string, fault: Fault, created: number, status?: number][] = [
  ["a reset before anything happens", { kind: "reset", when: "before-headers" }, 0],
  ["a reset after the change", { kind: "reset", when: "after-state" }, 1],
  ["an answer that is cut", { kind: "cut", atByte: 5 }, 1, 201],
  ["an answer that is cut at the last byte", { kind: "cut", atByte: 1_000_000 }, 1, 201],
  ["bytes that are not HTTP", { kind: "garbage" }, 0],
  ["bytes that are not HTTP after the change", { kind: "garbage", after: "state" }, 1],
];

test.for(breaks)("a fault can be %s", async ([, fault, created, status]) => {
  await using neon = await startNeon();
  neon.next({}, fault);
  await expect(send(neon, create, wanted)).rejects.toThrow();
  expect(neon.sideEffects["create-integration"] ?? 0).toBe(created);
  expect(neon.requests.map((request) => request.status)).toEqual([status]);
});

test.for([
  ["before-headers", 0],
  ["after-state", 1],
] as const)("a fault can be silence %s, which close ends", async ([when, created]) => {
  const neon = await startNeon();
  neon.next({}, { kind: "hang", when });
  const reply = send(neon, create, wanted);
  await expect.poll(() => neon.requests.length).toBe(1);
  expect(neon.sideEffects["create-integration"] ?? 0).toBe(created);
  await Promise.all([expect(reply).rejects.toThrow(), neon.close()]);
  await neon.close();
});

test("faults wait in line for the requests that they are for", async () => {
  await using neon = await startWith("better_auth");
  neon.next({ method: "get", path: "/auth", times: 2 }, { kind: "answer", status: 503 });
  neon.next(
    { path: /branches\?search=\w+$/ },
    { kind: "answer", status: 429, headers: { "retry-after": "2" } },
  );
  neon.next({ method: "DELETE", times: Number.POSITIVE_INFINITY }, { kind: "answer", status: 423 });
  const statuses: number[] = [];
  for (const request of [
    `GET ${project}`,
    `GET ${main}/auth`,
    `GET ${main}/auth`,
    `GET ${main}/auth`,
    `GET ${project}/branches?search=a`,
    `DELETE ${main}/auth`,
    `DELETE ${main}/auth`,
  ]) {
    statuses.push((await send(neon, request)).status);
  }
  expect(statuses).toEqual([200, 503, 503, 200, 429, 423, 423]);
});

test("latency can depend on the request", async () => {
  const delayed: string[] = [];
  await using neon = await startNeon({
    latencyMs: ({ method }) => {
      delayed.push(method);
      return 1;
    },
  });
  await sent(neon, `GET ${project}`);
  expect(delayed).toEqual(["GET"]);
});
