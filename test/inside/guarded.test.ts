import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
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
import { asked } from "../process/action.ts";
import { type Given, refusal } from "./inside.ts";

/** Every decision of the guard, by itself: `guard.test.ts` shows that whole steps abide by it. */

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  const project = neon.state.projects.get(project_id);
  if (!project) throw new Error("the project of the seed is gone");
  neon.state.addBranch(project, { id: "br-protected-1", name: "production", protected: true });
  neon.state.addBranch(project, { id: "br-plain-1", name: "preview" });
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.stubEnv("GITHUB_EVENT_NAME", "push");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => neon.close());

const project_id = "project-id";
const refused = (inputs: Given) => refusal(neon, { project_id, ...inputs });

describe("deleting the integration of a branch", () => {
  const needs = (why: string) =>
    `\`delete-integration\` cannot be undone, and branch ${why}: set \`confirm\` to its ID or name.`;
  const wrong = (branch: string) =>
    `\`confirm\` is neither the ID nor the name of the branch, ${branch}: \`delete-integration\` was not carried out.`;

  test.each<[branch_id: string, confirm: string, error: string]>([
    ["br-example-123", "", needs("`main` is the default one")],
    ["br-protected-1", "", needs("`production` is protected")],
    ["br-example-123", "production", wrong("`br-example-123` or `main`")],
    ["br-protected-1", "br-example-123", wrong("`br-protected-1` or `production`")],
    ["br-protected-1", "Production", wrong("`br-protected-1` or `production`")],
    ["br-protected-1", "true", wrong("`br-protected-1` or `production`")],
    ["br-protected-1", project_id, wrong("`br-protected-1` or `production`")],
    ["br-plain-1", "main", wrong("`br-plain-1` or `preview`")],
  ])("%s with `confirm: %s` is refused after a look at the branch", async (branch_id, confirm, error) => {
    expect(await refused({ operation: "delete-integration", branch_id, confirm })).toBe(error);
    expect(asked(neon)).toEqual([`GET /projects/project-id/branches/${branch_id}`]);
  });

  test.each<[branch_id: string, confirm: string, looks: number]>([
    ["br-example-123", "br-example-123", 0],
    ["br-example-123", "main", 1],
    ["br-protected-1", "br-protected-1", 0],
    ["br-protected-1", " production\n", 1],
    ["br-plain-1", "", 1],
    ["br-plain-1", "br-plain-1", 0],
    ["br-plain-1", "preview", 1],
  ])("%s with `confirm: %s` is let through after %i looks", async (branch_id, confirm, looks) => {
    expect(await refused({ operation: "delete-integration", branch_id, confirm })).toBeUndefined();
    expect(asked(neon)).toEqual(Array(looks).fill(`GET /projects/project-id/branches/${branch_id}`));
  });

  test("that `default_branch: true` names needs `confirm` as well", async () => {
    expect(await refused({ operation: "delete-integration", default_branch: "true" })).toBe(
      needs("`main` is the default one"),
    );
  });

  test("is refused if the branch cannot be looked at", async () => {
    neon.next({ method: "GET" }, { kind: "answer", status: 403 });
    expect(await refused({ operation: "delete-integration", branch_id: "br-plain-1" })).toContain("(403)");
  });

  const untold = "Neon does not say whether branch `preview` is the default one or protected";

  test.each<[what: string, said: object]>([
    ["the default one", { default: undefined }],
    ["protected", { protected: undefined }],
    ["either", { default: "no", protected: "no" }],
  ])("is refused if Neon does not say whether the branch is %s", async (_, said) => {
    neon.next(
      { method: "GET" },
      {
        kind: "edit",
        body: (truth) => ({ branch: { ...(truth as { branch: object }).branch, ...said } }),
      },
    );
    expect(await refused({ operation: "delete-integration", branch_id: "br-plain-1" })).toBe(
      `\`delete-integration\` cannot be undone, and ${untold}: set \`confirm\` to its ID or name.`,
    );
  });

  test("is refused if no such branch is there", async () => {
    expect(await refused({ operation: "delete-integration", branch_id: "br-none-1" })).toContain(
      "There is no such branch (404)",
    );
  });
});

