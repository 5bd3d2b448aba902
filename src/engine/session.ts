import type { Budget } from "../ground/budget.ts";
import { ApiError, InDoubt, isUnknown } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Call } from "../neon/call.ts";
import { connect, type Neon, type NeonAnswer } from "../neon/client.ts";
import { explained, isGone, isLost } from "./doubt.ts";
import type { Progress, Session, Settings, Writer } from "./operation.ts";

/** Milliseconds before a look is repeated. */
export const AGAIN_MS = 1000;

/** Connects when it is first used: what asks nothing of Neon loads and opens nothing. */
export function openSession(settings: Settings, budget: Budget, progress: Progress): Session {
  let connected: Promise<Neon> | undefined;
  const neon = (): Promise<Neon> => {
    const { api_host, api_key, retries } = settings;
    if (!api_key) throw new Error("This operation does without Neon.");
    connected ??= connect(api_host, api_key, retries, budget);
    return connected;
  };
  // What never stood need not be closed, and why it did not is told by whoever asked.
  const close = async () => (await connected?.catch(() => undefined))?.[Symbol.asyncDispose]();
  return sessionOn({ neon, settings, budget, close }, progress);
}

interface Way {
  readonly neon: () => Promise<Neon>;
  readonly close: () => Promise<void>;
  readonly settings: Settings;
  readonly budget: Budget;
}

function sessionOn(way: Way, progress: Progress): Session {
  const { settings, budget, close } = way;
  const send = async (call: Call): Promise<NeonAnswer> => {
    try {
      const answer = await (await way.neon()).send(call);
      progress.requestId = answer.requestId;
      return answer;
    } catch (error) {
      if (error instanceof ApiError) progress.requestId = error.requestId;
      throw error;
    }
  };
  const session: Session = {
    settings,
    budget,
    progress,
    read: async (call) => {
      if (call.method !== "GET")
        throw new Error(`${call.method} is no read, and there is no leave to write.`);
      return send(call);
    },
    apart: (own) => sessionOn(way, own),
    writer: (leave) => ({
      ...session,
      write: async (call) => {
        const answer = await send(call);
        progress.changed = true;
        return answer;
      },
      apart: (own) => sessionOn(way, own).writer(leave),
    }),
    [Symbol.asyncDispose]: close,
  };
  return session;
}

/** Looks again a moment later if nothing shows: Neon may show it late. */
export const lookAgain = async <T>(
  { budget }: Session,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> => (await look()) ?? budget.wait(AGAIN_MS).then(look);

/** An absolute write whose answer was lost is sent once more: twice is the same as once. */
export async function writeOrRepeat(session: Writer, call: Call) {
  try {
    return { answer: await session.write(call), repeated: false };
  } catch (error) {
    if (!isLost(error) || session.settings.retries === 0) throw explained(error);
    info(`${error.message} Sending it again, which changes nothing if it was carried out.`);
    return { answer: await writeAgain(session, call, error), repeated: true };
  }
}

/**
 * The repeat of a write. If it fails, that says nothing of the first try: its lost answer has to be told too.
 * `check`: what to look at by hand then.
 */
export async function writeAgain(session: Writer, call: Call, first: Error, check?: string) {
  try {
    return await session.write(call);
  } catch (error) {
    if (!(error instanceof Error) || isGone(error)) throw error;
    if (isUnknown(error)) throw explained(error, check);
    throw explained(
      new InDoubt(`${first.message} It was sent again, and then: ${error.message}`, error),
      check,
    );
  }
}
