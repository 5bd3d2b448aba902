/** How an input, and perhaps its value, is called in a sentence: in a workflow by its name, in a file by its place. */
export type Namer = (input: string, value?: string) => string;

/** A condition between inputs. It looks at what is given, also if that is invalid. */
export interface Rule<N extends string = string> {
  readonly about: (name: Namer) => string;
  /** What is wrong. `given` is the text of an input, or nothing. */
  readonly problems: (given: (input: N) => string | undefined, name: Namer) => readonly string[];
}

/** Inputs as a workflow calls them. */
export const inWorkflow: Namer = (input, value) =>
  value === undefined ? `\`${input}\`` : `\`${input}: ${value}\``;

/** Names in a sentence. */
export const named = (names: readonly string[], separator = ", ", name: Namer = inWorkflow): string =>
  names.map((one) => name(one)).join(separator);

/** All or none of these inputs. */
export const together = <N extends string>(...names: readonly N[]): Rule<N> => ({
  about: (name) => `${named(names, ", ", name)} go together`,
  problems: (given, name) => {
    const missing = names.filter((input) => given(input) === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    const present = names.filter((input) => given(input) !== undefined);
    return [
      `${named(missing, ", ", name)} ${missing.length === 1 ? "is missing: it goes" : "are missing: they go"} together with ${named(present, ", ", name)}.`,
    ];
  },
});

/** Inputs that make sense only if another one has a certain value. */
export const onlyWith = <N extends string>(other: N, value: string, names: readonly N[]): Rule<N> => ({
  about: (name) => `${named(names, ", ", name)} only with ${name(other, value)}`,
  problems: (given, name) => {
    if (given(other)?.trim() === value) return [];
    const present = names.filter((input) => given(input) !== undefined);
    return present.map((input) => `${name(input)} is only for ${name(other, value)}: drop it.`);
  },
});

/** Inputs that are needed if another one has a certain value. */
export const requiredWhen = <N extends string>(other: N, value: string, names: readonly N[]): Rule<N> => ({
  about: (name) => `${named(names, ", ", name)} needed if ${name(other, value)}`,
  problems: (given, name) => {
    const missing = names.filter((input) => given(input) === undefined);
    if (given(other)?.trim().toLowerCase() !== value || missing.length === 0) return [];
    const [is, it] = missing.length === 1 ? ["is", "it"] : ["are", "them"];
    return [`${named(missing, ", ", name)} ${is} missing: ${name(other, value)} needs ${it}.`];
  },
});

/** Exactly one of these inputs. */
export const oneOf = <N extends string>(...names: readonly N[]): Rule<N> => ({
  about: (name) => `one of ${named(names, ", ", name)}`,
  problems: (given, name) => {
    const present = names.filter((input) => given(input) !== undefined);
    if (present.length === 0) return [`Give one of ${named(names, ", ", name)}.`];
    return present.length === 1
      ? []
      : [`${named(present, " and ", name)} exclude each other: give one of them.`];
  },
});

/** At least one of these inputs: without any, there is nothing to do. */
export const someOf = <N extends string>(...names: readonly N[]): Rule<N> => ({
  about: (name) => `at least one of ${named(names, ", ", name)}`,
  problems: (given, name) =>
    names.some((input) => given(input) !== undefined)
      ? []
      : [`Nothing to change: give at least one of ${named(names, ", ", name)}.`],
});

/** A value of an input that the operation does not take, though others do. */
export const notTaking = <N extends string>(
  operation: string,
  input: N,
  value: string,
  instead: readonly string[],
): Rule<N> => ({
  about: (name) => `not ${name(input, value)}`,
  problems: (given, name) =>
    given(input)?.trim() === value
      ? [
          `\`${operation}\` does not take ${name(input, value)}: ${instead.map((other) => name(input, other)).join(" or ")} will do.`,
        ]
      : [],
});
