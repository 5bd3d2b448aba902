// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a message quotes a workflow
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked, at, errorOf, type Main, main, mainsPlayed, runAction } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const project_id = "project-id";
const BRANCH = "`branch_id`, `branch_name` or `default_branch: true`";
const onBranch = "/projects/project-id/branches/br-example-123/auth";

type Given = Readonly<Record<string, string>>;
type Environment = Record<string, string | undefined>;

/** The ways to name a branch, and not to. */
const namings = {
  none: {},
  false: { default_branch: "false" },
  id: { branch_id: "br-example-123" },
  name: { branch_name: "main" },
  default: { default_branch: "True" },
} as const satisfies Record<string, Given>;
type Naming = keyof typeof namings;

/** The request that the step would send, or its error. */
async function chosen(main: Main, inputs: Given, env: Environment = {}): Promise<string> {
  const result = await runAction(main, { ...at(neon), project_id, ...inputs, dry_run: "true" }, { env });
  if (result.exitCode !== 0) return errorOf(result);
  const request = result.log.find((line) => /^(GET|POST|PUT|PATCH|DELETE) /.test(line)) ?? "";
  const [method, path] = request.split(" ");
  return `${result.outputs.scope}: ${method} ${path}`;
}

const dropBranch = {
  id: "`delete-user` does not take `branch_id`: drop it.",
  name: "`delete-user` does not take `branch_name`: drop it.",
  default: "`delete-user` does not take `default_branch`: drop it.",
};
const toProject = {
  both: "project: DELETE /projects/project-id/auth/users/user-1",
  keys: "project: POST /projects/auth/keys",
  create: "project: POST /projects/auth/create",
};
const toBranch = {
  both: `branch: DELETE ${onBranch}/users/user-1`,
  localhost: `branch: PATCH ${onBranch}/allow_localhost`,
  create: `branch: POST ${onBranch}`,
};
const noBranch = `No branch is named: add ${BRANCH}.`;
const worksOnBranch = (cure = "") => `\`update-allow-localhost\` works on a branch: add ${BRANCH}${cure}.`;
const worksOnProject = (drop: string) => `\`generate-sdk-keys\` works on projects only: drop ${drop}.`;

const both = { operation: "delete-user", auth_user_id: "user-1" };
const keys = { operation: "generate-sdk-keys" };
const localhost = { operation: "update-allow-localhost", allow_localhost: "true" };
const create = { operation: "create-integration" };

const table: readonly (readonly [what: string, inputs: Given, expected: Record<Naming, string>])[] = [
  [
    "an operation of both scopes",
    both,
    {
      none: toProject.both,
      false: toProject.both,
      id: toBranch.both,
      name: toBranch.both,
      default: toBranch.both,
    },
  ],
  [
    "an operation of both scopes with `scope: project`",
    { ...both, scope: "project" },
    { none: toProject.both, false: toProject.both, ...dropBranch },
  ],
  [
    "an operation of both scopes with `scope: branch`",
    { ...both, scope: "branch" },
    { none: noBranch, false: noBranch, id: toBranch.both, name: toBranch.both, default: toBranch.both },
  ],
  [
    "an operation of projects",
    keys,
    {
      none: toProject.keys,
      false: toProject.keys,
      id: worksOnProject("`branch_id`"),
      name: worksOnProject("`branch_name`"),
      default: worksOnProject("`default_branch`"),
    },
  ],
  [
    "an operation of projects with `scope: branch`",
    { ...keys, scope: "branch" },
    {
      none: worksOnProject("`scope`"),
      false: worksOnProject("`scope`"),
      id: worksOnProject("`branch_id` and `scope`"),
      name: worksOnProject("`branch_name` and `scope`"),
      default: worksOnProject("`default_branch` and `scope`"),
    },
  ],
  [
    "an operation of branches",
    localhost,
    {
      none: worksOnBranch(),
      false: worksOnBranch(),
      id: toBranch.localhost,
      name: toBranch.localhost,
      default: toBranch.localhost,
    },
  ],
  [
    "an operation of branches with `scope: project`",
    { ...localhost, scope: "project" },
    {
      none: worksOnBranch(", and drop `scope`"),
      false: worksOnBranch(", and drop `scope`"),
      id: worksOnBranch(", and drop `scope`"),
      name: worksOnBranch(", and drop `scope`"),
      default: worksOnBranch(", and drop `scope`"),
    },
  ],
  ...["better_auth", "mock", ""].map(
    (auth_provider) =>
      [
        `create-integration with the provider "${auth_provider}"`,
        { ...create, auth_provider },
        {
          none: noBranch,
          false: noBranch,
          id: toBranch.create,
          name: toBranch.create,
          default: toBranch.create,
        },
      ] as const,
  ),
  [
    "create-integration with the provider stack",
    { ...create, auth_provider: "stack" },
    {
      none: noBranch,
      false: noBranch,
      id: toProject.create,
      name: toProject.create,
      default: toProject.create,
    },
  ],
  [
    "create-integration with the provider stack and `scope: branch`",
    { ...create, auth_provider: "stack", scope: "branch" },
    {
      none: noBranch,
      false: noBranch,
      id: toBranch.create,
      name: toBranch.create,
      default: toBranch.create,
    },
  ],
  [
    "create-integration with `scope: project`",
    { ...create, scope: "project" },
    {
      none: noBranch,
      false: noBranch,
      id: toProject.create,
      name: toProject.create,
      default: toProject.create,
    },
  ],
];

