import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { EmailServer } from "../state.ts";
import { authOf, type Behaviour, type Call, type Routes, update } from "./call.ts";

export const emailRoutes: Routes = {
  "GET /projects/{project_id}/auth/email_server": get,
  "PATCH /projects/{project_id}/auth/email_server": replace,
  "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider": get,
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider": replace,
  "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email": sendTest,
};

/** Mail to this domain fails. */
const bouncingDomain = "bounce.test";

/** A copy of any answer with SMTP passwords as this Neon shows them. */
export function hidePasswords(body: unknown, how: Behaviour["emailPassword"] = "stored"): unknown {
  if (how === "stored" || typeof body !== "object") return body;
  const shown = how === "masked" ? "********" : undefined;
  return JSON.parse(JSON.stringify(body, (key, value) => (key === "password" ? shown : value)));
}

function get(call: Call): Answer {
  return { status: 200, body: authOf(call).emailServer };
}

function replace(call: Call<EmailServer>): Answer {
  const auth = authOf(call);
  update(call, "update-email-server", auth, { emailServer: call.body });
  return { status: 200, body: auth.emailServer };
}

function sendTest(call: Call<api.SendNeonAuthTestEmailRequest>): Answer {
  authOf(call);
  if (call.body.recipient_email.endsWith(`@${bouncingDomain}`)) {
    return { status: 200, body: { success: false, error_message: "550 mailbox unavailable" } };
  }
  call.effect("send-test-email");
  return { status: 200, body: { success: true } };
}
