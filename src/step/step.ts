import type { Named, Operation, Scope, Step, Values } from "../engine/operation.ts";
import { InputError } from "../ground/errors.ts";
import { mask } from "../ground/secret.ts";
import { general, givenText, type Input, type InputName } from "../words/inputs.ts";
import { misplaced } from "../words/misplaced.ts";
import { didYouMean } from "../words/near.ts";
import { inWorkflow, named } from "../words/rules.ts";

/** What the workflow says, by the names of inputs. */
type Given = ReadonlyMap<string, string>;
type Vocabulary = Readonly<Record<string, Input<unknown>>>;

/** Inputs that name a branch. */
export const branchInputs = ["branch_id", "branch_name", "default_branch"] as const satisfies InputName[];
/** The default of those three in `action.yml`: the runner puts it only where a workflow leaves an input out. */
export const NO_BRANCH = "(none)";
const BRANCH = "`branch_id`, `branch_name` or `default_branch: true`";

/** Reads the inputs of the step. Everything that is wrong with them is one error, before any request. */
export async function readStep(
  operations: readonly Operation[],
  inputs: Vocabulary,
  environment: NodeJS.ProcessEnv,
): Promise<Step> {
  const given = readGiven(inputs, environment);
  maskCredentials(given, inputs);

  const problems: string[] = [];
  const { operation, strays } = choose(operations, given, inputs, problems) ?? { strays: [] };
  if (operation?.needs === "nothing") for (const name of branchInputs) given.delete(name);
  const values = parse(given, inputs, problems);
  const stray = [...unknownNames(inputs, environment), ...strays];
  if (operation) {
    if (operation.scope) values.auth_provider ??= operation.scope === "project" ? "stack" : "better_auth";
    for (const rule of operation.rules)
      problems.push(...rule.problems((name) => given.get(name), inWorkflow));
    if (delivers(values))
      problems.push(...(await import("../delivery/assignments.ts")).deliveryProblems(operation, values));
  }
  const always: string[] = operation?.needs === "nothing" ? [] : ["api_key", "project_id"];
  for (const name of new Set([...always, ...(operation?.required ?? [])]))
    if (!isNamed(name, given) && !(name in values)) problems.push(missing(name, operation, inputs));
  const branches = namedBranches(given).filter((name) => given.get(name) !== "");
  if (branches.length > 1)
    problems.push(`${named(branches, " and ")} exclude each other: name the branch in one way.`);

  const warnings = operation?.writes === false ? stray : [];
  if (warnings.length === 0) problems.push(...stray);
  if (problems.length > 0 || !operation) throw new InputError(problems);
  const { branch_id, branch_name, default_branch, ...rest } = values;
  // All inputs with a default have a value now.
  return { operation, values: rest as Step["values"], branch: branchOf(values), warnings };
}

function branchOf({ branch_id, branch_name, default_branch }: Values): Named | undefined {
  if (branch_name !== undefined) return { name: branch_name };
  if (default_branch) return { default: true };
  return branch_id === undefined ? undefined : { id: branch_id };
}

/** Whether values shall go anywhere but into the outputs. What does that is loaded only then. */
export const delivers = (values: Values): boolean =>
  (["github_secrets", "github_variables", "export_env", "dotenv_file"] as const).some(
    (name) => values[name] !== undefined,
  );

/**
 * The inputs that the workflow gives, with the environment variables that stand in for empty ones. An input that names
 * a branch is empty in it where its expression gave nothing and nothing else says which branch or project is meant.
 */
function readGiven(inputs: Vocabulary, environment: NodeJS.ProcessEnv): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, input] of Object.entries(inputs)) {
    const text = givenText(name, input, environment);
    if (text && !(isBranch(name) && text.trim() === NO_BRANCH)) given.set(name, text);
  }
  if (given.get("scope")?.trim() !== "project" && namedBranches(given).length === 0)
    for (const name of branchInputs)
      if (environment[`INPUT_${name.toUpperCase()}`]?.trim() === "") given.set(name, "");
  return given;
}

/** Masks every credential before it is looked at; a key that is refused is not printed even for that. */
function maskCredentials(given: Given, inputs: Vocabulary): void {
  for (const [name, text] of given) {
    const { secret, strict, parse } = inputs[name] ?? {};
    if (secret ? !strict || parse?.(text) : misplaced(name, text))
      mask(secret && !strict ? text : text.trim());
  }
}

type Read = { -readonly [N in keyof Values]: Values[N] };

function parse(given: Given, inputs: Vocabulary, problems: string[]): Read {
  const values: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const text = given.get(name) ?? input.default;
    if (text === undefined || name === "operation") continue;
    const parsed = input.parse(text);
    const elsewhere = input.secret && !input.strict ? undefined : misplaced(name, text);
    if (text === "") problems.push(emptyBranch(name));
    else if (elsewhere) problems.push(elsewhere);
    else if (parsed) values[name] = parsed.value;
    else problems.push(refused(name, input, text));
  }
  return values;
}

/** What is no word could be anything, a pasted secret too. */
const isWord = (text: string): boolean => /^[a-z][\w-]{0,39}$/i.test(text);

function refused(name: string, { must, listed = "", known, hint }: Input<unknown>, text: string): string {
  const given = text.trim();
  const shown = known && isWord(given) ? `, not \`${given}\`${didYouMean(given, known)}` : "";
  return `\`${name}\` must ${must}${listed}${shown}${hint?.(given) ?? ""}.`;
}

/** An operation, and what is given that it does not take. */
interface Choice {
  readonly operation: Operation;
  readonly strays: readonly string[];
}

