import type { ServerThing } from "../record/thing.ts";
import { named } from "../words/rules.ts";
import { compareFields, inputsFor, isHidden, secretsOf, sentOf, shownAll, wantedOf } from "./compare.ts";
import { type Change, nothingToDo, type Planned, type Row, type Section, type Terms } from "./section.ts";
import { asked, fieldsFile, seenBy, shownBy } from "./settings.ts";
import { type Check, readFields, type Said, wrong } from "./values.ts";

/** A server of Neon, or one of one's own. */
export const serverSection = (thing: ServerThing): Section<ServerThing> => ({
  thing,
  read: (node, check) => {
    const said = readFields(thing.fields, node, check);
    if (!said) return undefined;
    checkTogether(thing, said, check);
    return asked(said, (there, terms) => plan(thing, said, there, terms));
  },
  file: (there) => (there == null ? undefined : serverFile(thing, there)),
});

function serverFile(thing: ServerThing, there: unknown): Record<string, unknown> {
  const file = fieldsFile(thing.fields, shownBy(thing.fields, there));
  if (file.type === "shared") return { type: "shared" };
  return { ...file, ...Object.fromEntries(secretsOf(thing.fields).map((name) => [name, "keep"])) };
}

function checkTogether({ fields, section }: ServerThing, said: Said, check: Check): void {
  if (!check.whole) return;
  const { names, values } = said;
  if (!names.has("type")) {
    wrong(
      check,
      said,
      `\`${section}\` needs \`type\`: \`shared\` for Neon's server, \`standard\` for your own.`,
    );
    return;
  }
  const others = Object.keys(fields).filter((name) => name !== "type" && names.has(name));
  if (values.type === "shared" && others.length > 0)
    wrong(
      check,
      said,
      `${named(others.map((name) => `${section}.${name}`))} ${others.length === 1 ? "is" : "are"} for \`type: standard\` only: Neon's server takes nothing else.`,
    );
}

function plan(thing: ServerThing, said: Said, there: unknown, terms: Terms): Planned {
  const { fields, section } = thing;
  const shown = terms.fresh || there == null ? undefined : shownBy(fields, there);
  const { type } = said.values;
  const after =
    type === "shared"
      ? { type }
      : { ...(shown?.type === type ? serverFile(thing, there) : {}), ...said.values };
  if (shown === undefined || shown.type !== type) {
    const to = shownAll(fields, {
      ...wantedOf(said, terms),
      ...Object.fromEntries([...said.kept].map((name) => [name, "keep"])),
    });
    const row: Row = {
      section,
      change: shown ? "replace" : "add",
      ...(shown && { from: { type: shown.type } }),
      to,
    };
    const refusals = type === "shared" ? [] : refuseIncomplete(thing, said, terms);
    return {
      ...nothingToDo,
      changes: [change(thing, [row], sentOf(said, terms), there, terms)],
      refusals,
      after,
    };
  }
  const { rows, resends, send } = compareFields(fields, said, shown, { section }, terms, false);
  if (!send) return { ...nothingToDo, resends, after };
  // Better Auth merges a part into what is saved; Stack Auth takes a server as a whole only.
  const whole = terms.at.auth_provider === "stack" ? wholeOf(thing, said, shown, terms) : undefined;
  return {
    ...nothingToDo,
    changes: [change(thing, rows, whole ?? { type, ...send }, there, terms)],
    resends,
    refusals: [...refuseTravel(thing, said, rows, terms), ...(whole ? refuseHidden(thing, whole) : [])],
    after,
  };
}

/** What is saved, with what the file says in its place. What only stands for a secret must not be saved as one. */
function wholeOf(
  { fields }: ServerThing,
  said: Said,
  shown: Readonly<Record<string, unknown>>,
  terms: Terms,
): Readonly<Record<string, unknown>> {
  const known = Object.entries(shown).filter(([, value]) => !isHidden(value));
  const given = Object.entries(sentOf(said, terms)).filter(([name]) => terms.sends || !fields[name]?.secret);
  return Object.fromEntries([...known, ...given]);
}

/** A server that is sent as a whole needs the secrets that Neon does not show. */
const refuseHidden = ({ fields, section }: ServerThing, whole: Readonly<Record<string, unknown>>): string[] =>
  secretsOf(fields)
    .filter((name) => whole[name] === undefined)
    .map(
      (name) =>
        `\`${section}.${name}\` must be given, since Stack Auth takes a server as a whole only, and Neon does not show the one that is saved: write \`{ env: NAME }\`, and drop \`secrets: keep\`.`,
    );

const change = (
  thing: ServerThing,
  rows: readonly Row[],
  values: Readonly<Record<string, unknown>>,
  there: unknown,
  terms: Terms,
): Change => ({
  path: thing.section,
  group: thing.group,
  rows,
  requests: [
    {
      endpoint: thing.update,
      values: { ...terms.at, ...inputsFor(thing.fields, values) },
      seen: terms.fresh || there == null ? undefined : seenBy(thing, there, terms),
    },
  ],
});

/** A server that is new needs all of its fields. */
function refuseIncomplete({ fields, section }: ServerThing, said: Said, terms: Terms): string[] {
  const missing = Object.keys(fields).filter((name) => !said.names.has(name));
  const kept = secretsOf(fields).filter(
    (name) => said.names.has(name) && (said.kept.has(name) || !terms.sends),
  );
  return [
    ...(missing.length > 0
      ? [
          `\`${section}\`: no server of your own is saved that could be changed in part. The file lacks ${named(missing.map((name) => `${section}.${name}`))}.`,
        ]
      : []),
    ...kept.map(
      (name) =>
        `\`${section}.${name}\`: there is nothing to keep, since no server of your own is saved. Give it as \`{ env: NAME }\`.`,
    ),
  ];
}

/** The stored secret must not travel to a partner that somebody else may own. */
function refuseTravel(
  { fields, partner, section }: ServerThing,
  said: Said,
  rows: readonly Row[],
  terms: Terms,
): string[] {
  const moved = rows.map(({ field = "" }) => field).filter((field) => partner.includes(field));
  const secrets = secretsOf(fields).filter((name) => !said.taken.has(name) || !terms.sends);
  return moved.length === 0
    ? []
    : secrets.map(
        (name) =>
          `\`${section}.${name}\` must be given when ${named(moved.map((field) => `${section}.${field}`))} ${moved.length === 1 ? "changes" : "change"}: the stored one must not be sent to another server. Write \`{ env: NAME }\`, and drop \`secrets: keep\`.`,
      );
}
