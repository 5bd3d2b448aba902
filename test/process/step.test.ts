import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operations as all, allInputs as known } from "../../src/operations/index.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, type Main, main, mainsPlayed, runAction } from "./action.ts";

let neon: Neon;
/** A Neon that must not be asked for anything. */
let idle: Neon;
beforeAll(async () => {
  [neon, idle] = await Promise.all([startNeon(), startNeon()]);
});
beforeEach(() => {
  neon.reset();
  neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "stack");
});
afterAll(() => Promise.all([neon.close(), idle.close()]));

type Given = Readonly<Record<string, string>>;

/** Steps that work, each an operation with all that it needs. */
const project_id = "project-id";
const createUser = { operation: "create-user", project_id, email: "user@example.com" };
const listIntegrations = { operation: "list-integrations", project_id };
const transferOwnership = { operation: "transfer-ownership", project_id };
const createIntegration = {
  operation: "create-integration",
  project_id,
  auth_provider: "stack",
  branch_id: "br-example-123",
};
const addProvider = { operation: "add-oauth-provider", project_id, oauth_provider_id: "google" };
const updateEmailServer = {
  operation: "update-email-server",
  project_id,
  email_server_type: "standard",
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "correct horse battery staple",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};

const operations = [...new Set(all.map(({ operation }) => operation))].join(", ");
const apiKeyMissing = `\`api_key\` is missing. Pass \`\${{ secrets.NEON_API_KEY }}\` and check that the secret exists here: GitHub passes no secrets to runs from forks and from Dependabot, which has its own.`;
const apiKeyRefused =
  "`api_key` must be the key and nothing else: at most 4096 characters of printable ASCII, without spaces or line breaks.";
const apiHostRefused =
  "`api_host` must be an https address without user info, query or fragment (http only for loopback).";
const idRefused =
  "`project_id` must be an ID: up to 60 of a-z, 0-9 and - (the project's Settings page has the ID, which is not its name).";

