import type { Answer } from "../answer.ts";
import { nodeId } from "./pulls.ts";
import type { State } from "./state.ts";

/** IDs in one request. */
const MOST = 100;

/** The one query that this server understands: comments by their IDs. */
const known =
  /^query\(\$ids: \[ID!\]!\) \{ nodes\(ids: \$ids\) \{ \.\.\. on IssueComment \{ ([\w ]+) \} \} \}$/;

const failed = (type: string, message: string): Answer => ({
  status: 200,
  body: { data: null, errors: [{ type, message }] },
});

export function graphqlAnswer(state: State, viewer: string, body: unknown): Answer {
  const { query, variables } = Object(body) as { query?: unknown; variables?: { ids?: unknown } };
  const [, names] = known.exec(String(query)) ?? [];
  const ids = variables?.ids;
  if (names === undefined || !Array.isArray(ids)) return failed("INVALID", "the query is not known here");
  if (ids.length > MOST) return failed("ARGUMENT_LIMIT", `You may not provide more than ${MOST} node ids`);
  const comments = [...state.repositories.values()].flatMap(({ pulls }) =>
    [...pulls.values()].flatMap((pull) => [...pull.comments.values()]),
  );
  const byId = new Map(comments.map((comment) => [nodeId(comment), comment]));
  const nodes = ids.map((id: string) => {
    const comment = byId.get(id);
    if (!comment) return null;
    const fields = { id, viewerDidAuthor: comment.author === viewer, body: comment.body };
    return Object.fromEntries(Object.entries(fields).filter(([name]) => names.split(" ").includes(name)));
  });
  const errors = nodes.flatMap((node, index) =>
    node === null
      ? [
          {
            type: "NOT_FOUND",
            path: ["nodes", index],
            message: `Could not resolve to a node with the global id of '${ids[index]}'`,
          },
        ]
      : [],
  );
  return { status: 200, body: { data: { nodes }, ...(errors.length > 0 && { errors }) } };
}
