import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, test, vi } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import type { AuthProvider, Branch } from "../emulator/state.ts";
import { some } from "../model/trouble.ts";
import { families, type Plan, target, type Wish } from "../model/wishes.ts";
import { main, runAction } from "../process/action.ts";
import { carryStep, type Given, openHaste, stepAt } from "./inside.ts";

const RUNS = Number(process.env.MODEL_RUNS || 20);
/** Runs of two processes, which wait as long as they say. */
const PROCESSES = Math.ceil(RUNS / 10);

/** Each step has a key of its own, so that what it did can be told from what the other one did. */
const keys = ["napi_the-first-of-two-steps", "napi_the-second-of-two-steps"] as const;

/** Neon as it is, as it may refuse more, and as it may show things late. */
const kinds: readonly Options[] = [{}, { strictDomains: true }, { eventualConsistency: { reads: 1 } }];

/** What a request did, and what was there then. */
interface Moment {
  readonly step: number;
  readonly said: string;
  readonly effects: Readonly<Record<string, number>>;
  readonly after: Branch;
}

/** A Neon that two steps use at once, and what became of their requests so far. */
interface World {
  readonly neon: Neon;
  readonly moments: Moment[];
  /** What becomes of the requests to come, and after how many milliseconds each is answered. */
  readonly faults: (Fault | undefined)[];
  readonly latencies: number[];
}

const branchOf = (neon: Neon): Branch => neon.state.branch("project-id", target);

async function open(options: Options): Promise<World> {
  const moments: Moment[] = [];
  const faults: World["faults"] = [];
  const latencies: number[] = [];
  const neon: Neon = await startNeon({
    ...options,
    apiKey: [...keys],
    validate: false,
    latencyMs: ({ method, path, headers }) => {
      const step = keys.findIndex((key) => headers.authorization === `Bearer ${key}`);
      moments.push({
        step,
        said: `${method} ${path}`,
        effects: { ...neon.sideEffects },
        after: structuredClone(branchOf(neon)),
      });
      // What was done so far belongs to the moments before.
      for (const kind of Object.keys(neon.sideEffects))
        delete (neon.sideEffects as Record<string, number>)[kind];
      lineUp({ neon, faults });
      return latencies.shift() ?? 0;
    },
  });
  return { neon, moments, faults, latencies };
}

function lineUp({ neon, faults }: Pick<World, "neon" | "faults">): void {
  const fault = faults.shift();
  if (fault) neon.next({}, fault);
}

interface Story {
  readonly kind: number;
  readonly start: AuthProvider | "nothing";
  readonly plans: readonly [Plan, Plan];
  readonly faults: readonly (Fault | undefined)[];
  readonly latencies: readonly number[];
  /** Milliseconds after which the second step begins. */
  readonly later: number;
}

const story: fc.Arbitrary<Story> = fc.record({
  kind: fc.nat(kinds.length - 1),
  start: fc.constantFrom<Story["start"][]>("nothing", "stack", "better_auth"),
  plans: fc.oneof(
    ...families.map(
      (plans) => fc.tuple(fc.oneof(...plans), fc.oneof(...plans)) as fc.Arbitrary<[Plan, Plan]>,
    ),
  ),
  faults: fc.oneof(fc.constant([]), some),
  latencies: fc.array(fc.nat(6), { maxLength: 12 }),
  later: fc.nat(12),
});

/** What is there before the two steps begin. */
function furnish({ neon, moments, faults, latencies }: World, given: Story): void {
  neon.reset();
  neon.state.projects.clear();
  neon.state.addProject({ id: "project-id", defaultBranch: { id: target, name: "main" } });
  if (given.start !== "nothing") {
    const auth = neon.state.enableAuth(branchOf(neon), given.start);
    auth.integration.created_at = "2026-01-01T00:00:00.000Z";
    auth.oauthProviders.push({ id: "google", type: "shared" });
    auth.domains.push({ domain: "https://a.example", auth_provider: given.start });
  }
  moments.length = 0;
  faults.splice(0, Infinity, ...given.faults);
  latencies.splice(0, Infinity, ...given.latencies);
  lineUp({ neon, faults });
}

/** How a step ended, as the action reports it. */
interface Ended {
  readonly error: string | undefined;
  readonly changed: boolean | undefined;
}

/** One of the two steps, as it went. */
interface Lived extends Ended {
  readonly wish: Wish;
  /** What was there while it ran, from its beginning to its end. */
  readonly states: readonly Branch[];
  readonly effects: Readonly<Record<string, number>>;
  /** What the other one did in the meantime. */
  readonly others: Readonly<Record<string, number>>;
}

type Carry = (neon: Neon, key: string, inputs: Given) => Promise<Ended>;

async function live(world: World, given: Story, carry: Carry): Promise<readonly Lived[]> {
  furnish(world, given);
  const { neon, moments } = world;
  const begin = structuredClone(branchOf(neon));
  const wishes = given.plans.map(({ wish }) => wish(begin));
  const ends = wishes.map(async (wish, step) => {
    if (step === 1) await sleep(given.later);
    const first = moments.length;
    const ended = await carry(neon, `${keys[step]}`, wish.inputs);
    return { ...ended, wish, first, last: moments.length };
  });
  const sum = (of: readonly Moment[]) => {
    const counts: Record<string, number> = {};
    for (const { effects } of of)
      for (const [kind, count] of Object.entries(effects)) counts[kind] = (counts[kind] ?? 0) + count;
    return counts;
  };
  return (await Promise.all(ends)).map(({ first, last, ...ended }, step) => ({
    ...ended,
    states: [moments[first - 1]?.after ?? begin, ...moments.slice(first, last).map(({ after }) => after)],
    effects: sum(moments.filter((moment) => moment.step === step)),
    others: sum(moments.filter((moment) => moment.step !== step)),
  }));
}

