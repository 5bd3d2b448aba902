import { isDeepStrictEqual } from "node:util";
import { unreadable } from "../../engine/doubt.ts";
import type { Writer } from "../../engine/operation.ts";
import type { Outcome } from "../../engine/outcome.ts";
import { writeOrRepeat } from "../../engine/session.ts";
import { AnswerError } from "../../ground/errors.ts";
import { revealed } from "../../ground/secret.ts";
import { denied } from "../fields.ts";
import { type Bound, type Look, seen, type Writes } from "../record.ts";

/** Puts absolute values. A look, where there is one, shows whether they are there already. */
export const sets = <Inputs, Answer>(look: Look<Inputs, Answer> | undefined): Writes<Inputs, Answer> => ({
  writes: true,
  run: (bound, session) => run(bound, session, look),
});

async function run<I, A>(
  bound: Bound<I, A>,
  session: Writer,
  look: Look<I, A> | undefined,
): Promise<Outcome> {
  const call = bound.call();
  const before = look && (await seen(bound, session, look).catch(unreadable));
  const reading = (answer: A) => bound.learn(session, answer);
  const shown = before && reading(before);
  // A PUT also resets what is not given, so what is given being there is not enough.
  if (shown && bound.differences(before).length === 0 && call.method !== "PUT")
    return { reading: shown, changed: false };

  let repeated = false;
  const note = () => {
    repeated = true;
  };
  const sent = await writeOrRepeat(session, call, note);
  // Two answers, of which one is lost, are no proof of what holds now.
  const late = repeated && look ? await seen(bound, session, look) : undefined;
  const after = late ?? bound.answer(sent);
  const taken = reading(after);
  const left = bound.differences(after);
  const same = before !== undefined && isDeepStrictEqual(revealed(before), revealed(after));
  const refused = denied(left);
  session.progress.changed = !same || (left.length > 0 && refused.length === 0);
  if (refused.length > 0)
    throw new AnswerError(
      `Neon accepted the request, but shows another value for ${refused.join(", ")} than was asked for.`,
    );
  return { reading: taken, changed: session.progress.changed };
}
