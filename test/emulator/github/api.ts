import type { Answer } from "../answer.ts";
import { rateLimiter } from "../limits.ts";
import { matcher } from "../match.ts";
import type { Received } from "../received.ts";
import { graphqlAnswer } from "./graphql.ts";
import { Refusal } from "./refusal.ts";
import { type Found, type Handler, routes } from "./routes.ts";
import type { State } from "./state.ts";
import { loginOf, mayUse, permissionHeaders, reaches, refusal, type Token } from "./tokens.ts";

const DOCUMENTATION = "https://docs.github.com/rest";
const LIMIT = 5000;

const match = matcher(Object.keys(routes));

export const problem = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { message, documentation_url: DOCUMENTATION, status: String(status) },
});

export const SECONDARY_LIMIT =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your rights, please review our Terms of Service.";

/** Answers requests; `pathname` and `query` are relative to the address of the API. */
export function githubApi(
  state: State,
  tokenOf: (authorization?: string) => Token | undefined,
  writesPerMinute: number,
) {
  const secondsToWait = rateLimiter({ perMinute: writesPerMinute });
  let used = 0;

  function answer(request: Received, pathname: string, query: URLSearchParams): Answer {
    used += 1;
    const head = {
      "x-github-api-version-selected": "2022-11-28",
      "x-ratelimit-limit": String(LIMIT),
      "x-ratelimit-remaining": String(LIMIT - used),
      "x-ratelimit-used": String(used),
      "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 3600),
      "x-ratelimit-resource": "core",
    };
    const { headers, ...rest } = permitted(request, pathname, query);
    return { ...rest, headers: { ...head, ...headers } };
  }

  function permitted(request: Received, pathname: string, query: URLSearchParams): Answer {
    const token = tokenOf(request.headers.authorization);
    if (!token)
      return problem(401, request.headers.authorization ? "Bad credentials" : "Requires authentication");
    if (!request.headers["user-agent"]) return problem(403, "Request forbidden by administrative rules.");
    const found = match(request.method, pathname);
    const handler = routes[found?.key ?? ""];
    if (!found || !handler) return problem(404, "Not Found");
    try {
      const headers = permissionHeaders(token, handler.need);
      const { status, body } = carryOut(request, query, token, handler, found.params);
      return { status, body, headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return problem(error.status, error.message, {
        ...permissionHeaders(token, handler.need),
        ...error.headers,
      });
    }
  }

  function carryOut(
    { method, body }: Received,
    query: URLSearchParams,
    token: Token,
    { need, handle }: Handler,
    params: Readonly<Record<string, string>>,
  ): Answer {
    const found = locate(params, token);
    if (!mayUse(token, need)) throw new Refusal(403, refusal(token));
    const seconds = method === "GET" ? 0 : secondsToWait("writes");
    if (seconds > 0) throw new Refusal(403, SECONDARY_LIMIT, { "retry-after": String(seconds) });
    const login = loginOf(token);
    return handle({ ...found, login, params, query, body: (body ?? {}) as Record<string, unknown> });
  }

  /** What a path speaks of. A repository that the token does not reach is hidden, as if it were not there. */
  function locate(
    { owner, repo, org, environment_name: environment }: Record<string, string>,
    token: Token,
  ): Found {
    if (org !== undefined) {
      const vault = state.organizations.get(org.toLowerCase());
      if (!vault) throw new Refusal(404, "Not Found");
      return { vault, state };
    }
    const repository = state.repositories.get(`${owner}/${repo}`.toLowerCase());
    if (!repository || !reaches(token, `${repository.owner}/${repository.name}`))
      throw new Refusal(404, "Not Found");
    if (environment === undefined) return { vault: repository.vault, repository, state };
    const vault = repository.environments.get(environment);
    // Permissions come first: who may not look is not told that it is missing.
    return { vault, repository, state };
  }

  /** The other API, which has one address for all. */
  function graphql({ headers, body }: Received): Answer {
    const token = tokenOf(headers.authorization);
    return token ? graphqlAnswer(state, loginOf(token), body) : problem(401, "Bad credentials");
  }

  return { answer, graphql };
}
