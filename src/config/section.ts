import type { Seen } from "../engine/session.ts";
import type { Secret } from "../ground/secret.ts";
import type { Endpoint } from "../record/endpoint.ts";
import type { Group, Thing } from "../record/thing.ts";
import type { Node } from "./tree.ts";
import type { Check, Taken } from "./values.ts";

/** One line of a plan: a field that gets another value, or an entry that comes or goes. */
export interface Row {
  readonly section: string;
  readonly entry?: string;
  readonly field?: string;
  readonly change: "add" | "change" | "delete" | "replace";
  /** As a file says it. A secret shows as `***`. */
  readonly from?: unknown;
  readonly to?: unknown;
  /** Whether it depends on the value of a secret, which a plan may not know. */
  readonly secret?: true;
}

/** A request to Neon: an operation with its inputs. */
export interface Request {
  readonly endpoint: Endpoint;
  readonly values: object;
  /** What its operation would see if it looked: the plan has looked already. */
  readonly seen: Seen | undefined;
  /** The same for what is there just before it is sent, where it sends that too. */
  readonly renewed?: (json: unknown) => Request;
}

/** What brings one thing, or one entry of it, nearer to what the file says. */
export interface Change {
  readonly path: string;
  readonly group: Group;
  readonly rows: readonly Row[];
  readonly requests: readonly Request[];
}

/** What the file says of one thing, against what is there. */
export interface Planned {
  readonly changes: readonly Change[];
  /** Paths of what is sent without anybody being able to say whether it is there already. */
  readonly resends: readonly string[];
  /** Entries that are there, not in the file, and stay. */
  readonly kept: readonly string[];
  /** Those of them that are for other jobs. */
  readonly ignored: readonly string[];
  /** Why it must not be carried out. */
  readonly refusals: readonly string[];
  /** What will be there, as a file says it. */
  readonly after: unknown;
}

export const nothingToDo = { changes: [], resends: [], kept: [], ignored: [], refusals: [] } as const;

/** How what the file says is to be compared. */
export interface Terms {
  /** What every request has in it. */
  readonly at: Readonly<Record<string, unknown>>;
  /** Whether nothing is there yet, so that all of a thing is one row. */
  readonly fresh: boolean;
  /** Whether entries that the file does not have are to go. */
  readonly prunes: (section: string) => boolean;
  readonly ignores: (section: string, name: string) => boolean;
  /** Whether secrets of the file are sent. */
  readonly sends: boolean;
  readonly secretOf: (taken: Taken) => Secret | undefined;
}

/** An entry where the file names it. */
export interface Named extends Pick<Node, "line" | "path"> {
  readonly name: string;
}

/** What the file says of one thing. */
export interface Asked {
  readonly line: number;
  /** The values that it takes from the environment. */
  readonly taken: readonly Taken[];
  /** The entries that shall be there, each with its place in the file. */
  readonly entries: readonly Named[];
  /** What it says, as far as it does not depend on what is there. */
  readonly says: unknown;
  /** `there`: what the look of its operations answers, nothing if it is not there. */
  readonly plan: (there: unknown, terms: Terms) => Planned;
}

/** A part of the configuration file, its types closed over. */
export interface Section<T extends Thing = Thing> {
  readonly thing: T;
  readonly read: (node: Node, check: Check) => Asked | undefined;
  /** What is there, as a file says it. */
  readonly file: (there: unknown) => unknown;
}

/** What the file says of one thing, with the thing. */
export interface Part {
  readonly section: Section;
  readonly asked: Asked;
}

/**
 * What becomes of entries that are there and not in the file: those that go, and the paths of those that stay and of those
 * of other jobs. `essence`: what the spellings of one have in common.
 */
export function partStrangers(
  section: string,
  names: readonly string[],
  terms: Terms,
  essence = (name: string) => name,
): Pick<Planned, "kept" | "ignored"> & { readonly gone: readonly string[] } {
  const groups = Map.groupBy(names.toSorted(), (name) => terms.ignores(section, essence(name)));
  const others = groups.get(false) ?? [];
  const paths = (of: readonly string[] = []) => of.map((entry) => pathOf({ section, entry }));
  const ignored = paths(groups.get(true));
  return terms.prunes(section)
    ? { gone: others, kept: [], ignored }
    : { gone: [], kept: paths(others), ignored };
}

/** The place of a thing in the file, such as `plugins.organization`. */
export const pathOf = ({ section, entry }: Pick<Row, "section" | "entry">, field?: string): string =>
  [section, entry, field].filter((part) => part !== undefined).join(".");
