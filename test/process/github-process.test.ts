import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createProxy } from "node:http";
import { type AddressInfo, connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createServer as createTls } from "node:tls";
import { generate } from "selfsigned";
import { expect, test } from "vitest";
import { type Github, startGithub } from "../emulator/github/server.ts";

/** Writes secret `A` in a process of its own. */
const program = `
  import { openGithub } from ${JSON.stringify(new URL("../../src/delivery/github/places.ts", import.meta.url))};
  import { openBudget } from ${JSON.stringify(new URL("../../src/ground/budget.ts", import.meta.url))};
  import { Secret } from ${JSON.stringify(new URL("../../src/ground/secret.ts", import.meta.url))};
  const token = new Secret(process.env.TOKEN, "credential");
  const options = { token, repository: "octo-org/app", target: "repository", budget: openBudget(20), retries: 0 };
  try {
    const { secrets } = await openGithub(options, ["A"], []);
    await secrets.put([{ name: "A", output: "secret_server_key", value: new Secret("value of a", "credential") }]);
    console.log("written, event " + process.env.GITHUB_EVENT_PATH);
  } catch (error) {
    console.log(error.message);
  }
`;

async function run(github: Github, env: Record<string, string>) {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { PATH: process.env.PATH, TOKEN: github.token, GITHUB_API_URL: github.url, ...env },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  const lines = stdout.split("\n").filter((line) => line !== "" && !line.startsWith("::debug::"));
  return { lines, stderr };
}

const port = async (server: Server): Promise<number> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

test.each([
  ["is not there", "/none/event.json"],
  ["is not JSON", new URL(import.meta.url).pathname],
])("the event of a run that %s neither stops the step nor prints anything", async (_, event) => {
  await using github = await startGithub();
  expect(await run(github, { GITHUB_EVENT_PATH: event })).toEqual({
    lines: [`written, event ${event}`],
    stderr: "",
  });
  expect(String(github.secret("repository", "A"))).toBe("value of a");
});

test("a route that GitHub calls deprecated prints nothing on stderr", async () => {
  await using github = await startGithub();
  const headers = { deprecation: "Sun, 01 Nov 2026 00:00:00 GMT", sunset: "Mon, 01 Nov 2027 00:00:00 GMT" };
  github.next({ method: "PUT" }, { kind: "answer", status: 201, after: "state", headers });
  expect(await run(github, { NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toEqual({
    lines: ["written, event undefined"],
    stderr: "",
  });
});

/** GitHub behind TLS, as `github.example`, and a proxy that leads there. */
async function behindProxy(github: Github) {
  const pems = await generate([{ name: "commonName", value: "github.example" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "github.example" }] }],
  });
  const tls = createTls({ key: pems.private, cert: pems.cert }, (socket) => {
    const plain = connect(Number(new URL(github.url).port), "127.0.0.1");
    socket.pipe(plain).pipe(socket);
    socket.on("error", () => plain.destroy());
    plain.on("error", () => socket.destroy());
  });
  const tlsPort = await port(tls);
  const asked: string[] = [];
  const proxy = createProxy();
  proxy.on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    const onward = connect(tlsPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
  });
  const proxyPort = await port(proxy);
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, pems.cert);
  return {
    asked,
    env: { GITHUB_API_URL: "https://github.example", HTTPS_PROXY: `http://127.0.0.1:${proxyPort}` },
    authority,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
      proxy.closeAllConnections();
      proxy.close();
      tls.close();
    },
  };
}

test("GitHub is reached through the proxy of the environment", async () => {
  await using github = await startGithub();
  await using way = await behindProxy(github);
  expect(await run(github, { ...way.env, NODE_EXTRA_CA_CERTS: way.authority })).toEqual({
    lines: ["written, event undefined"],
    stderr: "",
  });
  expect(new Set(way.asked)).toEqual(new Set(["github.example:443"]));
  expect(String(github.secret("repository", "A"))).toBe("value of a");
});

test("NO_PROXY leads past the proxy", async () => {
  await using github = await startGithub();
  await using way = await behindProxy(github);
  const { lines } = await run(github, { ...way.env, NO_PROXY: "github.example" });
  expect(lines.join()).toContain("GitHub gave no complete answer (");
  expect(way.asked).toEqual([]);
});

test.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }])(
  "a certificate that nobody vouches for ends the step, and the token is not sent, with %j",
  async (env) => {
    await using github = await startGithub();
    await using way = await behindProxy(github);
    expect(await run(github, { ...way.env, ...env })).toEqual({
      lines: [
        "The certificate of GitHub's server is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT), so GET /repos/octo-org/app/actions/secrets/public-key was not sent. Check `GITHUB_API_URL` and the proxy; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job.",
      ],
      stderr: "",
    });
    expect(github.requests).toEqual([]);
  },
);
