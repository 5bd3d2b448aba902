import { setTimeout as wait } from "node:timers/promises";

/** The time that the whole step may take, and whatever else ends it. */
export interface Budget {
  readonly seconds: number;
  /** What it is, for messages. */
  readonly name: string;
  readonly endsAt: number;
  /** Aborted when the time is over, or when the runner asks the step to end. */
  readonly signal: AbortSignal;
  /** Why the step has to end, if it has to now or so many milliseconds later. */
  readonly ended: (soon?: number) => string | undefined;
  /** Waits, but not past the end of the budget. */
  readonly wait: (ms: number) => Promise<void>;
}

/** The runner sends SIGINT when a run is cancelled, and SIGTERM 7.5 seconds later. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export function openBudget(seconds: number, name = "`timeout_seconds`"): Budget {
  const stop = new AbortController();
  let received: string | undefined;
  for (const name of SIGNALS)
    process.once(name, () => {
      received = name;
      stop.abort();
    });
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]);
  const endsAt = Date.now() + seconds * 1000;
  return {
    seconds,
    name,
    endsAt,
    signal,
    ended: (soon = 0) => {
      if (received) return `the step was asked to end by ${received}`;
      return signal.aborted || Date.now() + soon >= endsAt ? `${name} (${seconds}) is over` : undefined;
    },
    wait: (ms) => wait(ms, undefined, { signal }).catch(() => undefined),
  };
}
