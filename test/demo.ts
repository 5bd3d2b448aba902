/** Runs the action as GitHub would, against a Neon embedded in the repository. `npm run demo -- --help` says more. */
import { parseArgs } from "node:util";
import type { Operation, Scope } from "../src/engine/operation.ts";
import { operations as all, allInputs } from "../src/operations/index.ts";
import { faultNames, type Planned, parseFault, showFaults } from "./demo/faults.ts";
import { type Options, openNeon, playStep, playStory } from "./demo/play.ts";
import { stories } from "./demo/stories.ts";
import { project, type Story, secrets } from "./demo/story.ts";
import type { Neon } from "./emulator/server.ts";
import { mains } from "./process/action.ts";
import { createMasks } from "./runner/runner.ts";

const branchId = project.defaultBranch.id;
const userId = "00000000-0000-4000-8000-000000000001";
const operations = Map.groupBy<string, Operation>(all, ({ operation }) => operation);
const widest = Math.max(...[...operations.keys()].map((operation) => operation.length));

const help = `Runs this action against a Neon embedded in the repository, and shows what GitHub would show.

  npm run demo                                      all stories, step by step
  npm run demo -- --story <name>                    one of them
  npm run demo -- <operation> [<input>=<value> …]   one step with inputs of your own

Stories
${stories.map(({ name, title }) => `  ${name.padEnd(widest)}  ${title}`).join("\n")}

One step finds project ${project.id} with its default branch ${branchId}, named ${project.defaultBranch.name}. The branch has an integration, with
OAuth provider github and user ${userId}: a Better Auth one if a branch is named,
else a Stack Auth one. api_key, api_host and project_id are filled in unless given, and branch_id if the operation
cannot do without one. Files are found from where npm was called, and nothing at Neon is kept from one run to the next.

Options
  --env     <NAME>=<value>: a variable of the one step, masked like a secret; several for several
  --fault   what goes wrong in one step, once: [<method> ][after:]<fault>[x<times>]; several come in this order.
            Faults: ${faultNames.join(", ")}
            or a status.
            after: Neon carries the request out all the same. x* stands for every time.
            The step gets 10 seconds unless timeout_seconds is given.
  --story   play this story only
  --debug   show the debug log too
  --src     run src/main.ts instead of dist/index.js
  --empty   one step finds the project without an integration
  --help    show this

Operations; the README lists the inputs of each
${[...operations].map(([operation, [first]]) => `  ${operation.padEnd(widest)}  ${first?.about.split(/(?<=\.) /)[0]}`).join("\n")}

Examples
  npm run demo -- add-oauth-provider oauth_provider_id=google client_id=abc client_secret=xyz
  npm run demo -- get-integration branch_name=main wait_until_ready=true
  npm run demo -- create-integration auth_provider=stack --empty
  npm run demo -- plan-config config_file=neon-auth.yml environment=production
  npm run demo -- --fault after:reset create-integration --empty     the answer to the first request is lost
  npm run demo -- --fault "POST 503x2" generate-sdk-keys             two POSTs are answered with 503, then all is well
  npm run demo -- --fault "GET hang" --fault refuse list-domains     a read is never answered, a connection refused
`;

const usage =
  "npm run demo -- [--debug] [--src] [--story <name>] | [--empty] [--env <NAME>=<value>]… [--fault <fault>]… [<operation> [<input>=<value> …]]";

/** The command line cannot be understood. */
class UsageError extends Error {}

interface CommandLine {
  readonly flags: Readonly<Record<"help" | "debug" | "src" | "empty", boolean>>;
  readonly stories: readonly Story[];
  readonly faults: readonly Planned[];
  readonly operation: string | undefined;
  readonly given: Texts;
  readonly env: Texts;
}

type Texts = Readonly<Record<string, string>>;

function parse(args: string[]): CommandLine {
  const { story, fault = [], env = [], flags, positionals } = split(args);
  const [operation, ...assignments] = positionals;
  if (operation?.includes("=")) throw new UsageError("The operation comes first, then its inputs.");
  if (story !== undefined && operation !== undefined)
    throw new UsageError("--story is for the whole demo, not for a single operation.");
  const played = stories.filter(({ name }) => story === undefined || name === story);
  if (played.length === 0)
    throw new UsageError(`There is no story ${story}, but ${stories.map(({ name }) => name).join(", ")}.`);
  if (flags.empty && operation === undefined) throw new UsageError("--empty is for a single operation.");
  if (env.length > 0 && operation === undefined) throw new UsageError("--env is for a single operation.");
  if (fault.length > 0 && operation === undefined) throw new UsageError("--fault is for a single operation.");
  const faults = fault.map((text) => {
    const planned = parseFault(text);
    if (!planned)
      throw new UsageError(
        `There is no fault ${text}, but [<method> ][after:]<fault>[x<times>] with ${faultNames.join(", ")} or a status.`,
      );
    return planned;
  });
  const given = assigned(assignments, "<input>");
  return { flags, stories: played, faults, operation, given, env: assigned(env, "<NAME>") };
}

