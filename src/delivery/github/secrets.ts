import * as z from "zod/mini";
import { GithubError } from "../../github/errors.ts";
import type { Secret } from "../../ground/secret.ts";
import { openSealer } from "./sealed-box.ts";
import { ownSharing, type Sharing, sharingOf } from "./sharing.ts";
import type { Preflight } from "./writer.ts";

const publicKey = z.object({
  key_id: z.string(),
  // 32 bytes in base64.
  key: z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
});

const secret = z.object({ name: z.string(), visibility: z.optional(z.string()) });

export const openSecrets: Preflight = async (github, target, names) => {
  const shelf = target.secrets;
  const readKey = () => github.look(`${shelf.path}/public-key`, publicKey, shelf);
  const first = await readKey();
  if (!first) return undefined;
  let key = first;

  const existing = new Set<string>();
  const sharings = new Map<string, Sharing>();
  let own: Sharing | undefined;
  for (const name of names) {
    const found = await github.look(`${shelf.path}/${name}`, secret, shelf);
    if (found) existing.add(name);
    if (!shelf.shared) continue;
    if (!found) own ??= await ownSharing(github, target, shelf);
    const sharing = found ? await sharingOf(github, shelf, name, found.visibility ?? "private") : own;
    if (sharing) sharings.set(name, sharing);
  }
  const seal = await openSealer();
  try {
    // That a key is zero or of low order shows in its use only.
    seal("sample", key.key);
  } catch {
    throw new GithubError(
      `GitHub's public key for secrets of ${shelf.where} seals nothing. Check \`GITHUB_API_URL\` and the proxy.`,
    );
  }

  const send = (name: string, value: string | Secret) => {
    const body = { encrypted_value: seal(value, key.key), key_id: key.key_id, ...sharings.get(name) };
    return github.send({ method: "PUT", path: `${shelf.path}/${name}`, body }, shelf);
  };

  return {
    shelf,
    exists: (name) => existing.has(name),
    // What is there cannot be read, so it may always be another value.
    isThere: () => false,
    async write(name, value) {
      try {
        await send(name, value);
      } catch (error) {
        // The key may have been replaced since it was read.
        if (!(error instanceof GithubError && error.status === 422)) throw error;
        const current = await readKey();
        if (!current || (current.key_id === key.key_id && !/key_id|encrypt/i.test(error.message)))
          throw error;
        key = current;
        await send(name, value);
      }
    },
  };
};
