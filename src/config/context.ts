import type { LocatedStep, Session } from "../engine/operation.ts";
import { ConfigError, PlanError } from "../ground/errors.ts";
import { mask, reveal, Secret } from "../ground/secret.ts";
import { branchById } from "../neon/branches.ts";
import type { RootThing } from "../record/thing.ts";
import type { Config } from "./file.ts";
import { type Limits, type Plan, planOf } from "./plan.ts";
import { allReads, readThere, type There } from "./reads.ts";
import type { Section, Terms } from "./section.ts";
import type { Mistake } from "./tree.ts";
import type { Taken } from "./values.ts";

/** The inputs of the configuration operations. */
export interface ConfigValues {
  readonly config_file: string;
  readonly environment?: string;
  readonly config_variables?: ReadonlyMap<string, string>;
  readonly expect_plan?: string;
  readonly max_deletes: number;
  readonly secrets: "send" | "keep";
  readonly fail_on_changes?: boolean;
  readonly overwrite: boolean;
}

export const configValues = ({ values }: Pick<LocatedStep, "values">): ConfigValues =>
  values as unknown as ConfigValues;

/** Values that the file takes from the environment. */
export interface Secrets {
  readonly secretOf: (taken: Taken) => Secret | undefined;
  readonly missing: readonly Taken[];
}

/** For what neither compares nor sends any. */
export const noSecrets: Secrets = { secretOf: () => undefined, missing: [] };

/** Takes them, and masks each before it is looked at. Throws a `ConfigError` for what cannot be meant. */
export function takeSecrets({ parts, file }: Config, { values }: Pick<LocatedStep, "values">): Secrets {
  const { api_key, github_token, seal_key, database_url } = values;
  const own = new Set(
    [api_key, github_token, seal_key, database_url].flatMap((secret) => secret?.reveal() ?? []),
  );
  const given = new Map<Taken, Secret>();
  const missing: Taken[] = [];
  const mistakes: Mistake[] = [];
  for (const taken of parts.flatMap(({ asked }) => asked.taken)) {
    const { name, field, line, path } = taken;
    const text = process.env[name] ?? "";
    if (text.trim() === "") {
      missing.push(taken);
      continue;
    }
    mask(text);
    const parsed = field.parse(text);
    if (own.has(text.trim()))
      mistakes.push({
        line,
        text: `\`${path}\`: variable \`${name}\` holds a key of this step, which must not go to anybody else.`,
      });
    else if (!parsed)
      mistakes.push({ line, text: `\`${path}\`: the value of variable \`${name}\` must ${field.must}.` });
    else given.set(taken, new Secret(reveal(parsed.value as string | Secret), "credential"));
  }
  if (mistakes.length > 0) throw new ConfigError(file, mistakes);
  return { secretOf: (taken) => given.get(taken), missing };
}

/** All that a plan is made of. */
export interface Context {
  readonly config: Config;
  readonly sections: readonly Section[];
  readonly secrets: Secrets;
  readonly values: ConfigValues;
  readonly step: LocatedStep;
  /** Whether whatever is there and not in the file counts, pruned or not. */
  readonly strict: boolean;
}

/** What is at Neon, and how it differs. */
export interface Looked {
  readonly there: There;
  readonly plan: Plan;
  readonly branch: Limits["branch"];
  readonly terms: Terms;
}

/** Reads what is there and makes the plan. */
export async function lookAndPlan(context: Context, session: Session): Promise<Looked> {
  const { config, sections, step } = context;
  const [there, name] = await Promise.all([
    readThere(
      session,
      thingsOf(context),
      whereOf(step),
      allReads,
      sections.map(({ thing }) => thing),
    ),
    nameOf(config, step, session),
  ]);
  if (there.fresh && !config.parts.some(({ section }) => section.thing.kind === "root"))
    throw new PlanError(
      `There is no Neon Auth on the branch, and ${config.file} does not ask for one: add \`integration:\` to it, or enable it with \`create-integration\`. Nothing was changed.`,
    );
  const branch = { id: String(step.values.branch_id), name };
  const terms = termsOf(context, there);
  const plan = planOf(config, sections, there, terms, limitsOf(context, branch));
  return { there, plan, branch, terms };
}

export const whereOf = ({ values }: LocatedStep): Readonly<Record<string, unknown>> => ({
  project_id: values.project_id,
  branch_id: values.branch_id,
});

/** Those that the file names, and where it is for production, all that it is judged by. */
const thingsOf = ({ config, sections }: Context) =>
  (config.production ? sections : config.parts.map(({ section }) => section)).map(({ thing }) => thing);

/** The name of the branch is only read if the file has a guard on it. */
async function nameOf({ branch }: Config, step: LocatedStep, session: Session): Promise<string | undefined> {
  if (step.branchName !== undefined || branch === undefined) return step.branchName;
  const { project_id = "", branch_id = "" } = step.values;
  return (await branchById(session, project_id, branch_id)).name;
}

export const limitsOf = ({ values }: Context, branch: Limits["branch"]): Limits => ({
  branch,
  mostDeletes: values.max_deletes,
  expected: values.expect_plan,
});

export function termsOf({ config, sections, secrets, values, step, strict }: Context, there: There): Terms {
  const root = sections.find(({ thing }) => thing.kind === "root");
  const found = there.fresh
    ? undefined
    : (root?.file(there.answers.get("auth")) as { auth_provider?: string });
  const asked = config.parts.find(({ section }) => section === root)?.asked.says as
    | { auth_provider?: string }
    | undefined;
  return {
    at: {
      ...whereOf(step),
      auth_provider: found?.auth_provider ?? asked?.auth_provider ?? step.values.auth_provider,
    },
    fresh: there.fresh,
    prunes: (section) => strict || config.prune.has(section),
    ignores: (section, name) => config.ignore.get(section)?.(name) ?? false,
    sends: values.secrets === "send",
    secretOf: secrets.secretOf,
  };
}

/** The thing that all others belong to. */
export const rootOf = (sections: readonly Section[]): RootThing => {
  const root = sections.map(({ thing }) => thing).find((thing) => thing.kind === "root");
  if (!root) throw new Error("There is no section for the integration.");
  return root;
};
