import {
  apiHost,
  branchName,
  choice,
  credential,
  databaseUrl,
  email,
  flag,
  type Input,
  id,
  key,
  lines,
  mayBe,
  originOf,
  origins,
  printable,
  text,
  whole,
  word,
  words,
} from "./parsers.ts";

export type { Input } from "./parsers.ts";

/** The text of an input: what the workflow gives, or the environment variable that stands in for an empty one. */
export const givenText = (
  name: string,
  { env }: Input<unknown>,
  environment: NodeJS.ProcessEnv,
): string | undefined =>
  [environment[`INPUT_${name.toUpperCase()}`], env && environment[env]].find((text) => text?.trim());

/** Neon's OAuth providers. Its list may grow. */
export const providers = ["google", "github", "microsoft", "vercel"];

/** The inputs that more than one thing knows. Those of one thing's settings are declared with it, in operations. */
export const inputs = {
  operation: text("What to do: one of the operations in the README.", 60),
  api_key: key(
    "Neon API key: a personal, organization or project-scoped one. Pass it from a secret. Default: the environment variable `NEON_API_KEY`.",
    "key",
    { env: "NEON_API_KEY" },
  ),
  project_id: id(
    "Neon project ID, from the project's Settings page. Default: the environment variable `NEON_PROJECT_ID`.",
    "projects",
    "the project's Settings page has the ID, which is not its name",
    { env: "NEON_PROJECT_ID" },
  ),
  branch_id: id(
    "Neon branch ID (`br-…`), used as it is.",
    "branches",
    "the name of a branch goes into `branch_name`",
  ),
  branch_name: branchName(
    "Name of a branch. The step fails unless exactly one branch has exactly this name; it never takes another.",
  ),
  default_branch: flag("`true`: the default branch of the project."),
  scope: choice(
    "Which of Neon's two APIs to use. `auto`: the branch-scoped one if a branch is named, else the project-scoped one; for `create-integration`, the project-scoped one if `auth_provider` is `stack`.",
    ["auto", "project", "branch"],
    { default: "auto" },
  ),
  auth_provider: choice(
    "Provider of the integration: `better_auth` (default on a branch), `stack` (default without one) or `mock`.",
    ["stack", "better_auth", "mock"],
  ),
  mask: choice(
    "What is masked in logs. `all`: credentials, `pub_client_key` and `jwks_url`. `secrets`: only credentials, so that the two public values can be passed to other jobs.",
    ["all", "secrets"],
    { default: "all" },
  ),
  if_exists: choice(
    "For create and add operations: `reuse` what is already there, if it is the same; `fail`; or `update` an OAuth provider with the credentials of this step.",
    ["reuse", "fail", "update"],
    { default: "reuse" },
  ),
  if_missing: choice(
    "For delete operations: `ignore` that it is already gone, or `fail`.",
    ["ignore", "fail"],
    { default: "ignore" },
  ),
  dry_run: flag(
    "`true`: only look and say what would change, with which requests, or why it would fail. Nothing is written.",
    { default: "false" },
  ),
  api_host: apiHost,
  timeout_seconds: whole("Seconds that the whole step may take, waits and repeats included.", 1, 21_600, {
    default: "120",
  }),
  retries: whole(
    "Tries after the first one, where a request may be sent again. `0`: never send anything twice. A locked project (423) is waited for until `timeout_seconds`, whatever this says.",
    0,
    50,
    { default: "5" },
  ),
  database_name: text("Name of the database that the integration uses, for example `neondb`.", 63),
  role_name: text("Database role for authenticated users. Neon ignores it: leave it out.", 63),
  delete_data: flag(
    "`true` also deletes the `neon_auth` schema with all users in it. This cannot be undone.",
  ),
  confirm: text(
    "For what cannot be undone: the ID or name of the branch, if it is the default or a protected one; the ID of the project, if no branch is named.",
    256,
  ),
  allow_untrusted: flag(
    "`true` lets the step write although the run was started by a pull request or comment from outside the repository.",
    { default: "false" },
  ),
  email: email("Email address of the user."),
  name: text("Display name of the user, 1 to 255 characters. Default on a branch: the email address.", 255),
  users_file: text(
    "Many users at once: path of a JSON list or a CSV file with a header, with `email` and perhaps `name`, `roles` and `password`, relative to the workspace.",
  ),
  wait_for_sync: flag("`true`: wait until the new user is in the database that `database_url` names."),
  database_url: databaseUrl(
    "Connection string of the database of the integration: for `wait_for_sync`, and for the IDs of users who are there already.",
  ),
  wait_until_ready: flag("`true`: wait until the auth service serves the keys that verify its tokens."),
  auth_user_id: word(
    "ID of the user, output `auth_user_id` of `create-user`.",
    "be the ID of a user: up to 128 letters, digits, `-`, `_` and `.`",
    (id) => /^[\w-][\w.-]{0,127}$/.test(id),
  ),
  roles: words(
    "Roles of the user, which replace those it has. On a branch only.",
    "names of roles",
    printable,
  ),
  domain: origins,
  oauth_provider_id: word(
    "The OAuth provider.",
    "be the ID of an OAuth provider, such as `google`, `github`, `microsoft` or `vercel`",
    mayBe(providers, /^[a-z0-9][a-z0-9_-]{0,59}$/),
    { known: providers },
  ),
  password: credential(
    "Password of the user. With it, the auth service itself makes the user, who can sign in then. On a branch with Better Auth only.",
    8,
    "",
    128,
  ),
  origin: {
    about:
      "Address of the application that users sign in from, which must be a trusted domain. `create-user` takes the first trusted domain without a wildcard if it is left out.",
    must: "be one URL with a scheme, such as `https://preview.example.com`",
    parse: (text: string) => {
      const value = originOf(text.trim());
      return value === undefined || value.includes("*") ? undefined : { value };
    },
  },
  recipient_email: email("Address that the test mail goes to."),
  github_secrets: lines(
    "GitHub secrets to write, for example `STACK_SECRET_SERVER_KEY=secret_server_key`. Needs `github_token`.",
    "be one `NAME=output` per line",
  ),
  github_variables: lines(
    "GitHub variables to write. A variable is shown to whoever can read the repository, so credentials are refused. Needs `github_token`.",
    "be one `NAME=output` per line",
  ),
  comment: flag(
    "`true`: put the page of the step on the pull request, as one comment that later runs edit. Needs `github_token` with *Pull requests: write*; the job's own will do.",
    { default: "false" },
  ),
  pull_request_number: whole(
    "Pull request that the comment goes to. Default: that of the event, and on `push` the one by whose merge the commit came.",
    1,
    999_999_999,
  ),
  comment_key: text(
    "Tells one comment from others on the same pull request. Default: the operation; for the configuration operations, `config` and the environment.",
    100,
  ),
  github_token: key(
    "Token that may write GitHub secrets or variables: of a GitHub App, or a fine-grained personal access token. The `GITHUB_TOKEN` of the job cannot.",
    "token",
  ),
  github_target: word(
    "Where the secrets and variables go.",
    "be `repository`, `environment:NAME`, `organization` or `dependabot`",
    (target) =>
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a name of Unicode for these makes every start slower
      /^(repository|organization|dependabot|environment:[^\u0000-\u001f\u007f-\u009f]{1,255})$/.test(target),
    { default: "repository", known: ["repository", "organization", "dependabot"] },
  ),
  github_repository: word(
    "Repository that the secrets and variables are for. Default: the one of the workflow. Its owner is the organization.",
    "be `owner/name`",
    (name) => /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[\w.-]{1,100}$/.test(name),
  ),
  export_env: lines(
    "Environment variables of later steps of the job, with the names that an application reads.",
    "be one `NAME=output` per line, or one of the presets `nextjs-stack`, `nextjs`, `vite`, `plain`",
  ),
  dotenv_file: lines(
    "Dotenv file to write, readable by the runner's user only. Without further lines it gets what `export_env` says, else the preset `plain`.",
    "be a path, relative to `RUNNER_TEMP`, and perhaps further lines, each `NAME=output` or a preset. A preset alone goes to `.env`",
  ),
  seal_key: credential(
    "A secret that two jobs have: output `sealed` then holds the masked outputs, encrypted, for operation `open` in the other job.",
    16,
    ", for example from `openssl rand -base64 32`",
  ),
  sealed: text("Output `sealed` of an earlier job of the same run.", 500_000),
} as const satisfies Record<string, Input<unknown>>;

export type InputName = keyof typeof inputs;
export type InputValue<N extends InputName> = (typeof inputs)[N] extends Input<infer T> ? T : never;

/** Inputs that every operation takes. */
export const general = [
  "operation",
  "api_key",
  "project_id",
  "scope",
  "mask",
  "dry_run",
  "allow_untrusted",
  "api_host",
  "timeout_seconds",
  "retries",
  "github_secrets",
  "github_variables",
  "github_token",
  "github_target",
  "github_repository",
  "comment",
  "pull_request_number",
  "comment_key",
  "export_env",
  "dotenv_file",
  "seal_key",
] as const satisfies InputName[];
