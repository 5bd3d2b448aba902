import type { Dispatcher } from "undici";
import manifest from "../../package.json" with { type: "json" };
import type { Budget } from "../ground/budget.ts";
import { AnswerError, ApiError, ConnectionError } from "../ground/errors.ts";
import { openPace } from "../ground/pace.ts";
import type { Credential } from "../ground/secret.ts";
import { untilAnswered, type Verdict } from "../ground/sending.ts";
import type { Call, Read } from "./call.ts";
import { apiMessage, connectionMessage } from "./messages.ts";
import { counts, mayRepeat } from "./retry.ts";
import { type Answered, openDispatcher, type Try, tryOnce } from "./transport.ts";

/** Neon's limits: requests a minute on an account, and a second on one route. */
const PER_MINUTE = 700;
const PER_SECOND = 40;
/** Shortest wait for a locked project, which may be asked for as long as there is time. */
const LOCKED_MS = 500;
/** Longest wait for the answer of a read, which is then tried again. */
const READ_MS = 30_000;
/** A write may take most of the time that is left: the rest is for finding out what became of it. */
const WRITE_SHARE = 0.75;

/** Longest idleness of a socket that is used again, in milliseconds: a lost request is repeated, or looked into. */
const IDLE_MS = 1000;
/** The same for what can be neither: at once or not at all, as from one user of a file to the next. */
const IDLE_ONCE_MS = 50;

/** Clocks that differ by less are taken for one: `Date` has whole seconds, and the way takes time. */
const CLOCKS_MS = 2000;

/** A success. Its `json` is `undefined` for an empty body only. */
export interface NeonAnswer extends Pick<Answered, "requestId" | "json"> {
  /** Milliseconds by which Neon's clock is ahead of the runner's; 0 if it is no more than `Date` can tell. */
  readonly ahead: number;
}

/** Whoever can ask Neon what is there. */
export interface Reader {
  read(call: Read): Promise<NeonAnswer>;
}

export interface Neon extends AsyncDisposable {
  /** Sends a request until it is answered with success. Throws the errors of `errors.ts`, but no `InputError`. */
  send(call: Call): Promise<NeonAnswer>;
}

export async function connect(host: URL, apiKey: Credential, retries: number, budget: Budget): Promise<Neon> {
  // Without another try, no request may be lost to a socket.
  const open = (idle: number) => openDispatcher(host, retries > 0 ? idle : 0);
  const shared = await open(IDLE_MS);
  let once: Promise<Dispatcher> | undefined;
  const dispatcherFor = async (call: Call) => {
    if (!call.once) return shared;
    once ??= open(IDLE_ONCE_MS);
    return once;
  };
  const headers = {
    authorization: `Bearer ${apiKey.reveal()}`,
    accept: "application/json",
    "user-agent": `${manifest.name}/${manifest.version}`,
  };
  const pace = openPace(PER_MINUTE, PER_SECOND, false);

  async function tryInTurn(call: Call): Promise<Try> {
    const pause = pace.turn();
    if (pause > 0) await budget.wait(pause);
    const left = Math.max(0, budget.endsAt - Date.now());
    const limit = Math.round(call.method === "GET" ? Math.min(READ_MS, left) : left * WRITE_SHARE);
    const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(limit)]);
    return tryOnce(await dispatcherFor(call), call, { host, headers, signal });
  }

  const judge = (call: Call, result: Try): Verdict<Answered> => {
    const common = { mayRepeat: mayRepeat(call.method, result), counts: counts(result) };
    if (result.kind !== "answer") return { ...common, ending: result.cause };
    const { status, requestId } = result;
    return {
      ...common,
      ending: `status ${status}, request ID ${requestId}`,
      answer: status >= 200 && status < 300 ? result : undefined,
      asked: status === 423 ? Math.max(LOCKED_MS, result.retryAfter ?? 0) : result.retryAfter,
      quiet: status === 429 && !pace.slowDown(),
    };
  };

  const send = async (call: Call): Promise<NeonAnswer> => {
    const answer = await untilAnswered<Try, Answered>({
      what: `${call.method} ${call.path}`,
      tryOnce: () => tryInTurn(call),
      judge: (result) => judge(call, result),
      failure: (result, late) => failure(call, result, late, budget),
      retries,
      budget,
    });
    return accept(answer, call);
  };

  const close = async () => {
    for (const dispatcher of [shared, await once]) await dispatcher?.destroy();
  };
  return { send, [Symbol.asyncDispose]: close };
}

function accept(answer: Answered, { method, path }: Call): NeonAnswer {
  if (answer.json === undefined && !answer.empty)
    throw new AnswerError(
      `Neon's answer to ${method} ${path} was not understood: it is ${answer.encoding ? `compressed (${answer.encoding}), which was not asked for` : `${answer.contentType ?? "of no type"}, not JSON`} (status ${answer.status}, request ID ${answer.requestId}). Something between this runner and Neon may have answered: check \`api_host\` and the proxy.`,
      method !== "GET",
    );
  const { requestId, json, date = Date.now() } = answer;
  const ahead = date - Date.now();
  return { requestId, json, ahead: Math.abs(ahead) < CLOCKS_MS ? 0 : ahead };
}

/** `late`: why there was no time for another try. */
function failure(call: Call, result: Try, late: string, budget: Budget): ApiError | ConnectionError {
  const maybeDone = call.method !== "GET" && !mayRepeat(call.method, result);
  if (result.kind === "answer") {
    const { status, fromNeon } = result;
    const { message, said, requestId } = apiMessage(call, result, late);
    const serverFailed = status >= 500 || status === 408;
    return new ApiError(message, {
      status,
      said,
      requestId,
      fromNeon,
      maybeDone: maybeDone && serverFailed,
    });
  }
  const ended = budget.ended();
  return new ConnectionError(
    connectionMessage(call, result.kind, result.cause, ended, ended ? "" : late),
    maybeDone && result.kind === "lost",
  );
}
