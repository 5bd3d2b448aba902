import type { Session, Values, Writer } from "../engine/operation.ts";
import { InputError } from "../ground/errors.ts";
import { branchById } from "../neon/branches.ts";
import { AuthError } from "./refusals.ts";
import { openAuthService } from "./service.ts";
import {
  ensureUser,
  findPlace,
  isSignUpOpen,
  type Made,
  type Person,
  type Place,
  signUpIsOff,
} from "./sign-in.ts";

/** Makes users who can sign in. */
export interface Users extends AsyncDisposable {
  readonly ensure: (person: Person) => Promise<Made>;
}

/** Those who are to be made, as far as it matters before anybody is. */
type People = readonly { readonly open?: true }[];

/**
 * Finds out, before anybody is made, whether users with a password are of use on the branch, and whether they can be made
 * there. Throws an `InputError` if a password stands open in a file and the branch is, or may be, the one that everybody
 * uses.
 */
async function lookAt(
  values: Values,
  people: People,
  session: Session,
): Promise<{ place: Place; open: boolean }> {
  const { project_id = "", branch_id = "", origin } = values;
  const where = { project_id, branch_id };
  const [place, branch, open] = await Promise.all([
    findPlace(session, where, origin),
    people.some((person) => person.open) ? branchById(session, project_id, branch_id) : undefined,
    isSignUpOpen(session, where),
  ]);
  if (branch && branch.default !== false)
    throw new InputError([
      '`users_file` has passwords in it, which everybody who reads the repository can read: on the default branch give them as `{ "env": "NAME" }`. No user was created.',
    ]);
  return { place, open };
}

/** Throws what would keep users from being made. It does not sign in, which would open a session. */
export async function refuseUsers(values: Values, people: People, session: Session): Promise<void> {
  const { place, open } = await lookAt(values, people, session);
  await using _ = await openAuthService(place.base, place.origin, session);
  if (!open)
    throw new AuthError(
      `No user could be made, since ${signUpIsOff} A user who is there with this password is found all the same, which a dry run cannot tell: it does not sign in.`,
    );
}

/** Makes users who can sign in, on a branch where that is possible. */
export async function openUsers(values: Values, people: People, session: Writer): Promise<Users> {
  const { place, open } = await lookAt(values, people, session);
  const service = await openAuthService(place.base, place.origin, session);
  const onMade = () => {
    session.progress.changed = true;
  };
  const way = { open, retries: session.settings.retries, onMade };
  return {
    ensure: async (person) => {
      const made = await ensureUser(service, person, way);
      if (!made.made && session.settings.if_exists === "fail")
        throw new InputError(["The user is there already, and `if_exists: fail` forbids to reuse it."]);
      return made;
    },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}
