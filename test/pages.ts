/**
 * Writes the pages of the demo as HTML, as GitHub shows them: `npm run pages`, then open what it names in a browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { marked } from "marked";
import { playStory } from "./demo/play.ts";
import { stories } from "./demo/stories.ts";
import { mains } from "./process/action.ts";

const folder = join(import.meta.dirname, "../coverage/pages");
const styles = readFileSync(
  createRequire(import.meta.url).resolve("github-markdown-css/github-markdown.css"),
  "utf8",
);

/** A page of GitHub's around those of the steps, which are HTML that its Markdown lets through. */
const around = (title: string, pages: readonly string[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${styles}
body { max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #8884; border-radius: 6px; padding: 1rem; margin-bottom: 1rem; }
</style></head><body>
${pages.map((page) => `<article class="markdown-body">${marked.parse(page)}</article>`).join("\n")}
</body></html>
`;

mkdirSync(folder, { recursive: true });
for (const story of stories) {
  const pages: string[] = [];
  await playStory(story, {
    main: mains.dist,
    debug: false,
    whole: true,
    write: () => undefined,
    played: ({ summary }) => void pages.push(summary),
  });
  const file = join(folder, `${story.name}.html`);
  writeFileSync(file, around(story.title, pages));
  process.stdout.write(`${story.title}: ${pathToFileURL(file)}\n`);
}
