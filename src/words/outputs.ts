import type { Secret } from "../ground/secret.ts";

/**
 * One output of the action. `credential` and `public` say how far the value may travel (see `secret.ts`),
 * `json` that it is a list or object, printed as JSON without what is masked.
 */
interface Output {
  readonly about: string;
  readonly kind: "text" | "json" | "credential" | "public";
}

/** Set by the engine for every operation; the records do not name them. */
export const universal = ["result", "changed", "scope", "branch_id", "request_id", "sealed"] as const;

export const outputs = {
  result: { kind: "json", about: "Neon's answer as JSON, with what is masked left out." },
  changed: { kind: "text", about: "`true` if the step changed anything at Neon." },
  scope: { kind: "text", about: "Which API was used: `project` or `branch`." },
  branch_id: { kind: "text", about: "ID of the branch that was used, if any." },
  request_id: { kind: "text", about: "Neon's ID of the last request, for Neon's support." },
  auth_provider: { kind: "text", about: "Provider of the integration: `stack`, `better_auth` or `mock`." },
  auth_provider_project_id: {
    kind: "text",
    about: "ID of the project at the provider. For Stack Auth, the value of `NEXT_PUBLIC_STACK_PROJECT_ID`.",
  },
  schema_name: { kind: "text", about: "Database schema that holds the users, `neon_auth`." },
  table_name: { kind: "text", about: "Table of users that Neon names." },
  base_url: { kind: "text", about: "Address of the auth service of the branch, where it has one." },
  pub_client_key: { kind: "public", about: "Publishable client key. Only in the answer that creates it." },
  secret_server_key: { kind: "credential", about: "Secret server key. Only in the answer that creates it." },
  jwks_url: { kind: "public", about: "Address of the keys that verify the users' tokens." },
  keys_available: {
    kind: "text",
    about: "`false` when Neon returned no keys: the integration was reused, or its provider has none.",
  },
  integrations: { kind: "json", about: "The integrations, a JSON list." },
  oauth_providers: { kind: "json", about: "The OAuth providers, a JSON list without client secrets." },
  oauth_provider_id: { kind: "text", about: "ID of the OAuth provider." },
  oauth_provider_type: {
    kind: "text",
    about: "`shared` for Neon's own keys, which are not for production; `standard` for yours.",
  },
  email_server: { kind: "json", about: "The email server, a JSON object without its password." },
  auth_user_id: { kind: "text", about: "ID of the user." },
  domains: { kind: "json", about: "The trusted domains, a JSON list." },
  email_and_password: { kind: "json", about: "Settings of sign-in by email and password, a JSON object." },
  allow_localhost: { kind: "text", about: "Whether localhost is a trusted domain." },
  plugins: { kind: "json", about: "Settings of all plugins, a JSON object without credentials." },
  organization_plugin: { kind: "json", about: "Settings of the organization plugin, a JSON object." },
  magic_link_plugin: { kind: "json", about: "Settings of the magic link plugin, a JSON object." },
  phone_number_plugin: { kind: "json", about: "Settings of the phone number plugin, a JSON object." },
  webhooks: { kind: "json", about: "Settings of webhooks, a JSON object." },
  sealed: {
    kind: "text",
    about:
      "With `seal_key`: the masked outputs, encrypted, so that they can cross jobs. Operation `open` opens it.",
  },
  users: { kind: "json", about: "What became of each user of `users_file`, a JSON list." },
  jwks_key_ids: { kind: "json", about: "IDs of the keys that the auth service serves, a JSON list." },
  issuer: { kind: "text", about: "Issuer of the users' tokens: the origin of `base_url`." },
  transfer_url: {
    kind: "credential",
    about: "Address that transfers the project to whoever opens it, once. Treat it like a password.",
  },
} as const satisfies Record<string, Output>;

export type OutputName = keyof typeof outputs;

export type OutputValue<N extends OutputName> = {
  text: string | boolean;
  json: readonly unknown[] | Readonly<Record<string, unknown>>;
  credential: Secret<"credential">;
  public: Secret<"public">;
}[(typeof outputs)[N]["kind"]];
