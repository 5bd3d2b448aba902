import * as z from "zod/mini";
import type { Credential } from "../ground/secret.ts";
import { credential, optionalNumber, optionalText, type Parsed, text } from "../neon/answer.ts";
import { look } from "../record/effect.ts";
import { endpoint } from "../record/endpoint.ts";
import { onlyWith, requiredWhen } from "../words/rules.ts";

export const emailServer = () =>
  z.object({
    type: text(),
    host: optionalText(),
    port: optionalNumber(),
    username: optionalText(),
    password: credential(),
    sender_email: optionalText(),
    sender_name: optionalText(),
  });

type EmailServer = Parsed<typeof emailServer>;

const smtp = ["smtp_host", "smtp_port", "smtp_username", "smtp_password"] as const;
const sender = ["sender_email", "sender_name"] as const;

interface Server {
  readonly smtp_host?: string | undefined;
  readonly smtp_port?: number | undefined;
  readonly smtp_username?: string | undefined;
  readonly smtp_password?: Credential | undefined;
  readonly sender_email?: string | undefined;
  readonly sender_name?: string | undefined;
}

const server = (inputs: Server) => ({
  host: inputs.smtp_host,
  port: inputs.smtp_port,
  username: inputs.smtp_username,
  password: inputs.smtp_password?.reveal(),
  sender_email: inputs.sender_email,
  sender_name: inputs.sender_name,
});

const outputs = { email_server: (answer: EmailServer) => answer };
const deprecated = "Name a branch to use the branch-scoped API.";

const get = {
  operation: "get-email-server",
  about: "Get the configuration of the email server.",
  answer: emailServer,
  outputs,
  effect: { kind: "reads" },
  done: ({ answer }: { answer: EmailServer }) =>
    answer.type === "shared"
      ? "The email server is Neon's shared one."
      : `The email server is your own, ${answer.host}.`,
} as const;

export const getEmailServer = endpoint({
  ...get,
  scope: "project",
  route: "GET /projects/{project_id}/auth/email_server",
  deprecated,
});

export const getBranchEmailServer = endpoint({
  ...get,
  scope: "branch",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider",
});

const update = {
  operation: "update-email-server",
  about: "Configure the email server: Neon's shared one, or your own SMTP server.",
  required: ["email_server_type"],
  optional: [...smtp, ...sender],
  rules: [
    requiredWhen("email_server_type", "standard", [...smtp, ...sender]),
    onlyWith("email_server_type", "standard", smtp),
  ],
  body: (inputs: Server & { email_server_type: string }) => ({
    type: inputs.email_server_type,
    ...server(inputs),
  }),
  answer: emailServer,
  outputs,
  done: ({ changed }: { changed: boolean }) =>
    changed ? "Configured the email server." : "The email server is configured as asked for already.",
  next: ({ answer }: { answer: EmailServer }) =>
    answer.type === "shared"
      ? ["Neon's shared email server is not for production: configure your own SMTP server."]
      : ["Send a test mail with `send-test-email`."],
} as const;

export const updateEmailServer = endpoint({
  ...update,
  scope: "project",
  route: "PATCH /projects/{project_id}/auth/email_server",
  effect: {
    kind: "sets",
    look: look("GET /projects/{project_id}/auth/email_server", emailServer, (found) => found),
  },
  deprecated,
});

export const updateBranchEmailServer = endpoint({
  ...update,
  scope: "branch",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider",
  effect: {
    kind: "sets",
    look: look(
      "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider",
      emailServer,
      (found) => found,
    ),
  },
});

export const sendTestEmail = endpoint({
  operation: "send-test-email",
  scope: "branch",
  about: "Send a test mail through an SMTP server, which need not be configured yet.",
  route: "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email",
  required: ["recipient_email", ...smtp, ...sender],
  body: (inputs) => ({ ...server(inputs), recipient_email: inputs.recipient_email }),
  answer: () => z.object({ success: z.boolean(), error_message: optionalText() }),
  effect: { kind: "mints", check: "Look into the mailbox of the recipient before you send another one." },
  refused: ({ success, error_message }) =>
    success
      ? undefined
      : `The mail server did not take the mail: ${error_message ?? "it gave no reason"}. Check host, port, user name and password.`,
  done: () => "Sent the test mail.",
  next: () => [
    "Look into the mailbox of the recipient: the mail server has taken the mail, which is not yet delivery.",
  ],
});
