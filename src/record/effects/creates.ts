import { explained, isConflict, isLost, unreadable } from "../../engine/doubt.ts";
import type { Writer } from "../../engine/operation.ts";
import type { Outcome } from "../../engine/outcome.ts";
import { lookAgain, writeAgain } from "../../engine/session.ts";
import { ApiError, InputError } from "../../ground/errors.ts";
import { info } from "../../ground/log.ts";
import type { NeonAnswer } from "../../neon/client.ts";
import { type Bound, type Look, seen, type Writes } from "../record.ts";

interface Creates<Inputs, Answer> {
  readonly look: Look<Inputs, Answer>;
  /** How what exists is not what was asked for. */
  readonly differs: (existing: Answer, inputs: Inputs) => string | undefined;
  /** Look before writing: Neon does not refuse to make it twice, and would overwrite what is there. */
  readonly lookFirst?: true;
  /** The cure if Neon says that it exists, yet a look does not find it. */
  readonly unseen?: string;
}

/** Makes something that a look finds. */
export const creates = <Inputs, Answer>(spec: Creates<Inputs, Answer>): Writes<Inputs, Answer> => ({
  writes: true,
  run: (bound, session) => run({ ...spec, bound, session }),
});

interface Making<Inputs, Answer> extends Creates<Inputs, Answer> {
  readonly bound: Bound<Inputs, Answer>;
  readonly session: Writer;
}

async function run<I, A>(making: Making<I, A>): Promise<Outcome> {
  const { bound, session, look, lookFirst, unseen } = making;
  const before =
    lookFirst || session.settings.if_exists === "fail" ? await seen(bound, session, look) : undefined;
  if (before) return found(making, before, false);
  try {
    return made(making, await session.write(bound.call()));
  } catch (error) {
    if (isLost(error)) return afterLostAnswer(making, error);
    if (!isConflict(error)) throw explained(error);
    // What cannot be read is there all the same: then the conflict is all that can be said.
    const existing = () =>
      seen(bound, session, look).catch((unread: unknown) => {
        unreadable(unread);
        throw error;
      });
    const inTheWay = await lookAgain(session, existing);
    if (inTheWay) return found(making, inTheWay, false);
    throw unseen ? new ApiError(`${error.message} ${unseen}`, error) : error;
  }
}

const made = <I, A>({ bound, session }: Making<I, A>, answer: NeonAnswer): Outcome => ({
  reading: bound.learn(session, bound.answer(answer)),
  changed: true,
});

/** A create whose answer was lost: look twice whether it was made, and only then make it again, once. */
async function afterLostAnswer<I, A>(making: Making<I, A>, lost: Error): Promise<Outcome> {
  const { bound, session, look } = making;
  info(`${lost.message} Looking at what is there.`);
  // If even looking fails, the lost answer is what has to be told.
  const existing = () =>
    seen(bound, session, look).catch(() => {
      throw explained(lost);
    });
  const there = await lookAgain(session, existing);
  if (there) return found(making, there, true);
  if (session.settings.retries === 0) throw explained(lost);
  try {
    return made(making, await writeAgain(session, bound.call(), lost));
  } catch (again) {
    const late = isLost(again) ? await existing() : undefined;
    if (!late) throw again;
    return found(making, late, true);
  }
}

/** What a look found is the wish of the step only if it is what was asked for. `own`: the step made it. */
function found<I, A>({ bound, session, differs }: Making<I, A>, existing: A, own: boolean): Outcome {
  const reading = bound.learn(session, existing);
  const said = reading.done(false).replace(/\.$/, "");
  if (!own && session.settings.if_exists === "fail")
    throw new InputError([`${said}, and \`if_exists: fail\` forbids to reuse it.`]);
  const other = differs(existing, bound.inputs);
  if (other) throw new InputError([`${said}, but ${other}.${own ? "" : " Nothing was changed."}`]);
  session.progress.changed ||= own;
  return { reading, changed: own };
}
