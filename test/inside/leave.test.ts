import { expect, expectTypeOf, onTestFinished, test } from "vitest";
import type { Leave, Session, Work, Writer } from "../../src/engine/operation.ts";
import { openSession } from "../../src/engine/session.ts";
import type { Read } from "../../src/neon/call.ts";
import { startNeon } from "../emulator/server.ts";
import { carry, openHaste, stepOf } from "./inside.ts";

// What must not compile stands below `@ts-expect-error`, which is itself an error if the line compiles.

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const path = "/projects/project-id/branches/br-example-123/auth";

async function open() {
  const neon = await startNeon();
  onTestFinished(() => neon.close());
  const step = await stepOf({
    operation: "get-integration",
    api_key: neon.apiKey,
    api_host: neon.url,
    ...branch,
  });
  const session = openSession(step.values, openHaste(10), { changed: false, requestId: undefined });
  onTestFinished(() => session[Symbol.asyncDispose]());
  return { neon, session };
}

test.each(["POST", "PUT", "PATCH", "DELETE"] as const)(
  "a session without leave does not send %s, whatever it is made to believe",
  async (method) => {
    const { neon, session } = await open();
    // @ts-expect-error: this is no read
    const call: Read = { method, path };
    await expect(session.read(call)).rejects.toThrow(`${method} is no read, and there is no leave to write.`);
    expect(neon.requests).toEqual([]);
  },
);

test("a session without leave has no way to write", async () => {
  const { session } = await open();
  expect(Object.keys(session)).not.toContain("write");
  // @ts-expect-error: only a writer has it
  expect(session.write).toBeUndefined();
  // @ts-expect-error: a writer needs leave
  const writer = () => session.writer();
  // @ts-expect-error: leave is nothing that can be written down
  const leave: Leave = {};
  // @ts-expect-error: a session is no writer
  const other: Writer = session;
  expect([writer, leave, other]).toHaveLength(3);
});

test("what writes wants a writer, and can be shown without one", () => {
  type Writing = Extract<Work, { writes: true }>;
  expectTypeOf<Parameters<Writing["run"]>[1]>().toEqualTypeOf<Writer>();
  expectTypeOf<Writing["preview"]>().not.toBeNullable();
  type Reading = Extract<Work, { writes: false }>;
  expectTypeOf<Parameters<Reading["run"]>[1]>().toEqualTypeOf<Session>();
});

test("a dry run gets no leave", async () => {
  const { neon } = await open();
  const { error } = await carry(neon, { operation: "create-integration", ...branch, dry_run: "true" });
  expect(error).toBe("the guard gave no leave");
  expect(neon.requests).toEqual([]);
});

test("a session whose connection could not be made closes without an error of its own", async () => {
  const { session } = await open();
  process.env.HTTPS_PROXY = "this is no address";
  onTestFinished(() => {
    delete process.env.HTTPS_PROXY;
  });
  await expect(session.read({ method: "GET", path })).rejects.toThrow();
  await expect(session[Symbol.asyncDispose]()).resolves.toBeUndefined();
});
