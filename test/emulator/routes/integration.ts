import { randomBytes } from "node:crypto";
import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import { type Auth, type AuthProvider, type Branch, newKeys, type Wire } from "../state.ts";
import {
  authOf,
  branchOf,
  type Call,
  integrationNotFound,
  projectOf,
  Refusal,
  type Routes,
  update,
} from "./call.ts";

export const integrationRoutes: Routes = {
  "POST /projects/auth/create": createOnProject,
  "GET /projects/{project_id}/auth/integrations": list,
  "POST /projects/auth/keys": generateKeys,
  "POST /projects/auth/transfer_ownership": transferOwnership,
  "DELETE /projects/{project_id}/auth/integration/{auth_provider}": remove,
  "GET /projects/{project_id}/branches/{branch_id}/auth": get,
  "POST /projects/{project_id}/branches/{branch_id}/auth": createOnBranch,
  "DELETE /projects/{project_id}/branches/{branch_id}/auth": remove,
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/config": patchConfig,
};

function createOnProject(call: Call<Wire<api.NeonAuthCreateIntegrationRequest>>): Answer {
  const project = projectOf(call);
  const branch = project.branches.get(call.body.branch_id);
  if (!branch) throw new Refusal(404, "branch not found");
  const answer = enable(call, branch, call.body);
  project.authBranchId = branch.id;
  return answer;
}

function createOnBranch(call: Call<Wire<api.EnableNeonAuthIntegrationRequest>>): Answer {
  return enable(call, branchOf(call), call.body);
}

function enable(call: Call, branch: Branch, wanted: Wire<api.EnableNeonAuthIntegrationRequest>): Answer {
  if (branch.auth) throw new Refusal(409, "Neon Auth integration already exists for branch");
  if (branch.schemaLeftOver) throw new Refusal(409, 'schema "neon_auth" already exists');
  const auth = call.state.enableAuth(branch, wanted.auth_provider, wanted.database_name);
  call.created(auth.integration);
  call.effect("create-integration");
  return { status: 201, body: withKeys(auth) };
}

function withKeys({ integration, keys, table }: Auth): Wire<api.NeonAuthCreateIntegrationResponse> {
  const { auth_provider, auth_provider_project_id, jwks_url, base_url } = integration;
  return {
    auth_provider,
    auth_provider_project_id,
    ...keys,
    jwks_url,
    ...table,
    ...(base_url && { base_url }),
  };
}

function get(call: Call): Answer {
  const { integration } = authOf(call);
  if (!call.isVisible(integration)) throw integrationNotFound();
  return { status: 200, body: integration };
}

function patchConfig(call: Call<api.NeonAuthConfigUpdate>): Answer {
  const { name } = call.body;
  update(call, "update-application-name", authOf(call).integration, { name });
  return { status: 200, body: { name } };
}

function list(call: Call): Answer {
  const enabled = [...projectOf(call).branches.values()].flatMap(({ auth }) => auth?.integration ?? []);
  return { status: 200, body: { data: enabled.filter(call.isVisible) } };
}

function generateKeys(call: Call<Wire<api.NeonAuthCreateAuthProviderSDKKeysRequest>>): Answer {
  const auth = authOf(call, call.body.auth_provider);
  auth.keys = newKeys(call.body.auth_provider);
  call.effect("generate-sdk-keys");
  return { status: 201, body: withKeys(auth) };
}

function transferOwnership(call: Call<Wire<api.NeonAuthTransferAuthProviderProjectRequest>>): Answer {
  const { integration } = authOf(call, call.body.auth_provider);
  if (integration.auth_provider !== "stack")
    throw new Refusal(400, "auth provider does not support transfers");
  integration.transfer_status = "initiated";
  call.effect("transfer-ownership");
  const code = randomBytes(24).toString("base64url");
  const url = `https://app.stack-auth.com/integrations/neon/projects/transfer/confirm?code=${code}`;
  return { status: 200, body: { url } };
}

function remove(call: Call<{ delete_data?: boolean } | undefined>): Answer {
  const branch = branchOf(call);
  const project = projectOf(call);
  const deleteData = call.body?.delete_data ?? false;
  // The cure for a schema that was left over: without it there would be no way back.
  if (branch.auth || !(deleteData && branch.schemaLeftOver)) {
    authOf(call, call.params.auth_provider as AuthProvider | undefined);
    if (project.authBranchId === branch.id) project.authBranchId = call.state.defaultBranch(project).id;
  }
  delete branch.auth;
  branch.schemaLeftOver = !deleteData && (call.behaviour.keepsSchema ?? true);
  call.effect("delete-integration");
  return { status: 200 };
}
