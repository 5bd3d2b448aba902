import { beforeAll, expect, test } from "vitest";
import { neonDocument } from "../emulator/document.ts";
import { type Options, startNeon } from "../emulator/server.ts";
import { error, main, project, send, sent, smtp, startWith } from "./neon.ts";

// Reading the document takes longer than a test may, where many things run at once.
beforeAll(() => void neonDocument(), 60_000);

const standard = { type: "standard", ...smtp };
const testMail = (recipient_email: string) => ({ recipient_email });

test("a test email goes through the server that is saved", async () => {
  await using neon = await startWith("better_auth");
  await sent(neon, `PATCH ${main}/auth/email_provider`, standard);
  const mail = (to: string) => sent(neon, `POST ${main}/auth/email_provider/test`, testMail(to));
  expect([await mail("a@example.com"), await mail("a@bounce.test")]).toEqual([
    { success: true },
    { success: false, error_message: "550 mailbox unavailable" },
  ]);
  expect(neon.sideEffects).toEqual({ "update-email-server": 1, "send-test-email": 1 });
});

test.for(["better_auth", "stack"] as const)(
  "without an own server no test email leaves %s",
  async (provider) => {
    await using neon = await startWith(provider);
    if (provider === "stack") await sent(neon, `PATCH ${main}/auth/email_provider`, standard);
    const mail = () => send(neon, `POST ${main}/auth/email_provider/test`, testMail("a@example.com"));
    const message = "a test needs a custom SMTP server that is saved with Better Auth";
    expect(await mail()).toMatchObject({ status: 400, body: error(message) });
    expect(neon.sideEffects["send-test-email"]).toBeUndefined();
  },
);

test("where no email server was ever saved there is none to read, show or test", async () => {
  await using neon = await startWith("better_auth");
  delete neon.state.branch("project-id", "br-example-123").auth?.emailServer;
  const missing = { status: 404, body: error("Email provider not configured yet") };
  expect(await send(neon, `GET ${main}/auth/email_provider`)).toMatchObject(missing);
  expect(await send(neon, `POST ${main}/auth/email_provider/test`, testMail("a@example.com"))).toMatchObject(
    missing,
  );
  expect(await sent(neon, `GET ${main}/auth/plugins`)).not.toHaveProperty("email_provider");
  await sent(neon, `PATCH ${main}/auth/email_provider`, standard);
  expect(await sent(neon, `GET ${main}/auth/email_provider`)).toEqual(standard);
});

test("the application has the project's name until it gets one of its own", async () => {
  await using neon = await startNeon({
    seed: [{ id: "project-id", name: "Shop", defaultBranch: { id: "br-example-123", name: "main" } }],
  });
  await sent(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
  expect(await sent(neon, `GET ${main}/auth`)).toMatchObject({ name: "Shop" });
  const config = { name: "The shop" };
  expect(await sent(neon, `PATCH ${main}/auth/config`, config)).toEqual(config);
  expect(await sent(neon, `PATCH ${main}/auth/config`, config)).toEqual(config);
  expect(await sent(neon, `GET ${main}/auth`)).toMatchObject(config);
  expect(neon.sideEffects).toEqual({ "create-integration": 1, "update-application-name": 1 });
});

test.for([
  ["", "body.name must NOT have fewer than 1 characters"],
  ["x".repeat(257), "body.name must NOT have more than 256 characters"],
] as const)("a name cannot be %j", async ([name, problem]) => {
  await using neon = await startWith("better_auth");
  expect(await send(neon, `PATCH ${main}/auth/config`, { name })).toMatchObject({
    status: 400,
    body: error(problem),
  });
});

const part = { type: "standard", port: 465, password: "another" };
const lacking = "the email server lacks host, username, sender_email, sender_name";

test("Better Auth keeps what a part of an email server leaves out", async () => {
  await using neon = await startWith("better_auth");
  const patch = (body: object) => send(neon, `PATCH ${main}/auth/email_provider`, body);
  expect(await patch(part)).toMatchObject({ status: 400, body: error(lacking) });
  await patch(standard);
  const whole = { ...standard, port: 465, password: "another" };
  expect(await patch(part)).toMatchObject({ status: 200, body: whole });
  expect(await sent(neon, `GET ${main}/auth/email_provider`)).toEqual(whole);
  expect(neon.sideEffects).toEqual({ "update-email-server": 2 });
});

test("Stack Auth refuses a part of an email server", async () => {
  await using neon = await startWith("stack");
  await sent(neon, `PATCH ${main}/auth/email_provider`, standard);
  const reply = await send(neon, `PATCH ${main}/auth/email_provider`, part);
  expect(reply).toMatchObject({ status: 400, body: error(lacking) });
  expect(await sent(neon, `GET ${main}/auth/email_provider`)).toEqual(standard);
});

test("the sender of a shared email server is ignored", async () => {
  await using neon = await startWith("better_auth");
  const sender = { sender_email: "a@example.com", sender_name: "A" };
  const shared = { type: "shared" };
  expect(await sent(neon, `PATCH ${main}/auth/email_provider`, { ...shared, ...sender })).toEqual(shared);
  expect(neon.sideEffects).toEqual({});
});

const google = { id: "google", type: "standard", client_id: "id", client_secret: "a-client-secret" };

/** What add, `PATCH` and `GET` show of the two secrets. */
async function secretsShown(options: Options) {
  await using neon = await startWith("better_auth", options);
  const { type: _, ...wanted } = google;
  const provider = `${main}/auth/oauth_providers`;
  const server = `${main}/auth/email_provider`;
  const added = await sent(neon, `POST ${provider}`, wanted);
  const changed = await sent(neon, `PATCH ${provider}/google`, { client_secret: google.client_secret });
  const { providers } = await sent<{ providers: object[] }>(neon, `GET ${provider}`);
  const patched = await sent(neon, `PATCH ${server}`, standard);
  const read = await sent(neon, `GET ${server}`);
  const plugins = await sent<object>(neon, `GET ${main}/auth/plugins`);
  expect(plugins).toMatchObject({ oauth_providers: providers, email_provider: read });
  const { auth } = neon.state.branch("project-id", "br-example-123");
  expect([auth?.oauthProviders, auth?.emailServer]).toEqual([[google], standard]);
  return { providers: [added, changed, ...providers], servers: [patched, read] };
}

const without = <T extends object>(secret: keyof T, whole: T) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== secret));

