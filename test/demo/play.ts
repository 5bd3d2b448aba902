import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, type Options as NeonOptions, startNeon } from "../emulator/server.ts";
import { createMasks, type Masks, runStep, type StepResult } from "../runner/runner.ts";
import { showLine, showStep } from "../runner/show.ts";
import { type Check, checkStory, type PlayedStep, unexpected } from "./checks.ts";
import { type Job, project, type Story } from "./story.ts";

const actionYml = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");

export interface Options {
  /** Path of the script that is run as the action. */
  readonly main: string;
  readonly debug: boolean;
  /** Prints all of a step, and not only what a person reads of a story. */
  readonly whole: boolean;
  readonly write: (text: string) => void;
  /** Gets each step that was played, and where. */
  readonly played?: (result: StepResult, job: Job) => void;
  /** How long a step may take. Default: the runner's own. */
  readonly timeoutMs?: number;
}

/** Where a step runs, and what it shares with the others of its job. */
interface Place {
  readonly neon: Neon;
  readonly github: Github;
  readonly masks: Masks;
  readonly workspace: string;
}

type Texts = Readonly<Record<string, string>>;

/** A Neon that has the demo's project and nothing in it. */
export const openNeon = (apiKey: string, options: NeonOptions = {}): Promise<Neon> =>
  startNeon({ apiKey, seed: [project], ...options });

/** A GitHub that has the repository of every step, with the environment `production` and pull request 42. */
export async function openGithub(): Promise<Github> {
  const github = await startGithub({ repositories: ["octo-org/octo-repo"] });
  github.pull(42);
  return github;
}

/** Plays every step, whatever became of the ones before it. True if all that is said at the end holds. */
export async function playStory(story: Story, options: Options): Promise<boolean> {
  await using neon = await openNeon(story.secrets.NEON_API_KEY ?? "");
  await using github = await openGithub();
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
  const show = printer(place);

  write(`${styleText("bold", title)}, in ${steps.length} steps\n\n`);
  for (const [index, step] of steps.entries()) {
    const number = index + 1;
    const heading = `${number}/${steps.length} ${step.name}`;
    if ("does" in step) {
      await step.does(place);
      show(false, (print, whole) => print(`${styleText("dim", `• ${heading}`)}\n${whole ? "\n" : ""}`));
      continue;
    }
    const before = total(neon.sideEffects);
    const env = fill(step.env ?? {}, context);
    const result = await playStep(fill(step.inputs, context), { ...place, env });
    const whole = step.whole === true || unexpected(step.expect, result).length > 0;
    show(whole, (print, isWhole) => (isWhole ? showStep : showLine)(heading, result, print));
    played.push({ number, step, result, sideEffects: total(neon.sideEffects) - before });
    if (step.id) remember(step.id, result, context);
  }
  show(true, () => undefined);
  return played;
}

/** Prints lines one below the other, and whatever is whole as a paragraph. */
function printer({ whole: always, write }: Options) {
  let lines = false;
  return (whole: boolean, print: (write: Options["write"], whole: boolean) => void): void => {
    const paragraph = always || whole;
    if (lines && paragraph) write("\n");
    print(write, paragraph);
    lines = !paragraph;
  };
}

function showChecks(story: Story, played: readonly PlayedStep[], neon: Neon, options: Options): boolean {
  const checks = checkStory(story, played, neon);
  const [good, bad] = [checks.filter(holds), checks.filter((check) => !holds(check))];
  const { whole, write } = options;
  if (whole || bad.length > 0) write(`${styleText("bold", "What was checked")}\n`);
  for (const { says, problems } of whole ? checks : bad) {
    const mark = problems.length === 0 ? styleText("green", "✓") : styleText("red", "✗");
    write(`${mark} ${says}\n${problems.map((problem) => `    ${problem}\n`).join("")}`);
  }
  if (!whole && good.length > 0)
    write(`${styleText("green", "✓")} Checked: ${good.map(({ about }) => about).join(", ")}.\n`);
  return bad.length === 0;
}

const holds = ({ problems }: Check): boolean => problems.length === 0;

/** Runs one step. Its log begins as the runner's own does, with the inputs. */
export async function playStep(
  { operation = "", ...given }: Texts,
  place: Options & Place & { readonly env: Texts },
): Promise<StepResult> {
  const { main, debug, timeoutMs = 30_000, neon, github, masks, workspace, env } = place;
  const inputs = { operation, api_key: neon.apiKey, project_id: project.id, api_host: neon.url, ...given };
  const result = await runStep({
    ...{ main, inputs, actionYml, debug, masks, timeoutMs },
    cwd: workspace,
    env: { ...neon.environment, GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: github.graphqlUrl, ...env },
  });
  const variables = Object.keys(env).length > 0 ? ["env:", ...shown(env)] : [];
  const head = ["##[group]Run neon-auth-action/neon-auth-action", "with:", ...shown(inputs), ...variables];
  place.played?.(result, place);
  return { ...result, log: [...head.map(masks.apply), "##[endgroup]", ...result.log] };
}

const total = (effects: Readonly<Record<string, number>>): number =>
  Object.values(effects).reduce((sum, times) => sum + times, 0);

const shown = (inputs: Texts): string[] =>
  Object.entries(inputs).flatMap(([name, value]) => `  ${name}: ${value}`.split("\n"));

/** What `${{ … }}` stands for, by its name. */
export type Context = Map<string, string>;

/** Later steps use the outputs under this ID. */
export function remember(id: string, { outputs }: StepResult, context: Context): void {
  for (const [name, value] of Object.entries(outputs)) context.set(`steps.${id}.outputs.${name}`, value);
}

/** As GitHub does it, what is not known is empty. */
export function fill(texts: Texts, context: Context): Texts {
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => context.get(name) ?? "");
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text)]));
}
