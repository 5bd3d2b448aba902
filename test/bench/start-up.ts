import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { mains } from "../process/action.ts";
import { branch_id, type Folder, type Inputs, median, run, type Server } from "./process.ts";

const PAIRS = 20;
const WITH_PEAK = 5;

export interface StartUp {
  readonly name: string;
  /** Wall time over that of an empty Node file, the median of pairs. */
  readonly ratio: number;
  readonly milliseconds: number;
  /** Peak memory over that of an empty Node file; not told for a shell, which is several processes. */
  readonly memory: number | undefined;
  readonly mebibytes: number | undefined;
}

const shell = fileURLToPath(new URL("step.sh", import.meta.url));

/** What of the shell step is there to be measured. */
const jq = spawnSync("jq", ["--version"], { encoding: "utf8" }).stdout?.trim();

const steps: readonly (readonly [name: string, script: string, inputs: Inputs])[] = [
  ["create-integration", mains.dist, { operation: "create-integration", branch_id }],
  ["list-oauth-providers", mains.dist, { operation: "list-oauth-providers", branch_id }],
  [
    "create-integration, dry run",
    mains.dist,
    { operation: "create-integration", branch_id, dry_run: "true" },
  ],
  ...(jq ? [[`bash, curl and ${jq}`, shell, { branch_id }] as const] : []),
];

/** Measures each step in pairs with an empty file, because machines differ and drift. */
export async function measureStartUp(folder: Folder, server: Server): Promise<StartUp[]> {
  const measured: StartUp[] = [];
  const empty = folder.path("empty.js");
  for (const [name, script, inputs] of steps) {
    const pairs: { empty: number; step: number }[] = [];
    const peaks: { empty: number; step: number }[] = [];
    for (let round = 0; round <= PAIRS; round++) {
      if (name.startsWith("create") || script === shell) await server.clear();
      else run(folder, mains.dist, server.host, { operation: "create-integration", branch_id });
      const without = run(folder, empty).milliseconds;
      pairs.push({ empty: without, step: run(folder, script, server.host, inputs).milliseconds });
    }
    for (let round = 0; round < WITH_PEAK && script !== shell; round++) {
      if (name.startsWith("create")) await server.clear();
      const without = run(folder, empty, "", {}, true).peak;
      peaks.push({ empty: without, step: run(folder, script, server.host, inputs, true).peak });
    }
    const warm = pairs.slice(1);
    measured.push({
      name,
      ratio: median(warm.map((pair) => pair.step / pair.empty)),
      milliseconds: median(warm.map((pair) => pair.step)),
      memory: peaks.length > 0 ? median(peaks.map((pair) => pair.step / pair.empty)) : undefined,
      mebibytes: peaks.length > 0 ? median(peaks.map((pair) => pair.step)) / 2 ** 20 : undefined,
    });
  }
  return measured;
}
