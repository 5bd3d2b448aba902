import type { LocatedStep, Operation, Scope, Session, Writer } from "../engine/operation.ts";
import type { Intent, Outcome, OutputValues, Reading } from "../engine/outcome.ts";
import type { Budget } from "../ground/budget.ts";
import { once, parseAnswer } from "../neon/answer.ts";
import {
  type Call,
  type Checked,
  type InputsOf,
  type Method,
  methodOf,
  placeholdersOf,
  type Route,
} from "../neon/call.ts";
import type { InputName, InputValue } from "../words/inputs.ts";
import type { OutputName } from "../words/outputs.ts";
import { notTaking, type Rule } from "../words/rules.ts";
import { type FieldInput, type Fields, type FieldValues, inputsOf } from "./fields.ts";
import { type Bound, bind, type Effect, readingOf, type Spec, type Way } from "./record.ts";

type Routes = { readonly [S in Scope]?: Route };

/** The inputs that every route of an operation has in it. */
type Common<R extends Routes> = R extends {
  readonly project: infer P extends string;
  readonly branch: infer B extends string;
}
  ? InputsOf<P> & InputsOf<B>
  : InputsOf<Extract<R[keyof R], string>>;

type ValueOf<N, F extends Fields> = N extends InputName
  ? InputValue<N>
  : N extends keyof FieldValues<F>
    ? Exclude<FieldValues<F>[N], undefined>
    : never;

type Given<Required extends string, Optional extends string, F extends Fields> = {
  readonly [N in Required]: ValueOf<N, F>;
} & { readonly [N in Exclude<Optional | FieldInput<F>, Required>]?: ValueOf<N, F> | undefined };

interface Declared<
  Name extends string,
  R extends Routes,
  Required extends string,
  Optional extends string,
  F extends Fields,
  Answer,
  Inputs = Given<Required | Common<R>, Optional, F>,
> extends Spec<Inputs, Answer> {
  readonly operation: Name;
  /** One sentence for `action.yml`, the README and the job summary. */
  readonly about: string;
  /** One route in each scope that has the operation, as Neon's reference spells it. */
  readonly routes: { readonly [S in keyof R]: R[S] extends string ? Checked<R[S]> : never };
  readonly fields?: F;
  readonly required?: readonly Required[];
  /** Inputs that may be missing, besides those of `fields`. */
  readonly optional?: readonly Optional[];
  readonly rules?: readonly Rule<NoInfer<Required | Optional | Common<R> | FieldInput<F>>>[];
  readonly effect: Effect<NoInfer<Inputs>, NoInfer<Answer>>;
  /** Waits for what comes after the answer, if the inputs say so, and gives further outputs. */
  readonly waits?: {
    readonly outputs: readonly OutputName[];
    readonly until: (
      inputs: Inputs,
      outputs: OutputValues,
      budget: Budget,
    ) => (() => Promise<OutputValues>) | undefined;
  };
  /** It cannot be undone, and needs `confirm` where it would hurt. */
  readonly irreversible?: true;
  /** The way forward from a route whose end Neon has announced: the one of the project, if it has one. */
  readonly deprecated?: string;
  /** What should be known of the inputs before anything is sent. */
  readonly notices?: (inputs: NoInfer<Inputs>) => readonly string[];
}

/** A record with its inputs filled in, its types closed over. */
export interface Prepared {
  /** Its request, every secret hidden. */
  readonly shown: () => Call;
  /** What it would do, found out by looking. */
  readonly intends: (session: Session) => Promise<Intent>;
  readonly read: (json: unknown) => Reading;
  readonly run: (session: Writer) => Promise<Outcome>;
}

/** An operation that is a request to Neon, with the looks around it. Its name stays in its type. */
export interface Endpoint<Name extends string = string, S extends Scope = Scope> extends Operation<Name> {
  readonly scope: S;
  readonly route: Route;
  readonly method: Method;
  /** The notice that Neon has announced the end of the route, if it has. */
  readonly deprecated: string | undefined;
  /** Tells it from another endpoint of the operation in the same scope. Which one is meant follows from the inputs. */
  readonly variant?: string;
  readonly prepare: (values: object) => Prepared;
}

