// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a message quotes a workflow
import { expect } from "vitest";
import { at } from "../process/action.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  onBranch,
  project,
  type Row,
  visible,
} from "./case.ts";

const createUser = { operation: "create-user", ...project, email: "user@example.com" };
const createIntegration = { operation: "create-integration", ...project };
const list = { operation: "list-integrations", ...project };

const nobodyCame: Case["also"] = ({ neon }) => expect(neon.connections).toBe(0);

/** A step that is wrong in itself: nothing is sent, and nothing is set. */
const mistake = (
  what: string,
  inputs: Case["inputs"],
  error: string | RegExp,
  more?: Partial<Case>,
): Case => ({
  what,
  inputs,
  error,
  requests: [],
  also: nobodyCame,
  ...more,
});

const keyRefused =
  "`api_key` must be the key and nothing else: at most 4096 characters of printable ASCII, without spaces or line breaks.";
const hostRefused =
  "`api_host` must be an https address without user info, query or fragment (http only for loopback).";

const emptyBranch = (name: string): string =>
  `\`${name}\` is empty: the expression in it gave nothing. Check the id of the step that it names. Where it may be empty, write \`\${{ inputs.${name} || '(none)' }}\`.`;

const badKey = (what: string, between: string): Case =>
  mistake(what, { ...createUser, api_key: `napi_correct_horse${between}battery_staple` }, keyRefused, {
    masks: undefined,
    also: ({ neon, result }) => {
      expect(neon.connections).toBe(0);
      expect(visible(result) + result.files.output).not.toMatch(/napi|horse|battery/);
    },
  });

/** Names of branches, each with others that are nearly the same. */
const names: readonly (readonly [name: string, ...others: string[]])[] = [
  ["feature/login", "feature/login2", "feature"],
  ["fix#12", "fix", "fix#1"],
  ["what?", "what", "what?now"],
  ["100%", "100", "100%25"],
  ["für-alle", "fur-alle", "FÜR-ALLE"],
  ["🚀", "🚀🚀", "rocket"],
];
/** Those of them that Neon's search finds, and that are near. */
const near: Readonly<Record<string, string>> = {
  "feature/login": "; there is `feature/login2`",
  "100%": "; there is `100%25`",
  "🚀": "; there is `🚀🚀`",
};
const seedBranches =
  (...given: readonly string[]): NonNullable<Case["there"]> =>
  ({ state }) => {
    const [parent] = state.projects.values();
    if (parent) for (const [at, name] of given.entries()) state.addBranch(parent, { id: `br-${at}`, name });
  };
const search = (name: string) =>
  `GET /projects/project-id/branches?${new URLSearchParams({ search: name, sort_by: "created_at", sort_order: "asc", limit: "200" })}`;

