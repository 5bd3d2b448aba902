import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, type Main, mains, runAction } from "./action.ts";

const workspace = mkdtempSync(join(tmpdir(), "users-"));
const branch = { project_id: "project-id", branch_id: "br-example-123" };
const database_url = (port: number) => `postgres://postgres:database-password@127.0.0.1:${port}/postgres`;

let neon: Neon;
let database: PGlite;
let socket: PGLiteSocketServer;
const port = 20_000 + (process.pid % 20_000);
beforeAll(async () => {
  [neon, database] = await Promise.all([startNeon(), PGlite.create()]);
  socket = new PGLiteSocketServer({ db: database, port, host: "127.0.0.1" });
  await socket.start();
  await database.exec(`
    CREATE SCHEMA neon_auth;
    CREATE TABLE neon_auth."user" (id uuid PRIMARY KEY, email text);
    CREATE TABLE neon_auth.users_sync (raw_json jsonb, id text PRIMARY KEY, email text);
  `);
});
beforeEach(async () => {
  neon.reset();
  neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
  await database.exec(`DELETE FROM neon_auth."user"; DELETE FROM neon_auth.users_sync;`);
});
afterAll(async () => {
  await socket.stop();
  await Promise.all([neon.close(), database.close()]);
  rmSync(workspace, { recursive: true });
});

function file(name: string, content: string): string {
  writeFileSync(join(workspace, name), content);
  return name;
}

