import { getOctokit } from "@actions/github";
import sodium from "libsodium-wrappers";
import { beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { type Github, type PlaceName, startGithub } from "../emulator/github/server.ts";
import type { Token } from "../emulator/github/tokens.ts";

beforeAll(() => sodium.ready);

const repository = "/repos/octo-org/app";
const environment = `${repository}/environments/production`;
const organization = "/orgs/octo-org";

const secretPaths: readonly [place: PlaceName, path: string][] = [
  ["repository", `${repository}/actions/secrets`],
  ["environment:production", `${environment}/secrets`],
  ["organization", `${organization}/actions/secrets`],
  ["dependabot", `${repository}/dependabot/secrets`],
];
const variablePaths: readonly [place: PlaceName, path: string][] = [
  ["repository", `${repository}/actions/variables`],
  ["environment:production", `${environment}/variables`],
  ["organization", `${organization}/actions/variables`],
];

async function ask(github: Github, request: string, body?: unknown, token: string | null = github.token) {
  const [method = "", path = ""] = request.split(" ");
  const response = await fetch(github.url + path, {
    method,
    redirect: "manual",
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

const problem = (status: number, message: string | RegExp) => ({
  status,
  body: {
    message: typeof message === "string" ? message : expect.stringMatching(message),
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
  },
});

async function sealed(github: Github, path: string, value: string | Uint8Array) {
  const { body } = await ask(github, `GET ${path}/public-key`);
  const box = sodium.crypto_box_seal(value, Buffer.from(body.key, "base64"));
  return { encrypted_value: Buffer.from(box).toString("base64"), key_id: body.key_id };
}

describe.each(secretPaths)("secrets of %s", (place, path) => {
  const shared = place === "organization" ? { visibility: "all" } : {};

  test("are created with 201 and replaced with 204, and their bytes are kept", async () => {
    await using github = await startGithub();
    const bytes = Buffer.from([0, 255, 13, 10, 128]);

    const created = await ask(github, `PUT ${path}/a_Key`, {
      ...(await sealed(github, path, "old")),
      ...shared,
    });
    const replaced = await ask(github, `PUT ${path}/A_KEY`, {
      ...(await sealed(github, path, bytes)),
      ...shared,
    });

    expect([created, replaced]).toMatchObject([
      { status: 201, body: {} },
      { status: 204, body: undefined },
    ]);
    expect(github.secret(place, "a_key")).toEqual(bytes);
  });

  test("are shown without their values, one by one and in a list", async () => {
    await using github = await startGithub();
    github.setSecret(place, "A", "first", shared as object);
    github.setSecret(place, "B", "second", shared as object);

    const times = { created_at: expect.any(String), updated_at: expect.any(String) };
    expect(await ask(github, `GET ${path}/a`)).toMatchObject({ status: 200, body: { name: "A", ...times } });
    expect((await ask(github, `GET ${path}?per_page=1&page=2`)).body).toEqual({
      total_count: 2,
      secrets: [{ name: "B", ...times, ...shared }],
    });
    expect(await ask(github, `GET ${path}/C`)).toMatchObject(problem(404, "Not Found"));
  });

  test("have a key of their own", async () => {
    await using github = await startGithub();
    const keys = await Promise.all(secretPaths.map(([, other]) => ask(github, `GET ${other}/public-key`)));
    expect(new Set(keys.map(({ body }) => body.key)).size).toBe(secretPaths.length);
  });

  test("are refused when they are sealed for a key that was replaced", async () => {
    await using github = await startGithub();
    const body = { ...(await sealed(github, path, "value")), ...shared };
    github.vault(place).rotate();
    expect(await ask(github, `PUT ${path}/A`, body)).toMatchObject(
      problem(422, /improperly encrypted secret/),
    );
    expect(github.secret(place, "A")).toBeUndefined();
  });
});

describe("a secret", () => {
  const path = `${repository}/actions/secrets`;
  const put = async (github: Github, name: string, change: object) =>
    ask(github, `PUT ${path}/${name}`, { ...(await sealed(github, path, "value")), ...change });

  test.each([
    ["without a key", { key_id: undefined }, /"key_id" wasn't supplied/],
    ["without a value", { encrypted_value: undefined }, /"encrypted_value" wasn't supplied/],
    ["in plain text", { encrypted_value: "plain-text" }, /does not match/],
    ["for a key of another ID", { key_id: "1" }, /improperly encrypted secret/],
    ["that no box is", { encrypted_value: "AAAA" }, /improperly encrypted secret/],
  ])("%s is refused", async (_, change, message) => {
    await using github = await startGithub();
    expect(await put(github, "A", change)).toMatchObject(problem(422, message));
    expect(github.secret("repository", "A")).toBeUndefined();
  });

  test.each(["1A", "A-B", "GITHUB_A", "github_a", "%C3%84"])("is refused under the name %s", async (name) => {
    await using github = await startGithub();
    expect(await put(github, name, {})).toMatchObject(problem(422, /names/));
  });

  test("may have 48 KB and not a byte more", async () => {
    await using github = await startGithub();
    const most = await sealed(github, path, "x".repeat(49_152));
    const more = await sealed(github, path, "x".repeat(49_153));
    expect(await ask(github, `PUT ${path}/A`, most)).toMatchObject({ status: 201 });
    expect(await ask(github, `PUT ${path}/B`, more)).toMatchObject(problem(422, /48 KB/));
  });
});

describe("a secret of an organization", () => {
  const path = `${organization}/actions/secrets`;

  test("takes the visibility of each PUT, and shows the repositories that are selected", async () => {
    await using github = await startGithub({ repositories: ["octo-org/app", "octo-org/web"] });
    const [app, web] = [...github.state.repositories.values()];
    const put = async (body: object) =>
      ask(github, `PUT ${path}/A`, { ...(await sealed(github, path, "value")), ...body });

    await put({ visibility: "selected", selected_repository_ids: [app?.id, web?.id] });
    expect((await ask(github, `GET ${path}/A`)).body).toMatchObject({ name: "A", visibility: "selected" });
    expect((await ask(github, `GET ${path}/A/repositories`)).body).toMatchObject({
      total_count: 2,
      repositories: [{ full_name: "octo-org/app" }, { full_name: "octo-org/web" }],
    });

    await put({ visibility: "private" });
    expect((await ask(github, `GET ${path}/A`)).body).toMatchObject({ visibility: "private" });
    expect(await ask(github, `GET ${path}/A/repositories`)).toMatchObject({ status: 409 });
  });

  test("is refused without a visibility, also if it exists", async () => {
    await using github = await startGithub();
    github.setSecret("organization", "B", "old value", { visibility: "all" });
    const body = await sealed(github, path, "value");
    for (const name of ["A", "B"])
      expect(await ask(github, `PUT ${path}/${name}`, body)).toMatchObject(
        problem(422, /"visibility" wasn't supplied/),
      );
  });
});

describe.each(variablePaths)("variables of %s", (place, path) => {
  const shared = place === "organization" ? { visibility: "private" } : {};

  test("are created by POST, changed by PATCH and shown with their values", async () => {
    await using github = await startGithub();
    expect(await ask(github, `POST ${path}`, { name: "a", value: "1", ...shared })).toMatchObject({
      status: 201,
    });
    expect(await ask(github, `PATCH ${path}/A`, { value: "2" })).toMatchObject({ status: 204 });
    expect(await ask(github, `GET ${path}/a`)).toMatchObject({ body: { name: "A", value: "2", ...shared } });
    expect(github.variable(place, "a")).toBe("2");
  });

  test("are not created twice, and not changed before they exist", async () => {
    await using github = await startGithub();
    github.setVariable(place, "A", "1", shared as object);
    expect(await ask(github, `POST ${path}`, { name: "A", value: "2", ...shared })).toMatchObject(
      problem(409, /already exists/),
    );
    expect(await ask(github, `PATCH ${path}/B`, { value: "2" })).toMatchObject(problem(404, "Not Found"));
    expect(github.variable(place, "A")).toBe("1");
  });
});

test.each([
  ["GITHUB_A", "1", /must not start with GITHUB_/],
  ["A B", "1", /alphanumeric/],
  ["A", "x".repeat(49_153), /48 KB/],
])("a variable is refused, case %#", async (name, value, message) => {
  await using github = await startGithub();
  expect(await ask(github, `POST ${repository}/actions/variables`, { name, value })).toMatchObject(
    problem(422, message),
  );
});

describe("a token", () => {
  const reading = (token: string | null, path = `${repository}/actions/secrets/public-key`) => ({
    path,
    token,
  });
  const answerTo = async (github: Github, { path, token }: ReturnType<typeof reading>) =>
    ask(github, `GET ${path}`, undefined, token);

  test.each([
    ["nobody knows", "ghp_wrong", "Bad credentials"],
    ["is missing", null, "Requires authentication"],
  ])("that %s is refused with 401", async (_, token, message) => {
    await using github = await startGithub();
    expect(await answerTo(github, reading(token))).toMatchObject(problem(401, message));
  });

  test.each<[string, Token, string]>([
    ["GITHUB_TOKEN of a job", { kind: "default" }, "Resource not accessible by integration"],
    ["App token", { kind: "app", permissions: {} }, "Resource not accessible by integration"],
    [
      "fine-grained token",
      { kind: "fine-grained", permissions: { environments: "write" } },
      "Resource not accessible by personal access token",
    ],
  ])("without the permission, a %s, is told which one it lacks", async (_, token, message) => {
    await using github = await startGithub();
    const answer = await answerTo(github, reading(github.addToken(token)));
    expect(answer).toMatchObject(problem(403, message));
    expect(answer.headers.get("x-accepted-github-permissions")).toBe("secrets=read");
  });

  test("that may read may not write", async () => {
    await using github = await startGithub();
    const token = github.addToken({ kind: "app", permissions: { secrets: "read" } });
    const path = `${repository}/actions/secrets`;
    const answer = await ask(github, `PUT ${path}/A`, await sealed(github, path, "value"), token);
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.headers.get("x-accepted-github-permissions")).toBe("secrets=write");
  });

  test.each([
    [["repo"], 200],
    [["read:org"], 403],
  ])("of the classic kind with the scopes %s is answered with %s", async (scopes, status) => {
    await using github = await startGithub();
    const answer = await answerTo(github, reading(github.addToken({ kind: "classic", scopes })));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-oauth-scopes")).toBe(scopes.join(", "));
    expect(answer.headers.get("x-accepted-oauth-scopes")).toBe("repo");
  });

  test.each([
    ["a repository that it does not reach", "/repos/octo-org/web"],
    ["a repository that is not there", "/repos/octo-org/none/actions/secrets/public-key"],
    ["an environment that is not there", `${repository}/environments/none/secrets/public-key`],
    ["an organization that is not there", "/orgs/none/actions/secrets/public-key"],
    ["a route that is not there", `${repository}/none`],
  ])("sees nothing of %s", async (_, path) => {
    await using github = await startGithub({ repositories: ["octo-org/app", "octo-org/web"] });
    const token = github.addToken({
      kind: "app",
      permissions: { secrets: "write", environments: "write", organization_secrets: "write" },
      repositories: ["octo-org/app"],
    });
    expect(await answerTo(github, reading(token, path))).toMatchObject(problem(404, "Not Found"));
  });
});

test("writes above the limit of a minute are refused with 403 and the seconds to wait, and reads are not", async () => {
  await using github = await startGithub({ writesPerMinute: 1 });
  const path = `${repository}/actions/variables`;
  await ask(github, `POST ${path}`, { name: "A", value: "1" });
  const second = await ask(github, `POST ${path}`, { name: "B", value: "1" });
  expect(second).toMatchObject(problem(403, /secondary rate limit/));
  expect(second.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(github.variable("repository", "B")).toBeUndefined();
  expect(await ask(github, `GET ${path}`)).toMatchObject({ status: 200 });
});

test("every answer has a request ID and says how much of the rate limit is left", async () => {
  await using github = await startGithub();
  const { headers } = await ask(github, `GET ${repository}`);
  expect(headers.get("x-github-request-id")).toMatch(/^[0-9A-F]{32}$/);
  expect(headers.get("x-ratelimit-remaining")).toBe("4999");
  expect(headers.get("x-ratelimit-reset")).toMatch(/^\d{10}$/);
});

test("below a base path only that path is served, as on GitHub Enterprise Server", async () => {
  await using github = await startGithub({ base: "/api/v3" });
  expect(github.url).toMatch(/\/api\/v3$/);
  expect(await ask(github, `GET ${repository}`)).toMatchObject({
    status: 200,
    body: { full_name: "octo-org/app" },
  });
  const beside = await fetch(new URL(`/api/v4${repository}`, github.url), {
    headers: { authorization: `token ${github.token}` },
  });
  expect(beside.status).toBe(404);
});

describe("comments on pull requests", () => {
  const comments = `${repository}/issues/7/comments`;
  const job = (access: "read" | "write" | undefined): Token => ({
    kind: "default",
    permissions: access === undefined ? {} : { pull_requests: access },
  });
  const query =
    "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor body } } }";

  test("are made, listed by page, edited by whoever may write, and deleted", async () => {
    await using github = await startGithub();
    github.pull(7);
    const made = await ask(github, `POST ${comments}`, { body: "Hello." });
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: expect.any(Number),
        node_id: expect.stringMatching(/^IC_/),
        html_url: `https://github.com/octo-org/app/pull/7#issuecomment-${made.body.id}`,
        user: { login: "octo-app[bot]", type: "Bot" },
        body: "Hello.",
      },
    });
    for (let number = 1; number <= 120; number++) github.addComment(7, "mona", String(number));
    const page = async (query: string) => (await ask(github, `GET ${comments}${query}`)).body;
    expect(await page("")).toHaveLength(30);
    expect((await page("?per_page=100&page=2")).map(({ body }: { body: string }) => body)).toEqual(
      Array.from({ length: 21 }, (_, index) => String(index + 100)),
    );
    expect(await page("?per_page=100&page=3")).toEqual([]);

    const one = `${repository}/issues/comments/${made.body.id}`;
    const octocat = github.addToken({ kind: "fine-grained", permissions: { issues: "write" } });
    expect(await ask(github, `PATCH ${one}`, { body: "Good day." }, octocat)).toMatchObject({
      status: 200,
      body: { user: { login: "octo-app[bot]" }, body: "Good day." },
    });
    expect((await ask(github, `DELETE ${one}`)).status).toBe(204);
    for (const method of ["PATCH", "DELETE"])
      expect(await ask(github, `${method} ${one}`, { body: "again" })).toMatchObject(
        problem(404, "Not Found"),
      );
  });

  test("have 65,536 characters at most, and one at least", async () => {
    await using github = await startGithub();
    github.pull(7);
    const status = async (body: string) => (await ask(github, `POST ${comments}`, { body })).status;
    expect(await status("ü".repeat(65_536))).toBe(201);
    expect(await status("a".repeat(65_537))).toBe(422);
    expect(await status(" ")).toBe(422);
  });

  test("are made with leave only, and nowhere where there is no pull request or a locked one", async () => {
    await using github = await startGithub();
    github.pull(7);
    const post = (token: Token) =>
      ask(github, `POST ${comments}`, { body: "Hello." }, github.addToken(token));
    const accepted = "issues=write; pull_requests=write";
    for (const token of [job("read"), job(undefined), { kind: "default" } as const]) {
      const { headers, ...answer } = await post(token);
      expect(answer).toEqual(problem(403, "Resource not accessible by integration"));
      expect(headers.get("x-accepted-github-permissions")).toBe(accepted);
    }
    expect((await post(job("write"))).status).toBe(201);
    github.pull(7, { locked: true });
    expect(await post(job("write"))).toMatchObject(problem(403, /is locked/));
    expect(await ask(github, `GET ${repository}/issues/8/comments`)).toMatchObject(problem(404, "Not Found"));
    expect(await ask(github, `GET ${repository}/pulls/8`)).toMatchObject(problem(404, "Not Found"));
  });

  test("tell by GraphQL who wrote them: to every token of a job the same", async () => {
    await using github = await startGithub({ base: "/api/v3" });
    expect(github.graphqlUrl).toMatch(/\/api\/graphql$/);
    github.pull(7);
    const { body: mine } = await ask(
      github,
      `POST ${comments}`,
      { body: "a" },
      github.addToken(job("write")),
    );
    const { body: other } = await ask(github, `POST ${comments}`, { body: "b" });
    const ids = [mine.node_id, other.node_id, "IC_none"];
    const response = await fetch(github.graphqlUrl, {
      method: "POST",
      headers: { authorization: `token ${github.addToken(job("read"))}` },
      body: JSON.stringify({ query, variables: { ids } }),
    });
    expect(await response.json()).toEqual({
      data: {
        nodes: [
          { id: mine.node_id, viewerDidAuthor: true, body: "a" },
          { id: other.node_id, viewerDidAuthor: false, body: "b" },
          null,
        ],
      },
      errors: [expect.objectContaining({ type: "NOT_FOUND", path: ["nodes", 2] })],
    });
  });

  test.each<[what: string, variables: object, query: string, type: string]>([
    ["more than 100 IDs", { ids: Array(101).fill("IC_a") }, query, "ARGUMENT_LIMIT"],
    ["another query", { ids: [] }, "query { viewer { login } }", "INVALID"],
  ])("are not told for %s", async (_, variables, query, type) => {
    await using github = await startGithub();
    const { status, body } = await ask(github, "POST /graphql", { query, variables });
    expect({ status, body }).toMatchObject({ status: 200, body: { data: null, errors: [{ type }] } });
    expect((await ask(github, "POST /graphql", { query, variables }, null)).status).toBe(401);
  });

  test("are on pull requests, which a commit leads to", async () => {
    await using github = await startGithub();
    github.pull(7, { head: "aaaa", merged: "bbbb" });
    github.pull(8, { head: "bbbb" });
    const pullsOf = async (sha: string) =>
      (await ask(github, `GET ${repository}/commits/${sha}/pulls`)).body.map(
        ({ number, merged_at }: { number: number; merged_at: string | null }) => [number, merged_at !== null],
      );
    expect(await pullsOf("bbbb")).toEqual([
      [7, true],
      [8, false],
    ]);
    expect(await pullsOf("cccc")).toEqual([]);
  });
});

describe("faults", () => {
  const path = `${repository}/actions/variables`;

  test.each<[string, Fault, boolean]>([
    ["an answer instead of the true one", { kind: "answer", status: 502 }, false],
    ["an answer after the change", { kind: "answer", status: 502, after: "state" }, true],
  ])("%s is in GitHub's words", async (_, fault, done) => {
    await using github = await startGithub();
    github.next({ method: "POST" }, fault);
    expect(await ask(github, `POST ${path}`, { name: "A", value: "1" })).toMatchObject(
      problem(502, "Bad Gateway"),
    );
    expect(github.variable("repository", "A")).toBe(done ? "1" : undefined);
  });

  test("an answer is held until the test says so", async () => {
    await using github = await startGithub();
    const { promise, resolve } = Promise.withResolvers<void>();
    github.next({ method: "POST" }, { kind: "hold", until: () => promise });
    const asked = ask(github, `POST ${path}`, { name: "A", value: "1" });
    await expect.poll(() => github.variable("repository", "A")).toBe("1");
    expect(github.requests.map(({ status }) => status)).toEqual([undefined]);
    resolve();
    expect((await asked).status).toBe(201);
  });

  test.each<[string, "before-headers" | "after-state", string | undefined]>([
    ["before", "before-headers", undefined],
    ["after", "after-state", "1"],
  ])("a connection is reset %s the change", async (_, when, value) => {
    await using github = await startGithub();
    github.next({ method: "POST" }, { kind: "reset", when });
    await expect(ask(github, `POST ${path}`, { name: "A", value: "1" })).rejects.toThrow("fetch failed");
    expect(github.variable("repository", "A")).toBe(value);
  });
});

test("GitHub's own client gets along with it", async () => {
  await using github = await startGithub();
  const { rest } = getOctokit(github.token, { baseUrl: github.url });
  const at = { owner: "octo-org", repo: "app" };
  const { data: key } = await rest.actions.getRepoPublicKey(at);
  const box = sodium.crypto_box_seal("value", Buffer.from(key.key, "base64"));
  const encrypted_value = Buffer.from(box).toString("base64");
  await rest.actions.createOrUpdateRepoSecret({
    ...at,
    secret_name: "A",
    encrypted_value,
    key_id: key.key_id,
  });
  await rest.actions.createRepoVariable({ ...at, name: "B", value: "1" });
  await rest.actions.updateRepoVariable({ ...at, name: "B", value: "2" });

  expect(github.secret("repository", "A")).toEqual(Buffer.from("value"));
  expect((await rest.actions.getRepoVariable({ ...at, name: "B" })).data.value).toBe("2");
  expect((await rest.actions.listRepoSecrets(at)).data.secrets).toMatchObject([{ name: "A" }]);
  await expect(rest.actions.getRepoSecret({ ...at, secret_name: "C" })).rejects.toMatchObject({
    status: 404,
  });
});
