import * as z from "zod/mini";
import { credential, nothing, optionalText, text } from "../answer.ts";
import { endpoint, look } from "../endpoint.ts";
import { onlyWith, someOf, together } from "../rules.ts";

const provider = z.object({
  id: text(),
  type: text(),
  client_id: optionalText(),
  client_secret: credential(),
});

type Provider = z.infer<typeof provider>;

const providers = z.object({ providers: z.array(provider) });

const providerOutputs = {
  oauth_provider_id: ({ id }: Provider) => id,
  oauth_provider_type: ({ type }: Provider) => type,
};

const credentialRules = [
  together("client_id", "client_secret"),
  onlyWith("oauth_provider_id", "microsoft", ["microsoft_tenant_id"]),
];

const sharedKeys = ({ id, type }: Provider) =>
  type === "shared"
    ? [
        `OAuth provider ${id} runs on Neon's shared keys, which are not for production. Give client_id and client_secret of your own OAuth application with update-oauth-provider.`,
      ]
    : [];

const existingProvider = look(
  "GET /projects/{project_id}/auth/oauth_providers",
  providers,
  (list, { oauth_provider_id }: { oauth_provider_id: string }) =>
    list.providers.find(({ id }) => id === oauth_provider_id),
);

const deprecated = "Name a branch to use the branch-scoped API.";

export const listOauthProviders = endpoint({
  operation: "list-oauth-providers",
  scope: "project",
  about: "List the OAuth providers of a project.",
  route: "GET /projects/{project_id}/auth/oauth_providers",
  answer: providers,
  outputs: { oauth_providers: (answer) => answer.providers },
  effect: { kind: "reads" },
  deprecated,
  done: ({ answer }) =>
    `Found ${answer.providers.length} OAuth ${answer.providers.length === 1 ? "provider" : "providers"}.`,
  next: (answer) => {
    const shared = answer.providers.filter(({ type }) => type === "shared").map(({ id }) => `\`${id}\``);
    return shared.length === 0
      ? []
      : [`On Neon's shared keys, which are not for production: ${shared.join(", ")}.`];
  },
});

export const addOauthProvider = endpoint({
  operation: "add-oauth-provider",
  scope: "project",
  about: "Add an OAuth provider to a project, on Neon's shared keys or with your own credentials.",
  route: "POST /projects/{project_id}/auth/oauth_providers",
  required: ["oauth_provider_id"],
  optional: ["client_id", "client_secret", "microsoft_tenant_id", "if_exists"],
  rules: credentialRules,
  body: ({ oauth_provider_id, client_id, client_secret, microsoft_tenant_id }) => ({
    id: oauth_provider_id,
    client_id,
    client_secret: client_secret?.reveal(),
    microsoft_tenant_id,
  }),
  answer: provider,
  outputs: providerOutputs,
  effect: {
    kind: "creates",
    look: existingProvider,
    lookFirst: true,
    differs: (existing, { client_id }) => {
      if ((existing.client_id ?? undefined) === client_id) return undefined;
      return client_id
        ? "it has other credentials; change them with update-oauth-provider"
        : "it has credentials of its own; delete it first to go back to Neon's shared keys";
    },
  },
  deprecated,
  done: ({ answer, changed }) =>
    changed ? `Added OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} was already there.`,
  warn: sharedKeys,
});

export const updateOauthProvider = endpoint({
  operation: "update-oauth-provider",
  scope: "project",
  about: "Give an OAuth provider other credentials. What is not given stays as it is.",
  route: "PATCH /projects/{project_id}/auth/oauth_providers/{oauth_provider_id}",
  optional: ["client_id", "client_secret", "microsoft_tenant_id"],
  rules: [...credentialRules, someOf("client_id", "microsoft_tenant_id")],
  body: ({ client_id, client_secret, microsoft_tenant_id }) => ({
    client_id,
    client_secret: client_secret?.reveal(),
    microsoft_tenant_id,
  }),
  answer: provider,
  outputs: providerOutputs,
  effect: { kind: "sets", look: existingProvider },
  deprecated,
  done: ({ answer, changed }) =>
    changed ? `Updated OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} was as asked for.`,
  warn: sharedKeys,
});

export const deleteOauthProvider = endpoint({
  operation: "delete-oauth-provider",
  scope: "project",
  about: "Delete an OAuth provider.",
  route: "DELETE /projects/{project_id}/auth/oauth_providers/{oauth_provider_id}",
  optional: ["if_missing"],
  answer: nothing(),
  effect: { kind: "removes" },
  deprecated,
  done: ({ inputs, changed }) =>
    changed
      ? `Deleted OAuth provider ${inputs.oauth_provider_id}.`
      : `There was no OAuth provider ${inputs.oauth_provider_id} to delete.`,
});
