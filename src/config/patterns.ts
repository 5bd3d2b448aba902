/**
 * What a pattern of the file matches: `*` is any text without `/`, `**` any text, nothing else is special, and a
 * pattern always matches itself. No library has just this: theirs give meaning to `?`, brackets and braces too, of
 * which addresses are made. Nothing is tried twice, so that no pattern takes long, however many `*` it has.
 */
export function matcher(pattern: string): (text: string) => boolean {
  const tokens = pattern.match(/\*+|[\s\S]/g) ?? [];
  const isStar = (place: number): boolean => tokens[place]?.startsWith("*") === true;

  /** Adds a place of the pattern, with the one behind it where a `*` stands for nothing. */
  const reach = (places: Set<number>, place: number): void => {
    places.add(place);
    if (isStar(place)) places.add(place + 1);
  };
  const step = (places: ReadonlySet<number>, character: string): Set<number> => {
    const next = new Set<number>();
    for (const place of places) {
      if (isStar(place) && (character !== "/" || tokens[place] !== "*")) reach(next, place);
      else if (tokens[place] === character && !isStar(place)) reach(next, place + 1);
    }
    return next;
  };
  return (text) => {
    if (text === pattern) return true;
    let places = new Set<number>();
    reach(places, 0);
    for (let index = 0; index < text.length && places.size > 0; index += 1)
      places = step(places, text.charAt(index));
    return places.has(tokens.length);
  };
}
