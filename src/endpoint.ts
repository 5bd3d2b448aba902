import { isDeepStrictEqual } from "node:util";
import { parseAnswer, type Schema } from "./answer.ts";
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
 * - `members`: brings entries, the values of input `of`, into a list that a look shows, or out of it.
 * - `removes`: gone is done.
 * - `mints`: makes something that no read gives back, so that after a lost answer only `check` helps.
 */
export type Effect<Inputs, Answer> =
  | { readonly kind: "reads" }
  | { readonly kind: "sets"; readonly look: Look<Inputs, Answer> | undefined }
  | {
      readonly kind: "creates";
      readonly look: Look<Inputs, Answer>;
      readonly differs: (existing: Answer, inputs: Inputs) => string | undefined;
      /** Look before writing: Neon does not refuse to make it twice, and would overwrite what is there. */
      readonly lookFirst?: true;
      /** The cure if Neon says that it exists, yet a look does not find it. */
      readonly hidden?: string;
    }
  | {
      readonly kind: "members";
      readonly of: "domain";
      readonly look: Look<Inputs, Answer>;
      readonly names: (answer: Answer) => readonly string[];
      /** Whether the entries shall be in the list afterwards. */
      readonly present: boolean;
    }
  | {
      readonly kind: "removes";
      /** Shows the thing as long as it is there. Without it, the repeat of a lost request tells. */
      readonly look?: Look<Inputs, unknown>;
      /** Whether more goes with it, which the look does not show: the repeat has to tell of that. */
      readonly more?: (inputs: Inputs) => boolean;
      /** What the look shows may be another one of the same name, so that nothing is sent again. */
      readonly ambiguous?: true;
    }
  | {
      readonly kind: "mints";
      readonly check: string;
      /** Shows whether it was made, though not what. If it was not, a lost request is sent once more. */
      readonly look?: Look<Inputs, unknown>;
      /** What the step says if Neon refuses because it is there already. No read can show it. */
      readonly already?: string;
    };

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
  readonly answer: Schema<Answer>;
  readonly outputs?: {
    readonly [N in Exclude<OutputName, (typeof universal)[number]>]?: (
      answer: Answer,
      inputs: Inputs,
    ) => OutputValue<N> | undefined;
  };
  /** Outputs that come after the answer, from what the step waits for. */
  readonly later?: readonly OutputName[];
  readonly effect: Effect<NoInfer<Inputs>, NoInfer<Answer>>;
  /** Why an answer with a good status is a failure all the same. */
  readonly refused?: (answer: Answer) => string | undefined;
  /** It cannot be undone, and needs `confirm` where it would hurt. */
  readonly irreversible?: true;
  /** The way forward, where Neon has announced the end of the route. */
  readonly deprecated?: string;
  /** What was done, in one sentence. */
  readonly done: (report: { inputs: Inputs; answer: Answer; changed: boolean }) => string;
  /** What the user should be warned of, in the log and the summary. */
  readonly warn?: (answer: Answer, inputs: Inputs) => readonly string[];
  /** What is left to do, for the summary. */
  readonly next?: (report: {
    inputs: Inputs;
    answer: Answer;
    changed: boolean;
    /** Outputs that the step has put where they stay. */
    stored: ReadonlySet<OutputName>;
  }) => readonly string[];
}

/** Inputs as the workflow gives them, parsed. */
export type Values = Readonly<Partial<{ [N in InputName]: InputValue<N> }>>;

/** An answer of Neon and what the record makes of it. */
export interface Reading {
  readonly data: unknown;
  readonly outputs: Readonly<Partial<Record<OutputName, unknown>>>;
  readonly warnings: readonly string[];
  readonly next: (changed: boolean, stored: ReadonlySet<OutputName>) => readonly string[];
  readonly done: (changed: boolean) => string;
  readonly refused?: string | undefined;
}

/** What a look or an answer shows, and how it is not what was asked for, if so. */
export interface Found extends Reading {
  readonly differs: string | undefined;
  /** Fields that were set and show another value. */
  readonly denies: readonly string[];
}

/** A look with its inputs filled in. */
interface Looking {
  readonly look: Call;
  readonly found: (json: unknown) => Found | undefined;
}

/** A look that tells only whether something is there. */
export interface Sign {
  readonly look: Call;
  readonly isThere: (json: unknown) => boolean;
}

/** An endpoint with its inputs filled in: what the engine works with, whatever the operation. */
export interface Prepared {
  readonly call: Call;
  /** The requests of the operation with every secret hidden, for a dry run. */
  readonly previews: readonly Call[];
  readonly read: (json: unknown) => Found;
  readonly effect:
    | { readonly kind: "reads" }
    | {
        readonly kind: "removes";
        readonly sign: Sign | undefined;
        readonly more: boolean;
        readonly ambiguous: boolean;
      }
    | ({ readonly kind: "sets" } & Partial<Looking>)
    | ({
        readonly kind: "creates";
        readonly lookFirst: boolean;
        readonly hidden: string | undefined;
      } & Looking)
    | ({
        readonly kind: "members";
        readonly present: boolean;
        readonly wanted: readonly string[];
        readonly listed: (json: unknown) => readonly string[];
        /** The requests for some of the entries: Neon adds them one by one and removes them together. */
        readonly callsFor: (entries: readonly string[]) => readonly Call[];
      } & Looking)
    | {
        readonly kind: "mints";
        readonly check: string;
        readonly already: string | undefined;
        readonly sign: Sign | undefined;
      };
}

