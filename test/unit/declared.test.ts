import { expect, test } from "vitest";
import { declared, declaredFor } from "../../src/operations/declared.ts";
import { operations } from "../../src/operations/index.ts";
import { general } from "../../src/words/inputs.ts";

const names = [...new Set(operations.map(({ operation }) => operation))];
const all = await declared();

test.each(names)("what a step loads for %s is all that it may take", async (name) => {
  const own = await declaredFor(name);
  if (!own) throw new Error(`Name \`${name}\` in src/operations/declared.ts, with its file.`);
  const namesakes = operations.filter(({ operation }) => operation === name);
  expect(own.operations.filter(({ operation }) => operation === name)).toEqual(namesakes);
  const taken = [...general, ...namesakes.flatMap(({ required, optional }) => [...required, ...optional])];
  expect(taken.filter((input) => !Object.hasOwn(own.inputs, input))).toEqual([]);
});

test.each(names)(
  "what a step loads for %s says of its inputs what all that is declared says",
  async (name) => {
    const own = await declaredFor(name);
    expect(all.inputs).toMatchObject(own?.inputs ?? {});
    // The runner fills in a default for every step, and what is not known is wrong.
    const filled = Object.entries(all.inputs).flatMap(([input, says]) => (says.default ? [input] : []));
    expect(filled.filter((input) => !Object.hasOwn(own?.inputs ?? {}, input))).toEqual([]);
  },
);

test("what is no operation is in no file", async () => {
  expect(await declaredFor("create-integratoin")).toBeUndefined();
  expect(await declaredFor("")).toBeUndefined();
});
