import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { request as send } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { CertificateKind } from "../emulator/certificates.ts";
import type { Fault } from "../emulator/faults.ts";
import { type NameFault, withNames } from "../emulator/names.ts";
import { type Neon, startNeon } from "../emulator/server.ts";

const path = "/api/v2/projects/project-id/branches/br-example-123/auth";
const wanted = '{"auth_provider":"better_auth"}';

/** Everything that comes back over one connection for one create, as bytes. */
async function bytesOf(neon: Neon): Promise<Buffer> {
  const { port } = new URL(neon.url);
  const socket = connect(Number(port), "127.0.0.1");
  const head = [
    `POST ${path} HTTP/1.1`,
    "host: neon",
    `authorization: Bearer ${neon.apiKey}`,
    "content-type: application/json",
    `content-length: ${wanted.length}`,
    "connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${wanted}`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const bodyOf = (bytes: Buffer) => bytes.subarray(bytes.lastIndexOf("\r\n\r\n") + 4);
const headsOf = (bytes: Buffer) => [...bytes.toString("latin1").matchAll(/^HTTP\/1\.1 .*$/gm)].map(String);

test.for<[what: string, fault: Fault, heads: string[], body: unknown, created: number]>([
  [
    "a 100 before the true answer",
    { kind: "interim", status: 100 },
    ["HTTP/1.1 100 Continue", "HTTP/1.1 201 Created"],
    expect.stringContaining('"auth_provider":"better_auth"'),
    1,
  ],
  [
    "a 102 before the true answer",
    { kind: "interim", status: 102 },
    ["HTTP/1.1 102 Processing", "HTTP/1.1 201 Created"],
    expect.stringContaining('"auth_provider":"better_auth"'),
    1,
  ],
  [
    "early hints before the true answer",
    { kind: "interim", status: 103 },
    ["HTTP/1.1 103 Early Hints", "HTTP/1.1 201 Created"],
    expect.stringContaining('"auth_provider":"better_auth"'),
    1,
  ],
  [
    "half a head",
    { kind: "raw", bytes: "HTTP/1.1 201 Created\r\ncontent-ty", after: "state" },
    ["HTTP/1.1 201 Created"],
    expect.anything(),
    1,
  ],
  [
    "any bytes, with nothing done",
    { kind: "raw", bytes: "HTTP/1.1 102 Processing\r\n\r\n" },
    ["HTTP/1.1 102 Processing"],
    "",
    0,
  ],
  [
    "a body of its own under a type of its own",
    { kind: "answer", status: 200, headers: { "content-type": "text/csv" }, body: "a;b" },
    ["HTTP/1.1 200 OK"],
    "a;b",
    0,
  ],
])("a fault can be %s", async ([, fault, heads, body, created]) => {
  await using neon = await startNeon();
  neon.next({ method: "POST" }, fault);
  const bytes = await bytesOf(neon);
  expect(headsOf(bytes)).toEqual(heads);
  expect(bodyOf(bytes).toString()).toEqual(body);
  expect(neon.sideEffects["create-integration"] ?? 0).toBe(created);
  expect(neon.inflicted).toEqual([{ fault, request: neon.requests[0], bytesSent: bytes.length }]);
});

test("a fault can be a compressed answer, which says so", async () => {
  await using neon = await startNeon();
  neon.next({}, { kind: "gzip" });
  const bytes = await bytesOf(neon);
  expect(bytes.toString("latin1")).toContain("content-encoding: gzip\r\n");
  const body = gunzipSync(bytes.subarray(bytes.indexOf("\r\n\r\n") + 4));
  expect(JSON.parse(body.toString())).toMatchObject({ auth_provider: "better_auth" });
});

test("a fault of an answer keeps the type that it is given", async () => {
  await using neon = await startNeon();
  neon.next({}, { kind: "answer", status: 200, headers: { "content-type": "text/csv" }, body: "a;b" });
  expect((await bytesOf(neon)).toString()).toMatch(/content-type: text\/csv\r\n/);
});

/** The status of a read over TLS, or the code of the error and how far it came. */
function readOver(neon: Neon, ca?: string): Promise<string> {
  const headers = { authorization: `Bearer ${neon.apiKey}` };
  return new Promise((resolve) => {
    const request = send(`${neon.url}/projects/project-id`, { headers, ca, agent: false }, (answer) => {
      text(answer).then(() => resolve(`${answer.statusCode}`));
    });
    let secure = "before the handshake";
    request.on("socket", (socket) => socket.on("secureConnect", () => (secure = "after it")));
    request.on("error", ({ code }: NodeJS.ErrnoException) => resolve(`${code} ${secure}`));
    request.end();
  });
}

test("a connection can be refused before a request can be sent", async () => {
  await using neon = await startNeon({ tls: "good" });
  const ca = await readFile(neon.environment.NODE_EXTRA_CA_CERTS ?? "", "utf8");
  neon.next({ times: 2 }, { kind: "refuse" });
  const ends = [await readOver(neon, ca), await readOver(neon, ca), await readOver(neon, ca)];
  expect(ends).toEqual(["ECONNRESET before the handshake", "ECONNRESET before the handshake", "200"]);
  expect([neon.connections, neon.requests.length]).toEqual([3, 1]);
  const refusal = { fault: { kind: "refuse" }, bytesSent: 0 };
  expect(neon.inflicted).toEqual([refusal, refusal]);
});

test("a refusal knows no request, and needs TLS", async () => {
  await using neon = await startNeon();
  await using secure = await startNeon({ tls: "good" });
  expect(() => neon.next({}, { kind: "refuse" })).toThrow("refuse needs TLS");
  expect(() => secure.next({ method: "GET" }, { kind: "refuse" })).toThrow("refuse is for connections");
});

const program = `
  require("node:https").get(process.argv[1], { agent: false }, (answer) => console.log(answer.statusCode))
    .on("error", ({ code }) => console.log(code));`;

const run = async (url: string, env: Readonly<Record<string, string>>) => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", program, url], { env });
  return { said: stdout.trim(), stderr };
};

test.concurrent.for<[CertificateKind, string]>([
  ["good", "401"],
  ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["wrong-host", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["expired", "CERT_HAS_EXPIRED"],
])("a certificate can be %s", async ([tls, said], { expect }) => {
  await using neon = await startNeon({ tls });
  expect(await run(`${neon.url}/projects/project-id`, neon.environment)).toEqual({ said, stderr: "" });
});

const lookUp = `
  require("node:http").get(process.argv[1], { agent: false }, (answer) => console.log(answer.statusCode))
    .on("error", ({ code }) => console.log(code));`;

test.concurrent.for<[what: string, faults: NameFault[], said: string]>([
  ["not known", [{ code: "ENOTFOUND" }], "ENOTFOUND"],
  ["not known for now", [{ code: "EAI_AGAIN" }], "EAI_AGAIN"],
  ["that of an address where nobody listens", [{ address: "127.0.0.2" }], "ECONNREFUSED"],
  ["known late", [{ afterMs: 50 }], "200"],
  ["as always", [], "200"],
])("a name can be %s", async ([, faults, said], { expect }) => {
  await using server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", lookUp, url], {
    env: withNames(...faults),
  });
  expect({ said: stdout.trim(), stderr }).toEqual({ said, stderr: "" });
});
