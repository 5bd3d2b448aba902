import { info } from "../ground/log.ts";
import { branchByName, defaultBranch } from "../neon/branches.ts";
import type { Reader } from "../neon/client.ts";
import type { LocatedStep, Named, Step } from "./operation.ts";

/** The step with the ID of its branch, looked up unless the ID itself was given. */
export async function locate(step: Step, neon: Reader): Promise<LocatedStep> {
  const { operation, branch, values } = step;
  const { project_id = "" } = values;
  if (operation.needs === "nothing") return { ...step, where: undefined };
  if (!branch) return { ...step, where: `project ${project_id}` };
  const branch_id = await idOf(branch, project_id, neon);
  return { ...step, values: { ...values, branch_id }, where: `project ${project_id}, branch ${branch_id}` };
}

async function idOf(branch: Named, project: string, neon: Reader): Promise<string> {
  if ("id" in branch) return branch.id;
  const { id, name } =
    "name" in branch ? await branchByName(neon, project, branch.name) : await defaultBranch(neon, project);
  info(`Branch ${name} has the ID ${id}.`);
  return id;
}
