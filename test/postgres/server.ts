/** A real PostgreSQL of the system in a temporary folder, which takes passwords by SCRAM over TLS only. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { type Certified, certify } from "./authority.ts";

export interface Postgres {
  readonly port: number;
  /** A connection of the superuser. */
  readonly admin: pg.Client;
  readonly stop: () => Promise<void>;
}

/** The folder of the newest `initdb` and `postgres`: Debian has them in no PATH. */
export function findPrograms(): string | undefined {
  const versions = globSync("/usr/lib/postgresql/*/bin").toSorted(
    (a, b) => Number(dirname(b).split("/").at(-1)) - Number(dirname(a).split("/").at(-1)),
  );
  const folders = [...versions, ...(process.env.PATH ?? "").split(delimiter)];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}

/** PostgreSQL refuses to run as root. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string, name: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  try {
    return { uid: id("-u", "postgres"), gid: id("-g", "postgres") };
  } catch {
    return { uid: id("-u", "nobody"), gid: id("-g", "nobody") };
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export async function startPostgres(authority: Certified): Promise<Postgres> {
  const programs = findPrograms();
  if (programs === undefined) throw new Error("No PostgreSQL is installed here.");
  const { uid, gid } = owner();
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const own = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    chmodSync(file, 0o600);
    if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
    return file;
  };
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const run = { cwd: folder, uid, gid };
  const password = randomBytes(12).toString("hex");
  const data = join(folder, "data");
  const options = ["--auth", "scram-sha-256", "--username", "admin", "--pwfile", own("password", password)];
  execFileSync(join(programs, "initdb"), ["--pgdata", data, "--no-sync", ...options], {
    ...run,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { cert, key } = await certify(authority);
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    fsync: "off",
    ssl: "on",
    ssl_cert_file: own("server.pem", cert),
    ssl_key_file: own("server.key", key),
    hba_file: own("hba.conf", "hostssl all all all scram-sha-256\n"),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(programs, "postgres"), ["-D", data, ...flags], {
    ...run,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await untilReady(server);
  const ssl = { ca: authority.cert, servername: "localhost" };
  const admin = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "admin",
    password,
    database: "postgres",
    ssl,
  });
  await admin.connect();
  return {
    port,
    admin,
    stop: async () => {
      await admin.end();
      server.kill("SIGINT");
      await once(server, "exit");
      rmSync(folder, { recursive: true });
    },
  };
}

/** Resolves when the server says so in its log, and keeps reading: a full pipe would stop it. */
async function untilReady(server: ChildProcess): Promise<void> {
  const log: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.on("exit", () => reject(new Error(`PostgreSQL ended:\n${log.join("\n")}`)));
  if (server.stderr)
    createInterface(server.stderr).on("line", (line) => {
      log.push(line);
      if (line.includes("ready to accept connections")) resolve();
    });
  await promise;
}
