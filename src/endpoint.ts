import { isDeepStrictEqual } from "node:util";
import type * as z from "zod/mini";
import { parseAnswer } from "./answer.ts";
import type { InputName, InputValue } from "./inputs.ts";
import type { OutputName, OutputValue, universal } from "./outputs.ts";
import { revealed, Secret } from "./secret.ts";

export type Scope = "project" | "branch";
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A route as Neon's OpenAPI document spells it, with its method in front. */
export type Route = `${Method} /${string}`;

/** What may stand in a request. A `Secret` does not fit: it has to be revealed where it leaves. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };

/** One request to Neon: the path below `api_host`, encoded. */
export interface Call {
  readonly method: Method;
  readonly path: string;
  readonly body?: string;
}

type Placeholder<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** Every placeholder of the route is an input; anything else does not compile. */
type Checked<R extends string> = Placeholder<R> extends InputName ? R : never;

type Given<Required extends InputName, Optional extends InputName> = {
  readonly [N in Required]: InputValue<N>;
} & { readonly [N in Exclude<Optional, Required>]?: InputValue<N> | undefined };

/** A condition between inputs: what is wrong, or nothing. `given` holds what the workflow says, also if invalid. */
export interface Rule {
  readonly about: string;
  readonly check: (given: ReadonlyMap<string, string>) => readonly string[];
}

/** A read that shows whether, and as what, the thing of an endpoint exists. */
export interface Look<Inputs, Answer> {
  readonly route: Route;
  readonly read: (json: unknown, inputs: Inputs) => Answer | undefined;
}

/**
 * What an endpoint does to Neon. It decides what may be sent twice and how to find out what happened.
 * - `reads`: nothing.
 * - `sets`: puts absolute values; a look shows whether they are there already.
 * - `creates`: makes something that a look finds. `differs` says how what exists is not what was asked for.
 * - `removes`: gone is done.
 * - `mints`: makes something that no read shows, so that after a lost answer only `check` helps.
 */
export type Effect<Inputs, Answer> =
  | { readonly kind: "reads" }
  | { readonly kind: "sets"; readonly look: Look<Inputs, Answer> }
  | {
      readonly kind: "creates";
      readonly look: Look<Inputs, Answer>;
      readonly differs: (existing: Answer, inputs: Inputs) => string | undefined;
      /** Look before writing: Neon does not refuse to make it twice, and would overwrite what is there. */
      readonly lookFirst?: true;
    }
  | { readonly kind: "removes" }
  | { readonly kind: "mints"; readonly check: string };

interface Spec<
  Operation extends string,
  S extends Scope,
  R extends Route,
  Required extends InputName,
  Optional extends InputName,
  Answer,
  Inputs = Given<Required | (Placeholder<R> & InputName), Optional>,
> {
  readonly operation: Operation;
  readonly scope: S;
  /** One sentence for `action.yml`, the README and the job summary. */
  readonly about: string;
  readonly route: Checked<R>;
  readonly required?: readonly Required[];
  readonly optional?: readonly Optional[];
  readonly rules?: readonly Rule[];
  /** The JSON body; fields that are `undefined` are not sent. */
  readonly body?: (inputs: Inputs) => Json;
  readonly answer: z.ZodMiniType<Answer>;
  readonly outputs?: {
    readonly [N in Exclude<OutputName, (typeof universal)[number]>]?: (
      answer: Answer,
      inputs: Inputs,
    ) => OutputValue<N> | undefined;
  };
  readonly effect: Effect<NoInfer<Inputs>, NoInfer<Answer>>;
  /** The way forward, where Neon has announced the end of the route. */
  readonly deprecated?: string;
  /** What was done, in one sentence. */
  readonly done: (report: { inputs: Inputs; answer: Answer; changed: boolean }) => string;
  /** What the user should be warned of, in the log and the summary. */
  readonly warn?: (answer: Answer, inputs: Inputs) => readonly string[];
  /** What is left to do, for the summary. */
  readonly next?: (answer: Answer, inputs: Inputs) => readonly string[];
}

/** Inputs as the workflow gives them, parsed. */
export type Values = Readonly<Partial<{ [N in InputName]: InputValue<N> }>>;

/** An answer of Neon and what the record makes of it. */
export interface Reading {
  readonly data: unknown;
  readonly outputs: Readonly<Partial<Record<OutputName, unknown>>>;
  readonly warnings: readonly string[];
  readonly next: readonly string[];
  readonly done: (changed: boolean) => string;
}

/** What a look found, and how it is not what was asked for, if so. */
export interface Found extends Reading {
  readonly differs: string | undefined;
}

