import { describe, expect, test } from "vitest";
import { type EndpointName, endpoints } from "../../src/operations/index.ts";
import { open } from "../../src/operations/open.ts";
import { general, inputs } from "../../src/words/inputs.ts";
import { outputs, universal } from "../../src/words/outputs.ts";
import { neonDocument } from "../emulator/document.ts";
import { examples } from "../examples.ts";

const document = neonDocument();

/** A record, what Neon's document says of its route, and its example. */
const table = endpoints.map((endpoint) => {
  const name = `${endpoint.scope}/${endpoint.operation}` as EndpointName;
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

test("every route of Neon Auth in Neon's document has a record, but the internal one", () => {
  const auth = document.routes.filter(
    ({ tags, internal }) => tags.some((tag) => tag.startsWith("Auth")) && !internal,
  );
  expect(auth.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    endpoints.map(({ route }) => route as string).toSorted(),
  );
});

test("no operation stands twice in a scope", () => {
  const names = table.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test("every input and every output belongs to an operation or to all", () => {
  const taken = new Set<string>([
    ...general,
    ...[...endpoints, open].flatMap(({ required, optional }) => [...required, ...optional]),
    // Each stands in for `branch_id` where that is needed.
    ...(endpoints.some(({ required }) => required.includes("branch_id"))
      ? ["branch_name", "default_branch"]
      : []),
  ]);
  const set = new Set<string>([...universal, ...endpoints.flatMap((endpoint) => endpoint.outputs)]);
  expect(Object.keys(inputs).filter((name) => !taken.has(name))).toEqual([]);
  expect(Object.keys(outputs).filter((name) => !set.has(name))).toEqual([]);
});