describe.each(Object.keys(mains) as Main[])("%s", (main) => {
  const run = (inputs: Record<string, string>) =>
    runAction(main, { operation: "create-user", ...at(neon), ...branch, ...inputs }, { cwd: workspace });
  const users = () => neon.state.branch("project-id", "br-example-123").auth?.users ?? [];

  test("one user gets the email as name, if none is given", async () => {
    const result = await run({ email: "ada@example.com" });
    expect(result.outputs).toMatchObject({ changed: "true", auth_user_id: users()[0]?.id });
    expect(users().map(({ email, name }) => [email, name])).toEqual([["ada@example.com", "ada@example.com"]]);
  });

  test("a user who is there already is reused, or a failure by `if_exists: fail`", async () => {
    await run({ email: "ada@example.com" });
    const again = await run({ email: "ada@example.com" });
    expect(again.outputs.changed).toBe("false");
    expect(again.log).toContain("A user with this email is there already; Neon does not tell its ID.");
    expect(errorOf(await run({ email: "ada@example.com", if_exists: "fail" }))).toContain("status 409");
    expect(users().length).toBe(1);
  });

  test.each([
    [
      "JSON",
      "users.json",
      JSON.stringify([
        { email: "ada@example.com", name: "Ada", roles: ["admin", "editor"] },
        { email: "bob@example.com" },
      ]),
    ],
    ["CSV", "users.csv", "\ufeffemail,name,roles\nada@example.com,Ada,admin;editor\nbob@example.com,,\n"],
  ])("users come from a %s file, with their roles, and a rerun skips them", async (_, name, content) => {
    const first = await run({ users_file: file(name, content) });
    expect(JSON.parse(first.outputs.users ?? "")).toEqual([
      { email: "ada@example.com", state: "created", auth_user_id: users()[0]?.id },
      { email: "bob@example.com", state: "created", auth_user_id: users()[1]?.id },
    ]);
    expect(users().map((user) => [user.name, user.roles])).toEqual([
      ["Ada", ["admin", "editor"]],
      ["bob@example.com", []],
    ]);
    const effects = { ...neon.sideEffects };
    const again = await run({ users_file: name });
    expect(again.outputs.changed).toBe("false");
    expect(again.log).toContain("Users: 0 created, 2 there already, 0 failed.");
    expect(neon.sideEffects).toEqual(effects);
  });

  test("a turn that would come after the end of the step is not waited for", {
    timeout: 20_000,
  }, async () => {
    await using limited = await startNeon({ validate: false, rateLimit: { perMinute: 700 } });
    limited.state.enableAuth(limited.state.branch("project-id", "br-example-123"), "better_auth");
    const many = Array.from({ length: 720 }, (_, index) => ({ email: `user${index}@example.com` }));
    const users_file = file("too-many.json", JSON.stringify(many));
    const result = await runAction(
      main,
      { operation: "create-user", ...at(limited), ...branch, users_file, timeout_seconds: "8" },
      { cwd: workspace },
    );
    expect(errorOf(result)).toContain("`timeout_seconds` (8) is over");
    expect(result.outputs.changed).toBe("true");
  });

  test("everything wrong in a file is one error that names users, not values, before any request", async () => {
    const content = JSON.stringify([
      { email: "no-address" },
      { email: "ada@example.com", nme: "Ada" },
      { email: "ADA@example.com" },
      { email: "bob@example.com", roles: ["a\u0007b"] },
    ]);
    expect(errorOf(await run({ users_file: file("bad.json", content) }))).toMatchInlineSnapshot(`
      "4 problems with the inputs of this step:
      - \`users_file\`, user 1: \`email\` must be an email address.
      - \`users_file\`, user 2: unknown nme; there are \`email\`, \`name\` and \`roles\`.
      - \`users_file\`, user 3: has the same email as user 2.
      - \`users_file\`, user 4: \`roles\` must be names of roles, one per line or separated by commas."
    `);
    expect(neon.requests).toEqual([]);
  });

  test.each([
    ["is not there", "nowhere.json", undefined, "cannot be read (ENOENT)"],
    ["is no list", "object.json", '{"email":"ada@example.com"}', "must be a JSON list of objects"],
    ["is no JSON", "text.json", "email: ada@example.com", "must be a JSON list of objects"],
    ["is no CSV", "broken.csv", 'email\n"ada@example.com', "is not a proper CSV file: see line 2"],
    ["is empty", "empty.json", "[]", "has no users in it"],
  ])("a file that %s is refused", async (_, name, content, said) => {
    if (content !== undefined) file(name, content);
    expect(errorOf(await run({ users_file: name }))).toContain(said);
    expect(neon.requests).toEqual([]);
  });

  test("a user that fails does not stop the others, and the step says who and why", async () => {
    const list = JSON.stringify([{ email: "ada@example.com" }, { email: "bob@example.com" }]);
    neon.next(
      { method: "POST" },
      { kind: "answer", status: 422, body: { code: "", message: "no such luck" } },
    );
    const result = await run({ users_file: file("some.json", list) });
    expect(errorOf(result)).toContain(
      "Not all users are as asked for: 1 created, 0 there already, 1 failed.",
    );
    expect(errorOf(result)).toMatch(/- User [12]: Neon refused POST .*no such luck/);
    expect(result.outputs.changed).toBe("true");
    expect(
      JSON.parse(result.outputs.users ?? "")
        .map(({ state }: { state: string }) => state)
        .toSorted(),
    ).toEqual(["created", "failed"]);
  });

  test("roles that cannot be set are a failure that names the user, who stays created", async () => {
    neon.next(
      { method: "PUT" },
      { kind: "answer", status: 422, body: { code: "", message: "no such role" } },
    );
    const list = file("roles.json", JSON.stringify([{ email: "ada@example.com", roles: ["admin"] }]));
    const result = await run({ users_file: list });
    expect(errorOf(result)).toContain("1 created, 0 there already, 0 failed.");
    expect(errorOf(result)).toContain(
      "- User 1: its roles were not set, which set-user-roles can do: Neon refused PUT",
    );
    const again = await run({ users_file: list });
    expect(again.log).toContain("Warning: 1 user was there already: their roles were left as they are.");
  });

  test("a rate limit slows many users down and fails none", async () => {
    await using limited = await startNeon({ rateLimit: { perSecondPerRoute: 40 } });
    limited.state.enableAuth(limited.state.branch("project-id", "br-example-123"), "better_auth");
    const many = Array.from({ length: 100 }, (_, index) => ({ email: `user${index}@example.com` }));
    const users_file = file("many.json", JSON.stringify(many));
    const result = await runAction(
      main,
      { operation: "create-user", ...at(limited), ...branch, users_file },
      { cwd: workspace },
    );
    expect(result.exitCode).toBe(0);
    expect(limited.sideEffects).toEqual({ "create-user": 100 });
  });

  describe("with `wait_for_sync`", () => {
    const sync = { wait_for_sync: "true", database_url: database_url(port) };

    /** Puts the row of each new user into the database, a moment after Neon has made the user. */
    async function replicate(
      insert: (id: string) => Promise<unknown>,
      action: Promise<unknown>,
    ): Promise<void> {
      let running = true;
      void action.finally(() => {
        running = false;
      });
      while (running && users().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const { id } of users()) await insert(id);
      await action;
    }

    test.each([
      [
        "better_auth" as const,
        branch,
        (id: string) => database.query(`INSERT INTO neon_auth."user" VALUES ($1, '')`, [id]),
      ],
      [
        "stack" as const,
        { branch_id: "" },
        (id: string) => database.query("INSERT INTO neon_auth.users_sync VALUES ('{}', $1, '')", [id]),
      ],
    ])("a step waits until the row of a %s user is there", async (provider, inputs, insert) => {
      neon.reset();
      neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), provider);
      const action = run({ email: "ada@example.com", ...sync, ...inputs });
      await replicate(insert, action);
      expect((await action).exitCode).toBe(0);
      expect((await action).outputs.auth_user_id).toBe(users()[0]?.id);
    });

    test("a row that does not come is a failure that says that the user exists", async () => {
      const result = await run({ email: "ada@example.com", ...sync, timeout_seconds: "2" });
      expect(errorOf(result)).toContain(
        '0 of 1 rows are there in neon_auth."user", and `timeout_seconds` (2) is over',
      );
      expect(errorOf(result)).toContain("The users themselves were created: do not create them again.");
      expect(result.outputs).toMatchObject({ changed: "true", auth_user_id: users()[0]?.id });
    });

    test("a provider without a table is refused before any request", async () => {
      const result = await run({ email: "ada@example.com", ...sync, auth_provider: "mock" });
      expect(errorOf(result)).toBe(
        "`wait_for_sync` is for `stack` and `better_auth`: `mock` keeps its users in no table.",
      );
      expect(neon.requests).toEqual([]);
    });

    test("a database that cannot be reached is said by its code", async () => {
      const result = await run({
        email: "ada@example.com",
        ...sync,
        database_url: database_url(1),
        timeout_seconds: "2",
      });
      expect(errorOf(result)).toContain("the database answered ECONNREFUSED");
    });
  });
});

