import * as z from "zod/mini";
import { someOf } from "../words/rules.ts";
import { reads } from "./effects/reads.ts";
import { sets } from "./effects/sets.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { type Field, type FieldInput, type Fields, inputsOf, type Shown, shownOf } from "./fields.ts";
import { look } from "./record.ts";
import type { SettingsThing } from "./thing.ts";

const auth = "/projects/{project_id}/branches/{branch_id}/auth";

/** Whether it is on is what every answer of Neon shows. */
type Switched = Fields & { readonly enabled: Field<boolean> };

interface Settings<Get extends string, Update extends string, F extends Switched> {
  /** What Neon calls it, where it shows all of them at once. */
  readonly name: string;
  /** What a sentence calls it. */
  readonly what: string;
  /** The operation that reads it, if it has a route of its own for that; else `get-plugins` shows it. */
  readonly get?: Get;
  readonly update: Update;
  readonly path: `/${string}`;
  /** Its place in a configuration file. */
  readonly section: string;
  readonly entry?: string;
  /** The output that shows it. Default: `name`. */
  readonly output?: string;
  readonly fields: F;
  /** Neon replaces it as a whole: what is not given goes back to Neon's default. */
  readonly replaced?: { readonly required: readonly FieldInput<F>[] };
  /** One sentence on its state. */
  readonly is?: (answer: Shown<F>) => string;
}

/** Declares settings of a branch that are always there: they are read and changed, never made. */
export function settings<
  const F extends Switched,
  const Update extends string,
  const Get extends string = never,
>(spec: Settings<Get, Update, F>) {
  const { name, what, fields, path, replaced, is } = spec;
  const answer = () => z.object(shownOf(fields, ["enabled"])) as z.ZodMiniType<Shown<F>>;
  const output = {
    [spec.output ?? name]: {
      kind: "json",
      about: `Settings of ${what}, a JSON object.`,
      from: (found: Shown<F>) => found,
    },
  } as const;
  const read = { branch: `GET ${auth}${path}` } as const;
  const existing = spec.get
    ? look(read, answer, (found) => found)
    : look(
        { branch: `GET ${auth}/plugins` },
        () => z.object({ [name]: z.optional(z.nullable(answer())) }),
        (found) => found[name] ?? undefined,
      );
  const get: readonly Endpoint<Get, "branch">[] = spec.get
    ? endpoint({
        operation: spec.get,
        about: `Get the settings of ${what}.`,
        routes: read,
        answer,
        own: output,
        effect: reads,
        done: (report) => is?.(report.answer) ?? `Read the settings of ${what}.`,
      })
    : [];
  const update = endpoint({
    operation: spec.update,
    about: replaced
      ? `Replace the settings of ${what}. What is not given goes back to Neon's default.`
      : `Change settings of ${what}. What is not given stays as it is.`,
    routes: { branch: `${replaced ? "PUT" : "PATCH"} ${auth}${path}` },
    fields,
    required: replaced?.required ?? [],
    rules: replaced ? [] : [someOf(...(Object.keys(inputsOf(fields)) as FieldInput<F>[]))],
    answer,
    own: output,
    effect: sets(existing),
    done: ({ changed }) =>
      changed ? `Changed the settings of ${what}.` : `The settings of ${what} are already like that.`,
  });
  const plugins = `GET ${auth}/plugins` as const;
  const [changes] = update;
  const thing: SettingsThing = {
    kind: "settings",
    section: spec.section,
    ...(spec.entry && { entry: spec.entry }),
    about: `Settings of ${what}. What is not given stays as it is.`,
    fields,
    update: changes,
    group: replaced ? "webhooks" : "settings",
    ...(replaced && { replaced: true }),
    shown: replaced
      ? { read: "webhooks", look: read.branch }
      : {
          read: "plugins",
          part: name,
          ...(spec.get
            ? { look: read.branch, alone: (json) => json }
            : { look: plugins, answers: (part) => ({ [name]: part }) }),
        },
  };
  return { answer, endpoints: [...get, ...update], thing };
}
