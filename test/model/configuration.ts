/** What may be at Neon, and what a configuration file may say: for laws that hold whatever both are. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { stringify } from "yaml";
import type { Neon } from "../emulator/server.ts";
import type { Auth, AuthProvider, EmailServer, OauthProvider } from "../emulator/state.ts";

export const project = "project-id";
export const branch = "br-example-123";

/** Values of secrets, by the variables that a file can take them from. */
export const secrets = {
  FIRST_SECRET: "kept-secret-of-google-1",
  SECOND_SECRET: "kept-secret-of-github-2",
  THIRD_SECRET: "kept-secret-of-mailer-3",
  HOOK_ADDRESS: "https://hooks.example.com/in?token=hidden-token-of-hook-4",
} as const;
type SecretName = keyof typeof secrets;
export type SecretValues = Readonly<Record<SecretName, string>>;

/** What a file can have in an address although it had better not. */
export const literalToken = "literal-token-of-hook-5";

/** The same with other values for all secrets. */
export function withSecrets<T>(given: T, values: SecretValues): T {
  if (typeof given === "string") {
    const found = (Object.keys(secrets) as SecretName[]).find((one) => secrets[one] === given);
    return (found ? values[found] : given) as T;
  }
  if (Array.isArray(given)) return given.map((one) => withSecrets(one, values)) as T;
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, inner]) => [key, withSecrets(inner, values)]),
  ) as T;
}

/** Everything that Neon knows of a branch and a file can say. */
export type Settings = Pick<
  Auth,
  | "oauthProviders"
  | "emailServer"
  | "domains"
  | "allowLocalhost"
  | "emailAndPassword"
  | "organization"
  | "magicLink"
  | "phoneNumber"
  | "webhooks"
> & { name?: string };

/** What is there before a step: nothing, or Neon Auth with these settings. */
export interface Start {
  readonly provider: AuthProvider | "nothing";
  readonly settings: Settings;
}

/** What a file says. */
export interface Written {
  /** By section, in the words of the file. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly prune: readonly string[];
  readonly ignore: readonly string[];
  /** Sections that stand in `defaults`; the others stand in an environment. Nothing: there is no environment. */
  readonly defaults: readonly string[] | undefined;
}

const name = fc.constantFrom(
  "Example",
  "Café & Söhne",
  "a: b # c",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what begins a variable in a file
  "${NAME} or $${NAME}",
  "yes",
  "1234",
  "null",
  "- [x] {y}",
  "\"quoted\" 'twice' `three times`",
  "***",
  "~",
  "long ".repeat(30).trim(),
);
const flag = fc.boolean();
const whole = (least: number, most: number) => fc.integer({ min: least, max: most });
const event = ["user.created", "send.otp", "phone_number.verified", "user.exploded_twice"];
const events = (least: number) => fc.uniqueArray(fc.constantFrom(...event), { minLength: least });
const hook = fc.constantFrom(
  "https://hooks.example.com/in",
  "https://other.example.com",
  "https://hooks.example.com/%7Bx%7D",
);
const domain = [
  "https://app.example.com",
  "https://www.example.com:8443",
  "http://plain.example.com",
  "https://*.example.com",
  "https://pr-1.example.com",
  "https://pr-22.example.com",
  "myapp://callback",
];
/** The same in spellings that Neon may have kept. */
const spelled = [...domain, "https://App.Example.com", "https://app.example.com:443"];
const client = ["client-of-one", "client-of-two", "1234.apps"];
const host = ["smtp.example.com", "mail.example.org"];
const user = ["mailer", "001"];
const sender = ["auth@example.com", "no-reply@example.org"];
const emailMethod = fc.constantFrom("link" as const, "otp" as const);
const role = fc.constantFrom("admin" as const, "owner" as const);

const passwords = {
  enabled: flag,
  email_verification_method: emailMethod,
  require_email_verification: flag,
  auto_sign_in_after_verification: flag,
  send_verification_email_on_sign_up: flag,
  send_verification_email_on_sign_in: flag,
  disable_sign_up: flag,
};
const organization = {
  enabled: flag,
  organization_limit: whole(1, 12),
  membership_limit: whole(1, 12),
  creator_role: role,
  send_invitation_email: flag,
};
const magicLink = { enabled: flag, expires_in: whole(5, 8), disable_sign_up: flag };
const phoneNumber = { enabled: flag, otp_expires_in: whole(60, 62) };

