import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { setOutputs } from "../../src/delivery/step-outputs.ts";
import { OutputError } from "../../src/ground/errors.ts";
import { Secret } from "../../src/ground/secret.ts";
import { randomUUID } from "../../src/ground/uuid.ts";
import type { OutputName } from "../../src/words/outputs.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { parseEntries } from "../runner/files.ts";
import { at, errorOf, type Main, main, mainsPlayed, runAction } from "./action.ts";

vi.mock(import("../../src/ground/uuid.ts"), { spy: true });

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "stack");
});
afterAll(() => neon.close());

const project_id = "project-id";
const createUser = { operation: "create-user", project_id, email: "user@example.com" };
const credentials = { client_id: "own-id", client_secret: "own-secret" };
const updateProvider = {
  operation: "update-oauth-provider",
  project_id,
  oauth_provider_id: "google",
  ...credentials,
};
const listProviders = { operation: "list-oauth-providers", project_id };

const forBoth = <Row extends readonly unknown[]>(rows: readonly Row[]) =>
  mainsPlayed.flatMap((main) => rows.map((row) => [main, ...row] as const));

/** Runs a step whose write, or whose read if it does not write, is answered like this. */
function answered(main: Main, inputs: Record<string, string>, status: number, body: unknown) {
  const [verb = ""] = inputs.operation?.split("-") ?? [];
  const method = { list: "GET", update: "PATCH" }[verb] ?? "POST";
  neon.next({ method }, { kind: "answer", status, body });
  return runAction(main, { ...at(neon), ...inputs });
}

