import * as z from "zod/mini";
import { credential, nothing, optionalText, publicValue, requiredCredential, text } from "../answer.ts";
import { endpoint, look } from "../endpoint.ts";

const integration = z.object({
  auth_provider: text(),
  auth_provider_project_id: optionalText(),
  branch_id: optionalText(),
  db_name: optionalText(),
  created_at: optionalText(),
  owned_by: optionalText(),
  transfer_status: optionalText(),
  jwks_url: publicValue(),
  base_url: optionalText(),
});

const keys = z.object({
  auth_provider: text(),
  auth_provider_project_id: optionalText(),
  pub_client_key: publicValue(),
  secret_server_key: credential(),
  jwks_url: publicValue(),
  schema_name: optionalText(),
  table_name: optionalText(),
  base_url: optionalText(),
  db_name: optionalText(),
});

type Keys = z.infer<typeof keys>;

const integrations = z.object({ data: z.array(integration) });

const keyOutputs = {
  auth_provider: (answer: Keys) => answer.auth_provider,
  auth_provider_project_id: (answer: Keys) => answer.auth_provider_project_id,
  schema_name: (answer: Keys) => answer.schema_name,
  table_name: (answer: Keys) => answer.table_name,
  base_url: (answer: Keys) => answer.base_url,
  pub_client_key: (answer: Keys) => answer.pub_client_key,
  secret_server_key: (answer: Keys) => answer.secret_server_key,
  jwks_url: (answer: Keys) => answer.jwks_url,
  keys_available: (answer: Keys) => answer.secret_server_key !== undefined,
} as const;

const storeKeys = (answer: Keys) =>
  answer.secret_server_key
    ? ["Store `secret_server_key` now, where your application reads it: Neon does not show it again."]
    : [];

const existingIntegration = look(
  "GET /projects/{project_id}/auth/integrations",
  integrations,
  (
    { data },
    { auth_provider, branch_id }: { auth_provider: string; branch_id: string },
  ): Keys | undefined => {
    const onBranch = data.filter((found) => (found.branch_id ?? branch_id) === branch_id);
    const found = onBranch.find((candidate) => candidate.auth_provider === auth_provider) ?? onBranch[0];
    return (
      found && {
        ...found,
        pub_client_key: undefined,
        secret_server_key: undefined,
        schema_name: undefined,
        table_name: undefined,
      }
    );
  },
);

/** How an integration that exists is not the one that was asked for. */
function differs(existing: Keys, wanted: { auth_provider: string; database_name?: string | undefined }) {
  if (existing.auth_provider !== wanted.auth_provider)
    return `its provider is ${existing.auth_provider}, not ${wanted.auth_provider}`;
  if (wanted.database_name && existing.db_name && existing.db_name !== wanted.database_name)
    return `it uses database ${existing.db_name}, not ${wanted.database_name}`;
  return undefined;
}

export const createIntegration = endpoint({
  operation: "create-integration",
  scope: "project",
  about: "Create the Neon Auth integration of a project, with its keys.",
  route: "POST /projects/auth/create",
  required: ["project_id", "branch_id", "auth_provider"],
  optional: ["database_name", "role_name", "if_exists"],
  body: ({ auth_provider, project_id, branch_id, database_name, role_name }) => ({
    auth_provider,
    project_id,
    branch_id,
    database_name,
    role_name,
  }),
  answer: keys,
  outputs: keyOutputs,
  effect: { kind: "creates", look: existingIntegration, differs },
  deprecated:
    "Name a branch and drop `auth_provider: stack` to use the branch-scoped API, which new projects need.",
  done: ({ answer, changed }) =>
    changed
      ? `Created the ${answer.auth_provider} integration.`
      : `The ${answer.auth_provider} integration was already there.`,
  next: storeKeys,
});

export const listIntegrations = endpoint({
  operation: "list-integrations",
  scope: "project",
  about: "List the Neon Auth integrations of a project.",
  route: "GET /projects/{project_id}/auth/integrations",
  answer: integrations,
  outputs: {
    integrations: ({ data }) => data,
    jwks_url: ({ data }) => (data.length === 1 ? data[0]?.jwks_url : undefined),
  },
  effect: { kind: "reads" },
  deprecated: "Use `get-integration` with a branch instead.",
  done: ({ answer: { data } }) =>
    `Found ${data.length} ${data.length === 1 ? "integration" : "integrations"}.`,
});

export const generateSdkKeys = endpoint({
  operation: "generate-sdk-keys",
  scope: "project",
  about: "Generate a new pair of SDK keys for the frontend and the backend.",
  route: "POST /projects/auth/keys",
  required: ["project_id", "auth_provider"],
  body: ({ project_id, auth_provider }) => ({ project_id, auth_provider }),
  answer: keys,
  outputs: keyOutputs,
  effect: {
    kind: "mints",
    check:
      "Look at the API keys in the dashboard of the auth provider before you generate others, and revoke what nobody uses.",
  },
  done: ({ answer }) => `Generated SDK keys for the ${answer.auth_provider} integration.`,
  next: storeKeys,
});

export const transferOwnership = endpoint({
  operation: "transfer-ownership",
  scope: "project",
  about: "Request the URL that transfers the auth project to your own account at the provider.",
  route: "POST /projects/auth/transfer_ownership",
  required: ["project_id", "auth_provider"],
  body: ({ project_id, auth_provider }) => ({ project_id, auth_provider }),
  answer: z.object({ url: requiredCredential() }),
  outputs: { transfer_url: ({ url }) => url },
  effect: {
    kind: "mints",
    check:
      "Nothing is transferred until somebody opens the URL. Look at the integration in the Neon Console, then run the step again.",
  },
  done: () => "Requested the transfer to your own account at the auth provider.",
  next: () => [
    "Open `transfer_url` in a browser, signed in to the account that shall own the project. It works once, for whoever opens it first.",
    "After the transfer the project stays reachable from Neon, and from the provider's own dashboard too.",
  ],
});

export const deleteIntegration = endpoint({
  operation: "delete-integration",
  scope: "project",
  about: "Delete the integration with an auth provider.",
  route: "DELETE /projects/{project_id}/auth/integration/{auth_provider}",
  optional: ["delete_data", "if_missing"],
  body: ({ delete_data }) => (delete_data === undefined ? undefined : { delete_data }),
  answer: nothing(),
  effect: { kind: "removes" },
  deprecated: "Name a branch to delete the integration of that branch.",
  done: ({ inputs, changed }) =>
    changed
      ? `Deleted the ${inputs.auth_provider} integration.`
      : `There was no ${inputs.auth_provider} integration to delete.`,
  next: (_, { delete_data }) =>
    delete_data
      ? []
      : [
          "The `neon_auth` schema with its users is still in the database; `delete_data: true` deletes it too.",
        ],
});
