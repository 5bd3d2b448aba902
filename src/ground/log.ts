import * as core from "@actions/core";
import { inert } from "./inert.ts";
import { redact } from "./secret.ts";

/** Everything that this action prints goes through here: redacted, made inert, and never on stderr. */
const clean = (text: string): string =>
  redact(text)
    .split("\n")
    .map((line) => inert(line))
    .join("\n");

export const info = (text: string): void => core.info(clean(text));
export const debug = (text: string): void => core.debug(clean(text));
export const notice = (text: string): void => core.notice(clean(text));

/** Warnings of a step that GitHub shows on the page of the run. */
const MOST_WARNINGS = 10;
let warnings = 0;

/** Shows a warning on the page of the run as long as there is room, and in the log always. */
export function warning(text: string): void {
  warnings += 1;
  if (warnings === MOST_WARNINGS)
    core.warning("GitHub shows no more warnings of a step here: the others are in its log.");
  if (warnings < MOST_WARNINGS) core.warning(clean(text));
  else info(`Warning: ${text}`);
}

/** Prints the one error of a step and lets the process end by itself with exit code 1. */
export function fail(text: string, title = "Neon Auth"): void {
  process.exitCode = 1;
  core.error(clean(text), { title });
}

/** Errors of a step that GitHub shows on the page of the run. */
const MOST_ERRORS = 10;

/** The same for mistakes in a file, each on its line; all of them are in the log. */
export function failAt(
  file: string,
  mistakes: readonly { readonly line: number; readonly text: string }[],
  title: string,
): void {
  process.exitCode = 1;
  const shown = mistakes.slice(0, MOST_ERRORS - 1);
  for (const { line, text } of shown) core.error(clean(text), { title, file, startLine: line });
  const rest = mistakes.slice(shown.length);
  for (const { line, text } of rest) info(`${file}, line ${line}: ${text}`);
  if (rest.length > 0)
    core.error(
      clean(
        `${mistakes.length} mistakes in ${file}: GitHub shows the first ${shown.length}, all are in the log.`,
      ),
      { title, file },
    );
}
