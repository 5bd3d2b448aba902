import type { StartUp } from "./start-up.ts";

const WIDTH = 720;
const LABEL = 230;
const ROW = 30;

/** Bars of the start-up ratios, readable on a light and on a dark page. */
export function chart(rows: readonly StartUp[], title: string): string {
  const widest = Math.max(...rows.map(({ ratio }) => ratio));
  const scale = (WIDTH - LABEL - 60) / widest;
  const bars = rows.flatMap(({ name, ratio }, index) => {
    const y = 50 + index * ROW;
    const width = Math.round(ratio * scale);
    return [
      `<text x="${LABEL - 10}" y="${y + 15}" text-anchor="end">${name}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${width}" height="20" fill="#00a57a"/>`,
      `<text x="${LABEL + width + 8}" y="${y + 15}">${ratio.toFixed(2)}</text>`,
    ];
  });
  const height = 60 + rows.length * ROW;
  const style =
    "text{font:13px sans-serif;fill:#24292f}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">`,
    `<style>${style}</style>`,
    `<text x="0" y="20" font-weight="bold">${title}</text>`,
    ...bars,
    "</svg>",
    "",
  ].join("\n");
}
