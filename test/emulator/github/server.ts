import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, send } from "../answer.ts";
import { type Fault, faultQueue, inflict, isCarriedOut, type Match } from "../faults.ts";
import { type Received, received } from "../received.ts";
import { githubApi, problem } from "./api.ts";
import {
  type Comment,
  createState,
  type Pull,
  type Seed,
  type Shared,
  type State,
  type Vault,
} from "./state.ts";
import { type Token, tokenStore } from "./tokens.ts";

export type Options = Seed & {
  /** Below which path the API is: `/api/v3` on GitHub Enterprise Server. Default: none. */
  base?: string;
  /** Below which path GraphQL is, or `false` where there is none. Default: beside the API. */
  graphql?: string | false;
  /** How many writes a minute are let through. Default 80, GitHub's limit for what creates content. */
  writesPerMinute?: number;
};

/** A place in the first repository, or its organization. */
export type PlaceName = "repository" | "dependabot" | "organization" | `environment:${string}`;

export type Github = AsyncDisposable & {
  /** What goes into `GITHUB_API_URL`. */
  readonly url: string;
  /** What goes into `GITHUB_GRAPHQL_URL`. */
  readonly graphqlUrl: string;
  /** A token of a GitHub App with every permission. */
  readonly token: string;
  readonly state: State;
  readonly requests: readonly Received[];
  /** Another token. */
  addToken(token: Token): string;
  /** The plain bytes of a secret, as they came out of its sealed box. */
  secret(place: PlaceName, name: string): Buffer | undefined;
  variable(place: PlaceName, name: string): string | undefined;
  /** With what is there at the start. */
  setSecret(place: PlaceName, name: string, value: string, shared?: Shared): void;
  setVariable(place: PlaceName, name: string, value: string, shared?: Shared): void;
  vault(place: PlaceName): Vault;
  /** A pull request of the first repository, made if it is not there. */
  pull(number: number, change?: Partial<Pick<Pull, "head" | "locked" | "merged">>): Pull;
  /** Comments on it, the oldest first. */
  comments(number: number): Comment[];
  addComment(number: number, author: string, body: string): Comment;
  /** Lines up a fault for the next matching request. The first in line comes first. */
  next(match: Match, fault: Fault): void;
  clearRequests(): void;
  close(): Promise<void>;
};

/**
 * A stateful part of GitHub's APIs (REST 2022-11-28) on 127.0.0.1: secrets and variables of GitHub Actions, and comments
 * on pull requests.
 */
export async function startGithub(options: Options = {}): Promise<Github> {
  const { base = "", writesPerMinute = 80 } = options;
  const { graphql = `${base.replace(/\/v3$/, "")}/graphql` } = options;
  const requests: Received[] = [];
  const faults = faultQueue();
  const tokens = tokenStore();
  const state = createState(options);
  const api = githubApi(state, tokens.of, writesPerMinute);

  const answerTo = (request: Received): Answer => {
    const [pathname = ""] = request.path.split("?", 1);
    if (pathname === graphql && request.method === "POST") return api.graphql(request);
    if (!pathname.startsWith(`${base}/`)) return problem(404, "Not Found");
    const query = new URLSearchParams(request.path.slice(pathname.length));
    return api.answer(request, pathname.slice(base.length), query);
  };
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await received(incoming, response);
    requests.push(request);
    const requestId = randomUUID().replaceAll("-", "").toUpperCase();
    response.setHeader("x-github-request-id", requestId);
    response.setHeader("server", "github.com");

    const fault = faults.take(request.method, request.path);
    const truth = !fault || isCarriedOut(fault) ? answerTo(request) : undefined;
    if (fault) await inflict(inGithubsWords(fault), response, truth, requestId);
    else if (truth) send(response, truth);
  };

  const server = createServer((incoming, response) => {
    // Fails only when the client has gone away in the middle of its request.
    handle(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const first = () => {
    const [repository] = [...state.repositories.values()];
    if (!repository) throw new Error("there is no repository");
    return repository;
  };
  const vault = (place: PlaceName): Vault => {
    const repository = first();
    const [kind, environment = ""] = place.split(/:(.*)/);
    const found = {
      repository: repository.vault,
      dependabot: repository.dependabot,
      organization: state.organizations.get(repository.owner.toLowerCase()),
    }[kind ?? ""];
    const at = kind === "environment" ? repository.environments.get(environment) : found;
    if (!at) throw new Error(`there is no ${place}`);
    return at;
  };
  const pull: Github["pull"] = (number, change) => {
    const { pulls } = first();
    const known = pulls.get(number) ?? {
      number,
      head: number.toString(16).padStart(40, "0"),
      locked: false,
      merged: undefined,
      comments: new Map(),
    };
    const changed = Object.assign(known, change);
    pulls.set(number, changed);
    return changed;
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}${base}`,
    graphqlUrl: `${origin}${graphql || "/graphql"}`,
    token: tokens.add(),
    state,
    requests,
    addToken: tokens.add,
    secret: (place, name) => vault(place).secrets.get(name.toUpperCase())?.value,
    variable: (place, name) => vault(place).variables.get(name.toUpperCase())?.value,
    setSecret: (place, name, value, shared) => void vault(place).putSecret(name, value, shared),
    setVariable: (place, name, value, shared) => void vault(place).putVariable(name, value, shared),
    vault,
    pull,
    comments: (number) => [...pull(number).comments.values()],
    addComment: (number, author, body) => state.addComment(pull(number), author, body),
    next: faults.add,
    clearRequests: () => {
      requests.length = 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** An error that a fault asks for without a body: GitHub's envelope, not Neon's. */
function inGithubsWords(fault: Fault): Fault {
  if (fault.kind !== "answer" || fault.status < 400 || fault.body !== undefined) return fault;
  return { ...problem(fault.status, STATUS_CODES[fault.status] ?? "error"), ...fault };
}
