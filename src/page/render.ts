import { summary } from "@actions/core";
import type { Placed } from "../delivery/place.ts";
import type { Changed } from "../engine/outcome.ts";
import { cell, code, link, plain, prose } from "./html.ts";
import type { Field, Page, Where } from "./page.ts";

/** Longest list of an answer that a page shows, in rows. */
const MOST_ROWS = 200;

const states = { done: "✅", unchanged: "✅", planned: "📋", failed: "❌" } as const;

/** A page as HTML that GitHub shows: how it ended, what changed, and the rest folded. */
export function render(page: Page): string {
  const { title, state, sentence, reasons, facts, requests, answer } = page;
  summary.emptyBuffer().addRaw(`<h3>${states[state]} ${plain(title)}</h3>`, true);
  summary.addRaw(`<p>${prose(sentence)}</p>`, true);
  if (reasons.length > 0) summary.addList(reasons.map(prose));
  addDifferences(page.differences, page.drift);
  if (facts.length > 0)
    addTable(
      [],
      facts.map(([name, said]) => [prose(name), factText(said)]),
    );
  addItems("Warnings", page.warnings);
  addItems("What to do next", page.next);
  addPlaced(page.placed);
  for (const { method, path, body } of requests)
    summary.addRaw(`<pre>${plain(`${method} ${path}`)}${body ? `\n${plain(body)}` : ""}</pre>`, true);
  addAnswer(answer);
  if (page.where) summary.addRaw(`<sub>${whereText(page.where)}</sub>`, true);
  const text = summary.stringify();
  summary.emptyBuffer();
  return text;
}

/** An address is a link, anything else a sentence. */
const factText = (said: string): string =>
  /^https:\/\/\S+$/.test(said) ? link(said, code(said)) : prose(said);

const signs = { add: "➕", change: "✏️", delete: "➖", replace: "🔁" } as const;
/** The same seen from the file: what is at Neon only was added there. */
const driftSigns = { ...signs, add: "➖", delete: "➕" } as const;

/** An entry has a line for each of its fields, as in a file: on one line it would be wider than the page. */
const valueCell = (value: unknown): string =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .map(([name, inner]) => code(`${name}: ${typeof inner === "string" ? inner : JSON.stringify(inner)}`))
        .join("<br>")
    : cell(value);

/** What changes, as now and then, or what differs, as there and here: all of it, for somebody decides on it. */
function addDifferences(differences: readonly Changed[], drift: boolean): void {
  if (differences.length === 0) return;
  const rows = differences.map(({ section, entry, field, change, from, to }) => {
    // An entry such as a domain is its name and no more.
    const there = field === undefined ? "there" : "";
    const path = [section, entry, field].filter((part) => part !== undefined).join(".");
    return [
      (drift ? driftSigns : signs)[change],
      code(path),
      change === "add" ? (drift ? "not there" : "") : valueCell(from) || there,
      change === "delete" ? (drift ? "not in the file" : "gone") : valueCell(to) || there,
    ];
  });
  const [now, after] = drift ? ["At Neon", "In the file"] : ["Now", "After"];
  addTable(["", "Setting", now, after], rows);
}

/** Neon's answer, for who wants to know: the sentence and the differences say what counts. */
function addAnswer(answer: readonly Field[]): void {
  const single = answer.filter(([, value]) => value !== undefined && !Array.isArray(value));
  const lists = answer.filter((field): field is readonly [string, unknown[]] => Array.isArray(field[1]));
  if (single.length === 0 && lists.length === 0) return;
  summary.addRaw("<details><summary>Neon's answer</summary>", true);
  if (single.length > 0)
    addTable(
      ["Field", "Value"],
      single.map(([name, value]) => [prose(name), cell(value)]),
    );
  for (const [name, value] of lists) addList(name, value);
  summary.addRaw("</details>", true);
}

/** `rows` are HTML already. */
function addTable(head: readonly string[], rows: readonly string[][]): void {
  const header = head.map((name) => ({ data: prose(name), header: true }));
  summary.addTable([...(header.length > 0 ? [header] : []), ...rows]);
}

function addList(name: string, entries: readonly unknown[]): void {
  if (entries.length === 0) return void summary.addRaw(`<p>${prose(name)}: none</p>`, true);
  const visible = entries
    .slice(0, MOST_ROWS)
    .map((entry): Record<string, unknown> => (typeof entry === "object" ? { ...entry } : { [name]: entry }));
  const columns = [...new Set(visible.flatMap((entry) => Object.keys(entry)))].filter((column) =>
    visible.some((entry) => entry[column] !== undefined),
  );
  addTable(
    columns,
    visible.map((entry) => columns.map((column) => cell(entry[column]))),
  );
  if (entries.length > MOST_ROWS) summary.addRaw(`<p>… and ${entries.length - MOST_ROWS} more.</p>`, true);
}

/** Where values went: a value is never shown. */
function addPlaced(placed: readonly Placed[]): void {
  if (placed.length === 0) return;
  const fates = { written: "written", kept: "kept as it was", left: "no value yet" };
  summary.addRaw("<h4>Where the values went</h4>", true);
  addTable(
    ["Name", "Place", ""],
    placed.map(({ name, where, state }) => [code(name), prose(where), fates[state]]),
  );
}

function addItems(title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  summary.addRaw(`<h4>${title}</h4>`, true);
  summary.addList(items.map(prose));
}

/** One line, since each step of a job has one. */
function whereText({ project, branch, branchName, scope, linked }: Where): string {
  const console = `https://console.neon.tech/app/projects/${encodeURIComponent(project)}`;
  const at = (path: string, name: string) => (linked ? link(`${console}${path}`, code(name)) : code(name));
  const parts = [`Project ${at("", project)}`];
  if (branch !== undefined) {
    const name = branchName === undefined ? "" : ` ${code(branch)}`;
    parts.push(`branch ${at(`/branches/${encodeURIComponent(branch)}`, branchName ?? branch)}${name}`);
  }
  return [...parts, `${scope}-scoped API`].join(" · ");
}

const pairs = ["pre", "table", "ul", "details"];

/** A page that is too long, cut at the end of one of its rows or items, with a note why. */
export function fitting(page: string, bytes: number, note: string): string {
  const whole = Buffer.from(page);
  if (whole.length <= bytes) return page;
  const end = `\n<p>${note}</p>\n`;
  const kept = whole.subarray(0, Math.max(0, bytes - 200 - end.length)).toString();
  const last = [...kept.matchAll(/\n|<\/(tr|li)>/g)].at(-1);
  const shown = last ? kept.slice(0, last.index + last[0].length) : "";
  const unclosed = pairs.filter((tag) => shown.lastIndexOf(`<${tag}>`) > shown.lastIndexOf(`</${tag}>`));
  return `${shown}${unclosed.map((tag) => `</${tag}>`).join("")}${end}`;
}
