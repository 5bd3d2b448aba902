import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import type { Branch } from "../emulator/state.ts";
import { asked, at, errorOf, type Main, main, mainsPlayed, runAction, written } from "./action.ts";

let neon: Neon;
/** A Neon with few branches on a page, of which the last has a cursor too. */
let paged: Neon;
beforeAll(async () => {
  [neon, paged] = await Promise.all([startNeon(), startNeon({ pageSize: 2, lastPageCursor: true })]);
});
beforeEach(() => {
  neon.reset();
  paged.reset();
});
afterAll(() => Promise.all([neon.close(), paged.close()]));

const project_id = "project-id";
const update = { operation: "update-allow-localhost", project_id, allow_localhost: "false" };
const notFound = (name: string, near = "") =>
  `\`branch_name\`: no branch is called \`${name}\` (upper and lower case matter)${near}. Nothing was changed.`;

const projectOf = ({ state }: Neon) => {
  const project = state.projects.get(project_id);
  if (!project) throw new Error("the project of the seed is gone");
  return project;
};

/** A branch with Neon Auth. */
function add(to: Neon, given: Partial<Branch>): Branch {
  const branch = to.state.addBranch(projectOf(to), given);
  to.state.enableAuth(branch, "better_auth");
  return branch;
}

/** Which branches the update has hit. */
const hit = (of: Neon) =>
  [...projectOf(of).branches.values()]
    .filter(({ auth }) => auth?.allowLocalhost === false)
    .map(({ id }) => id);

const run = (main: Main, inputs: Readonly<Record<string, string>>, at_ = neon) =>
  runAction(main, { ...at(at_), ...inputs });

/** The query of every look-up. */
const lookUps = (of: Neon) =>
  asked(of)
    .filter((request) => request.includes("/branches?"))
    .map((request) => Object.fromEntries(new URLSearchParams(request.slice(request.indexOf("?")))));
const sorted = { sort_by: "created_at", sort_order: "asc", limit: "200" };
const cursor = (id: string) => ({ cursor: Buffer.from(id).toString("base64url") });

const names = [
  "feature/a b",
  "fix#1",
  "why?",
  "50%",
  "%2e%2e",
  "gefällt mir",
  "release 🎉",
  "a&sort_order=desc",
  "c++",
  "..",
  "br-example-123",
  '"quoted"',
  "$(id) `id` \\",
  "x".repeat(256),
];

describe("a branch named by `branch_name`", () => {
  test.each(names.map((name) => [name]))("is found by its exact name %j", async (name) => {
    add(neon, { name: `${name}-2` });
    const { id } = add(neon, { name });
    add(neon, { name: `my ${name}` });
    const result = await run(main, { ...update, branch_name: name });
    expect(result.outputs).toMatchObject({ changed: "true", scope: "branch", branch_id: id });
    expect(hit(neon)).toEqual([id]);
    expect(lookUps(neon)).toEqual([{ search: name, ...sorted }]);
  });

  test.each(mainsPlayed)("%s: is the one whose case is the same", async (main) => {
    for (const name of ["Preview", "PREVIEW"]) add(neon, { name });
    const { id } = add(neon, { name: "preview" });
    const result = await run(main, { ...update, branch_name: "\npreview\n" });
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain(`Branch preview has the ID ${id}.`);
    expect(hit(neon)).toEqual([id]);
  });

  test("is found behind all pages, which are read to their end", async () => {
    const others = ["pr-10", "pr-11", "pr-12"].map((name) => add(paged, { name }));
    const { id } = add(paged, { name: "pr-1" });
    const last = add(paged, { name: "pr-13" });
    const result = await run(main, { ...update, branch_name: "pr-1" }, paged);
    expect(result.exitCode).toBe(0);
    expect(hit(paged)).toEqual([id]);
    const search = { search: "pr-1", ...sorted };
    expect(lookUps(paged)).toEqual([
      search,
      { ...search, ...cursor(others[1]?.id ?? "") },
      { ...search, ...cursor(id) },
      { ...search, ...cursor(last.id) },
    ]);
  });

  test("is one branch, also if a page shows it again", async () => {
    const { id } = add(neon, { name: "preview" });
    const body = {
      branches: [
        { id: "br-example-123", name: "main" },
        { id, name: "preview" },
      ],
      pagination: { next: "again" },
    };
    neon.next(
      { method: "GET", path: "/branches?", times: Number.POSITIVE_INFINITY },
      { kind: "answer", status: 200, body },
    );
    const result = await run(main, { ...update, branch_name: "preview" });
    expect(lookUps(neon)).toHaveLength(2);
    expect(result.outputs).toMatchObject({ branch_id: id });
    expect(hit(neon)).toEqual([id]);
  });

  test("is ambiguous if a later page has a second one of this name", async () => {
    const [first, , , second] = ["pr-1", "pr-10", "pr-11", "pr-1"].map((name) => add(paged, { name }));
    const result = await run(main, { ...update, branch_name: "pr-1" }, paged);
    expect(errorOf(result)).toBe(
      `\`branch_name\`: 2 branches of the project have this name (${first?.id}, ${second?.id}). Name one by \`branch_id\`. Nothing was changed.`,
    );
    expect(written(paged)).toEqual([]);
  });
});

