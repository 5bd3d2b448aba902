import { ConfigError, InputError } from "../ground/errors.ts";
import type { Thing } from "../record/thing.ts";
import { didYouMean } from "../words/near.ts";
import { named } from "../words/rules.ts";
import { matcher } from "./patterns.ts";
import { acceptable, acceptWords, contradictions } from "./policy.ts";
import type { Part, Section } from "./section.ts";
import type { Source } from "./source.ts";
import { type MapNode, type Mistake, type Node, readTree, shownKey } from "./tree.ts";
import { asMap, asTexts, type Check, isNothing, known, plainText, wrong } from "./values.ts";

/** What the file says of one environment. */
export interface Config {
  /** The file, for people. */
  readonly file: string;
  readonly environment: string | undefined;
  readonly parts: readonly Part[];
  /** The branches that it is for. */
  readonly branch: string | undefined;
  readonly production: boolean;
  readonly accept: ReadonlySet<string>;
  readonly prune: ReadonlySet<string>;
  readonly ignore: ReadonlyMap<string, (name: string) => boolean>;
}

/** Which environment of the file, and what its variables are. */
export interface Choice {
  readonly environment: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

const settingsOfAll = ["policy", "prune", "ignore", "accept"];

/** Checks all of the file, and gives the names of its environments. Throws a `ConfigError` with every mistake. */
export const checkConfig = (source: Source, sections: readonly Section[]): string[] => [
  ...checked(source, sections).environments.keys(),
];

/** Checks all of the file, and reads the chosen environment. */
export function readConfig(source: Source, sections: readonly Section[], choice: Choice): Config {
  const { defaults, ...whole } = checked(source, sections);
  const chosen = chooseFrom(whole, choice);
  const check: Check = { mistakes: [], variables: choice.variables, whole: true };
  const environment = readEnvironment(merged(defaults, chosen), sections, check);
  refuse(source, check.mistakes);
  return { file: source.name, environment: choice.environment, ...environment };
}

function checked(source: Source, sections: readonly Section[]): Whole {
  const mistakes: Mistake[] = [];
  const whole = readWhole(source, mistakes);
  checkAll(whole, sections, mistakes);
  refuse(source, mistakes);
  return whole;
}

function refuse({ name }: Source, mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const each = new Map(mistakes.map((mistake) => [`${mistake.line} ${mistake.text}`, mistake]));
  throw new ConfigError(
    name,
    [...each.values()].toSorted((a, b) => a.line - b.line),
  );
}

/** The file before anything is known of what its parts mean. */
interface Whole {
  readonly defaults: MapNode | undefined;
  readonly environments: ReadonlyMap<string, MapNode>;
}

function readWhole({ text }: Source, mistakes: Mistake[]): Whole {
  const { tree, mistakes: found } = readTree(text);
  mistakes.push(...found);
  const check: Check = { mistakes, variables: undefined, whole: false };
  const none = { defaults: undefined, environments: new Map<string, MapNode>() };
  if (!tree || isNothing(tree)) {
    if (found.length === 0)
      mistakes.push({ line: 1, text: "The file is empty. It begins with `version: 1`." });
    return none;
  }
  const map = asMap(tree, check);
  if (!map) return none;
  known(map, ["version", "defaults", "environments"], check);
  const version = map.entries.get("version");
  if (version?.kind !== "scalar" || version.value !== 1)
    wrong(check, version ?? map, "`version` must be `1`: this is the only form of the file that there is.");
  const [defaults, environments] = ["defaults", "environments"].map((name) => {
    const node = map.entries.get(name);
    return node && asMap(node, check);
  });
  const named = [...(environments?.entries ?? [])].flatMap(([name, node]): [string, MapNode][] => {
    if (!/^[\w.-][\w ./-]{0,99}$/.test(name))
      wrong(check, node, "The name of an environment is made of letters, digits and `_ . - /`.");
    const environment = asMap(node, check);
    return environment ? [[name, environment]] : [];
  });
  if (environments && named.length === 0 && environments.entries.size === 0)
    wrong(check, environments, "`environments` has none: name one, or take the line out.");
  return { defaults, environments: new Map(named) };
}

/** Every part as it stands, and every environment with what it starts from. */
function checkAll(whole: Whole, sections: readonly Section[], mistakes: Mistake[]): void {
  const part: Check = { mistakes, variables: undefined, whole: false };
  const { defaults, environments } = whole;
  const all = [...environments.values()];
  for (const node of [...(defaults ? [defaults] : []), ...all]) {
    known(node, [...namesOf(sections), ...settingsOfAll, ...(node === defaults ? [] : ["branch"])], part);
    readEnvironment(node, sections, part);
  }
  if (mistakes.length > 0) return;
  for (const node of environments.size > 0 ? all : [undefined])
    readEnvironment(merged(defaults, node), sections, { ...part, whole: true });
}

const namesOf = (sections: readonly Section[]): string[] => [
  ...new Set(sections.map(({ thing }) => thing.section)),
];

function chooseFrom(
  { environments }: Pick<Whole, "environments">,
  { environment }: Choice,
): MapNode | undefined {
  const names = [...environments.keys()];
  if (environment === undefined && names.length === 0) return undefined;
  const chosen = environments.get(environment ?? "");
  if (chosen) return chosen;
  const list = names.length > 0 ? `The file has ${named(names)}` : "The file has no `environments`";
  throw new InputError([
    environment === undefined
      ? `\`environment\` is missing: say which part of the file is meant. ${list}.`
      : `There is no environment \`${shownKey(environment)}\` in the file${didYouMean(environment, names)}. ${list}.`,
  ]);
}

/** An environment on top of what all start from: maps are merged, unless they are of another `type`; else the last word counts. */
function merged(base: MapNode | undefined, over: MapNode | undefined): MapNode {
  const empty: MapNode = { kind: "map", line: 1, path: "", entries: new Map() };
  return (base && over ? mergeNodes(base, over) : (over ?? base ?? empty)) as MapNode;
}

function mergeNodes(base: Node, over: Node): Node {
  if (base.kind !== "map" || over.kind !== "map") return over;
  const [was, is] = [base, over].map(({ entries }) => entries.get("type"));
  if (was?.kind === "scalar" && is?.kind === "scalar" && was.value !== is.value) return over;
  const entries = new Map(base.entries);
  for (const [key, node] of over.entries) {
    const below = entries.get(key);
    entries.set(key, below ? mergeNodes(below, node) : node);
  }
  return { ...over, entries };
}

type Environment = Omit<Config, "file" | "environment">;

function readEnvironment(node: MapNode, sections: readonly Section[], check: Check): Environment {
  const parts = readParts(node, sections, check);
  const at = (name: string) => node.entries.get(name);
  const branch = at("branch");
  const ignore = readIgnore(at("ignore"), sections, check);
  const collections = collectionsOf(sections);
  const prune = readWords(at("prune"), collections, (word) => collections.includes(word), check);
  const accept = readWords(at("accept"), acceptWords, acceptable, check);
  refuseBoth(parts, ignore, check);
  if (check.whole) for (const mistake of contradictions(parts)) check.mistakes.push(mistake);
  return {
    parts,
    branch: branch && plainText(branch, check),
    production: readPolicy(at("policy"), check),
    accept: new Set(accept),
    prune: new Set(prune),
    ignore,
  };
}

function readParts(node: MapNode, sections: readonly Section[], check: Check): Part[] {
  return namesOf(sections).flatMap((name) => {
    const inner = node.entries.get(name);
    if (!inner) return [];
    const own = sections.filter(({ thing }) => thing.section === name);
    if (own.every(({ thing }) => thing.entry === undefined))
      return own.flatMap((section) => readPart(section, inner, check));
    const map = asMap(inner, check);
    if (!map) return [];
    known(
      map,
      own.flatMap(({ thing: { entry = [] } }) => entry),
      check,
    );
    return own.flatMap((section) => {
      const entry = map.entries.get(section.thing.entry ?? "");
      return entry ? readPart(section, entry, check) : [];
    });
  });
}

function readPart(section: Section, node: Node, check: Check): Part[] {
  const asked = section.read(node, check);
  return asked ? [{ section, asked }] : [];
}

/** Sections that have entries, which may be there without being in the file. */
const collectionsOf = (sections: readonly Section[]): string[] =>
  collections(sections.map(({ thing }) => thing));

/** The same of the things. */
export const collections = (things: readonly Thing[]): string[] =>
  things.filter(({ kind }) => kind === "entries" || kind === "names").map(({ section }) => section);

function readWords(
  node: Node | undefined,
  words: readonly string[],
  isKnown: (word: string) => boolean,
  check: Check,
): string[] {
  return ((node && asTexts(node, check)) ?? []).flatMap((item) => {
    const word = plainText(item, check);
    if (word === undefined || isKnown(word)) return word ?? [];
    const text = `\`${item.path}\` is not known here${didYouMean(word, words)}. Known here: ${words.join(", ")}.`;
    return wrong(check, item, text) ?? [];
  });
}

function readPolicy(node: Node | undefined, check: Check): boolean {
  if (!node) return false;
  if (node.kind === "scalar" && node.value === "production") return true;
  return wrong(check, node, `\`${node.path}\` must be \`production\`: there is no other one.`) ?? false;
}

function readIgnore(node: Node | undefined, sections: readonly Section[], check: Check): Config["ignore"] {
  const map = node && asMap(node, check);
  const ignore = new Map<string, (name: string) => boolean>();
  for (const [name, list] of map ? known(map, collectionsOf(sections), check) : []) {
    const patterns = (asTexts(list, check) ?? []).flatMap((item) => {
      const pattern = plainText(item, check);
      if (pattern !== undefined && /^\*+$/.test(pattern))
        return (
          wrong(
            check,
            item,
            `\`${item.path}\` would ignore everything: take the section out of the file instead.`,
          ) ?? []
        );
      return pattern ?? [];
    });
    const matchers = patterns.map(matcher);
    ignore.set(name, (entry) => matchers.some((matches) => matches(entry)));
  }
  return ignore;
}

/** An entry that is asked for cannot be of another job. */
function refuseBoth(parts: readonly Part[], ignore: Config["ignore"], check: Check): void {
  for (const { section, asked } of parts)
    for (const { name, line, path } of asked.entries)
      if (ignore.get(section.thing.section)?.(name))
        wrong(
          check,
          { line },
          `\`${path}\` is matched by \`ignore\` too: it is either this file's or another job's.`,
        );
}
