import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createAuthClient } from "better-auth/client";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import type { Neon } from "../emulator/server.ts";
import type { Auth } from "../emulator/state.ts";
import { main, project, sent, startWith } from "./neon.ts";

const app = "https://app.example.com";
const ada = { email: "ada@example.com", password: "correct horse", name: "Ada" };
const { name: _, ...credentials } = ada;

function authOf(neon: Neon, branchId = "br-example-123"): Auth {
  const { auth } = neon.state.branch("project-id", branchId);
  if (!auth) throw new Error(`${branchId} has no Neon Auth`);
  return auth;
}

/** An application at this origin in a browser of its own, which keeps cookies. */
function openApp({ integration }: Auth, origin = app) {
  const cookies = new Map<string, string>();
  const customFetchImpl: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", origin);
    if (cookies.size > 0) headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
    const response = await fetch(input, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  };
  const client = createAuthClient({ baseURL: integration.base_url ?? "", fetchOptions: { customFetchImpl } });
  return {
    signUp: (user = ada) => client.signUp.email(user),
    signIn: (user = credentials) => client.signIn.email(user),
    signOut: () => client.signOut(),
    session: () => client.getSession(),
    get: <T>(path: string) => client.$fetch<T>(path),
    post: <T>(path: string, body: object) => client.$fetch<T>(path, { method: "POST", body }),
  };
}

const refused = (status: number, code: string) => ({
  data: null,
  error: expect.objectContaining({ status, code }),
});
const invalidOrigin = refused(403, "INVALID_ORIGIN");
const wrong = refused(401, "INVALID_EMAIL_OR_PASSWORD");
const accepted = { error: null };

const addDomain = (neon: Neon, domain: string) =>
  sent(neon, `POST ${main}/auth/domains`, { domain, auth_provider: "better_auth" });
const set = (neon: Neon, what: string, settings: object) =>
  sent(neon, `PATCH ${main}/auth/${what}`, settings);

async function startWithApp(): Promise<Neon> {
  const neon = await startWith("better_auth");
  await addDomain(neon, app);
  return neon;
}

test("a user who signs up from a trusted domain is one of Neon's", async () => {
  await using neon = await startWithApp();
  const auth = authOf(neon);
  const { data } = await openApp(auth).signUp();
  expect(data?.user.id).toMatch(/^[\da-f-]{36}$/);
  expect(auth.users).toEqual([
    expect.objectContaining({ id: data?.user.id, email: ada.email, name: "Ada", roles: ["user"] }),
  ]);
  await sent(neon, `DELETE ${main}/auth/users/${data?.user.id}`);
  expect(await openApp(auth).signIn()).toMatchObject(wrong);
});

test("a domain is trusted from when it is added until it is deleted", async () => {
  await using neon = await startWith("better_auth");
  const { signUp, signIn } = openApp(authOf(neon));
  expect(await signUp()).toMatchObject(invalidOrigin);
  expect(authOf(neon).users).toEqual([]);
  await addDomain(neon, app);
  expect(await signUp()).toMatchObject(accepted);
  const domains = [{ domain: app }];
  await sent(neon, `DELETE ${main}/auth/domains`, { domains, auth_provider: "better_auth" });
  expect(await signIn()).toMatchObject(invalidOrigin);
});

test("who names no origin is refused", async () => {
  await using neon = await startWithApp();
  expect(await openApp(authOf(neon), "").signUp()).toMatchObject(refused(403, "MISSING_OR_NULL_ORIGIN"));
});

test.each([
  ["https://*.example.com", "https://a.example.com", true],
  ["https://*.example.com", "https://a.b.example.com", true],
  ["https://*.example.com", "https://example.com", false],
  ["https://*.example.com", "http://a.example.com", false],
  ["https://*.example.com", "https://a.example.com.evil.test", false],
  ["https://preview-*.example.com", "https://preview-7.example.com", true],
  ["https://preview-*.example.com", "https://app.example.com", false],
  ["https://app.example.com", "https://app.example.com:8443", false],
])("whether the domain %s lets %s in: %j", async (domain, origin, isTrusted) => {
  await using neon = await startWith("better_auth");
  await addDomain(neon, domain);
  expect(await openApp(authOf(neon), origin).signUp()).toMatchObject(isTrusted ? accepted : invalidOrigin);
});

