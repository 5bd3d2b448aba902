import type { Call } from "../neon/call.ts";
import type { OutputName } from "../words/outputs.ts";

/** An answer of Neon and what the record makes of it. */
export interface Reading {
  readonly data: unknown;
  readonly outputs: Readonly<Partial<Record<OutputName, unknown>>>;
  readonly warnings: readonly string[];
  readonly next: (changed: boolean, stored: ReadonlySet<OutputName>) => readonly string[];
  readonly done: (changed: boolean) => string;
  readonly refused?: string | undefined;
}

/** What a look or an answer shows, and how it is not what was asked for, if so. */
export interface Found extends Reading {
  readonly differs: string | undefined;
  /** Fields that were set and show another value. */
  readonly denies: readonly string[];
}

/** A look with its inputs filled in. */
export interface Looking {
  readonly look: Call;
  readonly found: (json: unknown) => Found | undefined;
}

/** A look that tells only whether something is there. */
export interface Sign {
  readonly look: Call;
  readonly isThere: (json: unknown) => boolean;
}

/** An endpoint with its inputs filled in: what the engine works with, whatever the operation. */
export interface Prepared {
  readonly call: Call;
  /** The requests of the operation with every secret hidden, for a dry run. */
  readonly previews: readonly Call[];
  readonly read: (json: unknown) => Found;
  readonly effect:
    | { readonly kind: "reads" }
    | {
        readonly kind: "removes";
        readonly sign: Sign | undefined;
        readonly more: boolean;
        readonly ambiguous: boolean;
      }
    | ({ readonly kind: "sets" } & Partial<Looking>)
    | ({
        readonly kind: "creates";
        readonly lookFirst: boolean;
        readonly hidden: string | undefined;
      } & Looking)
    | ({
        readonly kind: "members";
        readonly present: boolean;
        readonly wanted: readonly string[];
        readonly listed: (json: unknown) => readonly string[];
        /** The requests for some of the entries: Neon adds them one by one and removes them together. */
        readonly callsFor: (entries: readonly string[]) => readonly Call[];
      } & Looking)
    | {
        readonly kind: "mints";
        readonly check: string;
        readonly already: string | undefined;
        readonly sign: Sign | undefined;
      };
}
