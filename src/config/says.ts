import type { Config } from "./file.ts";
import { isDelete, type Plan, rowPath } from "./plan.ts";
import type { Row } from "./section.ts";

const signs = { delete: "-", replace: "±", change: "~", add: "+" } as const;

/** `2 to add, 1 to change, 1 to delete` */
export function countsOf(rows: readonly Row[]): string {
  const count = (...changes: readonly Row["change"][]) =>
    rows.filter(({ change }) => changes.includes(change)).length;
  const counts = [
    [count("delete"), "to delete"],
    [count("replace"), "to replace"],
    [count("change"), "to change"],
    [count("add"), "to add"],
  ] as const;
  return counts.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : [])).join(", ");
}

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

export const deletesOf = (plan: Plan): number => plan.rows.filter(isDelete).length;
