import { defineConfig } from "vitest/config";

/** The tests that run inside of their own process: what another process does, no mutant reaches. */
// biome-ignore lint/style/noDefaultExport: Vitest asks for it
export default defineConfig({
  test: {
    include: [
      "test/{inside/{effects,engine,guarded,intents,leave,session},unit/{doubt,fields,hosts,inert,log,retry,secret}}.test.ts",
    ],
  },
});
