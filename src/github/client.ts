import * as z from "zod/mini";
import manifest from "../../package.json" with { type: "json" };
import type { Need } from "../delivery/github/target.ts";
import type { Budget } from "../ground/budget.ts";
import { debug, info } from "../ground/log.ts";
import type { Credential } from "../ground/secret.ts";
import { isCertificate, tooLate } from "../neon/messages.ts";
import { backoff, retryAfter } from "../neon/retry.ts";
import { GithubError } from "./errors.ts";
import { type Answer, headerOf, isLimit, noAnswerMessage, refusedMessage } from "./messages.ts";

export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  /** Below the address of the API. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface Github {
  /**
   * Sends a request until it is answered with success. What is absolute (GET, PUT, PATCH) is sent again after
   * a lost answer, a POST is not. Throws a `GithubError`.
   */
  send(call: Call, need: Need): Promise<unknown>;
  /** Reads a thing; `undefined` if it is not there. */
  look<T>(path: string, schema: z.ZodMiniType<T>, need: Need): Promise<T | undefined>;
  readonly retries: number;
  readonly budget: Budget;
}

/** Longest wait for one answer. */
const ANSWER_MS = 30_000;

/** What GitHub lets create or change in a minute ("content-generating requests"). */
const WRITES_PER_MINUTE = 80;
const MINUTE_MS = 60_000;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export async function connectGithub(
  address: string,
  token: Credential,
  retries: number,
  budget: Budget,
): Promise<Github> {
  const { getOctokit } = await loadToolkit();
  const octokit = getOctokit(token.reveal(), {
    baseUrl: address.replace(/\/+$/, ""),
    userAgent: `${manifest.name}/${manifest.version}`,
    log: quiet,
  });
  // Node would warn of it on stderr, where nothing is masked, and GitHub's certificate is checked all the same.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  const turn = openTurns(budget);

  async function tryOnce({ method, path, body }: Call): Promise<Answer | { cause: string }> {
    const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(ANSWER_MS)]);
    try {
      const { status, data, headers } = await octokit.request({
        method,
        url: path,
        ...(body && { data: body }),
        headers: { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
        request: { signal, redirect: "manual", log: quiet },
      });
      const readable = method !== "GET" || status >= 300 || (typeof data === "object" && data !== null);
      return readable ? { status, json: data, headers } : { cause: "no complete JSON" };
    } catch (error) {
      const { response } = error as {
        response?: { status: number; data: unknown; headers: Answer["headers"] };
      };
      return response
        ? { status: response.status, json: response.data, headers: response.headers }
        : { cause: causeOf(error) };
    }
  }

  async function deliver(call: Call, need: Need, absent: boolean): Promise<Answer> {
    const { method, path } = call;
    for (let tries = 1; ; tries++) {
      if (method !== "GET") await turn(call);
      const result = await tryOnce(call);
      const ending = "cause" in result ? result.cause : `status ${result.status}`;
      debug(`GitHub: ${method} ${path}, try ${tries}: ${ending}`);
      if ("status" in result && (result.status < 300 || (absent && result.status === 404))) return result;

      const again = tries <= retries && !budget.signal.aborted && mayRepeat(method, result);
      if (!again) throw failure(call, result, need, budget);
      const pause = backoff(tries, "status" in result ? pauseAskedFor(result) : undefined, Math.random);
      if (Date.now() + pause >= budget.endsAt) throw failure(call, result, need, budget, pause);
      info(`GitHub: ${method} ${path}: ${ending}. Trying again in ${(pause / 1000).toFixed(1)} s.`);
      await budget.wait(pause);
      if (budget.signal.aborted) throw failure(call, result, need, budget);
    }
  }

  return {
    send: async (call, need) => (await deliver(call, need, false)).json,
    look: async (path, schema, need) => {
      const { status, json } = await deliver({ method: "GET", path }, need, true);
      return status === 404 ? undefined : understood(path, schema, json);
    },
    retries,
    budget,
  };
}

/**
 * The toolkit reads the event of the run when it is loaded: it prints if the file is missing and throws if it
 * is not JSON. The event is not needed here.
 */
async function loadToolkit() {
  const { GITHUB_EVENT_PATH } = process.env;
  delete process.env.GITHUB_EVENT_PATH;
  try {
    return await import("@actions/github");
  } finally {
    if (GITHUB_EVENT_PATH !== undefined) process.env.GITHUB_EVENT_PATH = GITHUB_EVENT_PATH;
  }
}

/** Holds a write back while GitHub has taken as many in the last minute as it takes. */
function openTurns(budget: Budget): (call: Call) => Promise<void> {
  const sentAt: number[] = [];
  return async ({ method, path }) => {
    const now = Date.now();
    const aMinuteAgo = sentAt.at(-WRITES_PER_MINUTE);
    const at = Math.max(now, aMinuteAgo === undefined ? 0 : aMinuteAgo + MINUTE_MS);
    const pause = at - now;
    if (pause > 0 && at >= budget.endsAt)
      throw new GithubError(
        `${method} ${path} was not sent: GitHub takes ${WRITES_PER_MINUTE} writes a minute, so it would come in ${Math.ceil(pause / 1000)} s, and \`timeout_seconds\` is ${budget.seconds}.`,
      );
    sentAt.push(at);
    if (pause > 0) await budget.wait(pause);
  };
}

/** Whether it is a server that could not answer, which says nothing of what became of the request. */
const isTrouble = (status: number): boolean => status === 408 || status >= 500;

function mayRepeat(method: Call["method"], result: Answer | { cause: string }): boolean {
  if ("cause" in result) return method !== "POST" && !isCertificate(result.cause);
  // A limit refuses before anything is done.
  if (isLimit(result)) return true;
  return method !== "POST" && isTrouble(result.status);
}

/** Milliseconds that GitHub asks to wait, and a minute if it says no more than that it was asked too often. */
function pauseAskedFor(answer: Answer): number | undefined {
  const now = Date.now();
  const asked = retryAfter(headerOf(answer, "retry-after"), now);
  if (asked !== undefined || !isLimit(answer)) return asked;
  const reset = Number(headerOf(answer, "x-ratelimit-reset"));
  const usedUp = headerOf(answer, "x-ratelimit-remaining") === "0";
  return usedUp && reset > 0 ? Math.max(0, reset * 1000 - now) : MINUTE_MS;
}

/** `pause`: the wait that would have been needed, if that is why it ends here. */
function failure(
  call: Call,
  result: Answer | { cause: string },
  need: Need,
  budget: Budget,
  pause?: number,
): GithubError {
  const late = pause === undefined ? "" : tooLate(pause, budget);
  const unknown = "cause" in result ? !isCertificate(result.cause) : isTrouble(result.status);
  if ("cause" in result)
    return new GithubError(noAnswerMessage(call, result.cause, budget.ended()) + late, { unknown });
  return new GithubError(refusedMessage(call, result, need) + late, { status: result.status, unknown });
}

function understood<T>(path: string, schema: z.ZodMiniType<T>, json: unknown): T {
  const { success, data, error } = z.safeParse(schema, json);
  if (success) return data;
  const fields = [...new Set(error.issues.map((issue) => issue.path.join(".") || "the whole answer"))];
  throw new GithubError(
    `GitHub's answer to GET ${path} was not understood: missing or of another type than documented: ${fields.slice(0, 5).join(", ")}. Check \`GITHUB_API_URL\` and the proxy.`,
  );
}

/** A code or a name: the message of an error may hold what was sent. */
function causeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === "string") return code;
    if (cause.name === "TimeoutError" || cause.name === "AbortError") return "no answer in time";
  }
  return "no connection";
}
