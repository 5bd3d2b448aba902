import * as z from "zod/mini";
import type { Credential } from "../ground/secret.ts";
import { credential, nothing, optionalText, type Parsed, text } from "../neon/answer.ts";
import type { Route } from "../neon/call.ts";
import { look } from "../record/effect.ts";
import { endpoint } from "../record/endpoint.ts";
import { onlyWith, someOf, together } from "../words/rules.ts";

export const provider = () =>
  z.object({
    id: text(),
    type: text(),
    client_id: optionalText(),
    client_secret: credential(),
  });

type Provider = Parsed<typeof provider>;

const providers = () => z.object({ providers: z.array(provider()) });

interface Credentials {
  readonly client_id?: string | undefined;
  readonly client_secret?: Credential | undefined;
  readonly microsoft_tenant_id?: string | undefined;
}

const credentials = ({ client_id, client_secret, microsoft_tenant_id }: Credentials) => ({
  client_id,
  client_secret: client_secret?.reveal(),
  microsoft_tenant_id,
});

const rules = [
  together("client_id", "client_secret"),
  onlyWith("oauth_provider_id", "microsoft", ["microsoft_tenant_id"]),
];

const outputs = {
  oauth_provider_id: ({ id }: Provider) => id,
  oauth_provider_type: ({ type }: Provider) => type,
};

const warn = ({ id, type }: Provider) =>
  type === "shared"
    ? [
        `OAuth provider ${id} runs on Neon's shared keys, which are not for production. Give client_id and client_secret of your own OAuth application with update-oauth-provider.`,
      ]
    : [];

const existing = (route: Route) =>
  look(route, providers, (list, { oauth_provider_id }: { oauth_provider_id: string }) =>
    list.providers.find(({ id }) => id === oauth_provider_id),
  );

const onProject = existing("GET /projects/{project_id}/auth/oauth_providers");
const onBranch = existing("GET /projects/{project_id}/branches/{branch_id}/auth/oauth_providers");

const deprecated = "Name a branch to use the branch-scoped API.";

const list = {
  operation: "list-oauth-providers",
  about: "List the OAuth providers.",
  answer: providers,
  outputs: { oauth_providers: (answer: Parsed<typeof providers>) => answer.providers },
  effect: { kind: "reads" },
  done: ({ answer }: { answer: Parsed<typeof providers> }) =>
    `Found ${answer.providers.length} OAuth ${answer.providers.length === 1 ? "provider" : "providers"}.`,
  next: ({ answer }: { answer: Parsed<typeof providers> }) => {
    const shared = answer.providers.filter(({ type }) => type === "shared").map(({ id }) => `\`${id}\``);
    return shared.length === 0
      ? []
      : [`On Neon's shared keys, which are not for production: ${shared.join(", ")}.`];
  },
} as const;

export const listOauthProviders = endpoint({
  ...list,
  scope: "project",
  route: "GET /projects/{project_id}/auth/oauth_providers",
  deprecated,
});

export const listBranchOauthProviders = endpoint({
  ...list,
  scope: "branch",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/oauth_providers",
});

const add = {
  operation: "add-oauth-provider",
  about: "Add an OAuth provider, on Neon's shared keys or with your own credentials.",
  required: ["oauth_provider_id"],
  optional: ["client_id", "client_secret", "microsoft_tenant_id", "if_exists"],
  rules,
  body: (inputs: Credentials & { oauth_provider_id: string }) => ({
    id: inputs.oauth_provider_id,
    ...credentials(inputs),
  }),
  answer: provider,
  outputs,
  warn,
  done: ({ answer, changed }: { answer: Provider; changed: boolean }) =>
    changed ? `Added OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} is already there.`,
} as const;

/** The secret is not compared: Neon may hide it. */
function differs(found: Provider, { client_id }: Credentials): string | undefined {
  if (found.client_id === client_id) return undefined;
  return client_id
    ? "it has other credentials; change them with update-oauth-provider"
    : "it has credentials of its own; delete it first to go back to Neon's shared keys";
}

export const addOauthProvider = endpoint({
  ...add,
  scope: "project",
  route: "POST /projects/{project_id}/auth/oauth_providers",
  effect: { kind: "creates", look: onProject, lookFirst: true, differs },
  deprecated,
});

export const addBranchOauthProvider = endpoint({
  ...add,
  scope: "branch",
  route: "POST /projects/{project_id}/branches/{branch_id}/auth/oauth_providers",
  effect: { kind: "creates", look: onBranch, lookFirst: true, differs },
});

const update = {
  operation: "update-oauth-provider",
  about: "Give an OAuth provider other credentials. What is not given stays as it is.",
  optional: ["client_id", "client_secret", "microsoft_tenant_id"],
  rules: [...rules, someOf("client_id", "client_secret", "microsoft_tenant_id")],
  body: credentials,
  answer: provider,
  outputs,
  warn,
  done: ({ answer, changed }: { answer: Provider; changed: boolean }) =>
    changed ? `Updated OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} is as asked for already.`,
} as const;

export const updateOauthProvider = endpoint({
  ...update,
  scope: "project",
  route: "PATCH /projects/{project_id}/auth/oauth_providers/{oauth_provider_id}",
  effect: { kind: "sets", look: onProject },
  deprecated,
});

export const updateBranchOauthProvider = endpoint({
  ...update,
  scope: "branch",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/oauth_providers/{oauth_provider_id}",
  effect: { kind: "sets", look: onBranch },
});

const remove = {
  operation: "delete-oauth-provider",
  about: "Delete an OAuth provider.",
  optional: ["if_missing"],
  answer: nothing,
  effect: { kind: "removes" },
  done: ({ inputs, changed }: { inputs: { oauth_provider_id: string }; changed: boolean }) =>
    changed
      ? `Deleted OAuth provider ${inputs.oauth_provider_id}.`
      : `There was no OAuth provider ${inputs.oauth_provider_id} to delete.`,
} as const;

export const deleteOauthProvider = endpoint({
  ...remove,
  scope: "project",
  route: "DELETE /projects/{project_id}/auth/oauth_providers/{oauth_provider_id}",
  deprecated,
});

export const deleteBranchOauthProvider = endpoint({
  ...remove,
  scope: "branch",
  route: "DELETE /projects/{project_id}/branches/{branch_id}/auth/oauth_providers/{oauth_provider_id}",
});
