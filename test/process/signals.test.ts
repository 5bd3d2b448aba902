import { expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, main, runAction } from "./action.ts";

const create = { operation: "create-integration", project_id: "project-id", branch_id: "br-example-123" };
const list = { operation: "list-domains", project_id: "project-id", branch_id: "br-example-123" };

/** Fulfilled once Neon has got a request. */
async function asked(neon: Neon): Promise<void> {
  while (neon.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

// What the runner gets is put through the same in faults.test.ts.
const table = (["SIGINT", "SIGTERM"] as const).map((name) => ({ main, name }));

test.each(table)(
  "$main: $name while a write is under way ends the step and says that it may have been carried out",
  async ({ main, name }) => {
    await using neon = await startNeon();
    neon.next({ method: "POST" }, { kind: "hang", when: "after-state" });
    const result = await runAction(main, { ...at(neon), ...create }, { signal: { name, when: asked(neon) } });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toContain(`(the step was asked to end by ${name}). Outcome unknown`);
  },
);

test.each(table)("$main: $name while a read is under way ends the step", async ({ main, name }) => {
  await using neon = await startNeon();
  neon.next({ method: "GET" }, { kind: "hang", when: "after-state" });
  const result = await runAction(main, { ...at(neon), ...list }, { signal: { name, when: asked(neon) } });
  expect(result.exitCode).toBe(1);
  expect(errorOf(result)).toContain(`Neon gave no complete answer: the step was asked to end by ${name}.`);
  expect(errorOf(result)).not.toContain("Outcome unknown");
});

test.each(table)("$main: $name while the project is locked ends the waiting", async ({ main, name }) => {
  await using neon = await startNeon();
  const locked = { kind: "answer", status: 423, headers: { "retry-after": "60" } } as const;
  neon.next({ times: Infinity }, locked);
  const result = await runAction(main, { ...at(neon), ...create }, { signal: { name, when: asked(neon) } });
  expect(result.exitCode).toBe(1);
  expect(neon.requests.length).toBe(1);
  expect(errorOf(result)).toContain("locked by another operation");
});
