import * as z from "zod/mini";
import { optionalText, type Parsed, text } from "../neon/answer.ts";
import type { Route } from "../neon/call.ts";
import { look } from "../record/effect.ts";
import { endpoint } from "../record/endpoint.ts";

const domains = () =>
  z.object({ domains: z.array(z.object({ domain: text(), auth_provider: optionalText() })) });

type Domains = Parsed<typeof domains>;

const outputs = { domains: (answer: Domains) => answer.domains };
const deprecated = "Name a branch to use the branch-scoped API.";

const names = ({ domains: list }: Domains) => list.map(({ domain }) => domain);
const listed = (route: Route) => look(route, domains, (found) => found);
const onProject = listed("GET /projects/{project_id}/auth/domains");
const onBranch = listed("GET /projects/{project_id}/branches/{branch_id}/auth/domains");

const list = {
  operation: "list-domains",
  about: "List the trusted domains, to which users may be sent back after signing in.",
  answer: domains,
  outputs,
  effect: { kind: "reads" },
  done: ({ answer }: { answer: Domains }) =>
    `Found ${answer.domains.length} trusted ${answer.domains.length === 1 ? "domain" : "domains"}.`,
} as const;

export const listDomains = endpoint({
  ...list,
  scope: "project",
  route: "GET /projects/{project_id}/auth/domains",
  deprecated,
});

export const listBranchDomains = endpoint({
  ...list,
  scope: "branch",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/domains",
});

interface Wanted {
  readonly auth_provider: string;
  readonly domain: readonly string[];
}

const add = {
  operation: "add-domain",
  about: "Add one or several trusted domains, for example the address of a preview.",
  required: ["auth_provider", "domain"],
  optional: ["if_exists"],
  body: ({ auth_provider, domain: [domain = ""] }: Wanted) => ({ domain, auth_provider }),
  answer: domains,
  outputs,
  done: ({ inputs, changed }: { inputs: Wanted; changed: boolean }) =>
    changed ? `Trusted now: ${inputs.domain.join(", ")}.` : `Trusted already: ${inputs.domain.join(", ")}.`,
} as const;

export const addDomain = endpoint({
  ...add,
  scope: "project",
  route: "POST /projects/{project_id}/auth/domains",
  effect: { kind: "members", of: "domain", look: onProject, names, present: true },
  deprecated,
});

export const addBranchDomain = endpoint({
  ...add,
  scope: "branch",
  route: "POST /projects/{project_id}/branches/{branch_id}/auth/domains",
  effect: { kind: "members", of: "domain", look: onBranch, names, present: true },
});

const remove = {
  operation: "delete-domain",
  about: "Delete one or several trusted domains.",
  required: ["auth_provider", "domain"],
  optional: ["if_missing"],
  body: ({ auth_provider, domain }: Wanted) => ({
    auth_provider,
    domains: domain.map((name) => ({ domain: name })),
  }),
  answer: domains,
  outputs,
  done: ({ inputs, changed }: { inputs: Wanted; changed: boolean }) =>
    changed
      ? `Not trusted any more: ${inputs.domain.join(", ")}.`
      : `Not trusted anyway: ${inputs.domain.join(", ")}.`,
} as const;

export const deleteDomain = endpoint({
  ...remove,
  scope: "project",
  route: "DELETE /projects/{project_id}/auth/domains",
  effect: { kind: "members", of: "domain", look: onProject, names, present: false },
  deprecated,
});

export const deleteBranchDomain = endpoint({
  ...remove,
  scope: "branch",
  route: "DELETE /projects/{project_id}/branches/{branch_id}/auth/domains",
  effect: { kind: "members", of: "domain", look: onBranch, names, present: false },
});
