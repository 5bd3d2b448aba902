/** Runs the tests that need a real PostgreSQL, with the built action. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findPrograms } from "./postgres/server.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
if (findPrograms() === undefined) {
  process.stdout.write(
    "No PostgreSQL is installed here: install it, for example with `apt-get install postgresql` or `brew install postgresql`.\n",
  );
  process.exitCode = 1;
} else {
  const vitest = ["vitest", "run", "--config", "test/postgres/config.ts", ...process.argv.slice(2)];
  process.exitCode = spawnSync("npx", vitest, { cwd: root, stdio: "inherit" }).status ?? 1;
}
