import type { Writer } from "../../engine/operation.ts";
import type { Outcome } from "../../engine/outcome.ts";
import { AGAIN_MS, writeOrRepeat } from "../../engine/session.ts";
import { AnswerError, describe, InputError } from "../../ground/errors.ts";
import type { Call } from "../../neon/call.ts";
import { type Bound, type Look, lookCall, type Writes } from "../record.ts";

interface Members<Name extends string, Inputs, Answer> {
  readonly look: Look<Inputs, Answer>;
  /** The entries of a list. */
  readonly names: (answer: Answer) => readonly string[];
  /** The input that has the entries which the step is about. */
  readonly of: Name;
  /** Whether the entries shall be in the list afterwards. */
  readonly present: boolean;
}

type Having<Name extends string> = { readonly [N in Name]: readonly string[] };

/** Brings entries into a list that a look shows, or out of it. Neon adds them one by one and removes them together. */
export const members = <const Name extends string, Inputs, Answer>(
  spec: Members<Name, Inputs, Answer>,
): Writes<Inputs & Having<Name>, Answer> => ({
  writes: true,
  calls: (bound) => callsFor(bound, spec, bound.inputs[spec.of]),
  run: (bound, session) => run(bound, session, spec),
});

function callsFor<I, A>(
  bound: Bound<I, A>,
  { of, present }: { readonly of: string; readonly present: boolean },
  entries: readonly string[],
): Call[] {
  const batches = present ? entries.map((entry) => [entry]) : [entries];
  return batches.filter(({ length }) => length > 0).map((batch) => bound.call({ [of]: batch }));
}

async function run<Name extends string, I, A>(
  bound: Bound<I & Having<Name>, A>,
  session: Writer,
  spec: Members<Name, I, A>,
): Promise<Outcome> {
  const { inputs } = bound;
  const { look, present } = spec;
  const wanted: readonly string[] = inputs[spec.of];
  const list = async () => {
    const { json } = await session.read(lookCall(bound, look));
    const answer = look.pick(json, inputs);
    if (answer === undefined) throw new AnswerError("Neon's answer was not understood: it is not a list.");
    const names = new Set(spec.names(answer));
    const wrong = wanted.filter((name) => names.has(name) !== present);
    return { reading: bound.learn(session, answer), wrong };
  };
  const before = await list();
  const settled = wanted.filter((name) => !before.wrong.includes(name));
  const { if_exists, if_missing } = session.settings;
  if (settled.length > 0 && (present ? if_exists : if_missing) === "fail")
    throw new InputError([
      `${settled.join(", ")} ${present ? "is already there, and `if_exists: fail`" : "is not there, and `if_missing: fail`"} forbids that. Nothing was changed.`,
    ]);
  if (before.wrong.length === 0) return { reading: before.reading, changed: false };
  for (const call of callsFor(bound, spec, before.wrong)) await writeOrRepeat(session, call);
  let after = await list().catch(unseen);
  // Neon may show a change a moment later.
  for (let looks = 1; after.wrong.length > 0 && looks < 5; looks++) {
    await session.budget.wait((looks * AGAIN_MS) / 2);
    after = await list().catch(unseen);
  }
  if (after.wrong.length > 0)
    throw new AnswerError(
      `Neon accepted the request, but its list still ${present ? "lacks" : "has"} ${after.wrong.join(", ")}.`,
    );
  return { reading: after.reading, changed: true };
}

/** The entries were taken, but whether they are in the list now cannot be told. */
function unseen(error: unknown): never {
  throw new AnswerError(
    `Neon accepted the request, but its list could not be read again: ${describe(error)}`,
  );
}
