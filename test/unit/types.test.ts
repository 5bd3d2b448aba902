import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod/mini";
import { type Credential, Secret } from "../../src/ground/secret.ts";
import { credential, publicValue, requiredCredential, text } from "../../src/neon/answer.ts";
import type { Json } from "../../src/neon/call.ts";
import type { EndpointName, endpoints } from "../../src/operations/index.ts";
import { creates } from "../../src/record/effects/creates.ts";
import { mints } from "../../src/record/effects/mints.ts";
import { reads } from "../../src/record/effects/reads.ts";
import { removes } from "../../src/record/effects/removes.ts";
import { sets } from "../../src/record/effects/sets.ts";
import { type Endpoint, endpoint } from "../../src/record/endpoint.ts";
import { look } from "../../src/record/record.ts";
import type { InputName, InputValue } from "../../src/words/inputs.ts";
import type { OutputName, OutputValue } from "../../src/words/outputs.ts";
import { examples } from "../examples.ts";

// What must not compile stands below `@ts-expect-error`, which is itself an error if the line compiles.
// Each of these records differs in one thing from one that compiles.

const answer = () =>
  z.object({ id: text(), key: publicValue(), secret: credential(), url: requiredCredential() });

const record = {
  operation: "try-out",
  about: "Try a record out.",
  routes: { project: "POST /projects/{project_id}/auth/oauth_providers" },
  answer,
  effect: mints({ check: "Look." }),
  done: () => "Done.",
} as const;

const list = () => z.object({ providers: z.array(answer()) });
const existing = look(
  { project: "GET /projects/{project_id}/auth/oauth_providers" },
  list,
  ({ providers }, { oauth_provider_id }: { oauth_provider_id: string }) =>
    providers.find(({ id }) => id === oauth_provider_id),
);

