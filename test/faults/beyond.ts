import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect } from "vitest";
import { withNames } from "../emulator/names.ts";
import {
  branch,
  branchStep,
  type Case,
  check,
  enable,
  onBranch,
  onProject,
  type play,
  project,
  projectStep,
  type Row,
  type Scene,
  some,
  visible,
} from "./case.ts";
import { creates, mints } from "./methods.ts";

const newKeys = { operation: "generate-sdk-keys", ...project };
const keysRequest = "POST /projects/auth/keys";
const list = { operation: "list-integrations", ...project };
const listRequest = `GET ${onProject}/integrations`;
const providers = { operation: "list-oauth-providers", ...branch };
const keysMade = {
  ...projectStep,
  changed: "true",
  auth_provider: "stack",
  auth_provider_project_id: some,
  keys_available: "true",
  pub_client_key: some,
  secret_server_key: some,
  jwks_url: some,
  schema_name: "neon_auth",
  table_name: "users_sync",
  result: some,
};
const asJson = { "content-type": "application/json" };
const carriedOut =
  " Neon carried a request out all the same; look at what is there before you run the step again.";
const notUnderstood = (fields: string) =>
  `Neon's answer was not understood: missing or of another type than documented: ${fields}.`;
const unknownKeys = new RegExp(
  `^POST /projects/auth/keys was sent, and no complete answer came back \\(\\S+( \\S+)*\\)\\. Outcome unknown: it may have been carried out\\. ${mints[0].check.replaceAll(".", "\\.")}$`,
);

/** Keys whose answer never comes in one piece: sent once, and nobody knows. */
const lostKeys = (what: string, bytes: string): Case => ({
  what,
  inputs: newKeys,
  faults: [[{}, { kind: "raw", bytes, after: "state" }]],
  there: enable("stack"),
  error: unknownKeys,
  requests: [keysRequest],
  effects: { "generate-sdk-keys": 1 },
  outputs: { scope: "project" },
});

/** Keys that Neon answers with this, which is no answer. */
const oddKeys = (what: string, status: number, body: string, fields: string): Case => ({
  what,
  inputs: newKeys,
  there: enable("stack"),
  faults: [[{}, { kind: "answer", status, headers: asJson, body, after: "state" }]],
  error: notUnderstood(fields) + carriedOut,
  requests: [keysRequest],
  effects: { "generate-sdk-keys": 1 },
  outputs: { ...projectStep, changed: "true" },
});

const unread = (what: string, body: string): Case => ({
  what,
  inputs: list,
  faults: [[{}, { kind: "answer", status: 200, headers: asJson, body }]],
  error: notUnderstood("the whole answer"),
  requests: [listRequest],
  outputs: { ...projectStep, changed: "false" },
});

/** Whether the request or the step is out of time first is a matter of milliseconds. */
const notSent = /^(GET|POST) \S+ was not sent: .*\.$|^Neon could not be reached for .* Nothing was sent: /;

/** A step that ends with its time, or when it is told to, although no connection ever stands. */
const neverConnected = (
  what: string,
  extra: (open: Promise<unknown>) => Parameters<typeof play>[2],
): Scene => ({
  what,
  play: async () => {
    await using silent = await startSilence();
    await check({
      inputs: { ...newKeys, api_host: `https://127.0.0.1:${silent.port}/api/v2`, timeout_seconds: "1" },
      extra: () => ({ timeoutMs: 6000, ...extra(silent.open) }),
      error: notSent,
      requests: [],
      outputs: { scope: "project", changed: "false" },
    });
  },
});

/** A server that takes connections and says nothing at all. */
async function startSilence() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket));
  const open = once(server, "connection");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return server[Symbol.asyncDispose]();
  };
  return { port, open, [Symbol.asyncDispose]: close };
}

/** An error that Neon words like this; what the step says of it is bounded and harmless. */
const refusal = (what: string, body: object, also: Case["also"]): Case => ({
  what,
  inputs: newKeys,
  faults: [[{}, { kind: "answer", status: 400, body }]],
  error:
    /^Neon refused the request \(400\): .* Check the inputs of the step against what Neon says\. \[POST \/projects\/auth\/keys, .*\]$/,
  requests: [keysRequest],
  outputs: { ...projectStep, changed: "false" },
  ...(also && { also }),
});

