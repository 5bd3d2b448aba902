import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Step } from "./runner.ts";

/** Makes the process say where it connects to. */
const connectionsFile = fileURLToPath(new URL("connections.cjs", import.meta.url));

/** How long a step may take that says nothing else, in milliseconds. */
export const TIMEOUT_MS = 30_000;

export interface Exit {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  connections: string;
  timedOut: boolean;
}

/** Runs the script of a step to its end. */
export function runProcess(step: Step, env: Record<string, string>, cwd: string): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const child = spawn(step.node ?? process.execPath, ["--require", connectionsFile, step.main], {
      cwd,
      // Node hands its own variable down unless the name is there.
      env: { NODE_V8_COVERAGE: undefined, ...env },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const [, out, err, told] = child.stdio as unknown as [null, Readable, Readable, Readable];
    const [stdout, stderr, connections] = [out, err, told].map(gather);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
      // A grandchild may hold the pipes open for ever.
      for (const pipe of [out, err, told]) pipe.destroy();
    }, step.timeoutMs ?? TIMEOUT_MS);

    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (exitCode, signal) => {
      clearTimeout(timer);
      const written = { stdout: text(stdout), stderr: text(stderr), connections: text(connections) };
      resolve({ exitCode, signal, ...written, timedOut });
    });
    const { signal } = step;
    signal?.when.then(() => child.kill(signal.name), reject);
  });
}

function gather(pipe: Readable): Buffer[] {
  const chunks: Buffer[] = [];
  pipe.on("data", (chunk: Buffer) => chunks.push(chunk));
  return chunks;
}

/** Decoded as a whole: a character may lie across two chunks. */
const text = (chunks: Buffer[] = []): string => Buffer.concat(chunks).toString();