describe("a record", () => {
  test("takes its inputs from its lists and its route", () => {
    const [made] = endpoint({
      ...record,
      required: ["oauth_provider_id"],
      optional: ["database_url", "retries"],
      body: (inputs) => {
        expectTypeOf(inputs).toEqualTypeOf<
          { readonly project_id: string; readonly oauth_provider_id: InputValue<"oauth_provider_id"> } & {
            readonly database_url?: Credential | undefined;
            readonly retries?: number | undefined;
          }
        >();
        return { id: inputs.oauth_provider_id };
      },
    });
    expectTypeOf(made).toEqualTypeOf<Endpoint<"try-out", "project">>();
    expect(made).toMatchObject({
      method: "POST",
      writes: true,
      required: ["project_id", "oauth_provider_id"],
      optional: ["database_url", "retries"],
    });
  });

  test("sends a secret only where it is revealed", () => {
    const [made] = endpoint({
      ...record,
      required: ["database_url"],
      body: ({ database_url }) => ({ deep: [{ database_url: database_url.reveal() }] }),
    });
    const values = { project_id: "p", database_url: new Secret("hidden", "credential") } as const;
    expect(made.prepare(values).shown().body).toBe('{"deep":[{"database_url":"***"}]}');

    endpoint({
      ...record,
      required: ["database_url"],
      // @ts-expect-error: a secret is no JSON
      body: ({ database_url }) => ({ database_url }),
    });
    endpoint({
      ...record,
      required: ["database_url"],
      // @ts-expect-error: nor is it inside of something
      body: ({ database_url }) => ({ deep: [{ database_url }] }),
    });
    endpoint({
      ...record,
      optional: ["database_url"],
      // @ts-expect-error: nor if it may be missing
      body: ({ database_url }) => ({ database_url }),
    });
    endpoint({
      ...record,
      required: ["database_url"],
      // @ts-expect-error: nor by itself
      body: ({ database_url }) => database_url,
    });
    // @ts-expect-error: nor anywhere else where JSON is expected
    const json: Json = values;
    expect(JSON.stringify(json)).not.toContain("hidden");
  });

  test("uses only inputs that it lists", () => {
    endpoint({ ...record, optional: ["email"], body: ({ email, project_id }) => ({ email, project_id }) });

    endpoint({
      ...record,
      optional: ["email"],
      // @ts-expect-error: `name` is an input, but not listed
      body: ({ name }) => ({ name }),
    });
    endpoint({
      ...record,
      optional: ["email"],
      // @ts-expect-error: nor is it for a sentence
      done: ({ inputs }) => `Created ${inputs.name}.`,
    });
    endpoint({
      ...record,
      // @ts-expect-error: a record without lists has the inputs of its route only
      body: ({ email }) => ({ email }),
    });
  });

  test("may lack an input that is optional, and has one that is required", () => {
    const [optional] = endpoint({
      ...record,
      optional: ["email"],
      body: ({ email }) => ({ email: email?.toLowerCase() }),
    });
    const [required] = endpoint({
      ...record,
      required: ["email"],
      optional: ["email", "name"],
      body: ({ email }) => ({ email: email.toLowerCase() }),
    });
    expect(optional.prepare({ project_id: "p" }).shown().body).toBe("{}");
    expect(required.prepare({ project_id: "p", email: "A@b.c" }).shown().body).toBe('{"email":"a@b.c"}');

    endpoint({
      ...record,
      optional: ["email"],
      // @ts-expect-error: it is possibly undefined
      body: ({ email }) => ({ email: email.toLowerCase() }),
    });
    endpoint({
      ...record,
      optional: ["database_url"],
      // @ts-expect-error: and so is a secret
      body: ({ database_url }) => ({ database_url: database_url.reveal() }),
    });
  });

  test("lists only inputs that exist", () => {
    endpoint({ ...record, required: ["email"], optional: ["name"] });

    // @ts-expect-error: it is called `email`
    endpoint({ ...record, required: ["e_mail"] });
    // @ts-expect-error: it is called `name`
    endpoint({ ...record, optional: ["name", "nmae"] });
  });

  test("has a route of a method and of placeholders that are inputs", () => {
    endpoint({ ...record, routes: { project: "DELETE /projects/{project_id}/auth/users/{email}" } });
    endpoint({ ...record, routes: { project: "GET /projects" } });

    // @ts-expect-error: `user_id` is no input
    endpoint({ ...record, routes: { project: "DELETE /projects/{project_id}/auth/users/{user_id}" } });
    // @ts-expect-error: `projectid` is none either, although the last one is
    endpoint({ ...record, routes: { project: "DELETE /projects/{projectid}/auth/users/{email}" } });
    // @ts-expect-error: a method is missing
    endpoint({ ...record, routes: { project: "/projects/{project_id}" } });
    // @ts-expect-error: HEAD is not one of Neon's
    endpoint({ ...record, routes: { project: "HEAD /projects/{project_id}" } });
    // @ts-expect-error: a path starts with a slash
    endpoint({ ...record, routes: { project: "GET projects/{project_id}" } });
  });

  test("says what it does to Neon", () => {
    endpoint({ ...record, effect: reads });
    endpoint({ ...record, effect: removes() });
    endpoint({ ...record, effect: sets(existing), required: ["oauth_provider_id"] });

    const { effect: _, ...rest } = record;
    // @ts-expect-error: without an effect nobody knows what may be sent twice
    expect(() => endpoint(rest)).toThrow();
    // @ts-expect-error: there is no such kind
    endpoint({ ...record, effect: { kind: "writes" } });
    // @ts-expect-error: what mints says what to check
    endpoint({ ...record, effect: mints({}) });
    // @ts-expect-error: what sets says where to look
    endpoint({ ...record, effect: sets() });
    // @ts-expect-error: what creates says how to tell whether it is the same thing
    endpoint({ ...record, required: ["oauth_provider_id"], effect: creates({ look: existing }) });
    // @ts-expect-error: the look needs an input that the record does not list
    endpoint({ ...record, effect: sets(existing) });
    const other = {
      ...record,
      required: ["oauth_provider_id"],
      answer: () => z.object({ name: text() }),
    } as const;
    // @ts-expect-error: the look finds something else than the record answers
    endpoint({ ...other, effect: sets(existing) });
  });

  test("has what the documents need", () => {
    const { about: _, ...untold } = record;
    // @ts-expect-error: without `about` there is nothing to write
    endpoint(untold);
    const { done: __, ...unsaid } = record;
    // @ts-expect-error: without `done` there is nothing to report
    endpoint(unsaid);
    // @ts-expect-error: a third API does not exist
    endpoint({ ...record, routes: { organization: "GET /projects" } });
  });
});

