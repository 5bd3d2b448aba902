import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { mains } from "../process/action.ts";
import {
  branch_id,
  type Ended,
  type Folder,
  type Inputs,
  median,
  run,
  type Server,
  share,
} from "./process.ts";

export const PAIRS = 40;

export interface StartUp {
  readonly name: string;
  /** Wall time over that of an empty Node file, the median of pairs. */
  readonly ratio: number;
  /** Between which the middle half of those pairs is. */
  readonly spread: readonly [low: number, high: number];
  readonly milliseconds: number;
  /** Processor time over that of an empty Node file; not told for a shell, which is several processes. */
  readonly processor: number | undefined;
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
  const over = server.host.startsWith("https:") ? ", https" : "";
  for (const [name, script, inputs] of steps) {
    const pairs: Pair[] = [];
    const watched: Pair[] = [];
    for (let round = 0; round <= PAIRS; round++) {
      pairs.push(await measurePair(folder, server, script, inputs, false));
      if (script !== shell) watched.push(await measurePair(folder, server, script, inputs, true));
    }
    const ratios = (of: readonly Pair[], what: keyof Ended) =>
      of.slice(1).map(({ empty, step }) => step[what] / empty[what]);
    const steps = pairs.slice(1).map(({ step }) => step);
    const walls = ratios(pairs, "milliseconds");
    const told = <T>(value: T) => (watched.length > 0 ? value : undefined);
    measured.push({
      name: name + over,
      ratio: median(walls),
      spread: [share(walls, 0.25), share(walls, 0.75)],
      milliseconds: median(steps.map(({ milliseconds }) => milliseconds)),
      processor: told(median(ratios(watched, "processor"))),
      memory: told(median(ratios(watched, "peak"))),
      mebibytes: told(median(watched.map(({ step }) => step.peak)) / 2 ** 20),
    });
  }
  return measured;
}

interface Pair {
  readonly empty: Ended;
  readonly step: Ended;
}

async function measurePair(
  folder: Folder,
  { host, environment: env, clear }: Server,
  script: string,
  inputs: Inputs,
  withPeak: boolean,
): Promise<Pair> {
  const how = { env, withPeak };
  if (script === shell || inputs.operation === "create-integration") await clear();
  else run(folder, mains.dist, host, { operation: "create-integration", branch_id }, { env });
  const empty = run(folder, folder.path("empty.js"), "", {}, how);
  return { empty, step: run(folder, script, host, inputs, how) };
}
