import { InputError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import { branchByName, defaultBranch } from "../neon/branches.ts";
import type { Reader } from "../neon/client.ts";
import type { LocatedStep, Named, Step } from "./operation.ts";
import type { Outcome } from "./outcome.ts";

/**
 * The step with the ID of its branch, looked up unless the ID itself was given. Nothing, if no branch has the name
 * and the step deletes what may be missing.
 */
export async function locate(step: Step, neon: Reader): Promise<LocatedStep | undefined> {
  const { operation, branch, values } = step;
  const { project_id = "" } = values;
  if (operation.needs === "nothing") return { ...step, where: undefined };
  if (!branch) return { ...step, where: `project ${project_id}` };
  const found = await find(branch, project_id, neon);
  if ("id" in found)
    return {
      ...step,
      values: { ...values, branch_id: found.id },
      where: `project ${project_id}, branch ${found.id}`,
      ...("name" in found && { branchName: found.name }),
    };
  if (mayBeMissing(step)) return undefined;
  throw new InputError([`\`branch_name\`: ${found.missing}. Nothing was changed.`]);
}

async function find(
  branch: Named,
  project: string,
  neon: Reader,
): Promise<{ readonly id: string; readonly name?: string } | { readonly missing: string }> {
  if ("id" in branch) return branch;
  const found =
    "name" in branch ? await branchByName(neon, project, branch.name) : await defaultBranch(neon, project);
  if ("missing" in found) return found;
  info(`Branch ${found.name} has the ID ${found.id}.`);
  return found;
}

const mayBeMissing = ({ operation, values }: Step): boolean =>
  operation.optional.includes("if_missing") && values.if_missing === "ignore";

/** What became of a step that deletes on a branch that is not there: all that it would delete is gone with it. */
export function goneWithBranch({ branch }: Step): Outcome {
  const name = branch && "name" in branch ? branch.name : "";
  const reading = {
    data: {},
    outputs: {},
    warnings: [
      `No branch of the project has exactly the name \`${name}\` (upper and lower case matter). If it should be there, check \`branch_name\`.`,
    ],
    next: () => [],
    done: () => "There is no such branch, so there is nothing to delete.",
  };
  return { reading, changed: false };
}
