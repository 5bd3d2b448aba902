import * as z from "zod/mini";
import type { Step } from "../engine/operation.ts";
import type { Need } from "../github/call.ts";
import { connectGithub, type Github } from "../github/client.ts";
import { GithubError } from "../github/errors.ts";
import { readEvent } from "../github/event.ts";
import { listen, openBudget } from "../ground/budget.ts";
import { describe } from "../ground/errors.ts";
import { info, warning } from "../ground/log.ts";
import { redact } from "../ground/secret.ts";
import { isApiHost } from "../words/api-host.ts";
import { code, link } from "./html.ts";
import type { Page } from "./page.ts";
import { fitting, render } from "./render.ts";

/** Bytes of a comment that are kept. GitHub refuses one of more than 65,536 characters. */
const LARGEST = 60_000;
/** Seconds for the comment, which is no part of the step's own time: it may have run out. */
const SECONDS = 60;
/** Comments that GitHub lists at once, and as many IDs as GraphQL takes. */
const PAGE = 100;

const need: Need = {
  permission: "the repository permission *Pull requests: write*",
  classicScope: "repo",
  jobTokenCure:
    "Give the job `permissions: pull-requests: write`. On a pull request from a fork, the token of the job can only read.",
};

/** A run of a workflow. A later one, or a later attempt of it, knows more. */
interface Run {
  /** 0 if the runner does not say. */
  readonly id: bigint;
  readonly attempt: number;
}

const isNewer = (a: Run, b: Run): boolean => a.id > b.id || (a.id === b.id && a.attempt > b.attempt);

/** What a comment tells of itself. */
interface Mark extends Run {
  readonly key: string;
  /** The commit that the pull request ended in; empty if that is not known. */
  readonly commit: string;
  /** Whether it says what would be done, and not what was done. */
  readonly planned: boolean;
}

/** What stands at the start of our comments, where nobody sees it, so that they are found again. */
const markerOf = ({ key, id, attempt, commit, planned }: Mark): string =>
  `<!-- neon-auth-action ${encodeURIComponent(key)} ${id}.${attempt} ${commit} ${planned ? "plan" : "run"} -->`;
const marker = /^<!-- neon-auth-action (\S+) (\d{1,20})\.(\d{1,9}) ([0-9a-f]{0,64}) (plan|run) -->/;

/** One of our comments. */
interface Ours extends Mark {
  readonly comment: number;
  readonly url: string;
}

/** What is to be written, and where. */
interface Place {
  readonly github: Github;
  /** Its path in the API. */
  readonly repository: string;
  readonly number: number;
  readonly mark: Mark;
  /** `before`: what it takes the place of. */
  readonly body: (before: Ours | undefined) => string;
}

/**
 * Puts a page on the pull request, as one comment for each key, which later runs edit. Gives its address. That it
 * cannot be written is a warning: it never fails the step.
 */
export async function commentOn(page: Page, step: Step): Promise<string | undefined> {
  try {
    return await comment(page, step);
  } catch (error) {
    warning(`The comment on the pull request could not be written. ${describe(error)}`);
    return undefined;
  }
}

async function comment(page: Page, step: Step): Promise<string | undefined> {
  const { github_token, pull_request_number, retries } = step.values;
  if (!github_token)
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a workflow says
    throw new Error("`comment: true` needs `github_token`: pass `${{ github.token }}`.");
  const api = process.env.GITHUB_API_URL || "https://api.github.com";
  if (!isApiHost(api) || !isApiHost(graphqlAddress(api)))
    throw new Error(
      "`GITHUB_API_URL` and `GITHUB_GRAPHQL_URL` must be https addresses without user info, query or fragment.",
    );
  const budget = openBudget(SECONDS, listen(), "the time for a comment, in seconds,");
  const github = await connectGithub(api, github_token, retries, budget);
  const repository = `/repos/${process.env.GITHUB_REPOSITORY ?? ""}`;
  const pull = await pullOf(github, repository, pull_request_number);
  if (!pull) {
    info("There is no pull request to comment on.");
    return undefined;
  }
  const mark = markOf(step, pull);
  const body = (before: Ours | undefined) => bodyOf(page, mark, before);
  return write({ github, repository, number: pull.number, mark, body }, true);
}

const graphqlAddress = (api: string): string =>
  process.env.GITHUB_GRAPHQL_URL || `${api.replace(/\/+$/, "").replace(/\/v3$/, "")}/graphql`;

