import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import {
  comment,
  elsewhere,
  fork,
  ofPullRequest,
  openEvents,
  pull,
  refusalOf,
  repository,
  unreadable,
  workflow,
} from "../events.ts";
import { asked, at, errorOf, type Main, main, mainsPlayed, runAction, written } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  const project = neon.state.projects.get(project_id);
  if (!project) throw new Error("the project of the seed is gone");
  const branches = [
    neon.state.branch(project_id, "br-example-123"),
    neon.state.addBranch(project, { id: "br-protected-1", name: "production", protected: true }),
    neon.state.addBranch(project, { id: "br-plain-1", name: "preview" }),
  ];
  for (const branch of branches) neon.state.enableAuth(branch, "stack");
});
afterAll(() => neon.close());

const project_id = "project-id";
type Given = Readonly<Record<string, string>>;

const run = (main: Main, inputs: Given, env: Record<string, string> = {}) =>
  runAction(main, { ...at(neon), project_id, ...inputs }, { env });

/** What is there afterwards, by branch. */
const integrations = () =>
  [...(neon.state.projects.get(project_id)?.branches.values() ?? [])]
    .filter(({ auth }) => auth)
    .map(({ id }) => id);
const all = ["br-example-123", "br-protected-1", "br-plain-1"];

describe("deleting the integration of a branch", () => {
  const needs = (why: string) =>
    `\`delete-integration\` cannot be undone, and branch ${why}: set \`confirm\` to its ID or name.`;
  const wrong = (branch: string) =>
    `\`confirm\` is neither the ID nor the name of the branch, ${branch}: \`delete-integration\` was not carried out.`;

  test.each<[branch_id: string, confirm: string, error: string]>([
    ["br-example-123", "", needs("`main` is the default one")],
    ["br-protected-1", "Production", wrong("`br-protected-1` or `production`")],
  ])("%s with `confirm: %s` is refused after a look at the branch", async (branch_id, confirm, error) => {
    const result = await run(main, { operation: "delete-integration", branch_id, confirm });
    expect(errorOf(result)).toBe(error);
    expect(result.outputs).toEqual({ scope: "branch", branch_id, changed: "false" });
    expect(asked(neon)).toEqual([`GET /projects/project-id/branches/${branch_id}`]);
    expect(neon.sideEffects).toEqual({});
  });

  test.each([
    ["default", undefined],
    ["default", null],
    ["protected", undefined],
    ["protected", "false"],
  ])("is refused if Neon says %s: %j of the branch, which may mean anything", async (field, value) => {
    neon.next(
      { method: "GET" },
      {
        kind: "edit",
        body: (truth) => ({ branch: { ...(truth as { branch: object }).branch, [field]: value } }),
      },
    );
    const result = await run(main, { operation: "delete-integration", branch_id: "br-plain-1" });
    expect(errorOf(result)).toBe(
      "`delete-integration` cannot be undone, and Neon does not say whether branch `preview` is the default one or protected: set `confirm` to its ID or name.",
    );
    expect(neon.sideEffects).toEqual({});
  });

  test.each<[branch_id: string, confirm: string, looks: number]>([
    ["br-protected-1", "br-protected-1", 0],
    ["br-plain-1", "", 1],
  ])("%s with `confirm: %s` is carried out after %i looks", async (branch_id, confirm, looks) => {
    const result = await run(main, { operation: "delete-integration", branch_id, confirm });
    expect(result.outputs).toMatchObject({ changed: "true", branch_id });
    expect(asked(neon)).toEqual([
      ...Array(looks).fill(`GET /projects/project-id/branches/${branch_id}`),
      `DELETE /projects/project-id/branches/${branch_id}/auth`,
    ]);
    expect(integrations()).toEqual(all.filter((id) => id !== branch_id));
  });

  test.each(mainsPlayed)("%s: takes the name that the branch is looked up by for `confirm`", async (main) => {
    const inputs = { operation: "delete-integration", branch_name: "production" };
    expect(errorOf(await run(main, inputs))).toBe(needs("`production` is protected"));
    expect(written(neon)).toEqual([]);
    expect((await run(main, { ...inputs, confirm: "production" })).exitCode).toBe(0);
    expect(integrations()).toEqual(["br-example-123", "br-plain-1"]);
  });

  test("is refused if the branch cannot be looked at", async () => {
    neon.next({ method: "GET" }, { kind: "answer", status: 403 });
    const result = await run(main, { operation: "delete-integration", branch_id: "br-plain-1" });
    expect(errorOf(result)).toContain("(403)");
    expect(written(neon)).toEqual([]);
  });
});