export const inputRows: readonly Row[] = [
  {
    number: 1,
    title:
      "`api_key` empty → exit 1, one error that names the input and says that secrets are not passed to runs from forks and Dependabot; 0 requests",
    cases: ["", " \n"].map((api_key) =>
      mistake(
        JSON.stringify(api_key),
        { ...createUser, api_key },
        "`api_key` is missing. Pass `${{ secrets.NEON_API_KEY }}` and check that the secret exists here: GitHub passes no secrets to runs from forks and from Dependabot, which has its own.",
        { masks: undefined },
      ),
    ),
  },
  {
    number: 2,
    title:
      "`api_key` with a trailing newline → trimmed, works; with an inner newline or other control character → refused, its value in no byte of output",
    cases: [
      {
        what: "trailing newline",
        inputs: { ...createUser, api_key: `${apiKey}\n` },
        there: enable("stack"),
        requests: ["POST /projects/auth/user"],
        effects: { "create-user": 1 },
        outputs: {
          scope: "project",
          request_id: expect.any(String),
          changed: "true",
          auth_user_id: expect.any(String),
          result: expect.stringMatching(/^\{"id":"[\w-]+"\}$/),
        },
        also: ({ neon }) =>
          expect(neon.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${apiKey}`]),
      },
      badKey("inner newline", "\n"),
      badKey("inner carriage return", "\r"),
      badKey("tab", "\t"),
      badKey("escape", "\u001b"),
      badKey("deletion", "\u007f"),
      badKey("C1 character", "\u0085"),
    ],
  },
  {
    number: 3,
    title:
      "`api_host` `http://…` that is not loopback, with user info, query or fragment → refused, 0 connections",
    cases: [
      ["http, all addresses of this machine", (url: string) => url.replace("127.0.0.1", "0.0.0.0")],
      ["http, far away", () => "http://console.neon.tech/api/v2"],
      ["user info", (url: string) => url.replace("//", "//user:word@")],
      ["user name", (url: string) => url.replace("//", "//user@")],
      ["query", (url: string) => `${url}?a=b`],
      ["fragment", (url: string) => `${url}#a`],
    ].map(([what, change]) =>
      mistake(
        what as string,
        (neon) => ({ ...createUser, api_host: (change as (url: string) => string)(neon.url) }),
        hostRefused,
      ),
    ),
  },
  {
    number: 4,
    title: "`project_id` `../x`, `a/b`, upper case, 61 characters → refused before any request",
    cases: ["../x", "a/b", "Project-Id", "a".repeat(61)].map((project_id) =>
      mistake(
        project_id,
        { ...createUser, project_id },
        "`project_id` must be an ID: up to 60 of a-z, 0-9 and - (the project's Settings page has the ID, which is not its name).",
      ),
    ),
  },
  {
    number: 5,
    title:
      "branch name with `/ # ? % ä` or an emoji → found by exact match; not found, or two found → fail, nothing created, the default branch never stands in",
    cases: [
      ...names.map(
        ([name, ...others]): Case => ({
          what: `${name} is found`,
          inputs: { ...createIntegration, branch_name: name },
          there: seedBranches(...others, name),
          requests: [search(name), `POST ${onBranch.replace("br-example-123", `br-${others.length}`)}`],
          effects: { "create-integration": 1 },
          outputs: {
            ...branchStep,
            branch_id: `br-${others.length}`,
            changed: "true",
            keys_available: "false",
            auth_provider: "better_auth",
            auth_provider_project_id: expect.any(String),
            base_url: expect.stringContaining(`/br-${others.length}/neondb/auth`),
            jwks_url: expect.stringContaining(`/br-${others.length}/neondb/auth/.well-known/jwks.json`),
            schema_name: "neon_auth",
            table_name: "users_sync",
            result: expect.stringContaining('"auth_provider":"better_auth"'),
          },
          masks: [expect.stringContaining("jwks.json")],
        }),
      ),
      ...names.map(
        ([name, ...others]): Case => ({
          what: `${name} is not found`,
          inputs: { ...createIntegration, branch_name: name },
          there: seedBranches(...others),
          error: `\`branch_name\`: no branch is called \`${name}\` (upper and lower case matter)${near[name] ?? ""}. Nothing was changed.`,
          requests: [search(name)],
          outputs: { changed: "false" },
        }),
      ),
      {
        what: "two are found",
        inputs: { ...createIntegration, branch_name: "feature/login" },
        there: seedBranches("feature/login", "feature/login"),
        error:
          "`branch_name`: 2 branches of the project have this name (br-0, br-1). Name one by `branch_id`. Nothing was changed.",
        requests: [search("feature/login")],
        outputs: { changed: "false" },
      },
    ],
  },
  {
    number: 6,
    title:
      "unknown operation, `dryrun: true` for `dry_run`, boolean `yes` → fail with what is allowed; several mistakes → all in one error",
    cases: [
      mistake(
        "unknown operation",
        { ...list, operation: "make-coffee" },
        /^There is no operation `make-coffee`\. Operations: create-integration, .*, get-webhooks, update-webhooks, .*, check-sign-in, open\.$/,
      ),
      mistake(
        "dryrun",
        { ...createUser, dryrun: "true" },
        "There is no input `dryrun` (did you mean `dry_run`?).",
      ),
      mistake("yes", { ...createUser, dry_run: "yes" }, "`dry_run` must be `true` or `false`, not `yes`."),
      mistake(
        "several",
        { ...createUser, project_id: "My Project", email: "user@", dry_run: "yes", nmae: "Jane" },
        [
          "4 problems with the inputs of this step:",
          "- `project_id` must be an ID: up to 60 of a-z, 0-9 and - (the project's Settings page has the ID, which is not its name).",
          "- `dry_run` must be `true` or `false`, not `yes`.",
          "- `email` must be an email address.",
          "- There is no input `nmae` (did you mean `name`?).",
        ].join("\n"),
      ),
    ],
  },
  {
    number: 7,
    title:
      "`email_server_type: standard` without `smtp_password` → refused here, naming it (on branch routes a part is sent where an own server is saved, else refused after the look); `client_secret` without `client_id` → the same",
    cases: [
      mistake(
        "smtp_password",
        {
          operation: "update-email-server",
          email_server_type: "standard",
          smtp_host: "smtp.example.com",
          smtp_port: "587",
          smtp_username: "mailer",
          sender_email: "noreply@example.com",
          sender_name: "Example",
        },
        "`smtp_password` is missing: `email_server_type: standard` needs it.",
      ),
      mistake(
        "client_id",
        {
          operation: "add-oauth-provider",
          ...branch,
          oauth_provider_id: "google",
          client_secret: "a secret of Google",
        },
        "`client_id` is missing: it goes together with `client_secret`.",
        { masks: ["a secret of Google"] },
      ),
    ],
  },
  {
    number: 8,
    title: "`GITHUB_OUTPUT` missing → fails before any write at Neon; no `::set-output` on stdout",
    cases: [
      ["not set", undefined],
      ["empty", ""],
      ["no file", "/nowhere/output"],
      ["a directory", "/"],
    ].map(([what, GITHUB_OUTPUT]) =>
      mistake(
        `${what}`,
        createUser,
        "`GITHUB_OUTPUT` names no file, so the outputs would be lost. Run this action as a step of a workflow.",
        {
          extra: () => ({ env: { GITHUB_OUTPUT } }),
          also: ({ neon, result }) => {
            expect(neon.connections).toBe(0);
            expect(result.stdout).not.toContain("set-output");
          },
        },
      ),
    ),
  },
  {
    number: 9,
    title: "`NODE_TLS_REJECT_UNAUTHORIZED=0` and a self-signed server → no key reaches it",
    cases: [
      {
        options: { tls: "self-signed" },
        inputs: (neon) => ({ ...list, ...at(neon) }),
        extra: () => ({ env: { NODE_TLS_REJECT_UNAUTHORIZED: "0" } }),
        error:
          "The certificate of the server is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT), so GET /projects/project-id/auth/integrations was not sent. Check `api_host`; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job.",
        requests: [],
        outputs: { scope: "project", changed: "false" },
        also: ({ neon }) => expect(neon.connections).toBe(1),
      },
    ],
  },
  {
    number: 44,
    title:
      '`branch_id: ""`, `branch_name: ""` or `default_branch: ""` given by an expression that is empty → refused before any request; a project-scoped write never follows from it. `branches/undefined` is never sent',
    cases: ["branch_id", "branch_name", "default_branch"].flatMap((name) =>
      [
        createUser,
        { ...createUser, scope: "branch" },
        createIntegration,
        { ...createIntegration, auth_provider: "stack" },
      ].map((inputs) =>
        mistake(JSON.stringify({ ...inputs, [name]: "" }), { ...inputs, [name]: "" }, emptyBranch(name)),
      ),
    ),
  },
];