/** An endpoint with its inputs filled in: what the engine works with, whatever the operation. */
export interface Prepared {
  readonly call: Call;
  /** The same request with every secret hidden, for a dry run. */
  readonly preview: Call;
  readonly read: (json: unknown) => Found;
  readonly effect:
    | { readonly kind: "reads" | "removes" }
    | {
        readonly kind: "sets" | "creates";
        readonly look: Call;
        readonly found: (json: unknown) => Found | undefined;
        readonly lookFirst: boolean;
      }
    | { readonly kind: "mints"; readonly check: string };
}

/** A record with its types closed over, so that all records fit in one array. Its name stays in its type. */
export interface Endpoint<Operation extends string = string, S extends Scope = Scope> {
  readonly operation: Operation;
  readonly scope: S;
  readonly about: string;
  readonly route: Route;
  readonly method: Method;
  readonly writes: boolean;
  readonly required: readonly InputName[];
  readonly optional: readonly InputName[];
  readonly rules: readonly Rule[];
  readonly outputs: readonly OutputName[];
  readonly deprecated: string | undefined;
  readonly prepare: (values: Values) => Prepared;
}

/** Declares one endpoint: an operation in a scope. */
export function endpoint<
  const Operation extends string,
  const S extends Scope,
  const R extends Route,
  Answer,
  const Required extends InputName = never,
  const Optional extends InputName = never,
>(spec: Spec<Operation, S, R, Required, Optional, Answer>): Endpoint<Operation, S> {
  type Inputs = Given<Required | (Placeholder<R> & InputName), Optional>;
  const route: Route = spec.route;
  const placeholders = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as InputName);

  const call = (inputs: Inputs): Call => {
    const body = spec.body?.(inputs);
    return { ...fill(route, inputs), ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  };

  const reading = (answer: Answer, inputs: Inputs): Found => ({
    data: answer,
    outputs: Object.fromEntries(
      Object.entries(spec.outputs ?? {}).map(([name, from]) => [name, from(answer, inputs)]),
    ),
    warnings: spec.warn?.(answer, inputs) ?? [],
    next: spec.next?.(answer, inputs) ?? [],
    done: (changed) => spec.done({ inputs, answer, changed }),
    differs: differs(answer, inputs),
  });

  const differs = (answer: Answer, inputs: Inputs): string | undefined => {
    if (spec.effect.kind === "creates") return spec.effect.differs(answer, inputs);
    if (spec.effect.kind === "sets" && !holds(answer, spec.body?.(inputs)))
      return "it is configured in another way";
    return undefined;
  };

  const effect = (inputs: Inputs): Prepared["effect"] => {
    const { effect } = spec;
    if (effect.kind !== "sets" && effect.kind !== "creates") return effect;
    const found = (json: unknown) => {
      const answer = effect.look.read(json, inputs);
      return answer && reading(answer, inputs);
    };
    const lookFirst = effect.kind === "sets" || effect.lookFirst === true;
    return { kind: effect.kind, look: fill(effect.look.route, inputs), found, lookFirst };
  };

  return {
    operation: spec.operation,
    scope: spec.scope,
    about: spec.about,
    route,
    method: methodOf(route),
    writes: spec.effect.kind !== "reads",
    required: [...new Set<InputName>([...placeholders, ...(spec.required ?? [])])],
    optional: spec.optional ?? [],
    rules: spec.rules ?? [],
    outputs: Object.keys(spec.outputs ?? {}) as OutputName[],
    deprecated: spec.deprecated,
    prepare: (values) => {
      // The values were checked against `required` and `optional`, which the compiler cannot see.
      const inputs = values as Inputs;
      return {
        call: call(inputs),
        preview: call(hidden(values) as Inputs),
        read: (json) => reading(parseAnswer(spec.answer, json), inputs),
        effect: effect(inputs),
      };
    },
  };
}

/** Declares a read of another route that shows the thing of an endpoint. */
export function look<Found, Inputs, Answer>(
  route: Route,
  answer: z.ZodMiniType<Found>,
  pick: (found: Found, inputs: Inputs) => Answer | undefined,
): Look<Inputs, Answer> {
  return { route, read: (json, inputs) => pick(parseAnswer(answer, json), inputs) };
}

const methodOf = (route: Route): Method => route.slice(0, route.indexOf(" ")) as Method;

function fill(route: Route, values: Values): Call {
  const template = route.slice(route.indexOf("/"));
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: InputName) =>
    encodeURIComponent(String(values[name])),
  );
  return { method: methodOf(route), path };
}

/** Whether an answer shows every value of a body. What it does not show cannot be known to hold. */
function holds(answer: unknown, body: Json): boolean {
  if (typeof body !== "object" || body === null) return true;
  const shown = Object(revealed(answer));
  return Object.entries(body).every(
    ([name, value]) => value === undefined || isDeepStrictEqual(shown[name], value),
  );
}

function hidden(values: Values): Values {
  const hide = ([name, value]: [string, unknown]) => [
    name,
    value instanceof Secret ? new Secret("***", value.sensitivity) : value,
  ];
  return Object.fromEntries(Object.entries(values).map(hide));
}
