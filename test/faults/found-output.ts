import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { startNeon } from "../emulator/server.ts";
import type { StepResult } from "../runner/runner.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  errorOf,
  json,
  onBranch,
  play,
  type Row,
  some,
  visible,
} from "./case.ts";

const waiting = { operation: "get-integration", ...branch, wait_until_ready: "true" };
const keys = "GET /br-example-123/neondb/auth/.well-known/jwks.json";
const integration = {
  ...branchStep,
  changed: "false",
  auth_provider: "better_auth",
  auth_provider_project_id: some,
  application_name: some,
  base_url: some,
  jwks_url: some,
  result: some,
};
const ready = { ...integration, jwks_key_ids: some, issuer: expect.stringMatching(/^http:/) };
const jwksMask = expect.stringMatching(/\/jwks\.json$/);

const set = (key: object) =>
  [{ path: "jwks.json" }, { kind: "answer", status: 200, body: { keys: [key] } }] as const;

const secret = `pä/s+w"o'r&d <1>~!`;

/** The secret as servers write it into a message. */
const spelled: Readonly<Record<string, string>> = {
  "a form": "p%C3%A4%2Fs%2Bw%22o%27r%26d+%3C1%3E~%21",
  "a strict URL": "p%C3%A4%2Fs%2Bw%22o%27r%26d%20%3C1%3E%7E%21",
  "a URL in lower case": "p%c3%a4%2fs%2bw%22o'r%26d%20%3c1%3e~!",
  base64url: Buffer.from(secret).toString("base64url"),
  "base64 without padding": Buffer.from(secret).toString("base64").replaceAll("=", ""),
  "base64 at another offset": Buffer.from(`user:${secret}`).toString("base64"),
  hex: Buffer.from(secret).toString("hex"),
  "hex in upper case": Buffer.from(secret).toString("hex").toUpperCase(),
  HTML: "pä/s+w&quot;o&#39;r&amp;d &lt;1&gt;~!",
  "HTML by number": "p&#228;/s+w&#34;o&#39;r&#38;d &#60;1&#62;~!",
  "Go's JSON": String.raw`pä/s+w\"o'r\u0026d \u003c1\u003e~!`,
  "PHP's JSON": String.raw`p\u00e4\/s+w\"o'r&d <1>~!`,
  "JSON in JSON": JSON.stringify(JSON.stringify(secret)),
};

/** Joiners, a soft hyphen, a separator, fillers, a tag. */
const unseen = [0x200c, 0x200d, 0x00ad, 0x180e, 0x115f, 0x1160, 0x3164, 0xffa0, 0xe0041];

/** A refusal of Neon in which a password comes back. */
const refuses = (what: string, smtp_password: string, message: string, shown: string | RegExp): Case => ({
  what,
  inputs: {
    operation: "update-email-server",
    ...branch,
    email_server_type: "standard",
    smtp_host: "smtp.example.com",
    smtp_port: "587",
    smtp_username: "mailer",
    smtp_password,
    sender_email: "noreply@example.com",
    sender_name: "Example",
  },
  there: enable("better_auth"),
  faults: [
    [{ method: "PATCH" }, { kind: "answer", status: 400, body: { message, code: "c", request_id: "r" } }],
  ],
  error: shown,
  requests: [`GET ${onBranch}/email_provider`, `PATCH ${onBranch}/email_provider`],
  outputs: { ...branchStep, changed: "false", request_id: "r" },
  masks: [smtp_password],
});

const withheld = (name: string) =>
  `Output \`${name}\` is not set: Neon's answer has a secret of this step in it.`;
