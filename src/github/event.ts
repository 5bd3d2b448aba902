import { readFileSync } from "node:fs";

/** The event that started the run, as GitHub wrote it down; nothing, if it cannot be read. */
export function readEvent(path: string | undefined): unknown {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8"));
  } catch {
    return undefined;
  }
}
