import { once } from "node:events";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openCertificate } from "../emulator/certificates.ts";
import { startNeon } from "../emulator/server.ts";
import { at, errorOf, main, runAction } from "./action.ts";

// What the runner gets is put through the same in faults.test.ts.
const list = { operation: "list-integrations", project_id: "project-id" };

test.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }])(
  "a certificate that nobody vouches for ends the step at once, and no key is sent, with %j",
  async (env) => {
    await using neon = await startNeon({ tls: "self-signed" });
    const result = await runAction(main, { ...at(neon), ...list }, { env });
    expect(errorOf(result)).toContain(
      "The certificate of the server is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT), so GET /projects/project-id/auth/integrations was not sent.",
    );
    expect(neon.requests).toEqual([]);
    expect(neon.connections).toBe(1);
  },
);

test("a certificate authority of your own is trusted through NODE_EXTRA_CA_CERTS", async () => {
  await using neon = await startNeon({ tls: "good" });
  const result = await runAction(main, { ...at(neon), ...list }, { env: neon.environment });
  expect(result.exitCode).toBe(0);
  expect(neon.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${neon.apiKey}`]);
});

test.each(["straight", "through a proxy"])(
  "a server that would rather have HTTP/2 is asked by HTTP/1.1, %s",
  async (way) => {
    const certificate = await openCertificate("good");
    const versions: string[] = [];
    const server = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
      versions.push(request.httpVersion);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data: [] }));
    }).listen(0, "127.0.0.1");
    const proxy = createServer().listen(0, "127.0.0.1");
    proxy.on("connect", (request, client) => {
      const onward = connect(Number(request.url?.split(":").at(-1)), "127.0.0.1");
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      client.pipe(onward).pipe(client);
    });
    await Promise.all([once(server, "listening"), once(proxy, "listening")]);
    onTestFinished(async () => {
      for (const one of [server, proxy]) one.close();
      await certificate.forget();
    });
    const portOf = (one: { address(): unknown }) => (one.address() as AddressInfo).port;
    const inputs = { ...list, api_key: "napi_key", api_host: `https://127.0.0.1:${portOf(server)}/api/v2` };
    const HTTPS_PROXY = way === "straight" ? "" : `http://127.0.0.1:${portOf(proxy)}`;
    const result = await runAction(main, inputs, { env: { ...certificate.environment, HTTPS_PROXY } });
    expect(result.exitCode).toBe(0);
    expect(versions).toEqual(["1.1"]);
  },
);
