/**
 * Writes the pages of the demo as HTML, as GitHub shows them: `npm run pages`, then open what it names in a browser.
 * `npm run pages -- --picture` also makes the picture of the README, if Chromium is there.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { marked } from "marked";
import { config } from "./demo/config.ts";
import { playStory } from "./demo/play.ts";
import { stories } from "./demo/stories.ts";
import { mains } from "./process/action.ts";

const folder = join(import.meta.dirname, "../coverage/pages");
const picture = join(import.meta.dirname, "../.github/picture.png");
const browser = process.env.CHROMIUM ?? "chromium";
const styles = readFileSync(
  createRequire(import.meta.url).resolve("github-markdown-css/github-markdown.css"),
  "utf8",
);

/** A page of GitHub's. The articles are HTML that its Markdown lets through. */
const around = (title: string, articles: readonly string[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${styles}
body { max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
article, header { border: 1px solid #8884; border-radius: 6px; padding: 1rem; margin-bottom: 1rem; }
header { font: 14px sans-serif; padding: .6rem 1rem; background: #8881; border-radius: 6px 6px 0 0; margin-bottom: 0 }
article + header { margin-top: 1rem }
header + article { border-top: 0; border-radius: 0 0 6px 6px; margin: 0 }
</style></head><body>
${articles.join("\n")}
</body></html>
`;
const article = (page: string, breaks = false): string =>
  `<article class="markdown-body">${marked.parse(page, { breaks })}</article>`;
/** There GitHub keeps the ends of lines. */
const commented = (page: string): string => article(page, true);

/** The comment of the plan, and the summary of the step that finds drift. */
function draw(comment: string, summary: string): void {
  const file = join(folder, "picture.html");
  const articles = [
    "<header><b>github-actions</b> bot commented on the pull request</header>",
    commented(comment),
    "<header><b>Check auth</b> summary of the nightly job</header>",
    article(summary),
  ];
  const measure = "<script>document.title = document.documentElement.scrollHeight</script>";
  const page = around("", articles).replace(
    "margin: 2rem auto; padding: 0 1rem;",
    "margin: 0; padding: 1rem;",
  );
  writeFileSync(file, page.replace("</body>", `${measure}</body>`));
  const run = (...args: string[]): string =>
    execFileSync(
      browser,
      ["--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1.25", ...args, file],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
  const [, height = "1000"] = /<title>(\d+)<\/title>/.exec(run("--window-size=860,200", "--dump-dom")) ?? [];
  run(`--window-size=860,${height}`, `--screenshot=${picture}`);
  process.stdout.write(`The picture of the README: ${pathToFileURL(picture)}\n`);
}

mkdirSync(folder, { recursive: true });
for (const story of stories) {
  const pages: string[] = [];
  const comments = new Set<string>();
  await playStory(story, {
    main: mains.dist,
    debug: false,
    whole: true,
    write: () => undefined,
    played({ summary }, { github }) {
      pages.push(summary);
      for (const { body } of github.comments(42)) comments.add(body);
    },
  });
  const file = join(folder, `${story.name}.html`);
  writeFileSync(
    file,
    around(story.title, [...[...comments].map(commented), ...pages.map((page) => article(page))]),
  );
  process.stdout.write(`${story.title}: ${pathToFileURL(file)}\n`);
  const [comment = ""] = comments;
  const drift = pages.find((page) => page.includes("Neon Auth: check-config")) ?? "";
  if (story === config && process.argv.includes("--picture")) draw(comment, drift);
}
