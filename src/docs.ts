import { markdownTable } from "markdown-table";
import { stringify } from "yaml";
import type { Operation } from "./engine/operation.ts";
import { adviceFor as githubAdviceFor } from "./github/messages.ts";
import { adviceFor } from "./neon/messages.ts";
import { readSaid } from "./neon/said.ts";
import { allInputs, allOutputs, operations, topics } from "./operations/index.ts";
import { branchInputs, NO_BRANCH } from "./step/step.ts";
import { general, type Input } from "./words/inputs.ts";
import { isShownOnce, universal } from "./words/outputs.ts";
import { inWorkflow } from "./words/rules.ts";

/**
 * What workflows name behind `uses`, here and nowhere else. `pin` is the tag of the release, which cannot move, and once
 * that is published its commit with the tag as a comment: `<commit> # v1.0.0`.
 */
const published = { name: "neon-auth-action/neon-auth-action", pin: "v1.0.0" };

/** The same as a workflow has it once it was read. */
export const thisAction = `${published.name}@${published.pin.split(" ")[0]}`;

/** `action.yml`, derived from the records. */
export function renderAction(): string {
  const manifest = {
    name: "Neon Auth Action",
    description: "Set up Neon Auth from CI: integrations, keys, users, OAuth providers and email servers.",
    author: "The Neon Auth Action contributors",
    branding: { icon: "lock", color: "green" },
    inputs: Object.fromEntries(
      inputEntries().map(([name, input]) => [
        name,
        {
          description: `${aboutOf(input)}${usedBy(name)}`,
          required: name === "operation",
          ...(input.default === undefined ? {} : { default: input.default }),
        },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(allOutputs()).map(([name, { about }]) => [
        name,
        { description: `${about} ${setBy(name)}` },
      ]),
    ),
    runs: { using: "node24", main: "dist/index.js" },
  };
  const head = "# Derived from src/operations by `npm run docs`. Do not edit by hand.\n";
  return head + stringify(manifest, { lineWidth: 110 });
}

/** The README with its tables derived from the records, and with `others` by their markers. A missing marker throws. */
export function renderReadme(readme: string, others: Readonly<Record<string, string>> = {}): string {
  const derived = {
    operations: operationTable(),
    inputs: inputTables(),
    outputs: outputTable(),
    errors: errorTable(),
    ...others,
  };
  const uses = new RegExp(`uses: ${published.name}@\\S+(?: # \\S+)?`, "g");
  const pinned = readme.replaceAll(uses, `uses: ${published.name}@${published.pin}`);
  return Object.entries(derived).reduce((text, [name, body]) => {
    const [begin, end] = [`<!-- ${name}: derived, see Development -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md has no marker ${begin} … ${end}`);
    return `${text.slice(0, from) + begin}\n\n${body}\n\n${text.slice(to)}`;
  }, pinned);
}

/** Two columns, folded by topic: what an operation takes stands with the inputs. */
const operationTable = (): string =>
  Object.entries(topics)
    .map(([topic, all]) => {
      const rows = named(all).map(([operation, [first]]) => [code(operation), cell(first?.about ?? "")]);
      return folded(
        topic,
        `: ${named(all).map(([operation]) => code(operation))}`,
        table(["Operation", "What it does"], rows),
      );
    })
    .join("\n\n");

/** Those for every step first, then those of each topic, with what its operations need. */
function inputTables(): string {
  const seen = new Set<string>();
  const fresh = (names: readonly string[]) => [...new Set(names)].filter((name) => !seen.has(name));
  const part = (topic: string, names: readonly string[], after = ""): string => {
    const rows = inputEntries()
      .filter(([name]) => names.includes(name))
      .map(([name, input]) => [code(name), cell(`${aboutOf(input)}${defaultOf(input)}`)]);
    for (const name of names) seen.add(name);
    return folded(topic, "", [table(["Input", "Meaning"], rows), after].filter(Boolean).join("\n\n"));
  };
  const parts = Object.entries(forAll).map(([topic, names]) => part(topic, names));
  for (const [topic, all] of Object.entries(topics)) {
    const names = fresh(all.flatMap(({ required, optional }) => [...required, ...optional]));
    const conditions = named(all).flatMap(([operation, scopes]) => needsOf(operation, scopes) ?? []);
    if (names.length > 0 || conditions.length > 0) parts.push(part(topic, names, conditions.join("\n")));
  }
  const left = fresh(Object.keys(allInputs));
  if (left.length > 0) throw new Error(`no part of the README has ${left.join(", ")}`);
  return parts.join("\n\n");
}

/** The inputs that steps of every kind take, by what somebody looks for. */
const forAll = {
  "What, where and with which key": [
    "operation",
    "api_key",
    "project_id",
    ...branchInputs,
    "scope",
    "auth_provider",
    "api_host",
  ],
  "Care, time and repeats": [
    "dry_run",
    "confirm",
    "allow_untrusted",
    "if_exists",
    "if_missing",
    "timeout_seconds",
    "retries",
    "mask",
  ],
  "Where values go": [
    "export_env",
    "dotenv_file",
    "github_token",
    "github_secrets",
    "github_variables",
    "github_target",
    "github_repository",
    "seal_key",
  ],
  "Comment on the pull request": ["comment", "pull_request_number", "comment_key"],
} as const;

/** What an operation needs besides project and branch, as an item of a list. */
function needsOf(operation: string, scopes: readonly Operation[]): string | undefined {
  const given: readonly string[] = ["project_id", "branch_id", "auth_provider"];
  const [first] = scopes;
  const needed = (first?.required ?? []).filter(
    (name) => !given.includes(name) && scopes.every(({ required }) => required.includes(name)),
  );
  const rules = new Set(scopes.flatMap(({ rules }) => rules.map(({ about }) => about(inWorkflow))));
  const all = [...(needed.length > 0 ? [`needs ${needed.map(code).join(" and ")}`] : []), ...rules];
  const [only] = new Set(scopes.map(({ scope }) => scope));
  if (scopes.length === 1 && only === "project") all.push("without a branch only");
  return all.length === 0 ? undefined : `- ${code(operation)}: ${all.join("; ")}.`;
}

/** What Neon and GitHub answer, and what the step says of it: the sentences themselves. */
function errorTable(): string {
  const onBranch = { method: "POST", path: "/projects/p/branches/br-b/auth/oauth_providers" } as const;
  const onProject = { method: "GET", path: "/projects/p/auth/domains" } as const;
  const said = (message: string) => readSaid({ message, code: "" });
  const ofNeon = [
    [401, onBranch, ""],
    [403, onBranch, ""],
    [404, onBranch, "project not found"],
    [404, onBranch, "branch not found"],
    [404, onBranch, ""],
    [404, onProject, ""],
    [410, onProject, ""],
    [402, onBranch, ""],
    [423, onBranch, ""],
    [429, onBranch, ""],
    [422, onBranch, "shared credentials"],
    [422, onBranch, ""],
    [500, onBranch, ""],
    [302, onBranch, ""],
  ] as const;
  const need = { permission: "*Environments: write*", classicScope: "repo", jobTokenCure: "" };
  const ofGithub = [401, 403, 404, 422] as const;
  const rows = [
    ...ofNeon.map(([status, call, message]) => [...adviceFor(status, call, said(message)), status] as const),
    ...ofGithub.map(
      (status) => [...githubAdviceFor({ status, headers: {}, json: {} }, "", need), status] as const,
    ),
  ];
  return table(
    ["It says", "What to do"],
    rows.map(([happened, cure, status]) => [cell(`${happened} (${status})`), cell(cure)]),
  );
}

function outputTable(): string {
  const locks = { credential: " Masked.", public: " Masked, unless `mask: secrets`.", text: "", json: "" };
  const rows = Object.entries(allOutputs()).map(([name, { about, kind }]) => [
    code(name),
    cell(`${about}${locks[kind]} ${setBy(name)}`),
  ]);
  return table(["Output", "Meaning"], rows);
}

const named = (all: readonly Operation[]) => [...Map.groupBy(all, ({ operation }) => operation)];

const folded = (title: string, more: string, body: string): string =>
  `<details><summary><b>${title}</b>${more.replaceAll(/`([^`]+)`/g, "<code>$1</code>").replaceAll(",", ", ")}</summary>\n\n${body}\n\n</details>`;

/** What an input means and what it can be, which is said once. */
function aboutOf({ about, must, listed = "", known = [] }: Input<unknown>): string {
  const isSaid =
    (known.length > 0 && known.every((word) => about.includes(`\`${word}\``))) ||
    (known.includes("true") && about.includes("`true`")) ||
    /^be (?:(?:one line|a text) of at most|an email address)/.test(must);
  if (isSaid) return about;
  const short = known.includes("true") ? "`true` or `false`." : `Must ${must}${listed}.`;
  return `${about} ${short}`;
}

