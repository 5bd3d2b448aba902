import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked, at, errorOf, mainsPlayed, runAction } from "./action.ts";

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const waiting = { ...branch, operation: "create-integration", wait_until_ready: "true" };
const path = "jwks.json";

const pairs = await Promise.all(
  ["EdDSA", "ES256", "ES512", "RS256", "PS384"].map(async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    return { alg, jwk: { ...(await exportJWK(publicKey)), kid: alg, alg } satisfies JWK, privateKey };
  }),
);
const publicKey = (alg: string): JWK => pairs.find((pair) => pair.alg === alg)?.jwk ?? {};

const extractable = { extractable: true };
const [agreement, encryption, secret, privateRsa] = await Promise.all([
  generateKeyPair("ECDH-ES", { crv: "X25519" }).then((pair) => exportJWK(pair.publicKey)),
  generateKeyPair("RSA-OAEP-256").then((pair) => exportJWK(pair.publicKey)),
  generateKeyPair("EdDSA", extractable).then((pair) => exportJWK(pair.privateKey)),
  generateKeyPair("RS256", extractable).then((pair) => exportJWK(pair.privateKey)),
]);
const [ed, ec, rsa] = [publicKey("EdDSA"), publicKey("ES256"), publicKey("RS256")];

/** Keys that no token can be verified with, or that must not be public, by what is wrong with them. */
const unfit: Readonly<Record<string, object>> = {
  "nothing in it": {},
  symmetric: { kty: "oct", k: "c3ltbWV0cmljLXN5bW1ldHJpYy1zeW1tZXRyaWM", alg: "HS256" },
  "for agreement, by its curve": agreement,
  "for agreement, by its algorithm": { ...ec, alg: "ECDH-ES" },
  "for encryption, by its algorithm": { ...encryption, alg: "RSA-OAEP-256" },
  "for encryption, by its use": { ...encryption, use: "enc" },
  "for encryption, by its operations": { ...encryption, key_ops: ["encrypt", "wrapKey"] },
  private: secret,
  "private, of RSA": privateRsa,
  "EdDSA, cut": { ...ed, x: ed.x?.slice(0, -2) },
  "ECDSA, cut": { ...ec, x: ec.x?.slice(0, -2) },
  "ECDSA, half": { kty: "EC", crv: "P-256", x: ec.x },
  "ECDSA, not on its curve": { ...ec, x: ec.y, y: ec.x },
  "ECDSA, of another curve": { ...ec, crv: "P-384" },
  "RSA, cut": { ...rsa, n: rsa.n?.slice(0, -2) },
  "RSA, without its exponent": { kty: "RSA", n: rsa.n },
  "of an unknown kind": { ...ed, kty: "future" },
};
const named = Object.entries(unfit).map(([kid, key]) => ({ ...key, kid }));

const serve = (neon: Neon, keys: unknown, times: number) =>
  neon.next({ path, times }, { kind: "answer", status: 200, body: { keys } });
const reads = (neon: Neon) => neon.requests.filter((request) => request.path.endsWith(path));

