import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { githubNameProblem } from "../../src/delivery/github/names.ts";
import { openGithub } from "../../src/delivery/github/places.ts";
import type { Item, Placed } from "../../src/delivery/place.ts";
import type { Budget } from "../../src/ground/budget.ts";
import { mask, Secret } from "../../src/ground/secret.ts";
import type { OutputName } from "../../src/words/outputs.ts";
import type { Fault } from "../emulator/faults.ts";
import { type Github, type PlaceName, startGithub } from "../emulator/github/server.ts";
import type { Token } from "../emulator/github/tokens.ts";
import { findLeaks } from "../runner/leaks.ts";

/** Waits are noted and not waited for. */
function budgetOf(seconds = 120): Budget & { readonly waits: number[] } {
  const waits: number[] = [];
  const signal = AbortSignal.timeout(seconds * 1000);
  return {
    seconds,
    name: "`timeout_seconds`",
    endsAt: Date.now() + seconds * 1000,
    signal,
    ended: () => (signal.aborted ? `\`timeout_seconds\` (${seconds}) is over` : undefined),
    wait: async (ms) => void waits.push(ms),
    waits,
  };
}

/** What was printed. */
const printed = { stdout: "", stderr: "" };
beforeEach(() => {
  for (const name of ["stdout", "stderr"] as const) {
    printed[name] = "";
    const write = vi.spyOn(process[name], "write").mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    });
    onTestFinished(() => write.mockRestore());
  }
});

type Values = Readonly<Record<string, string | undefined>>;

interface Job {
  readonly secrets?: Values;
  readonly variables?: Values;
  readonly target?: string;
  readonly token?: string;
  readonly repository?: string;
  readonly retries?: number;
  readonly address?: string;
  readonly budget?: Budget;
  /** Of every item. */
  readonly output?: OutputName;
  /** Between the preflight and the writes. */
  readonly meanwhile?: () => void;
}

const itemsOf = (values: Values, output: OutputName): Item[] =>
  Object.entries(values).map(([name, value]) => ({
    name,
    output,
    value: value && new Secret(value, "credential"),
  }));

/** The preflight and the writes, as a step makes them. Nothing sent or printed may hold a secret, in whatever disguise. */
async function deliver(github: Github, job: Job): Promise<readonly Placed[]> {
  const { secrets = {}, variables = {}, target = "repository", output = "schema_name" } = job;
  const {
    repository = "octo-org/app",
    budget = budgetOf(),
    retries = 2,
    meanwhile,
    address = github.url,
  } = job;
  const token = new Secret(job.token ?? github.token, "credential");
  const options = { token, repository, target, budget, retries, address };
  try {
    const places = await openGithub(options, Object.keys(secrets), Object.keys(variables));
    meanwhile?.();
    return [
      ...(await places.secrets.put(itemsOf(secrets, output))),
      ...(await places.variables.put(itemsOf(variables, output))),
    ];
  } finally {
    const values = Object.values(secrets).filter((value) => value !== undefined);
    const sent = github.requests.map(({ method, path, headers, text }) =>
      [method, path, JSON.stringify(headers), text].join("\n"),
    );
    expect(findLeaks(values, { ...printed, ...Object.fromEntries(sent.entries()) })).toEqual([]);
    expect(findLeaks([token.reveal()], printed)).toEqual([]);
    expect(printed.stderr).toBe("");
  }
}

/** What a step says that fails, without what is another text each time. */
const failing = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "It did not fail.",
    (error: Error) => error.message.replace(/[0-9A-F]{32}/g, "…"),
  );

const asked = (github: Github): string[] => github.requests.map(({ method, path }) => `${method} ${path}`);
const written = (github: Github): string[] => asked(github).filter((request) => !request.startsWith("GET "));

const secretsPath = "/repos/octo-org/app/actions/secrets";
const variablesPath = "/repos/octo-org/app/actions/variables";

