import { createAuthClient } from "better-auth/client";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { theBranch } from "../faults/case.ts";
import type { StepResult } from "../runner/runner.ts";
import { at, errorOf, main, runAction, written } from "./action.ts";
import { askedService, authOf, checkTraces, signUp, toService } from "./auth-service.ts";
import { configFile, workspace } from "./config-file.ts";

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const app = "https://app.example.com";
const ada = { email: "ada@example.com", password: "correct horse battery" };
const grace = { email: "grace@example.com", password: "nanoseconds of wire" };

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  const { domains } = neon.state.enableAuth(theBranch(neon), "better_auth");
  for (const domain of ["https://*.example.com", app]) domains.push({ domain, auth_provider: "better_auth" });
});
// Whatever a test is about.
afterEach(() => checkTraces(neon));
afterAll(() => neon.close());

type Given = Readonly<Record<string, string>>;
const onBranch = () => ({ ...at(neon), ...branch });
const create = (inputs: Given = {}) =>
  runAction(main, { operation: "create-user", ...onBranch(), ...ada, ...inputs });
const check = (inputs: Given = {}) =>
  runAction(main, { operation: "check-sign-in", ...onBranch(), ...ada, origin: app, ...inputs });

/** The refusal of a step, which must have sent no write. */
async function refused(running: Promise<StepResult>): Promise<string> {
  const result = await running;
  expect(result.exitCode).toBe(1);
  expect(result.outputs.changed ?? "false").toBe("false");
  expect(written(neon)).toEqual([]);
  return errorOf(result);
}

const users = () => authOf(neon).users.map(({ email, name, roles }) => [email, name, ...roles]);
const origins = () => new Set(toService(neon).map(({ headers }) => headers.origin));

