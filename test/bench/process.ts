/** Whole processes, measured from outside. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { completeInputs } from "../runner/action-yml.ts";

export type Inputs = Readonly<Record<string, string>>;

/** A place for what the processes read and write. */
export function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const path = (name: string): string => join(folder, name);
  for (const name of ["empty.js", "output", "summary"]) writeFileSync(path(name), "");
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

export type Folder = ReturnType<typeof openFolder>;

export interface Server {
  readonly host: string;
  /** What a client needs to trust it. */
  readonly environment: Inputs;
  readonly clear: () => Promise<void>;
  [Symbol.dispose](): void;
}

/** An embedded Neon in a process of its own, so that it takes no part in what is measured. */
export async function startServer(...options: string[]): Promise<Server> {
  const main = fileURLToPath(new URL("../emulator/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", "0", "--no-validation", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const told = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [name = "", value = ""] = line.split(/: (.*)/);
    if (name === "project_id") break;
    told.set(name, value);
  }
  const { api_host: host = "", NODE_EXTRA_CA_CERTS: authority } = Object.fromEntries(told);
  const environment = authority ? { NODE_EXTRA_CA_CERTS: authority, CURL_CA_BUNDLE: authority } : {};
  const dispatcher = new Agent({ connect: authority ? { ca: readFileSync(authority) } : {} });
  const clear = async () => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = JSON.stringify({ delete_data: true });
    const url = `${host}/projects/project-id/branches/${branch_id}/auth`;
    const answer = await request(url, { method: "DELETE", headers, body, dispatcher });
    await answer.body.dump();
  };
  return { host, environment, clear, [Symbol.dispose]: () => void child.kill() };
}

const actionYml = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");
const key = "napi_embedded_neon";
export const branch_id = "br-example-123";

export interface Ended {
  readonly milliseconds: number;
  /** In bytes; of Node only. */
  readonly peak: number;
  /** Processor time in milliseconds; told with the peak. */
  readonly processor: number;
}

const peakModule = fileURLToPath(new URL("peak.cjs", import.meta.url));

export interface How {
  /** Tells its memory and processor time, and takes time for that. */
  readonly withPeak?: boolean;
  /** Variables besides its inputs. */
  readonly env?: Inputs;
}

/** Runs a script of Node, or of bash, once, with all the inputs that the runner gives it. */
export function run(folder: Folder, script: string, host = "", inputs: Inputs = {}, how: How = {}): Ended {
  const given = { api_key: key, api_host: host, project_id: "project-id", ...inputs };
  const all = completeInputs(actionYml, given, {}).inputs;
  const env = {
    ...how.env,
    PATH: process.env.PATH,
    GITHUB_OUTPUT: folder.path("output"),
    GITHUB_STEP_SUMMARY: folder.path("summary"),
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  for (const name of ["output", "summary"]) writeFileSync(folder.path(name), "");
  const [program, options] = script.endsWith(".sh")
    ? ["bash", []]
    : [process.execPath, how.withPeak ? ["--require", peakModule] : []];
  const began = performance.now();
  const { status, stdout, output } = spawnSync(program, [...options, script], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const milliseconds = performance.now() - began;
  if (status !== 0) throw new Error(`${script} failed:\n${stdout}`);
  const [peak = 0, processor = 0] = (output[3] ?? "").split(" ").map(Number);
  return { milliseconds, peak: peak * 1024, processor: processor / 1000 };
}

/** The number below which such a share of the others is. */
export const share = (numbers: readonly number[], part: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * part)] ?? Number.NaN;

export const median = (numbers: readonly number[]): number => share(numbers, 0.5);
