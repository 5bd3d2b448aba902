import * as z from "zod/mini";
import type { OutputValues } from "../engine/outcome.ts";
import type { Budget } from "../ground/budget.ts";
import {
  credential,
  nothing,
  optionalText,
  type Parsed,
  publicValue,
  requiredCredential,
  text,
} from "../neon/answer.ts";
import { creates } from "../record/effects/creates.ts";
import { mints } from "../record/effects/mints.ts";
import { reads } from "../record/effects/reads.ts";
import { removes } from "../record/effects/removes.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint, ofBranch } from "../record/endpoint.ts";
import { as, shownOf } from "../record/fields.ts";
import { look } from "../record/record.ts";
import type { Thing } from "../record/thing.ts";
import { inputs } from "../words/inputs.ts";
import { isCredential, type OutputName, shownOnce } from "../words/outputs.ts";
import { text as line } from "../words/parsers.ts";

/** What Neon says of an integration. Only the answer that creates keys has them. */
const integration = () =>
  z.object({
    auth_provider: text(),
    name: optionalText(),
    auth_provider_project_id: optionalText(),
    branch_id: optionalText(),
    db_name: optionalText(),
    created_at: optionalText(),
    owned_by: optionalText(),
    transfer_status: optionalText(),
    pub_client_key: publicValue(),
    secret_server_key: credential(),
    jwks_url: publicValue(),
    schema_name: optionalText(),
    table_name: optionalText(),
    base_url: optionalText(),
  });

type Made = Parsed<typeof madeIntegration>;
type OfProvider = Pick<Wanted, "auth_provider">;

/** What Neon says of keys that it has made: they are not to be lost if it does not name their provider. */
const madeIntegration = () =>
  z.extend(integration(), { auth_provider: optionalText() }).check(
    z.refine(({ auth_provider, secret_server_key }) => (auth_provider ?? secret_server_key) !== undefined, {
      path: ["auth_provider"],
    }),
  );

const integrations = () => z.object({ data: z.array(integration()) });

/** Outputs that are called as Neon calls the fields. */
const shown = <const N extends OutputName & keyof Made>(...names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, (answer: Made) => answer[name]])) as {
    readonly [O in N]: (answer: Made) => Made[O];
  };

const addresses = shown("auth_provider", "auth_provider_project_id", "base_url", "jwks_url");
const withKeys = {
  auth_provider: providerOf,
  ...shown("auth_provider_project_id", "schema_name", "table_name", "base_url"),
  ...shown("pub_client_key", "secret_server_key", "jwks_url"),
  keys_available: (answer: Made) => answer.secret_server_key !== undefined,
};

/** Providers as people call them. */
const names: Readonly<Record<string, string>> = { stack: "Stack Auth", better_auth: "Better Auth" };
const called = (provider: string): string => names[provider] ?? provider;

/** The provider of an integration; the one that was asked for if Neon does not name it. */
function providerOf({ auth_provider }: Made, wanted: OfProvider): string {
  return auth_provider ?? wanted.auth_provider;
}

const storeKeys = ({ answer, stored }: { answer: Made; stored: ReadonlySet<string> }) =>
  shownOnce
    .filter((name) => isCredential(name) && answer[name] && !stored.has(name))
    .map((name) => `Store \`${name}\` now, where your application reads it: Neon does not show it again.`);

interface Wanted {
  readonly auth_provider: string;
  readonly branch_id: string;
  readonly database_name?: string | undefined;
}

/** How an integration that exists is not the one that was asked for. */
function differs(existing: Made, wanted: Wanted): string | undefined {
  if (existing.auth_provider !== wanted.auth_provider)
    return `${called(wanted.auth_provider)} was asked for; the two cannot be on one branch`;
  if (wanted.database_name && existing.db_name && existing.db_name !== wanted.database_name)
    return `it uses database ${existing.db_name}, not ${wanted.database_name}`;
  return undefined;
}

const mistaken = (answer: Made, wanted: OfProvider): string | undefined =>
  providerOf(answer, wanted) === wanted.auth_provider
    ? undefined
    : `Neon's answer is about ${called(answer.auth_provider ?? "")}, although ${called(wanted.auth_provider)} was asked for.`;

/** Keys that verify the users' tokens, once the auth service serves them. */
const ready = {
  outputs: ["jwks_key_ids", "issuer"],
  until: (
    { wait_until_ready }: { wait_until_ready?: boolean | undefined },
    outputs: OutputValues,
    budget: Budget,
  ) =>
    wait_until_ready
      ? async () => (await import("../engine/ready.ts")).waitUntilReady(outputs, budget)
      : undefined,
} as const;

