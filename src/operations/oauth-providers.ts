import * as z from "zod/mini";
import { nothing, text } from "../neon/answer.ts";
import { inBoth } from "../neon/call.ts";
import { creates } from "../record/effects/creates.ts";
import { reads } from "../record/effects/reads.ts";
import { removes } from "../record/effects/removes.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint, ofBranch } from "../record/endpoint.ts";
import { differencesOf, shownOf } from "../record/fields.ts";
import { look } from "../record/record.ts";
import type { Thing } from "../record/thing.ts";
import { inputs } from "../words/inputs.ts";
import { credential, text as line } from "../words/parsers.ts";
import { named, onlyWith, someOf, together } from "../words/rules.ts";

const fields = {
  client_id: line("Client ID of your own OAuth application. Without it, Neon's shared keys are used."),
  client_secret: credential("Client secret of your own OAuth application. Goes with `client_id`."),
  microsoft_tenant_id: line("Tenant ID of your Microsoft Entra application. Only for `microsoft`.", 100),
};

const { microsoft_tenant_id: _, ...shown } = fields;
export const provider = () => z.object({ id: text(), type: text(), ...shownOf(shown) });
const providers = () => z.object({ providers: z.array(provider()) });
type Provider = z.infer<ReturnType<typeof provider>>;

const rules = [
  together("client_id", "client_secret"),
  onlyWith("oauth_provider_id", "microsoft", ["microsoft_tenant_id"]),
];

const outputs = {
  oauth_provider_id: ({ id }: Provider) => id,
  oauth_provider_type: ({ type }: Provider) => type,
};

const warn = ({ id, type }: Provider) =>
  type === "shared"
    ? [
        `OAuth provider ${id} runs on Neon's shared keys, which are not for production. Give client_id and client_secret of your own OAuth application with update-oauth-provider.`,
      ]
    : [];

const list = inBoth("GET", "/oauth_providers");

interface Wanted {
  readonly oauth_provider_id: string;
  readonly client_id?: string | undefined;
  readonly microsoft_tenant_id?: string | undefined;
}

/** How a provider has other credentials than those asked for, as far as Neon shows them. */
function differs(found: Provider, wanted: Wanted): string | undefined {
  if (wanted.client_id === undefined)
    return found.client_id === undefined
      ? undefined
      : "it has credentials of its own; delete it first to go back to Neon's shared keys";
  if (found.type === "shared")
    return "it runs on Neon's shared keys; `if_exists: update` gives it the credentials of this step";
  const others = differencesOf(fields, found, wanted).filter(({ visible }) => visible);
  return others.length === 0
    ? undefined
    : `with another ${named(others.map(({ field }) => field))}; \`if_exists: update\` gives it what this step says`;
}

/** What of the credentials Neon does not show. */
function unseenOf(found: Provider, wanted: Wanted): string[] {
  const unseen = differencesOf(fields, found, wanted).filter(({ visible }) => !visible);
  return unseen.length === 0
    ? []
    : [
        `Neon does not show ${named(unseen.map(({ field }) => field))} of OAuth provider ${found.id}, so that was not compared. \`if_exists: update\` sends it.`,
      ];
}

const existing = look(list, providers, (found, { oauth_provider_id }: Pick<Wanted, "oauth_provider_id">) =>
  found.providers.find(({ id }) => id === oauth_provider_id),
);

const listOauthProviders = endpoint({
  operation: "list-oauth-providers",
  about: "List the OAuth providers.",
  routes: list,
  answer: providers,
  outputs: { oauth_providers: (answer) => answer.providers },
  effect: reads,
  done: ({ answer }) =>
    `Found ${answer.providers.length} OAuth ${answer.providers.length === 1 ? "provider" : "providers"}.`,
  next: ({ answer }) => {
    const shared = answer.providers.filter(({ type }) => type === "shared").map(({ id }) => id);
    if (shared.length === 0) return [];
    return [`On Neon's shared keys, which are not for production: ${named(shared)}.`];
  },
});

const updateOauthProvider = endpoint({
  operation: "update-oauth-provider",
  about: "Give an OAuth provider other credentials. What is not given stays as it is.",
  routes: inBoth("PATCH", "/oauth_providers/{oauth_provider_id}"),
  fields,
  rules: [...rules, someOf("client_id", "client_secret", "microsoft_tenant_id")],
  answer: provider,
  outputs,
  warn,
  effect: sets(existing),
  done: ({ answer, changed }) =>
    changed
      ? `Updated OAuth provider ${answer.id}.`
      : `OAuth provider ${answer.id} is already configured like that.`,
});

const addOauthProvider = endpoint({
  operation: "add-oauth-provider",
  about:
    "Add an OAuth provider, on Neon's shared keys or with your own credentials. With `if_exists: update`, one that is there gets those that are given.",
  routes: inBoth("POST", "/oauth_providers"),
  fields,
  required: ["oauth_provider_id"],
  optional: ["if_exists"],
  rules,
  body: ({ oauth_provider_id }) => ({ id: oauth_provider_id }),
  answer: provider,
  outputs,
  warn,
  mistaken: ({ id, client_id }, wanted) => {
    if (id !== wanted.oauth_provider_id)
      return `Neon has added OAuth provider ${id}, although ${wanted.oauth_provider_id} was asked for.`;
    return client_id === undefined || client_id === wanted.client_id
      ? undefined
      : `OAuth provider ${id} has other credentials than were asked for: another run may have added it at the same time.`;
  },
  effect: creates({
    look: existing,
    lookFirst: true,
    differs,
    unseenOf,
    updates: ({ scope, inputs }) =>
      (inputs.client_id ?? inputs.microsoft_tenant_id) === undefined
        ? undefined
        : updateOauthProvider.find((update) => update.scope === scope)?.prepare(inputs),
  }),
  done: ({ answer, changed }) =>
    changed ? `Added OAuth provider ${answer.id}.` : `OAuth provider ${answer.id} is already there.`,
});

const deleteOauthProvider = endpoint({
  operation: "delete-oauth-provider",
  about: "Delete an OAuth provider.",
  routes: inBoth("DELETE", "/oauth_providers/{oauth_provider_id}"),
  optional: ["if_missing"],
  answer: nothing,
  effect: removes({ sees: existing }),
  done: ({ inputs, changed }) =>
    changed
      ? `Deleted OAuth provider ${inputs.oauth_provider_id}.`
      : `There was no OAuth provider ${inputs.oauth_provider_id} to delete.`,
});

export const things: readonly Thing[] = [
  {
    kind: "entries",
    section: "oauth_providers",
    about:
      "OAuth providers: `shared` for Neon's keys, keys of your own, or `absent`. Others stay, unless `prune` lists `oauth_providers`.",
    key: "oauth_provider_id",
    known: inputs.oauth_provider_id.known ?? [],
    parseKey: inputs.oauth_provider_id.parse,
    fields,
    own: ["client_id", "client_secret"],
    only: { microsoft_tenant_id: "microsoft" },
    partner: ["client_id"],
    add: ofBranch(addOauthProvider),
    update: ofBranch(updateOauthProvider),
    remove: ofBranch(deleteOauthProvider),
    shown: {
      read: "plugins",
      part: "oauth_providers",
      look: list.branch,
      answers: (providers) => ({ providers }),
      alone: (json) => (Object(json) as { providers?: unknown }).providers,
    },
  },
];

export const operations = [
  ...listOauthProviders,
  ...addOauthProvider,
  ...updateOauthProvider,
  ...deleteOauthProvider,
];
