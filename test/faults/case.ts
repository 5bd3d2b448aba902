import { expect } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import type { Auth, AuthProvider } from "../emulator/state.ts";
import { asked, at, errorOf, main, runAction } from "../process/action.ts";
import type { StepResult } from "../runner/runner.ts";

export type Given = Readonly<Record<string, string>>;
type Extra = Parameters<typeof runAction>[2];

/** A condition, and what must happen under it. The cases show that it does. */
export interface Row {
  /** By which people speak of it. Those that have none came later. */
  readonly number?: number;
  readonly title: string;
  readonly cases: readonly (Case | Scene)[];
}

/** One step against a Neon of its own. What is not said here must not happen. */
export interface Case {
  /** Tells the case from the others of its row. */
  readonly what?: string;
  /** `api_key`, `api_host` and `project_id` are filled in unless given. */
  readonly inputs: Given | ((neon: Neon) => Given);
  readonly options?: Options;
  /** What is at Neon before. */
  readonly there?: (neon: Neon) => void;
  readonly faults?: readonly (readonly [Match, Fault])[];
  readonly extra?: (neon: Neon) => Extra;
  /** The whole error, or a decisive part of it. Without it the step succeeds. */
  readonly error?: string | RegExp;
  /** All requests, in order; `atLeast`, if the last of them may come again on a busy machine. */
  readonly requests: readonly string[] | { readonly atLeast: readonly string[] };
  readonly effects?: Readonly<Record<string, number>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** What is masked after the API key, in order; `undefined`: not even the key. */
  readonly masks?: readonly unknown[] | undefined;
  /** What must happen does not yet. */
  readonly fails?: true;
  /** Whatever else has to hold. */
  readonly also?: (played: Played) => void | Promise<void>;
}

/** Several steps, which say themselves what must hold. */
export interface Scene {
  readonly what?: string;
  readonly fails?: true;
  readonly play: () => Promise<void>;
}

export interface Played {
  readonly neon: Neon;
  readonly result: StepResult;
}

export const apiKey = "napi_a-key-that-stands-in-no-output-0123456789";
export const project = { project_id: "project-id" };
export const branch = { ...project, branch_id: "br-example-123" };
export const onProject = "/projects/project-id/auth";
export const onBranch = "/projects/project-id/branches/br-example-123/auth";
/** The outputs that every step sets. */
export const some = expect.any(String);
export const projectStep = { scope: "project", request_id: some };
export const branchStep = { scope: "branch", branch_id: "br-example-123", request_id: some };

export const theBranch = ({ state }: Neon) => state.branch("project-id", "br-example-123");
export const enable = (provider: AuthProvider, and?: (auth: Auth) => void) => (neon: Neon) => {
  const auth = neon.state.enableAuth(theBranch(neon), provider);
  and?.(auth);
};

export const json = (status: number, message: string, headers: Record<string, string> = {}): Fault => ({
  kind: "answer",
  status,
  headers,
  body: { request_id: "req-1", code: "", message },
});

/** Plays a case on what the runner gets, and compares everything that can be seen of it. */
export async function check(given: Case | Scene): Promise<void> {
  if ("play" in given) return given.play();
  await using neon = await startNeon({ apiKey, ...given.options });
  given.there?.(neon);
  for (const [match, fault] of given.faults ?? []) neon.next(match, fault);
  const result = await play(neon, given.inputs, given.extra?.(neon));
  const errors = result.annotations.filter(({ level }) => level === "error");
  const { error, masks = [], effects = {}, outputs = {}, requests } = given;
  expect({
    exitCode: result.exitCode,
    errors: errors.map(({ message }) => message),
    stderr: result.stderr,
    requests: asked(neon),
    effects: neon.sideEffects,
    outputs: result.outputs,
    masks: result.masks,
  }).toEqual({
    exitCode: error === undefined ? 0 : 1,
    errors: error === undefined ? [] : [sentence(error)],
    stderr: "",
    requests: "atLeast" in requests ? beginningWith(requests.atLeast) : requests,
    effects,
    outputs,
    masks: "masks" in given && given.masks === undefined ? [] : [apiKey, ...masks],
  });
  await given.also?.({ neon, result });
}

/** These requests, and then nothing but the last one again. */
const beginningWith = (requests: readonly string[]): unknown =>
  expect.toSatisfy((given: readonly string[]) => {
    const more = Math.max(0, given.length - requests.length);
    const expected = [...requests, ...Array.from({ length: more }, () => requests.at(-1))];
    return given.length === expected.length && given.every((request, n) => request === expected[n]);
  });

/** A text with a full stop or the request at its end is the whole error. */
const sentence = (error: string | RegExp): unknown => {
  if (error instanceof RegExp) return expect.stringMatching(error);
  return /(\.|\]\.?)$/.test(error) && !error.startsWith("(") ? error : expect.stringContaining(error);
};

/** Runs one step on what the runner gets. */
export function play(neon: Neon, inputs: Case["inputs"], extra?: Extra): Promise<StepResult> {
  const given = typeof inputs === "function" ? inputs(neon) : inputs;
  return runAction(main, { ...at(neon), ...project, ...given }, extra);
}

/** Everything that a step leaves behind but its outputs, which later steps need as they are. */
export const visible = ({ stdout, stderr, log, summary, files }: StepResult): string =>
  [stdout, stderr, ...log, summary, files.step_summary, files.env, files.state].join("\n");

export { errorOf };
