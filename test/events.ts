/** Events that start runs, and what the action says when it does not trust them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export const repository = { full_name: "octo-org/octo-repo" };
export const fork = { full_name: "octocat/octo-repo" };

export const pull = (repo: unknown) => ({
  repository,
  action: "opened",
  pull_request: { number: 1, head: { repo } },
});
export const workflow = (head_repository: unknown) => ({
  repository,
  workflow_run: { id: 1, head_repository },
});
export const comment = (issue: object) => ({
  repository,
  issue: { number: 1, ...issue },
  comment: { body: "/deploy" },
});

export const elsewhere = "whose head is in another repository";
export const unreadable = "and its event could not be read";
export const ofPullRequest = "a comment on a pull request, whose head the event does not name";

export const refusalOf = (name: string, why: string): string =>
  `This run was started by \`${name}\`, ${why}. It has the secrets of the repository, so the step refuses to write. If nothing of the outside code or text reaches this job, set \`allow_untrusted: true\`.`;

/** Gives the variables of a run that an event has started. The files go when the test file is done. */
export function openEvents(): (name: string, event: unknown) => Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "events-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  return (name, event) => {
    const GITHUB_EVENT_PATH = join(folder, `${files++}.json`);
    writeFileSync(GITHUB_EVENT_PATH, typeof event === "string" ? event : JSON.stringify(event));
    return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH };
  };
}
