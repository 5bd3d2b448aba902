import fc from "fast-check";
import { marked } from "marked";
import { expect, test } from "vitest";
import { prose } from "../../src/page/html.ts";
import type { Page } from "../../src/page/page.ts";
import { fitting, render } from "../../src/page/render.ts";
import { hostile } from "../hostile.ts";

const texts = fc.array(hostile, { maxLength: 3 });
const page: fc.Arbitrary<Page> = fc.record({
  title: fc.constant("Neon Auth: apply-config"),
  state: fc.constantFrom("done", "unchanged", "planned", "failed"),
  sentence: hostile,
  drift: fc.boolean(),
  reasons: texts,
  differences: fc.array(
    fc.record({
      section: hostile,
      entry: hostile,
      change: fc.constantFrom("add", "change", "delete", "replace"),
      from: hostile,
      to: fc.oneof(hostile, fc.record({ a: hostile })),
    }),
    { maxLength: 5 },
  ),
  facts: fc.array(fc.tuple(hostile, hostile), { maxLength: 3 }),
  warnings: texts,
  next: texts,
  placed: fc.constant([]),
  answer: fc.array(fc.tuple(hostile, fc.oneof<fc.Arbitrary<unknown>[]>(hostile, texts)), { maxLength: 3 }),
  requests: fc.constant([]),
  where: fc.record({
    project: hostile,
    branch: hostile,
    branchName: hostile,
    scope: fc.constant("branch"),
    linked: fc.boolean(),
  }),
}) as fc.Arbitrary<Page>;

/** What a page is made of: anything else came from outside. */
const elements = /^(h3|h4|p|ul|li|table|tr|th|td|code|details|summary|sub|span|a|pre)$/;

test("whatever comes from outside, a page keeps its shape in Markdown", () => {
  fc.assert(
    fc.property(page, (given) => {
      const html = String(marked.parse(`<!-- marker -->\n${render(given)}`));
      const tags = [...html.replaceAll(/<!--.*?-->/g, "").matchAll(/<\/?([\w-]+)/g)].map(
        ([, name = ""]) => name,
      );
      expect(tags.filter((name) => !elements.test(name))).toEqual([]);
      for (const [table] of html.matchAll(/<table>[\s\S]*?<\/table>/g)) {
        const rows = [...table.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row.match(/<t[dh]>/g)?.length);
        expect(new Set(rows).size).toBe(1);
      }
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, address = ""]) => address);
      for (const address of links) expect(address).toMatch(/^https:\/\//);
      // GitHub links no name in code.
      expect(html.replaceAll(/<code>.*?<\/code>|<pre>[\s\S]*?<\/pre>/g, "")).not.toMatch(/(^|[^>\w])@[a-z]/);
    }),
    { numRuns: 200 },
  );
});

test("a page that is cut keeps its shape", () => {
  fc.assert(
    fc.property(page, fc.integer({ min: 400, max: 3000 }), (given, bytes) => {
      const cut = fitting(render(given), bytes, "The rest is left out.");
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(Math.max(bytes, Buffer.byteLength(render(given))));
      for (const tag of ["table", "ul", "details"])
        expect(cut.split(`<${tag}>`).length).toBe(cut.split(`</${tag}>`).length);
    }),
    { numRuns: 200 },
  );
});

test("a backtick from outside makes no name of what follows", () => {
  expect(prose("Neon said: ` @octocat. Check `api_host`.")).toBe(
    "Neon said: ` <span>@</span>octocat. Check <code>api_host</code>.",
  );
});

const shown = (drift: boolean, differences: Page["differences"]): string[] => {
  const page = {
    title: "t",
    state: "done",
    sentence: "s",
    reasons: [],
    differences,
    drift,
    facts: [],
    warnings: [],
  };
  const html = render({ ...page, next: [], placed: [], answer: [], requests: [], where: undefined } as Page);
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) => row.split(/<t[dh]>/).slice(1));
  return rows.map((cells) => cells.map((cell) => cell.replaceAll(/<[^>]*>/g, "")).join(" | "));
};

test("an entry that is its name and no more is there, or is not", () => {
  const differences: Page["differences"] = [
    { section: "domains", entry: "a", change: "delete" },
    { section: "domains", entry: "b", change: "add" },
    { section: "webhooks", field: "webhook_url", change: "change", to: "c" },
  ];
  expect(shown(false, differences).slice(1)).toEqual([
    "➖ | domains.a | there | gone",
    "➕ | domains.b |  | there",
    "✏️ | webhooks.webhook_url |  | c",
  ]);
  expect(shown(true, differences).slice(1)).toEqual([
    "➕ | domains.a | there | not in the file",
    "➖ | domains.b | not there | there",
    "✏️ | webhooks.webhook_url |  | c",
  ]);
});
