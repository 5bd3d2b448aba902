import { once } from "node:events";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { openCertificate } from "../emulator/certificates.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { theBranch } from "../faults/case.ts";
import { at, errorOf, main, runAction } from "./action.ts";
import { authOf, toService } from "./auth-service.ts";

// What the runner gets is put through the same in faults.test.ts.
const list = { operation: "list-integrations", project_id: "project-id" };

/** A proxy that leads to whatever is asked for, which it writes down. */
async function openProxy(): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer().listen(0, "127.0.0.1");
  proxy.on("connect", (request, client) => {
    asked.push(request.url ?? "");
    const onward = connect(Number(request.url?.split(":").at(-1)), "127.0.0.1");
    client.write("HTTP/1.1 200 OK\r\n\r\n");
    client.pipe(onward).pipe(client);
    client.on("error", () => onward.destroy());
    onward.on("error", () => client.destroy());
  });
  await once(proxy, "listening");
  onTestFinished(() => {
    proxy.close();
  });
  return { address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

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
    await once(server, "listening");
    onTestFinished(async () => {
      server.close();
      await certificate.forget();
    });
    const { port } = server.address() as AddressInfo;
    const inputs = { ...list, api_key: "napi_key", api_host: `https://127.0.0.1:${port}/api/v2` };
    const HTTPS_PROXY = way === "straight" ? "" : (await openProxy()).address;
    const result = await runAction(main, inputs, { env: { ...certificate.environment, HTTPS_PROXY } });
    expect(result.exitCode).toBe(0);
    expect(versions).toEqual(["1.1"]);
  },
);

describe("the auth service", () => {
  const branch = { project_id: "project-id", branch_id: "br-example-123" };
  const ada = { email: "ada@example.com", password: "correct horse battery" };
  const app = "https://app.example.com";

  /** A user is made who can sign in, and signs in. */
  async function signIn(neon: Neon, env: Readonly<Record<string, string>>) {
    const { domains } = neon.state.enableAuth(theBranch(neon), "better_auth");
    domains.push({ domain: app, auth_provider: "better_auth" });
    const given = { ...at(neon), ...branch, ...ada, origin: app };
    const made = await runAction(main, { operation: "create-user", ...given }, { env });
    const checked = await runAction(main, { operation: "check-sign-in", ...given }, { env });
    return [made, checked] as const;
  }

  test.each(["straight", "through a proxy"])("lets users in over https, %s", async (way) => {
    await using neon = await startNeon({ tls: "good" });
    const proxy = await openProxy();
    const HTTPS_PROXY = way === "straight" ? "" : proxy.address;
    const [made, checked] = await signIn(neon, { ...neon.environment, HTTPS_PROXY });
    expect([made.exitCode, checked.exitCode]).toEqual([0, 0]);
    expect(made.outputs.changed).toBe("true");
    const { base_url } = authOf(neon).integration;
    expect(base_url).toMatch(/^https:/);
    expect(checked.outputs.base_url).toBe(base_url);
    expect(toService(neon).length).toBeGreaterThan(0);
    expect(new Set(proxy.asked)).toEqual(new Set(way === "straight" ? [] : [new URL(neon.url).host]));
    if (way !== "straight") expect(proxy.asked).toHaveLength(neon.connections);
  });

  test.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }])(
    "gets no password if nobody vouches for its certificate, with %j",
    async (env) => {
      await using service = await startNeon({ tls: "self-signed" });
      const { origin } = new URL(service.url);
      await using neon = await startNeon({ authOrigin: origin });
      // A step of the tests may connect to what it was told of, and to nothing else.
      const results = await signIn(neon, { ...env, NEON_AUTH_BASE_URL: origin });
      for (const result of results) {
        expect(errorOf(result)).toBe(
          "The certificate of the auth service is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT), so nothing was sent. Check the proxy; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job. [POST /sign-in/email]",
        );
        expect(result.outputs.changed ?? "false").toBe("false");
      }
      expect(service.requests).toEqual([]);
    },
  );

  test("gets no password if the proxy does not lead there, and the proxy's own is not printed", async () => {
    await using neon = await startNeon({ authOrigin: "https://auth.example" });
    const asked: string[] = [];
    const proxy = createServer().listen(0, "127.0.0.1");
    proxy.on("connect", (request, client) => {
      asked.push(request.url ?? "");
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await once(proxy, "listening");
    const { port } = proxy.address() as AddressInfo;
    const HTTPS_PROXY = `http://user:proxy-password@127.0.0.1:${port}`;
    const results = await signIn(neon, { HTTPS_PROXY });
    proxy.close();
    expect(new Set(asked)).toEqual(new Set(["auth.example:443"]));
    for (const result of results) {
      expect(errorOf(result)).toMatch(
        /^The auth service gave no complete answer \(.+\): .*\[POST \/sign-in\/email\]$/,
      );
      expect(result.stdout).not.toContain("proxy-password");
    }
  });
});
