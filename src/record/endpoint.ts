import { Secret } from "../ground/secret.ts";
import { parseAnswer, type Schema } from "../neon/answer.ts";
import { type Call, fill, type Json, type Method, methodOf, type Route } from "../neon/call.ts";
import type { InputName, InputValue } from "../words/inputs.ts";
import type { OutputName, OutputValue, universal } from "../words/outputs.ts";
import { denied, holds } from "./compare.ts";
import type { Effect, Look } from "./effect.ts";
import type { Found, Looking, Prepared, Sign } from "./prepared.ts";

export type Scope = "project" | "branch";
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

function hidden(values: Values): Values {
  const hide = ([name, value]: [string, unknown]) => [
    name,
    value instanceof Secret ? new Secret("***", value.sensitivity) : value,
  ];
  return Object.fromEntries(Object.entries(values).map(hide));
}
