import { explained, isGone, isLost } from "../../engine/doubt.ts";
import type { Session, Writer } from "../../engine/operation.ts";
import { type Intent, type Outcome, saidOf } from "../../engine/outcome.ts";
import { writeAgain } from "../../engine/session.ts";
import { InputError } from "../../ground/errors.ts";
import { info } from "../../ground/log.ts";
import type { NeonAnswer } from "../../neon/client.ts";
import { type Bound, type Look, seen, seenLate } from "../record.ts";

interface Removes<Inputs, Found> {
  /** Shows the thing as long as it is there. Without it, the repeat of a lost request tells. */
  readonly look?: Look<Inputs, Found>;
  /** Shows it to a dry run, where a lost request needs no look. */
  readonly sees?: Look<Inputs, unknown>;
  /** Whether more goes with it, which the look does not show: the repeat has to tell of that. */
  readonly more?: (inputs: Inputs) => boolean;
  /**
   * Whether what the look shows is sure to be what the step is about, and not another one of the same name, which
   * must stay. `began`: when the step did, in milliseconds by Neon's clock.
   */
  readonly isSame?: (found: Found, began: number) => boolean;
}

/** Removes something: gone is done. */
export const removes = <Inputs = unknown, Found = unknown>(spec: Removes<Inputs, Found> = {}) =>
  ({
    writes: true,
    intends: <A>(bound: Bound<Inputs, A>, session: Session) => intends(bound, session, spec),
    run: <A>(bound: Bound<Inputs, A>, session: Writer) => run(bound, session, spec),
  }) as const;

async function run<I, A, F>(bound: Bound<I, A>, session: Writer, spec: Removes<I, F>): Promise<Outcome> {
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

async function intends<I, A, F>(
  bound: Bound<I, A>,
  session: Session,
  { look, sees, more }: Removes<I, F>,
): Promise<Intent> {
  const shows = look ?? sees;
  const isGone = shows !== undefined && (await seen<I, unknown>(bound, session, shows)) === undefined;
  if (!isGone || more?.(bound.inputs)) return { calls: [bound.shown()], differences: [] };
  const holds = bound.learn(session, bound.answer(undefined));
  if (session.settings.if_missing === "fail")
    throw new InputError([`${saidOf(holds)}, and \`if_missing: fail\` forbids that.`]);
  return { calls: [], differences: [], holds };
}

/** Finds out whether it is gone, and sends it again if not. Gone after a repeat: the first try was carried out. */
async function afterLostAnswer<I, A, F>(
  bound: Bound<I, A>,
  session: Writer,
  spec: Removes<I, F>,
  lost: Error,
): Promise<NeonAnswer | undefined> {
  info(`${lost.message} ${spec.look ? "Looking at what is there." : "Sending it again: gone is done."}`);
  // If even looking fails, the lost answer is what has to be told.
  const left = await whatIsLeft(bound, session, spec).catch(() => "unknown");
  if (left === "nothing") return undefined;
  if (left === "unknown" || session.settings.retries === 0) throw explained(lost);
  try {
    return await writeAgain(session, bound.call(), lost);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether a repeat has something to remove, or may meet what came there since. */
async function whatIsLeft<I, A, F>(
  bound: Bound<I, A>,
  session: Session,
  { look, more, isSame }: Removes<I, F>,
): Promise<"nothing" | "something" | "unknown"> {
  if (!look) return "something";
  const found = await seenLate(bound, session, look, 2);
  if (found === undefined) return more?.(bound.inputs) ? "something" : "nothing";
  return (isSame?.(found, session.began()) ?? true) ? "something" : "unknown";
}
