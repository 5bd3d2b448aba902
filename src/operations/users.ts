import * as z from "zod/mini";
import { text } from "../answer.ts";
import { endpoint } from "../endpoint.ts";

export const createUser = endpoint({
  operation: "create-user",
  scope: "project",
  about: "Create a user in the auth provider's system.",
  route: "POST /projects/auth/user",
  required: ["project_id", "auth_provider", "email"],
  optional: ["name"],
  body: ({ project_id, auth_provider, email, name }) => ({ project_id, auth_provider, email, name }),
  answer: z.object({ id: text() }),
  outputs: { auth_user_id: ({ id }) => id },
  effect: {
    kind: "mints",
    check:
      "Neon cannot list users. Look for the email in `neon_auth.users_sync` or in the Neon Console before you create it again.",
  },
  deprecated: "Name a branch to create the user with the branch-scoped API.",
  done: () => "Created the user.",
});
