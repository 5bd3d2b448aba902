import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { runStep } from "../runner/runner.ts";
import { at, mains } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon({ validate: false });
});
afterAll(() => neon.close());

const index = readFileSync(mains.dist, "utf8");
const branch = { project_id: "project-id", branch_id: "br-example-123" };

/** The file that every step loads, in bytes. It has 398 kB; from here on somebody has to look. */
const BUDGET = 402_000;
/** Modules of Node that a step loads beyond those of an empty file that prints: eight of them with `node:v8`. */
const MODULES = 12;

test("the file that every step loads stays within its size", () => {
  expect(statSync(mains.dist).size).toBeLessThan(BUDGET);
});

/** A line of each thing that only some steps use. It must be packed, but not into the file of all. */
const onDemand = [
  ["the toolkit for GitHub's API", "octokit"],
  ["sealed boxes", "crypto_box_seal"],
  ["the driver of the database", "SCRAM-SHA-256"],
  ["CSV files", "csv-parse"],
  ["proxies", "class EnvHttpProxyAgent"],
  ["dotenv files", "check-ignore"],
  ["sealing", "aes-256-gcm"],
  ["the configuration file", "Aliases are not understood"],
  ["YAML", "stringKeys"],
  ["comments on pull requests", "viewerDidAuthor"],
  ["the way to the auth service", "The auth service gave no complete answer"],
  ["what its refusals mean", "INVALID_EMAIL_OR_PASSWORD"],
  ["tokens", "JWKSNoMatchingKey"],
] as const;

test.each(onDemand)("%s is packed, but not into that file", (_, sign) => {
  const holding = readdirSync(dirname(mains.dist)).filter(
    (name) => name.endsWith(".js") && readFileSync(join(dirname(mains.dist), name), "utf8").includes(sign),
  );
  expect(holding).not.toEqual([]);
  expect(holding).not.toContain("index.js");
});

/** What Node itself would have to load for it, beyond what it has loaded for an empty file. */
const heavy = ["assert", "crypto", "http", "http2", "sqlite", "tls", "zlib", "internal/deps/undici/undici"];

/** What a script has loaded by its end: parts of Node, and files of the bundle. */
async function loadedBy(main: string, script: string): Promise<{ modules: string[]; files: string[] }> {
  const told =
    '{ modules: process.moduleLoadList, files: Object.keys(require.cache).map((file) => require("path").basename(file)) }';
  const tell = `process.stdout.write("\\nloaded: " + JSON.stringify(${told}) + "\\n")`;
  writeFileSync(main, `process.on("exit", () => ${tell});\n${script}`);
  const inputs = { ...at(neon), operation: "create-integration", ...branch };
  const result = await runStep({ main, inputs });
  expect(result.exitCode).toBe(0);
  const { modules, files } = JSON.parse(result.stdout.split("\nloaded: ")[1] ?? "");
  return { modules: modules.map((name: string) => name.replace("NativeModule ", "")), files };
}

test("a step loads no part of Node that it can do without, and of the bundle its operation", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(dirname(mains.dist), folder, { recursive: true });
  const step = await loadedBy(join(folder, "index.js"), index);
  expect(step.modules).toContain("net");
  const always = await loadedBy(join(folder, "empty.js"), "");
  expect(step.files.filter((name) => !always.files.includes(name))).toHaveLength(2);
  const more = step.modules.filter((name) => !always.modules.includes(name));
  expect(more.length, more.join(", ")).toBeLessThanOrEqual(MODULES);
  expect(heavy.filter((name) => step.modules.includes(name))).toEqual([]);
});

test("no expression names properties of Unicode, for which Node sets up tables at every start", () => {
  const named = index.split("\n").filter((line) => line.includes("\\p{"));
  expect(named.filter((line) => !line.includes("String.raw"))).toEqual([]);
});

test("requires nothing but modules of Node", () => {
  const required = [...index.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
  expect(required).toContain("node:net");
  expect(required.filter((name) => !isBuiltin(name))).toEqual([]);
});

test("creating an integration on a fresh branch is one request", async () => {
  neon.reset();
  const inputs = { ...at(neon), operation: "create-integration", ...branch };
  expect((await runStep({ main: mains.dist, inputs })).exitCode).toBe(0);
  expect(neon.requests).toHaveLength(1);
});

test.each([
  "@actions/core",
  "@actions/github",
  "@octokit/core",
  "csv-parse",
  "jose",
  "leven",
  "libsodium",
  "pg",
  "undici",
  "zod",
])("the licence of %s is there", (name) => {
  const lines = readFileSync(join(dirname(mains.dist), "licenses.txt"), "utf8").split("\n");
  expect(lines).toContain(name);
});