function markOf({ operation: { operation }, values }: Step, { head }: Pull): Mark {
  const { GITHUB_RUN_ID = "", GITHUB_RUN_ATTEMPT = "" } = process.env;
  const { environment = "" } = values as { environment?: string };
  const isConfig = operation.endsWith("-config");
  return {
    key: redact(values.comment_key ?? (isConfig ? `config ${environment}`.trim() : operation)),
    id: /^\d{1,20}$/.test(GITHUB_RUN_ID) ? BigInt(GITHUB_RUN_ID) : 0n,
    attempt: /^\d{1,9}$/.test(GITHUB_RUN_ATTEMPT) ? Number(GITHUB_RUN_ATTEMPT) : 1,
    commit: /^[0-9a-f]{1,64}$/.test(head) ? head : "",
    planned: operation === "plan-config" || values.dry_run,
  };
}

/** A pull request, with the commit that its branch ends in. */
interface Pull {
  readonly number: number;
  readonly head: string;
}

const pullShape = () =>
  z.object({
    number: z.number(),
    head: z.object({ sha: z.string() }),
    merged_at: z.optional(z.nullable(z.string())),
  });
const event = () =>
  z.object({
    pull_request: z.optional(pullShape()),
    issue: z.optional(z.object({ number: z.number(), pull_request: z.optional(z.unknown()) })),
  });

/** The pull request that is named, that of the event, or that by whose merge the commit came. */
async function pullOf(
  github: Github,
  repository: string,
  named: number | undefined,
): Promise<Pull | undefined> {
  const { pull_request: own, issue } =
    z.safeParse(event(), readEvent(process.env.GITHUB_EVENT_PATH)).data ?? {};
  if (own && (named === undefined || named === own.number)) return { number: own.number, head: own.head.sha };
  const number = named ?? (issue?.pull_request ? issue.number : undefined);
  if (number !== undefined) {
    const there = await github.look(`${repository}/pulls/${number}`, pullShape(), need);
    if (!there) throw missing(number);
    return { number, head: there.head.sha };
  }
  if (process.env.GITHUB_EVENT_NAME !== "push") return undefined;
  const path = `${repository}/commits/${process.env.GITHUB_SHA ?? ""}/pulls`;
  const merged = (await github.look(path, z.array(pullShape()), need))?.find(({ merged_at }) => merged_at);
  return merged && { number: merged.number, head: merged.head.sha };
}

const missing = (number: number): Error =>
  new Error(
    `${process.env.GITHUB_REPOSITORY ?? ""} has no pull request ${number} that the token in \`github_token\` reaches. Check \`pull_request_number\`, and that the token has ${need.permission}.`,
  );

/**
 * Edits our comment, or makes one. Of several, which runs at the same time make, the oldest stays; each takes away what
 * older runs and itself have made besides. `again`: whether another may be made if it is gone when it is to be edited.
 */
async function write(place: Place, again: boolean): Promise<string | undefined> {
  const { mark, body } = place;
  const before = await ours(place);
  const made = before.length === 0 ? await make(place, body(undefined)) : undefined;
  const [first, ...others] = made ? made.all : before;
  if (!first) return made?.url;
  if ([first, ...others].some((one) => isNewer(one, mark)))
    info("A later run has written the comment on the pull request already.");
  else if (first.comment !== made?.comment && !(await edit(place, first, body(first)))) {
    if (!again) throw new Error("Somebody deletes the comment whenever it is made.");
    return write(place, false);
  }
  for (const other of others) if (!isNewer(other, mark)) await remove(place, other);
  return first.url;
}

interface Made {
  readonly comment: number | undefined;
  readonly url: string | undefined;
  /** All of ours, after it was made. */
  readonly all: readonly Ours[];
}

const madeShape = z.object({ id: z.number(), html_url: z.string() });

/** Makes a comment. If its answer is lost, it is there if it is found. */
async function make(place: Place, body: string): Promise<Made> {
  const { github, repository, number, mark } = place;
  const path = `${repository}/issues/${number}/comments`;
  try {
    const answer = await github.send({ method: "POST", path, body: { body } }, need);
    const { data } = z.safeParse(madeShape, answer);
    // Whether there are two now is all that is looked for: the next run takes one away just as well.
    const all = await ours(place).catch(() => []);
    return { comment: data?.id, url: data?.html_url, all };
  } catch (error) {
    if (!(error instanceof GithubError && error.maybeDone)) throw error;
    const all = await ours(place);
    const found = all.find(({ id, attempt }) => id === mark.id && attempt === mark.attempt);
    if (!found) throw error;
    return { comment: found.comment, url: found.url, all };
  }
}

/** Whether it was still there. */
const edit = ({ github, repository }: Place, { comment }: Ours, body: string): Promise<boolean> =>
  github
    .send({ method: "PATCH", path: `${repository}/issues/comments/${comment}`, body: { body } }, need)
    .then(() => true)
    .catch((error: unknown) => {
      if (error instanceof GithubError && error.status === 404) return false;
      throw error;
    });