describe("what hits the whole project", () => {
  const steps = [
    {
      operation: "delete-integration",
      auth_provider: "stack",
      request: "DELETE /projects/project-id/auth/integration/stack",
    },
    { operation: "transfer-ownership", request: "POST /projects/auth/transfer_ownership" },
  ];

  test.each(
    steps.flatMap(({ request: _, ...inputs }) =>
      ["", "br-example-123"].map((confirm) => [inputs, confirm] as const),
    ),
  )("%j with `confirm: %s` is refused before any request", async (inputs, confirm) => {
    const result = await run(main, { ...inputs, confirm });
    expect(errorOf(result)).toBe(
      `\`${inputs.operation}\` cannot be undone and hits the whole project: set \`confirm\` to the ID of the project, \`project-id\`.`,
    );
    expect(neon.requests).toEqual([]);
    expect(result.outputs).toEqual({ scope: "project", changed: "false" });
  });

  test.each(mainsPlayed.flatMap((main) => steps.map((step) => ({ main, ...step }))))(
    "$main: $operation with the ID of the project is carried out",
    async ({ main, request, ...inputs }) => {
      const result = await run(main, { ...inputs, confirm: ` ${project_id}\n` });
      expect(result.outputs).toMatchObject({ changed: "true" });
      expect(asked(neon)).toEqual([request]);
      expect(neon.sideEffects).toEqual({ [inputs.operation]: 1 });
    },
  );

  test("is shown by a dry run without `confirm`", async () => {
    const result = await run(main, {
      operation: "delete-integration",
      auth_provider: "stack",
      delete_data: "true",
      dry_run: "true",
    });
    expect(result.log).toContain(
      'DELETE /projects/project-id/auth/integration/stack with {"delete_data":true}',
    );
    expect(asked(neon)).toEqual(["GET /projects/project-id/auth/integrations"]);
  });
});

describe("a run started from outside", () => {
  const startedBy = openEvents();

  const createUser = { operation: "create-user", branch_id: "br-plain-1", email: "user@example.com" };
  const listDomains = { operation: "list-domains", branch_id: "br-plain-1" };

  test.each<[what: string, name: string, event: unknown, why: string]>([
    ["from a fork", "pull_request_target", pull(fork), elsewhere],
    ["from a fork", "workflow_run", workflow(fork), elsewhere],
    ["on a pull request", "issue_comment", comment({ pull_request: {} }), ofPullRequest],
    ["that is not JSON", "workflow_run", "{", unreadable],
  ])("by an event %s (%s) writes nothing", async (_, name, event, why) => {
    const result = await run(main, createUser, startedBy(name, event));
    expect(errorOf(result)).toBe(refusalOf(name, why));
    expect(result.outputs).toEqual({ scope: "branch", branch_id: "br-plain-1", changed: "false" });
    expect(neon.requests).toEqual([]);
  });

  test.each<[what: string, name: string, event: unknown]>([
    ["from this repository", "pull_request_target", pull(repository)],
    ["without secrets", "pull_request", pull(fork)],
  ])("by an event %s (%s) writes", async (_, name, event) => {
    const result = await run(main, createUser, startedBy(name, event));
    expect(result.exitCode).toBe(0);
    expect(written(neon)).toEqual(["POST /projects/project-id/branches/br-plain-1/auth/users"]);
  });

  test.each(mainsPlayed)("%s: reads, and writes only if `allow_untrusted: true` lets it", async (main) => {
    const env = startedBy("pull_request_target", pull(fork));
    expect(errorOf(await run(main, createUser, env))).toBe(refusalOf("pull_request_target", elsewhere));
    expect((await run(main, listDomains, env)).exitCode).toBe(0);
    expect(written(neon)).toEqual([]);
    expect((await run(main, { ...createUser, allow_untrusted: "true" }, env)).exitCode).toBe(0);
    expect(neon.sideEffects).toEqual({ "create-user": 1 });
  });
});