/** The operation that is asked for, in the scope that the inputs ask for. */
function choose(
  operations: readonly Operation[],
  given: Given,
  inputs: Vocabulary,
  problems: string[],
): Choice | undefined {
  const wanted = given.get("operation")?.trim();
  const names = [...new Set(operations.map(({ operation }) => operation))];
  const all = `Operations: ${names.join(", ")}.`;
  if (wanted === undefined) {
    problems.push(`\`operation\` is missing. ${all}`);
    return undefined;
  }
  const candidates = operations.filter(({ operation }) => operation === wanted);
  const [first] = candidates;
  if (!first) {
    const hint = didYouMean(wanted, names);
    const unknown = isWord(wanted)
      ? `There is no operation \`${wanted}\``
      : "`operation` is not one that this action knows";
    problems.push(hint ? `${unknown}${hint}.` : `${unknown}. ${all}`);
    return undefined;
  }
  const scope = first.scope && scopeOf(candidates, given);
  // Of two in one scope, the one that takes more of what is given; of equal ones, the first.
  const [chosen] = candidates
    .filter((candidate) => candidate.scope === scope)
    .map((candidate) => ({ operation: candidate, strays: notTaken(candidate, candidates, given, inputs) }))
    .sort((a, b) => a.strays.length - b.strays.length);
  if (scope && !chosen) problems.push(wrongScope(wanted, scope, given));
  return chosen;
}

/**
 * `auto`: a branch was named → branch-scoped; none was → project-scoped. Where both routes need a branch, the
 * provider decides: `stack` exists on the project-scoped route only.
 */
function scopeOf(candidates: readonly Operation[], given: Given): Scope {
  const wanted = given.get("scope")?.trim() ?? "auto";
  if (wanted === "project" || wanted === "branch") return wanted;
  const needsBranch = candidates.every(({ required }) => required.includes("branch_id"));
  if (new Set(candidates.map((candidate) => candidate.scope)).size > 1 && needsBranch)
    return given.get("auth_provider")?.trim() === "stack" ? "project" : "branch";
  return namedBranches(given).length > 0 ? "branch" : "project";
}

const isBranch = (name: string): boolean => (branchInputs as readonly string[]).includes(name);

const emptyBranch = (name: string): string =>
  `\`${name}\` is empty: the expression in it gave nothing. Check the id of the step that it names. Where it may be empty, write \`\${{ inputs.${name} || '${NO_BRANCH}' }}\`.`;

/** How the inputs name a branch; `default_branch: false` does not. */
const namedBranches = (given: Given): string[] =>
  branchInputs.filter((name) => given.has(name) && !isOff(name, given));

const isOff = (name: string, given: Given): boolean =>
  name === "default_branch" && /^false$/i.test(given.get(name)?.trim() ?? "");

/** Whether an input is there, or the branch is named in another way. */
const isNamed = (name: string, given: Given): boolean =>
  given.has(name) || (name === "branch_id" && namedBranches(given).length > 0);

function wrongScope(operation: string, scope: Scope, given: Given): string {
  const asked = given.get("scope") === "auto" || !given.has("scope") ? [] : ["scope"];
  if (scope === "project")
    return `\`${operation}\` works on a branch: add ${BRANCH}${asked.length > 0 ? ", and drop `scope`" : ""}.`;
  return `\`${operation}\` works on projects only: drop ${named([...namedBranches(given), ...asked], " and ")}.`;
}

/** `namesakes`: the same operation in every scope that has it. */
function notTaken(
  { operation, needs, required, optional }: Operation,
  namesakes: readonly Operation[],
  given: Given,
  inputs: Vocabulary,
): string[] {
  const taken = new Set<string>([...general, ...required, ...optional]);
  if (taken.has("branch_id") || needs === "nothing") for (const name of branchInputs) taken.add(name);
  const reason = (name: string) => {
    const other = namesakes.find((one) => [...one.required, ...one.optional].includes(name));
    return other && !isBranch(name)
      ? `takes \`${name}\` on the ${other.scope}-scoped API only`
      : `does not take \`${name}\``;
  };
  // The runner fills in defaults by itself, so a value that equals its default says nothing.
  return [...given]
    .filter(([name, text]) => !taken.has(name) && text !== inputs[name]?.default && !isOff(name, given))
    .map(([name]) => `\`${operation}\` ${reason(name)}: drop it.`);
}

function unknownNames(inputs: Vocabulary, environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment)
    .filter(([variable, text]) => variable.startsWith("INPUT_") && text?.trim())
    .map(([variable]) => variable.slice("INPUT_".length).toLowerCase())
    .filter((name) => !Object.hasOwn(inputs, name))
    .map((name) => `There is no input \`${name}\`${didYouMean(name, Object.keys(inputs))}.`);
}

function missing(name: string, operation: Operation | undefined, inputs: Vocabulary): string {
  if (name === "api_key")
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a workflow says
    return "`api_key` is missing. Pass `${{ secrets.NEON_API_KEY }}` and check that the secret exists here: GitHub passes no secrets to runs from forks and from Dependabot, which has its own.";
  if (name === "sealed")
    return "`sealed` is missing: pass output `sealed` of the job that seals, which needs that among its `outputs`, and to be in `needs` of this job.";
  if (name === "branch_id") return `No branch is named: add ${BRANCH}.`;
  const env = inputs[name]?.env;
  const cure = env
    ? `: give it, or set the environment variable \`${env}\``
    : operation
      ? `: \`${operation.operation}\` needs it`
      : "";
  const { known, must } = inputs[name] ?? {};
  return `\`${name}\` is missing${cure}.${known ? ` It must ${must}.` : ""}`;
}
