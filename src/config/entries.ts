import * as z from "zod/mini";
import { maskIn, Secret } from "../ground/secret.ts";
import { maybe, parseAnswer, text } from "../neon/answer.ts";
import { shownOf } from "../record/fields.ts";
import type { EntriesThing } from "../record/thing.ts";
import { didYouMean, near } from "../words/near.ts";
import { named } from "../words/rules.ts";
import { compareFields, inputsFor, secretsOf, sentOf, shownAll } from "./compare.ts";
import {
  type Asked,
  type Change,
  nothingToDo,
  type Planned,
  partStrangers,
  pathOf,
  type Request,
  type Row,
  type Section,
  type Terms,
} from "./section.ts";
import { fieldsFile, seenBy } from "./settings.ts";
import type { Node } from "./tree.ts";
import { asMap, type Check, readFields, type Said, wrong } from "./values.ts";

/** What the file says of one entry: its own keys, Neon's, or that it shall not be there. */
type Entry = Pick<Node, "line" | "path"> &
  ({ readonly is: "own"; readonly said: Said } | { readonly is: "shared" | "absent" });

/** An entry as Neon shows it. */
interface There {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Entries that have settings of their own, or run on Neon's shared keys. */
export const entriesSection = (thing: EntriesThing): Section<EntriesThing> => ({
  thing,
  read: (node, check) => {
    const entries = readEntries(thing, node, check);
    return entries && asked(thing, node.line, entries);
  },
  file: (there) =>
    Object.fromEntries(
      shownIn(thing, there)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((entry) => [entry.id, entryFile(thing, entry)]),
    ),
});

const entryFile = (thing: EntriesThing, entry: There): unknown =>
  entry.type === "shared"
    ? "shared"
    : {
        ...fieldsFile(thing.fields, entry),
        ...Object.fromEntries(secretsOf(thing.fields).map((name) => [name, "keep"])),
      };

const shownIn = ({ fields }: EntriesThing, there: unknown): readonly There[] =>
  maskIn(
    parseAnswer(() => z.array(z.object({ id: text(), type: maybe(z.string()), ...shownOf(fields) })), there),
    "all",
  ).map((entry) => ({ ...entry, type: entry.type ?? "standard" }));

function readEntries(thing: EntriesThing, node: Node, check: Check): Map<string, Entry> | undefined {
  const map = asMap(node, check);
  if (!map) return undefined;
  const entries = new Map<string, Entry>();
  for (const [id, inner] of map.entries) {
    if (!checkId(thing, id, inner, check)) continue;
    const entry = readEntry(thing, id, inner, check);
    if (entry) entries.set(id, entry);
  }
  return entries;
}

function checkId({ section, known, parseKey }: EntriesThing, id: string, node: Node, check: Check): boolean {
  if (!known.includes(id) && (near(id, known).length > 0 || !parseKey(id))) {
    wrong(
      check,
      node,
      `\`${section}\` has an entry that Neon does not know${didYouMean(id, known)}. Known: ${known.join(", ")}.`,
    );
    return false;
  }
  return true;
}

function readEntry(thing: EntriesThing, id: string, node: Node, check: Check): Entry | undefined {
  if (node.kind === "scalar" && (node.value === "shared" || node.value === "absent"))
    return { ...placeOf(node), is: node.value };
  if (node.kind !== "map")
    return wrong(
      check,
      node,
      node.kind === "scalar" && node.value === null
        ? `\`${node.path}\` has no value: give it \`shared\`, \`absent\` or keys of your own, or take the line out.`
        : `\`${node.path}\` must be \`shared\` (Neon's keys), \`absent\`, or a map with ${named(thing.own)}.`,
    );
  const said = readFields(thing.fields, node, check);
  if (!said) return undefined;
  for (const [field, only] of Object.entries(thing.only))
    if (said.names.has(field) && id !== only)
      wrong(check, node, `\`${node.path}.${field}\` is for \`${only}\` only: drop it.`);
  const missing = thing.own.filter((name) => !said.names.has(name));
  if (check.whole && missing.length > 0)
    wrong(
      check,
      node,
      `\`${node.path}\` lacks ${named(missing)}: ${named(thing.own)} go together. Without keys of your own, write \`${id}: shared\`.`,
    );
  return { ...placeOf(node), is: "own", said };
}

const placeOf = ({ line, path }: Node): Pick<Node, "line" | "path"> => ({ line, path });

function asked(thing: EntriesThing, line: number, entries: ReadonlyMap<string, Entry>): Asked {
  return {
    line,
    taken: [...entries.values()].flatMap((entry) =>
      entry.is === "own" ? [...entry.said.taken.values()] : [],
    ),
    entries: [...entries].flatMap(([name, { is, line, path }]) =>
      is === "absent" ? [] : [{ name, line, path }],
    ),
    says: Object.fromEntries(
      [...entries].map(([id, entry]) => [id, entry.is === "own" ? entry.said.values : entry.is]),
    ),
    plan: (there, terms) => plan(thing, entries, there, terms),
  };
}

function plan(
  thing: EntriesThing,
  entries: ReadonlyMap<string, Entry>,
  there: unknown,
  terms: Terms,
): Planned {
  const shown = terms.fresh ? [] : shownIn(thing, there);
  const found = new Map(shown.map((entry) => [entry.id, entry]));
  const parts = [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, entry]) => planEntry(thing, id, entry, found.get(id), terms));
  const strangers = shown.map(({ id }) => id).filter((id) => !entries.has(id));
  const { gone, kept, ignored } = partStrangers(thing.section, strangers, terms);
  const before = Object.fromEntries(shown.map((entry) => [entry.id, entryFile(thing, entry)]));
  const after = Object.fromEntries(
    Object.entries({
      ...before,
      ...Object.fromEntries([...entries].map(([id, entry]) => [id, afterOf(entry, before[id])])),
    }).filter(([id, value]) => value !== "absent" && !gone.includes(id)),
  );
  return {
    changes: [...parts.flatMap(({ changes }) => changes), ...gone.map((id) => removal(thing, id, terms))],
    resends: parts.flatMap(({ resends }) => resends),
    refusals: parts.flatMap(({ refusals }) => refusals),
    kept,
    ignored,
    after,
  };
}

