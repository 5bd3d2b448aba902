import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Info } from "csv-parse/sync";
import type { YAMLSeq } from "yaml";
import type { Scope } from "../engine/operation.ts";
import { InputError } from "../ground/errors.ts";
import { type Credential, mask } from "../ground/secret.ts";
import { type InputValue, inputs } from "../words/inputs.ts";
import { didYouMean } from "../words/near.ts";
import { named } from "../words/rules.ts";

export interface User {
  readonly email: string;
  readonly name?: string;
  readonly roles?: string[];
  /** With it, the user can sign in. */
  readonly password?: Credential;
  /** Whether the password stands in the file, where everybody who reads the repository can read it. */
  readonly open?: true;
}

const fields = ["email", "name", "roles", "password"] as const;
type Field = (typeof fields)[number];

/** Largest file in bytes: some 50,000 users, more than Neon's rate limit lets through in an hour. */
const LARGEST = 5_000_000;
/** More problems than this are counted, not listed. */
const MOST = 20;

const notUtf8 = "is not UTF-8: save the file as UTF-8, which Excel calls “CSV UTF-8”";

/** A user as the file has it. A CSV file knows the lines; those of a JSON file are looked for when they are needed. */
interface Row {
  readonly given: unknown;
  readonly line?: number;
}

/** What is wrong, and with which user of the list. */
type Problem = readonly [index: number, text: string];

/**
 * Users from a JSON list of objects or a CSV file with a header, both with `email` and perhaps `name` and
 * `roles`. The path is relative to the workspace. Everything wrong is one error that names lines and fields, not
 * values. Throws for roles on the project-scoped API, which cannot set them.
 */
export async function readUsers(
  file: string,
  scope: Scope,
  workspace = process.env.GITHUB_WORKSPACE ?? ".",
): Promise<User[]> {
  const bytes = readBytes(file, workspace);
  const text = bytes.toString().replace(/^\ufeff/, "");
  if (text.includes("\0")) refuse(notUtf8);
  const csv = extname(file).toLowerCase() === ".csv";
  const rows = csv ? await parseCsv(text) : parseJson(text);
  if (rows.length === 0) refuse("has no users in it");

  const problems: Problem[] = csv ? [] : unknownFields(rows);
  const firstOf = new Map<string, number>();
  const users = rows.map(({ given }, index) => {
    const problem = (text: string) => problems.push([index, text]);
    const user = readUser(given, problem, !isUtf8(bytes));
    const key = user.email.toLowerCase();
    const first = firstOf.get(key) ?? index;
    if (key !== "") firstOf.set(key, first);
    if (first !== index) problem(`\`email\` is the same as that of user ${first + 1}`);
    for (const name of ["roles", "password"] as const)
      if (user[name] && scope === "project")
        problem(`\`${name}\` can be given on a branch only: name the branch, or drop the field`);
    return user;
  });
  if (problems.length === 0 && isUtf8(bytes)) return users;
  if (problems.length === 0) refuse(notUtf8);
  const lines = csv ? rows.map(({ line }) => line) : await linesOf(text);
  throw new InputError(listed(problems, lines));
}

function refuse(problem: string, line?: number): never {
  throw new InputError([`\`users_file\`${line ? `, line ${line}:` : ""} ${problem}.`]);
}

/** Only an ordinary file is read: a pipe would be waited for, and a device has no end. */
function readBytes(file: string, workspace: string): Buffer {
  const path = resolve(workspace, file);
  try {
    const { size } = statSync(path);
    if (!statSync(path).isFile()) refuse(`names \`${file}\`, which is no ordinary file`);
    if (size > LARGEST) refuse(`is larger than ${LARGEST / 1_000_000} MB: split it`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as { code?: string };
    if (code !== "ENOENT" && code !== "ENOTDIR") refuse(`cannot be read (${code})`);
    return refuse(
      `names \`${file}\`, and no such file is there. Check that a step with \`actions/checkout\` comes before this one, and that the path is relative to the workspace`,
    );
  }
}

/** The parser is loaded only for a file of its kind. Its messages quote the text, so they go nowhere. */
async function parseCsv(text: string): Promise<Row[]> {
  const { parse } = await import("csv-parse/sync");
  try {
    const options = { columns: checkHeader, trim: true, skip_empty_lines: true, info: true };
    const rows = parse<{ record: unknown; info: Info }>(text, options);
    return rows.map(({ record, info }) => ({ given: record, line: info.lines }));
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    if (lines === undefined) throw error;
    if (code === "CSV_RECORD_INCONSISTENT_COLUMNS")
      refuse("there are more or fewer fields than in the header", lines);
    return refuse("a quotation mark is out of place", lines);
  }
}

function checkHeader(header: string[]): string[] {
  const [only = ""] = header;
  if (header.length === 1 && only.includes(";"))
    refuse(
      "the fields are separated by `;`, as Excel writes them in many countries. Separate them by `,`, or give a JSON list",
      1,
    );
  const twice = fields.filter((field) => header.indexOf(field) !== header.lastIndexOf(field));
  const unknown = header.map(unknownField).filter((problem) => problem !== undefined);
  const missing = header.includes("email") ? [] : ["there is no field `email`"];
  const problems = [...twice.map((field) => `the field \`${field}\` is there twice`), ...unknown, ...missing];
  if (problems.length > 0)
    throw new InputError(problems.map((problem) => `\`users_file\`, line 1: ${problem}.`));
  return header;
}

/** What does not look like a word may be data, if the header is missing, or a credential: it is not shown. */
function unknownField(name: string, index: number): string | undefined {
  if (fields.some((field) => field === name)) return undefined;
  const shown = /^[a-z]+([ _-][a-z]+){0,2}$/i.test(name) && name.length <= 30;
  const field = shown
    ? `unknown field \`${name}\`${didYouMean(name, fields)}`
    : `field ${index + 1} is unknown`;
  return `${field}; there are ${named(fields)}`;
}

function parseJson(text: string): Row[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    const [, line] = /\(line (\d+) column \d+\)/.exec((error as Error).message) ?? [];
    refuse(
      `is not proper JSON${line ? `: see line ${line}` : ""}. Only a file named \`….csv\` is read as CSV`,
    );
  }
  if (!Array.isArray(list))
    refuse("must be a JSON list of objects, or a CSV file with a header, named `….csv`");
  return list.map((given) => ({ given }));
}

