import * as z from "zod/mini";
import { maybe, parseAnswer } from "../neon/answer.ts";
import type { RootThing } from "../record/thing.ts";
import { nothingToDo, type Planned, type Section, type Terms } from "./section.ts";
import { readFields, type Said } from "./values.ts";

/** What all the others belong to. */
export const rootSection = (thing: RootThing): Section<RootThing> => ({
  thing,
  read: (node, check) => {
    const said = readFields(thing.fields, node, check);
    return (
      said && {
        line: said.line,
        taken: [],
        entries: [],
        says: said.values,
        plan: (there, terms) => plan(thing, said, there, terms),
      }
    );
  },
  file: (there) => {
    const shown = shownIn(thing, there);
    return Object.fromEntries(
      Object.keys(thing.fields).flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]]])),
    );
  },
});

/** What Neon shows of it, by our names. */
function shownIn(
  { fields, called }: RootThing,
  there: unknown,
): Readonly<Record<string, string | undefined>> {
  const names = Object.keys(fields);
  const shape = Object.fromEntries(names.map((name) => [called[name] ?? name, maybe(z.string())]));
  const shown = parseAnswer(() => z.object(shape), there);
  return Object.fromEntries(names.map((name) => [name, shown[called[name] ?? name]]));
}

function plan(thing: RootThing, { values }: Said, there: unknown, terms: Terms): Planned {
  const { section, create } = thing;
  if (terms.fresh) {
    const request = { endpoint: create, values: { ...terms.at, ...values }, seen: undefined };
    const row = { section, change: "add", to: { auth_provider: terms.at.auth_provider, ...values } } as const;
    return {
      ...nothingToDo,
      changes: [{ path: section, group: "integration", rows: [row], requests: [request] }],
      after: values,
    };
  }
  const shown = shownIn(thing, there);
  const others = Object.entries(values).filter(
    ([name, value]) => shown[name] !== undefined && shown[name] !== value,
  );
  const rows = others.map(
    ([field, to]) => ({ section, field, change: "change", from: shown[field], to }) as const,
  );
  return {
    ...nothingToDo,
    // No request does that, so it is never carried out.
    changes: rows.length > 0 ? [{ path: section, group: "integration", rows, requests: [] }] : [],
    refusals: others.map(
      ([name, value]) =>
        `\`${section}.${name}\` is \`${value}\` in the file, and \`${shown[name]}\` is there. It cannot be changed: change the file, or delete the integration with \`delete-integration\` first.`,
    ),
    after: values,
  };
}
