import { markdownTable } from "markdown-table";
import { stringify } from "yaml";
import type { Operation } from "./engine/operation.ts";
import { allInputs, allOutputs, operations } from "./operations/index.ts";
import { branchInputs, NO_BRANCH } from "./step/step.ts";
import { general, type Input } from "./words/inputs.ts";
import { isShownOnce, universal } from "./words/outputs.ts";
import { inWorkflow } from "./words/rules.ts";

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
          description: `${input.about} Must ${input.must}.${usedBy(name)}`,
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

/** The README with its tables derived from the records. A missing marker throws. */
export function renderReadme(readme: string): string {
  const tables = { operations: operationTable(), inputs: inputTable(), outputs: outputTable() };
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const [begin, end] = [`<!-- ${name}: derived, see Development -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md has no marker ${begin} … ${end}`);
    return `${text.slice(0, from) + begin}\n\n${rows}\n\n${text.slice(to)}`;
  }, readme);
}

/** One row for each operation, whatever its scopes. The text before the table says how to name project and branch. */
function operationTable(): string {
  const rows = [...Map.groupBy(operations, ({ operation }) => operation)].map(([operation, scopes]) => [
    code(operation),
    cell(scopes[0]?.about ?? ""),
    scopes.map(({ scope }) => scope ?? "–").join(", "),
    inputsOf(scopes),
    [...new Set(scopes.flatMap(({ outputs }) => outputs))].map(code).join(", ") || "–",
  ]);
  return table(["Operation", "What it does", "Scope", "Inputs (needed ones in bold)", "Outputs"], rows);
}

function inputsOf(scopes: readonly Operation[]): string {
  const given = ["project_id", "branch_id"];
  const all = new Set(scopes.flatMap(({ required, optional }) => [...required, ...optional]));
  const needed = (name: string) =>
    name !== "auth_provider" && scopes.every(({ required }) => required.includes(name));
  const own = [...all].filter((name) => !given.includes(name));
  const names = [
    ...own.filter(needed).map((name) => `**${code(name)}**`),
    ...own.filter((name) => !needed(name)).map(code),
  ];
  const conditions = new Set(
    scopes.flatMap(({ rules }) => rules.map(({ about }) => cell(about(inWorkflow)))),
  );
  return [names.join(", "), [...conditions].join("; ")].filter(Boolean).join("<br>") || "–";
}

function inputTable(): string {
  const rows = inputEntries().map(([name, input]) => [
    code(name),
    cell(`${input.about} Must ${input.must}.`),
    input.default === undefined ? "" : code(input.default),
  ]);
  return table(["Input", "Meaning", "Default"], rows);
}

function outputTable(): string {
  const locks = { credential: "always", public: "unless `mask: secrets`", text: "", json: "" };
  const rows = Object.entries(allOutputs()).map(([name, { about, kind }]) => [
    code(name),
    cell(`${about} ${setBy(name)}`),
    locks[kind],
  ]);
  return table(["Output", "Meaning", "Masked"], rows);
}

const table = (head: string[], rows: string[][]): string =>
  markdownTable([head, ...rows], { alignDelimiters: false });

const inputEntries = (): [string, Input<unknown>][] =>
  Object.entries(allInputs).map(([name, input]) => [
    name,
    (branchInputs as readonly string[]).includes(name) ? { ...input, default: NO_BRANCH } : input,
  ]);

function usedBy(name: string): string {
  if ((general as readonly string[]).includes(name)) return "";
  const asked = (branchInputs as readonly string[]).includes(name) ? "branch_id" : name;
  const users = operations.filter(({ required, optional }) => [...required, ...optional].includes(asked));
  return ` For: ${operationNames(users)}.`;
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
