import { statSync } from "node:fs";
import { exportVariable } from "@actions/core";
import { InputError } from "../ground/errors.ts";
import { named } from "../words/rules.ts";
import type { Item, Place, Placed } from "./delivery.ts";

/** In bytes. Linux starts no process with a `NAME=value` of this length, the closing zero byte left out. */
const TOO_LONG = 128 * 1024;

/**
 * Names, and beginnings of names (with `*`), through which a value would run code in later steps or change
 * where they find programs, whom they trust and what the runner does. A value comes from outside, so none of
 * them is set, however it is spelled: Windows knows no case in them.
 */
const reserved = [
  // The runner and its actions.
  ..."CI GITHUB_* RUNNER_* ACTIONS_* AGENT_* INPUT_* STATE_*".split(" "),
  // Where programs, their configuration and their files are found.
  ..."PATH PATHEXT HOME USERPROFILE XDG_* TMPDIR TMP TEMP SYSTEMROOT WINDIR COMSPEC".split(" "),
  // Shells, and what they start.
  ..."SHELL SHELLOPTS BASHOPTS BASH_* ENV IFS PS4 PROMPT_COMMAND ZDOTDIR CDPATH PSMODULEPATH".split(" "),
  ..."EDITOR VISUAL PAGER MANPAGER BROWSER LESS LESSOPEN LESSCLOSE".split(" "),
  // What the loader and the C library put into every process.
  ..."LD_* DYLD_* GCONV_PATH GLIBC_TUNABLES LOCPATH NLSPATH".split(" "),
  // Interpreters and runtimes.
  ..."NODE_* NPM_* PNPM_* YARN_* COREPACK_* BUN_* DENO_* ELECTRON_* TS_NODE_*".split(" "),
  ..."PYTHON* PIP_* UV_* PERL* RUBY* GEM_* BUNDLE_* PHPRC PHP_INI_SCAN_DIR LUA_*".split(" "),
  ..."JAVA_* _JAVA_OPTIONS JDK_* CLASSPATH MAVEN_* GRADLE_* DOTNET_* CORECLR_* COR_* COMPLUS_* MSBUILD*".split(
    " ",
  ),
  // Tools of builds and deployments that take commands or addresses from the environment.
  ..."GIT_* SSH_* MAKEFLAGS MFLAGS GNUMAKEFLAGS CC CXX LD CFLAGS CXXFLAGS LDFLAGS".split(" "),
  ..."GOFLAGS GOROOT GOPROXY GOTOOLCHAIN RUST* CARGO_* DOCKER_* KUBECONFIG TAR_OPTIONS".split(" "),
  // Whom connections go through and trust.
  ..."HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY CURL_* WGETRC REQUESTS_CA_BUNDLE SSL_* OPENSSL_*".split(" "),
];

const proper = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * What is wrong with the name of an environment variable, as the end of the sentence "The name …". An
 * improper name may be anything, a pasted secret too, so it is better not printed.
 */
export function nameProblem(name: string): string | undefined {
  if (!proper.test(name)) return "must be letters, digits and `_`, with no digit at the start";
  const upper = name.toUpperCase();
  const rule = reserved.find((entry) =>
    entry.endsWith("*") ? upper.startsWith(entry.slice(0, -1)) : upper === entry,
  );
  return rule && `is refused, because \`${rule}\` changes what later steps run or trust: choose another one`;
}

/** The last barrier before a name is written into a file; the inputs are checked for all of this before. */
export function refuseNames(input: string, names: readonly string[]): void {
  const problems = names.flatMap((name) => {
    const problem = nameProblem(name);
    if (!problem) return [];
    return [`\`${input}\`: ${proper.test(name) ? `\`${name}\`` : "a name"} ${problem}.`];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** The environment of the later steps of the job. What has no value keeps the one that it has. */
export function openEnvironment(names: readonly string[]): Place {
  refuseNames("export_env", names);
  refuseMissingFile();
  return {
    async put(items) {
      const problems: string[] = [];
      const placed: Placed[] = [];
      for (const item of items) {
        const problem = valueProblem(item);
        const state = problem ? undefined : set(item);
        if (state) placed.push({ name: item.name, where: "environment", state });
        else
          problems.push(
            problem ?? `\`export_env\`: \`${item.name}\` could not be written to \`GITHUB_ENV\`.`,
          );
      }
      const written = placed.filter(({ state }) => state === "written").map(({ name }) => name);
      if (problems.length > 0)
        throw new InputError([`${problems.join(" ")} Set for later steps: ${named(written) || "nothing"}.`]);
      return placed;
    },
  };
}

/** Without the file, the toolkit prints the value to the log. */
function refuseMissingFile(): void {
  if (!statSync(process.env.GITHUB_ENV ?? "", { throwIfNoEntry: false })?.isFile())
    throw new InputError([
      "`export_env`: `GITHUB_ENV` names no file, so nothing can be set for later steps. Run this action as a step of a workflow.",
    ]);
}

/** Nothing if it failed. */
function set({ name, value }: Item): Placed["state"] | undefined {
  if (!value) return process.env[name] ? "kept" : "left";
  try {
    exportVariable(name, value);
    return "written";
  } catch {
    return undefined;
  }
}

function valueProblem({ name, output, value = "" }: Item): string | undefined {
  const fault = value.includes("\0")
    ? "has a zero byte, which no environment can hold"
    : !value.isWellFormed()
      ? "has half a character, which no environment can hold"
      : Buffer.byteLength(`${name}=${value}`) >= TOO_LONG
        ? "is too long: with more than 128 KiB in one variable, no later step could start a process"
        : undefined;
  return fault && `\`export_env\`: output \`${output}\` ${fault}. Leave \`${name}\` out.`;
}
