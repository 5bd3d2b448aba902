import type { Behaviour, Display, SecretName } from "./routes/call.ts";

const names: readonly string[] = ["client_secret", "password"] satisfies SecretName[];
const stands = { masked: "********", dotted: "••••••••", empty: "", absent: undefined };

/** A copy of any answer with secrets as this Neon shows them. */
export function withSecrets(body: unknown, method: string, how: Behaviour["secrets"] = "shown"): unknown {
  if (how === "shown" || typeof body !== "object") return body;
  const displayOf = typeof how === "function" ? how : () => how;
  return JSON.parse(
    JSON.stringify(body, (key, value) => {
      if (!isSecret(key)) return value;
      const display: Display = displayOf(key, method);
      return display === "shown" ? value : stands[display];
    }),
  );
}

function isSecret(key: string): key is SecretName {
  return names.includes(key);
}
