import { expect } from "vitest";
import { startNeon } from "../emulator/server.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  errorOf,
  type Given,
  json,
  onBranch,
  play,
  type Row,
} from "./case.ts";

const list = { operation: "list-domains", ...branch };
const create = { operation: "create-integration", ...branch };
const addProvider = { operation: "add-oauth-provider", ...branch };
const webhooks = { operation: "update-webhooks", ...branch, webhook_enabled: "true" };
const mustBeEvents =
  "`webhook_events` must be names of events such as `user.created`, one per line or separated by commas";
const keys = "STACK_SECRET_SERVER_KEY=secret_server_key";
const githubToken = `ghp_${"a1B2".repeat(9)}`;
const search = (name: string) =>
  `GET /projects/project-id/branches?${new URLSearchParams({ search: name, sort_by: "created_at", sort_order: "asc", limit: "200" })}`;

/** Refused before any request, with this whole error. */
const refused = (what: string, inputs: Given, error: string, masks: readonly string[] = []): Case => ({
  what,
  inputs,
  error,
  masks,
  requests: [],
});

const noBranch = (what: string, name: string, error: string): Case => ({
  what,
  inputs: { operation: "list-domains", branch_name: name },
  there: ({ state }) => {
    const parent = state.projects.get("project-id");
    for (const name of ["preview/pr-90", "preview/pr-9/with-a-much-longer-name"])
      if (parent) state.addBranch(parent, { name });
  },
  error,
  requests: [search(name)],
  outputs: { changed: "false" },
});

const noKeys =
  "Better Auth has no keys, so `secret_server_key` never has a value: an application needs `base_url` and `jwks_url` instead.";