describe("an output", () => {
  test("is fed with what its kind says", () => {
    const [made] = endpoint({
      ...record,
      outputs: {
        auth_user_id: ({ id }) => id,
        keys_available: ({ secret }) => secret !== undefined,
        pub_client_key: ({ key }) => key,
        secret_server_key: ({ secret }) => secret,
        transfer_url: ({ url }) => url,
        integrations: (whole) => [whole],
        oauth_providers: ({ id }) => [{ id }],
      },
    });
    const { outputs } = made.prepare({ project_id: "p" }).read({ id: "a", key: "b", secret: "c", url: "d" });
    expect(JSON.stringify(outputs)).toBe(
      '{"auth_user_id":"a","keys_available":true,"pub_client_key":"***","secret_server_key":"***","transfer_url":"***","integrations":[{"id":"a","key":"***","secret":"***","url":"***"}],"oauth_providers":[{"id":"a"}]}',
    );
  });

  test("that is a credential is no plain text", () => {
    // @ts-expect-error: it would not be masked
    endpoint({ ...record, outputs: { transfer_url: ({ id }) => id } });
    // @ts-expect-error: nor once it is revealed
    endpoint({ ...record, outputs: { transfer_url: ({ url }) => url.reveal() } });
    // @ts-expect-error: nor is what is masked on request only
    endpoint({ ...record, outputs: { transfer_url: ({ key }) => key } });
  });

  test("that is public is no plain text, and no credential", () => {
    // @ts-expect-error: it would not be masked
    endpoint({ ...record, outputs: { pub_client_key: ({ id }) => id } });
    // @ts-expect-error: it would not always be masked
    endpoint({ ...record, outputs: { pub_client_key: ({ secret }) => secret } });
  });

  test("that is text or JSON is no secret", () => {
    // @ts-expect-error: a credential is not for everybody
    endpoint({ ...record, outputs: { auth_user_id: ({ url }) => url } });
    // @ts-expect-error: nor is what is masked on request only
    endpoint({ ...record, outputs: { base_url: ({ key }) => key } });
    // @ts-expect-error: nor as JSON
    endpoint({ ...record, outputs: { integrations: ({ url }) => url } });
    // @ts-expect-error: nor if it may be missing
    endpoint({ ...record, outputs: { oauth_providers: ({ secret }) => secret } });
  });

  test("exists, and is not one of those that every operation sets", () => {
    // @ts-expect-error: it is called `transfer_url`
    endpoint({ ...record, outputs: { transferUrl: () => undefined } });
    // @ts-expect-error: `request_id` is set for it
    endpoint({ ...record, outputs: { request_id: () => undefined } });
    // @ts-expect-error: and so is `result`, without what is masked
    endpoint({ ...record, outputs: { result: () => undefined } });
  });

  test("has the type of its kind", () => {
    expectTypeOf<OutputValue<"transfer_url">>().toEqualTypeOf<Secret<"credential">>();
    expectTypeOf<OutputValue<"jwks_url">>().toEqualTypeOf<Secret<"public">>();
    expectTypeOf<OutputValue<"auth_user_id">>().toEqualTypeOf<string | boolean>();
    // @ts-expect-error: there is no such output
    expectTypeOf<OutputName>().extract<"token">().toEqualTypeOf<"token">();
  });
});

test("an input has the type that its parser makes of it", () => {
  expectTypeOf<InputValue<"api_key" | "database_url" | "seal_key">>().toEqualTypeOf<Credential>();
  expectTypeOf<InputValue<"timeout_seconds">>().toEqualTypeOf<number>();
  expectTypeOf<InputValue<"dry_run">>().toEqualTypeOf<boolean>();
  expectTypeOf<InputValue<"api_host">>().toEqualTypeOf<URL>();
  expectTypeOf<InputValue<"mask">>().toEqualTypeOf<"all" | "secrets">();
  expectTypeOf<InputName>().extract<"name">().toEqualTypeOf<"name">();
});

test("an endpoint without an example does not compile", () => {
  const { "project/create-user": left, ...rest } = examples;
  const complete: typeof examples = { ...rest, "project/create-user": left };
  // @ts-expect-error: one is missing
  const lacking: typeof examples = rest;
  // @ts-expect-error: and what is no endpoint has none
  const excessive: typeof examples = { ...examples, "project/make-coffee": left };
  expect(
    [complete, lacking, excessive].map((all) => Object.keys(all).length - Object.keys(examples).length),
  ).toEqual([0, -1, 1]);
  expectTypeOf<(typeof endpoints)[number]["operation"]>().not.toEqualTypeOf<string>();
  expectTypeOf<EndpointName>().extract<"project/create-user">().toEqualTypeOf<"project/create-user">();
});

test("a secret is not a text, and one kind of secret is not the other", () => {
  const secret = new Secret("hidden", "credential");
  // @ts-expect-error: it has to be revealed
  const plain: string = secret;
  // @ts-expect-error: a public value may be shown
  const open: Secret<"public"> = secret;
  // @ts-expect-error: the value is out of reach
  const value: unknown = secret.value;
  expect([`${plain}`, `${open}`, value]).toEqual(["***", "***", undefined]);
});
