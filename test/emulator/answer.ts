import { type ServerResponse, STATUS_CODES } from "node:http";

/** What Neon answers. A string body is sent as it is (as HTML, unless `headers` says otherwise), anything else as JSON. */
export type Answer = { status: number; headers?: Record<string, string | string[]>; body?: unknown };

const locked = "project already has running conflicting operations, scheduling of new ones is prohibited";

/** Neon's envelope around every error. */
export function errorAnswer(requestId: string, status: number, message?: string, code = ""): Answer {
  const fallback = status === 423 ? locked : (STATUS_CODES[status] ?? "error");
  return { status, body: { request_id: requestId, code, message: message ?? fallback } };
}

export function send(response: ServerResponse, answer: Answer): void {
  const { status, headers, bytes } = encoded(answer);
  response.writeHead(status, headers).end(bytes);
}

export function encoded({ status, headers, body }: Answer) {
  const isText = typeof body === "string";
  const bytes = Buffer.from(isText ? body : body === undefined ? "" : JSON.stringify(body));
  const type = isText ? "text/html" : "application/json";
  return {
    status,
    bytes,
    headers: {
      ...(bytes.length > 0 && { "content-type": type }),
      // RFC 9110, section 8.6: a 204 has no Content-Length.
      ...(status !== 204 && { "content-length": String(bytes.length) }),
      ...headers,
    },
  };
}
