/** Longest text from outside that is printed in one piece. */
const LONGEST = 2000;

const lineBreaks = /[\r\n\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a log
const controls = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Makes a text from outside harmless in a log: one line, without control or direction characters, and
 * without anything the runner would obey. It obeys `##[command]` anywhere in a line and `::command::` at its
 * start, so both are broken up wherever they stand.
 */
export function inert(text: string): string {
  const line = text
    .toWellFormed()
    .replace(lineBreaks, " ")
    .replace(controls, "\ufffd")
    .replaceAll(/:(?=:)/g, ": ")
    .replaceAll(/#(?=#\[)/g, "# ")
    .trim();
  if (line.length <= LONGEST) return line;
  return `${line.slice(0, LONGEST).toWellFormed()}… (${line.length - LONGEST} more characters)`;
}