describe.each(Object.keys(mains) as Main[])("%s with `wait_until_ready`", (main) => {
  test("waits until the auth service serves a key, and hands over its ID and the issuer", async () => {
    await using slow = await startNeon({ jwksNotReadyReads: 1 });
    const result = await runAction(main, {
      operation: "create-integration",
      ...at(slow),
      ...branch,
      wait_until_ready: "true",
    });
    const { auth } = slow.state.branch("project-id", "br-example-123");
    expect(JSON.parse(result.outputs.jwks_key_ids ?? "")).toEqual([auth?.jwk.kid]);
    expect(result.outputs.issuer).toBe(new URL(slow.url).origin);
    expect(
      slow.requests
        .filter(({ path }) => path.endsWith("jwks.json"))
        .map(({ headers }) => headers.authorization),
    ).toEqual([undefined, undefined]);
  });

  test("fails when the time is over, with the outputs of the integration", async () => {
    await using never = await startNeon({ jwksNotReadyReads: 1000 });
    const result = await runAction(main, {
      operation: "create-integration",
      ...at(never),
      ...branch,
      wait_until_ready: "true",
      timeout_seconds: "2",
    });
    expect(errorOf(result)).toContain("served no key yet, and `timeout_seconds` (2) is over");
    expect(result.outputs).toMatchObject({ changed: "true", base_url: expect.any(String) });
  });
});
