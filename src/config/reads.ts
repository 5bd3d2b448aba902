import * as z from "zod/mini";
import { absent, isGone } from "../engine/doubt.ts";
import type { Session } from "../engine/operation.ts";
import { AnswerError } from "../ground/errors.ts";
import { parseAnswer } from "../neon/answer.ts";
import { fill, type Read as ReadCall, type Route } from "../neon/call.ts";
import type { Read, Thing } from "../record/thing.ts";
import type { State } from "./policy.ts";
import { pathOf, type Section } from "./section.ts";

const auth = "/projects/{project_id}/branches/{branch_id}/auth";
const routes: Readonly<Record<Read, Route>> = {
  auth: `GET ${auth}`,
  plugins: `GET ${auth}/plugins`,
  domains: `GET ${auth}/domains`,
  webhooks: `GET ${auth}/webhooks`,
};
export const allReads = Object.keys(routes) as Read[];

/** The auth of a branch, as Neon shows it. */
export interface There {
  /** Whether no Neon Auth is on the branch. */
  readonly fresh: boolean;
  /** What the reads answered. */
  readonly answers: ReadonlyMap<Read, unknown>;
  /** What Neon shows of each thing; nothing of what it does not show. */
  readonly shown: ReadonlyMap<Thing, unknown>;
}

type Where = Readonly<Record<string, unknown>>;

/** All of these answer an object. Parts of it may be missing, but something else is no answer. */
const read = async (session: Session, route: Route, where: Where): Promise<unknown> => {
  const { json } = await session.read(fill(route, where) as ReadCall);
  return parseAnswer(() => z.looseObject({}), json);
};

/**
 * Reads what is there, side by side. A read that fails ends it: what cannot be read does not count as absent. What is
 * there of `others` shows only as far as those reads have it.
 */
export async function readThere(
  session: Session,
  things: readonly Thing[],
  where: Where,
  which: readonly Read[] = allReads,
  others: readonly Thing[] = [],
): Promise<There> {
  const reads = await Promise.allSettled(which.map((name) => read(session, routes[name], where)));
  const results = new Map(which.map((name, index) => [name, reads[index]]));
  const root = results.get("auth");
  if (root?.status === "rejected") absent(root.reason);
  const fresh = root?.status === "rejected";
  const answers = new Map<Read, unknown>();
  for (const [name, result] of results) {
    if (result?.status === "fulfilled") answers.set(name, result.value);
    else if (result && !(fresh && isGone(result.reason))) throw result.reason;
  }
  if (fresh) return { fresh, answers, shown: new Map() };
  const own = things.filter(({ shown }) => which.includes(shown.read));
  const parts = await Promise.all([
    ...others.map((thing) => [thing, partIn(answers, thing)] as const),
    ...own.map(async (thing) => [thing, await partOf(session, thing, answers, where)] as const),
  ]);
  return { fresh, answers, shown: new Map(parts.filter(([, part]) => part !== undefined)) };
}

function partIn(answers: There["answers"], { shown }: Thing): unknown {
  const json = answers.get(shown.read);
  return (shown.part === undefined ? json : (Object(json) as Where)[shown.part]) ?? undefined;
}

async function partOf(
  session: Session,
  thing: Thing,
  answers: There["answers"],
  where: Where,
): Promise<unknown> {
  const { shown } = thing;
  const part = partIn(answers, thing);
  if (part !== undefined || !shown.alone) return part;
  if (!shown.missing) return shown.alone(await read(session, shown.look, where));
  return read(session, shown.look, where).then(shown.alone, (error: unknown) => {
    absent(error);
    return null;
  });
}

/** What Neon shows of a thing that the file is about. */
export function shownOf(thing: Thing, { shown, fresh }: There): unknown {
  if (fresh) return undefined;
  const there = shown.get(thing);
  if (there === undefined) throw unseen(thing);
  return there;
}

/** What does not show is not known, which is something else than not there. */
export const unseen = (thing: Thing): AnswerError =>
  new AnswerError(
    `Neon shows nothing of ${pathOf(thing)}, so nobody can tell how it is. Nothing was changed.`,
  );

/** The auth of the branch as a file says it. */
export function stateOf(sections: readonly Section[], { shown }: There): State {
  const state: Record<string, unknown> = {};
  for (const { thing, file } of sections) if (shown.has(thing)) put(state, thing, file(shown.get(thing)));
  return state;
}

/** Sets what a file says of a thing. */
export function put(
  state: Record<string, unknown>,
  { section, entry }: Pick<Thing, "section" | "entry">,
  said: unknown,
): void {
  if (said === undefined) return;
  state[section] = entry === undefined ? said : { ...Object(state[section]), [entry]: said };
}
