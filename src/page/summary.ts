import { appendFileSync, statSync } from "node:fs";
import { warning } from "../ground/log.ts";
import type { Page } from "./page.ts";
import { fitting, render } from "./render.ts";

/** Bytes of the page that are kept: GitHub drops the whole summary of a step if it is over 1 MiB. */
const LARGEST = 1024 * 1024 - 1024;

/**
 * Puts a page on the page of the run. That it cannot be written is no reason to fail: the operation is done. It is
 * written here because the toolkit's own way starts a pool of threads for one small file.
 */
export function summarize(page: Page): void {
  const file = process.env.GITHUB_STEP_SUMMARY ?? "";
  const written = statSync(file, { throwIfNoEntry: false })?.size;
  if (written === undefined) return;
  const note = "The rest is left out: GitHub shows no summary of more than 1 MiB.";
  try {
    appendFileSync(file, fitting(render(page), LARGEST - written, note));
  } catch {
    warning("The job summary could not be written.");
  }
}