const create = {
  operation: "create-integration",
  about: "Enable Neon Auth on a branch. For `stack`, this answer is the only one that shows the keys.",
  answer: madeIntegration,
  outputs: withKeys,
  mistaken,
  waits: ready,
  done: ({ inputs, answer, changed }: { inputs: OfProvider; answer: Made; changed: boolean }) =>
    changed
      ? `Created the ${called(providerOf(answer, inputs))} integration.`
      : `The ${called(providerOf(answer, inputs))} integration is already there.`,
} as const;

const unseen =
  "No integration is there, so this is about the `neon_auth` schema that an earlier one left in the database or that the branch has inherited. `delete-integration` with `delete_data: true` deletes it with all users in it; then run this step again.";

const ofProject = { project: "GET /projects/{project_id}/auth/integrations" } as const;
const ofBranchRoute = { branch: "GET /projects/{project_id}/branches/{branch_id}/auth" } as const;

const createOnProject = endpoint({
  ...create,
  routes: { project: "POST /projects/auth/create" },
  required: ["project_id", "branch_id", "auth_provider"],
  optional: ["database_name", "role_name", "if_exists", "wait_until_ready"],
  body: ({ auth_provider, project_id, branch_id, database_name, role_name }) => ({
    auth_provider,
    project_id,
    branch_id,
    database_name,
    role_name,
  }),
  effect: creates({
    differs,
    unseen,
    look: look(ofProject, integrations, ({ data }, wanted: Wanted): Made | undefined => {
      const onBranch = data.filter((found) => (found.branch_id ?? wanted.branch_id) === wanted.branch_id);
      return onBranch.find(({ auth_provider }) => auth_provider === wanted.auth_provider) ?? onBranch[0];
    }),
  }),
  next: storeKeys,
  notices: ({ role_name }) => (role_name === undefined ? [] : ["Neon ignores `role_name`: drop it."]),
  deprecated:
    "Name a branch and drop `auth_provider: stack` to use the branch-scoped API, which new projects need.",
});

const createOnBranch = endpoint({
  ...create,
  routes: { branch: "POST /projects/{project_id}/branches/{branch_id}/auth" },
  required: ["auth_provider"],
  optional: ["database_name", "if_exists", "wait_until_ready"],
  body: ({ auth_provider, database_name }) => ({ auth_provider, database_name }),
  effect: creates({ differs, unseen, look: look(ofBranchRoute, integration, (found): Made => found) }),
  next: ({ answer, stored }) => [
    ...storeKeys({ answer, stored }),
    ...(answer.base_url
      ? [`The callback to register at an OAuth provider is \`${answer.base_url}/callback/{provider}\`.`]
      : []),
  ],
});

const getIntegration = endpoint({
  operation: "get-integration",
  about: "Get the addresses and the provider of the Neon Auth of a branch.",
  routes: ofBranchRoute,
  optional: ["wait_until_ready"],
  answer: integration,
  outputs: { ...addresses, application_name: ({ name }) => name },
  waits: ready,
  effect: reads,
  done: ({ answer }) => `The branch uses ${called(answer.auth_provider)}.`,
});

const application = {
  name: as("application_name", line("Name of the application, as mails to its users show it.", 256)),
};
const nameShown = () => z.object(shownOf(application));

const updateApplicationName = endpoint({
  operation: "update-application-name",
  about: "Change the name of the application, as mails to its users show it.",
  routes: { branch: "PATCH /projects/{project_id}/branches/{branch_id}/auth/config" },
  fields: application,
  required: ["application_name"],
  answer: nameShown,
  outputs: { application_name: ({ name }) => name },
  effect: sets(look(ofBranchRoute, nameShown, (found) => found)),
  done: ({ inputs, changed }) =>
    `The application ${changed ? "is now" : "was already"} called ${inputs.application_name}.`,
});

const listIntegrations = endpoint({
  operation: "list-integrations",
  about: "List the Neon Auth integrations of a project.",
  routes: ofProject,
  answer: integrations,
  outputs: {
    integrations: ({ data }) => data,
    jwks_url: ({ data }) => (data.length === 1 ? data[0]?.jwks_url : undefined),
  },
  effect: reads,
  deprecated: "Use `get-integration` with a branch instead.",
  done: ({ answer: { data } }) =>
    `Found ${data.length} ${data.length === 1 ? "integration" : "integrations"}.`,
});