test.for([
  ["shown", google, standard],
  ["masked", { ...google, client_secret: "********" }, { ...standard, password: "********" }],
  ["dotted", { ...google, client_secret: "••••••••" }, { ...standard, password: "••••••••" }],
  ["empty", { ...google, client_secret: "" }, { ...standard, password: "" }],
  ["absent", without("client_secret", google), without("password", standard)],
] as const)("secrets can be %s in every answer", async ([secrets, provider, server]) => {
  expect(await secretsShown({ secrets })).toEqual({
    providers: [provider, provider, provider],
    servers: [server, server],
  });
});

test("secrets can be hidden by name and method", async () => {
  const secrets: Options["secrets"] = (name, method) =>
    name === "password" && method === "PATCH" ? "empty" : "shown";
  expect(await secretsShown({ secrets })).toEqual({
    providers: [google, google, google],
    servers: [{ ...standard, password: "" }, standard],
  });
});

type Branches = { branches: { id: string }[]; annotations: Record<string, object>; pagination: object };

test("pages of branches are as long as asked for, up to 10,000, and about 1 kB a branch", async () => {
  await using neon = await startNeon();
  const [seeded] = neon.state.projects.values();
  if (!seeded) throw new Error("the seed is missing");
  for (let n = 1; n < 1200; n++) neon.state.addBranch(seeded, { name: `preview/pull-request-${n}` });
  const page = (query: string) => sent<Branches>(neon, `GET ${project}/branches${query}`);
  const all = await page("?limit=10000");
  expect(all.branches).toHaveLength(1200);
  expect(Object.keys(all.annotations)).toHaveLength(1200);
  expect(JSON.stringify(all).length / 1200).toSatisfy((size) => size > 900 && size < 1300);
  expect((await page("")).branches).toHaveLength(100);
  expect((await send(neon, `GET ${project}/branches?limit=10001`)).status).toBe(400);
});

test("a fault can be the true answer, edited", async () => {
  await using neon = await startNeon();
  const edited = (truth: unknown) => ({ ...(truth as Branches), pagination: null });
  neon.next({ path: "/branches" }, { kind: "edit", body: edited });
  const first = await sent<Branches>(neon, `GET ${project}/branches`);
  const second = await sent<Branches>(neon, `GET ${project}/branches`);
  expect(first).toEqual({ ...second, pagination: null });
  expect(second.pagination).not.toBeNull();
});

test("an edited answer belongs to a request that was carried out", async () => {
  await using neon = await startNeon();
  const without = (truth: unknown) => ({ ...(truth as object), auth_provider: undefined });
  neon.next({ method: "POST" }, { kind: "edit", body: without });
  const reply = await send(neon, `POST ${main}/auth`, { auth_provider: "stack" });
  expect(reply).toMatchObject({ status: 201, body: { secret_server_key: expect.stringMatching(/^ssk_/) } });
  expect(reply.body).not.toHaveProperty("auth_provider");
  expect(neon.sideEffects).toEqual({ "create-integration": 1 });
});

test("an integration was created when it was, after all that was there before", async () => {
  const started = Date.now();
  await using neon = await startNeon();
  const { branch } = await sent<{ branch: { created_at: string } }>(neon, `GET ${main}`);
  await sent(neon, `POST ${main}/auth`, { auth_provider: "better_auth" });
  const { created_at = "" } = await sent(neon, `GET ${main}/auth`);
  const times = [started - 1, Date.parse(branch.created_at), Date.parse(created_at), Date.now() + 1_000];
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
});

test("domains can be there in spellings that Neon would refuse, and go by those alone", async () => {
  await using neon = await startWith("better_auth");
  const auth_provider = "better_auth";
  const spellings = ["https://A.example.com/", "https://b.example.com:443", "https://c.example.com/path"];
  const { auth } = neon.state.branch("project-id", "br-example-123");
  for (const domain of spellings) auth?.domains.push({ domain, auth_provider });
  const remove = (domain: string) =>
    sent(neon, `DELETE ${main}/auth/domains`, { auth_provider, domains: [{ domain }] });
  await remove("https://a.example.com");
  await remove("https://b.example.com:443");
  expect(await sent(neon, `GET ${main}/auth/domains`)).toEqual({
    domains: [spellings[0], spellings[2]].map((domain) => ({ domain, auth_provider })),
  });
});
