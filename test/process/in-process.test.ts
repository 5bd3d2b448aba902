import { createHash } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { type Github, startGithub } from "../emulator/github/server.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import type { StepResult } from "../runner/runner.ts";
import { at, runAction } from "./action.ts";
import { configFile, workspace } from "./config-file.ts";

type Given = Readonly<Record<string, string>>;

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const repository = "octo-org/octo-repo";
const file = "version: 1\ndefaults:\n  domains:\n    - https://app.example.com\n";

/** What differs from one run of the same step to the next is as good as told by its kind. */
const settled = (text: string): string =>
  text
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "(uuid)")
    .replaceAll(/\b(pck|ssk|key)_\w{16,}|[\da-f]{24,}/g, "(secret)")
    .replaceAll(/127\.0\.0\.1:\d+/g, "(address)")
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, "(time)");

/** Everything that a step leaves behind. */
const left = ({ connections, ...result }: StepResult): unknown =>
  JSON.parse(settled(JSON.stringify({ ...result, connected: connections.length > 0 })));

interface Place {
  readonly neon: Neon;
  readonly github: Github;
  readonly folder: string;
}

async function openPlace(): Promise<Place> {
  const neon = await startNeon({ apiKey: "napi_key-of-both" });
  const github = await startGithub({ repositories: [repository] });
  const { path: folder, [Symbol.asyncDispose]: forget } = await workspace({ [configFile]: file });
  onTestFinished(async () => {
    await Promise.all([neon.close(), github.close(), forget()]);
  });
  return { neon, github, folder };
}

test.each<[what: string, inputs: Given, exitCode: number]>([
  ["gives values", { operation: "create-integration" }, 0],
  ["fails", { operation: "list-domains" }, 1],
  ["is refused", { operation: "add-domain", domain: "not a domain", project_id: "" }, 1],
  [
    "loads more of the action",
    { operation: "create-integration", github_secrets: "AUTH=base_url", github_token: "a-token" },
    0,
  ],
  ["reads a file", { operation: "validate-config", config_file: configFile }, 0],
  ["looks only", { operation: "create-integration", dry_run: "true" }, 0],
])("a step that %s leaves behind here what it does in a process of its own", async (_, inputs, exitCode) => {
  const results = [];
  for (const inProcess of [true, false]) {
    const { neon, github, folder } = await openPlace();
    const given = {
      ...at(neon),
      ...branch,
      ...inputs,
      ...(inputs.github_token && { github_token: github.token }),
    };
    const env = { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: repository };
    const result = await runAction("dist", given, { cwd: folder, env, inProcess });
    results.push({
      ...(left(result) as object),
      asked: neon.requests.map(({ method, path }) => `${method} ${path}`),
    });
  }
  const [here, apart] = results;
  expect(here).toEqual(apart);
  expect(apart).toMatchObject({ exitCode, connected: expect.any(Boolean) });
});

test("a step in this process knows nothing of the one before", async () => {
  const { neon } = await openPlace();
  const inputs = { ...at(neon), ...branch, operation: "get-integration" };
  const secret = createHash("sha256").update("another").digest("hex");
  const first = await runAction("dist", { ...inputs, api_key: secret });
  const second = await runAction("dist", inputs);
  expect(first.masks).toContain(secret);
  expect(second.masks).not.toContain(secret);
  expect(process.exitCode).toBeUndefined();
});
