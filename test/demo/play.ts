import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, type Options as NeonOptions, startNeon } from "../emulator/server.ts";
import { createMasks, type Masks, runStep, type StepResult } from "../runner/runner.ts";
import { showStep } from "../runner/show.ts";
import { checkStory, type PlayedStep } from "./checks.ts";
import { type Job, project, type Story } from "./story.ts";

const actionYml = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");

export interface Options {
  /** Path of the script that is run as the action. */
  readonly main: string;
  readonly debug: boolean;
  readonly write: (text: string) => void;
  /** Gets each step that was played. */
  readonly played?: (result: StepResult) => void;
  /** How long a step may take. Default: the runner's own. */
  readonly timeoutMs?: number;
}

/** Where a step runs, and what it shares with the others of its job. */
interface Place {
  readonly neon: Neon;
  /** Default: nobody's, so that nothing can be written there. */
  readonly github?: Github;
  readonly masks: Masks;
  readonly workspace: string;
}

type Texts = Readonly<Record<string, string>>;

/** A Neon that has the demo's project and nothing in it. */
export const openNeon = (apiKey: string, options: NeonOptions = {}): Promise<Neon> =>
  startNeon({ apiKey, seed: [project], ...options });

/** Plays every step, whatever became of the ones before it. True if all that is said at the end holds. */
export async function playStory(story: Story, options: Options): Promise<boolean> {
  await using neon = await openNeon(story.secrets.NEON_API_KEY ?? "");
  await using github = await startGithub({ repositories: ["octo-org/octo-repo"] });
  const workspace = await mkdtemp(join(tmpdir(), "demo-"));
  try {
    const secrets = { ...story.secrets, APP_TOKEN: github.token };
    const masks = createMasks(Object.values(secrets));
    const place = { ...options, neon, github, masks, workspace };
    const played = await playSteps({ ...story, secrets }, place);
    return showChecks(story, played, neon, options);
  } finally {
    await rm(workspace, { recursive: true });
  }
}

async function playSteps(story: Story, place: Options & Place & Job): Promise<PlayedStep[]> {
  const { title, secrets, steps } = story;
  const { neon, write } = place;
  const context = new Map(Object.entries(secrets).map(([name, value]) => [`secrets.${name}`, value]));
  const played: PlayedStep[] = [];

  write(`${styleText("bold", title)}, in ${steps.length} steps\n\n`);
  for (const [index, step] of steps.entries()) {
    const number = index + 1;
    const heading = `${number}/${steps.length} ${step.name}`;
    if ("does" in step) {
      await step.does(place);
      write(`${styleText("dim", `• ${heading}`)}\n\n`);
      continue;
    }
    const filled = (texts: Texts = {}): Texts =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, context)]));
    const before = total(neon.sideEffects);
    const result = await playStep(heading, filled(step.inputs), { ...place, env: filled(step.env) });
    played.push({ number, step, result, sideEffects: total(neon.sideEffects) - before });
    for (const [name, value] of Object.entries(result.outputs))
      if (step.id) context.set(`steps.${step.id}.outputs.${name}`, value);
  }
  return played;
}

function showChecks(story: Story, played: readonly PlayedStep[], neon: Neon, { write }: Options): boolean {
  const checks = checkStory(story, played, neon);
  write(`${styleText("bold", "What was checked")}\n`);
  for (const { says, problems } of checks) {
    const mark = problems.length === 0 ? styleText("green", "✓") : styleText("red", "✗");
    write(`${mark} ${says}\n${problems.map((problem) => `    ${problem}\n`).join("")}`);
  }
  return checks.every(({ problems }) => problems.length === 0);
}

/** Runs one step and shows it, under a head like the one that the runner itself prints. */
export async function playStep(
  heading: string,
  { operation = "", ...given }: Texts,
  place: Options & Place & { readonly env?: Texts },
): Promise<StepResult> {
  const { main, debug, write, timeoutMs = 30_000, neon, github, masks, workspace, env = {} } = place;
  const inputs = { operation, api_key: neon.apiKey, project_id: project.id, api_host: neon.url, ...given };
  const result = await runStep({
    ...{ main, inputs, actionYml, debug, masks, timeoutMs },
    cwd: workspace,
    env: { ...neon.environment, ...(github && { GITHUB_API_URL: github.url }), ...env },
  });
  const variables = Object.keys(env).length > 0 ? ["env:", ...shown(env)] : [];
  const head = ["##[group]Run neon-auth-action/neon-auth-action", "with:", ...shown(inputs), ...variables];
  place.played?.(result);
  showStep(heading, { ...result, log: [...head.map(masks.apply), "##[endgroup]", ...result.log] }, write);
  return result;
}

const total = (effects: Readonly<Record<string, number>>): number =>
  Object.values(effects).reduce((sum, times) => sum + times, 0);

const shown = (inputs: Texts): string[] =>
  Object.entries(inputs).flatMap(([name, value]) => `  ${name}: ${value}`.split("\n"));

/** As GitHub does it, what is not known is empty. */
const fill = (text: string, context: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => context.get(name) ?? "");
