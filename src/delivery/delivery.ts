import { randomBytes } from "node:crypto";
import type { LocatedStep, Operation } from "../engine/operation.ts";
import type { Budget } from "../ground/budget.ts";
import { DeliveryError, describe } from "../ground/errors.ts";
import { info, warning } from "../ground/log.ts";
import { type MaskSetting, mask, Secret } from "../ground/secret.ts";
import { isShownOnce, sealable } from "../words/outputs.ts";
import { type Assignment, readPlan } from "./assignments.ts";
import { openEnvironment } from "./environment.ts";
import { type Delivered, type Item, isOnceOnly, notSealed, type Place, type Placed } from "./place.ts";
import { openSealing } from "./seal.ts";
import { type Outputs, setOutputs } from "./step-outputs.ts";

/** Puts outputs where they are needed besides the step's outputs. Loaded only if a step asks for that. */
export type Deliver = (outputs: Outputs) => Promise<readonly Delivered[]>;

/** A place, and what goes there. */
interface Errand {
  readonly place: Place;
  readonly assignments: readonly Assignment[];
  readonly stays: boolean;
}

/** The preflight: nothing that cannot be asked for twice is asked for before each place is known to work. */
export async function openDelivery({ operation, values }: LocatedStep, budget: Budget): Promise<Deliver> {
  const { env, dotenv, secrets, variables } = readPlan(operation, values).plan;
  const errands: Errand[] = [];
  const add = (place: Place, assignments: readonly Assignment[], stays = false) =>
    errands.push({ place, assignments, stays });
  const namesOf = (assignments: readonly Assignment[]) => assignments.map(({ name }) => name);

  // What opens something sealed has the same key, and nothing to seal.
  if (values.seal_key && operation.needs === "neon")
    add(
      openSealing(values.seal_key, values.mask),
      sealable.map((name) => ({ name, output: name, explicit: false })),
    );
  if (env.length > 0) add(openEnvironment(namesOf(env)), env);
  if (dotenv) {
    const { openDotenv } = await import("./dotenv.ts");
    const folders = { temp: process.env.RUNNER_TEMP, workspace: process.env.GITHUB_WORKSPACE };
    add(await openDotenv(dotenv.path, namesOf(dotenv.assignments), folders), dotenv.assignments);
  }
  if (values.github_token && secrets.length + variables.length > 0) {
    const { openGithub } = await import("./github/places.ts");
    const to = {
      token: values.github_token,
      repository: values.github_repository ?? process.env.GITHUB_REPOSITORY ?? "",
      target: values.github_target,
      budget,
      retries: values.retries,
    };
    const places = await openGithub(to, namesOf(secrets), namesOf(variables));
    add(places.secrets, secrets, true);
    add(places.variables, variables, true);
  }
  return (outputs) =>
    deliver(
      operation,
      errands,
      operation.needs === "neon" ? withCookieSecret(outputs, errands, values.mask) : outputs,
      values.mask,
    );
}

const COOKIE_SECRET = "cookie_secret";
const COOKIE_SECRET_BYTES = 32;

/**
 * The secret for cookies comes from no answer of Neon: it is made here, where somebody asks for it. One that GitHub has is
 * kept, since another one would sign everybody out; it cannot be read, so that the other places get none.
 */
function withCookieSecret(outputs: Outputs, errands: readonly Errand[], setting: MaskSetting): Outputs {
  const asking = errands.flatMap(({ place, assignments }) =>
    assignments
      .filter(({ output }) => output === COOKIE_SECRET)
      .map(({ name }) => ({ kept: place.has?.(name) ?? false })),
  );
  const isServed = outputs.has("base_url") && !outputs.has(COOKIE_SECRET);
  if (!isServed || asking.length === 0 || asking.some(({ kept }) => kept)) return outputs;
  const secret = new Secret(randomBytes(COOKIE_SECRET_BYTES).toString("base64"), "credential");
  mask(secret);
  return new Map([...outputs, ...setOutputs({ [COOKIE_SECRET]: secret }, setting)]);
}

/** One place after the other, each whatever became of those before. */
async function deliver(
  { operation, needs }: Operation,
  errands: readonly Errand[],
  outputs: Outputs,
  mask: MaskSetting,
): Promise<readonly Delivered[]> {
  const delivered: Delivered[] = [];
  const failures: string[] = [];
  for (const { place, assignments, stays } of errands) {
    const items = itemsOf(assignments, outputs, needs === "nothing");
    try {
      const done = await place.put(items);
      if (place.path && done.some(({ state }) => state !== "left"))
        setOutputs({ dotenv_path: place.path }, mask);
      for (const placed of done) {
        const item = items.find(({ name }) => name === placed.name);
        if (!item) continue;
        if (item.value === undefined) tellOfMissing(item, placed, outputs);
        delivered.push({ ...placed, output: item.output, stays });
      }
    } catch (error) {
      failures.push(describe(error));
    }
  }
  if (failures.length > 0) throw new DeliveryError(operation, failures);
  return delivered;
}

/**
 * What goes to a place: what was asked for by name, and what a preset names if the integration has such a thing, or could
 * have it.
 */
function itemsOf(assignments: readonly Assignment[], outputs: Outputs, sealed: boolean): Item[] {
  const hasKeys = outputs.get("auth_provider") === "stack";
  return assignments
    .filter(
      ({ output, explicit }) =>
        explicit ||
        outputs.has(output) ||
        (hasKeys && isShownOnce(output)) ||
        (output === COOKIE_SECRET && outputs.has("base_url")),
    )
    .map(({ name, output }) => ({ name, output, value: outputs.get(output), sealed }));
}

/** Says what became of an item without a value. What every further run would say is no warning. */
function tellOfMissing(item: Item, { where, state }: Placed, outputs: Outputs): void {
  const { name, output } = item;
  const isKept = state === "kept";
  const expected = isKept ? whyKept(item) : undefined;
  if (expected) info(`\`${name}\` (${where}) stays as it is${expected}`);
  else
    warning(
      `Output \`${output}\` has no value, so \`${name}\` (${where}) ${isKept ? "was left as it is" : "is not set"}.${cureOf(item, outputs)}`,
    );
}

/** Why a value that was put somewhere by an earlier run has to stay there, as the end of a sentence. */
function whyKept(item: Item): string | undefined {
  if (item.output === COOKIE_SECRET) return ", so that nobody is signed out.";
  return isOnceOnly(item)
    ? ": Neon shows keys only when it makes them, and `generate-sdk-keys` makes new ones."
    : undefined;
}

function cureOf(item: Item, outputs: Outputs): string {
  if (item.sealed) return ` ${notSealed}`;
  if (item.output === COOKIE_SECRET)
    return outputs.has("base_url")
      ? " GitHub has one, which is kept and cannot be read: give it to the application from there."
      : " One is made for a branch that has a `base_url`, which Better Auth has.";
  return isOnceOnly(item) ? " `generate-sdk-keys` makes new keys." : "";
}
