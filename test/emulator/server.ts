import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, send } from "./answer.ts";
import { type ApiOptions, neonApi, type Violation } from "./api.ts";
import { authService } from "./auth-service.ts";
import { type CertificateKind, openCertificate } from "./certificates.ts";
import { type Fault, faultQueue, inflict, isCarriedOut, type Match } from "./faults.ts";
import { type Received, received } from "./received.ts";
import { createState, type Seed, type State } from "./state.ts";

export type Options = ApiOptions & {
  /** Default: a free one. */
  port?: number;
  /** One or several keys that are good. Default: a random one. */
  apiKey?: string | readonly [string, ...string[]];
  /** Default: the project and the branch that Neon's documentation uses, `project-id` and `br-example-123`. */
  seed?: readonly Seed[];
  /** Whether requests and answers are checked against Neon's document. Default `true`; `false` does not load it. */
  validate?: boolean;
  /** Between carrying a request out and answering it. */
  latencyMs?: number | ((request: Received) => number);
  /** Where `base_url` and `jwks_url` of `better_auth` point to. Default: this server, which has an auth service there. */
  authOrigin?: string;
  /** How many reads of the JWKS of each branch answer 503 at first. */
  jwksNotReadyReads?: number;
  /** `https` with such a certificate. Default: `http`. */
  tls?: CertificateKind;
};

/** What a fault was done to: a request, or a connection that never carried one. */
export type Inflicted = {
  readonly fault: Fault;
  readonly request?: Received;
  /** How much has left of the connection so far, heads of answers included. */
  readonly bytesSent: number;
};

export type Neon = AsyncDisposable & {
  /** What goes into `api_host`. */
  readonly url: string;
  /** The first good key. */
  readonly apiKey: string;
  readonly state: State;
  readonly requests: readonly Received[];
  /** How many connections were opened. */
  readonly connections: number;
  /** What a client needs in its environment to trust the certificate. */
  readonly environment: Readonly<Record<string, string>>;
  /** The faults that were met, in order. */
  readonly inflicted: readonly Inflicted[];
  readonly violations: readonly Violation[];
  /** How often each kind of change was made, by operation: `{ "create-integration": 1 }`; `sign-up` at an auth service. */
  readonly sideEffects: Readonly<Record<string, number>>;
  /** Lines up a fault for the next matching request. The first in line comes first. */
  next(match: Match, fault: Fault): void;
  /** Forgets requests, connections, violations and side effects; keeps the state and the faults in line. */
  clearRequests(): void;
  /** Everything as at the start. */
  reset(): void;
  close(): Promise<void>;
};

const base = "/api/v2";
const documentationSeed: Seed = { id: "project-id", defaultBranch: { id: "br-example-123", name: "main" } };

/** A stateful Neon on 127.0.0.1. */
export async function startNeon(options: Options = {}): Promise<Neon> {
  const document = options.validate === false ? undefined : (await import("./document.ts")).neonDocument();
  const keys = [options.apiKey ?? `napi_${randomBytes(32).toString("hex")}`].flat();
  const requests: Received[] = [];
  const inflicted: Inflicted[] = [];
  const faults = faultQueue();
  const secure = options.tls && (await openCertificate(options.tls));
  let connections = 0;
  const state = createState(() => options.authOrigin ?? origin);
  const api = neonApi(options, keys, state, document);
  const service = authService(state, api.effect, options.jwksNotReadyReads);
  let origin = "";

  const clearRequests = () => {
    requests.length = 0;
    inflicted.length = 0;
    connections = 0;
    api.clear();
  };
  const reset = () => {
    clearRequests();
    faults.clear();
    api.resetRateLimit();
    service.reset();
    state.projects.clear();
    for (const project of options.seed ?? [documentationSeed]) state.addProject(project);
  };
  reset();

  const answerTo = (request: Received, requestId: string): Answer | Promise<Answer> => {
    const [pathname = ""] = request.path.split("?", 1);
    if (!pathname.startsWith(`${base}/`)) return service.answer(request, pathname);
    const query = new URLSearchParams(request.path.slice(pathname.length));
    return api.answer(request, requestId, pathname.slice(base.length), query);
  };
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await received(incoming, response);
    requests.push(request);
    const requestId = incoming.headers["x-request-id"]?.toString() ?? randomUUID();
    response.setHeader("x-request-id", requestId);
    // Node would take a clock that a test cannot put forward.
    response.setHeader("date", new Date(Date.now()).toUTCString());

    const fault = faults.take(request.method, request.path);
    const truth = !fault || isCarriedOut(fault) ? await answerTo(request, requestId) : undefined;
    const latency = typeof options.latencyMs === "function" ? options.latencyMs(request) : options.latencyMs;
    if (latency) await sleep(latency);
    if (fault) inflicted.push(struck(fault, incoming.socket, request));
    if (fault) await inflict(fault, response, truth, requestId);
    else if (truth) send(response, truth);
  };

  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    // Fails only when the client has gone away in the middle of its request.
    handle(incoming, response).catch(() => response.destroy());
  };
  const server = secure ? createSecureServer(secure, listener) : createServer(listener);
  // As load balancers have it. Node's 5 seconds are over when a busy machine stands still, in the middle of a test.
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    const fault = secure && faults.takeRefusal();
    if (!fault) return;
    inflicted.push(struck(fault, socket));
    socket.resetAndDestroy();
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  origin = `${secure ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
    await secure?.forget();
  };
  return {
    url: `${origin}${base}`,
    apiKey: keys[0] ?? "",
    state,
    requests,
    get connections() {
      return connections;
    },
    environment: secure?.environment ?? {},
    inflicted,
    violations: api.violations,
    sideEffects: api.sideEffects,
    next(match, fault) {
      if (fault.kind === "refuse" && !secure)
        throw new Error("refuse needs TLS: without it a request is sent");
      faults.add(match, fault);
    },
    clearRequests,
    reset,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function struck(fault: Fault, socket: Socket, request?: Received): Inflicted {
  return {
    fault,
    ...(request && { request }),
    get bytesSent() {
      return socket.bytesWritten;
    },
  };
}