const defaultOf = ({ default: value }: Input<unknown>): string =>
  value === undefined || value === NO_BRANCH ? "" : ` Default: ${code(value)}.`;

const table = (head: string[], rows: string[][]): string =>
  markdownTable([head, ...rows], { alignDelimiters: false });

const inputEntries = (): [string, Input<unknown>][] =>
  Object.entries(allInputs).map(([name, input]) => [
    name,
    (branchInputs as readonly string[]).includes(name) ? { ...input, default: NO_BRANCH } : input,
  ]);

/** As many operations as an editor shows without hiding what the input is for. */
const MOST_NAMED = 6;

function usedBy(name: string): string {
  if ((general as readonly string[]).includes(name)) return "";
  const asked = (branchInputs as readonly string[]).includes(name) ? "branch_id" : name;
  const users = operations.filter(({ required, optional }) => [...required, ...optional].includes(asked));
  const names = new Set(users.map(({ operation }) => operation));
  return names.size > MOST_NAMED
    ? " For most operations: see the README."
    : ` For: ${operationNames(users)}.`;
}

function setBy(name: string): string {
  if ((universal as readonly string[]).includes(name)) return "Set by every operation.";
  const once = isShownOnce(name) ? "Only in the answer that creates it. " : "";
  return `${once}Set by: ${operationNames(operations.filter((operation) => operation.outputs.includes(name)))}.`;
}

const operationNames = (list: readonly Operation[]): string =>
  [...new Set(list.map(({ operation }) => code(operation)))].join(", ");

const code = (name: string): string => `\`${name}\``;
const cell = (text: string): string => text.replaceAll("|", "\\|");
