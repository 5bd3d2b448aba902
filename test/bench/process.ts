/** Whole processes, measured from outside. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

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
  readonly clear: () => Promise<void>;
  [Symbol.dispose](): void;
}

/** An embedded Neon in a process of its own, so that it takes no part in what is measured. */
export async function startServer(...options: string[]): Promise<Server> {
  const main = fileURLToPath(new URL("../emulator/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", "0", "--no-validation", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const host = line.replace("api_host: ", "");
  const clear = async () => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = JSON.stringify({ delete_data: true });
    await fetch(`${host}/projects/project-id/branches/${branch_id}/auth`, {
      method: "DELETE",
      headers,
      body,
    });
  };
  return { host, clear, [Symbol.dispose]: () => void child.kill() };
}

const key = "napi_embedded_neon";
export const branch_id = "br-example-123";

export interface Ended {
  readonly milliseconds: number;
  /** In bytes; of Node only. */
  readonly peak: number;
}

const peakModule = fileURLToPath(new URL("peak.cjs", import.meta.url));

/** Runs a script of Node, or of bash, once. `withPeak` tells its memory, and takes time for that. */
export function run(folder: Folder, script: string, host = "", inputs: Inputs = {}, withPeak = false): Ended {
  const all = { api_key: key, api_host: host, project_id: "project-id", ...inputs };
  const env = {
    PATH: process.env.PATH,
    GITHUB_OUTPUT: folder.path("output"),
    GITHUB_STEP_SUMMARY: folder.path("summary"),
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  for (const name of ["output", "summary"]) writeFileSync(folder.path(name), "");
  const [program, options] = script.endsWith(".sh")
    ? ["bash", []]
    : [process.execPath, withPeak ? ["--require", peakModule] : []];
  const began = performance.now();
  const { status, stdout, output } = spawnSync(program, [...options, script], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const milliseconds = performance.now() - began;
  if (status !== 0) throw new Error(`${script} failed:\n${stdout}`);
  return { milliseconds, peak: Number(output[3] ?? 0) * 1024 };
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
