/** What the recipes use besides this action, played on the embedded Neon. */
import { appendFile, chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import type { Github } from "../emulator/github/server.ts";
import type { Access, Permission, Permissions } from "../emulator/github/tokens.ts";
import type { Neon } from "../emulator/server.ts";
import type { Branch, Project } from "../emulator/state.ts";
import type { Masks } from "../runner/masks.ts";
import { files } from "./readme.ts";

type Texts = Readonly<Record<string, string>>;

/** A GitHub App that is installed in the repository. */
export interface App {
  readonly clientId: string;
  readonly privateKey: string;
  readonly permissions: Permissions;
}

/** Where a step of somebody else's action runs. */
export interface Around {
  readonly neon: Neon;
  readonly github: Github;
  readonly app: App;
  /** `owner/name` */
  readonly repository: string;
  readonly workspace: string;
  readonly masks: Masks;
}

/** Somebody else's action. */
export interface StandIn {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly play: (inputs: Texts, around: Around) => Promise<Texts>;
}

/** Of those that version 3 has, what a token for this action may need. There is none for variables. */
const permissionInputs: Readonly<Record<string, Permission>> = {
  "permission-dependabot-secrets": "dependabot_secrets",
  "permission-environments": "environments",
  "permission-organization-secrets": "organization_secrets",
  "permission-secrets": "secrets",
};

export const standIns: Readonly<Record<string, StandIn>> = {
  "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd": {
    inputs: ["persist-credentials"],
    outputs: [],
    async play(_, { workspace }) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(workspace, path)), { recursive: true });
        await writeFile(join(workspace, path), content);
      }
      for (const name of scripts) await chmod(join(workspace, name), 0o755);
      return {};
    },
  },
  "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f": {
    inputs: ["name", "path", "if-no-files-found"],
    outputs: ["artifact-id"],
    async play({ path = "" }, { workspace }) {
      // What begins with a dot is left out unless it is asked for, and so is what lies below it.
      if (/(?:^|\/)\./.test(normalize(path)))
        throw new Error(`${path} is hidden, so that it is not uploaded`);
      await readFile(join(workspace, path));
      return { "artifact-id": "1" };
    },
  },
  "actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1": {
    inputs: ["client-id", "private-key", ...Object.keys(permissionInputs)],
    outputs: ["token"],
    async play({ "client-id": clientId, "private-key": privateKey, ...asked }, around) {
      const { github, app, masks, repository } = around;
      if (clientId !== app.clientId || privateKey !== app.privateKey)
        throw new Error("there is no App with this client ID and private key");
      const permissions = permissionsFor(asked, app);
      const token = github.addToken({ kind: "app", permissions, repositories: [repository] });
      masks.add(token);
      return { token };
    },
  },
  "neondatabase/create-branch-action@72ed4f69a12b6be9c16aebfad893f6a21e9aba8b": {
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
  "neondatabase/delete-branch-action@4468d825d5a88ef4012f1705a82f02ec3072f776": {
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

/** Exactly those that are asked for. Nothing asked for would mean all that the App has. */
function permissionsFor(asked: Texts, { permissions: granted }: App): Permissions {
  const wanted = Object.entries(asked).map(([input, access]): [Permission, Access] => {
    const permission = permissionInputs[input];
    if (!permission || (access !== "read" && access !== "write"))
      throw new Error(`${input} cannot be ${access}`);
    if (granted[permission] !== "write" && granted[permission] !== access)
      throw new Error(`the App is not granted ${permission}: ${access}`);
    return [permission, access];
  });
  if (wanted.length === 0) throw new Error("the token would have every permission of the App");
  return Object.fromEntries(wanted);
}

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

/** On `PATH`, and in the repository. A recipe that calls anything else fails. */
const commands = ["npm"];
const scripts = ["deploy.sh"];

/** Puts stubs in the place of all commands; each writes down its environment. Scripts start once they are checked out. */
export async function stubCommands(directory: string, workspace: string) {
  const bin = join(directory, "bin");
  const record = join(directory, "called");
  await mkdir(bin, { recursive: true });
  await appendFile(record, "");
  const write = (path: string, command: string, mode: number) =>
    writeFile(
      path,
      `#!${process.execPath}
const [, , ...args] = process.argv;
const line = JSON.stringify({ command: ${JSON.stringify(command)}, args, env: process.env });
require("node:fs").appendFileSync(${JSON.stringify(record)}, line + "\\n");
`,
      { mode },
    );
  await Promise.all([
    ...commands.map((name) => write(join(bin, name), name, 0o755)),
    ...scripts.map((name) => write(join(workspace, name), name, 0o644)),
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
