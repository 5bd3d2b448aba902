import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { theBranch } from "../faults/case.ts";
import { at, errorOf, main, runAction } from "./action.ts";
import { askedService, authOf, checkTraces, signUp, toService } from "./auth-service.ts";

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const app = "https://app.example.com";
const ada = { email: "ada@example.com", password: "correct horse battery" };

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(async () => {
  neon.reset();
  const { domains } = neon.state.enableAuth(theBranch(neon), "better_auth");
  domains.push({ domain: app, auth_provider: "better_auth" });
  await signUp(neon, ada.email, ada.password);
});
// Whatever a test is about.
afterEach(() => checkTraces(neon));
afterAll(() => neon.close());

type Given = Readonly<Record<string, string>>;
const check = (inputs: Given = {}) =>
  runAction(main, { operation: "check-sign-in", ...at(neon), ...branch, ...ada, origin: app, ...inputs });

/** The refusal of a sign-in, which must fail. */
async function refusal(inputs: Given = {}): Promise<string> {
  const result = await check(inputs);
  expect(result.exitCode).toBe(1);
  expect(result.outputs.changed ?? "false").toBe("false");
  return errorOf(result);
}

const service = () => authOf(neon).integration.base_url ?? "";

test("a user signs in from the address of the application, with a token that verifies, and out again", async () => {
  const result = await check();
  const { origin } = new URL(service());
  expect(result.outputs).toEqual({
    base_url: service(),
    issuer: origin,
    changed: "false",
    scope: "branch",
    branch_id: "br-example-123",
    request_id: expect.any(String),
  });
  expect(result.log).toContain(
    "ada@example.com can sign in from https://app.example.com: the token (EdDSA) verifies, and the session is signed out.",
  );
  expect(askedService(neon).toSorted()).toEqual([
    "GET /.well-known/jwks.json",
    "GET /token",
    "POST /sign-in/email",
    "POST /sign-out",
  ]);
  expect(toService(neon).map(({ headers }) => headers.origin)).toEqual([app, app, app, app]);
  expect(result.annotations).toEqual([]);
  // Cookies and token are masked, so that `runAction` looks for them everywhere.
  expect(result.masks.some((value) => value.startsWith("eyJ"))).toBe(true);
  expect(result.files.env + result.files.state).toBe("");
});

test.each([
  ["https://*.example.com", "https://pr-7.example.com"],
  ["https://preview-*.example.com", "https://preview-7.example.com"],
])("a wildcard domain %s lets %s in", async (domain, origin) => {
  authOf(neon).domains.push({ domain, auth_provider: "better_auth" });
  expect((await check({ origin })).exitCode).toBe(0);
});

test("an application on this machine is let in as long as `allow_localhost` is on", async () => {
  const origin = "http://localhost:3000";
  expect((await check({ origin })).exitCode).toBe(0);
  authOf(neon).allowLocalhost = false;
  expect(await refusal({ origin })).toBe(
    "The auth service does not trust the origin `http://localhost:3000`: `update-allow-localhost` with `allow_localhost: true` lets every port of this machine in. [POST /sign-in/email, status 403, INVALID_ORIGIN: Invalid origin]",
  );
});

test("an origin that is not trusted is named, and works when it is added", async () => {
  const origin = "https://pr-7.example.net";
  expect(await refusal({ origin })).toBe(
    "The auth service does not trust the origin `https://pr-7.example.net`: add it with `add-domain` and `domain: https://pr-7.example.net`, or list it under `domains` of the configuration file. [POST /sign-in/email, status 403, INVALID_ORIGIN: Invalid origin]",
  );
  const add = { operation: "add-domain", ...at(neon), ...branch, domain: origin };
  expect((await runAction(main, add)).exitCode).toBe(0);
  expect((await check({ origin })).exitCode).toBe(0);
});

