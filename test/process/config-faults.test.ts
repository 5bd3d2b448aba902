import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import type { Auth, OauthProvider } from "../emulator/state.ts";
import { errorOf, runAction, written } from "./action.ts";
import { configFile, mistakesOf, workspace } from "./config-file.ts";
import { type Given, reads, scene, short } from "./config-scene.ts";

const validate = { operation: "validate-config" };
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
const anchors = "Anchors are not understood: use `defaults`.";
const tags = "Tags are not understood: drop the `!…`.";
const deep = "The file is nested too deeply.";
const empty = "The file is empty. It begins with `version: 1`.";
const directive = "Directives of YAML are not understood.";

describe.concurrent("a file that is no proper YAML has one clear error", () => {
  test.each<[what: string, text: string, line: number, error: string]>([
    ["nothing in it", "", 1, empty],
    ["only a comment", "# canary\n\n", 1, empty],
    ["only the beginning of a document", "---\n", 1, empty],
    ["a text", "canary of a text\n", 1, "The file must be a map: `key: value`, one per line."],
    ["a list", "- version: 1\n", 1, "The file must be a map: `key: value`, one per line."],
    [
      "a second document",
      "version: 1\n---\nversion: canary\n",
      2,
      "There is a second document: one file has one configuration.",
    ],
    ["a directive", "%YAML 1.1\n---\nversion: 1\n", 1, directive],
    [
      "an open quotation mark",
      'version: 1\ndefaults:\n  application_name: "canary\n',
      4,
      "A closing quotation mark, bracket or comma is missing.",
    ],
    [
      "a tab",
      "version: 1\ndefaults:\n\tallow_localhost: true\n",
      3,
      "A tab is used for indentation: use spaces.",
    ],
    [
      "a second colon",
      "version: 1\ndefaults:\n  application_name: My: canary\n",
      3,
      "There is a second `:` in this line: put the value in quotes.",
    ],
    [
      "a reserved character",
      "version: 1\ndefaults:\n  application_name: @canary\n",
      3,
      "A value begins with a character that YAML reserves: put it in quotes.",
    ],
    [
      "a line out of line",
      "version: 1\ndefaults:\n  allow_localhost: true\n application_name: canary\n",
      4,
      "The indentation is not that of its neighbours.",
    ],
    ["a key that is a list", "version: 1\n? [canary]\n: 1\n", 2, "A key is not a text."],
    ["a tag", "version: 1\ndefaults:\n  application_name: !!str canary\n", 3, tags],
    ["a tag of one's own", "version: 1\ndefaults: !canary {}\n", 2, tags],
    ["an anchor that nobody uses", "version: 1\ndefaults: &canary {}\n", 2, anchors],
    ["an anchor in itself", "version: 1\ndefaults: &a { domains: *a }\n", 2, anchors],
    ["lists 20,000 deep", `version: 1\ndefaults: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`, 2, deep],
    ["maps 20,000 deep", `version: 1\ndefaults: ${"{a: ".repeat(20_000)}${"}".repeat(20_000)}\n`, 2, deep],
    ["lists that never end", `version: 1\ndefaults: ${"[".repeat(20_000)}`, 2, deep],
    ["dashes 20,000 deep", `version: 1\ndefaults:\n  ${"- ".repeat(20_000)}a\n`, 3, deep],
    [
      "one very long text",
      `version: 1\ndefaults:\n  application_name: ${"canary".repeat(150_000)}\n`,
      3,
      "`defaults.application_name` must be one line of at most 256 characters.",
    ],
    [
      "a control character",
      'version: 1\ndefaults: { application_name: "a\u001b[31m" }\n',
      2,
      "`defaults.application_name` must be one line of at most 256 characters.",
    ],
    [
      "a key that is a command",
      'version: 1\n"::error::canary": 1\n',
      2,
      "This key is not known. Known here: version, defaults, environments.",
    ],
    ["a web page", "<!DOCTYPE html><html></html>", 1, "The file must be a map: `key: value`, one per line."],
  ])("%s", async (_, text, line, error) => {
    await using place = await workspace({ [configFile]: text });
    const result = await runAction("dist", validate, { cwd: place.path });
    expect(result.annotations).toMatchObject([{ level: "error", file: configFile, line, message: error }]);
    expect(result.annotations).toHaveLength(1);
    expect(result.exitCode).toBe(1);
    expect(`${result.stdout}${result.summary}`).not.toContain("canary");
  });

  const bomb = lines(9, (index) => `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]`).replaceAll(
    "*a-1",
    "x",
  );

  test.each<[what: string, text: string, least: number]>([
    ["a bomb of aliases", `version: 1\n${bomb}`, 9],
    ["10,000 lines that are broken", `version: 1\ndefaults:\n${lines(10_000, () => "  @@: {")}`, 1],
    ["10,000 keys that are the same", `version: 1\ndefaults:\n${lines(10_000, () => "  domains: []")}`, 9999],
    [
      "10,000 wrong domains",
      `version: 1\ndefaults:\n  domains:\n${lines(10_000, (index) => `    - canary${index}`)}`,
      10_000,
    ],
  ])("%s: no more errors than GitHub shows", async (_, text, least) => {
    await using place = await workspace({ [configFile]: text });
    const result = await runAction("dist", validate, { cwd: place.path });
    expect(result.annotations.length).toBeLessThanOrEqual(10);
    expect(mistakesOf(result).length).toBeGreaterThanOrEqual(least);
    expect(result.stdout).not.toContain("canary");
  });

  test("a pattern of very many stars takes no time", async () => {
    const domain = `https://${"a".repeat(250)}.example`;
    const text = `version: 1\ndefaults:\n  domains: ["${domain}"]\n  ignore: { domains: ["https://${"*a".repeat(5000)}", "${"**a".repeat(100)}b"] }\n`;
    await using place = await workspace({ [configFile]: text });
    const result = await runAction("dist", validate, { cwd: place.path, timeoutMs: 10_000 });
    expect(result.exitCode).toBe(0);
  });
});