describe("a secret", () => {
  test.each([
    ["48 KB of text", "0123456789abcdef".repeat(3072)],
    ["emoji", "key 🗝️ 👩‍💻 ключ"],
    ["Windows line ends", "first line\r\nsecond line\r\n"],
    ["a PEM file", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n"],
    ["quotes, NUL and spaces", "  \"a' \\ $b \u0000 `c`\t "],
  ])("arrives byte for byte: %s", async (_, value) => {
    await using github = await startGithub();
    await deliver(github, { secrets: { STACK_SECRET: value } });
    expect(github.secret("repository", "STACK_SECRET")).toEqual(Buffer.from(value));
  });

  test.each<[target: string, place: PlaceName, where: string, requests: string[]]>([
    [
      "repository",
      "repository",
      "secret of octo-org/app",
      [
        `GET ${secretsPath}/public-key`,
        `GET ${secretsPath}/A`,
        `GET ${secretsPath}/B`,
        `PUT ${secretsPath}/A`,
        `PUT ${secretsPath}/B`,
      ],
    ],
    [
      "environment:a/b c",
      "environment:a/b c",
      "secret of environment `a/b c` of octo-org/app",
      [
        "GET /repos/octo-org/app/environments/a%2Fb%20c/secrets/public-key",
        "GET /repos/octo-org/app/environments/a%2Fb%20c/secrets/A",
        "GET /repos/octo-org/app/environments/a%2Fb%20c/secrets/B",
        "PUT /repos/octo-org/app/environments/a%2Fb%20c/secrets/A",
        "PUT /repos/octo-org/app/environments/a%2Fb%20c/secrets/B",
      ],
    ],
    [
      "organization",
      "organization",
      "secret of organization octo-org",
      [
        "GET /orgs/octo-org/actions/secrets/public-key",
        "GET /orgs/octo-org/actions/secrets/A",
        "GET /repos/octo-org/app",
        "GET /orgs/octo-org/actions/secrets/B",
        "PUT /orgs/octo-org/actions/secrets/A",
        "PUT /orgs/octo-org/actions/secrets/B",
      ],
    ],
    [
      "dependabot",
      "dependabot",
      "secret of Dependabot in octo-org/app",
      [
        "GET /repos/octo-org/app/dependabot/secrets/public-key",
        "GET /repos/octo-org/app/dependabot/secrets/A",
        "GET /repos/octo-org/app/dependabot/secrets/B",
        "PUT /repos/octo-org/app/dependabot/secrets/A",
        "PUT /repos/octo-org/app/dependabot/secrets/B",
      ],
    ],
  ])("goes to %s", async (target, place, where, requests) => {
    await using github = await startGithub({ environments: ["a/b c"] });
    const placed = await deliver(github, { target, secrets: { A: "value of a", B: "value of b" } });

    expect(placed).toEqual([
      { name: "A", where, state: "written" },
      { name: "B", where, state: "written" },
    ]);
    expect(asked(github)).toEqual(requests);
    expect(String(github.secret(place, "A"))).toBe("value of a");
    expect(String(github.secret(place, "B"))).toBe("value of b");
  });

  test("is written again although it exists, because it cannot be read", async () => {
    await using github = await startGithub();
    github.setSecret("repository", "A", "same value");
    expect(await deliver(github, { secrets: { A: "same value" } })).toMatchObject([{ state: "written" }]);
    expect(written(github)).toEqual([`PUT ${secretsPath}/A`]);
  });

  test.each([undefined, ""])("without a value (%j) is left as it is", async (value) => {
    await using github = await startGithub();
    github.setSecret("repository", "A", "old value");
    expect(await deliver(github, { secrets: { A: value } })).toEqual([
      { name: "A", where: "secret of octo-org/app", state: "kept" },
    ]);
    expect(written(github)).toEqual([]);
    expect(String(github.secret("repository", "A"))).toBe("old value");
  });

  test("without a value fails at the end if there is none yet", async () => {
    await using github = await startGithub();
    const secrets = { A: undefined, B: "value of b", C: "" };
    expect(await failing(deliver(github, { secrets, output: "secret_server_key" }))).toMatchInlineSnapshot(
      `"Written to octo-org/app: \`B\`. There is no value for secrets \`A\`, \`C\`, and octo-org/app has none of that name yet. Neon shows keys only when it makes them: run \`generate-sdk-keys\` with the same \`github_…\` inputs for new ones."`,
    );
    expect(await failing(deliver(github, { secrets: { A: undefined } }))).toMatchInlineSnapshot(
      `"Nothing was written to octo-org/app. There is no value for secret \`A\`, and octo-org/app has none of that name yet. Neon's answer holds nothing for that: drop the line, or take another operation."`,
    );
    expect(String(github.secret("repository", "B"))).toBe("value of b");
  });

  test.each(["", "/"])(
    "is sent to GitHub Enterprise Server below its path, with %j at its end",
    async (end) => {
      await using github = await startGithub({ base: "/api/v3" });
      await deliver(github, { secrets: { A: "value of a" }, address: github.url + end });
      expect(written(github)).toEqual([`PUT /api/v3${secretsPath}/A`]);
    },
  );

  test("is asked for as GitHub's API wants it", async () => {
    await using github = await startGithub();
    await deliver(github, { secrets: { A: "value of a" } });
    for (const { headers } of github.requests)
      expect(headers).toMatchObject({
        accept: "application/vnd.github+json",
        authorization: `token ${github.token}`,
        "user-agent": expect.stringMatching(/^neon-auth-action\/\d/),
        "x-github-api-version": "2022-11-28",
      });
  });
});

describe("in an organization", () => {
  const start = () => startGithub({ repositories: ["octo-org/app", "octo-org/web"] });
  const path = "/orgs/octo-org/actions";

  test("a new secret or variable is for the one repository alone", async () => {
    await using github = await start();
    const at = { target: "organization", repository: "octo-org/web" };
    await deliver(github, { ...at, secrets: { A: "value of a" }, variables: { B: "value of b" } });
    const { secrets, variables } = github.vault("organization");
    const web = github.state.repositories.get("octo-org/web")?.id;
    expect(secrets.get("A")).toMatchObject({ visibility: "selected", repositories: [web] });
    expect(variables.get("B")).toMatchObject({ visibility: "selected", repositories: [web] });
  });

  test.each(["all", "private"] as const)("a secret that is visible to %s stays so", async (visibility) => {
    await using github = await start();
    github.setSecret("organization", "A", "old value", { visibility });
    await deliver(github, { target: "organization", secrets: { A: "new value" } });
    const secret = github.vault("organization").secrets.get("A");
    expect(secret).toMatchObject({ visibility, repositories: [], value: Buffer.from("new value") });
    expect(asked(github)).toEqual([
      `GET ${path}/secrets/public-key`,
      `GET ${path}/secrets/A`,
      `PUT ${path}/secrets/A`,
    ]);
  });

  test.each([0, 2, 100, 250])("a secret keeps its %i selected repositories", async (count) => {
    await using github = await start();
    const repositories = Array.from({ length: count }, (_, index) => 7000 + index);
    github.setSecret("organization", "A", "old value", { visibility: "selected", repositories });
    await deliver(github, { target: "organization", secrets: { A: "new value" } });
    const secret = github.vault("organization").secrets.get("A");
    expect(secret).toMatchObject({ visibility: "selected", repositories, value: Buffer.from("new value") });
  });

  test("a variable keeps who sees it", async () => {
    await using github = await start();
    const sharing = { visibility: "selected", repositories: [7000] } as const;
    github.setVariable("organization", "A", "old value", sharing);
    await deliver(github, { target: "organization", variables: { NEW: "first", A: "new value" } });
    const { variables } = github.vault("organization");
    expect(variables.get("A")).toMatchObject({ ...sharing, value: "new value" });
  });
});

describe("a variable", () => {
  test.each<[target: string, place: PlaceName, path: string, where: string]>([
    ["repository", "repository", variablesPath, "variable of octo-org/app"],
    [
      "environment:production",
      "environment:production",
      "/repos/octo-org/app/environments/production/variables",
      "variable of environment `production` of octo-org/app",
    ],
    ["organization", "organization", "/orgs/octo-org/actions/variables", "variable of organization octo-org"],
  ])("goes to %s: created, replaced, or left alone if it is the same", async (target, place, path, where) => {
    await using github = await startGithub();
    const shared = target === "organization" ? { visibility: "all" as const } : {};
    github.setVariable(place, "OTHER", "old value", shared);
    github.setVariable(place, "SAME", "value", shared);

    expect(
      await deliver(github, { target, variables: { NEW: "first", OTHER: "new value", SAME: "value" } }),
    ).toEqual([
      { name: "NEW", where, state: "written" },
      { name: "OTHER", where, state: "written" },
      { name: "SAME", where, state: "kept" },
    ]);
    expect(written(github)).toEqual([`POST ${path}`, `PATCH ${path}/OTHER`]);
    expect(["NEW", "OTHER", "SAME"].map((name) => github.variable(place, name))).toEqual([
      "first",
      "new value",
      "value",
    ]);
  });

  test.each([undefined, ""])("without a value (%j) is left as it is", async (value) => {
    await using github = await startGithub();
    github.setVariable("repository", "A", "old value");
    expect(await deliver(github, { variables: { A: value } })).toMatchObject([{ name: "A", state: "kept" }]);
    expect(written(github)).toEqual([]);
  });

  test("without a value fails at the end if there is none yet", async () => {
    await using github = await startGithub();
    expect(await failing(deliver(github, { variables: { A: "value", B: undefined } }))).toMatchInlineSnapshot(
      `"Written to octo-org/app: \`A\`. There is no value for variable \`B\`, and octo-org/app has none of that name yet. Neon's answer holds nothing for that: drop the line, or take another operation."`,
    );
    expect(github.variable("repository", "A")).toBe("value");
  });

  test("that somebody else creates meanwhile is replaced", async () => {
    await using github = await startGithub();
    const meanwhile = () => github.setVariable("repository", "A", "theirs");
    await deliver(github, { variables: { A: "ours" }, meanwhile });
    expect(written(github)).toEqual([`POST ${variablesPath}`, `PATCH ${variablesPath}/A`]);
    expect(github.variable("repository", "A")).toBe("ours");
  });
});

describe("before anything is written, the step fails", () => {
  const refused = async (github: Github, job: Job) => {
    const message = await failing(deliver(github, { secrets: { A: "value of a" }, ...job }));
    expect(written(github)).toEqual([]);
    return message;
  };

  test("if the token is not accepted", async () => {
    await using github = await startGithub();
    expect(await refused(github, { token: "ghp_wrong" })).toMatchInlineSnapshot(
      `"GitHub did not accept the token in \`github_token\` (401): Bad credentials. Check that it is current and holds nothing else. [GET /repos/octo-org/app/actions/secrets/public-key, request ID …]"`,
    );
    expect(asked(github)).toEqual([`GET ${secretsPath}/public-key`]);
  });

  test("if it is the token of the job", async () => {
    await using github = await startGithub();
    const token = github.addToken({ kind: "default" });
    expect(await refused(github, { token })).toMatchInlineSnapshot(
      `"The token in \`github_token\` lacks the repository permission *Secrets: write* (403): Resource not accessible by integration. GitHub asks for \`secrets=read\` here. The \`GITHUB_TOKEN\` of a job can never write secrets or variables: pass the token of a GitHub App, or a fine-grained personal access token, with this permission. [GET /repos/octo-org/app/actions/secrets/public-key, request ID …]"`,
    );
  });

  test.each<[what: string, job: Job]>([
    ["repository", {}],
    ["environment", { target: "environment:production" }],
    ["organization", { target: "organization" }],
    ["dependabot", { target: "dependabot" }],
    ["repository variable", { secrets: {}, variables: { A: "value" } }],
    ["environment variable", { target: "environment:production", secrets: {}, variables: { A: "value" } }],
    ["organization variable", { target: "organization", secrets: {}, variables: { A: "value" } }],
  ])("if the token lacks the permission for: %s", async (what, job) => {
    await using github = await startGithub();
    const token = github.addToken({ kind: "fine-grained", permissions: {} });
    const message = await refused(github, { ...job, token });
    expect(message).toContain(" (403): Resource not accessible by personal access token. ");
    expect({ what, says: message.replace(/ \[[^\]]*\]$/, "") }).toMatchSnapshot();
  });

  test("if a classic token lacks the scope", async () => {
    await using github = await startGithub();
    const token = github.addToken({ kind: "classic", scopes: ["gist"] });
    expect(await refused(github, { token, target: "organization" })).toMatchInlineSnapshot(
      `"The token in \`github_token\` may not do this (403): Must have admin rights to Repository. A classic token needs the scope \`admin:org\`, and its owner the right to write there. Better, pass the token of a GitHub App or a fine-grained personal access token with the organization permission *Secrets: write*. [GET /orgs/octo-org/actions/secrets/public-key, request ID …]"`,
    );
  });

  test("if the organization wants single sign-on", async () => {
    await using github = await startGithub();
    github.next({}, { kind: "answer", status: 403, headers: { "x-github-sso": "required; url=https://x" } });
    expect(await refused(github, {})).toMatchInlineSnapshot(
      `"The organization asks for single sign-on (403): Forbidden. Authorize the token in \`github_token\` for it. [GET /repos/octo-org/app/actions/secrets/public-key, request ID …]"`,
    );
  });

  const oneRepository: Token = {
    kind: "app",
    permissions: { secrets: "write", environments: "write", actions_variables: "write" },
    repositories: ["octo-org/app"],
  };

  test.each<[what: string, job: Job]>([
    ["repository is not there", { repository: "octo-org/none" }],
    ["token does not reach the repository", { repository: "octo-org/web" }],
    ["environment is not there", { target: "environment:staging" }],
    [
      "environment for variables is not there",
      { target: "environment:staging", secrets: {}, variables: { A: "1" } },
    ],
    ["organization is not there", { target: "organization", repository: "octocat/app" }],
  ])("if the %s", async (what, job) => {
    await using github = await startGithub({
      repositories: ["octo-org/app", "octo-org/web", "octocat/app"],
      organizations: ["octo-org"],
    });
    const token = github.addToken(oneRepository);
    expect({ what, says: await refused(github, { token, ...job }) }).toMatchSnapshot();
  });

  test("if a new secret of an organization is for a repository that is not there", async () => {
    await using github = await startGithub();
    const job = { target: "organization", repository: "octo-org/none" };
    expect(await refused(github, job)).toMatch(/^GitHub shows no repository octo-org\/none to this token/);
  });

  test("if GitHub hides the secrets of a repository that it shows", async () => {
    await using github = await startGithub();
    github.next({}, { kind: "answer", status: 404 });
    expect(await refused(github, {})).toMatchInlineSnapshot(
      `"GitHub shows octo-org/app to this token, but not the secrets of octo-org/app (status 404). Check that the token in \`github_token\` has the repository permission *Secrets: write*."`,
    );
  });

  test("if the repository was renamed, because a redirect is not followed", async () => {
    await using github = await startGithub();
    github.next(
      {},
      { kind: "redirect", to: `${github.url}/repositories/1/actions/secrets/public-key`, status: 301 },
    );
    expect(await refused(github, {})).toMatchInlineSnapshot(
      `"GitHub's address leads elsewhere (301). A redirect is never followed with a token: check that \`github_repository\` is the current name, and \`GITHUB_API_URL\`. [GET /repos/octo-org/app/actions/secrets/public-key, request ID …]"`,
    );
    expect(asked(github)).toEqual([`GET ${secretsPath}/public-key`]);
  });

  test.each<[what: string, body: unknown]>([
    ["not JSON", "<html>Sign in to the proxy</html>"],
    ["without a key", { key_id: "1" }],
    ["with a key that is too short", { key_id: "1", key: "AAAA" }],
  ])("if the public key is %s", async (_, body) => {
    await using github = await startGithub();
    github.next({}, { kind: "answer", status: 200, body });
    const message = await refused(github, { retries: 0 });
    expect(message).toMatch(/GitHub.*(no complete JSON.*public-key|public-key.*not understood: .*: key)/);
  });

  test.each<[what: string, key: Buffer]>([
    ["zero", Buffer.alloc(32)],
    ["of low order", Buffer.alloc(32).fill(1, 0, 1)],
  ])("if the public key is %s", async (_, key) => {
    await using github = await startGithub();
    const body = { key_id: "1", key: key.toString("base64") };
    github.next({}, { kind: "answer", status: 200, body });
    expect(await refused(github, {})).toBe(
      "GitHub's public key for secrets of octo-org/app seals nothing. Check `GITHUB_API_URL` and the proxy.",
    );
  });

  test("if the list of an organization secret's repositories breaks off", async () => {
    const others = Array.from({ length: 150 }, (_, index) => `octo-org/r${index}`);
    await using github = await startGithub({
      repositories: ["octo-org/app", ...others],
      organizations: ["octo-org"],
    });
    const ids = [...github.state.repositories.values()].map(({ id }) => id);
    github.setSecret("organization", "A", "old value", { visibility: "selected", repositories: ids });
    github.next({ path: "page=2" }, { kind: "answer", status: 404 });
    expect(await refused(github, { target: "organization" })).toBe(
      "GitHub's list of the repositories that see `A` broke off at page 2 (status 404), and writing the secret without it would take it from them. Run the step again.",
    );
  });

  test("if an answer has no end", async () => {
    await using github = await startGithub();
    github.next({ times: Infinity }, { kind: "huge", bytes: 300_000_000 });
    expect(await refused(github, { retries: 0 })).toBe(
      `GitHub gave no complete answer (an answer of more than 30000000 bytes). Check githubstatus.com and the network of the runner, then run the step again. [GET ${secretsPath}/public-key]`,
    );
  });

  test.each<[what: string, job: Job, problem: string]>([
    ["repository", { repository: "app" }, "`github_repository` must be `owner/name`."],
    ["path in place of a name", { repository: "octo-org/.." }, "`github_repository` must be `owner/name`."],
    ["environment", { target: "environment:.." }, "`github_target`: no environment has this name."],
    [
      "name",
      { secrets: { A: "a", "sk-live-1": "b" } },
      "`github_secrets`, line 2: the name must consist of letters, digits and `_`.",
    ],
    [
      "Dependabot",
      { target: "dependabot", variables: { A: "1" } },
      "`github_variables`: Dependabot has secrets, but no variables. Drop one of the two.",
    ],
  ])("if the input is wrong: %s", async (_, job, problem) => {
    await using github = await startGithub();
    expect(await refused(github, job)).toBe(problem);
    expect(asked(github)).toEqual([]);
  });

  test.each(["http://api.github.com", "https://user@github.example", "ftp://127.0.0.1", "api.github.com"])(
    "if the address of the API is %s",
    async (address) => {
      const token = new Secret("ghs_token", "credential");
      const options = {
        token,
        repository: "octo-org/app",
        target: "repository",
        budget: budgetOf(),
        retries: 0,
        address,
      };
      await expect(openGithub(options, ["A"], [])).rejects.toThrow(
        "`GITHUB_API_URL` must be an https address",
      );
    },
  );

  test("if GitHub is not there", async () => {
    await using github = await startGithub();
    await github.close();
    expect(await refused(github, { retries: 1 })).toMatchInlineSnapshot(
      `"GitHub gave no complete answer (ECONNREFUSED). Check githubstatus.com and the network of the runner, then run the step again. [GET /repos/octo-org/app/actions/secrets/public-key]"`,
    );
  });
});

