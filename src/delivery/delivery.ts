import type { Budget } from "../ground/budget.ts";
import { DeliveryError, describe } from "../ground/errors.ts";
import { warning } from "../ground/log.ts";
import type { Credential } from "../ground/secret.ts";
import { carried } from "../operations/open.ts";
import { type OutputText, setOutputs } from "../page/summary.ts";
import type { Operation, Values } from "../record/endpoint.ts";
import { isLocal, type LocalStep, type Step } from "../step/step.ts";
import { type OutputName, outputs } from "../words/outputs.ts";
import { type Assignment, isKey, readPlan } from "./assignments.ts";
import { nameProblem as envNameProblem, openEnvironment } from "./environment.ts";
import { nameProblem as githubNameProblem } from "./github/names.ts";
import { checkSealing, seal, sealContext } from "./seal.ts";

/** Puts outputs where they are needed besides the step's outputs. Loaded only if a step asks for that. */

/** A value to put somewhere, under a name. */
export interface Item {
  readonly name: string;
  readonly output: OutputName;
  /** `undefined` if the operation gave none. Nothing is ever replaced by that. */
  readonly value: string | undefined;
}

/** What became of one item. `kept`: what is there stays as it is; `left`: there is no value, here or there. */
export interface Placed {
  readonly name: string;
  readonly where: string;
  readonly state: "written" | "kept" | "left";
}

/** A place that values go to; made by a preflight that has found it usable. */
export interface Place {
  /** Throws if something fails, and says which names are done. */
  put(items: readonly Item[]): Promise<readonly Placed[]>;
}

/** What became of an output. */
export interface Delivered extends Placed {
  readonly output: OutputName;
  /** Whether it stays when the run is over. */
  readonly stays: boolean;
}

export type Texts = ReadonlyMap<OutputName, OutputText>;

export interface Delivery {
  readonly deliver: (texts: Texts) => Promise<readonly Delivered[]>;
}

const names = { env: envNameProblem, github: githubNameProblem };

/** Everything that is wrong with the inputs that say where values go. */
export const deliveryProblems = (operation: Operation, values: Values): readonly string[] =>
  readPlan(operation, values, names).problems;

/** The preflight: nothing that cannot be asked for twice is asked for before each place is known to work. */
export async function openDelivery(step: Step | LocalStep, budget: Budget): Promise<Delivery> {
  const { values } = step;
  const { plan } = readPlan(step.endpoint, values, names);
  const context = sealContext();
  const places: { place: Place; assignments: readonly Assignment[]; stays: boolean }[] = [];
  const add = (place: Place, assignments: readonly Assignment[], stays = false) =>
    places.push({ place, assignments, stays });
  const namesOf = (assignments: readonly Assignment[]) => assignments.map(({ name }) => name);

  const sealing = isLocal(step) ? undefined : values.seal_key;
  if (sealing) checkSealing(sealing, context);
  if (plan.env.length > 0) add(openEnvironment(namesOf(plan.env)), plan.env);
  if (plan.dotenv) {
    const { openDotenv } = await import("./dotenv.ts");
    const folders = { temp: process.env.RUNNER_TEMP, workspace: process.env.GITHUB_WORKSPACE };
    const { path, assignments } = plan.dotenv;
    add(await openDotenv(path, namesOf(assignments), folders), assignments);
  }
  if (values.github_token && plan.secrets.length + plan.variables.length > 0) {
    const { openGithub } = await import("./github/places.ts");
    const repository = values.github_repository ?? process.env.GITHUB_REPOSITORY ?? "";
    const to = {
      token: values.github_token,
      repository,
      target: values.github_target,
      budget,
      retries: values.retries,
    };
    const { secrets, variables } = await openGithub(to, namesOf(plan.secrets), namesOf(plan.variables));
    add(secrets, plan.secrets, true);
    add(variables, plan.variables, true);
  }

  async function deliver(texts: Texts): Promise<readonly Delivered[]> {
    const delivered: Delivered[] = [];
    const failures: string[] = [];
    const attempt = (work: Promise<readonly Delivered[]>) =>
      work.then(
        (done) => delivered.push(...done),
        (error: unknown) => failures.push(describe(error)),
      );
    if (sealing) await attempt(sealOutputs(texts, sealing));
    const isStack = texts.get("auth_provider")?.text === "stack";
    for (const { place, assignments: all, stays } of places) {
      const assignments = all.filter(
        ({ output, explicit }) => explicit || texts.has(output) || (isStack && isKey(output)),
      );
      const items = assignments.map(({ name, output }) => ({ name, output, value: texts.get(output)?.text }));
      await attempt(
        place.put(items).then((placed) => {
          warnOfMissing(assignments, texts, placed);
          return placed.flatMap((one) => {
            const item = items.find(({ name }) => name === one.name);
            return item ? [{ ...one, output: item.output, stays }] : [];
          });
        }),
      );
    }
    if (failures.length > 0) throw new DeliveryError(step.endpoint.operation, failures);
    return delivered;
  }

  async function sealOutputs(texts: Texts, key: Credential): Promise<readonly Delivered[]> {
    const entries = carried.flatMap((name) => {
      const found = texts.get(name);
      // What is not masked crosses jobs by itself; only what the presets need goes along.
      return found && (found.masked || outputs[name].kind === "text") ? [[name, found.text] as const] : [];
    });
    setOutputs({ sealed: await seal(Object.fromEntries(entries), key, context) }, values.mask);
    return entries.map(([name]) => ({
      name,
      output: name,
      where: "output `sealed`",
      state: "written",
      stays: false,
    }));
  }

  return { deliver };
}

/** Neon shows keys only once, so a run that finds the integration in place has none to put anywhere. */
function warnOfMissing(assignments: readonly Assignment[], texts: Texts, placed: readonly Placed[]): void {
  for (const { name, output } of assignments) {
    const found = placed.find((one) => one.name === name);
    if (!found || texts.has(output)) continue;
    const cure = isKey(output) ? " `generate-sdk-keys` makes new keys." : "";
    const fate = found.state === "kept" ? "was left as it is" : "is not set";
    warning(`Output \`${output}\` has no value, so \`${name}\` (${found.where}) ${fate}.${cure}`);
  }
}
