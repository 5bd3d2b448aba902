import type { Call, Found, Prepared, Reading } from "./endpoint.ts";
import { AnswerError, ApiError, ConnectionError, InputError } from "./errors.ts";
import { debug } from "./log.ts";
import type { Answer, Neon } from "./neon/client.ts";
import { isMasked, mask, secretsIn } from "./secret.ts";
import type { Step } from "./step.ts";

/** How the operation ended: what is at Neon now is what was asked for. */
export interface Outcome {
  readonly reading: Reading;
  readonly changed: boolean;
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
  const read = (json: unknown): Found => learn(prepared.read(json));

  const send = async (request: Call): Promise<Answer> => {
    const answer = await neon.send(request);
    progress.requestId = answer.requestId;
    return answer;
  };
  const write = async (): Promise<Answer> => {
    const answer = await send(call).catch(explain(effect));
    progress.changed = true;
    return answer;
  };
  const find = (look: Call, found: (json: unknown) => Found | undefined): Promise<Found | undefined> =>
    send(look).then(({ json }) => learn(found(json)), absent);

  switch (effect.kind) {
    case "reads":
      return { reading: read((await send(call)).json), changed: false };

    case "sets": {
      const before = await find(effect.look, effect.found).catch(unreadable);
      if (before && before.differs === undefined) return { reading: before, changed: false };
      return { reading: read((await write()).json), changed: true };
    }

    case "creates": {
      const look = () => find(effect.look, effect.found);
      const strict = if_exists === "fail";
      const before = strict ? await look() : effect.lookFirst ? await look().catch(unreadable) : undefined;
      if (before) return reuse(before, strict);
      try {
        return { reading: read((await write()).json), changed: true };
      } catch (error) {
        const conflict = error instanceof ApiError && error.status === 409;
        const inTheWay = conflict ? await look().catch(unreadable) : undefined;
        if (inTheWay) return reuse(inTheWay, strict);
        throw error;
      }
    }

    case "removes":
      try {
        return { reading: read((await write()).json), changed: true };
      } catch (error) {
        if (if_missing === "fail" || !isGone(error)) throw error;
        return { reading: read(undefined), changed: false };
      }

    case "mints":
      return { reading: read((await write()).json), changed: true };
  }
}

/** What exists is the wish of the step only if it is what was asked for, and may be reused. */
function reuse(existing: Found, strict: boolean): Outcome {
  const said = existing.done(false);
  if (strict) throw new InputError([`${said} \`if_exists: fail\` forbids to reuse it.`]);
  if (existing.differs) throw new InputError([`${said} But ${existing.differs}. Nothing was changed.`]);
  return { reading: existing, changed: false };
}

/** A 404 that speaks of the thing itself, not of a project or branch that does not exist. */
const isGone = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status === 404 &&
  !/\b(project|branch)\b[^.]*\b(not found|does not exist)/i.test(error.said);

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
    if ((error instanceof ApiError || error instanceof ConnectionError) && error.unknown) {
      const check =
        effect.kind === "mints" ? effect.check : "Run the step again: it finds out what is there.";
      error.message = `${error.message} Outcome unknown: it may have been carried out. ${check}`;
    }
    throw error;
  };
