import { parseAnswer, type Schema } from "../neon/answer.ts";
import type { Route } from "../neon/call.ts";

/** A read that shows whether, and as what, the thing of an endpoint exists. */
export interface Look<Inputs, Answer> {
  readonly route: Route;
  readonly read: (json: unknown, inputs: Inputs) => Answer | undefined;
}

/**
 * What an endpoint does to Neon. It decides what may be sent twice and how to find out what happened.
 * - `reads`: nothing.
 * - `sets`: puts absolute values; a look shows whether they are there already.
 * - `creates`: makes something that a look finds. `differs` says how what exists is not what was asked for.
 * - `members`: brings entries, the values of input `of`, into a list that a look shows, or out of it.
 * - `removes`: gone is done.
 * - `mints`: makes something that no read gives back, so that after a lost answer only `check` helps.
 */
export type Effect<Inputs, Answer> =
  | { readonly kind: "reads" }
  | { readonly kind: "sets"; readonly look: Look<Inputs, Answer> | undefined }
  | {
      readonly kind: "creates";
      readonly look: Look<Inputs, Answer>;
      readonly differs: (existing: Answer, inputs: Inputs) => string | undefined;
      /** Look before writing: Neon does not refuse to make it twice, and would overwrite what is there. */
      readonly lookFirst?: true;
      /** The cure if Neon says that it exists, yet a look does not find it. */
      readonly hidden?: string;
    }
  | {
      readonly kind: "members";
      readonly of: "domain";
      readonly look: Look<Inputs, Answer>;
      readonly names: (answer: Answer) => readonly string[];
      /** Whether the entries shall be in the list afterwards. */
      readonly present: boolean;
    }
  | {
      readonly kind: "removes";
      /** Shows the thing as long as it is there. Without it, the repeat of a lost request tells. */
      readonly look?: Look<Inputs, unknown>;
      /** Whether more goes with it, which the look does not show: the repeat has to tell of that. */
      readonly more?: (inputs: Inputs) => boolean;
      /** What the look shows may be another one of the same name, so that nothing is sent again. */
      readonly ambiguous?: true;
    }
  | {
      readonly kind: "mints";
      readonly check: string;
      /** Shows whether it was made, though not what. If it was not, a lost request is sent once more. */
      readonly look?: Look<Inputs, unknown>;
      /** What the step says if Neon refuses because it is there already. No read can show it. */
      readonly already?: string;
    };

/** Declares a read of another route that shows the thing of an endpoint. */
export function look<Found, Inputs, Answer>(
  route: Route,
  answer: Schema<Found>,
  pick: (found: Found, inputs: Inputs) => Answer | undefined,
): Look<Inputs, Answer> {
  return { route, read: (json, inputs) => pick(parseAnswer(answer, json), inputs) };
}
