import * as z from "zod/mini";
import { optionalText, text } from "../neon/answer.ts";
import { inBoth } from "../neon/call.ts";
import { members } from "../record/effects/members.ts";
import { reads } from "../record/effects/reads.ts";
import { endpoint, ofBranch } from "../record/endpoint.ts";
import { look } from "../record/record.ts";
import type { Thing } from "../record/thing.ts";
import { inputs } from "../words/inputs.ts";
import { originOf } from "../words/parsers.ts";

const domains = () =>
  z.object({ domains: z.array(z.object({ domain: text(), auth_provider: optionalText() })) });

const output = { domains: (answer: z.infer<ReturnType<typeof domains>>) => answer.domains };

const list = inBoth("GET", "/domains");

const listDomains = endpoint({
  operation: "list-domains",
  about: "List the trusted domains, to which users may be sent back after signing in.",
  routes: list,
  answer: domains,
  outputs: output,
  effect: reads,
  done: ({ answer }) =>
    `Found ${answer.domains.length} trusted ${answer.domains.length === 1 ? "domain" : "domains"}.`,
});

const essence = (domain: string): string => originOf(domain) ?? domain;

/** Entries of the list of domains, which shall be in it or not. */
const entries = (present: boolean) =>
  members({
    of: "domain",
    look: look(list, domains, (found) => found),
    names: (found) => found.domains.map(({ domain }) => domain),
    essence,
    present,
  });

const addDomain = endpoint({
  operation: "add-domain",
  about: "Add one or several trusted domains, for example the address of a preview.",
  routes: inBoth("POST", "/domains"),
  required: ["auth_provider", "domain"],
  optional: ["if_exists"],
  body: ({ auth_provider, domain: [domain = ""] }) => ({ domain, auth_provider }),
  answer: domains,
  outputs: output,
  effect: entries(true),
  done: ({ inputs, changed }) => `Trusted ${changed ? "now" : "already"}: ${inputs.domain.join(", ")}.`,
});

const deleteDomain = endpoint({
  operation: "delete-domain",
  about: "Delete one or several trusted domains.",
  routes: inBoth("DELETE", "/domains"),
  required: ["auth_provider", "domain"],
  optional: ["if_missing"],
  body: ({ auth_provider, domain }) => ({ auth_provider, domains: domain.map((name) => ({ domain: name })) }),
  answer: domains,
  outputs: output,
  effect: entries(false),
  done: ({ inputs, changed }) =>
    `${changed ? "No longer trusted" : "Not among the trusted domains"}: ${inputs.domain.join(", ")}.`,
});

export const things: readonly Thing[] = [
  {
    kind: "names",
    section: "domains",
    about: "Trusted domains. Others stay, unless `prune` lists `domains`.",
    of: "domain",
    input: inputs.domain,
    must: "be one URL with a scheme and without user info, such as `https://preview.example.com`",
    field: "domain",
    essence,
    add: ofBranch(addDomain),
    remove: ofBranch(deleteDomain),
    shown: {
      read: "domains",
      part: "domains",
      look: list.branch,
      answers: (domains) => ({ domains }),
    },
  },
];

export const operations = [...listDomains, ...addDomain, ...deleteDomain];
