import distance from "leven";

/**
 * The known names that a name is close to, the closest first, in no more than so many edits. Upper and lower case are
 * the same here.
 */
export const near = (name: string, known: readonly string[], most = Infinity): string[] =>
  known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(
      ({ candidate: { length }, edits }) => edits <= Math.min(most, length / 2, Math.max(2, length / 3)),
    )
    .sort((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);

/** The end of a sentence about an unknown name: the known one that it is close to, if there is one. */
export function didYouMean(name: string, known: readonly string[]): string {
  const [nearest] = near(name, known);
  return nearest === undefined ? "" : meant(nearest);
}

export const meant = (name: string): string => ` (did you mean \`${name}\`?)`;