describe("a user with a password", () => {
  test("signs up from the first domain without a wildcard, and can sign in", async () => {
    const result = await create({ name: "Ada", roles: "admin" });
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ changed: "true", auth_user_id: authOf(neon).users[0]?.id });
    expect(users()).toEqual([[ada.email, "Ada", "admin"]]);
    expect(result.log).toContain("Made the user, who can sign in.");
    expect(result.summary).toContain("A sign-up can send mail and call webhooks");
    expect(origins()).toEqual(new Set([app]));
    expect(askedService(neon)).toEqual([
      "POST /sign-in/email",
      "POST /sign-up/email",
      "POST /sign-out",
      "POST /sign-in/email",
      "POST /sign-out",
    ]);
    expect((await check()).exitCode).toBe(0);
  });

  test("is found by the next run", async () => {
    await create();
    const [before] = authOf(neon).users;
    neon.clearRequests();
    const again = await create();
    expect(again.outputs).toMatchObject({ changed: "false", auth_user_id: before?.id });
    expect(again.log).toContain("The user is there already, and can sign in.");
    expect(askedService(neon)).toEqual(["POST /sign-in/email", "POST /sign-out"]);
    expect(errorOf(await create({ if_exists: "fail" }))).toBe(
      "The user is there already, and `if_exists: fail` forbids to reuse it.",
    );
    expect(users()).toHaveLength(1);
  });

  test("that is another one is said, and changes nothing", async () => {
    await create();
    const result = await create({ password: "battery staple horse" });
    expect(errorOf(result)).toBe(
      "The user is there already, with another password or none: give that password, or delete the user with `delete-user` first. [POST /sign-up/email, status 422, USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: User already exists. Use another email]",
    );
    expect(result.outputs.changed).toBe("false");
    expect((await check()).exitCode).toBe(0);
  });

  test("signs up from the origin that is given, else from that of the service", async () => {
    await create({ origin: "https://pr-7.example.com" });
    expect(origins()).toEqual(new Set(["https://pr-7.example.com"]));
    authOf(neon).domains.length = 0;
    neon.clearRequests();
    expect((await create(grace)).exitCode).toBe(0);
    expect(origins()).toEqual(new Set([new URL(authOf(neon).integration.base_url ?? "").origin]));
  });

  test("is not made from an origin that is not trusted", async () => {
    const result = await create({ origin: "https://evil.example.net" });
    expect(errorOf(result)).toContain(
      "The auth service does not trust the origin `https://evil.example.net`: add it with `add-domain`",
    );
    expect(users()).toEqual([]);
  });

  test.each<[what: string, settings: object, says: string]>([
    [
      "sign-in by password is off",
      { enabled: false },
      "Sign-in by email and password is off on this branch, so a user with a password could not be made: `update-email-and-password` changes it.",
    ],
    [
      "a mail must be opened first",
      { require_email_verification: true },
      "The branch requires a verified email address, so a user with a password could not sign in before a mail is opened: `require_email_verification` is on, and `update-email-and-password` changes it. The settings are never changed for a user.",
    ],
  ])("is refused before anything is sent if %s", async (_, settings, says) => {
    Object.assign(authOf(neon).emailAndPassword, settings);
    expect(await refused(create())).toBe(says);
    expect(await refused(create({ dry_run: "true" }))).toBe(says);
  });

  test("is found where nobody can sign up any more, and refused only if it would have to be made", async () => {
    await create();
    authOf(neon).emailAndPassword.disable_sign_up = true;
    neon.clearRequests();
    const again = await create();
    expect(again.exitCode).toBe(0);
    expect(again.outputs).toMatchObject({ changed: "false", auth_user_id: authOf(neon).users[0]?.id });
    expect(askedService(neon)).toEqual(["POST /sign-in/email", "POST /sign-out"]);

    for (const other of [grace, { ...ada, password: "battery staple horse" }]) {
      neon.clearRequests();
      const result = await create(other);
      expect(errorOf(result)).toBe(
        "No user has this email and this password, and nobody can sign up on this branch: `disable_sign_up` is on, and `update-email-and-password` changes it.",
      );
      expect(result.outputs.changed).toBe("false");
      expect(askedService(neon)).toEqual(["POST /sign-in/email"]);
    }
    expect(users()).toHaveLength(1);
  });

  test("is refused where there is no auth service", async () => {
    neon.state.enableAuth(theBranch(neon), "stack");
    for (const dry_run of ["true", "false"])
      expect(await refused(create({ dry_run }))).toBe(
        "Neon names no `base_url` for the branch: sign-in works on branches with Better Auth only.",
      );
  });

  test.each([
    [{ password: "short" }, "`password` must be a text of 8 to 128 characters."],
    [{ password: "", origin: app }, "`origin` is for users with a `password`: drop it."],
    [{ branch_id: "(none)" }, "`create-user` takes `password` on the branch-scoped API only: drop it."],
  ])("is refused before any request: %j", async (inputs, says) => {
    expect(await refused(create(inputs))).toBe(says);
    expect(neon.requests).toEqual([]);
  });

  test("is refused by a dry run where nobody can sign up, which signs nobody in to find out more", async () => {
    authOf(neon).emailAndPassword.disable_sign_up = true;
    expect(await refused(create({ dry_run: "true" }))).toBe(
      "No user could be made, since nobody can sign up on this branch: `disable_sign_up` is on, and `update-email-and-password` changes it. A user who is there with this password is found all the same, which a dry run cannot tell: it does not sign in.",
    );
    expect(toService(neon)).toEqual([]);
  });

  test("is refused by a dry run where its password would not be sent", async () => {
    authOf(neon).integration.base_url = "http://auth.example.com/auth";
    for (const dry_run of ["true", "false"])
      expect(await refused(create({ dry_run }))).toBe(
        "The `base_url` that Neon named is no https address, so no password was sent to it.",
      );
  });

  test("is shown by a dry run as the request that would make it", async () => {
    const result = await create({ dry_run: "true", roles: "admin", name: "Ada" });
    expect(result.log).toContain(
      'POST {base_url}/sign-up/email with {"email":"ada@example.com","name":"Ada","password":"***"}',
    );
    expect(users()).toEqual([]);
    expect(toService(neon)).toEqual([]);
  });
});

