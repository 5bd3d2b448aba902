import * as z from "zod/mini";
import { Secret } from "./secret.ts";

/**
 * One input of the action: what it means, what a valid value is, and how the text of the workflow becomes a
 * value. `must` completes the sentence "`name` must …" and never holds the value.
 */
export interface Input<T> {
  readonly about: string;
  readonly must: string;
  readonly parse: (text: string) => { readonly value: T } | undefined;
  /** Environment variable that stands in when the input is empty. */
  readonly env?: string;
  /** What holds when nothing is given, as `action.yml` shows it. */
  readonly default?: string;
  /** A credential: masked before it is looked at. */
  readonly secret?: true;
}

type Extra = Pick<Input<never>, "env" | "default">;

/** The schema is made when it is used: a step gives few of the inputs. */
function input<T>(
  about: string,
  must: string,
  schema: () => z.ZodMiniType<T, string>,
  extra: Extra = {},
): Input<T> {
  const parse = (text: string) => {
    const { success, data } = z.safeParse(schema(), text.trim());
    return success ? { value: data } : undefined;
  };
  return { about, must, parse, ...extra };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is what is refused
const printable = /^[^\u0000-\u001f\u007f]+$/;

const text = (about: string, longest = 1024, extra?: Extra) =>
  input(
    about,
    `be one line of at most ${longest} characters`,
    () => z.string().check(z.regex(printable), z.maxLength(longest)),
    extra,
  );

const id = (about: string, extra?: Extra) =>
  input(
    about,
    "be an ID: up to 60 of a-z, 0-9 and -",
    () => z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
    extra,
  );

const email = (about: string) =>
  input(about, "be an email address", () => z.string().check(z.email(), z.maxLength(256)));

const choice = <const V extends string>(about: string, values: readonly V[], extra?: Extra) =>
  input(about, `be one of ${values.map((value) => `\`${value}\``).join(", ")}`, () => z.enum(values), extra);

const flag = (about: string, extra?: Extra) =>
  input(
    about,
    "be `true` or `false`",
    () =>
      z.pipe(
        z.enum(["true", "True", "TRUE", "false", "False", "FALSE"]),
        z.transform((word) => word.toLowerCase() === "true"),
      ),
    extra,
  );

const whole = (about: string, least: number, most: number, extra?: Extra) =>
  input(
    about,
    `be a whole number from ${least} to ${most}`,
    () =>
      z.pipe(
        z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
        z.number().check(z.minimum(least), z.maximum(most)),
      ),
    extra,
  );

const words = (about: string, must: string, word: RegExp) =>
  input(about, `be ${must}, one per line or separated by commas`, () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((list) => [...new Set(list.split(/[\n,]/).map((word) => word.trim()))].filter(Boolean)),
      ),
      z.array(z.string().check(z.regex(word), z.maxLength(100))).check(z.minLength(1)),
    ),
  );

/** Sent exactly as given, except for line breaks at its ends, which come from pasting. */
function credential(about: string): Input<Secret<"credential">> {
  const strip = (value: string) => value.replace(/^[\r\n]+|[\r\n]+$/g, "");
  const parse = (value: string) => {
    const { success, data } = z.safeParse(z.string().check(z.minLength(1), z.maxLength(4096)), strip(value));
    return success ? { value: new Secret(data, "credential") } : undefined;
  };
  return { about, must: "be a text of at most 4096 characters", parse, secret: true };
}

/** The key goes into a header, where a control character would be an injection. */
const apiKey: Input<Secret<"credential">> = {
  about:
    "Neon API key: a personal, organization or project-scoped one. Pass it from a secret. The environment variable `NEON_API_KEY` stands in.",
  must: "be the key and nothing else: printable ASCII without spaces or line breaks",
  parse: (value) => {
    const { success, data } = z.safeParse(z.string().check(z.regex(/^[\x21-\x7e]{1,512}$/)), value.trim());
    return success ? { value: new Secret(data, "credential") } : undefined;
  },
  env: "NEON_API_KEY",
  secret: true,
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** `https` only, loopback excepted: a key must not travel in the clear. */
function isApiHost(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "" || /[?#]/.test(address)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname));
}

/** An address reduced to its origin, as Neon stores a trusted domain: scheme, host, and port if it is not the usual one. */
function originOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.host === "" || url.username !== "" || url.password !== "") return undefined;
  return `${url.protocol}//${url.host}`;
}