describe("a refusal is explained:", () => {
  test("another password", async () => {
    expect(await refusal({ password: "another password" })).toBe(
      "No user has this email and this password. Check both; a user that was made without a password cannot sign in by one. [POST /sign-in/email, status 401, INVALID_EMAIL_OR_PASSWORD: Invalid email or password]",
    );
  });

  test("a user who is not there", async () => {
    expect(await refusal({ email: "eve@example.com" })).toBe(
      "No user has this email and this password. Check both; a user that was made without a password cannot sign in by one. [POST /sign-in/email, status 401, INVALID_EMAIL_OR_PASSWORD: Invalid email or password]",
    );
  });

  test("an email that is not verified", async () => {
    authOf(neon).emailAndPassword.require_email_verification = true;
    expect(await refusal()).toBe(
      "The email address of the user is not verified yet, and the branch requires that: open the mail, or set `require_email_verification: false` with `update-email-and-password`. [POST /sign-in/email, status 403, EMAIL_NOT_VERIFIED: Email not verified]",
    );
  });

  test("sign-in by password off", async () => {
    authOf(neon).emailAndPassword.enabled = false;
    expect(await refusal()).toBe(
      "Sign-in by email and password is off on this branch: `update-email-and-password` with `email_and_password_enabled: true` switches it on. [POST /sign-in/email, status 400, EMAIL_PASSWORD_DISABLED: Email and password is not enabled]",
    );
  });

  test("no Neon Auth", async () => {
    delete theBranch(neon).auth;
    expect(await refusal()).toBe("There is no Neon Auth on the branch: `create-integration` enables it.");
  });

  test("a provider without such a service", async () => {
    neon.state.enableAuth(theBranch(neon), "stack");
    expect(await refusal()).toBe(
      "Neon names no `base_url` for the branch: sign-in works on branches with Better Auth only.",
    );
  });

  test("nothing at `base_url`", async () => {
    neon.next({ path: "/sign-in/email" }, { kind: "answer", status: 404, body: "" });
    expect(await refusal()).toBe(
      `There is no auth service at ${service()}. Right after Neon Auth was enabled it can take a while: \`wait_until_ready: true\` waits for it. [POST /sign-in/email, status 404]`,
    );
  });

  test("no sign-in, whatever the reason", async () => {
    const body = { code: "BANNED_USER", message: `You are banned, ${ada.password}.` };
    neon.next({ path: "/sign-in/email" }, { kind: "answer", status: 403, body });
    expect(await refusal()).toBe(
      "The auth service refused the sign-in. [POST /sign-in/email, status 403, BANNED_USER: You are banned, ***]",
    );
  });

  test("an answer that is none", async () => {
    neon.next({ path: "/sign-in/email" }, { kind: "reset", when: "before-headers" });
    expect(await refusal()).toBe(
      "The auth service gave no complete answer (ECONNRESET): run the step again, and see neonstatus.com. [POST /sign-in/email]",
    );
  });

  test("a sign-in without a session", async () => {
    const body = { token: "0123456789abcdef", user: { id: "user" } };
    neon.next({ path: "/sign-in/email" }, { kind: "answer", status: 200, body });
    expect(await refusal()).toBe("The auth service took the password, but opened no session.");
  });

  test("a `base_url` that is not https gets no password", async () => {
    authOf(neon).integration.base_url = "http://auth.example.com/auth";
    expect(await refusal()).toBe(
      "The `base_url` that Neon named is no https address, so no password was sent to it.",
    );
    expect(toService(neon)).toEqual([]);
  });
});

describe("what passes is waited for:", () => {
  test.each([502, 503, 504, 429])("status %d, twice", async (status) => {
    neon.next({ path: "/sign-in/email", times: 2 }, { kind: "answer", status, body: "" });
    const result = await check();
    expect(result.exitCode).toBe(0);
    const said = result.log.filter((line) => line.startsWith("The auth service, "));
    expect(said).toEqual([
      expect.stringMatching(
        `^The auth service, POST /sign-in/email: status ${status}\\. Trying again( in [\\d.]+ s)?\\.$`,
      ),
    ]);
  });

  test("not at all with `retries: 0`", async () => {
    neon.next({ path: "/sign-in/email" }, { kind: "answer", status: 429, body: "" });
    expect(await refusal({ retries: "0" })).toBe(
      "The auth service was asked too often: run the step later. [POST /sign-in/email, status 429]",
    );
    expect(askedService(neon)).toEqual(["POST /sign-in/email"]);
  });

  // Better Auth's own answer, and that of something before it.
  test.each<Given>([
    { "x-retry-after": "1" },
    { "retry-after": "1" },
    { "x-retry-after": "1", "retry-after": "0" },
    { "x-retry-after": "0", "retry-after": "1" },
    { "x-retry-after": "1", "retry-after": "soon" },
  ])("for as long as %j asks", async (headers) => {
    const body = { message: "Too many requests. Please try again later." };
    neon.next({ path: "/sign-in/email" }, { kind: "answer", status: 429, headers, body });
    const result = await check();
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain("The auth service, POST /sign-in/email: status 429. Trying again in 1 s.");
  });

  test("not if it asks for more time than there is, which is said at once", async () => {
    const headers = { "x-retry-after": "600" };
    neon.next({ path: "/sign-in/email" }, { kind: "answer", status: 429, headers, body: "" });
    expect(await refusal()).toBe(
      "The auth service was asked too often: run the step later. The next try, in 600 s, would be too late: `timeout_seconds` is 120. [POST /sign-in/email, status 429]",
    );
    expect(askedService(neon)).toEqual(["POST /sign-in/email"]);
  });

  test.each([
    [502, "The auth service failed: run the step again, and see neonstatus.com."],
    [429, "The auth service was asked too often: run the step later."],
  ])("status %d, until the time is over", async (status, says) => {
    neon.next({ path: "/sign-in/email", times: Infinity }, { kind: "answer", status, body: "" });
    const said = await refusal({ timeout_seconds: "4" });
    expect(said.startsWith(`${says} The`)).toBe(true);
    expect(said).toMatch(/`timeout_seconds` (is 4|\(4\) is over)\. \[POST \/sign-in\/email, status \d+\]$/);
    expect(askedService(neon).length).toBeGreaterThan(1);
  });

  test("keys that do not come, and then the session is signed out all the same", async () => {
    neon.next({ path: "jwks.json", times: Infinity }, { kind: "hang", when: "before-headers" });
    expect(await refusal({ timeout_seconds: "4" })).toBe(
      "The auth service gave no complete answer (`timeout_seconds` (4) is over): run the step again, and see neonstatus.com. [GET /.well-known/jwks.json]",
    );
    expect(askedService(neon)).toContain("POST /sign-out");
  });
});

