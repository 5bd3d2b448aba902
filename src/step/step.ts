import { getInput } from "@actions/core";
import distance from "leven";
import { InputError } from "../ground/errors.ts";
import { mask } from "../ground/secret.ts";
import type { open } from "../operations/open.ts";
import type { Endpoint, Operation, Scope, Values } from "../record/endpoint.ts";
import {
  general,
  type Input,
  type InputName,
  type InputValue,
  inputs,
  isInputName,
} from "../words/inputs.ts";
import { named } from "../words/rules.ts";

type Defaulted = "mask" | "dry_run" | "api_host" | "timeout_seconds" | "retries";
type Choices = "if_exists" | "if_missing" | "allow_untrusted" | "github_target";

interface Asked<O extends Operation, Needed extends InputName> {
  readonly endpoint: O;
  readonly values: Values & { readonly [N in Defaulted | Choices | Needed]: InputValue<N> };
  readonly warnings: readonly string[];
}

/** What a workflow step asks for: the endpoint that serves it, and inputs that are known to be valid. */
export type Step = Asked<Endpoint, "api_key" | "project_id" | "auth_provider">;

/** A step that does without Neon. */
export type LocalStep = Asked<typeof open, "sealed" | "seal_key">;

const isEndpoint = (operation: Operation): operation is Endpoint => "route" in operation;

export const isLocal = (step: Step | LocalStep): step is LocalStep => !isEndpoint(step.endpoint);

type Given = ReadonlyMap<InputName, string>;

/** Inputs that name a branch. */
export const branchInputs = ["branch_id", "branch_name", "default_branch"] as const satisfies InputName[];
const BRANCH = "`branch_id`, `branch_name` or `default_branch: true`";

/** Reads the inputs of the step. Everything that is wrong with them is one error, before any request. */
export async function readStep(
  operations: readonly (Endpoint | typeof open)[],
  environment: NodeJS.ProcessEnv,
): Promise<Step | LocalStep> {
  const given = readGiven(environment);
  maskCredentials(given);

  const problems: string[] = [];
  const endpoint = choose(operations, given, problems);
  const values = parse(given, problems);
  const stray = unknownNames(environment);
  if (endpoint) {
    if (isEndpoint(endpoint)) values.auth_provider ??= endpoint.scope === "project" ? "stack" : "better_auth";
    stray.push(...notTaken(endpoint, given));
    for (const rule of endpoint.rules) problems.push(...rule.check(given));
    if (delivers(values))
      problems.push(...(await import("../delivery/delivery.ts")).deliveryProblems(endpoint, values));
  }
  const always: InputName[] = endpoint && !isEndpoint(endpoint) ? [] : ["api_key", "project_id"];
  for (const name of new Set([...always, ...(endpoint?.required ?? [])]))
    if (!isNamed(name, given) && !(name in values)) problems.push(missing(name, endpoint));
  const branches = namedBranches(given);
  if (branches.length > 1)
    problems.push(`${named(branches)} exclude each other: name the branch in one way.`);

  const warnings = endpoint?.writes === false ? stray : [];
  if (warnings.length === 0) problems.push(...stray);
  if (problems.length > 0 || !endpoint) throw new InputError(problems);
  return { endpoint, values, warnings } as Step | LocalStep;
}

/** Whether the step writes to GitHub, whatever it does at Neon. */
export const writesToGithub = (values: Values): boolean =>
  (values.github_secrets ?? values.github_variables) !== undefined;

/** Whether values shall go anywhere but into the outputs. What does that is loaded only then. */
export const delivers = (values: Values): boolean =>
  (["github_secrets", "github_variables", "export_env", "dotenv_file"] as const).some(
    (name) => values[name] !== undefined,
  );

/** The inputs that the workflow gives, with the environment variables that stand in for empty ones. */
function readGiven(environment: NodeJS.ProcessEnv): Given {
  const given = new Map<InputName, string>();
  for (const [name, { env }] of Object.entries<Input<unknown>>(inputs)) {
    const candidates = [getInput(name, { trimWhitespace: false }), env && environment[env]];
    const text = candidates.find((candidate) => candidate?.trim());
    if (isInputName(name) && text) given.set(name, text);
  }
  return given;
}

/** Masks every credential before it is looked at; a key that is refused is not printed even for that. */
function maskCredentials(given: Given): void {
  for (const [name, text] of given) {
    const { secret, strict, parse }: Input<unknown> = inputs[name];
    if (secret && (!strict || parse(text))) mask(strict ? text.trim() : text);
  }
}

function parse(given: Given, problems: string[]): { -readonly [N in InputName]?: InputValue<N> } {
  const values: Record<string, unknown> = {};
  for (const [name, { parse, must, default: fallback }] of Object.entries<Input<unknown>>(inputs)) {
    const text = isInputName(name) ? (given.get(name) ?? fallback) : undefined;
    if (text === undefined || name === "operation") continue;
    const parsed = parse(text);
    if (parsed) values[name] = parsed.value;
    else problems.push(`\`${name}\` must ${must}.`);
  }
  return values;
}