/** What a workflow can ask for, with the inputs that it takes and the outputs that it sets. */
export interface Operation<Name extends string = string> {
  readonly operation: Name;
  readonly about: string;
  /** Whether it may change something at Neon. */
  readonly writes: boolean;
  readonly required: readonly InputName[];
  readonly optional: readonly InputName[];
  readonly rules: readonly Rule[];
  readonly outputs: readonly OutputName[];
  /** Those of the outputs that come only after what the step waits for. */
  readonly later: readonly OutputName[];
}

/** A record with its types closed over, so that all records fit in one array. Its name stays in its type. */
export interface Endpoint<Name extends string = string, S extends Scope = Scope> extends Operation<Name> {
  readonly scope: S;
  readonly route: Route;
  readonly method: Method;
  readonly deprecated: string | undefined;
  readonly irreversible: boolean;
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
    next: (changed, stored) => spec.next?.({ inputs, answer, changed, stored }) ?? [],
    done: (changed) => spec.done({ inputs, answer, changed }),
    refused: spec.refused?.(answer),
    differs: differs(answer, inputs),
    denies: spec.effect.kind === "sets" ? denied(answer, spec.body?.(inputs)) : [],
  });

  const differs = (answer: Answer, inputs: Inputs): string | undefined => {
    if (spec.effect.kind === "creates") return spec.effect.differs(answer, inputs);
    if (spec.effect.kind === "sets" && !holds(answer, spec.body?.(inputs)))
      return "it is configured in another way";
    return undefined;
  };

  const looking = (look: Look<Inputs, Answer>, inputs: Inputs): Looking => ({
    look: fill(look.route, inputs),
    found: (json) => {
      const answer = look.read(json, inputs);
      return answer && reading(answer, inputs);
    },
  });

  const sign = (look: Look<Inputs, unknown> | undefined, inputs: Inputs): Sign | undefined =>
    look && { look: fill(look.route, inputs), isThere: (json) => look.read(json, inputs) !== undefined };

  /** The requests of an operation; for one of kind `members`, those for some of its entries. */
  const calls = (inputs: Inputs, entries = entriesOf(inputs)): Call[] => {
    if (spec.effect.kind !== "members") return [call(inputs)];
    const { of, present } = spec.effect;
    const batches = present ? entries.map((entry) => [entry]) : [entries];
    return batches.filter(({ length }) => length > 0).map((batch) => call({ ...inputs, [of]: batch }));
  };

  const entriesOf = (inputs: Inputs): readonly string[] =>
    spec.effect.kind === "members" ? ((inputs as Values)[spec.effect.of] ?? []) : [];

  const effect = (inputs: Inputs): Prepared["effect"] => {
    const { effect } = spec;
    switch (effect.kind) {
      case "sets":
        return { kind: effect.kind, ...(effect.look && looking(effect.look, inputs)) };
      case "creates":
        return {
          kind: effect.kind,
          ...looking(effect.look, inputs),
          lookFirst: effect.lookFirst === true,
          hidden: effect.hidden,
        };
      case "members":
        return {
          kind: effect.kind,
          ...looking(effect.look, inputs),
          present: effect.present,
          wanted: entriesOf(inputs),
          listed: (json) => {
            const answer = effect.look.read(json, inputs);
            return answer === undefined ? [] : effect.names(answer);
          },
          callsFor: (entries) => calls(inputs, entries),
        };
      case "removes":
        return {
          kind: effect.kind,
          sign: sign(effect.look, inputs),
          more: effect.more?.(inputs) === true,
          ambiguous: effect.ambiguous === true,
        };
      case "mints":
        return {
          kind: effect.kind,
          check: effect.check,
          already: effect.already,
          sign: sign(effect.look, inputs),
        };
      case "reads":
        return effect;
    }
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
    outputs: [...(Object.keys(spec.outputs ?? {}) as OutputName[]), ...(spec.later ?? [])],
    later: spec.later ?? [],
    deprecated: spec.deprecated,
    irreversible: spec.irreversible === true,
    prepare: (values) => {
      // The values were checked against `required` and `optional`, which the compiler cannot see.
      const inputs = values as Inputs;
      return {
        call: call(inputs),
        previews: calls(hidden(values) as Inputs),
        read: (json) => reading(parseAnswer(spec.answer, json), inputs),
        effect: effect(inputs),
      };
    },
  };
}

/** Declares a read of another route that shows the thing of an endpoint. */
export function look<Found, Inputs, Answer>(
  route: Route,
  answer: Schema<Found>,
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

/** The fields that a body sets. */
const fieldsOf = (body: Json): (readonly [string, Json])[] =>
  Object.entries(Object(body) as { readonly [name: string]: Json }).filter(
    ([, value]) => value !== undefined,
  );

/** Whether an answer shows every value of a body. What it does not show cannot be known to hold. */
function holds(answer: unknown, body: Json): boolean {
  const shown = Object(revealed(answer));
  return fieldsOf(body).every(([name, value]) => isDeepStrictEqual(shown[name], value));
}

/** The fields of a body that an answer shows with another value. Credentials may come back hidden. */
function denied(answer: unknown, body: Json): string[] {
  const shown = Object(answer);
  return fieldsOf(body)
    .filter(([name]) => shown[name] !== undefined && !(shown[name] instanceof Secret))
    .filter(([name, value]) => !isDeepStrictEqual(canonical(shown[name]), canonical(value)))
    .map(([name]) => name);
}

/** Neon may keep an address in small letters or without its last slash, and a list in another order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).toSorted();
  return typeof value === "string" ? value.toLowerCase().replace(/\/+$/, "") : value;
}

function hidden(values: Values): Values {
  const hide = ([name, value]: [string, unknown]) => [
    name,
    value instanceof Secret ? new Secret("***", value.sensitivity) : value,
  ];
  return Object.fromEntries(Object.entries(values).map(hide));
}
