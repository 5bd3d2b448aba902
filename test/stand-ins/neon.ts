import { expect } from "vitest";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";

export const project = "/projects/project-id";
export const main = `${project}/branches/br-example-123`;
export const smtp = {
  host: "smtp.gmail.com",
  port: 587,
  username: "your-email@gmail.com",
  password: "your-app-password",
  sender_email: "noreply@yourcompany.com",
  sender_name: "Your Company",
};

export type Reply = { status: number; headers: Headers; body: unknown };

export async function send(neon: Neon, request: string, body?: unknown, headers = {}): Promise<Reply> {
  const [method = "", path = ""] = request.split(" ");
  const response = await fetch(neon.url + path, {
    method,
    redirect: "manual",
    headers: {
      authorization: `Bearer ${neon.apiKey}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The body alone, of a request that must succeed and of an emulator that must not have violated the document. */
export async function sent<T = Record<string, string>>(
  neon: Neon,
  request: string,
  body?: unknown,
): Promise<T> {
  const reply = await send(neon, request, body);
  expect(neon.violations).toEqual([]);
  expect(reply, request).toMatchObject({ status: expect.toSatisfy((status) => status < 300) });
  return reply.body as T;
}

export async function startWith(
  provider: "stack" | "better_auth" | "mock",
  options: Options = {},
): Promise<Neon> {
  const neon = await startNeon(options);
  await sent(neon, `POST ${main}/auth`, { auth_provider: provider });
  neon.clearRequests();
  return neon;
}

export const error = (message: string, code = "") => ({ request_id: expect.any(String), code, message });
