import type { Secret } from "../ground/secret.ts";

/**
 * One output of the action. `credential` and `public` say how far the value may travel (see `secret.ts`),
 * `json` that it is a list or object, printed as JSON without what is masked.
 */
export interface Output {
  readonly about: string;
  readonly kind: "text" | "json" | "credential" | "public";
  /** Neon shows it in the answer that makes it, and never again. */
  readonly once?: true;
  /** Goes into `sealed`, though it is not masked: presets need it beside what is. */
  readonly sealed?: true;
}

/** Set by the engine for every operation; the records do not name them. */
export const universal = [
  "result",
  "changed",
  "scope",
  "branch_id",
  "request_id",
  "sealed",
  "dotenv_path",
  "comment_url",
  "cookie_secret",
] as const;

type Extra = Pick<Output, "once" | "sealed">;
const of =
  <const K extends Output["kind"]>(kind: K) =>
  <const E extends Extra = Record<never, never>>(about: string, extra?: E) => ({
    kind,
    about,
    ...(extra as E),
  });
const text = of("text");
const json = of("json");
const credential = of("credential");
const publicKey = of("public");

export const outputs = {
  result: json("Neon's answer as JSON, with what is masked left out."),
  changed: text("`true` if the step changed anything at Neon."),
  scope: text("Which API was used: `project` or `branch`."),
  branch_id: text("ID of the branch that was used, if any."),
  request_id: text("Neon's ID of the last request, for Neon's support."),
  auth_provider: text("Provider of the integration: `stack`, `better_auth` or `mock`."),
  auth_provider_project_id: text(
    "ID of the project at the provider. For Stack Auth, the value of `NEXT_PUBLIC_STACK_PROJECT_ID`.",
    { sealed: true },
  ),
  application_name: text("Name of the application, as mails to its users show it."),
  schema_name: text("Database schema that holds the users, `neon_auth`."),
  table_name: text("Table of users that Neon names."),
  base_url: text("Address of the auth service of the branch, where it has one.", { sealed: true }),
  pub_client_key: publicKey("Publishable client key.", { once: true }),
  secret_server_key: credential("Secret server key.", { once: true }),
  jwks_url: publicKey("Address of the keys that verify the users' tokens."),
  keys_available: text(
    "`false` when Neon returned no keys: the integration was reused, or its provider has none.",
  ),
  integrations: json("The integrations, a JSON list."),
  oauth_providers: json("The OAuth providers, a JSON list without client secrets."),
  oauth_provider_id: text("ID of the OAuth provider."),
  oauth_provider_type: text(
    "`shared` for Neon's own keys, which are not for production; `standard` for yours.",
  ),
  auth_user_id: text("ID of the user."),
  domains: json("The trusted domains, a JSON list."),
  sealed: text(
    "With `seal_key`: the masked outputs, encrypted, so that they can cross jobs. Operation `open` opens it.",
  ),
  dotenv_path: text("Full path of the file that `dotenv_file` wrote."),
  cookie_secret: credential(
    "A secret for the cookies of your application, which Neon's Next.js library needs: 32 random bytes as base64. Made only where `export_env`, `dotenv_file`, `github_secrets` or `seal_key` ask for it; a GitHub secret that is there is kept.",
  ),
  comment_url: text("Address of the comment on the pull request, with `comment: true`."),
  users: json("What became of each user of `users_file`, a JSON list."),
  jwks_key_ids: json("IDs of the keys that the auth service serves, a JSON list."),
  issuer: text("Issuer of the users' tokens: the origin of `base_url`."),
  transfer_url: credential(
    "Address that transfers the project to whoever opens it, once. Treat it like a password.",
  ),
} satisfies Record<string, Output>;

export type OutputName = keyof typeof outputs;

type ShownOnce = { [N in OutputName]: (typeof outputs)[N] extends { once: true } ? N : never }[OutputName];

const isOutputName = (name: string): name is OutputName => Object.hasOwn(outputs, name);

export const isShownOnce = (name: string): name is ShownOnce => isOutputName(name) && "once" in outputs[name];

const isOf =
  (kind: Output["kind"]) =>
  (name: string): boolean =>
    isOutputName(name) && outputs[name].kind === kind;

export const isCredential = isOf("credential");
export const isJson = isOf("json");

const names = Object.keys(outputs) as OutputName[];

export const shownOnce = names.filter(isShownOnce);

/** What `sealed` can carry: everything that may be masked, and what the presets need beside it. */
export const sealable = names.filter(
  (name) => ["credential", "public"].includes(outputs[name].kind) || "sealed" in outputs[name],
);

export type OutputValue<N extends OutputName> = {
  text: string | boolean;
  json: readonly unknown[] | Readonly<Record<string, unknown>>;
  credential: Secret<"credential">;
  public: Secret<"public">;
}[(typeof outputs)[N]["kind"]];
