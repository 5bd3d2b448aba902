import * as z from "zod/mini";
import { nothing, text } from "../neon/answer.ts";
import { mints } from "../record/effects/mints.ts";
import { removes } from "../record/effects/removes.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint } from "../record/endpoint.ts";
import { oneOf, type Rule, together } from "../words/rules.ts";
import { withFile } from "./create-users.ts";

const user = () => z.object({ id: text() });
type User = z.infer<ReturnType<typeof user>>;
const outputs = { auth_user_id: ({ id }: User) => id };

/** Known before anything is sent: `mock` keeps its users in no table. */
const syncable: Rule<"wait_for_sync" | "auth_provider"> = {
  about: (name) => `${name("wait_for_sync")} not with ${name("auth_provider", "mock")}`,
  problems: (given, name) =>
    given("wait_for_sync") !== undefined && given("auth_provider")?.trim() === "mock"
      ? [
          `${name("wait_for_sync")} is for \`stack\` and \`better_auth\`: \`mock\` keeps its users in no table.`,
        ]
      : [],
};

const createUser = endpoint({
  operation: "create-user",
  about: "Create a user in the auth provider's system, or many from a file.",
  routes: {
    project: "POST /projects/auth/user",
    branch: "POST /projects/{project_id}/branches/{branch_id}/auth/users",
  },
  required: ["project_id"],
  optional: ["email", "name", "users_file", "if_exists", "wait_for_sync", "database_url", "auth_provider"],
  rules: [oneOf("email", "users_file"), together("wait_for_sync", "database_url"), syncable],
  body: ({ project_id, auth_provider, email, name }, scope) =>
    scope === "project"
      ? { project_id, auth_provider, email, name }
      : // Neon refuses a user without a name here, whatever its document says.
        { email, name: name ?? email },
  answer: user,
  outputs,
  effect: mints({
    check:
      "Neon cannot list users. Look for the email in the users table of the `neon_auth` schema or in the Neon Console before you create it again.",
    already: "A user with this email is there already; Neon does not tell its ID.",
  }),
  done: ({ changed }) => (changed ? "Created the user." : "The user is there already."),
});

const deleteUser = endpoint({
  operation: "delete-user",
  about: "Delete a user.",
  routes: {
    project: "DELETE /projects/{project_id}/auth/users/{auth_user_id}",
    branch: "DELETE /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}",
  },
  optional: ["if_missing"],
  answer: nothing,
  effect: removes(),
  done: ({ changed }) => (changed ? "Deleted the user." : "There was no such user to delete."),
});

const [setUserRoles] = endpoint({
  operation: "set-user-roles",
  about: "Give a user exactly these roles.",
  routes: { branch: "PUT /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}/role" },
  required: ["roles"],
  body: ({ roles }) => ({ roles }),
  answer: user,
  outputs,
  // Neon shows no user, so neither their roles.
  effect: sets<unknown, User>(undefined),
  done: () => "Set the roles of the user.",
});

export const operations = [
  ...createUser.map((create) => withFile(create, setUserRoles)),
  ...deleteUser,
  setUserRoles,
];
