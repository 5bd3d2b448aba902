/** Longest text from outside that is printed in one piece. */
const LONGEST = 4000;

/** Room for the note that says how much was cut off. */
const NOTE = 40;

const spaces = /[\t\r\n\u0085\u2028\u2029]+/g;

/** Most texts hold nothing of what `unseen` finds. */
const ascii = /^[ -~]*$/;

/**
 * Control and direction characters, and those that show nothing and so make two texts look alike: joiners,
 * fillers, tags. The selectors that make emojis colourful stay. It is no expression yet, because Node would set up
 * tables of Unicode for one at every start.
 */
const unseen = String.raw`[[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]--[\ufe00-\ufe0f]]`;

/**
 * Makes a text from outside harmless in a log: one line, without what nobody sees, and without anything the
 * runner would obey. It obeys `##[command]` anywhere in a line, and `::command::` only where a line starts,
 * blanks left out (`TryParse` and `TryParseV2` in actions/runner, src/Runner.Common/ActionCommand.cs).
 */
export function inert(text: string, longest = LONGEST): string {
  const joined = text.toWellFormed().replace(spaces, " ");
  const line = (ascii.test(joined) ? joined : joined.replace(new RegExp(unseen, "gv"), "\ufffd"))
    .replaceAll(/#(?=#\[)/g, "# ")
    .trim()
    .replace(/^:(?=:)/, ": ");
  if (line.length <= longest) return line;
  const shown = longest - NOTE;
  return `${line.slice(0, shown).toWellFormed()}… (${line.length - shown} more characters)`;
}
