import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Answer, encoded, errorAnswer, send } from "./answer.ts";

/** `path` is a part of the path or a pattern for it. `times` is 1 unless told, and may be `Infinity`. */
export type Match = { method?: string; path?: string | RegExp; times?: number };

type When = { after?: "before" | "state" };

export type Fault =
  /** The connection is reset before a request can be sent. Only with TLS, whose handshake comes first. */
  | { kind: "refuse" }
  /** This answer instead of the true one. `after: "state"`: the request was carried out all the same. */
  | ({ kind: "answer" } & When & Answer)
  /** The true answer with another body, made from a copy of the true one. */
  | { kind: "edit"; body: (truth: unknown) => unknown }
  | { kind: "reset"; when: "before-headers" | "after-state" }
  | { kind: "hang"; when: "before-headers" | "after-state" }
  /** The true answer, as soon as this is fulfilled. */
  | { kind: "hold"; until: () => Promise<unknown> }
  /** The true answer, slowly. */
  | { kind: "drip"; bytesPerSecond: number }
  /** The true answer's head with its whole length, then `atByte` bytes of the body, then the end of the connection. */
  | { kind: "cut"; atByte: number }
  /** Bytes that are not HTTP. */
  | ({ kind: "garbage" } & When)
  /** These bytes, whatever they are, then the end of the connection. */
  | ({ kind: "raw"; bytes: string } & When)
  /** An interim answer, which has no body, and then the true one. */
  | { kind: "interim"; status: 100 | 102 | 103 }
  /** The true answer, compressed although nobody asked for that. */
  | { kind: "gzip" }
  /** A JSON answer of about this size, without a declared length. */
  | ({ kind: "huge"; bytes: number } & When)
  | { kind: "redirect"; to: string; status?: 301 | 302 | 303 | 307 | 308 };

export type FaultKind = Fault["kind"];

export function faultQueue() {
  const entries: { match: Match; fault: Fault; left: number }[] = [];
  const takeIf = (fits: (match: Match, fault: Fault) => boolean): Fault | undefined => {
    const entry = entries.find(({ match, fault, left }) => left > 0 && fits(match, fault));
    if (!entry) return undefined;
    entry.left -= 1;
    return entry.fault;
  };
  return {
    add(match: Match, fault: Fault): void {
      if (fault.kind === "refuse" && (match.method ?? match.path) !== undefined)
        throw new Error("refuse is for connections: their requests are not known yet");
      entries.push({ match, fault, left: match.times ?? 1 });
    },
    /** The first fault in line for this request, used up by one. */
    take: (method: string, path: string) =>
      takeIf((match, { kind }) => kind !== "refuse" && matches(match, method, path)),
    /** The same for a connection that was just opened. */
    takeRefusal: () => takeIf((_, { kind }) => kind === "refuse"),
    clear(): void {
      entries.length = 0;
    },
  };
}

function matches(match: Match, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === "string" ? path.includes(match.path) : path.search(match.path) >= 0;
}

/** Whether Neon carries the request out, whatever becomes of the answer. */
export function isCarriedOut(fault: Fault): boolean {
  switch (fault.kind) {
    case "answer":
    case "garbage":
    case "raw":
    case "huge":
      return fault.after === "state";
    case "reset":
    case "hang":
      return fault.when === "after-state";
    case "hold":
    case "drip":
    case "cut":
    case "edit":
    case "interim":
    case "gzip":
      return true;
    case "refuse":
    case "redirect":
      return false;
  }
}

/** Spoils the answer. `truth` is there when the request was carried out. */
export async function inflict(
  fault: Fault,
  response: ServerResponse,
  truth: Answer = { status: 200 },
  requestId: string,
): Promise<void> {
  switch (fault.kind) {
    case "answer":
      return send(response, { ...defaultAnswer(fault.status, truth, requestId), ...fault });
    case "edit":
      return send(response, { ...truth, body: fault.body(structuredClone(truth.body)) });
    case "redirect":
      return send(response, { status: fault.status ?? 302, headers: { location: fault.to } });
    case "hang":
      return;
    case "hold":
      await fault.until();
      return send(response, truth);
    case "reset":
    case "refuse":
      response.socket?.resetAndDestroy();
      return;
    case "garbage":
      response.socket?.end("\0this is not HTTP\r\n\r\n");
      return;
    case "raw":
      response.socket?.end(fault.bytes);
      return;
    case "interim":
      await interim(fault.status, response);
      return send(response, truth);
    case "gzip":
      return gzip(response, truth);
    case "cut":
      return cut(fault.atByte, response, truth);
    case "drip":
      return drip(fault.bytesPerSecond, response, truth);
    case "huge":
      response.writeHead(200, { "content-type": "application/json" });
      Readable.from(padding(fault.bytes)).pipe(response);
      return;
  }
}

/** The body for a status that a fault asks for without one: Neon's envelope, or what is true. */
function defaultAnswer(status: number, truth: Answer, requestId: string): Answer {
  return status >= 400 ? errorAnswer(requestId, status) : { ...truth, status };
}

function interim(status: 100 | 102 | 103, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (status === 100) response.writeContinue(resolve);
    else if (status === 102) response.writeProcessing(resolve);
    else response.writeEarlyHints({ link: "</style.css>; rel=preload" }, resolve);
  });
}

function gzip(response: ServerResponse, truth: Answer): void {
  const { status, headers, bytes } = encoded(truth);
  const body = gzipSync(bytes);
  const length = { "content-encoding": "gzip", "content-length": String(body.length) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}

function cut(atByte: number, response: ServerResponse, truth: Answer): void {
  const { status, headers, bytes } = encoded(truth);
  const length = Math.max(bytes.length, atByte + 1);
  response.writeHead(status, { ...headers, "content-length": String(length) }).flushHeaders();
  response.write(bytes.subarray(0, atByte), () => response.socket?.destroy());
}

async function drip(bytesPerSecond: number, response: ServerResponse, truth: Answer): Promise<void> {
  const { status, headers, bytes } = encoded(truth);
  response.writeHead(status, headers).flushHeaders();
  const step = Math.max(1, Math.round(bytesPerSecond / 100));
  for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
    response.write(bytes.subarray(at, at + step));
    await sleep((1000 * step) / bytesPerSecond);
  }
  response.end();
}

function* padding(bytes: number): Generator<Buffer> {
  const block = Buffer.alloc(65_536, "a");
  yield Buffer.from('{"padding":"');
  for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, left);
  yield Buffer.from('"}');
}
