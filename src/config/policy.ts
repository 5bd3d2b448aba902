import { fieldsOf } from "../ground/json.ts";
import { providers } from "../words/inputs.ts";
import { near } from "../words/near.ts";
import type { Part } from "./section.ts";
import type { Mistake } from "./tree.ts";

/** The auth of a branch as a file says it, by section. */
export type State = Readonly<Record<string, unknown>>;

/** What `accept` can list. Neon may know more providers. */
export const acceptWords = [
  "allow_localhost",
  "email_server",
  "domains",
  "email_and_password",
  ...providers.map((id) => `oauth_providers.${id}`),
];

export const acceptedProvider = /^oauth_providers\.([\w-]{1,60})$/;

/** A provider whose name is close to one of Neon's is that one, misspelt. */
export function acceptable(field: string): boolean {
  const [, provider] = acceptedProvider.exec(field) ?? [];
  return acceptWords.includes(field) || (provider !== undefined && near(provider, providers).length === 0);
}

/** What is not for production, each with the word by which `accept` allows it. */
export function unfitForProduction(after: State): { field: string; why: string }[] {
  const { allow_localhost, oauth_providers, email_server, domains, email_and_password } = after;
  const { enabled, disable_sign_up, require_email_verification } = fieldsOf(email_and_password);
  const insecure = (Array.isArray(domains) ? domains : []).filter(
    (domain) => String(domain).startsWith("http:") || String(domain).includes("*"),
  );
  const shared = Object.entries(fieldsOf(oauth_providers)).filter(([, provider]) => provider === "shared");
  return [
    ...(allow_localhost === true ? [{ field: "allow_localhost", why: "localhost is trusted" }] : []),
    ...shared.map(([id]) => ({ field: `oauth_providers.${id}`, why: `${id} runs on Neon's shared keys` })),
    ...(fieldsOf(email_server).type === "shared"
      ? [{ field: "email_server", why: "mail goes through Neon's shared server" }]
      : []),
    ...(insecure.length > 0
      ? [
          {
            field: "domains",
            why: `${insecure.join(", ")} ${insecure.length === 1 ? "is" : "are"} trusted, without TLS or with a wildcard`,
          },
        ]
      : []),
    ...(enabled === true && disable_sign_up !== true && require_email_verification !== true
      ? [{ field: "email_and_password", why: "anybody can sign up by email without verifying it" }]
      : []),
  ];
}

/** Whether settings are switched off, and not just left out. */
export const isOff = (settings: unknown): boolean => fieldsOf(settings).enabled === false;
/** Sections that have ways to sign in. */
export const waySections = ["email_and_password", "plugins", "oauth_providers"];

/** The ways to sign in. */
export function waysIn({ oauth_providers, email_and_password, plugins }: State): string[] {
  const { magic_link, phone_number } = fieldsOf(plugins);
  const isOn = (settings: unknown) => fieldsOf(settings).enabled === true;
  return [
    ...(isOn(email_and_password) ? ["email and password"] : []),
    ...(isOn(magic_link) ? ["magic link"] : []),
    ...(isOn(phone_number) ? ["phone number"] : []),
    ...Object.entries(fieldsOf(oauth_providers)).flatMap(([id, provider]) =>
      provider === undefined || provider === "absent" ? [] : [id],
    ),
  ];
}

/** What the file says that cannot work, whatever is there. */
export function contradictions(parts: readonly Part[]): Mistake[] {
  const part = (name: string) => parts.find(({ section }) => section.thing.section === name);
  const settings = part("email_and_password");
  const { require_email_verification, email_verification_method } = fieldsOf(settings?.asked.says);
  const { type } = fieldsOf(part("email_server")?.asked.says);
  if (
    !settings ||
    require_email_verification !== true ||
    email_verification_method !== "link" ||
    type !== "shared"
  )
    return [];
  return [
    {
      line: settings.asked.line,
      text: "`email_and_password`: Neon's shared mail server sends no links to verify an address. Use `email_verification_method: otp`, or a mail server of your own.",
    },
  ];
}
