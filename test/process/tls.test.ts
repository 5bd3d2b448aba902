import { expect, test } from "vitest";
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