describe("the rate limit", () => {
  const limited = (status: number, headers: Record<string, string>, message = "Slow down"): Fault => ({
    kind: "answer",
    status,
    headers,
    body: { message },
  });
  const plenty = { "x-ratelimit-remaining": "4999", "x-ratelimit-reset": "4102444800" };
  const reset = String(Math.ceil(Date.now() / 1000) - 5);

  test.each<[what: string, fault: Fault, waits: unknown[]]>([
    ["403 with Retry-After", limited(403, { "retry-after": "7" }), [7000]],
    ["429 with Retry-After", limited(429, { "retry-after": "7" }), [7000]],
    ["403 that speaks of it", limited(403, plenty, "You have exceeded a secondary rate limit"), [60_000]],
    ["429 alone", limited(429, {}), [60_000]],
    [
      "403 with nothing left",
      limited(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }),
      [expect.closeTo(250, -3)],
    ],
  ])("is waited for: %s", async (_, fault, waits) => {
    await using github = await startGithub();
    const budget = budgetOf(300);
    for (const method of ["PUT", "POST"]) github.next({ method }, fault);
    await deliver(github, { secrets: { A: "value of a" }, variables: { B: "value of b" }, budget });

    expect(written(github)).toEqual([
      `PUT ${secretsPath}/A`,
      `PUT ${secretsPath}/A`,
      `POST ${variablesPath}`,
      `POST ${variablesPath}`,
    ]);
    expect(budget.waits).toEqual([...waits, ...waits]);
  });

  test("is not waited for beyond the end of the step", async () => {
    await using github = await startGithub();
    github.next({ method: "PUT" }, limited(403, { "retry-after": "3600" }));
    const budget = budgetOf();
    expect(await failing(deliver(github, { secrets: { A: "value of a" }, budget }))).toMatchInlineSnapshot(
      `"Nothing was written to octo-org/app. Secret \`A\` failed: The rate limit of the token is used up (403): Slow down. Run the step later. The next try, in 3600 s, would be too late: \`timeout_seconds\` is 120. [PUT /repos/octo-org/app/actions/secrets/A, request ID …] When that is mended, run the step again: it completes what is missing."`,
    );
    expect(written(github)).toEqual([`PUT ${secretsPath}/A`]);
    expect(budget.waits).toEqual([]);
  });

  test("is not run into: the write after the eightieth waits for its minute", async () => {
    await using github = await startGithub({ writesPerMinute: 1000 });
    const budget = budgetOf();
    const names = Array.from({ length: 82 }, (_, index) => `V${index}`);
    const before: number[] = [];
    await deliver(github, {
      variables: Object.fromEntries(names.map((name) => [name, "value"])),
      budget: {
        ...budget,
        wait: async (ms) => {
          before.push(written(github).length);
          await budget.wait(ms);
        },
      },
    });
    expect(before).toEqual([80, 81]);
    expect(written(github)).toHaveLength(82);
  });

  test("fails at once if the step ends before that minute", async () => {
    await using github = await startGithub({ writesPerMinute: 1000 });
    const names = Array.from({ length: 81 }, (_, index) => `V${index}`);
    const variables = Object.fromEntries(names.map((name) => [name, "value"]));
    const message = await failing(deliver(github, { variables, budget: budgetOf(30) }));
    expect(message).toMatch(/80 writes a minute, so it would come in \d+ s, and `timeout_seconds` is 30\./);
    expect(written(github)).toHaveLength(80);
  });
});