describe.concurrent.each(mainsPlayed)("%s with `wait_until_ready`", { timeout: 60_000 }, (main) => {
  test("waits until the auth service serves a key, and hands over its ID and the issuer", async () => {
    await using slow = await startNeon({ jwksNotReadyReads: 1 });
    const result = await runAction(main, { ...at(slow), ...waiting });
    const { auth } = slow.state.branch("project-id", "br-example-123");
    expect(JSON.parse(result.outputs.jwks_key_ids ?? "")).toEqual([auth?.jwk.kid]);
    expect(result.outputs.issuer).toBe(new URL(slow.url).origin);
    expect(reads(slow).map(({ headers }) => [headers.authorization, headers["accept-encoding"]])).toEqual([
      [undefined, "identity"],
      [undefined, "identity"],
    ]);
  });

  test("names the keys that verify a token, and no other", async () => {
    await using neon = await startNeon();
    serve(neon, [...named, ...pairs.map(({ jwk }) => jwk)], Number.POSITIVE_INFINITY);
    const result = await runAction(main, { ...at(neon), ...waiting });
    expect(JSON.parse(result.outputs.jwks_key_ids ?? "")).toEqual(pairs.map(({ alg }) => alg));

    const served = createRemoteJWKSet(new URL(result.outputs.jwks_url ?? ""));
    for (const { alg, privateKey } of pairs) {
      const token = await new SignJWT({ sub: "user" }).setProtectedHeader({ alg, kid: alg }).sign(privateKey);
      expect((await jwtVerify(token, served)).payload).toEqual({ sub: "user" });
    }
  });

  test("is not content with keys that verify nothing", async () => {
    await using neon = await startNeon();
    serve(neon, named, 1);
    serve(neon, [{}], 1);
    serve(neon, ["key", ed], 1);
    serve(neon, [ed], 1);
    const result = await runAction(main, { ...at(neon), ...waiting });
    expect(JSON.parse(result.outputs.jwks_key_ids ?? "")).toEqual(["EdDSA"]);
    expect(reads(neon)).toHaveLength(4);
  });

  test("gives a read up that hangs, and reads again", async () => {
    await using neon = await startNeon();
    neon.next({ path }, { kind: "hang", when: "before-headers" });
    const started = Date.now();
    const result = await runAction(main, { ...at(neon), ...waiting });
    expect(Date.now() - started).toBeLessThan(40_000);
    expect(result.outputs.jwks_key_ids).toMatch(/^\["[\w-]+"\]$/);
    expect(reads(neon)).toHaveLength(2);
  });

  test.each<[what: string, last: string, spoil: (neon: Neon) => void]>([
    ["no key", "status 503", (neon) => neon.next({ path, times: 9 }, { kind: "answer", status: 503 })],
    ["no JSON", "status 200 without JSON", (neon) => neon.next({ path, times: 9 }, { kind: "gzip" })],
    ["other keys", "status 200 without such a key", (neon) => serve(neon, named, 9)],
    [
      "nothing",
      "ECONNRESET|UND_ERR_SOCKET",
      (neon) => neon.next({ path, times: 9 }, { kind: "reset", when: "before-headers" }),
    ],
  ])("fails if %s comes, with the last answer and the outputs of the integration", async (_, last, spoil) => {
    await using neon = await startNeon();
    spoil(neon);
    const result = await runAction(main, { ...at(neon), ...waiting, timeout_seconds: "4" });
    expect(errorOf(result)).toMatch(
      new RegExp(
        `^\`wait_until_ready\`: after \\d reads? the auth service served no key yet that can verify tokens, and \`timeout_seconds\` \\(4\\) is over\\. .* The last answer: (${last})\\.`,
      ),
    );
    expect(result.outputs).toMatchObject({ changed: "true", base_url: expect.any(String) });
  });

  test.each([
    "ftp://127.0.0.1/keys",
    "data:application/json,{}",
    "file:///etc/passwd",
    "http://keys.example",
  ])("does not read %s", async (address) => {
    await using neon = await startNeon({ validate: false });
    const { auth_provider, ...created } = neon.state.enableAuth(
      neon.state.branch("project-id", "br-example-123"),
      "better_auth",
    ).integration;
    const body = { ...created, auth_provider, jwks_url: address };
    neon.next({ path: "/auth" }, { kind: "answer", status: 200, body });
    const result = await runAction(main, { ...at(neon), ...waiting, operation: "get-integration" });
    expect(errorOf(result)).toBe(
      `\`wait_until_ready\`: the \`jwks_url\` that Neon named begins with \`${new URL(address).protocol}\`, so it was not read: keys must come by \`https:\`.`,
    );
    expect(asked(neon)).toEqual(["GET /projects/project-id/branches/br-example-123/auth"]);
  });
});
