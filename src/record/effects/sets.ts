import { isDeepStrictEqual } from "node:util";
import { unreadable } from "../../engine/doubt.ts";
import type { Session, Writer } from "../../engine/operation.ts";
import type { Intent, Outcome, Reading } from "../../engine/outcome.ts";
import { untilSettled, writeOrRepeat } from "../../engine/session.ts";
import { AnswerError, InputError } from "../../ground/errors.ts";
import { withoutSecrets } from "../../ground/secret.ts";
import { certain, changedOf, type Difference, denied } from "../fields.ts";
import { type Bound, type Look, seen, type Writes } from "../record.ts";

/** Why values cannot be set on what a look found. */
type Refuses<Inputs, Answer> = (found: Answer | undefined, inputs: Inputs) => string | undefined;

/** What there is to ask before values are set. */
interface Asking<Inputs, Answer> {
  readonly look: Look<Inputs, Answer> | undefined;
  readonly refuses: Refuses<Inputs, Answer> | undefined;
}

/** Puts absolute values. A look, where there is one, shows whether they are there already, and whether they can be set. */
export const sets = <Inputs, Answer>(
  look: Look<Inputs, Answer> | undefined,
  refuses?: Refuses<Inputs, Answer>,
): Writes<Inputs, Answer> => ({
  writes: true,
  intends: (bound, session) => intends(bound, session, { look, refuses }),
  run: (bound, session) => run(bound, session, { look, refuses }),
});

async function run<I, A>(bound: Bound<I, A>, session: Writer, asking: Asking<I, A>): Promise<Outcome> {
  const { before, holds } = await lookBefore(bound, session, asking);
  if (holds) return { reading: holds, changed: false };

  const { answer, late } = await write(bound, session, asking);
  const after = late ?? answer;
  const reading = bound.learn(session, after);
  const left = bound.differences(after);
  const refused = denied(left);
  const changed =
    [answer, after].some((shown) => hasChanged(before, shown)) ||
    (refused.length === 0 && isNews(bound, before));
  session.progress.changed = changed;
  if (refused.length > 0)
    throw new AnswerError(
      `Neon accepted the request, but shows another value for ${refused.join(", ")} than was asked for.`,
    );
  const hidden = bound
    .differences(before)
    .filter(({ visible, field }) => !visible && (!changed || left.some((other) => other.field === field)));
  const told = {
    ...reading,
    differences: bound
      .differences(before)
      .filter(({ visible }) => visible)
      .map(changedOf),
  };
  return { reading: before === undefined ? reading : withHidden(told, hidden), changed };
}

async function intends<I, A>(bound: Bound<I, A>, session: Session, asking: Asking<I, A>): Promise<Intent> {
  const { before, holds } = await lookBefore(bound, session, asking);
  if (holds) return { calls: [], differences: [], holds };
  return { calls: [bound.shown()], differences: bound.differences(before) };
}

/**
 * What is there, as far as it can be read, and what is made of it if all that was asked for holds. Throws if the values
 * cannot be set on it.
 */
async function lookBefore<I, A>(
  bound: Bound<I, A>,
  session: Session,
  { look, refuses }: Asking<I, A>,
): Promise<{ before: A | undefined; holds: Reading | undefined }> {
  const refusal = (found: A | undefined) => refuses?.(found, bound.inputs);
  const unread = (error: unknown) => {
    // Where nothing there would be refused, what cannot be read must not be taken for nothing.
    if (refusal(undefined)) throw error;
    return unreadable(error);
  };
  const before = look && (await seen(bound, session, look).catch(unread));
  const refused = refusal(before);
  if (refused) throw new InputError([refused]);
  const shown = before && bound.learn(session, before);
  return { before, holds: isDone(bound, before) ? shown : undefined };
}

/** Whether all of it holds. A PUT also resets what is not given, so what is given being there is not enough. */
const isDone = <I, A>(bound: Bound<I, A>, before: A | undefined): boolean =>
  bound.differences(before).length === 0 && bound.call().method !== "PUT";

/** Sends the values. Two answers, of which one is lost, are no proof of what holds then: a late look tells. */
async function write<I, A>(
  bound: Bound<I, A>,
  session: Writer,
  { look }: Asking<I, A>,
): Promise<{ answer: A; late: A | undefined }> {
  let repeated = false;
  const note = () => {
    repeated = true;
  };
  const answer = bound.answer(await writeOrRepeat(session, bound.call(), note));
  if (!repeated || !look) return { answer, late: undefined };
  const isTaken = (shown: A | undefined) =>
    shown !== undefined && denied(bound.differences(shown)).length === 0;
  const late = await untilSettled(session, () => seen(bound, session, look), isTaken);
  return { answer, late };
}

/** Whether what Neon shows is another thing than before. How it shows a credential may depend on the request. */
const hasChanged = (before: unknown, after: unknown): boolean =>
  !isDeepStrictEqual(withoutSecrets(before), withoutSecrets(after));

/** Whether what was asked for did not hold before, as far as can be seen; if nothing of it can, it counts as news. */
function isNews<I, A>(bound: Bound<I, A>, before: A | undefined): boolean {
  const open = bound.differences(before);
  const asked = bound.differences(undefined);
  return certain(open).length > 0 || (open.length === asked.length && open.every(({ visible }) => !visible));
}

/** The same, with what was sent without anybody being able to say whether it held before. */
function withHidden(reading: Reading, hidden: readonly Difference[]): Reading {
  if (hidden.length === 0) return reading;
  const names = hidden.map(({ input }) => `\`${input}\``).join(", ");
  const said = `${names} ${hidden.length === 1 ? "was" : "were"} sent but cannot be compared, since Neon does not show ${hidden.length === 1 ? "it" : "them"}.`;
  return { ...reading, done: (changed) => `${reading.done(changed)} ${said}` };
}
