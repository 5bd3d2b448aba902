import type { Values, Writer } from "../engine/operation.ts";
import { InputError } from "../ground/errors.ts";
import { branchById } from "../neon/branches.ts";
import { openAuthService } from "./service.ts";
import { ensureUser, findPlace, type Made, type Person, refuseUnusable } from "./sign-in.ts";

/** Makes users who can sign in. */
export interface Users extends AsyncDisposable {
  readonly ensure: (person: Person) => Promise<Made>;
}

/**
 * Finds out, before anybody is made, whether users with a password are of use on the branch. Throws an `InputError` if a
 * password stands open in a file and the branch is, or may be, the one that everybody uses.
 */
export async function openUsers(
  values: Values,
  people: readonly { readonly open?: true }[],
  session: Writer,
): Promise<Users> {
  const { project_id = "", branch_id = "", origin } = values;
  const where = { project_id, branch_id };
  const [place, branch] = await Promise.all([
    findPlace(session, where, origin),
    people.some(({ open }) => open) ? branchById(session, project_id, branch_id) : undefined,
    refuseUnusable(session, where),
  ]);
  if (branch && branch.default !== false)
    throw new InputError([
      '`users_file` has passwords in it, which everybody who reads the repository can read: on the default branch give them as `{ "env": "NAME" }`. No user was created.',
    ]);
  const service = await openAuthService(place.base, place.origin, session);
  return {
    ensure: async (person) => {
      const made = await ensureUser(service, person, session.settings.retries, () => {
        session.progress.changed = true;
      });
      if (!made.made && session.settings.if_exists === "fail")
        throw new InputError(["The user is there already, and `if_exists: fail` forbids to reuse it."]);
      return made;
    },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}
