import * as z from "zod/mini";
import { nothing, text } from "../neon/answer.ts";
import { mints } from "../record/effects/mints.ts";
import { removes } from "../record/effects/removes.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint, ofBranch } from "../record/endpoint.ts";
import { databaseUrlProblems } from "../words/database-url.ts";
import { oneOf, type Rule, requiredWhen } from "../words/rules.ts";
import { withUsers } from "./create-users.ts";

const user = () => z.object({ id: text() });
type User = z.infer<ReturnType<typeof user>>;
const outputs = { auth_user_id: ({ id }: User) => id };

/** Known before anything is sent. */
const database: Rule<"database_url" | "auth_provider"> = {
  about: (name) => `${name("database_url")} not with ${name("auth_provider", "mock")}`,
  problems: (given, name) => [
    ...databaseUrlProblems(given("database_url") ?? ""),
    ...(given("database_url") !== undefined && given("auth_provider")?.trim() === "mock"
      ? [
          `${name("database_url")} is for \`stack\` and \`better_auth\`: \`mock\` keeps its users in no table.`,
        ]
      : []),
  ],
};

const ownRoles: Rule<"roles" | "users_file"> = {
  about: (name) => `${name("roles")} not with ${name("users_file")}`,
  problems: (given, name) =>
    given("roles") !== undefined && given("users_file") !== undefined
      ? [
          `${name("roles")} is for the user of ${name("email")}: in ${name("users_file")}, give each user a field ${name("roles")}.`,
        ]
      : [],
};

const ownPassword: Rule<"password" | "users_file" | "origin"> = {
  about: (name) => `${name("password")} not with ${name("users_file")}`,
  problems: (given, name) => [
    ...(given("password") !== undefined && given("users_file") !== undefined
      ? [
          `${name("password")} is for the user of ${name("email")}: in ${name("users_file")}, give each user a field ${name("password")}.`,
        ]
      : []),
    ...(given("origin") !== undefined && given("password") === undefined && given("users_file") === undefined
      ? [`${name("origin")} is for users with a ${name("password")}: drop it.`]
      : []),
  ],
};

const rolesOnBranch: Rule<"roles"> = {
  about: (name) => `${name("roles")} on a branch only`,
  problems: (given, name) =>
    given("roles") === undefined
      ? []
      : [
          `${name("roles")} can be given on a branch only: add \`branch_id\`, \`branch_name\` or \`default_branch: true\`, or drop it.`,
        ],
};

const create = {
  operation: "create-user",
  about: "Create a user, or many from a file.",
  optional: [
    "email",
    "name",
    "roles",
    "users_file",
    "if_exists",
    "wait_for_sync",
    "database_url",
    "auth_provider",
  ],
  answer: user,
  outputs,
  effect: mints({
    check:
      "Neon cannot list users. Look for the email in the users table of the `neon_auth` schema or in the Neon Console before you create it again.",
    already: {
      said: "A user with this email is there already.",
      again: "Run the step again: it finds the user or creates it.",
    },
  }),
  done: ({ changed }: { changed: boolean }) => (changed ? "Created the user." : "The user is there already."),
} as const;

const rules = [
  oneOf("email", "users_file"),
  requiredWhen("wait_for_sync", "true", ["database_url"]),
  database,
];

const createOnProject = endpoint({
  ...create,
  routes: { project: "POST /projects/auth/user" },
  required: ["project_id", "auth_provider"],
  rules: [...rules, rolesOnBranch],
  body: ({ project_id, auth_provider, email, name }) => ({ project_id, auth_provider, email, name }),
  deprecated: "Name a branch to use the branch-scoped API.",
});

const createOnBranch = endpoint({
  ...create,
  routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth/users" },
  optional: [...create.optional, "password", "origin"],
  rules: [...rules, ownRoles, ownPassword],
  // Neon refuses a user without a name here, whatever its document says.
  body: ({ email, name }) => ({ email, name: name ?? email }),
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

const creates = [...createOnProject, ...createOnBranch].map((create) => withUsers(create, setUserRoles));

/** For whoever sets a branch up as a whole. */
export const createUserOnBranch = ofBranch(creates);

export const operations = [...creates, ...deleteUser, setUserRoles];
