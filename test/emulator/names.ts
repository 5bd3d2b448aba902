import { fileURLToPath } from "node:url";

/**
 * How one look-up of a host name ends: with an error code, with another address, or late with the true one.
 * Nobody listens at `127.0.0.2`, so that a name with that address is a connection that is refused.
 */
export type NameFault =
  | { readonly code: "EAI_AGAIN" | "ENOTFOUND" }
  | { readonly address: string }
  | { readonly afterMs: number };

/**
 * Environment of a Node process whose next look-ups of names end like this, one after the other, and then as
 * always. Resolvers belong to the system, so it is the process's own `dns.lookup` that fails, not the network.
 */
export const withNames = (...faults: readonly NameFault[]): Record<string, string> => ({
  NODE_OPTIONS: `--import=${fileURLToPath(new URL("names-preload.ts", import.meta.url))}`,
  NAME_FAULTS: JSON.stringify(faults),
});