/** The record that serves the operation in the scope that the inputs ask for. */
function choose<Local extends Operation>(
  operations: readonly (Endpoint | Local)[],
  given: Given,
  problems: string[],
): Endpoint | Local | undefined {
  const operation = given.get("operation")?.trim();
  const names = [...new Set(operations.map((endpoint) => endpoint.operation))];
  const all = `Operations: ${names.join(", ")}.`;
  if (operation === undefined) {
    problems.push(`\`operation\` is missing. ${all}`);
    return undefined;
  }
  const fitting = operations.filter((endpoint) => endpoint.operation === operation);
  const candidates = fitting.filter(isEndpoint);
  if (candidates.length === 0 && fitting.length > 0) return fitting[0];
  if (candidates.length === 0) {
    problems.push(`\`operation\` is not one that this action knows${didYouMean(operation, names)}. ${all}`);
    return undefined;
  }
  const scope = scopeOf(candidates, given);
  const endpoint = candidates.find((candidate) => candidate.scope === scope);
  if (!endpoint) problems.push(wrongScope(operation, scope, given));
  return endpoint;
}

/**
 * `auto`: a branch was named → branch-scoped; none was → project-scoped. Where both routes need a branch, the
 * provider decides: `stack` exists on the project-scoped route only.
 */
function scopeOf(candidates: readonly Endpoint[], given: Given): Scope {
  const wanted = given.get("scope")?.trim() ?? "auto";
  if (wanted === "project" || wanted === "branch") return wanted;
  const needsBranch = candidates.every(({ required }) => required.includes("branch_id"));
  if (candidates.length > 1 && needsBranch)
    return given.get("auth_provider")?.trim() === "stack" ? "project" : "branch";
  return namedBranches(given).length > 0 ? "branch" : "project";
}

/** How the inputs name a branch; `default_branch: false` does not. */
const namedBranches = (given: Given): InputName[] =>
  branchInputs.filter((name) => given.has(name) && !isOff(name, given));

const isOff = (name: InputName, given: Given): boolean =>
  name === "default_branch" && /^false$/i.test(given.get(name)?.trim() ?? "");

/** Whether an input is there, or the branch is named in another way. */
const isNamed = (name: InputName, given: Given): boolean =>
  given.has(name) || (name === "branch_id" && namedBranches(given).length > 0);

function wrongScope(operation: string, scope: Scope, given: Given): string {
  const asked = isDefault("scope", given) ? [] : ["scope" as const];
  if (scope === "project")
    return `\`${operation}\` works on a branch: add ${BRANCH}${asked.length > 0 ? ", and drop `scope`" : ""}.`;
  return `\`${operation}\` works on projects only: drop ${named([...namedBranches(given), ...asked], " and ")}.`;
}

/** The runner fills in defaults by itself, so a value that equals its default says nothing. */
const isDefault = (name: InputName, given: Given): boolean => {
  const { default: fallback }: Input<unknown> = inputs[name];
  return !given.has(name) || given.get(name) === fallback;
};

function notTaken(endpoint: Operation, given: Given): string[] {
  const taken = new Set<InputName>([...general, ...endpoint.required, ...endpoint.optional]);
  if (taken.has("branch_id")) for (const name of branchInputs) taken.add(name);
  return [...given.keys()]
    .filter((name) => !taken.has(name) && !isDefault(name, given) && !isOff(name, given))
    .map((name) => `\`${endpoint.operation}\` does not take \`${name}\`: drop it.`);
}

function unknownNames(environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment)
    .filter(([variable, text]) => variable.startsWith("INPUT_") && text?.trim())
    .map(([variable]) => variable.slice("INPUT_".length).toLowerCase())
    .filter((name) => !isInputName(name))
    .map((name) => `There is no input \`${name}\`${didYouMean(name, Object.keys(inputs))}.`);
}

function missing(name: InputName, endpoint: Operation | undefined): string {
  if (name === "api_key")
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a workflow says
    return "`api_key` is missing. Pass `${{ secrets.NEON_API_KEY }}` and check that the secret exists here: GitHub passes no secrets to runs from forks and from Dependabot, which has its own.";
  if (name === "sealed")
    return "`sealed` is missing: pass output `sealed` of the job that seals, which needs that among its `outputs`, and to be in `needs` of this job.";
  if (name === "branch_id") return `No branch is named: add ${BRANCH}.`;
  const { env }: Input<unknown> = inputs[name];
  const cure = env
    ? `: give it, or set the environment variable \`${env}\``
    : endpoint
      ? `: \`${endpoint.operation}\` needs it`
      : "";
  return `\`${name}\` is missing${cure}.`;
}

function didYouMean(name: string, known: readonly string[]): string {
  const near = known
    .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits)[0];
  return near ? ` (did you mean \`${near.candidate}\`?)` : "";
}
