import { statSync, truncateSync } from "node:fs";
import { setOutput } from "@actions/core";
import type { OutputValues } from "../engine/outcome.ts";
import { OutputError } from "../ground/errors.ts";
import { warning } from "../ground/log.ts";
import { type MaskSetting, reveal, type Secret, sizeOf } from "../ground/secret.ts";
import { type OutputText, outputText } from "./output-text.ts";

/** The outputs that have a value, as they go to later steps and everywhere else. */
export type Outputs = ReadonlyMap<string, string | Secret>;

/**
 * Sets the outputs that have a value and tells which, and warns of those that are not set, or not as a whole.
 * Masked ones are set too: steps of the same job get them. Throws an `OutputError` if the file cannot be written.
 */
export function setOutputs(values: OutputValues, setting: MaskSetting): Outputs {
  const texts = textsOf(values, setting);
  const given = having(texts);
  const file = process.env.GITHUB_OUTPUT ?? "";
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  try {
    for (const [name, value] of given) setOutput(name, reveal(value));
  } catch (error) {
    // Half of an output at its end would make the runner refuse the whole file.
    if (size !== undefined) truncateSync(file, size);
    throw new OutputError(error);
  }
  for (const { warning: text } of texts.values()) if (text) warning(text);
  return given;
}

/** The outputs that have a value, without setting them. */
export const outputsOf = (values: OutputValues, setting: MaskSetting): Outputs =>
  having(textsOf(values, setting));

const textsOf = (values: OutputValues, setting: MaskSetting): ReadonlyMap<string, OutputText> =>
  new Map(Object.entries(values).map(([name, value]) => [name, outputText(name, value, setting)]));

const having = (texts: ReadonlyMap<string, OutputText>): Outputs =>
  new Map(
    [...texts].flatMap(([name, { text }]) => (text !== undefined && sizeOf(text) > 0 ? [[name, text]] : [])),
  );
