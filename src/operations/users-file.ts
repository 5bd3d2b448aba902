import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { InputError } from "../ground/errors.ts";
import { inputs } from "../words/inputs.ts";

export interface User {
  readonly email: string;
  readonly name?: string;
  readonly roles?: string[];
}

/** More problems than this are counted, not listed. */
const MOST = 20;

/**
 * Users from a JSON list of objects or a CSV file with a header, both with `email` and perhaps `name` and
 * `roles`. The path is relative to the workspace. Everything wrong is one error that names lines, not values.
 */
export async function readUsers(
  file: string,
  workspace = process.env.GITHUB_WORKSPACE ?? ".",
): Promise<User[]> {
  const rows = await readRows(file, readText(file, workspace));
  const problems: string[] = [];
  const firstOf = new Map<string, number>();
  const users = rows.map((row, index) => {
    const problem = (text: string) => problems.push(`\`users_file\`, user ${index + 1}: ${text}.`);
    const { email, name, roles, ...others } = row;
    for (const field of Object.keys(others))
      if (!/^\w{1,40}$/.test(field)) problem("a field has no proper name");
    const unknown = Object.keys(others).filter((field) => /^\w{1,40}$/.test(field));
    if (unknown.length > 0)
      problem(`unknown ${unknown.join(", ")}; there are \`email\`, \`name\` and \`roles\``);
    const parsed = {
      email: inputs.email.parse(textOf(email))?.value,
      name: textOf(name) === "" ? undefined : inputs.name.parse(textOf(name))?.value,
      roles: textOf(roles) === "" ? undefined : inputs.roles.parse(textOf(roles))?.value,
    };
    if (parsed.email === undefined) problem(`\`email\` must ${inputs.email.must}`);
    if (parsed.name === undefined && textOf(name) !== "") problem(`\`name\` must ${inputs.name.must}`);
    if (parsed.roles === undefined && textOf(roles) !== "") problem(`\`roles\` must ${inputs.roles.must}`);
    const key = (parsed.email ?? "").toLowerCase();
    const first = firstOf.get(key);
    if (key !== "" && first !== undefined) problem(`has the same email as user ${first}`);
    else firstOf.set(key, index + 1);
    return {
      email: parsed.email ?? "",
      ...(parsed.name && { name: parsed.name }),
      ...(parsed.roles && { roles: parsed.roles }),
    };
  });
  if (rows.length === 0) problems.push("`users_file` has no users in it.");
  if (problems.length > MOST)
    problems.splice(MOST, Infinity, `… and ${problems.length - MOST} more problems.`);
  if (problems.length > 0) throw new InputError(problems);
  return users;
}

function readText(file: string, workspace: string): string {
  try {
    return readFileSync(resolve(workspace, file), "utf8");
  } catch (error) {
    const { code } = error as { code?: string };
    throw new InputError([
      `\`users_file\` cannot be read (${code}): give its path relative to the workspace.`,
    ]);
  }
}

async function readRows(file: string, text: string): Promise<Record<string, unknown>[]> {
  const rows = extname(file).toLowerCase() === ".csv" ? await parseCsv(text) : parseJson(text);
  if (
    !Array.isArray(rows) ||
    rows.some((row) => typeof row !== "object" || row === null || Array.isArray(row))
  )
    throw new InputError([
      "`users_file` must be a JSON list of objects, or a CSV file with a header, named `….csv`.",
    ]);
  return rows;
}

/** The parser is loaded only for a file of its kind. Its messages quote the text, so they go nowhere. */
async function parseCsv(text: string): Promise<unknown> {
  const { parse } = await import("csv-parse/sync");
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw new InputError([`\`users_file\` is not a proper CSV file${lines ? `: see line ${lines}` : ""}.`]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

/** CSV knows texts only; JSON may have a list of roles. Several roles in a cell are separated by `;`. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join("\n");
  return value === undefined || value === null ? "" : String(value).replaceAll(";", "\n").trim();
}
