import { createHash } from "node:crypto";
import { redact } from "../ground/secret.ts";
import { named } from "../words/rules.ts";
import type { Config } from "./file.ts";
import { matcher } from "./patterns.ts";
import { isOff, type State, unfitForProduction, waySections, waysIn } from "./policy.ts";
import { put, shownOf, stateOf, type There } from "./reads.ts";
import { type Change, type Planned, pathOf, type Row, type Section, type Terms } from "./section.ts";

/** The difference between what the file says and what is there. */
export interface Plan {
  /** Whether there was no Neon Auth on the branch. */
  readonly fresh: boolean;
  readonly rows: readonly Row[];
  readonly changes: readonly Change[];
  readonly resends: readonly string[];
  readonly kept: readonly string[];
  readonly ignored: readonly string[];
  /** Why it must not be carried out, as far as that does not depend on secrets. */
  readonly refusals: readonly string[];
  readonly hash: string;
  /** What will be there, as a file says it. */
  readonly after: State;
}

/** What a plan is judged by, besides the file. */
export interface Limits {
  readonly branch: { readonly id: string; readonly name: string | undefined };
  readonly mostDeletes: number;
  readonly expected: string | undefined;
}

/** What goes comes first. */
export const order = ["delete", "replace", "change", "add"] as const;

export function planOf(
  config: Config,
  sections: readonly Section[],
  there: There,
  terms: Terms,
  limits: Limits,
): Plan {
  const planned = config.parts.map(({ section, asked }) => ({
    section,
    plan: asked.plan(shownOf(section.thing, there), terms),
  }));
  const all = <T>(of: (plan: Planned) => readonly T[]): T[] => planned.flatMap(({ plan }) => of(plan));
  const changes = all((plan) => plan.changes);
  const rows = changes
    .flatMap((change) => change.rows)
    .toSorted((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  // What the file does not name is looked at only for what needs it, since nothing else depends on it.
  const judged = config.production ? sections : config.parts.map(({ section }) => section);
  const before = stateOf(judged, there);
  const afterOf = (state: State): State => {
    const after = { ...state };
    for (const { section, plan } of planned) put(after, section.thing, plan.after);
    return after;
  };
  const after = afterOf(before);
  const hash = hashOf(config, limits, rows);
  return {
    fresh: there.fresh,
    rows,
    changes,
    resends: all((plan) => plan.resends),
    kept: all((plan) => plan.kept),
    ignored: all((plan) => plan.ignored),
    refusals: [
      ...refuseBranch(config, limits),
      ...all((plan) => plan.refusals),
      ...refusePolicy(config, after),
      ...refuseDeletes(rows, limits),
      ...(there.fresh
        ? refuseNoWay(after)
        : refuseLastWay(before, after, () => afterOf(stateOf(sections.filter(isWayIn), there)))),
      ...refuseUnexpected(hash, limits),
    ],
    hash,
    after,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const rowPath = (row: Row): string => pathOf(row, row.field);

export const isDelete = ({ change }: Row): boolean => change === "delete" || change === "replace";

/** A row as an output has it: what is masked shows as `***`. */
export const shownRow = ({ secret: _, ...row }: Row): object =>
  JSON.parse(JSON.stringify(row), (_key, value: unknown) =>
    typeof value === "string" ? redact(value) : value,
  );

/** Rows about secrets are left out: a plan without their values and an apply with them have to agree. */
function hashOf({ environment }: Config, { branch }: Limits, rows: readonly Row[]): string {
  const canonical = rows
    .filter(({ secret }) => !secret)
    .map(({ section, entry, field, change, from, to }) => [
      section,
      entry,
      field,
      change,
      sorted(from),
      sorted(to),
    ]);
  const text = JSON.stringify([environment ?? null, branch.id, canonical]);
  return createHash("sha256").update(text).digest("hex");
}

/** Without the order of keys, and of lists, which are sets at Neon. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).toSorted();
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function refuseBranch({ branch: pattern, environment }: Config, { branch }: Limits): string[] {
  if (pattern === undefined || (branch.name !== undefined && matcher(pattern)(branch.name))) return [];
  return [
    `Branch \`${branch.name ?? branch.id}\` is not one that ${environment === undefined ? "the file" : `environment \`${environment}\``} is for: its \`branch\` is \`${pattern}\`.`,
  ];
}

function refusePolicy({ production, accept }: Config, after: State): string[] {
  if (!production) return [];
  return unfitForProduction(after)
    .filter(({ field }) => !accept.has(field))
    .map(
      ({ field, why }) =>
        `\`policy: production\`: ${why}. Change that, or list \`${field}\` under \`accept\`.`,
    );
}

/** Entries whose names are listed where they are many. */
const MOST_NAMED = 20;

function refuseDeletes(rows: readonly Row[], { mostDeletes }: Limits): string[] {
  const gone = rows.filter(isDelete).map(rowPath);
  if (gone.length <= mostDeletes) return [];
  const more = gone.length > MOST_NAMED ? ` and ${gone.length - MOST_NAMED} more` : "";
  return [
    `${gone.length} entries would be deleted or replaced, and \`max_deletes\` is ${mostDeletes}: ${gone.slice(0, MOST_NAMED).join(", ")}${more}. If that is meant, set \`max_deletes: ${gone.length}\`.`,
  ];
}

const isWayIn = ({ thing }: Section): boolean => waySections.includes(thing.section);

/** `all`: what will be there, with what the file does not name. */
function refuseLastWay(before: State, after: State, all: () => State): string[] {
  const was = waysIn(before);
  return was.length === 0 || waysIn(after).length > 0 || waysIn(all()).length > 0
    ? []
    : [
        `Nobody could sign in any more: ${named(was)} would be the last way in to go. Keep one, or add another.`,
      ];
}

/** What a new Neon Auth has of itself is not known before it is there, but for what the file takes away. */
function refuseNoWay(after: State): string[] {
  return isOff(after.email_and_password) && waysIn(after).length === 0
    ? [
        "Nobody could sign in: the file turns `email_and_password` off, and has no other way in. Leave it on, or add another.",
      ]
    : [];
}

function refuseUnexpected(hash: string, { expected }: Limits): string[] {
  return expected === undefined || expected === hash
    ? []
    : [
        "This is not the plan that was reviewed (`expect_plan`): the file or what is at Neon has changed since. Plan again, and have that reviewed.",
      ];
}
