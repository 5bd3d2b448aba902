import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, main, mainsPlayed, runAction } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon({ validate: false });
});
beforeEach(() => {
  neon.reset();
  neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
});
afterAll(() => neon.close());

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const mebibyte = 1024 * 1024;

test.each(mainsPlayed)(
  "%s: a summary that is too long for GitHub ends at a row, with a note",
  async (main) => {
    const providers = Array.from({ length: 200 }, (_, n) => ({
      id: `p${n}`,
      type: "standard",
      client_id: "<".repeat(1500),
    }));
    neon.next({ method: "GET" }, { kind: "answer", status: 200, body: { providers } });
    const result = await runAction(main, { ...at(neon), operation: "list-oauth-providers", ...branch });
    expect(result.exitCode).toBe(0);
    const summary = result.files.step_summary;
    expect(Buffer.byteLength(summary)).toBeGreaterThan(mebibyte - 20_000);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(mebibyte);
    expect(summary).toMatch(
      /<\/tr><\/table><\/details>\n<p>The rest is left out: GitHub shows no summary of more than 1 MiB\.<\/p>\n$/,
    );
    expect(JSON.parse(result.outputs.oauth_providers ?? "")).toHaveLength(200);
  },
);

test("a dry run of many users has such a summary too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "limits-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const users = Array.from({ length: 5000 }, (_, n) => ({
    email: `${n}@example.com`,
    name: "x".repeat(250),
  }));
  writeFileSync(join(folder, "users.json"), JSON.stringify(users));
  const result = await runAction(main, {
    ...at(neon),
    operation: "create-user",
    users_file: join(folder, "users.json"),
    dry_run: "true",
    ...branch,
  });
  expect(result.exitCode).toBe(0);
  expect(Buffer.byteLength(result.files.step_summary)).toBeLessThanOrEqual(mebibyte);
  expect(result.files.step_summary).toContain("The rest is left out");
});

test.each(mainsPlayed)(
  "%s: more warnings than GitHub shows are in the log, and one says so",
  async (main) => {
    const settings = [
      "email_and_password_enabled",
      "require_email_verification",
      "auto_sign_in_after_verification",
      "send_verification_email_on_sign_up",
      "send_verification_email_on_sign_in",
      "disable_sign_up",
      "allow_localhost",
      "organization_enabled",
      "send_invitation_email",
      "magic_link_enabled",
      "webhook_enabled",
    ];
    const inputs = Object.fromEntries(settings.map((name) => [name, "true"]));
    const result = await runAction(main, { ...at(neon), operation: "list-domains", ...branch, ...inputs });
    expect(result.exitCode).toBe(0);
    const said = settings.map((name) => `\`list-domains\` does not take \`${name}\`: drop it.`);
    expect(result.annotations.map(({ message }) => message)).toEqual([
      ...said.slice(0, 9),
      "GitHub shows no more warnings of a step here: the others are in its log.",
    ]);
    for (const text of said.slice(9)) expect(result.log).toContain(`Warning: ${text}`);
  },
);

test.each(mainsPlayed)("%s: a message of more than 2,000 characters is cut, with a note", async (main) => {
  const message = "a ".repeat(50_000);
  neon.next({ method: "GET" }, { kind: "answer", status: 400, body: { message, code: "", request_id: "r" } });
  const result = await runAction(main, { ...at(neon), operation: "list-domains", ...branch });
  const error = errorOf(result);
  expect(error).toMatch(
    /^Neon refused the request \(400\): (a )+… \(98039 more characters\)\. .*, request ID r\]$/,
  );
  expect(error.length).toBeLessThan(2500);
});

test.each(mainsPlayed)("%s: an answer of more than 1 MB is not read to its end", async (main) => {
  neon.next({ method: "GET" }, { kind: "huge", bytes: 100_000_000 });
  const result = await runAction(main, { ...at(neon), operation: "list-domains", ...branch, retries: "0" });
  expect(errorOf(result)).toContain("an answer of more than 1000000 bytes");
});
