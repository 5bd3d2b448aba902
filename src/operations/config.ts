import type { Operation, Step, Work } from "../engine/operation.ts";
import type { Thing } from "../record/thing.ts";
import type { Output } from "../words/outputs.ts";
import { choice, flag, type Input, text, variables, whole, word } from "../words/parsers.ts";
import * as domains from "./domains.ts";
import * as email from "./email.ts";
import * as integration from "./integration.ts";
import * as oauthProviders from "./oauth-providers.ts";
import * as plugins from "./plugins.ts";
import * as users from "./users.ts";
import * as webhooks from "./webhooks.ts";

/** Everything that a configuration file can say, in the order in which it is written. */
export const things: readonly Thing[] = [
  ...integration.things,
  ...plugins.things,
  ...oauthProviders.things,
  ...domains.things,
  ...email.things,
  ...webhooks.things,
];

const inputs = {
  config_file: text("The configuration file, relative to the workspace or absolute.", 4096, {
    default: ".github/neon-auth.yml",
  }),
  environment: text("Which of the file's `environments` is meant. Needed where the file has some.", 100),
  config_variables: variables(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a file says
    "Values for `${NAME}` in the file, one `NAME=value` per line. They are not secret: secrets go through `env`.",
  ),
  expect_plan: word(
    "The `plan_hash` that was reviewed. Any other plan is refused.",
    "be the `plan_hash` of a plan, 64 hexadecimal digits",
    (hash) => /^[0-9a-f]{64}$/.test(hash),
  ),
  max_deletes: whole("Entries that may be deleted or replaced at most.", 0, 100_000, { default: "3" }),
  secrets: choice(
    "`send`: secrets of the file are compared where Neon shows them, and sent where it does not. `keep`: none is sent.",
    ["send", "keep"],
    { default: "send" },
  ),
  fail_on_changes: flag(
    "Whether a difference makes the step fail. Default: `true` for `check-config`, `false` for `plan-config`.",
  ),
  overwrite: flag("`true`: edit a file that is there, so that it says what is at Neon.", {
    default: "false",
  }),
} satisfies Record<string, Input<unknown>>;

const outputs = {
  plan: {
    kind: "json",
    about: "The difference, a JSON list of rows `{section, entry?, field?, change, from?, to?}`.",
  },
  changes: { kind: "text", about: "Number of rows of the plan." },
  deletes: { kind: "text", about: "Number of those that delete or replace." },
  has_changes: { kind: "text", about: "Whether the plan has rows." },
  resends: { kind: "json", about: "Paths of what is sent although it cannot be compared, a JSON list." },
  plan_hash: { kind: "text", about: "Hash of the plan, for `expect_plan`. It depends on no secret." },
  drifted: { kind: "text", about: "`true`, `false`, or `unknown` if what is there could not be read." },
  applied: {
    kind: "json",
    about: "What became of the plan: `done`, `failed` and `not_tried`, a JSON object.",
  },
  config: { kind: "text", about: "The file that was exported." },
  config_path: { kind: "text", about: "Full path of that file." },
  environments: {
    kind: "json",
    about: "Names of the file's environments, a JSON list, for example for a matrix.",
  },
} satisfies Record<string, Output>;

type InputOf = keyof typeof inputs;
type OutputOf = keyof typeof outputs;

const planned = [
  "plan",
  "changes",
  "deletes",
  "has_changes",
  "resends",
  "plan_hash",
] as const satisfies OutputOf[];
const reviewed = [
  "config_file",
  "environment",
  "config_variables",
  "expect_plan",
  "max_deletes",
  "secrets",
] as const satisfies InputOf[];

const pick = <T extends object, K extends keyof T>(all: T, names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.map((name) => [name, all[name]])) as Pick<T, K>;

/** What is loaded for a file, and for nothing else. */
const load = () => import("../config/index.ts");

interface Declared<Name extends string> {
  readonly operation: Name;
  readonly about: string;
  readonly writes?: true;
  readonly takes: readonly InputOf[];
  readonly gives: readonly OutputOf[];
  readonly optional?: readonly string[];
  readonly outputs?: readonly string[];
  readonly failure?: Operation["failure"];
  readonly begin: (step: Step) => Promise<Work>;
}

/** An operation on the file and a branch. */
const configOperation = <const Name extends string>(declared: Declared<Name>): Operation<Name> => ({
  operation: declared.operation,
  about: declared.about,
  needs: "neon",
  scope: "branch",
  writes: declared.writes ?? false,
  irreversible: false,
  notices: () => [],
  required: ["project_id", "branch_id"],
  optional: [...declared.takes, ...(declared.optional ?? [])],
  rules: [],
  outputs: [...declared.gives, ...(declared.outputs ?? [])],
  later: declared.optional?.includes("wait_until_ready") ? ["jwks_key_ids", "issuer"] : [],
  own: { inputs: pick(inputs, declared.takes), outputs: pick(outputs, declared.gives) },
  ...(declared.failure && { failure: declared.failure }),
  begin: declared.begin,
});

const validate: Operation<"validate-config"> = {
  ...configOperation({
    operation: "validate-config",
    about: "Check the configuration file, all environments. Neon is not asked, so that it works on forks.",
    takes: ["config_file"],
    gives: ["environments"],
    begin: async (step) => (await load()).beginValidate(step, things),
  }),
  needs: "nothing",
  scope: undefined,
  required: [],
};

const plan = configOperation({
  operation: "plan-config",
  about: "Show how a branch differs from the configuration file, and what would change.",
  takes: [...reviewed, "fail_on_changes"],
  gives: planned,
  begin: async (step) => (await load()).beginPlan(step, things),
});

const apply = configOperation({
  operation: "apply-config",
  about: "Make a branch as the configuration file says: only what differs is sent.",
  writes: true,
  takes: reviewed,
  gives: [...planned, "applied"],
  optional: ["users_file", "origin", "wait_until_ready"],
  outputs: [...new Set([...integration.onBranch.flatMap(({ outputs }) => outputs), "users"])],
  begin: async (step) => (await load()).beginApply(step, things, users.createUserOnBranch),
});

const check = configOperation({
  operation: "check-config",
  about: "Find drift: what is on a branch and not as the configuration file says.",
  takes: ["config_file", "environment", "config_variables", "secrets", "fail_on_changes"],
  gives: [...planned, "drifted"],
  failure: { title: "Drift could not be checked", outputs: { drifted: "unknown" } },
  begin: async (step) => (await load()).beginCheck(step, things),
});

const exportConfig = configOperation({
  operation: "export-config",
  about: "Write what is on a branch as a configuration file whose application changes nothing.",
  takes: ["config_file", "environment", "config_variables", "overwrite"],
  gives: ["config", "config_path"],
  begin: async (step) => (await load()).beginExport(step, things),
});

export const operations = [validate, plan, apply, check, exportConfig] as const;
