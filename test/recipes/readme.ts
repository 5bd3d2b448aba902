/** The workflows that the README prints, read as strictly as they are played: what is not known here is not tested. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import * as z from "zod/mini";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const texts = z.pipe(
  z.record(z.string(), scalar),
  z.transform((given) =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])),
  ),
);
const shared = {
  name: z.optional(z.string()),
  id: z.optional(z.string()),
  if: z.optional(z.string()),
  env: z.optional(texts),
};
const usesStep = z.strictObject({ ...shared, uses: z.string(), with: z.optional(texts) });
const runStep = z.strictObject({ ...shared, run: z.string() });
const steps = z.array(z.union([usesStep, runStep])).check(z.minLength(1));

const job = z.strictObject({
  name: z.optional(z.string()),
  permissions: z.optional(z.record(z.string(), z.string())),
  needs: z.optional(z.string()),
  if: z.optional(z.string()),
  "runs-on": z.literal("ubuntu-latest"),
  environment: z.optional(z.string()),
  outputs: z.optional(texts),
  env: z.optional(texts),
  steps,
});
const cron = z.string().check(z.regex(/^[\d*,/-]+(?: [\d*,/-]+){4}$/));
const some = z.array(z.string()).check(z.minLength(1));
const events = z.strictObject({
  pull_request: z.optional(z.strictObject({ types: z.optional(some), paths: z.optional(some) })),
  push: z.optional(z.strictObject({ branches: some, paths: z.optional(some) })),
  schedule: z.optional(z.array(z.strictObject({ cron })).check(z.minLength(1))),
  workflow_dispatch: z.optional(z.null()),
});
const workflow = z.strictObject({
  name: z.optional(z.string()),
  on: z.optional(events),
  permissions: z.optional(z.record(z.string(), z.string())),
  concurrency: z.optional(z.strictObject({ group: z.string() })),
  jobs: z.record(z.string(), job),
});

export type Job = z.infer<typeof job>;
export type RecipeStep = z.infer<typeof steps>[number];
export type Workflow = z.infer<typeof workflow>;

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const block = /```yaml\n(.*?)```/s;

/** A list is the steps of a job, as they would be pasted into one. */
export function readWorkflow(yaml: string): Workflow {
  const content: unknown = parse(yaml);
  return workflow.parse(
    Array.isArray(content) ? { jobs: { job: { "runs-on": "ubuntu-latest", steps: content } } } : content,
  );
}

function firstBlock(text: string, of: string): string {
  const [, yaml] = block.exec(text) ?? [];
  if (yaml === undefined) throw new Error(`the README has no YAML for ${of}`);
  return yaml;
}

/** The names of all recipes, in the order of the README. */
export const recipeNames = [...readme.matchAll(/<!-- recipe: ([\w-]+) -->/g)].map(([, name = ""]) => name);

/** The recipe behind its marker; `first` is the example at the top of the README, which has none. */
export function recipe(name: string): Workflow {
  if (name === "first") return readWorkflow(firstBlock(readme, name));
  const [, after] = readme.split(`<!-- recipe: ${name} -->\n`);
  if (after === undefined) throw new Error(`the README has no recipe ${name}`);
  return readWorkflow(firstBlock(after.split("<!-- recipe:")[0] ?? "", name));
}

/** Files that the README shows: in a sentence, `path` is a list such as `content`, or behind a marker. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...readme.matchAll(/`(\.github\/[^`]+)` is a list such as\s+`([^`]+)`/g),
    ...readme.matchAll(/<!-- file: (\S+) -->\n\n```yaml\n(.*?)```/gs),
  ].map(([, path = "", content = ""]) => [path, content]),
);
