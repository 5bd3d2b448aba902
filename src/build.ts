import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plugin, rolldown } from "rolldown";

/**
 * Builds `dist` in two steps, because ncc packs well but shakes nothing out, and a step loads all of the file.
 * Rolldown joins what every step needs and drops what none reaches; ncc packs the result, and what is loaded
 * only when it is used becomes a file of its own.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const shaken = join(root, "node_modules/.cache/neon-auth-action/index.js");
const require = createRequire(import.meta.url);
const undici = dirname(require.resolve("undici/package.json"));
const tables = join(undici, "lib/llhttp/constants.js");

type Ncc = (
  input: string,
  options: { cache: false; quiet: true },
) => Promise<{ code: string; assets: Record<string, { source: string | Uint8Array }> }>;
const ncc: Ncc = require("@vercel/ncc");

/** The whole package would load its fetch, cache and mock parts at every start. */
const usedOfUndici = `
  export { default as Pool } from "${undici}/lib/dispatcher/pool.js";
`;

/** Parts that undici loads for features that are off here: HTTP/2, bodies of fetch, a parser for processors without SIMD. */
const unreached = /undici\/lib\/(dispatcher\/client-h2|llhttp\/llhttp-wasm|web\/(fetch|webidl))/;

/** What undici loads from Node at every start for next to nothing: a number, a class to compare with, a check. */
const lightened: Readonly<Record<string, string>> = {
  "node:http": "module.exports = { maxHeaderSize: 16384, IncomingMessage: class {} };",
  "node:assert":
    'module.exports = (holds, message) => { if (!holds) require("node:assert/strict")(holds, message); };',
};

const shake: Plugin = {
  name: "shake",
  resolveId(source, importer, { kind }) {
    if (kind === "dynamic-import" && !source.startsWith(".")) return { id: source, external: true };
    if (source === "undici") return "\0undici";
    if (source in lightened && importer?.includes("/undici/")) return `\0${source}`;
    if (source === "crypto" && importer?.includes("/@actions/core/")) return join(root, "src/ground/uuid.ts");
    // The toolkit imports an HTTP client for OIDC, which this action does not use.
    if (source.startsWith("@actions/http-client"))
      return { id: source, external: true, moduleSideEffects: false };
    const path = importer && source.startsWith(".") ? join(dirname(importer), source) : source;
    return unreached.test(path) ? "\0unreached" : null;
  },
  load(id) {
    if (id === "\0undici") return usedOfUndici;
    if (id === "\0unreached")
      return 'module.exports = () => { throw new Error("This part of undici is not packed."); };';
    if (id === tables) return usedTables();
    return lightened[id.slice(1)] ?? null;
  },
  transform(code, id) {
    // The summary is written without these, whose loading takes longer than writing it.
    return id.endsWith("/@actions/core/lib/summary.js") ? replaced(code, "} = promises;", "} = {};") : null;
  },
};

/** The tables of undici's parser are worked out here, and only those that it reads, not at every start. */
function usedTables(): string {
  const all = require(tables);
  const reader = readFileSync(join(undici, "lib/dispatcher/client-h1.js"), "utf8");
  const names = new Set([...reader.matchAll(/\bconstants\.(\w+)/g)].map(([, name = ""]) => name));
  return `module.exports = ${JSON.stringify(Object.fromEntries([...names].map((name) => [name, all[name]])))};`;
}

function replaced(code: string, part: string, by: string): string {
  if (!code.includes(part)) throw new Error(`"${part}" is no longer there to be replaced`);
  return code.replace(part, by);
}

const bundle = await rolldown({
  input: join(root, "src/main.ts"),
  platform: "node",
  plugins: [shake],
  // As in Node's own build of undici, which leaves the experimental parser out.
  transform: { define: { esbuildDetection: "true" } },
  // What is loaded on demand takes nothing from the entry, which ncc could not join with its modules then.
  preserveEntrySignatures: "strict",
  treeshake: { moduleSideEffects: (id) => !/\/node_modules\/(@actions|zod|leven)\//.test(id) },
});
const { output } = await bundle.generate({
  format: "esm",
  chunkFileNames: "[name].js",
  entryFileNames: "index.js",
});
rmSync(dirname(shaken), { recursive: true, force: true });
mkdirSync(dirname(shaken), { recursive: true });
const chunks = output.filter((file) => file.type === "chunk");
for (const { fileName, code } of chunks) writeFileSync(join(dirname(shaken), fileName), code);

const { code, assets } = await ncc(shaken, { cache: false, quiet: true });
rmSync(dist, { recursive: true, force: true });
write("index.js", builtinsDirectly(code));
for (const [name, { source }] of Object.entries(assets)) write(name, source);
write("licenses.txt", licenses());

const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
const parts = modules
  .map(([id, { renderedLength }]) => [relative(root, id), renderedLength] as const)
  .sort((a, b) => b[1] - a[1]);
process.stdout.write(`dist/index.js: ${code.length} bytes, the largest parts:\n`);
for (const [name, size] of parts.slice(0, 10)) process.stdout.write(`${String(size).padStart(8)}  ${name}\n`);

/** ncc makes a function that requires for each of Node's modules, which takes longer than getting the module. */
function builtinsDirectly(packed: string): string {
  const direct = packed
    .replaceAll(/__WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\("([\w:/]+)"\)/g, (given, name) =>
      isBuiltin(name) ? `process.getBuiltinModule("${name}")` : given,
    )
    .replace(
      /var __require = .*createRequire\)\(import\.meta\.url\)\)\(\);/,
      "var __require = process.getBuiltinModule;",
    );
  const [head = ""] = direct.split("\n", 1);
  return direct.includes("__WEBPACK_EXTERNAL_createRequire(") ? direct : direct.slice(head.length + 1);
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

interface Manifest {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
