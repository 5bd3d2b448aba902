import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { openEvents } from "../events.ts";
import type { StepResult } from "../runner/runner.ts";
import { at, errorOf, leaksOf, main, runAction } from "./action.ts";

let neon: Neon;
let github: Github;
/** The `GITHUB_TOKEN` of a job. */
let token: string;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(async () => {
  neon.reset();
  github = await startGithub({ repositories: ["octo-org/octo-repo"] });
  onTestFinished(() => github.close());
  token = github.addToken({ kind: "default", permissions: { pull_requests: "write" } });
  github.pull(7, { head: sha("a") });
});
afterAll(() => neon.close());

type Given = Readonly<Record<string, string>>;

const sha = (letter: string): string => letter.repeat(40);
const branch = { project_id: "project-id", branch_id: "br-example-123" };
const localhost = { operation: "update-allow-localhost", allow_localhost: "false" };
const create = { operation: "create-integration" };
const plan = { operation: "plan-config" };
const apply = { operation: "apply-config" };

const theBranch = () => neon.state.branch("project-id", "br-example-123");
const enable = () => neon.state.enableAuth(theBranch(), "better_auth");

const event = openEvents();
const pullRequest = (head = sha("a"), number = 7): Given =>
  event("pull_request", { pull_request: { number, head: { sha: head } } });
const ofRun = (id: number | string, attempt = 1): Given => ({
  GITHUB_RUN_ID: String(id),
  GITHUB_RUN_ATTEMPT: String(attempt),
});

interface Extra {
  readonly env?: Given;
  readonly cwd?: string;
  readonly on?: Github;
}

/** Runs a step that comments. Whatever the test is about, GitHub gets no secret but the token. */
async function run(inputs: Given, { env = pullRequest(), cwd, on = github }: Extra = {}) {
  const result = await runAction(
    main,
    { ...at(neon), ...branch, comment: "true", github_token: token, ...inputs },
    {
      env: { GITHUB_API_URL: on.url, GITHUB_GRAPHQL_URL: on.graphqlUrl, ...env },
      ...(cwd !== undefined && { cwd }),
    },
  );
  const sent = on.requests.map(({ path, text }) => `${path} ${text}`).join("\n");
  expect(leaksOf(result.masks, { github: sent })).toEqual([]);
  return result;
}

const warningsOf = (result: StepResult): string[] =>
  result.annotations.filter(({ level }) => level === "warning").map(({ message }) => message);

/** What a step says of a comment that it could not write, without what differs from run to run. */
const reasonOf = (result: StepResult): string =>
  warningsOf(result)
    .join("\n")
    .replace("The comment on the pull request could not be written. ", "")
    .replace(/, request ID \w+/g, "")
    .replaceAll(/127\.0\.0\.1:\d+/g, "github");

const bodies = (number = 7): string[] => github.comments(number).map(({ body }) => body);

/** The one comment of the pull request. */
function only(number = 7): string {
  const [body = "", ...others] = bodies(number);
  expect(others).toEqual([]);
  return body;
}

