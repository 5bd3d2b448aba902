/** What GitHub keeps for workflows, and when they get to see it. */
import type { Github, PlaceName } from "../emulator/github/server.ts";
import type { Workflow } from "./readme.ts";

type Texts = Readonly<Record<string, string>>;

export interface Kept {
  readonly secrets: Texts;
  readonly vars: Texts;
}

/** Everything in one place, as it is now. The place has to be there; GitHub would make an environment. */
export function keptIn(github: Github, place: PlaceName): Kept {
  const { secrets, variables } = github.vault(place);
  return {
    secrets: Object.fromEntries([...secrets].map(([name, { value }]) => [name, value.toString()])),
    vars: Object.fromEntries([...variables].map(([name, { value }]) => [name, value])),
  };
}

/** The later one wins, as an environment does over its repository. */
export const merged = (first: Kept, second: Kept): Kept => ({
  secrets: { ...first.secrets, ...second.secrets },
  vars: { ...first.vars, ...second.vars },
});

/** The names that the workflow itself writes: before its first run, and only then, they are empty. */
export function emptyAtFirst({ jobs }: Workflow): Kept {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const names = (input: string) =>
    steps
      .flatMap((step) => ("with" in step ? (step.with?.[input] ?? "").split("\n") : []))
      .flatMap((line) => /^\s*(\w+)\s*=/.exec(line)?.[1]?.toUpperCase() ?? []);
  const empty = (input: string) => Object.fromEntries(names(input).map((name) => [name, ""]));
  return { secrets: empty("github_secrets"), vars: empty("github_variables") };
}
