import fc from "fast-check";
import type { Auth, Branch } from "../emulator/state.ts";
import type { Given } from "../inside/inside.ts";

/** What a step asks for, and what Neon has to have for it to be true. Knows nothing of how the action works. */
export interface Wish {
  readonly inputs: Given;
  /** The change that it makes, as the emulator counts it, and how often at most. */
  readonly effect?: string;
  readonly most?: number;
  /** Whether it cannot be had, given what is there: a step without any fault has to fail then. */
  readonly refused: (before: Branch) => boolean;
  readonly holds: (after: Branch) => boolean;
  /** Every time makes another one, which is what was asked for. */
  readonly again?: true;
  /** A 404 to the repeat of a lost request looks the same whether the first try did it or nothing was there. */
  readonly removes?: true;
  /** Neon does it over what is there already, which nobody can know as long as Neon does not show that. */
  readonly overwrites?: true;
  /** Neon shows nothing of it, so that the action cannot see whether it is there already. */
  readonly unseen?: true;
}

/** A wish in which what only the state knows is still open, such as the ID of a user. */
export interface Plan {
  /** On `project`, the step works on whichever branch the project-scoped routes act on. */
  readonly place: "branch" | "project";
  readonly wish: (now: Branch) => Wish;
}

/** The branch that all steps are about. */
export const target = "br-target-1";
const places = {
  branch: { project_id: "project-id", branch_id: target },
  project: { project_id: "project-id" },
} as const;

const place = fc.constantFrom("branch", "project");
const if_exists = fc.constantFrom("reuse", "reuse", "fail");
const if_missing = fc.constantFrom("ignore", "ignore", "fail");
const auth_provider = fc.constantFrom("stack", "better_auth");

const given = (inputs: Readonly<Record<string, string | undefined>>): Given =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as Given;

const has =
  (what: (auth: Auth) => boolean) =>
  ({ auth }: Branch): boolean =>
    auth !== undefined && what(auth);
const isOff = (before: Branch) => before.auth === undefined;

/** The provider that a step should name, for the operations that do not choose it. */
const providerOf = ({ auth }: Branch) => auth?.integration.auth_provider ?? "stack";

const database_name = fc.constantFrom(undefined, "neondb", "other");
const createIntegration = fc
  .record({ scope: place, auth_provider, database_name, if_exists })
  .map((chosen): Plan => {
    const same = has(
      ({ integration: { auth_provider, db_name } }) =>
        auth_provider === chosen.auth_provider && db_name === (chosen.database_name ?? db_name),
    );
    const refused = (before: Branch) =>
      before.auth ? chosen.if_exists === "fail" || !same(before) : before.schemaLeftOver;
    const inputs = given({ operation: "create-integration", ...places.branch, ...chosen });
    return { place: "branch", wish: () => ({ inputs, effect: "create-integration", refused, holds: same }) };
  });

const delete_data = fc.constantFrom(undefined, "true", "false");
const deleteIntegration = fc
  .record({ place, auth_provider, delete_data, if_missing })
  .map(({ place, auth_provider, delete_data, if_missing }): Plan => {
    const named = place === "project" ? { auth_provider } : {};
    const there = (branch: Branch) =>
      branch.auth
        ? place === "branch" || branch.auth.integration.auth_provider === auth_provider
        : branch.schemaLeftOver && delete_data === "true";
    const confirm = place === "branch" ? target : "project-id";
    const inputs = { operation: "delete-integration", ...places[place], ...named, delete_data, if_missing };
    return {
      place,
      wish: () => ({
        inputs: given({ ...inputs, confirm }),
        effect: "delete-integration",
        refused: (before) => if_missing === "fail" && !there(before),
        holds: (after) => !there(after),
        removes: true,
      }),
    };
  });

const oauth_provider_id = fc.constantFrom("google", "github", "microsoft");
const client_secret = "client-secret-1";
const find = ({ auth }: Branch, name: string) => auth?.oauthProviders.find(({ id }) => id === name);