type Endpoints<Name extends string, S extends Scope> = readonly [Endpoint<Name, S>, ...Endpoint<Name, S>[]];

/** Declares an operation: one endpoint for each scope that it has a route in. */
export function endpoint<
  const Name extends string,
  const R extends Routes,
  Answer,
  const Required extends InputName | FieldInput<F> = never,
  const Optional extends InputName = never,
  const F extends Fields = Record<never, never>,
>(declared: Declared<Name, R, Required, Optional, F, Answer>): Endpoints<Name, keyof R & Scope> {
  const { project, branch }: Routes = declared.routes;
  const { operation, deprecated } = declared;
  const forward = deprecated ?? (branch && "Name a branch to use the branch-scoped API.");
  const outlived =
    forward &&
    `${operation} uses Neon's project-scoped API, whose removal Neon has scheduled for March 1, 2026. ${forward}`;
  return [
    ...(project ? [scoped(declared, "project", project, outlived)] : []),
    ...(branch ? [scoped(declared, "branch", branch, project ? undefined : deprecated)] : []),
  ] as readonly Endpoint[] as Endpoints<Name, keyof R & Scope>;
}

/** The endpoint of a branch. */
export function ofBranch(endpoints: readonly Endpoint[]): Endpoint {
  const found = endpoints.find(({ scope }) => scope === "branch");
  if (!found) throw new Error(`There is no ${endpoints[0]?.operation} of a branch.`);
  return found;
}

type Any<Inputs, Answer> = Omit<
  Declared<string, Routes, string, string, Fields, Answer, Inputs>,
  "routes" | "rules"
> & { readonly rules?: readonly Rule[] };

function scoped<I, A>(
  declared: Any<I, A>,
  scope: Scope,
  route: Route,
  deprecated: string | undefined,
): Endpoint {
  const { operation, about, effect, waits, fields = {}, own = {} } = declared;
  const spec = { ...declared, scope, route, answer: once(declared.answer) };
  const inputs = inputsOf(fields);
  const required = [...new Set([...placeholdersOf(route), ...(declared.required ?? [])])];
  const optional = [...(declared.optional ?? []), ...Object.keys(inputs)];
  const updates = !optional.includes("if_exists") || (effect.writes && effect.updates);
  const rules = [
    ...(declared.rules ?? []),
    ...(updates ? [] : [notTaking(operation, "if_exists", "update", ["reuse", "fail"])]),
  ];

  // The values were checked against `required` and `optional`, which the compiler cannot see.
  const bound = (values: object): Bound<I, A> => bind(spec, values as I);
  const run = async <S extends Session>(how: Way<I, A, S>, values: object, session: S): Promise<Outcome> => {
    const outcome = await how.run(bound(values), session);
    const later = waits?.until(values as I, outcome.reading.outputs, session.budget);
    return later ? { ...outcome, later } : outcome;
  };
  const prepare = (values: object): Prepared => ({
    shown: () => bound(values).shown(),
    intends: async (session) =>
      effect.writes && effect.intends
        ? effect.intends(bound(values), session)
        : { calls: [bound(values).shown()], differences: [] },
    read: (json) => readingOf(spec, values as I, parseAnswer(spec.answer, json)),
    run: (session) => run<Writer>(effect, values, session),
  });
  const preview = ({ values }: LocatedStep, session: Session) => prepare(values).intends(session);
  return {
    operation,
    about,
    needs: "neon",
    scope,
    route,
    method: methodOf(route),
    writes: effect.writes,
    irreversible: declared.irreversible === true,
    deprecated,
    notices: (values) => [...(deprecated ? [deprecated] : []), ...(declared.notices?.(values as I) ?? [])],
    required,
    optional: optional.filter((name) => !required.includes(name)),
    rules,
    outputs: [...Object.keys(declared.outputs ?? {}), ...Object.keys(own), ...(waits?.outputs ?? [])],
    later: waits?.outputs ?? [],
    own: { inputs, outputs: own },
    prepare,
    begin: () =>
      effect.writes
        ? { writes: true, preview, run: ({ values }, session) => run(effect, values, session) }
        : { writes: false, preview, run: ({ values }, session) => run(effect, values, session) },
  };
}