describe("what is set as an output", () => {
  const folder = mkdtempSync(join(tmpdir(), "outputs-"));
  const file = join(folder, "output");
  beforeAll(() => vi.stubEnv("GITHUB_OUTPUT", file));
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  /** The outputs as later steps get them. */
  function set(values: Partial<Record<OutputName, unknown>>, setting: "all" | "secrets" = "all") {
    writeFileSync(file, "");
    setOutputs(values, setting);
    const { entries, fault } = parseEntries(readFileSync(file, "utf8"));
    expect(fault).toBe(undefined);
    return entries;
  }

  const piece = fc.oneof(
    fc.constantFrom(
      "\n",
      "\r",
      "\r\n",
      "=",
      "<<",
      "EOF",
      "ghadelimiter_",
      "a=b",
      "a<<EOF\nb\nEOF",
      "\ufeff",
      "\ud800",
    ),
    fc.string({ unit: "binary" }),
  );
  const value = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(""));

  test("is read back the same, whatever it is", () => {
    fc.assert(
      fc.property(value, value, value, (user, key, url) => {
        fc.pre([user, key, url].every((text) => text !== ""));
        const outputs = {
          auth_user_id: user,
          pub_client_key: new Secret(key, "public"),
          transfer_url: new Secret(url, "credential"),
          changed: false,
        };
        // A file is UTF-8, which has no halves of characters.
        expect(set(outputs)).toEqual({
          auth_user_id: user.toWellFormed(),
          pub_client_key: key.toWellFormed(),
          transfer_url: url.toWellFormed(),
          changed: "false",
        });
      }),
    );
  });

  test("keeps to itself what another output says, line by line", () => {
    const lines = ["changed=true", "scope<<EOF", "EOF", "", "ghadelimiter_", "auth_user_id=other", ""];
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = lines.join(end);
      const entries = { auth_user_id: text, base_url: text, changed: "false" };
      expect(set({ auth_user_id: text, base_url: text, changed: false })).toEqual(entries);
    }
  });

  test("has another delimiter each time, which no value may hold", () => {
    const delimiters = [1, 2].map(() => {
      set({ auth_user_id: "a" });
      return readFileSync(file, "utf8").split("\n")[2];
    });
    expect(new Set(delimiters).size).toBe(2);

    const before = "scope=branch\n";
    writeFileSync(file, before);
    vi.mocked(randomUUID).mockReturnValueOnce("0000");
    const hostile = { changed: true, auth_user_id: "a\nghadelimiter_0000\nchanged=false" };
    expect(() => setOutputs(hostile, "all")).toThrow(OutputError);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("is an error, and no new file, if the file has gone", () => {
    rmSync(file);
    expect(() => setOutputs({ changed: true }, "all")).toThrow("(ENOENT)");
    expect(existsSync(file)).toBe(false);
  });

  test("as JSON is read back the same, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (data) => {
        const { result = "" } = set({ result: data });
        expect(JSON.parse(result)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  test.each<[string, Partial<Record<OutputName, unknown>>, Record<string, string>]>([
    ["a value that is not there", { auth_user_id: undefined }, {}],
    ["an empty value", { auth_user_id: "", transfer_url: new Secret("", "credential") }, {}],
    ["a credential by itself as JSON", { result: new Secret("hidden", "credential") }, {}],
    [
      "nothing of a credential inside of JSON",
      { result: { a: [new Secret("hidden", "credential")] } },
      { result: '{"a":[]}' },
    ],
    ["`false`", { changed: false }, { changed: "false" }],
    ["an empty list", { oauth_providers: [] }, { oauth_providers: "[]" }],
  ])("is right for %s", (_, values, entries) => {
    expect(set(values, "secrets")).toEqual(entries);
  });
});

describe("an answer of Neon", () => {
  test.each(
    forBoth(
      [
        "a\nchanged=true",
        "ghadelimiter_1\nb",
        "a<<EOF\nb\nEOF",
        "\r",
        " a ",
        "%0A%25",
        "::set-output name=x::y",
        "東京🎉",
        '"',
      ].map((id) => [id] as const),
    ),
  )("%s: with the user ID %j sets it as it is", async (main, id) => {
    const { outputs } = await answered(main, createUser, 201, { id });
    expect(outputs).toEqual({
      scope: "project",
      changed: "true",
      request_id: outputs.request_id,
      auth_user_id: id,
      result: JSON.stringify({ id }),
    });
  });

  test("without keys sets and masks nothing that is empty", async () => {
    const keys = {
      auth_provider: "better_auth",
      pub_client_key: "",
      secret_server_key: "",
      jwks_url: null,
      schema_name: "",
    };
    const { outputs, masks } = await answered(
      "src",
      { operation: "generate-sdk-keys", project_id },
      201,
      keys,
    );
    expect(masks).toEqual([neon.apiKey]);
    expect(outputs).toEqual({
      scope: "project",
      changed: "true",
      request_id: outputs.request_id,
      auth_provider: "better_auth",
      keys_available: "false",
      result: '{"auth_provider":"better_auth"}',
    });
  });

  test.each(mainsPlayed)("%s: cannot forge lines of the log", async (main) => {
    const id = "a\n::error::forged\r##[error]forged\n##[group]forged";
    const { log, annotations } = await answered(main, updateProvider, 200, {
      id,
      type: "shared",
      ...credentials,
    });
    expect(annotations.map(({ level }) => level)).toEqual(["notice", "warning"]);
    expect(log.filter((line) => line.startsWith("Error:"))).toEqual([]);
  });

  test.each(mainsPlayed)("%s: that holds the API key does not show it", async (main) => {
    const result = await answered(main, updateProvider, 200, { id: `a ${neon.apiKey}`, type: "standard" });
    // As the step wrote it, before the runner masks anything.
    expect(result.stdout).toContain("Updated OAuth provider a ***.");
    expect(result.files.step_summary).toContain("<p>Updated OAuth provider a ***.</p>");
    expect(result.outputs.result).toBe('{"type":"standard"}');
  });
});

describe("a summary", () => {
  const names = [
    "<img src=x onerror=alert(1)>",
    "a|b||c",
    "`a`",
    "``a`",
    "</td></tr></table><h1>big</h1>",
    "</code><b>bold</b>",
    "&lt;b&gt; &amp;",
    "[link](https://example.com) ![image](https://example.com)",
    "**bold** _it_ ~~no~~ # no",
    "<!-- comment",
    "\"'><script>alert(1)</script>",
    "$& $1",
  ];
  const decode = (html: string) =>
    html
      .replaceAll(/<\/?span>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&");
  const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, text = ""]) => text);
  const ours = "a code details h3 h4 li p span sub summary table td th tr ul".split(" ");

  test.each(mainsPlayed)("%s: shows names as text", async (main) => {
    const providers = names.map((id) => ({ id, type: "standard", client_id: `${id}\n\n# heading` }));
    const { summary } = await answered(main, listProviders, 200, { providers });

    const cells = all(summary, /<td>(.*?)<\/td>/g).filter((cell) => cell.startsWith("<code>"));
    expect(
      cells.slice(-3 * names.length).map((cell) => decode(cell.replace(/^<code>|<\/code>$/g, ""))),
    ).toEqual(names.flatMap((name) => [name, "standard", `${name} # heading`]));
    expect(
      [...new Set(all(summary, /<\/?([^\s>]*)/g))].toSorted().filter((tag) => !ours.includes(tag)),
    ).toEqual([]);
    expect(summary.trimEnd()).not.toMatch(/\n\s*\n/);
  });

  test.each(mainsPlayed)("%s: shows names in sentences as text", async (main) => {
    const id = names.join(" ");
    const { summary } = await answered(main, updateProvider, 200, { id, type: "shared", ...credentials });
    const [sentence = ""] = all(summary, /<p>(.*?)<\/p>/g);
    // Backticks mark names there, also those of a text from outside.
    expect(decode(sentence.replaceAll(/<\/?code>/g, "`"))).toBe(`Updated OAuth provider ${id}.`);
    expect([...new Set(all(summary, /<\/?([^\s>]*)/g))].filter((tag) => !ours.includes(tag))).toEqual([]);
  });

  test.each(mainsPlayed)("%s: mentions nobody", async (main) => {
    const { summary } = await answered(main, updateProvider, 200, {
      id: "@team",
      type: "shared",
      ...credentials,
    });
    const outsideOfCode = summary.replaceAll(/<code>.*?<\/code>/g, "");
    expect(outsideOfCode).not.toContain("@team");
  });

  test.each(mainsPlayed)("%s: of a failure shows what Neon says as text", async (main) => {
    const message = "</p><img src=x> | `a` <!--\n\n# heading";
    const { summary } = await answered(main, createUser, 400, { message, code: "<b>", request_id: "<i>" });
    expect(summary).toMatchInlineSnapshot(`
      "<h3>❌ Neon Auth: create-user failed</h3>
      <p>Neon refused the request (400): &lt;/p&gt;&lt;img src=x&gt; | <code>a</code> &lt;!-- <span>#</span> heading. Check the inputs of the step against what Neon says. [POST /projects/auth/user, code &lt;b&gt;, request ID &lt;i&gt;]</p>
      <sub>Project <code>project-id</code> · project-scoped API</sub>
      "
    `);
  });
});

