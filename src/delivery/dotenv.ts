import { isDeepStrictEqual, parseEnv } from "node:util";
import { InputError } from "../ground/errors.ts";
import { reveal } from "../ground/secret.ts";
import { named } from "../words/rules.ts";
import { refuseNames } from "./environment.ts";
import type { Item, Place } from "./place.ts";
import { type Folders, openPrivateFile } from "./private-file.ts";

/**
 * One assignment, found where npm's dotenv finds it. A quoted value may have several lines; one that is not
 * closed properly ends with its line. `guard` is what `quote` adds.
 */
const assignment =
  /^(?<indent>[^\S\r\n]*)(?<exported>export\s+)?(?<name>[\w.-]+)(?:\s*=\s*?|:\s+?)(?<value>\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?(?<guard> #'\.)?(?=\s*(?:#.*)?$)/gm;

/** dotenv takes `\'` for a quote inside of the value and looks for the end further on. Here it finds none. */
const GUARD = " #'.";

/**
 * A file of environment variables that npm's dotenv, `node --env-file` and a POSIX shell (`set -a; . ./file`)
 * read alike. Its names are replaced wherever they stand, so that no reader finds an old value; every other
 * byte is kept. Only the user of the runner can read it.
 */
export async function openDotenv(
  path: string,
  names: readonly string[],
  folders: Folders,
): Promise<Place & { readonly path: string }> {
  refuseNames("dotenv_file", names);
  const file = await openPrivateFile("dotenv_file", path, folders);
  const read = async () => decode(await file.read());
  const before = await read();
  // Each kind of quote could close one that stands open in the file: what follows then is a comment.
  for (const sample of ["'#", '"#', "`#"]) compose(before, new Map(names.map((name) => [name, sample])));

  return {
    path: file.path,
    async put(items) {
      const text = await read();
      const values = new Map<string, string>();
      const problems: string[] = [];
      for (const { name, output, value } of items) {
        if (!value) continue;
        const plain = reveal(value);
        if (quote(plain) !== undefined) values.set(name, plain);
        else problems.push(problemOf(name, output));
      }
      if (values.size > 0) await file.write(compose(text, values));
      if (problems.length > 0)
        throw new InputError([`${problems.join(" ")} Written: ${named([...values.keys()]) || "nothing"}.`]);
      const there = new Set(assignments(text).map(({ name }) => name));
      return items.map(({ name, value }) => ({
        name,
        where: file.path,
        state: value ? "written" : there.has(name) ? "kept" : "left",
      }));
    },
  };
}

/**
 * A value as all three read it back, or nothing if there is no such way. Where that needs no quotes there are
 * none, since `docker run --env-file` takes quotes for a part of the value. None of the three escapes anything in
 * single quotes, so only a value with `'` needs others: between `"`, each of them treats some of `"`, `$`,
 * `` ` `` and `\` as its own. A carriage return is dropped or turned into a line feed everywhere; a zero byte
 * and half a character cannot be in an environment.
 */
export function quote(value: string): string | undefined {
  if (!value.isWellFormed() || /[\0\r]/.test(value)) return undefined;
  if (/^[\w./:@%+,=-]+$/.test(value)) return value;
  if (!value.includes("'")) return `'${value}'${value.endsWith("\\") ? GUARD : ""}`;
  return /["$`]|\\(?:[\\\nnr]|$)/.test(value) ? undefined : `"${value}"`;
}

function problemOf(name: string, output: Item["output"]): string {
  return `\`dotenv_file\`: the value of output \`${output}\` cannot be written so that dotenv, Node and a shell read it alike: it has a carriage return, a zero byte, half a character, or a \`'\` together with \`"\`, \`$\`, \`\` \` \`\` or \`\\\`. Leave \`${name}\` out.`;
}

/** The text with the values in it, if dotenv and Node will find them there and everything else as before. */
function compose(text: string, values: ReadonlyMap<string, string>): string {
  const quoted = new Map([...values].map(([name, value]) => [name, quote(value) ?? ""]));
  const found = assignments(text);
  const added = [...quoted].filter(([added]) => !found.some(({ name }) => name === added));
  const result = replaced(text, quoted) + linesFor(added, text);

  const wanted = [...found.map(({ name, value }) => [name, quoted.get(name) ?? value]), ...added];
  const now = assignments(result).map(({ name, value }) => [name, value]);
  if (!isDeepStrictEqual(now, wanted) || !nodeReads(result, text, values))
    throw new InputError([
      "`dotenv_file` names a file whose lines dotenv, Node and a shell read differently: look for a quote that is not closed, or a byte order mark at the start. Nothing was written.",
    ]);
  return result;
}

/** Begins at the end, so that what is still to be replaced stays where it is. */
function replaced(text: string, quoted: ReadonlyMap<string, string>): string {
  return assignments(text).reduceRight((result, { name, start, head, end }) => {
    const value = quoted.get(name);
    const rest = result.slice(end);
    if (value === undefined) return result;
    return `${result.slice(0, start)}${head}${value}${gapBefore(rest.split("\n", 1)[0] ?? "")}${rest}`;
  }, text);
}

/** What is to follow a text, with line ends like its own. */
function linesFor(added: readonly (readonly [name: string, value: string])[], text: string): string {
  if (added.length === 0) return "";
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = added.map(([name, value]) => `${name}=${value}${gapBefore(lineEnd.slice(0, -1))}${lineEnd}`);
  return (text === "" || text.endsWith("\n") ? "" : lineEnd) + lines.join("");
}

function nodeReads(result: string, before: string, values: ReadonlyMap<string, string>): boolean {
  const now = parseEnv(result);
  const others = Object.entries(parseEnv(before)).filter(
    ([name]) => /^[\w.-]+$/.test(name) && !values.has(name),
  );
  return [...others, ...values].every(([name, value]) => now[name] === value);
}

/** A shell takes whatever follows a value for a part of it, a carriage return too, unless it is a comment. */
function gapBefore(rest: string): string {
  if (/^[ \t]*(?:$|[ \t]#)/.test(rest)) return "";
  return rest.startsWith("#") ? " " : " #";
}

/** What stands where. Between the name and the value, a shell and Node want nothing but `=`. */
function assignments(text: string) {
  return [...text.matchAll(assignment)].map((match) => {
    const { indent = "", exported, name = "", value = "", guard = "" } = match.groups ?? {};
    return {
      name,
      value: value.trim() + guard,
      start: match.index,
      head: `${indent}${exported ? "export " : ""}${name}=`,
      end: match.index + match[0].trimEnd().length,
    };
  });
}

/** Another encoding would come out as other bytes than it went in. */
function decode(bytes: Buffer | undefined): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError(["`dotenv_file` names a file that is not UTF-8 text."]);
  }
}
