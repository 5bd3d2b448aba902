import { inert } from "../ground/inert.ts";
import { redact } from "../ground/secret.ts";
import { isCertificate } from "../ground/sending.ts";
import type { Call } from "./call.ts";
import { readSaid, type Said } from "./said.ts";
import type { Answered } from "./transport.ts";

const KEY_TYPES =
  "Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings)";

/** What happened, what to do next, and last which request it was, for an answer that is an error. */
export function apiMessage(
  call: Call,
  { status, requestId, json }: Pick<Answered, "status" | "requestId" | "json">,
  late = "",
): { message: string; said: string; requestId: string } {
  const said = readSaid(json);
  const shown = (text: string, longest: number) => inert(redact(text), longest);
  const [happened, cure] = adviceFor(status, call, said);
  const words = said.message && `: ${shown(said.message, 2000).replace(/\.$/, "")}`;
  const code = said.code && `, code ${shown(said.code, 100)}`;
  const id = said.requestId || requestId;
  return {
    said: said.message,
    requestId: id,
    message: `${happened} (${status})${words}. ${cure}${late} [${call.method} ${call.path}${code}, request ID ${shown(id, 100)}]`,
  };
}

type Advice = readonly [happened: string, cure: string];

/** What happened and what to do about it, whatever the request was. */
export function adviceFor(status: number, call: Call, said: Said): Advice {
  if (!said.fromNeon && [404, 409, 410].includes(status))
    return [
      "The answer is not Neon's",
      "Something between this runner and Neon may have given it: check `api_host` and the proxy.",
    ];
  if (status === 404) return notFound(call, said.message);
  if (status === 401)
    return [
      "Neon did not accept the API key",
      `Check that the secret holds a current key and nothing else. ${KEY_TYPES}.`,
    ];
  if (status === 402)
    return [
      "The plan of your Neon account does not cover this",
      "Look at the plan and its limits in the Neon Console.",
    ];
  if (status === 403)
    return ["The API key may not do this", `Use one that reaches the project. ${KEY_TYPES}.`];
  if (status === 409 && /\b(exists|registered|in use|taken)\b/i.test(said.message))
    return call.path.endsWith("/users")
      ? ["The user is there already", "Without `if_exists: fail` the step takes that as done."]
      : ["Something like it is there already", "Look at what is there, or delete it first."];
  if (status === 409)
    return ["This conflicts with what is there", "Look at what is there, then run the step again."];
  if (status === 410)
    return [
      "Neon has closed this route",
      "The project-scoped API is coming to its end: name a branch, which uses the branch-scoped API.",
    ];
  if (status === 423)
    return [
      "The project is locked by another operation",
      "Run the step again later, or raise `timeout_seconds`.",
    ];
  if (status === 429)
    return ["The rate limit of your Neon account is used up", "Run fewer steps at once, or later."];
  if (status >= 300 && status < 400)
    return ["Neon's address leads elsewhere", "A redirect is never followed with a key: check `api_host`."];
  if (status >= 500)
    return [
      "Neon failed",
      "The fault is on its side: see neonstatus.com, and tell Neon's support the request ID.",
    ];
  if (/shared/i.test(said.message + said.code) && call.path.includes("/oauth_providers"))
    return [
      "Neon refused the request",
      "Give `client_id` and `client_secret` of your own OAuth application.",
    ];
  return ["Neon refused the request", "Check the inputs of the step against what Neon says."];
}

function notFound({ path }: Call, said: string): Advice {
  if (/oauth provider/i.test(said))
    return ["The OAuth provider is not there", "Add it with `add-oauth-provider` first."];
  if (/email (provider|server)/i.test(said))
    return ["The branch has no email server of its own", "Configure one with `update-email-server` first."];
  if (/\buser not found/i.test(said))
    return ["There is no such user", "Check `auth_user_id`, and that the user is one of this branch."];
  if (/\bbranch not found/i.test(said))
    return [
      "There is no such branch",
      /\/branches\/(?!br-)/.test(path)
        ? "`branch_id` takes the ID, which begins with `br-`: give a name as `branch_name`."
        : "Check `branch_id`: the branch may have been deleted, or be one of another project.",
    ];
  if (/\bproject not found/i.test(said))
    return [
      "There is no such project",
      "Check `project_id`, which takes the ID and not the name, and that the API key reaches it.",
    ];
  if (!path.includes("/branches/"))
    return [
      "Neon finds nothing there",
      "Check `project_id`. Neon keeps the project-scoped API for existing integrations only: for others name a branch, which uses the branch-scoped API.",
    ];
  return [
    "Neon finds nothing there",
    "If Neon Auth is not enabled on this branch, run `create-integration` first.",
  ];
}

/** The same when no complete answer came. `cause` is a code, never a text from outside. */
export function connectionMessage(
  { method, path }: Call,
  kind: "unsent" | "lost",
  cause: string,
  ended: string | undefined,
  late = "",
): string {
  const because = ended ? `: ${ended}` : ` (${cause})`;
  if (kind === "unsent" && ended) return `${method} ${path} was not sent${because}.`;
  if (kind === "unsent" && isCertificate(cause))
    return `The certificate of the server is not trusted (${cause}), so ${method} ${path} was not sent. Check \`api_host\`; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.${late}`;
  if (kind === "unsent")
    return `Neon could not be reached for ${method} ${path} (${cause}). Nothing was sent: check \`api_host\` and the network of the runner, then run the step again.${late}`;
  if (method === "GET")
    return `Neon gave no complete answer${because}. Run the step again.${late} [${method} ${path}]`;
  return `${method} ${path} was sent, and no complete answer came back (${ended ?? cause}).${late}`;
}