test.each(["http://localhost", "http://localhost:3000", "http://127.0.0.1:5173"])(
  "%s is trusted as long as `allow_localhost` is on",
  async (origin) => {
    await using neon = await startWith("better_auth");
    const { signUp, signIn } = openApp(authOf(neon), origin);
    expect(await signUp()).toMatchObject(accepted);
    await set(neon, "allow_localhost", { allow_localhost: false });
    expect(await signIn()).toMatchObject(invalidOrigin);
    await set(neon, "allow_localhost", { allow_localhost: true });
    expect(await signIn()).toMatchObject(accepted);
  },
);

test("the origin of the auth service itself is always trusted", async () => {
  await using neon = await startWith("better_auth");
  await set(neon, "allow_localhost", { allow_localhost: false });
  const { origin } = new URL(neon.url);
  expect(await openApp(authOf(neon), origin).signUp()).toMatchObject(accepted);
});

test("who signs in must know the password", async () => {
  await using neon = await startWithApp();
  const { signUp, signIn } = openApp(authOf(neon));
  const short = { ...ada, password: "1234567" };
  expect(await signUp(short)).toMatchObject(refused(400, "PASSWORD_TOO_SHORT"));
  expect(await signIn()).toMatchObject(wrong);
  expect(await signUp()).toMatchObject(accepted);
  expect(await signIn({ ...credentials, password: "battery staple" })).toMatchObject(wrong);
  expect(await signIn()).toMatchObject({ data: { user: { email: ada.email } } });
  expect(await signUp()).toMatchObject(refused(422, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"));
});

test("a user whom Neon's API made is there, without a password and with the roles that Neon holds", async () => {
  await using neon = await startWithApp();
  const auth = authOf(neon);
  const made = await sent(neon, `POST ${main}/auth/users`, { email: "Grace@Example.com", name: "Grace" });
  const grace = { ...ada, email: "grace@example.com" };
  expect(await openApp(auth).signUp(grace)).toMatchObject(
    refused(422, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"),
  );
  expect(await openApp(auth).signIn(grace)).toMatchObject(wrong);

  const { signUp, get } = openApp(auth);
  const { data } = await signUp();
  const listed = () => get<{ users: object[] }>("/admin/list-users");
  expect(await listed()).toMatchObject({ data: null, error: { status: 403 } });
  await sent(neon, `PUT ${main}/auth/users/${data?.user.id}/role`, { roles: ["editor", "admin"] });
  expect(await listed()).toMatchObject({
    data: {
      users: [
        { id: made.id, email: "grace@example.com", name: "Grace", emailVerified: false, role: "user" },
        { id: data?.user.id, role: "editor,admin" },
      ],
    },
  });
});

test("what an administrator does to users is done to Neon's", async () => {
  await using neon = await startWithApp();
  const auth = authOf(neon);
  const { signUp, post } = openApp(auth);
  const { data } = await signUp();
  auth.users[0]?.roles.splice(0, 1, "admin");
  const grace = await openApp(auth).signUp({ ...ada, email: "grace@example.com" });
  await post("/admin/set-role", { userId: data?.user.id, role: ["user", "admin"] });
  await post("/admin/remove-user", { userId: grace.data?.user.id });
  expect(auth.users).toEqual([expect.objectContaining({ email: ada.email, roles: ["user", "admin"] })]);
});

test("the keys that are served verify the tokens, with issuer, audience and user", async () => {
  await using neon = await startWithApp();
  const auth = authOf(neon);
  const { signUp, get } = openApp(auth);
  const { data: signedUp } = await signUp();
  const { data } = await get<{ token: string }>("/token");
  const served = createRemoteJWKSet(new URL(auth.integration.jwks_url));
  const { origin } = new URL(neon.url);
  const { payload } = await jwtVerify(data?.token ?? "", served, { issuer: origin, audience: origin });
  expect(payload).toMatchObject({ sub: signedUp?.user.id, email: ada.email, role: "user" });
  expect(decodeProtectedHeader(data?.token ?? "")).toEqual({ alg: "EdDSA", kid: auth.jwk.kid });
  expect(await get("/jwks")).toMatchObject({ error: { status: 404 } });

  const { branch } = await sent<{ branch: { id: string } }>(neon, `POST ${project}/branches`, {});
  const other = neon.state.enableAuth(neon.state.branch("project-id", branch.id), "better_auth");
  const others = createRemoteJWKSet(new URL(other.integration.jwks_url));
  await expect(jwtVerify(data?.token ?? "", others)).rejects.toThrow("no applicable key");
});

test("a session ends when its user signs out, or is deleted at Neon", async () => {
  await using neon = await startWithApp();
  const auth = authOf(neon);
  const [here, there] = [openApp(auth), openApp(auth)];
  const { data } = await here.signUp();
  await there.signIn();
  expect(await here.session()).toMatchObject({ data: { user: { email: ada.email } } });
  expect(await here.signOut()).toMatchObject({ data: { success: true } });
  expect(await here.session()).toEqual({ data: null, error: null });
  expect(await here.get("/token")).toMatchObject({ error: { status: 401 } });

  expect(await there.session()).toMatchObject({ data: { user: { email: ada.email } } });
  await sent(neon, `DELETE ${main}/auth/users/${data?.user.id}`);
  expect(await there.session()).toEqual({ data: null, error: null });
});

test("the token of a session is good as a bearer token, and not after the session", async () => {
  await using neon = await startWithApp();
  const auth = authOf(neon);
  const { signUp, signOut } = openApp(auth);
  const { data } = await signUp();
  const session = async () => {
    const headers = { authorization: `Bearer ${data?.token}` };
    return (await fetch(`${auth.integration.base_url}/get-session`, { headers })).json();
  };
  expect(await session()).toMatchObject({ user: { email: ada.email } });
  await signOut();
  expect(await session()).toBeNull();
});

test("without sign-up a user who is there signs in, and nobody comes", async () => {
  await using neon = await startWithApp();
  const { signUp, signIn } = openApp(authOf(neon));
  await signUp();
  await set(neon, "email_and_password", { disable_sign_up: true });
  const grace = { ...ada, email: "grace@example.com" };
  expect(await signUp(grace)).toMatchObject(refused(400, "EMAIL_PASSWORD_SIGN_UP_DISABLED"));
  expect(await signIn()).toMatchObject(accepted);
  await set(neon, "email_and_password", { enabled: false });
  expect(await signIn()).toMatchObject(refused(400, "EMAIL_PASSWORD_DISABLED"));
});

const verifying = { require_email_verification: true, send_verification_email_on_sign_in: true };
const notVerified = refused(403, "EMAIL_NOT_VERIFIED");

test("a link in a mail verifies the email, where that is required", async () => {
  await using neon = await startWithApp();
  await set(neon, "email_and_password", { ...verifying, email_verification_method: "link" });
  const auth = authOf(neon);
  const { signUp, signIn, get } = openApp(auth);
  expect(await signUp()).toMatchObject({ data: { token: null } });
  expect(auth.service.mails).toEqual([]);
  expect(await signIn()).toMatchObject(notVerified);
  expect(auth.service.mails).toEqual([{ to: ada.email, link: expect.stringContaining("/verify-email?") }]);
  const [mail] = auth.service.mails;
  const link = mail && "link" in mail ? mail.link : "";
  await get(link.slice(auth.integration.base_url?.length));
  expect(auth.users).toMatchObject([{ emailVerified: true }]);
  expect(await signIn()).toMatchObject(accepted);
});

test.each([true, false])(
  "a code in a mail verifies the email, and signs in if so set: %j",
  async (signsIn) => {
    await using neon = await startWithApp();
    await set(neon, "email_and_password", {
      ...verifying,
      send_verification_email_on_sign_up: true,
      auto_sign_in_after_verification: signsIn,
    });
    const auth = authOf(neon);
    const { signUp, post, session } = openApp(auth);
    await signUp();
    expect(auth.service.mails).toEqual([{ to: ada.email, code: expect.stringMatching(/^\d{6}$/) }]);
    const [mail] = auth.service.mails;
    const otp = mail && "code" in mail ? mail.code : "";
    expect(await post("/email-otp/verify-email", { email: ada.email, otp })).toMatchObject(accepted);
    expect((await session()).data !== null).toBe(signsIn);
  },
);

test("organizations follow the settings", async () => {
  await using neon = await startWithApp();
  const { signUp, post } = openApp(authOf(neon));
  await signUp();
  await set(neon, "plugins/organization", { organization_limit: 1, creator_role: "admin" });
  const create = (slug: string) => post("/organization/create", { name: slug, slug });
  expect(await create("one")).toMatchObject({ data: { members: [{ role: "admin" }] } });
  expect(await create("two")).toMatchObject({ error: { status: 403 } });
  await set(neon, "plugins/organization", { enabled: false });
  expect(await create("three")).toMatchObject({ error: { status: 404 } });
});

test("a child branch has its parent's users, settings and key, and goes its own way", async () => {
  await using neon = await startWithApp();
  await openApp(authOf(neon)).signUp();
  const { branch } = await sent<{ branch: { id: string } }>(neon, `POST ${project}/branches`, {
    branch: { name: "preview" },
  });
  const [parent, child] = [authOf(neon), authOf(neon, branch.id)];
  const { signIn, signUp, get } = openApp(child);
  expect(await signIn()).toMatchObject(accepted);
  const { data } = await get<{ token: string }>("/token");
  const parents = createRemoteJWKSet(new URL(parent.integration.jwks_url));
  await expect(jwtVerify(data?.token ?? "", parents)).resolves.toHaveProperty("payload.email", ada.email);

  await signUp({ ...ada, email: "grace@example.com" });
  expect([child, parent].map(({ users }) => users.length)).toEqual([2, 1]);
  await set(neon, "email_and_password", { enabled: false });
  expect(await signIn()).toMatchObject(accepted);
  expect(await openApp(parent).signIn()).toMatchObject(refused(400, "EMAIL_PASSWORD_DISABLED"));
});

test("there is no auth service without an integration, and none of the earlier one after a new start", async () => {
  await using neon = await startWithApp();
  const before = authOf(neon);
  const { signUp, signIn } = openApp(before);
  await signUp();
  await sent(neon, `DELETE ${main}/auth`, { delete_data: true });
  expect(await signIn()).toMatchObject({ error: { status: 404 } });
  await sent(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
  await addDomain(neon, app);
  expect(authOf(neon).integration.base_url).toBe(before.integration.base_url);
  expect(await signIn()).toMatchObject(wrong);
});

test("a sign-up can be carried out although its answer is lost", async () => {
  await using neon = await startWithApp();
  const { signUp, signIn } = openApp(authOf(neon));
  neon.next({ path: "/sign-up/email" }, { kind: "reset", when: "after-state" });
  await expect(signUp()).rejects.toThrow("fetch failed");
  expect(await signIn()).toMatchObject(accepted);
});

test("an auth service at an https address gives cookies for https alone", async () => {
  await using neon = await startWith("better_auth", { authOrigin: "https://auth.example.com" });
  const { pathname } = new URL(authOf(neon).integration.base_url ?? "");
  const response = await fetch(new URL(`${pathname}/sign-up/email`, neon.url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://auth.example.com" },
    body: JSON.stringify(ada),
  });
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Secure-better-auth\.session_token=.*; Secure/),
  ]);
});

const script = `
  import { registerHooks } from "node:module";
  const loaded = new Set();
  registerHooks({ resolve: (name, context, next) => (loaded.add(name.split("/")[0]), next(name, context)) });
  const { startNeon } = await import(process.argv[1]);
  const neon = await startNeon({ validate: false });
  const { integration } = neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
  for (const address of [integration.jwks_url, integration.base_url + "/ok"]) {
    const { status } = await fetch(address);
    console.log(status, loaded.has("better-auth"));
  }
  await neon.close();
`;

test("Better Auth is loaded when more than the keys is asked for", async () => {
  const server = new URL("../emulator/server.ts", import.meta.url).href;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    script,
    server,
  ]);
  expect([stdout, stderr]).toEqual(["200 false\n200 true\n", ""]);
});
