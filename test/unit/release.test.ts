import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";

const github = fileURLToPath(new URL("../../.github/", import.meta.url));
const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  git("init", "--quiet", "--initial-branch", "main");
});
afterEach(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]): string =>
  execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" }).trim();

/** Runs one of the scripts in the repository. */
function run(script: string, ...args: string[]): { status: number; said: string } {
  try {
    const said = execFileSync("bash", [join(github, "release", script), ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    });
    return { status: 0, said: said.trim() };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { status, said: (stdout + stderr).trim() };
  }
}

/** Commits a version, and tags it. */
function version(
  number: string,
  { changelog = `## ${number} (2026-11-28)`, tag = `v${number}` } = {},
): string {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "a", version: number }, null, 2));
  writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n${changelog}\n`);
  git("add", ".");
  git("commit", "--quiet", "--allow-empty", "--message", number);
  git("tag", tag);
  return git("rev-parse", "HEAD");
}

/** Does what the workflow does with what the script says. */
function publish(tag: string): void {
  const { said } = run("next-major.sh", tag);
  const [major, commit] = said.split(" ");
  if (major && commit) git("tag", "--force", major, commit);
}

describe("the tag of the major version", () => {
  test("is made by the first release, and moves to each later one", () => {
    version("1.0.0");
    publish("v1.0.0");
    expect(git("rev-parse", "v1")).toBe(git("rev-parse", "v1.0.0"));
    version("1.10.0");
    publish("v1.10.0");
    expect(git("rev-parse", "v1")).toBe(git("rev-parse", "v1.10.0"));
  });

  test("does not move back to an older release that is published late", () => {
    version("1.9.0");
    version("1.10.0");
    publish("v1.10.0");
    publish("v1.9.0");
    expect(git("rev-parse", "v1")).toBe(git("rev-parse", "v1.10.0"));
  });

  test("of another major version is another one", () => {
    version("1.9.0");
    publish("v1.9.0");
    version("2.0.0");
    publish("v2.0.0");
    expect(git("rev-parse", "v1")).toBe(git("rev-parse", "v1.9.0"));
    expect(git("rev-parse", "v2")).toBe(git("rev-parse", "v2.0.0"));
  });

  test("stays if the release is published again", () => {
    version("1.0.0");
    publish("v1.0.0");
    expect(run("next-major.sh", "v1.0.0")).toEqual({ status: 0, said: "" });
  });

  test.each(["v1", "1.0.0", "v1.0.0-rc.1", "v01.0.0"])("is none for %s", (tag) => {
    version("1.0.0", { tag });
    expect(run("next-major.sh", tag).status).toBe(1);
  });
});

describe("a tag", () => {
  test("of the version of main, with a dated entry, may be released", () => {
    version("1.0.0");
    expect(run("verify.sh", "v1.0.0", "main")).toEqual({ status: 0, said: "v1.0.0 may be released." });
  });

  test.each<[what: string, number: string, given: Parameters<typeof version>[1], said: string]>([
    ["of another version", "1.0.0", { tag: "v1.0.1" }, "package.json has another version."],
    [
      "without a date in the changelog",
      "1.0.0",
      { changelog: "## 1.0.0 (unreleased)" },
      "the changelog has no entry '## 1.0.0 (YYYY-MM-DD)'.",
    ],
    ["that is no version", "1.0.0", { tag: "v1" }, "it is not vX.Y.Z."],
  ])("%s must not", (_, number, given, said) => {
    version(number, given);
    const tag = given?.tag ?? `v${number}`;
    expect(run("verify.sh", tag, "main")).toEqual({
      status: 1,
      said: `${tag} must not be released: ${said}`,
    });
  });

  test("of a commit that is not on main must not", () => {
    version("1.0.0");
    git("switch", "--quiet", "--create", "other");
    version("1.0.1");
    expect(run("verify.sh", "v1.0.1", "main").said).toBe(
      "v1.0.1 must not be released: its commit is not on main.",
    );
  });
});

describe("every workflow", () => {
  const workflows = readdirSync(join(github, "workflows")).map((name) => {
    const text = readFileSync(join(github, "workflows", name), "utf8");
    return [name, text, parse(text) as Workflow] as const;
  });

  test.each(workflows)("%s names each action by the hash of a release", (_, text) => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(([, action]) => action !== "./");
    for (const [, action, comment] of uses) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  test.each(workflows)(
    "%s gives no permission to all of its jobs but to read",
    (_, _text, { permissions }) => {
      expect([{}, { contents: "read" }]).toContainEqual(permissions);
    },
  );

  test.each(workflows)(
    "%s puts no text from outside into a script, and keeps no token in a checkout",
    (_, text, { jobs }) => {
      for (const { steps = [] } of Object.values(jobs))
        for (const step of steps) {
          expect(step.run ?? "").not.toContain("${{");
          if (step.uses?.startsWith("actions/checkout"))
            expect(step.with).toMatchObject({ "persist-credentials": false });
        }
      expect(text).not.toContain("pull_request_target");
    },
  );
});

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps?: readonly {
          readonly run?: string;
          readonly uses?: string;
          readonly with?: unknown;
        }[];
      }
    >
  >;
}
