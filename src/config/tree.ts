import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node as Parsed, parseDocument } from "yaml";

/** A part of the file, with the line that it begins on and its path, as people write one. */
export type Node = MapNode | ListNode | ScalarNode;

interface Common {
  readonly line: number;
  readonly path: string;
}
export interface MapNode extends Common {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Node>;
}
export interface ListNode extends Common {
  readonly kind: "list";
  readonly items: readonly Node[];
}
export interface ScalarNode extends Common {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

/** A mistake in the file. */
export interface Mistake {
  readonly line: number;
  readonly text: string;
}

/** A key as a message may show it: what is no word could be anything, a pasted secret too. */
export const shownKey = (key: string): string => (/^[a-z][\w-]{0,39}$/i.test(key) ? key : "…");

/** Deeper than any file that means something: the parser and those who walk through need a bound. */
const DEEPEST = 20;

/** What is wrong, by the parser's code. Its own messages quote the file, so they go nowhere. */
const broken: Readonly<Record<string, string>> = {
  BAD_INDENT: "The indentation is not that of its neighbours.",
  TAB_AS_INDENT: "A tab is used for indentation: use spaces.",
  MISSING_CHAR: "A closing quotation mark, bracket or comma is missing.",
  BAD_SCALAR_START: "A value begins with a character that YAML reserves: put it in quotes.",
  BLOCK_AS_IMPLICIT_KEY: "There is a second `:` in this line: put the value in quotes.",
  MULTIPLE_DOCS: "There is a second document: one file has one configuration.",
  MULTIPLE_ANCHORS: "Anchors are not understood: use `defaults`.",
  BAD_ALIAS: "Aliases are not understood: use `defaults`.",
  ALIAS_PROPS: "Aliases are not understood: use `defaults`.",
  NON_STRING_KEY: "A key is not a text.",
  BAD_DIRECTIVE: "Directives of YAML are not understood.",
  RESOURCE_EXHAUSTION: "The file is nested too deeply.",
};

/** Reads YAML 1.2 without what hides things: anchors, tags, keys given twice, several documents. */
export function readTree(text: string): { tree: Node | undefined; mistakes: readonly Mistake[] } {
  const lines = new LineCounter();
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const document = parse(text, lines);
  if (document === undefined)
    return { tree: undefined, mistakes: [{ line: 1, text: "The file is nested too deeply." }] };

  const errors = document.errors.map(({ code, pos: [offset] }) => ({
    line: lineOf(offset),
    text: broken[code] ?? "This is no YAML.",
  }));
  if (errors.some(({ text }) => text === broken.RESOURCE_EXHAUSTION)) {
    const [first] = errors;
    return {
      tree: undefined,
      mistakes: [{ line: first?.line ?? 1, text: "The file is nested too deeply." }],
    };
  }
  const mistakes = firstOfEachLine(errors);
  if (document.directives?.yaml.explicit)
    mistakes.push({ line: 1, text: "Directives of YAML are not understood." });
  if (mistakes.length > 0) return { tree: undefined, mistakes };
  const walk: Walk = { lineOf, mistakes };
  const tree = document.contents ? nodeOf(document.contents as Parsed, "", 0, walk) : undefined;
  return { tree, mistakes };
}

/** The parser collects a trace for each error of a broken file, of which there may be 100,000. Nobody reads one. */
function parse(text: string, lineCounter: LineCounter) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    // Looking for keys given twice is done below, since here it takes a minute for 1 MB of keys.
    return parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
      // A parser that is silent says nothing of a second document either.
      logLevel: "error",
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** A mistake confuses the parser for the rest of its line. */
const firstOfEachLine = (mistakes: readonly Mistake[]): Mistake[] =>
  [...new Map(mistakes.toReversed().map((mistake) => [mistake.line, mistake])).values()].toReversed();

interface Walk {
  readonly lineOf: (offset: number) => number;
  readonly mistakes: Mistake[];
}

function nodeOf(parsed: Parsed, path: string, depth: number, walk: Walk): Node | undefined {
  const line = walk.lineOf(parsed.range?.[0] ?? 0);
  const wrong = (text: string): undefined => void walk.mistakes.push({ line, text });
  if (isAlias(parsed)) return wrong("Aliases are not understood: use `defaults`.");
  if (parsed.anchor !== undefined) return wrong("Anchors are not understood: use `defaults`.");
  if (parsed.tag !== undefined) return wrong("Tags are not understood: drop the `!…`.");
  if (depth > DEEPEST) return wrong("The file is nested too deeply.");
  if (isSeq(parsed)) {
    const items = parsed.items.flatMap((item, index) => {
      const node = nodeOf(item as Parsed, `${path}[${index}]`, depth + 1, walk);
      return node ? [node] : [];
    });
    return { kind: "list", line, path, items };
  }
  if (isMap(parsed)) {
    const entries = new Map<string, Node>();
    for (const { key, value } of parsed.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const at = walk.lineOf((key as Parsed).range?.[0] ?? 0);
      const below = path === "" ? shownKey(name) : `${path}.${shownKey(name)}`;
      if (entries.has(name)) walk.mistakes.push({ line: at, text: `\`${below}\` is there twice.` });
      const node = value ? nodeOf(value as Parsed, below, depth + 1, walk) : undefined;
      // The line of an entry is that of its key, where a person looks for it.
      if (node) entries.set(name, { ...node, line: at });
      else if (!value) entries.set(name, { kind: "scalar", line: at, path: below, value: null });
    }
    return { kind: "map", line, path, entries };
  }
  return scalarOf(parsed, line, path, wrong);
}

function scalarOf(
  parsed: Parsed,
  line: number,
  path: string,
  wrong: (text: string) => undefined,
): Node | undefined {
  const value = isScalar(parsed) ? parsed.value : undefined;
  return value === null || ["string", "number", "boolean"].includes(typeof value)
    ? { kind: "scalar", line, path, value: value as ScalarNode["value"] }
    : wrong(`\`${path}\` is neither text, number, nor \`true\` or \`false\`.`);
}
