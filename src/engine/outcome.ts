/** Values of outputs, those of masked ones as secrets. */
export type OutputValues = Readonly<Record<string, unknown>>;

/** An answer of Neon and what its record makes of it. */
export interface Reading {
  readonly data: unknown;
  readonly outputs: OutputValues;
  readonly warnings: readonly string[];
  /** What is left to do. `stored`: outputs that the step has put where they stay. */
  readonly next: (changed: boolean, stored: ReadonlySet<string>) => readonly string[];
  readonly done: (changed: boolean) => string;
}

/** How an operation ended: what is at Neon now is what was asked for. */
export interface Outcome {
  readonly reading: Reading;
  readonly changed: boolean;
  /** Why the step fails although some of what was asked for was done. */
  readonly failed?: Error;
  /** Waits for what comes after the answer, once nothing of that can be lost any more. Gives further outputs. */
  readonly later?: () => Promise<OutputValues>;
}
