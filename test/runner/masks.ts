/**
 * The secret masker of GitHub's runner: every registered value is searched in eleven forms, and whatever is found is shown as `***`.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/HostContext.cs the encoders registered
 * @see https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs
 */

export interface Masks {
  /** Registers a value and each of its lines. False when it is empty or white space, which the runner refuses. */
  add(value: string): boolean;
  apply(text: string): string;
}

/** Masks last for a job: pass one store to all of its steps. `values` are the job's secrets, masked before any step. */
export function createMasks(values: readonly string[] = []): Masks {
  const needles = new Set<string>();

  const masks: Masks = {
    add(value) {
      if (value.trim() === "") return false;
      for (const part of [value, ...value.split(/[\r\n]/).map((line) => line.trim())]) {
        if (part === "") continue;
        for (const form of [part, ...ENCODERS.map((encode) => encode(part))])
          if (form !== "") needles.add(form);
      }
      return true;
    },

    apply(text) {
      const found = [...needles]
        .flatMap((needle) => occurrences(text, needle))
        .sort((a, b) => a.start - b.start);
      let shown = "";
      let end = -1;
      for (const range of found) {
        // Ranges that overlap or touch become one `***`.
        if (range.start > end) shown += `${text.slice(Math.max(end, 0), range.start)}***`;
        end = Math.max(end, range.end);
      }
      return shown + text.slice(Math.max(end, 0));
    },
  };

  for (const value of values) masks.add(value);
  return masks;
}

function occurrences(text: string, needle: string): { start: number; end: number }[] {
  const ranges = [];
  for (let start = text.indexOf(needle); start !== -1; start = text.indexOf(needle, start + 1)) {
    ranges.push({ start, end: start + needle.length });
  }
  return ranges;
}

const XML: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

const ENCODERS: readonly ((value: string) => string)[] = [
  (value) => base64From(value, 0),
  (value) => base64From(value, 1),
  (value) => base64From(value, 2),
  (value) => value.replaceAll('"', '\\"'),
  (value) => value.replaceAll("'", "''"),
  (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replace(/[\u0085\u2028\u2029]/g, unicodeEscape),
  escapeDataString,
  (value) => value.replace(/[&<>"']/g, (character) => XML[character] ?? character),
  (value) => (value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : ""),
  (value) => longEnough(ampersandSplit(value)[0]),
  (value) => longEnough(ampersandSplit(value)[1]),
];

/** Not the base64 of the value inside a longer text: only of the value without its first bytes. */
function base64From(value: string, offset: number): string {
  const bytes = Buffer.from(value);
  return bytes.subarray(bytes.length > offset ? offset : 0).toString("base64");
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** .NET's `Uri.EscapeDataString`, which escapes five characters more than `encodeURIComponent`. */
export function escapeDataString(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** PowerShell shows a value in two pieces, cut behind an ampersand. */
function ampersandSplit(value: string): [string, string] {
  const coloured = value.indexOf("&+");
  if (coloured !== -1) return [value.slice(0, coloured + 2), value.slice(coloured + 3)];
  const last = value.lastIndexOf("&");
  return last === -1 ? ["", ""] : [value.slice(0, last + 1), value.slice(last + 1)];
}

function longEnough(piece: string): string {
  return piece.length >= 6 ? piece : "";
}
