import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderAction, renderReadme } from "../../src/docs.ts";

const readme = new URL("../../README.md", import.meta.url);

test("action.yml is what the records say", async () => {
  await expect(renderAction()).toMatchFileSnapshot("../../action.yml");
});

test("the tables of the README are what the records say", async () => {
  await expect(renderReadme(readFileSync(readme, "utf8"))).toMatchFileSnapshot("../../README.md");
});

test("a README without a marker is refused", () => {
  expect(() => renderReadme("# no tables here")).toThrow("README.md has no marker <!-- operations: derived");
});