describe("a fault", () => {
  const faults: [what: string, fault: Fault, done: boolean][] = [
    ...[408, 500, 502, 503, 504].flatMap((status): [string, Fault, boolean][] => [
      [`${status} before the change`, { kind: "answer", status }, false],
      [`${status} after the change`, { kind: "answer", status, after: "state" }, true],
    ]),
    ["a reset before the change", { kind: "reset", when: "before-headers" }, false],
    ["a reset after the change", { kind: "reset", when: "after-state" }, true],
    ["garbage", { kind: "garbage" }, false],
  ];

  test.each(faults)("%s: a secret is sent again", async (_, fault) => {
    await using github = await startGithub();
    github.next({ method: "PUT" }, fault);
    expect(await deliver(github, { secrets: { A: "value of a" } })).toMatchObject([{ state: "written" }]);
    expect(written(github)).toEqual([`PUT ${secretsPath}/A`, `PUT ${secretsPath}/A`]);
    expect(String(github.secret("repository", "A"))).toBe("value of a");
  });

  test.each(faults)("%s: a variable is changed again", async (_, fault) => {
    await using github = await startGithub();
    github.setVariable("repository", "A", "old value");
    github.next({ method: "PATCH" }, fault);
    expect(await deliver(github, { variables: { A: "new value" } })).toMatchObject([{ state: "written" }]);
    expect(written(github)).toEqual([`PATCH ${variablesPath}/A`, `PATCH ${variablesPath}/A`]);
  });

  test.each(faults)(
    "%s: a new variable is looked for, and created again only if it is not there",
    async (_, fault, done) => {
      await using github = await startGithub();
      github.next({ method: "POST" }, fault);
      const budget = budgetOf();
      const placed = await deliver(github, { variables: { A: "value" }, budget });
      expect(placed).toMatchObject([{ state: "written" }]);
      expect(budget.waits).toHaveLength(done ? 0 : 1);
      const create = `POST ${variablesPath}`;
      const look = `GET ${variablesPath}/A`;
      const [, , ...sent] = asked(github);
      expect(sent).toEqual(done ? [create, look] : [create, look, create]);
      expect(github.variable("repository", "A")).toBe("value");
    },
  );

  test.each(faults)("%s: what is read is read again", async (_, fault) => {
    await using github = await startGithub();
    github.next({ method: "GET" }, fault);
    await deliver(github, { secrets: { A: "value of a" } });
    expect(asked(github)).toEqual([
      `GET ${secretsPath}/public-key`,
      `GET ${secretsPath}/public-key`,
      `GET ${secretsPath}/A`,
      `PUT ${secretsPath}/A`,
    ]);
  });

  test.each<[what: string, fault: Fault]>([
    ["a body that is cut", { kind: "cut", atByte: 20 }],
    ["a body that is not JSON", { kind: "answer", status: 200, body: "<html>" }],
  ])("%s is read again", async (_, fault) => {
    await using github = await startGithub();
    github.next({ method: "GET" }, fault);
    expect(await deliver(github, { secrets: { A: "value of a" } })).toMatchObject([{ state: "written" }]);
  });

  test("a new variable that GitHub loses each time is given up", async () => {
    await using github = await startGithub();
    github.next({ method: "POST", times: Infinity }, { kind: "answer", status: 502 });
    expect(await failing(deliver(github, { variables: { A: "value" }, retries: 1 }))).toContain(
      `GitHub failed (502): Bad Gateway. The fault is on its side: see githubstatus.com. [POST ${variablesPath}, request ID …]`,
    );
    expect(written(github)).toEqual([`POST ${variablesPath}`, `POST ${variablesPath}`]);
  });

  test("5xx without end is given up after `retries`", async () => {
    await using github = await startGithub();
    github.setSecret("repository", "KEPT", "old value");
    github.next({ method: "PUT", times: Infinity }, { kind: "answer", status: 503 });
    const secrets = { KEPT: undefined, A: "value of a" };
    expect(await failing(deliver(github, { secrets }))).toMatchInlineSnapshot(
      `"Secret \`A\` failed: GitHub failed (503): Service Unavailable. The fault is on its side: see githubstatus.com. [PUT /repos/octo-org/app/actions/secrets/A, request ID …] When that is mended, run the step again: it completes what is missing."`,
    );
    expect(written(github)).toHaveLength(3);
  });

  test.each<[when: "before-headers" | "after-state"]>([["before-headers"], ["after-state"]])(
    "a hang (%s) ends with the step",
    async (when) => {
      await using github = await startGithub();
      github.next({ method: "PUT", times: Infinity }, { kind: "hang", when });
      const job = { secrets: { A: "value of a" }, budget: budgetOf(1) };
      expect(await failing(deliver(github, job))).toBe(
        `Secret \`A\` failed: No complete answer of GitHub to PUT ${secretsPath}/A (\`timeout_seconds\` (1) is over): it may have been carried out. When that is mended, run the step again: it completes what is missing.`,
      );
      expect(written(github)).toHaveLength(1);
    },
  );

  test.each([400, 401, 403, 404, 409, 410, 418])("%i on a write is final", async (status) => {
    await using github = await startGithub();
    github.next({ method: "PUT" }, { kind: "answer", status });
    expect(await failing(deliver(github, { secrets: { A: "value of a", B: "value of b" } }))).toMatch(
      new RegExp(`\\(${status}\\).*\\. \\[PUT ${secretsPath}/A, request ID …\\]`),
    );
    expect(written(github)).toEqual([`PUT ${secretsPath}/A`]);
  });
});

