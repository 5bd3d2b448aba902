import { carryOut, type Outcome } from "../engine/engine.ts";
import type { Progress } from "../engine/session.ts";
import type { Budget } from "../ground/budget.ts";
import { ApiError, describe } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Neon } from "../neon/client.ts";
import type { Step } from "../step/step.ts";
import { createBranchUser, createUser, setUserRoles } from "./users.ts";
import type { User } from "./users-file.ts";

/** Requests under way at once. The client slows down by itself when Neon says that it is too fast. */
const AT_ONCE = 64;
/** Milliseconds between two lines of progress. */
const EVERY = 5000;

/** What became of one user of the file. */
interface Line {
  readonly email: string;
  readonly state: "created" | "exists" | "failed";
  readonly auth_user_id?: string | undefined;
  readonly reason?: string;
}

/** Creates the users of a file side by side. One that fails stops no other one, but a key that is refused does. */
export async function createUsers(
  step: Step,
  users: readonly User[],
  neon: Neon,
  progress: Progress,
  budget: Budget,
): Promise<Outcome> {
  const lines: Line[] = [];
  const waiting = users.entries();
  let stopped: unknown;
  let shownAt = Date.now();

  const work = async (): Promise<void> => {
    for (const [index, user] of waiting) {
      if (stopped) return;
      lines[index] = await createOne(step, user, neon, progress, budget).catch((error: unknown) => {
        if (error instanceof ApiError && [401, 403].includes(error.status)) stopped ??= error;
        return { email: user.email, state: "failed", reason: describe(error) };
      });
      if (Date.now() - shownAt > EVERY) {
        shownAt = Date.now();
        info(`${lines.filter(Boolean).length} of ${users.length} users.`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, users.length) }, work));
  if (stopped) throw stopped;

  const count = (state: Line["state"]) => lines.filter((line) => line.state === state).length;
  const said = `${count("created")} created, ${count("exists")} there already, ${count("failed")} failed.`;
  const reading = {
    data: { users: lines },
    outputs: { users: lines },
    warnings: rolesLeft(users, lines),
    next: () => [],
    done: () => `Users: ${said}`,
  };
  return {
    reading,
    changed: count("created") > 0,
    ...(lines.some(({ reason }) => reason) && { failed: failure(lines, said) }),
  };
}

/** Neon does not tell the ID of a user who is there already, so their roles cannot be set. */
function rolesLeft(users: readonly User[], lines: readonly Line[]): string[] {
  const left = lines.filter(({ state }, index) => state === "exists" && users[index]?.roles).length;
  return left === 0
    ? []
    : [`${left} ${left === 1 ? "user was" : "users were"} there already: their roles were left as they are.`];
}

/** Too fast is no reason to fail while there is time: the client waits its turn. */
async function createOne(
  step: Step,
  user: User,
  neon: Neon,
  progress: Progress,
  budget: Budget,
): Promise<Line> {
  const { values } = step;
  const endpoint = step.endpoint.scope === "project" ? createUser : createBranchUser;
  const { roles, ...person } = user;
  const own: Progress = { changed: false, requestId: undefined };
  const patiently = async (one: Step): Promise<Outcome> => {
    for (;;)
      try {
        return await carryOut(one, neon, own);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 429 && !budget.signal.aborted)) throw error;
      }
  };
  try {
    const { reading, changed } = await patiently({ ...step, endpoint, values: { ...values, ...person } });
    const { auth_user_id } = reading.outputs as { auth_user_id?: string };
    const line: Line = { email: user.email, auth_user_id, state: changed ? "created" : "exists" };
    if (!roles || !auth_user_id) return line;
    return await patiently({
      ...step,
      endpoint: setUserRoles,
      values: { ...values, auth_user_id, roles },
    }).then(
      () => line,
      (error: unknown) => ({
        ...line,
        reason: `its roles were not set, which set-user-roles can do: ${describe(error)}`,
      }),
    );
  } finally {
    progress.changed ||= own.changed;
    progress.requestId = own.requestId ?? progress.requestId;
  }
}

function failure(lines: readonly Line[], said: string): Error {
  const reasons = lines.flatMap(({ reason }, index) => (reason ? [`User ${index + 1}: ${reason}`] : []));
  const shown = reasons.slice(0, 5).map((reason) => `- ${reason}`);
  const more = reasons.length - shown.length;
  const rest = more > 0 ? [`- … and ${more} more, in output \`users\`.`] : [];
  return new Error(
    [
      `Not all users are as asked for: ${said} Run the step again for those that failed.`,
      ...shown,
      ...rest,
    ].join("\n"),
  );
}
