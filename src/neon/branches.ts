import * as z from "zod/mini";
import { AnswerError, InputError } from "../ground/errors.ts";
import { inert } from "../ground/inert.ts";
import { near } from "../words/near.ts";
import { type Parsed, parseAnswer } from "./answer.ts";
import type { Reader } from "./client.ts";

/** `undefined` if Neon does not say, or says it in another way than it documents. */
const told = () => z.catch(z.optional(z.boolean()), undefined);

const branch = () =>
  z.object({
    // It goes into paths: https://api-docs.neon.tech/reference/listprojectbranches
    id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
    name: z.string(),
    default: told(),
    protected: told(),
  });

export type Branch = Parsed<typeof branch>;

const page = () =>
  z.object({
    branches: z.array(branch()),
    pagination: z.nullish(z.object({ next: z.nullish(z.string()) })),
  });

/** Branches on one page. One takes about 1 kB with its annotations, and there is a limit to an answer. */
const PAGE = 200;
/** Names that are shown where one is not found. */
const MOST_NEAR = 3;

/** One branch by its ID. */
export async function branchById(neon: Reader, project: string, id: string): Promise<Branch> {
  const { json } = await neon.read({
    method: "GET",
    path: `/projects/${encodeURIComponent(project)}/branches/${encodeURIComponent(id)}`,
  });
  return parseAnswer(() => z.object({ branch: branch() }), json).branch;
}

/** Why no branch has the name that was asked for, as part of a sentence. */
interface Missing {
  readonly missing: string;
}

/** The one branch of exactly this name, if there is one. Nothing stands in for a branch that is not found. */
export async function branchByName(neon: Reader, project: string, name: string): Promise<Branch | Missing> {
  const { fitting, listed } = await branches(neon, project, (branch) => branch.name === name, name);
  return only(fitting, "`branch_name`", "have this name") ?? { missing: notNamed(name, listed) };
}

/** `listed`: what Neon's search for the name has found, by parts of names and of IDs. */
function notNamed(name: string, listed: readonly Branch[]): string {
  const missing = `no branch is called \`${shown(name)}\``;
  const sameId = listed.find(({ id }) => id === name);
  if (sameId)
    return `${missing}; it is the ID of branch \`${shown(sameId.name)}\`, which goes into \`branch_id\``;
  const others = near(
    name,
    listed.map((branch) => branch.name),
  ).slice(0, MOST_NEAR);
  const there = others.map((other) => `\`${shown(other)}\``).join(" and ");
  return `${missing} (upper and lower case matter)${there && `; there is ${there}`}`;
}

const shown = (name: string): string => inert(name, 100);

/** The project's default branch, asked for by `default_branch: true`. */
export async function defaultBranch(neon: Reader, project: string): Promise<Branch> {
  const { fitting } = await branches(neon, project, (branch) => branch.default === true);
  const branch = only(fitting, "`default_branch`", "are default ones");
  if (branch) return branch;
  throw new InputError([
    "`default_branch`: no branch of the project is the default one. Nothing was changed.",
  ]);
}

function only(found: readonly Branch[], input: string, many: string): Branch | undefined {
  const [first, second] = found;
  if (second)
    throw new InputError([
      `${input}: ${found.length} branches of the project ${many} (${found.map(({ id }) => id).join(", ")}). Name one by \`branch_id\`. Nothing was changed.`,
    ]);
  return first;
}

/**
 * The branches that fit, and all that match a search, page by page to the end. The order is fixed, so that no
 * page hides a branch; one may show it again. A page that shows nothing new ends the search. That no branch fits is
 * said only of a list that was read to its end.
 */
async function branches(
  neon: Reader,
  project: string,
  fits: (branch: Branch) => boolean,
  search?: string,
): Promise<{ readonly fitting: readonly Branch[]; readonly listed: readonly Branch[] }> {
  const seen = new Map<string, Branch>();
  for (let cursor: string | null | undefined; ; ) {
    const query = new URLSearchParams({
      ...(search === undefined ? {} : { search }),
      sort_by: "created_at",
      sort_order: "asc",
      limit: String(PAGE),
      ...(cursor ? { cursor } : {}),
    });
    const { json } = await neon.read({
      method: "GET",
      path: `/projects/${encodeURIComponent(project)}/branches?${query}`,
    });
    const { branches: list, pagination } = parseAnswer(page, json);
    const before = seen.size;
    for (const branch of list) seen.set(branch.id, branch);
    cursor = pagination?.next;
    const ended = !cursor || list.length === 0;
    if (!ended && seen.size > before) continue;
    const listed = [...seen.values()];
    const fitting = listed.filter(fits);
    if (ended || fitting.length > 0) return { fitting, listed };
    throw new AnswerError(
      "Neon's list of branches could not be read to its end: one of its pages came again. Nothing was changed.",
    );
  }
}
