import type { Neon } from "./server.ts";

/** Adds branches beside the default one of the first project: `preview`, `preview/1` and so on. */
export function addPreviews({ state }: Neon, count: number): void {
  const [project] = state.projects.values();
  if (!project) return;
  const { id } = state.defaultBranch(project);
  for (let n = 0; n < count; n++)
    state.addBranch(project, { name: n === 0 ? "preview" : `preview/${n}`, parent_id: id });
}
