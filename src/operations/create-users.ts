import type { Made, Person } from "../auth/sign-in.ts";
import { statusOf } from "../engine/doubt.ts";
import type { LocatedStep, Progress, Writer } from "../engine/operation.ts";
import type { Outcome, OutputValues, Reading } from "../engine/outcome.ts";
import { describe } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Call } from "../neon/call.ts";
import type { Endpoint } from "../record/endpoint.ts";
import type { User } from "./users-file.ts";

/** Requests under way at once. The client slows down by itself when Neon says that it is too fast. */
const AT_ONCE = 64;
/** Milliseconds between two lines of progress. */
const EVERY = 5000;

/** What became of one user. */
interface Line {
  readonly email: string;
  readonly state: "created" | "exists" | "failed";
  readonly auth_user_id?: string | undefined;
  readonly reason?: string;
}

/** IDs of users who were in the database before, by their emails in lower case. */
type Known = ReadonlyMap<string, string>;

interface Making {
  readonly create: Endpoint;
  readonly setRoles: Endpoint;
  readonly values: LocatedStep["values"];
  /** `undefined` without a database. */
  readonly known: Known | undefined;
  /** Makes users who can sign in; there only if some of them have a password. */
  readonly withPassword: ((person: Person) => Promise<Made>) | undefined;
}

/** `create-user` with what is its own: roles, many users from a file, and the database that knows the users. */
export function withUsers<E extends Endpoint>(create: E, setRoles: Endpoint): E {
  return {
    ...create,
    outputs: [...create.outputs, "users"],
    later: ["users"],
    begin: async ({ values }) => {
      const { users_file, wait_for_sync, database_url, auth_provider = "" } = values;
      const users =
        users_file === undefined
          ? undefined
          : await (await import("./users-file.ts")).readUsers(users_file, create.scope);
      return {
        writes: true,
        preview: async (step, session) => {
          const people: readonly Partial<User>[] = users ?? [step.values];
          if (people.some(({ password }) => password))
            await (await import("../auth/users.ts")).refuseUsers(step.values, people, session);
          const calls = people.flatMap((user) => callsFor(create, setRoles, step, user));
          return { calls, differences: [] };
        },
        run: async (step, session) => {
          const outcome = await createUsers(create, setRoles, step, session, users);
          if (!wait_for_sync || !database_url) return outcome;
          const ids = idsIn(outcome.reading.outputs);
          const later = async () => {
            const { waitForSync } = await import("../engine/sync.ts");
            await waitForSync(ids, auth_provider, database_url, session.budget);
            return {};
          };
          return { ...outcome, later };
        },
      };
    },
  };
}

/** What a dry run shows of one user. The ID in the path of its roles is not known before it is made. */
function callsFor(
  create: Endpoint,
  setRoles: Endpoint,
  { values }: LocatedStep,
  { roles, password, open: _, ...person }: Partial<User>,
): Call[] {
  const made = password ? signUpCall(person) : create.prepare({ ...values, ...person }).shown();
  if (!roles) return [made];
  return [made, setRoles.prepare({ ...values, roles, auth_user_id: "id-of-the-new-user" }).shown()];
}

/** The request that makes a user who can sign in goes to the auth service of the branch, and not to Neon's API. */
const signUpCall = ({ email = "", name = email }: Partial<User>): Call => ({
  method: "POST",
  path: "{base_url}/sign-up/email",
  body: JSON.stringify({ email, name, password: "***" }),
});

function idsIn(outputs: OutputValues): string[] {
  const made = (outputs.users ?? [outputs]) as readonly Pick<Line, "auth_user_id">[];
  return made.map(({ auth_user_id }) => auth_user_id).filter((id) => id !== undefined);
}

/** Creates the user of the inputs, or those of a file. A database that is given is reached before anything is written. */
async function createUsers(
  create: Endpoint,
  setRoles: Endpoint,
  { values }: LocatedStep,
  session: Writer,
  users: readonly User[] | undefined,
): Promise<Outcome> {
  const { email = "", name, roles, password, auth_provider = "", database_url } = values;
  const user: User = { email, ...(name && { name }), ...(roles && { roles }), ...(password && { password }) };
  const emails = (users ?? [user]).map((one) => one.email);
  const find = async () => (await import("../engine/sync.ts")).findUsers;
  const known = database_url && (await (await find())(emails, auth_provider, database_url, session.budget));
  const isSigningUp = (users ?? [user]).some((one) => one.password !== undefined);
  await using service = isSigningUp
    ? await (await import("../auth/users.ts")).openUsers(values, users ?? [user], session)
    : undefined;
  const making = { create, setRoles, values, known, withPassword: service?.ensure };
  if (users) return await createMany(making, users, session);

  const carry = (endpoint: Endpoint, given: object) => endpoint.prepare(given).run(session);
  const { line, reading } = await createOne(making, user, carry);
  const { auth_user_id, reason } = line;
  const { changed } = session.progress;
  const said = [reading.done(changed), ...(auth_user_id ? [] : [withoutId(known, roles ? 1 : 0)])];
  return {
    reading: {
      ...reading,
      ...(auth_user_id && { data: { id: auth_user_id }, outputs: { auth_user_id } }),
      done: () => said.join(" "),
    },
    changed,
    ...(reason && { failed: new Error(`The user is there, but ${reason}`) }),
  };
}

