import type { Session, Writer } from "../engine/operation.ts";
import type { Outcome, OutputValues, Reading } from "../engine/outcome.ts";
import { untilSettled } from "../engine/session.ts";
import { DriftError, describe, PlanError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import { maskIn } from "../ground/secret.ts";
import { named } from "../words/rules.ts";
import { type Applied, carryOut, pathsOf } from "./apply.ts";
import { type Context, type Looked, limitsOf, lookAndPlan, rootOf, termsOf, whereOf } from "./context.ts";
import { factsOf } from "./facts.ts";
import { isDelete, type Plan, planOf, rowPath, shownRow } from "./plan.ts";
import { allReads, readThere, type There } from "./reads.ts";
import { countsOf, driftLinesOf, linesOf, whereText } from "./says.ts";
import type { Change, Part } from "./section.ts";

/** What a plan gives to later steps. */
const outputsOf = ({ rows, resends, hash }: Plan): OutputValues => ({
  plan: rows.map(shownRow),
  changes: rows.length,
  deletes: rows.filter(isDelete).length,
  has_changes: rows.length > 0,
  resends,
  plan_hash: hash,
});

const reading = (outputs: OutputValues, done: string, plan: Plan, next: readonly string[] = []): Reading => ({
  data: undefined,
  outputs,
  differences: plan.rows,
  facts: [
    ...(plan.kept.length > 0 ? [["Not in the file, and stays", listed(plan.kept)] as const] : []),
    ...(plan.ignored.length > 0 ? [["Of other jobs", listed(plan.ignored)] as const] : []),
    ...(plan.resends.length > 0 ? [["Cannot be compared", listed(plan.resends)] as const] : []),
  ],
  warnings: [],
  next: () => next,
  done: () => done,
});

/** Prints the plan, with the requests that would carry it out. How many rows it has comes last, from whoever calls. */
function print({ plan, branch }: Pick<Looked, "plan" | "branch">, { config }: Context): void {
  info(`The plan for ${whereText(config, branch.name ?? branch.id)}:`);
  for (const line of linesOf(plan)) info(line);
  const requests = plan.changes.flatMap((change) => change.requests);
  for (const { endpoint, values } of requests) {
    const { method, path, body } = endpoint.prepare(values).shown();
    info(`${method} ${path}${body ? ` with ${body}` : ""}`);
  }
}

const sentence = ({ rows, resends }: Plan): string => {
  if (rows.length > 0) return `Plan: ${countsOf(rows)}.`;
  return resends.length > 0
    ? "Nothing to change, as far as Neon shows it: `apply-config` sends the rest again."
    : "Nothing to change.";
};

const refusal = (refusals: readonly string[]): PlanError =>
  new PlanError(
    refusals.length === 1
      ? `${refusals[0]}`
      : ["The plan must not be carried out:", ...refusals.map((why) => `- ${why}`)].join("\n"),
  );

/** These refusals, and those that the plan would meet. */
export async function refuseAll(
  refusals: readonly string[],
  context: Context,
  session: Session,
): Promise<PlanError> {
  const { plan } = await lookAndPlan(context, session);
  return refusal([...refusals, ...plan.refusals, ...refuseMissing(context)]);
}

/** The same once the integration was created: what it has brought may be what is refused. */
const refusalOfRest = (refusals: readonly string[]): PlanError =>
  new PlanError(
    [
      "The integration was created. The rest of the plan must not be carried out:",
      ...refusals.map((why) => `- ${why}`),
    ].join("\n"),
  );

/** `plan-config`: shows the difference. */
export async function plan(context: Context, session: Session): Promise<Outcome> {
  const looked = await lookAndPlan(context, session);
  print(looked, context);
  const { rows, refusals } = looked.plan;
  const outputs = outputsOf(looked.plan);
  const failed =
    refusals.length > 0
      ? refusal(refusals)
      : rows.length > 0 && context.values.fail_on_changes
        ? new PlanError(
            `The branch is not as the file says: ${countsOf(rows)}, and \`fail_on_changes\` is \`true\`.`,
          )
        : undefined;
  return {
    reading: reading(outputs, sentence(looked.plan), looked.plan),
    changed: false,
    ...(failed && { failed }),
  };
}

/** `check-config`: finds drift. */
export async function check(context: Context, session: Session): Promise<Outcome> {
  const looked = await lookAndPlan(context, session);
  const { plan, branch } = looked;
  const { rows } = plan;
  const where = whereText(context.config, branch.name ?? branch.id);
  if (rows.length > 0) info(`Drift in ${where}:`);
  for (const line of driftLinesOf(plan)) info(line);
  const drifted = rows.length > 0;
  const outputs = { ...outputsOf(plan), drifted };
  const found = `${rows.length} ${rows.length === 1 ? "difference" : "differences"}`;
  const kept = drifted ? keptByApply(context, looked) : [];
  const but = kept.length > 0 ? `, but leaves ${listed(kept)}, which \`prune\` does not cover` : "";
  const said = `The branch is not as the file says: ${found} (${listed(rows.map(rowPath))}). To go by the file, run \`apply-config\`: it changes Neon${but}. To go by Neon, run \`export-config\` with \`overwrite: true\` and commit the file.`;
  const failed = drifted && context.values.fail_on_changes !== false ? new DriftError(said) : undefined;
  const short = drifted ? `Drift: ${found}.` : "The branch is as the file says.";
  const ways = drifted
    ? [
        `Go by the file: run \`apply-config\`, which changes Neon${but}.`,
        "Go by Neon: run `export-config` with `overwrite: true`, and commit the file.",
      ]
    : [];
  return {
    reading: { ...reading(outputs, short, plan, ways), drift: true },
    changed: false,
    ...(failed && { failed }),
  };
}

/** What is drift, and stays although it is not in the file: `apply-config` deletes only what `prune` covers. */
function keptByApply(context: Context, { there, branch }: Looked): readonly string[] {
  const { config, sections } = context;
  const terms = termsOf({ ...context, strict: false }, there);
  return planOf(config, sections, there, terms, limitsOf(context, branch)).kept;
}

const MOST_LISTED = 10;
const listed = (paths: readonly string[]): string =>
  `${named(paths.slice(0, MOST_LISTED))}${paths.length > MOST_LISTED ? ` and ${paths.length - MOST_LISTED} more` : ""}`;

/** What has become of an apply so far, so that nothing of it is lost if it ends early. */
interface SoFar {
  applied: Applied;
  /** What creating the integration gave: keys that Neon shows once. */
  outputs: OutputValues;
  /** What the latest read of the integration answered. */
  auth: unknown;
}

/** `apply-config`: makes it so. */
export async function apply(context: Context, session: Writer): Promise<Outcome> {
  const first = await lookAndPlan(context, session);
  print(first, context);
  const { plan } = first;
  const soFar: SoFar = {
    applied: { done: [], failed: [], not_tried: plan.changes.flatMap(pathsOf) },
    outputs: {},
    auth: first.there.answers.get("auth"),
  };
  const failed = await carry(context, first, soFar, session).catch(asError);
  const { applied, outputs, auth } = soFar;
  const all = {
    ...outputs,
    ...integrationOf(context, auth, session),
    ...outputsOf(plan),
    applied,
  };
  const done = failed === undefined ? doneText(applied, plan) : sentence(plan);
  const told = reading(all, done, plan);
  const { base_url } = all as { base_url?: string };
  const facts = failed === undefined ? factsOf(plan.after, base_url) : [];
  return {
    reading: { ...told, facts: [...facts, ...(told.facts ?? [])] },
    changed: session.progress.changed,
    ...(failed && { failed }),
  };
}

/** Carries the plan out, unless it is refused. What is wrong is thrown, or given back. */
async function carry(
  context: Context,
  first: Looked,
  soFar: SoFar,
  session: Writer,
): Promise<PlanError | undefined> {
  const refusals = [...first.plan.refusals, ...refuseMissing(context)];
  if (refusals.length > 0) return refusal(refusals);
  if (first.plan.fresh) {
    await carryPart(
      first.plan.changes.filter(({ group }) => group === "integration"),
      soFar,
      session,
    );
    if (soFar.applied.failed.length > 0) return unfinished(soFar.applied);
  }
  const looked = first.plan.fresh ? await lookAgain(context, first, session) : first;
  const { changes } = looked.plan;
  soFar.auth = looked.there.answers.get("auth");
  soFar.applied = { ...soFar.applied, not_tried: changes.flatMap(pathsOf) };
  if (first.plan.fresh && looked.plan.refusals.length > 0) return refusalOfRest(looked.plan.refusals);
  await carryPart(changes, soFar, session);
  if (soFar.applied.failed.length > 0) return unfinished(soFar.applied);
  return readBack(context, changes, looked, soFar, session);
}

async function carryPart(changes: readonly Change[], soFar: SoFar, session: Writer): Promise<void> {
  const { outputs, ...carried } = await carryOut(changes, session);
  const tried = new Set([...carried.done, ...carried.failed.map(({ path }) => path)]);
  soFar.outputs = { ...soFar.outputs, ...outputs };
  soFar.applied = {
    done: [...soFar.applied.done, ...carried.done],
    failed: carried.failed,
    not_tried: soFar.applied.not_tried.filter((path) => !tried.has(path)),
  };
}

export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(describe(thrown));

const doneText = ({ done }: Applied, { rows }: Plan): string =>
  rows.length === 0
    ? done.length === 0
      ? "Nothing to change."
      : `Nothing to change. Sent again what cannot be compared: ${listed(done)}.`
    : `Applied: ${countsOf(rows, "done")}.`;

/** With `secrets: keep` none is sent, so that none is needed. */
function refuseMissing({ secrets, values }: Context): string[] {
  if (values.secrets === "keep") return [];
  return secrets.missing.map(
    ({ name, path }) =>
      `\`${path}\` needs variable \`${name}\`, which is empty or not set: give it in the step's \`env\`, from a secret that exists here.`,
  );
}

/** Plans again once the integration is there: it may have brought something. */
async function lookAgain(context: Context, { branch }: Looked, session: Writer): Promise<Looked> {
  const things = context.sections.map(({ thing }) => thing);
  const there = await untilSettled(
    session,
    () => readThere(session, things, whereOf(context.step)),
    ({ fresh }) => !fresh,
  );
  const terms = termsOf(context, there);
  // What the new integration has brought is nobody's yet, so that it may go without a limit, and nobody reviewed it.
  const limits = { ...limitsOf(context, branch), mostDeletes: Number.POSITIVE_INFINITY, expected: undefined };
  const plan = planOf(context.config, context.sections, there, terms, limits);
  info("The integration is there now. What is left to do:");
  print({ plan, branch }, context);
  return { there, plan, branch, terms };
}

/** What was done, what failed and what was not tried. */
function unfinished({ done, failed, not_tried }: Applied): PlanError {
  return new PlanError(
    [
      `Not all of the plan was carried out: ${done.length} done, ${failed.length} failed, ${not_tried.length} not tried. Run the step again: it goes on from here.`,
      ...failed.map(({ path, reason }) => `- failed: ${path}: ${reason}`),
      ...(not_tried.length > 0 ? [`- not tried: ${listed(not_tried)}`] : []),
      ...(done.length > 0 ? [`- done: ${listed(done)}`] : []),
    ].join("\n"),
  );
}

/** Reads once more what was written, until it shows, and judges whatever of the file shows there too. */
async function readBack(
  context: Context,
  changes: readonly Change[],
  { terms, branch }: Looked,
  soFar: SoFar,
  session: Writer,
): Promise<PlanError | undefined> {
  const written = new Set(changes.map(({ path }) => path.split(".")[0]));
  const readOf = ({ section }: Part) => section.thing.shown.read;
  const all = context.config.parts;
  const needed = new Set(all.filter(({ section }) => written.has(section.thing.section)).map(readOf));
  const reads = allReads.filter((read) => needed.has(read));
  if (reads.length === 0) return undefined;
  const parts = all.filter((part) => needed.has(readOf(part)));
  const things = parts.map(({ section }) => section.thing);
  const left = (there: There) =>
    planOf(
      { ...context.config, parts, production: false },
      [],
      there,
      terms,
      limitsOf(context, branch),
    ).changes.filter(({ rows }) => rows.length > 0);
  const look = async () => {
    const there = await readThere(session, things, whereOf(context.step), reads);
    return { there, wrong: left(there) };
  };
  const { there, wrong } = await untilSettled(session, look, (shown) => shown.wrong.length === 0);
  soFar.auth = there.answers.get("auth") ?? soFar.auth;
  if (wrong.length === 0) return undefined;
  const paths = wrong.flatMap(pathsOf);
  const rows = wrong.flatMap((change) => change.rows.map(rowPath));
  soFar.applied = {
    done: soFar.applied.done.filter((path) => !paths.includes(path)),
    failed: paths.map((path) => ({ path, reason: "Neon shows another value than was sent." })),
    not_tried: [],
  };
  return new PlanError(
    `Neon accepted all requests, but shows other values than were sent for ${listed(rows)}. Somebody else may have changed them at the same moment: run the step again.`,
  );
}

/** The outputs of `get-integration`, masked as it masks them. */
function integrationOf({ sections, step }: Context, auth: unknown, { settings }: Session): OutputValues {
  if (auth === undefined) return {};
  return maskIn(rootOf(sections).get.prepare(step.values).read(auth).outputs, settings.mask);
}
