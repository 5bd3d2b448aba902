import type { Scope } from "../engine/operation.ts";
import type { Route } from "../neon/call.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Field, Fields } from "./fields.ts";

type OnBranch = Endpoint<string, Scope>;

/** A read that shows several things of a branch at once. */
export type Read = "auth" | "plugins" | "domains" | "webhooks";

/** Where at Neon a thing shows, and which look its operations have. */
export interface Shown {
  readonly read: Read;
  /** Its part of that read. Default: all of it. */
  readonly part?: string;
  /** The read by which its operations look at it. */
  readonly look: Route & `GET ${string}`;
  /** What that one answers, made of the part. Default: the part itself. */
  readonly answers?: (part: unknown) => unknown;
  /** The part, made of what that one answers: it can be read alone, where the other read lacks it. */
  readonly alone?: (json: unknown) => unknown;
  /** Whether Neon may have nothing of it, which it says in the way of something that is not there. */
  readonly missing?: true;
}

/** When a change is carried out: what grows comes before what shrinks. */
export const groups = [
  "integration",
  "names and mail",
  "providers",
  "domains added",
  "settings",
  "webhooks",
  "providers deleted",
  "domains deleted",
] as const;
export type Group = (typeof groups)[number];

interface Common {
  /** Its place in a configuration file. */
  readonly section: string;
  /** Its place in that section, where the section has several things. */
  readonly entry?: string;
  /** One sentence for whoever writes the file. */
  readonly about: string;
  readonly shown: Shown;
}

/** Settings that are always there, a map in the file. */
export interface SettingsThing extends Common {
  readonly kind: "settings";
  readonly fields: Fields;
  readonly update: OnBranch;
  readonly group: Group;
  /** Neon replaces it as a whole, so a change sends what is there too. */
  readonly replaced?: true;
}

/** One setting, a plain value in the file. */
export interface SettingThing extends Common {
  readonly kind: "setting";
  /** Neon's name of it. */
  readonly field: string;
  readonly fields: Fields;
  readonly update: OnBranch;
  readonly group: Group;
}

/** Settings of two types: a `shared` one of Neon, or one of one's own, which takes the other fields. */
export interface ServerThing extends Common {
  readonly kind: "server";
  readonly fields: Fields & { readonly type: Field<"shared" | "standard"> };
  /** Those that make a new partner, to which no stored secret may travel. */
  readonly partner: readonly string[];
  readonly update: OnBranch;
  readonly group: Group;
}

/** Entries with settings, by their IDs. Without settings they run on Neon's shared keys. */
export interface EntriesThing extends Common {
  readonly kind: "entries";
  /** The input that names one. */
  readonly key: string;
  readonly known: readonly string[];
  readonly parseKey: (key: string) => unknown;
  readonly fields: Fields;
  /** Fields that go together. */
  readonly own: readonly string[];
  /** Fields that only one of the entries has, and which. */
  readonly only: Readonly<Record<string, string>>;
  readonly partner: readonly string[];
  readonly add: OnBranch;
  readonly update: OnBranch;
  readonly remove: OnBranch;
}

/** Entries that are names and nothing else. */
export interface NamesThing extends Common {
  readonly kind: "names";
  /** The input that has the names. */
  readonly of: string;
  readonly input: Field<string[]>;
  /** What one name must do, where a workflow's input takes several. */
  readonly must: string;
  /** Neon's name for the name of an entry. */
  readonly field: string;
  /** What the spellings of one entry have in common. */
  readonly essence: (name: string) => string;
  readonly add: OnBranch;
  readonly remove: OnBranch;
}

/** What all the others belong to. It is made, and never changed or deleted. */
export interface RootThing extends Common {
  readonly kind: "root";
  /** The inputs by which it is made. */
  readonly fields: Fields;
  /** Neon's names for them, where they differ. */
  readonly called: Readonly<Record<string, string>>;
  readonly create: OnBranch;
  readonly get: OnBranch;
}

/** A part of the configuration file, as the operations that change it declare it. */
export type Thing = SettingsThing | SettingThing | ServerThing | EntriesThing | NamesThing | RootThing;
