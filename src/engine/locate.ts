import { info } from "../ground/log.ts";
import { branchByName, defaultBranch } from "../neon/branches.ts";
import type { Neon } from "../neon/client.ts";
import type { Step } from "../step/step.ts";

/** The step with the ID of its branch, looked up unless the ID itself was given. */
export async function locate(step: Step, neon: Neon): Promise<Step> {
  const { project_id, branch_name, default_branch } = step.values;
  if (branch_name === undefined && !default_branch) return step;
  const { id, name } = branch_name
    ? await branchByName(neon, project_id, branch_name)
    : await defaultBranch(neon, project_id);
  info(`Branch ${name} has the ID ${id}.`);
  return { ...step, values: { ...step.values, branch_id: id } };
}

/** Where a step works, for a person. */
export const placeOf = ({ values: { project_id, branch_id } }: Step): string =>
  `project ${project_id}${branch_id ? `, branch ${branch_id}` : ""}`;
