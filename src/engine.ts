import { isDeepStrictEqual } from "node:util";
import type { Call, Found, Prepared, Reading } from "./endpoint.ts";
import { AnswerError, ApiError, ConnectionError, describe, InputError } from "./errors.ts";
import { debug, info } from "./log.ts";
import type { Answer, Neon } from "./neon/client.ts";
import { isMasked, mask, revealed, secretsIn } from "./secret.ts";
import type { Step } from "./step.ts";

/** How the operation ended: what is at Neon now is what was asked for. */
export interface Outcome {
  readonly reading: Reading;
  readonly changed: boolean;
  /** Why the step fails although some of what was asked for was done. */
  readonly failed?: Error;
}

/** What is known while the operation runs, so that nothing is lost if it fails half-way. */
export interface Progress {
  changed: boolean;
  requestId: string | undefined;
}

/** Carries out one operation by the kind of its effect, whatever the endpoint. */
export async function carryOut({ endpoint, values }: Step, neon: Neon, progress: Progress): Promise<Outcome> {
  const { call, effect, ...prepared } = endpoint.prepare(values);
  const { if_exists, if_missing } = values;

  const learn = <R extends Reading | undefined>(reading: R): R => {
    for (const secret of secretsIn(reading?.data)) if (isMasked(secret, values.mask)) mask(secret.reveal());
    return reading;
  };
  const send = async (request: Call): Promise<Answer> => {
    try {
      const answer = await neon.send(request);
      progress.requestId = answer.requestId;
      return answer;
    } catch (error) {
      if (error instanceof ApiError) progress.requestId = error.requestId;
      throw error;
    }
  };
  const write = async (request = call): Promise<Answer> => {
    const answer = await send(request);
    progress.changed = true;
    return answer;
  };
  const read = ({ json }: Answer): Found => learn(prepared.read(json));
  /** An absolute write whose answer was lost is sent once more: twice is the same as once. */
  const repeat =
    (again: () => Promise<Answer>) =>
    (error: unknown): Promise<Answer> => {
      if (!isUnknown(error) || values.retries === 0) throw error;
      info(`${error.message} Sending it again, which changes nothing if it was carried out.`);
      return again().catch(inDoubt(error));
    };
  /** What a look finds; nothing, if Neon says that it is not there. */
  const find = (look: Call, found: (json: unknown) => Found | undefined): Promise<Found | undefined> =>
    send(look).then(({ json }) => learn(found(json)), absent);

  switch (effect.kind) {
    case "reads":
      return { reading: read(await send(call)), changed: false };

    case "sets": {
      const { look, found } = effect;
      const before = look && found && (await find(look, found).catch(unreadable));
      // A PUT also resets what is not given, so what is given being there is not enough.
      if (before && before.differs === undefined && call.method !== "PUT")
        return { reading: before, changed: false };
      const reading = read(
        await write()
          .catch(repeat(() => write()))
          .catch(explain(effect)),
      );
      const same =
        before &&
        reading.differs === undefined &&
        isDeepStrictEqual(revealed(before.data), revealed(reading.data));
      progress.changed = !same;
      return { reading, changed: progress.changed };
    }

    case "creates": {
      const look = () => find(effect.look, effect.found);
      const strict = if_exists === "fail";
      const before = strict ? await look() : effect.lookFirst ? await look().catch(unreadable) : undefined;
      if (before) return reuse(before, strict);
      try {
        return { reading: read(await write()), changed: true };
      } catch (error) {
        if (isUnknown(error)) return afterLostAnswer(error, look);
        if (!(error instanceof ApiError) || error.status !== 409) throw error;
        const inTheWay = await look().catch(unreadable);
        if (inTheWay) return reuse(inTheWay, strict);
        if (effect.hidden) error.message = `${error.message} ${effect.hidden}`;
        throw error;
      }
    }

    case "members": {
      const list = async () => {
        const { json } = await send(effect.look);
        return { reading: learn(effect.found(json)), names: new Set(effect.listed(json)) };
      };
      const before = await list();
      const open = effect.wanted.filter((name) => before.names.has(name) !== effect.present);
      const settled = effect.wanted.filter((name) => before.names.has(name) === effect.present);
      const [setting, word] = effect.present
        ? [`if_exists: ${if_exists}`, "is already there"]
        : [`if_missing: ${if_missing}`, "is not there"];
      if (settled.length > 0 && setting.endsWith("fail"))
        throw new InputError([
          `${settled.join(", ")} ${word}, and \`${setting}\` forbids that. Nothing was changed.`,
        ]);
      const batches = effect.present ? open.map((name) => [name]) : [open];
      for (const batch of batches)
        if (batch.length > 0) {
          const request = effect.callFor(batch);
          await write(request)
            .catch(repeat(() => write(request)))
            .catch(explain(effect));
        }
      const after = open.length === 0 ? before : await settle(() => list().catch(unseen), effect);
      if (!after.reading) throw new AnswerError("Neon's answer was not understood: it is not a list.");
      return { reading: after.reading, changed: open.length > 0 };
    }

    case "removes": {
      let again = false;
      const twice = repeat(() => {
        again = true;
        return write();
      });
      const ignore = (error: unknown) =>
        isGone(error) && (again || if_missing === "ignore") ? undefined : explain(effect)(error);
      const answer = await write().catch(twice).catch(ignore);
      progress.changed = answer !== undefined || again;
      return { reading: learn(prepared.read(answer?.json)), changed: progress.changed };
    }

    case "mints": {
      const answer = await write().catch((error: unknown) => {
        if (effect.already && if_exists === "reuse" && isDuplicate(error)) return undefined;
        return explain(effect)(error);
      });
      if (answer) {
        const reading = read(answer);
        if (reading.refused === undefined) return { reading, changed: true };
        progress.changed = false;
        throw new AnswerError(reading.refused);
      }
      const reading = {
        data: {},
        outputs: {},
        warnings: [],
        next: () => [],
        done: () => effect.already ?? "",
      };
      return { reading, changed: false };
    }
  }

  /** A create whose answer was lost: look twice whether it was made, and only then make it again, once. */
  async function afterLostAnswer(error: Error, look: () => Promise<Found | undefined>): Promise<Outcome> {
    info(`${error.message} Looking at what is there.`);
    // If even looking fails, the lost answer is what has to be told.
    const seen = () => look().catch(() => explain(effect)(error));
    const made = (await seen()) ?? (await later(seen));
    if (made) return accept(made);
    if (values.retries === 0) return explain(effect)(error);
    try {
      return { reading: read(await write()), changed: true };
    } catch (again) {
      const conflict = again instanceof ApiError && again.status === 409;
      const found = isUnknown(again) || conflict ? await seen() : undefined;
      return found ? accept(found) : explain(effect)(again);
    }
  }

  /** What the step made itself, found by a look. */
  function accept(made: Found): Outcome {
    if (made.differs) throw new InputError([`${made.done(false).replace(/\.$/, "")}, but ${made.differs}.`]);
    progress.changed = true;
    return { reading: made, changed: true };
  }
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
async function settle<T extends { names: ReadonlySet<string> }>(
  list: () => Promise<T>,
  { wanted, present }: { wanted: readonly string[]; present: boolean },
): Promise<T> {
  const wrong = ({ names }: T) => wanted.filter((name) => names.has(name) !== present);
  let after = await list();
  for (let looks = 1; wrong(after).length > 0 && looks < 5; looks++) after = await later(list, looks * 500);
  if (wrong(after).length > 0)
    throw new AnswerError(
      `Neon accepted the request, but its list still ${present ? "lacks" : "has"} ${wrong(after).join(", ")}.`,
    );
  return after;
}

/** The repeat was refused, which says nothing of the first try: its lost answer has to be told too. */
const inDoubt =
  (first: Error) =>
  (error: unknown): never => {
    if (error instanceof ApiError && !isGone(error) && !error.unknown)
      error.message = `${first.message} Outcome unknown: it may have been carried out. It was sent again, and then: ${error.message}`;
    throw error;
  };

const later = <T>(action: () => Promise<T>, ms = 1000): Promise<T> =>
  new Promise<void>((resolve) => setTimeout(resolve, ms)).then(action);

const isUnknown = (error: unknown): error is ApiError | ConnectionError =>
  (error instanceof ApiError || error instanceof ConnectionError) && error.unknown;

/** A 404 that speaks of the thing itself, not of a project or branch that does not exist. */
const isGone = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status === 404 &&
  !/\b(project|branch)\b[^.]*\b(not found|does not exist)/i.test(error.said);

/** Which status Neon has for something that exists and cannot be looked up is not documented; the text tells. */
const isDuplicate = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 409 ||
    ([400, 422].includes(error.status) && /\balready (exists|registered|in use)\b/i.test(error.said)));

function absent(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

/** A look that Neon does not understand is no reason to fail: the write itself will tell. */
function unreadable(error: unknown): undefined {
  const harmless = error instanceof ApiError && [400, 404, 405, 410, 422].includes(error.status);
  if (!harmless && !(error instanceof AnswerError)) throw error;
  debug(`What is there could not be read: ${error.message}`);
}

/** Says what to do when a write may have been carried out all the same. */
const explain =
  (effect: Prepared["effect"]) =>
  (error: unknown): never => {
    if (isUnknown(error)) {
      const check =
        effect.kind === "mints" ? effect.check : "Run the step again: it finds out what is there.";
      error.message = `${error.message} Outcome unknown: it may have been carried out. ${check}`;
    }
    throw error;
  };
