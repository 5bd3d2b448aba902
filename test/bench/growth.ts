import { writeFileSync } from "node:fs";
import { mains } from "../process/action.ts";
import { branch_id, type Folder, type Inputs, run, startServer } from "./process.ts";

/** What one step costs at one size. */
export interface Growth {
  readonly what: string;
  readonly size: number;
  readonly milliseconds: number;
  readonly mebibytes: number;
}

interface Scene {
  readonly what: string;
  readonly sizes: readonly [number, number, number];
  /** What the embedded Neon has before. */
  readonly server?: (size: number) => readonly string[];
  readonly inputs: (size: number, folder: Folder) => Inputs;
}

const many = <T>(size: number, make: (index: number) => T): T[] =>
  Array.from({ length: size }, (_, n) => make(n));

const scenes: readonly Scene[] = [
  {
    what: "users of a file",
    sizes: [250, 1000, 4000],
    inputs: (size, folder) => {
      const users_file = folder.path(`${size}.json`);
      writeFileSync(users_file, JSON.stringify(many(size, (n) => ({ email: `user${n}@example.com` }))));
      return { operation: "create-user", users_file, timeout_seconds: "300" };
    },
  },
  {
    what: "domains to add",
    sizes: [10, 40, 160],
    inputs: (size) => ({
      operation: "add-domain",
      domain: many(size, (n) => `https://${n}.example.com`).join("\n"),
    }),
  },
  {
    what: "OAuth providers in a list",
    sizes: [10, 100, 1000],
    server: (size) => ["--providers", String(size)],
    inputs: () => ({ operation: "list-oauth-providers" }),
  },
  {
    what: "domains in a plan",
    sizes: [10, 100, 1000],
    inputs: (size, folder) => ({
      operation: "plan-config",
      config_file: writeConfig(folder, `domains-${size}`, {
        domains: many(size, (n) => `https://${n}.example.com`),
      }),
    }),
  },
  {
    what: "OAuth providers in a plan",
    sizes: [10, 30, 100],
    inputs: (size, folder) => ({
      operation: "plan-config",
      config_file: writeConfig(folder, `providers-${size}`, {
        oauth_providers: Object.fromEntries(
          many(size, (n) => [
            `provider-${n}`,
            { client_id: `client-${n}`, client_secret: { env: "CLIENT_SECRET" } },
          ]),
        ),
      }),
    }),
  },
  {
    what: "branches whose names begin with the one to find",
    sizes: [50, 500, 5000],
    server: (size) => ["--branches", String(size)],
    inputs: () => ({
      operation: "create-integration",
      branch_id: "",
      branch_name: "preview",
      dry_run: "true",
    }),
  },
];

/** A file that asks for so much that is not there. */
function writeConfig(folder: Folder, name: string, says: object): string {
  const path = folder.path(`${name}.yml`);
  // JSON is YAML too.
  writeFileSync(path, JSON.stringify({ version: 1, defaults: says }));
  return path;
}

/** Three sizes of each, as whole processes, the better of two runs. */
export async function measureGrowth(folder: Folder, ...options: string[]): Promise<Growth[]> {
  const measured: Growth[] = [];
  for (const { what, sizes, server, inputs } of scenes)
    for (const size of sizes) {
      const runs: { milliseconds: number; peak: number }[] = [];
      for (let round = 0; round < 2; round++) {
        using neon = await startServer(...options, ...(server?.(size) ?? []));
        const how = { env: neon.environment, withPeak: true };
        run(folder, mains.dist, neon.host, { operation: "create-integration", branch_id }, how);
        runs.push(run(folder, mains.dist, neon.host, { branch_id, ...inputs(size, folder) }, how));
      }
      measured.push({
        what,
        size,
        milliseconds: Math.min(...runs.map(({ milliseconds }) => milliseconds)),
        mebibytes: Math.min(...runs.map(({ peak }) => peak)) / 2 ** 20,
      });
    }
  return measured;
}
