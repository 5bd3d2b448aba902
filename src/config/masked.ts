import { mask, secretsIn } from "../ground/secret.ts";

/** The same, with every secret in it masked before anything else is done. */
export function masked<T>(shown: T): T {
  for (const secret of secretsIn(shown)) mask(secret);
  return shown;
}
