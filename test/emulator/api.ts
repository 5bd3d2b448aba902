import { type Answer, errorAnswer } from "./answer.ts";
import type { NeonDocument } from "./document.ts";
import { type RateLimit, rateLimiter } from "./limits.ts";
import { matcher } from "./match.ts";
import type { Received } from "./received.ts";
import { type Behaviour, type Handler, Refusal, type World } from "./routes/call.ts";
import { routes } from "./routes/index.ts";
import { withSecrets } from "./secrets.ts";
import type { State } from "./state.ts";

/** Where a request, or an answer of this emulator, is not what Neon's document says. */
export type Violation = { where: "request" | "answer"; method: string; path: string; problems: string[] };

export type ApiOptions = Behaviour & {
  rateLimit?: RateLimit;
  /** How many reads do not see a new thing yet. */
  eventualConsistency?: { reads: number };
};

const match = matcher(Object.keys(routes));

/** Answers requests; `pathname` and `query` are relative to the API's host. Without a `document` nothing is checked. */
export function neonApi(options: ApiOptions, keys: readonly string[], state: State, document?: NeonDocument) {
  const violations: Violation[] = [];
  const sideEffects: Record<string, number> = {};
  const unseenReads = new WeakMap<object, number>();
  let secondsToWait = rateLimiter(options.rateLimit);

  const world: World = {
    state,
    behaviour: options,
    effect(kind) {
      sideEffects[kind] = (sideEffects[kind] ?? 0) + 1;
    },
    created(thing) {
      unseenReads.set(thing, options.eventualConsistency?.reads ?? 0);
    },
    isVisible(thing) {
      const left = unseenReads.get(thing) ?? 0;
      unseenReads.set(thing, left - 1);
      return left <= 0;
    },
  };

  function answer(request: Received, requestId: string, pathname: string, query: URLSearchParams): Answer {
    const found = outcome(request, requestId, pathname, query);
    const route = document?.matchRoute(request.method, pathname)?.route;
    if (document && route) note("answer", request, document.validateAnswer(route, found.status, found.body));
    return { ...found, body: withSecrets(found.body, request.method, options.secrets) };
  }

  function outcome(request: Received, requestId: string, pathname: string, query: URLSearchParams): Answer {
    try {
      return carryOut(request, pathname, query);
    } catch (error) {
      if (error instanceof Refusal) {
        const { status, message, code, headers } = error;
        return { ...errorAnswer(requestId, status, message, code), headers };
      }
      note("answer", request, [`the emulator failed: ${error}`]);
      return errorAnswer(requestId, 500);
    }
  }

  function carryOut(request: Received, pathname: string, query: URLSearchParams): Answer {
    if (!keys.some((key) => request.headers.authorization === `Bearer ${key}`)) {
      throw new Refusal(401, "authentication failed");
    }
    const problems = document ? requestProblems(document, request, pathname, query) : [];
    note("request", request, problems);
    const found = match(request.method, pathname);
    const handler: Handler | undefined = routes[found?.key ?? ""];
    if (!found || !handler) throw new Refusal(404, "this route does not exist");
    const seconds = secondsToWait(found.key);
    if (seconds > 0) {
      const headers = options.rateLimit?.retryAfter ? { "retry-after": String(seconds) } : {};
      throw new Refusal(429, "too many requests", "", headers);
    }
    if (problems.length > 0) throw new Refusal(400, problems.join("; "));
    return handler({ ...world, params: found.params, query, body: request.body as never });
  }

  function note(where: Violation["where"], { method, path }: Received, problems: string[]): void {
    if (problems.length > 0) violations.push({ where, method, path, problems });
  }

  return {
    answer,
    violations,
    sideEffects,
    effect: world.effect,
    clear(): void {
      violations.length = 0;
      for (const kind of Object.keys(sideEffects)) delete sideEffects[kind];
    },
    resetRateLimit(): void {
      secondsToWait = rateLimiter(options.rateLimit);
    },
  };
}

function requestProblems(
  document: NeonDocument,
  { method, headers, text, body }: Received,
  pathname: string,
  query: URLSearchParams,
): string[] {
  const found = document.matchRoute(method, pathname);
  if (!found) return ["route is not in Neon's document"];
  if (text !== "" && body === undefined) return ["body is not JSON"];
  const params = { ...Object.fromEntries(query), ...found.params };
  const problems = document.validateRequest(found.route, params, body);
  const isJson = headers["content-type"]?.startsWith("application/json") ?? false;
  return body === undefined || isJson ? problems : [...problems, "content-type is not application/json"];
}
