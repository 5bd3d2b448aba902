import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { Wire } from "../state.ts";
import { authOf, type Call, type Routes, update } from "./call.ts";
import { shown } from "./oauth-providers.ts";

export const settingsRoutes: Routes = {
  "GET /projects/{project_id}/branches/{branch_id}/auth/email_and_password": (call) =>
    ok(authOf(call).emailAndPassword),
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_and_password": patchEmailAndPassword,
  "GET /projects/{project_id}/branches/{branch_id}/auth/allow_localhost": (call) =>
    ok({ allow_localhost: authOf(call).allowLocalhost }),
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/allow_localhost": patchAllowLocalhost,
  "GET /projects/{project_id}/branches/{branch_id}/auth/plugins": getPlugins,
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/plugins/organization": patchOrganization,
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/plugins/magic-link": patchMagicLink,
  "GET /projects/{project_id}/branches/{branch_id}/auth/plugins/phone-number": (call) =>
    ok(authOf(call).phoneNumber),
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/plugins/phone-number": patchPhoneNumber,
  "GET /projects/{project_id}/branches/{branch_id}/auth/webhooks": (call) => ok(authOf(call).webhooks),
  "PUT /projects/{project_id}/branches/{branch_id}/auth/webhooks": putWebhooks,
};

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function patchEmailAndPassword(call: Call<Wire<api.NeonAuthEmailAndPasswordConfigUpdate>>): Answer {
  return ok(update(call, "update-email-and-password", authOf(call).emailAndPassword, call.body));
}

function patchAllowLocalhost(call: Call<api.UpdateNeonAuthAllowLocalhostRequest>): Answer {
  const { allow_localhost } = call.body;
  update(call, "update-allow-localhost", authOf(call), { allowLocalhost: allow_localhost });
  return ok({ allow_localhost });
}

function patchOrganization(call: Call<Wire<api.NeonAuthOrganizationConfigUpdate>>): Answer {
  return ok(update(call, "update-organization-plugin", authOf(call).organization, call.body));
}

function patchMagicLink(call: Call<api.NeonAuthMagicLinkConfigUpdate>): Answer {
  return ok(update(call, "update-magic-link-plugin", authOf(call).magicLink, call.body));
}

function patchPhoneNumber(call: Call<api.NeonAuthPhoneNumberConfigUpdate>): Answer {
  return ok(update(call, "update-phone-number-plugin", authOf(call).phoneNumber, call.body));
}

function putWebhooks(call: Call<Wire<api.NeonAuthWebhookConfig>>): Answer {
  const webhooks = { enabled_events: [], timeout_seconds: 5, ...call.body };
  return ok(update(call, "update-webhooks", authOf(call), { webhooks }).webhooks);
}

function getPlugins(call: Call): Answer {
  const found = authOf(call);
  return ok({
    organization: found.organization,
    magic_link: found.magicLink,
    phone_number: found.phoneNumber,
    email_provider: found.emailServer,
    email_and_password: found.emailAndPassword,
    oauth_providers: found.oauthProviders.filter(call.isVisible).map(shown),
    allow_localhost: found.allowLocalhost,
  });
}
