import { parse } from "yaml";

interface ActionInput {
  default?: string | number | boolean | null;
  deprecationMessage?: string;
}

interface Action {
  inputs?: Record<string, ActionInput | null> | null;
}

/**
 * The inputs that reach an action: those given as they are, empty ones too, and for every other that its `action.yml`
 * declares the default there (`ActionRunner`), which is the empty string where it says none (`ConvertInputs`). So a
 * declared input is always set, and only a default tells one that is left out from one whose expression is empty. The
 * runner does not enforce `required`, and only warns about inputs that the action does not declare.
 *
 * @param variables resolve `${{ github.name }}` in a default, by `GITHUB_NAME`
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionRunner.cs
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionManifestManager.cs
 */
export function completeInputs(
  actionYml: string,
  given: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string | undefined>>,
): { inputs: Record<string, string>; warnings: string[] } {
  const declared = inputsOf(actionYml);
  const inputs: Record<string, string> = { ...given };
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const warnings: string[] = [];

  for (const [name, input] of declared) {
    if (!names.has(name.toLowerCase())) {
      inputs[name] = String(input?.default ?? "").replace(
        /\$\{\{\s*github\.(\w+)\s*\}\}/g,
        (_, key: string) => variables[`GITHUB_${key.toUpperCase()}`] ?? "",
      );
    } else if (input?.deprecationMessage !== undefined) {
      warnings.push(`Input '${name}' has been deprecated with message: ${input.deprecationMessage}`);
    }
  }

  const valid = new Set(declared.map(([name]) => name.toLowerCase()));
  const unexpected = Object.keys(given).filter((name) => !valid.has(name.toLowerCase()));
  if (unexpected.length > 0) {
    const list = declared.map(([name]) => name).join("', '");
    warnings.push(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${list}']`);
  }
  return { inputs, warnings };
}

const read = new Map<string, [name: string, input: ActionInput | null][]>();

/** Read once: all steps of a test have the same. */
function inputsOf(actionYml: string): [name: string, input: ActionInput | null][] {
  const action = read.get(actionYml) ?? Object.entries((parse(actionYml) as Action).inputs ?? {});
  read.set(actionYml, action);
  return action;
}
