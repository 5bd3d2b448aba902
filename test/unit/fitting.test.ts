import { expect, test } from "vitest";
import { fitting } from "../../src/page/render.ts";

const page = [
  "<h3>Title</h3>",
  "<ul><li>one</li><li>zwei — ü</li></ul>",
  ...Array.from(
    { length: 3 },
    (_, index) => `<pre>POST /users/${index}\n{&quot;name&quot;:&quot;ü&quot;}</pre>`,
  ),
  "<details><summary>More</summary>",
  `<table>${"<tr><td>✅</td><td><code>cell</code></td></tr>".repeat(8)}</table>`,
  "</details>",
  "<sub>The end</sub>",
  "",
].join("\n");

test("a page that fits is left as it is", () => {
  expect(fitting(page, Buffer.byteLength(page), "Cut.")).toBe(page);
});

test("a page is cut at any size so that it fits, every element is closed, and a note tells it", () => {
  for (let bytes = 220; bytes < Buffer.byteLength(page); bytes++) {
    const cut = fitting(page, bytes, "Cut.");
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes);
    expect(cut).toMatch(/\n<p>Cut\.<\/p>\n$/);
    const open: string[] = [];
    for (const [, end, name = ""] of cut.matchAll(/<(\/?)(\w+)>/g))
      if (end) expect(open.pop()).toBe(name);
      else open.push(name);
    expect(open).toEqual([]);
    expect(cut).not.toContain("\ufffd");
  }
});