describe.concurrent("a file that cannot be read has one clear error", () => {
  const names = (problem: string, name = configFile) => `\`config_file\` names \`${name}\`, ${problem}.`;
  const notThere =
    "and no such file is there. Check that a step with `actions/checkout` comes before this one, and that the path is relative to the workspace";
  const notUtf8 = "which is not UTF-8: save it as UTF-8";
  const leadsOut = "which leads out of the workspace: give an absolute path if that is meant";
  const put = (content: string | Uint8Array) => async (root: string) => {
    await mkdir(join(root, ".github"));
    await writeFile(join(root, configFile), content);
  };
  const link = (to: string) => async (root: string) => {
    await mkdir(join(root, ".github"));
    await symlink(to, join(root, configFile));
  };

  test.each<[what: string, make: (root: string) => Promise<unknown>, error: string, config_file?: string]>([
    ["that is not there", async () => {}, names(notThere)],
    ["below a file", put(""), names(notThere, `${configFile}/more`), `${configFile}/more`],
    ["that is a directory", async () => {}, names("which is no ordinary file", "."), "."],
    [
      "that is a pipe",
      async (root) => execFileSync("mkfifo", [join(root, "pipe")]),
      names("which is no ordinary file", "pipe"),
      "pipe",
    ],
    ["that is a link out of the workspace", link("/etc/hostname"), names(leadsOut)],
    ["that is a link to a device", link("/dev/zero"), names("which is no ordinary file")],
    ["that is a link to itself", link("neon-auth.yml"), names("which cannot be read (ELOOP)")],
    ["by a path out of the workspace", async () => {}, names(leadsOut, "../auth.yml"), "../auth.yml"],
    ["of 5 MB", put(`version: 1\n${"#".repeat(5_000_000)}`), names("which is larger than 1 MB")],
    ["with a NUL", put("version: 1\0\n"), names(notUtf8)],
    ["in Latin-1", put(Buffer.from("version: 1 # canary Gefällt\n", "latin1")), names(notUtf8)],
    ["in UTF-16", put(Buffer.from("\ufeffversion: 1\n", "utf16le")), names(notUtf8)],
  ])("%s", async (_, make, error, config_file) => {
    await using place = await workspace({});
    await make(place.path);
    const given = { ...validate, ...(config_file && { config_file }) };
    const result = await runAction("dist", given, { cwd: place.path });
    expect(errorOf(result)).toBe(error);
    expect(result.annotations[0]?.file).toBeUndefined();
    expect(result.exitCode).toBe(1);
    expect(result.stdout).not.toContain("canary");
  });

  test("a link within the workspace is read", async () => {
    await using place = await workspace({ "auth.yml": "version: 1\n" });
    await link("../auth.yml")(place.path);
    expect((await runAction("dist", validate, { cwd: place.path })).exitCode).toBe(0);
  });
});

const all = `version: 1
defaults:
  application_name: Example
  allow_localhost: false
  oauth_providers: { google: shared }
  domains: [https://a.example]
  webhooks: { timeout_seconds: 7 }
`;
const patient = { retries: "0" };
const unread = (truth: object): Fault => ({ kind: "edit", body: () => truth });

