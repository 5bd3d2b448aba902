import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * A random UUID. The kernel of Linux makes them too, which spares a step that needs no TLS, as a dry run,
 * the loading of Node's cryptography: a tenth of its time.
 */
export function randomUUID(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/uuid", "ascii").trim();
  } catch {
    return (createRequire(import.meta.url)("node:crypto") as typeof import("node:crypto")).randomUUID();
  }
}
