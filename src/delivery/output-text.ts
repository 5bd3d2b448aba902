import {
  holdsMasked,
  isMasked,
  type MaskSetting,
  redact,
  reveal,
  Secret,
  withoutMasked,
} from "../ground/secret.ts";
import { isJson } from "../words/outputs.ts";

/** GitHub takes 1 MB of an output, and counts two bytes for each character. */
const LONGEST = 512 * 1024;

/** Neon's IDs of requests are UUIDs. Another server may answer with anything. */
const LONGEST_ID = 200;

/** An output as later steps get it, if they do, and what the workflow should know of it. */
export interface OutputText {
  readonly text?: string | Secret;
  readonly warning?: string;
}

/** Lists and objects become JSON without what is masked, and fit into what GitHub takes. */
export function outputText(name: string, value: unknown, setting: MaskSetting): OutputText {
  if (value === undefined) return {};
  if (value instanceof Secret && !isJson(name)) {
    const open = !isMasked(value, setting) && redact(reveal(value)) !== reveal(value);
    return open ? withheld(name) : { text: value };
  }
  if (isJson(name) || typeof value === "object") return jsonText(name, withoutMasked(value, setting));
  const text = String(value);
  if (typeof value !== "boolean" && redact(text) !== text) return withheld(name);
  return { text: name === "request_id" ? text.slice(0, LONGEST_ID).toWellFormed() : text };
}

function jsonText(name: string, shown: unknown): OutputText {
  const text = JSON.stringify(shown);
  if (text === undefined) return {};
  if (holdsMasked(text)) return withheld(name);
  if (text.length <= LONGEST) return { text };
  const lines = linesOf(shown);
  if (lines === undefined)
    return { warning: `Output \`${name}\` is not set: it is longer than the 1 MB that GitHub takes.` };
  const { kept, counts } = shortened(lines);
  const said = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  return {
    text: JSON.stringify(Array.isArray(shown) ? kept : { ...counts, users: kept }),
    warning: `Output \`${name}\` holds ${kept.length} of the users that failed and no others: all ${lines.length} are more than the 1 MB that GitHub takes (${said.join(", ")}).`,
  };
}

const withheld = (name: string): OutputText => ({
  warning: `Output \`${name}\` is not set: Neon's answer has a secret of this step in it.`,
});

/** What became of one user of a file. */
interface Line {
  readonly state: string;
}

/** The users in output `users`, and in output `result`. */
function linesOf(shown: unknown): readonly Line[] | undefined {
  const { users = shown } = Object(shown) as { users?: unknown };
  return Array.isArray(users) && users.every((line) => typeof line?.state === "string") ? users : undefined;
}

/** Those that failed, as many as there is room for, and how many there are of each state. */
function shortened(lines: readonly Line[]): { kept: readonly Line[]; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const kept: Line[] = [];
  let room = LONGEST - 200;
  for (const line of lines) {
    counts[line.state] = (counts[line.state] ?? 0) + 1;
    if (line.state !== "failed") continue;
    room -= JSON.stringify(line).length + 1;
    if (room >= 0) kept.push(line);
  }
  return { kept, counts };
}
