import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { Fault } from "../emulator/faults.ts";
import { withNames } from "../emulator/names.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import {
  branch,
  branchStep,
  type Case,
  check,
  enable,
  errorOf,
  type Given,
  onBranch,
  onProject,
  play,
  project,
  projectStep,
  type Row,
  type Scene,
  some,
  visible,
} from "./case.ts";
import { creates, made, madeMasks, methodSteps, mints } from "./methods.ts";

const list = { operation: "list-integrations", ...project };
const listRequest = `GET ${onProject}/integrations`;
const listed = { ...projectStep, changed: "false", integrations: "[]", result: '{"data":[]}' };
const newKeys = { operation: "generate-sdk-keys", ...project };

const done: Fault = { kind: "reset", when: "after-state" };
const notDone: Fault = { kind: "reset", when: "before-headers" };

const byName = ({ url }: Neon) => ({ api_host: url.replace("127.0.0.1", "localhost") });

/** A step that could not send anything twice, whatever the method, and did in the end. */
const unsentTwice = (
  what: string,
  code: string,
  more: (
    inputs: Given,
  ) => Pick<Case, "extra"> & Partial<Pick<Case, "inputs" | "options" | "faults" | "also">>,
): Case[] =>
  methodSteps.map(({ method, inputs, there, looks, request, effects, outputs }) => ({
    what: `${what}, ${method}`,
    there,
    requests: [...looks, request],
    effects,
    outputs,
    inputs,
    also: ({ result }) => expect(waits(result.log)).toEqual([code, code]),
    ...more(inputs),
  }));

/** Why the step tried again, each time. */
const waits = (log: readonly string[]) =>
  log.flatMap((line) => /: (.*)\. Trying again(?: in [\d.]+ s)?\./.exec(line)?.[1] ?? []);

const unknown = (post: string, cause: string, check: string) =>
  `${post} was sent, and no complete answer came back (${cause}). Outcome unknown: it may have been carried out. ${check}`;

/** Sends a signal once Neon has got a request. */
const signalled =
  (name: NodeJS.Signals) =>
  (neon: Neon): { signal: { name: NodeJS.Signals; when: Promise<unknown> } } => ({
    signal: { name, when: expect.poll(() => neon.requests.length, { timeout: 20_000 }).toBeGreaterThan(0) },
  });
const signals = ["SIGTERM", "SIGINT"] as const;

