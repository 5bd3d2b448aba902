import * as z from "zod/mini";
import {
  credential,
  nothing,
  optionalText,
  type Parsed,
  publicValue,
  requiredCredential,
  text,
} from "../neon/answer.ts";
import { look } from "../record/effect.ts";
import { endpoint } from "../record/endpoint.ts";
import type { OutputName } from "../words/outputs.ts";

const integration = () =>
  z.object({
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

type Integration = Parsed<typeof integration>;

const integrations = () => z.object({ data: z.array(integration()) });

/** The answer that creates keys, and what a read of the integration shows of it: all but the keys. */
const keys = () =>
  z.object({
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

type Keys = Parsed<typeof keys>;

const withoutKeys = (found: Integration): Keys => ({
  ...found,
  pub_client_key: undefined,
  secret_server_key: undefined,
  schema_name: undefined,
  table_name: undefined,
});

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

const storeKeys = ({ answer, stored }: { answer: Keys; stored: ReadonlySet<OutputName> }) =>
  answer.secret_server_key && !stored.has("secret_server_key")
    ? ["Store `secret_server_key` now, where your application reads it: Neon does not show it again."]
    : [];

interface Wanted {
  readonly auth_provider: string;
  readonly branch_id: string;
  readonly database_name?: string | undefined;
}

/** How an integration that exists is not the one that was asked for. */
function differs(existing: Keys, wanted: Wanted): string | undefined {
  if (existing.auth_provider !== wanted.auth_provider)
    return `${wanted.auth_provider} was asked for; the two cannot be on one branch`;
  if (wanted.database_name && existing.db_name && existing.db_name !== wanted.database_name)
    return `it uses database ${existing.db_name}, not ${wanted.database_name}`;
  return undefined;
}

const create = {
  operation: "create-integration",
  about:
    "Create the Neon Auth integration of a branch. For `stack`, the answer is the only one that shows its keys.",
  answer: keys,
  outputs: keyOutputs,
  later: ["jwks_key_ids", "issuer"],
  done: ({ answer, changed }: { answer: Keys; changed: boolean }) =>
    changed
      ? `Created the ${answer.auth_provider} integration.`
      : `The ${answer.auth_provider} integration is already there.`,
} as const;

const hidden =
  "No integration is there, so this is about the `neon_auth` schema that an earlier one left in the database or that the branch has inherited. `delete-integration` with `delete_data: true` deletes it with all users in it; then run this step again.";

export const createIntegration = endpoint({
  ...create,
  scope: "project",
  route: "POST /projects/auth/create",
  required: ["project_id", "branch_id", "auth_provider"],
  optional: ["database_name", "role_name", "if_exists", "wait_until_ready"],
  body: ({ auth_provider, project_id, branch_id, database_name, role_name }) => ({
    auth_provider,
    project_id,
    branch_id,
    database_name,
    role_name,
  }),
  effect: {
    kind: "creates",
    differs,
    hidden,
    look: look("GET /projects/{project_id}/auth/integrations", integrations, ({ data }, wanted: Wanted) => {
      const onBranch = data.filter((found) => (found.branch_id ?? wanted.branch_id) === wanted.branch_id);
      const found =
        onBranch.find(({ auth_provider }) => auth_provider === wanted.auth_provider) ?? onBranch[0];
      return found && withoutKeys(found);
    }),
  },
  next: storeKeys,
  deprecated:
    "Name a branch and drop `auth_provider: stack` to use the branch-scoped API, which new projects need.",
});

export const createBranchIntegration = endpoint({
  ...create,
  scope: "branch",
  route: "POST /projects/{project_id}/branches/{branch_id}/auth",
  required: ["auth_provider"],
  optional: ["database_name", "if_exists", "wait_until_ready"],
  body: ({ auth_provider, database_name }) => ({ auth_provider, database_name }),
  effect: {
    kind: "creates",
    differs,
    hidden,
    look: look("GET /projects/{project_id}/branches/{branch_id}/auth", integration, withoutKeys),
  },
  next: ({ answer, stored }) => [
    ...storeKeys({ answer, stored }),
    ...(answer.base_url
      ? [`The callback to register at an OAuth provider is \`${answer.base_url}/callback/{provider}\`.`]
      : []),
  ],
});

export const getIntegration = endpoint({
  operation: "get-integration",
  scope: "branch",
  about: "Get the Neon Auth integration of a branch.",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth",
  optional: ["wait_until_ready"],
  later: ["jwks_key_ids", "issuer"],
  answer: integration,
  outputs: {
    auth_provider: (answer) => answer.auth_provider,
    auth_provider_project_id: (answer) => answer.auth_provider_project_id,
    base_url: (answer) => answer.base_url,
    jwks_url: (answer) => answer.jwks_url,
  },
  effect: { kind: "reads" },
  done: ({ answer }) => `The branch has a ${answer.auth_provider} integration.`,
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
  about: "Get the URL that transfers the auth project to your own account at the provider.",
  route: "POST /projects/auth/transfer_ownership",
  required: ["project_id", "auth_provider"],
  optional: ["confirm"],
  irreversible: true,
  body: ({ project_id, auth_provider }) => ({ project_id, auth_provider }),
  answer: () => z.object({ url: requiredCredential() }),
  outputs: { transfer_url: ({ url }) => url },
  effect: {
    kind: "mints",
    check:
      "Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.",
    look: look(
      "GET /projects/{project_id}/auth/integrations",
      integrations,
      ({ data }, { auth_provider }: Pick<Wanted, "auth_provider">) =>
        data.find((found) => found.auth_provider === auth_provider)?.transfer_status,
    ),
  },
  done: () => "Got the URL for the transfer to your own account at the auth provider.",
  next: () => [
    "Open `transfer_url` in a browser, signed in to the account that shall own the project. It works once, for whoever opens it first.",
    "After the transfer the project stays reachable from Neon, and from the provider's own dashboard too.",
  ],
});

const remove = {
  operation: "delete-integration",
  about: "Delete the integration of a project or branch.",
  answer: nothing,
  irreversible: true,
  done: ({ changed }: { changed: boolean }) =>
    changed ? "Deleted the integration." : "There is no integration to delete.",
  next: ({ inputs, changed }: { inputs: { delete_data?: boolean | undefined }; changed: boolean }) =>
    inputs.delete_data || !changed
      ? []
      : ["The `neon_auth` schema with its users stays in the database; `delete_data: true` deletes it too."],
} as const;

export const deleteIntegration = endpoint({
  ...remove,
  scope: "project",
  route: "DELETE /projects/{project_id}/auth/integration/{auth_provider}",
  optional: ["delete_data", "if_missing", "confirm"],
  body: ({ delete_data }) => (delete_data === undefined ? undefined : { delete_data }),
  effect: {
    kind: "removes",
    look: look(
      "GET /projects/{project_id}/auth/integrations",
      integrations,
      ({ data }, { auth_provider }: Pick<Wanted, "auth_provider">) =>
        data.find((found) => found.auth_provider === auth_provider),
    ),
    more: ({ delete_data }) => delete_data === true,
    ambiguous: true,
  },
  deprecated: "Name a branch to delete the integration of that branch.",
});

export const deleteBranchIntegration = endpoint({
  ...remove,
  scope: "branch",
  route: "DELETE /projects/{project_id}/branches/{branch_id}/auth",
  optional: ["delete_data", "if_missing", "confirm"],
  body: ({ delete_data = false }) => ({ delete_data }),
  effect: {
    kind: "removes",
    look: look("GET /projects/{project_id}/branches/{branch_id}/auth", integration, (found) => found),
    more: ({ delete_data }) => delete_data === true,
  },
});