describe("a sign-up whose answer is lost", () => {
  test.each([
    ["reset", { kind: "reset", when: "before-headers" }, 2],
    ["reset, and carried out", { kind: "reset", when: "after-state" }, 1],
    ["502", { kind: "answer", status: 502 }, 2],
    ["502, and carried out", { kind: "answer", status: 502, after: "state" }, 1],
    ["429", { kind: "answer", status: 429 }, 2],
  ] as const)("makes one user: %s", async (_, fault, times) => {
    neon.next({ path: "/sign-up/email" }, fault);
    const result = await create();
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ changed: "true", auth_user_id: authOf(neon).users[0]?.id });
    expect(users()).toHaveLength(1);
    expect(askedService(neon).filter((request) => request.includes("sign-up"))).toHaveLength(times);
    authOf(neon).service.tables.session.length = 0;
  });

  test("is sent again when the service says so, and makes one user", async () => {
    const headers = { "x-retry-after": "1" };
    neon.next({ path: "/sign-up/email" }, { kind: "answer", status: 429, headers });
    const result = await create();
    expect(result.log).toContain("The auth service, POST /sign-up/email: status 429. Trying again in 1 s.");
    expect(result.outputs.changed).toBe("true");
    expect(users()).toHaveLength(1);
  });

  test("every time is a failure, after which nobody is there", async () => {
    neon.next({ path: "/sign-up/email", times: Infinity }, { kind: "reset", when: "before-headers" });
    const result = await create({ retries: "1" });
    expect(errorOf(result)).toBe(
      "The auth service gave no complete answer (ECONNRESET): run the step again, and see neonstatus.com. [POST /sign-up/email]",
    );
    expect(result.outputs.changed).toBe("false");
    expect(askedService(neon).filter((request) => request.includes("sign-up"))).toHaveLength(2);
  });

  test("and cannot be looked for is in doubt, and the next run finds out", async () => {
    neon.next(
      { path: "/sign-in/email" },
      { kind: "answer", status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD" } },
    );
    neon.next({ path: "/sign-up/email" }, { kind: "reset", when: "after-state" });
    neon.next({ path: "/sign-in/email" }, { kind: "reset", when: "before-headers" });
    const result = await create();
    expect(errorOf(result)).toBe(
      "The auth service gave no complete answer (ECONNRESET): run the step again, and see neonstatus.com. [POST /sign-up/email] Outcome unknown: the user may have been made. The next run finds out.",
    );
    expect(result.outputs).not.toHaveProperty("changed");
    authOf(neon).service.tables.session.length = 0;
    expect((await create()).outputs.changed).toBe("false");
    authOf(neon).service.tables.session.length = 0;
  });

  test("a user who was made and cannot sign in counts as made", async () => {
    const body = { code: "INVALID_EMAIL_OR_PASSWORD", message: "" };
    neon.next({ path: "/sign-in/email", times: 2 }, { kind: "answer", status: 401, body });
    const result = await create();
    expect(errorOf(result)).toBe(
      "The user was made, but cannot sign in with the password. Neon carried a request out all the same; look at what is there before you run the step again.",
    );
    expect(result.outputs.changed).toBe("true");
  });
});

