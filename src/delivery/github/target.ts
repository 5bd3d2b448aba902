/** What a permission is called where tokens are made. */
export interface Need {
  readonly permission: string;
  /** The same for a classic token. */
  readonly scope: string;
}

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
  const shelves = (secrets: Omit<Shelf, "kind" | "scope">, variables: Omit<Shelf, "kind" | "scope">) => {
    const scope = secrets.shared ? "admin:org" : "repo";
    return {
      ...base,
      secrets: { ...secrets, kind: "secret" as const, scope },
      variables: { ...variables, kind: "variable" as const, scope },
    };
  };

  if (environment !== undefined) {
    const path = `${repositoryPath}/environments/${encodeURIComponent(environment)}`;
    const shelf = {
      where: `environment \`${environment}\` of ${repository}`,
      permission: "the repository permission *Environments: write*",
      shared: false,
    };
    return shelves({ ...shelf, path: `${path}/secrets` }, { ...shelf, path: `${path}/variables` });
  }
  if (target === "organization") {
    const shelf = { where: `organization ${owner}`, shared: true };
    return shelves(
      {
        ...shelf,
        path: `/orgs/${owner}/actions/secrets`,
        permission: "the organization permission *Secrets: write*",
      },
      {
        ...shelf,
        path: `/orgs/${owner}/actions/variables`,
        permission: "the organization permission *Variables: write*",
      },
    );
  }
  const variables = {
    path: `${repositoryPath}/actions/variables`,
    permission: "the repository permission *Variables: write*",
    where: repository,
    shared: false,
  };
  if (target === "dependabot")
    return shelves(
      {
        path: `${repositoryPath}/dependabot/secrets`,
        permission: "the repository permission *Dependabot secrets: write*",
        where: `Dependabot in ${repository}`,
        shared: false,
      },
      variables,
    );
  return shelves(
    {
      path: `${repositoryPath}/actions/secrets`,
      permission: "the repository permission *Secrets: write*",
      where: repository,
      shared: false,
    },
    variables,
  );
}
