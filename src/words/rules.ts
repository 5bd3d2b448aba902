import type { Rule } from "../record/endpoint.ts";
import type { InputName } from "./inputs.ts";

/** Names of inputs in a sentence. */
export const named = (names: readonly string[], separator = ", "): string =>
  names.map((name) => `\`${name}\``).join(separator);

/** All or none of these inputs. */
export function together(...names: readonly InputName[]): Rule {
  return {
    about: `${named(names)} go together`,
    check: (given) => {
      const missing = names.filter((name) => !given.has(name));
      if (missing.length === 0 || missing.length === names.length) return [];
      const present = names.filter((name) => given.has(name));
      return [
        `${named(missing)} ${missing.length === 1 ? "is missing: it goes" : "are missing: they go"} together with ${named(present)}.`,
      ];
    },
  };
}

/** Inputs that make sense only if another one has a certain value. */
export function onlyWith(other: InputName, value: string, names: readonly InputName[]): Rule {
  return {
    about: `${named(names)} only with \`${other}: ${value}\``,
    check: (given) => {
      if (given.get(other)?.trim() === value) return [];
      const present = names.filter((name) => given.has(name));
      return present.map((name) => `\`${name}\` is only for \`${other}: ${value}\`: drop it.`);
    },
  };
}

/** Inputs that are needed if another one has a certain value. */
export function requiredWhen(other: InputName, value: string, names: readonly InputName[]): Rule {
  return {
    about: `${named(names)} needed if \`${other}: ${value}\``,
    check: (given) => {
      const missing = given.get(other)?.trim() === value ? names.filter((name) => !given.has(name)) : [];
      if (missing.length === 0) return [];
      return [
        `${named(missing)} ${missing.length === 1 ? "is" : "are"} missing: \`${other}: ${value}\` needs ${missing.length === 1 ? "it" : "them"}.`,
      ];
    },
  };
}

/** Exactly one of these inputs. */
export function oneOf(...names: readonly InputName[]): Rule {
  return {
    about: `one of ${named(names)}`,
    check: (given) => {
      const present = names.filter((name) => given.has(name));
      if (present.length === 1) return [];
      return [
        present.length === 0 ? `Give one of ${named(names)}.` : `${named(present)} exclude each other.`,
      ];
    },
  };
}

/** At least one of these inputs: without any, there is nothing to do. */
export function someOf(...names: readonly InputName[]): Rule {
  return {
    about: `at least one of ${named(names)}`,
    check: (given) =>
      names.some((name) => given.has(name))
        ? []
        : [`Nothing to change: give at least one of ${named(names)}.`],
  };
}
