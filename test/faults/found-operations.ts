import { expect } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import type { OauthProvider } from "../emulator/state.ts";
import { asked } from "../process/action.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  errorOf,
  type Given,
  onBranch,
  onProject,
  type Played,
  play,
  project,
  projectStep,
  type Row,
  type Scene,
  theBranch,
} from "./case.ts";

const told = (level: string, { result }: Played) =>
  result.annotations.filter((one) => one.level === level).map(({ message }) => message);
const lost: Fault = { kind: "reset", when: "after-state" };
const neverThere: Fault = { kind: "reset", when: "before-headers" };

/** Credentials of an OAuth application, as a step gives them and as another one left them. */
const own = { client_id: "client-a", client_secret: "client-secret-1" };
const older = { client_id: "client-a", client_secret: "client-secret-0" };
const add = { operation: "add-oauth-provider", ...branch, oauth_provider_id: "google" };
const providers = `${onBranch}/oauth_providers`;
const listed = `GET ${providers}`;
const patched = `PATCH ${providers}/google`;

const withProvider = (given: Partial<OauthProvider>) =>
  enable("better_auth", ({ oauthProviders }) =>
    oauthProviders.push({ id: "google", type: "standard", ...given } as OauthProvider),
  );
const providerStep = (changed: boolean, client_id: string | undefined = own.client_id, id = "google") => {
  const type = client_id ? "standard" : "shared";
  return {
    ...branchStep,
    changed: String(changed),
    oauth_provider_id: id,
    oauth_provider_type: type,
    result: JSON.stringify({ id, type, ...(client_id && { client_id }) }),
  };
};
const stored = (expected: object) => (played: Played) =>
  expect(theBranch(played.neon).auth?.oauthProviders).toEqual([
    { id: "google", type: "standard", ...expected },
  ]);

/** A provider that is there, and why the step does not take it for the one that was asked for. */
const refusedReuse = (what: string, there: Partial<OauthProvider>, given: Given, but: string): Case => ({
  what,
  inputs: { ...add, ...given },
  there: withProvider(there),
  error: `OAuth provider google is already there, but ${but}. Nothing was changed.`,
  requests: [listed],
  outputs: { ...branchStep, changed: "false" },
  masks: [given.client_secret, there.client_secret].filter(Boolean),
});

/** A secret that Neon does not show: whether it is the same is not known, and that is said. */
const unseenSecret = (secrets: Options["secrets"] & string): Case => ({
  what: `a secret that is ${secrets}`,
  inputs: { ...add, ...own },
  options: { secrets },
  there: withProvider(older),
  requests: [listed],
  outputs: providerStep(false),
  masks: [own.client_secret],
  also: (played) =>
    expect(told("warning", played)).toEqual([
      "Neon does not show `client_secret` of OAuth provider google, so that was not compared. `if_exists: update` sends it.",
    ]),
});

const refusedUpdate = (inputs: Given): Case => ({
  what: `${inputs.operation} on the ${inputs.branch_id && inputs.auth_provider !== "stack" ? "branch" : "project"}`,
  inputs: { ...inputs, if_exists: "update" },
  error: `\`${inputs.operation}\` does not take \`if_exists: update\`: \`if_exists: reuse\` or \`if_exists: fail\` will do.`,
  requests: [],
});

const smtp = {
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "smtp-password-1",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};
const ownServer = {
  type: "standard",
  host: "smtp.example.com",
  port: 587,
  username: "mailer",
  password: "smtp-password-0",
  sender_email: "noreply@example.com",
  sender_name: "Example",
} as const;
const { password: _, ...serverShown } = ownServer;
const withServer = (provider: "better_auth" | "stack" = "better_auth") =>
  enable(provider, (auth) => {
    auth.emailServer = ownServer;
  });
const withoutServer = enable("better_auth", (auth) => {
  delete auth.emailServer;
});

const mail = { operation: "send-test-email", ...branch, recipient_email: "user@example.com" };
const testSaved = `POST ${onBranch}/email_provider/test`;
const unsaved =
  "Neon has deprecated the route that tests a server which is not saved. Without `smtp_…` and `sender_…`, the step tests the one that is.";