const warnings = ({ annotations }: StepResult) =>
  annotations.filter(({ level }) => level === "warning").map(({ message }) => message);

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "outputs-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A file of users whose addresses alone are longer than an output may be. The first of them fails. */
const manyUsers = (): Promise<void> =>
  inFolder(async (folder) => {
    await using neon = await startNeon({ apiKey, validate: false });
    enable("better_auth")(neon);
    const email = (index: number) =>
      `user-${index}@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`;
    await writeFile(
      join(folder, "users.csv"),
      ["email", ...Array.from({ length: 2200 }, (_, index) => email(index))].join("\n"),
    );
    neon.next({ method: "POST" }, json(400, "no"));
    const inputs = { operation: "create-user", ...branch, users_file: "users.csv" };
    const result = await play(neon, inputs, { cwd: folder, timeoutMs: 60_000, inProcess: false });
    const failed = [{ email: email(0), state: "failed", reason: some }];
    expect(JSON.parse(result.outputs.users ?? "")).toEqual(failed);
    expect(JSON.parse(result.outputs.result ?? "")).toEqual({ failed: 1, created: 2199, users: failed });
    expect(warnings(result)).toEqual(
      ["users", "result"].map(
        (name) =>
          `Output \`${name}\` holds 1 of the users that failed and no others: all 2200 are more than the 1 MB that GitHub takes (1 failed, 2199 created).`,
      ),
    );
    expect(errorOf(result)).toContain("2199 created, 1 failed.");
  });

