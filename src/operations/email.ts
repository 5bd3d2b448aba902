import * as z from "zod/mini";
import { credential, optionalNumber, optionalText, text } from "../answer.ts";
import { endpoint, look } from "../endpoint.ts";
import { onlyWith, requiredWhen } from "../rules.ts";

const emailServer = z.object({
  type: text(),
  host: optionalText(),
  port: optionalNumber(),
  username: optionalText(),
  password: credential(),
  sender_email: optionalText(),
  sender_name: optionalText(),
});

const smtp = ["smtp_host", "smtp_port", "smtp_username", "smtp_password"] as const;
const sender = ["sender_email", "sender_name"] as const;

const deprecated = "Name a branch to use the branch-scoped API.";

export const getEmailServer = endpoint({
  operation: "get-email-server",
  scope: "project",
  about: "Get the configuration of the email server.",
  route: "GET /projects/{project_id}/auth/email_server",
  answer: emailServer,
  outputs: { email_server: (answer) => answer },
  effect: { kind: "reads" },
  deprecated,
  done: ({ answer }) =>
    `The email server is ${answer.type === "shared" ? "Neon's shared one" : answer.type}.`,
});

export const updateEmailServer = endpoint({
  operation: "update-email-server",
  scope: "project",
  about: "Configure the email server: Neon's shared one, or your own SMTP server.",
  route: "PATCH /projects/{project_id}/auth/email_server",
  required: ["email_server_type"],
  optional: [...smtp, ...sender],
  rules: [
    requiredWhen("email_server_type", "standard", [...smtp, ...sender]),
    onlyWith("email_server_type", "standard", smtp),
  ],
  body: (inputs) => ({
    type: inputs.email_server_type,
    host: inputs.smtp_host,
    port: inputs.smtp_port,
    username: inputs.smtp_username,
    password: inputs.smtp_password?.reveal(),
    sender_email: inputs.sender_email,
    sender_name: inputs.sender_name,
  }),
  answer: emailServer,
  outputs: { email_server: (answer) => answer },
  effect: {
    kind: "sets",
    look: look("GET /projects/{project_id}/auth/email_server", emailServer, (found) => found),
  },
  deprecated,
  done: ({ changed }) =>
    changed ? "Configured the email server." : "The email server was configured as asked for.",
  next: ({ type }) =>
    type === "shared"
      ? ["Neon's shared email server is not for production: configure your own SMTP server."]
      : [],
});
