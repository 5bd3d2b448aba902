import * as z from "zod/mini";
import manifest from "../../package.json" with { type: "json" };
import type { Budget } from "../ground/budget.ts";
import { openPace } from "../ground/pace.ts";
import { httpDate, retryAfter } from "../ground/pauses.ts";
import type { Credential } from "../ground/secret.ts";
import { causeOf, checkCertificates, isCertificate, untilAnswered, type Verdict } from "../ground/sending.ts";
import type { GithubAnswer, GithubCall, Need } from "./call.ts";
import { GithubError } from "./errors.ts";
import { headerOf, isLimit, noAnswerMessage, refusedMessage } from "./messages.ts";

export interface Github {
  /**
   * Sends a request until it is answered with success. What is absolute is sent again after a lost answer, a
   * POST is not. Throws a `GithubError`.
   */
  send(call: GithubCall, need: Need): Promise<unknown>;
  /** Reads a thing; `undefined` if it is not there. */
  look<T>(path: string, schema: z.ZodMiniType<T>, need: Need): Promise<T | undefined>;
  readonly retries: number;
  readonly budget: Budget;
}

/** Longest wait for one answer. */
const ANSWER_MS = 30_000;

/** Longest answer that is read, in bytes: a page of 100 comments of the longest kind. */
const LARGEST = 30_000_000;

/** What GitHub lets create or change in a minute ("content-generating requests"). */
const WRITES_PER_MINUTE = 80;
/** The wait after a limit that names none. */
const LIMIT_MS = 60_000;

type Try = GithubAnswer | { readonly cause: string };

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
  const { fetch = globalThis.fetch } = octokit.request.endpoint.DEFAULTS.request ?? {};
  const boundedFetch = async (...request: unknown[]) => bounded(await fetch(...request));
  checkCertificates();
  const pace = openPace(WRITES_PER_MINUTE, Infinity, true);

  async function tryOnce({ method, path, body, reads }: GithubCall): Promise<Try> {
    const pause = method === "GET" || reads ? 0 : pace.turn();
    if (pause > 0 && Date.now() + pause >= budget.endsAt)
      throw new GithubError(
        `${method} ${path} was not sent: GitHub takes ${WRITES_PER_MINUTE} writes a minute, so it would come in ${Math.ceil(pause / 1000)} s, and ${budget.name} is ${budget.seconds}.`,
      );
    if (pause > 0) await budget.wait(pause);
    const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(ANSWER_MS)]);
    try {
      const { status, data, headers } = await octokit.request({
        method,
        url: path,
        ...(body && { data: body }),
        headers: { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
        request: { signal, redirect: "manual", log: quiet, fetch: boundedFetch },
      });
      const readable = method !== "GET" || status >= 300 || (typeof data === "object" && data !== null);
      return readable ? { status, json: data, headers } : { cause: "no complete JSON" };
    } catch (error) {
      const { response } = error as { response?: Omit<GithubAnswer, "json"> & { data: unknown } };
      return response ? { ...response, json: response.data } : { cause: causeOf(error) };
    }
  }

  const deliver = (call: GithubCall, need: Need, mayBeAbsent = false): Promise<GithubAnswer> =>
    untilAnswered<Try, GithubAnswer>({
      what: `GitHub: ${call.method} ${call.path}`,
      tryOnce: () => tryOnce(call),
      judge: (result) => judge(call, result, mayBeAbsent),
      failure: (result, late) => failure(call, result, need, late, budget),
      retries,
      budget,
    });

  return {
    send: async (call, need) => (await deliver(call, need)).json,
    look: async (path, schema, need) => {
      const { status, json } = await deliver({ method: "GET", path }, need, true);
      return status === 404 ? undefined : understood(path, schema, json);
    },
    retries,
    budget,
  };
}

/** The answer, read up to a limit: one without end would fill the memory. */
async function bounded(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) throw Object.assign(new Error(), { code: `an answer of more than ${LARGEST} bytes` });
    chunks.push(chunk);
  }
  return Object.assign(response, { text: async () => new TextDecoder().decode(Buffer.concat(chunks)) });
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

/** Whether it is a server that could not answer, which says nothing of what became of the request. */
const isTrouble = (status: number): boolean => status === 408 || status >= 500;

function judge({ method, reads }: GithubCall, result: Try, mayBeAbsent: boolean): Verdict<GithubAnswer> {
  const absolute = method !== "POST" || reads === true;
  if ("cause" in result) return { ending: result.cause, mayRepeat: absolute && !isCertificate(result.cause) };
  const { status } = result;
  return {
    ending: `status ${status}`,
    answer: status < 300 || (mayBeAbsent && status === 404) ? result : undefined,
    // A limit refuses before anything is done.
    mayRepeat: isLimit(result) || (absolute && isTrouble(status)),
    asked: pauseAskedFor(result),
  };
}

/** Milliseconds that GitHub asks to wait, and a minute if it says no more than that it was asked too often. */
function pauseAskedFor(answer: GithubAnswer): number | undefined {
  const now = httpDate(headerOf(answer, "date")) ?? Date.now();
  const asked = retryAfter(headerOf(answer, "retry-after"), now);
  if (asked !== undefined || !isLimit(answer)) return asked;
  const reset = Number(headerOf(answer, "x-ratelimit-reset"));
  const usedUp = headerOf(answer, "x-ratelimit-remaining") === "0";
  return usedUp && reset > 0 ? Math.max(0, reset * 1000 - now) : LIMIT_MS;
}

/** `late`: why there was no time for another try. */
function failure(call: GithubCall, result: Try, need: Need, late: string, budget: Budget): GithubError {
  if ("cause" in result) {
    const ended = budget.ended();
    const message = noAnswerMessage(call, ended ?? result.cause, ended ? "" : late);
    return new GithubError(message, { maybeDone: !isCertificate(result.cause) });
  }
  const { status } = result;
  const message = refusedMessage(call, result, need, late);
  return new GithubError(message, { status, maybeDone: isTrouble(status) });
}

function understood<T>(path: string, schema: z.ZodMiniType<T>, json: unknown): T {
  const { success, data, error } = z.safeParse(schema, json);
  if (success) return data;
  const fields = [...new Set(error.issues.map((issue) => issue.path.join(".") || "the whole answer"))];
  throw new GithubError(
    `GitHub's answer to GET ${path} was not understood: missing or of another type than documented: ${fields.slice(0, 5).join(", ")}. Check \`GITHUB_API_URL\` and the proxy.`,
  );
}
