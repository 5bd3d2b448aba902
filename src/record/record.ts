import { absent } from "../engine/doubt.ts";
import type { Scope, Session, Writer } from "../engine/operation.ts";
import type { Intent, Outcome, Reading } from "../engine/outcome.ts";
import { untilSettled } from "../engine/session.ts";
import { AnswerError } from "../ground/errors.ts";
import { maskIn } from "../ground/secret.ts";
import { parseAnswer, type Schema } from "../neon/answer.ts";
import { type Call, type Checked, fill, type Json, type Read, type Route } from "../neon/call.ts";
import type { NeonAnswer } from "../neon/client.ts";
import type { Output, OutputName, OutputValue, universal } from "../words/outputs.ts";
import { bodyOf, type Difference, differencesOf, type Fields, printable } from "./fields.ts";

/** What a record says of its request, and of what comes back. */
export interface Spec<Inputs, Answer> {
  /** The settings that it sends, as a table. */
  readonly fields?: Fields;
  /** What else its body says, or all of it where a table cannot say it. What is `undefined` is not sent. */
  readonly body?: (inputs: Inputs, scope: Scope) => Json;
  readonly answer: Schema<Answer>;
  readonly outputs?: {
    readonly [N in Exclude<OutputName, (typeof universal)[number]>]?: (
      answer: Answer,
      inputs: Inputs,
    ) => OutputValue<N> | undefined;
  };
  /** Outputs that only this thing has: declared here, with where they come from. */
  readonly own?: { readonly [name: string]: Output & { readonly from: (answer: Answer) => unknown } };
  /** Why an answer with a good status is a failure all the same. */
  readonly refused?: (answer: Answer) => string | undefined;
  /** That Neon has made something else than what was asked for. It is there, so nothing of the answer is lost. */
  readonly mistaken?: (answer: Answer, inputs: Inputs) => string | undefined;
  /** What was done, in one sentence. */
  readonly done: (report: { inputs: Inputs; answer: Answer; changed: boolean }) => string;
  /** What the user should be warned of, in the log and the summary. */
  readonly warn?: (answer: Answer) => readonly string[];
  /** What is left to do, for the summary. */
  readonly next?: (report: {
    inputs: Inputs;
    answer: Answer;
    changed: boolean;
    /** Outputs that the step has put where they stay. */
    stored: ReadonlySet<string>;
  }) => readonly string[];
}

/** A record with its inputs filled in: all that the kinds of effects need of it. */
export interface Bound<Inputs, Answer> {
  readonly scope: Scope;
  readonly inputs: Inputs;
  /** The request, perhaps with other values for some of the inputs. */
  readonly call: (others?: object) => Call;
  /** The same, every secret hidden. */
  readonly shown: (others?: object) => Call;
  /** The answer to it, parsed. */
  readonly answer: (answer: NeonAnswer | undefined) => Answer;
  /** What the record makes of an answer, with every secret in it masked before anything else is done. */
  readonly learn: (session: Session, answer: Answer) => Reading;
  /** How it ends if this is what was made. */
  readonly made: (session: Session, answer: Answer) => Outcome;
  /** How an answer is not what is asked for, in the settings of the record's table. */
  readonly differences: (answer: Answer | undefined) => readonly Difference[];
  /** Why an answer with a good status is a failure all the same. */
  readonly refused: (answer: Answer) => string | undefined;
}

type Scoped<I, A> = Spec<I, A> & { readonly scope: Scope; readonly route: Route };

export function bind<I, A>(spec: Scoped<I, A>, inputs: I): Bound<I, A> {
  const learned = ({ settings }: Session, answer: A): Reading => {
    return readingOf(spec, inputs, maskIn(answer, settings.mask));
  };
  return {
    scope: spec.scope,
    inputs,
    call: (others) => callOf(spec, { ...inputs, ...others }),
    shown: (others) => callOf(spec, printable(spec.fields ?? {}, { ...inputs, ...others })),
    answer: (answer) => parseAnswer(spec.answer, answer?.json),
    learn: learned,
    made: (session, answer) => {
      const mistake = spec.mistaken?.(answer, inputs);
      const failed = mistake && { failed: new AnswerError(mistake) };
      return { reading: learned(session, answer), changed: true, ...failed };
    },
    differences: (answer) =>
      spec.fields ? differencesOf(spec.fields, answer && Object(answer), Object(inputs)) : [],
    refused: (answer) => spec.refused?.(answer),
  };
}

