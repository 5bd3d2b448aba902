import type { Operation } from "../engine/operation.ts";
import { mask, Secret } from "../ground/secret.ts";
import { sealable } from "../words/outputs.ts";
import { named } from "../words/rules.ts";

/** Works without Neon: what it gives is in the input. */
const open: Operation<"open"> = {
  operation: "open",
  about: "Open what an earlier job of the same run has sealed, and set the same outputs. Neon is not asked.",
  needs: "nothing",
  scope: undefined,
  writes: false,
  irreversible: false,
  notices: () => [],
  required: ["sealed", "seal_key"],
  optional: [],
  rules: [],
  outputs: sealable,
  later: [],
  own: { inputs: {}, outputs: {} },
  begin: async ({ values: { sealed = "", seal_key } }) => {
    if (!seal_key) throw new Error("There is no key to open it.");
    const { openSealedText, sealContext } = await import("../delivery/seal.ts");
    const opened = await openSealedText(sealed, seal_key, sealContext());
    // Everything that was masked is masked before any of it is set or goes anywhere.
    for (const value of Object.values(opened)) if (value instanceof Secret) mask(value);
    const names = Object.keys(opened);
    const nothing = "There is nothing in `sealed`: the step that sealed it had no masked outputs.";
    const reading = {
      data: undefined,
      outputs: opened,
      warnings: names.length > 0 ? [] : [nothing],
      next: () => [],
      done: () => `Opened ${named(names) || "nothing"}.`,
    };
    return { writes: false, run: async () => ({ reading, changed: false }) };
  },
};

export const operations = [open];
