/**
 * The files that a step writes to, as GitHub's runner reads them on Linux.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */

/** In bytes. A larger summary is dropped. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** In bytes. Linux starts no process with a longer `NAME=value`, the closing zero byte included. */
export const ENVIRONMENT_LIMIT = 128 * 1024;

/**
 * Reads `name=value` and `name<<delimiter` entries. Later entries win; those before a fault are kept, as the runner has
 * obeyed them by then.
 */
export function parseEntries(text: string): { entries: Record<string, string>; fault?: string } {
  const entries: Record<string, string> = {};
  // Split at \n only: a carriage return belongs to the value, or to the delimiter.
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const [, name = "", separator, rest = ""] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (separator === undefined) return { entries, fault: `Invalid format '${line}'` };
    if (name === "") return { entries, fault: `Invalid format '${line}'. Name must not be empty` };
    if (separator === "=") {
      entries[name] = rest;
      continue;
    }
    if (rest === "") return { entries, fault: `Invalid format '${line}'. Delimiter must not be empty` };
    const end = lines.indexOf(rest, index + 1);
    if (end === -1) return { entries, fault: `Invalid value. Matching delimiter not found '${rest}'` };
    entries[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return { entries };
}
