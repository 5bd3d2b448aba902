import * as z from "zod/mini";
import type { Github } from "../../github/client.ts";
import { GithubError } from "../../github/errors.ts";
import type { Shelf, Target } from "./target.ts";

/** Which repositories see a thing of an organization, as GitHub's requests say it. */
export interface Sharing {
  readonly visibility: string;
  readonly selected_repository_ids?: readonly number[];
}

const page = z.object({ repositories: z.array(z.object({ id: z.number() })) });
const PAGE = 100;

/** The sharing of a secret that exists: a PUT replaces it, so that all of it has to be said again. */
export async function sharingOf(
  github: Github,
  shelf: Shelf,
  name: string,
  visibility: string,
): Promise<Sharing> {
  if (visibility !== "selected") return { visibility };
  const ids = new Set<number>();
  for (let number = 1; ; number++) {
    const path = `${shelf.path}/${name}/repositories?per_page=${PAGE}&page=${number}`;
    const found = await github.look(path, page, shelf);
    if (!found)
      throw new GithubError(
        `GitHub's list of the repositories that see \`${name}\` broke off at page ${number} (status 404), and writing the secret without it would take it from them. Run the step again.`,
        { status: 404 },
      );
    const before = ids.size;
    for (const { id } of found.repositories) ids.add(id);
    // A page that brings nothing new is the end, too.
    if (found.repositories.length < PAGE || ids.size === before)
      return { visibility, selected_repository_ids: [...ids] };
  }
}

/** The sharing of a new thing: nobody sees it but the repository that it is for. */
export async function ownSharing(github: Github, target: Target, shelf: Shelf): Promise<Sharing> {
  const found = await github.look(target.repositoryPath, z.object({ id: z.number() }), shelf);
  if (!found) throw hiddenRepository(target);
  return { visibility: "selected", selected_repository_ids: [found.id] };
}

export const hiddenRepository = ({ repository }: Target): GithubError =>
  new GithubError(
    `GitHub shows no repository ${repository} to this token (status 404). Check \`github_repository\`, and that the token in \`github_token\` reaches it.`,
  );
