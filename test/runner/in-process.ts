import { AsyncLocalStorage } from "node:async_hooks";
import * as diagnostics from "node:diagnostics_channel";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { Script } from "node:vm";
import { type Exit, TIMEOUT_MS } from "./process.ts";
import type { Step } from "./runner.ts";

/** What a step that runs here has told so far. */
interface Told {
  stdout: string;
  stderr: string;
  connections: string;
}

/** Whose code runs just now: several steps take turns. */
const running = new AsyncLocalStorage<Told>();

diagnostics.subscribe("net.client.socket", (message) => {
  const told = running.getStore();
  const { socket } = message as { socket: Socket };
  if (told)
    socket.on("connectionAttempt", (address: string, port: number) => {
      told.connections += `${address} ${port}\n`;
    });
});

process.on("warning", ({ name, message }) => {
  const told = running.getStore();
  if (told) told.stderr += `(node) ${name}: ${message}\n`;
});

/**
 * Runs the packed script of a step to its end in this process: most of what a process takes is its start, of which most
 * tests ask nothing. The script is evaluated anew with a `process` of its own, so that nothing of one step is there in
 * the next.
 */
export function runInProcess(step: Step, env: Readonly<Record<string, string>>, cwd: string): Promise<Exit> {
  const told: Told = { stdout: "", stderr: "", connections: "" };
  return new Promise((resolve) => {
    const end = (exitCode: number | null, timedOut = false) => {
      clearTimeout(timer);
      resolve({ exitCode, signal: timedOut ? "SIGKILL" : null, ...told, timedOut });
    };
    const timer = setTimeout(end, step.timeoutMs ?? TIMEOUT_MS, null, true);
    running.run(told, () => {
      try {
        evaluate(step.main, processOf(told, env, cwd, end));
      } catch (error) {
        told.stderr += String(error);
        end(1);
      }
    });
  });
}

type Ends = (exitCode: number) => void;

/** Node's `process`, but for what belongs to the step. */
function processOf(told: Told, env: Readonly<Record<string, string>>, cwd: string, end: Ends) {
  const events = new EventEmitter();
  const own: Record<PropertyKey, unknown> = {
    env: { ...env },
    stdout: writes((text) => {
      told.stdout += text;
    }),
    stderr: writes((text) => {
      told.stderr += text;
    }),
    cwd: () => cwd,
    exitCode: undefined,
    exit: (code = own.exitCode ?? 0) => end(Number(code)),
  };
  for (const name of ["on", "once", "off", "addListener", "removeListener", "emit"] as const)
    own[name] = events[name].bind(events);
  return new Proxy(process, {
    get(target, name) {
      const value = name in own ? own[name] : Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(_, name, value) {
      own[name] = value;
      return true;
    },
  });
}

function writes(take: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      take(chunk);
      done();
    },
  });
}

/** Loads a file of the package and what it requires, with this `process` for the one of Node. */
function evaluate(path: string, process: NodeJS.Process): void {
  const ofNode = createRequire(path);
  const own: Readonly<Record<string, unknown>> = { process, diagnostics_channel: channels() };
  const load = (file: string): unknown => {
    const module = { exports: {} };
    scriptOf(file).runInThisContext()(module.exports, take, module, file, dirname(file), process);
    return module.exports;
  };
  const take = (name: string): unknown =>
    name.startsWith("./")
      ? load(join(dirname(path), name))
      : (own[name.replace("node:", "")] ?? ofNode(name));
  load(path);
}

/** Channels that nobody else hears. */
function channels() {
  const known = new Map<string, diagnostics.Channel>();
  const channel = (name: string): diagnostics.Channel => {
    const found = known.get(name) ?? Reflect.construct(diagnostics.Channel, [name]);
    known.set(name, found);
    return found;
  };
  return {
    ...diagnostics,
    channel,
    subscribe: (name: string, listener: diagnostics.ChannelListener) => channel(name).subscribe(listener),
  };
}

const scripts = new Map<string, Script>();

/** Compiled once. */
function scriptOf(file: string): Script {
  const found =
    scripts.get(file) ??
    new Script(
      `(function (exports, require, module, __filename, __dirname, process) {${readFileSync(file, "utf8")}\n})`,
      { filename: file },
    );
  scripts.set(file, found);
  return found;
}
