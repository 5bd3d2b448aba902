/**
 * Runs steps inside of this process: through the real engine and client and over real sockets, but without
 * waiting. Importing it puts the clock of the whole test file under the control of `wait`.
 */
import { changedBefore } from "../../src/engine/doubt.ts";
import { carryOut, type Outcome } from "../../src/engine/engine.ts";
import { guard } from "../../src/engine/guard.ts";
import { locate } from "../../src/engine/locate.ts";
import type { Progress } from "../../src/engine/session.ts";
import type { Budget } from "../../src/ground/budget.ts";
import { describe } from "../../src/ground/errors.ts";
import { type Neon as Client, connect } from "../../src/neon/client.ts";
import { endpoints } from "../../src/operations/index.ts";
import { isLocal, readStep, type Step } from "../../src/step/step.ts";
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
    const step = await readStep(endpoints, process.env);
    if (isLocal(step)) throw new Error(`${step.endpoint.operation} does without Neon`);
    return step;
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
  const progress: Progress = { changed: false, requestId: undefined };
  return connected(at, inputs, seconds, async (step, client, waits) => {
    try {
      const outcome = await carryOut(step, client, progress);
      return { outcome, error: undefined, ...progress, waits };
    } catch (error) {
      const changed = changedBefore(error, progress);
      return { outcome: undefined, error: describe(error), ...progress, changed, waits };
    }
  });
}

/** Why a step may not write, or nothing. */
export const refusal = (at: At, inputs: Given): Promise<string | undefined> =>
  connected(at, inputs, 120, async (step, client) =>
    guard(await locate(step, client), client).then(() => undefined, describe),
  );

async function connected<T>(
  at: At,
  inputs: Given,
  seconds: number,
  work: (step: Step, client: Client, waits: readonly number[]) => Promise<T>,
): Promise<T> {
  const step = await stepOf({ api_key: at.apiKey, api_host: at.url, ...inputs });
  const { api_host, api_key, retries } = step.values;
  const budget = openHaste(seconds);
  await using client = await connect(api_host, api_key, retries, budget);
  return await work(step, client, budget.waits);
}