const generateSdkKeys = endpoint({
  operation: "generate-sdk-keys",
  about: "Make new Stack Auth keys, one for the frontend and one for the backend.",
  routes: { project: "POST /projects/auth/keys" },
  required: ["project_id", "auth_provider"],
  body: ({ project_id, auth_provider }) => ({ project_id, auth_provider }),
  answer: madeIntegration,
  outputs: withKeys,
  mistaken,
  effect: mints({
    check:
      "Look at the API keys in the dashboard of the auth provider before you generate others, and revoke what nobody uses.",
  }),
  done: ({ answer, inputs }) =>
    `Generated SDK keys for the ${called(providerOf(answer, inputs))} integration.`,
  next: storeKeys,
});

const transferOwnership = endpoint({
  operation: "transfer-ownership",
  about: "Get the URL that moves a Stack Auth project to an account of your own.",
  routes: { project: "POST /projects/auth/transfer_ownership" },
  required: ["project_id", "auth_provider"],
  optional: ["confirm"],
  irreversible: true,
  body: ({ project_id, auth_provider }) => ({ project_id, auth_provider }),
  answer: () => z.object({ url: requiredCredential() }),
  outputs: { transfer_url: ({ url }) => url },
  effect: mints({
    check:
      "Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.",
    look: look(
      ofProject,
      integrations,
      ({ data }, { auth_provider }: OfProvider) =>
        data.find((found) => found.auth_provider === auth_provider)?.transfer_status,
    ),
  }),
  done: () => "Got the URL for the transfer to your own account at the auth provider.",
  next: () => [
    "Open `transfer_url` in a browser, signed in to the account that shall own the project. It works once, for whoever opens it first.",
    "After the transfer the project stays reachable from Neon, and from the provider's own dashboard too.",
  ],
});

type Data = { readonly delete_data?: boolean | undefined };

const remove = {
  operation: "delete-integration",
  about: "Disable Neon Auth on a branch or project, and with `delete_data: true` delete its users.",
  optional: ["delete_data", "if_missing", "confirm"],
  answer: nothing,
  irreversible: true,
  done: ({ changed }: { changed: boolean }) =>
    changed ? "Deleted the integration." : "There is no integration to delete.",
  next: ({ inputs, changed }: { inputs: Data; changed: boolean }) =>
    inputs.delete_data || !changed
      ? []
      : [
          "The `neon_auth` schema with its users stays in the database, and Neon refuses to create an integration again until it is deleted: `delete_data: true` does that.",
        ],
} as const;

const withData = ({ delete_data }: Data) => delete_data === true;

const deleteOnProject = endpoint({
  ...remove,
  routes: { project: "DELETE /projects/{project_id}/auth/integration/{auth_provider}" },
  body: ({ delete_data }) => (delete_data === undefined ? undefined : { delete_data }),
  effect: removes({
    look: look(ofProject, integrations, ({ data }, { auth_provider }: OfProvider & Data) =>
      data.find((found) => found.auth_provider === auth_provider),
    ),
    more: withData,
    // It may be the one of another branch, which the route acts on by now.
    isSame: () => false,
  }),
  deprecated: "Name a branch to delete the integration of that branch.",
});

const deleteOnBranch = endpoint({
  ...remove,
  routes: { branch: "DELETE /projects/{project_id}/branches/{branch_id}/auth" },
  body: ({ delete_data = false }) => ({ delete_data }),
  effect: removes({
    look: look(ofBranchRoute, integration, (found, _: Data) => found),
    more: withData,
    // Another run may have made it since. One without a time could be that too.
    isSame: ({ created_at = "" }, began) => Date.parse(created_at) < began,
  }),
});

/** The operations that show an integration, to whoever sets a branch up as a whole. */
export const onBranch = [ofBranch(createOnBranch), ofBranch(getIntegration)] as const;

export const things: readonly Thing[] = [
  {
    kind: "root",
    section: "integration",
    about: "Neon Auth itself: `apply-config` may enable it. Nothing in the file ever deletes it.",
    fields: { auth_provider: inputs.auth_provider, database_name: inputs.database_name },
    called: { database_name: "db_name" },
    create: onBranch[0],
    get: onBranch[1],
    shown: { read: "auth", look: ofBranchRoute.branch },
  },
  {
    kind: "setting",
    section: "application_name",
    field: "name",
    about: "Name of the application, as mails to its users show it.",
    fields: application,
    update: ofBranch(updateApplicationName),
    group: "names and mail",
    shown: { read: "auth", look: ofBranchRoute.branch },
  },
];

export const operations = [
  ...createOnProject,
  ...createOnBranch,
  ...listIntegrations,
  ...getIntegration,
  ...updateApplicationName,
  ...generateSdkKeys,
  ...transferOwnership,
  ...deleteOnProject,
  ...deleteOnBranch,
];
