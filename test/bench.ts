/**
 * `npm run bench`: what a step costs, as whole processes. Start-up is a ratio to an empty Node file in the same
 * run, pair by pair, because machines differ and drift. `-- --limited` adds many users under Neon's rate limit,
 * which takes more than a minute.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { mains } from "./action.ts";

const PAIRS = 20;
const USERS = 1000;
/** Seconds that Neon's limits allow for the users: 700 in the first minute, the rest at 40 a second. */
const LIMIT_SECONDS = 60 + (USERS - 700) / 40;

const { values } = parseArgs({ options: { limited: { type: "boolean", default: false } } });
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const path = (name: string): string => join(folder, name);
for (const name of ["empty.js", "output", "summary"]) writeFileSync(path(name), "");

const print = (text: string): boolean => process.stdout.write(`${text}\n`);
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** An embedded Neon in a process of its own, so that it does not take part in what is measured. */
async function startNeon(...options: string[]): Promise<{ host: string; [Symbol.dispose](): void }> {
  const main = fileURLToPath(new URL("emulator/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", "0", "--no-validation", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { host: line.replace("api_host: ", ""), [Symbol.dispose]: () => void child.kill() };
}

/** Wall time of one run of a script, in milliseconds. */
function time(script: string, host = "", inputs: Readonly<Record<string, string>> = {}): number {
  const all = { api_key: "napi_embedded_neon", api_host: host, project_id: "project-id", ...inputs };
  const env = {
    PATH: process.env.PATH,
    GITHUB_OUTPUT: path("output"),
    GITHUB_STEP_SUMMARY: path("summary"),
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  const began = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${script} failed:\n${stdout}`);
  return performance.now() - began;
}

const branch_id = "br-example-123";
const steps = {
  "create-integration": { operation: "create-integration", branch_id },
  "list-oauth-providers": { operation: "list-oauth-providers", branch_id },
  "create-integration, dry run": { operation: "create-integration", branch_id, dry_run: "true" },
};

try {
  using neon = await startNeon();
  const rows = Object.entries(steps).map(([name, inputs]) => {
    const pairs = Array.from({ length: PAIRS + 1 }, () => {
      const empty = time(path("empty.js"));
      return { empty, step: time(mains.dist, neon.host, inputs) };
    }).slice(1);
    const ratio = median(pairs.map(({ empty, step }) => step / empty));
    const milliseconds = median(pairs.map(({ step }) => step));
    return [name, ratio.toFixed(2), milliseconds.toFixed(0)];
  });
  print(
    `Start-up and one operation, medians of ${PAIRS} pairs with an empty Node file, Node ${process.version}:\n`,
  );
  print(markdownTable([["Step", "× empty", "ms"], ...rows]));

  writeFileSync(
    path("users.json"),
    JSON.stringify(Array.from({ length: USERS }, (_, n) => ({ email: `user${n}@example.com` }))),
  );
  const many = {
    operation: "create-user",
    branch_id,
    users_file: path("users.json"),
    timeout_seconds: "300",
  };
  const createUsers = async (...options: string[]): Promise<number> => {
    using slow = await startNeon("--latency", "20", ...options);
    time(mains.dist, slow.host, steps["create-integration"]);
    return time(mains.dist, slow.host, many) / 1000;
  };
  print(`\n${USERS} users at 20 ms an answer: ${(await createUsers()).toFixed(2)} s`);
  if (values.limited) {
    const seconds = await createUsers("--rate-limit");
    const share = ((seconds / LIMIT_SECONDS - 1) * 100).toFixed(1);
    print(
      `The same under Neon's limits: ${seconds.toFixed(1)} s, ${share} % over the ${LIMIT_SECONDS} s that they allow`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
