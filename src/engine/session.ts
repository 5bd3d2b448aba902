import { ApiError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import { isMasked, mask, secretsIn } from "../ground/secret.ts";
import type { Call } from "../neon/call.ts";
import type { Answer, Neon } from "../neon/client.ts";
import type { Found, Prepared, Reading, Sign } from "../record/prepared.ts";
import type { Step } from "../step/step.ts";
import { absent, inDoubt, isLost } from "./doubt.ts";

/** Milliseconds before a look is repeated. */
export const AGAIN_MS = 1000;

/** What is known while the operation runs, so that nothing is lost if it fails half-way. */
export interface Progress {
  changed: boolean;
  requestId: string | undefined;
}

/** What all kinds need: sending with an eye on progress, and reading with every secret masked at once. */
export function openRun({ values }: Step, { call, read }: Prepared, neon: Neon, progress: Progress) {
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
  /** Looks again a moment later if nothing shows: Neon may show it late. */
  const twice = async <T>(look: () => Promise<T | undefined>): Promise<T | undefined> =>
    (await look()) ?? neon.wait(AGAIN_MS).then(look);
  return {
    call,
    values,
    progress,
    wait: neon.wait,
    twice,
    learn,
    send,
    write,
    read: (answer: Answer | undefined): Found => learn(read(answer?.json)),
    /** What a look finds; nothing, if Neon says that it is not there. */
    find: (look: Call, found: (json: unknown) => Found | undefined): Promise<Found | undefined> =>
      send(look).then(({ json }) => learn(found(json)), absent),
    /** Whether one of two looks shows something. */
    async isThere({ look, isThere }: Sign): Promise<boolean> {
      const seen = () => send(look).then(({ json }) => isThere(json) || undefined, absent);
      return (await twice(seen)) === true;
    },
    /** An absolute write whose answer was lost is sent once more: twice is the same as once. */
    writeTwice: (request = call, repeated?: () => void): Promise<Answer> =>
      write(request).catch((error: unknown) => {
        if (!isLost(error) || values.retries === 0) throw error;
        repeated?.();
        info(`${error.message} Sending it again, which changes nothing if it was carried out.`);
        return write(request).catch(inDoubt(error));
      }),
  };
}

export type Run = ReturnType<typeof openRun>;
