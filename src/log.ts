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
export const warning = (text: string): void => core.warning(clean(text));

/** Prints the one error of a step and lets the process end by itself with exit code 1. */
export const fail = (text: string): void => core.setFailed(clean(text));