describe("passwords in `users_file`", () => {
  async function createFrom(users: unknown, inputs: Given = {}, env: Given = {}) {
    await using place = await workspace({ "users.json": JSON.stringify(users) });
    const given = { operation: "create-user", ...onBranch(), users_file: "users.json", ...inputs };
    return await runAction(main, given, { cwd: place.path, env });
  }
  const named = [
    { ...ada, password: { env: "ADA_PASSWORD" }, roles: ["admin"] },
    { email: "bob@example.com" },
  ];

  test("come from the environment, on the default branch too", async () => {
    const result = await createFrom(named, {}, { ADA_PASSWORD: ada.password });
    expect(result.exitCode).toBe(0);
    expect(result.masks).toContain(ada.password);
    expect(JSON.parse(result.outputs.users ?? "")).toEqual([
      { email: ada.email, state: "created", auth_user_id: expect.any(String) },
      { email: "bob@example.com", state: "created", auth_user_id: expect.any(String) },
    ]);
    expect(users().toSorted()).toEqual([
      [ada.email, ada.email, "admin"],
      ["bob@example.com", "bob@example.com"],
    ]);
    expect((await check()).exitCode).toBe(0);
    const again = await createFrom(named, {}, { ADA_PASSWORD: ada.password });
    expect(again.outputs.changed).toBe("false");
    expect(again.annotations).toEqual([]);
  });

  test("that nobody set are refused, all at once, before any request", async () => {
    const said = await refused(
      createFrom([
        named[0],
        { email: "bob@example.com", password: { env: "A", other: "B" } },
        { ...grace, password: "short" },
      ]),
    );
    expect(said).toBe(
      [
        "3 problems with the inputs of this step:",
        "- `users_file`, line 1, user 1: `password` is empty: the variable that it names is not set in the step's `env`.",
        '- `users_file`, line 1, user 2: `password` must be a text, or `{ "env": "NAME" }` with the name of a variable of the step\'s `env`.',
        "- `users_file`, line 1, user 3: `password` must be a text of 8 to 128 characters.",
      ].join("\n"),
    );
    expect(neon.requests).toEqual([]);
  });

  test("that stand in the file are refused on the default branch", async () => {
    for (const dry_run of ["true", "false"])
      expect(await refused(createFrom([ada, grace], { dry_run }))).toBe(
        '`users_file` has passwords in it, which everybody who reads the repository can read: on the default branch give them as `{ "env": "NAME" }`. No user was created.',
      );
    expect(toService(neon)).toEqual([]);
  });

  test("that stand in the file are masked, and good on another branch", async () => {
    theBranch(neon).default = false;
    const result = await createFrom([ada, grace]);
    expect(result.exitCode).toBe(0);
    expect(result.masks).toEqual(expect.arrayContaining([ada.password, grace.password]));
    for (const user of [ada, grace]) expect((await check(user)).exitCode).toBe(0);
  });

  test("are shown by a dry run as requests", async () => {
    const result = await createFrom(named, { dry_run: "true" }, { ADA_PASSWORD: ada.password });
    expect(result.log.join("\n")).toContain(
      'POST {base_url}/sign-up/email with {"email":"ada@example.com","name":"ada@example.com","password":"***"}',
    );
    expect(written(neon)).toEqual([]);
  });

  test("of those who are there are good where nobody can sign up any more", async () => {
    await signUp(neon, ada.email, ada.password);
    authOf(neon).emailAndPassword.disable_sign_up = true;
    const given = [{ email: ada.email, password: { env: "ADA_PASSWORD" } }];
    const found = await createFrom(given, {}, { ADA_PASSWORD: ada.password });
    expect(found.exitCode).toBe(0);
    expect(JSON.parse(found.outputs.users ?? "")).toMatchObject([{ email: ada.email, state: "exists" }]);
    const more = [...given, { email: grace.email, password: { env: "GRACE_PASSWORD" } }];
    const env = { ADA_PASSWORD: ada.password, GRACE_PASSWORD: grace.password };
    const result = await createFrom(more, {}, env);
    expect(errorOf(result)).toContain(
      "1 there already, 1 failed. Run the step again for those that failed.\n- User 2: No user has this email and this password, and nobody can sign up on this branch: `disable_sign_up` is on",
    );
    expect(result.outputs.changed).toBe("false");
  });

  test("one that is another one fails its user, and no other", async () => {
    await signUp(neon, ada.email, "battery staple horse");
    const result = await createFrom(named, {}, { ADA_PASSWORD: ada.password });
    expect(errorOf(result)).toContain(
      "1 created, 1 failed. Run the step again for those that failed.\n- User 1: The user is there already, with another password or none",
    );
    expect(users().map(([email]) => email)).toEqual([ada.email, "bob@example.com"]);
  });

  test("a branch that is made as the file says has users who can sign in", async () => {
    delete theBranch(neon).auth;
    const config = `version: 1
defaults:
  integration: { auth_provider: better_auth }
  domains: [${app}]
environments:
  preview: {}
`;
    await using place = await workspace({
      [configFile]: config,
      "users.json": '[{ "email": "ada@example.com", "password": { "env": "ADA_PASSWORD" } }]',
    });
    const apply = {
      operation: "apply-config",
      ...onBranch(),
      environment: "preview",
      users_file: "users.json",
    };
    const extra = { cwd: place.path, env: { ADA_PASSWORD: ada.password } };
    const result = await runAction(main, apply, extra);
    expect(result.annotations).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.outputs.changed).toBe("true");
    expect((await check()).exitCode).toBe(0);
    neon.clearRequests();
    const again = await runAction(main, apply, extra);
    expect(again.outputs.changed).toBe("false");
    expect(askedService(neon)).toEqual(["POST /sign-in/email", "POST /sign-out"]);
  });
});

