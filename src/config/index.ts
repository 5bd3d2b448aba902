import { existsSync } from "node:fs";
import type { LocatedStep, Operation, Session, Step, Work, Writer } from "../engine/operation.ts";
import type { Outcome } from "../engine/outcome.ts";
import { waitUntilReady } from "../engine/ready.ts";
import { InputError } from "../ground/errors.ts";
import type { Thing } from "../record/thing.ts";
import { named } from "../words/rules.ts";
import { apply, asError, check, plan, refuseAll } from "./commands.ts";
import { type Context, configValues, noSecrets, type Secrets, takeSecrets } from "./context.ts";
import { exportInto, exportNew } from "./export.ts";
import { type Config, checkConfig, readConfig } from "./file.ts";
import type { Section } from "./section.ts";
import { sectionsOf } from "./sections.ts";
import { placeOf, readSource } from "./source.ts";

type Way<S extends Session> = (context: Context, session: S) => Promise<Outcome>;

/** Everything that is wrong with the file is said before any request. */
function read(
  step: Step,
  things: readonly Thing[],
): { config: Config; sections: readonly Section[]; secrets: Secrets } {
  const { config_file, environment, config_variables } = configValues(step);
  const sections = sectionsOf(things);
  const choice = { environment, variables: config_variables ?? new Map() };
  const config = readConfig(readSource(config_file), sections, choice);
  return { config, sections, secrets: takeSecrets(config, step) };
}

const carried =
  <S extends Session>(given: ReturnType<typeof read>, strict: boolean, way: Way<S>) =>
  (step: LocatedStep, session: S): Promise<Outcome> =>
    way({ ...given, values: configValues(step), step, strict }, session);

export function beginValidate(step: Step, things: readonly Thing[]): Work {
  const environments = checkConfig(readSource(configValues(step).config_file), sectionsOf(things));
  const said =
    environments.length === 0
      ? "The file is valid."
      : `The file is valid: ${environments.length === 1 ? "environment" : "environments"} ${named(environments)}.`;
  const reading = {
    data: undefined,
    outputs: { environments },
    warnings: [],
    next: () => [],
    done: () => said,
  };
  return { writes: false, run: async () => ({ reading, changed: false }) };
}

export const beginPlan = (step: Step, things: readonly Thing[]): Work => ({
  writes: false,
  run: carried(read(step, things), false, plan),
});

export const beginCheck = (step: Step, things: readonly Thing[]): Work => ({
  writes: false,
  run: carried(read(step, things), true, check),
});

export function beginExport(step: Step, things: readonly Thing[]): Work {
  const { config_file, environment, config_variables, overwrite } = configValues(step);
  const sections = sectionsOf(things);
  const place = placeOf(config_file);
  if (!existsSync(place.path))
    return { writes: false, run: (located, session) => exportNew(place, sections, located, session) };
  if (!overwrite)
    throw new InputError([
      `\`config_file\` names \`${config_file}\`, which is there already: \`overwrite: true\` edits it, so that it says what is at Neon.`,
    ]);
  const source = readSource(config_file);
  const config = readConfig(source, sections, { environment, variables: config_variables ?? new Map() });
  const values = { ...configValues(step), secrets: "keep" as const };
  const given = { config, sections, secrets: noSecrets, values, strict: true };
  return {
    writes: false,
    run: (located, session) => exportInto(source, { ...given, step: located }, session),
  };
}

/** `createUser`: the operation that makes the users of `users_file`, once the branch is as the file says. */
export async function beginApply(step: Step, things: readonly Thing[], createUser: Operation): Promise<Work> {
  const given = read(step, things);
  if (step.values.dry_run) return { writes: false, run: carried(given, false, plan) };
  const users = step.values.users_file === undefined ? undefined : await createUser.begin(step);
  return {
    writes: true,
    preview: async () => ({ calls: [], differences: [] }),
    refused: async (why, located, session) =>
      refuseAll([why], { ...given, values: configValues(located), step: located, strict: false }, session),
    run: async (located, session) => {
      const applied = await carried<Writer>(given, false, apply)(located, session);
      const { wait_until_ready } = located.values;
      const later = wait_until_ready
        ? () => waitUntilReady(applied.reading.outputs, session.budget)
        : undefined;
      if (applied.failed || !users?.writes) return { ...applied, ...(later && { later }) };
      const ended = await users.run(located, session).then(
        (made) => both(applied, made),
        (thrown: unknown) => ({ ...applied, failed: asError(thrown) }),
      );
      return { ...(ended.failed ? withConfiguration(ended, applied) : ended), ...(later && { later }) };
    },
  };
}

/** A failure of the users, with what had become of the configuration before: its page says so. */
const withConfiguration = (ended: Outcome, { reading, changed }: Outcome): Outcome => ({
  ...ended,
  reading: {
    ...ended.reading,
    facts: [["Configuration", reading.done(changed)], ...(ended.reading.facts ?? [])],
  },
});

/** The branch as the file says, and the users on it. */
const both = (applied: Outcome, made: Outcome): Outcome => ({
  reading: {
    ...applied.reading,
    outputs: { ...applied.reading.outputs, ...made.reading.outputs },
    warnings: [...applied.reading.warnings, ...made.reading.warnings],
    next: (changed, stored) => [
      ...applied.reading.next(changed, stored),
      ...made.reading.next(changed, stored),
    ],
    done: (changed) => `${applied.reading.done(changed)} ${made.reading.done(changed)}`,
  },
  changed: applied.changed || made.changed,
  ...(made.failed && { failed: made.failed }),
});
