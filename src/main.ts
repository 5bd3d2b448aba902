import { statSync } from "node:fs";
import { getInput } from "@actions/core";
import type { Deliver } from "./delivery/delivery.ts";
import { type Outputs, outputsOf, setOutputs } from "./delivery/step-outputs.ts";
import { changedBefore } from "./engine/doubt.ts";
import { guard } from "./engine/guard.ts";
import { goneWithBranch, locate } from "./engine/locate.ts";
import type { Leave, LocatedStep, Progress, Session, Step, Work } from "./engine/operation.ts";
import type { Outcome } from "./engine/outcome.ts";
import { openSession } from "./engine/session.ts";
import { type Budget, openBudget } from "./ground/budget.ts";
import { DeliveryError, describe, InputError, OutputError } from "./ground/errors.ts";
import { fail, info, notice, warning } from "./ground/log.ts";
import type { MaskSetting } from "./ground/secret.ts";
import { allInputs, operations } from "./operations/index.ts";
import { differencesIn, intentOf } from "./page/intent.ts";
import { summarize, summarizeFailure, summarizePreview } from "./page/summary.ts";
import { delivers, readStep } from "./step/step.ts";

async function run(given: Step, progress: Progress): Promise<void> {
  const { operation, values } = given;
  const work = await operation.begin(given);
  for (const text of given.warnings) warning(text);
  for (const text of operation.notices(values)) notice(text);

  const budget = openBudget(values.timeout_seconds);
  await using session = openSession(values, budget, progress);
  const before = session.apart({ changed: false, requestId: undefined });
  const step = await locate(given, before);
  const used = setOutputs({ scope: operation.scope, branch_id: step?.values.branch_id }, values.mask);
  if (!step) {
    progress.requestId = before.progress.requestId;
    return report({ ...given, where: undefined }, goneWithBranch(given), used, progress, undefined);
  }
  const leave = await guard(step, before);
  const deliver = await deliveryOf(step, budget);
  const outcome = await carryOut(work, step, session, leave);
  if (outcome) await report(step, outcome, used, progress, deliver);
}

/** Carries the operation out. Nothing comes of it in a dry run, which only looks and shows what would be done. */
async function carryOut(
  work: Work,
  step: LocatedStep,
  session: Session,
  leave: Leave | undefined,
): Promise<Outcome | undefined> {
  if (work.preview && (step.values.dry_run || (work.writes && !leave))) {
    const intent = await work.preview(step, session);
    info(`Dry run on ${step.where}. ${intentOf(intent)}`);
    for (const line of differencesIn(intent)) info(line);
    for (const { method, path, body } of intent.calls)
      info(`${method} ${path}${body ? ` with ${body}` : ""}`);
    summarizePreview(step, intent);
    return undefined;
  }
  if (step.where) info(`${step.operation.operation} on ${step.where}`);
  if (!work.writes) return work.run(step, session);
  return leave && work.run(step, session.writer(leave));
}

/** Hands over what the operation gave: first where nothing of it can be lost, then wherever else it shall go. */
async function report(
  step: LocatedStep,
  outcome: Outcome,
  used: Outputs,
  progress: Progress,
  deliver: Deliver | undefined,
): Promise<void> {
  const { mask, dry_run } = step.values;
  const { reading, changed, failed, later } = outcome;
  const outputs = setOutputs({ ...reading.outputs, result: reading.data }, mask);
  info(reading.done(changed));
  for (const text of reading.warnings) warning(text);
  if (failed) throw failed;
  const known = outputsOf({ changed, request_id: progress.requestId }, mask);
  if (deliver && dry_run) info("Dry run: the values go nowhere but into the outputs.");
  const placed = dry_run ? [] : await deliver?.(new Map([...used, ...outputs, ...known]));
  if (later) setOutputs(await later(), mask);
  summarize(step, outcome, placed);
}

/** What the step asks to do with its values. It is made ready before anything is written. */
const deliveryOf = async (step: LocatedStep, budget: Budget): Promise<Deliver | undefined> =>
  delivers(step.values) || step.values.seal_key
    ? (await import("./delivery/delivery.ts")).openDelivery(step, budget)
    : undefined;

async function readInputs(): Promise<Step> {
  const step = await readStep(operations, allInputs, process.env);
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
    await run(step, progress);
    setOutputs({ changed: progress.changed, request_id: progress.requestId }, setting);
  } catch (error) {
    const done =
      progress.changed && !(error instanceof DeliveryError)
        ? " Neon carried a request out all the same; look at what is there before you run the step again."
        : "";
    fail(describe(error) + done);
    const changed = changedBefore(error, progress);
    if (setting && !(error instanceof OutputError))
      setOutputs({ changed, request_id: progress.requestId }, setting);
    const operation = operations.find((known) => known.operation === getInput("operation"))?.operation;
    summarizeFailure(operation, describe(error) + done);
  }
}

main()
  .catch((error: unknown) => fail(describe(error)))
  // A name that is still being looked up would keep the process. Not before all is written: that would be cut.
  .finally(() => process.stdout.write("", () => process.exit()));
