import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hashOf, sources } from "../../src/build.ts";
import type { Neon } from "../emulator/server.ts";
import { findLeaks, leakPlaces } from "../runner/leaks.ts";
import { runStep, type Step, type StepResult } from "../runner/runner.ts";

const root = new URL("../../", import.meta.url);
const path = (name: string) => fileURLToPath(new URL(name, root));

const built = path("dist/sources.txt");
const isFresh = existsSync(built) && readFileSync(built, "utf8").trim() === hashOf(sources());

/** The action as it is written, and as the runner gets it, which throws if that is made of other sources. */
export const mains = {
  src: path("src/main.ts"),
  get dist() {
    if (!isFresh) throw new Error("dist is not what src produces: run `npm run build` first.");
    return path("dist/index.js");
  },
} as const;
export type Main = keyof typeof mains;

/**
 * What the tables are played on. What the runner gets is made of the sources, byte by byte, or throws above, so that
 * one of the two is enough: the sources where it is measured how much of them is reached.
 */
export const mainsPlayed: readonly Main[] = process.env.ACTION_COVERAGE ? ["src"] : ["dist"];
/** The same for what is played once. */
export const [main = "dist"] = mainsPlayed;

const actionYml = readFileSync(path("action.yml"), "utf8");

/** Inputs whose values are credentials. */
const credentials = [
  "api_key",
  "client_secret",
  "smtp_password",
  "database_url",
  "github_token",
  "seal_key",
  "password",
];

type Extra = Partial<Omit<Step, "main" | "inputs">>;

/** What only a process of its own can have: a signal, another Node, variables that Node reads when it starts. */
const needsProcess = (main: Main, { signal, node, env = {} }: Extra): boolean =>
  main === "src" ||
  signal !== undefined ||
  node !== undefined ||
  Object.keys(env).some((name) => name.startsWith("NODE_"));

/**
 * Runs the action as one step, in this process unless it needs one of its own or `inProcess` is false. Whatever the test is
 * about, nothing may leak and the runner must be content.
 */
export async function runAction(
  main: Main,
  inputs: Readonly<Record<string, string>>,
  extra: Extra = {},
): Promise<StepResult> {
  const coverage = main === "src" ? process.env.ACTION_COVERAGE : undefined;
  const env = { ...(coverage && { NODE_V8_COVERAGE: path(coverage) }), ...extra.env };
  const inProcess = !needsProcess(main, extra);
  const result = await runStep({ main: mains[main], inputs, actionYml, inProcess, ...extra, env });

  const given = credentials.map((name) => inputs[name] ?? "").filter((value) => value.trim() !== "");
  const secrets = [...given, ...result.masks];
  const { env: environment, ...places } = leakPlaces(result);
  const searched = inputs.export_env ? places : { ...places, environment: environment ?? "" };
  const leaks = leaksOf(secrets, searched);
  if (leaks.length > 0) throw new Error(`The step leaked: ${JSON.stringify(leaks)}\n${result.stdout}`);
  const strangers = strangersAmong(result, { ...inputs, ...extra.env });
  if (strangers.length > 0) throw new Error(`The step connected to ${JSON.stringify(strangers)}`);
  if (result.violations.length > 0)
    throw new Error(`The step broke a rule of the runner: ${result.violations.join("; ")}\n${result.stderr}`);
  return result;
}

/** Secrets in a text. The public `base_url` is most of the `jwks_url` that is masked, so a part of that one is no leak. */
export const leaksOf = (secrets: readonly string[], places: Readonly<Record<string, string>>) =>
  findLeaks(secrets, places).filter(
    ({ secret, encoding }) => !(encoding.endsWith("half") && secrets[secret]?.endsWith("/jwks.json")),
  );

/** Connections to anything but what the step was told of: Neon, a database, a proxy or GitHub. */
function strangersAmong({ connections }: StepResult, given: Readonly<Record<string, string | undefined>>) {
  const told = Object.values(given).flatMap((value) => [
    ...(value ?? "").matchAll(/^\w+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+):(\d+)/g),
  ]);
  const ports = new Set(told.map(([, , port]) => Number(port)));
  return connections.filter(({ address, port }) => !(/^(127\.|::1$)/.test(address) && ports.has(port)));
}

/** The inputs that every step against an embedded Neon needs. */
export const at = (neon: Neon): Record<string, string> => ({ api_key: neon.apiKey, api_host: neon.url });

/** What a Neon was asked for, in order: method and path below `api_host`. */
export const asked = (neon: Neon): string[] =>
  neon.requests.map(({ method, path }) => `${method} ${path.replace(/^\/api\/v2/, "")}`);

/** The requests that may have changed something. */
export const written = (neon: Neon): string[] => asked(neon).filter((request) => !request.startsWith("GET "));

/** The one error of a step, as a person reads it. */
export function errorOf(result: StepResult): string {
  const errors = result.annotations.filter(({ level }) => level === "error");
  if (errors.length !== 1)
    throw new Error(`The step printed ${errors.length} errors, not one.\n${result.log.join("\n")}`);
  return errors[0]?.message ?? "";
}
