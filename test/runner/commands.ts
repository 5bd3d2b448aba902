/**
 * Workflow commands as GitHub's runner parses them.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */

export interface Command {
  /** In lower case: the runner compares without case. */
  name: string;
  properties: Readonly<Record<string, string>>;
  data: string;
  style: "::" | "##[";
}

/** `undefined` for a line that is no command, or whose command is not in `known`. */
export function parseCommand(line: string, known: ReadonlySet<string>): Command | undefined {
  return parseColons(line, known) ?? parseBrackets(line, known);
}

/** `::name key=value,key=value::data`, at the start of a line after white space. */
function parseColons(line: string, known: ReadonlySet<string>): Command | undefined {
  const [, head, data = ""] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  return head === undefined ? undefined : command("::", head, data, known);
}

/** `##[name key=value;key=value]data`, anywhere in a line: what stands before it is lost. */
function parseBrackets(line: string, known: ReadonlySet<string>): Command | undefined {
  const [, head, data = ""] = /##\[([^\]]*)\](.*)$/s.exec(line) ?? [];
  return head === undefined ? undefined : command("##[", head, data, known);
}

function command(
  style: Command["style"],
  head: string,
  data: string,
  known: ReadonlySet<string>,
): Command | undefined {
  const space = head.indexOf(" ");
  const name = (space === -1 ? head : head.slice(0, space)).toLowerCase();
  if (!known.has(name)) return undefined;

  const syntax = SYNTAX[style];
  const properties: Record<string, string> = {};
  for (const pair of space === -1 ? [] : head.slice(space + 1).split(syntax.separator)) {
    const equals = pair.indexOf("=");
    if (equals < 1 || equals === pair.length - 1) continue;
    properties[pair.slice(0, equals).trim().toLowerCase()] = unescapeText(
      pair.slice(equals + 1),
      syntax.property,
    );
  }
  return { name, properties, data: unescapeText(data, syntax.data), style };
}

// `%25` comes last, so that `%250A` stays the text `%0A`.
const LINE_BREAKS = [
  ["%0D", "\r"],
  ["%0A", "\n"],
] as const;
const PERCENT = ["%25", "%"] as const;
const BRACKETS = [["%3B", ";"], ...LINE_BREAKS, ["%5D", "]"], PERCENT] as const;

const SYNTAX = {
  "::": {
    separator: ",",
    property: [...LINE_BREAKS, ["%3A", ":"], ["%2C", ","], PERCENT],
    data: [...LINE_BREAKS, PERCENT],
  },
  "##[": { separator: ";", property: BRACKETS, data: BRACKETS },
} as const;

function unescapeText(text: string, mappings: readonly (readonly [string, string])[]): string {
  return mappings.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), text);
}

/** Lines as .NET's `StreamReader` sees them: a lone carriage return ends one too. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
