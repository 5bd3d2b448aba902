import { expect } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { startNeon } from "../emulator/server.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  type Given,
  json,
  onBranch,
  onProject,
  type Played,
  play,
  project,
  projectStep,
  type Row,
  some,
  theBranch,
} from "./case.ts";
import { creates, made, madeMasks, methodSteps, mints } from "./methods.ts";

const list = { operation: "list-integrations", ...project };
const listRequest = `GET ${onProject}/integrations`;
const listed = { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' };
const newKeys = { operation: "generate-sdk-keys", ...project };
const keysRequest = "POST /projects/auth/keys";
const keyTypes =
  "Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings).";
const lost = (status: number) =>
  new RegExp(
    `^Neon failed \\(${status}\\).*, request ID .*Outcome unknown: it may have been carried out\\. `,
  );

/** The pauses that the step announced, in seconds. */
const pauses = ({ result }: Played) =>
  result.log.flatMap((line) => {
    const [said, seconds = "0"] = /Trying again(?: in ([\d.]+) s)?\./.exec(line) ?? [];
    return said === undefined ? [] : Number(seconds);
  });

/** A step of every method whose request is answered with this once, and then as always. */
const once = (fault: Fault, also?: Case["also"]): Case[] =>
  methodSteps.map(({ method, inputs, there, looks, request, effects, outputs }) => ({
    what: method,
    inputs,
    there,
    faults: [[{ method }, fault]],
    requests: [...looks, request, request],
    effects,
    outputs,
    ...(also && { also }),
  }));

/** A read that Neon refuses for good. */
const refused = (status: number, happened: string, cure: string): Case => ({
  what: `${status}`,
  inputs: list,
  faults: [
    [{}, { kind: "answer", status, body: { request_id: "req-1", code: "SOME_CODE", message: "not today" } }],
  ],
  error: `${happened} (${status}): not today. ${cure} [${listRequest}, code SOME_CODE, request ID req-1]`,
  requests: [listRequest],
  outputs: { scope: "project", changed: "false", request_id: "req-1" },
});

/** Things to delete, each with what has to be there. */
const removals: readonly (readonly [what: string, inputs: Given, request: string, there: boolean])[] = [
  [
    "integration of a project",
    { operation: "delete-integration", ...project, auth_provider: "stack", confirm: "project-id" },
    `DELETE ${onProject}/integration/stack`,
    false,
  ],
  [
    "integration of a branch",
    { operation: "delete-integration", ...branch, confirm: "br-example-123" },
    `DELETE ${onBranch}`,
    false,
  ],
  [
    "OAuth provider",
    { operation: "delete-oauth-provider", ...branch, oauth_provider_id: "google" },
    `DELETE ${onBranch}/oauth_providers/google`,
    true,
  ],
  [
    "user",
    { operation: "delete-user", ...branch, auth_user_id: "user-1" },
    `DELETE ${onBranch}/users/user-1`,
    true,
  ],
];

const own = { client_id: "client-id", client_secret: "a-secret-of-google" };
const job: readonly Given[] = [
  { operation: "create-integration", database_name: "neondb" },
  { operation: "add-oauth-provider", oauth_provider_id: "google", ...own },
  { operation: "add-domain", domain: "https://a.example\nhttps://b.example" },
  { operation: "create-user", email: "user@example.com" },
  { operation: "update-email-and-password", email_verification_method: "link" },
  { operation: "update-allow-localhost", allow_localhost: "false" },
  {
    operation: "update-webhooks",
    webhook_enabled: "true",
    webhook_url: "https://example.com/hooks",
    webhook_events: "user.created",
  },
  { operation: "delete-domain", domain: "https://old.example" },
  { operation: "delete-oauth-provider", oauth_provider_id: "github" },
];

export const statusRows: readonly Row[] = [
  {
    number: 33,
    title: '423 four times, then 201 → success; 423 for ever → fails at the budget, says "locked"',
    cases: [
      {
        what: "four times, with one try after the first",
        inputs: { ...creates[0].inputs, retries: "1" },
        faults: [[{ times: 4 }, { kind: "answer", status: 423, headers: { "retry-after": "0" } }]],
        requests: Array(5).fill(creates[0].post),
        effects: { "create-integration": 1 },
        outputs: made("project"),
        masks: madeMasks("project"),
      },
      {
        what: "for ever",
        inputs: { ...creates[1].inputs, timeout_seconds: "3" },
        faults: [[{ times: Infinity }, { kind: "answer", status: 423, headers: { "retry-after": "2" } }]],
        error:
          /^The project is locked by another operation \(423\): .*\. Run the step again later, or raise `timeout_seconds`\. The next try, in 2 s, would be too late: `timeout_seconds` is 3\. \[POST \S+, request ID \S+\]$/,
        requests: [creates[1].post, creates[1].post, creates[1].look],
        outputs: { ...branchStep, changed: "false" },
      },
    ],
  },
  {
    number: 34,
    title:
      "429 with `Retry-After: 2` → waits that long, any method; one longer than the budget → fails now and says how long",
    cases: [
      ...once(json(429, "slow down", { "retry-after": "2" }), (played) =>
        expect(pauses(played)).toEqual([2]),
      ),
      {
        what: "longer than the budget",
        inputs: newKeys,
        faults: [[{}, json(429, "slow down", { "retry-after": "600" })]],
        error: `The rate limit of your Neon account is used up (429): slow down. Run fewer steps at once, or later. The next try, in 600 s, would be too late: \`timeout_seconds\` is 120. [${keysRequest}, request ID req-1]`,
        requests: [keysRequest],
        outputs: { ...projectStep, request_id: "req-1", changed: "false" },
      },
    ],
  },
  {
    number: 35,
    title: "`Retry-After` of `-5`, `soon`, `1e9` → bounded",
    cases: [
      ...["-5", "soon", "1e9"].map(
        (retryAfter): Case => ({
          what: retryAfter,
          inputs: list,
          faults: [[{}, json(503, "busy", { "retry-after": retryAfter })]],
          requests: [listRequest, listRequest],
          outputs: listed,
          also: (played) => {
            const [pause = Infinity, ...others] = pauses(played);
            expect(others).toEqual([]);
            expect(pause).toBeLessThanOrEqual(0.5);
          },
        }),
      ),
      {
        what: "1000000000",
        inputs: list,
        faults: [[{}, json(503, "busy", { "retry-after": "1000000000" })]],
        error: "The next try, in 1000000000 s, would be too late",
        requests: [listRequest],
        outputs: { ...projectStep, request_id: "req-1", changed: "false" },
      },
    ],
  },
  {
    number: 36,
    title:
      "503 with Neon's JSON → repeated for every method, 1 side effect; 503 with HTML on keys → unknown, not repeated",
    cases: [
      ...once(json(503, "busy")),
      {
        what: "HTML on keys",
        inputs: newKeys,
        there: enable("stack"),
        faults: [[{}, { kind: "answer", status: 503, body: "<h1>busy here</h1>", after: "state" }]],
        error: lost(503),
        requests: [keysRequest],
        effects: { "generate-sdk-keys": 1 },
        outputs: projectStep,
        also: ({ result }) => expect(result.stdout).not.toContain("busy here"),
      },
    ],
  },
  {
    number: 37,
    title: "500, 502, 504: GET repeated, create read back, keys and users unknown",
    cases: [500, 502, 504].flatMap((status): Case[] => [
      {
        what: `${status} on GET`,
        inputs: list,
        faults: [[{}, { kind: "answer", status }]],
        requests: [listRequest, listRequest],
        outputs: listed,
      },
      ...creates.map(
        ({ scope, inputs, post, look, found }): Case => ({
          what: `${status} on create, ${scope}`,
          inputs,
          faults: [[{}, { kind: "answer", status, after: "state" }]],
          requests: [post, look],
          effects: { "create-integration": 1 },
          outputs: { ...found, changed: "true" },
          masks: [some],
        }),
      ),
      ...mints.slice(0, 3).map(
        ({ what, inputs, there, post, outputs, check }): Case => ({
          what: `${status} on ${what}`,
          inputs,
          there,
          faults: [[{}, { kind: "answer", status, after: "state" }]],
          error: new RegExp(`${lost(status).source}${check.replaceAll(/[.()]/g, "\\$&")}$`),
          requests: [post],
          effects: { [inputs.operation]: 1 },
          outputs: { ...outputs, request_id: some },
        }),
      ),
    ]),
  },
  {
    number: 38,
    title:
      "400, 401, 403, 404, 422 → 1 request (create and add: one look more); status, code and request ID in the error; 401 and 403 say which key types exist",
    cases: [
      refused(400, "Neon refused the request", "Check the inputs of the step against what Neon says."),
      refused(
        401,
        "Neon did not accept the API key",
        `Check that the secret holds a current key and nothing else. ${keyTypes}`,
      ),
      refused(403, "The API key may not do this", `Use one that reaches the project. ${keyTypes}`),
      refused(
        404,
        "Neon finds nothing there",
        "Check `project_id`. Neon keeps the project-scoped API for existing integrations only: for others name a branch, which uses the branch-scoped API.",
      ),
      refused(422, "Neon refused the request", "Check the inputs of the step against what Neon says."),
    ],
  },
  {
    number: 39,
    title:
      "create 409 → same provider: success, `changed: false`; other provider or database: fails, nothing deleted; GET 404: says that only the schema exists",
    cases: creates.flatMap(({ scope, inputs, provider, post, look, found }): Case[] => {
      const given = { ...inputs, database_name: "neondb" };
      const refusal = { requests: [post, look], outputs: { ...found, changed: "false" } };
      const place = { scope, branch_id: "br-example-123", request_id: some, changed: "false" };
      return [
        {
          what: `${scope}, same provider`,
          inputs: given,
          there: enable(provider),
          ...refusal,
          masks: [some],
        },
        {
          what: `${scope}, other provider`,
          inputs: given,
          there: enable("mock"),
          error: `The mock integration is already there, but ${provider === "stack" ? "Stack Auth" : "Better Auth"} was asked for; the two cannot be on one branch. Nothing was changed.`,
          requests: [post, look],
          outputs: place,
          masks: [some],
        },
        {
          what: `${scope}, other database`,
          inputs: given,
          there: (neon) => void neon.state.enableAuth(theBranch(neon), provider, "other"),
          error: `The ${provider === "stack" ? "Stack Auth" : "Better Auth"} integration is already there, but it uses database other, not neondb. Nothing was changed.`,
          requests: [post, look],
          outputs: place,
          masks: [some],
        },
        {
          what: `${scope}, only the schema`,
          inputs: given,
          there: (neon) => {
            theBranch(neon).schemaLeftOver = true;
          },
          error:
            /^Something like it is there already \(409\): schema "neon_auth" already exists\. .* No integration is there, so this is about the `neon_auth` schema that an earlier one left in the database or that the branch has inherited\. `delete-integration` with `delete_data: true` deletes it with all users in it; then run this step again\.$/,
          requests: [post, look, look, look, look, look],
          outputs: place,
        },
      ];
    }),
  },
  {
    number: 40,
    title: "delete 404 → success with `changed: false`, or failure by `if_missing: fail`",
    cases: removals.flatMap(([what, inputs, request, there]): Case[] => {
      const place = inputs.branch_id ? branchStep : projectStep;
      return [
        {
          what,
          inputs,
          ...(there && { there: enable("better_auth") }),
          requests: [request],
          outputs: { ...place, changed: "false", result: "{}" },
        },
        {
          what: `${what}, if_missing: fail`,
          inputs: { ...inputs, if_missing: "fail" },
          ...(there && { there: enable("better_auth") }),
          error: " (404): ",
          requests: [request],
          outputs: { ...place, changed: "false" },
        },
      ];
    }),
  },
  {
    number: 41,
    title: "404 or 410 on a project-scoped route → names the branch-scoped way",
    cases: [404, 410].flatMap((status): Case[] =>
      [
        { what: "GET", inputs: list, request: listRequest },
        { what: "POST", inputs: newKeys, request: keysRequest },
      ].map(({ what, inputs, request }) => ({
        what: `${status}, ${what}`,
        inputs,
        faults: [[{}, json(status, "gone")]],
        error: new RegExp(
          ` \\(${status}\\): gone\\. .*: (for others )?name a branch, which uses the branch-scoped API\\. \\[.*, request ID req-1\\]$`,
        ),
        requests: [request],
        outputs: { ...projectStep, request_id: "req-1", changed: "false" },
      })),
    ),
  },
  {
    number: 42,
    title: "the whole job run a second time → succeeds, creates nothing",
    cases: [
      {
        play: async () => {
          await using neon = await startNeon({ apiKey });
          const ends = async (inputs: Given) => {
            const { conclusion, stderr, outputs } = await play(neon, { ...branch, ...inputs });
            return { operation: inputs.operation, conclusion, stderr, changed: outputs.changed };
          };
          const expected = (changed: (operation: string) => boolean) =>
            job.map(({ operation = "" }) => ({
              operation,
              conclusion: "success",
              stderr: "",
              changed: String(changed(operation)),
            }));
          const rounds: Awaited<ReturnType<typeof ends>>[][] = [[], []];
          for (const round of rounds) {
            neon.clearRequests();
            for (const inputs of job) round.push(await ends(inputs));
          }
          expect(rounds).toEqual([expected((name) => !name.startsWith("delete-")), expected(() => false)]);
          expect(neon.sideEffects).toEqual({});
        },
      },
    ],
  },
  {
    number: 43,
    title: "two runs at once on one branch → one integration, both succeed",
    cases: creates.map(({ scope, inputs }) => ({
      what: scope,
      play: async () => {
        await using neon = await startNeon({ apiKey });
        const results = await Promise.all([play(neon, inputs), play(neon, inputs)]);
        expect(results.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([
          { exitCode: 0, stderr: "" },
          { exitCode: 0, stderr: "" },
        ]);
        expect(results.map(({ outputs }) => outputs.changed).toSorted()).toEqual(["false", "true"]);
        expect(neon.sideEffects).toEqual({ "create-integration": 1 });
      },
    })),
  },
];
