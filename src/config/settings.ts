import * as z from "zod/mini";
import { maskIn } from "../ground/secret.ts";
import { parseAnswer } from "../neon/answer.ts";
import { fill } from "../neon/call.ts";
import { type Fields, fileOf, shownOf as shownFields, withoutToken } from "../record/fields.ts";
import type { SettingsThing, SettingThing, Thing } from "../record/thing.ts";
import { compareFields, inputsFor, shownAll, shownOf, wantedOf } from "./compare.ts";
import { unseen } from "./reads.ts";
import {
  type Asked,
  type Change,
  nothingToDo,
  type Planned,
  pathOf,
  type Request,
  type Row,
  type Section,
  type Terms,
} from "./section.ts";
import type { Node } from "./tree.ts";
import { type Check, readFields, readValue, type Said } from "./values.ts";

/** What Neon shows of the fields. */
export const shownBy = (fields: Fields, there: unknown): Readonly<Record<string, unknown>> =>
  maskIn(
    parseAnswer(() => z.object(shownFields(fields)), there),
    "all",
  );

/** What the look of an operation would see. */
export const seenBy = ({ shown }: Thing, part: unknown, { at }: Terms): Request["seen"] => ({
  path: fill(shown.look, at).path,
  json: shown.answers ? shown.answers(part) : part,
});

/** Fields as a file says them. What cannot be written there is left out. */
export function fieldsFile(fields: Fields, answer: object): Record<string, unknown> {
  const shown = fileOf(fields, answer);
  const written = Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
    const value = shown[name];
    if (value === undefined) return [];
    if (field.guarded && withoutToken(String(value)) !== value) return [[name, "keep"]];
    return [[name, value]];
  });
  return Object.fromEntries(written);
}

/** Settings that are always there. */
export const settingsSection = (thing: SettingsThing): Section<SettingsThing> => ({
  thing,
  read: (node, check) => {
    const said = readFields(thing.fields, node, check);
    return said && asked(said, (there, terms) => planSettings(thing, said, there, terms));
  },
  file: (there) => fieldsFile(thing.fields, shownBy(thing.fields, there)),
});

/** One setting that is always there. */
export const settingSection = (thing: SettingThing): Section<SettingThing> => ({
  thing,
  read: (node, check) => {
    const said = readSetting(thing, node, check);
    return (
      said && {
        ...asked(said, (there, terms) => planSetting(thing, said, there, terms)),
        says: said.values[thing.field],
      }
    );
  },
  file: (there) => fieldsFile(thing.fields, shownBy(thing.fields, holderOf(thing, there)))[thing.field],
});

/** What a map of fields asks for. */
export const asked = (said: Said, plan: Asked["plan"]): Asked => ({
  line: said.line,
  taken: [...said.taken.values()],
  entries: [],
  says: said.values,
  plan,
});

function readSetting({ field, fields }: SettingThing, node: Node, check: Check): Said | undefined {
  const input = fields[field];
  const value = input && readValue(input, node, check);
  if (value === undefined) return undefined;
  return {
    line: node.line,
    path: node.path,
    names: new Set([field]),
    values: { [field]: value },
    taken: new Map(),
    kept: new Set(),
  };
}

function planSettings(thing: SettingsThing, said: Said, there: unknown, terms: Terms): Planned {
  const { fields, section, entry, replaced } = thing;
  const place = { section, ...(entry && { entry }) };
  const shown = terms.fresh ? {} : shownBy(fields, there);
  const { rows, resends, send } = compareFields(
    fields,
    said,
    shown,
    place,
    terms,
    terms.fresh || replaced === true,
  );
  const after = { ...fieldsFile(fields, shown), ...said.values };
  if (!send) return { ...nothingToDo, resends, after };
  const all: Row = { ...place, change: "add", to: shownAll(fields, wantedOf(said, terms)) };
  const request = requestFor(thing, replaced ? { ...shown, ...send } : send, there, terms);
  const change: Change = {
    path: pathOf(place),
    group: thing.group,
    rows: terms.fresh ? [all] : rows,
    requests: [
      replaced
        ? {
            ...request,
            renewed: (json) => requestFor(thing, { ...shownBy(fields, json), ...send }, json, terms),
          }
        : request,
    ],
  };
  return { ...nothingToDo, changes: [change], resends, after };
}

/** What has the setting as a field. */
const holderOf = ({ shown }: SettingThing, part: unknown): unknown => shown.answers?.(part) ?? part;

function planSetting(thing: SettingThing, said: Said, there: unknown, terms: Terms): Planned {
  const { fields, field, section } = thing;
  const holder = holderOf(thing, there);
  if (!terms.fresh && Object(holder)[field] === undefined) throw unseen(thing);
  const shown = terms.fresh ? {} : shownBy(fields, holder);
  const { rows, send } = compareFields(fields, said, shown, { section }, terms, true);
  const after = said.values[field];
  if (!send) return { ...nothingToDo, after };
  const [{ from } = {}] = rows;
  const change = terms.fresh ? "add" : "change";
  const row: Row = {
    section,
    change,
    ...(from !== undefined && { from }),
    to: shownOf(fields[field], after),
  };
  return {
    ...nothingToDo,
    changes: [
      { path: section, group: thing.group, rows: [row], requests: [requestFor(thing, send, there, terms)] },
    ],
    after,
  };
}

const requestFor = (
  thing: SettingsThing | SettingThing,
  send: Readonly<Record<string, unknown>>,
  there: unknown,
  terms: Terms,
): Request => ({
  endpoint: thing.update,
  values: { ...terms.at, ...inputsFor(thing.fields, send) },
  seen: terms.fresh ? undefined : seenBy(thing, there, terms),
});
