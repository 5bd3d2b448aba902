import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { connectGithub } from "../../src/github/client.ts";
import { openBudget } from "../../src/ground/budget.ts";
import { Secret } from "../../src/ground/secret.ts";
import { startGithub } from "../emulator/github/server.ts";

beforeEach(() => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
});

const need = {
  permission: "the repository permission *Pull requests: write*",
  classicScope: "repo",
  jobTokenCure: "Add `pull-requests: write` to the `permissions` of the job.",
};
const call = { method: "DELETE", path: "/repos/octo-org/app/issues/comments/1" } as const;

test("a DELETE is sent again after a lost answer, for gone is gone", async () => {
  await using github = await startGithub();
  github.next({ method: "DELETE" }, { kind: "reset", when: "after-state" });
  github.next({ method: "DELETE" }, { kind: "answer", status: 204 });
  const client = await connectGithub(github.url, new Secret(github.token, "credential"), 1, openBudget(60));
  await client.send(call, need);
  expect(github.requests.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
});

test("what to do about the token of the job is said by who needs the permission", async () => {
  await using github = await startGithub();
  const body = { message: "Resource not accessible by integration" };
  github.next({ method: "DELETE" }, { kind: "answer", status: 403, body });
  const client = await connectGithub(github.url, new Secret(github.token, "credential"), 1, openBudget(60));
  await expect(client.send(call, need)).rejects.toThrow(
    "lacks the repository permission *Pull requests: write* (403): Resource not accessible by integration. Add `pull-requests: write` to the `permissions` of the job.",
  );
});
