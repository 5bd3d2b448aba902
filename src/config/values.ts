import type { Field, Fields } from "../record/fields.ts";
import { didYouMean } from "../words/near.ts";
import type { MapNode, Mistake, Node, ScalarNode } from "./tree.ts";

/** How a part of the file is read. */
export interface Check {
  readonly mistakes: Mistake[];
  /** What `${NAME}` stands for. Without them only the spelling is checked. */
  readonly variables: ReadonlyMap<string, string> | undefined;
  /** Whether it is all that the file says of a thing, and not what is still to be merged with more. */
  readonly whole: boolean;
}

/** A value that the file takes from the environment of the step. */
export interface Taken {
  readonly name: string;
  readonly field: Field;
  readonly line: number;
  readonly path: string;
}

/** What the file says of the fields of a thing, by Neon's names. */
export interface Said {
  readonly line: number;
  readonly path: string;
  /** All fields that the file has, also those that have a mistake or wait for a variable. */
  readonly names: ReadonlySet<string>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly taken: ReadonlyMap<string, Taken>;
  /** Fields that stay as they are, and are never sent. */
  readonly kept: ReadonlySet<string>;
}

/** Names of variables that hold what belongs to the runner, to the action or to Node. */
const reserved = /^(NEON_API_KEY|PATH|(INPUT|GITHUB|ACTIONS|RUNNER|STATE|NODE)_.*)$/i;
/** The name of a variable. */
export const variable = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function wrong({ mistakes }: Check, { line }: Pick<Node, "line">, text: string): undefined {
  mistakes.push({ line, text });
}

/** Reads a map of known fields. */
export function readFields(fields: Fields, node: Node, check: Check): Said | undefined {
  const map = asMap(node, check);
  if (!map) return undefined;
  const values: Record<string, unknown> = {};
  const taken = new Map<string, Taken>();
  const kept = new Set<string>();
  for (const [name, inner] of known(map, Object.keys(fields), check)) {
    const field = fields[name];
    if (!field) continue;
    const from = field.secret || field.guarded ? elsewhere(field, inner, check) : undefined;
    if (from === "keep") kept.add(name);
    else if (from) taken.set(name, from);
    else if (field.secret) refuseLiteral(inner, check);
    else {
      const value = readValue(field, inner, check);
      if (value !== undefined) values[name] = value;
    }
  }
  return { line: map.line, path: map.path, names: new Set(map.entries.keys()), values, taken, kept };
}

/** The entries of a map whose keys are known. A key that is like none of them could be anything, so it is not shown. */
export function known(map: MapNode, names: readonly string[], check: Check): [string, Node][] {
  return [...map.entries].filter(([name, inner]) => {
    if (names.includes(name)) return true;
    const meant = didYouMean(name, names);
    const shown = meant === "" ? "This key is not known" : `\`${inner.path}\` is not known${meant}`;
    wrong(check, inner, `${shown}. Known here: ${names.join(", ")}.`);
    return false;
  });
}

/** The map of a node. Anything else is a mistake; nothing at all is one too, since it could mean two things. */
export function asMap(node: Node, check: Check): MapNode | undefined {
  if (node.kind === "map") return node;
  return wrong(
    check,
    node,
    isNothing(node) ? nothing(node) : `${called(node)} must be a map: \`key: value\`, one per line.`,
  );
}

export const isNothing = (node: Node): boolean => node.kind === "scalar" && node.value === null;
const nothing = (node: Node): string => `${called(node)} has no value: give it one, or take the line out.`;
const called = ({ path }: Node): string => (path === "" ? "The file" : `\`${path}\``);

/** `{ env: NAME }` or `keep`: where a secret comes from, or that it stays. Nothing for any other value. */
function elsewhere(field: Field, node: Node, check: Check): Taken | "keep" | undefined {
  if (node.kind === "scalar" && node.value === "keep") return "keep";
  if (node.kind !== "map") return undefined;
  const inner = node.entries.size === 1 ? node.entries.get("env") : undefined;
  const name = inner?.kind === "scalar" && typeof inner.value === "string" ? inner.value : "";
  if (variable.test(name) && !reserved.test(name)) return { name, field, line: node.line, path: node.path };
  wrong(
    check,
    node,
    reserved.test(name)
      ? `\`${node.path}\` must not take its value from \`${name}\`, which belongs to the runner or to this action: name a variable of your own.`
      : `\`${node.path}\` must be \`{ env: NAME }\`, with the name of a variable of the step's \`env\`, or \`keep\`.`,
  );
  return "keep";
}