/** What cannot be taken away now is by the next run; another may have done so. */
const remove = ({ github, repository }: Place, { comment }: Ours): Promise<unknown> =>
  github
    .send({ method: "DELETE", path: `${repository}/issues/comments/${comment}` }, need)
    .catch(() => undefined);

const commentShape = () =>
  z.object({ id: z.number(), node_id: z.string(), html_url: z.string(), body: z.nullish(z.string()) });

/** Our comments with this key, the oldest first: those that the owner of the token wrote, with our marker at the start. */
async function ours({ github, repository, number, mark }: Place): Promise<Ours[]> {
  const all: Ours[] = [];
  for (let page = 1; ; page++) {
    const path = `${repository}/issues/${number}/comments?per_page=${PAGE}&page=${page}`;
    const list = await github.look(path, z.array(commentShape()), need);
    if (!list) throw missing(number);
    const marked = list.filter(({ body }) => markIn(body)?.key === mark.key);
    const own = marked.length === 0 ? undefined : await ownAmong(github, marked);
    for (const { id, node_id, html_url } of marked) {
      const now = markIn(own?.get(node_id));
      if (now?.key === mark.key) all.push({ ...now, comment: id, url: html_url });
    }
    if (list.length < PAGE) return all.toSorted((a, b) => a.comment - b.comment);
  }
}

function markIn(body: string | null | undefined): Mark | undefined {
  const [, key = "", id = "", attempt, commit = "", kind] = marker.exec(body ?? "") ?? [];
  if (kind === undefined) return undefined;
  return {
    key: decoded(key),
    id: BigInt(id),
    attempt: Number(attempt),
    commit,
    planned: kind === "plan",
  };
}

/** Anybody can write a marker, and one that is none. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return "";
  }
}

const authors = z.object({
  data: z.object({
    nodes: z.array(z.nullable(z.object({ id: z.string(), viewerDidAuthor: z.boolean(), body: z.string() }))),
  }),
  errors: z.optional(z.array(z.object({ type: z.optional(z.string()) }))),
});

/**
 * Those of these comments that the owner of the token wrote, for anybody can copy a marker, with what is in them now:
 * a later run may have edited one since it was listed.
 */
async function ownAmong(
  github: Github,
  comments: readonly { readonly node_id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const query =
    "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor body } } }";
  const body = { query, variables: { ids: comments.map(({ node_id }) => node_id) } };
  const path = graphqlAddress(process.env.GITHUB_API_URL || "https://api.github.com");
  const answer = await github
    .send({ method: "POST", path, body, reads: true }, need)
    .catch((error: unknown) => {
      if (!(error instanceof GithubError && error.status === 404)) throw error;
      throw untold("there is no GraphQL API at the address in `GITHUB_GRAPHQL_URL`");
    });
  const { data } = z.safeParse(authors, answer);
  // A comment that is gone is one that GitHub does not find.
  if (!data || data.errors?.some(({ type }) => type !== "NOT_FOUND"))
    throw untold("GitHub's GraphQL API does not say it");
  return new Map(
    data.data.nodes.flatMap((node) => (node?.viewerDidAuthor ? [[node.id, node.body] as const] : [])),
  );
}

const untold = (why: string): Error =>
  new Error(
    `Somebody wrote comments like ours there. Which of them the token in \`github_token\` wrote cannot be told, for ${why}, so none was touched.`,
  );

/** The page, under the marker, with where it comes from. */
function bodyOf(page: Page, mark: Mark, before: Ours | undefined): string {
  const { GITHUB_SERVER_URL = "", GITHUB_REPOSITORY = "" } = process.env;
  const address = `${GITHUB_SERVER_URL || "https://github.com"}/${GITHUB_REPOSITORY}/actions/runs/${mark.id}`;
  const run = mark.id === 0n ? "" : link(address, `Run ${mark.id}`);
  const commit = mark.commit && `of ${short(mark.commit)}`;
  const isOther = before?.commit && mark.commit && before.commit !== mark.commit;
  const stale =
    before?.planned && !mark.planned && isOther
      ? `<p>⚠️ The plan that stood here was of ${short(before.commit)}, and this is of ${short(mark.commit)}.</p>\n`
      : "";
  const end = `${stale}<sub>${[run, commit].filter((part) => part !== "").join(" ")}</sub>\n`;
  const start = `${markerOf(mark)}\n`;
  const note =
    "The rest is left out, since GitHub takes no longer comment. The page of the run has all of it.";
  return start + fitting(render(page), LARGEST - Buffer.byteLength(start + end), note) + end;
}

const short = (commit: string): string => code(commit.slice(0, 7));
