import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { connectEarly, takeEarly } from "../../src/neon/early.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, type Main, mainsPlayed, runAction } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon({ tls: "good" });
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const list = { operation: "list-integrations", project_id: "project-id" };
const env = () => neon.environment;

test.each(mainsPlayed)(
  "%s: the first request takes the connection that was opened early",
  async (main: Main) => {
    const result = await runAction(main, { ...at(neon), ...list }, { env: env() });
    expect(result.exitCode).toBe(0);
    expect([neon.requests.length, neon.connections]).toEqual([1, 1]);
  },
);

test.each(mainsPlayed)(
  "%s: it is opened before all inputs are read, and carries nothing",
  async (main: Main) => {
    const result = await runAction(main, { ...at(neon), ...list, retries: "many" }, { env: env() });
    expect(errorOf(result)).toContain("`retries` must");
    expect(result.connections).toHaveLength(1);
    expect(neon.requests).toEqual([]);
  },
);

test.each([
  ["a key that is none", { api_key: "two words" }, {}],
  ["no key", { api_key: "" }, {}],
  ["an operation that asks nothing of Neon", { operation: "open", sealed: "x", seal_key: "y" }, {}],
  ["a file that is only checked", { operation: "validate-config" }, {}],
  ["no operation", { operation: "list-integration" }, {}],
  ["an address that is none", { api_host: "https://user@127.0.0.1/" }, {}],
  ["a proxy", { retries: "many" }, { https_proxy: "http://127.0.0.1:1" }],
])("there is none for %s", async (_, inputs, more) => {
  const [main = "dist"] = mainsPlayed;
  const result = await runAction(main, { ...at(neon), ...list, ...inputs }, { env: { ...env(), ...more } });
  expect(result.exitCode).toBe(1);
  expect(result.connections).toEqual([]);
});

test("it is handed over once, to its own place, and while it is fresh", async () => {
  const { origin } = new URL(neon.url);
  const environment = { INPUT_API_HOST: neon.url, NEON_API_KEY: "napi_key" };
  await connectEarly(environment);
  expect(takeEarly("https://elsewhere.example")).toBeUndefined();
  const socket = takeEarly(origin);
  expect(socket).toMatchObject({ destroyed: false });
  expect(takeEarly(origin)).toBeUndefined();
  socket?.destroy();

  await connectEarly(environment);
  const later = Date.now() + 1000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(takeEarly(origin)).toBeUndefined();
});

test("one that failed is not handed over", async () => {
  const gone = await startNeon({ tls: "good" });
  await gone.close();
  await connectEarly({ INPUT_API_HOST: gone.url, NEON_API_KEY: "napi_key" });
  const { origin, port } = new URL(gone.url);
  await expect(once(connect(Number(port), "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");
  expect(takeEarly(origin)).toBeUndefined();
});
