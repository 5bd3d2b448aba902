import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { StepResult } from "../runner/runner.ts";

export const configFile = ".github/neon-auth.yml";

/** A workspace with these files in it, which is gone after the test. */
export async function workspace(files: Readonly<Record<string, string | Uint8Array>>) {
  const path = await mkdtemp(join(tmpdir(), "workspace-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface Mistake {
  readonly line: number;
  readonly text: string;
}

/** A file whose mistakes stand behind their lines, each after `#!`: the file without them, and the mistakes. */
export function marked(text: string): { file: string; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const lines = text.split("\n").map((line, index) => {
    const [kept = "", ...texts] = line.split(/ +#! /);
    for (const text of texts) mistakes.push({ line: index + 1, text: text.trim() });
    return kept;
  });
  return { file: lines.join("\n"), mistakes };
}

/** The mistakes that a step shows on the lines of the file, with those that only its log has. */
export function mistakesOf({ annotations, log }: StepResult, file = configFile): Mistake[] {
  const shown = annotations
    .filter(({ level, line }) => level === "error" && line !== undefined)
    .map(({ line = 0, message }) => ({ line, text: message }));
  const logged = log
    .filter((text) => text.startsWith(`${file}, line `))
    .map((text) => /, line (\d+): (.*)$/.exec(text) ?? [])
    .map(([, line, text = ""]) => ({ line: Number(line), text }));
  return [...shown, ...logged];
}
