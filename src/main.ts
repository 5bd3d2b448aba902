import { existsSync } from "node:fs";
import { carryOut, type Progress } from "./engine.ts";
import { describe, InputError } from "./errors.ts";
import { fail, info, notice, warning } from "./log.ts";
import { connect, openBudget } from "./neon/client.ts";
import { endpoints } from "./operations/index.ts";
import { setOutputs, summarize, summarizeFailure, summarizePreview } from "./report.ts";
import { readStep, type Step } from "./step.ts";

async function run(step: Step, progress: Progress): Promise<void> {
  const { endpoint, values } = step;
  const where = `project ${values.project_id}${values.branch_id ? `, branch ${values.branch_id}` : ""}`;
  setOutputs({ scope: endpoint.scope, branch_id: values.branch_id }, values.mask);
  for (const text of step.warnings) warning(text);
  if (endpoint.deprecated)
    notice(
      `${endpoint.operation} uses Neon's project-scoped API, which Neon keeps for existing integrations only. ${endpoint.deprecated}`,
    );
  if (values.dry_run) {
    const { preview } = endpoint.prepare(values);
    const body = preview.body ? ` with ${preview.body}` : "";
    info(`Dry run on ${where}: would send ${preview.method} ${preview.path}${body}`);
    return summarizePreview(step, preview);
  }

  info(`${endpoint.operation} on ${where}`);
  const budget = openBudget(values.timeout_seconds);
  await using neon = await connect(values.api_host, values.api_key, values.retries, budget);
  const outcome = await carryOut(step, neon, progress);
  setOutputs({ ...outcome.reading.outputs, result: outcome.reading.data }, values.mask);
  info(outcome.reading.done(outcome.changed));
  for (const text of outcome.reading.warnings) warning(text);
  await summarize(step, outcome);
}

function readInputs(): Step {
  const step = readStep(endpoints, process.env);
  if (!existsSync(process.env.GITHUB_OUTPUT ?? ""))
    throw new InputError([
      "`GITHUB_OUTPUT` names no file, so the outputs would be lost. Run this action as a step of a workflow.",
    ]);
  return step;
}

/** The one place where anything thrown ends: as one error, with what is known of a write before it. */
async function main(): Promise<void> {
  const progress: Progress = { changed: false, requestId: undefined };
  let step: Step | undefined;
  try {
    step = readInputs();
    await run(step, progress);
  } catch (error) {
    const done = progress.changed
      ? " Neon carried the request out all the same; look at it before you run the step again."
      : "";
    fail(describe(error) + done);
    await summarizeFailure(step, describe(error) + done);
  } finally {
    if (step) setOutputs({ changed: progress.changed, request_id: progress.requestId }, step.values.mask);
  }
}

await main();
