import { type Document, isScalar, isSeq, parseDocument } from "yaml";
import type { Config } from "./file.ts";
import type { There } from "./reads.ts";
import type { Row, Section } from "./section.ts";
import { type Check, fillIn } from "./values.ts";

/** What the file is edited for. */
interface Edit {
  readonly document: Document;
  /** Where the environment stands in it. */
  readonly base: readonly string[];
  readonly config: Config;
  readonly there: There;
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * The text of a file, changed so that it says what is there: rows of a plan taken back. What holds stays as it is
 * written, with its comments and in its order.
 */
export function editedText(
  text: string,
  rows: readonly Row[],
  config: Config,
  there: There,
  variables: ReadonlyMap<string, string>,
): string {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: "silent" });
  const base = config.environment === undefined ? ["defaults"] : ["environments", config.environment];
  const edit: Edit = { document, base, config, there, variables };
  const own = (row: Row) =>
    config.parts
      .map(({ section }) => section)
      .find(
        ({ thing }) =>
          thing.section === row.section && (thing.entry === undefined || thing.entry === row.entry),
      );
  const lists = new Set<Section>();
  for (const row of rows) {
    const section = own(row);
    if (section?.thing.kind === "names") lists.add(section);
    else if (section) takeBack(section, row, edit);
  }
  for (const section of lists) takeBackNames(section, edit);
  return document.toString({ lineWidth: 0 });
}

function takeBack(section: Section, { entry, field }: Row, edit: Edit): void {
  const { thing } = section;
  const { document, base, there } = edit;
  const place = [...base, thing.section, ...(entry === undefined ? [] : [entry])];
  const file = section.file(there.shown.get(thing));
  const value = thing.kind === "entries" ? valueAt(file, entry) : file;
  const set = field === undefined ? value : valueAt(value, field);
  if (set !== undefined)
    document.setIn(field === undefined ? place : [...place, field], document.createNode(escaped(set)));
  else if (document.hasIn(["defaults", ...place.slice(base.length)]) && base[0] !== "defaults")
    document.setIn(place, "absent");
  else document.deleteIn(place);
}

const valueAt = (holder: unknown, name: string | undefined): unknown =>
  (Object(holder) as Readonly<Record<string, unknown>>)[name ?? ""];

/** A list keeps what holds as it is written, and gets what is there besides. */
function takeBackNames(section: Section, { document, base, config, there, variables }: Edit): void {
  const { thing, file } = section;
  if (thing.kind !== "names") return;
  const ignored = config.ignore.get(thing.section) ?? (() => false);
  const names = (file(there.shown.get(thing)) as string[]).filter((name) => !ignored(name));
  const check: Check = { mistakes: [], variables, whole: true };
  const meant = (item: unknown) => {
    const said = isScalar(item) ? String(item.value) : "";
    return thing.essence(fillIn(said, { kind: "scalar", line: 1, path: "", value: said }, check) ?? said);
  };
  const place = [...base, thing.section];
  const inherited = document.getIn(["defaults", thing.section]);
  const list = document.getIn(place) ?? (isSeq(inherited) ? inherited.clone() : undefined);
  if (!isSeq(list)) return;
  const kept = list.items.filter((item) => names.includes(meant(item)));
  const known = new Set(kept.map(meant));
  list.items = [
    ...kept,
    ...names.filter((name) => !known.has(name)).map((name) => document.createNode(escaped(name))),
  ];
  document.setIn(place, list);
}

/** What begins a variable in a file stands for itself. */
export function escaped(value: unknown): unknown {
  // A function, since in a text to put in `$$` would be one `$`.
  if (typeof value === "string") return value.replaceAll("${", () => "$${");
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}
