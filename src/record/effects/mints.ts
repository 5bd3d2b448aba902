import { explained, isDuplicate, isLost } from "../../engine/doubt.ts";
import type { Writer } from "../../engine/operation.ts";
import type { Outcome } from "../../engine/outcome.ts";
import { writeAgain } from "../../engine/session.ts";
import { AnswerError } from "../../ground/errors.ts";
import { info } from "../../ground/log.ts";
import type { NeonAnswer } from "../../neon/client.ts";
import { type Bound, type Look, seenLate } from "../record.ts";

interface Mints<Inputs> {
  /** What to look at by hand if the answer is lost. */
  readonly check: string;
  /** Shows whether it was made, though not what. If it was not, a lost request is sent once more. */
  readonly look?: Look<Inputs, unknown>;
  /** What the step says if Neon refuses because it is there already, as no read can, and what it does in a second run. */
  readonly already?: { readonly said: string; readonly again: string };
}

/** Makes something that no read gives back, so that after a lost answer only `check` helps. */
export const mints = <I = unknown>(spec: Mints<I>) =>
  ({ writes: true, run: <A>(bound: Bound<I, A>, session: Writer) => run(bound, session, spec) }) as const;

async function run<I, A>(bound: Bound<I, A>, session: Writer, spec: Mints<I>): Promise<Outcome> {
  const sent = await write(bound, session, spec);
  if (sent === undefined) {
    const done = () => spec.already?.said ?? "";
    return { reading: { data: {}, outputs: {}, warnings: [], next: () => [], done }, changed: false };
  }
  const answer = bound.answer(sent);
  const outcome = bound.made(session, answer);
  const refused = bound.refused(answer);
  if (refused === undefined) return outcome;
  session.progress.changed = false;
  throw new AnswerError(refused);
}

/** The answer; nothing if it is there already and may be. */
async function write<I, A>(
  bound: Bound<I, A>,
  session: Writer,
  { check, look, already }: Mints<I>,
): Promise<NeonAnswer | undefined> {
  const { settings } = session;
  const call = { ...bound.call(), once: true } as const;
  const reused = settings.if_exists === "reuse" ? already : undefined;
  const cure = reused?.again ?? check;
  try {
    return await session.write(call);
  } catch (error) {
    if (reused && isDuplicate(error)) return undefined;
    if (!look || !isLost(error) || settings.retries === 0) throw explained(error, cure);
    info(`${error.message} Looking at what is there.`);
    // What cannot be read may be there.
    const found = await seenLate(bound, session, look, 2).catch(() => error);
    if (found !== undefined) throw explained(error, cure);
    return writeAgain(session, call, error, cure);
  }
}