export const beyondRows: readonly Row[] = [
  {
    title: "a read whose answer is lost → asked for again",
    cases: (
      [
        ["reset", { kind: "reset", when: "after-state" }],
        ["cut", { kind: "cut", atByte: 5 }],
        ["not HTTP", { kind: "garbage" }],
      ] as const
    ).map(([what, fault]) => ({
      what,
      inputs: list,
      faults: [[{}, fault]],
      requests: [listRequest, listRequest],
      outputs: { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' },
    })),
  },
  {
    title:
      "an answer that never comes → the budget ends the wait, with time left to look what became of a write",
    cases: [
      {
        what: "keys",
        inputs: { ...newKeys, timeout_seconds: "1" },
        there: enable("stack"),
        faults: [[{}, { kind: "hang", when: "after-state" }]],
        error: unknownKeys,
        requests: [keysRequest],
        effects: { "generate-sdk-keys": 1 },
        outputs: { scope: "project" },
      },
      ...creates.map(
        ({ scope, inputs, post, look, found }): Case => ({
          what: `create, ${scope}`,
          inputs: { ...inputs, timeout_seconds: "4" },
          faults: [[{}, { kind: "hang", when: "after-state" }]],
          requests: [post, look],
          effects: { "create-integration": 1 },
          outputs: { ...found, changed: "true" },
          masks: [some],
        }),
      ),
    ],
  },
  {
    title: "an interim answer before the true one → makes no difference",
    cases: ([102, 103] as const).map((status) => ({
      what: `${status}`,
      inputs: newKeys,
      there: enable("stack"),
      faults: [[{}, { kind: "interim", status }]],
      requests: [keysRequest],
      effects: { "generate-sdk-keys": 1 },
      outputs: keysMade,
      masks: [some, some, some],
    })),
  },
  {
    title: "100 Continue, which nobody waits for, before the true answer → treated like a lost answer",
    cases: [
      {
        what: "keys",
        inputs: newKeys,
        there: enable("stack"),
        faults: [[{}, { kind: "interim", status: 100 }]],
        error: unknownKeys,
        requests: [keysRequest],
        effects: { "generate-sdk-keys": 1 },
        outputs: { scope: "project" },
      },
      ...creates.map(
        ({ scope, inputs, post, look, found }): Case => ({
          what: `create, ${scope}`,
          inputs,
          faults: [[{}, { kind: "interim", status: 100 }]],
          requests: [post, look],
          effects: { "create-integration": 1 },
          outputs: { ...found, changed: "true" },
          masks: [some],
        }),
      ),
    ],
  },
  {
    title: "an answer that ends before its body, or is not HTTP → treated like a lost answer",
    cases: [
      lostKeys("half a head", "HTTP/1.1 201 Created\r\ncontent-ty"),
      lostKeys("a status line", "HTTP/1.1 201 Created\r\n"),
      lostKeys("only an interim answer", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
      lostKeys(
        "another protocol",
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
      ),
      lostKeys("a head of 100 kB", `HTTP/1.1 201 Created\r\nx-long: ${"a".repeat(100_000)}\r\n\r\n{}`),
      lostKeys(
        "two lengths",
        'HTTP/1.1 201 Created\r\ncontent-length: 2\r\ncontent-length: 20\r\n\r\n{"a":"b"}',
      ),
      lostKeys(
        "a chunk of no size",
        "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n",
      ),
      lostKeys("nothing", ""),
    ],
  },
  {
    title: "an answer with another one behind it → the other one is not read",
    cases: [
      {
        inputs: { ...list, retries: "0" },
        faults: [
          [
            {},
            {
              kind: "raw",
              bytes: `HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{"data":[]}HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil`,
            },
          ],
        ],
        requests: [listRequest],
        outputs: { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' },
        also: ({ result }) => expect(visible(result)).not.toContain("evil"),
      },
    ],
  },
  {
    title: "JSON with a byte order mark → read as if it had none",
    cases: [
      {
        inputs: list,
        faults: [[{}, { kind: "answer", status: 200, headers: asJson, body: '\ufeff{"data":[]}' }]],
        requests: [listRequest],
        outputs: { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' },
      },
    ],
  },
  {
    title: "JSON under another type → read all the same",
    cases: ["text/plain", "application/problem+json", "text/html"].map((type) => ({
      what: type,
      inputs: list,
      faults: [[{}, { kind: "answer", status: 200, headers: { "content-type": type }, body: '{"data":[]}' }]],
      requests: [listRequest],
      outputs: { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' },
    })),
  },
  {
    title: "JSON with a key twice → the last one counts, and none of them is shown",
    cases: [
      {
        inputs: newKeys,
        faults: [
          [
            {},
            {
              kind: "answer",
              status: 201,
              headers: asJson,
              body: '{"auth_provider":"stack","secret_server_key":"ssk_the-first-one","secret_server_key":"ssk_the-last-one"}',
            },
          ],
        ],
        requests: [keysRequest],
        outputs: {
          ...projectStep,
          changed: "true",
          auth_provider: "stack",
          keys_available: "true",
          secret_server_key: "ssk_the-last-one",
          result: '{"auth_provider":"stack"}',
        },
        masks: ["ssk_the-last-one"],
        also: ({ result }) => expect(visible(result)).not.toContain("ssk_the-first-one"),
      },
    ],
  },
  {
    title: "a compressed answer that nobody asked for → said as what it is; a write has an unknown outcome",
    cases: [
      {
        what: "a read",
        inputs: list,
        faults: [[{}, { kind: "gzip" }]],
        error: /compressed/,
        requests: [listRequest],
        outputs: { scope: "project", changed: "false" },
      },
      {
        what: "keys",
        inputs: newKeys,
        there: enable("stack"),
        faults: [[{}, { kind: "gzip" }]],
        error: /Outcome unknown: it may have been carried out\. Look at the API keys/,
        requests: [keysRequest],
        effects: { "generate-sdk-keys": 1 },
        outputs: { scope: "project" },
      },
    ],
  },
  {
    title: "a page with a good status on a write → outcome unknown, not repeated, not printed",
    cases: mints.slice(0, 3).map(({ what, inputs, there, post, outputs, check }) => ({
      what,
      inputs,
      there,
      faults: [[{}, { kind: "answer", status: 200, body: "<title>Log in first</title>", after: "state" }]],
      error: new RegExp(`text/html, not JSON .* Outcome unknown: .* ${check.replaceAll(/[.()]/g, "\\$&")}$`),
      requests: [post],
      effects: { [inputs.operation]: 1 },
      outputs,
      also: ({ result }) => expect(visible(result)).not.toContain("Log in first"),
    })),
  },
  {
    title:
      "an answer that is JSON, but not what is needed → fails and says what is missing; a write was carried out",
    cases: [
      unread("null", "null"),
      unread("a list", "[]"),
      unread("a text", '"ssk_text"'),
      unread("a number", "0"),
      unread("100,000 lists in each other", "[".repeat(100_000) + "]".repeat(100_000)),
      oddKeys("keys, null", 200, "null", "the whole answer"),
      oddKeys("keys, a list", 201, "[]", "the whole answer"),
      oddKeys("keys, a text", 201, '"ssk_text"', "the whole answer"),
      oddKeys("keys, 204", 204, "", "the whole answer"),
      oddKeys("keys, nothing in it", 201, "{}", "auth_provider"),
      {
        what: "create, 204",
        inputs: creates[0].inputs,
        faults: [[{}, { kind: "answer", status: 204, body: "", after: "state" }]],
        error: notUnderstood("the whole answer") + carriedOut,
        requests: [creates[0].post],
        effects: { "create-integration": 1 },
        outputs: { scope: "project", branch_id: "br-example-123", request_id: some, changed: "true" },
      },
    ],
  },
  {
    title: "a secret that is not a text → no value if it is null; else fails, and what it is stays hidden",
    cases: [
      {
        what: "null",
        inputs: newKeys,
        faults: [
          [{}, { kind: "answer", status: 201, body: { auth_provider: "stack", secret_server_key: null } }],
        ],
        requests: [keysRequest],
        outputs: {
          ...projectStep,
          changed: "true",
          auth_provider: "stack",
          keys_available: "false",
          result: '{"auth_provider":"stack"}',
        },
      },
      {
        what: "a number in the entry of a list",
        inputs: providers,
        faults: [
          [
            {},
            {
              kind: "answer",
              status: 200,
              body: { providers: [{ id: "google", type: "standard", client_secret: 90210_90210 }] },
            },
          ],
        ],
        error: notUnderstood("providers.0.client_secret"),
        requests: [`GET ${onBranch}/oauth_providers`],
        outputs: { ...branchStep, changed: "false" },
        also: ({ result }) => expect(visible(result)).not.toContain("90210"),
      },
      {
        what: "an object",
        inputs: newKeys,
        faults: [
          [
            {},
            {
              kind: "answer",
              status: 201,
              body: { auth_provider: "stack", secret_server_key: { value: "ssk_in-an-object" } },
            },
          ],
        ],
        error: notUnderstood("secret_server_key") + carriedOut,
        requests: [keysRequest],
        outputs: { ...projectStep, changed: "true" },
        also: ({ result }) => expect(visible(result)).not.toContain("ssk_in-an-object"),
      },
    ],
  },
  {
    title: "409 with HTML on a create → what is there decides",
    cases: creates.flatMap(({ scope, inputs, provider, post, look, found }): Case[] => [
      {
        what: `${scope}, there`,
        inputs,
        there: enable(provider),
        faults: [[{}, { kind: "answer", status: 409, body: "<h1>conflict here</h1>" }]],
        requests: [post, look],
        outputs: { ...found, changed: "false" },
        masks: [some],
      },
      {
        what: `${scope}, not there`,
        inputs,
        faults: [[{}, { kind: "answer", status: 409, body: "<h1>conflict here</h1>" }]],
        error: /^The answer is not Neon's \(409\)\. .* \[POST \S+, request ID \S+\]$/,
        requests: [post, look, look, look, look, look],
        outputs: { scope, branch_id: "br-example-123", request_id: some, changed: "false" },
        also: ({ result }) => expect(visible(result)).not.toContain("conflict here"),
      },
    ]),
  },
  {
    title: "an error of any size and with any signs in any field → bounded and harmless",
    cases: [
      refusal("100 kB", { message: "long ".repeat(20_000), code: "c", request_id: "r" }, ({ result }) => {
        expect(result.annotations.at(-1)?.message.length).toBeLessThan(4096);
        expect(result.summary.length).toBeLessThan(8192);
      }),
      refusal(
        "commands in the code and in the request ID",
        { message: "no", code: "\n::error::a", request_id: "##[add-mask]a\r" },
        ({ result }) => expect(result.log.at(-1)).toContain("code : :error::a, request ID # #[add-mask]a]"),
      ),
      refusal("other types", { message: "no", code: { a: 1 }, request_id: ["r"] }, undefined),
    ],
  },
  {
    title: "a name that is looked up for longer than the step may take → the step ends with its time",
    cases: [
      {
        inputs: (neon) => ({
          ...list,
          api_host: neon.url.replace("127.0.0.1", "localhost"),
          timeout_seconds: "1",
        }),
        extra: () => ({ env: withNames({ afterMs: 60_000 }), timeoutMs: 8000 }),
        error: notSent,
        requests: [],
        outputs: { scope: "project", changed: "false" },
      },
    ],
  },
  {
    title:
      "a server that takes the connection and never says a word → the step ends with its time, or when told to",
    cases: [
      neverConnected("its time", () => ({})),
      neverConnected("SIGTERM", (open) => ({ signal: { name: "SIGTERM", when: open } })),
    ],
  },
  {
    title: "a connection that is refused for ever → fails and says that nothing was sent",
    cases: [
      {
        inputs: (neon) => ({
          ...newKeys,
          api_host: neon.url.replace("127.0.0.1", "localhost"),
          retries: "1",
        }),
        extra: () => ({ env: withNames({ address: "127.0.0.2" }, { address: "127.0.0.2" }) }),
        error: `Neon could not be reached for ${keysRequest} (ECONNREFUSED). Nothing was sent: check \`api_host\` and the network of the runner, then run the step again.`,
        requests: [],
        outputs: { scope: "project", changed: "false" },
      },
    ],
  },
];
