import type { Answer } from "./answer.ts";
import type { State } from "./state.ts";

/** Serves what `jwks_url` of a branch points to: `/<branch_id>/<database>/auth/.well-known/jwks.json`. */
export function jwksService(state: State, notReadyReads = 0) {
  const reads = new Map<string, number>();
  return {
    answer(method: string, pathname: string): Answer {
      const [, branchId = "", , ...rest] = pathname.split("/");
      const branches = [...state.projects.values()].map((project) => project.branches.get(branchId));
      const auth = branches.find((branch) => branch?.auth)?.auth;
      if (method !== "GET" || rest.join("/") !== "auth/.well-known/jwks.json" || !auth)
        return { status: 404 };
      const read = (reads.get(branchId) ?? 0) + 1;
      reads.set(branchId, read);
      return read > notReadyReads ? { status: 200, body: { keys: [auth.jwk] } } : { status: 503 };
    },
    reset: () => reads.clear(),
  };
}
