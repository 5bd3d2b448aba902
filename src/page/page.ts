import type { Delivered } from "../delivery/place.ts";
import type { LocatedStep, Operation } from "../engine/operation.ts";
import type { Changed, Intent, Outcome } from "../engine/outcome.ts";
import { isMasked, type MaskSetting, Secret } from "../ground/secret.ts";
import type { Call } from "../neon/call.ts";
import { differencesIn, intentOf } from "./intent.ts";

/** What a person reads after a step, wherever that is. Sentences have names in backticks. */
export interface Page {
  readonly title: string;
  readonly state: "done" | "unchanged" | "planned" | "failed";
  /** How it ended. */
  readonly sentence: string;
  /** More of the same, one each. */
  readonly reasons: readonly string[];
  readonly differences: readonly Changed[];
  readonly drift: boolean;
  /** What holds now, as a name and a sentence each. */
  readonly facts: readonly Fact[];
  readonly warnings: readonly string[];
  readonly next: readonly string[];
  readonly placed: readonly Delivered[];
  /** What Neon answered, by the paths of its fields. */
  readonly answer: readonly Field[];
  readonly requests: readonly Call[];
  readonly where: Where | undefined;
}

export type Fact = readonly [name: string, sentence: string];
export type Field = readonly [name: string, value: unknown];

/** Where at Neon it was. */
export interface Where {
  readonly project: string;
  readonly branch: string | undefined;
  readonly branchName: string | undefined;
  readonly scope: string;
  /** Whether Neon's console has a page of it. */
  readonly linked: boolean;
}

const empty = {
  reasons: [],
  differences: [],
  drift: false,
  facts: [],
  warnings: [],
  next: [],
  placed: [],
  answer: [],
  requests: [],
  where: undefined,
} as const;

const titleOf = (operation: Operation | undefined): string =>
  `Neon Auth: ${operation?.operation ?? "the step"}`;

/** The page of a step that ended well. */
export function pageOf(step: LocatedStep, { reading, changed }: Outcome, placed: readonly Delivered[]): Page {
  const { operation, values } = step;
  const stored = placed.filter(({ state, stays }) => stays && state === "written");
  const differences = reading.differences ?? [];
  return {
    ...empty,
    title: titleOf(operation),
    state: changed ? "done" : operation.writes || differences.length === 0 ? "unchanged" : "planned",
    sentence: reading.done(changed),
    differences,
    drift: reading.drift ?? false,
    facts: reading.facts ?? [],
    warnings: [...reading.warnings, ...step.warnings],
    next: reading.next(changed, new Set(stored.map(({ output }) => output))),
    placed,
    answer: flatten(shown(reading.data, values.mask)),
    where: whereOf(step),
  };
}

/** The page of a dry run: what would change, and the requests that would be sent. */
export const previewPage = (step: LocatedStep, intent: Intent): Page => ({
  ...empty,
  title: `${titleOf(step.operation)} (dry run)`,
  state: intent.calls.length > 0 ? "planned" : "unchanged",
  sentence: `Nothing was changed. ${intentOf(intent)}`,
  reasons: differencesIn(intent),
  requests: intent.calls,
  where: whereOf(step),
});

/** The page of a failure: the reason is found where people look first. What the step found out before stays on it. */
export function failurePage(
  operation: Operation | undefined,
  reason: string,
  step: LocatedStep | undefined,
  outcome: Outcome | undefined,
): Page {
  const [sentence = "", ...reasons] = reason.split("\n").map((line) => line.replace(/^- /, ""));
  return {
    ...empty,
    title: `${titleOf(operation)} failed`,
    state: "failed",
    sentence,
    reasons,
    differences: outcome?.reading.differences ?? [],
    drift: outcome?.reading.drift ?? false,
    facts: outcome?.reading.facts ?? [],
    next: outcome?.reading.next(false, new Set()) ?? [],
    where: step && whereOf(step),
  };
}

function whereOf({ operation, values, branchName }: LocatedStep): Where | undefined {
  if (operation.needs !== "neon") return undefined;
  return {
    project: values.project_id ?? "",
    branch: values.branch_id,
    branchName,
    scope: operation.scope ?? "",
    linked: values.api_host.hostname === "console.neon.tech",
  };
}

/** The fields of an answer, nested ones by their path. */
const flatten = (data: unknown, prefix = ""): Field[] =>
  Object.entries(Object(data)).flatMap(([name, value]): Field[] =>
    typeof value === "object" && !Array.isArray(value)
      ? flatten(value, `${prefix}${name}.`)
      : [[prefix + name, value]],
  );

/** A value as a person may see it: what is masked is said to be so. */
function shown(value: unknown, setting: MaskSetting): unknown {
  if (value instanceof Secret) return isMasked(value, setting) ? "masked" : value.reveal();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => shown(entry, setting));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner, setting)]));
}