const addProvider = fc
  .record({
    place,
    oauth_provider_id,
    client_id: fc.constantFrom(undefined, "client-a", "client-b"),
    if_exists,
  })
  .map(({ place, client_id, ...rest }): Plan => {
    const { oauth_provider_id: name, if_exists } = rest;
    const own = client_id === undefined ? {} : { client_id, client_secret };
    const isShared = (before: Branch) => providerOf(before) === "stack" || name === "google";
    const refused = (before: Branch) => {
      const found = find(before, name);
      if (found) return if_exists === "fail" || found.client_id !== client_id;
      return isOff(before) || (client_id === undefined && !isShared(before));
    };
    const inputs = { operation: "add-oauth-provider", ...places[place], ...rest, ...own };
    const holds = (after: Branch) => {
      const found = find(after, name);
      return found !== undefined && found.client_id === client_id;
    };
    return {
      place,
      wish: () => ({ inputs, effect: "add-oauth-provider", refused, holds, overwrites: true }),
    };
  });

const updateProvider = fc
  .record({ place, oauth_provider_id, client_id: fc.constantFrom("client-a", "client-b", "client-c") })
  .map(({ place, oauth_provider_id, client_id }): Plan => {
    const own = { oauth_provider_id, client_id, client_secret };
    const inputs = { operation: "update-oauth-provider", ...places[place], ...own };
    const refused = (before: Branch) => find(before, oauth_provider_id) === undefined;
    const holds = (after: Branch) => find(after, oauth_provider_id)?.client_id === client_id;
    return { place, wish: () => ({ inputs, effect: "update-oauth-provider", refused, holds }) };
  });

const deleteProvider = fc
  .record({ place, oauth_provider_id, if_missing })
  .map(({ place, oauth_provider_id, if_missing }): Plan => {
    const inputs = { operation: "delete-oauth-provider", ...places[place], oauth_provider_id, if_missing };
    const refused = (before: Branch) => if_missing === "fail" && !find(before, oauth_provider_id);
    const holds = (after: Branch) => !find(after, oauth_provider_id);
    return {
      place,
      wish: () => ({ inputs, effect: "delete-oauth-provider", refused, holds, removes: true }),
    };
  });

const domains = fc.uniqueArray(
  fc.constantFrom("https://a.example", "https://b.example", "https://c.example"),
  { minLength: 1, maxLength: 2 },
);
const listed = ({ auth }: Branch, names: readonly string[]) =>
  names.filter((name) => auth?.domains.some(({ domain }) => domain === name));

const addDomains = fc.record({ place, domains, if_exists }).map(({ place, domains, if_exists }): Plan => {
  const inputs = {
    operation: "add-domain",
    ...places[place],
    domain: domains.join("\n"),
    if_exists,
  };
  return {
    place,
    wish: (now) => ({
      inputs: { ...inputs, auth_provider: providerOf(now) },
      effect: "add-domain",
      most: domains.length,
      refused: (before) => isOff(before) || (if_exists === "fail" && listed(before, domains).length > 0),
      holds: (after) => listed(after, domains).length === domains.length,
    }),
  };
});

const deleteDomains = fc
  .record({ place, domains, if_missing })
  .map(({ place, domains, if_missing }): Plan => {
    const inputs = {
      operation: "delete-domain",
      ...places[place],
      domain: domains.join("\n"),
      if_missing,
    };
    const lacks = (branch: Branch) => listed(branch, domains).length < domains.length;
    return {
      place,
      wish: (now) => ({
        inputs: { ...inputs, auth_provider: providerOf(now) },
        effect: "delete-domain",
        most: domains.length,
        refused: (before) => isOff(before) || (if_missing === "fail" && lacks(before)),
        holds: (after) => listed(after, domains).length === 0,
      }),
    };
  });

const email = fc.constantFrom("a@example.com", "b@example.com");
const userBy = ({ auth }: Branch, field: "id" | "email", value: string) =>
  auth?.users.find((user) => user[field] === value);
const idOf = (now: Branch, email: string) => userBy(now, "email", email)?.id ?? "user-none";

const createUser = fc.record({ place, email, if_exists }).map(
  ({ place, email, if_exists }): Plan => ({
    place,
    wish: (now) => ({
      inputs: {
        operation: "create-user",
        ...places[place],
        auth_provider: providerOf(now),
        email,
        if_exists,
      },
      effect: "create-user",
      refused: (before) => isOff(before) || (if_exists === "fail" && !!userBy(before, "email", email)),
      holds: (after) => userBy(after, "email", email) !== undefined,
    }),
  }),
);

