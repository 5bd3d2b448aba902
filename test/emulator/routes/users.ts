import { randomUUID } from "node:crypto";
import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { Auth, User, Wire } from "../state.ts";
import { authOf, type Call, Refusal, type Routes, update } from "./call.ts";

export const userRoutes: Routes = {
  "POST /projects/auth/user": createOnProject,
  "DELETE /projects/{project_id}/auth/users/{auth_user_id}": remove,
  "POST /projects/{project_id}/branches/{branch_id}/auth/users": createOnBranch,
  "DELETE /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}": remove,
  "PUT /projects/{project_id}/branches/{branch_id}/auth/users/{auth_user_id}/role": setRoles,
};

function createOnProject(call: Call<Wire<api.NeonAuthCreateNewUserRequest>>): Answer {
  return create(call, authOf(call, call.body.auth_provider), call.body);
}

function createOnBranch(call: Call<api.CreateBranchNeonAuthNewUserRequest>): Answer {
  const auth = authOf(call);
  // Neon's document calls `name` optional; the service behind this route does not.
  if (!call.body.name) throw new Refusal(400, "[body.name] Invalid input: expected string, received null");
  return create(call, auth, call.body);
}

function create(call: Call, auth: Auth, { email, name }: { email: string; name?: string }): Answer {
  const taken = auth.users.some((user) => user.email.toLowerCase() === email.toLowerCase());
  if (taken) throw new Refusal(409, "a user with this email already exists");
  const user: User = { id: randomUUID(), email, roles: [], ...(name !== undefined && { name }) };
  auth.users.push(user);
  call.effect("create-user");
  return { status: 201, body: { id: user.id } };
}

function setRoles(call: Call<api.UpdateNeonAuthUserRoleRequest>): Answer {
  const user = userOf(call, authOf(call));
  update(call, "set-user-roles", user, { roles: call.body.roles });
  return { status: 200, body: { id: user.id } };
}

function remove(call: Call): Answer {
  const auth = authOf(call);
  auth.users.splice(auth.users.indexOf(userOf(call, auth)), 1);
  call.effect("delete-user");
  return { status: 204 };
}

function userOf({ params }: Call, auth: Auth): User {
  const user = auth.users.find(({ id }) => id === params.auth_user_id);
  if (!user) throw new Refusal(404, "user not found");
  return user;
}