test("a list whose pages bring nothing new is at its end", async () => {
  const others = Array.from({ length: 99 }, (_, index) => `octo-org/r${index}`);
  await using github = await startGithub({
    repositories: ["octo-org/app", ...others],
    organizations: ["octo-org"],
  });
  const ids = [...github.state.repositories.values()].map(({ id }) => id);
  github.setSecret("organization", "A", "old value", { visibility: "selected", repositories: ids });
  const body = { repositories: ids.map((id) => ({ id })) };
  github.next({ path: "/repositories?", times: 50 }, { kind: "answer", status: 200, body });
  await deliver(github, { target: "organization", secrets: { A: "value of a" } });
  expect(asked(github).filter((request) => request.includes("/repositories?"))).toHaveLength(2);
});

describe("a key that is replaced in the middle", () => {
  test("is read again, and the secret sealed again", async () => {
    await using github = await startGithub();
    const meanwhile = () => github.vault("repository").rotate();
    await deliver(github, { secrets: { A: "value of a", B: "value of b" }, meanwhile });
    expect(asked(github).slice(3)).toEqual([
      `PUT ${secretsPath}/A`,
      `GET ${secretsPath}/public-key`,
      `PUT ${secretsPath}/A`,
      `PUT ${secretsPath}/B`,
    ]);
    expect(String(github.secret("repository", "A"))).toBe("value of a");
  });

  test("is read again once only", async () => {
    await using github = await startGithub();
    const body = { message: "Bad request - validation failed due to an improperly encrypted secret" };
    github.next({ method: "PUT", times: Infinity }, { kind: "answer", status: 422, body });
    expect(await failing(deliver(github, { secrets: { A: "value of a" } }))).toContain(
      "GitHub refused the request (422): ",
    );
    expect(written(github)).toEqual([`PUT ${secretsPath}/A`, `PUT ${secretsPath}/A`]);
  });

  test("is not suspected if GitHub refuses for another reason", async () => {
    await using github = await startGithub();
    const body = { message: "Maximum number of secrets reached" };
    github.next({ method: "PUT" }, { kind: "answer", status: 422, body });
    expect(await failing(deliver(github, { secrets: { A: "value of a" } }))).toMatchInlineSnapshot(
      `"Nothing was written to octo-org/app. Secret \`A\` failed: GitHub refused the request (422): Maximum number of secrets reached. Check the name and the value against what GitHub says. [PUT /repos/octo-org/app/actions/secrets/A, request ID …] When that is mended, run the step again: it completes what is missing."`,
    );
    expect(written(github)).toEqual([`PUT ${secretsPath}/A`]);
  });
});