const oneOf = (names: readonly SecretName[]) => fc.constantFrom(...names.map((one) => secrets[one]));
const clientSecrets = ["FIRST_SECRET", "SECOND_SECRET"] as const;
const mailSecrets = ["THIRD_SECRET", "SECOND_SECRET"] as const;

const ids = ["google", "github", "microsoft"];

const provider = (id: string, anyShared: boolean): fc.Arbitrary<OauthProvider> => {
  // Neon's types know fewer IDs than there may be.
  const named = id as OauthProvider["id"];
  const own: fc.Arbitrary<OauthProvider> = fc.record({
    id: fc.constant(named),
    type: fc.constant("standard" as const),
    client_id: fc.constantFrom(...client),
    client_secret: oneOf(clientSecrets),
  });
  const shared = fc.constant<OauthProvider>({ id: named, type: "shared" });
  return anyShared || id === "google" ? fc.oneof(own, shared) : own;
};

const server: fc.Arbitrary<EmailServer | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant<EmailServer>({ type: "shared" }),
  fc.record({
    type: fc.constant("standard" as const),
    host: fc.constantFrom(...host),
    port: fc.constantFrom(25, 587),
    username: fc.constantFrom(...user),
    password: oneOf(mailSecrets),
    sender_email: fc.constantFrom(...sender),
    sender_name: name,
  }),
);

/** Neon's shared mail server sends no links to verify an address, so that no branch that works asks for them. */
function sendable<T extends { email_verification_method: "link" | "otp" }>(
  given: T,
  server?: EmailServer,
): T {
  return server?.type === "shared" ? { ...given, email_verification_method: "otp" } : given;
}

const settings = (auth_provider: AuthProvider): fc.Arbitrary<Settings> =>
  fc
    .record({
      name: fc.option(name, { nil: undefined, freq: 8 }),
      oauthProviders: fc
        .uniqueArray(fc.constantFrom(...ids, "acme"))
        .chain((chosen) => fc.tuple(...chosen.map((id) => provider(id, auth_provider === "stack")))),
      emailServer: server,
      domains: fc
        .uniqueArray(fc.constantFrom(...spelled), { maxLength: 5 })
        .map((all) => all.map((one) => ({ domain: one, auth_provider }))),
      allowLocalhost: flag,
      emailAndPassword: fc.record(passwords),
      organization: fc.record(organization),
      magicLink: fc.record(magicLink),
      phoneNumber: fc.record(phoneNumber),
      webhooks: fc.record(
        {
          enabled: flag,
          webhook_url: fc.oneof(hook, fc.constant(secrets.HOOK_ADDRESS)),
          enabled_events: events(0),
          timeout_seconds: whole(1, 4),
        },
        { requiredKeys: ["enabled", "enabled_events", "timeout_seconds"] },
      ),
    })
    .map(({ name: called, emailServer, ...rest }) => ({
      ...rest,
      emailAndPassword: sendable(rest.emailAndPassword, emailServer),
      ...(called !== undefined && { name: called }),
      ...(emailServer && { emailServer }),
    })) as fc.Arbitrary<Settings>;

/** What may be there. `nothing`: whether that may be no Neon Auth at all. */
export const start = (nothing: boolean): fc.Arbitrary<Start> =>
  fc
    .constantFrom<Start["provider"][]>(
      "better_auth",
      "better_auth",
      "better_auth",
      "better_auth",
      "stack",
      ...(nothing ? (["nothing"] as const) : []),
    )
    .chain((chosen) =>
      settings(chosen === "nothing" ? "better_auth" : chosen).map((given) => ({
        provider: chosen,
        settings: given,
      })),
    );

