import { setOutput } from "@actions/core";
import type { OutputValues } from "../engine/outcome.ts";
import { holdsMasked, type MaskSetting, reveal, Secret, sizeOf, withoutMasked } from "../ground/secret.ts";
import { isJson } from "../words/outputs.ts";

/** The outputs that have a value, as they go to later steps and everywhere else. */
export type Outputs = ReadonlyMap<string, string | Secret>;

/** Sets the outputs that have a value, and tells which. Masked ones are set too: steps of the same job get them. */
export function setOutputs(values: OutputValues, setting: MaskSetting): Outputs {
  const given = outputsOf(values, setting);
  for (const [name, value] of given) setOutput(name, reveal(value));
  return given;
}

export function outputsOf(values: OutputValues, setting: MaskSetting): Outputs {
  const given = new Map<string, string | Secret>();
  for (const [name, value] of Object.entries(values)) {
    const output = value instanceof Secret && !isJson(name) ? value : textOf(value, isJson(name), setting);
    if (sizeOf(output) > 0) given.set(name, output);
  }
  return given;
}

/** Lists and objects become JSON, without what is masked. */
function textOf(value: unknown, json: boolean, setting: MaskSetting): string {
  if (!json && typeof value !== "object") return String(value ?? "");
  const text = JSON.stringify(withoutMasked(value, setting));
  return text === undefined || holdsMasked(text) ? "" : text;
}
