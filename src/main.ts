import { statSync } from "node:fs";
import { getInput } from "@actions/core";
import type { Delivery } from "./delivery/delivery.ts";
import { changedBefore } from "./engine/doubt.ts";
import { carryOut } from "./engine/engine.ts";
import { guard } from "./engine/guard.ts";
import { locate, placeOf } from "./engine/locate.ts";
import type { Progress } from "./engine/session.ts";
import { settle } from "./engine/settle.ts";
import { type Budget, openBudget } from "./ground/budget.ts";
import { DeliveryError, describe, InputError } from "./ground/errors.ts";
import { fail, info, notice, warning } from "./ground/log.ts";
import type { MaskSetting } from "./ground/secret.ts";
import { connect } from "./neon/client.ts";
import { createUsers } from "./operations/create-users.ts";
import { endpoints } from "./operations/index.ts";
import { open } from "./operations/open.ts";
import { readUsers } from "./operations/users-file.ts";
import { outputTexts, setOutputs, summarize, summarizeFailure, summarizePreview } from "./page/summary.ts";
import { delivers, isLocal, type LocalStep, readStep, type Step } from "./step/step.ts";

const operations = [...endpoints, open];

async function run(given: Step, progress: Progress): Promise<void> {
  const { endpoint, values } = given;
  const users = values.users_file && (await readUsers(values.users_file));
  for (const text of given.warnings) warning(text);
  if (endpoint.deprecated)
    notice(
      `${endpoint.operation} uses Neon's project-scoped API, which Neon keeps for existing integrations only. ${endpoint.deprecated}`,
    );

  const budget = openBudget(values.timeout_seconds);
  await using neon = await connect(values.api_host, values.api_key, values.retries, budget);
  const step = await locate(given, neon);
  const used = { scope: endpoint.scope, branch_id: step.values.branch_id };
  setOutputs(used, values.mask);
  if (!values.dry_run) await guard(step, neon);
  const delivery = await deliveryOf(step, budget);
  if (values.dry_run) {
    const previews = (users || [{}]).flatMap(
      (user) => endpoint.prepare({ ...step.values, ...user }).previews,
    );
    info(`Dry run on ${placeOf(step)}. The step would send:`);
    for (const { method, path, body } of previews) info(`${method} ${path}${body ? ` with ${body}` : ""}`);
    return summarizePreview(step, previews);
  }

  info(`${endpoint.operation} on ${placeOf(step)}`);
  const outcome = users
    ? await createUsers(step, users, neon, progress, budget)
    : await carryOut(step, neon, progress);
  const { reading, changed, failed } = outcome;
  const outputs = { ...reading.outputs, result: reading.data };
  setOutputs(outputs, values.mask);
  info(reading.done(changed));
  for (const text of reading.warnings) warning(text);
  if (failed) throw failed;
  const all = { ...used, ...outputs, changed, request_id: progress.requestId };
  const placed = await delivery?.deliver(outputTexts(all, values.mask));
  setOutputs(await settle(step, reading, budget), values.mask);
  summarize(step, outcome, placed);
}

/** What the step asks to do with its values. It is made ready before anything is written. */
const deliveryOf = async (step: Step, budget: Budget): Promise<Delivery | undefined> =>
  delivers(step.values) || step.values.seal_key
    ? (await import("./delivery/delivery.ts")).openDelivery(step, budget)
    : undefined;

async function readInputs(): Promise<Step | LocalStep> {
  const step = await readStep(operations, process.env);
  if (!statSync(process.env.GITHUB_OUTPUT ?? "", { throwIfNoEntry: false })?.isFile())
    throw new InputError([
      "`GITHUB_OUTPUT` names no file, so the outputs would be lost. Run this action as a step of a workflow.",
    ]);
  return step;
}

/** The one place where anything thrown ends: as one error, with what is known of a write before it. */
async function main(): Promise<void> {
  const progress: Progress = { changed: false, requestId: undefined };
  let setting: MaskSetting | undefined;
  try {
    const step = await readInputs();
    setting = step.values.mask;
    if (isLocal(step)) return await (await import("./operations/open-sealed.ts")).openSealed(step);
    await run(step, progress);
    setKnown(progress, setting);
  } catch (error) {
    const done =
      progress.changed && !(error instanceof DeliveryError)
        ? " Neon carried a request out all the same; look at what is there before you run the step again."
        : "";
    fail(describe(error) + done);
    if (setting) setKnown({ ...progress, changed: changedBefore(error, progress) }, setting);
    const operation = operations.find((known) => known.operation === getInput("operation"))?.operation;
    summarizeFailure(operation, describe(error) + done);
  }
}

/** Whether anything was changed is not set if nobody knows. */
function setKnown(
  { changed, requestId }: { changed: boolean | undefined; requestId: string | undefined },
  setting: MaskSetting,
): void {
  setOutputs({ changed, request_id: requestId }, setting);
}

main()
  .catch((error: unknown) => fail(`The outputs could not be written: ${describe(error)}`))
  // A name that is still being looked up would keep the process. Not before all is written: that would be cut.
  .finally(() => process.stdout.write("", () => process.exit()));