describe.concurrent("a read that fails ends the step: nothing counts as absent", () => {
  const faults: [what: string, fault: (read: string) => Fault | undefined][] = [
    ["500", () => ({ kind: "answer", status: 500, body: { message: "internal" } })],
    ["403", () => ({ kind: "answer", status: 403, body: { code: "", message: "no access" } })],
    [
      "an HTML page",
      () => ({
        kind: "answer",
        status: 200,
        headers: { "content-type": "text/html" },
        body: "<html></html>",
      }),
    ],
    [
      "an HTML page that says 404",
      () => ({
        kind: "answer",
        status: 404,
        headers: { "content-type": "text/html" },
        body: "<html></html>",
      }),
    ],
    ["half of the answer", () => ({ kind: "cut", atByte: 10 })],
    ["an empty answer", () => ({ kind: "answer", status: 200, body: "" })],
    [
      "an answer of which a part is something else",
      (read) =>
        ({
          auth: unread({ auth_provider: "better_auth", name: 5 }),
          plugins: unread({ oauth_providers: "google", allow_localhost: true }),
          domains: unread({ domains: [{ domain: null }] }),
          webhooks: unread({ enabled: "yes", timeout_seconds: "long" }),
        })[read],
    ],
    [
      "an answer without it",
      (read) => (read === "domains" ? unread({}) : read === "auth" ? unread({}) : undefined),
    ],
  ];
  const cases = faults.flatMap(([what, faultOf]) =>
    ["auth", "plugins", "domains", "webhooks"].flatMap((read) => {
      const fault = faultOf(read);
      return fault ? [[read, what, fault] as const] : [];
    }),
  );

  test.each(cases)("%s: %s", async (read, _, fault) => {
    const match: Match = {
      method: "GET",
      path: new RegExp(`/auth${read === "auth" ? "" : `/${read}`}$`),
      times: 9,
    };
    await using at = await scene({ file: all, faults: [[match, fault]] });
    const result = await at.run("check-config", patient);
    expect(result.annotations).toMatchObject([{ level: "error", title: "Drift could not be checked" }]);
    expect(result.outputs).toMatchObject({ drifted: "unknown", changed: "false" });
    expect("plan" in result.outputs).toBe(false);
    const applied = await at.run("apply-config", patient);
    expect(applied.annotations).toMatchObject([{ level: "error", title: "Neon Auth: apply-config failed" }]);
    expect("plan" in applied.outputs).toBe(false);
    expect(written(at.neon)).toEqual([]);
  });

  test("what the one read lacks is read alone, where there is a read for it", async () => {
    const lacking: Fault = {
      kind: "edit",
      body: (truth) => {
        const { allow_localhost, oauth_providers, ...rest } = truth as Record<string, unknown>;
        return rest;
      },
    };
    await using at = await scene({ file: all, faults: [[{ path: /plugins$/, times: 9 }, lacking]] });
    const result = await at.run("check-config", patient);
    expect(result.outputs).toMatchObject({ drifted: "true", changes: "5" });
    expect(short(at.neon)).toEqual([...reads, "GET …/auth/allow_localhost", "GET …/auth/oauth_providers"]);
  });

  test("what no read shows fails, and a section that the file does not name does not matter", async () => {
    const lacking: Fault = unread({ allow_localhost: true, oauth_providers: "something else" });
    const file = "version: 1\ndefaults:\n  allow_localhost: false\n";
    await using at = await scene({
      file,
      more: { "more.yml": `${file}  plugins: { magic_link: { enabled: true } }\n` },
      faults: [[{ path: /plugins$/, times: 9 }, lacking]],
    });
    expect((await at.run("check-config", patient)).outputs).toMatchObject({ drifted: "true", changes: "1" });
    const result = await at.run("check-config", { ...patient, config_file: "more.yml" });
    expect(errorOf(result)).toContain("Neon shows nothing of plugins.magic_link");
    expect(result.outputs.drifted).toBe("unknown");
  });
});

