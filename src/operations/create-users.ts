import { statusOf } from "../engine/doubt.ts";
import type { Progress, Values, Writer } from "../engine/operation.ts";
import type { Outcome } from "../engine/outcome.ts";
import { waitForSync } from "../engine/sync.ts";
import { describe } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Endpoint } from "../record/endpoint.ts";
import { readUsers, type User } from "./users-file.ts";

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

/** `create-user` with what is its own: many users from a file, and waiting until they are in the database. */
export function withFile<E extends Endpoint>(create: E, setRoles: Endpoint): E {
  return {
    ...create,
    outputs: [...create.outputs, "users"],
    later: ["users"],
    begin: async ({ values }) => {
      const users = values.users_file === undefined ? undefined : await readUsers(values.users_file);
      return {
        writes: true,
        preview: (given) => (users ?? [{}]).flatMap((user) => create.preview({ ...given, ...user })),
        run: async (step, session) => {
          const outcome = users
            ? await createUsers({ create, setRoles, values: step.values, session }, users)
            : await create.prepare(step.values).run(session);
          const { wait_for_sync, database_url, auth_provider = "" } = values;
          if (!wait_for_sync || !database_url) return outcome;
          const made = (outcome.reading.outputs.users ?? [outcome.reading.outputs]) as readonly Made[];
          const ids = made.map(({ auth_user_id }) => auth_user_id).filter((id) => id !== undefined);
          const later = () => waitForSync(ids, auth_provider, database_url, session.budget).then(() => ({}));
          return { ...outcome, later };
        },
      };
    },
  };
}

type Made = Pick<Line, "auth_user_id">;

interface Making {
  readonly create: Endpoint;
  readonly setRoles: Endpoint;
  readonly values: Values;
  readonly session: Writer;
}

/** Creates the users of a file side by side. One that fails stops no other one, but a key that is refused does. */
async function createUsers(making: Making, users: readonly User[]): Promise<Outcome> {
  const lines: Line[] = [];
  const waiting = users.entries();
  let stopped: unknown;
  let shownAt = Date.now();

  const work = async (): Promise<void> => {
    for (const [index, user] of waiting) {
      if (stopped) return;
      lines[index] = await createOne(making, user).catch((error: unknown) => {
        if ([401, 403].includes(statusOf(error) ?? 0)) stopped ??= error;
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

async function createOne({ create, setRoles, values, session }: Making, user: User): Promise<Line> {
  const { roles, ...person } = user;
  const own: Progress = { changed: false, requestId: undefined };
  const apart = session.apart(own);
  try {
    const made = await patiently(apart, create, { ...values, ...person });
    const { auth_user_id } = made.reading.outputs as Made;
    const line: Line = { email: user.email, auth_user_id, state: made.changed ? "created" : "exists" };
    if (!roles || !auth_user_id) return line;
    return await patiently(apart, setRoles, { ...values, auth_user_id, roles }).then(
      () => line,
      (error: unknown) => ({
        ...line,
        reason: `its roles were not set, which set-user-roles can do: ${describe(error)}`,
      }),
    );
  } finally {
    session.progress.changed ||= own.changed;
    session.progress.requestId = own.requestId ?? session.progress.requestId;
  }
}

/** Too fast is no reason to fail while there is time: the client waits its turn. */
async function patiently(session: Writer, endpoint: Endpoint, values: object): Promise<Outcome> {
  for (;;)
    try {
      return await endpoint.prepare(values).run(session);
    } catch (error) {
      if (statusOf(error) !== 429 || session.budget.signal.aborted) throw error;
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