describe("what hits the whole project", () => {
  const steps = [
    { operation: "delete-integration", auth_provider: "stack" },
    { operation: "transfer-ownership" },
  ];

  test.each(
    steps.flatMap((inputs) =>
      ["", "true", "project", "Project-id", "main", "br-example-123"].map((confirm) => ({
        ...inputs,
        confirm,
      })),
    ),
  )("%j is refused before any request", async (inputs) => {
    expect(await refused(inputs)).toBe(
      `\`${inputs.operation}\` cannot be undone and hits the whole project: set \`confirm\` to the ID of the project, \`project-id\`.`,
    );
    expect(neon.requests).toEqual([]);
  });

  test.each(steps)("%j with the ID of the project is let through", async (inputs) => {
    expect(await refused({ ...inputs, confirm: ` ${project_id}\n` })).toBeUndefined();
    expect(neon.requests).toEqual([]);
  });
});

describe("a run started from outside", () => {
  const eventOf = openEvents();
  const startedBy = (name: string, event: unknown): void => {
    for (const [variable, value] of Object.entries(eventOf(name, event))) vi.stubEnv(variable, value);
  };

  const createUser = { operation: "create-user", branch_id: "br-plain-1", email: "user@example.com" };
  const listDomains = { operation: "list-domains", branch_id: "br-plain-1" };

  test.each<[what: string, name: string, event: unknown, why: string]>([
    ["from a fork", "pull_request_target", pull(fork), elsewhere],
    ["from a fork that was deleted", "pull_request_target", pull(null), elsewhere],
    ["without a head", "pull_request_target", { repository }, elsewhere],
    ["from a fork", "workflow_run", workflow(fork), elsewhere],
    ["from a fork that was deleted", "workflow_run", workflow(null), elsewhere],
    ["without a head", "workflow_run", { repository }, elsewhere],
    [
      "on a pull request",
      "issue_comment",
      comment({ pull_request: { url: "https://api.github.com" } }),
      ofPullRequest,
    ],
    [
      "on a pull request of a shape of its own",
      "issue_comment",
      comment({ pull_request: null }),
      ofPullRequest,
    ],
    ["without an issue", "issue_comment", { repository }, ofPullRequest],
    ["that is not JSON", "pull_request_target", "{", unreadable],
    ["that is empty", "issue_comment", "", unreadable],
    ["that is a list", "workflow_run", [], unreadable],
    ["of no repository", "issue_comment", { issue: {} }, unreadable],
    ["of a head that is no object", "pull_request_target", pull("octo-org/octo-repo"), unreadable],
    [
      "of a pull request that is no object",
      "pull_request_target",
      { repository, pull_request: null },
      unreadable,
    ],
  ])("by an event %s (%s) may not write", async (_, name, event, why) => {
    startedBy(name, event);
    expect(await refused(createUser)).toBe(refusalOf(name, why));
    expect(neon.requests).toEqual([]);
  });

  test.each(["/nowhere/event.json", tmpdir(), "", undefined])(
    "by an event in the file %j may not write",
    async (path) => {
      vi.stubEnv("GITHUB_EVENT_NAME", "pull_request_target");
      vi.stubEnv("GITHUB_EVENT_PATH", path);
      expect(await refused(createUser)).toBe(refusalOf("pull_request_target", unreadable));
    },
  );

  test.each<[what: string, name: string, event: unknown]>([
    ["from this repository", "pull_request_target", pull(repository)],
    ["from this repository", "workflow_run", workflow(repository)],
    ["on an issue", "issue_comment", comment({})],
    ["without secrets", "pull_request", pull(fork)],
    ["of this repository", "push", { repository }],
    ["that nobody reads", "workflow_dispatch", "{"],
  ])("by an event %s (%s) may write", async (_, name, event) => {
    startedBy(name, event);
    expect(await refused(createUser)).toBeUndefined();
    expect(neon.requests).toEqual([]);
  });

  test("by an event without a name may write", async () => {
    vi.stubEnv("GITHUB_EVENT_NAME", undefined);
    expect(await refused(createUser)).toBeUndefined();
  });

  test("may read, and may write if `allow_untrusted: true` lets it", async () => {
    startedBy("pull_request_target", pull(fork));
    expect(await refused(listDomains)).toBeUndefined();
    expect(await refused({ ...createUser, allow_untrusted: "true" })).toBeUndefined();
  });

  test("still needs `confirm` when it may write", async () => {
    startedBy("issue_comment", comment({ pull_request: {} }));
    const inputs = { operation: "delete-integration", branch_id: "br-protected-1", allow_untrusted: "true" };
    expect(await refused(inputs)).toContain("set `confirm` to its ID or name");
  });
});
