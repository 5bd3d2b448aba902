import { expect } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import type { Display } from "../emulator/routes/call.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import { asked } from "../process/action.ts";
import {
  apiKey,
  branch,
  branchStep,
  type Case,
  enable,
  errorOf,
  type Given,
  json,
  onBranch,
  onProject,
  play,
  project,
  projectStep,
  type Row,
  some,
  theBranch,
} from "./case.ts";
import { creates, madeMasks } from "./methods.ts";

const always = Number.POSITIVE_INFINITY;
const carriedOut =
  " Neon carried a request out all the same; look at what is there before you run the step again.";
const done: Fault = { kind: "reset", when: "after-state" };
const notDone: Fault = { kind: "reset", when: "before-headers" };
const absent = json(404, "Neon Auth integration not found");

/** Something that can be asked for twice. */
interface Thing extends Required<Pick<Case, "there" | "outputs" | "masks">> {
  readonly what: string;
  readonly inputs: Given;
  /** What is read before anything is sent, and an answer to it in which the thing is not there yet. */
  readonly before: readonly string[];
  readonly hidden: readonly (readonly [Match, Fault])[];
  /** Neon without it. */
  readonly bare?: (neon: Neon) => void;
  readonly post: string;
  readonly looks: readonly string[];
  /** What the step says with `if_exists: fail`. */
  readonly forbidden: string;
  /** Another one of the same name, and what the step says of it. */
  readonly other?: { readonly there: (neon: Neon) => void; readonly error: string };
}

const empty = (body: object) => [[{ method: "GET" }, { kind: "answer", status: 200, body }]] as const;

const integrations = creates.map(
  ({ scope, inputs, provider, post, look, found }): Thing => ({
    what: `create-integration, ${scope}`,
    inputs,
    there: enable(provider),
    before: [],
    hidden: [],
    post,
    looks: [look],
    outputs: found,
    masks: [some],
    forbidden: `The ${provider === "stack" ? "Stack Auth" : "Better Auth"} integration is already there, and \`if_exists: fail\` forbids to reuse it.`,
    other: {
      there: enable("mock"),
      error: `The mock integration is already there, but ${provider === "stack" ? "Stack Auth" : "Better Auth"} was asked for; the two cannot be on one branch. Nothing was changed.`,
    },
  }),
);

const scopes = [
  { scope: "project", place: project, path: onProject, step: projectStep },
  { scope: "branch", place: branch, path: onBranch, step: branchStep },
] as const;

const providers = scopes.map(
  ({ scope, place, path, step }): Thing => ({
    what: `add-oauth-provider, ${scope}`,
    inputs: { operation: "add-oauth-provider", ...place, oauth_provider_id: "google" },
    there: enable("stack", ({ oauthProviders }) => oauthProviders.push({ id: "google", type: "shared" })),
    before: [`GET ${path}/oauth_providers`],
    hidden: empty({ providers: [] }),
    bare: enable("stack"),
    post: `POST ${path}/oauth_providers`,
    looks: [`GET ${path}/oauth_providers`],
    outputs: { ...step, oauth_provider_id: "google", oauth_provider_type: "shared", result: some },
    masks: [],
    forbidden: "OAuth provider google is already there, and `if_exists: fail` forbids to reuse it.",
    other: {
      there: enable("stack", ({ oauthProviders }) =>
        oauthProviders.push({ id: "google", type: "standard", client_id: "other" }),
      ),
      error:
        "OAuth provider google is already there, but it has credentials of its own; delete it first to go back to Neon's shared keys. Nothing was changed.",
    },
  }),
);

const trusted = (...domains: readonly string[]) =>
  enable("better_auth", (auth) => {
    auth.domains = domains.map((domain) => ({ domain, auth_provider: "better_auth" }));
  });

