import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect, createServer as createRelay, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked, at, errorOf, main, mainsPlayed, runAction, written } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const read = { operation: "list-integrations", project_id: "project-id" };
const keys = { operation: "generate-sdk-keys", project_id: "project-id" };
const create = {
  operation: "create-integration",
  project_id: "project-id",
  auth_provider: "stack",
  branch_id: "br-example-123",
};

const neonError = (
  status: number,
  message = "no",
  headers: Record<string, string> = { "retry-after": "0" },
): Fault => ({
  kind: "answer",
  status,
  headers,
  body: { request_id: "req-1", code: "", message },
});

// What the runner gets is put through the same in faults.test.ts.
describe.each(mainsPlayed)("%s", (main) => {
  const run = (inputs: Record<string, string>) => runAction(main, { ...at(neon), ...inputs });
  /** Runs a step whose first requests meet a fault, and counts what it sent. */
  const meet = async (inputs: Record<string, string>, fault: Fault, match: Match = {}) => {
    neon.next(match, fault);
    const result = await run(inputs);
    return { result, sent: neon.requests.length };
  };

  test.each([
    ["423", create, 423],
    ["429", create, 429],
    ["Neon's 503", create, 503],
    ["500", read, 500],
    ["502", read, 502],
    ["504", read, 504],
  ])("%s is tried again", async (_, inputs, status) => {
    const { result, sent } = await meet(inputs, neonError(status));
    expect(result.exitCode).toBe(0);
    expect(sent).toBe(2);
  });

  test.each([400, 401, 403, 404, 410, 422, 301, 302, 307])(
    "%s is not tried again, and said with its request ID",
    async (status) => {
      const { result, sent } = await meet(read, {
        ...neonError(status, "not today"),
        headers: { location: "https://elsewhere.example/" },
      } as Fault);
      expect(sent).toBe(1);
      expect(errorOf(result)).toMatch(
        new RegExp(` \\(${status}\\): not today\\. .* \\[GET \\S+, request ID req-1\\]$`),
      );
    },
  );

  test.each([500, 502, 504])(
    "%s on a write that no read shows leaves the outcome unknown",
    async (status) => {
      const { result, sent } = await meet(keys, neonError(status));
      expect(sent).toBe(1);
      expect(errorOf(result)).toContain(
        "Outcome unknown: it may have been carried out. Look at the API keys",
      );
    },
  );

  test("a 503 that is not Neon's is not trusted on a write", async () => {
    const html = {
      kind: "answer",
      status: 503,
      headers: { "content-type": "text/html" },
      body: "<h1>busy</h1>",
    } as Fault;
    const { result, sent } = await meet(keys, html);
    expect(sent).toBe(1);
    expect(errorOf(result)).toContain("Outcome unknown");
    expect(result.stdout).not.toContain("busy");
  });

  test.each([
    ["a read", read, 2, 0],
    ["a write", keys, 1, 1],
  ])("a lost answer is asked for again by %s only if that is safe", async (_, inputs, requests, exitCode) => {
    await run(create);
    neon.clearRequests();
    const { result, sent } = await meet(inputs, { kind: "reset", when: "after-state" });
    expect(sent).toBe(requests);
    expect(result.exitCode).toBe(exitCode);
  });

  test.each([
    ["cut", { kind: "cut", atByte: 5 }],
    ["garbage", { kind: "garbage" }],
    ["reset", { kind: "reset", when: "before-headers" }],
  ] satisfies [string, Fault][])("an answer that is %s counts as lost", async (_, fault) => {
    const { result, sent } = await meet(read, fault);
    expect(result.exitCode).toBe(0);
    expect(sent).toBe(2);
  });

  test("an answer that is too large is not read", async () => {
    const { result } = await meet({ ...read, retries: "0" }, { kind: "huge", bytes: 50_000_000 });
    expect(errorOf(result)).toContain("more than 1000000 bytes");
  });

  test("a page with status 200 is not an answer, and is not printed", async () => {
    const { result, sent } = await meet(read, {
      kind: "answer",
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<title>Log in</title>",
    });
    expect(sent).toBe(1);
    expect(errorOf(result)).toContain("it is text/html, not JSON");
    expect(result.stdout).not.toContain("Log in");
  });

  test("a write that succeeded before something failed is said, with what is known in the outputs", async () => {
    const { result } = await meet(create, { kind: "answer", status: 201, body: { unexpected: true } });
    expect(errorOf(result)).toContain("auth_provider. Neon carried a request out all the same");
    expect(result.outputs).toMatchObject({
      changed: "true",
      scope: "project",
      request_id: expect.any(String),
    });
  });

  test("`retries: 0` sends nothing twice", async () => {
    const { result } = await meet({ ...create, retries: "0" }, neonError(423, "project is locked"));
    // The read looks whether what was asked for is there all the same.
    expect(neon.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
    expect(errorOf(result)).toContain("locked by another operation");
  });

  test("waiting for a locked project is bounded by the budget, not by `retries`", async () => {
    neon.next({ times: 4 }, neonError(423));
    expect((await run({ ...create, retries: "1" })).exitCode).toBe(0);
    expect(neon.requests.length).toBe(5);
  });

  test("a wait that is longer than the budget fails at once and says how long", async () => {
    const { result, sent } = await meet(read, neonError(429, "slow down", { "retry-after": "600" }));
    expect(sent).toBe(1);
    expect(errorOf(result)).toContain("The next try, in 600 s, would be too late: `timeout_seconds` is 120.");
  });

  test.each(["hang", "drip"] as const)("an answer that is a %s ends with the budget", async (kind) => {
    const fault: Fault = kind === "hang" ? { kind, when: "after-state" } : { kind, bytesPerSecond: 1 };
    const { result, sent } = await meet({ ...keys, timeout_seconds: "1" }, fault);
    expect(sent).toBe(1);
    expect(errorOf(result)).toContain("Outcome unknown: it may have been carried out.");
  });

  test("a write whose answer hangs leaves time to find out what became of it", async () => {
    const { result, sent } = await meet(
      { ...create, timeout_seconds: "2" },
      { kind: "hang", when: "after-state" },
    );
    expect(sent).toBe(2);
    expect(result.outputs).toMatchObject({ changed: "true" });
  });

  test("nobody at the address is said as such, and nothing counts as sent", async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => free.once("listening", resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const result = await run({ ...create, api_host: `http://127.0.0.1:${port}/api/v2`, retries: "1" });
    expect(errorOf(result)).toContain(
      "could not be reached for POST /projects/auth/create (ECONNREFUSED). Nothing was sent",
    );
  });

  test("a proxy of the environment is used, and its password is not printed", async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    }).listen(0, "127.0.0.1");
    proxy.on("connect", (request, socket) => {
      asked.push(`${request.method} ${request.url}`);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await new Promise((resolve) => proxy.once("listening", resolve));
    const { port } = proxy.address() as AddressInfo;
    const env = {
      HTTPS_PROXY: `http://user:proxy-password@127.0.0.1:${port}`,
      HTTP_PROXY: `http://user:proxy-password@127.0.0.1:${port}`,
    };
    const outside = await runAction(
      main,
      { ...read, api_key: neon.apiKey, api_host: "https://neon.example/api/v2", retries: "0" },
      { env },
    );
    const inside = await runAction(
      main,
      { ...at(neon), ...read },
      { env: { ...env, NO_PROXY: "127.0.0.1" } },
    );
    proxy.close();
    expect(asked).toEqual(["CONNECT neon.example:443"]);
    expect(outside.exitCode).toBe(1);
    expect(outside.stdout).not.toContain("proxy-password");
    expect(inside.exitCode).toBe(0);
  });
});

