import type { Answer } from "../answer.ts";
import { Refusal } from "./refusal.ts";
import type { Call, Handler } from "./routes.ts";
import type { Comment, Pull, Repository } from "./state.ts";
import type { Access, Need } from "./tokens.ts";

/** Characters of a comment. */
const LONGEST = 65_536;

const notFound = () => new Refusal(404, "Not Found");

/** GitHub's ID of a comment for all of its APIs. */
export const nodeId = ({ id }: Comment): string => `IC_${Buffer.from(String(id)).toString("base64url")}`;

const fullName = ({ owner, name }: Repository): string => `${owner}/${name}`;

const repositoryOf = ({ repository }: Call): Repository => {
  if (!repository) throw notFound();
  return repository;
};

function pullOf(call: Call, number: string | undefined): Pull {
  const pull = repositoryOf(call).pulls.get(Number(number));
  if (!pull) throw notFound();
  return pull;
}

/** A comment by the ID in the path, with the pull request that it is on. */
function commentOf(call: Call): { pull: Pull; comment: Comment } {
  const id = Number(call.params.comment_id);
  for (const pull of repositoryOf(call).pulls.values()) {
    const comment = pull.comments.get(id);
    if (comment) return { pull, comment };
  }
  throw notFound();
}

const commentShown = (call: Call, { number }: Pull, comment: Comment) => ({
  id: comment.id,
  node_id: nodeId(comment),
  html_url: `https://github.com/${fullName(repositoryOf(call))}/pull/${number}#issuecomment-${comment.id}`,
  user: { login: comment.author, type: comment.author.endsWith("[bot]") ? "Bot" : "User" },
  created_at: comment.createdAt,
  updated_at: comment.updatedAt,
  body: comment.body,
});

const pullShown = ({ number, head, locked, merged }: Pull) => ({
  number,
  state: merged === undefined ? "open" : "closed",
  locked,
  head: { sha: head },
  merged_at: merged === undefined ? null : "2026-07-01T12:00:00Z",
  merge_commit_sha: merged ?? null,
});

function bodyIn(call: Call): string {
  const { body } = call.body;
  if (typeof body !== "string" || body.trim() === "") throw new Refusal(422, "Validation Failed");
  if (body.length > LONGEST)
    throw new Refusal(
      422,
      `Validation Failed: {"resource":"IssueComment","code":"unprocessable","field":"data","message":"Body is too long (maximum is ${LONGEST} characters)"}`,
    );
  return body;
}

function create(call: Call): Answer {
  const pull = pullOf(call, call.params.issue_number);
  if (pull.locked) throw new Refusal(403, "Unable to create comment because issue is locked.");
  const comment = call.state.addComment(pull, call.login, bodyIn(call));
  return { status: 201, body: commentShown(call, pull, comment) };
}

function update(call: Call): Answer {
  const { pull, comment } = commentOf(call);
  Object.assign(comment, { body: bodyIn(call), updatedAt: new Date().toISOString() });
  return { status: 200, body: commentShown(call, pull, comment) };
}

function remove(call: Call): Answer {
  const { pull, comment } = commentOf(call);
  pull.comments.delete(comment.id);
  return { status: 204 };
}

function list(call: Call): Answer {
  const pull = pullOf(call, call.params.issue_number);
  const size = Math.min(Number(call.query.get("per_page") ?? 30), 100);
  const start = (Number(call.query.get("page") ?? 1) - 1) * size;
  const comments = [...pull.comments.values()].slice(start, start + size);
  return { status: 200, body: comments.map((comment) => commentShown(call, pull, comment)) };
}

/** Pull requests and comments on them, below the path of a repository. */
export function pullRoutes(repository: string): Record<string, Handler> {
  const comments = (access: Access, handle: Handler["handle"]): Handler => {
    const need: Need = { permission: "issues", or: "pull_requests", access, scope: "repo" };
    return { need, handle };
  };
  const read = { permission: "pull_requests", access: "read", scope: "repo" } as const;
  return {
    [`GET ${repository}/issues/{issue_number}/comments`]: comments("read", list),
    [`POST ${repository}/issues/{issue_number}/comments`]: comments("write", create),
    [`PATCH ${repository}/issues/comments/{comment_id}`]: comments("write", update),
    [`DELETE ${repository}/issues/comments/{comment_id}`]: comments("write", remove),
    [`GET ${repository}/pulls/{pull_number}`]: {
      need: read,
      handle: (call) => ({ status: 200, body: pullShown(pullOf(call, call.params.pull_number)) }),
    },
    [`GET ${repository}/commits/{commit_sha}/pulls`]: {
      need: read,
      handle: (call) => {
        const { commit_sha: sha } = call.params;
        const all = [...repositoryOf(call).pulls.values()];
        return {
          status: 200,
          body: all.filter(({ head, merged }) => head === sha || merged === sha).map(pullShown),
        };
      },
    },
  };
}
