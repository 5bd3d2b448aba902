/**
 * A stand-in for GitHub's runner: runs one step as a process and shows what the runner would show.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { completeInputs } from "./action-yml.ts";
import { splitLines } from "./commands.ts";
import { ENVIRONMENT_LIMIT, parseEntries, SUMMARY_LIMIT } from "./files.ts";
import { runInProcess } from "./in-process.ts";
import { createMasks, type Masks } from "./masks.ts";
import { runProcess } from "./process.ts";
import { type Annotation, createTranscript, type Transcript } from "./transcript.ts";

export { createMasks, type Masks } from "./masks.ts";
export type { Annotation } from "./transcript.ts";

export interface Step {
  /** Path of the script, `.js` or `.ts`. */
  main: string;
  inputs?: Record<string, string>;
  /** On top of the runner's variables, which `undefined` removes. Nothing else is inherited but `PATH`. */
  env?: Record<string, string | undefined>;
  /** As in a run with debug logging: `RUNNER_DEBUG=1`, and debug messages are shown. */
  debug?: boolean;
  /** Path of the Node to run it with. Default: the one that runs this. */
  node?: string;
  /** The text of an `action.yml`. Adds its defaults, and warnings about inputs that it does not declare. */
  actionYml?: string;
  /** Sent once `when` is fulfilled. */
  signal?: { name: NodeJS.Signals; when: Promise<unknown> };
  /** After this the process is killed, and a violation says so. Default: 30 seconds. */
  timeoutMs?: number;
  /** The job's masks, to which the step adds its own. Default: a job of its own. */
  masks?: Masks;
  /** The working directory, which is also the workspace. Default: an empty one. */
  cwd?: string;
  /** Runs a packed script in this process, which takes a tenth of the time. It can get no signal then. */
  inProcess?: boolean;
}

export interface StepResult {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  conclusion: "success" | "failure";
  /** As written, with nothing masked. */
  stdout: string;
  stderr: string;
  /** The lines as the runner shows them: commands carried out, secrets masked. */
  log: string[];
  annotations: Annotation[];
  /** The values that the step asked to mask, in order. */
  masks: string[];
  /** As later steps of the same job get them. */
  outputs: Record<string, string>;
  /** As other jobs get them: empty if a mask would change the value. */
  jobOutputs: Record<string, string>;
  env: Record<string, string>;
  path: string[];
  state: Record<string, string>;
  /** As shown: masked, and empty if it was too large. */
  summary: string;
  /** What a good action never does. */
  violations: string[];
  /** Ports of other hosts that the step connected to, or tried to, with the address before them. */
  connections: { address: string; port: number }[];
  /** The command files as written, with nothing masked. */
  files: Record<FileCommand, string>;
}

const FILE_COMMANDS = ["output", "env", "state", "path", "step_summary"] as const;
type FileCommand = (typeof FILE_COMMANDS)[number];