const deleteUser = fc.record({ place, email, if_missing }).map(
  ({ place, email, if_missing }): Plan => ({
    place,
    wish: (now) => {
      const auth_user_id = idOf(now, email);
      return {
        inputs: { operation: "delete-user", ...places[place], auth_user_id, if_missing },
        effect: "delete-user",
        refused: (before) => if_missing === "fail" && !userBy(before, "id", auth_user_id),
        holds: (after) => !userBy(after, "id", auth_user_id),
        removes: true,
      };
    },
  }),
);

const setRoles = fc.record({ email, roles: fc.constantFrom("admin", "admin,editor") }).map(
  ({ email, roles }): Plan => ({
    place: "branch",
    wish: (now) => {
      const auth_user_id = idOf(now, email);
      return {
        inputs: { operation: "set-user-roles", ...places.branch, auth_user_id, roles },
        effect: "set-user-roles",
        refused: (before) => !userBy(before, "id", auth_user_id),
        holds: (after) => userBy(after, "id", auth_user_id)?.roles.join() === roles,
        unseen: true,
      };
    },
  }),
);

const setting = (inputs: Given, holds: (auth: Auth) => boolean, where: Plan["place"] = "branch"): Plan => ({
  place: where,
  wish: () => ({
    inputs: { ...places[where], ...inputs },
    effect: `${inputs.operation}`,
    refused: isOff,
    holds: has(holds),
  }),
});

const settings = fc.oneof(
  fc
    .boolean()
    .map((on) =>
      setting(
        { operation: "update-allow-localhost", allow_localhost: `${on}` },
        (auth) => auth.allowLocalhost === on,
      ),
    ),
  fc
    .record({ on: fc.boolean(), url: fc.constantFrom("https://a.example/", "https://b.example/") })
    .map(({ on, url }) =>
      setting(
        { operation: "update-webhooks", webhook_enabled: `${on}`, webhook_url: url },
        ({ webhooks }) => webhooks.enabled === on && webhooks.webhook_url === url,
      ),
    ),
  fc.record({ place, name: fc.constantFrom("A", "B") }).map(({ place, name }) =>
    setting(
      {
        operation: "update-email-server",
        email_server_type: "standard",
        smtp_host: "smtp.example.com",
        smtp_port: "587",
        smtp_username: "user",
        smtp_password: "smtp-password-1",
        sender_email: "a@example.com",
        sender_name: name,
      },
      ({ emailServer }) => emailServer?.type === "standard" && emailServer.sender_name === name,
      place,
    ),
  ),
);

const generateKeys = fc.constant<Plan>({
  place: "project",
  wish: (now) => ({
    inputs: { operation: "generate-sdk-keys", ...places.project, auth_provider: providerOf(now) },
    effect: "generate-sdk-keys",
    refused: isOff,
    holds: (after) => !isOff(after),
    again: true,
  }),
});

const read = fc.constantFrom("get-integration", "list-oauth-providers", "list-domains").map(
  (operation): Plan => ({
    place: "branch",
    wish: () => ({
      inputs: { operation, ...places.branch },
      refused: isOff,
      holds: (after) => !isOff(after),
    }),
  }),
);

/** Plans that are about the same thing. */
export const families: readonly (readonly fc.Arbitrary<Plan>[])[] = [
  [createIntegration, deleteIntegration],
  [addProvider, updateProvider, deleteProvider],
  [addDomains, deleteDomains],
  [settings],
];

export const plan: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 6, arbitrary: createIntegration },
  { weight: 3, arbitrary: addProvider },
  { weight: 2, arbitrary: updateProvider },
  { weight: 2, arbitrary: deleteProvider },
  { weight: 2, arbitrary: deleteIntegration },
  { weight: 2, arbitrary: addDomains },
  { weight: 2, arbitrary: deleteDomains },
  { weight: 3, arbitrary: createUser },
  { weight: 2, arbitrary: deleteUser },
  { weight: 1, arbitrary: setRoles },
  { weight: 2, arbitrary: settings },
  { weight: 1, arbitrary: generateKeys },
  { weight: 1, arbitrary: read },
);
