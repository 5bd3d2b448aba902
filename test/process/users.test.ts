import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, mainsPlayed, runAction } from "./action.ts";

const workspace = mkdtempSync(join(tmpdir(), "users-"));
const branch = { project_id: "project-id", branch_id: "br-example-123" };
const database_url = (port: number) => `postgres://postgres:database-password@127.0.0.1:${port}/postgres`;

let neon: Neon;
let database: PGlite;
let socket: PGLiteSocketServer;
/** Below those that the system gives out by itself. */
const port = 20_000 + (process.pid % 12_000);
beforeAll(async () => {
  [neon, database] = await Promise.all([startNeon(), PGlite.create()]);
  socket = new PGLiteSocketServer({ db: database, port, host: "127.0.0.1" });
  await socket.start();
  await database.exec(`
    CREATE SCHEMA neon_auth;
    CREATE TABLE neon_auth."user" (id uuid PRIMARY KEY, email text);
    CREATE TABLE neon_auth.users_sync (raw_json jsonb, id text PRIMARY KEY, email text, deleted_at timestamptz);
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

describe.each(mainsPlayed)("%s", (main) => {
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
    expect(again.log).toContain(
      "A user with this email is there already. Neon does not tell the ID: give `database_url`, and it is read from the database.",
    );
    expect(errorOf(await run({ email: "ada@example.com", if_exists: "fail" }))).toContain(
      "The user is there already (409)",
    );
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
    expect(again.log).toContain(
      "Users: 2 there already. Neon does not tell the ID: give `database_url`, and it is read from the database. Roles were left as they are: those of 1 user.",
    );
    expect(again.annotations).toEqual([]);
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
      - \`users_file\`, line 1, user 1: \`email\` must be an email address.
      - \`users_file\`, line 1, user 2: unknown field \`nme\` (did you mean \`name\`?); there are \`email\`, \`name\`, \`roles\`, \`password\`.
      - \`users_file\`, line 1, user 3: \`email\` is the same as that of user 2.
      - \`users_file\`, line 1, user 4: \`roles\` must be names of roles."
    `);
    expect(neon.requests).toEqual([]);
  });

  test.each([
    [
      "is not there",
      "nowhere.json",
      undefined,
      "Check that a step with `actions/checkout` comes before this one",
    ],
    ["is no list", "object.json", '{"email":"ada@example.com"}', "must be a JSON list of objects"],
    [
      "is no JSON",
      "text.json",
      "[\n{]",
      "is not proper JSON: see line 2. Only a file named `….csv` is read as CSV.",
    ],
    ["is no CSV", "broken.csv", 'email\n"ada@example.com', "line 2: a quotation mark is out of place"],
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
      "Not all users could be created as they should be: 1 created, 1 failed.",
    );
    expect(errorOf(result)).toMatch(/- User [12]: Neon refused the request \(422\): no such luck/);
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
    expect(errorOf(result)).toContain("1 created.");
    expect(errorOf(result)).toContain(
      "- User 1: its roles were not set, which set-user-roles can do: Neon refused the request (422): no such role",
    );
  });

  test("a key that is refused half-way ends the step, and those made so far are in `users`", async () => {
    neon.next({ method: "POST" }, { kind: "answer", status: 401, body: { code: "", message: "no longer" } });
    const many = Array.from({ length: 300 }, (_, index) => ({ email: `user${index}@example.com` }));
    const result = await run({ users_file: file("refused.json", JSON.stringify(many)) });
    const lines: { state: string; auth_user_id?: string; reason?: string }[] = JSON.parse(
      result.outputs.users ?? "",
    );
    const made = lines.filter(({ state }) => state === "created").map(({ auth_user_id }) => auth_user_id);
    expect(made.toSorted()).toEqual(
      users()
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(lines).toHaveLength(300);
    expect(lines.filter(({ reason }) => reason?.startsWith("It was not tried"))).not.toEqual([]);
    expect(errorOf(result)).toMatch(
      new RegExp(
        `\\(401\\): no longer\\..* Users: ${made.length} created, ${300 - made.length} failed\\. Output \`users\` has them\\.`,
      ),
    );
    expect(result.outputs.changed).toBe("true");
  });

  test.each([
    ["alone", { email: "ADA@example.com", roles: "admin, editor" }],
    ["in a file", { users_file: "known.json" }],
  ])(
    "a user who is there already, %s, has its ID from the database, and gets its roles",
    async (_, inputs) => {
      file("known.json", JSON.stringify([{ email: "Ada@example.com", roles: ["admin", "editor"] }]));
      await run({ email: "ada@example.com" });
      const [ada] = users();
      await database.query(`INSERT INTO neon_auth."user" VALUES ($1, 'Ada@Example.com')`, [ada?.id]);
      const result = await run({ ...inputs, database_url: database_url(port) });
      expect(result.annotations).toEqual([]);
      const line = { email: "Ada@example.com", auth_user_id: ada?.id, state: "exists" };
      const outputs = "email" in inputs ? { auth_user_id: ada?.id } : { users: JSON.stringify([line]) };
      expect(result.outputs).toMatchObject({ changed: "true", ...outputs });
      expect(users().map(({ email, roles }) => [email, roles])).toEqual([
        ["ada@example.com", ["admin", "editor"]],
      ]);
    },
  );

  test("a user gets its roles when it is made", async () => {
    const result = await run({ email: "ada@example.com", roles: "admin" });
    expect(result.outputs).toMatchObject({ changed: "true", auth_user_id: users()[0]?.id });
    expect(users().map(({ roles }) => roles)).toEqual([["admin"]]);
  });

  test("roles of one user that cannot be set are a failure, and the user stays created", async () => {
    neon.next(
      { method: "PUT" },
      { kind: "answer", status: 422, body: { code: "", message: "no such role" } },
    );
    const result = await run({ email: "ada@example.com", roles: "admin" });
    expect(errorOf(result)).toMatch(/^The user is there, but its roles were not set, .*no such role/);
    expect(result.outputs).toMatchObject({ changed: "true", auth_user_id: users()[0]?.id });
  });

  test("a user of Stack Auth who was deleted, or whose email two users have, is nobody's ID", async () => {
    neon.reset();
    neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "stack");
    const inputs = { branch_id: "(none)", email: "ada@example.com", database_url: database_url(port) };
    await run({ ...inputs, database_url: "" });
    const insert = "INSERT INTO neon_auth.users_sync VALUES ('{}', $1, 'ada@example.com', $2)";
    await database.query(insert, ["gone", "2026-01-01"]);
    expect((await run(inputs)).log).toContain(
      "A user with this email is there already. The ID is not known, since the database has no such user.",
    );
    await database.query(insert, ["here", null]);
    expect((await run(inputs)).outputs.auth_user_id).toBe("here");
    await database.query(insert, ["too", null]);
    expect((await run(inputs)).outputs.auth_user_id).toBe(undefined);
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
        { branch_id: "(none)" },
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
        "`database_url` is for `stack` and `better_auth`: `mock` keeps its users in no table.",
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
      expect(errorOf(result)).toBe(
        "The database of `database_url` was not reached (ECONNREFUSED), and `timeout_seconds` (2) is over. No user was created.",
      );
      expect(users()).toEqual([]);
    });
  });
});
