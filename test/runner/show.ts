import { styleText } from "node:util";
import type { StepResult } from "./runner.ts";
import { renderSummary } from "./summary.ts";

const LONGEST_OUTPUT = 100;

/** Prints a step as one line, and its errors. */
export function showLine(name: string, result: StepResult, write: (text: string) => void): void {
  const errors = result.log.filter((line) => line.startsWith("Error: "));
  write(`${title(name, result)}\n`);
  for (const error of errors) write(`  ${styleText("red", error)}\n`);
}

/** Prints a step as GitHub would show it, in colours if stdout is a terminal: its log, its outputs and its summary. */
export function showStep(name: string, result: StepResult, write: (text: string) => void): void {
  const paragraphs = [
    shownLog(result.log),
    titled("Outputs", shownOutputs(result)),
    titled("Summary", result.summary === "" ? [] : renderSummary(result.summary)),
  ];

  write(`${title(name, result)}\n`);
  for (const line of paragraphs.filter((lines) => lines.length > 0).flatMap((lines) => [...lines, ""])) {
    write(line === "" ? "\n" : `  ${line}\n`);
  }
}

function title(name: string, { conclusion, exitCode, signal }: StepResult): string {
  const mark = conclusion === "success" ? styleText("green", "✓") : styleText("red", "✗");
  const end = signal ?? (exitCode === 0 ? "" : `exit code ${exitCode}`);
  return `${mark} ${styleText("bold", name)}${end === "" ? "" : styleText("dim", `  ${end}`)}`;
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [styleText("bold", title), ...lines.map((line) => (line === "" ? "" : `  ${line}`))];
}

const COLOURS = [
  [/^Error: /, "red"],
  [/^Warning: /, "yellow"],
  [/^Notice: /, "blue"],
  [/^##\[debug\]/, "dim"],
] as const;

function shownLog(log: readonly string[]): string[] {
  const lines: string[] = [];
  let depth = 0;
  for (const line of log) {
    if (line === "##[endgroup]") {
      depth = Math.max(0, depth - 1);
      continue;
    }
    const group = line.startsWith("##[group]");
    const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1];
    const text = group ? `▼ ${line.slice("##[group]".length)}` : line;
    lines.push("  ".repeat(depth) + (colour === undefined ? text : styleText(colour, text)));
    if (group) depth++;
  }
  return lines;
}

function shownOutputs({ outputs, jobOutputs }: StepResult): string[] {
  const longest = Math.max(...Object.keys(outputs).map((name) => name.length));
  return Object.entries(outputs).map(([name, value]) => {
    // A masked value is the one that other jobs do not get.
    const shown = jobOutputs[name] === value ? value.replace(/\s+/g, " ") : "***";
    const cut = shown.length > LONGEST_OUTPUT ? `${shown.slice(0, LONGEST_OUTPUT - 1)}…` : shown;
    return `${name.padEnd(longest)}  ${cut}`;
  });
}