/** What is wrong, the inputs, and the whole error. A `%s` in the inputs is the address of Neon. */
const mistakes: readonly [what: string, inputs: Given, error: string][] = [
  ["no operation", { project_id }, `\`operation\` is missing. Operations: ${operations}.`],
  [
    "an unknown operation",
    { operation: "make-coffee", project_id },
    `There is no operation \`make-coffee\`. Operations: ${operations}.`,
  ],
  [
    "an operation that is misspelled",
    { ...createUser, operation: "create_user" },
    "There is no operation `create_user` (did you mean `create-user`?).",
  ],
  ["no API key", { ...createUser, api_key: "" }, apiKeyMissing],
  ["an API key of white space", { ...createUser, api_key: " \n" }, apiKeyMissing],
  [
    "no project",
    { ...createUser, project_id: "" },
    "`project_id` is missing: give it, or set the environment variable `NEON_PROJECT_ID`.",
  ],
  ["no email", { ...createUser, email: "" }, "Give one of `email`, `users_file`."],
  ["what is no email", { ...createUser, email: "user@" }, "`email` must be an email address."],
  ["an address outside", { ...createUser, api_host: "http://console.neon.tech/api/v2" }, apiHostRefused],
  ["an address that listens here", { ...createUser, api_host: "%s0.0.0.0" }, apiHostRefused],
  ["a name like loopback", { ...createUser, api_host: "http://127.0.0.1.nip.io/api/v2" }, apiHostRefused],
  ["user info", { ...createUser, api_host: "%suser:word@127.0.0.1" }, apiHostRefused],
  ["a user name", { ...createUser, api_host: "%suser@127.0.0.1" }, apiHostRefused],
  ["a query", { ...createUser, api_host: "%s?a=b" }, apiHostRefused],
  ["an empty query", { ...createUser, api_host: "%s?" }, apiHostRefused],
  ["a fragment", { ...createUser, api_host: "%s#a" }, apiHostRefused],
  ["ftp", { ...createUser, api_host: "ftp://console.neon.tech" }, apiHostRefused],
  ["a file", { ...createUser, api_host: "file:///etc/passwd" }, apiHostRefused],
  ["a script", { ...createUser, api_host: "javascript:alert(1)" }, apiHostRefused],
  ["what is no address", { ...createUser, api_host: "console.neon.tech/api/v2" }, apiHostRefused],
  ["a project above", { ...createUser, project_id: "../x" }, idRefused],
  ["a project with a path", { ...createUser, project_id: "a/b" }, idRefused],
  ["a project in upper case", { ...createUser, project_id: "Project-id" }, idRefused],
  ["a project of two lines", { ...createUser, project_id: "a\nb" }, idRefused],
  ["a project with an escape", { ...createUser, project_id: "a%2Fb" }, idRefused],
  ["a project of 61 characters", { ...createUser, project_id: "a".repeat(61) }, idRefused],
  [
    "a branch with a path",
    { ...createIntegration, branch_id: "br/../x" },
    "`branch_id` must be an ID: up to 60 of a-z, 0-9 and - (the name of a branch goes into `branch_name`).",
  ],
  [
    "a provider with a path",
    { ...addProvider, oauth_provider_id: "google/../x" },
    "`oauth_provider_id` must be the ID of an OAuth provider, such as `google`, `github`, `microsoft` or `vercel`.",
  ],
  ["a boolean `yes`", { ...createUser, dry_run: "yes" }, "`dry_run` must be `true` or `false`, not `yes`."],
  ["a boolean `1`", { ...createUser, dry_run: "1" }, "`dry_run` must be `true` or `false`."],
  [
    "a time of 0",
    { ...createUser, timeout_seconds: "0" },
    "`timeout_seconds` must be a whole number from 1 to 21600.",
  ],
  [
    "a time of 1e3",
    { ...createUser, timeout_seconds: "1e3" },
    "`timeout_seconds` must be a whole number from 1 to 21600.",
  ],
  ["-1 tries", { ...createUser, retries: "-1" }, "`retries` must be a whole number from 0 to 50."],
  ["half a try", { ...createUser, retries: "0.5" }, "`retries` must be a whole number from 0 to 50."],
  [
    "an unknown scope",
    { ...createUser, scope: "org" },
    "`scope` must be one of `auto`, `project`, `branch`, not `org`.",
  ],
  ["an unknown mask", { ...createUser, mask: "none" }, "`mask` must be one of `all`, `secrets`, not `none`."],
  [
    "a name of two lines",
    { ...createUser, name: "Jane\nDoe" },
    "`name` must be one line of at most 255 characters.",
  ],
  [
    "an input that is misspelled",
    { ...createUser, dryrun: "true" },
    "There is no input `dryrun` (did you mean `dry_run`?).",
  ],
  [
    "an input that does not exist",
    { ...createUser, favourite_colour: "red" },
    "There is no input `favourite_colour`.",
  ],
  [
    "an input of another operation",
    { ...createUser, smtp_host: "smtp.example.com" },
    "`create-user` does not take `smtp_host`: drop it.",
  ],
  [
    "a standard email server without a password",
    { ...updateEmailServer, smtp_password: "" },
    "`smtp_password` is missing: `email_server_type: standard` needs it.",
  ],
  [
    "a shared email server with a host",
    {
      operation: "update-email-server",
      project_id,
      email_server_type: "shared",
      smtp_host: "smtp.example.com",
    },
    "`smtp_host` is only for `email_server_type: standard`: drop it.",
  ],
  ["port 0", { ...updateEmailServer, smtp_port: "0" }, "`smtp_port` must be a whole number from 1 to 65535."],
  [
    "a client secret without its ID",
    { ...addProvider, client_secret: "correct horse battery staple" },
    "`client_id` is missing: it goes together with `client_secret`.",
  ],
  [
    "a client ID without its secret",
    { ...addProvider, client_id: "id" },
    "`client_secret` is missing: it goes together with `client_id`.",
  ],
  [
    "a Microsoft tenant for Google",
    { ...addProvider, microsoft_tenant_id: "tenant" },
    "`microsoft_tenant_id` is only for `oauth_provider_id: microsoft`: drop it.",
  ],
  [
    "a change of nothing",
    { ...addProvider, operation: "update-oauth-provider" },
    "Nothing to change: give at least one of `client_id`, `client_secret`, `microsoft_tenant_id`.",
  ],
  [
    "a branch for what works on projects only",
    { ...transferOwnership, branch_id: "br-example-123" },
    "`transfer-ownership` works on projects only: drop `branch_id`.",
  ],
  [
    "the scope of branches for what works on projects only",
    { ...transferOwnership, scope: "branch" },
    "`transfer-ownership` works on projects only: drop `scope`.",
  ],
  [
    "a branch and the scope of branches for what works on projects only",
    { ...transferOwnership, branch_id: "br-example-123", scope: "branch" },
    "`transfer-ownership` works on projects only: drop `branch_id` and `scope`.",
  ],
];

