/** What the recipes use besides this action, played on the embedded Neon. */
import { appendFile, chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Neon } from "../emulator/server.ts";
import type { Branch, Project } from "../emulator/state.ts";
import { files } from "./readme.ts";

type Texts = Readonly<Record<string, string>>;

/** Somebody else's action. */
export interface StandIn {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly play: (inputs: Texts, place: { neon: Neon; workspace: string }) => Promise<Texts>;
}

export const standIns: Readonly<Record<string, StandIn>> = {
  "actions/checkout@v5": {
    inputs: [],
    outputs: [],
    async play(_, { workspace }) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(workspace, path)), { recursive: true });
        await writeFile(join(workspace, path), content);
      }
      return {};
    },
  },
  "neondatabase/create-branch-action@v6": {
    inputs: ["project_id", "api_key", "branch_name"],
    outputs: ["branch_id"],
    async play({ branch_name = "", ...inputs }, { neon }) {
      const project = projectOf(inputs, neon);
      const parent = neon.state.defaultBranch(project);
      const branch =
        branchOf(project, branch_name) ??
        neon.state.addBranch(project, { name: branch_name, parent_id: parent.id });
      return { branch_id: branch.id };
    },
  },
  "neondatabase/delete-branch-action@v3": {
    inputs: ["project_id", "api_key", "branch"],
    outputs: [],
    async play({ branch = "", ...inputs }, { neon }) {
      const project = projectOf(inputs, neon);
      const found = project.branches.get(branch) ?? branchOf(project, branch);
      if (!found) throw new Error(`there is no branch ${branch} to delete`);
      project.branches.delete(found.id);
      return {};
    },
  },
};

const branchOf = ({ branches }: Project, name: string): Branch | undefined =>
  [...branches.values()].find((branch) => branch.name === name);

function projectOf({ project_id = "", api_key }: Texts, neon: Neon): Project {
  const project = neon.state.projects.get(project_id);
  if (api_key !== neon.apiKey) throw new Error("the API key is not the one that Neon knows");
  if (!project) throw new Error(`there is no project ${project_id}`);
  return project;
}

/** A command that a `run` step called, and what it got. */
export interface Called {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Texts;
}

/** On `PATH`, and in the workspace. A recipe that calls anything else fails. */
const commands = ["npm"];
const scripts = ["store-secret.sh"];

/** Puts stubs in the place of all commands; each writes down its environment. */
export async function stubCommands(directory: string, workspace: string) {
  const bin = join(directory, "bin");
  const record = join(directory, "called");
  await mkdir(bin, { recursive: true });
  await appendFile(record, "");
  const write = (path: string, command: string) =>
    writeFile(
      path,
      `#!${process.execPath}
const [, , ...args] = process.argv;
const line = JSON.stringify({ command: ${JSON.stringify(command)}, args, env: process.env });
require("node:fs").appendFileSync(${JSON.stringify(record)}, line + "\\n");
`,
    ).then(() => chmod(path, 0o755));
  await Promise.all([
    ...commands.map((name) => write(join(bin, name), name)),
    ...scripts.map((name) => write(join(workspace, name), name)),
  ]);
  return {
    bin,
    /** What was called since the last time. */
    async called(): Promise<Called[]> {
      const lines = (await readFile(record, "utf8")).split("\n").filter(Boolean);
      await writeFile(record, "");
      return lines.map((line) => JSON.parse(line) as Called);
    },
  };
}
