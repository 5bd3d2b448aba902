import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { Auth, OauthProvider, Wire } from "../state.ts";
import { authOf, type Call, Refusal, type Routes, update } from "./call.ts";

export const oauthProviderRoutes: Routes = {
  "GET /projects/{project_id}/auth/oauth_providers": list,
  "POST /projects/{project_id}/auth/oauth_providers": add,
  "PATCH /projects/{project_id}/auth/oauth_providers/{oauth_provider_id}": patch,
  "DELETE /projects/{project_id}/auth/oauth_providers/{oauth_provider_id}": remove,
  "GET /projects/{project_id}/branches/{branch_id}/auth/oauth_providers": list,
  "POST /projects/{project_id}/branches/{branch_id}/auth/oauth_providers": add,
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/oauth_providers/{oauth_provider_id}": patch,
  "DELETE /projects/{project_id}/branches/{branch_id}/auth/oauth_providers/{oauth_provider_id}": remove,
};

type Add = Wire<api.NeonAuthAddOAuthProviderRequest>;

/** Neon's own credentials exist for some providers only; Stack Auth has them for all. */
const sharedOnBetterAuth = ["google"];

/** The tenant is stored but is no part of an answer. */
export function shown({
  microsoft_tenant_id: _,
  ...provider
}: OauthProvider): Wire<api.NeonAuthOauthProvider> {
  return provider;
}

function list(call: Call): Answer {
  const providers = authOf(call).oauthProviders.filter(call.isVisible).map(shown);
  return { status: 200, body: { providers } };
}

function add(call: Call<Add>): Answer {
  const auth = authOf(call);
  const provider = providerFrom(call.body, auth);
  const existing = auth.oauthProviders.find(({ id }) => id === provider.id);
  if (existing) return { status: 200, body: shown(update(call, "add-oauth-provider", existing, provider)) };
  auth.oauthProviders.push(provider);
  call.created(provider);
  call.effect("add-oauth-provider");
  return { status: 201, body: shown(provider) };
}

function providerFrom(wanted: Add, auth: Auth): OauthProvider {
  const { id, client_id, client_secret } = wanted;
  if ((client_id === undefined) !== (client_secret === undefined)) {
    throw new Refusal(400, "client_id and client_secret must be given together");
  }
  refuseTenant(id, wanted);
  if (client_id !== undefined) return { ...wanted, type: "standard" };
  if (auth.integration.auth_provider === "better_auth" && !sharedOnBetterAuth.includes(id)) {
    throw new Refusal(400, `shared credentials are not available for ${id}`, "INVALID_SHARED_OAUTH_PROVIDER");
  }
  return { ...wanted, type: "shared" };
}

function patch(call: Call<Wire<api.NeonAuthUpdateOAuthProviderRequest>>): Answer {
  const provider = providerOf(call, authOf(call));
  refuseTenant(provider.id, call.body);
  const owned = call.body.client_id !== undefined || call.body.client_secret !== undefined;
  const change = { ...call.body, ...(owned && { type: "standard" as const }) };
  return { status: 200, body: shown(update(call, "update-oauth-provider", provider, change)) };
}

function remove(call: Call): Answer {
  const auth = authOf(call);
  auth.oauthProviders.splice(auth.oauthProviders.indexOf(providerOf(call, auth)), 1);
  call.effect("delete-oauth-provider");
  return { status: 200 };
}

function refuseTenant(id: string, { microsoft_tenant_id }: { microsoft_tenant_id?: string }): void {
  if (microsoft_tenant_id !== undefined && id !== "microsoft") {
    throw new Refusal(400, "microsoft_tenant_id is only for microsoft");
  }
}

function providerOf({ params }: Call, auth: Auth): OauthProvider {
  const provider = auth.oauthProviders.find(({ id }) => id === params.oauth_provider_id);
  if (!provider) throw new Refusal(404, "OAuth provider not found");
  return provider;
}
