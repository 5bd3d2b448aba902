/**
 * Runs steps inside of this process: through the real engine and client and over real sockets, but without
 * waiting. Importing it puts the clock of the whole test file under the control of `wait`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { changedBefore } from "../../src/engine/doubt.ts";
import { guard } from "../../src/engine/guard.ts";
import { locate } from "../../src/engine/locate.ts";
import type { LocatedStep, Progress, Session, Step, Writer } from "../../src/engine/operation.ts";
import type { Intent, Outcome } from "../../src/engine/outcome.ts";
import { openSession } from "../../src/engine/session.ts";
import type { Budget } from "../../src/ground/budget.ts";
import { describe } from "../../src/ground/errors.ts";
import { allInputs, operations } from "../../src/operations/index.ts";
import { readStep } from "../../src/step/step.ts";
import type { Neon } from "../emulator/server.ts";

export type Given = Readonly<Record<string, string>>;

const realNow = Date.now;
let ahead = 0;
Date.now = () => realNow() + ahead;

type Haste = Budget & { readonly waits: readonly number[] };

/**
 * A budget in which waiting takes no time: the clock is put forward instead. `share`: how much of a pause is waited
 * for all the same, so that somebody else gets on.
 */
export function openHaste(seconds: number, share = 0): Haste {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]);
  const endsAt = Date.now() + seconds * 1000;
  const waits: number[] = [];
  return {
    seconds,
    name: "`timeout_seconds`",
    endsAt,
    signal,
    waits,
    ended: (soon = 0) =>
      signal.aborted || Date.now() + soon >= endsAt ? `\`timeout_seconds\` (${seconds}) is over` : undefined,
    wait: async (ms) => {
      waits.push(Math.round(ms));
      const left = Math.max(0, endsAt - Date.now());
      ahead += Math.min(ms, left);
      if (ms >= left) stop.abort();
      if (share > 0) await sleep(Math.min(ms, left) * share);
    },
  };
}

/** The step that these inputs make, read as the action reads them. */
export async function stepOf(inputs: Given): Promise<Step> {
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const given: Given = Object.fromEntries(variables);
  Object.assign(process.env, given);
  try {
    return await readStep(operations, allInputs, process.env);
  } finally {
    for (const variable of Object.keys(given)) delete process.env[variable];
  }
}

/** How a step ended, as the action reports it. */
export interface Ended {
  readonly outcome: Outcome | undefined;
  readonly error: string | undefined;
  /** Output `changed`: not set if nobody knows. */
  readonly changed: boolean | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds of each pause, as asked for. */
  readonly waits: readonly number[];
}

type At = Pick<Neon, "url" | "apiKey">;

export const carry = async (at: At, inputs: Given, seconds = 120): Promise<Ended> =>
  carryStep(await stepAt(at, inputs), openHaste(seconds));

/** A step that is to be carried out at this Neon. */
export const stepAt = (at: At, inputs: Given): Promise<Step> =>
  stepOf({ api_key: at.apiKey, api_host: at.url, ...inputs });

/** `way`: what the step is given instead of the session that it would have by itself. */
export function carryStep(
  given: Step,
  budget: Haste,
  way: (session: Writer) => Writer = (session) => session,
): Promise<Ended> {
  return connected(given, budget, async (step, session) => {
    const { waits } = budget;
    const { progress } = session;
    try {
      const outcome = await carryOut(await found(step, session), session, way);
      return { outcome, error: undefined, ...progress, waits };
    } catch (error) {
      const changed = changedBefore(error, progress);
      return { outcome: undefined, error: describe(error), ...progress, changed, waits };
    }
  });
}

/** The step on its branch, which is there in all of these tests. */
async function found(step: Step, session: Session): Promise<LocatedStep> {
  const located = await locate(step, session);
  if (!located) throw new Error("the branch is gone");
  return located;
}

async function carryOut(
  step: LocatedStep,
  session: Session,
  way: (session: Writer) => Writer,
): Promise<Outcome> {
  const work = await step.operation.begin(step);
  if (!work.writes) return work.run(step, session);
  const leave = await guard({ ...step, operation: { ...step.operation, irreversible: false } }, session);
  if (!leave) throw new Error("the guard gave no leave");
  return work.run(step, way(session.writer(leave)));
}

/** Why a step may not write, or nothing. */
export const refusal = async (at: At, inputs: Given): Promise<string | undefined> =>
  connected(await stepAt(at, inputs), openHaste(120), async (step, session) =>
    guard(await found(step, session), session).then(() => undefined, describe),
  );

/** What a step would do, as a dry run finds it out. */
export const intent = async (at: At, inputs: Given): Promise<Intent> =>
  connected(await stepAt(at, inputs), openHaste(120), async (given, session) => {
    const step = await found(given, session);
    const { preview } = await step.operation.begin(step);
    if (!preview) throw new Error("there is no preview");
    return preview(step, session);
  });

async function connected<T>(
  step: Step,
  budget: Budget,
  work: (step: Step, session: Session) => Promise<T>,
): Promise<T> {
  const progress: Progress = { changed: false, requestId: undefined };
  await using session = openSession(step.values, budget, progress);
  return await work(step, session);
}
