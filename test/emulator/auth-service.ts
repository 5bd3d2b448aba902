import type { Answer } from "./answer.ts";
import type { Received } from "./received.ts";
import type { Auth, State } from "./state.ts";

/** The auth service of each branch, at its `base_url`. A sign-up is told as an effect. Better Auth is loaded when more is asked of one than its keys. */
export function authService(state: State, effect: (kind: string) => void, notReadyReads = 0) {
  const reads = new Map<string, number>();

  function keysOf({ integration, jwk }: Auth): Answer {
    const read = (reads.get(integration.branch_id) ?? 0) + 1;
    reads.set(integration.branch_id, read);
    return read > notReadyReads ? { status: 200, body: { keys: [jwk] } } : { status: 503 };
  }

  return {
    async answer(request: Received, pathname: string): Promise<Answer> {
      const auth = authAt(state, pathname);
      if (!auth) return { status: 404 };
      if (request.method === "GET" && pathname.endsWith("/auth/.well-known/jwks.json")) return keysOf(auth);
      const { answerOf } = await import("./better-auth.ts");
      const answer = await answerOf(auth, request);
      if (pathname.endsWith("/sign-up/email") && answer.status === 200) effect("sign-up");
      return answer;
    },
    reset: () => reads.clear(),
  };
}

/** Its `base_url` may name another origin than this server's. */
function authAt(state: State, pathname: string): Auth | undefined {
  const [, branchId = ""] = pathname.split("/");
  for (const { branches } of state.projects.values()) {
    const auth = branches.get(branchId)?.auth;
    const base = auth?.integration.base_url;
    if (base && pathname.startsWith(`${new URL(base).pathname}/`)) return auth;
  }
  return undefined;
}
