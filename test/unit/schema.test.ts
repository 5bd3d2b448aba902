// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what a file says
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { checkConfig } from "../../src/config/file.ts";
import { sectionsOf } from "../../src/config/sections.ts";
import { ConfigError } from "../../src/ground/errors.ts";
import { things } from "../../src/operations/config.ts";
import { renderSchema } from "../../src/schema.ts";

const schema = JSON.parse(renderSchema(things));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
const sections = sectionsOf(things);

/** What the action says of a file, if it has mistakes. */
function mistakesIn(file: unknown): readonly string[] {
  const text = stringify(file, { aliasDuplicateObjects: false });
  try {
    checkConfig({ path: "/neon-auth.yml", name: "neon-auth.yml", text }, sections);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes.map(({ text }) => text);
    throw error;
  }
}

/** Values of which some are right for a field, some for another one, and some for none. */
const value = fc.constantFrom<unknown>(
  true,
  false,
  0,
  1,
  5,
  60,
  600,
  10_000,
  1.5,
  "",
  "otp",
  "link",
  "owner",
  "shared",
  "absent",
  "standard",
  "keep",
  "text",
  "a@example.com",
  "no address",
  "https://app.example.com",
  "https://app.example.com/hook",
  "http://app.example.com",
  "${NAME}",
  "user.created",
  ["user.created"],
  ["https://a.example", "${NAME}"],
  ["nothing"],
  [1],
  [],
  { env: "NAME" },
  { env: "no name" },
  { env: "NAME", other: 1 },
  {},
);
const odd = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: value });
const some = (fields: readonly string[], values: fc.Arbitrary<unknown> = value) =>
  fc.dictionary(fc.constantFrom(...fields, "other"), values, { maxKeys: 3 });

const proper: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  integration: fc.record({ auth_provider: fc.constantFrom("better_auth", "stack", "otp") }),
  application_name: fc.constantFrom("Example", "${NAME}", "x".repeat(257)),
  email_and_password: some(["enabled", "disable_sign_up", "email_verification_method"]),
  allow_localhost: fc.boolean(),
  plugins: fc.dictionary(
    fc.constantFrom("organization", "magic_link", "phone_number"),
    some(["enabled", "organization_limit", "creator_role", "expires_in", "otp_expires_in"]),
    { maxKeys: 2 },
  ),
  oauth_providers: fc.dictionary(
    fc.constantFrom("google", "github"),
    fc.oneof(
      fc.constantFrom("shared", "absent", "keep"),
      fc.constant({ client_id: "id", client_secret: { env: "NAME" } }),
      fc.constant({ client_id: "id", client_secret: "literal" }),
    ),
    { maxKeys: 2 },
  ),
  domains: fc.array(fc.constantFrom("https://a.example", "${NAME}", "a.example", "https://*.example.com"), {
    maxLength: 3,
  }),
  email_server: fc.oneof(
    fc.constant({ type: "shared" }),
    fc.record(
      { type: fc.constant("standard"), port: value, password: value, sender_email: value },
      { requiredKeys: ["type"] },
    ),
  ),
  webhooks: some(["enabled", "webhook_url", "enabled_events", "timeout_seconds"]),
  policy: fc.constantFrom("production", "other"),
  prune: fc.subarray(["domains", "oauth_providers", "plugins"]),
  ignore: fc.constantFrom<unknown>(
    { domains: ["https://pr-*.example.com"] },
    { domains: ["*"] },
    { domains: ["${NAME}"] },
    { plugins: ["a"] },
  ),
  accept: fc.constantFrom<unknown>(["allow_localhost"], ["oauth_providers.google"], ["webhooks"]),
};
const part = (more: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}) =>
  fc
    .subarray(Object.keys({ ...proper, ...more }), { minLength: 1, maxLength: 3 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, odd({ ...proper, ...more }[name] ?? value)]))),
    );
const file = fc.record(
  {
    version: odd(fc.constant(1)),
    defaults: odd(part()),
    environments: odd(
      fc.dictionary(
        fc.constantFrom("production", "preview"),
        part({ branch: fc.constantFrom("main", "preview/**", "", "${NAME}") }),
        { minKeys: 1, maxKeys: 1 },
      ),
    ),
  },
  { requiredKeys: ["version"] },
);

/** What only the action knows: how parts of a file go together. */
const together =
  /go together|is for `type|needs `type`|sends no links|is for `microsoft`|lacks `|and `ignore` matches it/;

describe("the schema of the configuration file", () => {
  test("is the one that is committed", () => {
    expect(readFileSync(new URL("../../dist/neon-auth.schema.json", import.meta.url), "utf8")).toBe(
      renderSchema(things),
    );
  });

  test("says a sentence of every field", () => {
    const silent: string[] = [];
    const walk = (node: unknown, path: string) => {
      if (typeof node !== "object" || node === null) return;
      for (const [name, inner] of Object.entries(node)) {
        if (name === "properties")
          for (const [field, own] of Object.entries(Object(inner)))
            if (!(own as { description?: string }).description && !path.endsWith("oauth_providers"))
              silent.push(`${path}.${field}`);
        walk(inner, `${path}.${name}`);
      }
    };
    walk(schema, "");
    expect(silent).toEqual([]);
  });

  test("and the action agree", () => {
    let valid = 0;
    fc.assert(
      fc.property(file, (given) => {
        const mistakes = mistakesIn(given).filter((text) => !together.test(text));
        const fits = validate(given);
        if (fits) valid += 1;
        expect({ given, fits, mistakes }).toEqual({ given, fits: mistakes.length === 0, mistakes });
      }),
      { numRuns: 500 },
    );
    expect(valid).toBeGreaterThan(10);
  });
});
