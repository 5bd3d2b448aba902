import type { Budget } from "../ground/budget.ts";
import type { Call } from "../neon/call.ts";
import type { NeonAnswer, Reader } from "../neon/client.ts";
import type { Input, InputName, InputValue } from "../words/inputs.ts";
import type { Output } from "../words/outputs.ts";
import type { Rule } from "../words/rules.ts";
import type { Intent, Outcome, OutputValues } from "./outcome.ts";

export type Scope = "project" | "branch";

/** Inputs as the workflow gives them, parsed. Those of a thing's own settings are there too, under their names. */
export type Values = Readonly<Partial<{ [N in InputName]: InputValue<N> }>>;

type Always =
  | "mask"
  | "dry_run"
  | "api_host"
  | "timeout_seconds"
  | "retries"
  | "if_exists"
  | "if_missing"
  | "allow_untrusted"
  | "github_target"
  | "comment";
type BranchInput = "branch_id" | "branch_name" | "default_branch";
type Known = { readonly [N in Always]: InputValue<N> };

/** How a step names its branch. */
export type Named = { readonly id: string } | { readonly name: string } | { readonly default: true };

/** What a workflow step asks for: an operation, and inputs that are known to be valid. */
export interface Step {
  readonly operation: Operation;
  readonly values: Omit<Values, BranchInput> & Known;
  readonly branch: Named | undefined;
  readonly warnings: readonly string[];
}

/** A step whose branch is found: only this can be carried out. */
export interface LocatedStep extends Step {
  readonly values: Omit<Values, "branch_name" | "default_branch"> & Known;
  /** Where at Neon it works, for a person. */
  readonly where: string | undefined;
  /** The name of the branch, where it is known. */
  readonly branchName?: string;
}

/** What is known while an operation runs, so that nothing is lost if it fails half-way. */
export interface Progress {
  changed: boolean;
  requestId: string | undefined;
}

/** What a session takes from the inputs. */
export type Settings = Pick<
  Step["values"],
  "api_host" | "api_key" | "retries" | "mask" | "if_exists" | "if_missing"
>;

/** The step's way to Neon. It can only read; `writer` needs leave, which nothing but the guard gives. */
export interface Session extends Reader, AsyncDisposable {
  readonly settings: Settings;
  readonly budget: Budget;
  readonly progress: Progress;
  /** Whoever carries out several operations together reads back once for all of them, so that none does by itself. */
  readonly readsBackLater?: true;
  /** When the step began, in milliseconds by Neon's clock as far as that is known. */
  readonly began: () => number;
  readonly writer: (leave: Leave) => Writer;
  /** The same way with a progress of its own, for what is no part of the operation or one of many. */
  readonly apart: (progress: Progress) => Session;
}

export interface Writer extends Session {
  /** Sends a request and notes that it was carried out. */
  readonly write: (call: Call) => Promise<NeonAnswer>;
  readonly apart: (progress: Progress) => Writer;
}

declare const granted: unique symbol;

/** Leave to write at Neon. Only the guard makes one. */
export interface Leave {
  readonly [granted]: true;
}

/** What an operation does, once the files that its inputs name are read. */
export type Work =
  | {
      readonly writes: false;
      /** What it would do. Without it, a dry run carries the operation out. */
      readonly preview?: (step: LocatedStep, session: Session) => Promise<Intent>;
      readonly run: (step: LocatedStep, session: Session) => Promise<Outcome>;
    }
  | {
      readonly writes: true;
      /** What it would do, found out by looking. Throws what would keep it from that. */
      readonly preview: (step: LocatedStep, session: Session) => Promise<Intent>;
      /** The refusal to give it leave, with all that would have kept it from writing too. It only looks. */
      readonly refused?: (why: string, step: LocatedStep, session: Session) => Promise<Error>;
      readonly run: (step: LocatedStep, session: Writer) => Promise<Outcome>;
    };

/** What a workflow can ask for, with the inputs that it takes, the outputs that it sets, and its own way. */
export interface Operation<Name extends string = string> {
  readonly operation: Name;
  /** One sentence for `action.yml`, the README and the job summary. */
  readonly about: string;
  readonly needs: "neon" | "nothing";
  /** Which of Neon's APIs it uses, if any. */
  readonly scope: Scope | undefined;
  /** Whether it may change something at Neon. */
  readonly writes: boolean;
  /** It cannot be undone, and needs `confirm` where it would hurt. */
  readonly irreversible: boolean;
  /** What should be known before it starts, such as that Neon has announced the end of its route. */
  readonly notices: (values: Values) => readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly rules: readonly Rule[];
  readonly outputs: readonly string[];
  /** Those of the outputs that come only after what the step waits for. */
  readonly later: readonly string[];
  /** Inputs and outputs that only its thing has, and declares. */
  readonly own: {
    readonly inputs: Readonly<Record<string, Input<unknown>>>;
    readonly outputs: Readonly<Record<string, Output>>;
  };
  /** What is said, and set, if it fails before it can tell anything else. */
  readonly failure?: { readonly title: string; readonly outputs: OutputValues };
  /** Reads what the inputs name besides Neon, before any request. */
  readonly begin: (step: Step) => Work | Promise<Work>;
}