const origins = input(
  "Trusted domain, or several, one per line. A full URL is reduced to its origin: `https://preview.example.com/path` becomes `https://preview.example.com`.",
  "be one or more URLs with a scheme and without user info, such as `https://preview.example.com`, one per line",
  () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((list) =>
          [...new Set(list.split(/[\n,]/).map((line) => line.trim()))].filter(Boolean).map(originOf),
        ),
      ),
      z.pipe(
        z.array(z.string()).check(z.minLength(1)),
        z.transform((list) => [...new Set(list)]),
      ),
    ),
);

/** Every input of the action, each declared once: an input means the same for every operation. */
export const inputs = {
  operation: text("What to do: one of the operations in the table of the README.", 60),
  api_key: apiKey,
  project_id: id(
    "Neon project ID, from the project's Settings page. The environment variable `NEON_PROJECT_ID` stands in.",
    { env: "NEON_PROJECT_ID" },
  ),
  branch_id: id("Neon branch ID (`br-…`). Used as it is, without a look-up."),
  branch_name: text(
    "Name of a branch, looked up. The step fails unless exactly one branch has exactly this name; no other branch stands in for it.",
    256,
  ),
  default_branch: flag("`true`: the default branch of the project, looked up."),
  scope: choice(
    "Which of Neon's two APIs to use. `auto`: the branch-scoped one if a branch is named, else the project-scoped one; for `create-integration`, the project-scoped one if `auth_provider` is `stack`.",
    ["auto", "project", "branch"],
    { default: "auto" },
  ),
  auth_provider: choice(
    "Provider of the integration. Defaults to `stack` on project-scoped routes and to `better_auth` on branch-scoped ones.",
    ["stack", "better_auth", "mock"],
  ),
  mask: choice(
    "What is masked in logs. `all`: credentials, `pub_client_key` and `jwks_url`. `secrets`: only credentials, so that the two public values can be passed to other jobs.",
    ["all", "secrets"],
    { default: "all" },
  ),
  if_exists: choice(
    "For create and add operations: `reuse` what is already there if it is what was asked for, or `fail`.",
    ["reuse", "fail"],
    { default: "reuse" },
  ),
  if_missing: choice(
    "For delete operations: `ignore` that it is already gone, or `fail`.",
    ["ignore", "fail"],
    { default: "ignore" },
  ),
  dry_run: flag("`true` prints the request that would be sent, with secrets hidden, and sends no write.", {
    default: "false",
  }),
  api_host: input(
    "Address of the Neon API.",
    "be an https address without user info, query or fragment (http only for loopback)",
    () =>
      z.pipe(
        z.string().check(z.refine(isApiHost)),
        z.transform((address) => new URL(address)),
      ),
    { default: "https://console.neon.tech/api/v2" },
  ),
  timeout_seconds: whole("Seconds that the whole step may take, waits and repeats included.", 1, 21_600, {
    default: "120",
  }),
  retries: whole(
    "Tries after the first one, when a request may be sent again. Waiting for a locked project (423) is bounded by `timeout_seconds` alone. `0`: never send anything twice.",
    0,
    50,
    { default: "5" },
  ),
  database_name: text("Name of the database that the integration uses, for example `neondb`.", 63),
  role_name: text("Database role for authenticated users, for example `neondb_owner`.", 63),
  delete_data: flag(
    "`true` also deletes the `neon_auth` schema with all users in it. This cannot be undone.",
  ),
  confirm: text(
    "For what cannot be undone: the ID or name of the branch, if it is the default or a protected one; the ID of the project on project-scoped routes.",
    256,
  ),
  allow_untrusted: flag(
    "`true` lets the step write although the run was started by a pull request or comment from outside the repository.",
    { default: "false" },
  ),
  email: email("Email address of the user."),
  name: text(
    "Display name of the user, 1 to 255 characters. On branch-scoped routes the email stands in.",
    255,
  ),
  users_file: text(
    "Many users at once: path of a JSON list or a CSV file with a header, with `email` and perhaps `name` and `roles`, relative to the workspace.",
  ),
  wait_for_sync: flag("`true`: wait until the new user is in the database that `database_url` names."),
  database_url: credential("Connection string of the database of the integration, for `wait_for_sync`."),
  wait_until_ready: flag("`true`: wait until the auth service serves the keys that verify its tokens."),
  auth_user_id: input(
    "ID of the user, output `auth_user_id` of `create-user`.",
    "be the ID of a user: up to 128 letters, digits, `-`, `_` and `.`",
    () => z.string().check(z.regex(/^[\w-][\w.-]{0,127}$/)),
  ),
  roles: words("Roles of the user, which replace the ones it has.", "names of roles", printable),
  domain: origins,
  oauth_provider_id: input(
    "OAuth provider: `google`, `github`, `microsoft` or `vercel`.",
    "be the ID of an OAuth provider, such as `google`, `github`, `microsoft` or `vercel`",
    () => z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,59}$/)),
  ),
  client_id: text("Client ID of your own OAuth application. Without it, Neon's shared keys are used."),
  client_secret: credential("Client secret of your own OAuth application. Goes with `client_id`."),
  microsoft_tenant_id: text("Tenant ID of your Microsoft Entra application. Only for `microsoft`.", 100),
  email_server_type: choice(
    "`shared`: Neon's email server. `standard`: your own SMTP server, which takes all of `smtp_…` and `sender_…`.",
    ["shared", "standard"],
  ),
  recipient_email: email("Address that the test mail goes to."),
  smtp_host: text("Host name of your SMTP server.", 255),
  smtp_port: whole("Port of your SMTP server, for example `587`.", 1, 65_535),
  smtp_username: text("User name at your SMTP server."),
  smtp_password: credential("Password at your SMTP server."),
  sender_email: email("Address that mails come from."),
  sender_name: text("Name that mails come from.", 255),
  email_and_password_enabled: flag("Whether users can sign in with email and password."),
  email_verification_method: choice("How an email address is verified: by `link` or by one-time password.", [
    "link",
    "otp",
  ]),
  require_email_verification: flag("Whether an email address must be verified before its user can sign in."),
  auto_sign_in_after_verification: flag("Whether a user is signed in once the email address is verified."),
  send_verification_email_on_sign_up: flag("Whether a verification mail is sent when a user signs up."),
  send_verification_email_on_sign_in: flag("Whether a verification mail is sent when a user signs in."),
  disable_sign_up: flag("Whether nobody can sign up any more."),
  allow_localhost: flag("Whether localhost is a trusted domain."),
  organization_enabled: flag("Whether the organization plugin is on."),
  organization_limit: whole("Organizations that one user can create at most.", 1, 999_999_999),
  membership_limit: whole("Members that one organization can have at most.", 1, 999_999_999),
  creator_role: choice("Role of the user who creates an organization.", ["admin", "owner"]),
  send_invitation_email: flag("Whether a mail is sent to whoever is invited to an organization."),
  magic_link_enabled: flag("Whether the magic link plugin is on."),
  magic_link_expires_in: whole("Minutes after which a magic link expires.", 5, 1440),
  magic_link_disable_sign_up: flag("Whether nobody can sign up by a magic link."),
  phone_number_enabled: flag("Whether the phone number plugin is on."),
  otp_expires_in: whole("Seconds after which a one-time password expires.", 60, 600),
  webhook_enabled: flag("Whether webhooks are sent."),
  webhook_url: input("Address that webhooks are sent to.", "be an https address", () =>
    z.string().check(
      z.refine((address) => URL.parse(address)?.protocol === "https:"),
      z.maxLength(2048),
    ),
  ),
  webhook_events: words(
    "Events that webhooks are sent for, for example `user.created`.",
    "names of events such as `user.created`",
    /^[a-z_]+(\.[a-z_]+)+$/,
  ),
  webhook_timeout_seconds: whole("Seconds after which a webhook is given up.", 1, 10),
} as const satisfies Record<string, Input<unknown>>;

export type InputName = keyof typeof inputs;
export type InputValue<N extends InputName> = (typeof inputs)[N] extends Input<infer T> ? T : never;

/** Inputs that every operation takes. */
export const general = [
  "operation",
  "api_key",
  "project_id",
  "scope",
  "mask",
  "dry_run",
  "allow_untrusted",
  "api_host",
  "timeout_seconds",
  "retries",
] as const satisfies InputName[];

export const isInputName = (name: string): name is InputName => Object.hasOwn(inputs, name);
