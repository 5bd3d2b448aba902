import { createHash } from "node:crypto";
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "rolldown";
import { things } from "./operations/config.ts";
import { renderSchema } from "./schema.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const shaken = join(root, "node_modules/.cache/neon-auth-action/index.js");

/** A change to the text of a dependency, for nothing but the time in which a step starts. */
export interface Change {
  readonly name: string;
  readonly reason: string;
  /**
   * Processor time that a read over http takes without it, in starts of an empty Node file: medians of 45 pairs, or
   * instructions as valgrind counts them.
   */
  readonly gain: number;
  /** Files below `node_modules`, or `packed`. */
  readonly of: readonly string[];
  /** Throws if the text is not the one that the change was made for. */
  readonly change: (text: string) => string;
}

/** What ncc makes of all. */
const packed = "index.js";

/** What undici and the toolkit take from Node, in place of the module that they take it from. */
const light: Readonly<Record<string, string>> = {
  "require('node:http')": "{ maxHeaderSize: 16384, IncomingMessage: class {} }",
  "require('node:assert')":
    "(holds, message) => { if (!holds) require('node:assert/strict')(holds, message); }",
  promises: "{}",
};

export const changes: readonly Change[] = [
  {
    name: "undici's pool and connector only",
    reason:
      "The whole package loads its fetch, cache and mock parts. An HTTP client that is dropped names `ProxyAgent`.",
    gain: 0.9,
    of: ["undici/index.js"],
    change: (text) =>
      replaced(
        text,
        /^.*module\.exports\.Pool = Pool\n.*$/s,
        'export { default as Pool } from "./lib/dispatcher/pool.js"; export { default as buildConnector } from "./lib/core/connect.js"; export const ProxyAgent = undefined;',
      ),
  },
  {
    name: "no parts of undici that are off",
    reason: "HTTP/2, the bodies of fetch, and a parser for processors without SIMD.",
    gain: 0.9,
    of: [
      "undici/lib/dispatcher/client-h2.js",
      "undici/lib/llhttp/llhttp-wasm.js",
      "undici/lib/web/fetch/body.js",
      "undici/lib/web/fetch/formdata.js",
      "undici/lib/web/webidl/index.js",
    ],
    change: (text) =>
      replaced(
        text,
        /^.*\bmodule(\.exports = |, 'exports').*$/s,
        'module.exports = () => { throw new Error("This part of undici is not packed."); };',
      ),
  },
  {
    name: "no experimental parser",
    reason: "Node's own build of undici leaves it out by the same condition.",
    gain: 0.12,
    of: ["undici/lib/dispatcher/client-h1.js"],
    change: (text) => replaced(text, /typeof esbuildDetection === 'undefined'/g, "false"),
  },
  {
    name: "no modules of Node for next to nothing",
    reason:
      "A number, a class to compare with and a check load 17 of them, a summary that is never written so 10.",
    gain: 0.18,
    of: [
      "undici/lib/core/connect.js",
      "undici/lib/core/request.js",
      "undici/lib/core/util.js",
      "undici/lib/dispatcher/client-h1.js",
      "undici/lib/dispatcher/client.js",
      "@actions/core/lib/summary.js",
    ],
    change: (text) =>
      replaced(
        text,
        /require\('node:(http|assert)'\)|(?<=\} = )promises(?=;)/g,
        (part) => light[part] ?? part,
      ),
  },
  {
    name: "no tables worked out at every start",
    reason:
      "undici puts all usual header names into a tree, to lower the case of a few that it lowers without it too, and makes thirty tables for its parser, which reads two.",
    gain: 0.12,
    of: ["undici/lib/core/tree.js", "undici/lib/llhttp/constants.js"],
    change: (text) =>
      text.includes("TernarySearchTree")
        ? replaced(
            text,
            /^.*\bmodule\.exports = .*$/s,
            "module.exports = { tree: { lookup: () => undefined } };",
          )
        : replaced(text, /^.*\bexports\.\w+ = .*$/s, tablesOfParser()),
  },
  {
    name: "no node:crypto without TLS",
    reason: "The toolkit makes a UUID with it.",
    gain: 0.14,
    of: ["@actions/core/lib/file-command.js"],
    change: (text) =>
      replaced(text, "from 'crypto'", `from ${JSON.stringify(join(root, "src/ground/uuid.ts"))}`),
  },
  {
    name: "one byte for a character",
    reason: "Node takes a file of ASCII as it is, and any other into twice the memory.",
    gain: 0.1,
    of: [packed],
    change: (text) => {
      const raw = text
        .split("\n")
        .find((line) => line.includes("String.raw") && /[\u0080-\uffff]/.test(line));
      if (raw !== undefined) throw new Error(`${raw.trim()} cannot be written otherwise`);
      return replaced(text, /[\u0080-\uffff]/g, escaped);
    },
  },
];

/** The text of a file with the changes to it. Throws the name of one that no longer fits. */
export function changed(text: string, file: string, all = changes): string {
  let after = text;
  for (const { name, of, change } of all)
    if (of.includes(file))
      try {
        after = change(after);
      } catch (error) {
        throw new Error(`"${name}" no longer fits ${file}: ${(error as Error).message}.`);
      }
  return after;
}

/** Throws if a change was made for a file that is not packed any more. */
export function checkAllMade(files: ReadonlySet<string>, all = changes): void {
  for (const { name, of } of all)
    for (const file of of)
      if (!files.has(file)) throw new Error(`"${name}" no longer fits ${file}: nothing loads it.`);
}

