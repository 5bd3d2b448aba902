import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import type { AuthProvider } from "../emulator/state.ts";
import { asked, at, errorOf, type Main, main, mainsPlayed, runAction, written } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

type Given = Readonly<Record<string, string>>;
const project = { project_id: "project-id" };
const branch = { ...project, branch_id: "br-example-123" };
const onProject = "/projects/project-id/auth";
const onBranch = "/projects/project-id/branches/br-example-123/auth";

const run = (main: Main, inputs: Given, neon_ = neon) => runAction(main, { ...at(neon_), ...inputs });
const theBranch = (neon_ = neon) => neon_.state.branch("project-id", "br-example-123");
const enable = (provider: AuthProvider, database?: string) =>
  neon.state.enableAuth(theBranch(), provider, database);

/** Done or not, the answer does not arrive. */
const done: Fault = { kind: "reset", when: "after-state" };
const notDone: Fault = { kind: "reset", when: "before-headers" };
const lost: readonly [what: string, fault: Fault][] = [
  ["lost", done],
  ["cut in its middle", { kind: "cut", atByte: 5 }],
  ["not HTTP", { kind: "garbage", after: "state" }],
  ["a 500", { kind: "answer", status: 500, after: "state" }],
  ["a 502", { kind: "answer", status: 502, after: "state" }],
  ["a 504", { kind: "answer", status: 504, after: "state" }],
  ["a 503 of something in between", { kind: "answer", status: 503, after: "state", body: "<h1>busy</h1>" }],
];

const createOnProject = { operation: "create-integration", ...branch, auth_provider: "stack" };
const createOnBranch = { operation: "create-integration", ...branch };
const creates = [
  {
    scope: "project",
    inputs: createOnProject,
    post: "POST /projects/auth/create",
    look: `GET ${onProject}/integrations`,
  },
  { scope: "branch", inputs: createOnBranch, post: `POST ${onBranch}`, look: `GET ${onBranch}` },
];