/** A secret in a file is one that leaked. It is not quoted. */
function refuseLiteral(node: Node, check: Check): void {
  wrong(
    check,
    node,
    isNothing(node)
      ? nothing(node)
      : `\`${node.path}\` must not be in the file: write \`{ env: NAME }\` and give the value in the step's \`env\`, or \`keep\` to leave what is there.${node.kind === "scalar" && typeof node.value === "string" && node.value.length > 0 ? " If what stands there is a real secret, replace it: it is in the history of the repository." : ""}`,
  );
}

/** The value of a field, by the parser of its input. A text may have variables in it. */
export function readValue(field: Field, node: Node, check: Check): unknown {
  // In a workflow nothing means "not given"; a file says outright that a list is empty.
  if (field.json === "list" && node.kind === "list" && node.items.length === 0) return [];
  const text = field.json === "list" ? listText(node, check) : scalarText(field, node, check);
  if (text === undefined) return undefined;
  const filled = fillIn(text, node, check);
  if (filled === undefined) return undefined;
  const parsed = field.parse(filled);
  if (parsed) return parsed.value;
  const meant = field.known ? didYouMean(filled.trim(), field.known) : "";
  return wrong(check, node, `\`${node.path}\` must ${field.must}${meant}.`);
}

function scalarText({ json }: Field, node: Node, check: Check): string | undefined {
  if (node.kind !== "scalar") return wrong(check, node, `\`${node.path}\` must be one value.`);
  const { value } = node;
  if (value === null) return wrong(check, node, nothing(node));
  const fits = json === undefined ? typeof value === "string" : typeof value === json || hasVariable(value);
  if (fits) return String(value);
  if (json === undefined) return wrong(check, node, `\`${node.path}\` must be a text: put it in quotes.`);
  return wrong(
    check,
    node,
    `\`${node.path}\` must be ${json === "boolean" ? "`true` or `false`" : "a number"}, without quotes.`,
  );
}

function listText(node: Node, check: Check): string | undefined {
  const texts = asTexts(node, check);
  return texts?.map(({ value }) => value).join("\n");
}

/** The texts of a list, each with its place. */
export function asTexts(node: Node, check: Check): (ScalarNode & { readonly value: string })[] | undefined {
  if (node.kind !== "list")
    return wrong(
      check,
      node,
      isNothing(node) ? nothing(node) : `${called(node)} must be a list: \`- value\`, one per line.`,
    );
  return node.items.flatMap((item) => {
    if (item.kind === "scalar" && typeof item.value === "string" && !/[\r\n]/.test(item.value))
      return [{ ...item, value: item.value }];
    return wrong(check, item, `\`${item.path}\` must be a text of one line.`) ?? [];
  });
}

const hasVariable = (value: unknown): boolean => typeof value === "string" && value.includes("${");

/**
 * Puts variables in, each as one piece: what is in one is not looked at for more. Nothing, if one has no value here,
 * or if nobody gave any and only the spelling counts.
 */
export function fillIn(text: string, node: Node, check: Check): string | undefined {
  if (!hasVariable(text)) return text;
  const { variables } = check;
  const missing = new Set<string>();
  let odd = false;
  const filled = text.replaceAll(/\$\$\{|\$\{([^}\n]*)\}?/g, (found, name?: string) => {
    if (name === undefined) return "${";
    if (!found.endsWith("}") || !variable.test(name)) odd = true;
    else if (variables && !variables.get(name)) missing.add(name);
    return variables?.get(name) ?? "";
  });
  if (odd)
    return wrong(
      check,
      node,
      `\`${node.path}\` has a \`\${\` that begins no variable: write \`\${NAME}\`, or \`$\${\` for the text itself.`,
    );
  for (const name of missing)
    wrong(
      check,
      node,
      `\`${node.path}\` needs variable \`${name}\`, which has no value: give \`${name}=…\` in \`config_variables\`.`,
    );
  return variables && missing.size === 0 ? filled : undefined;
}

/** A text in which variables mean nothing. */
export function plainText(node: Node, check: Check): string | undefined {
  if (
    node.kind === "scalar" &&
    typeof node.value === "string" &&
    node.value !== "" &&
    !hasVariable(node.value)
  )
    return node.value;
  return wrong(
    check,
    node,
    hasVariable(node.kind === "scalar" && node.value)
      ? `\`${node.path}\` takes no variables.`
      : `\`${node.path}\` must be a text.`,
  );
}
