import { collections } from "./config/file.ts";
import { acceptedProvider, acceptWords } from "./config/policy.ts";
import { variable as variableName } from "./config/values.ts";
import type { Field, Fields } from "./record/fields.ts";
import type { EntriesThing, Thing } from "./record/thing.ts";

/** JSON Schema of the configuration file, for editors. */
type Schema = Readonly<Record<string, unknown>>;

/** `${NAME}`, which stands for any value. */
const variable = { type: "string", pattern: "\\$\\{" };
const env = {
  type: "object",
  properties: {
    env: {
      type: "string",
      pattern: variableName.source,
      description: "Name of a variable of the step's `env`.",
    },
  },
  required: ["env"],
  additionalProperties: false,
};
/** A text in which variables mean nothing, so that none may stand in it. */
const plain = { type: "string", minLength: 1, not: { pattern: variable.pattern } };
const keep = { const: "keep" };
const words = (about: string, items: Schema) => ({ type: "array", items, description: about });

/** The schema of the file, derived from what the operations declare. Draft-07, which editors know. */
export function renderSchema(things: readonly Thing[]): string {
  const sections = sectionsOf(things);
  const listed = collections(things);
  const ways = {
    policy: {
      const: "production",
      description: "Refuse what is not for production, unless `accept` lists it.",
    },
    prune: words("Sections whose entries are deleted if they are not in the file.", { enum: listed }),
    ignore: {
      ...object(
        Object.fromEntries(
          listed.map((name) => [
            name,
            words("Patterns, in which `*` is any text without `/` and `**` any text.", {
              ...plain,
              not: { pattern: `^\\*+$|${variable.pattern}` },
            }),
          ]),
        ),
      ),
      description: "Entries of other jobs: they are never deleted, and no drift.",
    },
    accept: words("What `policy: production` would refuse, and is meant.", {
      anyOf: [{ enum: acceptWords }, { type: "string", pattern: acceptedProvider.source }],
    }),
  };
  const guard = {
    ...plain,
    description: "Guard on the name of the branch, a name or a pattern. Any other branch is refused.",
  };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Neon Auth",
    description: "How the auth of a branch shall be. What is written nowhere is left as it is.",
    ...object({
      version: { const: 1, description: "Form of the file." },
      defaults: { ...object({ ...sections, ...ways }), description: "What every environment starts from." },
      environments: {
        type: "object",
        minProperties: 1,
        additionalProperties: object({ branch: guard, ...sections, ...ways }),
        description: "What differs from one environment to another, by their names.",
      },
    }),
    required: ["version"],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const object = (properties: Readonly<Record<string, unknown>>) => ({
  type: "object",
  properties,
  additionalProperties: false,
});

/** The things by their places, those of one section together. */
function sectionsOf(things: readonly Thing[]): Record<string, unknown> {
  const groups = Map.groupBy(things, ({ section }) => section);
  return Object.fromEntries(
    [...groups].map(([section, own]) => {
      const [only] = own;
      if (only && only.entry === undefined) return [section, thingSchema(only)];
      const entries = own.map((thing) => [thing.entry ?? "", thingSchema(thing)] as const);
      return [
        section,
        { ...object(Object.fromEntries(entries)), description: "Plugins of the auth service." },
      ];
    }),
  );
}

function thingSchema(thing: Thing): Schema {
  const description = thing.about;
  switch (thing.kind) {
    case "setting":
      return { ...fieldSchema(thing.fields[thing.field] as Field), description };
    case "names":
      return words(description, { type: "string", pattern: "^[A-Za-z][A-Za-z0-9+.-]*://.|\\$\\{" });
    case "entries":
      return { ...entriesSchema(thing), description };
    default:
      return { ...object(fieldSchemas(thing.fields)), description };
  }
}

const entriesSchema = (thing: EntriesThing): Schema => {
  const entry = { anyOf: [{ enum: ["shared", "absent"] }, object(fieldSchemas(thing.fields))] };
  return {
    type: "object",
    properties: Object.fromEntries(thing.known.map((id) => [id, entry])),
    additionalProperties: entry,
  };
};

const fieldSchemas = (fields: Fields): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      { ...fieldSchema(field), description: field.about },
    ]),
  );

function fieldSchema({ json, secret, guarded, allows = {} }: Field): Schema {
  if (secret) return { anyOf: [env, keep] };
  if (json === "boolean") return { anyOf: [{ type: "boolean" }, variable] };
  if (json === "number") return { anyOf: [{ type: "integer", ...allows }, variable] };
  const text = { anyOf: [{ type: "string", ...allows }, variable] };
  if (json === "list") return { type: "array", items: text };
  return guarded ? { anyOf: [...text.anyOf, env, keep] } : text;
}
