import type { Operation } from "../record/endpoint.ts";
import type { OutputName } from "../words/outputs.ts";

/** What `sealed` can carry: everything that may be masked, and what the presets need beside it. */
export const carried = [
  "auth_provider_project_id",
  "base_url",
  "pub_client_key",
  "secret_server_key",
  "jwks_url",
  "transfer_url",
] as const satisfies OutputName[];

/** Works without Neon: what it gives is in the input. */
export const open = {
  operation: "open",
  about: "Open what an earlier job of the same run has sealed, and set the same outputs. Neon is not asked.",
  writes: false,
  required: ["sealed", "seal_key"],
  optional: [],
  rules: [],
  outputs: carried,
  later: [],
} as const satisfies Operation;
