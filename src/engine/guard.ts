import * as z from "zod/mini";
import { readEvent } from "../github/event.ts";
import { InputError } from "../ground/errors.ts";
import { inert } from "../ground/inert.ts";
import { type Branch, branchById } from "../neon/branches.ts";
import type { Reader } from "../neon/client.ts";
import type { Leave, LocatedStep } from "./operation.ts";

/**
 * The one place that decides whether a step may write, at Neon or at GitHub. Gives no leave to what only reads
 * and to a dry run. Throws an `InputError` if the step must not go on.
 */
export async function guard(step: LocatedStep, neon: Reader): Promise<Leave | undefined> {
  const { operation, values } = step;
  if (values.dry_run || !(operation.writes || values.github_secrets || values.github_variables))
    return undefined;
  refuseUntrusted(values, process.env);
  if (operation.irreversible) await confirmed(step, neon);
  return operation.writes ? ({} as Leave) : undefined;
}

const repository = () => z.object({ full_name: z.string() });
const event = () =>
  z.object({
    repository: repository(),
    pull_request: z.optional(z.object({ head: z.object({ repo: z.nullish(repository()) }) })),
    workflow_run: z.optional(z.object({ head_repository: z.nullish(repository()) })),
    issue: z.optional(z.object({ pull_request: z.optional(z.unknown()) })),
  });

/**
 * These events run with the secrets of the repository, though somebody from outside started them.
 * https://docs.github.com/en/actions/reference/security/secure-use
 */
function refuseUntrusted(values: LocatedStep["values"], environment: NodeJS.ProcessEnv): void {
  const name = environment.GITHUB_EVENT_NAME ?? "";
  if (values.allow_untrusted || !["pull_request_target", "workflow_run", "issue_comment"].includes(name))
    return;
  const outside = startedOutside(name, environment.GITHUB_EVENT_PATH);
  if (outside)
    throw new InputError([
      `This run was started by \`${name}\`, ${outside}. It has the secrets of the repository, so the step refuses to write. If nothing of the outside code or text reaches this job, set \`allow_untrusted: true\`.`,
    ]);
}

/** Why the run counts as started from outside. What cannot be read counts too. */
function startedOutside(name: string, path: string | undefined): string | undefined {
  const { success, data } = z.safeParse(event(), readEvent(path));
  if (!success) return "and its event could not be read";
  const here = data.repository.full_name;
  if (name === "issue_comment")
    return data.issue && data.issue.pull_request === undefined
      ? undefined
      : "a comment on a pull request, whose head the event does not name";
  const head = name === "workflow_run" ? data.workflow_run?.head_repository : data.pull_request?.head.repo;
  return head?.full_name === here ? undefined : "whose head is in another repository";
}

/** What cannot be undone needs the name of what it hits, where that is the default or a protected branch. */
async function confirmed({ operation: asked, values }: LocatedStep, neon: Reader): Promise<void> {
  const { operation, scope } = asked;
  const { confirm, project_id = "", branch_id = "" } = values;
  if (scope === "project") {
    if (confirm !== project_id)
      throw new InputError([
        `\`${operation}\` cannot be undone and hits the whole project: set \`confirm\` to the ID of the project, \`${project_id}\`.`,
      ]);
    return;
  }
  if (confirm === branch_id) return;
  const branch = await branchById(neon, project_id, branch_id);
  if (confirm === branch.name) return;
  if (confirm !== undefined)
    throw new InputError([
      `\`confirm\` is neither the ID nor the name of the branch, \`${branch_id}\` or \`${nameOf(branch)}\`: \`${operation}\` was not carried out.`,
    ]);
  const danger = dangerOf(branch);
  if (danger)
    throw new InputError([
      `\`${operation}\` cannot be undone, and ${danger}: set \`confirm\` to its ID or name.`,
    ]);
}

/** Why a branch must be confirmed. What Neon does not say counts as a reason. */
function dangerOf(branch: Branch): string | undefined {
  const called = `branch \`${nameOf(branch)}\``;
  if (branch.default) return `${called} is the default one`;
  if (branch.protected) return `${called} is protected`;
  return branch.default === undefined || branch.protected === undefined
    ? `Neon does not say whether ${called} is the default one or protected`
    : undefined;
}

const nameOf = ({ name }: Branch): string => inert(name, 100);