describe("users that cannot be made on a branch that is as the file says", () => {
  const config = `version: 1
defaults:
  allow_localhost: false
  domains: [https://new.example.com]
`;
  const given = [ada, grace].map(({ email }) => ({ email, password: { env: "TEST_PASSWORD" } }));

  async function applied(inputs: Given = {}) {
    const files = { [configFile]: config, "users.json": JSON.stringify(given) };
    await using place = await workspace(files);
    const apply = { operation: "apply-config", ...onBranch(), users_file: "users.json", ...inputs };
    return await runAction(main, apply, { cwd: place.path, env: { TEST_PASSWORD: ada.password } });
  }

  /** What the configuration changed is told, whatever became of the users. */
  function toldOfConfiguration(result: StepResult): void {
    expect(result.exitCode).toBe(1);
    expect(authOf(neon).allowLocalhost).toBe(false);
    expect(result.log.join("\n")).toContain("Applied: 1 changed, 1 added.");
    expect(result.outputs).toMatchObject({
      changed: "true",
      changes: "2",
      base_url: authOf(neon).integration.base_url,
    });
    expect(JSON.parse(result.outputs.applied ?? "")).toMatchObject({ failed: [], not_tried: [] });
    expect(JSON.parse(result.outputs.plan ?? "")).toHaveLength(2);
    expect(result.summary).toContain("<td>Configuration</td><td>Applied: 1 changed, 1 added.</td>");
    expect(result.summary).toContain(
      "<code>allow_localhost</code></td><td><code>true</code></td><td><code>false</code></td>",
    );
    expect(result.summary).toContain("<code>domains.https://new.example.com</code>");
  }

  test("since a mail would have to be opened", async () => {
    authOf(neon).emailAndPassword.require_email_verification = true;
    const result = await applied();
    expect(errorOf(result)).toContain("The branch requires a verified email address");
    toldOfConfiguration(result);
    expect(result.summary).toContain("The branch requires a verified email address");
    expect(result.outputs).not.toHaveProperty("users");
  });

  test("since Neon's answer is lost every time", async () => {
    const match = { method: "GET", path: "/auth/email_and_password", times: Infinity };
    neon.next(match, { kind: "reset", when: "before-headers" });
    const result = await applied({ retries: "0" });
    expect(errorOf(result)).toContain(
      "GET /projects/project-id/branches/br-example-123/auth/email_and_password",
    );
    toldOfConfiguration(result);
  });

  test("since one of them has another password", async () => {
    await signUp(neon, grace.email, grace.password);
    const result = await applied();
    expect(errorOf(result)).toContain("1 created, 1 failed.");
    toldOfConfiguration(result);
    expect(JSON.parse(result.outputs.users ?? "")).toMatchObject([
      { email: ada.email, state: "created" },
      { email: grace.email, state: "failed" },
    ]);
  });
});

test("an application signs the user in, and verifies its token by the outputs of the action", async () => {
  await create();
  const { outputs } = await runAction(main, { operation: "get-integration", ...onBranch() });
  const { issuer = "", base_url: baseURL = "" } = (await check()).outputs;
  expect(outputs.base_url).toBe(baseURL);
  const headers = new Headers({ origin: "https://pr-7.example.com" });
  const customFetchImpl: typeof fetch = async (input, init) => {
    for (const [name, value] of new Headers(init?.headers)) headers.set(name, value);
    const response = await fetch(input, { ...init, headers });
    for (const one of response.headers.getSetCookie()) headers.set("cookie", one.replace(/;.*/, ""));
    return response;
  };
  const client = createAuthClient({ baseURL, fetchOptions: { customFetchImpl } });
  const { data } = await client.signIn.email(ada);
  expect(data?.user.email).toBe(ada.email);
  const { data: given } = await client.$fetch<{ token: string }>("/token");
  const keys = createRemoteJWKSet(new URL(outputs.jwks_url ?? ""));
  const { payload } = await jwtVerify(given?.token ?? "", keys, { issuer, audience: issuer });
  expect(payload.sub).toBe(data?.user.id);
  await client.signOut();
  neon.clearRequests();
});
