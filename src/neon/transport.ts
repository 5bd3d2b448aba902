import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders } from "node:http";
import { setFlagsFromString } from "node:v8";
import { buildConnector, type Dispatcher, Pool } from "undici";
import { InputError } from "../ground/errors.ts";
import { parseJson } from "../ground/json.ts";
import { httpDate, retryAfter } from "../ground/pauses.ts";
import { causeOf, checkCertificates, proxyVariables } from "../ground/sending.ts";
import { randomUUID } from "../ground/uuid.ts";
import type { Call } from "./call.ts";
import { takeEarly } from "./early.ts";
import { exchange } from "./exchange.ts";
import { readSaid } from "./said.ts";

/** Longest answer that is read, in bytes. Neon's are some kilobytes. */
const LARGEST = 1_000_000;

/**
 * How much WebAssembly runs before V8 compiles it a second time, in bytes; V8's own 13,000,000 are two or three answers.
 * The parser of undici is WebAssembly, and the end of the process waits for that compiler, longer than a request takes.
 * With another flag than those that Node was built with, V8 compiles what it loads of Node from then on from source.
 */
const WASM_BUDGET = 500_000_000;

/** An answer, Neon's or one from in between. */
export interface Answered {
  readonly kind: "answer";
  readonly status: number;
  readonly requestId: string;
  /** Milliseconds that it asks to wait. */
  readonly retryAfter: number | undefined;
  /** The server's time. */
  readonly date: number | undefined;
  readonly contentType: string | undefined;
  readonly encoding: string | undefined;
  /** Parsed body; `undefined` if it is empty or not JSON. */
  readonly json: unknown;
  readonly empty: boolean;
  /** Whether the body is an error in Neon's own words. */
  readonly fromNeon: boolean;
}

/** How one try ended: answered, failed before anything left, or sent without a complete answer. */
export type Try = Answered | { readonly kind: "unsent" | "lost"; readonly cause: string };

/**
 * Opens the way to a host. Certificates are checked whatever the environment says. `idle`: for how many milliseconds
 * a socket may be idle and is used again all the same, though a server may close it at that very moment; not through a
 * proxy. Throws an `InputError` if a variable that names a proxy names none.
 */
export async function openDispatcher(host: URL, idle = 0): Promise<Dispatcher> {
  // undici would take HTTP/2 where a server has it, and does not tell of that what was sent.
  const tls = { rejectUnauthorized: true, allowH2: false };
  checkCertificates();
  if (host.protocol === "https:") await import("node:tls");
  setFlagsFromString(`--wasm-tiering-budget=${WASM_BUDGET}`);
  const proxies = proxyVariables.filter((name) => process.env[name]);
  const wrong = proxies.filter((name) => !isProxy(process.env[name] ?? ""));
  if (wrong.length > 0)
    throw new InputError(
      wrong.map(
        (name) =>
          `\`${name}\` must be the address of an HTTP proxy, such as \`http://user:password@proxy.example:3128\`, with signs such as \`@\` in the password as \`%40\`.`,
      ),
    );
  // Without pipelining no socket is used twice.
  const options = { connect: tls, allowH2: false, pipelining: 0 };
  if (proxies.length === 0) {
    const again = { pipelining: 1, keepAliveTimeout: idle, keepAliveMaxTimeout: idle };
    const connector = buildConnector(tls);
    const connect: typeof connector = async (way, connected) => {
      const httpSocket = await takeEarly(host.origin);
      connector(httpSocket ? { ...way, httpSocket } : way, connected);
    };
    return new Pool(host.origin, { ...options, connect, ...(idle > 0 && again) });
  }
  const { EnvHttpProxyAgent } = await import("undici");
  return new EnvHttpProxyAgent({ ...options, requestTls: tls, proxyTls: tls });
}

function isProxy(address: string): boolean {
  try {
    const { protocol, username, password } = new URL(address);
    // Fails for a `%` that is not followed by two digits.
    decodeURIComponent(username + password);
    return protocol === "http:" || protocol === "https:";
  } catch {
    return false;
  }
}

/** Sends a request once. Never throws: what the end means is for the caller to say. */
export async function tryOnce(
  dispatcher: Dispatcher,
  call: Call,
  { host, headers, signal }: { host: URL; headers: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<Try> {
  const requestId = randomUUID();
  try {
    const request = {
      origin: host.origin,
      method: call.method,
      path: host.pathname.replace(/\/+$/, "") + call.path,
      headers: {
        ...headers,
        "x-request-id": requestId,
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: call.body ?? null,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const { status, headers: answered, text } = await exchange(dispatcher, request, signal, LARGEST);
    if (text === undefined) return { kind: "lost", cause: `an answer of more than ${LARGEST} bytes` };
    const json = parseJson(text);
    if (json === undefined && /^\s*[[{]/.test(text))
      return { kind: "lost", cause: "an answer that ends in its middle" };
    const date = httpDate(header(answered, "date"));
    return {
      kind: "answer",
      status,
      date,
      requestId: header(answered, "x-request-id") ?? requestId,
      retryAfter: retryAfter(header(answered, "retry-after"), date ?? Date.now()),
      contentType: header(answered, "content-type"),
      encoding: header(answered, "content-encoding"),
      json,
      empty: text.trim() === "",
      fromNeon: readSaid(json).fromNeon,
    };
  } catch (error) {
    return { kind: sentRequests.has(requestId) ? "lost" : "unsent", cause: causeOf(error) };
  }
}

/** IDs of the requests whose headers were written to a socket: error codes do not tell. */
const sentRequests = new Set<string>();
subscribe("undici:client:sendHeaders", (message) => {
  const [, id] = /^x-request-id: ([0-9a-f-]{36})\r?$/m.exec((message as { headers: string }).headers) ?? [];
  if (id) sentRequests.add(id);
});

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => [headers[name]].flat()[0];
