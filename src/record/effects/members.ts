import { isRefused, looksAfter } from "../../engine/doubt.ts";
import type { Session, Writer } from "../../engine/operation.ts";
import type { Changed, Intent, Outcome, Reading } from "../../engine/outcome.ts";
import { lookInto, untilSettled, writeOrRepeat } from "../../engine/session.ts";
import { AnswerError, describe, InputError, isUnknown } from "../../ground/errors.ts";
import { type Bound, type Look, lookCall, type Writes } from "../record.ts";

interface Members<Name extends string, Inputs, Answer> {
  readonly look: Look<Inputs, Answer>;
  /** The entries of a list, as the list spells them. */
  readonly names: (answer: Answer) => readonly string[];
  /** What the spellings of one entry have in common. */
  readonly essence: (name: string) => string;
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
  intends: (bound, session) => intends(keeping(bound, spec), session),
  run: (bound, session) => run(keeping(bound, spec), session),
});

const keeping = <const Name extends string, I extends Having<Name>, A>(
  bound: Bound<I, A>,
  spec: Members<Name, I, A>,
): Keeping<I, A> => ({
  ...spec,
  bound,
  wanted: bound.inputs[spec.of],
  look: (by) => list(bound, by, spec),
});

/** A list as a look shows it. */
interface Listed {
  readonly reading: Reading;
  readonly names: readonly string[];
}

interface Keeping<Inputs, Answer> extends Omit<Members<string, Inputs, Answer>, "look" | "names"> {
  readonly bound: Bound<Inputs, Answer>;
  readonly wanted: readonly string[];
  readonly look: (session: Session) => Promise<Listed>;
}

async function list<I, A>(
  bound: Bound<I, A>,
  session: Session,
  { look, names }: Pick<Members<string, I, A>, "look" | "names">,
): Promise<Listed> {
  const { json } = await session.read(lookCall(bound, look));
  const answer = look.pick(json, bound.inputs);
  if (answer === undefined) throw new AnswerError("Neon's answer was not understood: it is not a list.");
  return { reading: bound.learn(session, answer), names: names(answer) };
}

const batchesOf = (entries: readonly string[], { present }: { readonly present: boolean }) =>
  present ? entries.map((entry) => [entry]) : [entries];

async function run<I, A>(keeping: Keeping<I, A>, session: Writer): Promise<Outcome> {
  const { wanted, look, present } = keeping;
  const before = await look(session);
  refuseSettled(keeping, session, before, wanted);
  const left = leftOf(keeping, before, wanted);
  if (left.length === 0) return { reading: before.reading, changed: false };
  for (const batch of batchesOf(left, keeping)) await send(keeping, session, batch);
  if (session.readsBackLater) return { reading: before.reading, changed: session.progress.changed };

  const wrong = (shown: Listed) => leftOf(keeping, shown, wanted);
  const again = () => look(session).catch(unseen);
  const after = await untilSettled(session, again, (shown) => wrong(shown).length === 0);
  if (wrong(after).length > 0)
    throw new AnswerError(
      `Neon accepted the request, but its list still ${present ? "lacks" : "has"} ${wrong(after).join(", ")}.`,
    );
  const differences = left.map(
    (entry): Changed => ({ section: keeping.of, entry, change: present ? "add" : "delete" }),
  );
  return { reading: { ...after.reading, differences }, changed: session.progress.changed };
}

async function intends<I, A>(keeping: Keeping<I, A>, session: Session): Promise<Intent> {
  const { bound, wanted, look, of, present } = keeping;
  const before = await look(session);
  refuseSettled(keeping, session, before, wanted);
  const left = leftOf(keeping, before, wanted);
  if (left.length === 0) return { calls: [], differences: [], holds: before.reading };
  return {
    calls: batchesOf(left, keeping).map((batch) => bound.shown({ [of]: batch })),
    differences: left.map((name) =>
      present ? { field: of, is: undefined, wanted: name } : { field: of, is: name, wanted: undefined },
    ),
  };
}

/** What is to do for these entries: those that the list lacks, or its own spellings of those that it has. */
function leftOf<I, A>(
  { present, essence }: Keeping<I, A>,
  { names }: Listed,
  entries: readonly string[],
): string[] {
  const [from, among] = present ? [entries, names] : [names, entries];
  const known = new Set(among.map(essence));
  return [...new Set(from)].filter((name) => known.has(essence(name)) !== present);
}

/** Throws if some of these entries are as they shall be, and the settings forbid that. */
function refuseSettled<I, A>(
  { present, essence }: Keeping<I, A>,
  { settings, progress }: Session,
  { names }: Listed,
  entries: readonly string[],
): void {
  const known = new Set(names.map(essence));
  const settled = entries.filter((entry) => known.has(essence(entry)) === present);
  if (settled.length === 0 || (present ? settings.if_exists : settings.if_missing) !== "fail") return;
  const why = present ? "is already there, and `if_exists: fail`" : "is not there, and `if_missing: fail`";
  throw new InputError([
    `${settled.join(", ")} ${why} forbids that.${progress.changed ? "" : " Nothing was changed."}`,
  ]);
}

/** Sends a batch. Of one that Neon refuses, what another run has done counts as done, and the rest is sent again. */
async function send<I, A>(keeping: Keeping<I, A>, session: Writer, batch: readonly string[]): Promise<void> {
  let repeated = false;
  const note = () => {
    repeated = true;
  };
  try {
    await writeOrRepeat(session, keeping.bound.call({ [keeping.of]: batch }), note);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const shown = await shownAfter(keeping, session, batch, error);
    // A request before the one that was refused may have done it.
    if (repeated || isUnknown(error)) session.progress.changed = true;
    else refuseSettled(keeping, session, shown, batch);
    const rest = restOf(keeping, shown, batch);
    if (rest.length > 0) await send(keeping, session, rest);
  }
}

const restOf = <I, A>(keeping: Keeping<I, A>, shown: Listed, batch: readonly string[]): string[] =>
  leftOf(keeping, shown, batch).filter((name) => batch.includes(name));

/** The list after a refusal. Throws the refusal if all of the batch is still to do, or the list cannot be read. */
async function shownAfter<I, A>(
  keeping: Keeping<I, A>,
  session: Session,
  batch: readonly string[],
  refusal: Error,
): Promise<Listed> {
  const isLess = (shown: Listed) => restOf(keeping, shown, batch).length < batch.length;
  const most = looksAfter(refusal, 409, ...(keeping.present ? [] : [404]));
  const looks = (apart: Session) => untilSettled(apart, () => keeping.look(apart), isLess, most);
  const shown = await lookInto(session, looks, isLess).catch(() => undefined);
  if (shown === undefined || !isLess(shown)) throw refusal;
  return shown;
}

/** The entries were taken, but whether they are in the list now cannot be told. */
function unseen(error: unknown): never {
  throw new AnswerError(
    `Neon accepted the request, but its list could not be read again: ${describe(error)}`,
  );
}