function callOf<I, A>({ route, scope, fields, body }: Scoped<I, A>, inputs: I): Call {
  const said = body?.(inputs, scope);
  const whole = fields ? { ...Object(said), ...bodyOf(fields, Object(inputs)) } : said;
  return { ...fill(route, Object(inputs)), ...(whole === undefined ? {} : { body: JSON.stringify(whole) }) };
}

/** What a record makes of an answer. */
export function readingOf<I, A>(spec: Spec<I, A>, inputs: I, answer: A): Reading {
  const outputs = Object.entries(spec.outputs ?? {}).map(([name, from]) => [name, from(answer, inputs)]);
  const own = Object.entries(spec.own ?? {}).map(([name, { from }]) => [name, from(answer)]);
  return {
    data: answer,
    outputs: Object.fromEntries([...outputs, ...own]),
    warnings: spec.warn?.(answer) ?? [],
    next: (changed, stored) => spec.next?.({ inputs, answer, changed, stored }) ?? [],
    done: (changed) => spec.done({ inputs, answer, changed }),
  };
}

/** How a record is carried out. */
export interface Way<Inputs, Answer, S extends Session> {
  readonly run: (bound: Bound<Inputs, Answer>, session: S) => Promise<Outcome>;
}

export interface Writes<Inputs, Answer> extends Way<Inputs, Answer, Writer> {
  readonly writes: true;
  /** What it would do, found out by looking. Without it, its request is all that can be said. */
  readonly intends?: (bound: Bound<Inputs, Answer>, session: Session) => Promise<Intent>;
  /** Whether it can give what exists other values: `if_exists: update`. */
  readonly updates?: boolean;
}

/**
 * What a record does to Neon: it decides what may be sent twice, and how to find out what happened. Each kind is
 * a file of `effects`.
 */
export type Effect<Inputs, Answer> =
  | (Way<Inputs, Answer, Session> & { readonly writes: false })
  | Writes<Inputs, Answer>;

/** A read that shows whether, and as what, the thing of a record exists. */
export interface Look<Inputs, Found> {
  readonly routes: { readonly [S in Scope]?: Route };
  readonly pick: (json: unknown, inputs: Inputs) => Found | undefined;
}

/** Declares a read of another route, in each scope of the record, that shows its thing. */
export function look<const R extends { readonly [S in Scope]?: `GET /${string}` }, Shown, Inputs, Found>(
  routes: { readonly [S in keyof R]: R[S] extends string ? Checked<R[S]> : never },
  answer: Schema<Shown>,
  pick: (shown: Shown, inputs: Inputs) => Found | undefined,
): Look<Inputs, Found> {
  return { routes, pick: (json, inputs) => pick(parseAnswer(answer, json), inputs) };
}

type Placed<Inputs> = Pick<Bound<Inputs, never>, "scope" | "inputs">;

/** The request of a look. */
export function lookCall<I>({ scope, inputs }: Placed<I>, { routes }: Look<I, unknown>): Read {
  const route = routes[scope];
  if (!route) throw new Error(`A look is missing in scope ${scope}.`);
  return fill(route, Object(inputs)) as Read;
}

/** What a look finds; nothing, if Neon says that it is not there. */
export const seen = <I, Found>(
  bound: Placed<I>,
  session: Session,
  look: Look<I, Found>,
): Promise<Found | undefined> =>
  session.read(lookCall(bound, look)).then(({ json }) => look.pick(json, bound.inputs), absent);

/** What a few looks find: Neon may show it late. */
export const seenLate = <I, Found>(
  bound: Placed<I>,
  session: Session,
  look: Look<I, Found>,
  most: number,
): Promise<Found | undefined> =>
  untilSettled(
    session,
    () => seen(bound, session, look),
    (found) => found !== undefined,
    most,
  );
