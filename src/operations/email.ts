import * as z from "zod/mini";
import { optionalText } from "../neon/answer.ts";
import { mints } from "../record/effects/mints.ts";
import { reads } from "../record/effects/reads.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint } from "../record/endpoint.ts";
import { as, shownOf } from "../record/fields.ts";
import { look } from "../record/record.ts";
import { choice, credential, email, text, whole } from "../words/parsers.ts";
import { onlyWith, requiredWhen } from "../words/rules.ts";

const server = {
  host: as("smtp_host", text("Host name of your SMTP server.", 255)),
  port: as("smtp_port", whole("Port of your SMTP server, for example `587`.", 1, 65_535)),
  username: as("smtp_username", text("User name at your SMTP server.")),
  password: as("smtp_password", credential("Password at your SMTP server.")),
  sender_email: email("Address that mails come from."),
  sender_name: text("Name that mails come from.", 255),
};

const settings = {
  type: as(
    "email_server_type",
    choice(
      "`shared`: Neon's email server. `standard`: your own SMTP server, which takes all of `smtp_…` and `sender_…`.",
      ["shared", "standard"],
    ),
  ),
  ...server,
};

const smtp = ["smtp_host", "smtp_port", "smtp_username", "smtp_password"] as const;
const complete = [...smtp, "sender_email", "sender_name"] as const;

export const emailServer = () => z.object(shownOf(settings, ["type"]));

const output = {
  email_server: {
    kind: "json",
    about: "The email server, a JSON object without its password.",
    from: (answer: object) => answer,
  },
} as const;

const get = {
  project: "GET /projects/{project_id}/auth/email_server",
  branch: "GET /projects/{project_id}/branches/{branch_id}/auth/email_provider",
} as const;

const getEmailServer = endpoint({
  operation: "get-email-server",
  about: "Get the configuration of the email server.",
  routes: get,
  answer: emailServer,
  own: output,
  effect: reads,
  done: ({ answer }) =>
    answer.type === "shared"
      ? "The email server is Neon's shared one."
      : `The email server is your own, ${answer.host}.`,
});

const updateEmailServer = endpoint({
  operation: "update-email-server",
  about: "Configure the email server: Neon's shared one, or your own SMTP server.",
  routes: {
    project: "PATCH /projects/{project_id}/auth/email_server",
    branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider",
  },
  fields: settings,
  required: ["email_server_type"],
  rules: [
    requiredWhen("email_server_type", "standard", complete),
    onlyWith("email_server_type", "standard", smtp),
  ],
  answer: emailServer,
  own: output,
  effect: sets(look(get, emailServer, (found) => found)),
  done: ({ changed }) =>
    changed ? "Configured the email server." : "The email server is configured as asked for already.",
  next: ({ answer }) =>
    answer.type === "shared"
      ? ["Neon's shared email server is not for production: configure your own SMTP server."]
      : ["Send a test mail with `send-test-email`."],
});

const sendTestEmail = endpoint({
  operation: "send-test-email",
  about: "Send a test mail through an SMTP server, which need not be configured yet.",
  routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email" },
  fields: server,
  required: ["recipient_email", ...complete],
  body: ({ recipient_email }) => ({ recipient_email }),
  answer: () => z.object({ success: z.boolean(), error_message: optionalText() }),
  effect: mints({ check: "Look into the mailbox of the recipient before you send another one." }),
  refused: ({ success, error_message }) =>
    success
      ? undefined
      : `The mail server did not take the mail: ${error_message ?? "it gave no reason"}. Check host, port, user name and password.`,
  done: () => "Sent the test mail.",
  next: () => [
    "Look into the mailbox of the recipient: the mail server has taken the mail, which is not yet delivery.",
  ],
});

export const operations = [...getEmailServer, ...updateEmailServer, ...sendTestEmail];
