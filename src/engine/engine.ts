import { isDeepStrictEqual } from "node:util";
import { AnswerError, describe, InputError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import { revealed } from "../ground/secret.ts";
import type { Answer, Neon } from "../neon/client.ts";
import type { Found, Prepared, Reading } from "../record/prepared.ts";
import type { Step } from "../step/step.ts";
import { explain, inDoubt, isConflict, isDuplicate, isGone, isLost, unreadable } from "./doubt.ts";
import { AGAIN_MS, openRun, type Progress, type Run } from "./session.ts";

/** How the operation ended: what is at Neon now is what was asked for. */
export interface Outcome {
  readonly reading: Reading;
  readonly changed: boolean;
  /** Why the step fails although some of what was asked for was done. */
  readonly failed?: Error;
}

/** Carries out one operation by the kind of its effect, whatever the endpoint. */
export async function carryOut(step: Step, neon: Neon, progress: Progress): Promise<Outcome> {
  const prepared = step.endpoint.prepare(step.values);
  const run = openRun(step, prepared, neon, progress);
  const { effect } = prepared;
  switch (effect.kind) {
    case "reads":
      return { reading: run.read(await run.send(prepared.call)), changed: false };
    case "sets":
      return sets(run, effect);
    case "creates":
      return creates(run, effect);
    case "members":
      return members(run, effect);
    case "removes":
      return removes(run, effect);
    case "mints":
      return mints(run, effect);
  }
}

type Effect<Kind> = Prepared["effect"] & { readonly kind: Kind };

async function sets(run: Run, effect: Effect<"sets">): Promise<Outcome> {
  const { look, found } = effect;
  const before = look && found && (await run.find(look, found).catch(unreadable));
  // A PUT also resets what is not given, so what is given being there is not enough.
  if (before && before.differs === undefined && run.call.method !== "PUT")
    return { reading: before, changed: false };
  let repeated = false;
  const note = () => {
    repeated = true;
  };
  const answer = await run.writeTwice(run.call, note).catch(explain(effect));
  // Two answers, of which one is lost, are no proof of what holds now.
  const shown = repeated && look && found ? await run.find(look, found) : undefined;
  const after = shown ?? run.read(answer);
  const same = before !== undefined && isDeepStrictEqual(revealed(before.data), revealed(after.data));
  run.progress.changed = !same || (after.differs !== undefined && after.denies.length === 0);
  if (after.denies.length > 0)
    throw new AnswerError(
      `Neon accepted the request, but shows another value for ${after.denies.join(", ")} than was asked for.`,
    );
  return { reading: after, changed: run.progress.changed };
}

async function creates(run: Run, effect: Effect<"creates">): Promise<Outcome> {
  const look = () => run.find(effect.look, effect.found);
  const strict = run.values.if_exists === "fail";
  const before = strict || effect.lookFirst ? await look() : undefined;
  if (before) return reuse(before, strict);
  try {
    return { reading: run.read(await run.write()), changed: true };
  } catch (error) {
    if (isLost(error)) return afterLostAnswer(run, effect, error, look);
    if (!isConflict(error)) return explain(effect)(error);
    // What cannot be read is there all the same: then the conflict is all that can be said.
    const seen = () =>
      look().catch((unread: unknown) => {
        unreadable(unread);
        throw error;
      });
    const inTheWay = await run.twice(seen);
    if (inTheWay) return reuse(inTheWay, strict);
    if (effect.hidden) error.message = `${error.message} ${effect.hidden}`;
    throw error;
  }
}

/** A create whose answer was lost: look twice whether it was made, and only then make it again, once. */
async function afterLostAnswer(
  run: Run,
  effect: Effect<"creates">,
  error: Error,
  look: () => Promise<Found | undefined>,
): Promise<Outcome> {
  info(`${error.message} Looking at what is there.`);
  // If even looking fails, the lost answer is what has to be told.
  const seen = () => look().catch(() => explain(effect)(error));
  const made = await run.twice(seen);
  if (made) return accept(run, made);
  if (run.values.retries === 0) return explain(effect)(error);
  try {
    return { reading: run.read(await run.write().catch(inDoubt(error))), changed: true };
  } catch (again) {
    const found = isLost(again) || isConflict(again) ? await seen() : undefined;
    return found ? accept(run, found) : explain(effect)(again);
  }
}

async function members(run: Run, effect: Effect<"members">): Promise<Outcome> {
  const { wanted, present } = effect;
  const list = async () => {
    const { json } = await run.send(effect.look);
    return { reading: run.learn(effect.found(json)), names: new Set(effect.listed(json)) };
  };
  const before = await list();
  const open = wanted.filter((name) => before.names.has(name) !== present);
  const settled = wanted.filter((name) => before.names.has(name) === present);
  const { if_exists, if_missing } = run.values;
  if (settled.length > 0 && (present ? if_exists : if_missing) === "fail")
    throw new InputError([
      `${settled.join(", ")} ${present ? "is already there, and `if_exists: fail`" : "is not there, and `if_missing: fail`"} forbids that. Nothing was changed.`,
    ]);
  for (const request of effect.callsFor(open)) await run.writeTwice(request).catch(explain(effect));
  const after = open.length === 0 ? before : await untilSettled(run, () => list().catch(unseen), effect);
  if (!after.reading) throw new AnswerError("Neon's answer was not understood: it is not a list.");
  return { reading: after.reading, changed: open.length > 0 };
}

async function removes(run: Run, effect: Effect<"removes">): Promise<Outcome> {
  const { sign, more, ambiguous } = effect;
  let lost = false;
  const afterLost = async (error: unknown): Promise<Answer | undefined> => {
    if (!isLost(error)) throw error;
    lost = true;
    info(`${error.message} ${sign ? "Looking at what is there." : "Sending it again: gone is done."}`);
    const there =
      sign &&
      (await run.isThere(sign).catch(() => {
        throw error;
      }));
    if (there === false && !more) return undefined;
    if ((there && ambiguous) || run.values.retries === 0) throw error;
    return run.write().catch(inDoubt(error));
  };
  const answer = await run
    .write()
    .catch(afterLost)
    .catch((error: unknown) => {
      // Gone after a repeat: the first try was carried out.
      if (isGone(error) && (lost || run.values.if_missing === "ignore")) return undefined;
      return explain(effect)(error);
    });
  run.progress.changed = answer !== undefined || lost;
  return { reading: run.read(answer), changed: run.progress.changed };
}

async function mints(run: Run, effect: Effect<"mints">): Promise<Outcome> {
  const { already, sign } = effect;
  const answer = await run.write().catch(async (error: unknown) => {
    if (already && run.values.if_exists === "reuse" && isDuplicate(error)) return undefined;
    if (!sign || !isLost(error) || run.values.retries === 0) return explain(effect)(error);
    info(`${error.message} Looking at what is there.`);
    if (await run.isThere(sign).catch(() => true)) return explain(effect)(error);
    return run.write().catch(inDoubt(error)).catch(explain(effect));
  });
  if (!answer) {
    const reading = { data: {}, outputs: {}, warnings: [], next: () => [], done: () => already ?? "" };
    return { reading, changed: false };
  }
  const reading = run.read(answer);
  if (reading.refused === undefined) return { reading, changed: true };
  run.progress.changed = false;
  throw new AnswerError(reading.refused);
}

/** What the step made itself, found by a look. */
function accept(run: Run, made: Found): Outcome {
  if (made.differs) throw new InputError([`${made.done(false).replace(/\.$/, "")}, but ${made.differs}.`]);
  run.progress.changed = true;
  return { reading: made, changed: true };
}

/** What exists is the wish of the step only if it is what was asked for, and may be reused. */
function reuse(existing: Found, strict: boolean): Outcome {
  const said = existing.done(false).replace(/\.$/, "");
  if (strict) throw new InputError([`${said}, and \`if_exists: fail\` forbids to reuse it.`]);
  if (existing.differs) throw new InputError([`${said}, but ${existing.differs}. Nothing was changed.`]);
  return { reading: existing, changed: false };
}

/** The entries were taken, but whether they are in the list now cannot be told. */
function unseen(error: unknown): never {
  throw new AnswerError(
    `Neon accepted the request, but its list could not be read again: ${describe(error)}`,
  );
}

/** Looks, a few times if need be, until the list is as it should be: Neon may show a change a moment later. */
async function untilSettled<T extends { names: ReadonlySet<string> }>(
  run: Run,
  list: () => Promise<T>,
  { wanted, present }: Effect<"members">,
): Promise<T> {
  const wrong = ({ names }: T) => wanted.filter((name) => names.has(name) !== present);
  let after = await list();
  for (let looks = 1; wrong(after).length > 0 && looks < 5; looks++)
    after = await run.wait((looks * AGAIN_MS) / 2).then(list);
  if (wrong(after).length > 0)
    throw new AnswerError(
      `Neon accepted the request, but its list still ${present ? "lacks" : "has"} ${wrong(after).join(", ")}.`,
    );
  return after;
}