/** No file of the step may have more than 512 bytes, which is room for the first outputs. */
const fullDisk = (): Promise<void> =>
  inFolder(async (folder) => {
    await using neon = await startNeon({ apiKey });
    const node = join(folder, "node");
    await writeFile(node, `#!/bin/sh\nulimit -f 1\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
    const inputs = { operation: "create-integration", ...branch };
    const result = await play(neon, inputs, { node });
    expect(result.exitCode).toBe(1);
    expect(errorOf(result)).toBe(
      "The outputs could not be written to the file that `GITHUB_OUTPUT` names (EFBIG). Make room on the disk of the runner. Neon carried a request out all the same; look at what is there before you run the step again.",
    );
    expect(result.outputs).toEqual({ scope: "branch", branch_id: "br-example-123" });
  });

/** What texts, keys and outputs do that were found to go wrong. */
export const foundOutputRows: readonly Row[] = [
  {
    number: 64,
    title:
      "in an error text: the secret as form (`+`), strict or lower-case percent, base64url, without padding or at another offset, hex, HTML, Go's JSON, JSON in JSON → hidden",
    cases: [
      ...Object.entries(spelled).map(([what, text]) =>
        // Of base64 at another offset the digits stay that hold other bytes too.
        refuses(
          what,
          secret,
          `it is «${text}»`,
          /: it is «[\w"\\]{0,10}\*\*\*=*["\\]*»\. .*, code c, request ID r\]/,
        ),
      ),
      {
        ...refuses("a password of one letter", "e", "the password `e` is weak: e", /./),
        // As the step wrote it: the runner hides the letter wherever it stands.
        also: ({ result }) =>
          expect(result.stdout).toContain(
            "::Neon refused the request (400): the password `***` is weak: ***.",
          ),
      },
    ],
  },
  {
    number: 65,
    title:
      "a public output (`base_url`, `jwks_url`, `request_id`) that holds a credential → not set, said; a `request_id` over 200 characters → cut",
    cases: [
      {
        inputs: { operation: "get-integration", ...branch, mask: "secrets" },
        there: enable("better_auth", ({ integration }) => {
          integration.base_url = `https://a.example/${apiKey}`;
          integration.jwks_url = `https://a.example/jwks?key=${apiKey}`;
        }),
        requests: [`GET ${onBranch}`],
        outputs: {
          ...branchStep,
          changed: "false",
          auth_provider: "better_auth",
          auth_provider_project_id: some,
          application_name: some,
          result: expect.not.stringContaining(apiKey),
        },
        also: ({ result }) => expect(warnings(result)).toEqual([withheld("base_url"), withheld("jwks_url")]),
      },
      {
        what: "`request_id`",
        inputs: { operation: "create-user", ...branch, email: "user@example.com" },
        there: enable("better_auth"),
        faults: [
          [
            { method: "POST" },
            { kind: "answer", status: 400, body: { message: "no", request_id: `r ${apiKey}` } },
          ],
        ],
        error: / \(400\): no\. .*, request ID r \*\*\*\]/,
        requests: [`POST ${onBranch}/users`],
        outputs: { ...branchStep, changed: "false", request_id: undefined },
        also: ({ result }) => expect(warnings(result)).toEqual([withheld("request_id")]),
      },
      {
        what: "`request_id` of 900 kB",
        inputs: { operation: "create-user", ...branch, email: "user@example.com" },
        there: enable("better_auth"),
        faults: [
          [
            { method: "POST" },
            { kind: "answer", status: 400, body: { message: "no", request_id: "r".repeat(900_000) } },
          ],
        ],
        error: / \(400\): no\. .*, request ID r{60}… \(899940 more characters\)\]$/,
        requests: [`POST ${onBranch}/users`],
        outputs: { ...branchStep, changed: "false", request_id: "r".repeat(200) },
      },
    ],
  },
  {
    number: 67,
    title: "zero-width joiners, soft hyphen, fillers, tag characters from outside → not printed",
    cases: [
      {
        inputs: { operation: "create-user", ...branch, email: "user@example.com" },
        there: enable("better_auth"),
        faults: [
          [
            { method: "POST" },
            {
              kind: "answer",
              status: 400,
              body: {
                message: unseen.map((code) => `a${String.fromCodePoint(code)}b`).join(" "),
                request_id: "r",
              },
            },
          ],
        ],
        error: `(400): ${unseen.map(() => "a\ufffdb").join(" ")}.`,
        requests: [`POST ${onBranch}/users`],
        outputs: { ...branchStep, changed: "false", request_id: "r" },
        also: ({ result }) => expect(visible(result)).not.toMatch(/\p{Default_Ignorable_Code_Point}/u),
      },
      {
        what: "an address of IPv6 is printed as it is",
        inputs: { operation: "add-domain", ...branch, domain: "https://[::1]:3000" },
        there: enable("better_auth"),
        faults: [
          [
            { method: "POST" },
            { kind: "answer", status: 400, body: { message: "no https://[::1]:3000", request_id: "r" } },
          ],
        ],
        error: "(400): no https://[::1]:3000.",
        requests: [`GET ${onBranch}/domains`, `POST ${onBranch}/domains`, `GET ${onBranch}/domains`],
        outputs: { ...branchStep, changed: "false", request_id: "r" },
      },
    ],
  },
  {
    number: 68,
    title:
      "outputs over what GitHub takes (1 MB an output, 50 MB a run; characters count twice) → `users` shortened to what failed and counts, and said",
    cases: [{ play: manyUsers }],
  },
  {
    number: 74,
    title:
      '`wait_until_ready`: a hanging read → given up after some seconds and tried again; `{"keys":[{}]}`, symmetric, encryption-only, private or cut keys → not ready; the last answer is named; `accept-encoding: identity`',
    cases: [
      {
        what: "a hanging read",
        inputs: waiting,
        there: enable("better_auth"),
        faults: [[{ path: "jwks.json" }, { kind: "hang", when: "before-headers" }]],
        requests: { atLeast: [`GET ${onBranch}`, keys, keys] },
        outputs: ready,
        masks: [jwksMask],
        also: ({ neon }) => {
          const encodings = neon.requests.slice(1).map(({ headers }) => headers["accept-encoding"]);
          expect(new Set(encodings)).toEqual(new Set(["identity"]));
        },
      },
      {
        what: "keys that verify nothing",
        inputs: waiting,
        there: enable("better_auth"),
        faults: [
          set({}),
          set({ kty: "oct", k: "c3ltbWV0cmljLXN5bW1ldHJpYy1zeW1tZXRyaWM" }),
          set({ kty: "OKP", crv: "Ed25519", use: "enc", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
          set({
            kty: "OKP",
            crv: "Ed25519",
            d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
            x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
          }),
          set({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR" }),
        ],
        requests: { atLeast: [`GET ${onBranch}`, keys, keys, keys, keys, keys, keys] },
        outputs: ready,
        masks: [jwksMask],
      },
      {
        what: "the last answer",
        inputs: { ...waiting, timeout_seconds: "1" },
        there: enable("better_auth"),
        faults: [[{ path: "jwks.json" }, { kind: "answer", status: 418 }]],
        error: /reads? the auth service served no key yet .* The last answer: status 418\.$/,
        requests: [`GET ${onBranch}`, keys],
        outputs: integration,
        masks: [jwksMask],
      },
    ],
  },
  {
    number: 76,
    title: "`GITHUB_OUTPUT` on a full disk → one error, which names it",
    cases: [{ play: fullDisk }],
  },
];
