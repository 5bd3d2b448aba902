import type * as api from "@neondatabase/api-client";
import type { Answer } from "../answer.ts";
import type { Branch, Project } from "../state.ts";
import { branchOf, type Call, projectOf, Refusal, type Routes } from "./call.ts";

export const branchRoutes: Routes = {
  "GET /projects/{project_id}": getProject,
  "GET /projects/{project_id}/branches": list,
  "POST /projects/{project_id}/branches": create,
  "GET /projects/{project_id}/branches/{branch_id}": get,
  "DELETE /projects/{project_id}/branches/{branch_id}": remove,
};

const sortFields = { name: "name", created_at: "created_at", updated_at: "updated_at" } as const;

function list(call: Call): Answer {
  const { query, behaviour, isVisible } = call;
  const project = projectOf(call);
  const search = query.get("search") ?? "";
  const sort_by = sortFields[(query.get("sort_by") ?? "updated_at") as keyof typeof sortFields];
  const sort_order = query.get("sort_order") ?? "desc";
  const sign = sort_order === "asc" ? 1 : -1;
  const found = [...project.branches.values()]
    .filter((branch) => isVisible(branch) && (branch.name.includes(search) || branch.id.includes(search)))
    .sort((a, b) => (a[sort_by] < b[sort_by] ? -sign : sign));

  const start = startOf(query.get("cursor"), found);
  const end = start + Math.min(Number(query.get("limit") ?? 100), behaviour.pageSize ?? Infinity);
  const page = found.slice(start, end);
  const last = page.at(-1);
  const next = last && (end < found.length || behaviour.lastPageCursor) ? { next: cursorAfter(last) } : {};
  const pagination = { ...next, sort_by, sort_order };
  const branches = page.map((branch) => shownBranch(project, branch));
  const annotations = Object.fromEntries(page.map((branch) => [branch.id, annotationOf(branch)]));
  return { status: 200, body: { branches, annotations, pagination } };
}

const cursorAfter = ({ id }: Branch) => Buffer.from(id).toString("base64url");

function startOf(cursor: string | null, found: readonly Branch[]): number {
  if (cursor === null) return 0;
  const index = found.findIndex((branch) => cursorAfter(branch) === cursor);
  if (index < 0) throw new Refusal(400, "invalid cursor");
  return index + 1;
}

function get(call: Call): Answer {
  const branch = branchOf(call);
  if (!call.isVisible(branch)) throw new Refusal(404, "branch not found");
  const body = { branch: shownBranch(projectOf(call), branch), annotation: annotationOf(branch) };
  return { status: 200, body };
}

function create(call: Call<api.BranchCreateRequest | undefined>): Answer {
  const { parent_id, name, protected: isProtected = false } = call.body?.branch ?? {};
  const project = projectOf(call);
  const parent = parent_id ? project.branches.get(parent_id) : call.state.defaultBranch(project);
  if (!parent) throw new Refusal(404, "parent branch not found");
  if ([...project.branches.values()].some((branch) => branch.name === name)) {
    throw new Refusal(409, "branch with the provided name already exists");
  }
  const given = { parent_id: parent.id, protected: isProtected, ...(name !== undefined && { name }) };
  const branch = call.state.addBranch(project, given);
  call.created(branch);
  call.effect("create-branch");
  const nothingElse = { endpoints: [], operations: [], roles: [], databases: [] };
  return { status: 201, body: { branch: shownBranch(project, branch), ...nothingElse } };
}

function remove(call: Call): Answer {
  const branch = branchOf(call);
  const project = projectOf(call);
  const hasChildren = [...project.branches.values()].some(({ parent_id }) => parent_id === branch.id);
  if (branch.default) throw new Refusal(422, "cannot delete the default branch");
  if (hasChildren) throw new Refusal(422, "cannot delete a branch that has children");
  project.branches.delete(branch.id);
  if (project.authBranchId === branch.id) project.authBranchId = call.state.defaultBranch(project).id;
  call.effect("delete-branch");
  return { status: 200, body: { branch: shownBranch(project, branch), operations: [] } };
}

const noUsage = {
  cpu_used_sec: 0,
  active_time_seconds: 0,
  compute_time_seconds: 0,
  written_data_bytes: 0,
  data_transfer_bytes: 0,
};

/** What an integration with GitHub writes down about a branch. */
function annotationOf({ id, name, created_at, updated_at }: Branch): object {
  const value = {
    environment: "preview",
    "github-commit-ref": name,
    "github-commit-repo": "example/shop",
    "github-commit-author-name": "Example User",
  };
  return { object: { type: "console/branch", id }, value, created_at, updated_at };
}

/** With its annotation about 1 kB, as Neon's. */
function shownBranch(project: Project, { auth: _, schemaLeftOver: __, ...branch }: Branch): object {
  return {
    ...branch,
    project_id: project.id,
    current_state: "ready",
    state_changed_at: branch.created_at,
    creation_source: "console",
    primary: branch.default,
    parent_lsn: "0/1E88880",
    parent_timestamp: branch.created_at,
    logical_size: 30_777_344,
    init_source: "parent-data",
    created_by: {
      name: "Example User",
      image: "https://lh3.googleusercontent.com/a/ACg8ocJ0example0avatar0of0a0user0of0the0console=s96-c",
    },
    ...noUsage,
  };
}

function getProject(call: Call): Answer {
  const { id, name, created_at } = projectOf(call);
  const project = {
    id,
    name,
    created_at,
    updated_at: created_at,
    consumption_period_start: created_at,
    consumption_period_end: created_at,
    ...noUsage,
    data_storage_bytes_hour: 0,
    platform_id: "aws",
    region_id: "aws-us-east-2",
    proxy_host: "us-east-2.aws.neon.tech",
    pg_version: 17,
    branch_logical_size_limit: 0,
    branch_logical_size_limit_bytes: 0,
    store_passwords: true,
    provisioner: "k8s-neonvm",
    creation_source: "console",
    history_retention_seconds: 86_400,
    owner_id: "org-example-123",
  };
  return { status: 200, body: { project } };
}
