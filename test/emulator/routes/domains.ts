import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { Wire } from "../state.ts";
import { authOf, type Call, Refusal, type Routes } from "./call.ts";

export const domainRoutes: Routes = {
  "GET /projects/{project_id}/auth/domains": list,
  "POST /projects/{project_id}/auth/domains": add,
  "DELETE /projects/{project_id}/auth/domains": remove,
  "GET /projects/{project_id}/branches/{branch_id}/auth/domains": list,
  "POST /projects/{project_id}/branches/{branch_id}/auth/domains": add,
  "DELETE /projects/{project_id}/branches/{branch_id}/auth/domains": remove,
};

function list(call: Call): Answer {
  return { status: 200, body: { domains: authOf(call).domains.filter(call.isVisible) } };
}

function add(call: Call<Wire<api.NeonAuthAddDomainToRedirectURIWhitelistRequest>>): Answer {
  const { domain, auth_provider } = call.body;
  const { domains } = authOf(call, auth_provider);
  if (!/^[a-z][a-z0-9+.-]*:\/\/.*[^/]$/i.test(domain)) {
    throw new Refusal(400, "domain must have a scheme and no trailing slash");
  }
  const isThere = domains.some((known) => known.domain === domain);
  if (isThere && call.behaviour.strictDomains) throw new Refusal(409, "domain already exists");
  if (!isThere) {
    const added = { domain, auth_provider };
    domains.push(added);
    call.created(added);
    call.effect("add-domain");
  }
  return { status: 201 };
}

/** Neon answers 200 for domains that are not there, too, unless it is strict. */
function remove(call: Call<Wire<api.NeonAuthDeleteDomainFromRedirectURIWhitelistRequest>>): Answer {
  const auth = authOf(call, call.body.auth_provider);
  const isMissing = ({ domain }: { domain: string }) =>
    !auth.domains.some((known) => known.domain === domain);
  if (call.behaviour.strictDomains && call.body.domains.some(isMissing))
    throw new Refusal(404, "domain not found");
  for (const { domain } of call.body.domains) {
    const kept = auth.domains.filter((known) => known.domain !== domain);
    if (kept.length < auth.domains.length) call.effect("delete-domain");
    auth.domains = kept;
  }
  return { status: 200 };
}
