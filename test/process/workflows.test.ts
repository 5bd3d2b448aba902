/** Plays the jobs of our own workflows that use this action, as far as they can be played without GitHub. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { addPreviews } from "../emulator/previews.ts";
import { startNeon } from "../emulator/server.ts";
import { fill } from "../recipes/expressions.ts";
import { createMasks } from "../runner/runner.ts";
import { main, runAction } from "./action.ts";

type Texts = Readonly<Record<string, string>>;

interface WorkflowStep {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Texts;
  readonly "continue-on-error"?: boolean;
}
interface Job {
  readonly env?: Texts;
  readonly steps: readonly WorkflowStep[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): unknown => parse(readFileSync(join(root, path), "utf8"));
const { outputs: declared } = read("action.yml") as { outputs: object };
const address = "http://127.0.0.1:8787/api/v2";
const example = "test/recipes/example";

const jobs = ["ci", "released"].flatMap((name) =>
  Object.entries((read(`.github/workflows/${name}.yml`) as { jobs: Record<string, Job> }).jobs)
    .filter(([, { steps }]) => steps.some(({ uses }) => uses === "./"))
    .map(([job, content]) => [`${name}.yml, ${job}`, content] as const),
);

test("the workflows use this action in four jobs", () => {
  expect(jobs.map(([name]) => name)).toEqual([
    "ci.yml, action",
    "ci.yml, preview",
    "ci.yml, configuration",
    "released.yml, smoke",
  ]);
});

test.each(jobs)("%s: every step does what the job expects", { timeout: 60_000 }, async (_, job) => {
  const workspace = await mkdtemp(join(tmpdir(), "workflow-"));
  await using neon = await startNeon({ apiKey: job.env?.NEON_API_KEY ?? "napi_of_nobody" });
  try {
    await cp(join(root, example), join(workspace, example), { recursive: true });
    const jobEnv: Record<string, string> = { ...job.env };
    const context: Record<string, string> = {};
    const masks = createMasks();
    for (const step of job.steps) {
      const known = { ...context, ...named("env", jobEnv) };
      const env = { ...jobEnv, ...filled(step.env, known) };
      if (step.uses === "./") {
        const inputs = filled(step.with, known);
        if (inputs.api_host !== undefined) expect(inputs.api_host).toBe(address);
        const given = { ...inputs, ...(inputs.api_host && { api_host: neon.url }) };
        const result = await runAction(main, given, { cwd: workspace, masks, env });
        if (step["continue-on-error"] !== true)
          expect({ step: step.name, ...result }).toMatchObject({ conclusion: "success" });
        Object.assign(jobEnv, result.env);
        if (step.id === undefined) continue;
        context[`steps.${step.id}.outcome`] = result.conclusion;
        for (const name of Object.keys(declared))
          context[`steps.${step.id}.outputs.${name}`] = result.outputs[name] ?? "";
      } else if (step.name === "Start the embedded Neon") {
        const [, branches = "0"] = /--branches (\d+)/.exec(step.run ?? "") ?? [];
        addPreviews(neon, Number(branches));
      } else if (step.run !== undefined && step.run !== "npm ci") {
        await bash(step.run, { ...env, PATH: process.env.PATH ?? "" }, workspace);
      }
    }
  } finally {
    await rm(workspace, { recursive: true });
  }
});

const named = (prefix: string, values: Texts): Texts =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));

const filled = (values: WorkflowStep["with"] = {}, context: Texts): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, fill(String(text), context)]));

/** As the runner does it for `run` without a shell. Throws what the script says, if it fails. */
const bash = (script: string, env: Texts, cwd: string) =>
  promisify(execFile)("bash", ["-e", "-x", "-c", script], { env, cwd });
