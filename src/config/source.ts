import { isUtf8 } from "node:buffer";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { InputError } from "../ground/errors.ts";

/** Where a configuration file is. */
export interface Place {
  readonly path: string;
  /** The same as GitHub finds it in the repository, where it is inside of the workspace. */
  readonly name: string;
}
export interface Source extends Place {
  readonly text: string;
}

/** Largest file in bytes: thousands of domains. */
const LARGEST = 1_000_000;

const workspace = (): string => resolve(process.env.GITHUB_WORKSPACE || ".");

const leadsOut = (from: string, to: string): boolean => {
  const way = relative(from, to);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
};

/** Where the file is, or shall be. A relative path starts at the workspace, and must not lead out of it. */
export function placeOf(file: string): Place {
  const root = workspace();
  const path = resolve(root, file);
  const outside = leadsOut(root, path);
  if (outside && !isAbsolute(file)) refuseOutside(file);
  return { path, name: outside ? path : relative(root, path).replaceAll(sep, "/") };
}

/** Reads it. Throws an `InputError` that says why it cannot be read, and nothing of what is in it. */
export function readSource(file: string): Source {
  const place = placeOf(file);
  const bytes = bytesOf(file, place.path);
  const text = bytes.toString().replace(/^\ufeff/, "");
  if (!isUtf8(bytes) || text.includes("\0"))
    refuse(`names \`${file}\`, which is not UTF-8: save it as UTF-8`);
  return { ...place, text };
}

/** Only an ordinary file is read: a pipe would be waited for, and a link could show what is not of the checkout. */
function bytesOf(file: string, path: string): Buffer {
  try {
    const found = statSync(path);
    if (!found.isFile()) refuse(`names \`${file}\`, which is no ordinary file`);
    if (!isAbsolute(file) && leadsOut(realpathSync(workspace()), realpathSync(path))) refuseOutside(file);
    if (found.size > LARGEST) refuse(`names \`${file}\`, which is larger than 1 MB`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as { code?: string };
    if (code !== "ENOENT" && code !== "ENOTDIR") refuse(`names \`${file}\`, which cannot be read (${code})`);
    return refuse(
      `names \`${file}\`, and no such file is there. Check that a step with \`actions/checkout\` comes before this one, and that the path is relative to the workspace`,
    );
  }
}

const refuseOutside = (file: string): never =>
  refuse(`names \`${file}\`, which leads out of the workspace: give an absolute path if that is meant`);

function refuse(problem: string): never {
  throw new InputError([`\`config_file\` ${problem}.`]);
}