const domains = scopes.map(
  ({ scope, place, path, step }): Thing => ({
    what: `add-domain, ${scope}`,
    inputs: {
      operation: "add-domain",
      ...place,
      auth_provider: "better_auth",
      domain: "https://a.example.com",
    },
    there: trusted("https://a.example.com"),
    before: [`GET ${path}/domains`],
    hidden: empty({ domains: [] }),
    bare: enable("better_auth"),
    post: `POST ${path}/domains`,
    looks: [`GET ${path}/domains`, `GET ${path}/domains`],
    outputs: { ...step, domains: some, result: some },
    masks: [],
    forbidden:
      "https://a.example.com is already there, and `if_exists: fail` forbids that. Nothing was changed.",
  }),
);

const things = [...integrations, ...providers, ...domains];

/** The thing is there, and Neon says something else. */
const there = (thing: Thing, status: number, more: Partial<Case> = {}): Case => ({
  what: `${thing.what}, ${status}, there`,
  inputs: { ...thing.inputs, retries: "1" },
  there: thing.there,
  faults: [...thing.hidden, [{ method: "POST", times: always }, json(status, "not today")]],
  requests: [
    ...thing.before,
    ...Array([423, 429, 503].includes(status) ? 2 : 1).fill(thing.post),
    ...thing.looks,
  ],
  outputs: { ...thing.outputs, changed: "false" },
  masks: thing.masks,
  ...more,
});

/** A refusal that stays what it is. */
const first = (thing: Thing, what: string, look: Fault | undefined, more: Partial<Case> = {}): Case => ({
  what: `${thing.what}, 400, ${what}`,
  inputs: { ...thing.inputs, retries: "0" },
  ...(thing.bare && { there: thing.bare }),
  faults: [
    ...thing.hidden,
    [{ method: "POST" }, json(400, "not today")],
    ...(look ? [[{ method: "GET", times: always }, look] as const] : []),
  ],
  error: `Neon refused the request (400): not today. Check the inputs of the step against what Neon says. [${thing.post}, request ID req-1]`,
  requests: [...thing.before, thing.post, ...thing.looks.slice(0, 1)],
  outputs: {
    scope: thing.outputs.scope,
    ...("branch_id" in thing.outputs && { branch_id: branch.branch_id }),
    request_id: some,
    changed: "false",
  },
  ...more,
});

const list = `${onBranch}/domains`;
const domainStep = { ...branchStep, domains: some, result: some };
const add = { operation: "add-domain", ...branch };
const remove = { operation: "delete-domain", ...branch };
const names = (neon: Neon) => theBranch(neon).auth?.domains.map(({ domain }) => domain);
const bodies = (neon: Neon) => neon.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);

/** Spellings of one origin that Neon's list may have. */
const spellings = [
  "https://a.example.com/",
  "https://A.Example.com",
  "https://a.example.com:443",
  "https://a.example.com/callback?x=1",
];

/** Deletes two, of which another run deletes the first in between. */
const halfGone = (what: string, more: Partial<Case> & Pick<Case, "inputs">): Case => ({
  what,
  options: { strictDomains: true },
  there: trusted("https://b.example.com", "https://c.example.com"),
  faults: [
    [
      { method: "GET" },
      {
        kind: "edit",
        body: (truth) => ({
          domains: [{ domain: "https://a.example.com" }, ...(truth as { domains: object[] }).domains],
        }),
      },
    ],
  ],
  requests: [`GET ${list}`, `DELETE ${list}`, `GET ${list}`, `DELETE ${list}`, `GET ${list}`],
  effects: { "delete-domain": 1 },
  outputs: { ...domainStep, changed: "true" },
  also: ({ neon }) => expect(names(neon)).toEqual(["https://c.example.com"]),
  ...more,
});
const twoGone = { ...remove, domain: "https://a.example.com\nhttps://b.example.com" };

const newKeys = { operation: "generate-sdk-keys", ...project };

/** An answer to a create of another thing than was asked for, and of what is handed over all the same. */
const edited = (change: object) =>
  ({ kind: "edit", body: (truth) => ({ ...(truth as object), ...change }) }) satisfies Fault;

