import type { Progress, Writer } from "../engine/operation.ts";
import type { OutputValues } from "../engine/outcome.ts";
import { together } from "../engine/session.ts";
import { describe } from "../ground/errors.ts";
import type { Read } from "../neon/call.ts";
import { type Group, groups } from "../record/thing.ts";
import type { Change, Request } from "./section.ts";

/** Changes under way at once. */
const AT_ONCE = 16;

/** What became of a plan. */
export interface Applied {
  readonly done: readonly string[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly not_tried: readonly string[];
}

/** The same while it is carried out. */
interface Work {
  readonly session: Writer;
  readonly done: string[];
  readonly failed: { path: string; reason: string }[];
  readonly tried: Set<Change>;
  /** What creating the integration gave: keys that Neon shows once. */
  outputs: OutputValues;
}

/**
 * Carries changes out: group after group, side by side within one, so that what grows comes before what shrinks. A
 * failure starts nothing further; what is under way is awaited.
 */
export async function carryOut(
  changes: readonly Change[],
  session: Writer,
): Promise<Applied & { outputs: OutputValues }> {
  const work: Work = { session, done: [], failed: [], tried: new Set(), outputs: {} };
  for (const group of groups) {
    const waiting = changes.filter((change) => change.group === group).values();
    const carry = async (): Promise<void> => {
      for (const change of waiting) {
        if (work.failed.length > 0) return;
        await carryChange(change, work);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, carry));
    if (work.failed.length > 0) break;
  }
  return {
    done: work.done,
    failed: work.failed,
    not_tried: changes.filter((change) => !work.tried.has(change)).flatMap(pathsOf),
    outputs: work.outputs,
  };
}

/** The paths that a change is about: one that deletes several entries has one request for all. */
export const pathsOf = ({ path, rows }: Change): string[] => {
  const entries = rows.flatMap(({ section, entry, field }) =>
    entry !== undefined && field === undefined ? [`${section}.${entry}`] : [],
  );
  return entries.length > 0 ? entries : [path];
};

async function carryChange(change: Change, work: Work): Promise<void> {
  work.tried.add(change);
  const sent: Request[] = [];
  try {
    for (const request of change.requests) {
      await carryRequest(request, change.group, work);
      sent.push(request);
    }
    work.done.push(...pathsOf(change));
  } catch (error) {
    const gone =
      sent.length > 0
        ? " It is deleted already, and not there any more: run the step again, which adds it."
        : "";
    for (const path of pathsOf(change)) work.failed.push({ path, reason: `${describe(error)}${gone}` });
  }
}

async function carryRequest(request: Request, group: Group, work: Work): Promise<void> {
  const { session } = work;
  const own: Progress = { changed: false, requestId: undefined };
  const apart = session.apart(own);
  try {
    const { endpoint, values, seen } =
      request.renewed && request.seen ? await renewed(request, apart) : request;
    const outcome = await endpoint.prepare(values).run(together(apart, seen));
    if (group === "integration") work.outputs = outcome.reading.outputs;
    if (outcome.failed) throw outcome.failed;
  } finally {
    session.progress.changed ||= own.changed;
    session.progress.requestId = own.requestId ?? session.progress.requestId;
  }
}

/** What sends the whole of a thing sends what is there just before it, and not what was there when the plan was made. */
async function renewed(request: Request, session: Writer): Promise<Request> {
  const path = request.seen?.path ?? "";
  const { json } = await session.read({ method: "GET", path } as Read);
  return request.renewed?.(json) ?? request;
}