describe("an error", () => {
  const refused = (said: string) =>
    `Neon refused the request (400): ${said}. Check the inputs of the step against what Neon says. [POST /projects/auth/user, code c, request ID r]`;

  test.each(
    forBoth([
      ["a workflow command", "a\n::set-output name=x::y", "a ::set-output name=x::y"],
      ["a command that stops all others", "##[stop-commands]x", "# #[stop-commands]x"],
      ["a command that masks", "a ##[add-mask]a", "a # #[add-mask]a"],
      ["a lone carriage return", "a\r::error::b\r", "a ::error::b"],
      ["an escaped line break", "a%0A::error::b", "a%0A::error::b"],
      ["colours and a change of direction", "\u001b[31ma\u202eb", "\ufffd[31ma\ufffdb"],
      ["a full stop", "No such user.", "No such user"],
    ] as const),
  )("%s: shows %s in Neon's message as harmless text", async (main, _, message, said) => {
    const result = await answered(main, createUser, 400, { message, code: "c", request_id: "r" });
    expect(errorOf(result)).toBe(refused(said));
    expect(result.outputs).toMatchObject({ changed: "false" });
    expect(result.log.at(-1)).toBe(`Error: ${refused(said)}`);
  });

  test.each(mainsPlayed)("%s: shows a code and a request ID as harmless text", async (main) => {
    const body = { message: "no", code: "\n::error::a", request_id: "##[add-mask]a\r" };
    expect(errorOf(await answered(main, createUser, 400, body))).toBe(
      "Neon refused the request (400): no. Check the inputs of the step against what Neon says. [POST /projects/auth/user, code : :error::a, request ID # #[add-mask]a]",
    );
  });

  test("hides the API key that Neon's message holds", async () => {
    const message = `key ${neon.apiKey} (${JSON.stringify({ key: neon.apiKey })}, ${btoa(neon.apiKey)}) is no good`;
    const result = await answered(main, createUser, 400, { message, code: "c", request_id: "r" });
    // As the step wrote it, before the runner masks anything.
    expect(result.stdout).toContain(refused('key *** ({"key":"***"}, ***) is no good'));
    expect(result.files.step_summary).toContain("key *** (");
  });

  test.each(
    forBoth([
      ["correct horse"],
      ["a\"b\\c&d%e'f<g>"],
      ["two lines of\nwords"],
      ["$&-$1-.*"],
      ["  spaces  "],
    ] as const),
  )("%s: hides the SMTP password %j that Neon's message holds", async (main, smtp_password) => {
    const inputs = {
      operation: "update-email-server",
      project_id,
      email_server_type: "standard",
      smtp_host: "smtp.example.com",
      smtp_port: "587",
      smtp_username: "mailer",
      smtp_password,
      sender_email: "noreply@example.com",
      sender_name: "Example",
    };
    const message = [
      smtp_password,
      JSON.stringify(smtp_password),
      encodeURIComponent(smtp_password),
      btoa(smtp_password),
    ].join(" | ");
    neon.next(
      { method: "PATCH" },
      { kind: "answer", status: 400, body: { message, code: "c", request_id: "r" } },
    );
    const result = await runAction(main, { ...at(neon), ...inputs });
    expect(result.stdout).toContain('(400): *** | "***" | *** | ***. Check');
  });

  test.each(mainsPlayed)(
    "%s: ends with the cure, its request and its ID, however long Neon's message is",
    async (main) => {
      const body = { message: "long ".repeat(2000), code: "c", request_id: "r" };
      const error = errorOf(await answered(main, createUser, 400, body));
      expect(error.length).toBeLessThan(4096);
      expect(error).toMatch(
        / more characters\)\. Check the inputs of the step against what Neon says\. \[POST \/projects\/auth\/user, code c, request ID r\]$/,
      );
    },
  );

  test.each(mainsPlayed)("%s: is bounded, however long the code and the request ID are", async (main) => {
    const body = { message: "no", code: "c".repeat(100_000), request_id: "r".repeat(100_000) };
    expect(errorOf(await answered(main, createUser, 400, body)).length).toBeLessThan(4096);
  });
});