export async function runStep(step: Step): Promise<StepResult> {
  const temp = await mkdtemp(join(tmpdir(), "runner-"));
  try {
    return await runIn(temp, step);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function runIn(temp: string, step: Step): Promise<StepResult> {
  const masks = step.masks ?? createMasks();
  const transcript = createTranscript(masks, step.debug ?? false);
  const env = await environment(temp, step, transcript);
  const exit = await (step.inProcess ? runInProcess : runProcess)(step, env, env.GITHUB_WORKSPACE ?? temp);
  if (exit.timedOut) transcript.violations.push("was still running when its time was over");

  // The runner takes what stands on stderr first: masks of the same moment come too late for it.
  const errors = splitLines(exit.stderr);
  if (errors.length > 0) transcript.violations.push("wrote to stderr");
  for (const line of [...errors, ...splitLines(exit.stdout)]) transcript.read(line);
  transcript.end();

  const contents = FILE_COMMANDS.map(async (name) => [name, await readIfThere(fileOf(temp, name))] as const);
  const files = Object.fromEntries(await Promise.all(contents)) as Record<FileCommand, string>;
  const outputs = { ...transcript.outputs, ...readEntries("output", files.output, transcript) };
  const survives = (value: string) => masks.apply(value) === value;

  const result: Omit<StepResult, "conclusion"> = {
    exitCode: exit.exitCode,
    signal: exit.signal,
    stdout: exit.stdout,
    stderr: exit.stderr,
    log: transcript.log,
    annotations: transcript.annotations,
    masks: transcript.masks,
    outputs,
    jobOutputs: mapValues(outputs, (value) => (survives(value) ? value : "")),
    env: readEnvironment(files.env, transcript),
    path: splitLines(files.path).filter((line) => line !== ""),
    state: { ...transcript.state, ...readEntries("state", files.state, transcript) },
    summary: readSummary(files.step_summary, masks, transcript),
    violations: transcript.violations,
    connections: splitLines(exit.connections)
      .filter((line) => line !== "")
      .map((line) => line.split(" "))
      .map(([address = "", port]) => ({ address, port: Number(port) })),
    files,
  };
  return { ...result, conclusion: exit.exitCode === 0 && !transcript.failed ? "success" : "failure" };
}

async function environment(
  temp: string,
  step: Step,
  transcript: Transcript,
): Promise<Record<string, string>> {
  const workspace = step.cwd ?? join(temp, "workspace");
  const directories = [workspace, join(temp, "home"), join(temp, "temp")];
  await Promise.all(directories.map((directory) => mkdir(directory, { recursive: true })));
  await Promise.all(FILE_COMMANDS.map((name) => writeFile(fileOf(temp, name), "")));

  const node = step.node ?? process.execPath;
  const variables: Record<string, string | undefined> = {
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    HOME: join(temp, "home"),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "__neon_auth",
    GITHUB_ACTOR: "octocat",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_EVENT_NAME: "push",
    GITHUB_JOB: "build",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REF_NAME: "main",
    GITHUB_REPOSITORY: "octo-org/octo-repo",
    GITHUB_REPOSITORY_OWNER: "octo-org",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: "1658821493",
    GITHUB_RUN_NUMBER: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: "ffac537e6cbbf934b08745a378932722df287a53",
    GITHUB_WORKFLOW: "CI",
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: join(temp, "temp"),
    ...(step.debug ? { RUNNER_DEBUG: "1" } : {}),
    ...Object.fromEntries(FILE_COMMANDS.map((name) => [`GITHUB_${name.toUpperCase()}`, fileOf(temp, name)])),
  };

  let inputs = step.inputs ?? {};
  if (step.actionYml !== undefined) {
    const complete = completeInputs(step.actionYml, inputs, { ...variables, ...step.env });
    inputs = complete.inputs;
    for (const warning of complete.warnings) transcript.report("warning", warning);
  }
  for (const [name, value] of Object.entries(inputs)) {
    variables[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] = value;
  }
  const all = Object.entries({ ...variables, ...step.env });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function fileOf(temp: string, name: FileCommand): string {
  return join(temp, `${name}_file`);
}

/** A step may delete its files: the runner takes that for empty. */
async function readIfThere(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}

function readEntries(name: FileCommand, text: string, transcript: Transcript): Record<string, string> {
  const { entries, fault } = parseEntries(text);
  if (fault !== undefined) transcript.fail(`Unable to process file command '${name}' successfully.`, fault);
  return entries;
}

function readEnvironment(text: string, transcript: Transcript): Record<string, string> {
  const entries = readEntries("env", text, transcript);
  for (const [name, value] of Object.entries(entries)) {
    if (name.toUpperCase() === "NODE_OPTIONS") {
      transcript.report("error", `Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
      transcript.violations.push(`exported ${name}`);
      delete entries[name];
    }
    if (Buffer.byteLength(`${name}=${value}`) >= ENVIRONMENT_LIMIT) {
      transcript.violations.push(`exported ${name}, which is too long for the next process to start`);
    }
  }
  return entries;
}

function readSummary(text: string, masks: Masks, transcript: Transcript): string {
  const size = Buffer.byteLength(text);
  if (size > SUMMARY_LIMIT) {
    const sizes = `supports content up to a size of ${SUMMARY_LIMIT / 1024}k, got ${Math.floor(size / 1024)}k.`;
    transcript.report("error", `$GITHUB_STEP_SUMMARY upload aborted, ${sizes}`);
    transcript.violations.push("wrote a summary that is too large");
    return "";
  }
  return splitLines(text)
    .map((line) => `${masks.apply(line)}\n`)
    .join("");
}

function mapValues(record: Record<string, string>, map: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
