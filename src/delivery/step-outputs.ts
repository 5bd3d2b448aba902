import { appendFileSync, statSync, truncateSync } from "node:fs";
import { EOL } from "node:os";
import type { OutputValues } from "../engine/outcome.ts";
import { OutputError } from "../ground/errors.ts";
import { warning } from "../ground/log.ts";
import { type MaskSetting, reveal, type Secret, sizeOf } from "../ground/secret.ts";
import { randomUUID } from "../ground/uuid.ts";
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
  if (given.size > 0) append(process.env.GITHUB_OUTPUT ?? "", given);
  for (const { warning: text } of texts.values()) if (text) warning(text);
  return given;
}

/** Appends to the file at once: the toolkit opens it anew for each output. */
function append(file: string, outputs: Outputs): void {
  let size: number | undefined;
  try {
    size = statSync(file).size;
    appendFileSync(file, entriesOf(outputs));
  } catch (error) {
    // Half of an output at its end would make the runner refuse the whole file.
    if (size !== undefined) truncateSync(file, size);
    throw new OutputError(error);
  }
}

/**
 * Outputs as the runner reads them: `name<<delimiter`, the value, and a line that is the delimiter, which therefore
 * stands in none of them (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings).
 */
function entriesOf(outputs: Outputs): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  const entries = [...outputs].map(([name, value]) => {
    const text = reveal(value);
    if (text.includes(delimiter)) throw new Error(`Output ${name} has the delimiter in it.`);
    return [`${name}<<${delimiter}`, text, delimiter, ""].join(EOL);
  });
  return entries.join("");
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
