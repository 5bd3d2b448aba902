import type { NeonAuthEmailServerConfig, SendNeonAuthEmailProviderTestRequest } from "@neon/sdk";
import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { Auth, EmailServer } from "../state.ts";
import { authOf, type Call, Refusal, type Routes, update } from "./call.ts";

export const emailRoutes: Routes = {
  "GET /projects/{project_id}/auth/email_server": get,
  "PATCH /projects/{project_id}/auth/email_server": patch,
  "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider": get,
  "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider": patch,
  "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email": sendTest,
  "POST /projects/{project_id}/branches/{branch_id}/auth/email_provider/test": testSaved,
};

type OwnServer = Extract<EmailServer, { type: "standard" }>;
const fields = ["host", "port", "username", "password", "sender_email", "sender_name"] as const;

/** Mail to this domain fails. */
const bouncingDomain = "bounce.test";

function get(call: Call): Answer {
  return { status: 200, body: savedServer(authOf(call)) };
}

function patch(call: Call<NeonAuthEmailServerConfig>): Answer {
  const auth = authOf(call);
  const emailServer = serverFrom(call.body, auth);
  update(call, "update-email-server", auth, { emailServer });
  return { status: 200, body: emailServer };
}

/** Better Auth keeps what a part leaves out; the others want all six fields. Both ignore the sender of a shared server. */
function serverFrom(wanted: NeonAuthEmailServerConfig, { integration, emailServer }: Auth): EmailServer {
  if (wanted.type === "shared") return { type: "shared" };
  const keeps = integration.auth_provider === "better_auth" && emailServer?.type === "standard";
  const server = { ...(keeps && emailServer), ...wanted };
  if (isWhole(server)) return server;
  const missing = fields.filter((field) => server[field] === undefined);
  throw new Refusal(400, `the email server lacks ${missing.join(", ")}`);
}

function isWhole(server: Extract<NeonAuthEmailServerConfig, { type: "standard" }>): server is OwnServer {
  return fields.every((field) => server[field] !== undefined);
}

function savedServer({ emailServer }: Auth): EmailServer {
  if (!emailServer) throw new Refusal(404, "Email provider not configured yet");
  return emailServer;
}

function sendTest(call: Call<api.SendNeonAuthTestEmailRequest>): Answer {
  authOf(call);
  return mail(call);
}

/** Neon's document says what is rejected, but not with which status. */
function testSaved(call: Call<SendNeonAuthEmailProviderTestRequest>): Answer {
  const auth = authOf(call);
  const isOwn = savedServer(auth).type === "standard" && auth.integration.auth_provider === "better_auth";
  if (!isOwn) throw new Refusal(400, "a test needs a custom SMTP server that is saved with Better Auth");
  return mail(call);
}

function mail(call: Call<SendNeonAuthEmailProviderTestRequest>): Answer {
  if (call.body.recipient_email.endsWith(`@${bouncingDomain}`)) {
    return { status: 200, body: { success: false, error_message: "550 mailbox unavailable" } };
  }
  call.effect("send-test-email");
  return { status: 200, body: { success: true } };
}
