/** Runs the action as GitHub would, against a Neon embedded in the repository. `npm run demo -- --help` says more. */
import { parseArgs } from "node:util";
import { operations } from "../src/operations/index.ts";
import { faultNames, parseFault } from "./demo/faults.ts";
import { type OwnJob, type OwnStep, playOwn, userId } from "./demo/own.ts";
import { playStory } from "./demo/play.ts";
import { stories } from "./demo/stories.ts";
import { project, type Story } from "./demo/story.ts";
import { mains } from "./process/action.ts";

/** Some have an endpoint in each of Neon's APIs: the first one says what it is about. */
const about = [...Map.groupBy(operations, ({ operation }) => operation)].map(
  ([operation, [first]]) => [operation, first?.about.split(/(?<=\.) /)[0]] as const,
);
const widest = Math.max(...about.map(([operation]) => operation.length));

const help = `Runs this action against a Neon and a GitHub embedded in the repository, and shows what GitHub would show.

  npm run demo                                      all stories, one line for each step
  npm run demo -- --story <name> [--all]            one of them; --all prints everything
  npm run demo -- <operation> [<input>=<value> …]   one step with inputs of your own
  npm run demo -- <step> --then <step> [--then …]   several steps of one job

Stories
${stories.map(({ name, title }) => `  ${name.padEnd(widest)}  ${title}`).join("\n")}

Your steps find project ${project.id} with its default branch ${project.defaultBranch.id}, named ${project.defaultBranch.name}. It has an integration, with OAuth
provider github and user ${userId}: a Better Auth one if a step names a branch
or can only work on one, else a Stack Auth one. api_key, api_host and project_id are filled in, github_token where the
step needs it, and branch_id where the operation cannot do without one or another step works on one. Give any of
them to have it otherwise. Files are found from where npm was called; Neon and GitHub are new in every run.

Each step runs, whatever became of the ones before it. '\${{ steps.1.outputs.changed }}' in an input is an output of
the first step; take single quotes, so that the shell leaves it alone. Masks and what export_env sets last for the job.

Options
  --then    begins the next step
  --env     <NAME>=<value>: a variable of your steps, masked like a secret; several for several
  --fault   what goes wrong in the step where it is written, once: [<method> ][after:]<fault>[x<times>]
            Several come in this order. Faults: ${faultNames.slice(0, 7).join(", ")},
            ${faultNames.slice(7).join(", ")} or a status.
            after: Neon carries the request out all the same. x* stands for every time.
            Each step gets 10 seconds then unless timeout_seconds is given.
  --empty   your steps find the project without an integration
  --story   play this story only
  --all     print all of each step of a story, and all that was checked
  --debug   show the debug log too, and print all
  --src     run src/main.ts instead of dist/index.js
  --help    show this

Operations; the README lists the inputs of each
${about.map(([operation, sentence]) => `  ${operation.padEnd(widest)}  ${sentence}`).join("\n")}

Examples
  npm run demo -- add-oauth-provider oauth_provider_id=google client_id=abc client_secret=xyz
  npm run demo -- plan-config config_file=neon-auth.yml environment=production
  npm run demo -- --fault after:reset create-integration --empty     the answer to the first request is lost
  npm run demo -- --fault "POST 503x2" generate-sdk-keys             two POSTs are answered with 503, then all is well
  npm run demo -- --fault "GET hang" --fault refuse list-domains     a read is never answered, a connection refused

Keys are stored as GitHub secrets; a second run finds them there
  npm run demo -- --empty create-integration auth_provider=stack github_secrets=KEY=secret_server_key \\
    --then create-integration auth_provider=stack github_secrets=KEY=secret_server_key

One job seals, another one opens
  npm run demo -- --empty create-integration auth_provider=stack seal_key=0123456789abcdef \\
    --then open 'sealed=\${{ steps.1.outputs.sealed }}' seal_key=0123456789abcdef
`;

const usage =
  "npm run demo -- [--debug] [--src] [--all] [--story <name>] | [--empty] [--env <NAME>=<value>]… [--fault <fault>]… <operation> [<input>=<value> …] [--then …]";

/** The command line cannot be understood. */
class UsageError extends Error {}

interface CommandLine {
  readonly flags: Readonly<Record<"help" | "debug" | "src" | "all", boolean>>;
  readonly stories: readonly Story[];
  readonly own: OwnJob | undefined;
}

type Texts = Readonly<Record<string, string>>;

