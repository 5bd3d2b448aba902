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
  return { ...base, secrets: shelfOf("secret", base, target), variables: shelfOf("variable", base, target) };
}

function shelfOf(
  kind: Shelf["kind"],
  { owner, repository, repositoryPath, environment }: Omit<Target, "secrets" | "variables">,
  target: string,
): Shelf {
  const shared = target === "organization";
  const at = (folder: string, where: string, permission: string): Shelf => ({
    kind,
    path: `${folder}/${kind}s`,
    where,
    permission: `the ${shared ? "organization" : "repository"} permission *${permission}: write*`,
    classicScope: shared ? "admin:org" : "repo",
    jobTokenCure,
    shared,
  });
  const things = kind === "secret" ? "Secrets" : "Variables";
  if (shared) return at(`/orgs/${owner}/actions`, `organization ${owner}`, things);
  if (environment !== undefined) {
    const folder = `${repositoryPath}/environments/${encodeURIComponent(environment)}`;
    return at(folder, `environment \`${environment}\` of ${repository}`, "Environments");
  }
  if (target === "dependabot" && kind === "secret")
    return at(`${repositoryPath}/dependabot`, `Dependabot in ${repository}`, "Dependabot secrets");
  return at(`${repositoryPath}/actions`, repository, things);
}
