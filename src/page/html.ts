import { inert } from "../ground/inert.ts";
import { redact } from "../ground/secret.ts";

/** Pieces of a page, as GitHub shows HTML in its summaries and comments. */

/** Text from outside stays text: no HTML, no Markdown, no mention, no secret. */
export function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return inert(redact(text)).replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}

/**
 * A name in backticks, or what GitHub makes a mention, a reference or a link of. Not the `#` of `&#39;`, nor what stands
 * between a backtick from outside and the next one of ours.
 */
const special = /`(?!\s)([^`]+)(?<!\s)`|@|(?<!&)#|\bGH(?=-\d)|\bwww(?=\.)|:(?=\/\/)/gi;

/** Sentences of ours, in which backticks mark names. Nothing in them is a link. */
export const prose = (text: string): string =>
  plain(text).replaceAll(special, (found: string, name?: string) =>
    name === undefined ? `<span>${found}</span>` : `<code>${name}</code>`,
  );

export const code = (value: string): string => `<code>${plain(value)}</code>`;

export const cell = (value: unknown): string =>
  value === undefined ? "" : code(typeof value === "object" ? JSON.stringify(value) : String(value));

/** A link, if it is an address of the web. `shown` is HTML already. */
export function link(address: string, shown: string): string {
  const url = URL.parse(address);
  return url?.protocol === "https:" ? `<a href="${plain(url.href)}">${shown}</a>` : shown;
}