export function replaced(
  text: string,
  part: string | RegExp,
  by: string | ((part: string) => string),
): string {
  const after = text.replace(part, typeof by === "string" ? () => by : by);
  if (after === text) throw new Error(`${part} is not in it`);
  return after;
}

/** The tables that undici's parser reads, as they are once they are worked out. */
function tablesOfParser(): string {
  const require = createRequire(import.meta.url);
  const undici = dirname(require.resolve("undici/package.json"));
  const all = require(join(undici, "lib/llhttp/constants.js"));
  const reader = readFileSync(join(undici, "lib/dispatcher/client-h1.js"), "utf8");
  const names = new Set([...reader.matchAll(/\bconstants\.(\w+)/g)].map(([, name = ""]) => name));
  return `module.exports = ${JSON.stringify(Object.fromEntries([...names].map((name) => [name, all[name]])))};`;
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * Builds `dist` in two steps, because ncc packs well but shakes nothing out, and a step loads all of the file.
 * Rolldown joins what every step needs and drops what none reaches; ncc packs the result, and what is loaded
 * only when it is used becomes a file of its own. All is CommonJS, which Node starts sooner than modules.
 */
async function build(): Promise<void> {
  // The tests read the changes, and need no bundler for that.
  const { rolldown } = await import("rolldown");
  const files = new Set([packed]);
  const bundle = await rolldown({
    // What operations are declared with is in the file of all too: every step needs most of it.
    input: { index: join(root, "src/main.ts"), record: join(root, "src/record/endpoint.ts") },
    platform: "node",
    plugins: [shake(files)],
    preserveEntrySignatures: "allow-extension",
    treeshake: {
      moduleSideEffects: (id) => !isBuiltin(id) && !/\/node_modules\/(@actions|zod|leven)\//.test(id),
    },
  });
  const { output } = await bundle.generate({
    format: "esm",
    chunkFileNames: "[name].js",
    entryFileNames: "[name].js",
    // The licences are in a file of their own.
    comments: false,
    polyfillRequire: false,
    // One file of all that every step loads: names of another one are looked up wherever they are used.
    codeSplitting: { groups: [{ name: "step", tags: ["$initial"] }] },
  });
  checkAllMade(files);
  rmSync(dirname(shaken), { recursive: true, force: true });
  mkdirSync(dirname(shaken), { recursive: true });
  const chunks = output.filter((file) => file.type === "chunk");
  for (const { fileName, code } of chunks) writeFileSync(join(dirname(shaken), fileName), code);

  const ncc: Ncc = createRequire(import.meta.url)("@vercel/ncc");
  const { code, assets } = await ncc(shaken, { cache: false, quiet: true, esm: false });
  rmSync(dist, { recursive: true, force: true });
  write(packed, changed(code, packed));
  for (const [name, { source }] of Object.entries(assets)) write(name, source);
  write("package.json", `${JSON.stringify({ type: "commonjs" })}\n`);
  write("licenses.txt", licenses());
  write("neon-auth.schema.json", renderSchema(things));
  write("sources.txt", `${hashOf(sources())}\n`);

  process.stdout.write(`dist/index.js: ${code.length} bytes\n`);
}

type Ncc = (
  input: string,
  options: { cache: false; quiet: true; esm: false },
) => Promise<{ code: string; assets: Record<string, { source: string | Uint8Array }> }>;

/** Leaves what is imported on demand to ncc, and tells which files of dependencies there are. */
const shake = (files: Set<string>): Plugin => ({
  name: "shake",
  resolveId: (source, _, { kind }) =>
    kind === "dynamic-import" && !source.startsWith(".") ? { id: source, external: true } : null,
  transform(text, id) {
    const file = relative(join(root, "node_modules"), id).replaceAll("\\", "/");
    files.add(file);
    return changed(text, file);
  },
});

/** What `dist` is made of, by its path: documents are made by `src/docs.ts`, and `dist` is not. */
export function sources(): ReadonlyMap<string, string> {
  const names = [...globSync("src/**/*.ts", { cwd: root, exclude: ["src/docs.ts"] }), "package-lock.json"];
  return new Map(names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(root, name), "utf8")]));
}

/** The same for the same files on every machine. */
export function hashOf(files: ReadonlyMap<string, string>): string {
  const unix = [...files].map(([name, text]) => [name, text.replaceAll("\r\n", "\n")]);
  return createHash("sha256").update(JSON.stringify(unix.sort())).digest("hex");
}

function write(name: string, content: string | Uint8Array): void {
  const path = join(dist, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The licences of all that may be packed: the packages that are needed at run time, and what they need. */
function licenses(): string {
  const texts = new Map<string, string>();
  const add = (name: string): void => {
    if (texts.has(name)) return;
    const folder = join(root, "node_modules", name);
    const { license, dependencies = {} } = readManifest(folder);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file && !license) throw new Error(`${name} has no licence`);
    texts.set(name, file ? readFileSync(join(folder, file), "utf8").trim() : `${license}`);
    for (const needed of Object.keys(dependencies)) add(needed);
  };
  for (const name of Object.keys(readManifest(root).dependencies ?? {})) add(name);
  return [...texts]
    .sort()
    .map(([name, text]) => `${name}\n${text}\n`)
    .join("\n");
}

function readManifest(folder: string): { license?: string; dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

if (import.meta.main) await build();
