/** Plays the jobs of a recipe as GitHub would, on the embedded Neon and the embedded GitHub. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { thisAction } from "../../src/docs.ts";
import type { Github } from "../emulator/github/server.ts";
import type { Neon } from "../emulator/server.ts";
import { main, runAction } from "../process/action.ts";
import { createMasks, type Masks, type StepResult } from "../runner/runner.ts";
import { type Context, fill, holds } from "./expressions.ts";
import { checkLeaks } from "./leaks.ts";
import type { Job, RecipeStep, Workflow } from "./readme.ts";
import { type App, type Called, standIns, stubCommands } from "./stand-ins.ts";
import { emptyAtFirst, type Kept, keptIn, merged } from "./vault.ts";

const actionYml = await readFile(new URL("../../action.yml", import.meta.url), "utf8");
const declared = Object.keys((parse(actionYml) as { outputs: object }).outputs);

type Texts = Readonly<Record<string, string>>;

/** What there is when the workflow starts. */
export interface Run {
  readonly neon: Neon;
  /** Keeps the secrets and variables of the repository and of its environments. */
  readonly github: Github;
  readonly app: App;
  /** `owner/name` */
  readonly repository: string;
  /** By its name in expressions, such as `github.event.number`. */
  readonly context: Texts;
  /** What starts the workflow. Default: the first event in `on`. */
  readonly event?: string;
}

export interface PlayedStep {
  /** What stands behind `uses` or `run`. */
  readonly what: string;
  readonly conclusion: StepResult["conclusion"] | "skipped";
  /** Of a step that uses an action and was not skipped. */
  readonly inputs?: Texts;
  readonly outputs: Texts;
  /** Of a step that ran this action. */
  readonly result?: StepResult;
  /** What a `run` step called. */
  readonly called: readonly Called[];
}

/** A run that has been queued: it knows nothing that comes into the repository from then on. */
interface Queued extends Run {
  readonly event: string;
  readonly kept: Kept;
}

interface Ended {
  readonly conclusion: PlayedStep["conclusion"];
  readonly outputs: Texts;
}

/** Every step of every job, in order; none of a job that was skipped. */
export async function playWorkflow(workflow: Workflow, given: Run): Promise<PlayedStep[]> {
  const kept = merged(emptyAtFirst(workflow), keptIn(given.github, "repository"));
  const run: Queued = { ...given, event: eventOf(workflow, given), kept };
  const ended = new Map<string, Ended>();
  const played: PlayedStep[] = [];
  for (const [name, job] of Object.entries(workflow.jobs)) {
    const needed = job.needs === undefined ? undefined : ended.get(job.needs);
    if (job.needs !== undefined && !needed) throw new Error(`there is no job ${job.needs} before ${name}`);
    const needs = prefixed(`needs.${job.needs}.outputs`, needed?.outputs ?? {});
    const wanted =
      (needed?.conclusion ?? "success") === "success" &&
      (job.if === undefined || holds(job.if, { ...early(run), ...needs }));
    const done = wanted ? await playJob(job, needs, run) : { steps: [], outputs: blank(job.outputs) };
    played.push(...done.steps);
    const failed = done.steps.some(({ conclusion }) => conclusion === "failure");
    const conclusion = !wanted ? "skipped" : failed ? "failure" : "success";
    ended.set(name, { conclusion, outputs: done.outputs });
  }
  return played;
}

/** The concurrency group, if the workflow has one. */
export const groupOf = ({ concurrency }: Workflow, run: Run): string | undefined =>
  concurrency && fill(concurrency.group, early({ ...run, kept: keptIn(run.github, "repository") }));

function eventOf({ on = {} }: Workflow, { event }: Run): string {
  const events = Object.keys(on);
  if (event !== undefined && !events.includes(event))
    throw new Error(`the workflow does not run on ${event}`);
  return event ?? events[0] ?? "push";
}

/** Where secrets, the environment and steps are not known yet. */
const early = ({ context, kept }: Pick<Queued, "context" | "kept">): Context => ({
  ...context,
  ...prefixed("vars", kept.vars),
});

const prefixed = (prefix: string, values: Texts): Context =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));

const filled = (values: Texts = {}, context: Context): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, fill(text, context)]));

const blank = (values: Texts = {}): Texts =>
  Object.fromEntries(Object.keys(values).map((name) => [name, ""]));