const afterOf = (entry: Entry, before: unknown): unknown =>
  entry.is === "own" ? { ...(typeof before === "object" ? before : {}), ...entry.said.values } : entry.is;

type Part = Pick<Planned, "changes" | "resends" | "refusals">;
const nothing: Part = nothingToDo;

function planEntry(
  thing: EntriesThing,
  id: string,
  entry: Entry,
  found: There | undefined,
  terms: Terms,
): Part {
  if (entry.is === "own") return planOwn(thing, id, entry.said, found, terms);
  if (entry.is === "absent") return found ? { ...nothing, changes: [removal(thing, id, terms)] } : nothing;
  if (found?.type === "shared") return nothing;
  return {
    ...nothing,
    changes: [found ? replacement(thing, id, found, terms) : addition(thing, id, {}, "shared", terms)],
  };
}

function planOwn(thing: EntriesThing, id: string, said: Said, found: There | undefined, terms: Terms): Part {
  const { fields, section, partner } = thing;
  const place = { section, entry: id };
  const missing = secretsOf(thing.fields).filter((name) => !said.taken.has(name) || !terms.sends);
  const needs = (why: string) =>
    missing.map(
      (name) =>
        `\`${pathOf(place, name)}\` must be given, since ${why}: write \`{ env: NAME }\`, and drop \`secrets: keep\`.`,
    );
  if (!found) {
    const to = shownAll(fields, {
      ...said.values,
      ...Object.fromEntries(missing.map((name) => [name, "keep"])),
      ...Object.fromEntries(said.taken),
    });
    return {
      ...nothing,
      changes: [addition(thing, id, sentOf(said, terms), to, terms)],
      refusals: needs("the provider is not there, so there is nothing to keep"),
    };
  }
  const wasShared = found.type === "shared";
  const { rows, resends, send } = compareFields(fields, said, found, place, terms, false);
  const own = wasShared ? ownRows(thing, said, place) : rows;
  const moved = own.map(({ field = "" }) => field).filter((field) => partner.includes(field));
  const refusals =
    moved.length > 0
      ? needs(`${named(moved)} changes and the stored one belongs to another application`)
      : [];
  if (!send && own.length === 0) return { ...nothing, resends };
  const given = wasShared ? sentOf(said, terms) : { ...together(thing, said, send ?? {}, terms) };
  const request: Request = {
    endpoint: thing.update,
    values: { ...terms.at, [thing.key]: id, ...inputsFor(fields, given) },
    seen: seenBy(thing, [raw(found)], terms),
  };
  return {
    changes: [{ path: pathOf(place), group: "providers", rows: own, requests: [request] }],
    resends,
    refusals,
  };
}

/** From Neon's keys to one's own: whatever can be shown of them is new. */
const ownRows = (
  { fields, only }: EntriesThing,
  { values }: Said,
  place: { section: string; entry: string },
): Row[] =>
  Object.keys(values)
    .filter((name) => !fields[name]?.secret && !(name in only))
    .map((name) => ({ ...place, field: name, change: "change", to: values[name] }));

/** What goes together is sent together. */
function together({ own }: EntriesThing, said: Said, send: Readonly<Record<string, unknown>>, terms: Terms) {
  const all = sentOf(said, terms);
  const pair = own.some((name) => name in send) ? own.filter((name) => name in all) : [];
  return { ...Object.fromEntries(pair.map((name) => [name, all[name]])), ...send };
}

const addition = (
  thing: EntriesThing,
  id: string,
  given: Readonly<Record<string, unknown>>,
  to: unknown,
  terms: Terms,
): Change => ({
  path: pathOf({ section: thing.section, entry: id }),
  group: "providers",
  rows: [{ section: thing.section, entry: id, change: "add", to }],
  requests: [adding(thing, id, given, terms)],
});

const adding = (
  thing: EntriesThing,
  id: string,
  given: Readonly<Record<string, unknown>>,
  terms: Terms,
): Request => ({
  endpoint: thing.add,
  values: { ...terms.at, [thing.key]: id, ...inputsFor(thing.fields, given) },
  seen: terms.fresh ? undefined : seenBy(thing, [], terms),
});

const removing = (thing: EntriesThing, id: string, terms: Terms): Request => ({
  endpoint: thing.remove,
  values: { ...terms.at, [thing.key]: id },
  seen: undefined,
});

const removal = (thing: EntriesThing, id: string, terms: Terms): Change => ({
  path: pathOf({ section: thing.section, entry: id }),
  group: "providers deleted",
  rows: [{ section: thing.section, entry: id, change: "delete" }],
  requests: [removing(thing, id, terms)],
});

/** Neon cannot take own keys back, so the entry is deleted and added again. */
const replacement = (thing: EntriesThing, id: string, found: There, terms: Terms): Change => ({
  path: pathOf({ section: thing.section, entry: id }),
  group: "providers",
  rows: [
    {
      section: thing.section,
      entry: id,
      change: "replace",
      from: shownAll(thing.fields, found),
      to: "shared",
    },
  ],
  requests: [removing(thing, id, terms), adding(thing, id, {}, terms)],
});

/** As an answer has it. */
const raw = (found: There): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, value instanceof Secret ? value.reveal() : value]),
  );
