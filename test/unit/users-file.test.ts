import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readUsers } from "../../src/operations/users-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "users-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return readUsers(name, "branch", folder);
};
const json = (...list: unknown[]) => read("users.json", JSON.stringify(list));
const csv = (content: string | Buffer) => read("users.csv", content);

/** The problems that a file is refused for. */
const problems = (users: Promise<unknown>): Promise<string> =>
  users.then(
    () => "none",
    (error: Error) => error.message,
  );

const ada = { email: "ada@example.com" };

test.each([
  ["one role", "admin", ["admin"]],
  ["roles separated by semicolons", "admin; editor", ["admin", "editor"]],
  ["roles separated by commas", "admin,editor", ["admin", "editor"]],
  ["a list", ["admin", "editor"], ["admin", "editor"]],
])("roles of a JSON list: %s", async (_, given, roles) => {
  expect(await json({ ...ada, roles: given })).toEqual([{ ...ada, roles }]);
});

test.each([null, "", " ", undefined])("a name and roles that are %j are not given", async (nothing) => {
  expect(await json({ ...ada, name: nothing, roles: nothing })).toEqual([ada]);
  expect(await json({ ...ada, roles: [] })).toEqual([ada]);
});

test("a semicolon belongs to a name", async () => {
  expect(await json({ ...ada, name: "Lovelace; Ada" })).toEqual([{ ...ada, name: "Lovelace; Ada" }]);
  expect(await csv("email,name\nada@example.com,Lovelace; Ada\n")).toEqual([
    { ...ada, name: "Lovelace; Ada" },
  ]);
});

test("a CSV file may have quotes, empty lines, line ends of Windows and its columns in any order", async () => {
  const content = '\ufeffroles,name,email\r\n\r\n"admin,editor","Lovelace, Ada",ada@example.com\r\n';
  expect(await csv(content)).toEqual([{ ...ada, name: "Lovelace, Ada", roles: ["admin", "editor"] }]);
});

test.each<[string, unknown, string]>([
  ["a number as email", { email: 1 }, "`email` must be a text."],
  ["an object as name", { ...ada, name: { first: "Ada" } }, "`name` must be a text."],
  ["a flag as name", { ...ada, name: true }, "`name` must be a text."],
  ["a list as name", { ...ada, name: ["Ada"] }, "`name` must be a text."],
  ["a list as email", { email: ["ada@example.com"] }, "`email` must be a text."],
  ["a number as roles", { ...ada, roles: 1 }, "`roles` must be a text or a list of texts."],
  ["an object as role", { ...ada, roles: [{ role: "a" }] }, "`roles` must be a text or a list of texts."],
  ["nothing as role", { ...ada, roles: [null] }, "`roles` must be a text or a list of texts."],
  ["half of a character", { ...ada, name: "\ud800" }, "`name` holds half of a character."],
  ["a name of two lines", { ...ada, name: "A\nB" }, "`name` must be one line of at most 255 characters."],
  ["no email", { name: "Ada" }, "`email` is missing."],
  ["an empty email", { email: "" }, "`email` is missing."],
  ["no object", "ada@example.com", "is no object."],
  [
    "a field that is nearly one",
    { ...ada, nmae: "Ada" },
    "unknown field `nmae` (did you mean `name`?); there are `email`, `name`, `roles`, `password`.",
  ],
  [
    "a field of another name",
    { ...ada, phone: "pass" },
    "unknown field `phone`; there are `email`, `name`, `roles`, `password`.",
  ],
  [
    "a field that may be a credential",
    { ...ada, napi_x3v9aq: "" },
    "field 2 is unknown; there are `email`, `name`, `roles`, `password`.",
  ],
])("a JSON list with %s is refused at its line", async (_, given, says) => {
  const content = JSON.stringify([{ email: "first@example.com" }, given], undefined, 1);
  expect(await problems(read("users.json", content))).toBe(`\`users_file\`, line 5, user 2: ${says}`);
});