const hour = 3_600_000;
const removeIntegration = { operation: "delete-integration", ...branch, confirm: branch.branch_id };

/** A delete whose answer is lost, after which a look shows an integration that was made at this time. */
const shownSince = (what: string, created_at: string | undefined, date?: number): Case => ({
  what,
  inputs: removeIntegration,
  there: enable("better_auth"),
  faults: [
    [{ method: "DELETE" }, notDone],
    [
      { method: "GET" },
      {
        kind: "answer",
        status: 200,
        headers: { date: new Date(date ?? Date.now()).toUTCString() },
        body: { auth_provider: "better_auth", created_at },
      },
    ],
  ],
  error: `DELETE ${onBranch} was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.`,
  requests: [`DELETE ${onBranch}`, `GET ${onBranch}`],
  outputs: { scope: "branch", branch_id: branch.branch_id, request_id: some },
});

/** The same with one that was there before: it is deleted. */
const sentAgain = (...given: Parameters<typeof shownSince>): Case => {
  const { error: _, ...unknown } = shownSince(...given);
  return {
    ...unknown,
    requests: [`DELETE ${onBranch}`, `GET ${onBranch}`, `DELETE ${onBranch}`],
    effects: { "delete-integration": 1 },
    outputs: { ...branchStep, changed: "true", result: "{}" },
  };
};

const smtp = {
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "a-password-of-the-mail-server",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};
const mailServer = {
  type: "standard",
  host: smtp.smtp_host,
  port: 587,
  username: smtp.smtp_username,
  password: smtp.smtp_password,
  sender_email: smtp.sender_email,
  sender_name: smtp.sender_name,
} as const;
/** How a Neon hides a password. What it shows instead is no secret, and not masked. */
const hidden: readonly Display[] = ["masked", "dotted", "empty", "absent"];
const cannotTell = (input: string) =>
  `\`${input}\` was sent but cannot be compared, since Neon does not show it.`;

/** An update of the mail server at a Neon that hides its password. */
const hides = (
  what: string,
  { place, path, step }: (typeof scopes)[number],
  secrets: Options["secrets"],
  more: Partial<Case> & { readonly said: string; readonly changed: string },
): Case => {
  const { said, changed, masks = [], ...rest } = more;
  const request = `${path}/${path === onProject ? "email_server" : "email_provider"}`;
  return {
    what,
    inputs: { operation: "update-email-server", ...place, email_server_type: "standard", ...smtp },
    options: { ...(secrets && { secrets }), validate: false },
    there: enable("stack", (auth) => {
      auth.emailServer = { ...mailServer };
    }),
    requests: [`GET ${request}`, `PATCH ${request}`],
    outputs: { ...step, email_server: some, result: some, changed },
    masks: [smtp.smtp_password, ...masks],
    also: ({ neon, result }) => {
      expect(bodies(neon)).toMatchObject([{ password: smtp.smtp_password }]);
      expect(result.log).toContain(said);
    },
    ...rest,
  };
};