describe("a socket", () => {
  const branch = { project_id: "project-id", branch_name: "main" };
  const domain = { ...branch, domain: "https://one.example.com" };
  const list = { operation: "list-domains", ...branch };
  const mail = { operation: "send-test-email", ...branch, recipient_email: "user@example.com" };
  const user = { operation: "create-user", ...branch, email: "user@example.com" };

  beforeEach(() => {
    const integrated = neon.state.enableAuth(
      neon.state.branch("project-id", "br-example-123"),
      "better_auth",
    );
    integrated.emailServer = {
      type: "standard",
      host: "smtp.example.com",
      port: 587,
      username: "mailer",
      password: "smtp-password",
      sender_email: "noreply@example.com",
      sender_name: "Example",
    };
  });

  const run = (inputs: Record<string, string>) => runAction(main, { ...at(neon), ...inputs });

  test.each([
    ["reads", list, 1],
    ["a write that can be looked into", { operation: "add-domain", ...domain }, 1],
    ["a test mail, which gets one of its own", mail, 2],
    ["a user, who gets one of their own", user, 2],
    ["no second request without another try", { ...list, retries: "0" }, 2],
  ])("is used again for %s", async (_, inputs, connections) => {
    expect((await run(inputs)).exitCode).toBe(0);
    expect(asked(neon).length).toBeGreaterThan(1);
    expect(neon.connections).toBe(connections);
  });

  test("is not used again after a second", async () => {
    neon.next({ method: "GET", times: 1 }, neonError(503, "busy", { "retry-after": "2" }));
    expect((await run(list)).exitCode).toBe(0);
    expect(neon.connections).toBe(2);
  });

  /** A file of so many users. */
  function usersFile(size: number): string {
    const folder = mkdtempSync(join(tmpdir(), "users-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const users_file = join(folder, "users.json");
    writeFileSync(
      users_file,
      JSON.stringify(Array.from({ length: size }, (_, n) => ({ email: `${n}@example.com` }))),
    );
    return users_file;
  }

  test("is used again from one user of a file to the next", async () => {
    const users_file = usersFile(300);
    expect((await run({ operation: "create-user", ...branch, users_file })).exitCode).toBe(0);
    expect(written(neon)).toHaveLength(300);
    expect(neon.connections).toBeLessThan(100);
  });

  /** A way to Neon that is closed just when a socket is used again, and tells how often that was. */
  async function openClosing() {
    const sockets = new Set<Socket>();
    let closed = 0;
    const relay = createRelay((client) => {
      const onward = connect(Number(new URL(neon.url).port), "127.0.0.1");
      let requests = 0;
      client.on("data", (bytes) => {
        requests += 1;
        if (requests === 1) return onward.write(bytes);
        closed += 1;
        return client.resetAndDestroy();
      });
      for (const socket of [client, onward]) sockets.add(socket.on("error", () => undefined));
      onward.pipe(client);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => relay.once("listening", resolve));
    const { port } = relay.address() as AddressInfo;
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      relay.close();
    });
    return { api_host: neon.url.replace(/:\d+/, `:${port}`), closed: () => closed };
  }

  test.each([
    ["a read", list, 1, 0],
    ["a write that makes something", { operation: "add-domain", ...domain }, 1, 1],
    [
      "a write that sets something",
      { operation: "update-allow-localhost", ...branch, allow_localhost: "false" },
      1,
      1,
    ],
    ["a test mail", mail, 0, 1],
    ["a user", user, 0, 1],
  ])("that the server closes just then keeps nothing of %s", async (_, inputs, closed, writes) => {
    const closing = await openClosing();
    const result = await run({ ...inputs, api_host: closing.api_host });
    expect(result.log.join("\n")).not.toContain("Outcome unknown");
    expect(result.exitCode).toBe(0);
    expect(closing.closed()).toBeGreaterThanOrEqual(closed);
    expect(written(neon)).toHaveLength(writes);
  });

  test("that the server closes just then makes no user of a file twice, and a second run makes the rest", async () => {
    const closing = await openClosing();
    const inputs = { operation: "create-user", ...branch, users_file: usersFile(70) };
    const first = await run({ ...inputs, api_host: closing.api_host });
    expect(first.exitCode).toBe(1);
    const states = (JSON.parse(first.outputs.users ?? "") as { state: string; reason?: string }[]).map(
      ({ state, reason }) => (reason?.includes("Outcome unknown") ? "unknown" : state),
    );
    expect(new Set(states)).toEqual(new Set(["created", "unknown"]));
    expect(states.filter((state) => state === "unknown")).toHaveLength(closing.closed());
    expect((await run(inputs)).exitCode).toBe(0);
    const emails =
      neon.state.branch("project-id", "br-example-123").auth?.users.map(({ email }) => email) ?? [];
    expect(emails).toHaveLength(70);
    expect(new Set(emails).size).toBe(70);
  });
});
