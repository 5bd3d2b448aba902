import { explained, isLost, isRefused, looksAfter, statusOf } from "../../engine/doubt.ts";
import type { Session, Writer } from "../../engine/operation.ts";
import { type Intent, type Outcome, type Reading, saidOf } from "../../engine/outcome.ts";
import { lookInto, writeAgain } from "../../engine/session.ts";
import { ApiError, InputError } from "../../ground/errors.ts";
import { info } from "../../ground/log.ts";
import type { NeonAnswer } from "../../neon/client.ts";
import { type Bound, type Look, seen, seenLate, type Writes } from "../record.ts";

/** Another operation, which changes what exists. */
interface Update {
  readonly intends: (session: Session) => Promise<Intent>;
  readonly run: (session: Writer) => Promise<Outcome>;
}

interface Creates<Inputs, Answer> {
  readonly look: Look<Inputs, Answer>;
  /** How what exists is not what was asked for. */
  readonly differs: (existing: Answer, inputs: Inputs) => string | undefined;
  /** Look before writing: Neon does not refuse to make it twice, and would overwrite what is there. */
  readonly lookFirst?: true;
  /** Gives what exists the values that are asked for, by `if_exists: update`. Nothing, if none are. */
  readonly updates?: (bound: Bound<Inputs, Answer>) => Update | undefined;
  /** What was asked for and could not be compared with what exists, as warnings. */
  readonly unseenOf?: (existing: Answer, inputs: Inputs) => readonly string[];
  /** The cure if Neon says that the schema is in the way, and a look does not find what it belongs to. */
  readonly unseen?: string;
}

/** Makes something that a look finds. */
export const creates = <Inputs, Answer>(spec: Creates<Inputs, Answer>): Writes<Inputs, Answer> => ({
  writes: true,
  updates: spec.updates !== undefined,
  intends: (bound, session) => intends({ ...spec, bound }, session),
  run: (bound, session) => run({ ...spec, bound }, session),
});

interface Making<Inputs, Answer> extends Creates<Inputs, Answer> {
  readonly bound: Bound<Inputs, Answer>;
}

async function run<I, A>(making: Making<I, A>, session: Writer): Promise<Outcome> {
  const { bound, look, lookFirst } = making;
  const before =
    lookFirst || session.settings.if_exists === "fail" ? await seen(bound, session, look) : undefined;
  return before === undefined ? make(making, session) : found(making, session, before, false);
}

async function make<I, A>(making: Making<I, A>, session: Writer): Promise<Outcome> {
  try {
    return made(making, session, await session.write(making.bound.call()));
  } catch (error) {
    if (isLost(error)) return afterLostAnswer(making, session, error);
    if (!isRefused(error)) throw explained(error);
    const there = await existing(making, session, error, looksAfter(error, 409));
    if (there === undefined) throw advised(error, making.unseen);
    return found(making, session, there, false);
  }
}

const made = <I, A>({ bound }: Making<I, A>, session: Session, answer: NeonAnswer): Outcome =>
  bound.made(session, bound.answer(answer));

/** A create whose answer was lost: look twice whether it was made, and only then make it again, once. */
async function afterLostAnswer<I, A>(making: Making<I, A>, session: Writer, lost: Error): Promise<Outcome> {
  info(`${lost.message} Looking at what is there.`);
  const there = await existing(making, session, explained(lost), 2);
  if (there !== undefined) return found(making, session, there, true);
  if (session.settings.retries === 0) throw explained(lost);
  try {
    return made(making, session, await writeAgain(session, making.bound.call(), lost));
  } catch (again) {
    if (!isLost(again) && !isRefused(again)) throw again;
    const late = await existing(making, session, again, looksAfter(again, 409));
    if (late === undefined) throw again;
    return found(making, session, late, true);
  }
}

/** What a few looks find after a write that failed. If even looking fails, `failure` is what has to be told. */
const existing = <I, A>(
  { bound, look }: Making<I, A>,
  session: Session,
  failure: unknown,
  looks: number,
): Promise<A | undefined> =>
  lookInto(
    session,
    (apart) => seenLate(bound, apart, look, looks),
    (shown) => shown !== undefined,
  ).catch(() => {
    throw failure;
  });

/** A conflict with a schema that is there alone has a cure, which deletes it: nothing else may lead to that. */
const advised = (error: Error, unseen: string | undefined): Error =>
  unseen && error instanceof ApiError && statusOf(error) === 409 && /schema/i.test(error.said)
    ? new ApiError(`${error.message} ${unseen}`, error)
    : error;

/** What a look found is the wish of the step only if it is what was asked for. `own`: the step made it. */
async function found<I, A>(making: Making<I, A>, session: Writer, there: A, own: boolean): Promise<Outcome> {
  const reading = readingOf(making, session, there, own);
  const updated = await updateOf(making, session)?.run(session);
  if (!updated) refuseOther(making, reading, there, own);
  session.progress.changed ||= own;
  return { reading, ...updated, changed: own || updated?.changed === true };
}

async function intends<I, A>(making: Making<I, A>, session: Session): Promise<Intent> {
  const { bound, look } = making;
  const there = await seen(bound, session, look);
  if (there === undefined) return { calls: [bound.shown()], differences: [] };
  const holds = readingOf(making, session, there, false);
  const update = updateOf(making, session);
  if (update) return update.intends(session);
  refuseOther(making, holds, there, false);
  return { calls: [], differences: [], holds };
}

/** What is there. Throws if it must not be reused. */
function readingOf<I, A>(
  { bound, unseenOf }: Making<I, A>,
  session: Session,
  there: A,
  own: boolean,
): Reading {
  const learned = bound.learn(session, there);
  if (!own && session.settings.if_exists === "fail")
    throw new InputError([`${saidOf(learned)}, and \`if_exists: fail\` forbids to reuse it.`]);
  return { ...learned, warnings: [...learned.warnings, ...(unseenOf?.(there, bound.inputs) ?? [])] };
}

const updateOf = <I, A>({ bound, updates }: Making<I, A>, { settings }: Session): Update | undefined =>
  settings.if_exists === "update" ? updates?.(bound) : undefined;

/** Throws if what is there is not what was asked for. */
function refuseOther<I, A>({ bound, differs }: Making<I, A>, reading: Reading, there: A, own: boolean): void {
  const other = differs(there, bound.inputs);
  if (other) throw new InputError([`${saidOf(reading)}, but ${other}.${own ? "" : " Nothing was changed."}`]);
}