async function chosenByNaming(main: Main, inputs: Given): Promise<Record<string, string>> {
  const entries = Object.entries(namings).map(
    async ([naming, branch]) => [naming, await chosen(main, { ...inputs, ...branch })] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

describe("the scope", () => {
  test.each(table)("of %s follows from how the branch is named", async (_, inputs, expected) => {
    expect(await chosenByNaming(main, inputs)).toEqual(expected);
  });

  test("is the same before it is built", async () => {
    const [, inputs = {}, expected] = table[0] ?? [];
    expect(await chosenByNaming("src", inputs)).toEqual(expected);
  });

  test("of a step with white space and another case around its values is the same", async () => {
    expect(await chosen(main, { ...create, auth_provider: " stack\n", ...namings.id })).toBe(
      toProject.create,
    );
    expect(await chosen(main, { ...both, scope: " branch ", ...namings.id })).toBe(toBranch.both);
    expect(await chosen(main, { ...both, default_branch: " TRUE\n" })).toBe(toBranch.both);
  });

  test("costs a look-up only if the branch is not named by its ID", async () => {
    await chosenByNaming(main, both);
    expect(asked(neon).toSorted()).toEqual([
      "GET /projects/project-id/branches?search=main&sort_by=created_at&sort_order=asc&limit=200",
      "GET /projects/project-id/branches?sort_by=created_at&sort_order=asc&limit=200",
    ]);
  });
});

describe("a step", () => {
  test.each<[names: string, inputs: Given]>([
    ["`branch_id` and `branch_name`", { ...namings.id, ...namings.name }],
    ["`branch_id` and `default_branch`", { ...namings.id, ...namings.default }],
    ["`branch_name` and `default_branch`", { ...namings.name, ...namings.default }],
    [
      "`branch_id` and `branch_name` and `default_branch`",
      { ...namings.id, ...namings.name, ...namings.default },
    ],
  ])("that names a branch by %s is refused", async (names, inputs) => {
    expect(await chosen(main, { ...localhost, ...inputs })).toBe(
      `${names} exclude each other: name the branch in one way.`,
    );
    expect(neon.requests).toEqual([]);
  });

  test("that names a branch beside `default_branch: false` is not", async () => {
    expect(await chosen(main, { ...localhost, ...namings.id, ...namings.false })).toBe(toBranch.localhost);
  });

  test.each(mainsPlayed)(
    "%s: that reads from the project although a branch is named is warned of it",
    async (main) => {
      neon.state.enableAuth(neon.state.branch(project_id, "br-example-123"), "stack");
      const inputs = { operation: "list-oauth-providers", scope: "project", ...namings.id };
      const result = await runAction(main, { ...at(neon), project_id, ...inputs });
      expect(
        result.annotations.filter(({ level }) => level === "warning").map(({ message }) => message),
      ).toEqual(["`list-oauth-providers` does not take `branch_id`: drop it."]);
      expect(asked(neon)).toEqual(["GET /projects/project-id/auth/oauth_providers"]);
    },
  );
});

describe("an input that names a branch and is empty", () => {
  const names = ["branch_id", "branch_name", "default_branch"] as const;
  const empty = (name: string) =>
    `\`${name}\` is empty: the expression in it gave nothing. Check the id of the step that it names. Where it may be empty, write \`\${{ inputs.${name} || '(none)' }}\`.`;
  const problems = (...given: string[]) =>
    [
      `${given.length} problems with the inputs of this step:`,
      ...given.map((problem) => `- ${problem}`),
    ].join("\n");
  const list = { operation: "list-oauth-providers" };
  const stack = { ...create, auth_provider: "stack" };

  test.each(names.flatMap((name) => ["", " \n"].map((text) => [name, text] as const)))(
    "is refused before any request: %s %j",
    async (name, text) => {
      for (const inputs of [both, list, localhost, create, stack, { ...both, scope: "branch" }])
        expect(await chosen(main, { ...inputs, [name]: text })).toBe(empty(name));
      expect(neon.connections).toBe(0);
    },
  );

  test.each(mainsPlayed)("%s: is told of beside the other two", async (main) => {
    const given = { branch_id: "", branch_name: "", default_branch: "" };
    expect(await chosen(main, { ...both, ...given })).toBe(problems(...names.map(empty)));
    expect(neon.connections).toBe(0);
  });

  test.each([namings.false, { branch_name: "(none)" }])(
    "is refused beside %j, which names no branch",
    async (inputs) => {
      expect(await chosen(main, { ...both, branch_id: "", ...inputs })).toBe(empty("branch_id"));
      expect(neon.connections).toBe(0);
    },
  );

  test("is refused where an operation works on projects only, and to be dropped there", async () => {
    expect(await chosen(main, { ...keys, branch_id: "" })).toBe(
      problems(worksOnProject("`branch_id`"), empty("branch_id")),
    );
    expect(neon.connections).toBe(0);
  });

  test("counts as left out if the project is said outright", async () => {
    const given = { scope: " project ", branch_id: "", branch_name: "", default_branch: "" };
    expect(await chosen(main, { ...both, ...given })).toBe(toProject.both);
    expect(await chosen(main, { ...keys, ...given })).toBe(toProject.keys);
    expect(await chosen(main, { ...create, ...given })).toBe(noBranch);
  });

  test.each<[names: readonly string[], naming: Naming]>([
    [["branch_name", "default_branch"], "id"],
    [["branch_id", "default_branch"], "name"],
    [["branch_id", "branch_name"], "default"],
  ])("counts as left out, %j, beside a branch named by the third", async (left, naming) => {
    const given = Object.fromEntries(left.map((name) => [name, ""]));
    expect(await chosen(main, { ...both, ...given, ...namings[naming] })).toBe(toBranch.both);
  });

  test.each<[what: string, inputs: Given, env: Environment]>([
    ["is the default of `action.yml`", { branch_id: "(none)", branch_name: " (none)\n" }, {}],
    ["is left out", {}, {}],
    [
      "has no variable",
      {},
      Object.fromEntries(names.map((name) => [`INPUT_${name.toUpperCase()}`, undefined])),
    ],
  ])("is none if it %s", async (_, inputs, env) => {
    expect(await chosen(main, { ...both, ...inputs }, env)).toBe(toProject.both);
    expect(await chosen(main, { ...localhost, ...inputs }, env)).toBe(worksOnBranch());
  });

  test("is nothing to an operation that takes no branch", async () => {
    const withNone = await chosen(main, { operation: "open" });
    expect(withNone).toMatch(/^2 problems .*\n- `sealed` is missing: .*\n- `seal_key` is missing: .*$/);
    for (const inputs of [{ branch_id: "", default_branch: "" }, namings.id])
      expect(await chosen(main, { operation: "open", ...inputs })).toBe(withNone);
  });
});
