import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");

/** What lets a secret out, and where it goes from there. */
const exits = {
  "auth/service.ts": "a password on its way to the auth service",
  "config/compare.ts": "a comparison with what Neon shows",
  "config/context.ts": "a comparison with the keys of the step, and a value of the file as a secret",
  "config/entries.ts": "an entry as the answer has it, which is read again",
  "delivery/dotenv.ts": "the dotenv file",
  "delivery/environment.ts": "the environment of later steps",
  "delivery/github/sealed-box.ts": "a secret of GitHub",
  "delivery/github/variables.ts": "a variable of GitHub",
  "delivery/output-text.ts": "the text of an output, and whether another secret stands in it",
  "delivery/seal.ts": "output `sealed`, and the key of its cipher",
  "delivery/step-outputs.ts": "the outputs of the step",
  "engine/database.ts": "the connection to the database",
  "engine/ready.ts": "the address of the keys that are waited for",
  "github/client.ts": "the header that authorises at GitHub",
  "ground/secret.ts": "masks, comparisons, and what is not masked",
  "neon/client.ts": "the header that authorises at Neon",
  "page/page.ts": "the page, if it is not masked",
  "record/fields.ts": "the body of a request",
};

test("a secret leaves at these places and at no other", () => {
  const lettingOut = globSync("**/*.ts", { cwd: src }).filter((name) =>
    /\breveal\b/.test(readFileSync(join(src, name), "utf8").replaceAll(/^import .*$/gm, "")),
  );
  expect(lettingOut.toSorted()).toEqual(Object.keys(exits));
});
