import * as z from "zod/mini";
import { InputError } from "../ground/errors.ts";
import { type Parsed, parseAnswer } from "./answer.ts";
import type { Reader } from "./client.ts";

const branch = () =>
  z.object({
    id: z.string(),
    name: z.string(),
    default: z.catch(z.boolean(), false),
    protected: z.catch(z.boolean(), false),
  });

export type Branch = Parsed<typeof branch>;

const page = () =>
  z.object({
    branches: z.array(branch()),
    pagination: z.optional(z.object({ next: z.optional(z.string()) })),
  });

/** Branches on one page. A project with 5,000 of them takes five requests. */
const PAGE = 1000;

/** One branch by its ID. */
export async function branchById(neon: Reader, project: string, id: string): Promise<Branch> {
  const { json } = await neon.read({
    method: "GET",
    path: `/projects/${encodeURIComponent(project)}/branches/${encodeURIComponent(id)}`,
  });
  return parseAnswer(() => z.object({ branch: branch() }), json).branch;
}

/** The one branch of exactly this name. Nothing stands in for a branch that is not found. */
export async function branchByName(neon: Reader, project: string, name: string): Promise<Branch> {
  // A page may show a branch again, so that they are told apart by ID.
  const found = new Map<string, Branch>();
  for await (const candidate of branches(neon, project, name))
    if (candidate.name === name) found.set(candidate.id, candidate);
  return only([...found.values()], "`branch_name`", "has exactly this name (upper and lower case matter)");
}

/** The project's default branch, asked for by `default_branch: true`. */
export async function defaultBranch(neon: Reader, project: string): Promise<Branch> {
  for await (const candidate of branches(neon, project)) if (candidate.default) return candidate;
  return only([], "`default_branch`", "is the default one");
}

function only(found: readonly Branch[], input: string, what: string): Branch {
  const [first, second] = found;
  if (!first) throw new InputError([`${input}: no branch of the project ${what}. Nothing was changed.`]);
  if (second)
    throw new InputError([
      `${input}: ${found.length} branches of the project have this name (${found.map(({ id }) => id).join(", ")}). Name one by \`branch_id\`. Nothing was changed.`,
    ]);
  return first;
}

/** All branches that match a search, page by page. The order is fixed, so that no page hides a branch. */
async function* branches(neon: Reader, project: string, search?: string): AsyncGenerator<Branch> {
  const seen = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const query = new URLSearchParams({
      ...(search === undefined ? {} : { search }),
      sort_by: "created_at",
      sort_order: "asc",
      limit: String(PAGE),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const { json } = await neon.read({
      method: "GET",
      path: `/projects/${encodeURIComponent(project)}/branches?${query}`,
    });
    const { branches: list, pagination } = parseAnswer(page, json);
    yield* list;
    cursor = pagination?.next;
    if (list.length === 0 || cursor === undefined || seen.has(cursor)) return;
    seen.add(cursor);
  }
}
