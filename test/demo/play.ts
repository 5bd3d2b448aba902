import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import { type Neon, startNeon } from "../emulator/server.ts";
import { createMasks, type Masks, runStep, type StepResult } from "../runner/runner.ts";
import { showStep } from "../runner/show.ts";
import { checkStory, type PlayedStep } from "./checks.ts";
import { project, type Story } from "./stories.ts";

const actionYml = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");

export interface Options {
  /** Path of the script that is run as the action. */
  readonly main: string;
  readonly debug: boolean;
  readonly write: (text: string) => void;
}

type Inputs = Readonly<Record<string, string>>;

/** A Neon that has the demo's project and nothing in it. */
export const openNeon = (apiKey: string): Promise<Neon> => startNeon({ apiKey, seed: [project] });

/** Plays every step, whatever became of the ones before it. True if all that is said at the end holds. */
export async function playStory(story: Story, options: Options): Promise<boolean> {
  const { title, secrets, steps } = story;
  const { write } = options;
  await using neon = await openNeon(secrets.NEON_API_KEY ?? "");
  const masks = createMasks(Object.values(secrets));
  const context = new Map(Object.entries(secrets).map(([name, value]) => [`secrets.${name}`, value]));
  const played: PlayedStep[] = [];

  write(`${styleText("bold", title)}, in ${steps.length} steps\n\n`);
  for (const [index, step] of steps.entries()) {
    const inputs = Object.entries(step.inputs).map(([name, text]) => [name, fill(text, context)] as const);
    const heading = `${index + 1}/${steps.length} ${step.name}`;
    const result = await playStep(heading, Object.fromEntries(inputs), { ...options, neon, masks });
    played.push({ step, result });
    for (const [name, value] of Object.entries(result.outputs))
      if (step.id) context.set(`steps.${step.id}.outputs.${name}`, value);
  }

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
  { operation = "", ...given }: Inputs,
  { main, debug, write, neon, masks }: Options & { readonly neon: Neon; readonly masks: Masks },
): Promise<StepResult> {
  const inputs = { operation, api_key: neon.apiKey, project_id: project.id, api_host: neon.url, ...given };
  const result = await runStep({ main, inputs, actionYml, debug, masks });
  const head = ["##[group]Run neon-auth-action/neon-auth-action", "with:", ...shown(inputs), "##[endgroup]"];
  showStep(heading, { ...result, log: [...head.map(masks.apply), ...result.log] }, write);
  return result;
}

const shown = (inputs: Inputs): string[] =>
  Object.entries(inputs).flatMap(([name, value]) => `  ${name}: ${value}`.split("\n"));

/** As GitHub does it, what is not known is empty. */
const fill = (text: string, context: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => context.get(name) ?? "");