/** As a person reads it. */
const read = (body: string): string =>
  body
    .replace(/^<!--.*-->\n/, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const list = (page = 1) => `GET /repos/octo-org/octo-repo/issues/7/comments?per_page=100&page=${page}`;
const post = "POST /repos/octo-org/octo-repo/issues/7/comments";
const whose = "POST /graphql";
const patch = (id: number | undefined) => `PATCH /repos/octo-org/octo-repo/issues/comments/${id}`;
const deletion = (id: number | undefined) => `DELETE /repos/octo-org/octo-repo/issues/comments/${id}`;

/** What GitHub was asked, in order. */
const requests = (on = github): string[] => on.requests.map(({ method, path }) => `${method} ${path}`);

/** A workspace with a configuration file. */
function workspace(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "comment-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, ".github"));
  writeFileSync(join(folder, ".github/neon-auth.yml"), text);
  return folder;
}

describe("the comment", () => {
  test("is made once, tells what the page of the run tells, and gives its address", async () => {
    enable();
    const result = await run(localhost, { env: { ...pullRequest(), ...ofRun(1001) } });
    expect(result.exitCode).toBe(0);
    expect(warningsOf(result)).toEqual([]);
    const [comment] = github.comments(7);
    expect(comment?.author).toBe("github-actions[bot]");
    expect(result.outputs.comment_url).toBe(
      `https://github.com/octo-org/octo-repo/pull/7#issuecomment-${comment?.id}`,
    );
    const [marker, ...lines] = only().split("\n");
    expect(marker).toBe(`<!-- neon-auth-action update-allow-localhost 1001.1 ${sha("a")} run -->`);
    expect(lines.join("\n")).toBe(
      `${result.summary}<sub><a href="https://github.com/octo-org/octo-repo/actions/runs/1001">Run 1001</a> of <code>aaaaaaa</code></sub>\n`,
    );
    expect(lines[0]).toBe("<h3>✅ Neon Auth: update-allow-localhost</h3>");
    expect(requests()).toEqual([list(), post, list(), whose]);
  });

  test("is edited by later runs, whoever else writes there", async () => {
    enable();
    const hello = github.addComment(7, "octocat", "Hello.");
    await run(localhost, { env: { ...pullRequest(), ...ofRun(1) } });
    const [, comment] = github.comments(7);
    github.addComment(7, "mona", "Hello again.");
    github.clearRequests();
    const result = await run(
      { ...localhost, allow_localhost: "true" },
      { env: { ...pullRequest(sha("b")), ...ofRun(2) } },
    );
    expect(result.outputs.comment_url).toContain(`#issuecomment-${comment?.id}`);
    expect(requests()).toEqual([list(), whose, patch(comment?.id)]);
    expect(bodies()).toEqual([hello.body, expect.stringContaining(" 2.1 "), "Hello again."]);
    expect(read(bodies()[1] ?? "")).toMatch(/Run 2 of bbbbbbb$/);
  });

  test("is one for each key", async () => {
    enable();
    await run(localhost);
    await run({ ...create, comment_key: "create <!-- the --> integration, ünïcode" });
    await run({ ...create, comment_key: "create <!-- the --> integration, ünïcode" });
    await run(create);
    await run({ ...create, comment_key: "ü".repeat(100) });
    await run({ ...create, comment_key: "ü".repeat(100) });
    expect(bodies().map((body) => body.split(" ", 3)[2])).toEqual([
      "update-allow-localhost",
      "create%20%3C!--%20the%20--%3E%20integration%2C%20%C3%BCn%C3%AFcode",
      "create-integration",
      "%C3%BC".repeat(100),
    ]);
  });

  test("of a key that is a secret does not show it", async () => {
    const google = { operation: "add-oauth-provider", oauth_provider_id: "google", client_id: "client" };
    for (let times = 0; times < 2; times++)
      await run({ ...google, client_secret: "a s€cret", comment_key: "a s€cret" });
    expect(only()).toMatch(/^<!-- neon-auth-action \*\*\* \d/);
  });

  test("is not written without `comment: true`", async () => {
    const result = await run({ ...create, comment: "false" });
    expect(result.outputs.comment_url).toBeUndefined();
    expect(requests()).toEqual([]);
  });

  test("tells what a dry run would do", async () => {
    enable();
    await run({ ...localhost, dry_run: "true" });
    expect(read(only())).toMatch(/^📋 Neon Auth: update-allow-localhost \(dry run\) Nothing was changed\. /);
  });
});

describe("our comment", () => {
  const marked = (key = "update-allow-localhost", id: number | string = 1) =>
    `<!-- neon-auth-action ${key} ${id}.1 ${sha("a")} run -->\nAn older page.`;
  const bot = "github-actions[bot]";

  test("is none of somebody else, though it has our marker, nor one of ours that only quotes it", async () => {
    enable();
    const theirs = github.addComment(7, "mallory", marked());
    const quoting = github.addComment(7, bot, `> ${marked()}`);
    const other = github.addComment(7, bot, marked("create-integration"));
    const broken = github.addComment(7, bot, marked("%E0%A4%A"));
    await run(localhost);
    await run(localhost);
    const [, , , , made] = github.comments(7);
    expect(requests()).toEqual([list(), whose, post, list(), whose, list(), whose, patch(made?.id)]);
    expect(bodies().slice(0, 4)).toEqual([theirs, quoting, other, broken].map(({ body }) => body));
    expect(bodies()).toHaveLength(5);
  });

  test("is found on whatever page it is, among as many copies as there may be", async () => {
    enable();
    for (let number = 0; number < 230; number++) github.addComment(7, "mallory", marked());
    const mine = github.addComment(7, bot, marked());
    await run(localhost);
    expect(requests()).toEqual([list(), whose, list(2), whose, list(3), whose, patch(mine.id)]);
    expect(github.comments(7)).toHaveLength(231);
    expect(mine.body).toContain(" 1658821493.1 ");
  });

  test("is the oldest of several, and the others go", async () => {
    enable();
    const [first, second, third] = [1, 2, 3].map((id) => github.addComment(7, bot, marked(undefined, id)));
    await run(localhost);
    expect(requests()).toEqual([list(), whose, patch(first?.id), deletion(second?.id), deletion(third?.id)]);
    expect(read(only())).toContain("Run 1658821493");
  });

  test.each<[what: string, id: string, attempt: number]>([
    ["an older run", "9", 3],
    ["an earlier attempt", "10", 1],
    ["a run that does not know its ID", "", 1],
  ])("is left as it is by %s", async (_, id, attempt) => {
    enable();
    await run(localhost, { env: { ...pullRequest(), ...ofRun(10, 2) } });
    const before = only();
    const result = await run(
      { ...localhost, allow_localhost: "true" },
      { env: { ...pullRequest(), ...ofRun(id, attempt) } },
    );
    expect(only()).toBe(before);
    expect(result.log).toContain("A later run has written the comment on the pull request already.");
    expect(warningsOf(result)).toEqual([]);
    expect(result.outputs.comment_url).toContain("#issuecomment-");
  });

  test.each<[what: string, id: string, attempt: number]>([
    ["a later attempt", "9007199254740993", 2],
    ["another step of the same run", "9007199254740993", 1],
    ["a run whose number is one higher", "9007199254740994", 1],
  ])("is edited by %s", async (_, id, attempt) => {
    enable();
    await run(localhost, { env: { ...pullRequest(), ...ofRun("9007199254740993") } });
    await run(localhost, { env: { ...pullRequest(), ...ofRun(id, attempt) } });
    expect(only()).toContain(` ${id}.${attempt} `);
    expect(read(only())).toContain(`Run ${id} of`);
  });

  test.each(["", "none"])("of a run that calls itself %j has no link, and is edited", async (id) => {
    enable();
    await run(localhost, { env: { ...pullRequest(), ...ofRun(id) } });
    await run(localhost, { env: { ...pullRequest(), ...ofRun(id) } });
    expect(only()).toMatch(/^<!-- neon-auth-action update-allow-localhost 0\.1 a+ run -->/);
    expect(only()).toMatch(/<sub>of <code>aaaaaaa<\/code><\/sub>\n$/);
  });

  test("is written over, whatever somebody has edited below its marker", async () => {
    enable();
    await run(localhost);
    const [comment] = github.comments(7);
    Object.assign(comment ?? {}, { body: `${comment?.body.split("\n")[0]}\nNever mind.` });
    await run(localhost);
    expect(only()).not.toContain("Never mind.");
  });

  test("is made anew if it is gone when it is to be edited", async () => {
    enable();
    await run(localhost);
    const { comments } = github.pull(7);
    const [gone] = comments.keys();
    github.clearRequests();
    github.next({ path: "/graphql" }, { kind: "hold", until: async () => comments.clear() });
    const result = await run(localhost);
    const [made] = github.comments(7);
    expect(requests()).toEqual([list(), whose, patch(gone), list(), post, list(), whose]);
    expect(made?.id).not.toBe(gone);
    expect(result.outputs.comment_url).toContain(`#issuecomment-${made?.id}`);
    expect(warningsOf(result)).toEqual([]);
  });

  test("is there although GitHub's answer was lost: it is not made twice", async () => {
    enable();
    github.next({ method: "POST", path: "/comments" }, { kind: "reset", when: "after-state" });
    const result = await run(localhost);
    expect(requests()).toEqual([list(), post, list(), whose]);
    expect(result.outputs.comment_url).toContain(`#issuecomment-${github.comments(7)[0]?.id}`);
    expect(warningsOf(result)).toEqual([]);
  });

  test("is not there after a lost answer: it is not made twice all the same, and that is said", async () => {
    enable();
    github.next({ method: "POST", path: "/comments" }, { kind: "reset", when: "before-headers" });
    const result = await run(localhost);
    expect(result.exitCode).toBe(0);
    expect(requests()).toEqual([list(), post, list()]);
    expect(reasonOf(result)).toMatch(
      /^No complete answer of GitHub to POST .*: it may have been carried out\.$/,
    );
  });
});

/** A promise that is fulfilled from outside. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: () => promise, open: () => resolve() };
}

/** Waits until GitHub has got a request. */
async function arrived(request: string): Promise<void> {
  await expect.poll(() => requests(), { timeout: 20_000, interval: 20 }).toContain(request);
}

describe("two runs at once", () => {
  const older = { env: { ...pullRequest(), ...ofRun(1) } };
  const newer = { env: { ...pullRequest(), ...ofRun(2) } };

  test("that both find no comment and both make one leave one, of the later run", async () => {
    enable();
    for (const method of ["GET", "POST"]) {
      let there = 0;
      const both = gate();
      const until = () => {
        there += 1;
        if (there === 2) both.open();
        return both.opened();
      };
      github.next({ method, path: "issues/7/comments", times: 2 }, { kind: "hold", until });
    }
    const results = await Promise.all([run(localhost, older), run(localhost, newer)]);
    expect(requests().filter((request) => request === post)).toHaveLength(2);
    expect(only()).toContain(" 2.1 ");
    expect(results.flatMap(warningsOf)).toEqual([]);
    const [comment] = github.comments(7);
    for (const { outputs } of results) expect(outputs.comment_url).toContain(`#issuecomment-${comment?.id}`);
  });

  test.each([
    ["older", older, newer],
    ["newer", newer, older],
  ])("leave one, of the later run, if the %s finds none and makes one last", async (_, last, first) => {
    enable();
    const { opened, open } = gate();
    github.next({ method: "GET", path: "issues/7/comments" }, { kind: "hold", until: opened });
    const slow = run(localhost, last);
    await arrived(list());
    const before = await run(localhost, first);
    open();
    const after = await slow;
    expect(only()).toContain(" 2.1 ");
    expect(after.outputs.comment_url).toBe(before.outputs.comment_url);
    expect([before, after].flatMap(warningsOf)).toEqual([]);
  });

  test("leave the text of the later one, though the older has listed the comments before it", async () => {
    enable();
    await run(localhost, { env: { ...pullRequest(), ...ofRun(0) } });
    github.clearRequests();
    const { opened, open } = gate();
    github.next({ method: "GET", path: "issues/7/comments" }, { kind: "hold", until: opened });
    const slow = run(localhost, older);
    await arrived(list());
    await run(localhost, newer);
    open();
    await slow;
    expect(only()).toContain(" 2.1 ");
  });

  test("leave one although the later one was cut off before it could tidy up", async () => {
    enable();
    await run(localhost, older);
    github.addComment(7, "github-actions[bot]", only().replace(" 1.1 ", " 2.1 "));
    await run(localhost, older);
    expect(bodies()).toHaveLength(2);
    await run(localhost, { env: { ...pullRequest(), ...ofRun(3) } });
    expect(only()).toContain(" 3.1 ");
  });
});

describe("the pull request", () => {
  const said = "There is no pull request to comment on.";

  test.each<[event: string, content: unknown]>([
    ["push", {}],
    ["workflow_dispatch", {}],
    ["schedule", "no JSON"],
    ["issue_comment", { repository: { full_name: "octo-org/octo-repo" }, issue: { number: 7 } }],
  ])("is none on %s: a plain line says so", async (name, content) => {
    enable();
    const result = await run(localhost, { env: event(name, content) });
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain(said);
    expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
    expect(result.outputs.comment_url).toBeUndefined();
    expect(requests()).toEqual(
      name === "push"
        ? ["GET /repos/octo-org/octo-repo/commits/ffac537e6cbbf934b08745a378932722df287a53/pulls"]
        : [],
    );
  });

  test("is that of the event, from outside too, since nothing of it gets into the comment as more than text", async () => {
    enable();
    const outside = event("pull_request_target", {
      repository: { full_name: "octo-org/octo-repo" },
      pull_request: { number: 7, head: { sha: sha("c"), repo: { full_name: "mallory/octo-repo" } } },
    });
    const result = await run(localhost, { env: outside });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toContain("`pull_request_target`, whose head is in another repository");
    expect(read(only())).toContain("❌ Neon Auth: update-allow-localhost failed");
    expect(only()).toContain(` ${sha("c")} `);
    await run({ operation: "get-integration" }, { env: outside });
    expect(bodies()).toHaveLength(2);
  });

  test("is asked for its last commit where the event does not tell it", async () => {
    enable();
    github.pull(7, { head: sha("d") });
    const env = event("issue_comment", {
      repository: { full_name: "octo-org/octo-repo" },
      issue: { number: 7, pull_request: {} },
    });
    await run({ operation: "get-integration" }, { env });
    expect(requests()).toEqual(["GET /repos/octo-org/octo-repo/pulls/7", list(), post, list(), whose]);
    expect(only()).toContain(` ${sha("d")} `);
  });

  test("is that of the input, whatever the event is of", async () => {
    enable();
    github.pull(8, { head: sha("e") });
    await run({ ...localhost, pull_request_number: "8" });
    expect(requests()[0]).toBe("GET /repos/octo-org/octo-repo/pulls/8");
    expect(only(8)).toContain(` ${sha("e")} `);
    expect(bodies()).toEqual([]);
  });

  test("is asked for nothing if the input names that of the event", async () => {
    enable();
    await run({ ...localhost, pull_request_number: "7" });
    expect(requests()).toEqual([list(), post, list(), whose]);
  });

  test("is on push the one by whose merge the commit came, not one that only has it", async () => {
    enable();
    github.pull(6, { head: sha("f") });
    github.pull(7, { head: sha("a"), merged: sha("f") });
    const env = { ...event("push", { after: sha("f") }), GITHUB_SHA: sha("f") };
    await run(localhost, { env });
    expect(requests()).toEqual([
      `GET /repos/octo-org/octo-repo/commits/${sha("f")}/pulls`,
      list(),
      post,
      list(),
      whose,
    ]);
    expect(only()).toContain(` ${sha("a")} `);
  });
});

describe("a comment that cannot be written is a warning, and the step succeeds:", () => {
  const job = "Give the job `permissions: pull-requests: write`.";
  const lacks =
    "The token in `github_token` lacks the repository permission *Pull requests: write* (403): Resource not accessible by integration. GitHub asks for `issues=write; pull_requests=write` here.";

  test.each<[what: string, inputs: () => Given, reason: string, requests: string[]]>([
    [
      "no token",
      () => ({ github_token: "" }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a workflow says
      "`comment: true` needs `github_token`: pass `${{ github.token }}`.",
      [],
    ],
    [
      "a token that nobody knows",
      () => ({ github_token: "ghs_unknown0000000000000000" }),
      "GitHub did not accept the token in `github_token` (401): Bad credentials. Check that it is current and holds nothing else. [GET /repos/octo-org/octo-repo/issues/7/comments?per_page=100&page=1]",
      [list()],
    ],
    [
      "a token that can only read, as on a pull request from a fork",
      () => ({ github_token: github.addToken({ kind: "default", permissions: { pull_requests: "read" } }) }),
      `${lacks} ${job} On a pull request from a fork, the token of the job can only read. [${post}]`,
      [list(), post],
    ],
    [
      "a pull request that is locked",
      () => {
        github.pull(7, { locked: true });
        return {};
      },
      `The conversation is locked (403): Unable to create comment because issue is locked. Unlock it, or pass the token of somebody who may write there. [${post}]`,
      [list(), post],
    ],
    [
      "a pull request that is not there",
      () => ({ pull_request_number: "99" }),
      "octo-org/octo-repo has no pull request 99 that the token in `github_token` reaches. Check `pull_request_number`, and that the token has the repository permission *Pull requests: write*.",
      ["GET /repos/octo-org/octo-repo/pulls/99"],
    ],
    [
      "a pull request that went away",
      () => {
        github.state.repositories.get("octo-org/octo-repo")?.pulls.clear();
        return {};
      },
      "octo-org/octo-repo has no pull request 7 that the token in `github_token` reaches. Check `pull_request_number`, and that the token has the repository permission *Pull requests: write*.",
      [list()],
    ],
  ])("%s", async (_, inputs, reason, asked) => {
    enable();
    const result = await run({ ...localhost, ...inputs() });
    expect(result.exitCode).toBe(0);
    expect(reasonOf(result)).toBe(reason);
    expect(result.outputs.changed).toBe("true");
    expect(result.outputs.comment_url).toBeUndefined();
    expect(requests()).toEqual(asked);
  });

  const told = (why: string) =>
    `Somebody wrote comments like ours there. Which of them the token in \`github_token\` wrote cannot be told, for ${why}, so none was touched.`;

  test.each([
    ["data: null", { data: null, errors: [{ message: "Something went wrong" }] }],
    ["half of the data", { data: { nodes: [null] }, errors: [{ type: "FORBIDDEN" }] }],
    ["something else", { nodes: [] }],
    ["nothing", ""],
  ])("GraphQL says %s", async (_, body) => {
    enable();
    await run(localhost);
    const before = only();
    github.clearRequests();
    github.next({ path: "/graphql" }, { kind: "answer", status: 200, body });
    const result = await run(localhost);
    expect(result.exitCode).toBe(0);
    expect(reasonOf(result)).toBe(told("GitHub's GraphQL API does not say it"));
    expect(requests()).toEqual([list(), whose]);
    expect(only()).toBe(before);
  });

  test("there is no GraphQL, once there is a comment", async () => {
    enable();
    await using old = await startGithub({ repositories: ["octo-org/octo-repo"], graphql: false });
    old.pull(7);
    const github_token = old.addToken({ kind: "app", permissions: { pull_requests: "write" } });
    expect(warningsOf(await run({ ...localhost, github_token }, { on: old }))).toEqual([]);
    const result = await run({ ...localhost, github_token }, { on: old });
    expect(result.exitCode).toBe(0);
    expect(reasonOf(result)).toBe(told("there is no GraphQL API at the address in `GITHUB_GRAPHQL_URL`"));
    expect(old.comments(7)).toHaveLength(1);
  });

  test.each(["GITHUB_API_URL", "GITHUB_GRAPHQL_URL"])("%s is no address for a token", async (name) => {
    const result = await run(create, { env: { ...pullRequest(), [name]: "http://github.example/api" } });
    expect(result.exitCode).toBe(0);
    expect(reasonOf(result)).toBe(
      "`GITHUB_API_URL` and `GITHUB_GRAPHQL_URL` must be https addresses without user info, query or fragment.",
    );
  });

  test("GitHub wants a pause that is too long", async () => {
    enable();
    github.next({ method: "POST" }, { kind: "answer", status: 429, headers: { "retry-after": "300" } });
    const result = await run(localhost);
    expect(result.exitCode).toBe(0);
    expect(reasonOf(result)).toMatch(
      /The next try, in \d+ s, would be too late: the time for a comment, in seconds, is 60\./,
    );
  });

  test("and a step that fails has its own error, and the same warning", async () => {
    neon.next({ times: Infinity }, { kind: "answer", status: 401 });
    onTestFinished(() => neon.reset());
    github.pull(7, { locked: true });
    const result = await run(localhost);
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toContain("401");
    expect(reasonOf(result)).toContain("The conversation is locked (403)");
  });
});

describe("GitHub Enterprise Server", () => {
  test.each([true, false])("has its own addresses (told to the step: %s)", async (isTold) => {
    enable();
    await using server = await startGithub({ repositories: ["octo-org/octo-repo"], base: "/api/v3" });
    server.pull(7, { head: sha("a") });
    const github_token = server.addToken({ kind: "default", permissions: { pull_requests: "write" } });
    const env = {
      ...pullRequest(),
      GITHUB_SERVER_URL: "https://github.example",
      ...(!isTold && { GITHUB_GRAPHQL_URL: "" }),
    };
    await run({ ...localhost, github_token }, { env, on: server });
    const result = await run({ ...localhost, github_token }, { env, on: server });
    expect(warningsOf(result)).toEqual([]);
    const [comment, ...others] = server.comments(7);
    expect(others).toEqual([]);
    expect(comment?.body).toContain('<a href="https://github.example/octo-org/octo-repo/actions/runs/');
    const issues = "/api/v3/repos/octo-org/octo-repo/issues";
    expect(requests(server)).toEqual([
      `GET ${issues}/7/comments?per_page=100&page=1`,
      `POST ${issues}/7/comments`,
      `GET ${issues}/7/comments?per_page=100&page=1`,
      "POST /api/graphql",
      `GET ${issues}/7/comments?per_page=100&page=1`,
      "POST /api/graphql",
      `PATCH ${issues}/comments/${comment?.id}`,
    ]);
  });
});

/** What may stand in a comment: an element without attributes, or a link of ours. */
const tag = /^<\/?(h3|h4|p|ul|li|table|tr|th|td|code|span|sub|pre|br|details|summary)>$/;
const links =
  /^(<a href="https:\/\/(github\.com\/octo-org\/octo-repo\/actions\/runs\/\d+|console\.neon\.tech\/[\w/-]+)">|<\/a>)$/;

/** What is not text, not ours, or text that GitHub makes a link or a mention of. */
function strangeIn(body: string): string[] {
  const page = body.replace(/^<!-- neon-auth-action [^>]* -->\n/, "");
  const tags = (page.match(/<[^>]*>?/g) ?? []).filter((each) => !tag.test(each) && !links.test(each));
  const texts = page
    .replaceAll(/<(code|pre|a)\b[^>]*>.*?<\/\1>/gs, " ")
    .split(/<[^>]*>/)
    .flatMap((text) => text.match(/@\w+|(?<!&)#\w+|\bGH-\d+|https?:\/\/\S+|\bwww\.\S+/gi) ?? []);
  return [...tags, ...texts, ...(/\n\s*\n/.test(page) ? ["a line of nothing"] : [])];
}

describe("text from outside is only text:", () => {
  const hostile =
    '--> <!-- x --> <img src=x onerror=alert(1)> <a href="https://evil.example">here</a> ![i](https://evil.example/i.png) [l](https://evil.example) @octocat @octo-org/team `code` #1 GH-2 octo-org/octo-repo#3 https://github.com/octo-org/octo-repo/issues/4 www.evil.example </table></code>\n\n# Title\n\n- @mona';

  test("what Neon says in an error", async () => {
    neon.next({ times: Infinity }, { kind: "answer", status: 400, body: { message: hostile, code: "" } });
    onTestFinished(() => neon.reset());
    const result = await run(localhost);
    expect(result.exitCode).toBe(1);
    expect(read(only())).toContain("octocat");
    expect(strangeIn(only())).toEqual([]);
    expect(only()).toContain("&lt;!-- x --&gt;");
  });

  test("what Neon has", async () => {
    const auth = enable();
    for (const domain of [hostile.replaceAll(/\s+/g, ""), `https://a.example/${hostile}`])
      theBranch().auth?.domains.push({ domain, auth_provider: "better_auth" });
    expect(auth).toBeDefined();
    const result = await run({ operation: "list-domains" });
    expect(result.exitCode).toBe(0);
    expect(read(only())).toContain("octocat");
    expect(strangeIn(only())).toEqual([]);
  });

  test("what the configuration file and its variables say", async () => {
    enable();
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a file says
    const cwd = workspace("version: 1\ndefaults:\n  application_name: ${NAME}\n");
    const config_variables = `NAME=${hostile.replaceAll("\n", " ").slice(0, 200)}`;
    const result = await run({ ...plan, config_variables }, { cwd });
    expect(read(only())).toContain("octocat");
    expect(strangeIn(only())).toEqual([]);
    expect(result.exitCode).toBe(0);
  });
});

const file = (...domains: readonly string[]): string =>
  [
    "version: 1",
    "defaults:",
    "  allow_localhost: false",
    "  oauth_providers:",
    "    google:",
    "      client_id: client-of-google",
    "      client_secret: { env: GOOGLE_SECRET }",
    "  domains:",
    ...domains.map((domain) => `    - ${domain}`),
    "",
  ].join("\n");

describe("the comment of a configuration file", () => {
  const secret = "s€cret <of> google";

  test("shows no secret, in whatever spelling, not if Neon sends it back either", async () => {
    enable();
    const cwd = workspace(file("https://a.example"));
    const env = { ...pullRequest(), GOOGLE_SECRET: secret };
    const message = `no: ${secret}, ${encodeURIComponent(secret)}, ${Buffer.from(secret).toString("base64")}`;
    neon.next(
      { method: "POST", path: "oauth_providers" },
      { kind: "answer", status: 400, body: { message, code: "" } },
    );
    onTestFinished(() => neon.reset());
    const result = await run(apply, { env, cwd });
    expect(result.exitCode).toBe(1);
    expect(result.masks).toContain(secret);
    expect(read(only())).toContain("no: ***, ***, ***");
  });

  test("with 300 changes can be read to the last", async () => {
    enable();
    const domains = Array.from({ length: 300 }, (_, index) => `https://app-${index + 1}.preview.example.com`);
    const result = await run(plan, { cwd: workspace(file(...domains)) });
    expect(result.exitCode).toBe(0);
    for (const domain of domains) expect(only()).toContain(`domains.${domain}<`);
    expect(only().length).toBeLessThan(60_000);
  });

  test("is cut by whole rows below 60,000 characters, and says so", async () => {
    enable();
    const domains = Array.from({ length: 900 }, (_, index) => `https://app-${index + 1}.preview.example.com`);
    const result = await run(plan, { cwd: workspace(file(...domains)) });
    expect(result.exitCode).toBe(0);
    expect(warningsOf(result)).toEqual([]);
    const body = only();
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
    expect(Buffer.byteLength(body)).toBeGreaterThan(59_000);
    expect(body).toMatch(
      /<\/tr><\/table>\n<p>The rest is left out, since GitHub takes no longer comment\. The page of the run has all of it\.<\/p>\n<sub>.*<\/sub>\n$/,
    );
    expect(read(body)).toMatch(/^📋 Neon Auth: plan-config /);
    expect(strangeIn(body)).toEqual([]);
    const rows = body.match(/<tr>.*?<\/tr>/g) ?? [];
    expect(rows.length).toBeGreaterThan(300);
    expect(result.summary).toContain(`domains.${domains.at(-1)}<`);
  });

  test("tells the mistakes of the file in place of an older plan", async () => {
    enable();
    await run(plan, { cwd: workspace(file("https://a.example")) });
    const cwd = workspace(
      file("https://a.example").replace("allow_localhost: false", "allow_lcalhost: false"),
    );
    const result = await run(plan, { cwd });
    expect(result.exitCode).toBe(1);
    expect(read(only())).toMatch(/^❌ Neon Auth: plan-config failed \.github\/neon-auth\.yml, line 3: /);
    expect(result.outputs.comment_url).toContain("#issuecomment-");
  });

  test("is that of the plan, edited by what applies it after the merge", async () => {
    enable();
    const cwd = workspace(file("https://a.example"));
    const env = { GOOGLE_SECRET: secret };
    await run(plan, { cwd, env: { ...pullRequest(), ...ofRun(1) } });
    expect(only()).toContain(`<!-- neon-auth-action config 1.1 ${sha("a")} plan -->`);
    expect(read(only())).toMatch(/^📋 /);
    github.pull(7, { merged: sha("f") });
    const push = { ...env, ...event("push", {}), GITHUB_SHA: sha("f"), ...ofRun(2) };
    await run(apply, { cwd, env: push });
    expect(only()).toContain(`<!-- neon-auth-action config 2.1 ${sha("a")} run -->`);
    expect(read(only())).toMatch(/^✅ Neon Auth: apply-config /);
    expect(only()).not.toContain("The plan that stood here");
  });

  test("says if the plan was of an older commit, once", async () => {
    enable();
    const cwd = workspace(file("https://a.example"));
    const env = { GOOGLE_SECRET: secret };
    const said = "⚠️ The plan that stood here was of aaaaaaa , and this is of bbbbbbb .";
    await run(plan, { cwd, env: { ...pullRequest(), ...ofRun(1) } });
    github.pull(7, { head: sha("b"), merged: sha("f") });
    const push = { ...env, ...event("push", {}), GITHUB_SHA: sha("f") };
    await run(apply, { cwd, env: { ...push, ...ofRun(2) } });
    expect(read(only())).toContain(said);
    github.pull(7, { head: sha("e") });
    await run(apply, { cwd, env: { ...push, ...ofRun(3) } });
    expect(read(only())).not.toContain("The plan that stood here");
    await run(plan, { cwd, env: { ...pullRequest(sha("c")), ...ofRun(4) } });
    expect(read(only())).not.toContain("The plan that stood here");
  });

  test("is one for each environment", async () => {
    enable();
    const cwd = workspace(
      "version: 1\nenvironments:\n  preview:\n    allow_localhost: true\n  production:\n    allow_localhost: false\n",
    );
    for (const environment of ["preview", "production", "preview"])
      await run({ ...plan, environment }, { cwd });
    expect(bodies().map((body) => body.split(" ", 3)[2])).toEqual([
      "config%20preview",
      "config%20production",
    ]);
  });
});

test("over the life of a pull request, one comment for each key tells the last truth", {
  timeout: 120_000,
}, async () => {
  enable();
  const cwd = workspace(file("https://a.example"));
  const bad = workspace(file("https://a.example").replace("version: 1", "version: 2"));
  let id = 0;
  const next = (head: string) => ({
    GOOGLE_SECRET: "the secret of google",
    ...pullRequest(head),
    ...ofRun(++id),
  });
  const truths = () => new Map(github.comments(7).map(({ body }) => [body.split(" ", 3)[2], read(body)]));
  const results: StepResult[] = [];
  const step = async (inputs: Given, extra: Extra) => results.push(await run(inputs, extra));

  await step(create, { env: next(sha("1")) });
  await step(plan, { cwd, env: next(sha("1")) });
  await Promise.all(["2", "3", "4"].map((head) => step(plan, { cwd, env: next(sha(head)) })));
  expect([...truths().keys()]).toEqual(["create-integration", "config"]);
  await step(plan, { cwd: bad, env: next(sha("5")) });
  expect(truths().get("config")).toMatch(/^❌ Neon Auth: plan-config failed .* Run 6 of 5555555$/);
  await step(plan, { cwd, env: next(sha("6")) });
  expect(truths().get("config")).toMatch(/^📋 Neon Auth: plan-config .* Run 7 of 6666666$/);
  github.pull(7, { head: sha("6"), merged: sha("f") });
  const push = () => ({ ...next(""), ...event("push", {}), GITHUB_SHA: sha("f") });
  neon.next({ method: "POST", path: "domains" }, { kind: "answer", status: 400 });
  await step(apply, { cwd, env: push() });
  expect(truths().get("config")).toMatch(/^❌ Neon Auth: apply-config failed .* Run 8 of 6666666$/);
  await step(apply, { cwd, env: push() });
  expect(truths().get("config")).toMatch(/^✅ Neon Auth: apply-config .* Run 9 of 6666666$/);
  await step({ operation: "delete-integration", confirm: "br-example-123" }, { env: next(sha("6")) });

  expect(results.flatMap(warningsOf).filter((text) => text.includes("comment"))).toEqual([]);
  expect(
    [...truths()].map(([key, text]) => [key, text.slice(0, 40), text.slice(-16)]),
  ).toMatchInlineSnapshot(`
    [
      [
        "create-integration",
        "✅ Neon Auth: create-integration The Bett",
        "Run 1 of 1111111",
      ],
      [
        "config",
        "✅ Neon Auth: apply-config Applied: 1 cha",
        "Run 9 of 6666666",
      ],
      [
        "delete-integration",
        "✅ Neon Auth: delete-integration Deleted ",
        "un 10 of 6666666",
      ],
    ]
  `);
});
