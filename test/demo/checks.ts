import { isDeepStrictEqual } from "node:util";
import { outputs as declared, type OutputName } from "../../src/words/outputs.ts";
import type { Neon } from "../emulator/server.ts";
import { findLeaks, type Leak, leakPlaces } from "../runner/leaks.ts";
import type { StepResult } from "../runner/runner.ts";
import type { Expectation, Story, StoryStep } from "./story.ts";

export interface PlayedStep {
  /** Its place among all steps of the story, from 1. */
  readonly number: number;
  readonly step: StoryStep;
  readonly result: StepResult;
  /** How many changes Neon counted while it ran. */
  readonly sideEffects: number;
}

/** What was checked, as one line for a person. It holds if there are no problems. */
export interface Check {
  /** In two or three words. */
  readonly about: string;
  readonly says: string;
  readonly problems: readonly string[];
}

export function checkStory(story: Story, played: readonly PlayedStep[], neon: Neon): Check[] {
  return [
    endings(played),
    changes(played),
    ...secondRound(played),
    leaks(story, played),
    rules(played),
    document(neon),
    effects(story, neon),
  ];
}

/** The problems of each step, each with the step's name. */
const ofSteps = (
  played: readonly PlayedStep[],
  problems: (played: PlayedStep) => readonly string[],
): string[] => played.flatMap((one) => problems(one).map((problem) => `${one.step.name}: ${problem}`));

function endings(played: readonly PlayedStep[]): Check {
  const asExpected = played.filter(({ step, result }) => unexpected(step.expect, result).length === 0);
  return {
    about: "endings and outputs",
    says: `${asExpected.length} of ${played.length} steps ended as expected, with the outputs expected.`,
    problems: ofSteps(played, ({ step, result }) => unexpected(step.expect, result)),
  };
}

/** What is not as the story says, by how the step ended and by its outputs. */
export function unexpected(
  { fails, outputs = {}, sets = [], lacks = [] }: Expectation,
  result: StepResult,
): string[] {
  const isSet = (name: string) => (result.outputs[name] ?? "") !== "";
  const conclusion = fails ? "failure" : "success";
  return [
    ...(result.conclusion === conclusion ? [] : [`ended with ${result.conclusion}`]),
    ...Object.entries(outputs)
      .filter(([name, value]) => result.outputs[name] !== value)
      .map(([name]) => `output ${name} is not what it should be`),
    ...sets.filter((name) => !isSet(name)).map((name) => `output ${name} has no value`),
    ...lacks.filter(isSet).map((name) => `output ${name} should have no value`),
  ];
}

function changes(played: readonly PlayedStep[]): Check {
  const numbers = (changed: boolean) =>
    played.flatMap(({ number, step }) => (step.expect.changed === changed ? [number] : [])).join(", ") ||
    "none";
  return {
    about: "changes",
    says: `Steps that changed something at Neon: ${numbers(true)}. Steps that left it as it was: ${numbers(false)}.`,
    problems: ofSteps(played, ({ step, result, sideEffects }) => [
      ...(result.outputs.changed === String(step.expect.changed)
        ? []
        : [`changed is ${result.outputs.changed}`]),
      ...(step.expect.changed === sideEffects > 0 ? [] : [`Neon counted ${sideEffects} changes`]),
    ]),
  };
}

/** Nothing, for a story without a second round. */
function secondRound(played: readonly PlayedStep[]): Check[] {
  const round = played.filter(({ step }) => step.secondRound);
  const [first, last] = [round.at(0), round.at(-1)];
  if (!first || !last) return [];
  return [
    {
      about: "the second round",
      says: `The second round, steps ${first.number} to ${last.number}, changed nothing.`,
      problems: ofSteps(round, ({ result, sideEffects }) =>
        result.conclusion === "success" && result.outputs.changed === "false" && sideEffects === 0
          ? []
          : [
              `ended with ${result.conclusion}, changed is ${result.outputs.changed}, Neon counted ${sideEffects} changes`,
            ],
      ),
    },
  ];
}

/** Secrets that went in, that came out, and what else the steps masked: none may stand in what others can read. */
function leaks({ secrets }: Story, played: readonly PlayedStep[]): Check {
  const credentials = new Map(Object.entries(secrets).map(([name, value]) => [value, name]));
  for (const { result } of played) {
    for (const [name, value] of Object.entries(result.outputs))
      if (isCredential(name)) credentials.set(value, `output ${name}`);
    for (const value of result.masks) if (!credentials.has(value)) credentials.set(value, "a masked value");
  }
  const [values, names] = [[...credentials.keys()], [...credentials.values()]];
  return {
    about: "secrets",
    says: `None of ${values.length} secrets is in a log, an annotation, a summary or an output for other jobs, be it plain or encoded.`,
    problems: ofSteps(played, ({ result }) => {
      const places = {
        ...leakPlaces(result),
        "outputs for other jobs": Object.values(result.jobOutputs).join("\n"),
      };
      return findLeaks(values, places)
        .filter((leak) => !isBaseUrl(leak, values))
        .map(({ secret, encoding, place }) => `${names[secret]} is in: ${place} (${encoding})`);
    }),
  };
}

/** The public `base_url` is most of the `jwks_url` that is masked, so a part of that one is no leak. */
const isBaseUrl = ({ secret, encoding }: Leak, values: readonly string[]): boolean =>
  encoding.endsWith("half") && values[secret]?.endsWith("/jwks.json") === true;

const isCredential = (output: string): boolean =>
  Object.hasOwn(declared, output) && declared[output as OutputName].kind === "credential";

function rules(played: readonly PlayedStep[]): Check {
  return {
    about: "the rules of GitHub's runner",
    says: "No step broke a rule of GitHub's runner.",
    problems: ofSteps(played, ({ result }) => result.violations),
  };
}

function document({ requests, violations }: Neon): Check {
  const calls = requests.filter(({ path }) => path.startsWith("/api/v2/"));
  return {
    about: "Neon's document",
    says: `All ${calls.length} requests, and their answers, are as Neon's OpenAPI document has them.`,
    problems: violations.map(
      ({ where, method, path, problems }) => `${where} of ${method} ${path}: ${problems.join("; ")}`,
    ),
  };
}

function effects({ sideEffects: expected }: Story, { sideEffects: made }: Neon): Check {
  const list = (effects: Readonly<Record<string, number>>) =>
    Object.entries(effects)
      .map(([operation, times]) => `${operation} ${times}`)
      .join(", ") || "nothing";
  return {
    about: "side effects",
    says: `What happened at Neon, and how often: ${list(expected)}.`,
    problems: isDeepStrictEqual(made, expected) ? [] : [`instead: ${list(made)}`],
  };
}
