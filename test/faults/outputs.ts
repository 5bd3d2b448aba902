import { expect } from "vitest";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  onBranch,
  type Played,
  project,
  projectStep,
  type Row,
  some,
} from "./case.ts";

const createKeys = { operation: "create-integration", ...branch, auth_provider: "stack" };
const newKeys = { operation: "generate-sdk-keys", ...project };
const createUser = { operation: "create-user", ...project, email: "user@example.com" };
const own = { client_id: "client-id", client_secret: "a-secret-of-google" };
const smtp = {
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "587-and-true-is-the-word",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};
const updateEmail = { operation: "update-email-server", ...branch, email_server_type: "standard", ...smtp };
const emailShown = {
  type: "standard",
  host: "smtp.example.com",
  port: 587,
  username: "mailer",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};

const keyMasks = [
  expect.stringMatching(/^pck_[\w-]{32}$/),
  expect.stringMatching(/^ssk_[\w-]{32}$/),
  expect.stringMatching(/^https:.*jwks\.json$/),
];
const keyOutputs = {
  ...projectStep,
  changed: "true",
  auth_provider: "stack",
  auth_provider_project_id: some,
  keys_available: "true",
  pub_client_key: keyMasks[0],
  secret_server_key: keyMasks[1],
  jwks_url: keyMasks[2],
  schema_name: "neon_auth",
  table_name: "users_sync",
  result: expect.not.stringMatching(/[ps][cs]k_|jwks/),
};

/** Whatever is masked is masked by a line that stands before every other one that has it. */
const maskedFirst = ({ result }: Played) => {
  const lines = result.stdout.split("\n");
  const first = result.masks.map((mask) => lines.findIndex((line) => line.includes(encoded(mask))));
  expect(first.map((at) => lines[at])).toEqual(result.masks.map((mask) => `::add-mask::${encoded(mask)}`));
};
const encoded = (mask: string) => mask.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const debugging = { extra: () => ({ debug: true }), also: maskedFirst };

/** Secrets that are awkward in some way, and pieces of them that must not be seen either. */
const awkward: readonly (readonly [what: string, secret: string, pieces: readonly string[]])[] = [
  ["spaces at its ends", "  correct horse battery  ", ["correct horse battery"]],
  ["several lines", "first line of it\nsecond line of it", ["first line of it", "second line of it"]],
  ["signs of JSON, of URLs and of the runner", `correct"horse\\battery'staple&pony%0A`, ["correct", "pony"]],
];

const refused = (said: string) =>
  `Neon refused the request (400): ${said}. Check the inputs of the step against what Neon says. [POST /projects/auth/user, code c, request ID r]`;

/** A create-user that Neon refuses with this message. */
const says = (what: string, message: string, error: string): Case => ({
  what,
  inputs: createUser,
  faults: [
    [{ method: "POST" }, { kind: "answer", status: 400, body: { message, code: "c", request_id: "r" } }],
  ],
  error,
  requests: ["POST /projects/auth/user"],
  outputs: { scope: "project", changed: "false", request_id: "r" },
  // As the step wrote it, before the runner masks or obeys anything.
  also: ({ result }) => expect(result.stdout).toContain(error.replaceAll("%", "%25")),
});

const silent = "The step failed without saying why. Run it again with debug logging and report this.";

