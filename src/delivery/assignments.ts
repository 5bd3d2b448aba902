import type { Operation, Values } from "../record/endpoint.ts";
import type { InputName } from "../words/inputs.ts";
import { type OutputName, outputs, universal } from "../words/outputs.ts";
import { named } from "../words/rules.ts";

/** An output and the name under which it goes somewhere. */
export interface Assignment {
  readonly name: string;
  readonly output: OutputName;
  /** Whether the workflow asks for this very value. Most of what a preset names may be missing. */
  readonly explicit: boolean;
}

/** Neon shows these once, and for Stack Auth only. */
export const isKey = (output: OutputName): boolean => output.endsWith("_key");

/** The names that applications read, by what they are built with. */
export const presets: Readonly<Record<string, Readonly<Record<string, OutputName>>>> = {
  "nextjs-stack": {
    NEXT_PUBLIC_STACK_PROJECT_ID: "auth_provider_project_id",
    NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: "pub_client_key",
    STACK_SECRET_SERVER_KEY: "secret_server_key",
  },
  nextjs: { NEON_AUTH_BASE_URL: "base_url", NEON_AUTH_JWKS_URL: "jwks_url" },
  vite: { VITE_NEON_AUTH_URL: "base_url" },
  plain: {
    NEON_AUTH_BASE_URL: "base_url",
    NEON_AUTH_JWKS_URL: "jwks_url",
    NEON_AUTH_PROJECT_ID: "auth_provider_project_id",
    NEON_AUTH_PUB_CLIENT_KEY: "pub_client_key",
    NEON_AUTH_SECRET_SERVER_KEY: "secret_server_key",
  },
};

/** Where the outputs of a step shall go. */
export interface Plan {
  readonly env: readonly Assignment[];
  readonly dotenv: { readonly path: string; readonly assignments: readonly Assignment[] } | undefined;
  readonly secrets: readonly Assignment[];
  readonly variables: readonly Assignment[];
}

type NameProblem = (name: string) => string | undefined;

/** Reads what the workflow says of where values go. Problems name inputs and lines, never what stands there. */
export function readPlan(
  operation: Operation,
  values: Values,
  names: { readonly env: NameProblem; readonly github: NameProblem },
): { plan: Plan; problems: string[] } {
  const problems: string[] = [];
  const read = (input: InputName, lines: readonly string[] | undefined, nameProblem: NameProblem, from = 1) =>
    readLines(operation, input, lines ?? [], nameProblem, from, problems);

  const env = read("export_env", values.export_env, names.env);
  const [path, ...further] = values.dotenv_file ?? [];
  const unsaid = path !== undefined && further.length === 0;
  const own =
    unsaid && values.export_env
      ? env
      : read("dotenv_file", unsaid ? ["plain"] : further, names.env, unsaid ? 1 : 2);
  const secrets = read("github_secrets", values.github_secrets, names.github);
  const variables = read("github_variables", values.github_variables, names.github);

  for (const { name, output } of variables)
    if (outputs[output].kind === "credential")
      problems.push(
        `\`github_variables\`: output \`${output}\` is a credential, and a variable is not secret. Put \`${name}\` into \`github_secrets\`.`,
      );
  if (values.github_target === "dependabot" && variables.length > 0)
    problems.push("`github_variables`: Dependabot has secrets, but no variables. Drop one of the two.");
  if ((values.github_secrets ?? values.github_variables) && !values.github_token)
    problems.push(
      "`github_token` is missing: pass the token of a GitHub App or a fine-grained personal access token. The `GITHUB_TOKEN` of the job cannot write secrets.",
    );
  const dotenv = path === undefined ? undefined : { path, assignments: own };
  return { plan: { env, dotenv, secrets, variables }, problems };
}

function readLines(
  operation: Operation,
  input: InputName,
  lines: readonly string[],
  nameProblem: NameProblem,
  from: number,
  problems: string[],
): Assignment[] {
  const withPresets = input === "export_env" || input === "dotenv_file";
  const late = new Set<OutputName>(["sealed", ...operation.later]);
  const always = "route" in operation ? universal : [];
  const settable: readonly string[] = [...operation.outputs, ...always].filter((name) => !late.has(name));
  const seen = new Set<string>();
  const assignments = lines.flatMap((line, index): Assignment[] => {
    const where = `\`${input}\`, line ${index + from}:`;
    if (withPresets && Object.hasOwn(presets, line)) {
      const fitting = Object.entries(presets[line] ?? {}).filter(([, output]) => settable.includes(output));
      if (fitting.length === 0)
        problems.push(`${where} \`${operation.operation}\` sets no output of this preset.`);
      const forStack = line === "nextjs-stack";
      return fitting.map(([name, output]) => ({ name, output, explicit: forStack && isKey(output) }));
    }
    const [, name, output] = /^([^=\s]+)\s*=\s*([a-z_]+)$/.exec(line) ?? [];
    if (name === undefined || output === undefined) {
      const known = withPresets ? `, or one of the presets ${named(Object.keys(presets))}` : "";
      problems.push(`${where} must be \`NAME=output\` with the name of an output${known}.`);
      return [];
    }
    const problem = nameProblem(name);
    if (problem) problems.push(`${where} the name ${problem}.`);
    if (!settable.includes(output))
      problems.push(
        `${where} \`${operation.operation}\` has no output of that name. It has ${named(settable)}.`,
      );
    if (problem || !settable.includes(output)) return [];
    return [{ name, output: output as OutputName, explicit: true }];
  });
  for (const { name } of assignments) {
    if (seen.has(name.toUpperCase())) problems.push(`\`${input}\`: \`${name}\` stands there twice.`);
    seen.add(name.toUpperCase());
  }
  return assignments;
}