function parse(args: string[]): CommandLine {
  const parts = partsOf(args).map(parsePart);
  const has = (flag: "help" | "debug" | "src" | "all" | "empty") => parts.some(({ values }) => values[flag]);
  const [story] = parts.flatMap(({ values }) => values.story ?? []);
  const env = parts.flatMap(({ values }) => values.env ?? []);
  const isOwn = parts.some(({ positionals }) => positionals.length > 0);
  if (story !== undefined && isOwn)
    throw new UsageError("--story is for the stories, not for steps of your own.");
  if (has("all") && isOwn)
    throw new UsageError("--all is for the stories: steps of your own are printed whole.");
  const played = stories.filter(({ name }) => story === undefined || name === story);
  if (played.length === 0)
    throw new UsageError(`There is no story ${story}, but ${stories.map(({ name }) => name).join(", ")}.`);
  const forOwn = [
    ["--then", parts.length > 1],
    ["--empty", has("empty")],
    ["--env", env.length > 0],
    ["--fault", parts.some(({ values }) => values.fault !== undefined)],
  ] as const;
  const [misplaced] = forOwn.find(([, isGiven]) => isGiven && !isOwn) ?? [];
  if (misplaced) throw new UsageError(`${misplaced} is for steps of your own.`);
  return {
    flags: { help: has("help"), debug: has("debug"), src: has("src"), all: has("all") },
    stories: played,
    own: isOwn
      ? { steps: parts.map(readStep), env: assigned(env, "<NAME>"), empty: has("empty") }
      : undefined,
  };
}

/** What stands between one `--then` and the next. */
function partsOf(args: readonly string[]): string[][] {
  const parts: [string[], ...string[][]] = [[]];
  for (const arg of args) {
    if (arg === "--then") parts.push([]);
    else parts.at(-1)?.push(arg);
  }
  return parts;
}

function parsePart(args: string[]) {
  const flag = { type: "boolean", default: false } as const;
  const several = { type: "string", multiple: true } as const;
  try {
    const options = {
      ...{ help: flag, debug: flag, src: flag, all: flag, empty: flag },
      ...{ fault: several, env: several },
      story: { type: "string" },
    } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [reason = ""] = String((error as Error).message).split(". ");
    throw new UsageError(`${reason}.`);
  }
}

function readStep({ positionals, values: { fault = [] } }: ReturnType<typeof parsePart>): OwnStep {
  const [operation, ...assignments] = positionals;
  if (operation === undefined) throw new UsageError("Each step has an operation, before and after --then.");
  if (operation.includes("=")) throw new UsageError("The operation comes first, then its inputs.");
  return { operation, given: assigned(assignments, "<input>"), faults: fault.map(readFault) };
}

function readFault(text: string) {
  const planned = parseFault(text);
  if (planned) return planned;
  throw new UsageError(
    `There is no fault ${text}, but [<method> ][after:]<fault>[x<times>] with ${faultNames.join(", ")} or a status.`,
  );
}

function assigned(assignments: readonly string[], what: string): Texts {
  const pairs = assignments.map((assignment) => {
    const end = assignment.indexOf("=");
    if (end < 1) throw new UsageError(`${assignment} is not of the form ${what}=<value>.`);
    return [assignment.slice(0, end), assignment.slice(end + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

/** The exit code. */
async function run({ flags, stories: played, own }: CommandLine): Promise<number> {
  if (flags.help) {
    print(help);
    return 0;
  }
  const { src, debug, all } = flags;
  const options = { main: mains[src ? "src" : "dist"], debug, whole: all || debug, write: print };
  if (own) return playOwn(own, options);
  let holds = true;
  for (const [index, story] of played.entries()) {
    if (index > 0) print("\n");
    holds = (await playStory(story, options)) && holds;
  }
  print(ending(played, holds, options.whole));
  return holds ? 0 : 1;
}

/** What happened, and what to try next. */
function ending(played: readonly Story[], holds: boolean, whole: boolean): string {
  const steps = played.flatMap((story) => story.steps.filter((step) => "inputs" in step));
  const told = played.length === 1 ? "1 story" : `${played.length} stories`;
  const failing = steps.filter(({ expect }) => expect.fails).length;
  const result = holds
    ? `All ${steps.length} steps in ${told} did what they should${failing > 0 ? `; ${failing} of them had to fail` : ""}.`
    : `Not all of ${steps.length} steps in ${told} did what they should: look for "What was checked".`;
  return `
${result}
Neon and GitHub were played by this repository: nothing left this machine.
${whole ? "One story again:       npm run demo --" : "All of one story:      npm run demo -- --all"} --story ${played.at(-1)?.name}
Steps of your own:     npm run demo -- create-integration --then add-domain domain=https://app.example.com
One that goes wrong:   npm run demo -- --fault "POST after:reset" create-integration --empty
`;
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
