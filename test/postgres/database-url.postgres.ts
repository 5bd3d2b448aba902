import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withNames } from "../emulator/names.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, runAction, written } from "../process/action.ts";
import { type Certified, certify, createAuthority } from "./authority.ts";
import { startRelay } from "./relay.ts";
import { type Postgres, startPostgres } from "./server.ts";

let neon: Neon;
let postgres: Postgres;
let authority: Certified;
let folder: string;
let trusted: string;
beforeAll(async () => {
  authority = await createAuthority();
  [neon, postgres] = await Promise.all([startNeon(), startPostgres(authority)]);
  folder = mkdtempSync(join(tmpdir(), "authority-"));
  trusted = join(folder, "authority.pem");
  writeFileSync(trusted, authority.cert);
  await postgres.admin.query(`
    CREATE SCHEMA neon_auth;
    CREATE TABLE neon_auth."user" (id uuid PRIMARY KEY, email text UNIQUE);
    CREATE ROLE neondb_owner LOGIN PASSWORD 'npg_Pa55/w@rd: 100%';
    GRANT USAGE ON SCHEMA neon_auth TO neondb_owner;
    GRANT SELECT ON ALL TABLES IN SCHEMA neon_auth TO neondb_owner;
    CREATE ROLE stranger LOGIN PASSWORD 'npg_stranger';
  `);
});
beforeEach(async () => {
  neon.reset();
  neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
  await postgres.admin.query(`DELETE FROM neon_auth."user"`);
});
afterAll(async () => {
  await Promise.all([neon.close(), postgres.stop()]);
  rmSync(folder, { recursive: true });
});

const password = encodeURIComponent("npg_Pa55/w@rd: 100%");
/** As Neon gives it out. */
const asked = "sslmode=require&channel_binding=require";

interface Where {
  readonly user?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly options?: string;
}

const address = ({ user, host, port, database, options }: Where = {}) =>
  `postgresql://${user ?? `neondb_owner:${password}`}@${host ?? "localhost"}:${port ?? postgres.port}/${database ?? "postgres"}?${options ?? asked}`;

const createUser = (database_url: string, env: Record<string, string>, inputs = {}) =>
  runAction(
    "dist",
    {
      operation: "create-user",
      ...at(neon),
      project_id: "project-id",
      branch_id: "br-example-123",
      email: "ada@example.com",
      database_url,
      ...inputs,
    },
    { env },
  );
const trusting = () => ({ NODE_EXTRA_CA_CERTS: trusted });

test.each([
  ["as Neon gives it out", asked],
  ["with every name checked", "sslmode=verify-full"],
  ["with certificates checked", "sslmode=verify-ca&application_name=psql"],
])("the ID of a user who is there already is read by a connection string %s", async (_, options) => {
  const id = randomUUID();
  await postgres.admin.query(`INSERT INTO neon_auth."user" VALUES ($1, 'ADA@example.com')`, [id]);
  neon.next(
    { method: "POST" },
    { kind: "answer", status: 409, body: { code: "", message: "user already exists" } },
  );
  const result = await createUser(address({ options }), trusting());
  expect(result).toMatchObject({ exitCode: 0, stderr: "", outputs: { auth_user_id: id, changed: "false" } });
});

test("a certificate authority may be named by `sslrootcert`", async () => {
  const options = `${asked}&sslrootcert=${encodeURIComponent(trusted)}`;
  expect(await createUser(address({ options }), {})).toMatchObject({ exitCode: 0, stderr: "" });
});

test("the channel is bound: somebody in the middle with a trusted certificate gets nowhere", async () => {
  const relay = await startRelay(postgres.port, await certify(authority));
  const bound = await createUser(address({ port: relay.port }), trusting());
  expect(errorOf(bound)).toMatch(
    /^The database does not let the user of `database_url` in over this connection: .* \(28000\)\./,
  );
  expect(written(neon)).toEqual([]);
  const unbound = await createUser(address({ port: relay.port, options: "sslmode=require" }), trusting());
  relay.stop();
  expect(unbound.exitCode).toBe(0);
});

test("a step waits for the row of its new user", async () => {
  const users = () => neon.state.branch("project-id", "br-example-123").auth?.users ?? [];
  const action = createUser(address(), trusting(), { wait_for_sync: "true" });
  await expect.poll(() => users().length, { timeout: 30_000 }).toBe(1);
  await postgres.admin.query(`INSERT INTO neon_auth."user" VALUES ($1, 'ada@example.com')`, [users()[0]?.id]);
  expect(await action).toMatchObject({ exitCode: 0, stderr: "", outputs: { auth_user_id: users()[0]?.id } });
});

const again = "copy the connection string from the Neon Console again";
const untrusted =
  "The certificate of the database is not trusted: check the host in `database_url`; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job";
test.each<[string, Where, (() => Record<string, string>) | undefined, string]>([
  [
    "a wrong password",
    { user: "neondb_owner:npg_wrong" },
    undefined,
    `The database did not accept the user or the password of \`database_url\`: ${again} (28P01)`,
  ],
  [
    "a user who is not there",
    { user: "nobody:npg_wrong" },
    undefined,
    `The database did not accept the user or the password of \`database_url\`: ${again} (28P01)`,
  ],
  [
    "a database that is not there",
    { database: "elsewhere" },
    undefined,
    "The server has no database of the name that `database_url` says: check that `database_url` names the branch and the database of the integration (3D000)",
  ],
  [
    "a database without users",
    { database: "template1" },
    undefined,
    "There is no table of users: check that `database_url` names the branch and the database of the integration, and that `auth_provider` is right (42P01)",
  ],
  [
    "a user who may not read the users",
    { user: "stranger:npg_stranger" },
    undefined,
    "The user of `database_url` may not read the users: take the owner of the database, or grant it USAGE on the schema `neon_auth` and SELECT on its tables (42501)",
  ],
  [
    "no encryption",
    { options: "sslmode=disable" },
    undefined,
    "The database does not let the user of `database_url` in over this connection: it must be encrypted, so leave `sslmode` at `require`, and nobody may stand in between who decrypts it (28000)",
  ],
  ["a certificate that nobody vouches for", {}, () => ({}), `${untrusted} (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`],
  [
    "a certificate that nobody vouches for, and Node told not to look",
    {},
    () => ({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }),
    `${untrusted} (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
  ],
  [
    "the certificate of another host",
    { host: "127.0.0.1" },
    undefined,
    `${untrusted} (ERR_TLS_CERT_ALTNAME_INVALID)`,
  ],
  [
    "a host that is not there",
    { host: "nowhere.invalid" },
    () => withNames({ code: "ENOTFOUND" }),
    `There is no host of the name that \`database_url\` says: ${again} (ENOTFOUND)`,
  ],
])("%s ends the step at once, before a user is made", async (_, where, env, says) => {
  const started = Date.now();
  const result = await createUser(address(where), env?.() ?? trusting());
  expect(errorOf(result)).toBe(`${says}. No user was created.`);
  expect(written(neon)).toEqual([]);
  expect(Date.now() - started).toBeLessThan(30_000);
  expect(result.log.join("\n")).not.toMatch(/npg_|neondb_owner/);
});
