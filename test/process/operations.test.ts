import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type EndpointName, endpoints } from "../../src/operations/index.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { type Example, examples } from "../examples.ts";
import { page, requestOf } from "../page.ts";
import { at, errorOf, type Main, mainsPlayed, runAction } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const universal = ["scope", "changed", "request_id", "branch_id"];
const table = mainsPlayed.flatMap((main) =>
  (Object.entries(examples) as [EndpointName, Example][]).map(([name, example]) => ({ main, name, example })),
);

/** What does not depend on how the action is packed is shown on the bundle. */
const onDist = table.filter(({ main }) => main === "dist");

/** Runs an example against a Neon that answers what the example says, and nothing else. */
async function runExample(
  main: Main,
  name: EndpointName,
  example: Example,
  inputs: Record<string, string> = {},
) {
  const [scope, operation = ""] = name.split("/");
  const { method } = example.request;
  for (const body of example.looks ?? []) neon.next({ method: "GET" }, { kind: "answer", status: 200, body });
  neon.next({ method, path: example.request.path }, { kind: "answer", ...example.answer, after: "before" });
  const result = await runAction(main, { operation, ...at(neon), ...example.inputs, ...inputs });
  return { result, scope, sent: neon.requests.filter((request) => request.method === method) };
}

/** What has to be there so that a delete has something to do. */
const isThere: Readonly<Partial<Record<EndpointName, object>>> = {
  "project/delete-integration": { data: [{ auth_provider: "stack" }] },
  "branch/delete-integration": { auth_provider: "better_auth" },
  "project/delete-oauth-provider": { providers: [{ id: "google", type: "shared" }] },
  "branch/delete-oauth-provider": { providers: [{ id: "google", type: "shared" }] },
};

describe("an operation", () => {
  test.each(table)(
    "$main: $name sends its request and hands over the answer",
    async ({ main, name, example }) => {
      const { result, scope, sent } = await runExample(main, name, example);

      const { method, path, body } = example.request;
      expect(
        sent.map((request) => ({ method: request.method, path: request.path, body: request.body })),
      ).toEqual([{ method, path: `/api/v2${path}`, body }]);
      expect(sent[0]?.headers).toMatchObject({
        authorization: `Bearer ${neon.apiKey}`,
        "user-agent": expect.stringMatching(/^neon-auth-action\/\d/),
        "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      });
      expect(neon.violations).toEqual([]);

      const outputs = Object.entries(result.outputs).filter(([output]) => !universal.includes(output));
      expect(Object.fromEntries(outputs)).toEqual(example.outputs);
      expect(result.outputs).toMatchObject({ scope, changed: method === "GET" ? "false" : "true" });
      expect(result.outputs.request_id).toBe(neon.requests.at(-1)?.headers["x-request-id"]);

      const given = ["client_secret", "smtp_password"].map((input) => example.inputs[input]).filter(Boolean);
      expect(result.masks).toEqual([neon.apiKey, ...given, ...(example.masks ?? [])]);
      expect(result.exitCode).toBe(0);
    },
  );

  test.each(onDist)(
    "$name shows what it did and what Neon answered in its summary",
    async ({ main, name, example }) => {
      const { result } = await runExample(main, name, example);
      expect(result.summary).toMatchSnapshot();
    },
  );

  test.each(onDist)(
    "$main: $name leaves out of `result` whatever is masked, and only that",
    async ({ main, name, example }) => {
      const all = await runExample(main, name, example);
      const secrets = await runExample(main, name, example, { mask: "secrets" });
      expect(all.result.jobOutputs.result).toBe(all.result.outputs.result);
      expect(secrets.result.jobOutputs.result).toBe(secrets.result.outputs.result);
      const credentials = (example.masks ?? []).filter((mask) => !/jwks|^pck_/.test(mask));
      const given = ["client_secret", "smtp_password"].map((input) => example.inputs[input]).filter(Boolean);
      expect(secrets.result.masks).toEqual([neon.apiKey, ...given, ...credentials]);
      for (const output of ["jwks_url", "pub_client_key"]) {
        const value = example.outputs[output];
        if (value === undefined) continue;
        expect(all.result.jobOutputs[output]).toBe("");
        expect(secrets.result.jobOutputs[output]).toBe(value);
        expect(secrets.result.outputs.result).toContain(value);
      }
    },
  );

  test.each(onDist)(
    "$main: $name only looks in a dry run, and shows its request",
    async ({ main, name, example }) => {
      const looks = isThere[name] ? [isThere[name]] : (example.looks ?? []);
      const { result } = await runExample(main, name, { ...example, looks }, { dry_run: "true" });
      expect(neon.requests.filter(({ method }) => method !== "GET")).toEqual([]);
      expect(result.outputs.changed).toBe("false");
      expect(result.log.join("\n")).toContain(`${example.request.method} ${example.request.path}`);
      expect(result.summary).toContain(`${example.request.method} ${example.request.path}`);
    },
  );

  test.each(onDist)("$main: $name takes 200, 201 and 204 for success", async ({ main, name, example }) => {
    for (const status of [200, 201, ...(example.answer.body === undefined ? [204] : [])]) {
      const { result } = await runExample(main, name, { ...example, answer: { ...example.answer, status } });
      expect(result.exitCode).toBe(0);
    }
  });

  test.each(onDist.filter(({ example }) => example.answer.body !== undefined))(
    "$main: $name fails with a reason on an empty answer",
    async ({ main, name, example }) => {
      const { result } = await runExample(main, name, { ...example, answer: { status: 200 } });
      expect(result.exitCode).toBe(1);
      expect(errorOf(result)).toContain("Neon's answer was not understood");
    },
  );
});

test.each(page)("%s sends what the documentation page shows", (operation, curl) => {
  expect(examples[`project/${operation}` as EndpointName].request).toEqual(requestOf(curl));
});

test("every command of the documentation page is an operation", () => {
  const operations = endpoints.map(({ operation }) => operation as string);
  expect(page.map(([operation]) => operation).filter((name) => !operations.includes(name))).toEqual([]);
});
