import * as z from "zod/mini";
import type { Budget } from "../ground/budget.ts";
import { ConnectionError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import { Secret } from "../ground/secret.ts";
import { openDispatcher, tryOnce } from "../neon/transport.ts";
import type { OutputName } from "../words/outputs.ts";

const jwks = () =>
  z.object({ keys: z.array(z.object({ kid: z.optional(z.string()) })).check(z.minLength(1)) });

/** Milliseconds between two reads of the keys. */
const EVERY = 1000;

/** Waits until the auth service of an integration serves at least one key, so that its tokens can be verified. */
export async function waitUntilReady(
  outputs: Readonly<Partial<Record<OutputName, unknown>>>,
  budget: Budget,
): Promise<Partial<Record<OutputName, unknown>>> {
  const { jwks_url, base_url } = outputs;
  const url = jwks_url instanceof Secret ? URL.parse(jwks_url.reveal()) : null;
  if (url === null)
    throw new ConnectionError("`wait_until_ready`: Neon named no `jwks_url` to wait for.", false);
  const dispatcher = await openDispatcher(url);
  const call = { method: "GET", path: url.pathname + url.search } as const;
  const sending = {
    host: new URL(url.origin),
    headers: { accept: "application/json" },
    signal: budget.signal,
  };
  try {
    for (let reads = 1; ; reads++) {
      const answer = await tryOnce(dispatcher, call, sending);
      const keys =
        answer.kind === "answer" && answer.status === 200 ? z.safeParse(jwks(), answer.json) : undefined;
      if (keys?.success) {
        const ids = keys.data.keys.map(({ kid }) => kid).filter((kid) => kid !== undefined);
        return {
          jwks_key_ids: ids,
          issuer: typeof base_url === "string" ? URL.parse(base_url)?.origin : undefined,
        };
      }
      const ended = budget.ended(EVERY);
      if (ended)
        throw new ConnectionError(
          `\`wait_until_ready\`: after ${reads} reads the auth service served no key yet, and ${ended}. The integration itself is there: run the step again to go on waiting.`,
          false,
        );
      if (reads === 1) info("Waiting until the auth service serves its keys.");
      await budget.wait(EVERY);
    }
  } finally {
    await dispatcher.destroy();
  }
}
