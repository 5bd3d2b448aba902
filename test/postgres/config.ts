import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: Vitest asks for it
export default defineConfig({
  test: { include: ["test/postgres/*.postgres.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
