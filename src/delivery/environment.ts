import { statSync } from "node:fs";
import { exportVariable } from "@actions/core";
import { InputError } from "../ground/errors.ts";
import { reveal } from "../ground/secret.ts";
import { named } from "../words/rules.ts";
import type { Place, Placed } from "./place.ts";

/** In bytes. Linux starts no process with a `NAME=value` of this length, the closing zero byte left out. */
const TOO_LONG = 128 * 1024;

/**
 * Names, and beginnings of names (with `*`), through which a value would run code in later steps or change
 * where they find programs, whom they trust and what the runner does. A value comes from outside, so none of
 * them is set, however it is spelled: Windows knows no case in them.
 */
const reserved = [
  // The runner and its actions.
  "CI GITHUB_* RUNNER_* ACTIONS_* AGENT_* INPUT_* STATE_*",
  // Where programs, their configuration and their files are found.
  "PATH PATHEXT HOME USERPROFILE XDG_* TMPDIR TMP TEMP SYSTEMROOT WINDIR COMSPEC",
  // Shells, and what they start.
  "SHELL SHELLOPTS BASHOPTS BASH_* ENV IFS PS4 PROMPT_COMMAND ZDOTDIR CDPATH PSMODULEPATH",
  "EDITOR VISUAL PAGER MANPAGER BROWSER LESS LESSOPEN LESSCLOSE",
  // What the loader and the C library put into every process.
  "LD_* DYLD_* GCONV_PATH GLIBC_TUNABLES LOCPATH NLSPATH",
  // Interpreters and runtimes.
  "NODE_* NPM_* PNPM_* YARN_* COREPACK_* BUN_* DENO_* ELECTRON_* TS_NODE_*",
  "PYTHON* PIP_* UV_* PERL* RUBY* GEM_* BUNDLE_* PHPRC PHP_INI_SCAN_DIR LUA_*",
  "JAVA_* _JAVA_OPTIONS JDK_* CLASSPATH MAVEN_* GRADLE_* DOTNET_* CORECLR_* COR_* COMPLUS_* MSBUILD*",
  // Tools of builds and deployments that take commands or addresses from the environment.
  "GIT_* SSH_* MAKEFLAGS MFLAGS GNUMAKEFLAGS CC CXX LD CFLAGS CXXFLAGS LDFLAGS",
  "GOFLAGS GOROOT GOPROXY GOTOOLCHAIN RUST* CARGO_* DOCKER_* KUBECONFIG TAR_OPTIONS",
  // Whom connections go through and trust.
  "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY CURL_* WGETRC REQUESTS_CA_BUNDLE SSL_* OPENSSL_*",
].flatMap((names) => names.split(" "));

const proper = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * What is wrong with the name of an environment variable, as the end of the sentence "The name …". An
 * improper name may be anything, a pasted secret too, so it is better not printed.
 */
export function environmentNameProblem(name: string): string | undefined {
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
    const problem = environmentNameProblem(name);
    return problem ? [`\`${input}\`: ${proper.test(name) ? `\`${name}\`` : "a name"} ${problem}.`] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** The environment of the later steps of the job. What has no value keeps the one that it has. */
export function openEnvironment(names: readonly string[]): Place {
  refuseNames("export_env", names);
  // Without the file, the toolkit prints the value to the log.
  if (!statSync(process.env.GITHUB_ENV ?? "", { throwIfNoEntry: false })?.isFile())
    throw new InputError([
      "`export_env`: `GITHUB_ENV` names no file, so nothing can be set for later steps. Run this action as a step of a workflow.",
    ]);
  return {
    async put(items) {
      const problems: string[] = [];
      const placed: Placed[] = [];
      for (const { name, output, value } of items) {
        const text = reveal(value ?? "");
        const fault = faultOf(name, text);
        if (fault) problems.push(`\`export_env\`: output \`${output}\` ${fault}. Leave \`${name}\` out.`);
        else if (text === "")
          placed.push({ name, where: "environment", state: process.env[name] ? "kept" : "left" });
        else
          try {
            exportVariable(name, text);
            placed.push({ name, where: "environment", state: "written" });
          } catch {
            problems.push(`\`export_env\`: \`${name}\` could not be written to \`GITHUB_ENV\`.`);
          }
      }
      const written = placed.filter(({ state }) => state === "written").map(({ name }) => name);
      if (problems.length > 0)
        throw new InputError([`${problems.join(" ")} Set for later steps: ${named(written) || "nothing"}.`]);
      return placed;
    },
  };
}

function faultOf(name: string, text: string): string | undefined {
  if (text.includes("\0")) return "has a zero byte, which no environment can hold";
  if (!text.isWellFormed()) return "has half a character, which no environment can hold";
  if (Buffer.byteLength(`${name}=${text}`) >= TOO_LONG)
    return "is too long: with more than 128 KiB in one variable, no later step could start a process";
  return undefined;
}