describe("a branch that is not found", () => {
  const steps: readonly Readonly<Record<string, string>>[] = [
    { operation: "create-integration" },
    { operation: "create-integration", auth_provider: "stack" },
    { operation: "delete-integration", delete_data: "true", confirm: "gone", if_missing: "fail" },
    { operation: "create-user", email: "user@example.com" },
    { operation: "delete-user", auth_user_id: "user-id-123", if_missing: "fail" },
    { operation: "add-oauth-provider", oauth_provider_id: "google" },
    { operation: "delete-oauth-provider", oauth_provider_id: "google", if_missing: "fail" },
    { operation: "add-domain", domain: "https://example.com" },
    { operation: "delete-domain", domain: "https://example.com", if_missing: "fail" },
    { operation: "update-allow-localhost", allow_localhost: "false" },
    { operation: "update-webhooks", webhook_enabled: "false" },
    { operation: "get-integration" },
  ];

  test.each(steps)(
    "is replaced by no other one for $operation, which asks for nothing but branches",
    async (step) => {
      neon.state.enableAuth(neon.state.branch(project_id, "br-example-123"), "better_auth");
      for (const name of ["gone-2", "Gone", "not gone"]) add(neon, { name });
      const before = structuredClone([...projectOf(neon).branches.values()]);
      const result = await run(main, { project_id, branch_name: "gone", ...step });
      expect(errorOf(result)).toBe(notFound("gone", "; there is `gone-2`"));
      expect(result.outputs).toEqual({ changed: "false" });
      expect(asked(neon)).toEqual([
        "GET /projects/project-id/branches?search=gone&sort_by=created_at&sort_order=asc&limit=200",
      ]);
      expect(neon.sideEffects).toEqual({});
      expect([...projectOf(neon).branches.values()]).toEqual(before);
    },
  );

  test.each<[what: string, body: object, near?: string]>([
    ["is empty", { branches: [] }],
    ["is empty but has a cursor", { branches: [], pagination: { next: "next" } }],
    [
      "has similar names only",
      {
        branches: ["preview-2", "Preview", "PREVIEW", "preview ", " preview", "previe"].map(
          (name, index) => ({
            id: `br-example-${index}`,
            name,
          }),
        ),
      },
      "; there is `Preview` and `PREVIEW` and `preview`",
    ],
    [
      "has the default branch only",
      { branches: [{ id: "br-example-123", name: "main", default: true }], pagination: {} },
    ],
  ])("is replaced by no other one if the look-up %s", async (_, body, near) => {
    add(neon, { name: "preview" });
    neon.state.enableAuth(neon.state.branch(project_id, "br-example-123"), "better_auth");
    neon.next(
      { method: "GET", path: "/branches?", times: Number.POSITIVE_INFINITY },
      { kind: "answer", status: 200, body },
    );
    const result = await run(main, { ...update, branch_name: "preview" });
    expect(errorOf(result)).toBe(notFound("preview", near));
    expect(lookUps(neon)).toEqual([{ search: "preview", ...sorted }]);
    expect(neon.requests).toHaveLength(1);
    expect(neon.sideEffects).toEqual({});
  });

  test.each<[what: string, status: number, body: unknown, said: string]>([
    [
      "is refused",
      403,
      { message: "no", code: "", request_id: "r" },
      "The API key may not do this (403): no.",
    ],
    [
      "is of a project that is not there",
      404,
      { message: "project not found", code: "" },
      "Check `project_id`",
    ],
    ["is not a list", 200, { branches: {} }, "Neon's answer was not understood"],
    ["lacks IDs", 200, { branches: [{ name: "preview" }] }, "Neon's answer was not understood"],
  ])("is replaced by no other one if the look-up %s", async (_, status, body, said) => {
    neon.next({ method: "GET", path: "/branches?" }, { kind: "answer", status, body });
    const result = await run(main, { ...update, branch_name: "preview" });
    expect(errorOf(result)).toContain(said);
    expect(neon.requests).toHaveLength(1);
  });
});

describe("the default branch", () => {
  test.each(mainsPlayed)("%s: is looked up by `default_branch: true`", async (main) => {
    neon.state.enableAuth(neon.state.branch(project_id, "br-example-123"), "better_auth");
    add(neon, { name: "preview" });
    const result = await run(main, { ...update, default_branch: "true" });
    expect(result.outputs).toMatchObject({ branch_id: "br-example-123", changed: "true" });
    expect(lookUps(neon)).toEqual([sorted]);
    expect(hit(neon)).toEqual(["br-example-123"]);
  });

  test("is found on the last page, and the list read to its end", async () => {
    paged.state.branch(project_id, "br-example-123").default = false;
    const [first] = ["a", "b"].map((name) => add(paged, { name }));
    const { id } = add(paged, { name: "main-2", default: true });
    const result = await run(main, { ...update, default_branch: "true" }, paged);
    expect(result.outputs).toMatchObject({ branch_id: id });
    expect(hit(paged)).toEqual([id]);
    expect(lookUps(paged)).toEqual([
      sorted,
      { ...sorted, ...cursor(first?.id ?? "") },
      { ...sorted, ...cursor(id) },
    ]);
  });

  test("is never guessed", async () => {
    paged.state.branch(project_id, "br-example-123").default = false;
    for (const name of ["main", "production"]) add(paged, { name });
    const result = await run(main, { ...update, default_branch: "true" }, paged);
    expect(errorOf(result)).toBe(
      "`default_branch`: no branch of the project is the default one. Nothing was changed.",
    );
    expect(written(paged)).toEqual([]);
    expect(paged.sideEffects).toEqual({});
  });
});

test("a branch named by `branch_id` costs no look-up", async () => {
  const { id } = add(neon, { name: "preview" });
  await run(main, { ...update, branch_id: id });
  expect(asked(neon)).toEqual([
    `GET /projects/project-id/branches/${id}/auth/allow_localhost`,
    `PATCH /projects/project-id/branches/${id}/auth/allow_localhost`,
  ]);
});
