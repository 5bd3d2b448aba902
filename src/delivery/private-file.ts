import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { lstat, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InputError } from "../ground/errors.ts";

/** The folders of a job: the first is emptied by the runner, the second holds what was checked out. */
export interface Folders {
  readonly temp: string | undefined;
  readonly workspace: string | undefined;
}

/** More than this is no file of settings, and its parser would take long. */
const LARGEST = 1024 * 1024;

const GIT_MS = 10_000;

/**
 * Finds a file that only this user will be able to read, and proves that it can be written. The path is
 * relative to the runner's temporary folder. The file must lie below that or the workspace, for nothing
 * cleans up or ignores files elsewhere, and not where git would commit it. No link is followed below
 * the two folders.
 */
export async function openPrivateFile(input: string, path: string, { temp, workspace }: Folders) {
  const refuse = (problem: string) => new InputError([`\`${input}\` ${problem}`]);
  const root = rootOf(path, [temp, workspace]);
  if (!root)
    throw refuse(
      "must lie below `RUNNER_TEMP`, where a relative path begins, or below the workspace, and its path must hold no control characters.",
    );
  const file = resolve(temp || root, path);
  const folder = dirname(file);
  const parts = relative(root, file).split(sep);
  if (parts.some((part) => /^\.git$/i.test(part)))
    throw refuse("lies in a `.git` folder, where git would obey it: choose another path.");

  const inspect = async () => {
    const places = parts.map((_, index) => join(root, ...parts.slice(0, index + 1)));
    for (const place of places) {
      const shown = `\`${relative(root, place)}\``;
      const found = await lstat(place).catch((error) => {
        if (codeOf(error) === "ENOENT") return undefined;
        throw refuse(`cannot be used: ${shown} cannot be looked at (${codeOf(error)}).`);
      });
      if (!found && place === file) return;
      if (!found) throw refuse(`needs the folder ${shown}, which is not there: create it in a step before.`);
      if (found.isSymbolicLink())
        throw refuse(`would be written through the symbolic link ${shown}: give the path without links.`);
      if (place !== file && !found.isDirectory())
        throw refuse(`needs the folder ${shown}, but that is not a folder.`);
      if (place !== file) continue;
      const kind = found.isDirectory() ? "folder" : "device or pipe";
      if (!found.isFile()) throw refuse(`names a ${kind}: give the path of a file.`);
      if (found.size > LARGEST)
        throw refuse("names a file of more than 1 MiB, which is no file of settings.");
    }
  };

  const write = async (text: string, target?: string) => {
    const temporary = join(folder, `.neon-auth-${randomUUID()}`);
    try {
      const handle = await open(temporary, created, 0o600);
      try {
        await handle.chmod(0o600);
        await handle.writeFile(text);
        if (target) await handle.sync();
      } finally {
        await handle.close();
      }
      if (target) await rename(temporary, target);
    } catch (error) {
      throw refuse(`cannot be written (${codeOf(error)}); what was there is unchanged.`);
    } finally {
      await rm(temporary, { force: true });
    }
  };

  await inspect();
  if (workspace && isBelow(await real(workspace), await real(folder))) {
    const fault = await commitFault(await real(folder), basename(file));
    if (fault) throw refuse(fault);
  }
  await write("");

  return {
    /** The full one. */
    path: file,
    /** Nothing if the file is not there yet. */
    async read(): Promise<Buffer | undefined> {
      await inspect();
      try {
        return await readFile(file, { flag: constants.O_RDONLY | noLink });
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw refuse(`cannot be read (${codeOf(error)}).`);
      }
    },
    /** Replaces the file as a whole, or leaves it as it was. To be read before, which looks for links again. */
    write: (text: string): Promise<void> => write(text, file),
  };
}

/** Windows does not have it. */
const noLink = constants.O_NOFOLLOW ?? 0;

const created = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noLink;

/** The innermost of the folders that a path is below. */
function rootOf(path: string, folders: readonly (string | undefined)[]): string | undefined {
  const [temp] = folders;
  if (/\p{Cc}/u.test(path) || (!temp && !isAbsolute(path))) return undefined;
  const file = resolve(temp || "/", path);
  return folders
    .flatMap((folder) => (folder ? [resolve(folder)] : []))
    .filter((folder) => folder !== file && isBelow(folder, file))
    .sort((a, b) => b.length - a.length)[0];
}

/** What is not there is found when it is written to. */
const real = (path: string): Promise<string> => realpath(path).catch(() => path);

/** Whether a path is a folder, or below it. */
function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What is wrong if git would commit the file: it does so unless it ignores the file and does not track it. */
async function commitFault(folder: string, name: string): Promise<string | undefined> {
  if (!isInGitTree(folder)) return undefined;
  // With `./` in front, no name is taken for an option or a pattern.
  const code = await runGit(["-C", folder, "check-ignore", "-q", "--", `./${name}`]);
  if (code === 0) return undefined;
  return code === 1
    ? "lies in the workspace, where git would commit it: add it to `.gitignore`, or give a path relative to `RUNNER_TEMP`."
    : "lies in the workspace, and git cannot tell whether it would commit it: give a path relative to `RUNNER_TEMP`.";
}

function isInGitTree(folder: string): boolean {
  return existsSync(join(folder, ".git")) || (dirname(folder) !== folder && isInGitTree(dirname(folder)));
}

/** The exit code; something else if git did not run. It gets no secret, and obeys nothing but its own files. */
function runGit(args: readonly string[]): Promise<unknown> {
  const kept = ["PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SYSTEMROOT", "LD_LIBRARY_PATH"];
  const env = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
  // In a container the checkout belongs to somebody else; a monitor would be a program that the checkout names.
  const settings = ["-c", "safe.directory=*", "-c", "core.fsmonitor=false"];
  // Windows looks for programs in the working directory first.
  const options = { env, cwd: dirname(process.execPath), timeout: GIT_MS, windowsHide: true };
  return new Promise((done) => {
    execFile("git", [...settings, ...args], options, (error) => done(error ? error.code : 0));
  });
}

/** A code: the message of an error holds paths. */
function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? "unknown error");
}