describe.concurrent("an apply that ends early", () => {
  const applied = (outputs: Given) => JSON.parse(outputs.applied ?? "{}") as object;

  test("says what is done, failed and not tried, and goes on when it is run again", async () => {
    const refused: Fault = { kind: "answer", status: 400, body: { code: "", message: "no such thing" } };
    await using at = await scene({ file: all, faults: [[{ method: "POST", path: /domains$/ }, refused]] });
    const result = await at.run("apply-config");
    expect(applied(result.outputs)).toEqual({
      done: ["application_name", "oauth_providers.google"],
      failed: [{ path: "domains.https://a.example", reason: expect.stringContaining("no such thing") }],
      not_tried: ["allow_localhost", "webhooks"],
    });
    expect(errorOf(result)).toMatch(
      /^Not all of the plan was carried out: 2 done, 1 failed, 2 not tried\. Run the step again: it goes on from here\.\n- failed: domains\.https:\/\/a\.example: .*\n- not tried: `allow_localhost`, `webhooks`\n- done: `application_name`, `oauth_providers\.google`$/,
    );
    expect(result.summary).toMatch(/failed: .*not tried: .*done: /);
    expect(result.outputs).toMatchObject({
      changed: "true",
      changes: "5",
      application_name: expect.any(String),
    });

    const again = await at.run("apply-config");
    expect(again.exitCode).toBe(0);
    expect(written(at.neon).map((request) => request.replace(/ .*\/auth/, " "))).toEqual([
      "POST /domains",
      "PATCH /allow_localhost",
      "PUT /webhooks",
    ]);
    expect((await at.run("plan-config")).outputs.plan).toBe("[]");
  });

  test("awaits what is under way", async () => {
    const refused: Fault = { kind: "answer", status: 400, body: { code: "", message: "no such thing" } };
    await using at = await scene({
      file: "version: 1\ndefaults:\n  domains: [https://a.example, https://b.example, https://c.example]\n",
      options: { latencyMs: ({ body }) => (JSON.stringify(body ?? "").includes("b.example") ? 500 : 0) },
      faults: [[{ method: "POST", path: /domains$/ }, refused]],
    });
    const result = await at.run("apply-config");
    expect(applied(result.outputs)).toMatchObject({
      done: expect.arrayContaining([expect.stringMatching(/^domains\./)]),
      failed: [{ path: expect.stringMatching(/^domains\./) }],
      not_tried: [],
    });
    expect(at.auth().domains).toHaveLength(2);
  });

  test("a provider that is gone between its own keys and Neon's is said, and comes back", async () => {
    const refused: Fault = { kind: "answer", status: 400, body: { code: "", message: "no such thing" } };
    const provider = { id: "google", type: "standard", client_id: "a", client_secret: "secret-of-google" };
    await using at = await scene({
      file: "version: 1\ndefaults: { oauth_providers: { google: shared }, allow_localhost: false }\n",
      there: (auth: Auth) => {
        auth.oauthProviders = [provider as OauthProvider];
      },
      faults: [[{ method: "POST", path: /oauth_providers$/ }, refused]],
    });
    const result = await at.run("apply-config");
    expect(errorOf(result)).toContain(
      "It is deleted already, and not there any more: run the step again, which adds it.",
    );
    expect(applied(result.outputs)).toMatchObject({
      done: [],
      failed: [{ path: "oauth_providers.google" }],
      not_tried: ["allow_localhost"],
    });
    expect(result.outputs).toMatchObject({ changed: "true", deletes: "1" });
    expect(at.auth().oauthProviders).toEqual([]);
    expect((await at.run("apply-config")).exitCode).toBe(0);
    expect(at.auth().oauthProviders).toMatchObject([{ id: "google", type: "shared" }]);
  });

  test("a write that is accepted and does not stick fails", async () => {
    const claimed: Fault = { kind: "answer", status: 200, body: { allow_localhost: false } };
    await using at = await scene({
      file: all,
      faults: [[{ method: "PATCH", path: /allow_localhost$/ }, claimed]],
    });
    const result = await at.run("apply-config", { timeout_seconds: "60" });
    expect(errorOf(result)).toMatch(/`allow_localhost`/);
    expect(applied(result.outputs)).toMatchObject({
      done: ["application_name", "oauth_providers.google", "domains.https://a.example", "webhooks"],
      failed: [{ path: "allow_localhost" }],
      not_tried: [],
    });
    expect(result.outputs).toMatchObject({ changed: "true", changes: "5" });
  });

  test("a read at the end that fails takes nothing back of what is told", async () => {
    const broken: Fault = { kind: "answer", status: 403, body: { code: "", message: "no access" } };
    await using at = await scene({ file: "version: 1\ndefaults: { allow_localhost: false }\n" });
    at.neon.next({ method: "GET", path: /plugins$/ }, { kind: "edit", body: (truth) => truth });
    at.neon.next({ method: "GET", path: /plugins$/, times: 99 }, broken);
    const result = await at.run("apply-config", patient);
    expect(result.exitCode).toBe(1);
    expect(applied(result.outputs)).toEqual({ done: ["allow_localhost"], failed: [], not_tried: [] });
    expect(result.outputs).toMatchObject({ changed: "true", changes: "1" });
  });

  test("an integration that cannot be made leaves the rest alone", async () => {
    const refused: Fault = { kind: "answer", status: 400, body: { code: "", message: "no such thing" } };
    await using at = await scene({
      file: "version: 1\ndefaults: { integration: {}, allow_localhost: false }\n",
      there: null,
      faults: [[{ method: "POST", path: /auth$/ }, refused]],
    });
    const result = await at.run("apply-config");
    expect(applied(result.outputs)).toMatchObject({
      done: [],
      failed: [{ path: "integration" }],
      not_tried: ["allow_localhost"],
    });
    expect(result.outputs).toMatchObject({ changed: "false", changes: "2" });
    expect(written(at.neon)).toHaveLength(1);
  });
});