test("a session that cannot be signed out is said, and no failure", async () => {
  neon.next({ path: "/sign-out" }, { kind: "answer", status: 500, after: "state" });
  const result = await check();
  expect(result.exitCode).toBe(0);
  expect(result.log).toContain("The session could not be signed out: it ends by itself.");
});

describe("a token that does not verify is a failure:", () => {
  type Claims = Readonly<Record<string, unknown>>;
  /** Lets the service hand out a token of this payload, signed by its own key unless told. */
  async function handOut(payload: Claims, { alg = "EdDSA", key = authOf(neon).service.privateKey } = {}) {
    const { origin } = new URL(service());
    const token = await new SignJWT({ iss: origin, aud: origin, sub: "user", ...payload } as JWTPayload)
      .setProtectedHeader({ alg, kid: String(authOf(neon).jwk.kid) })
      .sign(await importJWK(key, alg));
    neon.next({ path: "/token" }, { kind: "edit", body: () => ({ token }) });
  }
  const now = Math.floor(Date.now() / 1000);
  const exp = now + 900;

  test("but one that does is none", async () => {
    await handOut({ exp });
    expect((await check()).exitCode).toBe(0);
  });

  test.each<[what: string, payload: Claims, says: string]>([
    [
      "expired",
      { exp: now - 60 },
      "it has expired already, so the clock of the runner or of the service is wrong",
    ],
    ["without an end", {}, "its `exp` is missing or wrong"],
    ["of nobody", { exp, sub: undefined }, "its `sub` is missing or wrong"],
    ["of another issuer", { exp, iss: "https://evil.example.com" }, "its `iss` is not ORIGIN"],
    ["for somebody else", { exp, aud: "https://evil.example.com" }, "its `aud` is not ORIGIN"],
  ])("%s", async (_, payload, says) => {
    await handOut(payload);
    const { origin } = new URL(service());
    expect(await refusal()).toBe(
      `The user can sign in, but the token of the session does not verify: ${says.replace("ORIGIN", origin)}.`,
    );
  });

  test("signed by others", async () => {
    const { privateKey } = await generateKeyPair("EdDSA", { extractable: true });
    await handOut({ exp }, { key: (await exportJWK(privateKey)) as never });
    expect(await refusal()).toContain(": the keys at `jwks_url` did not sign it.");
  });

  test("signed by what everybody may know", async () => {
    await handOut({ exp }, { alg: "HS256", key: { kty: "oct", k: Buffer.alloc(32).toString("base64url") } });
    expect(await refusal()).toContain(": it is signed in another way than EdDSA, ES256, RS256.");
  });

  test("while others' keys are served", async () => {
    const { publicKey } = await generateKeyPair("EdDSA");
    const body = { keys: [{ ...(await exportJWK(publicKey)), kid: "another", alg: "EdDSA" }] };
    neon.next({ path: "jwks.json" }, { kind: "answer", status: 200, body });
    expect(await refusal()).toContain(": none of the keys at `jwks_url` is the one that signed it.");
  });

  test("while no keys are served", async () => {
    neon.next({ path: "jwks.json" }, { kind: "answer", status: 200, body: "<html>" });
    expect(await refusal()).toContain(": it or the keys at `jwks_url` were not understood.");
  });

  test("while the keys are elsewhere, which are not read", async () => {
    authOf(neon).integration.jwks_url = "https://keys.example.com/jwks.json";
    expect(await refusal()).toBe(
      "The `jwks_url` that Neon named is not of the auth service, so nothing was read from it.",
    );
  });

  test("if there is none", async () => {
    neon.next({ path: "/token" }, { kind: "edit", body: () => ({}) });
    expect(await refusal()).toBe("The auth service gave no token for the session.");
  });
});

test("everything that is missing is one error, before any request", async () => {
  neon.clearRequests();
  expect(await refusal({ email: "", password: "", origin: "" })).toBe(
    [
      "3 problems with the inputs of this step:",
      "- `email` is missing: `check-sign-in` needs it.",
      "- `password` is missing: `check-sign-in` needs it.",
      "- `origin` is missing: `check-sign-in` needs it.",
    ].join("\n"),
  );
  expect(neon.requests).toEqual([]);
});
