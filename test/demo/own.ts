/** Steps of one's own: one job, against one embedded Neon and GitHub. */
import type { Operation, Scope } from "../../src/engine/operation.ts";
import { operations as all, allInputs } from "../../src/operations/index.ts";
import type { Github } from "../emulator/github/server.ts";
import type { Neon } from "../emulator/server.ts";
import { createMasks, type StepResult } from "../runner/runner.ts";
import { showStep } from "../runner/show.ts";
import { type Planned, showFaults } from "./faults.ts";
import { type Context, fill, type Options, openGithub, openNeon, playStep, remember } from "./play.ts";
import { project, secrets } from "./story.ts";

type Texts = Readonly<Record<string, string>>;

export interface OwnStep {
  readonly operation: string;
  readonly given: Texts;
  /** They come while this step runs, unless an earlier one has left some over. */
  readonly faults: readonly Planned[];
}

export interface OwnJob {
  readonly steps: readonly OwnStep[];
  /** Variables of every step, masked. */
  readonly env: Texts;
  /** Whether the project has no integration. */
  readonly empty: boolean;
}

const branchId = project.defaultBranch.id;
export const userId = "00000000-0000-4000-8000-000000000001";
const operations = Map.groupBy<string, Operation>(all, ({ operation }) => operation);

/** Plays every step, whatever became of the ones before it. Gives the exit code. */
export async function playOwn({ steps, env, empty }: OwnJob, options: Options): Promise<number> {
  const faults = steps.flatMap((step) => step.faults);
  const refuses = faults.some(({ fault }) => fault.kind === "refuse");
  await using neon = await openNeon(secrets.NEON_API_KEY, refuses ? { tls: "good" } : {});
  await using github = await openGithub();
  const onBranch = steps.some(worksOnBranch);
  if (!empty) addIntegration(neon, onBranch);

  const secretInputs = steps.flatMap(({ given }) => Object.entries(given).filter(([name]) => isSecret(name)));
  const literal = secretInputs.map(([, value]) => value).filter((value) => !value.includes("${{"));
  const masks = createMasks([neon.apiKey, github.token, ...literal, ...Object.values(env)]);
  const context: Context = new Map();
  const results: StepResult[] = [];
  let variables = env;
  for (const [index, step] of steps.entries()) {
    const { operation, given } = step;
    for (const { match, fault } of step.faults) neon.next(match, fault);
    const filledIn = {
      ...(!namesBranch(given) &&
        (needsBranch(step) || (onBranch && takesBranch(step))) && { branch_id: branchId }),
      ...(needsToken(given) && { github_token: github.token }),
      // Long enough to look on, short enough for a fault that only the end of the step ends.
      ...(faults.length > 0 && { timeout_seconds: "10" }),
    };
    const inputs = { operation, ...filledIn, ...fill(given, context) };
    const timeoutMs = 30_000 + 1000 * (Number(given.timeout_seconds) || 0);
    // npm goes to its package first.
    const workspace = process.env.INIT_CWD ?? process.cwd();
    const place = { ...options, neon, github, masks, workspace, timeoutMs, env: variables };
    const result = await playStep(inputs, place);
    showStep(
      steps.length === 1 ? operation : `${index + 1}/${steps.length} ${operation}`,
      result,
      options.write,
    );
    remember(String(index + 1), result, context);
    variables = { ...variables, ...result.env };
    results.push(result);
  }
  if (faults.length > 0) showFaults(neon, faults, options.write);
  if (faults.length > 0 || steps.length > 1) showEffects(neon, options.write);
  showStored(github, options.write);
  const failed = results.find(({ conclusion }) => conclusion !== "success");
  return failed ? failed.exitCode || 1 : 0;
}

/** What became of it all at Neon. */
function showEffects(neon: Neon, write: (text: string) => void): void {
  const requests = neon.requests.length === 1 ? "1 request" : `${neon.requests.length} requests`;
  const effects = Object.entries(neon.sideEffects).map(([operation, times]) => `${operation} ${times}`);
  write(`${requests} reached Neon. Side effects: ${effects.join(", ") || "none"}.\n`);
}

/** The names of what is stored at GitHub now. Nothing, if nothing is. */
function showStored(github: Github, write: (text: string) => void): void {
  for (const place of ["repository", "environment:production", "organization", "dependabot"] as const) {
    const { secrets, variables } = github.vault(place);
    const names = [
      ...[...secrets.keys()].map((name) => `secret ${name}`),
      ...[...variables.keys()].map((name) => `variable ${name}`),
    ];
    if (names.length > 0) write(`GitHub has, in ${place}: ${names.join(", ")}.\n`);
  }
}

/** Whether the operation, in the scope that is asked for, has no route without a branch. */
function needsBranch({ operation, given: { scope = "auto" } }: OwnStep): boolean {
  const fits = (candidate: Scope | undefined) => scope === "auto" || scope === candidate;
  const candidates = operations.get(operation)?.filter((endpoint) => fits(endpoint.scope)) ?? [];
  return candidates.length > 0 && candidates.every(({ required }) => required.includes("branch_id"));
}

const namesBranch = (given: Texts): boolean => Object.keys(given).some((name) => name.includes("branch"));

/** Whether it could work on a branch with Better Auth. */
const takesBranch = ({ operation, given }: OwnStep): boolean =>
  given.auth_provider !== "stack" &&
  given.scope !== "project" &&
  operations.get(operation)?.some(({ required }) => required.includes("branch_id")) === true;

const worksOnBranch = (step: OwnStep): boolean =>
  (needsBranch(step) || namesBranch(step.given)) &&
  step.given.auth_provider !== "stack" &&
  step.given.scope !== "project";

const needsToken = (given: Texts): boolean =>
  Object.keys(given).some((name) => ["github_secrets", "github_variables", "comment"].includes(name));

function addIntegration({ state }: Neon, branchScoped: boolean): void {
  const auth = state.enableAuth(state.branch(project.id, branchId), branchScoped ? "better_auth" : "stack");
  // Better Auth has shared keys for Google only.
  const own = { type: "standard", client_id: "demo", client_secret: secrets.GOOGLE_CLIENT_SECRET } as const;
  auth.oauthProviders.push({ id: "github", ...(branchScoped ? own : { type: "shared" }) });
  auth.users.push({ id: userId, email: "user@example.com", name: "User", roles: [] });
}

/** A workflow takes such an input from a secret, which the runner masks before any step. */
const isSecret = (name: string): boolean =>
  Object.hasOwn(allInputs, name) &&
  (allInputs as Record<string, { secret?: boolean }>)[name]?.secret === true;
