import type { Config } from "./file.ts";
import { order, type Plan, rowPath } from "./plan.ts";
import type { Row } from "./section.ts";

const signs = { delete: "-", replace: "±", change: "~", add: "+" } as const;

const words = {
  delete: { todo: "to delete", done: "deleted" },
  replace: { todo: "to replace", done: "replaced" },
  change: { todo: "to change", done: "changed" },
  add: { todo: "to add", done: "added" },
} as const;

/** `1 to delete, 2 to add`, or the same of what was done. */
export const countsOf = (rows: readonly Row[], tense: "todo" | "done" = "todo"): string =>
  order
    .map((change) => [rows.filter((row) => row.change === change).length, words[change][tense]] as const)
    .flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []))
    .join(", ");

/** The plan as lines of a log: what goes comes first. */
export const linesOf = (plan: Plan): string[] => [
  ...plan.rows.map(rowLine),
  ...plan.kept.map((path) => `${path} is not in the file, and stays.`),
  ...plan.ignored.map((path) => `${path} belongs to another job, and is ignored.`),
  ...plan.resends.map((path) => `${path} cannot be compared here: \`apply-config\` sends it.`),
];

/** Drift as lines of a log: what is where, since nothing is said about who is right. */
export const driftLinesOf = (plan: Plan): string[] => [
  ...plan.rows.map(driftLine),
  ...plan.ignored.map((path) => `${path} belongs to another job, and is ignored.`),
  ...plan.resends.map((path) => `${path} cannot be compared here.`),
];

function driftLine(row: Row): string {
  const path = rowPath(row);
  const { change, from, to } = row;
  if (change === "delete") return `+ ${path}: at Neon only`;
  if (change === "add") return `- ${path}: in the file only`;
  const [is, wanted] = [from, to].map((value) => (value === undefined ? "not set" : valueText(value)));
  return `~ ${path}: ${wanted} in the file, ${is} at Neon`;
}

function rowLine(row: Row): string {
  const path = rowPath(row);
  const { change, from, to } = row;
  const values = [from, to].filter((value) => value !== undefined).map(valueText);
  if (change === "change" && values.length === 1) values.unshift("(not set)");
  return `${signs[change]} ${path}${values.length > 0 ? `: ${values.join(" → ")}` : ""}`;
}

/** A value as the file has it. */
export const valueText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** `environment production on branch main` */
export const whereText = ({ environment, file }: Config, branch: string): string =>
  `${environment === undefined ? file : `environment ${environment} of ${file}`} on branch ${branch}`;