describe.each(creates)("creating an integration in the scope $scope", ({ inputs, post, look }) => {
  // The other ways to lose an answer are in faults.test.ts.
  test.each(lost.filter(([what]) => /HTTP|in between/.test(what)))(
    "is a success if it was done and the answer is %s",
    async (_, fault) => {
      neon.next({ method: "POST" }, fault);
      const result = await run(main, inputs);
      expect(result.exitCode).toBe(0);
      expect(result.outputs).toMatchObject({ changed: "true", keys_available: "false" });
      expect(result.outputs.auth_provider_project_id).toBe(
        theBranch().auth?.integration.auth_provider_project_id,
      );
      expect(asked(neon)).toEqual([post, look]);
      expect(neon.sideEffects).toEqual({ "create-integration": 1 });
      expect(result.stdout).not.toContain("busy");
    },
  );

  test("is sent once more if two looks do not find it", async () => {
    neon.next({ method: "POST" }, notDone);
    const result = await run(main, inputs);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(asked(neon)).toEqual([post, look, look, post]);
    expect(neon.sideEffects).toEqual({ "create-integration": 1 });
  });

  test("is looked at again if the second answer is lost too", async () => {
    neon.next({ method: "POST" }, notDone);
    neon.next({ method: "POST" }, done);
    const result = await run(main, inputs);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(asked(neon)).toEqual([post, look, look, post, look]);
    expect(neon.sideEffects).toEqual({ "create-integration": 1 });
  });

  test("has an unknown outcome if both answers are lost and nothing is found", async () => {
    neon.next({ method: "POST", times: 2 }, notDone);
    const result = await run(main, inputs);
    expect(errorOf(result)).toContain(
      "Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.",
    );
    expect(asked(neon)).toEqual([post, look, look, post, look]);
  });

  test("is sent once more if Neon shows it late, and is not done twice", async () => {
    await using slow = await startNeon({ eventualConsistency: { reads: 2 } });
    slow.next({ method: "POST" }, done);
    const result = await run(main, inputs, slow);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(asked(slow)).toEqual([post, look, look, post, look]);
    expect(slow.sideEffects).toEqual({ "create-integration": 1 });
  });

  test("fails if what is found after a lost answer is of another provider", async () => {
    enable("mock");
    neon.next({ method: "POST" }, notDone);
    const result = await run(main, inputs);
    expect(errorOf(result)).toMatch(
      /The mock integration is already there, but (Stack Auth|Better Auth) was asked for/,
    );
    expect(asked(neon)).toEqual([post, look]);
    expect(neon.sideEffects).toEqual({});
  });

  test("two runs at once make one, and both succeed", async () => {
    const results = await Promise.all([run(main, inputs), run(main, inputs)]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(results.map(({ outputs }) => outputs.changed).toSorted()).toEqual(["false", "true"]);
    expect(neon.sideEffects).toEqual({ "create-integration": 1 });
  });

  test("says how to get rid of a schema that was left over, and that works", {
    timeout: 30_000,
  }, async () => {
    theBranch().schemaLeftOver = true;
    const result = await run(main, inputs);
    expect(errorOf(result)).toContain('(409): schema "neon_auth" already exists. ');
    expect(errorOf(result)).toContain(
      "No integration is there, so this is about the `neon_auth` schema that an earlier one left in the database or that the branch has inherited. `delete-integration` with `delete_data: true` deletes it with all users in it; then run this step again.",
    );
    expect(result.outputs).toMatchObject({ changed: "false" });
    expect(asked(neon)).toEqual([post, look, look, look, look, look]);

    const cure = { operation: "delete-integration", delete_data: "true" };
    await run(main, { ...cure, ...branch, confirm: "main" });
    expect((await run(main, inputs)).outputs).toMatchObject({ changed: "true" });
  });
});

describe("adding an OAuth provider whose answer is lost", () => {
  const add = { operation: "add-oauth-provider", oauth_provider_id: "google" };

  test.each<[scope: string, inputs: Given, path: string]>([
    ["project", { ...add, ...project }, `${onProject}/oauth_providers`],
    ["branch", { ...add, ...branch }, `${onBranch}/oauth_providers`],
  ])("is read back in the scope %s", async (_, inputs, path) => {
    enable("stack");
    neon.next({ method: "POST" }, done);
    const result = await run(main, inputs);
    expect(result.outputs).toMatchObject({ changed: "true", oauth_provider_type: "shared" });
    expect(asked(neon)).toEqual([`GET ${path}`, `POST ${path}`, `GET ${path}`]);
    expect(neon.sideEffects).toEqual({ "add-oauth-provider": 1 });
  });

  test("is one provider if two runs add it at once", async () => {
    enable("better_auth");
    const results = await Promise.all([run(main, { ...add, ...branch }), run(main, { ...add, ...branch })]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(neon.sideEffects).toEqual({ "add-oauth-provider": 1 });
  });
});

const smtp = {
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "smtp-password-1",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};
const mails = { operation: "send-test-email", ...branch, ...smtp, recipient_email: "user@example.com" };
const users = "Run the step again: it finds the user or creates it.";

describe("what no read shows", () => {
  const mints: readonly [what: string, inputs: Given, post: string, check: string][] = [
    [
      "generate-sdk-keys",
      { operation: "generate-sdk-keys", ...project },
      "POST /projects/auth/keys",
      "Look at the API keys in the dashboard of the auth provider before you generate others, and revoke what nobody uses.",
    ],
    [
      "create-user on the project",
      { operation: "create-user", ...project, email: "user@example.com" },
      "POST /projects/auth/user",
      users,
    ],
    [
      "create-user on the branch",
      { operation: "create-user", ...branch, email: "user@example.com" },
      `POST ${onBranch}/users`,
      users,
    ],
    [
      "send-test-email",
      mails,
      `POST ${onBranch}/send_test_email`,
      "Look into the mailbox of the recipient before you send another one.",
    ],
  ];

  test.each(
    mints.flatMap(([what, ...rest]) =>
      (what === "send-test-email" ? mainsPlayed : (["dist"] as const)).map(
        (main) => [main, what, ...rest] as const,
      ),
    ),
  )(
    "%s: %s is sent once, and its outcome is unknown, if the answer is lost",
    async (main, _, inputs, post, check) => {
      enable("stack");
      neon.next({ method: "POST" }, done);
      const result = await run(main, inputs);
      expect(errorOf(result)).toBe(
        `${post} was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. ${check}`,
      );
      expect(result.exitCode).toBe(1);
      expect(asked(neon)).toEqual([post]);
      expect(neon.sideEffects).toEqual({ [`${inputs.operation}`]: 1 });
    },
  );

  test.each([
    ["project", { ...project, auth_provider: "stack" }],
    ["branch", branch],
  ])(
    "a user whose answer was lost is found by a second run on the %s, unless that is to fail",
    async (_, where) => {
      enable("stack");
      const inputs = { operation: "create-user", ...where, email: "user@example.com" };
      neon.next({ method: "POST" }, done);
      expect(errorOf(await run("dist", inputs))).toContain(users);
      const { exitCode, outputs } = await run("dist", inputs);
      expect(exitCode).toBe(0);
      expect(outputs.changed).toBe("false");
      expect(neon.sideEffects).toEqual({ "create-user": 1 });

      neon.next({ method: "POST" }, done);
      const strict = await run("dist", { ...inputs, email: "other@example.com", if_exists: "fail" });
      expect(errorOf(strict)).toContain(
        "it may have been carried out. Neon cannot list users. Look for the email in the users table of the `neon_auth` schema or in the Neon Console before you create it again.",
      );
    },
  );

  test.each(lost.slice(1))(
    "is sent once, and its outcome is unknown, if the answer is %s",
    async (_, fault) => {
      enable("better_auth");
      neon.next({ method: "POST" }, fault);
      const result = await run(main, { operation: "create-user", ...branch, email: "user@example.com" });
      expect(errorOf(result)).toContain(`Outcome unknown: it may have been carried out. ${users}`);
      expect(asked(neon)).toEqual([`POST ${onBranch}/users`]);
      expect(result.stdout).not.toContain("busy");
    },
  );

  const transfer = { operation: "transfer-ownership", ...project, confirm: "project-id" };
  const post = "POST /projects/auth/transfer_ownership";
  const look = `GET ${onProject}/integrations`;

  test("is read back for a transfer: its URL is lost with the answer, and another one is not asked for", async () => {
    enable("stack");
    neon.next({ method: "POST" }, done);
    const result = await run(main, transfer);
    expect(errorOf(result)).toBe(
      `${post} was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.`,
    );
    expect(result.outputs.changed).toBeUndefined();
    expect(asked(neon)).toEqual([post, look]);
    expect(neon.sideEffects).toEqual({ "transfer-ownership": 1 });
  });

  test.each(mainsPlayed)(
    "%s: is read back for a transfer, which is sent once more if it was not done",
    async (main) => {
      enable("stack");
      neon.next({ method: "POST" }, notDone);
      const result = await run(main, transfer);
      expect(result.exitCode).toBe(0);
      expect(result.outputs.transfer_url).toContain("https://app.stack-auth.com/");
      expect(asked(neon)).toEqual([post, look, look, post]);
      expect(neon.sideEffects).toEqual({ "transfer-ownership": 1 });
    },
  );

  test.each<[operation: string, inputs: Given]>([
    ["create", createOnBranch],
    ["update", { operation: "update-allow-localhost", ...branch, allow_localhost: "false" }],
    ["delete", { operation: "delete-user", ...branch, auth_user_id: "user-1" }],
  ])("is unknown too if something else answers a %s with success and a page", async (_, inputs) => {
    if (inputs !== createOnBranch) enable("better_auth");
    for (const method of ["POST", "PATCH", "DELETE"])
      neon.next({ method }, { kind: "answer", status: 200, body: "<h1>Welcome to the Wi-Fi</h1>" });
    const result = await run(main, inputs);
    expect(errorOf(result)).toContain("check `api_host` and the proxy. Outcome unknown: it may have been");
    expect(result.exitCode).toBe(1);
    expect(result.outputs.changed).toBeUndefined();
    expect(written(neon)).toHaveLength(1);
    expect(result.stdout).not.toContain("Wi-Fi");
  });

  test("has a known outcome if Neon says no", async () => {
    neon.next({ method: "POST" }, { kind: "answer", status: 422 });
    const result = await run(main, mails);
    expect(errorOf(result)).toContain("(422)");
    expect(errorOf(result)).not.toContain("unknown");
  });
});

test.each(mainsPlayed)(
  "%s: a test mail that the mail server refuses is a failure with its reason",
  async (main) => {
    enable("better_auth");
    const result = await run(main, { ...mails, recipient_email: "user@bounce.test" });
    expect(errorOf(result)).toContain("The mail server did not take the mail: 550 mailbox unavailable");
    expect(result.exitCode).toBe(1);
    expect(neon.sideEffects).toEqual({});
  },
);

/** Absolute writes: what they send, with the looks around it. */
const sets: readonly [inputs: Given, look: string | undefined, write: string][] = [
  [
    {
      operation: "update-oauth-provider",
      ...project,
      oauth_provider_id: "google",
      client_id: "a",
      client_secret: "client-secret-1",
    },
    `GET ${onProject}/oauth_providers`,
    `PATCH ${onProject}/oauth_providers/google`,
  ],
  [
    {
      operation: "update-oauth-provider",
      ...branch,
      oauth_provider_id: "google",
      client_id: "a",
      client_secret: "client-secret-1",
    },
    `GET ${onBranch}/oauth_providers`,
    `PATCH ${onBranch}/oauth_providers/google`,
  ],
  [
    { operation: "update-email-server", ...project, email_server_type: "standard", ...smtp },
    `GET ${onProject}/email_server`,
    `PATCH ${onProject}/email_server`,
  ],
  [
    { operation: "update-email-server", ...branch, email_server_type: "standard", ...smtp },
    `GET ${onBranch}/email_provider`,
    `PATCH ${onBranch}/email_provider`,
  ],
  [
    { operation: "update-email-and-password", ...branch, disable_sign_up: "true" },
    `GET ${onBranch}/email_and_password`,
    `PATCH ${onBranch}/email_and_password`,
  ],
  [
    { operation: "update-organization-plugin", ...branch, organization_limit: "3" },
    `GET ${onBranch}/plugins`,
    `PATCH ${onBranch}/plugins/organization`,
  ],
  [
    {
      operation: "update-webhooks",
      ...branch,
      webhook_enabled: "true",
      webhook_url: "https://example.com/hooks",
    },
    `GET ${onBranch}/webhooks`,
    `PUT ${onBranch}/webhooks`,
  ],
  [
    { operation: "set-user-roles", ...branch, auth_user_id: "user-1", roles: "admin" },
    undefined,
    `PUT ${onBranch}/users/user-1/role`,
  ],
];

describe("an absolute write", () => {
  beforeEach(() => {
    const auth = enable("stack");
    auth.oauthProviders.push({ id: "google", type: "shared" });
    auth.users.push({ id: "user-1", email: "user@example.com", roles: [] });
  });
  const looks = (look: string | undefined) => (look === undefined ? [] : [look]);

  test.each([
    ...sets.map((row) => [done, ...row] as const),
    ...sets.slice(5).map((row) => [notDone, ...row] as const),
  ])("with the answer %j is repeated: %j", async (fault, inputs, look, write) => {
    const [method = ""] = write.split(" ");
    neon.next({ method }, fault);
    const result = await run(main, inputs);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(asked(neon)).toEqual([...looks(look), write, write, ...looks(look)]);
    expect(neon.sideEffects).toEqual({ [`${inputs.operation}`]: 1 });
  });

  const [, , , [inputs = {}, look, write = ""] = []] = sets;

  test.each(lost.slice(1))("is repeated if its answer is %s", async (_, fault) => {
    neon.next({ method: "PATCH" }, fault);
    const result = await run(main, inputs);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(asked(neon)).toEqual([...looks(look), write, write, ...looks(look)]);
    expect(neon.sideEffects).toEqual({ "update-email-server": 1 });
  });

  test.each(mainsPlayed)("%s: has an unknown outcome if the second answer is lost too", async (main) => {
    neon.next({ method: "PATCH", times: 2 }, done);
    const result = await run(main, inputs);
    expect(errorOf(result)).toContain(
      "Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.",
    );
    expect(asked(neon)).toEqual([...looks(look), write, write]);
  });
});

/** Deletes, and what is looked at to see whether the thing is gone. */
const removes: readonly [inputs: Given, request: string, look?: string][] = [
  [
    { operation: "delete-integration", ...project, auth_provider: "stack", confirm: "project-id" },
    `DELETE ${onProject}/integration/stack`,
    `GET ${onProject}/integrations`,
  ],
  [
    { operation: "delete-integration", ...branch, confirm: "br-example-123" },
    `DELETE ${onBranch}`,
    `GET ${onBranch}`,
  ],
  [
    { operation: "delete-oauth-provider", ...project, oauth_provider_id: "google" },
    `DELETE ${onProject}/oauth_providers/google`,
  ],
  [
    { operation: "delete-oauth-provider", ...branch, oauth_provider_id: "google" },
    `DELETE ${onBranch}/oauth_providers/google`,
  ],
  [{ operation: "delete-user", ...project, auth_user_id: "user-1" }, `DELETE ${onProject}/users/user-1`],
  [{ operation: "delete-user", ...branch, auth_user_id: "user-1" }, `DELETE ${onBranch}/users/user-1`],
];

describe("a write whose answer was lost", () => {
  const localhost = { operation: "update-allow-localhost", ...branch, allow_localhost: "false" };
  const remove = { operation: "delete-integration", ...branch, confirm: "br-example-123" };
  const removeUser = { operation: "delete-user", ...branch, auth_user_id: "user-1" };

  test.each<[then: string, inputs: Given, method: string, follow: string, status: number]>([
    ["the look is refused", createOnBranch, "POST", "GET", 403],
    ["the look fails", createOnBranch, "POST", "GET", 500],
    ["the look for what was deleted fails", remove, "DELETE", "GET", 500],
    ["the second one is refused", removeUser, "DELETE", "DELETE", 403],
    ["the second one is not understood", localhost, "PATCH", "PATCH", 422],
    ["the second one is not answered in time", localhost, "PATCH", "PATCH", 408],
  ])("has an unknown outcome also if then %s", async (_, inputs, method, follow, status) => {
    if (inputs !== createOnBranch)
      enable("better_auth").users.push({ id: "user-1", email: "user@example.com", roles: [] });
    neon.next({ method }, done);
    neon.next({ method: follow, times: Number.POSITIVE_INFINITY }, { kind: "answer", status });
    const result = await run(main, { ...inputs, retries: "1" });
    const error = errorOf(result);
    expect(error).toContain("Outcome unknown: it may have been carried out.");
    expect(result.outputs.changed).toBeUndefined();
    expect(neon.sideEffects).toEqual({ [`${inputs.operation}`]: 1 });
  });
});

describe("a delete", () => {
  beforeEach(() => {
    const auth = enable("stack");
    auth.oauthProviders.push({ id: "google", type: "shared" });
    auth.users.push({ id: "user-1", email: "user@example.com", roles: [] });
  });

  test.each(removes)(
    "%j is looked for or repeated if its answer is lost, and gone is done",
    async (inputs, request, look) => {
      neon.next({ method: "DELETE" }, done);
      const result = await run(main, { ...inputs, if_missing: "fail" });
      expect(result.exitCode).toBe(0);
      expect(result.outputs).toMatchObject({ changed: "true" });
      expect(asked(neon)).toEqual([request, ...(look ? [look, look] : [request])]);
      expect(neon.sideEffects).toEqual({ [`${inputs.operation}`]: 1 });
    },
  );

  const onBothScopes = removes.filter(([, request]) => !request.endsWith("/integration/stack"));

  test.each(onBothScopes)("%j is repeated if it was not done", async (inputs, request, look) => {
    neon.next({ method: "DELETE" }, notDone);
    const result = await run(main, inputs);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(asked(neon)).toEqual([request, ...(look ? [look] : []), request]);
    expect(neon.sideEffects).toEqual({ [`${inputs.operation}`]: 1 });
  });

  test("of a project's integration is not repeated if one is shown: it may be that of another branch", async () => {
    const [inputs = {}, request = "", look = ""] = removes[0] ?? [];
    neon.next({ method: "DELETE" }, notDone);
    const result = await run(main, inputs);
    expect(errorOf(result)).toContain("Outcome unknown: it may have been carried out.");
    expect(asked(neon)).toEqual([request, look]);
    expect(result.outputs.changed).toBeUndefined();
  });

  test.each(removes.slice(0, 2))(
    "%j is repeated if data goes with it, which no look shows",
    async (inputs, request, look = "") => {
      neon.next({ method: "DELETE" }, done);
      const result = await run(main, { ...inputs, delete_data: "true" });
      expect(result.outputs).toMatchObject({ changed: "true" });
      expect(asked(neon)).toEqual([request, look, look, request]);
      expect(neon.sideEffects).toEqual({ "delete-integration": 1 });
    },
  );

  test("of domains is repeated as well", async () => {
    const auth = enable("better_auth");
    auth.domains.push({ domain: "https://a.example", auth_provider: "better_auth" });
    neon.next({ method: "DELETE" }, done);
    const result = await run(main, { operation: "delete-domain", ...branch, domain: "https://a.example" });
    expect(result.outputs).toMatchObject({ changed: "true", domains: "[]" });
    expect(written(neon)).toEqual([`DELETE ${onBranch}/domains`, `DELETE ${onBranch}/domains`]);
    expect(neon.sideEffects).toEqual({ "delete-domain": 1 });
  });

  test.each(removes)(
    "%j of what is gone is no change, or fails if it must not be",
    async (inputs, request) => {
      const auth = theBranch().auth;
      auth?.users.splice(0);
      auth?.oauthProviders.splice(0);
      if (inputs.operation === "delete-integration") delete theBranch().auth;
      const ignored = await run(main, inputs);
      expect(ignored.exitCode).toBe(0);
      expect(ignored.outputs).toMatchObject({ changed: "false" });
      expect(errorOf(await run(main, { ...inputs, if_missing: "fail" }))).toContain("(404)");
      expect(asked(neon)).toEqual([request, request]);
      expect(neon.sideEffects).toEqual({});
    },
  );
});

describe("`retries: 0`", () => {
  const writes: readonly Given[] = [
    createOnProject,
    createOnBranch,
    {
      operation: "add-oauth-provider",
      ...branch,
      oauth_provider_id: "github",
      client_id: "a",
      client_secret: "client-secret-1",
    },
    { operation: "add-domain", ...branch, domain: "https://a.example" },
    { operation: "delete-domain", ...branch, domain: "https://there.example" },
    { operation: "create-user", ...branch, email: "new@example.com" },
    ...sets.map(([inputs]) => inputs),
    ...removes.map(([inputs]) => inputs),
  ];

  test.each(writes)("never sends %j twice", async (inputs) => {
    const auth = inputs.operation === "create-integration" ? undefined : enable("stack");
    auth?.oauthProviders.push({ id: "google", type: "shared" });
    auth?.users.push({ id: "user-1", email: "user@example.com", roles: [] });
    auth?.domains.push({ domain: "https://there.example", auth_provider: "better_auth" });
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) neon.next({ method }, notDone);
    const result = await run(main, { ...inputs, retries: "0" });
    expect(errorOf(result)).toContain("Outcome unknown: it may have been carried out.");
    expect(written(neon)).toHaveLength(1);
  });
});

describe("a route of the project", () => {
  test.each<[status: number, inputs: Given]>([
    [404, { operation: "list-domains", ...project }],
    [410, { operation: "list-domains", ...project }],
    [404, { operation: "add-oauth-provider", ...project, oauth_provider_id: "google" }],
    [410, createOnProject],
  ])("that answers %i points at the one of the branch: %j", async (status, inputs) => {
    neon.next(
      { times: Number.POSITIVE_INFINITY },
      { kind: "answer", status, body: { message: "gone", code: "", request_id: "r" } },
    );
    const error = errorOf(await run(main, inputs));
    expect(error).toContain(`(${status})`);
    expect(error).toContain("name a branch, which uses the branch-scoped API.");
    expect(neon.sideEffects).toEqual({});
  });

  test("is not what a route of the branch points at", async () => {
    const error = errorOf(await run(main, { operation: "get-integration", ...branch }));
    expect(error).toContain("If Neon Auth is not enabled on this branch, run `create-integration` first.");
    expect(error).not.toContain("branch-scoped");
  });
});

test("a whole job that runs a second time changes nothing", { timeout: 120_000 }, async () => {
  const own = { client_id: "client-id", client_secret: "client-secret-1" };
  const job: readonly Given[] = [
    { operation: "create-integration", database_name: "neondb" },
    { operation: "add-oauth-provider", oauth_provider_id: "google", ...own },
    {
      operation: "add-oauth-provider",
      oauth_provider_id: "microsoft",
      ...own,
      microsoft_tenant_id: "tenant",
    },
    { operation: "add-domain", domain: "https://a.example/welcome\nhttps://b.example" },
    { operation: "delete-domain", domain: "https://old.example" },
    { operation: "delete-oauth-provider", oauth_provider_id: "github" },
    { operation: "update-email-server", email_server_type: "standard", ...smtp },
    { operation: "update-email-and-password", email_verification_method: "link", disable_sign_up: "true" },
    { operation: "update-allow-localhost", allow_localhost: "false" },
    { operation: "update-organization-plugin", organization_limit: "3", creator_role: "admin" },
    { operation: "update-magic-link-plugin", magic_link_enabled: "true", magic_link_expires_in: "10" },
    { operation: "update-phone-number-plugin", otp_expires_in: "60" },
    {
      operation: "update-webhooks",
      webhook_enabled: "true",
      webhook_url: "https://example.com/hooks",
      webhook_events: "user.created",
    },
    { operation: "create-integration", database_name: "neondb" },
  ];
  const changes = async () => {
    const changed: string[] = [];
    for (const inputs of job) {
      const result = await run(main, { ...branch, ...inputs });
      expect(result.conclusion).toBe("success");
      if (result.outputs.changed === "true") changed.push(inputs.operation ?? "");
    }
    return changed;
  };
  expect(await changes()).toEqual(
    job
      .slice(0, -1)
      .map(({ operation }) => operation)
      .filter((operation) => !operation?.startsWith("delete-")),
  );
  neon.clearRequests();
  expect(await changes()).toEqual([]);
  expect(neon.sideEffects).toEqual({});
  // Each of these is a create that Neon answers with a conflict, or a write of the same values.
  expect(written(neon)).toEqual([
    `POST ${onBranch}`,
    `DELETE ${onBranch}/oauth_providers/github`,
    `PUT ${onBranch}/webhooks`,
    `POST ${onBranch}`,
  ]);
});
