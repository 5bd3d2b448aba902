import * as z from "zod/mini";
import { inert } from "../ground/inert.ts";
import { redact } from "../ground/secret.ts";
import { isCertificate } from "../ground/sending.ts";
import type { GithubAnswer, GithubCall, Need } from "./call.ts";

const envelope = z.object({ message: z.catch(z.string(), "") });

/** What GitHub says in an error, as it came. Not for printing. */
function saidIn(json: unknown): string {
  const { success, data } = z.safeParse(envelope, json);
  return success ? data.message : "";
}

export const headerOf = ({ headers }: GithubAnswer, name: string): string => String(headers[name] ?? "");

const shown = (text: string, longest: number): string => inert(redact(text), longest);

/** What happened, what to do next, and last which request it was, for an answer that is an error. */
export function refusedMessage(call: GithubCall, answer: GithubAnswer, need: Need, late = ""): string {
  const message = saidIn(answer.json);
  const said = message ? `: ${shown(message, 1000).replace(/\.$/, "")}` : "";
  const requestId = shown(headerOf(answer, "x-github-request-id"), 100);
  const [happened, cure] = adviceFor(answer, message, need);
  const request = `${call.method} ${call.path}${requestId && `, request ID ${requestId}`}`;
  return `${happened} (${answer.status})${said}. ${cure}${late} [${request}]`;
}

type Advice = readonly [happened: string, cure: string];

/** What happened and what to do about it, whatever the request was. */
export function adviceFor(answer: GithubAnswer, said: string, need: Need): Advice {
  const { status } = answer;
  if (status === 401)
    return [
      "GitHub did not accept the token in `github_token`",
      "Check that it is current and holds nothing else.",
    ];
  if (status === 403 && headerOf(answer, "x-github-sso"))
    return ["The organization asks for single sign-on", "Authorize the token in `github_token` for it."];
  if (isLimit(answer)) return ["The rate limit of the token is used up", "Run the step later."];
  if (status === 403 && /\bis locked\b/i.test(said))
    return ["The conversation is locked", "Unlock it, or pass the token of somebody who may write there."];
  if (status === 403) return missingPermission(answer, said, need);
  if (status === 404)
    return [
      "GitHub finds nothing there",
      "What was there when the step began is not there any more, or the token does not reach it.",
    ];
  if (status === 422)
    return ["GitHub refused the request", "Check the name and the value against what GitHub says."];
  if (status >= 300 && status < 400)
    return [
      "GitHub's address leads elsewhere",
      "A redirect is never followed with a token: check that `github_repository` is the current name, and `GITHUB_API_URL`.",
    ];
  if (status >= 500) return ["GitHub failed", "The fault is on its side: see githubstatus.com."];
  return ["GitHub refused the request", "Check the inputs of the step against what GitHub says."];
}

function missingPermission(answer: GithubAnswer, said: string, need: Need): Advice {
  const { permission, classicScope, jobTokenCure } = need;
  if (headerOf(answer, "x-accepted-oauth-scopes"))
    return [
      "The token in `github_token` may not do this",
      `A classic token needs the scope \`${classicScope}\`, and its owner the right to write there. Better, pass the token of a GitHub App or a fine-grained personal access token with ${permission}.`,
    ];
  const accepted = shown(headerOf(answer, "x-accepted-github-permissions"), 200);
  const asked = accepted && `GitHub asks for \`${accepted}\` here. `;
  const cure = /by integration/i.test(said) ? jobTokenCure : "Add it to the token.";
  return [`The token in \`github_token\` lacks ${permission}`, asked + cure];
}

/** Whether GitHub refuses because it was asked too often. It says so with 429, and with 403. */
export function isLimit(answer: GithubAnswer): boolean {
  if (answer.status === 429) return true;
  if (answer.status !== 403) return false;
  return (
    headerOf(answer, "retry-after") !== "" ||
    headerOf(answer, "x-ratelimit-remaining") === "0" ||
    /rate limit/i.test(saidIn(answer.json))
  );
}

/** The same when no complete answer came. `cause` is a code, or why the step has to end. */
export function noAnswerMessage({ method, path }: GithubCall, cause: string, late = ""): string {
  if (isCertificate(cause))
    return `The certificate of GitHub's server is not trusted (${cause}), so ${method} ${path} was not sent. Check \`GITHUB_API_URL\` and the proxy; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.${late}`;
  if (method === "GET")
    return `GitHub gave no complete answer (${cause}). Check githubstatus.com and the network of the runner, then run the step again.${late} [GET ${path}]`;
  return `No complete answer of GitHub to ${method} ${path} (${cause}): it may have been carried out.${late}`;
}