/** What was found by running the action against a Neon that refuses, forgets, hides, and that others use too. */
export const foundEffectRows: readonly Row[] = [
  {
    number: 45,
    title:
      "create or add refused with any status but 401 and 403 → a look; what was asked for is there: success, `changed: false` (or `if_exists: fail`); another one: fails and names it; nothing, or unreadable: the first error, unchanged",
    cases: [
      ...[400, 402, 404, 409, 410, 422, 429, 503].map((status) => there(things[1] as Thing, status)),
      ...things.filter((_, index) => index !== 1).map((thing) => there(thing, 422)),
      ...things.map((thing) => ({
        ...there(thing, 400, { masks: thing.masks }),
        what: `${thing.what}, if_exists: fail`,
        inputs: { ...thing.inputs, if_exists: "fail" },
        // A look comes first then, which has to show nothing.
        faults: [
          ...(thing.hidden.length > 0 ? thing.hidden : [[{ method: "GET" }, absent] as const]),
          [{ method: "POST" }, json(400, "not today")] as const,
        ],
        error: thing.forbidden,
        requests: [
          ...(thing.before.length > 0 ? thing.before : thing.looks.slice(0, 1)),
          thing.post,
          ...thing.looks.slice(0, 1),
        ],
        outputs: {
          scope: thing.outputs.scope,
          ...("branch_id" in thing.outputs && { branch_id: branch.branch_id }),
          request_id: some,
          changed: "false",
        },
      })),
      ...things.flatMap((thing) =>
        thing.other
          ? [
              first(thing, "another one", undefined, {
                there: thing.other.there,
                error: thing.other.error,
                masks: thing.masks,
              }),
            ]
          : [],
      ),
      ...things.map((thing) => first(thing, "nothing", undefined)),
      ...things.map((thing) => first(thing, "a look that is refused", { kind: "answer", status: 403 })),
      first(things[0] as Thing, "a look that fails", { kind: "answer", status: 500 }),
      first(things[1] as Thing, "a look that is a page", { kind: "answer", status: 200, body: "<p>Hi</p>" }),
      first(things[4] as Thing, "a look that is lost", notDone),
      ...[401, 403].map((status) =>
        there(things[1] as Thing, status, {
          error: new RegExp(` \\(${status}\\): not today\\. `),
          requests: [things[1]?.post ?? ""],
          outputs: { ...branchStep, changed: "false" },
          masks: [],
        }),
      ),
    ],
  },
  {
    number: 48,
    title:
      "the list of domains holds `https://a.example.com/`, capitals, `:443` or a path → the same domain as its origin: delete removes the spelling of the list, add says it is there",
    cases: [
      ...spellings.flatMap((spelling): Case[] => [
        {
          what: `${spelling}, add`,
          inputs: { ...add, domain: "https://a.example.com" },
          there: trusted(spelling),
          requests: [`GET ${list}`],
          outputs: { ...domainStep, changed: "false" },
          also: ({ result }) => expect(result.log).toContain("Trusted already: https://a.example.com."),
        },
        {
          what: `${spelling}, delete`,
          inputs: { ...remove, domain: "https://a.example.com" },
          there: trusted(spelling, "https://b.example.com"),
          requests: [`GET ${list}`, `DELETE ${list}`, `GET ${list}`],
          effects: { "delete-domain": 1 },
          outputs: { ...domainStep, changed: "true" },
          also: ({ neon }) => {
            expect(bodies(neon)).toEqual([{ auth_provider: "better_auth", domains: [{ domain: spelling }] }]);
            expect(names(neon)).toEqual(["https://b.example.com"]);
          },
        },
      ]),
      {
        what: "several spellings of one, on the project",
        inputs: {
          operation: "delete-domain",
          ...project,
          auth_provider: "better_auth",
          domain: "https://a.example.com",
        },
        there: trusted(...spellings, "https://a.example.com:8443", "http://a.example.com"),
        requests: [`GET ${onProject}/domains`, `DELETE ${onProject}/domains`, `GET ${onProject}/domains`],
        effects: { "delete-domain": 4 },
        outputs: { ...projectStep, domains: some, result: some, changed: "true" },
        also: ({ neon }) =>
          expect(names(neon)).toEqual(["https://a.example.com:8443", "http://a.example.com"]),
      },
      {
        what: "an entry that is no URL, and a wildcard",
        inputs: { ...remove, domain: "https://*.example.com" },
        there: trusted("not a url", "https://*.example.com"),
        requests: [`GET ${list}`, `DELETE ${list}`, `GET ${list}`],
        effects: { "delete-domain": 1 },
        outputs: { ...domainStep, changed: "true" },
        also: ({ neon }) => expect(names(neon)).toEqual(["not a url"]),
      },
      {
        what: "Neon adds a slash",
        inputs: { ...add, domain: "https://a.example.com" },
        there: trusted(),
        faults: [
          [{ method: "GET" }, { kind: "answer", status: 200, body: { domains: [] } }],
          [
            { method: "GET" },
            { kind: "answer", status: 200, body: { domains: [{ domain: "https://a.example.com/" }] } },
          ],
        ],
        requests: [`GET ${list}`, `POST ${list}`, `GET ${list}`],
        effects: { "add-domain": 1 },
        outputs: { ...domainStep, changed: "true" },
      },
    ],
  },
  {
    number: 51,
    title:
      "domains: 409 on add or 404 on delete, by another run or after a lost answer → a look decides; several to delete of which one is gone → the others go",
    cases: [
      {
        ...there(domains[1] as Thing, 409),
        what: "409 on add, by another run",
        options: { strictDomains: true },
        faults: domains[1]?.hidden ?? [],
      },
      {
        what: "409 on add, after a lost answer",
        inputs: { ...add, domain: "https://a.example.com" },
        options: { strictDomains: true },
        there: trusted(),
        faults: [[{ method: "POST" }, done]],
        requests: [`GET ${list}`, `POST ${list}`, `POST ${list}`, `GET ${list}`, `GET ${list}`],
        effects: { "add-domain": 1 },
        outputs: { ...domainStep, changed: "true" },
      },
      {
        what: "404 on delete, after a lost answer",
        inputs: { ...remove, domain: "https://a.example.com" },
        options: { strictDomains: true },
        there: trusted("https://a.example.com"),
        faults: [[{ method: "DELETE" }, done]],
        requests: [`GET ${list}`, `DELETE ${list}`, `DELETE ${list}`, `GET ${list}`, `GET ${list}`],
        effects: { "delete-domain": 1 },
        outputs: { ...domainStep, changed: "true" },
      },
      halfGone("one of two is gone", { inputs: twoGone }),
      halfGone("one of two is gone, `if_missing: fail`", {
        inputs: { ...twoGone, if_missing: "fail" },
        error:
          "https://a.example.com is not there, and `if_missing: fail` forbids that. Nothing was changed.",
        requests: [`GET ${list}`, `DELETE ${list}`, `GET ${list}`],
        effects: {},
        outputs: { ...branchStep, changed: "false" },
        also: ({ neon }) => expect(names(neon)).toEqual(["https://b.example.com", "https://c.example.com"]),
      }),
      {
        what: "404 on delete of what stays in the list",
        inputs: { ...remove, domain: "https://a.example.com" },
        there: trusted("https://a.example.com"),
        faults: [[{ method: "DELETE" }, json(404, "nothing like that")]],
        error: /^Neon finds nothing there \(404\): nothing like that\. /,
        requests: [`GET ${list}`, `DELETE ${list}`, ...Array(5).fill(`GET ${list}`)],
        outputs: { ...branchStep, changed: "false" },
      },
    ],
  },
  {
    number: 53,
    title:
      "create answered 201 for another provider, another OAuth ID, an empty user ID → fails; 201 with keys but without `auth_provider` → the keys are not lost",
    cases: [
      ...creates.map(({ scope, inputs, post, found }): Case => {
        const keys = scope === "project" && { pub_client_key: some, secret_server_key: some };
        return {
          what: `another provider, ${scope}`,
          inputs,
          faults: [[{ method: "POST" }, edited({ auth_provider: "mock" })]],
          error: `Neon's answer is about mock, although ${scope === "project" ? "Stack Auth" : "Better Auth"} was asked for.${carriedOut}`,
          requests: [post],
          effects: { "create-integration": 1 },
          outputs: {
            ...found,
            ...keys,
            keys_available: String(scope === "project"),
            schema_name: some,
            table_name: some,
            auth_provider: "mock",
            changed: "true",
          },
          masks: madeMasks(scope),
        };
      }),
      {
        what: "keys of another provider",
        inputs: newKeys,
        there: enable("stack"),
        faults: [[{ method: "POST" }, edited({ auth_provider: "mock" })]],
        error: `Neon's answer is about mock, although Stack Auth was asked for.${carriedOut}`,
        requests: ["POST /projects/auth/keys"],
        effects: { "generate-sdk-keys": 1 },
        outputs: expect.objectContaining({ secret_server_key: some, auth_provider: "mock", changed: "true" }),
        masks: [some, some, some],
      },
      {
        what: "another OAuth ID",
        inputs: { operation: "add-oauth-provider", ...branch, oauth_provider_id: "google" },
        there: enable("stack"),
        faults: [[{ method: "POST" }, edited({ id: "github" })]],
        error: `Neon has added OAuth provider github, although google was asked for.${carriedOut}`,
        requests: [`GET ${onBranch}/oauth_providers`, `POST ${onBranch}/oauth_providers`],
        effects: { "add-oauth-provider": 1 },
        outputs: {
          ...branchStep,
          oauth_provider_id: "github",
          oauth_provider_type: "shared",
          result: some,
          changed: "true",
        },
      },
      ...scopes.map(
        ({ scope, place, step }): Case => ({
          what: `an empty user ID, ${scope}`,
          inputs: { operation: "create-user", ...place, auth_provider: "stack", email: "a@example.com" },
          there: enable("stack"),
          faults: [[{ method: "POST" }, edited({ id: "" })]],
          error: `Neon's answer was not understood: missing or of another type than documented: id.${carriedOut}`,
          requests: [scope === "project" ? "POST /projects/auth/user" : `POST ${onBranch}/users`],
          effects: { "create-user": 1 },
          outputs: { ...step, changed: "true" },
        }),
      ),
      ...(
        [
          [creates[0].inputs, creates[0].post, "create-integration"],
          [newKeys, "POST /projects/auth/keys", "generate-sdk-keys"],
        ] as const
      ).map(
        ([inputs, post, operation]): Case => ({
          what: `keys without \`auth_provider\`, ${operation}`,
          inputs: { ...inputs, auth_provider: "stack" },
          ...(operation === "generate-sdk-keys" && { there: enable("stack") }),
          faults: [[{ method: "POST" }, edited({ auth_provider: undefined })]],
          requests: [post],
          effects: { [operation]: 1 },
          outputs: expect.objectContaining({
            auth_provider: "stack",
            secret_server_key: some,
            pub_client_key: some,
            keys_available: "true",
            changed: "true",
          }),
          masks: [some, some, some],
        }),
      ),
    ],
  },
  {
    number: 54,
    title:
      "a 409 whose integration shows some seconds later → found (five looks, as for domains); the advice to delete data only if Neon's message speaks of the schema",
    cases: creates.flatMap(({ scope, inputs, provider, post, look, found }): Case[] => {
      const late: Fault = scope === "project" ? { kind: "answer", status: 200, body: { data: [] } } : absent;
      return [
        {
          what: `shown late, ${scope}`,
          inputs,
          there: enable(provider),
          faults: [[{ method: "GET", times: 4 }, late]],
          requests: [post, ...Array(5).fill(look)],
          outputs: { ...found, changed: "false" },
          masks: [some],
        },
        {
          what: `shown late, also after a lost answer, ${scope}`,
          inputs,
          faults: [
            [{ method: "POST" }, done],
            [{ method: "GET", times: 4 }, late],
          ],
          requests: [post, look, look, post, look, look, look],
          effects: { "create-integration": 1 },
          outputs: { ...found, changed: "true" },
          masks: [some],
        },
        {
          what: `never shown, ${scope}`,
          inputs,
          faults: [[{ method: "POST" }, json(409, "project has running operations")]],
          error: `This conflicts with what is there (409): project has running operations. Look at what is there, then run the step again. [${post}, request ID req-1]`,
          requests: [post, ...Array(5).fill(look)],
          outputs: { scope, branch_id: branch.branch_id, request_id: some, changed: "false" },
        },
      ];
    }),
  },
  {
    number: 55,
    title:
      "branch-scoped delete, answer lost, and a look shows an integration made after the step began (`created_at`) → not deleted again: outcome unknown",
    cases: [
      { what: "by another run", play: madeSince },
      shownSince("a minute later", new Date(Date.now() + 60_000).toISOString()),
      shownSince("without a time", undefined),
      // By the runner's clock it would be an old one.
      shownSince(
        "on a runner an hour ahead",
        new Date(Date.now() - hour + 60_000).toISOString(),
        Date.now() - hour,
      ),
      sentAgain(
        "on a runner an hour behind",
        new Date(Date.now() + hour - 60_000).toISOString(),
        Date.now() + hour,
      ),
      sentAgain("a minute before", new Date(Date.now() - 60_000).toISOString()),
    ],
  },
  {
    number: 56,
    title: "update: answer lost, repeat answered rightly, one stale look → looked again until settled",
    cases: scopes.flatMap(({ scope, place, path, step }): Case[] => {
      const secret = { client_id: "client-b", client_secret: "a-secret-of-google" };
      const stale = { id: "google", type: "standard", client_id: "client-a" };
      const look = `GET ${path}/oauth_providers`;
      const write = `PATCH ${path}/oauth_providers/google`;
      return [
        {
          what: `update-oauth-provider, ${scope}`,
          inputs: { operation: "update-oauth-provider", ...place, oauth_provider_id: "google", ...secret },
          there: enable("stack", ({ oauthProviders }) =>
            oauthProviders.push({ id: "google", type: "standard", client_id: "client-a" }),
          ),
          faults: [
            [{ method: "PATCH" }, done],
            ...[1, 2].map(
              () =>
                [{ method: "GET" }, { kind: "answer", status: 200, body: { providers: [stale] } }] as const,
            ),
          ],
          requests: [look, write, write, look, look],
          effects: { "update-oauth-provider": 1 },
          outputs: {
            ...step,
            oauth_provider_id: "google",
            oauth_provider_type: "standard",
            result: some,
            changed: "true",
          },
          masks: [secret.client_secret],
        },
      ];
    }),
  },
  {
    number: 57,
    title:
      'update where Neon never shows the password (`""`, absent, masked) → sent, and the message says that it cannot be compared; not `changed: true` for ever when the rest is equal, and never written back',
    cases: [
      ...scopes.flatMap((scope) =>
        hidden.map((secrets) =>
          hides(`${secrets}, ${scope.scope}`, scope, secrets, {
            said: `The email server is already configured like that. ${cannotTell("smtp_password")}`,
            changed: "false",
          }),
        ),
      ),
      hides("hidden in a look only", scopes[1], (_, method) => (method === "GET" ? "masked" : "shown"), {
        said: `The email server is already configured like that. ${cannotTell("smtp_password")}`,
        changed: "false",
      }),
      hides("another one of the fields is new", scopes[1], "masked", {
        there: enable("stack", (auth) => {
          auth.emailServer = { ...mailServer, username: "somebody" };
        }),
        said: `Configured the email server. ${cannotTell("smtp_password")}`,
        changed: "true",
        effects: { "update-email-server": 1 },
      }),
      hides("shown, and another one", scopes[1], "shown", {
        there: enable("stack", (auth) => {
          auth.emailServer = { ...mailServer, password: "the-password-before" };
        }),
        said: "Configured the email server.",
        masks: ["the-password-before"],
        changed: "true",
        effects: { "update-email-server": 1 },
      }),
    ],
  },
];

/** The delete is carried out, and another run creates an integration before anybody looks. */
async function madeSince(): Promise<void> {
  const neon: Neon = await startNeon({
    apiKey,
    latencyMs: ({ method }) => {
      if (method === "DELETE") enable("better_auth")(neon);
      return 0;
    },
  });
  await using _ = neon;
  enable("better_auth")(neon);
  neon.next({ method: "DELETE" }, done);
  const result = await play(neon, removeIntegration);
  expect(errorOf(result)).toContain("Outcome unknown: it may have been carried out.");
  expect(asked(neon)).toEqual([`DELETE ${onBranch}`, `GET ${onBranch}`]);
  expect(theBranch(neon).auth).toBeDefined();
}
