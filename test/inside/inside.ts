/**
 * Runs steps inside of this process: through the real engine and client and over real sockets, but without
 * waiting. Importing it puts the clock of the whole test file under the control of `wait`.
 */
import { changedBefore } from "../../src/engine/doubt.ts";
import { guard } from "../../src/engine/guard.ts";
import { locate } from "../../src/engine/locate.ts";
import type { LocatedStep, Progress, Session, Step } from "../../src/engine/operation.ts";
import type { Outcome } from "../../src/engine/outcome.ts";
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

/** A budget in which waiting takes no time: the clock is put forward instead. */
export function openHaste(seconds: number): Budget & { readonly waits: readonly number[] } {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]);
  const endsAt = Date.now() + seconds * 1000;
  const waits: number[] = [];
  return {
    seconds,
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

export async function carry(at: At, inputs: Given, seconds = 120): Promise<Ended> {
  return connected(at, inputs, seconds, async (step, session, waits) => {
    const { progress } = session;
    try {
      const outcome = await carryOut(await locate(step, session), session);
      return { outcome, error: undefined, ...progress, waits };
    } catch (error) {
      const changed = changedBefore(error, progress);
      return { outcome: undefined, error: describe(error), ...progress, changed, waits };
    }
  });
}

async function carryOut(step: LocatedStep, session: Session): Promise<Outcome> {
  const work = await step.operation.begin(step);
  if (!work.writes) return work.run(step, session);
  const leave = await guard({ ...step, operation: { ...step.operation, irreversible: false } }, session);
  if (!leave) throw new Error("the guard gave no leave");
  return work.run(step, session.writer(leave));
}

/** Why a step may not write, or nothing. */
export const refusal = (at: At, inputs: Given): Promise<string | undefined> =>
  connected(at, inputs, 120, async (step, session) =>
    guard(await locate(step, session), session).then(() => undefined, describe),
  );

async function connected<T>(
  at: At,
  inputs: Given,
  seconds: number,
  work: (step: Step, session: Session, waits: readonly number[]) => Promise<T>,
): Promise<T> {
  const step = await stepOf({ api_key: at.apiKey, api_host: at.url, ...inputs });
  const progress: Progress = { changed: false, requestId: undefined };
  const budget = openHaste(seconds);
  await using session = openSession(step.values, budget, progress);
  return await work(step, session, budget.waits);
}
