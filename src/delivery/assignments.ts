import type { Operation, Values } from "../engine/operation.ts";
import type { InputName } from "../words/inputs.ts";
import { didYouMean } from "../words/near.ts";
import { isCredential, isShownOnce, type OutputName, universal } from "../words/outputs.ts";
import { named } from "../words/rules.ts";
import { environmentNameProblem } from "./environment.ts";
import { githubNameProblem } from "./github/names.ts";

/** An output and the name under which it goes somewhere. */
export interface Assignment {
  readonly name: string;
  readonly output: string;
  /** Whether the workflow asks for this very value. Most of what a preset names may be missing. */
  readonly explicit: boolean;
}

/** The dotenv file, below `RUNNER_TEMP`, of a step that names a preset and no path. */
const DOTENV = ".env";

/** The names that applications read, by what they are built with. */
export const presets: Readonly<Record<string, Readonly<Record<string, OutputName>>>> = {
  "nextjs-stack": {
    NEXT_PUBLIC_STACK_PROJECT_ID: "auth_provider_project_id",
    NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY: "pub_client_key",
    STACK_SECRET_SERVER_KEY: "secret_server_key",
  },
  nextjs: {
    NEON_AUTH_BASE_URL: "base_url",
    NEON_AUTH_JWKS_URL: "jwks_url",
    NEON_AUTH_COOKIE_SECRET: "cookie_secret",
  },
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

/** Everything that is wrong with the inputs that say where values go. */
export const deliveryProblems = (operation: Operation, values: Values): readonly string[] =>
  readPlan(operation, values).problems;

/** Reads what the workflow says of where values go. Problems name inputs and lines, never what stands there. */
export function readPlan(operation: Operation, values: Values): { plan: Plan; problems: string[] } {
  const problems: string[] = [];
  const read = (input: InputName, lines: readonly string[] = [], from = 1) =>
    readLines({ operation, input, lines, from, problems, keyless: values.auth_provider === "better_auth" });

  const env = read("export_env", values.export_env);
  const lines = values.dotenv_file ?? [];
  const pathless = Object.hasOwn(presets, lines[0] ?? "");
  const [path, ...further] = pathless ? [DOTENV, ...lines] : lines;
  const unsaid = path !== undefined && further.length === 0;
  const own =
    unsaid && values.export_env
      ? env
      : read("dotenv_file", unsaid ? ["plain"] : further, unsaid || pathless ? 1 : 2);
  const secrets = read("github_secrets", values.github_secrets);
  const variables = read("github_variables", values.github_variables);

  for (const { name, output } of variables)
    if (isCredential(output))
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

interface Lines {
  readonly operation: Operation;
  readonly input: InputName;
  readonly lines: readonly string[];
  /** Number of the first line. */
  readonly from: number;
  /** Gets what is wrong with them. */
  readonly problems: string[];
  /** Whether the provider never has keys. */
  readonly keyless: boolean;
}

function readLines({ operation, input, lines, from, problems, keyless }: Lines): Assignment[] {
  const toGithub = input === "github_secrets" || input === "github_variables";
  const nameProblem = toGithub ? githubNameProblem : environmentNameProblem;
  // A preset is for both: what is a credential goes to the secrets, and the rest to the variables.
  const fits = (output: string) => !toGithub || isCredential(output) === (input === "github_secrets");
  const served = operation.outputs.includes("base_url") ? [] : ["cookie_secret"];
  const late = new Set<string>(["sealed", "dotenv_path", "comment_url", ...served, ...operation.later]);
  const always = operation.needs === "neon" ? universal : [];
  const settable: readonly string[] = [...operation.outputs, ...always].filter((name) => !late.has(name));
  const seen = new Set<string>();
  const assignments = lines.flatMap((line, index): Assignment[] => {
    const where = `\`${input}\`, line ${index + from}:`;
    if (Object.hasOwn(presets, line)) {
      const fitting = Object.entries(presets[line] ?? {}).filter(
        ([, output]) => settable.includes(output) && fits(output),
      );
      if (fitting.length === 0)
        problems.push(
          `${where} \`${operation.operation}\` sets no output of this preset${toGithub ? ` that goes into \`${input}\`` : ""}.`,
        );
      const forStack = line === "nextjs-stack";
      if (forStack && keyless && fitting.length > 0) {
        problems.push(`${where} \`${line}\` is for Stack Auth, and Better Auth has no keys: use \`nextjs\`.`);
        return [];
      }
      return fitting.map(([name, output]) => ({ name, output, explicit: forStack && isShownOnce(output) }));
    }
    const [, name, output] = /^([^=\s]+)\s*=\s*([\w-]+)$/.exec(line) ?? [];
    if (name === undefined || output === undefined) {
      const known = Object.keys(presets);
      const preset = `, or one of the presets ${named(known)}${didYouMean(line, known)}`;
      problems.push(`${where} must be \`NAME=output\` with the name of an output${preset}.`);
      return [];
    }
    const problem = nameProblem(name);
    if (problem) problems.push(`${where} the name ${problem}.`);
    if (!settable.includes(output)) {
      const hint = didYouMean(output, settable) || `. It has ${named(settable)}`;
      problems.push(`${where} \`${operation.operation}\` has no output of that name${hint}.`);
    }
    const missing = keyless && isShownOnce(output);
    if (missing)
      problems.push(
        `${where} Better Auth has no keys, so \`${output}\` never has a value: an application needs \`base_url\` and \`jwks_url\` instead.`,
      );
    if (problem || missing || !settable.includes(output)) return [];
    return [{ name, output, explicit: true }];
  });
  for (const { name } of assignments) {
    if (seen.has(name.toUpperCase())) problems.push(`\`${input}\`: \`${name}\` stands there twice.`);
    seen.add(name.toUpperCase());
  }
  return assignments;
}
