import manifest from "../../package.json" with { type: "json" };
import type { Budget } from "../ground/budget.ts";
import { AnswerError, ApiError, ConnectionError } from "../ground/errors.ts";
import { debug, info } from "../ground/log.ts";
import type { Credential } from "../ground/secret.ts";
import type { Call } from "./call.ts";
import { apiMessage, connectionMessage, isCertificate, tooLate } from "./messages.ts";
import { openPace } from "./pace.ts";
import { backoff, counts, mayRepeat, retryAfter } from "./retry.ts";
import { openDispatcher, type Try, tryOnce } from "./transport.ts";

/** Longest wait for the answer of a read, which is then tried again. */
const READ_MS = 30_000;
/** A write may take most of the time that is left: the rest is for finding out what became of it. */
const WRITE_SHARE = 0.75;

export interface Answer {
  readonly status: number;
  readonly requestId: string;
  /** `undefined` for an empty body. */
  readonly json: unknown;
}

export interface Neon extends AsyncDisposable {
  /** Sends a request until it is answered with success. Throws the errors of `errors.ts`, but no `InputError`. */
  send(call: Call): Promise<Answer>;
  /** Waits, but not past the end of the step. */
  wait(ms: number): Promise<void>;
}

export async function connect(host: URL, apiKey: Credential, retries: number, budget: Budget): Promise<Neon> {
  const dispatcher = await openDispatcher(host);
  const headers = {
    authorization: `Bearer ${apiKey.reveal()}`,
    accept: "application/json",
    "user-agent": `${manifest.name}/${manifest.version}`,
  };

  const pace = openPace(budget.wait);

  async function send(call: Call): Promise<Answer> {
    const { method, path } = call;
    for (let tries = 1, failures = 0; ; tries++) {
      await pace.turn();
      const left = Math.max(0, budget.endsAt - Date.now());
      const limit = AbortSignal.timeout(
        Math.round(method === "GET" ? Math.min(READ_MS, left) : left * WRITE_SHARE),
      );
      const signal = AbortSignal.any([budget.signal, limit]);
      const result = await tryOnce(dispatcher, call, { host, headers, signal });
      const ending =
        result.kind === "answer" ? `status ${result.status}, request ID ${result.requestId}` : result.cause;
      debug(`${method} ${path}, try ${tries}: ${ending}`);
      if (result.kind === "answer" && result.status >= 200 && result.status < 300)
        return accept(result, call);

      const attempt = judge(result);
      const known = result.kind === "answer" && result.status === 429 && !pace.slowDown();
      if (counts(attempt)) failures += 1;
      const again =
        retries > 0 && failures <= retries && mayRepeat(method, attempt) && !budget.signal.aborted;
      if (!again) throw failure(call, result, budget);
      const asked = result.kind === "answer" ? retryAfter(result.retryAfter, Date.now()) : undefined;
      const pause = backoff(tries, asked, Math.random);
      if (Date.now() + pause >= budget.endsAt) throw failure(call, result, budget, pause);
      (known ? debug : info)(`${method} ${path}: ${ending}. Trying again in ${(pause / 1000).toFixed(1)} s.`);
      await budget.wait(pause);
      if (budget.signal.aborted) throw failure(call, result, budget);
    }
  }

  return { send, wait: budget.wait, [Symbol.asyncDispose]: () => dispatcher.destroy() };
}

function judge(result: Try) {
  if (result.kind === "answer")
    return {
      kind: result.kind,
      status: result.status,
      fromNeon: typeof result.json === "object" && result.json !== null,
    };
  if (result.kind === "unsent") return { kind: result.kind, hopeless: isCertificate(result.cause) };
  return { kind: result.kind };
}

function accept(answer: Try & { kind: "answer" }, { method, path }: Call): Answer {
  if (answer.json === undefined && !answer.empty)
    throw new AnswerError(
      `Neon's answer to ${method} ${path} was not understood: it is ${answer.encoding ? `compressed (${answer.encoding}), which was not asked for` : `${answer.contentType ?? "of no type"}, not JSON`} (status ${answer.status}, request ID ${answer.requestId}). Something between this runner and Neon may have answered: check \`api_host\` and the proxy.`,
      method !== "GET",
    );
  return { status: answer.status, requestId: answer.requestId, json: answer.json };
}

/** `pause`: the wait that would have been needed, if that is why it ends here. */
function failure(call: Call, result: Try, budget: Budget, pause?: number): ApiError | ConnectionError {
  const ended = budget.ended();
  const late =
    pause !== undefined
      ? tooLate(pause, budget)
      : ended && result.kind === "answer"
        ? ` There was no other try: ${ended}.`
        : "";
  const unknown = call.method !== "GET" && !mayRepeat(call.method, judge(result));
  if (result.kind === "answer") {
    const { message, said, requestId } = apiMessage(call, result);
    const { status } = result;
    return new ApiError(message + late, {
      status,
      said,
      requestId,
      unknown: unknown && (status >= 500 || status === 408),
    });
  }
  const cause = ended ?? result.cause;
  return new ConnectionError(
    connectionMessage(call, result.kind, cause, ended) + late,
    unknown && result.kind === "lost",
  );
}