const total = (effects: Readonly<Record<string, number>>) =>
  Object.values(effects).reduce((sum, count) => sum + count, 0);

/**
 * What is wrong with how one of the two ended. `visible`: Neon shows at once whatever is there. `calm`: it does, and
 * every request was answered.
 */
function wrong(
  { wish, states, effects, others, error, changed }: Lived,
  visible: boolean,
  calm: boolean,
): string[] {
  const count = total(effects);
  const truly = states.some(wish.holds);
  // What the other one undid may be done again, but an integration that came back is not to be deleted again.
  const undone =
    wish.effect === "delete-integration" && wish.inputs.delete_data !== "true" ? 0 : total(others);
  const last = states.at(-1);
  const rules: readonly (readonly [broken: boolean, rule: string])[] = [
    [count !== (effects[wish.effect ?? ""] ?? 0), "it did something else"],
    [count > (wish.most ?? 1) + undone, "it did twice what was to be done once"],
    [count > 0 && changed === false, "it changed something and denies it"],
    [calm && count === 0 && total(others) === 0 && changed === true, "nothing changed and it says so"],
    [
      error === undefined && !truly && (calm || (visible && !wish.overwrites)),
      "it succeeded, and it never was as asked for",
    ],
    [error === undefined && changed === undefined, "it succeeded and does not know what it did"],
    [
      calm && error !== undefined && last !== undefined && wish.holds(last) && !states.some(wish.refused),
      "it failed although it is as asked for, and nothing forbids that",
    ],
    [error === "", "it failed without a reason"],
    [
      error !== undefined &&
        changed !== true &&
        error.includes("Outcome unknown") !== (changed === undefined),
      "its error and its output differ in whether the outcome is known",
    ],
  ];
  return rules.flatMap(([broken, rule]) => (broken ? [rule] : []));
}

/** What is wrong with what is there in the end. */
function wrongTogether(neon: Neon): string[] {
  const { auth } = branchOf(neon);
  const names = [
    ...(auth?.domains.map(({ domain }) => domain) ?? []),
    ...(auth?.oauthProviders.map(({ id }) => id) ?? []),
  ];
  return names.length === new Set(names).size ? [] : ["something is there twice"];
}

const told = ({ wish, effects, error, changed }: Lived): string =>
  [
    `step ${JSON.stringify(wish.inputs)}`,
    `  ${error === undefined ? "success" : `failure: ${error}`}`,
    `  changed ${changed}, truly ${JSON.stringify(effects)}`,
  ].join("\n");

async function play(world: World, given: Story, carry: Carry): Promise<void> {
  const lived = await live(world, given, carry);
  const visible = kinds[given.kind]?.eventualConsistency === undefined;
  const calm = visible && given.faults.length === 0;
  const problems = [
    ...lived.flatMap((one, step) => wrong(one, visible, calm).map((rule) => `step ${step + 1}: ${rule}`)),
    ...wrongTogether(world.neon),
  ];
  if (problems.length === 0) return;
  const { kind, start, faults, latencies, later } = given;
  throw new Error(
    [
      "",
      JSON.stringify({ kind, start, faults, latencies, later }),
      ...lived.map(told),
      ...world.moments.map(({ step, said, effects }) => `  ${step + 1} ${said} ${JSON.stringify(effects)}`),
      ...problems,
    ].join("\n"),
  );
}

const worlds: World[] = [];
beforeAll(async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  for (const options of kinds) worlds.push(await open(options));
});
afterAll(async () => {
  for (const { neon } of worlds) await neon.close();
  vi.restoreAllMocks();
});

const inside: Carry = async ({ url }, apiKey, inputs) => {
  const step = await inTurn(() => stepAt({ url, apiKey }, inputs));
  const { outcome, error, changed } = await carryStep(step, openHaste(600, 0.005));
  return { error: outcome?.failed?.message ?? error, changed };
};

/** Inputs are read from the environment, which the two steps share. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine;
  return mine;
}

const asProcess: Carry = async ({ url }, api_key, inputs) => {
  const result = await runAction(main, { api_key, api_host: url, ...inputs });
  const errors = result.annotations.filter(({ level }) => level === "error");
  const { changed } = result.outputs;
  return {
    error: result.exitCode === 0 ? undefined : errors.map(({ message }) => message).join(" "),
    changed: changed === undefined ? undefined : changed === "true",
  };
};

test.each([
  ["inside of this process", RUNS, inside],
  ["as processes", PROCESSES, asProcess],
])(
  "two steps at once, %s, %i times: nothing is there twice, and both tell the truth",
  {
    timeout: 0,
  },
  async (_, numRuns, carry) => {
    const seed = process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {};
    await fc.assert(
      fc.asyncProperty(story, (given) => play(worlds[given.kind] as World, given, carry)),
      { numRuns, ...seed },
    );
  },
);