const forBoth = <Row extends readonly unknown[]>(rows: readonly Row[]) =>
  mainsPlayed.flatMap((main) => rows.map((row) => [main, ...row] as const));

type Extra = Parameters<typeof runAction>[2];

const run = (main: Main, given: Given, extra?: Extra) => runAction(main, { ...at(neon), ...given }, extra);

const runIdle = (main: Main, { api_host = "%s", ...given }: Given, extra?: Extra) =>
  runAction(main, { ...at(idle), ...given, api_host: addressOf(api_host) }, extra);

/** An address in a table: `%s` is Neon's, and what follows it replaces the host or is added to the end. */
function addressOf(text: string): string {
  if (!text.startsWith("%s")) return text;
  const rest = text.slice(2);
  return /^[?#]|^$/.test(rest) ? idle.url + rest : idle.url.replace("127.0.0.1", rest);
}

describe("a step with a mistake", () => {
  afterEach(() => expect(idle.requests).toEqual([]));

  test.concurrent.each(forBoth(mistakes))(
    "%s: fails before any request on %s",
    async (main, _, given, error) => {
      const result = await runIdle(main, given);
      expect(errorOf(result)).toBe(error);
      expect(result.exitCode).toBe(1);
      expect(result.outputs).toEqual({});
    },
  );

  test.each(mainsPlayed)("%s: is told about all of its mistakes at once", async (main) => {
    const result = await runIdle(main, {
      ...updateEmailServer,
      api_host: "http://example.com/api/v2",
      project_id: "My Project",
      smtp_password: "",
      smtp_port: "smtp",
      client_id: "id",
      dry_run: "yes",
      senderemail: "noreply@example.com",
    });
    expect(errorOf(result)).toMatchInlineSnapshot(`
      "7 problems with the inputs of this step:
      - \`project_id\` must be an ID: up to 60 of a-z, 0-9 and - (the project's Settings page has the ID, which is not its name).
      - \`dry_run\` must be \`true\` or \`false\`, not \`yes\`.
      - \`api_host\` must be an https address without user info, query or fragment (http only for loopback).
      - \`smtp_port\` must be a whole number from 1 to 65535.
      - \`smtp_password\` is missing: \`email_server_type: standard\` needs it.
      - There is no input \`senderemail\` (did you mean \`sender_email\`?).
      - \`update-email-server\` does not take \`client_id\`: drop it."
    `);
  });

  test.each(mainsPlayed)("%s: is told about mistakes beside an unknown operation too", async (main) => {
    const result = await runIdle(main, {
      operation: "create-users",
      api_key: "",
      dry_run: "yes",
      nmae: "Jane",
    });
    expect(errorOf(result)).toMatchInlineSnapshot(`
      "5 problems with the inputs of this step:
      - There is no operation \`create-users\` (did you mean \`create-user\`?).
      - \`dry_run\` must be \`true\` or \`false\`, not \`yes\`.
      - \`api_key\` is missing. Pass \`\${{ secrets.NEON_API_KEY }}\` and check that the secret exists here: GitHub passes no secrets to runs from forks and from Dependabot, which has its own.
      - \`project_id\` is missing: give it, or set the environment variable \`NEON_PROJECT_ID\`.
      - There is no input \`nmae\` (did you mean \`name\`?)."
    `);
  });

  test.each(mainsPlayed)("%s: is told about them in its summary", async (main) => {
    const result = await runIdle(main, { ...createUser, email: "", dry_run: "yes" });
    expect(result.summary).toMatchInlineSnapshot(`
      "<h3>❌ Neon Auth: create-user failed</h3>
      <p>2 problems with the inputs of this step:</p>
      <ul><li><code>dry_run</code> must be <code>true</code> or <code>false</code>, not <code>yes</code>.</li><li>Give one of <code>email</code>, <code>users_file</code>.</li></ul>
      "
    `);
  });

  const ends = fc.constantFrom("%Qz", "%\nQz");
  const values = fc
    .record(
      Object.fromEntries(
        Object.keys(known).map((name) => [
          name,
          fc.tuple(fc.string({ unit: "grapheme", minLength: 3 }), ends),
        ]),
      ),
    )
    // The marks keep a value from being a part of the fixed text by chance.
    .map((given) =>
      Object.entries(given).map(([name, [value, end]]) => [name, `q${value.replaceAll("\0", "")}${end}`]),
    );

  test.each(mainsPlayed)(
    "%s: never reads its own values in the error",
    { timeout: 120_000 },
    async (main) => {
      await fc.assert(
        fc.asyncProperty(
          values,
          fc.constantFrom(undefined, "create-user", "get-email-server"),
          async (entries, operation) => {
            const given: Record<string, string> = Object.fromEntries(entries);
            const result = await runIdle(main, { ...given, ...(operation && { operation }) });
            expect(result.exitCode).toBe(1);
            const lines = result.stdout.split("\n").filter((line) => !line.startsWith("::add-mask::"));
            const shown = [errorOf(result), result.summary, ...lines].join("\n");
            const pieces = Object.values(given).flatMap((value) => [value, ...value.split("\n").slice(0, 1)]);
            expect(pieces.filter((value) => shown.includes(value))).toEqual([]);
          },
        ),
        // Each run is a process.
        { numRuns: 8, endOnFailure: true },
      );
    },
  );
});

describe("an API key", () => {
  const key = "napi_correct_horse_battery_staple";

  test.each(
    forBoth([
      ["a line break in it", "napi_correct_horse\nbattery_staple"],
      ["a carriage return in it", "napi_correct_horse\rbattery_staple"],
      ["a space in it", "napi_correct_horse battery_staple"],
      ["a tab in it", "napi_correct_horse\tbattery_staple"],
      ["an escape in it", "napi_correct_horse\u001bbattery_staple"],
      ["a deletion in it", "napi_correct_horse\u007fbattery_staple"],
      ["a C1 character in it", "napi_correct_horse\u0085battery_staple"],
      ["a letter that is not ASCII in it", "napi_correct_horsé_battery_staple"],
      ["4097 characters", "napi_correct_horse_battery_staple".padEnd(4097, "x")],
    ] as const),
  )("%s: with %s is refused, and no byte of it is printed", async (main, _, api_key) => {
    const result = await runIdle(main, { ...createUser, api_key });
    expect(errorOf(result)).toBe(apiKeyRefused);
    expect(idle.requests).toEqual([]);
    expect(result.masks).toEqual([]);
    expect(result.stdout + result.stderr + result.files.step_summary).not.toMatch(/napi|horse|battery/);
  });

  test.each(forBoth([["\n"], ["\r\n"], [" "], ["\t\n\n"]] as const))(
    "%s: with %j around it works",
    async (main, around) => {
      const result = await run(main, { ...createUser, api_key: around + neon.apiKey + around });
      expect(result.exitCode).toBe(0);
      expect(neon.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${neon.apiKey}`]);
      expect(result.masks).toEqual([neon.apiKey]);
    },
  );

  test.each(forBoth([[""], [" "]] as const))(
    "%s: that is %j comes from the environment",
    async (main, api_key) => {
      const result = await run(
        main,
        { ...createUser, api_key },
        { env: { NEON_API_KEY: `${neon.apiKey}\n` } },
      );
      expect(neon.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${neon.apiKey}`]);
      expect(result.masks).toEqual([neon.apiKey]);
    },
  );

  test.each(mainsPlayed)("%s: of the step goes before the one of the environment", async (main) => {
    const result = await run(main, createUser, { env: { NEON_API_KEY: key } });
    expect(neon.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${neon.apiKey}`]);
    expect(result.masks).toEqual([neon.apiKey]);
  });

  test.each(mainsPlayed)("%s: of the environment is not printed either if it is refused", async (main) => {
    const result = await run(
      main,
      { ...createUser, api_key: "" },
      { env: { NEON_API_KEY: `${key}\n${key}` } },
    );
    expect(errorOf(result)).toBe(apiKeyRefused);
    expect(result.stdout + result.files.step_summary).not.toContain(key);
  });
});

describe("a step", () => {
  const bodies = () => neon.requests.map(({ method, path, body }) => ({ method, path, body }));
  const messages = (result: Awaited<ReturnType<typeof run>>) =>
    result.annotations
      .filter(({ level }) => level !== "notice")
      .map(({ level, message }) => `${level}: ${message}`);

  test.each(mainsPlayed)("%s: takes its project from the environment", async (main) => {
    const result = await run(
      main,
      { ...createUser, project_id: "" },
      { env: { NEON_PROJECT_ID: " project-id\n" } },
    );
    expect(result.exitCode).toBe(0);
    expect(bodies()).toEqual([
      {
        method: "POST",
        path: "/api/v2/projects/auth/user",
        body: { project_id, auth_provider: "stack", email: "user@example.com" },
      },
    ]);
  });

  test.each(mainsPlayed)(
    "%s: takes empty inputs, but those of a branch, for inputs that are not given",
    async (main) => {
      const empty = Object.fromEntries(
        Object.keys(known).map((name) => [name, name.length % 2 ? "" : " \n "]),
      );
      const { api_host, branch_id, branch_name, default_branch, ...rest } = empty;
      const result = await run(main, { ...rest, ...at(neon), ...createUser, nonsense: " " });
      expect(messages(result).filter((message) => !message.includes("Unexpected input"))).toEqual([]);
      expect(bodies()).toEqual([
        {
          method: "POST",
          path: "/api/v2/projects/auth/user",
          body: { project_id, auth_provider: "stack", email: "user@example.com" },
        },
      ]);
    },
  );

  test.each(mainsPlayed)("%s: drops the white space around its inputs", async (main) => {
    const padded = Object.entries({ ...createUser, auth_provider: "stack", dry_run: "FALSE", retries: "0" });
    const result = await run(main, Object.fromEntries(padded.map(([name, value]) => [name, ` ${value}\n`])));
    expect(messages(result)).toEqual([]);
    expect(bodies()).toEqual([
      {
        method: "POST",
        path: "/api/v2/projects/auth/user",
        body: { project_id, auth_provider: "stack", email: "user@example.com" },
      },
    ]);
  });

  test.each(mainsPlayed)(
    "%s: sends a credential with the spaces that belong to it, and no line break",
    async (main) => {
      neon.next(
        { method: "POST" },
        { kind: "answer", status: 201, body: { id: "google", type: "standard" } },
      );
      const result = await run(main, {
        ...addProvider,
        client_id: " id ",
        client_secret: "\n  hidden words  \r\n",
      });
      expect(result.exitCode).toBe(0);
      expect(bodies().filter(({ method }) => method === "POST")).toMatchObject([
        { body: { id: "google", client_id: "id", client_secret: "  hidden words  " } },
      ]);
    },
  );

  test.each(mainsPlayed)("%s: that reads is only warned of what it does not take", async (main) => {
    const result = await run(main, { ...listIntegrations, email: "user@example.com", dryrun: "true" });
    expect(messages(result).filter((message) => !message.includes("Unexpected input"))).toEqual([
      "warning: There is no input `dryrun` (did you mean `dry_run`?).",
      "warning: `list-integrations` does not take `email`: drop it.",
    ]);
    expect(result.exitCode).toBe(0);
    expect(bodies().map(({ method }) => method)).toEqual(["GET"]);
  });

  test.each(
    forBoth([[createUser], [listIntegrations], [{ ...addProvider, operation: "delete-oauth-provider" }]]),
  )("%s: is not blamed for the defaults that the runner fills in: %j", async (main, given) => {
    const result = await run(main, given);
    expect(messages(result)).toEqual([]);
  });

  test.each([
    ["is not set", undefined],
    ["is empty", ""],
    ["names no file", "/nowhere/output"],
    ["names a directory", "/"],
  ] as const)("fails before any request if GITHUB_OUTPUT %s", async (_, GITHUB_OUTPUT) => {
    const result = await runIdle(main, createUser, { env: { GITHUB_OUTPUT } });
    expect(errorOf(result)).toContain("`GITHUB_OUTPUT` names no file");
    expect(result.exitCode).toBe(1);
    expect(result.stdout).not.toContain("set-output");
    expect(idle.requests).toEqual([]);
  });
});
