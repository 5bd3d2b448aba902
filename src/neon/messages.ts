import * as z from "zod/mini";
import { inert } from "../ground/inert.ts";
import { redact } from "../ground/secret.ts";
import { isCertificate } from "../ground/sending.ts";
import type { Call } from "./call.ts";
import type { Answered } from "./transport.ts";

/** Neon's error envelope, read leniently: a proxy may have written it. */
const envelope = () =>
  z.object({
    message: z.catch(z.string(), ""),
    code: z.catch(z.string(), ""),
    request_id: z.catch(z.optional(z.string()), undefined),
  });

const KEY_TYPES =
  "Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings)";

/** What happened, who can act and what to do next, for an answer that is an error. */
export function apiMessage(
  call: Call,
  { status, requestId, json }: Pick<Answered, "status" | "requestId" | "json">,
): { message: string; said: string; requestId: string } {
  const { success, data } = z.safeParse(envelope(), json);
  const { message, code, request_id = requestId } = success ? data : { message: "", code: "" };
  const said = message ? `: ${inert(redact(message), 2000).replace(/\.$/, "")}` : "";
  const details = [
    `status ${status}`,
    code && `code ${inert(redact(code), 100)}`,
    `request ID ${inert(redact(request_id), 100)}`,
  ];
  return {
    said: message,
    requestId: request_id,
    message: `Neon refused ${call.method} ${call.path}${said} (${details.filter(Boolean).join(", ")}). ${cure(status, call, message)}`,
  };
}

function cure(status: number, { path }: Call, said: string): string {
  const projectScoped = !path.includes("/branches/");
  if (status === 401)
    return `The API key was not accepted: check that the secret holds a current key and nothing else. ${KEY_TYPES}.`;
  if (status === 403)
    return `The API key is valid but may not do this: use one that reaches the project. ${KEY_TYPES}.`;
  if (status === 404 && /oauth provider/i.test(said))
    return "Add the provider with `add-oauth-provider` first.";
  if (status === 404 && /\bbranch not found/i.test(said)) return "Check the branch: an ID looks like `br-…`.";
  if (status === 404 && /\bproject not found/i.test(said))
    return "Check `project_id`, and that the API key reaches it.";
  if (status === 404 && projectScoped)
    return "Check `project_id`. Neon keeps the project-scoped API for existing integrations only: for others name a branch, which uses the branch-scoped API.";
  if (status === 404) return "If Neon Auth is not enabled on this branch, run `create-integration` first.";
  if (status === 410) return "Neon has closed this route: name a branch, which uses the branch-scoped API.";
  if (status === 409) return "Something like it exists already: look at what is there, or delete it first.";
  if (status === 423)
    return "The project is locked by another operation that still runs: run the step again later, or raise `timeout_seconds`.";
  if (status === 429)
    return "The rate limit of your Neon account is used up: run fewer steps at once, or later.";
  if (status >= 300 && status < 400) return "A redirect is never followed with a key: check `api_host`.";
  if (status >= 500)
    return "The fault is on Neon's side, see neonstatus.com; tell Neon's support the request ID.";
  return "Check the inputs of the step against what Neon says.";
}

/** The same when no complete answer came. `cause` is a code, never a text from outside. */
export function connectionMessage(
  { method, path }: Call,
  kind: "unsent" | "lost",
  cause: string,
  ended: string | undefined,
): string {
  if (kind === "unsent" && ended) return `${method} ${path} was not sent: ${ended}.`;
  if (kind === "unsent" && isCertificate(cause))
    return `The certificate of the server is not trusted (${cause}), so ${method} ${path} was not sent. Check \`api_host\`; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.`;
  if (kind === "unsent")
    return `Neon could not be reached for ${method} ${path} (${cause}). Nothing was sent: check \`api_host\` and the network of the runner, then run the step again.`;
  if (method === "GET") return `No complete answer to ${method} ${path} (${cause}). Run the step again.`;
  return `${method} ${path} was sent, and no complete answer came back (${cause}).`;
}
