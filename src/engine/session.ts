import type { Budget } from "../ground/budget.ts";
import { ApiError, InDoubt, isUnknown } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Call } from "../neon/call.ts";
import { connect, type Neon, type NeonAnswer } from "../neon/client.ts";
import { explained, isGone, isLost, MOST_LOOKS } from "./doubt.ts";
import type { Progress, Session, Settings, Writer } from "./operation.ts";

/** Milliseconds before a look is repeated, and so much longer before each further one. */
const AGAIN_MS = 500;

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
  return sessionOn({ neon, settings, budget, close, clock: { ahead: 0 } }, progress);
}

interface Way {
  readonly neon: () => Promise<Neon>;
  readonly close: () => Promise<void>;
  readonly settings: Settings;
  readonly budget: Budget;
  /** Milliseconds by which Neon's clock is ahead of the runner's, as its last answer tells. */
  readonly clock: { ahead: number };
}

function sessionOn(way: Way, progress: Progress): Session {
  const { settings, budget, close, clock } = way;
  const send = async (call: Call): Promise<NeonAnswer> => {
    try {
      const answer = await (await way.neon()).send(call);
      progress.requestId = answer.requestId;
      clock.ahead = answer.ahead;
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
    began: () => budget.endsAt - budget.seconds * 1000 + clock.ahead,
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

/** What was read of a path already. */
export interface Seen {
  readonly path: string;
  readonly json: unknown;
}

/**
 * The same way for one of several operations that are carried out together. The look was made for all of them: the
 * first read of its path is answered by that, and only the first.
 */
export function together(session: Writer, seen: Seen | undefined): Writer {
  let left = seen;
  return {
    ...session,
    readsBackLater: true,
    read: async (call) => {
      if (call.path !== left?.path) return session.read(call);
      const { json } = left;
      left = undefined;
      return { requestId: session.progress.requestId ?? "", json, ahead: 0 };
    },
  };
}

/** Looks until what shows has settled, a few times at most: Neon may show a change late. Gives what it saw last. */
export async function untilSettled<T>(
  { budget }: Session,
  look: () => Promise<T>,
  isSettled: (shown: T) => boolean,
  most = MOST_LOOKS,
): Promise<T> {
  let shown = await look();
  for (let looks = 1; looks < most && !isSettled(shown); looks++)
    shown = await budget.wait(looks * AGAIN_MS).then(look);
  return shown;
}

/** Looks after a write that failed. A look that explains nothing is none whose request is to be reported. */
export async function lookInto<T>(
  session: Session,
  look: (session: Session) => Promise<T>,
  explains: (shown: T) => boolean,
): Promise<T> {
  const own: Progress = { changed: false, requestId: undefined };
  const shown = await look(session.apart(own));
  if (explains(shown)) session.progress.requestId = own.requestId;
  return shown;
}

/** An absolute write whose answer was lost is sent once more: twice is the same as once. */
export async function writeOrRepeat(session: Writer, call: Call, repeated: () => void): Promise<NeonAnswer> {
  try {
    return await session.write(call);
  } catch (error) {
    if (!isLost(error) || session.settings.retries === 0) throw explained(error);
    info(`${error.message} Sending it again, which changes nothing if it was carried out.`);
    repeated();
    return writeAgain(session, call, error);
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
