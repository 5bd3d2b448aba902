import { createPublicKey } from "node:crypto";
import * as z from "zod/mini";
import type { Budget } from "../ground/budget.ts";
import { ConnectionError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import { Secret } from "../ground/secret.ts";
import { openDispatcher, type Try, tryOnce } from "../neon/transport.ts";
import { isApiHost } from "../words/api-host.ts";
import type { OutputName } from "../words/outputs.ts";

/** Milliseconds between two reads of the keys. */
const EVERY = 1000;

/** Milliseconds after which a read is given up: the next one may be answered. */
const LONGEST = 5000;

const keySet = () => z.object({ keys: z.array(z.looseObject({})) });

/** What the names in a key say of its use, RFC 7517, section 4: not for encryption, not symmetric, not private. */
const verifying = () =>
  z
    .looseObject({
      kid: z.optional(z.string()),
      kty: z.enum(["EC", "OKP", "RSA"]),
      use: z.optional(z.literal("sig")),
      key_ops: z.optional(z.array(z.string()).check(z.refine((uses) => uses.includes("verify")))),
      alg: z.optional(z.string().check(z.regex(/^(?!RSA|ECDH)/))),
    })
    .check(z.refine((key) => key.d === undefined));

/** Waits until the auth service of an integration serves a key that its tokens can be verified with. */
export async function waitUntilReady(
  outputs: Readonly<Partial<Record<OutputName, unknown>>>,
  budget: Budget,
): Promise<Partial<Record<OutputName, unknown>>> {
  const { jwks_url, base_url } = outputs;
  const url = jwks_url instanceof Secret ? URL.parse(jwks_url.reveal()) : null;
  if (url === null)
    throw new ConnectionError("`wait_until_ready`: Neon named no `jwks_url` to wait for.", false);
  if (!isApiHost(url.origin))
    throw new ConnectionError(
      `\`wait_until_ready\`: the \`jwks_url\` that Neon named begins with \`${url.protocol}\`, so it was not read: keys must come by \`https:\`.`,
      false,
    );
  const dispatcher = await openDispatcher(url);
  const call = { method: "GET", path: url.pathname + url.search } as const;
  const sending = {
    host: new URL(url.origin),
    headers: { accept: "application/json", "accept-encoding": "identity" },
  };
  try {
    for (let reads = 1; ; reads++) {
      const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(LONGEST)]);
      const answer = await tryOnce(dispatcher, call, { ...sending, signal });
      const keys = keysOf(answer);
      if (keys.length > 0)
        return {
          jwks_key_ids: keys.map(({ kid }) => kid).filter((kid) => kid !== undefined),
          issuer: typeof base_url === "string" ? URL.parse(base_url)?.origin : undefined,
        };
      const ended = budget.ended(EVERY);
      if (ended)
        throw new ConnectionError(
          `\`wait_until_ready\`: after ${reads} ${reads === 1 ? "read" : "reads"} the auth service served no key yet that can verify tokens, and ${ended}. The integration itself is there: run the step again to go on waiting. The last answer: ${described(answer)}.`,
          false,
        );
      if (reads === 1) info("Waiting until the auth service serves its keys.");
      await budget.wait(EVERY);
    }
  } finally {
    await dispatcher.destroy();
  }
}

/** The keys in an answer that tokens can be verified with. Others are passed over, as RFC 7517, section 5 asks. */
function keysOf(answer: Try) {
  const set =
    answer.kind === "answer" && answer.status === 200 ? z.safeParse(keySet(), answer.json) : undefined;
  const keys = set?.data?.keys.map((key) => z.safeParse(verifying(), key).data) ?? [];
  return keys.filter((key) => key !== undefined).filter(isComplete);
}

/** Whether Node takes a key for one that verifies. RSA keys have 2048 bits or more, RFC 7518, section 3.3. */
function isComplete(key: z.infer<ReturnType<typeof verifying>>): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key, format: "jwk" });
    if (asymmetricKeyType === "rsa") return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
    return asymmetricKeyType === "ec" || asymmetricKeyType?.startsWith("ed") === true;
  } catch {
    return false;
  }
}

function described(answer: Try): string {
  if (answer.kind !== "answer") return answer.cause;
  if (answer.status !== 200) return `status ${answer.status}`;
  return answer.json === undefined ? "status 200 without JSON" : "status 200 without such a key";
}
