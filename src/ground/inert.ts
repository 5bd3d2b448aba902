/** Longest text from outside that is printed in one piece. */
const LONGEST = 4000;

/** Room for the note that says how much was cut off. */
const NOTE = 40;

const spaces = /[\t\r\n\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a log
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Makes a text from outside harmless in a log: one line, without control or direction characters, and
 * without anything the runner would obey. It obeys `##[command]` anywhere in a line and `::command::` at its
 * start, so both are broken up wherever they stand.
 */
export function inert(text: string, longest = LONGEST): string {
  const line = text
    .toWellFormed()
    .replace(spaces, " ")
    .replace(controls, "\ufffd")
    .replaceAll(/:(?=:)/g, ": ")
    .replaceAll(/#(?=#\[)/g, "# ")
    .trim();
  if (line.length <= longest) return line;
  const shown = longest - NOTE;
  return `${line.slice(0, shown).toWellFormed()}… (${line.length - shown} more characters)`;
}
