import * as z from "zod/mini";
import { ApiError } from "../ground/errors.ts";
import { optionalText } from "../neon/answer.ts";
import { mints } from "../record/effects/mints.ts";
import { reads } from "../record/effects/reads.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint, ofBranch } from "../record/endpoint.ts";
import { as, shownOf } from "../record/fields.ts";
import { look, type Writes } from "../record/record.ts";
import type { Thing } from "../record/thing.ts";
import { choice, credential, email, text, whole } from "../words/parsers.ts";
import { named, onlyWith, requiredWhen } from "../words/rules.ts";

const server = {
  host: as(
    "smtp_host",
    text("Host name of your SMTP server.", 255, { essence: (host) => host.toLowerCase() }),
  ),
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

type Server = z.infer<ReturnType<typeof emailServer>>;
type Given = { readonly [N in (typeof complete)[number]]?: unknown } & {
  readonly email_server_type: "shared" | "standard";
};

const saved = look(get, emailServer, (found) => found);
const update = sets<Given, Server>(saved);

/** What is missing of a server of one's own. */
const missingOf = (inputs: Given): readonly string[] =>
  inputs.email_server_type === "standard" ? complete.filter((name) => inputs[name] === undefined) : [];

const part = sets<Given, Server>(saved, (found, inputs) => {
  const missing = missingOf(inputs);
  return missing.length === 0 || found?.type === "standard"
    ? undefined
    : `No SMTP server of your own is saved that could be changed in part: give ${named(missing)} too. Nothing was changed.`;
});

/** Also sends a part of your own server, where one is saved: Better Auth keeps the rest of it. */
const updatePart: Writes<Given, Server> = {
  ...part,
  run: (bound, session) =>
    part.run(bound, session).catch((error: unknown) => {
      const missing = missingOf(bound.inputs);
      throw missing.length > 0 && error instanceof ApiError && error.status === 400
        ? new ApiError(
            `${error.message} Stack Auth needs a server of your own as a whole: give ${named(missing)} too.`,
            error,
          )
        : error;
    }),
};

const configure = {
  operation: "update-email-server",
  about:
    "Configure the email server: Neon's shared one, or your own SMTP server. On a branch with Better Auth, what is not given of a server that is saved stays as it is.",
  fields: settings,
  required: ["email_server_type"],
  answer: emailServer,
  own: output,
  done: ({ changed }: { changed: boolean }) =>
    changed ? "Configured the email server." : "The email server is already configured like that.",
  next: ({ answer }: { answer: Server }) =>
    answer.type === "shared"
      ? ["Neon's shared email server is not for production: configure your own SMTP server."]
      : ["Send a test mail with `send-test-email`."],
} as const;

const ownServer = onlyWith("email_server_type", "standard", complete);

const updateOnProject = endpoint({
  ...configure,
  routes: { project: "PATCH /projects/{project_id}/auth/email_server" },
  rules: [requiredWhen("email_server_type", "standard", complete), ownServer],
  effect: update,
  deprecated: "Name a branch to use the branch-scoped API.",
});

const updateOnBranch = endpoint({
  ...configure,
  routes: { branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_provider" },
  rules: [ownServer],
  effect: updatePart,
});

const test = {
  operation: "send-test-email",
  about: "Send a test mail through the SMTP server that is saved, or one that is given whole.",
  answer: () => z.object({ success: z.boolean(), error_message: optionalText() }),
  effect: mints({ check: "Look into the mailbox of the recipient before you send another one." }),
  body: ({ recipient_email }: { recipient_email: string }) => ({ recipient_email }),
  done: () => "Sent the test mail.",
  next: () => [
    "Look into the mailbox of the recipient: the mail server has taken the mail, which is not yet delivery.",
  ],
} as const;

const refusal =
  (cure: string) =>
  ({ success, error_message }: { success: boolean; error_message?: string | undefined }) =>
    success
      ? undefined
      : `The mail server did not take the mail: ${error_message ?? "it gave no reason"}. ${cure}`;

const [testSaved] = endpoint({
  ...test,
  routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/email_provider/test" },
  required: ["recipient_email"],
  refused: refusal("Check the server that is saved: `update-email-server` changes it."),
});

const testGiven = endpoint({
  ...test,
  routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/send_test_email" },
  fields: server,
  required: ["recipient_email", ...complete],
  refused: refusal("Check host, port, user name and password."),
  deprecated:
    "Neon has deprecated the route that tests a server which is not saved. Without `smtp_…` and `sender_…`, the step tests the one that is.",
});

export const things: readonly Thing[] = [
  {
    kind: "server",
    section: "email_server",
    about: "The mail server: Neon's shared one, or your own, of which what is not given stays as it is.",
    fields: settings,
    partner: ["host", "port", "username"],
    update: ofBranch(updateOnBranch),
    group: "names and mail",
    shown: {
      read: "plugins",
      part: "email_provider",
      look: get.branch,
      alone: (json) => json,
      missing: true,
    },
  },
];

export const operations = [
  ...getEmailServer,
  ...updateOnProject,
  ...updateOnBranch,
  { ...testSaved, variant: "saved" },
  ...testGiven,
] as const;
