import { expect } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked } from "../process/action.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  check,
  enable,
  type Given,
  json,
  onBranch,
  onProject,
  type Played,
  play,
  project,
  projectStep,
  type Row,
  type Scene,
  theBranch,
  visible,
} from "./case.ts";
import { creates, made, madeMasks } from "./methods.ts";

const list = { operation: "list-integrations", ...project };
const listRequest = `GET ${onProject}/integrations`;
const listed = { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' };

/** The pauses that the step announced, in seconds. */
const pauses = ({ result }: Played) =>
  result.log.flatMap((line) => {
    const [said, seconds = "0"] = /Trying again(?: in ([\d.]+) s)?\./.exec(line) ?? [];
    return said === undefined ? [] : Number(seconds);
  });

const hour = 3_600_000;
const inHours = (hours: number, and = 0) => new Date(Date.now() + hours * hour + and).toUTCString();

const locked = (what: string, retryAfter: string): Case => ({
  what,
  inputs: creates[1].inputs,
  faults: [[{ times: 3 }, { kind: "answer", status: 423, headers: { "retry-after": retryAfter } }]],
  requests: Array(4).fill(creates[1].post),
  effects: { "create-integration": 1 },
  outputs: made("branch"),
  masks: madeMasks("branch"),
  also: (played) => {
    expect(pauses(played)).toHaveLength(3);
    expect(Math.min(...pauses(played))).toBeGreaterThanOrEqual(0.5);
  },
});

const clockOff = (what: string, hours: number): Case => ({
  what,
  inputs: list,
  faults: [[{}, json(429, "slow down", { date: inHours(hours), "retry-after": inHours(hours, 2000) })]],
  requests: [listRequest, listRequest],
  outputs: listed,
  also: (played) => expect(pauses(played)).toEqual([2]),
});

const update = { operation: "update-allow-localhost", ...project, allow_localhost: "false" };
const lookUp = (more: object) =>
  `GET /projects/project-id/branches?${new URLSearchParams({ ...more, sort_by: "created_at", sort_order: "asc", limit: "200" })}`;
const written = (id: string) =>
  ["GET", "PATCH"].map((method) => `${method} /projects/project-id/branches/${id}/auth/allow_localhost`);
const updated = {
  ...branchStep,
  changed: "true",
  allow_localhost: "false",
  result: '{"allow_localhost":false}',
};

const add = ({ state }: Neon, given: object) => {
  const project = state.projects.get("project-id");
  if (!project) throw new Error("the project of the seed is gone");
  const branch = state.addBranch(project, given);
  state.enableAuth(branch, "better_auth");
  return branch;
};

/** A look-up of the branch `main` that is answered with this one page. */
const onePage = (what: string, pagination: unknown): Case => ({
  what,
  inputs: { ...update, branch_name: "main" },
  there: enable("better_auth"),
  faults: [
    [
      { path: "/branches?" },
      {
        kind: "answer",
        status: 200,
        body: { branches: [{ id: "br-example-123", name: "main" }], pagination },
      },
    ],
  ],
  requests: [lookUp({ search: "main" }), ...written("br-example-123")],
  effects: { "update-allow-localhost": 1 },
  outputs: updated,
});

/** A look-up that is answered with a branch of this ID, which is none. */
const noId = (id: string): Case => ({
  what: JSON.stringify(id),
  inputs: { ...update, branch_name: "main" },
  there: enable("better_auth"),
  faults: [
    [{ path: "/branches?" }, { kind: "answer", status: 200, body: { branches: [{ id, name: "main" }] } }],
  ],
  error: "Neon's answer was not understood: missing or of another type than documented: branches.0.id.",
  requests: [lookUp({ search: "main" })],
  outputs: { changed: "false" },
});

const removals = [
  {
    inputs: { operation: "delete-user", ...branch, auth_user_id: "user-1" },
    request: `DELETE ${onBranch}/users/user-1`,
  },
  {
    inputs: { operation: "delete-oauth-provider", ...branch, oauth_provider_id: "google" },
    request: `DELETE ${onBranch}/oauth_providers/google`,
  },
  {
    inputs: { operation: "delete-integration", ...branch, confirm: "br-example-123" },
    request: `DELETE ${onBranch}`,
  },
];
const createUser = { operation: "create-user", ...branch, email: "new@example.com" };

/** A request whose answer is not Neon's, although its status could mean something. */
const notNeons = (inputs: Given, request: string, what: string, answer: Fault): Case => ({
  what: `${inputs.operation}, ${what}`,
  inputs,
  there: enable("better_auth"),
  faults: [[{ method: request.slice(0, request.indexOf(" ")) }, answer]],
  error:
    /^The answer is not Neon's \(\d+\).* Something between this runner and Neon may have given it: check `api_host` and the proxy\. \[/,
  requests: [request],
  outputs: { ...branchStep, changed: "false" },
});

const strange = (status: number): [what: string, answer: Fault][] => [
  [`${status} with HTML`, { kind: "answer", status, body: "<h1>not here</h1>" }],
  [`${status} with nothing`, { kind: "answer", status, headers: { "content-length": "0" }, body: "" }],
  [`${status} of a router`, { kind: "answer", status, body: { message: "no Route matched" } }],
  [
    `${status} with a nested error`,
    { kind: "answer", status, body: { error: { message: "user already exists" } } },
  ],
];

/** An error in somebody else's words. */
const inOtherWords = (what: string, body: unknown, says: string, requestId?: string): Case => ({
  what,
  inputs: list,
  faults: [[{}, { kind: "answer", status: 400, body }]],
  error: new RegExp(says),
  requests: [listRequest],
  outputs: { ...projectStep, ...(requestId && { request_id: requestId }), changed: "false" },
});

const badProxy = (name: string, proxy: string): Case => ({
  what: `${name}=${proxy}`,
  inputs: list,
  extra: () => ({ debug: true, env: { [name]: proxy } }),
  error: `\`${name}\` must be the address of an HTTP proxy, such as \`http://user:password@proxy.example:3128\`, with signs such as \`@\` in the password as \`%40\`.`,
  requests: [],
  outputs: { scope: "project", changed: "false" },
  also: ({ result }) => expect(visible(result)).not.toContain("word-of-the-proxy"),
});

/** Keys that are to become a secret of a GitHub with this fault: nothing is made. */
const brokenGithub = (
  what: string,
  inputs: Given,
  breakIt: (github: Github) => void,
  error: string,
): Scene => ({
  what,
  play: async () => {
    const others = Array.from({ length: 150 }, (_, index) => `octo-org/r${index}`);
    await using github = await startGithub({
      repositories: ["octo-org/app", ...others],
      organizations: ["octo-org"],
    });
    breakIt(github);
    await check({
      inputs: {
        operation: "generate-sdk-keys",
        ...project,
        github_token: github.token,
        github_repository: "octo-org/app",
        github_secrets: "KEY=secret_server_key",
        ...inputs,
      },
      there: enable("stack"),
      extra: () => ({ env: { GITHUB_API_URL: github.url } }),
      error,
      requests: [],
      outputs: { scope: "project", changed: "false" },
      masks: [github.token],
    });
  },
});

/** What was found by running the action against faults of the way to Neon and to GitHub. */
export const foundTransportRows: readonly Row[] = [
  {
    number: 46,
    title:
      "423 with `Retry-After: 0` or a date that is past → never less than our own pause, at least half a second; not thousands of requests",
    cases: [locked("0", "0"), locked("a date that is past", "Thu, 01 Jan 1970 00:00:00 GMT")],
  },
  {
    number: 47,
    title:
      "a project of 1,000 or more branches as Neon describes them (about 1 kB each with annotations) → found; pages of 100 to 200",
    cases: ["branch_name", "default_branch"].map(
      (input): Scene => ({
        what: input,
        play: async () => {
          await using neon = await startNeon({ apiKey, pageSize: 10_000 });
          theBranch(neon).default = false;
          for (let count = 1; count <= 1200; count++) Object.assign(add(neon, {}), { note: "n".repeat(800) });
          const { id } = Object.assign(add(neon, { name: "the-last" }), { default: true });
          const result = await play(neon, {
            ...update,
            ...(input === "branch_name" ? { branch_name: "the-last" } : { default_branch: "true" }),
          });
          expect(result.outputs).toMatchObject({ branch_id: id, changed: "true" });
          const limits = asked(neon).flatMap((request) => /limit=(\d+)/.exec(request)?.[1] ?? []);
          expect(limits.filter((limit) => Number(limit) < 100 || Number(limit) > 200)).toEqual([]);
        },
      }),
    ),
  },
  {
    number: 49,
    title:
      'Neon\'s word is a JSON object with texts `message` and `code`; 404, 409 or 410 that is not Neon\'s → an error of "answer not Neon\'s", never "gone", "exists" or "absent"',
    cases: [
      ...removals.flatMap(({ inputs, request }) =>
        [404, 410].flatMap(strange).map(([what, answer]) => notNeons(inputs, request, what, answer)),
      ),
      ...strange(409).map(([what, answer]) => notNeons(createUser, `POST ${onBranch}/users`, what, answer)),
      {
        what: "create-user, 409 for another reason",
        inputs: createUser,
        there: enable("better_auth"),
        faults: [[{ method: "POST" }, json(409, "project has running operations")]],
        error: /project has running operations/,
        requests: [`POST ${onBranch}/users`],
        outputs: { ...branchStep, request_id: "req-1", changed: "false" },
      },
    ],
  },
  {
    number: 59,
    title:
      'error bodies `{"error":{"message"}}`, `{"error":"…"}`, `{"errors":[…]}`, `{"message":[…]}`, `{"error_description"}` → message, code and request ID are found',
    cases: [
      inOtherWords(
        "nested",
        { error: { message: "not today", code: "C-1", request_id: "r-1" } },
        "not today.*code C-1.*request ID r-1",
        "r-1",
      ),
      inOtherWords(
        "a text",
        { error: "not today", code: "C-1", request_id: "r-1" },
        "not today.*code C-1.*request ID r-1",
        "r-1",
      ),
      inOtherWords(
        "a list",
        { errors: [{ message: "not today", code: "C-1" }], request_id: "r-1" },
        "not today.*code C-1.*request ID r-1",
        "r-1",
      ),
      inOtherWords(
        "messages",
        { message: ["not today"], code: "C-1", request_id: "r-1" },
        "not today.*code C-1.*request ID r-1",
        "r-1",
      ),
      inOtherWords(
        "OAuth's",
        { error: "invalid", error_description: "not today" },
        "not today.*code invalid",
      ),
    ],
  },
  {
    number: 60,
    title:
      "`pagination: null`, `next: null` → the last page; pages that bring no new ID → end; an ID from an answer that is no ID (`..`, empty) → refused before it enters a path",
    cases: [
      onePage("`pagination: null`", null),
      onePage("`next: null`", { next: null }),
      {
        what: "pages that bring no new ID",
        play: async () => {
          await using neon = await startNeon({ apiKey });
          enable("better_auth")(neon);
          for (let count = 1; count <= 20; count++)
            neon.next(
              { path: "/branches?" },
              {
                kind: "answer",
                status: 200,
                body: {
                  branches: [{ id: "br-example-123", name: "main" }],
                  pagination: { next: `cursor-${count}` },
                },
              },
            );
          await play(neon, { ...update, branch_name: "main" });
          expect(asked(neon)).toEqual([
            lookUp({ search: "main" }),
            `${lookUp({ search: "main" })}&cursor=cursor-1`,
            ...written("br-example-123"),
          ]);
        },
      },
      ...[".", "..", "", "a/b", "BR-1", "x".repeat(61)].map(noId),
    ],
  },
  {
    number: 72,
    title: "`api_key` up to 4,096 characters works; a message names the length when that is wrong",
    cases: [
      {
        what: "4,096 characters",
        play: async () => {
          await using neon = await startNeon({ apiKey: "k".repeat(4096) });
          const result = await play(neon, list);
          expect([result.exitCode, asked(neon)]).toEqual([0, [listRequest]]);
        },
      },
      {
        what: "4,097 characters",
        inputs: { ...list, api_key: "k".repeat(4097) },
        error:
          "`api_key` must be the key and nothing else: at most 4096 characters of printable ASCII, without spaces or line breaks.",
        requests: [],
        masks: undefined,
      },
    ],
  },
  {
    number: 73,
    title:
      "`HTTPS_PROXY` that is no `http:` URL, bad port, broken escape → the variable is named; `socks5:` refused; nothing on stderr",
    cases: [
      ...[
        "user:word-of-the-proxy@proxy.example:3128",
        "proxy.example",
        "ftp://proxy.example",
        "socks5://proxy.example:1080",
        "socks://proxy.example:1080",
        "http://proxy.example:99999",
        "http://user:word-of-the-proxy%zz@proxy.example",
        "http://user:word-of-the-proxy%ff@proxy.example",
      ].map((proxy) => badProxy("HTTPS_PROXY", proxy)),
      ...["https_proxy", "http_proxy", "HTTP_PROXY"].map((name) => badProxy(name, "socks5://proxy.example")),
    ],
  },
  {
    number: 75,
    title:
      "a list of an organization secret's repositories that breaks off → fails before anything is made; a zero or low-order public key → found before anything is made",
    cases: [
      brokenGithub(
        "a list that breaks off",
        { github_target: "organization" },
        (github) => {
          const ids = [...github.state.repositories.values()].map(({ id }) => id);
          github.setSecret("organization", "KEY", "old value", { visibility: "selected", repositories: ids });
          github.next({ path: "page=2" }, { kind: "answer", status: 404 });
        },
        "GitHub's list of the repositories that see `KEY` broke off at page 2",
      ),
      ...[Buffer.alloc(32), Buffer.alloc(32).fill(1, 0, 1)].map((key, index) =>
        brokenGithub(
          index === 0 ? "a zero key" : "a key of low order",
          {},
          (github) => {
            const body = { key_id: "1", key: key.toString("base64") };
            github.next({ path: "/public-key" }, { kind: "answer", status: 200, body });
          },
          "GitHub's public key for secrets of octo-org/app seals nothing. Check `GITHUB_API_URL` and the proxy.",
        ),
      ),
    ],
  },
  {
    number: 80,
    title: "an answer of GitHub without end → stopped at a limit, as Neon's",
    cases: [
      brokenGithub(
        "300 MB",
        { retries: "0" },
        (github) => github.next({ times: Number.POSITIVE_INFINITY }, { kind: "huge", bytes: 300_000_000 }),
        "an answer of more than 30000000 bytes",
      ),
    ],
  },
  {
    number: 77,
    title:
      '402 → the plan of the account; "user not found", "Email provider not configured yet" → not the advice to create the integration',
    cases: [
      {
        what: "402",
        inputs: list,
        faults: [[{}, json(402, "Payment Required")]],
        error: `The plan of your Neon account does not cover this (402): Payment Required. Look at the plan and its limits in the Neon Console. [${listRequest}, request ID req-1]`,
        requests: [listRequest],
        outputs: { ...projectStep, request_id: "req-1", changed: "false" },
      },
      {
        what: "user not found",
        inputs: { operation: "set-user-roles", ...branch, auth_user_id: "user-9", roles: "admin" },
        there: enable("better_auth"),
        error: /^There is no such user \(404\): (?!.*create-integration)/,
        requests: [`PUT ${onBranch}/users/user-9/role`],
        outputs: { ...branchStep, changed: "false" },
      },
      {
        what: "Email provider not configured yet",
        inputs: { operation: "get-email-server", ...branch },
        there: enable("better_auth"),
        faults: [[{}, json(404, "Email provider not configured yet")]],
        error: `The branch has no email server of its own (404): Email provider not configured yet. Configure one with \`update-email-server\` first. [GET ${onBranch}/email_provider, request ID req-1]`,
        requests: [`GET ${onBranch}/email_provider`],
        outputs: { ...branchStep, request_id: "req-1", changed: "false" },
      },
    ],
  },
  {
    number: 78,
    title:
      "two default branches, a branch name with a blank at its end → refused, not the first or the trimmed one",
    cases: [
      {
        what: "two default branches",
        inputs: { ...update, default_branch: "true" },
        there: (neon) => void Object.assign(add(neon, { id: "br-second-1" }), { default: true }),
        error:
          "`default_branch`: 2 branches of the project are default ones (br-example-123, br-second-1). Name one by `branch_id`. Nothing was changed.",
        requests: [lookUp({})],
        outputs: { changed: "false" },
      },
      ...["main ", " main", "main\t", "main \n"].map(
        (name): Case => ({
          what: JSON.stringify(name),
          inputs: { ...update, branch_name: name },
          error:
            "`branch_name` must be the name of a branch: one line of at most 256 characters, without a blank at its ends.",
          requests: [],
        }),
      ),
    ],
  },
  {
    number: 61,
    title: "`Retry-After` as a date with a runner's clock an hour off → counted from the answer's `Date`",
    cases: [clockOff("an hour behind", 1), clockOff("an hour ahead", -1)],
  },
];
