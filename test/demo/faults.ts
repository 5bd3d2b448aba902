import { styleText } from "node:util";
import type { Fault, Match } from "../emulator/faults.ts";
import type { Neon } from "../emulator/server.ts";

/** A fault as the command line names it. */
export interface Planned {
  /** Without how often. */
  readonly says: string;
  readonly match: Match;
  readonly fault: Fault;
}

const html = "<!doctype html><title>Something in between</title>";

/** `after`: Neon carries the request out, and only its answer is spoilt. */
type Make = (after: boolean) => Fault | undefined;
const after = (yes: boolean) => (yes ? "state" : "before");
const always =
  (fault: Fault): Make =>
  (yes) =>
    yes ? undefined : fault;

const faults: Readonly<Record<string, Make>> = {
  refuse: always({ kind: "refuse" }),
  reset: (yes) => ({ kind: "reset", when: yes ? "after-state" : "before-headers" }),
  hang: (yes) => ({ kind: "hang", when: yes ? "after-state" : "before-headers" }),
  drip: always({ kind: "drip", bytesPerSecond: 5 }),
  cut: always({ kind: "cut", atByte: 20 }),
  gzip: always({ kind: "gzip" }),
  hints: always({ kind: "interim", status: 103 }),
  garbage: (yes) => ({ kind: "garbage", after: after(yes) }),
  half: (yes) => ({ kind: "raw", bytes: "HTTP/1.1 200 OK\r\ncontent-ty", after: after(yes) }),
  huge: (yes) => ({ kind: "huge", bytes: 100_000_000, after: after(yes) }),
  html: (yes) => ({ kind: "answer", status: 200, body: html, after: after(yes) }),
  empty: (yes) => ({ kind: "answer", status: 200, body: "", after: after(yes) }),
  redirect: always({ kind: "redirect", to: "https://elsewhere.example/" }),
};

export const faultNames = Object.keys(faults);

/** Reads `[<method> ][after:]<fault>[x<times>]`, and nothing else. */
export function parseFault(text: string): Planned | undefined {
  const pattern = /^((?:GET|POST|PUT|PATCH|DELETE) )?(after:)?(?:([2-5]\d\d)|([a-z]+?))(?:x([1-9]\d*|\*))?$/i;
  const [whole, method, carriedOut, status, name = "", times = "1"] = pattern.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const isAfter = carriedOut !== undefined;
  const make = Object.hasOwn(faults, name) ? faults[name] : undefined;
  const fault: Fault | undefined = status
    ? { kind: "answer", status: Number(status), after: after(isAfter) }
    : make?.(isAfter);
  if (!fault || (fault.kind === "refuse" && method)) return undefined;
  const match = { times: times === "*" ? Infinity : Number(times), ...(method && { method: method.trim() }) };
  return { says: `${isAfter ? "after:" : ""}${status ?? name}`, match, fault };
}

/** Which fault was met by what, and which never was. */
export function showFaults(neon: Neon, planned: readonly Planned[], write: (text: string) => void): void {
  const met = neon.inflicted.map(({ fault, request }) => {
    const { says = "" } = planned.find((candidate) => candidate.fault === fault) ?? {};
    const what = request ? `${request.method} ${request.path}` : "a connection, before any request";
    return `  ${styleText("yellow", says)} on ${what}\n`;
  });
  const missed = planned
    .filter(({ fault }) => !neon.inflicted.some((struck) => struck.fault === fault))
    .map(({ says }) => `  ${styleText("yellow", says)} on nothing: no request was of that kind\n`);
  write(`${styleText("bold", "Faults")}\n${met.join("")}${missed.join("")}`);
}
