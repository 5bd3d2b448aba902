/** Renders a job summary for a terminal: the HTML that `@actions/core` writes, and plain Markdown. For display only. */
export function renderSummary(summary: string): string[] {
  const lines: string[] = [];
  let rows: string[][] = [];
  let ruled = false;
  let fenced = false;

  for (const line of [...toMarkdown(summary).split("\n"), ""]) {
    const cells = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]?.split(/(?<!\\)\|/);
    if (cells && !fenced) {
      if (cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell))) ruled ||= rows.length === 1;
      else rows.push(cells.map((cell) => inline(cell.trim())));
      continue;
    }
    lines.push(...table(rows, ruled));
    [rows, ruled] = [[], false];

    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (/^\s*```/.test(line)) fenced = !fenced;
    else if (fenced) lines.push(`    ${decode(line)}`);
    else if (heading) lines.push("", ...headed(inline(heading[2] ?? ""), heading[1]?.length ?? 1));
    else if (/^(?:---+|\*\*\*+)\s*$/.test(line)) lines.push("─".repeat(40));
    else lines.push(inline(line.replace(/^(\s*)[-*]\s+/, "$1• ").replace(/^>\s?/, "│ ")));
  }
  const text = lines.filter((line, index) => line !== "" || (lines[index - 1] ?? "") !== "").join("\n");
  return text.replace(/^\n+|\s+$/g, "").split("\n");
}

/** The elements that `@actions/core` writes; what is left of the others is their text. */
function toMarkdown(summary: string): string {
  const block = (text: string) => `\n${text}\n`;
  const rows = (body: string) =>
    contents(body, "tr").flatMap((row, index) => {
      const cells = cellsOf(row, "t[hd]").map(cell);
      const isHead = index === 0 && cellsOf(row, "th").length === cells.length;
      return [cells, ...(isHead ? [cells.map(() => "---")] : [])].map((line) => `| ${line.join(" | ")} |`);
    });
  const items = (body: string, ordered: boolean) =>
    contents(body, "li").map((item, index) => `${ordered ? `${index + 1}.` : "-"} ${item.trim()}`);

  return summary
    .replace(element("table"), (_, body: string) => block(rows(body).join("\n")))
    .replace(element("pre"), (_, body: string) => block(`\`\`\`\n${body.replace(/<\/?code>/g, "")}\n\`\`\``))
    .replace(element("ul"), (_, body: string) => block(items(body, false).join("\n")))
    .replace(element("ol"), (_, body: string) => block(items(body, true).join("\n")))
    .replace(element("blockquote"), (_, body: string) => block(body.trim().replace(/^/gm, "> ")))
    .replace(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs, (_, level: string, text: string) =>
      block(`${"#".repeat(Number(level))} ${text.trim()}`),
    )
    .replace(element("summary"), (_, label: string) => block(`▸ ${label}`))
    .replace(/<hr[^>]*>/g, block("---"))
    .replace(/<br[^>]*>|<\/?(?:p|div|details)\b[^>]*>/g, "\n");
}

/** A cell ends where it is closed, or where the next one begins. */
function cellsOf(row: string, name: string): string[] {
  const pattern = new RegExp(`<${name}\\b[^>]*>(.*?)(?=</${name}>|<t[hd]\\b|$)`, "gs");
  return [...row.matchAll(pattern)].map(([, text = ""]) => text);
}

function cell(html: string): string {
  return html
    .trim()
    .replace(/\n|<br[^>]*>/g, " ")
    .replace(/(?<!\\)\|/g, "\\|");
}

function element(name: string): RegExp {
  return new RegExp(`<${name}\\b[^>]*>(.*?)</${name}>`, "gs");
}

function contents(html: string, name: string): string[] {
  return [...html.matchAll(element(name))].map(([, text = ""]) => text);
}

function inline(text: string): string {
  const plain = text
    .replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/g, (_, href: string, label: string) => link(label, href))
    .replace(/(?<!!)\[([^\]]*)\]\(([^)\s]*)\)/g, (_, label: string, href: string) => link(label, href))
    .replace(/<img [^>]*alt="([^"]*)"[^>]*>/g, "[$1]")
    .replace(/<\/?code>/g, "`")
    .replace(/<\/?[a-z][^>]*>/g, "")
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~&])/g, "$1");
  return decode(plain);
}

function link(label: string, href: string): string {
  return label === href ? href : `${label} (${href})`;
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", amp: "&" };

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? entity;
      return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
    },
  );
}

function headed(text: string, level: number): string[] {
  return level < 3 ? [text, (level === 1 ? "═" : "─").repeat(width(text))] : [text];
}

/** If it is ruled, its first row is the head. */
function table(rows: readonly string[][], ruled: boolean): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ""))),
  );
  const drawn = rows.map((row) =>
    widths
      .map((size, column) => pad(row[column] ?? "", size))
      .join("  ")
      .trimEnd(),
  );
  if (ruled) drawn.splice(1, 0, widths.map((size) => "─".repeat(size)).join("  "));
  return drawn;
}

function pad(text: string, size: number): string {
  return text + " ".repeat(size - width(text));
}

/** In columns of a terminal, where an emoji takes two. */
function width(text: string): number {
  return [...text].length + (text.match(/\p{Emoji_Presentation}/gu)?.length ?? 0);
}