/** Why a user who is there already has no ID here, and how many users did not get their roles for that. */
function withoutId(known: Known | undefined, left: number): string {
  const why = known
    ? "The ID is not known, since the database has no such user."
    : "Neon does not tell the ID: give `database_url`, and it is read from the database.";
  return left === 0
    ? why
    : `${why} Roles were left as they are: those of ${left} ${left === 1 ? "user" : "users"}.`;
}

/** Creates users side by side. One that fails stops no other one, but a key that is refused does. */
async function createMany(making: Making, users: readonly User[], session: Writer): Promise<Outcome> {
  const lines: Line[] = [];
  const waiting = users.entries();
  let refused: Error | undefined;
  let shownAt = Date.now();

  const work = async (): Promise<void> => {
    for (const [index, user] of waiting) {
      lines[index] = refused
        ? { email: user.email, state: "failed", reason: "It was not tried: the API key had been refused." }
        : await createInTurn(making, user, session).catch((error: unknown) => {
            if (error instanceof Error && [401, 403].includes(statusOf(error) ?? 0)) refused ??= error;
            return { email: user.email, state: "failed", reason: describe(error) };
          });
      if (Date.now() - shownAt > EVERY) {
        shownAt = Date.now();
        info(`${lines.filter(Boolean).length} of ${users.length} users.`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, users.length) }, work));

  const count = (state: Line["state"]) => lines.filter((line) => line.state === state).length;
  const counts = [
    [count("created"), "created"],
    [count("exists"), "there already"],
    [count("failed"), "failed"],
  ] as const;
  const said = `${counts
    .filter(([number]) => number > 0)
    .map((of) => of.join(" "))
    .join(", ")}.`;
  const left = lines.filter(
    ({ state, auth_user_id }, index) => state === "exists" && !auth_user_id && users[index]?.roles,
  ).length;
  const failed = refused
    ? new Error(`${refused.message} Users: ${said} Output \`users\` has them.`)
    : failure(lines, said);
  return {
    reading: {
      data: { users: lines },
      outputs: { users: lines },
      warnings: [],
      next: () => [],
      done: () => (left === 0 ? `Users: ${said}` : `Users: ${said} ${withoutId(making.known, left)}`),
    },
    changed: session.progress.changed,
    ...(failed && { failed }),
  };
}

/** Too fast is no reason to fail while there is time: the client waits its turn. */
async function createInTurn(making: Making, user: User, session: Writer): Promise<Line> {
  const own: Progress = { changed: false, requestId: undefined };
  const apart = session.apart(own);
  const patiently = async (endpoint: Endpoint, values: object): Promise<Outcome> => {
    for (;;)
      try {
        return await endpoint.prepare(values).run(apart);
      } catch (error) {
        if (statusOf(error) !== 429 || session.budget.signal.aborted) throw error;
      }
  };
  try {
    return (await createOne(making, user, patiently)).line;
  } finally {
    session.progress.changed ||= own.changed;
    session.progress.requestId = own.requestId ?? session.progress.requestId;
  }
}

/** Creates a user, and gives it its roles if its ID is known. That these fail is said, since the user is there. */
async function createOne(
  { create, setRoles, values, known, withPassword }: Making,
  { roles, password, open: _, ...person }: User,
  carry: (endpoint: Endpoint, values: object) => Promise<Outcome>,
): Promise<{ line: Line; reading: Reading }> {
  const { email } = person;
  const made = password && (await withPassword?.({ ...person, password }));
  const { reading, changed } = made ? signedUp(made) : await carry(create, { ...values, ...person });
  const { auth_user_id = known?.get(email.toLowerCase()) } = reading.outputs as Pick<Line, "auth_user_id">;
  const line: Line = { email, auth_user_id, state: changed ? "created" : "exists" };
  const isSet = made?.roles && new Set(made.roles).symmetricDifference(new Set(roles)).size === 0;
  if (!roles || !auth_user_id || isSet) return { line, reading };
  const reason = await carry(setRoles, { ...values, auth_user_id, roles }).then(
    () => undefined,
    (error: unknown) => `its roles were not set, which set-user-roles can do: ${describe(error)}`,
  );
  return { line: { ...line, ...(reason && { reason }) }, reading };
}

const signedUp = ({ id, made }: Made): Outcome => ({
  reading: {
    data: { id },
    outputs: { auth_user_id: id },
    warnings: [],
    next: () =>
      made
        ? [
            "A sign-up can send mail and call webhooks, if the branch has them: a preview should have neither.",
          ]
        : [],
    done: () => (made ? "Made the user, who can sign in." : "The user is there already, and can sign in."),
  },
  changed: made,
});

function failure(lines: readonly Line[], said: string): Error | undefined {
  const reasons = lines.flatMap(({ reason }, index) => (reason ? [`User ${index + 1}: ${reason}`] : []));
  if (reasons.length === 0) return undefined;
  const shown = reasons.slice(0, 5).map((reason) => `- ${reason}`);
  const more = reasons.length - shown.length;
  const rest = more > 0 ? [`- … and ${more} more, in output \`users\`.`] : [];
  return new Error(
    [
      `Not all users could be created as they should be: ${said} Run the step again for those that failed.`,
      ...shown,
      ...rest,
    ].join("\n"),
  );
}