/** Makes that the state of the branch. */
export function furnish(neon: Neon, { provider: chosen, settings: given }: Start): void {
  neon.reset();
  if (chosen === "nothing") return;
  const auth = neon.state.enableAuth(neon.state.branch(project, branch), chosen);
  const { name: called, emailServer, ...rest } = structuredClone(given);
  delete auth.emailServer;
  Object.assign(auth, rest, emailServer && { emailServer });
  // The address of keys is masked, and another one in each case would be one more to look for in all that is printed.
  if (chosen === "stack") auth.integration.jwks_url = "https://keys.example.com/jwks.json";
  delete auth.integration.name;
  if (called !== undefined) auth.integration.name = called;
}

/** The same, read back from the branch. */
export function settingsOn(neon: Neon): Settings | undefined {
  const { auth } = neon.state.branch(project, branch);
  if (!auth) return undefined;
  const {
    integration,
    keys: _keys,
    table: _table,
    jwk: _jwk,
    users: _users,
    service: _service,
    ...rest
  } = structuredClone(auth);
  return {
    ...rest,
    // Neon's lists are sets.
    oauthProviders: rest.oauthProviders.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    domains: rest.domains.toSorted((a, b) => (a.domain < b.domain ? -1 : 1)),
    webhooks: { ...rest.webhooks, enabled_events: (rest.webhooks.enabled_events ?? []).toSorted() },
    ...(integration.name !== undefined && { name: integration.name }),
  };
}

const env = (names: readonly SecretName[]) => fc.constantFrom(...names).map((one) => ({ env: one }));
const secret = (names: readonly SecretName[], keeps: boolean) =>
  keeps
    ? fc.oneof({ weight: 8, arbitrary: env(names) }, { weight: 1, arbitrary: fc.constant("keep") })
    : env(names);

const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { requiredKeys: [] }).filter((record) => Object.keys(record).length > 0);

const entry = (id: string, anyShared: boolean): fc.Arbitrary<unknown> => {
  const own = fc.record(
    {
      client_id: fc.constantFrom(...client),
      client_secret: secret(clientSecrets, true),
      ...(id === "microsoft" && { microsoft_tenant_id: fc.constantFrom("tenant-1", "tenant-2") }),
    },
    { requiredKeys: ["client_id", "client_secret"] },
  );
  return fc.oneof(
    { weight: 4, arbitrary: own },
    { weight: 1, arbitrary: fc.constant("absent") },
    ...(anyShared || id === "google" ? [{ weight: 2, arbitrary: fc.constant("shared") }] : []),
  );
};

const entries = (anyShared: boolean) =>
  fc
    .uniqueArray(fc.constantFrom(...ids, "acme"))
    .chain((chosen) =>
      fc
        .tuple(...chosen.map((id) => entry(id, anyShared)))
        .map((all) => Object.fromEntries(chosen.map((id, index) => [id, all[index]]))),
    );

const serverFields = {
  type: fc.constant("standard"),
  host: fc.constantFrom(...host),
  port: fc.constantFrom(25, 587),
  username: fc.constantFrom(...user),
  password: secret(mailSecrets, true),
  sender_email: fc.constantFrom(...sender),
  sender_name: name.map(written),
};
/** All of a server, or a part of one that is there. */
const ownServer = fc.oneof(
  { weight: 4, arbitrary: fc.record(serverFields) },
  { weight: 1, arbitrary: fc.record(serverFields, { requiredKeys: ["type"] }) },
);

/** A text as the file has it: what begins a variable is one. */
function written(text: string): string {
  return text.replaceAll("${", () => "$${");
}

