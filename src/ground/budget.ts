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

/** Tells when the runner asks the step to end, from the moment on that it listens. */
export interface Runner {
  readonly signal: AbortSignal;
  /** By which signal it has asked, if it has. */
  readonly asked: () => string | undefined;
}

export function listen(): Runner {
  const stop = new AbortController();
  let received: string | undefined;
  for (const name of SIGNALS)
    process.once(name, () => {
      received = name;
      stop.abort();
    });
  return { signal: stop.signal, asked: () => received };
}

export function openBudget(seconds: number, runner = listen(), name = "`timeout_seconds`"): Budget {
  const signal = AbortSignal.any([runner.signal, AbortSignal.timeout(seconds * 1000)]);
  const endsAt = Date.now() + seconds * 1000;
  return {
    seconds,
    name,
    endsAt,
    signal,
    ended: (soon = 0) => {
      const asked = runner.asked();
      if (asked) return `the step was asked to end by ${asked}`;
      return signal.aborted || Date.now() + soon >= endsAt ? `${name} (${seconds}) is over` : undefined;
    },
    wait: (ms) => wait(ms, undefined, { signal }).catch(() => undefined),
  };
}
