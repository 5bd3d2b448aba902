import { statSync } from "node:fs";
import { getInput } from "@actions/core";
import type { Deliver } from "./delivery/delivery.ts";
import { type Outputs, outputsOf, setOutputs } from "./delivery/step-outputs.ts";
import { changedBefore } from "./engine/doubt.ts";
import { guard } from "./engine/guard.ts";
import { goneWithBranch, locate } from "./engine/locate.ts";
import type { Leave, LocatedStep, Operation, Progress, Session, Step, Work } from "./engine/operation.ts";
import type { Intent, Outcome } from "./engine/outcome.ts";
import { openSession } from "./engine/session.ts";
import { type Budget, listen, openBudget, type Runner } from "./ground/budget.ts";
import {
  ConfigError,
  DeliveryError,
  DriftError,
  describe,
  InputError,
  OutputError,
  PlanError,
} from "./ground/errors.ts";
import { fail, failAt, info, notice, warning } from "./ground/log.ts";
import { connectEarly } from "./neon/early.ts";
import { declared, declaredFor } from "./operations/declared.ts";
import { differencesIn, intentOf } from "./page/intent.ts";
import { failurePage, type Page, pageOf, previewPage } from "./page/page.ts";
import { summarize } from "./page/summary.ts";
import { delivers, readStep } from "./step/step.ts";

/** What is known of the step while it runs, so that a failure can tell it. */
interface Known {
  step?: Step;
  located?: LocatedStep;
  outcome?: Outcome;
}

async function run(given: Step, runner: Runner, progress: Progress, known: Known): Promise<Page> {
  const { operation, values } = given;
  const work = await operation.begin(given);
  for (const text of given.warnings) warning(text);
  for (const text of operation.notices(values)) notice(text);

  const budget = openBudget(values.timeout_seconds, runner);
  // It is not closed: its sockets end with the process, and closing them would take longer than reading an answer.
  const session = openSession(values, budget, progress);
  const before = session.apart({ changed: false, requestId: undefined });
  const step = await locate(given, before);
  const used = setOutputs({ scope: operation.scope, branch_id: step?.values.branch_id }, values.mask);
  if (!step) {
    progress.requestId = before.progress.requestId;
    return report({ ...given, where: undefined }, goneWithBranch(given), used, progress, undefined);
  }
  known.located = step;
  const leave = await guard(step, before).catch((refused: unknown) => refuse(refused, work, step, session));
  const deliver = await deliveryOf(step, budget);
  if (isPreview(work, step, leave)) return preview(await work.preview(step, session), step);
  if (step.where) info(`${operation.operation} on ${step.where}`);
  known.outcome = await carryOut(work, step, session, leave);
  return report(step, known.outcome, used, progress, deliver);
}

/** Throws the refusal of the guard, with whatever else would be refused: all can be put right at once. */
async function refuse(refused: unknown, work: Work, step: LocatedStep, session: Session): Promise<never> {
  if (!(refused instanceof InputError && work.writes && work.refused)) throw refused;
  throw await work.refused(refused.message, step, session).catch(() => refused);
}

type Previewed = Work & Required<Pick<Work, "preview">>;

/** Whether nothing comes of the operation, which only looks and shows what would be done. */
const isPreview = (work: Work, { values }: LocatedStep, leave: Leave | undefined): work is Previewed =>
  work.preview !== undefined && (values.dry_run || (work.writes && !leave));

function preview(intent: Intent, step: LocatedStep): Page {
  info(`Dry run on ${step.where}. ${intentOf(intent)}`);
  for (const line of differencesIn(intent)) info(line);
  for (const { method, path, body } of intent.calls) info(`${method} ${path}${body ? ` with ${body}` : ""}`);
  return previewPage(step, intent);
}

function carryOut(
  work: Work,
  step: LocatedStep,
  session: Session,
  leave: Leave | undefined,
): Promise<Outcome> {
  if (!work.writes) return work.run(step, session);
  if (!leave) throw new Error("There is no leave to write.");
  return work.run(step, session.writer(leave));
}

/** Hands over what the operation gave: first where nothing of it can be lost, then wherever else it shall go. */
async function report(
  step: LocatedStep,
  outcome: Outcome,
  used: Outputs,
  progress: Progress,
  deliver: Deliver | undefined,
): Promise<Page> {
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
  return pageOf(step, outcome, placed ?? []);
}

