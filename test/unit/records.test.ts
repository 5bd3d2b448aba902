import { globSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { allInputs, allOutputs, endpoints, operations } from "../../src/operations/index.ts";
import { general } from "../../src/words/inputs.ts";
import { universal } from "../../src/words/outputs.ts";
import { neonDocument } from "../emulator/document.ts";
import { examples, nameOf } from "../examples.ts";

const document = neonDocument();

/** A record, what Neon's document says of its route, and its example. */
const table = endpoints.map((endpoint) => {
  const name = nameOf(endpoint);
  const [method = "", template = ""] = endpoint.route.split(" ");
  const route = document.routes.find((known) => known.method === method && known.path === template);
  return { name, endpoint, route, example: examples[name] };
});

/** Inputs that an example may do without. */
const setAside = new Set([
  "auth_provider",
  "confirm",
  "database_url",
  "delete_data",
  "if_exists",
  "if_missing",
  "microsoft_tenant_id",
  "origin",
  "password",
  "roles",
  "users_file",
  "wait_for_sync",
  "wait_until_ready",
]);

describe("a record", () => {
  test.each(table)("$name has a route of Neon's document", ({ route }) => {
    expect(route).toBeDefined();
  });

  test.each(table)("$name sends a request that is valid by Neon's document", ({ route, example }) => {
    const { method, path, body } = example.request;
    const matched = document.matchRoute(method, path);
    expect(matched?.route).toBe(route);
    expect(matched && document.validateRequest(matched.route, matched.params, body)).toEqual([]);
  });

  test.each(table)("$name reads an answer that is valid by Neon's document", ({ route, example }) => {
    expect(route && document.validateAnswer(route, example.answer.status, example.answer.body)).toEqual([]);
  });

  test.each(table)("$name announces the end of its route exactly if Neon does", ({ endpoint, route }) => {
    expect(endpoint.deprecated !== undefined).toBe(route?.deprecated);
  });

  test.each(table)(
    "$name is shown by its example with every input that it takes",
    ({ endpoint, example }) => {
      const taken = new Set<string>(["project_id", ...endpoint.required, ...endpoint.optional]);
      const shown = new Set(Object.keys(example.inputs));
      expect([...taken.difference(shown).difference(setAside)]).toEqual([]);
      expect([...shown.difference(taken)]).toEqual([]);
    },
  );
});

test("every route of Neon Auth in Neon's document has a record", () => {
  const auth = document.routes.filter(
    ({ tags, internal }) => tags.some((tag) => tag.startsWith("Auth")) && !internal,
  );
  expect(auth.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    endpoints.map(({ route }) => route as string).toSorted(),
  );
});

test("every file of operations is in the list", async () => {
  const listed = new Set<unknown>(operations);
  const forgotten: string[] = [];
  let found = 0;
  for (const file of globSync(new URL("../../src/operations/*.ts", import.meta.url).pathname)) {
    const { operations = [] }: { operations?: readonly unknown[] } = await import(file);
    if (basename(file) === "index.ts") continue;
    found += operations.length;
    if (operations.some((operation) => !listed.has(operation)))
      forgotten.push(`Name the operations of src/operations/${basename(file)} in src/operations/index.ts.`);
  }
  expect(forgotten).toEqual([]);
  expect(found).toBe(operations.length);
});

test("every record has an example, and every example a record", () => {
  const names = table.map(({ name }) => name);
  const shown = Object.keys(examples);
  const says = [
    ...names.filter((name) => !shown.includes(name)).map((name) => `Add \`${name}\` to test/examples.ts.`),
    ...shown
      .filter((name) => !(names as string[]).includes(name))
      .map((name) => `Drop \`${name}\` from test/examples.ts: there is no such record.`),
  ];
  expect(says).toEqual([]);
});

test("no operation stands twice in a scope, but as a variant", () => {
  const names = table.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test("every input and every output belongs to an operation or to all", () => {
  const taken = new Set<string>([
    ...general,
    ...operations.flatMap(({ required, optional }) => [...required, ...optional]),
    // Each stands in for `branch_id` where that is needed.
    ...(endpoints.some(({ required }) => required.includes("branch_id"))
      ? ["branch_name", "default_branch"]
      : []),
  ]);
  const set = new Set<string>([...universal, ...operations.flatMap((operation) => operation.outputs)]);
  expect([
    ...Object.keys(allInputs)
      .filter((name) => !taken.has(name))
      .map((name) => `No operation takes input \`${name}\`: name it in a record, or drop it.`),
    ...Object.keys(allOutputs())
      .filter((name) => !set.has(name))
      .map((name) => `No operation sets output \`${name}\`: name it in a record, or drop it.`),
  ]).toEqual([]);
});