/** A file for a branch like that. */
export const file = ({ provider: chosen }: Start): fc.Arbitrary<Written> => {
  const { integration, ...others } = {
    integration: fc.constant({ auth_provider: chosen === "nothing" ? "better_auth" : chosen }),
    application_name: name.map(written),
    email_and_password: some(passwords),
    oauth_providers: entries(chosen === "stack"),
    domains: fc.uniqueArray(fc.constantFrom(...domain), { maxLength: 4 }),
    allow_localhost: flag,
    email_server: fc.oneof(ownServer, fc.constant({ type: "shared" })),
    plugins: some({
      organization: some(organization),
      magic_link: some(magicLink),
      phone_number: some(phoneNumber),
    }),
    webhooks: fc.record(
      {
        enabled: flag,
        webhook_url: fc.oneof(
          hook,
          env(["HOOK_ADDRESS"]),
          fc.constantFrom("keep", `https://hooks.example.com/in?key=${literalToken}`),
        ),
        enabled_events: events(1),
        timeout_seconds: whole(1, 4),
      },
      { requiredKeys: ["enabled"] },
    ),
  };
  const sections = fc
    .record({ integration, ...others }, { requiredKeys: chosen === "nothing" ? ["integration"] : [] })
    .filter((all) => Object.keys(all).length > 0);
  return fc
    .record({
      sections,
      prune: fc.subarray(["domains", "oauth_providers"]),
      ignore: fc.subarray(["https://pr-*.example.com", "https://www.**"]),
      defaults: fc.option(fc.subarray(["domains", "email_server", "plugins", "webhooks", "integration"])),
    })
    .map((given) => ({
      ...given,
      defaults: given.defaults ?? undefined,
      sections: withoutContradiction(given.sections, given.ignore),
    }));
};

/** What the file is refused for at once says nothing about plans. */
function withoutContradiction(
  sections: Readonly<Record<string, unknown>>,
  ignore: readonly string[],
): Record<string, unknown> {
  const { domains, email_server, email_and_password, ...rest } = sections as {
    domains?: string[];
    email_server?: { type: string };
    email_and_password?: Record<string, unknown>;
  };
  const unsendable =
    email_server?.type === "shared" &&
    email_and_password?.require_email_verification === true &&
    email_and_password.email_verification_method === "link";
  return {
    ...rest,
    ...(email_server && { email_server }),
    ...(domains && { domains: domains.filter((one) => !isIgnored(one, ignore)) }),
    ...(email_and_password && {
      email_and_password: {
        ...email_and_password,
        ...(unsendable && { email_verification_method: "otp" }),
      },
    }),
  };
}

const isIgnored = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) =>
    pattern.endsWith("**")
      ? name.startsWith(pattern.slice(0, -2))
      : /^https:\/\/pr-[^/]*\.example\.com$/.test(name),
  );

/** The text of the file. `order`: gives another order of keys and lists for each number. */
export function textOf({ sections, prune, ignore, defaults }: Written, order = 0): string {
  const extra = {
    ...(prune.length > 0 && { prune }),
    ...(ignore.length > 0 && { ignore: { domains: ignore } }),
  };
  const pick = (isPicked: (section: string) => boolean) =>
    Object.fromEntries(Object.entries(sections).filter(([section]) => isPicked(section)));
  const body = defaults
    ? {
        defaults: pick((section) => defaults.includes(section)),
        environments: { here: { ...pick((section) => !defaults.includes(section)), ...extra } },
      }
    : { defaults: { ...sections, ...extra } };
  return stringify(reordered({ version: 1, ...body }, order));
}

function reordered(value: unknown, order: number): unknown {
  if (typeof value !== "object" || value === null || order === 0) return value;
  const place = (index: number, length: number) => (index * 7 + order) % length;
  const sorted = <T>(all: readonly T[]): T[] =>
    all
      .map((one, index) => ({ one, at: place(index, all.length) }))
      .toSorted((a, b) => (order % 2 ? b.at - a.at : a.at - b.at))
      .map(({ one }) => one);
  if (Array.isArray(value)) return sorted(value.map((one) => reordered(one, order)));
  return Object.fromEntries(
    sorted(Object.entries(value)).map(([key, inner]) => [key, reordered(inner, order)]),
  );
}