/** Each unknown field once, with the first user who has it. */
function unknownFields(rows: readonly Row[]): Problem[] {
  const told = new Set<string>();
  return rows.flatMap(({ given }, index) =>
    Object.keys(isObject(given) ? given : {}).flatMap((name, at): Problem[] => {
      const problem = told.has(name) ? undefined : unknownField(name, at);
      told.add(name);
      return problem === undefined ? [] : [[index, problem]];
    }),
  );
}

const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === "object" && given !== null && !Array.isArray(given);

type Say = (problem: string) => void;

/** `broken`: bytes that are not UTF-8 were replaced when the file was decoded. */
function readUser(given: unknown, say: Say, broken: boolean): User {
  if (!isObject(given)) {
    say("is no object");
    return { email: "" };
  }
  const read = <F extends Field>(field: F) => readField(field, given[field], say, broken);
  const [email, name, roles] = [read("email"), read("name"), read("roles")];
  if (isEmpty(given.email)) say("`email` is missing");
  const password = isEmpty(given.password) ? {} : readPassword(given.password, say);
  return { email: email ?? "", ...(name && { name }), ...(roles && { roles }), ...password };
}

/** A password, or the variable of the environment that has it. It is masked before it is looked at. */
function readPassword(given: unknown, say: Say): Pick<User, "password" | "open"> {
  const { env } = isObject(given) ? given : {};
  if (typeof given !== "string" && (typeof env !== "string" || Object.keys(Object(given)).length !== 1)) {
    say('`password` must be a text, or `{ "env": "NAME" }` with the name of a variable of the step\'s `env`');
    return {};
  }
  const text = typeof given === "string" ? given : (process.env[String(env)] ?? "");
  if (text.trim() === "")
    say("`password` is empty: the variable that it names is not set in the step's `env`");
  else mask(text);
  const parsed = inputs.password.parse(text);
  if (!parsed && text.trim() !== "") say(`\`password\` must ${inputs.password.must}`);
  return parsed ? { password: parsed.value, ...(typeof given === "string" && { open: true }) } : {};
}

const isEmpty = (given: unknown): boolean =>
  given === undefined ||
  given === null ||
  (Array.isArray(given) && given.length === 0) ||
  (typeof given === "string" && given.trim() === "");

function readField<F extends Field>(
  field: F,
  given: unknown,
  say: Say,
  broken: boolean,
): InputValue<F> | undefined {
  if (isEmpty(given)) return undefined;
  const text = textOf(field, given);
  if (text === undefined) say(`\`${field}\` must be a text${field === "roles" ? " or a list of texts" : ""}`);
  else if (!text.isWellFormed()) say(`\`${field}\` holds half of a character`);
  else if (broken && text.includes("\ufffd")) say(`\`${field}\` ${notUtf8}`);
  else {
    const parsed = inputs[field].parse(text);
    if (!parsed) say(`\`${field}\` must ${inputs[field].must}`);
    return parsed?.value as InputValue<F> | undefined;
  }
  return undefined;
}

/** Several roles are a list, or one text in which `;` separates them. */
function textOf(field: Field, given: unknown): string | undefined {
  if (typeof given === "string") return field === "roles" ? given.replaceAll(";", "\n") : given;
  const isList = field === "roles" && Array.isArray(given);
  return isList && given.every((role) => typeof role === "string") ? given.join("\n") : undefined;
}

/** The lines on which the entries of a JSON list begin. */
async function linesOf(text: string): Promise<number[]> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  const { contents } = parseDocument<YAMLSeq.Parsed>(text, { lineCounter });
  return (contents?.items ?? []).map(({ range }) => lineCounter.linePos(range[0]).line);
}

function listed(problems: readonly Problem[], lines: readonly (number | undefined)[]): string[] {
  const shown = problems
    .toSorted(([a], [b]) => a - b)
    .slice(0, MOST)
    .map(([index, text]) => `\`users_file\`, line ${lines[index]}, user ${index + 1}: ${text}.`);
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more problems.`] : shown;
}
