import { expect, test, vi } from "vitest";
import { allInputs, operations } from "../../src/operations/index.ts";
import { readStep } from "../../src/step/step.ts";

test("what an operation does not take is found out once, however many share its name", async () => {
  using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const asked: string[] = [];
  const watched = operations.map((operation) => ({
    ...operation,
    get optional() {
      asked.push(operation.operation);
      return operation.optional;
    },
  }));
  const { operation } = await readStep(watched, allInputs, {
    INPUT_API_KEY: "napi_key",
    INPUT_PROJECT_ID: "project-id",
    INPUT_BRANCH_ID: "br-example-123",
    INPUT_OPERATION: "send-test-email",
    INPUT_RECIPIENT_EMAIL: "user@example.com",
  });
  expect(operation.required).not.toContain("smtp_host");
  const namesakes = operations.filter((one) => one.operation === "send-test-email");
  expect(asked).toEqual(namesakes.map((one) => one.operation));
});