/** What of the file does not hold on the branch, by path. What it leaves out has to be as it was before. */
export function unfulfilled(
  { sections, prune, ignore }: Written,
  now: Settings | undefined,
  before: Settings | undefined,
  values: Readonly<Record<string, string>> = secrets,
): string[] {
  if (!now) return ["integration"];
  const wrong: string[] = [];
  const expect = (path: string, is: unknown, wanted: unknown) => {
    if (wanted !== undefined && wanted !== "keep" && !isDeepStrictEqual(is, resolved(wanted, values)))
      wrong.push(path);
  };
  const fields = (path: string, is: object | undefined, wanted: unknown) => {
    for (const [field, value] of Object.entries(Object(wanted)))
      expect(
        `${path}.${field}`,
        sortedList((is as Record<string, unknown> | undefined)?.[field]),
        sortedList(value),
      );
  };
  const given = sections as Record<string, Record<string, unknown>>;
  expect("application_name", now.name, sections.application_name);
  expect("allow_localhost", now.allowLocalhost, sections.allow_localhost);
  fields("email_and_password", now.emailAndPassword, sections.email_and_password);
  fields("plugins.organization", now.organization, given.plugins?.organization);
  fields("plugins.magic_link", now.magicLink, given.plugins?.magic_link);
  fields("plugins.phone_number", now.phoneNumber, given.plugins?.phone_number);
  fields("webhooks", now.webhooks, sections.webhooks);
  fields("email_server", now.emailServer, sections.email_server);
  for (const [id, entry] of Object.entries(given.oauth_providers ?? {})) {
    const found = now.oauthProviders.find((one) => one.id === id);
    if (entry === "absent") expect(`oauth_providers.${id}`, found, null);
    else if (entry === "shared") expect(`oauth_providers.${id}`, found?.type, "shared");
    else {
      expect(`oauth_providers.${id}`, found?.type, "standard");
      // Neon does not show a tenant, so that only what goes with another change is sent.
      const { microsoft_tenant_id: _, ...shown } = entry as Record<string, unknown>;
      fields(`oauth_providers.${id}`, found, shown);
    }
  }
  const doubled = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index);
  wrong.push(...doubled(now.oauthProviders.map(({ id }) => id)).map((id) => `oauth_providers.${id} twice`));
  const names = now.domains.map((one) => originOf(one.domain));
  for (const one of (sections.domains as string[] | undefined) ?? [])
    if (!names.includes(one)) wrong.push(`domains.${one}`);
  if (sections.domains && prune.includes("domains"))
    for (const one of names)
      if (!(sections.domains as string[]).includes(one) && !isIgnored(one, ignore))
        wrong.push(`domains.${one} left`);
  if (sections.oauth_providers && prune.includes("oauth_providers"))
    for (const { id } of now.oauthProviders)
      if (!Object.hasOwn(given.oauth_providers ?? {}, id)) wrong.push(`oauth_providers.${id} left`);
  return [
    ...wrong,
    ...(before ? touched({ sections, prune, ignore, defaults: undefined }, now, before) : []),
  ];
}

const originOf = (address: string): string => {
  const url = URL.parse(address);
  return url ? `${url.protocol}//${url.host}` : address;
};

const sortedList = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value);

function resolved(wanted: unknown, values: Readonly<Record<string, string>>): unknown {
  if (wanted === null) return undefined;
  if (typeof wanted === "object" && "env" in wanted) return values[String(wanted.env)];
  return typeof wanted === "string" ? wanted.replaceAll("$${", "${") : wanted;
}

/** The fields that get a value. */
const unkept = (named: unknown): object =>
  Object.fromEntries(Object.entries(Object(named)).filter(([, value]) => value !== "keep"));