/** What was found by reading the messages as a newcomer does. */
export const foundMessageRows: readonly Row[] = [
  {
    number: 77,
    title:
      "Better Auth with the preset `nextjs-stack` or with keys → says that it has none, and what to use, before anything is written",
    cases: [
      refused(
        "the preset",
        { ...create, export_env: "nextjs-stack" },
        "`export_env`, line 1: `nextjs-stack` is for Stack Auth, and Better Auth has no keys: use `nextjs`.",
      ),
      refused(
        "the preset in a file",
        { ...create, dotenv_file: "auth.env\nnextjs-stack" },
        "`dotenv_file`, line 2: `nextjs-stack` is for Stack Auth, and Better Auth has no keys: use `nextjs`.",
      ),
      refused(
        "a secret of GitHub",
        { ...create, github_secrets: keys, github_token: "a-token-of-github" },
        `\`github_secrets\`, line 1: ${noKeys}`,
        ["a-token-of-github"],
      ),
      refused(
        "a variable of the environment, Better Auth being said",
        { ...create, auth_provider: "better_auth", export_env: keys },
        `\`export_env\`, line 1: ${noKeys}`,
      ),
    ],
  },
  {
    title: "a value that is nearly right → did you mean",
    cases: [
      refused(
        "an operation",
        { ...branch, operation: "create-integraton" },
        "There is no operation `create-integraton` (did you mean `create-integration`?).",
      ),
      refused(
        "a provider",
        { ...create, auth_provider: "betterauth" },
        "`auth_provider` must be one of `stack`, `better_auth`, `mock`, not `betterauth` (did you mean `better_auth`?).",
      ),
      refused(
        "a provider in capitals",
        { ...addProvider, oauth_provider_id: "Google" },
        "`oauth_provider_id` must be the ID of an OAuth provider, such as `google`, `github`, `microsoft` or `vercel`, not `Google` (did you mean `google`?).",
      ),
      refused(
        "a provider with two letters in the wrong order",
        { ...addProvider, oauth_provider_id: "googel" },
        "`oauth_provider_id` must be the ID of an OAuth provider, such as `google`, `github`, `microsoft` or `vercel`, not `googel` (did you mean `google`?).",
      ),
      refused(
        "a scope",
        { ...list, scope: "brnch" },
        "`scope` must be one of `auto`, `project`, `branch`, not `brnch` (did you mean `branch`?).",
      ),
      refused(
        "an output, whose name may be a pasted secret and is not shown",
        { ...create, export_env: "AUTH_URL=baseUrl" },
        "`export_env`, line 1: `create-integration` has no output of that name (did you mean `base_url`?).",
      ),
      refused(
        "a preset",
        { ...create, export_env: "next" },
        "`export_env`, line 1: must be `NAME=output` with the name of an output, or one of the presets `nextjs-stack`, `nextjs`, `vite`, `plain` (did you mean `nextjs`?).",
      ),
      refused(
        "a domain without its scheme",
        { ...list, operation: "add-domain", domain: "https://a.example.com\napp.example.com:8443/path" },
        "`domain` must be one or more URLs with a scheme and without user info, such as `https://preview.example.com`, one per line (did you mean `https://app.example.com:8443`?).",
      ),
      refused(
        "the host of this machine",
        { ...list, operation: "add-domain", domain: "localhost:3000" },
        "`domain` must be one or more URLs with a scheme and without user info, such as `https://preview.example.com`, one per line (did you mean `http://localhost:3000`?).",
      ),
      refused(
        "the address of a project for its ID",
        { ...list, project_id: "https://console.neon.tech/app/projects/cool-name-123/branches/br-x" },
        "`project_id` must be an ID: up to 60 of a-z, 0-9 and - (did you mean `cool-name-123`?).",
      ),
      refused(
        "the address of a branch for its ID",
        { ...list, branch_id: "https://console.neon.tech/app/projects/cool-name-123/branches/br-x?a=b" },
        "`branch_id` must be an ID: up to 60 of a-z, 0-9 and - (did you mean `br-x`?).",
      ),
    ],
  },
  {
    title: "a value that is missing or too much → says what it can be, and why not here",
    cases: [
      refused(
        "no OAuth provider",
        addProvider,
        "`oauth_provider_id` is missing: `add-oauth-provider` needs it. It must be the ID of an OAuth provider, such as `google`, `github`, `microsoft` or `vercel`.",
      ),
      refused(
        "a role on a branch",
        { ...create, role_name: "neondb_owner" },
        "`create-integration` takes `role_name` on the project-scoped API only: drop it.",
      ),
      refused(
        "an email beside a file",
        { operation: "create-user", ...branch, email: "user@example.com", users_file: "users.csv" },
        "`email` and `users_file` exclude each other: give one of them.",
      ),
      refused(
        "a short key to seal with",
        { ...create, seal_key: "short" },
        "`seal_key` must be a text of 16 to 4096 characters, for example from `openssl rand -base64 32`.",
        ["short"],
      ),
    ],
  },
  {
    title:
      "a webhook event near one of Neon's → refused with that one; another word goes to Neon, which may know it",
    cases: [
      refused(
        "a slip of the pen in a list",
        { ...webhooks, webhook_events: "user.created, user.crated" },
        `${mustBeEvents} (did you mean \`user.created\`?).`,
      ),
      refused(
        "another sign between the words",
        { ...webhooks, webhook_events: "send_otp" },
        `${mustBeEvents} (did you mean \`send.otp\`?).`,
      ),
      refused(
        "no name of an event at all",
        { ...webhooks, webhook_events: "everything" },
        `${mustBeEvents}.`,
      ),
      ...["user.updated", "user.deleted", "user.before_update", "organization.invitation.rejected"].map(
        (event): Case => ({
          what: `${event}, which Neon refuses today`,
          inputs: { ...webhooks, webhook_events: event },
          there: enable("better_auth"),
          error: /^Neon refused the request \(400\): body\.enabled_events/,
          requests: [`GET ${onBranch}/webhooks`, `PUT ${onBranch}/webhooks`],
          outputs: { ...branchStep, changed: "false" },
        }),
      ),
    ],
  },
  {
    title: "a secret in the input of another one → masked, neither shown nor sent, and says where it goes",
    cases: [
      refused(
        "the API key for the project",
        { ...list, project_id: apiKey.replaceAll("-", "_") },
        "`project_id` holds a Neon API key, which goes into `api_key`.",
        [apiKey.replaceAll("-", "_")],
      ),
      refused(
        "the API key for a name that Neon would keep",
        { operation: "create-user", ...branch, email: "user@example.com", name: "napi_0123456789abcdef" },
        "`name` holds a Neon API key, which goes into `api_key`.",
        ["napi_0123456789abcdef"],
      ),
      {
        what: "a token of GitHub for the API key",
        play: async () => {
          await using neon = await startNeon({ apiKey });
          const result = await play(neon, { ...list, api_key: githubToken });
          expect(errorOf(result)).toBe("`api_key` holds a GitHub token, which goes into `github_token`.");
          expect(result.masks).toEqual([githubToken]);
          expect(neon.connections).toBe(0);
        },
      },
      refused(
        "a connection string for a branch",
        { ...list, branch_id: "(none)", branch_name: "postgresql://user:word@host/database" },
        "`branch_name` holds a connection string, which goes into `database_url`.",
        ["postgresql://user:word@host/database"],
      ),
    ],
  },
  {
    title: "a branch that is not there → its name, those that are near, and what is an ID",
    cases: [
      noBranch(
        "a near name",
        "preview/pr-9",
        "`branch_name`: no branch is called `preview/pr-9` (upper and lower case matter); there is `preview/pr-90`. Nothing was changed.",
      ),
      noBranch(
        "no near name",
        "mian",
        "`branch_name`: no branch is called `mian` (upper and lower case matter). Nothing was changed.",
      ),
      noBranch(
        "an ID",
        "br-example-123",
        "`branch_name`: no branch is called `br-example-123`; it is the ID of branch `main`, which goes into `branch_id`. Nothing was changed.",
      ),
      {
        what: "a name for an ID",
        inputs: { operation: "list-domains", branch_id: "main" },
        faults: [[{}, json(404, "branch not found")]],
        error:
          "There is no such branch (404): branch not found. `branch_id` takes the ID, which begins with `br-`: give a name as `branch_name`. [GET /projects/project-id/branches/main/auth/domains, request ID req-1]",
        requests: ["GET /projects/project-id/branches/main/auth/domains"],
        outputs: { ...branchStep, branch_id: "main", request_id: "req-1", changed: "false" },
      },
      {
        what: "an ID that is gone",
        inputs: list,
        faults: [[{}, json(404, "branch not found")]],
        error: `There is no such branch (404): branch not found. Check \`branch_id\`: the branch may have been deleted, or be one of another project. [GET ${onBranch}/domains, request ID req-1]`,
        requests: [`GET ${onBranch}/domains`],
        outputs: { ...branchStep, request_id: "req-1", changed: "false" },
      },
    ],
  },
  {
    title: "a project that is not there → ID, not name",
    cases: [
      {
        inputs: { operation: "list-domains", project_id: "my-shop", branch_name: "main" },
        error:
          /^There is no such project \(404\): project not found\. Check `project_id`, which takes the ID and not the name, and that the API key reaches it\. \[GET /,
        requests: [search("main").replace("project-id", "my-shop")],
        outputs: { changed: "false" },
      },
    ],
  },
  {
    title: "`sealed` that is damaged → says so, and not that another version sealed it",
    cases: [
      {
        inputs: { operation: "open", sealed: "abc", seal_key: "a secret that both jobs have" },
        error: "`sealed` is damaged: it is too short. Pass the output on as it is.",
        requests: [],
        outputs: { changed: "false" },
        masks: ["a secret that both jobs have"],
      },
    ],
  },
  {
    title: "an answer that never comes → says so, and the request last",
    cases: [
      {
        inputs: { ...list, timeout_seconds: "1" },
        there: enable("better_auth"),
        faults: [[{}, { kind: "hang", when: "before-headers" }]],
        error: `Neon gave no complete answer: \`timeout_seconds\` (1) is over. Run the step again. [GET ${onBranch}/domains]`,
        requests: [`GET ${onBranch}/domains`],
        outputs: { scope: "branch", branch_id: "br-example-123", changed: "false" },
      },
    ],
  },
];
