import { beforeAll, expect, test, vi } from "vitest";
import { outputText } from "../../src/delivery/output-text.ts";
import { mask, reveal, Secret } from "../../src/ground/secret.ts";
import type { OutputName } from "../../src/words/outputs.ts";

const password = "hunter2/hunter2";
beforeAll(() => {
  using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  mask(password);
  mask("true");
});

const withheld = (name: string) => ({
  warning: `Output \`${name}\` is not set: Neon's answer has a secret of this step in it.`,
});

test.each<[name: OutputName, value: unknown, says: object]>([
  ["base_url", `https://a.example/?key=${password}`, withheld("base_url")],
  ["base_url", "https://a.example/?key=hunter2%2Fhunter2", withheld("base_url")],
  ["jwks_url", new Secret(`https://a.example/${password}`, "public"), withheld("jwks_url")],
  ["request_id", `${"a".repeat(300)}${password}`, withheld("request_id")],
  ["request_id", "a".repeat(900_000), { text: "a".repeat(200) }],
  ["request_id", `${"a".repeat(199)}🎉`, { text: `${"a".repeat(199)}\ufffd` }],
  ["secret_server_key", new Secret(password, "credential"), { text: password }],
  ["jwks_url", new Secret("https://a.example/jwks.json", "public"), { text: "https://a.example/jwks.json" }],
  ["changed", true, { text: "true" }],
  ["branch_id", undefined, {}],
  ["result", { base_url: password, id: "a" }, { text: '{"id":"a"}' }],
  ["result", { [password]: "a" }, withheld("result")],
])("output %s of %j", (name, value, says) => {
  const { text, ...rest } = outputText(name, value, "secrets");
  expect({ ...rest, ...(text === undefined ? {} : { text: reveal(text) }) }).toEqual(says);
});

const line = (index: number, state: string, reason?: string) => ({
  email: `user-${index}@${"a".repeat(200)}.example.com`,
  state,
  ...(reason && { reason }),
});
const lines = (count: number, failing: number, reason = "no") =>
  Array.from({ length: count }, (_, index) =>
    index % failing === 0 ? line(index, "failed", reason) : line(index, "created"),
  );

test("users that fit are all there", () => {
  const users = lines(1000, 10);
  expect(outputText("users", users, "all")).toEqual({ text: JSON.stringify(users) });
});

test("of users that do not fit those that failed are there, and how many the others are", () => {
  const users = lines(3000, 1000);
  const failed = users.filter(({ state }) => state === "failed");
  const rest = "all 3000 are more than the 1 MB that GitHub takes (3 failed, 2997 created).";
  expect(outputText("users", users, "all")).toEqual({
    text: JSON.stringify(failed),
    warning: `Output \`users\` holds 3 of the users that failed and no others: ${rest}`,
  });
  expect(outputText("result", { users }, "all")).toEqual({
    text: JSON.stringify({ failed: 3, created: 2997, users: failed }),
    warning: `Output \`result\` holds 3 of the users that failed and no others: ${rest}`,
  });
});

test.each(["users", "result"] as const)("output %s fits if all users fail for long reasons", (name) => {
  const users = lines(3000, 1, "é".repeat(2000));
  const { text: made, warning } = outputText(name, name === "users" ? users : { users }, "all");
  const text = String(made);
  expect(text.length).toBeLessThanOrEqual(512 * 1024);
  expect(text.length).toBeGreaterThan(500 * 1024);
  expect(warning).toMatch(/holds 2\d\d of the users that failed/);
  expect(JSON.parse(text)).toBeTypeOf("object");
});

test("another list that is too long is not set, and said", () => {
  expect(outputText("domains", ["a".repeat(600_000)], "all")).toEqual({
    warning: "Output `domains` is not set: it is longer than the 1 MB that GitHub takes.",
  });
});
