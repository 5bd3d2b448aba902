import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
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

type Ncc = (
  input: string,
  options: { cache: false; quiet: true; license: string },
) => Promise<{ code: string; assets: Record<string, { source: string | Uint8Array }> }>;
const ncc: Ncc = require("@vercel/ncc");

/** The whole package would load its fetch, cache and mock parts at every start. */
const usedOfUndici = `
  import Dispatcher from "${undici}/lib/dispatcher/dispatcher.js";
  import request from "${undici}/lib/api/api-request.js";
  export { default as Pool } from "${undici}/lib/dispatcher/pool.js";
  Object.assign(Dispatcher.prototype, { request });
`;

/** Parts that undici loads for features that are off here: HTTP/2, its second parser, bodies of fetch. */
const unreached = /undici\/lib\/(dispatcher\/client-h2|milo\/|web\/(fetch|webidl))/;

const shake: Plugin = {
  name: "shake",
  resolveId(source, importer, { kind }) {
    if (kind === "dynamic-import" && !source.startsWith(".")) return { id: source, external: true };
    if (source === "undici") return "\0undici";
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
    return null;
  },
};

const bundle = await rolldown({
  input: join(root, "src/main.ts"),
  platform: "node",
  plugins: [shake],
  treeshake: { moduleSideEffects: (id) => !/\/node_modules\/(@actions|zod|leven)\//.test(id) },
});
const { output } = await bundle.generate({
  format: "esm",
  chunkFileNames: "[name].js",
  entryFileNames: "index.js",
});
rmSync(dirname(shaken), { recursive: true, force: true });
mkdirSync(dirname(shaken), { recursive: true });
for (const chunk of output)
  if (chunk.type === "chunk") writeFileSync(join(dirname(shaken), chunk.fileName), chunk.code);
const chunk = output[0];

const { code, assets } = await ncc(shaken, { cache: false, quiet: true, license: "licenses.txt" });
rmSync(dist, { recursive: true, force: true });
write("index.js", code);
for (const [name, { source }] of Object.entries(assets)) write(name, source);
write("licenses.txt", licenses());

const parts = Object.entries(chunk.modules)
  .map(([id, { renderedLength }]) => [relative(root, id), renderedLength] as const)
  .sort((a, b) => b[1] - a[1]);
process.stdout.write(`dist/index.js: ${code.length} bytes, the largest parts:\n`);
for (const [name, size] of parts.slice(0, 10)) process.stdout.write(`${String(size).padStart(8)}  ${name}\n`);

function write(name: string, content: string | Uint8Array): void {
  const path = join(dist, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The licences that ncc finds in what it packs, and those of what was shaken before. */
function licenses(): string {
  const packed = String(assets["licenses.txt"]?.source ?? "");
  const packages = Object.keys(chunk.modules)
    .map((id) => /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id))
    .filter((match) => match !== null)
    .map(([folder, name]) => [name ?? "", folder] as const);
  const texts = [...new Map(packages)]
    .filter(([name]) => !new RegExp(`^${name}$`, "m").test(packed))
    .sort()
    .map(([name, folder]) => {
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${name} has no licence file`);
      return `${name}\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    });
  return [...texts, packed].join("\n");
}