/** What has changed although the file does not name it. */
function touched({ sections, prune, ignore }: Written, now: Settings, before: Settings): string[] {
  const wrong: string[] = [];
  const same = (path: string, is: unknown, was: unknown) => {
    if (!isDeepStrictEqual(is, was)) wrong.push(`${path} touched`);
  };
  const rest = (path: string, is: object, was: object, named: unknown) => {
    for (const field of new Set([...Object.keys(is), ...Object.keys(was)]))
      if (!Object.hasOwn(Object(named), field))
        same(`${path}.${field}`, is[field as never], was[field as never]);
  };
  const given = sections as Record<string, Record<string, unknown>>;
  if (!("application_name" in sections)) same("application_name", now.name, before.name);
  if (!("allow_localhost" in sections)) same("allow_localhost", now.allowLocalhost, before.allowLocalhost);
  if (!("email_server" in sections)) same("email_server", now.emailServer, before.emailServer);
  else if (now.emailServer?.type === "standard" && before.emailServer?.type === "standard")
    rest("email_server", now.emailServer, before.emailServer, unkept(sections.email_server));
  for (const is of now.oauthProviders) {
    const was = before.oauthProviders.find(({ id }) => id === is.id);
    const named = given.oauth_providers?.[is.id];
    if (was?.type === "standard" && typeof named === "object")
      rest(`oauth_providers.${is.id}`, is, was, unkept(named));
  }
  rest("email_and_password", now.emailAndPassword, before.emailAndPassword, sections.email_and_password);
  rest("plugins.organization", now.organization, before.organization, given.plugins?.organization);
  rest("plugins.magic_link", now.magicLink, before.magicLink, given.plugins?.magic_link);
  rest("plugins.phone_number", now.phoneNumber, before.phoneNumber, given.plugins?.phone_number);
  rest("webhooks", now.webhooks, before.webhooks, unkept(sections.webhooks));
  const pruned = (section: string) => section in sections && prune.includes(section);
  const others = (all: Settings["oauthProviders"]) =>
    all.filter(({ id }) => !Object.hasOwn(given.oauth_providers ?? {}, id));
  if (!pruned("oauth_providers"))
    same("oauth_providers", others(now.oauthProviders), others(before.oauthProviders));
  const strangers = (all: Settings["domains"]) =>
    all
      .map((one) => one.domain)
      .filter((one) => !((sections.domains as string[] | undefined) ?? []).includes(originOf(one)))
      .filter((one) => !pruned("domains") || isIgnored(originOf(one), ignore));
  same("domains", strangers(now.domains), strangers(before.domains));
  return wrong;
}

/** Something that somebody does by hand. */
export interface Meddling {
  readonly said: string;
  readonly change: (auth: Auth) => void;
}

const meddling = (said: string, change: Meddling["change"]): Meddling => ({ said, change });

export const byHand: fc.Arbitrary<Meddling> = fc.oneof(
  fc.constantFrom(...domain).map((one) =>
    meddling(`adds ${one}`, ({ domains, integration: { auth_provider } }) => {
      if (!domains.some((known) => known.domain === one)) domains.push({ domain: one, auth_provider });
    }),
  ),
  fc
    .nat(4)
    .map((index) => meddling(`deletes domain ${index}`, ({ domains }) => void domains.splice(index, 1))),
  fc.constantFrom(...ids, "acme").chain((id) =>
    provider(id, false).map((added) =>
      meddling(`sets provider ${JSON.stringify(added)}`, (auth) => {
        const others = auth.oauthProviders.filter((one) => one.id !== id);
        auth.oauthProviders = [...others, structuredClone(added)];
      }),
    ),
  ),
  fc
    .nat(3)
    .map((index) =>
      meddling(`deletes provider ${index}`, ({ oauthProviders }) => void oauthProviders.splice(index, 1)),
    ),
  server.map((changed) =>
    meddling(`sets server ${JSON.stringify(changed)}`, (auth) => {
      delete auth.emailServer;
      if (changed) auth.emailServer = structuredClone(changed);
    }),
  ),
  fc.record(passwords).map((changed) =>
    meddling(`sets ${JSON.stringify(changed)}`, (auth) => {
      auth.emailAndPassword = { ...changed };
    }),
  ),
  fc.record(magicLink).map((changed) =>
    meddling(`sets ${JSON.stringify(changed)}`, (auth) => {
      auth.magicLink = { ...changed };
    }),
  ),
  flag.map((changed) =>
    meddling(`sets localhost ${changed}`, (auth) => {
      auth.allowLocalhost = changed;
    }),
  ),
  fc.tuple(hook, events(0)).map(([webhook_url, enabled_events]) =>
    meddling(`sets webhooks ${webhook_url} ${enabled_events}`, (auth) => {
      auth.webhooks = { ...auth.webhooks, webhook_url, enabled_events: enabled_events as never[] };
    }),
  ),
  name.map((changed) =>
    meddling(`calls it ${changed}`, (auth) => {
      auth.integration.name = changed;
    }),
  ),
);
