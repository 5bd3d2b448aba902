import type { Need } from "../../github/call.ts";

/** The advice for secrets and variables alike. */
const jobTokenCure =
  "The `GITHUB_TOKEN` of a job can never write secrets or variables: pass the token of a GitHub App, or a fine-grained personal access token, with this permission.";

/** Where things of one kind are kept at GitHub. */
export interface Shelf extends Need {
  readonly kind: "secret" | "variable";
  /** Path of the list of what is there. */
  readonly path: string;
  /** Completes "secret of …". */
  readonly where: string;
  /** Whether each thing has repositories that see it, as in an organization. */
  readonly shared: boolean;
}

export interface Target {
  readonly owner: string;
  /** `owner/name`, for messages. */
  readonly repository: string;
  readonly repositoryPath: string;
  readonly environment: string | undefined;
  readonly secrets: Shelf;
  readonly variables: Shelf;
}

/** Reads inputs `github_repository` and `github_target`; `undefined` if the repository is not `owner/name`. */
export function readTarget(repository: string, target: string): Target | undefined {
  const [, owner, name] = /^([\w-]+)\/(?!\.{1,2}$)([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || name === undefined) return undefined;
  const [, environment] = /^environment:(.+)$/.exec(target) ?? [];
  const repositoryPath = `/repos/${owner}/${name}`;
  const base = { owner, repository, repositoryPath, environment };
  const shelf = (kind: Shelf["kind"]) => ({ kind, ...shelfOf(kind, base, target) });
  return { ...base, secrets: shelf("secret"), variables: shelf("variable") };
}

function shelfOf(
  kind: Shelf["kind"],
  { owner, repository, repositoryPath, environment }: Omit<Target, "secrets" | "variables">,
  target: string,
): Omit<Shelf, "kind"> {
  const things = kind === "secret" ? "Secrets" : "Variables";
  const inRepository = (folder: string, permission: string, where: string) => ({
    path: `${repositoryPath}/${folder}/${kind}s`,
    where,
    permission: `the repository permission *${permission}: write*`,
    classicScope: "repo",
    jobTokenCure,
    shared: false,
  });
  if (environment !== undefined)
    return inRepository(
      `environments/${encodeURIComponent(environment)}`,
      "Environments",
      `environment \`${environment}\` of ${repository}`,
    );
  if (target === "organization")
    return {
      path: `/orgs/${owner}/actions/${kind}s`,
      where: `organization ${owner}`,
      permission: `the organization permission *${things}: write*`,
      classicScope: "admin:org",
      jobTokenCure,
      shared: true,
    };
  if (target === "dependabot" && kind === "secret")
    return inRepository("dependabot", "Dependabot secrets", `Dependabot in ${repository}`);
  return inRepository("actions", things, repository);
}
