import * as z from "zod/mini";
import { connectGithub, type Github } from "../../github/client.ts";
import { GithubError } from "../../github/errors.ts";
import type { Budget } from "../../ground/budget.ts";
import { InputError } from "../../ground/errors.ts";
import type { Credential } from "../../ground/secret.ts";
import { isApiHost } from "../../words/api-host.ts";
import type { Place } from "../place.ts";
import { githubNameProblem } from "./names.ts";
import { openSecrets } from "./secrets.ts";
import { hiddenRepository } from "./sharing.ts";
import { readTarget, type Shelf, type Target } from "./target.ts";
import { openVariables } from "./variables.ts";
import { asPlace, type Preflight } from "./writer.ts";

export interface GithubOptions {
  readonly token: Credential;
  /** `owner/name`. */
  readonly repository: string;
  /** `repository`, `environment:NAME`, `organization` or `dependabot`. */
  readonly target: string;
  readonly budget: Budget;
  /** Tries after the first. */
  readonly retries: number;
  /** Address of GitHub's API. Default: what the runner says. */
  readonly address?: string;
}

/**
 * Finds out, before anything else is done, whether secrets and variables of these names can be written: the
 * token, the place, and what is there. That the token may write, and not only read, shows in the first write.
 */
export async function openGithub(
  options: GithubOptions,
  secretNames: readonly string[],
  variableNames: readonly string[],
): Promise<{ secrets: Place; variables: Place }> {
  const { token, budget, retries } = options;
  const address = options.address ?? (process.env.GITHUB_API_URL || "https://api.github.com");
  const target = checked(options, address, { github_secrets: secretNames, github_variables: variableNames });
  const github = await connectGithub(address, token, retries, budget);

  const place = async (shelf: Shelf, names: readonly string[], prepare: Preflight): Promise<Place> => {
    if (names.length === 0) return { put: async () => [] };
    const writer = await prepare(github, target, names);
    if (!writer) throw await notThere(github, target, shelf);
    return asPlace(writer);
  };
  const secrets = await place(target.secrets, secretNames, openSecrets);
  return { secrets, variables: await place(target.variables, variableNames, openVariables) };
}

function checked(
  { repository, target }: GithubOptions,
  address: string,
  names: Readonly<Record<string, readonly string[]>>,
): Target {
  const problems = Object.entries(names).flatMap(([input, all]) =>
    all.flatMap((name, index) => {
      const problem = githubNameProblem(name);
      return problem ? [`\`${input}\`, line ${index + 1}: the name ${problem}.`] : [];
    }),
  );
  if (!isApiHost(address))
    problems.push("`GITHUB_API_URL` must be an https address without user info, query or fragment.");
  const read = readTarget(repository, target);
  if (!read) problems.push("`github_repository` must be `owner/name`.");
  if (/^environment:\.{1,2}$/.test(target)) problems.push("`github_target`: no environment has this name.");
  if (target === "dependabot" && (names.github_variables?.length ?? 0) > 0)
    problems.push("`github_variables`: Dependabot has secrets, but no variables. Drop one of the two.");
  if (!read || problems.length > 0) throw new InputError(problems);
  return read;
}

/** Says what of a place it is that GitHub does not show. */
async function notThere(github: Github, target: Target, shelf: Shelf): Promise<GithubError> {
  const { owner, repository, repositoryPath, environment } = target;
  if (shelf.shared)
    return new GithubError(
      `GitHub shows no organization ${owner} to this token (status 404). Check that the owner of \`github_repository\` is an organization, and that the token in \`github_token\` has ${shelf.permission}.`,
    );
  if ((await github.look(repositoryPath, z.unknown(), shelf)) === undefined) return hiddenRepository(target);
  return new GithubError(
    environment === undefined
      ? `GitHub shows ${repository} to this token, but not the ${shelf.kind}s of ${shelf.where} (status 404). Check that the token in \`github_token\` has ${shelf.permission}.`
      : `There is no environment \`${environment}\` in ${repository} (status 404). Create it in the settings of the repository, or check \`github_target\`.`,
  );
}