/** What the step asks to do with its values. It is made ready before anything is written. */
const deliveryOf = async (step: LocatedStep, budget: Budget): Promise<Deliver | undefined> =>
  delivers(step.values) || step.values.seal_key
    ? (await import("./delivery/delivery.ts")).openDelivery(step, budget)
    : undefined;

async function readInputs(): Promise<Step> {
  const step = (await readOwn()) ?? (await readAll());
  if (!statSync(process.env.GITHUB_OUTPUT ?? "", { throwIfNoEntry: false })?.isFile())
    throw new InputError([
      "`GITHUB_OUTPUT` names no file, so the outputs would be lost. Run this action as a step of a workflow.",
    ]);
  return step;
}

/** Reads them with what is declared for the operation alone. Nothing comes of it if anything is wrong with them. */
async function readOwn(): Promise<Step | undefined> {
  const own = await declaredFor(getInput("operation"));
  if (!own) return undefined;
  if ((await operationMeant())?.needs === "neon") await connectEarly(process.env);
  const step = await readStep(own.operations, own.inputs, process.env).catch(() => undefined);
  return step?.warnings.length === 0 ? step : undefined;
}

/** Reads them with all that is declared, and so knows what is meant by what is wrong. */
async function readAll(): Promise<Step> {
  const { operations, inputs } = await declared();
  return readStep(operations, inputs, process.env);
}

/** The one place where anything thrown ends: as one error, with what is known of a write before it. */
async function main(): Promise<void> {
  const runner = listen();
  const progress: Progress = { changed: false, requestId: undefined };
  const known: Known = {};
  const carriedOut = async (): Promise<Page> => {
    known.step = await readInputs();
    const page = await run(known.step, runner, progress, known);
    setOutputs({ changed: progress.changed, request_id: progress.requestId }, known.step.values.mask);
    return page;
  };
  await publish(await carriedOut().catch((error) => failed(error, progress, known)), known);
}

/** Tells of a failure, and sets what is known all the same. */
async function failed(error: unknown, progress: Progress, { step, located, outcome }: Known): Promise<Page> {
  const operation = step?.operation ?? (await operationMeant());
  const done =
    progress.changed && !(error instanceof DeliveryError || error instanceof PlanError)
      ? " Neon carried a request out all the same; look at what is there before you run the step again."
      : "";
  const title = titleOf(error, operation, outcome);
  if (error instanceof ConfigError) failAt(error.file, error.mistakes, title);
  else fail(describe(error) + done, title);
  const changed = changedBefore(error, progress);
  const untold = outcome ? {} : operation?.failure?.outputs;
  if (step && !(error instanceof OutputError))
    setOutputs({ ...untold, changed, request_id: progress.requestId }, step.values.mask);
  return failurePage(operation, describe(error) + done, located, outcome);
}

/** The operation that the step names, whatever else is wrong with its inputs. */
async function operationMeant(): Promise<Operation | undefined> {
  const name = getInput("operation");
  return (await declaredFor(name))?.operations.find(({ operation }) => operation === name);
}

/** What GitHub shows above an error: which operation it is of, and nothing that comes from outside. */
function titleOf(error: unknown, operation: Operation | undefined, outcome: Outcome | undefined): string {
  if (error instanceof DriftError) return "Neon Auth has drifted";
  if (operation?.failure && !outcome && !(error instanceof ConfigError || error instanceof InputError))
    return operation.failure.title;
  return `Neon Auth: ${operation?.operation ?? "the step"} failed`;
}

/** Puts the page where people look: on that of the run, and on the pull request if the step asks for it. */
async function publish(page: Page, { step }: Known): Promise<void> {
  summarize(page);
  if (!step?.values.comment) return;
  const comment_url = await (await import("./page/comment.ts")).commentOn(page, step);
  try {
    if (comment_url !== undefined) setOutputs({ comment_url }, step.values.mask);
  } catch (error) {
    warning(describe(error));
  }
}

main()
  .catch((error: unknown) => fail(describe(error)))
  // A name that is still being looked up would keep the process. Not before all is written: that would be cut.
  .finally(() => process.stdout.write("", () => process.exit()));