async function playJob(
  job: Job,
  needs: Context,
  queued: Queued,
): Promise<{ steps: PlayedStep[]; outputs: Texts }> {
  const directory = await mkdtemp(join(tmpdir(), "recipe-"));
  const workspace = await mkdtemp(join(directory, "workspace-"));
  try {
    const { bin, called } = await stubCommands(directory, workspace);
    // What an environment keeps is read now, so that a job sees what the one before it has written.
    const kept = job.environment
      ? merged(queued.kept, keptIn(queued.github, `environment:${job.environment}`))
      : queued.kept;
    const run = { ...queued, kept };
    const secrets = prefixed("secrets", kept.secrets);
    const jobEnv = filled(job.env, { ...early(run), ...needs, ...secrets });
    const masks = createMasks(Object.values(kept.secrets));
    const runner = {
      ...(await eventFile(directory, run)),
      GITHUB_API_URL: run.github.url,
      GITHUB_GRAPHQL_URL: run.github.graphqlUrl,
      GITHUB_EVENT_NAME: run.event,
      GITHUB_REPOSITORY: run.repository,
    };
    const outputs: Record<string, string> = {};
    const played: PlayedStep[] = [];
    const known = () => ({ ...early(run), ...needs, ...prefixed("env", jobEnv), ...outputs });

    for (const step of job.steps) {
      // GitHub knows no secrets in conditions.
      const wanted = step.if === undefined || holds(step.if, known());
      const skipped = !wanted || played.some(({ conclusion }) => conclusion === "failure");
      const context = { ...known(), ...secrets };
      const env = { ...jobEnv, ...filled(step.env, context), ...runner };
      const done = skipped
        ? left(step)
        : await playStep(step, context, { ...run, workspace, bin, masks, env });
      played.push({ ...done, called: await called() });
      Object.assign(jobEnv, done.result?.env);
      for (const name of outputsOf(step))
        if (step.id) outputs[`steps.${step.id}.outputs.${name}`] = done.outputs[name] ?? "";
    }
    // The runner drops an output that a mask would change.
    const handedOn = Object.fromEntries(
      Object.entries(filled(job.outputs, known())).map(([name, text]) => [
        name,
        masks.apply(text) === text ? text : "",
      ]),
    );
    checkLeaks(played, Object.values(kept.secrets), handedOn, run);
    return { steps: played, outputs: handedOn };
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** What a step can read of a pull request that started the run. */
async function eventFile(directory: string, { context, event }: Queued): Promise<Texts> {
  if (event !== "pull_request") return {};
  const path = join(directory, "event.json");
  const head = {
    sha: "a".repeat(40),
    repo: { full_name: context["github.event.pull_request.head.repo.full_name"] },
  };
  await writeFile(
    path,
    JSON.stringify({ pull_request: { number: Number(context["github.event.number"]), head } }),
  );
  return { GITHUB_EVENT_PATH: path };
}

interface Place extends Run {
  readonly workspace: string;
  readonly bin: string;
  readonly masks: Masks;
  readonly env: Texts;
}

type Done = Omit<PlayedStep, "called">;

const whatOf = (step: RecipeStep): string => ("run" in step ? step.run : step.uses);
const left = (step: RecipeStep): Done => ({ what: whatOf(step), conclusion: "skipped", outputs: {} });

/** The outputs that an action declares. Nobody may ask a step for others. */
function outputsOf(step: RecipeStep): readonly string[] {
  if ("run" in step) return [];
  return step.uses === thisAction ? declared : (standIns[step.uses]?.outputs ?? []);
}

async function playStep(step: RecipeStep, context: Context, place: Place): Promise<Done> {
  if ("run" in step) return runScript(fill(step.run, context), place);
  const what = step.uses;
  const inputs = filled(step.with, context);
  if (what === thisAction) return runThis(inputs, place);

  const standIn = standIns[what];
  if (!standIn) throw new Error(`nobody plays the action ${what}`);
  const unknown = Object.keys(inputs).filter((name) => !standIn.inputs.includes(name));
  if (unknown.length > 0) throw new Error(`${what} has no input ${unknown.join(", ")}`);
  return { what, conclusion: "success", inputs, outputs: await standIn.play(inputs, place) };
}

async function runThis(inputs: Texts, { neon, workspace, masks, env }: Place): Promise<Done> {
  if ("api_host" in inputs) throw new Error("a recipe names another api_host");
  const given = { ...inputs, api_host: neon.url };
  const result = await runAction(main, given, { cwd: workspace, masks, env });
  const { conclusion, outputs } = result;
  return { what: thisAction, conclusion, inputs, outputs, result };
}

/** As the runner does it for `run` without a shell: `bash -e`. */
async function runScript(script: string, { workspace, bin, env }: Place): Promise<Done> {
  const all = { PATH: process.env.PATH, HOME: workspace, CI: "true", ...env };
  // From here on there are the stubs, and nothing else.
  const body = `PATH='${bin}'\n${script}`;
  const child = spawn("bash", ["-e", "-c", body], { cwd: workspace, env: all, stdio: "ignore" });
  const [code] = await once(child, "close");
  return { what: script, conclusion: code === 0 ? "success" : "failure", outputs: {} };
}