function assigned(assignments: readonly string[], what: string): Texts {
  const pairs = assignments.map((assignment) => {
    const end = assignment.indexOf("=");
    if (end < 1) throw new UsageError(`${assignment} is not of the form ${what}=<value>.`);
    return [assignment.slice(0, end), assignment.slice(end + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function split(args: string[]) {
  const flag = { type: "boolean", default: false } as const;
  try {
    const options = {
      ...{ help: flag, debug: flag, src: flag, empty: flag },
      story: { type: "string" },
      fault: { type: "string", multiple: true },
      env: { type: "string", multiple: true },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const { story, fault, env, ...flags } = values;
    return { story, fault, env, flags, positionals };
  } catch (error) {
    const [reason = ""] = String((error as Error).message).split(". ");
    throw new UsageError(`${reason}.`);
  }
}

/** The exit code. */
async function run({ flags, stories, faults, operation, given, env }: CommandLine): Promise<number> {
  if (flags.help) {
    print(help);
    return 0;
  }
  const options = { main: mains[flags.src ? "src" : "dist"], debug: flags.debug, write: print };
  if (operation !== undefined) return playOne({ operation, ...given }, env, flags.empty, faults, options);
  let holds = true;
  for (const [index, story] of stories.entries()) {
    if (index > 0) print("\n");
    holds = (await playStory(story, options)) && holds;
  }
  print(ending(stories, holds));
  return holds ? 0 : 1;
}

/** What happened, and what to try next. */
function ending(played: readonly Story[], holds: boolean): string {
  const steps = played.flatMap((story) => story.steps.filter((step) => "inputs" in step));
  const told = played.length === 1 ? "1 story" : `${played.length} stories`;
  return `
${holds ? `All ${steps.length} steps in ${told} did what they should.` : `Not all of ${steps.length} steps in ${told} did what they should: look for ✗.`}
Neon and GitHub were played by this repository: nothing left this machine.
One story again:       npm run demo -- --story ${played.at(-1)?.name}
A step of your own:    npm run demo -- add-domain branch_name=main domain=https://app.example.com
One that goes wrong:   npm run demo -- --fault "POST after:reset" create-integration --empty
`;
}

async function playOne(
  given: Given,
  env: Texts,
  empty: boolean,
  faults: readonly Planned[],
  options: Options,
): Promise<number> {
  const refuses = faults.some(({ fault }) => fault.kind === "refuse");
  await using neon = await openNeon(secrets.NEON_API_KEY, refuses ? { tls: "good" } : {});
  const branched = needsBranch(given) || namesBranch(given);
  if (!empty) addIntegration(neon, branched && given.auth_provider !== "stack" && given.scope !== "project");
  for (const { match, fault } of faults) neon.next(match, fault);
  const step = {
    ...(needsBranch(given) && !namesBranch(given) && { branch_id: branchId }),
    // Long enough to look on, short enough for a fault that only the end of the step ends.
    ...(faults.length > 0 && { timeout_seconds: "10" }),
    ...given,
  };
  const secretInputs = Object.entries(given).filter(([name]) => isSecret(name));
  const masks = createMasks([neon.apiKey, ...secretInputs.map(([, value]) => value), ...Object.values(env)]);
  const place = {
    neon,
    masks,
    env,
    // npm goes to its package first.
    workspace: process.env.INIT_CWD ?? process.cwd(),
    timeoutMs: 30_000 + 1000 * (Number(given.timeout_seconds) || 0),
  };
  const { conclusion, exitCode } = await playStep(given.operation, step, { ...options, ...place });
  if (faults.length > 0) showFaults(neon, faults, options.write);
  return conclusion === "success" ? 0 : exitCode || 1;
}

type Given = Texts & { readonly operation: string };

/** Whether the operation, in the scope that is asked for, has no route without a branch. */
function needsBranch({ operation, scope = "auto" }: Given): boolean {
  const fits = (candidate: Scope | undefined) => scope === "auto" || scope === candidate;
  const candidates = operations.get(operation)?.filter((endpoint) => fits(endpoint.scope)) ?? [];
  return candidates.length > 0 && candidates.every(({ required }) => required.includes("branch_id"));
}

const namesBranch = (given: Given): boolean => Object.keys(given).some((name) => name.includes("branch"));

function addIntegration({ state }: Neon, branchScoped: boolean): void {
  const auth = state.enableAuth(state.branch(project.id, branchId), branchScoped ? "better_auth" : "stack");
  // Better Auth has shared keys for Google only.
  const own = { type: "standard", client_id: "demo", client_secret: secrets.GOOGLE_CLIENT_SECRET } as const;
  auth.oauthProviders.push({ id: "github", ...(branchScoped ? own : { type: "shared" }) });
  auth.users.push({ id: userId, email: "user@example.com", name: "User", roles: [] });
}

/** A workflow takes such an input from a secret, which the runner masks before any step. */
function isSecret(name: string): boolean {
  const declared = allInputs;
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
