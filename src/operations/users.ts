import * as z from "zod/mini";
import { nothing, type Parsed, text } from "../neon/answer.ts";
import { endpoint, type Rule } from "../record/endpoint.ts";
import { oneOf, together } from "../words/rules.ts";

const user = () => z.object({ id: text() });
const outputs = { auth_user_id: ({ id }: Parsed<typeof user>) => id };

const deprecated = "Name a branch to use the branch-scoped API.";

/** Known before anything is sent: `mock` keeps its users in no table. */
const syncable: Rule = {
  about: "`wait_for_sync` not with `auth_provider: mock`",
  check: (given) =>
    given.has("wait_for_sync") && given.get("auth_provider")?.trim() === "mock"
      ? ["`wait_for_sync` is for `stack` and `better_auth`: `mock` keeps its users in no table."]
      : [],
};

const create = {
  operation: "create-user",
  about: "Create a user in the auth provider's system, or many from a file.",
  optional: ["email", "name", "users_file", "if_exists", "wait_for_sync", "database_url", "auth_provider"],
  rules: [oneOf("email", "users_file"), together("wait_for_sync", "database_url"), syncable],
  answer: user,
  outputs,
  later: ["users"],
  effect: {
    kind: "mints",
    check:
      "Neon cannot list users. Look for the email in the users table of the `neon_auth` schema or in the Neon Console before you create it again.",
    already: "A user with this email is there already; Neon does not tell its ID.",
  },
  done: ({ changed }: { changed: boolean }) => (changed ? "Created the user." : "The user is there already."),
} as const;

export const createUser = endpoint({
  ...create,
  scope: "project",
  route: "POST /projects/auth/user",
  required: ["project_id", "auth_provider"],
  body: ({ project_id, auth_provider, email, name }) => ({ project_id, auth_provider, email, name }),
  deprecated,
});

export const createBranchUser = endpoint({
  ...create,
  scope: "branch",
  route: "POST /projects/{project_id}/branches/{branch_id}/auth/users",
  // Neon refuses a user without a name here, whatever its document says.
  body: ({ email, name }) => ({ email, name: name ?? email }),
});

const remove = {
  operation: "delete-user",
  about: "Delete a user.",
  optional: ["if_missing"],
  answer: nothing,
  effect: { kind: "removes" },
  done: ({ changed }: { changed: boolean }) =>
    changed ? "Deleted the user." : "There was no such user to delete.",
} as const;

export const deleteUser = endpoint({
  ...remove,
  scope: "project",
  route: "DELETE /projects/{project_id}/auth/users/{auth_user_id}",
  deprecated,
});

export const deleteBranchUser = endpoint({
  ...remove,
  scope: "branch",
  route: "DELETE /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}",
});

export const setUserRoles = endpoint({
  operation: "set-user-roles",
  scope: "branch",
  about: "Give a user exactly these roles.",
  route: "PUT /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}/role",
  required: ["roles"],
  body: ({ roles }) => ({ roles }),
  answer: user,
  outputs,
  // Neon shows no user, so neither their roles.
  effect: { kind: "sets", look: undefined },
  done: () => "Set the roles of the user.",
});
