import { randomBytes, randomUUID, scryptSync } from "node:crypto";
import type { BetterAuthOptions } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { betterAuth } from "better-auth/minimal";
import { admin } from "better-auth/plugins/admin";
import { bearer } from "better-auth/plugins/bearer";
import { emailOTP } from "better-auth/plugins/email-otp";
import { jwt } from "better-auth/plugins/jwt";
import { organization } from "better-auth/plugins/organization";
import type { Answer } from "./answer.ts";
import type { Received } from "./received.ts";
import type { Auth, Row, User } from "./state.ts";

type Service = { settings: string; handler: (request: Request) => Promise<Response> };

const services = new WeakMap<Auth, Service>();

/** What Better Auth reads once, when it is set up; domains, users and sessions it looks for at each request. */
function settingsOf({ integration, emailAndPassword, organization }: Auth): string {
  return JSON.stringify([integration.base_url, emailAndPassword, organization]);
}

/** Better Auth for these settings. Setting it up takes longer than an answer. */
function serviceOf(auth: Auth): Service {
  const settings = settingsOf(auth);
  const known = services.get(auth);
  if (known?.settings === settings) return known;
  const { handler } = betterAuth(optionsOf(auth));
  const service = { settings, handler };
  services.set(auth, service);
  return service;
}

export async function answerOf(auth: Auth, { method, path, headers, text }: Received): Promise<Answer> {
  const { base_url = "" } = auth.integration;
  const request = new Request(new URL(path, base_url), {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ...(text !== "" && { body: text }),
  });
  const response = await serviceOf(auth).handler(request);
  const cookies = response.headers.getSetCookie();
  response.headers.delete("set-cookie");
  const content = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") && content !== "";
  return {
    status: response.status,
    headers: {
      ...Object.fromEntries(response.headers),
      ...(cookies.length > 0 && { "set-cookie": cookies }),
    },
    body: isJson ? JSON.parse(content) : content,
  };
}

function optionsOf(auth: Auth): BetterAuthOptions {
  const { base_url = "" } = auth.integration;
  const { service, emailAndPassword: settings } = auth;
  return {
    baseURL: base_url,
    basePath: new URL(base_url).pathname,
    secret: service.secret,
    database: databaseOf(auth),
    trustedOrigins: () => trustedOriginsOf(auth),
    emailAndPassword: {
      enabled: settings.enabled,
      disableSignUp: settings.disable_sign_up,
      requireEmailVerification: settings.require_email_verification,
      password: { hash, verify },
    },
    emailVerification: {
      sendOnSignUp: settings.send_verification_email_on_sign_up,
      sendOnSignIn: settings.send_verification_email_on_sign_in,
      autoSignInAfterVerification: settings.auto_sign_in_after_verification,
      // Left out for codes, or it would win over the plugin that sends those.
      ...(settings.email_verification_method === "link" && {
        async sendVerificationEmail({ user, url }) {
          service.mails.push({ to: user.email, link: url });
        },
      }),
    },
    plugins: pluginsOf(auth),
    advanced: {
      database: { generateId: () => randomUUID() },
      // Left out, these are on wherever `NODE_ENV` is `test`.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  };
}

function pluginsOf({ jwk, service, emailAndPassword, organization: settings }: Auth) {
  const { kid = "", alg, crv, ...publicKey } = jwk;
  const key = {
    id: String(kid),
    publicKey: JSON.stringify(publicKey),
    privateKey: JSON.stringify(service.privateKey),
    createdAt: new Date(0),
    alg: "EdDSA",
    crv: "Ed25519",
  } as const;
  return [
    jwt({
      jwks: { jwksPath: "/.well-known/jwks.json", disablePrivateKeyEncryption: true },
      adapter: { getJwks: async () => [key] },
    }),
    adminWithRoles(),
    bearer(),
    emailOTP({
      overrideDefaultEmailVerification: emailAndPassword.email_verification_method === "otp",
      async sendVerificationOTP({ email, otp }) {
        service.mails.push({ to: email, code: otp });
      },
    }),
    ...(settings.enabled
      ? [
          organization({
            organizationLimit: settings.organization_limit,
            membershipLimit: settings.membership_limit,
            creatorRole: settings.creator_role,
          }),
        ]
      : []),
  ];
}

/** Neon keeps roles as a list, Better Auth as a text with commas. */
function adminWithRoles() {
  const plugin = admin();
  const { fields } = plugin.schema.user;
  const role = {
    ...fields.role,
    fieldName: "roles",
    transform: {
      input: (role: unknown) => String(role).split(","),
      output: (roles: unknown) => (roles as string[]).join(",") || "user",
    },
  };
  return { ...plugin, schema: { ...plugin.schema, user: { fields: { ...fields, role } } } };
}

/** Without transactions, each of which copies all tables twice. */
function databaseOf(auth: Auth): ReturnType<typeof memoryAdapter> {
  const adapterFor = memoryAdapter(tablesOf(auth));
  return (options) => {
    const adapter = adapterFor(options);
    return { ...adapter, transaction: (run) => run(adapter) };
  };
}

/**
 * What Better Auth writes here, tables that it replaces as a whole too, is in the state at once. The users are Neon's own
 * list, so that those of each are found by the other.
 */
function tablesOf(auth: Auth) {
  const { tables } = auth.service;
  const names = Object.keys(tables) as (keyof typeof tables)[];
  const database = {
    get user() {
      for (const user of auth.users) complete(user);
      return auth.users;
    },
    set user(users) {
      auth.users = users;
    },
  };
  const accessors = names.map((name) => [
    name,
    {
      enumerable: true,
      get: () => tables[name],
      set(rows: Row[]) {
        tables[name] = rows;
      },
    },
  ]);
  return Object.defineProperties(database, Object.fromEntries(accessors));
}

/** Completes a user whom Neon's API made. Better Auth looks for emails in small letters. */
function complete(user: User): void {
  if (user.createdAt) return;
  const now = new Date();
  const columns = { emailVerified: false, createdAt: now, updatedAt: now };
  Object.assign(user, { ...columns, ...user, email: user.email.toLowerCase() });
}

/** Patterns, as Better Auth has them: `*` stands for any text, dots included. The origin of `base_url` is trusted anyway. */
function trustedOriginsOf({ domains, allowLocalhost }: Auth): string[] {
  const hosts = allowLocalhost ? ["localhost", "localhost:*", "127.0.0.1", "127.0.0.1:*"] : [];
  return [...domains.map(({ domain }) => domain), ...hosts.map((host) => `http://${host}`)];
}

/** Quick, and no more: nobody attacks the memory of a test. Better Auth's own takes a tenth of a second. */
async function hash(password: string): Promise<string> {
  const salt = randomBytes(8).toString("hex");
  return `${salt}:${digest(password, salt)}`;
}

async function verify({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [salt = "", expected] = hash.split(":");
  return digest(password, salt) === expected;
}

const digest = (password: string, salt: string) =>
  scryptSync(password, salt, 32, { cost: 2 }).toString("hex");