/** A proxy that lets nobody through, and what it was asked for. */
async function startProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on("connect", ({ method, url }, socket) => {
    asked.push(`${method} ${url}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://user:word-of-the-proxy@127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

export const transportRows: readonly Row[] = [
  {
    number: 19,
    title:
      "connection refused, DNS failure or TLS reset twice, then fine → succeeds for every method, 1 side effect",
    cases: [
      ...unsentTwice("connection refused", "ECONNREFUSED", (inputs) => ({
        inputs: (neon) => ({ ...byName(neon), ...inputs }),
        extra: () => ({ env: withNames({ address: "127.0.0.2" }, { address: "127.0.0.2" }) }),
      })),
      ...unsentTwice("DNS failure", "EAI_AGAIN", (inputs) => ({
        inputs: (neon) => ({ ...byName(neon), ...inputs }),
        extra: () => ({ env: withNames({ code: "EAI_AGAIN" }, { code: "EAI_AGAIN" }) }),
      })),
      ...unsentTwice("TLS reset", "ECONNRESET", () => ({
        options: { tls: "good" },
        faults: [[{ times: 2 }, { kind: "refuse" }]],
        extra: (neon) => ({ env: neon.environment }),
        // The first may be the connection that is opened early, which nobody misses.
        also: ({ result }) =>
          expect([["ECONNRESET"], ["ECONNRESET", "ECONNRESET"]]).toContainEqual(waits(result.log)),
      })),
    ],
  },
  {
    number: 20,
    title: "certificate wrong → fails at once, no retry",
    cases: (
      [
        ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"],
        ["wrong-host", "ERR_TLS_CERT_ALTNAME_INVALID"],
        ["expired", "CERT_HAS_EXPIRED"],
      ] as const
    ).map(
      ([tls, code]): Case => ({
        what: tls,
        options: { tls },
        inputs: newKeys,
        extra: (neon) => ({ env: neon.environment }),
        error: `The certificate of the server is not trusted (${code}), so POST /projects/auth/keys was not sent. Check \`api_host\`; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job.`,
        requests: [],
        outputs: { scope: "project", changed: "false" },
        also: ({ neon, result }) => {
          expect(neon.connections).toBe(1);
          expect(waits(result.log)).toEqual([]);
        },
      }),
    ),
  },
  {
    number: 21,
    title: "create sent, done by Neon, answer lost → read back, success, `changed: true`, exactly 1 create",
    cases: creates.map(({ scope, inputs, post, look, found }) => ({
      what: scope,
      inputs,
      faults: [[{ method: "POST" }, done]],
      requests: [post, look],
      effects: { "create-integration": 1 },
      outputs: { ...found, changed: "true" },
      masks: [some],
    })),
  },
  {
    number: 22,
    title: "create sent, not done, answer lost → read back twice, sent once more, exactly 1 side effect",
    cases: creates.map(({ scope, inputs, post, look }) => ({
      what: scope,
      inputs,
      faults: [[{ method: "POST" }, notDone]],
      requests: [post, look, look, post],
      effects: { "create-integration": 1 },
      outputs: made(scope),
      masks: madeMasks(scope),
    })),
  },
  {
    number: 23,
    title:
      'keys, create-user, test mail sent, answer lost → "outcome unknown", exactly 1 POST, exit 1, says what to check',
    cases: mints.map(({ what, inputs, there, post, outputs, masks, check }) => ({
      what,
      inputs,
      there,
      faults: [[{ method: "POST" }, done]],
      error: unknown(post, "ECONNRESET", check),
      requests: [post],
      effects: { [inputs.operation]: 1 },
      outputs,
      masks,
    })),
  },
  {
    number: 24,
    title: "PATCH and PUT sent, answer lost → repeated, then read back and compared",
    cases: [
      ...methodSteps
        .filter(({ method }) => method.startsWith("P") && method !== "POST")
        .flatMap(({ method, inputs, there, looks, request, effects, outputs }) =>
          (["done", "not done"] as const).map((what) => ({
            what: `${method}, ${what}`,
            inputs,
            there,
            faults: [[{ method }, what === "done" ? done : notDone]] as const,
            requests: [...looks, request, request, ...looks],
            effects,
            outputs,
          })),
        ),
      ...([["the repeat"], ["the first answer"]] as const).map(
        ([what], at): Scene => ({
          what: `${what} shows that it does not hold`,
          play: async () => {
            await using neon = await startNeon();
            enable("better_auth")(neon);
            if (at === 0) neon.next({ method: "PATCH" }, notDone);
            neon.next({ method: "PATCH" }, { kind: "answer", status: 200, body: { allow_localhost: true } });
            const inputs = { operation: "update-allow-localhost", ...branch, allow_localhost: "false" };
            const result = await play(neon, inputs);
            expect(result.exitCode).toBe(1);
            expect(errorOf(result)).toContain("allow_localhost");
            expect(neon.sideEffects).toEqual({});
          },
        }),
      ),
    ],
  },
  {
    number: 25,
    title: "DELETE sent, answer lost → 404 on the repeat is success",
    cases: (["ignore", "fail"] as const).map((if_missing) => ({
      what: `if_missing: ${if_missing}`,
      inputs: { operation: "delete-user", ...branch, auth_user_id: "user-1", if_missing },
      there: enable("better_auth", ({ users }) =>
        users.push({ id: "user-1", email: "user@example.com", roles: [] }),
      ),
      faults: [[{ method: "DELETE" }, done]],
      requests: [`DELETE ${onBranch}/users/user-1`, `DELETE ${onBranch}/users/user-1`],
      effects: { "delete-user": 1 },
      outputs: { ...branchStep, changed: "true", result: "{}" },
      also: ({ neon }) => expect(neon.requests.map(({ status }) => status)).toEqual([undefined, 404]),
    })),
  },
  {
    number: 26,
    title: "2xx cut in the middle of its JSON → treated like a lost answer; the cut text is not in the log",
    cases: [
      ...creates.map(
        ({ scope, inputs, post, look, found }): Case => ({
          what: `create on the ${scope}, its connection ends`,
          inputs,
          faults: [[{ method: "POST" }, { kind: "cut", atByte: 20 }]],
          requests: [post, look],
          effects: { "create-integration": 1 },
          outputs: { ...found, changed: "true" },
          masks: [some],
          also: ({ result }) => expect(visible(result)).not.toContain('{"auth_prov'),
        }),
      ),
      {
        what: "keys, with the length of what is left",
        inputs: newKeys,
        faults: [
          [
            { method: "POST" },
            {
              kind: "answer",
              status: 201,
              headers: { "content-type": "application/json" },
              body: '{"auth_provider":"stack","secret_server_key":"ssk_cut-in-its',
            },
          ],
        ],
        error: unknown("POST /projects/auth/keys", "an answer that ends in its middle", mints[0].check),
        requests: ["POST /projects/auth/keys"],
        outputs: { scope: "project" },
        also: ({ result }) => expect(visible(result)).not.toContain("ssk_cut"),
      },
    ],
  },
  {
    number: 27,
    title: "a body that drips → the budget ends it, within a second",
    // Five bytes a second are a minute for the smallest of these answers.
    cases: [
      {
        what: "a write",
        inputs: { ...newKeys, timeout_seconds: "2" },
        there: enable("stack"),
        faults: [[{}, { kind: "drip", bytesPerSecond: 5 }]],
        error:
          /^POST \/projects\/auth\/keys was sent, and no complete answer came back \(.*\)\. Outcome unknown: /,
        requests: ["POST /projects/auth/keys"],
        effects: { "generate-sdk-keys": 1 },
        outputs: { scope: "project" },
      },
      {
        what: "a read",
        inputs: { ...list, timeout_seconds: "2" },
        there: enable("stack"),
        faults: [[{}, { kind: "drip", bytesPerSecond: 5 }]],
        error: `Neon gave no complete answer: \`timeout_seconds\` (2) is over. Run the step again. [${listRequest}]`,
        requests: [listRequest],
        outputs: { scope: "project", changed: "false" },
      },
    ],
  },
  {
    number: 28,
    title: "3xx → fails, nothing is sent to the new place",
    cases: ([301, 302, 303, 307, 308] as const).map((status) => ({
      what: `${status}`,
      play: async () => {
        await using elsewhere = await startNeon();
        await check({
          inputs: newKeys,
          faults: [[{}, { kind: "redirect", status, to: `${elsewhere.url}/projects/auth/keys` }]],
          error: new RegExp(
            `^Neon's address leads elsewhere \\(${status}\\)\\. A redirect is never followed with a key: check \`api_host\`\\. \\[POST /projects/auth/keys, request ID [0-9a-f-]{36}\\]$`,
          ),
          requests: ["POST /projects/auth/keys"],
          outputs: { ...projectStep, changed: "false" },
        });
        expect(elsewhere.connections).toBe(0);
      },
    })),
  },
  {
    number: 29,
    title: "HTML with 200, empty 200 where JSON is needed → fails, body not printed",
    cases: [
      {
        what: "HTML",
        inputs: list,
        faults: [[{}, { kind: "answer", status: 200, body: "<title>Log in first</title>" }]],
        error:
          /^Neon's answer to GET .* was not understood: it is text\/html, not JSON \(status 200, request ID .*\)\. Something between this runner and Neon may have answered: check `api_host` and the proxy\.$/,
        requests: [listRequest],
        outputs: { scope: "project", changed: "false" },
        also: ({ result }) => expect(visible(result)).not.toContain("Log in first"),
      },
      {
        what: "empty",
        inputs: list,
        faults: [[{}, { kind: "answer", status: 200, body: "" }]],
        error:
          "Neon's answer was not understood: missing or of another type than documented: the whole answer.",
        requests: [listRequest],
        outputs: { ...projectStep, changed: "false" },
      },
    ],
  },
  {
    number: 30,
    title: "an answer of 100 MB → stopped at a limit of 1 MB",
    cases: [
      {
        inputs: { ...list, retries: "0" },
        faults: [[{}, { kind: "huge", bytes: 100_000_000 }]],
        error: `Neon gave no complete answer (an answer of more than 1000000 bytes). Run the step again. [${listRequest}]`,
        requests: [listRequest],
        outputs: { scope: "project", changed: "false" },
        // What is between the limit and this lies in the buffers of the system.
        also: ({ neon }) => expect(neon.inflicted[0]?.bytesSent).toBeLessThan(20_000_000),
      },
    ],
  },
  {
    number: 31,
    title:
      'SIGTERM or SIGINT while waiting or sending → ends within a second, non-zero, "outcome unknown" if something was sent',
    cases: signals.flatMap((name): Case[] => [
      {
        what: `${name} while sending`,
        inputs: newKeys,
        there: enable("stack"),
        faults: [[{}, { kind: "hang", when: "after-state" }]],
        extra: signalled(name),
        error: unknown("POST /projects/auth/keys", `the step was asked to end by ${name}`, mints[0].check),
        requests: ["POST /projects/auth/keys"],
        effects: { "generate-sdk-keys": 1 },
        outputs: { scope: "project" },
      },
      {
        what: `${name} while reading`,
        inputs: list,
        faults: [[{}, { kind: "hang", when: "after-state" }]],
        extra: signalled(name),
        error: `Neon gave no complete answer: the step was asked to end by ${name}. Run the step again. [${listRequest}]`,
        requests: [listRequest],
        outputs: { scope: "project", changed: "false" },
      },
      {
        what: `${name} while waiting`,
        inputs: newKeys,
        faults: [[{ times: Infinity }, { kind: "answer", status: 423, headers: { "retry-after": "60" } }]],
        extra: signalled(name),
        error:
          /^The project is locked by another operation \(423\): .*\. Run the step again later, or raise `timeout_seconds`\. There was no other try: the step was asked to end by SIG(TERM|INT)\. \[POST \/projects\/auth\/keys, request ID \S+\]$/,
        requests: ["POST /projects/auth/keys"],
        outputs: { ...projectStep, changed: "false" },
      },
    ]),
  },
  {
    number: 32,
    title: "`HTTPS_PROXY` and `NO_PROXY` honoured; a proxy's password never printed",
    cases: [
      {
        what: "HTTPS_PROXY",
        play: async () => {
          await using proxy = await startProxy();
          await check({
            inputs: { ...list, api_host: "https://neon.example/api/v2", retries: "0" },
            extra: () => ({ debug: true, env: { HTTPS_PROXY: proxy.url } }),
            error: /^Neon could not be reached for GET .* Nothing was sent/,
            requests: [],
            outputs: { scope: "project", changed: "false" },
            also: ({ result }) =>
              expect(visible(result)).not.toMatch(/word-of-the-proxy|d29yZC1vZi10aGUtcHJveHk/),
          });
          expect(proxy.asked).toEqual(["CONNECT neon.example:443"]);
        },
      },
      {
        what: "NO_PROXY",
        play: async () => {
          await using proxy = await startProxy();
          await check({
            inputs: list,
            extra: () => ({ env: { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" } }),
            requests: [listRequest],
            outputs: listed,
          });
          expect(proxy.asked).toEqual([]);
        },
      },
    ],
  },
];