test.each([
  [
    "two columns of one name",
    "email,name,email\na@example.com,A,b@example.com\n",
    "line 1: the field `email` is there twice.",
  ],
  [
    "semicolons",
    "email;name;roles\nada@example.com;Ada;admin\n",
    "line 1: the fields are separated by `;`, as Excel writes them in many countries. Separate them by `,`, or give a JSON list.",
  ],
  [
    "an unknown column",
    "mail,email\na,b@example.com\n",
    "line 1: unknown field `mail` (did you mean `email`?); there are `email`, `name`, `roles`, `password`.",
  ],
  ["no email", "name,roles\nAda,admin\n", "line 1: there is no field `email`."],
  [
    "a line that is too long",
    "email,name\n\na@example.com,A,b\n",
    "line 3: there are more or fewer fields than in the header.",
  ],
  [
    "a quotation mark left open",
    'email,name\na@example.com,"A\n',
    "line 2: a quotation mark is out of place.",
  ],
  [
    "a cell that is wrong",
    'email,name\n"a@example.com",A\nb,B\n',
    "line 3, user 2: `email` must be an email address.",
  ],
])("a CSV file with %s is refused at its line", async (_, content, says) => {
  expect(await problems(csv(content))).toBe(`\`users_file\`, ${says}`);
});

test("a CSV file without a header shows none of its data", async () => {
  const said = await problems(csv("ada@example.com,Ada Lovelace 2\nbob@example.com,Bob\n"));
  expect(said).toContain("line 1: there is no field `email`.");
  expect(said).not.toMatch(/ada|lovelace|bob/i);
});

const utf8 = "is not UTF-8: save the file as UTF-8, which Excel calls “CSV UTF-8”.";
const latin1 = (text: string) => Buffer.from(text, "latin1");
test.each([
  [
    "Latin-1 in CSV",
    "a.csv",
    latin1("email,name\na@example.com,Müller\n"),
    `, line 2, user 1: \`name\` ${utf8}`,
  ],
  [
    "Latin-1 in JSON",
    "a.json",
    latin1('[\n{"email":"a@example.com","name":"Müller"}]'),
    `, line 2, user 1: \`name\` ${utf8}`,
  ],
  [
    "Latin-1 that another field of the same name hides",
    "a.json",
    latin1('[{"email":"ü","email":"a@example.com"}]'),
    ` ${utf8}`,
  ],
  ["UTF-16", "a.csv", Buffer.from("\ufeffemail,name\n", "utf16le"), ` ${utf8}`],
])("%s is refused", async (_, name, content, says) => {
  expect(await problems(read(name, content))).toBe(`\`users_file\`${says}`);
});

test("a replacement character that stands in the file as UTF-8 is a character like any other", async () => {
  expect(await json({ ...ada, name: "\ufffd" })).toEqual([{ ...ada, name: "\ufffd" }]);
});

test.each([
  ["roles", ["admin"]],
  ["password", "correct horse"],
])("%s are refused on the project-scoped API, which cannot set them", async (field, value) => {
  writeFileSync(join(folder, "branch.json"), JSON.stringify([{ ...ada, [field]: value }]));
  expect(await problems(readUsers("branch.json", "project", folder))).toBe(
    `\`users_file\`, line 1, user 1: \`${field}\` can be given on a branch only: name the branch, or drop the field.`,
  );
});

test("a file that is not there names the usual cause", async () => {
  expect(await problems(readUsers("users.json", "branch", join(folder, "empty")))).toBe(
    "`users_file` names `users.json`, and no such file is there. Check that a step with `actions/checkout` comes before this one, and that the path is relative to the workspace.",
  );
});

test("only an ordinary file of bounded size is read", { timeout: 5000 }, async () => {
  mkdirSync(join(folder, "folder.json"));
  execFileSync("mkfifo", [join(folder, "pipe.json")]);
  writeFileSync(join(folder, "large.json"), "");
  truncateSync(join(folder, "large.json"), 100_000_000);
  const said = await Promise.all(
    ["folder.json", "pipe.json", "/dev/zero", "large.json"].map((name) =>
      problems(readUsers(name, "branch", folder)),
    ),
  );
  expect(said).toEqual([
    "`users_file` names `folder.json`, which is no ordinary file.",
    "`users_file` names `pipe.json`, which is no ordinary file.",
    "`users_file` names `/dev/zero`, which is no ordinary file.",
    "`users_file` is larger than 5 MB: split it.",
  ]);
});

test("an unknown field is told once, and what is too much is counted", async () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ email: `no address ${index}`, mail: "" }));
  const lines = (await problems(json(...many))).split("\n");
  expect(lines.filter((line) => line.includes("unknown field"))).toHaveLength(1);
  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toBe("- … and 11 more problems.");
});
