import type { Call } from "../neon/call.ts";

/** Values of outputs, those of masked ones as secrets. */
export type OutputValues = Readonly<Record<string, unknown>>;

/** A row of a plan. */
export interface Changed {
  readonly section: string;
  readonly entry?: string;
  readonly field?: string;
  readonly change: "add" | "change" | "delete" | "replace";
  readonly from?: unknown;
  readonly to?: unknown;
}

/** An answer of Neon and what its record makes of it. */
export interface Reading {
  readonly data: unknown;
  readonly outputs: OutputValues;
  /** What was changed, or would be, where that is more than one thing. */
  readonly differences?: readonly Changed[];
  /** Whether those are drift, of which nothing says that it will be changed. */
  readonly drift?: true;
  /** What holds now, as a name and a sentence each, for the page. */
  readonly facts?: readonly (readonly [name: string, sentence: string])[];
  readonly warnings: readonly string[];
  /** What is left to do. `stored`: outputs that the step has put where they stay. */
  readonly next: (changed: boolean, stored: ReadonlySet<string>) => readonly string[];
  readonly done: (changed: boolean) => string;
}

/** What a reading says of what is there, as the beginning of a longer sentence. */
export const saidOf = (reading: Reading): string => reading.done(false).replace(/\.$/, "");

/** How an operation ended: what is at Neon now is what was asked for. */
export interface Outcome {
  readonly reading: Reading;
  readonly changed: boolean;
  /** Why the step fails although some of what was asked for was done. */
  readonly failed?: Error;
  /** Waits for what comes after the answer, once nothing of that can be lost any more. Gives further outputs. */
  readonly later?: () => Promise<OutputValues>;
}

/** What a step would do, as far as looking tells. */
export interface Intent {
  /** Its requests, every secret hidden. None, if what was asked for holds. */
  readonly calls: readonly Call[];
  /** What they would change, as far as Neon shows what is there. */
  readonly differences: readonly {
    readonly field: string;
    readonly is: unknown;
    readonly wanted: unknown;
  }[];
  /** What holds, if nothing is left to do. */
  readonly holds?: Reading;
}
