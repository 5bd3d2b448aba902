/**
 * `npm run bench`: what a step costs, as whole processes. Start-up is a ratio to an empty Node file in the same
 * run, pair by pair, because machines differ and drift. `-- --limited` adds many users under Neon's rate limit,
 * which takes more than a minute; `-- --write` puts the result into test/bench and the README.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { chart } from "./bench/chart.ts";
import { type Comparison, LATENCY, measureConfig } from "./bench/config.ts";
import { type Growth, measureGrowth } from "./bench/growth.ts";
import { branch_id, openFolder, run, startServer } from "./bench/process.ts";
import { countRequests } from "./bench/requests.ts";
import { measureStartUp, PAIRS, type StartUp } from "./bench/start-up.ts";
import { mains } from "./process/action.ts";

const USERS = 1000;
/** Seconds that Neon's limits allow for the users: 700 in the first minute, the rest at 40 a second. */
const LIMIT_SECONDS = 60 + (USERS - 700) / 40;

const flag = { type: "boolean", default: false } as const;
const { values } = parseArgs({ options: { limited: flag, write: flag } });
const print = (text: string): boolean => process.stdout.write(`${text}\n`);
const fixed = (number: number | undefined, digits: number): string => number?.toFixed(digits) ?? "–";
using folder = openFolder();

function startUpTable(rows: readonly StartUp[]): string {
  const cells = rows.map(({ name, ratio, spread, milliseconds, processor, memory, mebibytes }) => [
    name,
    fixed(ratio, 2),
    spread.map((bound) => fixed(bound, 2)).join("–"),
    fixed(milliseconds, 0),
    fixed(processor, 2),
    fixed(memory, 2),
    fixed(mebibytes, 0),
  ]);
  const head = [
    "Step",
    "Time, × empty",
    "Middle half",
    "ms",
    "CPU time, × empty",
    "Peak memory, × empty",
    "MiB",
  ];
  return markdownTable([head, ...cells], { alignDelimiters: false });
}

function growthTable(rows: readonly Growth[]): string {
  const cells = rows.map(({ what, size, milliseconds, mebibytes }) => [
    what,
    String(size),
    fixed(milliseconds, 0),
    fixed(mebibytes, 0),
  ]);
  return markdownTable([["What grows", "Size", "ms", "Peak MiB"], ...cells], { alignDelimiters: false });
}

function configTable(rows: readonly Comparison[]): string {
  const cells = rows.map(({ what, steps, separate, one, ratio }) => [
    what,
    String(steps),
    fixed(separate, 0),
    fixed(one, 0),
    fixed(ratio, 1),
  ]);
  const head = ["Configuration", "Steps", "Steps, ms", "`apply-config`, ms", "Times faster"];
  return markdownTable([head, ...cells], { alignDelimiters: false });
}

/** How long many users take, in seconds. */
async function createUsers(...options: string[]): Promise<number> {
  using slow = await startServer("--https", "--latency", "20", ...options);
  const how = { env: slow.environment };
  writeFileSync(
    folder.path("users.json"),
    JSON.stringify(Array.from({ length: USERS }, (_, n) => ({ email: `user${n}@example.com` }))),
  );
  run(folder, mains.dist, slow.host, { operation: "create-integration", branch_id }, how);
  const users_file = folder.path("users.json");
  const inputs = { operation: "create-user", branch_id, users_file, timeout_seconds: "300" };
  return run(folder, mains.dist, slow.host, inputs, how).milliseconds / 1000;
}

const title = `Wall time of a step over an empty Node file, Node ${process.versions.node}`;
print(`${title}, medians of ${PAIRS} pairs:\n`);
using server = await startServer();
using secure = await startServer("--https");
const startUp = [...(await measureStartUp(folder, server)), ...(await measureStartUp(folder, secure))];
print(startUpTable(startUp));
if (!startUp.some(({ name }) => name.startsWith("bash"))) print("\nThere is no jq here for the shell step.");
else if (startUp.some(({ name }) => name.includes("jq-1.6")))
  print("\njq 1.6 is slow to start (22 ms); jq 1.7 and later take a few milliseconds.");

const dist = dirname(mains.dist);
const sizes = readdirSync(dist)
  .filter((name) => name.endsWith(".js"))
  .map((name) => ({ name, bytes: statSync(join(dist, name)).size }));
print(
  `\nFiles of dist, in kB: ${sizes.map(({ name, bytes }) => `${name} ${fixed(bytes / 1000, 0)}`).join(", ")}`,
);

const requests = await countRequests();
print("\nRequests of each operation:\n");
const requestCells = requests.map((one) => [one.operation, one.scope, one.requests.join(", ")]);
print(markdownTable([["Operation", "Scope", "Requests"], ...requestCells], { alignDelimiters: false }));

const growth = await measureGrowth(folder, "--https");
print("\nGrowth over https, without latency:\n");
print(growthTable(growth));

const config = await measureConfig(folder);
print(`\nA configuration as one step, at ${LATENCY} ms an answer:\n`);
print(configTable(config));

const users = { at20Milliseconds: await createUsers(), limited: undefined as number | undefined };
print(`\n${USERS} users over https at 20 ms an answer: ${fixed(users.at20Milliseconds, 2)} s`);
if (values.limited) {
  users.limited = await createUsers("--rate-limit");
  const share = fixed((users.limited / LIMIT_SECONDS - 1) * 100, 1);
  print(
    `The same under Neon's limits: ${fixed(users.limited, 1)} s, ${share} % over the ${LIMIT_SECONDS} s that they allow`,
  );
}

if (values.write) {
  const to = (name: string) => new URL(`bench/${name}`, import.meta.url);
  const result = { node: process.versions.node, startUp, sizes, requests, growth, config, users };
  writeFileSync(to("result.json"), `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(to("chart.svg"), chart(startUp, title));
  const readme = new URL("../README.md", import.meta.url);
  const [begin, end] = ["<!-- bench: written by npm run bench -- --write -->", "<!-- /bench -->"];
  const text = readFileSync(readme, "utf8");
  const [from, to_] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to_ < from) throw new Error(`README.md has no marker ${begin} … ${end}`);
  const body = [startUpTable(startUp), growthTable(growth), configTable(config)].join("\n\n");
  writeFileSync(readme, `${text.slice(0, from) + begin}\n\n${body}\n\n${text.slice(to_)}`);
}
