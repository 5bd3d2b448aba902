import { explained, isGone, isLost } from "../../engine/doubt.ts";
import type { Writer } from "../../engine/operation.ts";
import type { Outcome } from "../../engine/outcome.ts";
import { writeAgain } from "../../engine/session.ts";
import { info } from "../../ground/log.ts";
import type { NeonAnswer } from "../../neon/client.ts";
import { type Bound, isThere, type Look } from "../record.ts";

interface Removes<Inputs> {
  /** Shows the thing as long as it is there. Without it, the repeat of a lost request tells. */
  readonly look?: Look<Inputs, unknown>;
  /** Whether more goes with it, which the look does not show: the repeat has to tell of that. */
  readonly more?: (inputs: Inputs) => boolean;
  /** What the look shows may be another one of the same name, so that nothing is sent again. */
  readonly ambiguous?: true;
}

/** Removes something: gone is done. */
export const removes = <I = unknown>(spec: Removes<I> = {}) =>
  ({ writes: true, run: <A>(bound: Bound<I, A>, session: Writer) => run(bound, session, spec) }) as const;

async function run<I, A>(bound: Bound<I, A>, session: Writer, spec: Removes<I>): Promise<Outcome> {
  const { progress, settings } = session;
  const ended = (answer: NeonAnswer | undefined, changed: boolean): Outcome => {
    progress.changed = changed;
    return { reading: bound.learn(session, bound.answer(answer)), changed };
  };
  try {
    return ended(await session.write(bound.call()), true);
  } catch (error) {
    if (isGone(error) && settings.if_missing === "ignore") return ended(undefined, false);
    if (!isLost(error)) throw explained(error);
    return ended(await afterLostAnswer(bound, session, spec, error), true);
  }
}

/** Looks whether it is gone, and sends it again if not. Gone after a repeat: the first try was carried out. */
async function afterLostAnswer<I, A>(
  bound: Bound<I, A>,
  session: Writer,
  { look, more, ambiguous }: Removes<I>,
  lost: Error,
): Promise<NeonAnswer | undefined> {
  info(`${lost.message} ${look ? "Looking at what is there." : "Sending it again: gone is done."}`);
  // If even looking fails, the lost answer is what has to be told.
  const unseen = () => {
    throw explained(lost);
  };
  const there = look && (await isThere(bound, session, look).catch(unseen));
  if (there === false && !more?.(bound.inputs)) return undefined;
  if ((there && ambiguous) || session.settings.retries === 0) throw explained(lost);
  try {
    return await writeAgain(session, bound.call(), lost);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
