import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { Worker } from "node:worker_threads";
import { expect } from "vitest";
import { openCertificate } from "../emulator/certificates.ts";
import { withNames } from "../emulator/names.ts";
import { startNeon } from "../emulator/server.ts";
import { asked } from "../process/action.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  check,
  enable,
  errorOf,
  onBranch,
  play,
  type Row,
  type Scene,
  theBranch,
  visible,
} from "./case.ts";

const createUser = { operation: "create-user", ...branch, email: "ada@example.com" };
const post = `POST ${onBranch}/users`;
const id = "11111111-1111-4111-8111-111111111111";
const ada = enable("better_auth", ({ users }) => {
  users.push({ id, email: "ada@example.com", roles: [] });
});
const untouched = { scope: "branch", branch_id: branch.branch_id, changed: "false" };
const noUser = " No user was created.";

/** A database in which Ada is. */
async function startDatabase() {
  const port = await freePort();
  const sql = `
    CREATE SCHEMA neon_auth;
    CREATE TABLE neon_auth."user" (id uuid PRIMARY KEY, email text);
    INSERT INTO neon_auth."user" VALUES ('${id}', 'Ada@Example.com');
  `;
  const thread = new Worker(new URL("database.ts", import.meta.url), { workerData: { port, sql } });
  await once(thread, "message");
  return {
    database_url: `postgres://postgres:database-password@127.0.0.1:${port}/postgres`,
    [Symbol.asyncDispose]: async () => void (await thread.terminate()),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Somebody at the place of the database, and what a step says who meets it before it makes a user. */
const meets = (
  what: string,
  serve: (socket: Socket) => void,
  { query = "", ...more }: Partial<Case> & { query?: string },
): Scene => ({
  what,
  play: async () => {
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      serve(socket);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const database_url = `postgresql://neondb_owner:npg_horse@127.0.0.1:${port}/neondb${query}`;
    await check({
      inputs: { ...createUser, database_url, timeout_seconds: "10" },
      there: ada,
      requests: [],
      outputs: untouched,
      masks: [database_url],
      also: ({ result }) => expect(result.log.join("\n")).not.toMatch(/npg_horse|neondb_owner|battery/),
      ...more,
    });
    server.close();
  },
});

/** An error as PostgreSQL sends it: https://www.postgresql.org/docs/current/protocol-error-fields.html */
function errorResponse(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mneondb_owner, npg_horse, battery\0\0`);
  const head = Buffer.from("E0000");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const refuses =
  (code: string) =>
  (socket: Socket): void => {
    socket.once("data", () => socket.end(errorResponse(code)));
  };

const again = "copy the connection string from the Neon Console again";
const notTrusted =
  "The certificate of the database is not trusted: check the host in `database_url`; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job";
const notReadable =
  "`database_url` must be a connection string as Neon shows it, `postgresql://user:password@host/database`, perhaps with a port from 1 to 65535 and with options, and with `%40` for an `@` in the password.";

/** A connection string that cannot work is refused with the inputs. */
const mistake = (what: string, database_url: string, error: string): Case => ({
  what,
  inputs: { ...createUser, database_url },
  error,
  requests: [],
  masks: [database_url],
  also: ({ neon }) => expect(neon.connections).toBe(0),
});

const neonAddress = "?sslmode=require&channel_binding=require";
const whole = "postgresql://neondb_owner:npg_horse@ep-example.eu-central-1.aws.neon.tech/neondb";

/** A file that is refused, before any request and whatever time the step has. */
const badFile = (
  what: string,
  name: string,
  content: string | Buffer | ((path: string) => void),
  error: string,
): Scene => ({
  what,
  play: async () => {
    const cwd = mkdtempSync(join(tmpdir(), "users-"));
    const path = join(cwd, name);
    if (typeof content === "function") content(path);
    else writeFileSync(path, content);
    await check({
      inputs: { ...createUser, email: "", users_file: name, timeout_seconds: "5" },
      extra: () => ({ cwd, timeoutMs: 5000 }),
      error,
      requests: [],
      outputs: { changed: "false" },
      also: ({ neon }) => expect(neon.connections).toBe(0),
    });
    rmSync(cwd, { recursive: true });
  },
});

const list = (...users: readonly unknown[]) => JSON.stringify(users, undefined, 1);
const utf8 = "is not UTF-8: save the file as UTF-8, which Excel calls “CSV UTF-8”.";

export const foundUserRows: readonly Row[] = [
  {
    number: 63,
    title:
      "`create-user` of somebody who exists, and `set-user-roles` after it → the ID comes from the database when `database_url` is given; otherwise the message says how to get it; `create-user` takes `roles`",
    cases: [
      {
        what: "without a database",
        inputs: { ...createUser, roles: "admin" },
        there: ada,
        requests: [post],
        outputs: { ...branchStep, changed: "false", result: "{}" },
        also: ({ result }) => {
          expect(result.annotations).toEqual([]);
          expect(result.log).toContain(
            "A user with this email is there already. Neon does not tell the ID: give `database_url`, and it is read from the database. Roles were left as they are: those of 1 user.",
          );
        },
      },
      {
        what: "with a database",
        play: async () => {
          await using database = await startDatabase();
          await using neon = await startNeon({ apiKey });
          ada(neon);
          const { database_url } = database;
          const first = await play(neon, { ...createUser, database_url });
          expect(first.outputs).toMatchObject({ auth_user_id: id, changed: "false" });
          const after = { operation: "set-user-roles", ...branch, roles: "editor" };
          const second = await play(neon, { ...after, auth_user_id: first.outputs.auth_user_id ?? "" });
          expect(second.exitCode).toBe(0);
          expect(theBranch(neon).auth?.users).toEqual([{ id, email: "ada@example.com", roles: ["editor"] }]);
        },
      },
      {
        what: "with a database and roles",
        play: async () => {
          await using database = await startDatabase();
          await check({
            inputs: { ...createUser, email: "ADA@example.com", roles: "admin,editor", ...database },
            there: ada,
            requests: [post, `PUT ${onBranch}/users/${id}/role`],
            effects: { "set-user-roles": 1 },
            outputs: { ...branchStep, auth_user_id: id, changed: "true", result: JSON.stringify({ id }) },
            masks: [database.database_url],
            also: ({ result }) => expect(result.annotations).toEqual([]),
          });
        },
      },
      {
        what: "roles on the project",
        inputs: { ...createUser, branch_id: "(none)", roles: "admin" },
        error:
          "`roles` can be given on a branch only: add `branch_id`, `branch_name` or `default_branch: true`, or drop it.",
        requests: [],
      },
    ],
  },
  {
    number: 66,
    title:
      "`wait_for_sync` with Neon's own `?sslmode=require&channel_binding=require` → nothing on stderr; `require` verifies like `verify-full`, as pg does already; channel binding is used",
    cases: [
      meets("a database without TLS", (socket) => void socket.once("data", () => socket.write("N")), {
        query: neonAddress,
        error: `The database does not encrypt the connection, which \`sslmode\` of \`database_url\` asks for: check host and port (The server does not support SSL).${noUser}`,
      }),
      {
        what: "a certificate that nobody vouches for",
        play: async () => {
          const { cert, key, forget } = await openCertificate("self-signed");
          const serve = (socket: Socket) =>
            void socket.once("data", () => {
              socket.write("S");
              new TLSSocket(socket, { isServer: true, cert, key }).on("error", () => socket.destroy());
            });
          const error = `${notTrusted} (DEPTH_ZERO_SELF_SIGNED_CERT).${noUser}`;
          await meets("", serve, { query: neonAddress, error }).play();
          await forget();
        },
      },
    ],
  },
  {
    number: 69,
    title:
      "`database_url` that cannot work (not a URL, other scheme, bad port, missing CA file, `sslrootcert=system`) → refused with the inputs; the database is reached once before a user is made; wrong password, no right, wrong certificate, unknown host → at once, named; never a raw error of Node",
    cases: [
      mistake("not a URL", "not a url", notReadable),
      mistake("other scheme", whole.replace("postgresql", "https"), notReadable),
      mistake("bad port", "postgres://neondb_owner:npg_horse@127.0.0.1:99999/neondb", notReadable),
      mistake("an `@` in the password", whole.replace("npg_", "npg@"), notReadable),
      mistake("no password", whole.replace(":npg_horse", ""), notReadable),
      mistake("no database", whole.replace("/neondb", ""), notReadable),
      mistake(
        "missing CA file",
        `${whole}?sslrootcert=nowhere.pem`,
        "`sslrootcert` of `database_url` names no file with a certificate as PEM: give its path relative to the workspace, or drop it.",
      ),
      mistake(
        "`sslrootcert=system`",
        `${whole}?sslmode=verify-full&sslrootcert=system`,
        "`sslrootcert` of `database_url` is `system`: drop it, since the certificates that Node trusts are used without it.",
      ),
      mistake(
        "an unknown `sslmode`",
        `${whole}?sslmode=no-verify`,
        "`sslmode` of `database_url` must be one of `disable`, `prefer`, `require`, `verify-ca`, `verify-full`.",
      ),
      meets("wrong password", refuses("28P01"), {
        error: `The database did not accept the user or the password of \`database_url\`: ${again} (28P01).${noUser}`,
      }),
      meets("missing database", refuses("3D000"), {
        error: `The server has no database of the name that \`database_url\` says: check that \`database_url\` names the branch and the database of the integration (3D000).${noUser}`,
      }),
      meets("no right", refuses("42501"), {
        error: `The user of \`database_url\` may not read the users: take the owner of the database, or grant it USAGE on the schema \`neon_auth\` and SELECT on its tables (42501).${noUser}`,
      }),
      {
        what: "unknown host",
        inputs: { ...createUser, database_url: whole },
        extra: () => ({ env: withNames({ code: "ENOTFOUND" }) }),
        error: `There is no host of the name that \`database_url\` says: ${again} (ENOTFOUND).${noUser}`,
        requests: [],
        outputs: untouched,
        masks: [whole],
      },
      meets("a database that starts, and never has", refuses("57P03"), {
        error: `The database of \`database_url\` was not reached (57P03), and \`timeout_seconds\` (10) is over.${noUser}`,
      }),
      meets("a database that says nothing", () => undefined, {
        error: `The database of \`database_url\` was not reached (no answer), and \`timeout_seconds\` (10) is over.${noUser}`,
      }),
    ],
  },
  {
    number: 70,
    title:
      "`users_file`: names or roles that are no text, Latin-1, broken UTF-8, two `email` columns, `;` as separator, a pipe, a device, 100 MB → a clear error naming line and field, within the budget; a `;` in a name works",
    cases: [
      badFile(
        "a name that is no text",
        "users.json",
        list({ email: "a@example.com", name: { first: "A" } }),
        "`users_file`, line 2, user 1: `name` must be a text.",
      ),
      badFile(
        "roles that are no text",
        "users.json",
        list({ email: "a@example.com" }, { email: "b@example.com", roles: [null] }),
        "`users_file`, line 5, user 2: `roles` must be a text or a list of texts.",
      ),
      badFile(
        "Latin-1",
        "users.csv",
        Buffer.from("email,name\na@example.com,Müller\n", "latin1"),
        `\`users_file\`, line 2, user 1: \`name\` ${utf8}`,
      ),
      badFile(
        "broken UTF-8",
        "users.json",
        Buffer.from('[{"email":"a@example.com","roles":["\xc3"]}]', "latin1"),
        `\`users_file\`, line 1, user 1: \`roles\` ${utf8}`,
      ),
      badFile(
        "two `email` columns",
        "users.csv",
        "email,name,email\na@example.com,A,b@example.com\n",
        "`users_file`, line 1: the field `email` is there twice.",
      ),
      badFile(
        "`;` as separator",
        "users.csv",
        "email;name;roles\na@example.com;A;admin\n",
        "`users_file`, line 1: the fields are separated by `;`, as Excel writes them in many countries. Separate them by `,`, or give a JSON list.",
      ),
      badFile(
        "a pipe",
        "users.json",
        (path) => execFileSync("mkfifo", [path]),
        "`users_file` names `users.json`, which is no ordinary file.",
      ),
      badFile(
        "a device",
        "/dev/zero",
        () => undefined,
        "`users_file` names `/dev/zero`, which is no ordinary file.",
      ),
      badFile(
        "100 MB",
        "users.json",
        (path) => writeFileSync(path, Buffer.alloc(100_000_000, " ")),
        "`users_file` is larger than 5 MB: split it.",
      ),
      badFile(
        "a file that is not there",
        "users.json",
        () => undefined,
        "`users_file` names `users.json`, and no such file is there. Check that a step with `actions/checkout` comes before this one, and that the path is relative to the workspace.",
      ),
      {
        what: "a `;` in a name",
        play: async () => {
          const cwd = mkdtempSync(join(tmpdir(), "users-"));
          writeFileSync(join(cwd, "users.csv"), "email,name\na@example.com,Lovelace; Ada\n");
          await using neon = await startNeon({ apiKey });
          enable("better_auth")(neon);
          await play(neon, { ...createUser, email: "", users_file: "users.csv" }, { cwd });
          expect(theBranch(neon).auth?.users.map(({ name }) => name)).toEqual(["Lovelace; Ada"]);
          rmSync(cwd, { recursive: true });
        },
      },
    ],
  },
  {
    number: 71,
    title: "`users_file`, key refused half-way → the users made so far are in `users`",
    cases: [401, 403].map((status) => ({
      what: `${status}`,
      play: async () => {
        const cwd = mkdtempSync(join(tmpdir(), "users-"));
        const users = Array.from({ length: 150 }, (_, index) => ({ email: `user${index}@example.com` }));
        writeFileSync(join(cwd, "users.json"), JSON.stringify(users));
        await using neon = await startNeon({ apiKey });
        enable("better_auth")(neon);
        neon.next({}, { kind: "answer", status, body: { code: "", message: "not any more" } });
        const result = await play(neon, { ...createUser, email: "", users_file: "users.json" }, { cwd });
        rmSync(cwd, { recursive: true });
        const made = theBranch(neon).auth?.users ?? [];
        const told: { email: string; state: string; auth_user_id?: string }[] = JSON.parse(
          result.outputs.users ?? "[]",
        );
        const ids = (given: readonly { id?: string; auth_user_id?: string }[]) =>
          given.map((user) => user.id ?? user.auth_user_id).toSorted();
        expect(made.length).toBeGreaterThan(0);
        expect(ids(told.filter(({ state }) => state === "created"))).toEqual(ids(made));
        expect(told.map(({ email }) => email)).toEqual(users.map(({ email }) => email));
        expect(asked(neon).length).toBeLessThan(150);
        expect(errorOf(result)).toMatch(new RegExp(`\\(${status}\\): not any more`));
        expect(visible(result)).not.toContain("undefined");
      },
    })),
  },
];
