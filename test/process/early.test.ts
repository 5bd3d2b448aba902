import dns from "node:dns";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { connect as secured } from "node:tls";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { connectEarly, takeEarly } from "../../src/neon/early.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, main, runAction } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon({ tls: "good" });
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const list = { operation: "list-integrations", project_id: "project-id" };
const env = () => neon.environment;

test("the first request takes the connection that was opened early", async () => {
  const result = await runAction(main, { ...at(neon), ...list }, { env: env() });
  expect(result.exitCode).toBe(0);
  expect([neon.requests.length, neon.connections]).toEqual([1, 1]);
});

test("it is opened before all inputs are read, and carries nothing", async () => {
  const result = await runAction(main, { ...at(neon), ...list, retries: "many" }, { env: env() });
  expect(errorOf(result)).toContain("`retries` must");
  expect(result.connections).toHaveLength(1);
  expect(neon.requests).toEqual([]);
});

test.each([
  ["a key that is none", { api_key: "two words" }, {}],
  ["no key", { api_key: "" }, {}],
  ["an operation that asks nothing of Neon", { operation: "open", sealed: "x", seal_key: "y" }, {}],
  ["a file that is only checked", { operation: "validate-config" }, {}],
  ["no operation", { operation: "list-integration" }, {}],
  ["an address that is none", { api_host: "https://user@127.0.0.1/" }, {}],
  ["a proxy", { retries: "many" }, { https_proxy: "http://127.0.0.1:1" }],
  ["http", { retries: "many", api_host: "http://127.0.0.1:1/api/v2" }, {}],
])("there is none for %s", async (_, inputs, more) => {
  const result = await runAction(main, { ...at(neon), ...list, ...inputs }, { env: { ...env(), ...more } });
  expect(result.exitCode).toBe(1);
  expect(result.connections).toEqual([]);
});

const of = ({ url }: Neon) => ({ INPUT_API_HOST: url, NEON_API_KEY: "napi_key" });

test("it is handed over once, to its own place", async () => {
  const { origin } = new URL(neon.url);
  await connectEarly(of(neon));
  expect(await takeEarly("https://elsewhere.example")).toBeUndefined();
  const socket = await takeEarly(origin);
  expect(socket).toMatchObject({ destroyed: false, connecting: false, timeout: 0 });
  expect(await takeEarly(origin)).toBeUndefined();
  socket?.destroy();
});

test("one that waits for too long is not handed over", async () => {
  await connectEarly(of(neon));
  await setTimeout(1200);
  expect(await takeEarly(new URL(neon.url).origin)).toBeUndefined();
});

test("one that fails is not handed over", async () => {
  const gone = await startNeon({ tls: "good" });
  await gone.close();
  await connectEarly(of(gone));
  expect(await takeEarly(new URL(gone.url).origin)).toBeUndefined();
});

test("TLS goes over it when the first address of the server is none", async () => {
  const addresses = ["127.0.0.2", "127.0.0.1"].map((address) => ({ address, family: 4 }));
  const both = [{ address: "::1", family: 6 }, ...addresses];
  vi.spyOn(dns, "lookup").mockImplementation(((_: string, __: object, found: (...all: unknown[]) => void) =>
    found(null, both)) as unknown as typeof dns.lookup);
  onTestFinished(() => void vi.restoreAllMocks());
  const { port } = new URL(neon.url);
  const environment = { ...of(neon), INPUT_API_HOST: `https://localhost:${port}/api/v2` };
  await connectEarly(environment);
  const socket = await takeEarly(`https://localhost:${port}`);
  if (!socket) throw new Error("Nothing was handed over.");
  const secure = secured({ socket, servername: "localhost", rejectUnauthorized: false });
  await once(secure, "secureConnect");
  expect(socket.remoteAddress).toBe("127.0.0.1");
  secure.destroy();
});
