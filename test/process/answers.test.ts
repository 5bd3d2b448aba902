import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { hostile } from "../hostile.ts";
import { at, main, runAction } from "./action.ts";

describe("a whole step", () => {
  let neon: Neon;
  beforeAll(async () => {
    neon = await startNeon({ validate: false });
  });
  afterAll(() => neon.close());

  test("prints what Neon says of it as a text, and sets no output by it", { timeout: 60_000 }, async () => {
    const envelope = fc.record({ message: hostile, code: hostile });
    await fc.assert(
      fc.asyncProperty(envelope, async (said) => {
        neon.reset();
        const body = { ...said, request_id: "request-1" };
        neon.next({}, { kind: "answer", status: 400, body });
        const inputs = {
          operation: "get-integration",
          project_id: "project-id",
          branch_id: "br-example-123",
        };
        const result = await runAction(main, { ...at(neon), ...inputs });
        expect(result.outputs).toEqual({
          scope: "branch",
          branch_id: "br-example-123",
          changed: "false",
          request_id: "request-1",
        });
        expect(result.masks).toEqual([neon.apiKey]);
        expect(result.annotations.map(({ level }) => level)).toEqual(["error"]);
      }),
      { numRuns: 5 },
    );
  });

  test("hands on what Neon answers as it is", { timeout: 60_000 }, async () => {
    const own = { client_id: hostile, id: hostile };
    await fc.assert(
      fc.asyncProperty(fc.record(own), async ({ client_id, id }) => {
        neon.reset();
        const providers = [{ id, type: "standard", client_id, client_secret: "client-secret-1" }];
        neon.next({}, { kind: "answer", status: 200, body: { providers } });
        const inputs = {
          operation: "list-oauth-providers",
          project_id: "project-id",
          branch_id: "br-example-123",
        };
        const result = await runAction(main, { ...at(neon), ...inputs });
        expect(JSON.parse(result.outputs.oauth_providers ?? "")).toEqual([
          { id, type: "standard", client_id },
        ]);
        expect(result.masks).toEqual([neon.apiKey, "client-secret-1"]);
        expect(result.annotations).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});
