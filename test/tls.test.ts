import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { errorOf, type Main, mains, runAction } from "./action.ts";

/** A Neon with a certificate that nobody vouches for. */
let server: Server;
let certificate = "";
let connections = 0;
const keys: unknown[] = [];
beforeAll(async () => {
  const pems = await generate([{ name: "commonName", value: "localhost" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  certificate = pems.cert;
  server = createServer({ key: pems.private, cert: pems.cert }, (request, response) => {
    keys.push(request.headers.authorization);
    response.setHeader("content-type", "application/json").end('{"data":[]}');
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
});
beforeEach(() => {
  connections = 0;
  keys.length = 0;
});
afterAll(() => void server.close());

const list = () => ({
  operation: "list-integrations",
  api_key: "napi_key_that_must_not_reach_a_stranger",
  project_id: "project-id",
  api_host: `https://localhost:${(server.address() as AddressInfo).port}/api/v2`,
});

const table = (Object.keys(mains) as Main[]).flatMap((main) =>
  [{}, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }].map((env) => ({ main, env })),
);

test.each(table)(
  "$main: a wrong certificate ends the step at once, and no key is sent, with $env",
  async ({ main, env }) => {
    const result = await runAction(main, list(), { env });
    expect(errorOf(result)).toContain(
      "The certificate of the server is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT), so GET /projects/project-id/auth/integrations was not sent.",
    );
    expect(keys).toEqual([]);
    expect(connections).toBe(1);
  },
);

test.each(Object.keys(mains) as Main[])(
  "%s: a certificate authority of your own is trusted through NODE_EXTRA_CA_CERTS",
  async (main) => {
    const folder = mkdtempSync(join(tmpdir(), "authority-"));
    const file = join(folder, "authority.pem");
    writeFileSync(file, certificate);
    const result = await runAction(main, list(), { env: { NODE_EXTRA_CA_CERTS: file } });
    rmSync(folder, { recursive: true });
    expect(result.exitCode).toBe(0);
    expect(keys).toEqual(["Bearer napi_key_that_must_not_reach_a_stranger"]);
  },
);
