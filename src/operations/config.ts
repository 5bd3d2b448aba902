import type { Operation, Step, Work } from "../engine/operation.ts";
import type { Thing } from "../record/thing.ts";
import { configInputs as inputs } from "../words/config-inputs.ts";
import type { Output } from "../words/outputs.ts";
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
