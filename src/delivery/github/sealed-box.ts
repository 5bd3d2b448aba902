import { reveal, type Secret } from "../../ground/secret.ts";

/** Loads libsodium: what it returns makes a sealed box, base64, that only the owner of the public key can open. */
export async function openSealer(): Promise<(value: string | Secret, publicKey: string) => string> {
  const { default: sodium } = await import("libsodium-wrappers");
  await sodium.ready;
  return (value, publicKey) =>
    Buffer.from(
      sodium.crypto_box_seal(Buffer.from(reveal(value)), Buffer.from(publicKey, "base64")),
    ).toString("base64");
}
