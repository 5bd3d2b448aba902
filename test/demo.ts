/** Runs the action as GitHub would, against a Neon embedded in the repository. `npm run demo -- --help` says more. */
import { parseArgs } from "node:util";
import type { Endpoint } from "../src/endpoint.ts";
import { type Input, inputs } from "../src/inputs.ts";
import { endpoints } from "../src/operations/index.ts";
import { mains } from "./action.ts";
import { type Options, openNeon, playStep, playStory } from "./demo/play.ts";
import { project, secrets, stories } from "./demo/stories.ts";
import { createMasks } from "./runner/runner.ts";

const branchId = project.defaultBranch.id;
const operations = Map.groupBy<string, Endpoint>(endpoints, ({ operation }) => operation);
const widest = Math.max(...[...operations.keys()].map((operation) => operation.length));

const help = `Runs this action against a Neon embedded in the repository, and shows what GitHub would show.

  npm run demo                                      the life of an integration, step by step
  npm run demo -- <operation> [<input>=<value> …]   one step with inputs of your own

One step finds project ${project.id} with branch ${branchId}, a Stack Auth integration, and OAuth provider github
on Neon's shared keys. api_key, api_host and project_id are filled in unless given, and branch_id if the operation
cannot do without one. Nothing is kept from one run to the next.

Options
  --debug   show the debug log too
  --src     run src/main.ts instead of dist/index.js
  --empty   one step finds the project without an integration
  --help    show this

Operations; the README lists the inputs of each
${[...operations].map(([operation, [first]]) => `  ${operation.padEnd(widest)}  ${first?.about}`).join("\n")}

Examples
  npm run demo -- add-oauth-provider oauth_provider_id=google client_id=abc client_secret=xyz
  npm run demo -- create-integration auth_provider=stack --empty
`;

const usage = "npm run demo -- [--debug] [--src] [--empty] [<operation> [<input>=<value> …]]";

/** The command line cannot be understood. */
class UsageError extends Error {}

interface CommandLine {
  readonly flags: Readonly<Record<"help" | "debug" | "src" | "empty", boolean>>;
  readonly operation: string | undefined;
  readonly given: Readonly<Record<string, string>>;
}

function parse(args: string[]): CommandLine {
  const { values: flags, positionals } = split(args);
  const [operation, ...assignments] = positionals;
  if (operation?.includes("=")) throw new UsageError("The operation comes first, then its inputs.");
  if (flags.empty && operation === undefined) throw new UsageError("--empty is for a single operation.");
  const given = assignments.map((assignment) => {
    const end = assignment.indexOf("=");
    if (end < 1) throw new UsageError(`${assignment} is not of the form <input>=<value>.`);
    return [assignment.slice(0, end), assignment.slice(end + 1)] as const;
  });
  return { flags, operation, given: Object.fromEntries(given) };
}

function split(args: string[]) {
  const flag = { type: "boolean", default: false } as const;
  try {
    const options = { help: flag, debug: flag, src: flag, empty: flag };
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [reason = ""] = String((error as Error).message).split(". ");
    throw new UsageError(`${reason}.`);
  }
}

/** The exit code. */
async function run({ flags, operation, given }: CommandLine): Promise<number> {
  if (flags.help) {
    print(help);
    return 0;
  }
  const options = { main: mains[flags.src ? "src" : "dist"], debug: flags.debug, write: print };
  if (operation !== undefined) return playOne({ operation, ...given }, flags.empty, options);
  let holds = true;
  for (const story of stories) holds = (await playStory(story, options)) && holds;
  return holds ? 0 : 1;
}

async function playOne(
  given: Readonly<Record<string, string>> & { readonly operation: string },
  empty: boolean,
  options: Options,
): Promise<number> {
  await using neon = await openNeon(secrets.NEON_API_KEY);
  if (!empty) {
    const branch = neon.state.branch(project.id, branchId);
    neon.state.enableAuth(branch, "stack").oauthProviders.push({ id: "github", type: "shared" });
  }
  const needsBranch = operations
    .get(given.operation)
    ?.every(({ required }) => required.includes("branch_id"));
  const namesBranch = Object.keys(given).some((name) => name.includes("branch"));
  const step = { ...(needsBranch && !namesBranch && { branch_id: branchId }), ...given };
  const secretInputs = Object.entries(given).filter(([name]) => isSecret(name));
  const masks = createMasks([neon.apiKey, ...secretInputs.map(([, value]) => value)]);
  const { conclusion, exitCode } = await playStep(given.operation, step, { ...options, neon, masks });
  return conclusion === "success" ? 0 : exitCode || 1;
}

/** A workflow takes such an input from a secret, which the runner masks before any step. */
function isSecret(name: string): boolean {
  const declared: Readonly<Record<string, Input<unknown>>> = inputs;
  return Object.hasOwn(declared, name) && declared[name]?.secret === true;
}

function print(text: string): void {
  process.stdout.write(text);
}

// Whoever reads from a pipe may leave early, as `head` does.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  if (code !== "EPIPE") process.exitCode = 1;
});

try {
  process.exitCode = await run(parse(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message} Usage: ${usage}\n`);
  process.exitCode = 2;
}
