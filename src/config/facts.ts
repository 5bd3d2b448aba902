import type { Reading } from "../engine/outcome.ts";
import { fieldsOf } from "../ground/json.ts";
import { named } from "../words/rules.ts";
import type { State } from "./policy.ts";

type Fact = NonNullable<Reading["facts"]>[number];

/** What a branch is good for, as somebody wants to know who opens a preview of it: where it is, what works, what is safe. */
export function factsOf(state: State, base: string | undefined): Fact[] {
  const { domains, allow_localhost, email_server, webhooks } = state;
  const trusted = [
    ...(Array.isArray(domains) ? domains.map(String) : []),
    ...(allow_localhost === true ? ["localhost"] : []),
  ];
  return [
    ...(base === undefined ? [] : [["Auth service", base] as const]),
    ...(Array.isArray(domains) || allow_localhost !== undefined
      ? [
          [
            "Sign-in works from",
            trusted.length > 0 ? named(trusted) : "nowhere: no domain is trusted",
          ] as const,
        ]
      : []),
    ...mailFact(fieldsOf(email_server)),
    ...webhookFact(fieldsOf(webhooks)),
    ...callbackFact(fieldsOf(state.oauth_providers), base),
  ];
}

function mailFact({ type, host }: Readonly<Record<string, unknown>>): Fact[] {
  if (type === "shared") return [["Mail", "goes through Neon's shared server, which is for tests"]];
  return type === undefined ? [] : [["Mail", `goes through \`${host}\`, to real people`]];
}

function webhookFact({ enabled, webhook_url }: Readonly<Record<string, unknown>>): Fact[] {
  if (enabled === undefined) return [];
  if (enabled !== true) return [["Webhooks", "are off"]];
  const host = URL.parse(String(webhook_url))?.host;
  return [["Webhooks", host ? `go to \`${host}\`` : "are on"]];
}

/** A callback belongs to one branch: what was registered for its parent does not work for a copy. */
function callbackFact(providers: Readonly<Record<string, unknown>>, base: string | undefined): Fact[] {
  const own = Object.entries(providers).flatMap(([id, provider]) =>
    typeof provider === "object" ? [id] : [],
  );
  if (own.length === 0 || base === undefined) return [];
  const callbacks = own.map((id) => `${base}/callback/${id}`);
  return [
    [
      "OAuth callbacks",
      `${named(callbacks)} must be registered at ${own.join(", ")}, or sign-in with ${own.length === 1 ? "it" : "them"} does not work here`,
    ],
  ];
}
