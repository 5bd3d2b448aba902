import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { theBranch, visible } from "../faults/case.ts";
import { asked, at, errorOf, type Main, mains, runAction } from "./action.ts";
import { configFile, marked, mistakesOf, workspace } from "./config-file.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  neon.state.enableAuth(theBranch(neon), "better_auth");
});
afterAll(() => neon.close());

const both = Object.keys(mains) as Main[];
const branch = { project_id: "project-id", branch_id: "br-example-123" };
type Given = Readonly<Record<string, string>>;

/** Runs an operation on a file of the default name. */
async function run(text: string, inputs: Given, env: Given = {}, main: Main = "dist") {
  await using place = await workspace({ [configFile]: text });
  const where = inputs.operation === "validate-config" ? {} : { ...at(neon), ...branch };
  return await runAction(main, { ...where, ...inputs }, { cwd: place.path, env });
}

const validate = { operation: "validate-config" };
const directory = new URL("../mistakes/", import.meta.url);
const fixture = (name: string) => marked(readFileSync(new URL(name, directory), "utf8"));
/** Without what is known in that place, which is long. */
const brief = (text: string) => text.replace(/ Known here: .*/, "");

describe.concurrent("mistakes of a file", () => {
  test.each(readdirSync(directory))("%s: each is shown on its line, all of them at once", async (name) => {
    const { file, mistakes } = fixture(name);
    const result = await run(file, validate);
    const shown = mistakesOf(result);
    expect(shown.map(({ line, text }) => ({ line, text: brief(text) }))).toEqual(mistakes);
    expect(result.exitCode).toBe(1);
    expect(visible(result)).not.toMatch(/canary/i);
    for (const { text } of mistakes)
      expect(result.summary.replace(/<\/?code>/g, "`").replace(/<\/?span>/g, "")).toContain(
        text.split(/[&<>']/, 1)[0],
      );
    expect(result.connections).toEqual([]);
  });

  test("GitHub shows the first nine and one with the count, all in one place of the repository", async () => {
    const { file, mistakes } = fixture("fields.yml");
    const { annotations } = await run(file, validate);
    const at = { level: "error", title: "Neon Auth: validate-config failed", file: configFile };
    expect(annotations).toEqual([
      ...mistakes.slice(0, 9).map(({ line }) => ({ ...at, line, message: expect.any(String) })),
      {
        ...at,
        message: `${mistakes.length} mistakes in ${configFile}: GitHub shows the first 9, all are in the log.`,
      },
    ]);
  });

  test("an unknown key is told what is known", async () => {
    const result = await run("version: 1\ndefaults:\n  plugin: {}\n  email_server: { hots: a }\n", validate);
    expect(mistakesOf(result).map(({ text }) => text)).toEqual([
      "`defaults.plugin` is not known (did you mean `plugins`?). Known here: integration, application_name, email_and_password, allow_localhost, plugins, oauth_providers, domains, email_server, webhooks, policy, prune, ignore, accept.",
      "`defaults.email_server.hots` is not known (did you mean `host`?). Known here: type, host, port, username, password, sender_email, sender_name.",
    ]);
  });
});

describe("a file with mistakes", () => {
  const wrong = "version: 1\nenvironments:\n  a: { allow_localhost: true }\n  b: { allow_localhots: true }\n";
  const mistake = { line: 4, text: expect.stringMatching("did you mean `allow_localhost`") };

  test.each([
    ["plan-config", {}],
    ["apply-config", {}],
    ["check-config", { drifted: "unknown" }],
  ])("%s: ends before the first request, in an environment that is not used too", async (operation, more) => {
    const result = await run(wrong, { operation, environment: "a" });
    expect(mistakesOf(result)).toEqual([mistake]);
    expect(result.annotations).toHaveLength(1);
    expect(result.outputs).toEqual({ changed: "false", ...more });
    expect(neon.requests).toEqual([]);
  });

  test.each(both)("%s: is named as the repository has it", async (main) => {
    await using place = await workspace({ "deep/er/auth.yml": wrong });
    const absolute = join(place.path, "deep/er/auth.yml");
    for (const config_file of ["./deep/../deep/er/auth.yml", absolute]) {
      const result = await runAction(main, { ...validate, config_file }, { cwd: place.path });
      expect(result.annotations.map(({ file, line }) => ({ file, line }))).toEqual([
        { file: "deep/er/auth.yml", line: 4 },
      ]);
    }
    await using elsewhere = await workspace({});
    const result = await runAction(main, { ...validate, config_file: absolute }, { cwd: elsewhere.path });
    expect(result.annotations.map(({ file }) => file)).toEqual([absolute]);
  });
});

describe("a file without mistakes", () => {
  const example = readFileSync(new URL("config-example.yml", import.meta.url), "utf8");

  test.each(both)(
    "%s: needs no key, no project, no branch, no variables and no trust to be checked",
    async (main) => {
      const env = { GITHUB_EVENT_NAME: "pull_request_target" };
      const result = await run(example, validate, env, main);
      expect(result.outputs).toEqual({ environments: '["production","preview"]', changed: "false" });
      expect(result.log).toEqual(["The file is valid: environments `production`, `preview`."]);
      expect(result.connections).toEqual([]);
    },
  );

  test.each([
    ["version: 1\n", "[]"],
    ["version: 1\ndefaults: {}\n", "[]"],
    ["version: 1\ndefaults: { integration: {}, plugins: {}, domains: [], email_and_password: {} }\n", "[]"],
    [
      "version: 1\nenvironments: { a: {}, constructor: {}, __proto__: {} }\n",
      '["a","constructor","__proto__"]',
    ],
    ["version: 0x1\nenvironments: { 'with a blank/and more': {} }\n", '["with a blank/and more"]'],
    ["\ufeffversion: 1\r\nenvironments:\r\n  a:\r\n    domains:\r\n      - https://a.example\r\n", '["a"]'],
    [`version: 1\ndefaults: { email_server: { type: "\${TYPE}", host: "\${HOST}" } }\n`, "[]"],
    [
      "---\n# comment\nversion: 1 # more\nenvironments: { a: { application_name: 2020-01-01 } }\n...\n",
      '["a"]',
    ],
  ])("%j has the environments %s", async (text, environments) => {
    const result = await run(text, validate);
    expect(result.outputs).toEqual({ environments, changed: "false" });
  });
});

describe("the environment", () => {
  const some = "version: 1\nenvironments: { production: {}, preview: {}, 'pr 1': {} }\n";
  const list = "The file has `production`, `preview`, `pr 1`.";

  test.each([
    [some, undefined, `\`environment\` is missing: say which part of the file is meant. ${list}`],
    [
      some,
      "prodution",
      `There is no environment \`prodution\` in the file (did you mean \`production\`?). ${list}`,
    ],
    [
      some,
      "Production",
      `There is no environment \`Production\` in the file (did you mean \`production\`?). ${list}`,
    ],
    [some, "constructor", `There is no environment \`constructor\` in the file. ${list}`],
    [
      "version: 1\n",
      "production",
      "There is no environment `production` in the file. The file has no `environments`.",
    ],
  ])("of %j is never guessed: %s", async (text, environment, error) => {
    const result = await run(text, { operation: "plan-config", ...(environment && { environment }) });
    expect(errorOf(result)).toBe(error);
    expect(neon.requests).toEqual([]);
  });
});

describe("variables", () => {
  /** What apply sends of the name of the application and of the domains. */
  const sent = () => ({
    name: theBranch(neon).auth?.integration.name,
    domains: theBranch(neon).auth?.domains.map(({ domain }) => domain),
  });

  test("are put in as one value each, and only those of `config_variables`", async () => {
    const text = `version: 1
defaults:
  application_name: "\${A}, \${B}: $\${A} $A $$ \${A}\${A}"
  domains: ["https://\${HOST}.example", "\${URL}"]
  plugins: { organization: { organization_limit: "\${LIMIT}", enabled: "\${ON}" } }
`;
    const config_variables = [
      "A=one",
      `B=\${A} $\${B} =: "#!&*{}[]`,
      "HOST=preview",
      "URL= https://Url.example/path ",
      "LIMIT=7",
      "ON=false",
      "UNUSED=https://x.example",
    ].join("\n");
    const result = await run(text, { operation: "apply-config", config_variables }, { A: "environment" });
    expect(result.exitCode).toBe(0);
    expect(sent()).toEqual({
      name: `one, \${A} $\${B} =: "#!&*{}[]: \${A} $A $$ oneone`,
      domains: ["https://preview.example", "https://url.example"],
    });
    expect(theBranch(neon).auth?.organization).toMatchObject({ organization_limit: 7, enabled: false });
  });

  test("have their mistakes on the lines where they are used, all at once", async () => {
    const { file, mistakes } = marked(`version: 1
defaults:
  application_name: \${NAME} #! \`defaults.application_name\` needs variable \`NAME\`, which has no value: give \`NAME=…\` in \`config_variables\`.
  domains:
    - \${EMPTY} #! \`defaults.domains[0]\` needs variable \`EMPTY\`, which has no value: give \`EMPTY=…\` in \`config_variables\`.
    - \${COMMA} #! \`defaults.domains[1]\` must be one URL with a scheme and without user info, such as \`https://preview.example.com\`.
    - \${HOST} #! \`defaults.domains[2]\` must be one URL with a scheme and without user info, such as \`https://preview.example.com\`.
    - https://\${HOST}
  email_and_password: { enabled: "\${WORD}" } #! \`defaults.email_and_password.enabled\` must be \`true\` or \`false\`.
  plugins: { organization: { organization_limit: "\${WORD}" } } #! \`defaults.plugins.organization.organization_limit\` must be a whole number from 1 to 999999999.
  email_server: { type: "\${WORD}" } #! \`defaults.email_server.type\` must be one of \`shared\`, \`standard\` (did you mean \`shared\`?).
environments:
  a: {}
  unused: { application_name: "\${UNUSED}" }
`);
    const config_variables =
      "EMPTY=\nCOMMA=https://a.example,https://canary.example\nHOST=canary.example\nWORD=sharedd";
    const result = await run(
      file,
      { operation: "plan-config", environment: "a", config_variables },
      { NAME: "a" },
    );
    expect(mistakesOf(result)).toEqual(mistakes);
    expect(visible(result)).not.toMatch(/canary|sharedd/);
    expect(neon.requests).toEqual([]);
  });

  test("are lines of `NAME=value`, each name once", async () => {
    for (const config_variables of ["A", "A=1\nA=2", "1=a", "A B=c"]) {
      const result = await run("version: 1\n", { operation: "plan-config", config_variables });
      expect(errorOf(result)).toBe(
        "`config_variables` must be lines of `NAME=value`, each name once, made of letters, digits and `_`.",
      );
    }
  });
});

describe("values from the environment", () => {
  const text = `version: 1
defaults:
  oauth_providers:
    google: { client_id: a, client_secret: { env: KEY } }
    github: { client_id: a, client_secret: { env: TOKEN } }
    vercel: { client_id: a, client_secret: { env: LONG } }
  webhooks: { enabled: true, webhook_url: { env: ADDRESS } }
`;

  test("are no keys of the step, and what their fields take: said by name, on the line, before any request", async () => {
    const github_token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
    const values = {
      KEY: neon.apiKey,
      TOKEN: `${github_token}\n`,
      LONG: "long-secret".repeat(500),
      ADDRESS: "http://canary.example",
    };
    const result = await run(text, { operation: "apply-config", github_token }, values);
    const belongs = (path: string, name: string) =>
      `\`${path}\`: variable \`${name}\` holds a key of this step, which must not go to anybody else.`;
    expect(mistakesOf(result)).toEqual([
      { line: 4, text: belongs("defaults.oauth_providers.google.client_secret", "KEY") },
      { line: 5, text: belongs("defaults.oauth_providers.github.client_secret", "TOKEN") },
      {
        line: 6,
        text: "`defaults.oauth_providers.vercel.client_secret`: the value of variable `LONG` must be a text of at most 4096 characters.",
      },
      {
        line: 7,
        text: "`defaults.webhooks.webhook_url`: the value of variable `ADDRESS` must be an https address.",
      },
    ]);
    expect([...result.log, result.summary].join()).not.toContain("canary");
    expect(neon.requests).toEqual([]);
  });

  test("that belong to an environment that is not used are not looked at", async () => {
    const environments = `version: 1
environments:
  a: { allow_localhost: true }
  b: { oauth_providers: { google: { client_id: a, client_secret: { env: KEY } } } }
`;
    const result = await run(
      environments,
      { operation: "apply-config", environment: "a" },
      { KEY: neon.apiKey },
    );
    expect(result.exitCode).toBe(0);
    expect(asked(neon)).toHaveLength(4);
  });
});