const updateServer = { operation: "update-email-server", ...branch, email_server_type: "standard" };
const rotated = { ...updateServer, smtp_password: "smtp-password-1" };
const server = `${onBranch}/email_provider`;
const lacking = "`smtp_host`, `smtp_port`, `smtp_username`, `sender_email`, `sender_name`";
const noServer = (what: string, there: (neon: Neon) => void): Case => ({
  what,
  inputs: rotated,
  there,
  error: `No SMTP server of your own is saved that could be changed in part: give ${lacking} too. Nothing was changed.`,
  requests: [`GET ${server}`],
  outputs: { ...branchStep, changed: "false" },
  masks: [rotated.smtp_password],
});

const rename = { operation: "update-application-name", ...branch, application_name: "The shop" };
const called = (name: string) =>
  enable("better_auth", ({ integration }) => {
    integration.name = name;
  });
const nameStep = (changed: boolean) => ({
  ...branchStep,
  changed: String(changed),
  application_name: "The shop",
});

const lookUp = `GET /projects/project-id/branches?${new URLSearchParams({ search: "preview/pr-9", sort_by: "created_at", sort_order: "asc", limit: "200" })}`;
const deletes: readonly Given[] = [
  { operation: "delete-integration", delete_data: "true" },
  { operation: "delete-user", auth_user_id: "user-1" },
  { operation: "delete-oauth-provider", oauth_provider_id: "google" },
  { operation: "delete-domain", domain: "https://pr-9.example.com" },
];
const onGoneBranch = (inputs: Given) => ({ ...project, ...inputs, branch_name: "preview/pr-9" });
const noBranch =
  "`branch_name`: no branch is called `preview/pr-9` (upper and lower case matter). Nothing was changed.";

const deprecated = expect.stringContaining(
  " uses Neon's project-scoped API, whose removal Neon has scheduled for March 1, 2026. ",
);
/** The notices of a step against Stack Auth. */
const announces = (inputs: Given, notices: readonly unknown[]): Scene => ({
  what: `${inputs.operation}`,
  play: async () => {
    await using neon = await startNeon({ apiKey });
    if (inputs.operation !== "create-integration") enable("stack")(neon);
    const result = await play(neon, inputs);
    expect(result.conclusion).toBe("success");
    expect(told("notice", { neon, result })).toEqual(notices);
  },
});

