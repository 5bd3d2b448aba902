import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderAction, renderReadme } from "../../src/docs.ts";
import { playReports } from "../recipes/reports.ts";

const readme = new URL("../../README.md", import.meta.url);

test("action.yml is what the records say", async () => {
  await expect(renderAction()).toMatchFileSnapshot("../../action.yml");
});

test("the README has the tables of the records, the page of a plan, and drift as a step prints it", {
  timeout: 60_000,
}, async () => {
  const reports = await playReports();
  await expect(renderReadme(readFileSync(readme, "utf8"), reports)).toMatchFileSnapshot("../../README.md");
});

test("a README without a marker is refused", () => {
  expect(() => renderReadme("# no tables here")).toThrow("README.md has no marker <!-- operations: derived");
});
