/**
 * What GitHub's runner makes of the lines of a step: commands are obeyed, everything else is shown, masked.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
 */
import { type Command, parseCommand, splitLines } from "./commands.ts";
import type { Masks } from "./masks.ts";

export interface Annotation {
  level: "error" | "warning" | "notice";
  /** Masked, and cut at 4,096 characters. */
  message: string;
  /** As the step wrote it: masks do not reach titles. */
  title?: string;
  /** Where GitHub shows it in the repository. */
  file?: string;
  line?: number;
}

export interface Transcript {
  log: string[];
  /** The first ten of each level: GitHub keeps no more. */
  annotations: Annotation[];
  /** What the step asked to mask, in order. */
  masks: string[];
  outputs: Record<string, string>;
  state: Record<string, string>;
  /** What a good action never does. */
  violations: string[];
  /** A command or a file could not be processed: the step fails, whatever its exit code. */
  failed: boolean;
  /** Takes one line of the step's output. */
  read(line: string): void;
  /** Adds an issue of the runner itself. */
  report(level: Annotation["level"], message: string): void;
  fail(...messages: string[]): void;
  /** Call it after the last line. */
  end(): void;
}

const MAX_ANNOTATIONS = 10;
const MAX_MESSAGE = 4096;
const LABELS = { error: "Error", warning: "Warning", notice: "Notice" } as const;

export function createTranscript(store: Masks, debug: boolean): Transcript {
  let echo = debug;
  let stopToken: string | undefined;
  let openGroups = 0;

  const show = (text: string, prefix = "") => {
    const lines = splitLines(store.apply(text));
    for (const line of lines.length > 0 ? lines : [""]) transcript.log.push(prefix + line);
  };
  const showDebug = (text: string) => {
    if (debug) show(text, "##[debug]");
  };

  const issue = (
    level: Annotation["level"],
    message: string,
    { title, file, line }: Command["properties"] = {},
  ) => {
    if (message !== "") transcript.log.push(...splitLines(`${LABELS[level]}: ${store.apply(message)}`));
    if (transcript.annotations.filter((other) => other.level === level).length >= MAX_ANNOTATIONS) return;
    const annotation: Annotation = { level, message: store.apply(message).slice(0, MAX_MESSAGE) };
    if (title !== undefined) annotation.title = title;
    if (file !== undefined) annotation.file = file;
    if (line !== undefined) annotation.line = Number(line);
    transcript.annotations.push(annotation);
  };

  const deprecated = (command: Command, into: Record<string, string>) => {
    const name = command.properties.name;
    if (name === undefined)
      throw new Error(`Required field 'name' is missing in ##[${command.name}] command.`);
    issue("warning", `The \`${command.name}\` command is deprecated and will be disabled soon.`);
    into[name] = command.data;
  };
  const disabled = ({ name }: Command) => {
    throw new Error(`The \`${name}\` command is disabled.`);
  };

  const handlers: Record<string, (command: Command) => void> = {
    "add-mask": ({ data }) => {
      if (store.add(data)) {
        transcript.masks.push(data);
        if (echo) show("::add-mask::***");
      } else {
        issue("warning", "Can't add secret mask for empty string in ##[add-mask] command.");
        transcript.violations.push("masked an empty value");
      }
    },
    debug: ({ data }) => showDebug(data),
    error: ({ data, properties }) => issue("error", data, properties),
    warning: ({ data, properties }) => issue("warning", data, properties),
    notice: ({ data, properties }) => issue("notice", data, properties),
    group: ({ data }) => {
      openGroups++;
      show(`##[group]${data}`);
    },
    endgroup: () => {
      openGroups--;
      show("##[endgroup]");
    },
    echo: ({ data }) => {
      const value = data.trim().toLowerCase();
      if (value !== "on" && value !== "off") throw new Error(`Invalid echo command value: '${data}'.`);
      echo = value === "on";
    },
    "set-output": (command) => deprecated(command, transcript.outputs),
    "save-state": (command) => deprecated(command, transcript.state),
    "set-env": disabled,
    "add-path": disabled,
    "add-matcher": () => {},
    "remove-matcher": () => {},
  };
  const shunned = new Set([
    "set-output",
    "save-state",
    "set-env",
    "add-path",
    "add-matcher",
    "remove-matcher",
  ]);
  const silent = new Set(["add-mask", "debug", "error", "warning", "notice"]);
  const known = new Set([...Object.keys(handlers), "stop-commands"]);

  const obey = (command: Command, line: string) => {
    if (command.style === "##[")
      transcript.violations.push(`##[${command.name}] was obeyed inside of a line`);
    if (shunned.has(command.name)) transcript.violations.push(`used the command ${command.name}`);

    if (command.name === "stop-commands") {
      const token = command.data.toLowerCase();
      if (token === "" || token === "pause-logging" || known.has(token)) {
        transcript.fail(
          "You cannot use a endToken that is an empty string, 'pause-logging', or a workflow command.",
        );
        return;
      }
      stopToken = token;
      if (token.length > 6) store.add(command.data);
      show(line);
      return;
    }

    if (echo && !silent.has(command.name)) show(line);
    try {
      handlers[command.name]?.(command);
    } catch (error) {
      const what = silent.has(command.name) ? command.name : line;
      transcript.fail(`Unable to process command '${what}' successfully.`, (error as Error).message);
    }
  };

  const transcript: Transcript = {
    log: [],
    annotations: [],
    masks: [],
    outputs: {},
    state: {},
    violations: [],
    failed: false,

    read(line) {
      const command = parseCommand(line, stopToken === undefined ? known : new Set([...known, stopToken]));
      if (command === undefined) {
        show(line);
      } else if (stopToken === undefined) {
        obey(command, line);
      } else {
        if (command.name === stopToken) stopToken = undefined;
        else showDebug("Commands are stopped.");
        show(line);
      }
    },

    report: (level, message) => issue(level, message),

    fail(...messages) {
      for (const message of messages) {
        issue("error", message);
        transcript.violations.push(message);
      }
      transcript.failed = true;
    },

    end() {
      if (stopToken !== undefined) transcript.violations.push("commands stayed stopped");
      if (openGroups !== 0)
        transcript.violations.push("a group was not closed, or closed without being open");
    },
  };
  return transcript;
}
