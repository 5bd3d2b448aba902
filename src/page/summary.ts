import { appendFileSync, statSync } from "node:fs";
import { summary } from "@actions/core";
import type { Delivered, Placed } from "../delivery/place.ts";
import type { LocatedStep } from "../engine/operation.ts";
import type { Intent, Outcome } from "../engine/outcome.ts";
import { inert } from "../ground/inert.ts";
import { warning } from "../ground/log.ts";
import { isMasked, type MaskSetting, redact, Secret } from "../ground/secret.ts";
import { differencesIn, intentOf } from "./intent.ts";

/** Longest list of one kind that a summary shows, in rows. */
const MOST_ROWS = 200;

/** Bytes of the page that are kept: GitHub drops the whole summary of a step if it is over 1 MiB. */
const LARGEST = 1024 * 1024 - 1024;

/** The page of the run: what was done, where, what changed, what Neon answered and what is left to do. */
export function summarize(
  step: LocatedStep,
  { reading, changed }: Outcome,
  placed: readonly Delivered[] = [],
): void {
  const { operation, values } = step;
  begin(step);
  summary.addRaw(`<p>${prose(reading.done(changed))}</p>`, true);
  if (operation.needs === "neon") {
    const facts = {
      Project: values.project_id,
      Branch: values.branch_id,
      API: `${operation.scope}-scoped`,
      Changed: changed ? "yes" : "no",
    };
    addRows([], Object.entries(facts));
  }
  const answer = flatten(shown(reading.data, values.mask));
  addRows(["Answer", "Value"], answer);
  for (const [name, value] of answer) if (Array.isArray(value)) addList(name, value);
  addPlaced(placed);
  addItems("Warnings", [...reading.warnings, ...step.warnings]);
  const stored = placed.filter(({ state, stays }) => stays && state === "written");
  addItems("What to do next", reading.next(changed, new Set(stored.map(({ output }) => output))));
  write();
}

/** The page of a dry run: what would change, and the requests that would be sent. */
export function summarizePreview(step: LocatedStep, intent: Intent): void {
  begin(step, " (dry run)");
  summary.addRaw(`<p>Nothing was changed. ${prose(intentOf(intent))}</p>`, true);
  const lines = differencesIn(intent);
  if (lines.length > 0) summary.addList(lines.map(prose));
  for (const { method, path, body } of intent.calls)
    summary.addRaw(`<pre>${plain(`${method} ${path}`)}${body ? `\n${plain(body)}` : ""}</pre>`, true);
  write();
}

/** The page of a failure, so that the reason is found where people look first. */
export function summarizeFailure(operation: string | undefined, reason: string): void {
  summary.emptyBuffer().addRaw(`<h2>Neon Auth: ${operation ?? "the step"} failed</h2>`, true);
  const [first = "", ...items] = reason.split("\n").map((line) => prose(line.replace(/^- /, "")));
  summary.addRaw(`<p>${first}</p>`, true);
  if (items.length > 0) summary.addList(items);
  write();
}

function begin({ operation }: LocatedStep, suffix = ""): void {
  summary.addRaw(`<h2>Neon Auth: ${plain(operation.operation)}${suffix}</h2>`, true);
}

/**
 * A summary that cannot be written is no reason to fail: the operation is done. It is written here because the
 * toolkit's own way starts a pool of threads for one small file.
 */
function write(): void {
  const file = process.env.GITHUB_STEP_SUMMARY ?? "";
  const written = statSync(file, { throwIfNoEntry: false })?.size;
  const page = summary.stringify();
  summary.emptyBuffer();
  if (written === undefined) return;
  try {
    appendFileSync(file, fitting(page, LARGEST - written));
  } catch {
    warning("The job summary could not be written.");
  }
}

/** Cuts a page that is too long at the end of one of its rows or items, and says so. */
function fitting(page: string, bytes: number): string {
  const whole = Buffer.from(page);
  if (whole.length <= bytes) return page;
  const kept = whole.subarray(0, Math.max(0, bytes)).toString();
  const last = [...kept.matchAll(/\n|<\/(tr|li)>/g)].at(-1);
  const shown = last ? kept.slice(0, last.index + last[0].length) : "";
  const unclosed = ["table", "ul"].filter(
    (tag) => shown.lastIndexOf(`<${tag}>`) > shown.lastIndexOf(`</${tag}>`),
  );
  const note = "The rest is left out: GitHub shows no summary of more than 1 MiB.";
  return `${shown}${unclosed.map((tag) => `</${tag}>`).join("")}\n<p>${note}</p>\n`;
}

type Field = readonly [name: string, value: unknown];

/** The fields of an answer, nested ones by their path. */
const flatten = (data: unknown, prefix = ""): Field[] =>
  Object.entries(Object(data)).flatMap(([name, value]): Field[] =>
    typeof value === "object" && !Array.isArray(value)
      ? flatten(value, `${prefix}${name}.`)
      : [[prefix + name, value]],
  );

/** A value as a person may see it: what is masked is said to be so. */
function shown(value: unknown, setting: MaskSetting): unknown {
  if (value instanceof Secret) return isMasked(value, setting) ? "masked" : value.reveal();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => shown(entry, setting));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner, setting)]));
}

/** `rows` are HTML already. */
function addTable(head: readonly string[], rows: readonly string[][]): void {
  const header = head.map((name) => ({ data: plain(name), header: true }));
  summary.addTable([...(header.length > 0 ? [header] : []), ...rows]);
}

/** The fields that have one value. */
function addRows(head: readonly string[], fields: readonly Field[]): void {
  const single = fields.filter(([, value]) => value !== undefined && !Array.isArray(value));
  const rows = single.map(([name, value]) => [plain(name), cell(value)]);
  if (rows.length > 0) addTable(head, rows);
}

function addList(name: string, entries: readonly unknown[]): void {
  if (entries.length === 0) return void summary.addRaw(`<p>${plain(name)}: none</p>`, true);
  const visible = entries
    .slice(0, MOST_ROWS)
    .map((entry): Record<string, unknown> => (typeof entry === "object" ? { ...entry } : { [name]: entry }));
  const columns = [...new Set(visible.flatMap((entry) => Object.keys(entry)))].filter((column) =>
    visible.some((entry) => entry[column] !== undefined),
  );
  const rows = visible.map((entry) => columns.map((column) => cell(entry[column])));
  addTable(columns, rows);
  if (entries.length > MOST_ROWS) summary.addRaw(`<p>… and ${entries.length - MOST_ROWS} more.</p>`, true);
}

/** Where values went, and what is left to do: a value is never shown. */
function addPlaced(placed: readonly Placed[]): void {
  if (placed.length === 0) return;
  const states = { written: "written", kept: "kept as it was", left: "no value yet" };
  summary.addRaw("<h3>Where the values went</h3>", true);
  const rows = placed.map(({ name, where, state }) => [code(name), prose(where), states[state]]);
  addTable(["Name", "Place", ""], rows);
}

function addItems(title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  summary.addRaw(`<h3>${title}</h3>`, true);
  summary.addList(items.map(prose));
}

/** Sentences of ours, in which backticks mark names. */
const prose = (text: string): string =>
  plain(text)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    // An element of its own keeps GitHub from linking a name that follows it.
    .replaceAll("@", "<span>@</span>");

const cell = (value: unknown): string =>
  value === undefined ? "" : code(typeof value === "object" ? JSON.stringify(value) : String(value));

const code = (value: string): string => `<code>${plain(value)}</code>`;

/** Text from outside stays text: no HTML, no Markdown, no mention, no secret. */
function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return inert(redact(text)).replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
