import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../answer.ts";
import type { Auth, AuthProvider, Branch, Project, State } from "../state.ts";

export type SecretName = "client_secret" | "password";

/** How a stored secret comes back. Neon's document knows no email server whose password is `absent`. */
export type Display = "shown" | "masked" | "dotted" | "empty" | "absent";

/** How this Neon behaves where the real one is known to vary. */
export type Behaviour = {
  /**
   * How OAuth client secrets and SMTP passwords come back, also by name and method of the request. Default `shown`.
   * By Neon's newest document a password is `empty` in each answer to `PATCH`, and for ordinary callers of `GET`.
   */
  secrets?: Display | ((name: SecretName, method: string) => Display);
  /**
   * Deleting an integration without `delete_data` leaves a schema that stands in the way of a new one. Default `true`,
   * as in practice; Neon's document says no more than that auth can be enabled again.
   */
  keepsSchema?: boolean;
  /** Adding a domain that is there is a conflict, and deleting several of which one is not finds nothing. */
  strictDomains?: boolean;
  /** The most branches on one page, whatever `limit` asks for. Default: as asked, and 100 where nothing is asked. */
  pageSize?: number;
  /** The last page of branches has a cursor too, which leads to an empty page. */
  lastPageCursor?: boolean;
};

/** What every handler works with. */
export type World = {
  state: State;
  behaviour: Behaviour;
  /** Counts a change that is made, by the name of the operation that makes it. */
  effect(kind: string): void;
  /** Keeps a new thing from reads for a while, when reads are eventually consistent. */
  created(thing: object): void;
  isVisible(thing: object): boolean;
};

export type Call<Body = unknown> = World & {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** What Neon's document says it is: checked before a handler sees it, unless checks are off. */
  body: Body;
};

/** `never`, so that handlers of every kind of body fit into one table. */
export type Handler = (call: Call<never>) => Answer;

/** Keys are spelled as in Neon's document. */
export type Routes = Record<string, Handler>;

/** Neon says no. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, code = "", headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function projectOf({ state, params, body }: Call): Project {
  const id = params.project_id ?? (body as { project_id?: string } | undefined)?.project_id ?? "";
  const project = state.projects.get(id);
  if (!project) throw new Refusal(404, "project not found");
  return project;
}

/** The branch in the path, or the one that the project-scoped routes act on. */
export function branchOf(call: Call): Branch {
  const project = projectOf(call);
  const branch = project.branches.get(call.params.branch_id ?? project.authBranchId);
  if (!branch) throw new Refusal(404, "branch not found");
  return branch;
}

/** The Neon Auth that a route acts on. A `provider` other than its own finds nothing. */
export function authOf(call: Call, provider?: AuthProvider): Auth {
  const { auth } = branchOf(call);
  if (!auth || (provider && provider !== auth.integration.auth_provider)) throw integrationNotFound();
  return auth;
}

export function integrationNotFound(): Refusal {
  return new Refusal(404, "Neon Auth integration not found for branch");
}

/** Sets the given fields; a change only if one of them is new. */
export function update<T extends object>(call: Call, kind: string, target: T, patch: Partial<T>): T {
  const before = structuredClone(target);
  Object.assign(target, patch);
  if (!isDeepStrictEqual(before, target)) call.effect(kind);
  return target;
}