/** A step in which something throws this, before anything is sent. */
const throws = (what: string, thrown: string, error: string): Case => ({
  what: `${what} is thrown`,
  inputs: createUser,
  extra: () => {
    const program = `
      import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      const { statSync } = fs;
      fs.statSync = (path, options) => {
        if (path === process.env.GITHUB_OUTPUT) throw ${thrown};
        return statSync(path, options);
      };
      syncBuiltinESMExports();`;
    return { env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}` } };
  },
  error,
  requests: [],
});

const names = ["<img src=x onerror=alert(1)>", "a|b", "`a`", "@team"];

export const outputRows: readonly Row[] = [
  {
    number: 10,
    title:
      "every credential of inputs and answers, nested ones too → masked before any other use, with `RUNNER_DEBUG=1` as well",
    cases: [
      {
        what: "the keys of an answer",
        inputs: createKeys,
        ...debugging,
        requests: ["POST /projects/auth/create"],
        effects: { "create-integration": 1 },
        outputs: { ...keyOutputs, branch_id: "br-example-123" },
        masks: keyMasks,
      },
      {
        what: "a password among the inputs, and another that Neon sends back",
        inputs: updateEmail,
        ...debugging,
        there: enable("better_auth", (auth) => {
          auth.emailServer = { ...emailShown, type: "standard", password: "an-older-password" };
        }),
        requests: [`GET ${onBranch}/email_provider`, `PATCH ${onBranch}/email_provider`],
        effects: { "update-email-server": 1 },
        outputs: {
          ...branchStep,
          changed: "true",
          email_server: JSON.stringify(emailShown),
          result: JSON.stringify(emailShown),
        },
        masks: [smtp.smtp_password, "an-older-password"],
      },
      {
        what: "secrets in the entries of a list",
        inputs: { operation: "list-oauth-providers", ...branch },
        ...debugging,
        there: enable("better_auth", ({ oauthProviders }) => {
          oauthProviders.push({
            id: "google",
            type: "standard",
            client_id: "a",
            client_secret: "secret-of-google",
          });
          oauthProviders.push({
            id: "github",
            type: "standard",
            client_id: "b",
            client_secret: "secret-of-github",
          });
        }),
        requests: [`GET ${onBranch}/oauth_providers`],
        outputs: {
          ...branchStep,
          changed: "false",
          oauth_providers:
            '[{"id":"google","type":"standard","client_id":"a"},{"id":"github","type":"standard","client_id":"b"}]',
          result:
            '{"providers":[{"id":"google","type":"standard","client_id":"a"},{"id":"github","type":"standard","client_id":"b"}]}',
        },
        masks: ["secret-of-google", "secret-of-github"],
      },
      {
        what: "the URL of a transfer",
        inputs: { operation: "transfer-ownership", ...project, confirm: "project-id" },
        ...debugging,
        there: enable("stack"),
        requests: ["POST /projects/auth/transfer_ownership"],
        effects: { "transfer-ownership": 1 },
        outputs: {
          ...projectStep,
          changed: "true",
          transfer_url: expect.stringContaining("?code="),
          result: "{}",
        },
        masks: [expect.stringContaining("?code=")],
      },
    ],
  },
  {
    number: 11,
    title:
      "secret with spaces at its ends, several lines, or `\"` `\\` `'` `&` `%` → no piece of it in the log as the runner would show it",
    cases: awkward.map(([what, secret, pieces]): Case => {
      const spelled = [secret, JSON.stringify(secret), encodeURIComponent(secret), btoa(secret)].join(" | ");
      return {
        what,
        inputs: { ...updateEmail, smtp_password: secret },
        extra: () => ({ debug: true }),
        there: enable("better_auth"),
        faults: [
          [
            { method: "PATCH" },
            { kind: "answer", status: 400, body: { message: spelled, code: "c", request_id: "r" } },
          ],
        ],
        error: '(400): *** | "***" | *** | ***. Check',
        requests: [`GET ${onBranch}/email_provider`, `PATCH ${onBranch}/email_provider`],
        outputs: { ...branchStep, changed: "false", request_id: "r" },
        masks: [...new Set([secret, secret.trim()])],
        also: ({ result }) => {
          const shown = [...result.log, result.summary].join("\n");
          expect(pieces.filter((piece) => shown.includes(piece))).toEqual([]);
        },
      };
    }),
  },
  {
    number: 12,
    title: "empty `pub_client_key` → no mask of an empty string, output not set, `keys_available` is `false`",
    cases: [
      {
        inputs: newKeys,
        faults: [
          [
            { method: "POST" },
            {
              kind: "answer",
              status: 201,
              body: { auth_provider: "stack", pub_client_key: "", secret_server_key: "", jwks_url: "" },
            },
          ],
        ],
        requests: ["POST /projects/auth/keys"],
        outputs: {
          ...projectStep,
          changed: "true",
          auth_provider: "stack",
          keys_available: "false",
          result: '{"auth_provider":"stack"}',
        },
      },
    ],
  },
  {
    number: 13,
    title: "a port or a boolean → never masked",
    cases: [
      {
        inputs: updateEmail,
        there: enable("better_auth"),
        requests: [`GET ${onBranch}/email_provider`, `PATCH ${onBranch}/email_provider`],
        effects: { "update-email-server": 1 },
        outputs: {
          ...branchStep,
          changed: "true",
          email_server: JSON.stringify(emailShown),
          result: JSON.stringify(emailShown),
        },
        masks: [smtp.smtp_password],
        also: ({ result }) => expect(result.summary).toContain("<td><code>587</code></td>"),
      },
      {
        what: "a boolean",
        inputs: { operation: "get-allow-localhost", ...branch },
        there: enable("better_auth"),
        requests: [`GET ${onBranch}/allow_localhost`],
        outputs: {
          ...branchStep,
          changed: "false",
          allow_localhost: "true",
          result: '{"allow_localhost":true}',
        },
        also: ({ result }) => expect(result.summary).toContain("<td><code>true</code></td>"),
      },
    ],
  },
  {
    number: 14,
    title: "`result` under either `mask` setting → contains nothing that is masked",
    cases: (["all", "secrets"] as const).map(
      (mask): Case => ({
        what: mask,
        inputs: { ...newKeys, mask },
        there: enable("stack"),
        requests: ["POST /projects/auth/keys"],
        effects: { "generate-sdk-keys": 1 },
        outputs: { ...keyOutputs, result: expect.not.stringContaining("ssk_") },
        masks: mask === "all" ? keyMasks : keyMasks.slice(1, 2),
        also: ({ result }) => {
          const { outputs, jobOutputs, masks } = result;
          expect(masks.filter((value) => outputs.result?.includes(value))).toEqual([]);
          // A job output that holds what is masked would arrive empty.
          expect(jobOutputs.result).toBe(outputs.result);
          const shown = Object.keys(JSON.parse(outputs.result ?? ""));
          expect(shown.includes("pub_client_key")).toBe(mask === "secrets");
        },
      }),
    ),
  },
  {
    number: 15,
    title: "Neon's message contains the API key or an SMTP password → `***` in the error",
    cases: [
      says("API key", `the key ${apiKey} is no good`, refused("the key *** is no good")),
      says("API key in JSON", JSON.stringify({ key: apiKey }), refused('{"key":"***"}')),
      {
        what: "SMTP password",
        inputs: updateEmail,
        there: enable("better_auth"),
        faults: [
          [
            { method: "PATCH" },
            {
              kind: "answer",
              status: 422,
              body: { message: `${smtp.smtp_password} does not work`, code: "", request_id: "r" },
            },
          ],
        ],
        error: `Neon refused the request (422): *** does not work. Check the inputs of the step against what Neon says. [PATCH ${onBranch}/email_provider, request ID r]`,
        requests: [`GET ${onBranch}/email_provider`, `PATCH ${onBranch}/email_provider`],
        outputs: { ...branchStep, changed: "false", request_id: "r" },
        masks: [smtp.smtp_password],
      },
    ],
  },
  {
    number: 16,
    title:
      "Neon's message contains `\\n::set-output`, `##[stop-commands]x`, `##[add-mask]a` or a lone `\\r` → printed inert",
    cases: [
      says("set-output", "a\n::set-output name=x::y", refused("a ::set-output name=x::y")),
      says("stop-commands", "##[stop-commands]x", refused("# #[stop-commands]x")),
      says("add-mask", "a ##[add-mask]a", refused("a # #[add-mask]a")),
      says("a lone carriage return", "a\r::error::b\r", refused("a ::error::b")),
    ],
  },
  {
    number: 17,
    title:
      "any failure → nothing on stderr; a thrown non-Error or an empty message → a message that still says something",
    cases: [
      throws("an object", "{}", silent),
      throws("nothing", "undefined", silent),
      throws("an empty text", '""', silent),
      throws("a text", '"oh."', "oh."),
      throws("an error without a message", 'new Error("")', silent),
    ],
  },
  {
    number: 18,
    title: "a summary built from names with `<img>`, `|`, backticks, `@team` → shown as text",
    cases: [
      {
        what: "in a table",
        inputs: { operation: "list-oauth-providers", ...branch },
        faults: [
          [
            { method: "GET" },
            {
              kind: "answer",
              status: 200,
              body: { providers: names.map((id) => ({ id, type: "standard" })) },
            },
          ],
        ],
        requests: [`GET ${onBranch}/oauth_providers`],
        outputs: { ...branchStep, changed: "false", oauth_providers: some, result: some },
        also: ({ result }) =>
          expect(
            result.summary.match(/(?<=<td><code>)(?!standard).*?(?=<\/code><\/td><td><code>standard)/g),
          ).toEqual(["&lt;img src=x onerror=alert(1)&gt;", "a|b", "`a`", "@team"]),
      },
      {
        what: "in a sentence",
        inputs: { operation: "update-oauth-provider", ...branch, oauth_provider_id: "google", ...own },
        there: enable("better_auth", ({ oauthProviders }) =>
          oauthProviders.push({ id: "google", type: "shared" }),
        ),
        faults: [
          [
            { method: "PATCH" },
            { kind: "edit", body: (truth) => ({ ...(truth as object), id: names.join(" ") }) },
          ],
        ],
        requests: [`GET ${onBranch}/oauth_providers`, `PATCH ${onBranch}/oauth_providers/google`],
        effects: { "update-oauth-provider": 1 },
        masks: [own.client_secret],
        outputs: {
          ...branchStep,
          changed: "true",
          oauth_provider_id: some,
          oauth_provider_type: "standard",
          result: some,
        },
        also: ({ result }) =>
          expect(result.summary).toContain(
            "<p>Updated OAuth provider &lt;img src=x onerror=alert(1)&gt; a|b <code>a</code> <span>@</span>team.</p>",
          ),
      },
    ],
  },
];
