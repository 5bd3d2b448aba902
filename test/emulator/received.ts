import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it arrived. */
export type Received = {
  method: string;
  /** Everything after the host. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; `undefined` without one. */
  body: unknown;
  text: string;
  /** `undefined` as long as no head of an answer has left. */
  readonly status: number | undefined;
};

export async function received(incoming: IncomingMessage, response: ServerResponse): Promise<Received> {
  const { method = "", url: path = "", headers } = incoming;
  const content = await text(incoming);
  return {
    method,
    path,
    headers,
    body: parsed(content),
    text: content,
    get status() {
      return response.headersSent ? response.statusCode : undefined;
    },
  };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
