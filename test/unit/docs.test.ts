import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { presets } from "../../src/delivery/assignments.ts";
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

test.each(Object.entries(presets))("the README says what the preset %s has", (name, outputs) => {
  const [, said = ""] =
    new RegExp(`^\\| \`${name}\` \\| (.*) \\|$`, "m").exec(readFileSync(readme, "utf8")) ?? [];
  const pairs = [...said.matchAll(/`(\w+)` = `(\w+)`/g)].map(([, variable, output]) => [variable, output]);
  expect(pairs).toEqual(Object.entries(outputs));
});

test("a README without a marker is refused", () => {
  expect(() => renderReadme("# no tables here")).toThrow("README.md has no marker <!-- operations: derived");
});