describe("when one of several cannot be written", () => {
  const five = { A: "value of a", B: "value of b", C: "value of c", D: "value of d", E: "value of e" };
  const third = { method: "PUT", path: "/secrets/C" };
  const body = { message: "::error::\u001b[31mNo room\r\n##[group]x" };

  test("the error says what is written, what failed and why, and what was not tried", async () => {
    await using github = await startGithub();
    github.next(third, { kind: "answer", status: 403, body });
    expect(await failing(deliver(github, { secrets: five }))).toMatchInlineSnapshot(
      `"Written to octo-org/app: \`A\`, \`B\`. Secret \`C\` failed: The token in \`github_token\` lacks the repository permission *Secrets: write* (403): : :error::�[31mNo room # #[group]x. Add it to the token. [PUT /repos/octo-org/app/actions/secrets/C, request ID …] Not tried: \`D\`, \`E\`. When that is mended, run the step again: it completes what is missing."`,
    );
    expect(written(github)).toEqual(["A", "B", "C"].map((name) => `PUT ${secretsPath}/${name}`));
  });

  test("what is masked does not come back in it", async () => {
    await using github = await startGithub();
    mask("sk_live_of_a_user");
    const said = { message: "sk_live_of_a_user is no name" };
    const headers = { "x-github-request-id": "sk_live_of_a_user" };
    github.next(third, { kind: "answer", status: 400, headers, body: said });
    expect(await failing(deliver(github, { secrets: five }))).toContain(
      `GitHub refused the request (400): *** is no name. Check the inputs of the step against what GitHub says. [PUT ${secretsPath}/C, request ID ***]`,
    );
  });

  test("it says how keys come back that Neon shows once", async () => {
    await using github = await startGithub();
    github.next(third, { kind: "reset", when: "before-headers" });
    expect(
      await failing(deliver(github, { secrets: five, output: "secret_server_key", retries: 0 })),
    ).toMatchInlineSnapshot(
      `"Written to octo-org/app: \`A\`, \`B\`. Secret \`C\` failed: No complete answer of GitHub to PUT /repos/octo-org/app/actions/secrets/C (ECONNRESET): it may have been carried out. Not tried: \`D\`, \`E\`. When that is mended, run \`generate-sdk-keys\` with the same \`github_…\` inputs: Neon shows keys only when it makes them, so this step would not see them again."`,
    );
  });

  test("it says so of the first and of the last, too", async () => {
    await using github = await startGithub();
    const two = { A: "value of a", B: "value of b" };
    for (const path of ["/secrets/A", "/secrets/B"]) {
      github.next({ method: "PUT", path }, { kind: "answer", status: 404 });
      expect(await failing(deliver(github, { secrets: two }))).toMatchSnapshot();
    }
  });

  test("a rerun completes it", async () => {
    await using github = await startGithub();
    github.next(third, { kind: "answer", status: 403, body });
    await failing(deliver(github, { secrets: five }));
    await deliver(github, { secrets: five });
    expect(Object.keys(five).map((name) => String(github.secret("repository", name)))).toEqual(
      Object.values(five),
    );
  });

  test("a value that is too large is found before the first write", async () => {
    await using github = await startGithub();
    const secrets = { A: "value of a", B: "ä".repeat(24_577), C: "x".repeat(49_153) };
    expect(await failing(deliver(github, { secrets }))).toMatchInlineSnapshot(
      `"GitHub takes at most 48 KB, and the value for secrets \`B\`, \`C\` is larger. No secret was written to octo-org/app: leave them out."`,
    );
    expect(await failing(deliver(github, { variables: { V: "x".repeat(49_153) } }))).toMatchInlineSnapshot(
      `"GitHub takes at most 48 KB, and the value for variable \`V\` is larger. No variable was written to octo-org/app: leave it out."`,
    );
    expect(written(github)).toEqual([]);
  });
});

test("nothing is asked of GitHub when nothing is to be put there", async () => {
  await using github = await startGithub();
  expect(await deliver(github, {})).toEqual([]);
  expect(asked(github)).toEqual([]);
});

test.each([
  ["A", undefined],
  ["_a1", undefined],
  ["GITHUBX", undefined],
  ["1A", "must not start with a digit"],
  ["", "must consist of letters, digits and `_`"],
  ["A-B", "must consist of letters, digits and `_`"],
  ["A B", "must consist of letters, digits and `_`"],
  ["A\n", "must consist of letters, digits and `_`"],
  ["Ä", "must consist of letters, digits and `_`"],
  ["GITHUB_A", "must not start with `GITHUB_`, which GitHub keeps for itself"],
  ["github_a", "must not start with `GITHUB_`, which GitHub keeps for itself"],
])("of the name %j is said: %s", (name, problem) => {
  expect(githubNameProblem(name)).toBe(problem);
});
