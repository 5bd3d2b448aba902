import * as z from "zod/mini";
import { parseAnswer, text } from "../neon/answer.ts";
import type { NamesThing } from "../record/thing.ts";
import {
  type Change,
  type Named,
  nothingToDo,
  type Planned,
  partStrangers,
  pathOf,
  type Section,
  type Terms,
} from "./section.ts";
import { seenBy } from "./settings.ts";
import type { Node } from "./tree.ts";
import { asTexts, type Check, fillIn, wrong } from "./values.ts";

/** Entries that are names and nothing else. */
export const namesSection = (thing: NamesThing): Section<NamesThing> => ({
  thing,
  read: (node, check) => {
    const entries = readNames(thing, node, check);
    if (!entries) return undefined;
    const names = [...new Set(entries.map(({ name }) => name))].toSorted();
    return {
      line: node.line,
      taken: [],
      entries,
      says: names,
      plan: (there, terms) => plan(thing, names, there, terms),
    };
  },
  file: (there) =>
    shownIn(thing, there)
      .map((name) => thing.essence(name))
      .toSorted(),
});

const shownIn = ({ field }: NamesThing, there: unknown): string[] =>
  parseAnswer(() => z.array(z.object({ [field]: text() })), there).map((entry) => String(entry[field]));

function readNames({ input, must }: NamesThing, node: Node, check: Check): Named[] | undefined {
  return asTexts(node, check)?.flatMap((item) => {
    const { line, path } = item;
    const filled = fillIn(item.value, item, check);
    if (filled === undefined) return [];
    // One entry of the list is one name, whatever separates several in a workflow.
    const [name, ...more] = /[\n,]/.test(filled) ? [] : (input.parse(filled)?.value ?? []);
    if (name !== undefined && more.length === 0) return [{ name, line, path }];
    return wrong(check, item, `\`${path}\` must ${must}.`) ?? [];
  });
}

function plan(thing: NamesThing, names: readonly string[], there: unknown, terms: Terms): Planned {
  const { section, essence } = thing;
  const shown = terms.fresh ? [] : [...new Set(shownIn(thing, there))];
  const here = new Set(shown.map(essence));
  const wanted = new Set(names.map(essence));
  const strangers = shown.filter((name) => !wanted.has(essence(name)));
  const { gone, kept, ignored } = partStrangers(section, strangers, terms, essence);
  const lost = new Set(gone);
  const added = names.filter((name) => !here.has(essence(name)));
  return {
    ...nothingToDo,
    changes: [...added.map((name) => addition(thing, name, terms)), ...removals(thing, gone, terms)],
    kept,
    ignored,
    after: [...shown.filter((name) => !lost.has(name)).map(essence), ...added].toSorted(),
  };
}

const addition = (thing: NamesThing, name: string, terms: Terms): Change => ({
  path: pathOf({ section: thing.section, entry: name }),
  group: "domains added",
  rows: [{ section: thing.section, entry: name, change: "add" }],
  requests: [
    {
      endpoint: thing.add,
      values: { ...terms.at, [thing.of]: [name] },
      seen: terms.fresh ? undefined : seenBy(thing, [], terms),
    },
  ],
});

/** Neon takes them out together. */
const removals = (thing: NamesThing, names: readonly string[], terms: Terms): Change[] =>
  names.length === 0
    ? []
    : [
        {
          path: thing.section,
          group: "domains deleted",
          rows: names.map((name) => ({ section: thing.section, entry: name, change: "delete" })),
          requests: [
            {
              endpoint: thing.remove,
              values: { ...terms.at, [thing.of]: names },
              seen: seenBy(
                thing,
                names.map((name) => ({ [thing.field]: name })),
                terms,
              ),
            },
          ],
        },
      ];