/** What was found by reading what Neon's newest document says of its operations. */
export const foundOperationRows: readonly Row[] = [
  {
    number: 50,
    title:
      "`default` or `protected` of a branch missing, null or of another type → counts as protected for the guard",
    cases: (["default", "protected"] as const).flatMap((field) =>
      [undefined, null, "false"].map((value) => ({
        what: `${field}: ${value === undefined ? "missing" : JSON.stringify(value)}`,
        inputs: { operation: "delete-integration", ...project, branch_id: "br-plain-1" },
        there: ({ state }: Neon) => {
          for (const owner of state.projects.values())
            if (owner.id === "project-id")
              state.enableAuth(state.addBranch(owner, { id: "br-plain-1", name: "preview" }), "better_auth");
        },
        faults: [
          [
            { method: "GET" },
            {
              kind: "edit",
              body: (truth: unknown) => ({
                branch: { ...(truth as { branch: object }).branch, [field]: value },
              }),
            },
          ] as const,
        ],
        error:
          "`delete-integration` cannot be undone, and Neon does not say whether branch `preview` is the default one or protected: set `confirm` to its ID or name.",
        requests: ["GET /projects/project-id/branches/br-plain-1"],
        outputs: { scope: "branch", branch_id: "br-plain-1", changed: "false" },
      })),
    ),
  },
  {
    number: 52,
    title:
      "`add-oauth-provider` with a `client_secret` where one exists → Neon shows the secret: compared, a difference fails and names `if_exists: update`; Neon hides it: a warning that it was not compared and what sends it",
    cases: [
      refusedReuse(
        "another secret that Neon shows",
        older,
        own,
        "with another `client_secret`; `if_exists: update` gives it what this step says",
      ),
      refusedReuse(
        "another ID and secret",
        { client_id: "client-b", client_secret: "client-secret-0" },
        own,
        "with another `client_id`, `client_secret`; `if_exists: update` gives it what this step says",
      ),
      refusedReuse(
        "shared keys",
        { type: "shared" },
        own,
        "it runs on Neon's shared keys; `if_exists: update` gives it the credentials of this step",
      ),
      refusedReuse(
        "own keys where shared ones were asked for, also by `update`",
        own,
        { if_exists: "update" },
        "it has credentials of its own; delete it first to go back to Neon's shared keys",
      ),
      {
        what: "the same secret",
        inputs: { ...add, ...own },
        there: withProvider(own),
        requests: [listed],
        outputs: providerStep(false),
        masks: [own.client_secret],
        also: (played) => expect(played.result.annotations).toEqual([]),
      },
      unseenSecret("masked"),
      unseenSecret("dotted"),
      unseenSecret("empty"),
      unseenSecret("absent"),
      {
        what: "a tenant, which Neon never shows",
        inputs: { ...add, ...own, oauth_provider_id: "microsoft", microsoft_tenant_id: "tenant" },
        there: withProvider({ id: "microsoft", ...own }),
        requests: [listed],
        outputs: providerStep(false, own.client_id, "microsoft"),
        masks: [own.client_secret],
        also: (played) =>
          expect(told("warning", played)).toEqual([
            "Neon does not show `microsoft_tenant_id` of OAuth provider microsoft, so that was not compared. `if_exists: update` sends it.",
          ]),
      },
      {
        what: "one that another run has made after the look, while the answer was lost",
        inputs: { ...add, ...own },
        there: withProvider(older),
        faults: [
          [{ method: "GET" }, { kind: "answer", status: 200, body: { providers: [] } }],
          [{ method: "POST" }, neverThere],
        ],
        error:
          "OAuth provider google is already there, but with another `client_secret`; `if_exists: update` gives it what this step says.",
        requests: [listed, `POST ${providers}`, listed],
        outputs: { ...branchStep, changed: "false" },
        masks: [own.client_secret, older.client_secret],
      },
    ],
  },
  {
    title: "`if_exists: update` → what is there gets the credentials that are given",
    cases: [
      {
        what: "on the branch",
        inputs: { ...add, ...own, if_exists: "update" },
        there: withProvider(older),
        requests: [listed, listed, patched],
        effects: { "update-oauth-provider": 1 },
        outputs: providerStep(true),
        masks: [own.client_secret, older.client_secret],
        also: (played) => {
          stored(own)(played);
          expect(played.neon.requests.at(-1)?.body).toEqual(own);
          expect(played.result.annotations).toEqual([]);
        },
      },
      {
        what: "on the project",
        inputs: { ...add, ...own, branch_id: "(none)", if_exists: "update" },
        there: enable("stack", ({ oauthProviders }) => oauthProviders.push({ id: "google", type: "shared" })),
        requests: [
          `GET ${onProject}/oauth_providers`,
          `GET ${onProject}/oauth_providers`,
          `PATCH ${onProject}/oauth_providers/google`,
        ],
        effects: { "update-oauth-provider": 1 },
        outputs: { ...providerStep(true), branch_id: undefined, ...projectStep },
        masks: [own.client_secret],
        also: stored(own),
      },
      {
        what: "nothing to change",
        inputs: { ...add, ...own, if_exists: "update" },
        there: withProvider(own),
        requests: [listed, listed],
        outputs: providerStep(false),
        masks: [own.client_secret],
      },
      {
        what: "a secret that Neon hides is sent",
        inputs: { ...add, ...own, if_exists: "update" },
        options: { secrets: "empty" },
        there: withProvider(older),
        requests: [listed, listed, patched],
        effects: { "update-oauth-provider": 1 },
        outputs: providerStep(false),
        masks: [own.client_secret],
        also: stored(own),
      },
      {
        what: "nothing there",
        inputs: { ...add, ...own, if_exists: "update" },
        there: enable("better_auth"),
        requests: [listed, `POST ${providers}`],
        effects: { "add-oauth-provider": 1 },
        outputs: providerStep(true),
        masks: [own.client_secret],
        also: stored(own),
      },
      {
        what: "a lost answer is repeated and read back",
        inputs: { ...add, ...own, if_exists: "update" },
        there: withProvider(older),
        faults: [[{ method: "PATCH" }, lost]],
        requests: [listed, listed, patched, patched, listed],
        effects: { "update-oauth-provider": 1 },
        outputs: providerStep(true),
        masks: [own.client_secret, older.client_secret],
        also: stored(own),
      },
      {
        what: "one that another run has made after the look, while the answer was lost",
        inputs: { ...add, ...own, if_exists: "update" },
        there: withProvider(older),
        faults: [
          [{ method: "GET" }, { kind: "answer", status: 200, body: { providers: [] } }],
          [{ method: "POST" }, neverThere],
        ],
        requests: [listed, `POST ${providers}`, listed, listed, patched],
        effects: { "update-oauth-provider": 1 },
        outputs: providerStep(true),
        masks: [own.client_secret, older.client_secret],
        also: stored(own),
      },
      ...[
        { operation: "create-integration", ...branch },
        { operation: "create-integration", ...branch, auth_provider: "stack" },
        { operation: "create-user", ...branch, email: "user@example.com" },
        { operation: "create-user", ...project, email: "user@example.com" },
        { operation: "add-domain", ...branch, domain: "https://a.example.com" },
      ].map(refusedUpdate),
      {
        what: "delete-domain, which takes no `if_exists` at all",
        inputs: {
          operation: "delete-domain",
          ...branch,
          domain: "https://a.example.com",
          if_exists: "update",
        },
        error: "`delete-domain` does not take `if_exists`: drop it.",
        requests: [],
      },
    ],
  },
  {
    title: "`send-test-email` → through the server that is saved, or through one that is given whole",
    cases: [
      {
        what: "the saved one",
        inputs: mail,
        there: withServer(),
        requests: [testSaved],
        effects: { "send-test-email": 1 },
        outputs: { ...branchStep, changed: "true", result: '{"success":true}' },
        also: (played) => {
          expect(played.neon.requests[0]?.body).toEqual({ recipient_email: "user@example.com" });
          expect(played.result.annotations).toEqual([]);
        },
      },
      {
        what: "the saved one, which does not take the mail",
        inputs: { ...mail, recipient_email: "user@bounce.test" },
        there: withServer(),
        error:
          "The mail server did not take the mail: 550 mailbox unavailable. Check the server that is saved: `update-email-server` changes it.",
        requests: [testSaved],
        outputs: { ...branchStep, changed: "false" },
      },
      {
        what: "none is saved",
        inputs: mail,
        there: withoutServer,
        error: "The branch has no email server of its own (404)",
        requests: [testSaved],
        outputs: { ...branchStep, changed: "false" },
      },
      {
        what: "the saved one, whose answer is lost",
        inputs: mail,
        there: withServer(),
        faults: [[{ method: "POST" }, lost]],
        error: "Outcome unknown: it may have been carried out. Look into the mailbox of the recipient",
        requests: [testSaved],
        effects: { "send-test-email": 1 },
        outputs: { scope: "branch", branch_id: branch.branch_id },
      },
      {
        what: "a given one, whose route Neon has deprecated",
        inputs: { ...mail, ...smtp },
        there: enable("better_auth"),
        requests: [`POST ${onBranch}/send_test_email`],
        effects: { "send-test-email": 1 },
        outputs: { ...branchStep, changed: "true", result: '{"success":true}' },
        masks: [smtp.smtp_password],
        also: (played) => expect(told("notice", played)).toEqual([unsaved]),
      },
      {
        what: "some of a given one",
        inputs: { ...mail, smtp_host: "smtp.example.com", smtp_port: "587", sender_name: "Example" },
        error:
          /\n- `smtp_username` is missing: `send-test-email` needs it\.\n- `smtp_password` is missing: .*\n- `sender_email` is missing: [^\n]*$/,
        requests: [],
      },
    ],
  },
  {
    title:
      "a part of the email server → sent on a branch where an own server is saved, else refused after the look",
    cases: [
      {
        what: "a new password",
        inputs: rotated,
        there: withServer(),
        requests: [`GET ${server}`, `PATCH ${server}`],
        effects: { "update-email-server": 1 },
        outputs: {
          ...branchStep,
          changed: "true",
          email_server: JSON.stringify(serverShown),
          result: JSON.stringify(serverShown),
        },
        masks: [rotated.smtp_password, ownServer.password],
        also: ({ neon }) => {
          expect(neon.requests.at(-1)?.body).toEqual({ type: "standard", password: "smtp-password-1" });
          expect(theBranch(neon).auth?.emailServer).toEqual({ ...ownServer, password: "smtp-password-1" });
        },
      },
      noServer("Neon's shared one is saved", enable("better_auth")),
      noServer("none was ever saved", withoutServer),
      {
        what: "what is saved cannot be read",
        inputs: rotated,
        there: withServer(),
        faults: [[{ method: "GET" }, { kind: "answer", status: 200, body: {} }]],
        error: /^Neon's answer was not understood: missing or of another type than documented: type\.$/,
        requests: [`GET ${server}`],
        outputs: { ...branchStep, changed: "false" },
        masks: [rotated.smtp_password],
      },
      {
        what: "Stack Auth, which does not merge",
        inputs: rotated,
        there: withServer("stack"),
        error: new RegExp(
          `\\(400\\).* Stack Auth needs a server of your own as a whole: give ${lacking} too\\.$`,
        ),
        requests: [`GET ${server}`, `PATCH ${server}`],
        outputs: { ...branchStep, changed: "false" },
        masks: [rotated.smtp_password, ownServer.password],
      },
      {
        what: "on the project",
        inputs: { ...rotated, branch_id: "(none)" },
        error: `${lacking} are missing: \`email_server_type: standard\` needs them.`,
        requests: [],
        masks: [rotated.smtp_password],
      },
    ],
  },
  {
    number: 58,
    title: "`email_server_type: shared` with `sender_…` → refused: Neon ignores them",
    cases: [branch, project].map((where) => ({
      what: "branch_id" in where ? "on the branch" : "on the project",
      inputs: {
        operation: "update-email-server",
        ...where,
        email_server_type: "shared",
        sender_email: "noreply@example.com",
        sender_name: "Example",
        smtp_host: "smtp.example.com",
      },
      error: [
        "3 problems with the inputs of this step:",
        ...["smtp_host", "sender_email", "sender_name"].map(
          (input) => `- \`${input}\` is only for \`email_server_type: standard\`: drop it.`,
        ),
      ].join("\n"),
      requests: [],
    })),
  },
  {
    title: "`update-application-name` → compared with what Neon shows, set if it differs",
    cases: [
      {
        what: "another name",
        inputs: rename,
        there: called("A shop"),
        requests: [`GET ${onBranch}`, `PATCH ${onBranch}/config`],
        effects: { "update-application-name": 1 },
        outputs: { ...nameStep(true), result: '{"name":"The shop"}' },
        also: ({ neon }) => {
          expect(neon.requests.at(-1)?.body).toEqual({ name: "The shop" });
          expect(theBranch(neon).auth?.integration.name).toBe("The shop");
        },
      },
      {
        what: "the same name",
        inputs: rename,
        there: called("The shop"),
        requests: [`GET ${onBranch}`],
        outputs: { ...nameStep(false), result: '{"name":"The shop"}' },
      },
      {
        what: "a lost answer is repeated and read back",
        inputs: rename,
        there: called("A shop"),
        faults: [[{ method: "PATCH" }, lost]],
        requests: [
          `GET ${onBranch}`,
          `PATCH ${onBranch}/config`,
          `PATCH ${onBranch}/config`,
          `GET ${onBranch}`,
        ],
        effects: { "update-application-name": 1 },
        outputs: { ...nameStep(true), result: '{"name":"The shop"}' },
      },
      {
        what: "a name that Neon takes and does not keep",
        inputs: rename,
        there: called("A shop"),
        faults: [[{ method: "PATCH" }, { kind: "answer", status: 200, body: { name: "A shop" } }]],
        error: "Neon accepted the request, but shows another value for name than was asked for.",
        requests: [`GET ${onBranch}`, `PATCH ${onBranch}/config`],
        outputs: { ...branchStep, changed: "false" },
      },
      ...["x".repeat(257), "two\nlines"].map(
        (application_name): Case => ({
          what: application_name.slice(0, 9),
          inputs: { ...rename, application_name },
          error: "`application_name` must be one line of at most 256 characters.",
          requests: [],
        }),
      ),
      {
        what: "no name",
        inputs: { ...rename, application_name: "" },
        error: "`application_name` is missing: `update-application-name` needs it.",
        requests: [],
      },
    ],
  },
  {
    number: 62,
    title:
      'a delete with a `branch_name` that is not there and `if_missing: ignore` → success, `changed: false`, and a warning that names the branch; only a list read to its end counts as "not there"',
    cases: [
      ...deletes.map(
        (inputs): Case => ({
          what: `${inputs.operation}`,
          inputs: onGoneBranch(inputs),
          there: enable("better_auth"),
          requests: [lookUp],
          outputs: { scope: "branch", request_id: expect.any(String), changed: "false", result: "{}" },
          also: (played) => {
            const warning =
              "No branch of the project has exactly the name `preview/pr-9` (upper and lower case matter). If it should be there, check `branch_name`.";
            expect(told("warning", played)).toEqual([warning]);
            expect(played.result.log).toContain("There is no such branch, so there is nothing to delete.");
            expect(played.result.summary).toContain("<code>preview/pr-9</code>");
          },
        }),
      ),
      ...deletes.map(
        (inputs): Case => ({
          what: `${inputs.operation} with \`if_missing: fail\``,
          inputs: { ...onGoneBranch(inputs), if_missing: "fail" },
          there: enable("better_auth"),
          error: noBranch,
          requests: [lookUp],
          outputs: { changed: "false" },
        }),
      ),
      {
        what: "a list whose page comes again",
        inputs: onGoneBranch({ operation: "delete-user", auth_user_id: "user-1" }),
        there: enable("better_auth"),
        faults: [
          [
            { path: "/branches?", times: 2 },
            {
              kind: "answer",
              status: 200,
              body: { branches: [{ id: "br-1", name: "main" }], pagination: { next: "again" } },
            },
          ],
        ],
        error:
          "Neon's list of branches could not be read to its end: one of its pages came again. Nothing was changed.",
        requests: [lookUp, `${lookUp}&cursor=again`],
        outputs: { changed: "false" },
      },
      {
        what: "an answer that is no list",
        inputs: onGoneBranch({ operation: "delete-user", auth_user_id: "user-1" }),
        there: enable("better_auth"),
        faults: [[{ path: "/branches?" }, { kind: "answer", status: 200, body: {} }]],
        error: "Neon's answer was not understood",
        requests: [lookUp],
        outputs: { changed: "false" },
      },
      {
        what: "a project that is not there",
        inputs: {
          ...onGoneBranch({ operation: "delete-user", auth_user_id: "user-1" }),
          project_id: "other",
        },
        error: "There is no such project (404)",
        requests: [lookUp.replace("project-id", "other")],
        outputs: { changed: "false" },
      },
      {
        what: "a `branch_id`, which is not looked up",
        inputs: { operation: "delete-user", ...project, branch_id: "br-gone", auth_user_id: "user-1" },
        error: "There is no such branch (404)",
        requests: ["DELETE /projects/project-id/branches/br-gone/auth/users/user-1"],
        outputs: { ...branchStep, branch_id: "br-gone", changed: "false" },
      },
      {
        what: "an operation that does not delete",
        inputs: onGoneBranch({ operation: "update-allow-localhost", allow_localhost: "true" }),
        error: noBranch,
        requests: [lookUp],
        outputs: { changed: "false" },
      },
    ],
  },
  {
    number: 79,
    title:
      "`delete-integration` without `delete_data`, then `create-integration` → the embedded Neon refuses as documented (409, and GET 404: the schema is still there) until the data is deleted; the page of the delete says so",
    cases: [
      {
        play: async () => {
          await using neon = await startNeon({ apiKey });
          enable("better_auth")(neon);
          const remove = { operation: "delete-integration", ...branch, confirm: "main" };
          const create = { operation: "create-integration", ...branch };
          const deleted = await play(neon, { ...remove, delete_data: "false" });
          expect(deleted.summary).toContain(
            "The <code>neon_auth</code> schema with its users stays in the database, and Neon refuses to create an integration again until it is deleted: <code>delete_data: true</code> does that.",
          );
          neon.clearRequests();
          expect(errorOf(await play(neon, create))).toContain('(409): schema "neon_auth" already exists.');
          expect(asked(neon)).toEqual([
            `POST ${onBranch}`,
            ...Array.from({ length: 5 }, () => `GET ${onBranch}`),
          ]);
          const cleared = await play(neon, { ...remove, delete_data: "true" });
          expect(cleared.summary).not.toContain("refuses to create");
          expect((await play(neon, create)).outputs).toMatchObject({ changed: "true" });
        },
      },
    ],
  },
  {
    title: "what Neon has announced → a notice with its date, once",
    cases: [
      announces({ operation: "list-integrations" }, [deprecated]),
      announces({ operation: "list-domains" }, [deprecated]),
      announces({ operation: "get-email-server" }, [deprecated]),
      announces({ operation: "generate-sdk-keys" }, []),
      announces({ operation: "transfer-ownership", confirm: "project-id" }, []),
      announces(
        {
          operation: "create-integration",
          ...branch,
          auth_provider: "stack",
          role_name: "neondb_owner",
        },
        [deprecated, "Neon ignores `role_name`: drop it."],
      ),
    ],
  },
];
