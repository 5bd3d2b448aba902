/** Plays the jobs of a recipe as GitHub would, on the embedded Neon. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { runAction } from "../action.ts";
import type { Neon } from "../emulator/server.ts";
import { findLeaks, leakPlaces } from "../runner/leaks.ts";
import { createMasks, type Masks, type StepResult } from "../runner/runner.ts";
import { type Context, fill, holds } from "./expressions.ts";
import type { Job, RecipeStep, Workflow } from "./readme.ts";
import { type Called, standIns, stubCommands } from "./stand-ins.ts";

const thisAction = "neon-auth-action/neon-auth-action@v0";
const actionYml = await readFile(new URL("../../action.yml", import.meta.url), "utf8");
const declared = Object.keys((parse(actionYml) as { outputs: object }).outputs);

type Texts = Readonly<Record<string, string>>;

/** What GitHub knows when the workflow starts. */
export interface Run {
  readonly neon: Neon;
  readonly secrets: Texts;
  readonly vars: Texts;
  /** By its name in expressions, such as `github.event.number`. */
  readonly github: Texts;
}

export interface PlayedStep {
  /** What stands behind `uses` or `run`. */
  readonly what: string;
  readonly conclusion: StepResult["conclusion"] | "skipped";
  readonly outputs: Texts;
  /** Of a step that ran this action. */
  readonly result?: StepResult;
  /** What a `run` step called. */
  readonly called: readonly Called[];
}

/** Every step of every job, in order. None if no job was to run. */
export async function playWorkflow({ on = {}, jobs }: Workflow, run: Run): Promise<PlayedStep[]> {
  const [event = "push"] = Object.keys(on);
  const played: PlayedStep[] = [];
  for (const job of Object.values(jobs)) {
    if (job.if !== undefined && !holds(job.if, early(run))) continue;
    played.push(...(await playJob(job, event, run)));
  }
  return played;
}

/** The concurrency group, if the workflow has one. */
export const groupOf = ({ concurrency }: Workflow, run: Run): string | undefined =>
  concurrency && fill(concurrency.group, early(run));

/** Where secrets, the environment and steps are not known yet. */
const early = ({ github, vars }: Run): Context => ({ ...github, ...prefixed("vars", vars) });

const prefixed = (prefix: string, values: Texts): Context =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));

const filled = (values: Texts = {}, context: Context): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, fill(text, context)]));

async function playJob(job: Job, event: string, run: Run): Promise<PlayedStep[]> {
  const directory = await mkdtemp(join(tmpdir(), "recipe-"));
  const workspace = await mkdtemp(join(directory, "workspace-"));
  try {
    const { bin, called } = await stubCommands(directory, workspace);
    const secrets = prefixed("secrets", run.secrets);
    const jobEnv = filled(job.env, { ...early(run), ...secrets });
    const masks = createMasks(Object.values(run.secrets));
    const steps: Record<string, string> = {};
    const played: PlayedStep[] = [];

    for (const step of job.steps) {
      const known = { ...early(run), ...prefixed("env", jobEnv), ...steps };
      // GitHub knows no secrets in conditions.
      const wanted = step.if === undefined || holds(step.if, known);
      const skipped = !wanted || played.some(({ conclusion }) => conclusion === "failure");
      const env = { ...jobEnv, ...filled(step.env, { ...known, ...secrets }) };
      const place = { ...run, workspace, bin, masks, env: { GITHUB_EVENT_NAME: event, ...env } };
      const done = skipped ? left(step) : await playStep(step, { ...known, ...secrets }, place);
      played.push({ ...done, called: await called() });
      for (const name of outputsOf(step))
        if (step.id) steps[`steps.${step.id}.outputs.${name}`] = done.outputs[name] ?? "";
    }
    checkLeaks(played, Object.values(run.secrets));
    return played;
  } finally {
    await rm(directory, { recursive: true });
  }
}

interface Place {
  readonly neon: Neon;
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
  return { what, conclusion: "success", outputs: await standIn.play(inputs, place) };
}

async function runThis(inputs: Texts, { neon, workspace, masks, env }: Place): Promise<Done> {
  if ("api_host" in inputs) throw new Error("a recipe names another api_host");
  const given = { ...inputs, api_host: neon.url };
  const result = await runAction("dist", given, { cwd: workspace, masks, env });
  return { what: thisAction, conclusion: result.conclusion, outputs: result.outputs, result };
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

/** A secret of one step must not stand in what another one prints, either. */
function checkLeaks(played: readonly PlayedStep[], given: readonly string[]): void {
  const results = played.flatMap(({ result }) => result ?? []);
  const secrets = [...new Set([...given, ...results.flatMap(({ masks }) => masks)])];
  for (const result of results) {
    const others = Object.values(result.jobOutputs).join("\n");
    // The public `base_url` is most of the `jwks_url` that is masked, so a part of that one is no leak.
    const leaks = findLeaks(secrets, { ...leakPlaces(result), "outputs for other jobs": others }).filter(
      ({ secret, encoding }) => !(encoding.endsWith("half") && secrets[secret]?.endsWith("/jwks.json")),
    );
    if (leaks.length > 0) throw new Error(`A recipe leaks: ${JSON.stringify(leaks)}`);
  }
}
