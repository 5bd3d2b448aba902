import { branch, branchStep, type Case, enable, onBranch, some } from "./case.ts";

/** A step of each method against Better Auth on a branch: what it sends, does and hands over if all is well. */
export interface MethodStep extends Required<Pick<Case, "there" | "effects" | "outputs">> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly inputs: Readonly<Record<string, string>>;
  /** What is read before. */
  readonly looks: readonly string[];
  /** The request of the method itself. */
  readonly request: string;
}

const there = enable("better_auth", ({ users }) =>
  users.push({ id: "user-1", email: "user@example.com", roles: [] }),
);
const changed = { ...branchStep, changed: "true" };

export const methodSteps: readonly MethodStep[] = [
  {
    method: "GET",
    inputs: { operation: "list-domains", ...branch },
    there,
    looks: [],
    request: `GET ${onBranch}/domains`,
    effects: {},
    outputs: { ...branchStep, changed: "false", domains: "[]", result: '{"domains":[]}' },
  },
  {
    method: "POST",
    inputs: { operation: "create-user", ...branch, email: "new@example.com" },
    there,
    looks: [],
    request: `POST ${onBranch}/users`,
    effects: { "create-user": 1 },
    outputs: { ...changed, auth_user_id: some, result: some },
  },
  {
    method: "PUT",
    inputs: { operation: "set-user-roles", ...branch, auth_user_id: "user-1", roles: "admin" },
    there,
    looks: [],
    request: `PUT ${onBranch}/users/user-1/role`,
    effects: { "set-user-roles": 1 },
    outputs: { ...changed, auth_user_id: "user-1", result: some },
  },
  {
    method: "PATCH",
    inputs: { operation: "update-allow-localhost", ...branch, allow_localhost: "false" },
    there,
    looks: [`GET ${onBranch}/allow_localhost`],
    request: `PATCH ${onBranch}/allow_localhost`,
    effects: { "update-allow-localhost": 1 },
    outputs: { ...changed, allow_localhost: "false", result: '{"allow_localhost":false}' },
  },
  {
    method: "DELETE",
    inputs: { operation: "delete-user", ...branch, auth_user_id: "user-1" },
    there,
    looks: [],
    request: `DELETE ${onBranch}/users/user-1`,
    effects: { "delete-user": 1 },
    outputs: { ...changed, result: "{}" },
  },
];

/** Things that a create makes and that a look finds, in both scopes. */
export const creates = [
  {
    scope: "project",
    inputs: { operation: "create-integration", ...branch, auth_provider: "stack" },
    provider: "stack",
    post: "POST /projects/auth/create",
    look: "GET /projects/project-id/auth/integrations",
    found: {
      scope: "project",
      branch_id: "br-example-123",
      request_id: some,
      auth_provider: "stack",
      auth_provider_project_id: some,
      jwks_url: some,
      keys_available: "false",
      result: some,
    },
  },
  {
    scope: "branch",
    inputs: { operation: "create-integration", ...branch },
    provider: "better_auth",
    post: `POST ${onBranch}`,
    look: `GET ${onBranch}`,
    found: {
      ...branchStep,
      auth_provider: "better_auth",
      auth_provider_project_id: some,
      base_url: some,
      jwks_url: some,
      keys_available: "false",
      result: some,
    },
  },
] as const;

/** What a create hands over whose answer arrived. */
export const made = (scope: "project" | "branch") => ({
  ...creates[scope === "project" ? 0 : 1].found,
  schema_name: "neon_auth",
  table_name: "users_sync",
  changed: "true",
  ...(scope === "project" && { keys_available: "true", pub_client_key: some, secret_server_key: some }),
});
/** What is masked of it. */
export const madeMasks = (scope: "project" | "branch") => (scope === "project" ? [some, some, some] : [some]);

const mail = {
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "a-password-of-the-mail-server",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};
const users = "Run the step again: it finds the user or creates it.";

/** Things that no read shows, so that nobody can find out whether they were made. */
export const mints = [
  {
    what: "keys",
    inputs: { operation: "generate-sdk-keys", project_id: "project-id" },
    there: enable("stack"),
    post: "POST /projects/auth/keys",
    outputs: { scope: "project" },
    masks: [],
    check:
      "Look at the API keys in the dashboard of the auth provider before you generate others, and revoke what nobody uses.",
  },
  {
    what: "user of the project",
    inputs: { operation: "create-user", project_id: "project-id", email: "user@example.com" },
    there: enable("stack"),
    post: "POST /projects/auth/user",
    outputs: { scope: "project" },
    masks: [],
    check: users,
  },
  {
    what: "user of the branch",
    inputs: { operation: "create-user", ...branch, email: "user@example.com" },
    there: enable("better_auth"),
    post: `POST ${onBranch}/users`,
    outputs: { scope: "branch", branch_id: "br-example-123" },
    masks: [],
    check: users,
  },
  {
    what: "test mail",
    inputs: { operation: "send-test-email", ...branch, ...mail, recipient_email: "user@example.com" },
    there: enable("better_auth"),
    post: `POST ${onBranch}/send_test_email`,
    outputs: { scope: "branch", branch_id: "br-example-123" },
    masks: [mail.smtp_password],
    check: "Look into the mailbox of the recipient before you send another one.",
  },
] as const;
