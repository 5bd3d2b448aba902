import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Document } from "yaml";
import type { LocatedStep, Session } from "../engine/operation.ts";
import type { Outcome } from "../engine/outcome.ts";
import { ConfigError, InputError } from "../ground/errors.ts";
import { holdsMasked } from "../ground/secret.ts";
import { named } from "../words/rules.ts";
import { type Context, configValues, lookAndPlan, whereOf } from "./context.ts";
import { editedText, escaped } from "./edit.ts";
import { readConfig } from "./file.ts";
import { planOf, rowPath } from "./plan.ts";
import type { State } from "./policy.ts";
import { readThere, stateOf } from "./reads.ts";
import type { Section } from "./section.ts";
import type { Place, Source } from "./source.ts";

/** Writes what is there as a new file. */
export async function exportNew(
  place: Place,
  sections: readonly Section[],
  step: LocatedStep,
  session: Session,
): Promise<Outcome> {
  const things = sections.map(({ thing }) => thing);
  const there = await readThere(session, things, whereOf(step));
  if (there.fresh)
    throw new InputError(["There is no Neon Auth on the branch, so there is nothing to export."]);
  const { environment } = configValues(step);
  const text = textOf(stateOf(sections, there), sections, environment);
  const refused = mistakesIn(() =>
    readConfig({ ...place, text }, sections, { environment, variables: new Map() }),
  );
  return written(place, text, `Wrote what is there to ${place.name}.`, refused);
}

/** A branch can be in a state that a file must not ask for. */
function mistakesIn(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.mistakes.map(
      ({ line, text }) => `\`validate-config\` will refuse line ${line} of the file. ${text}`,
    );
  }
}

/** Edits a file that is there. It is read again and compared before it takes the place of the old one. */
export async function exportInto(source: Source, context: Context, session: Session): Promise<Outcome> {
  const { config, sections, values } = context;
  const { there, plan, branch, terms } = await lookAndPlan(context, session);
  if (there.fresh)
    throw new InputError(["There is no Neon Auth on the branch, so there is nothing to export."]);
  if (plan.rows.length === 0)
    return written(source, source.text, `${source.name} says what is there already.`);
  const choice = { environment: values.environment, variables: values.config_variables ?? new Map() };
  const text = editedText(source.text, plan.rows, config, there, choice.variables);
  const again = readConfig({ ...source, text }, sections, choice);
  const limits = { branch, mostDeletes: Number.POSITIVE_INFINITY, expected: undefined };
  const left = planOf(again, sections, there, terms, limits).rows.map(rowPath);
  if (left.length > 0)
    throw new InputError([
      `${source.name} cannot be made to say what is at Neon for ${named(left)}, so it was left as it is. Edit it by hand, or export to another file.`,
    ]);
  return written(
    source,
    text,
    `${source.name} says what is there now: ${plan.rows.length} ${plan.rows.length === 1 ? "difference was" : "differences were"} taken over.`,
  );
}

function written(place: Place, text: string, said: string, warnings: readonly string[] = []): Outcome {
  if (holdsMasked(text))
    throw new InputError([
      "What is at Neon has a secret of this step in a place where none should be, so no file was written.",
    ]);
  replaceFile(place.path, text);
  const reading = {
    data: undefined,
    outputs: { config: text, config_path: place.path },
    warnings,
    next: () => [
      "Read the file and commit it. A secret that is `keep` stays as it is: `{ env: NAME }` lets a step set it.",
    ],
    done: () => said,
  };
  return { reading, changed: false };
}

/** All of it or nothing, and through a link that stands in its place. */
function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const target = realpathIfThere(path);
  const fresh = `${target}.new`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    const { code = "no reason given" } = error as { code?: string };
    throw new InputError([`\`config_file\` cannot be written (${code}).`]);
  }
}

function realpathIfThere(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The file: sections in their order, entries sorted, the same bytes every time. */
function textOf(state: State, sections: readonly Section[], environment: string | undefined): string {
  const names = [...new Set(sections.map(({ thing }) => thing.section))];
  const body = Object.fromEntries(
    names.filter((name) => state[name] !== undefined).map((name) => [name, escaped(state[name])]),
  );
  const document = new Document({
    version: 1,
    ...(environment === undefined ? { defaults: body } : { environments: { [environment]: body } }),
  });
  return document.toString({ lineWidth: 0 });
}
