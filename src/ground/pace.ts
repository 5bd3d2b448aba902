/**
 * Spaces requests so that they stay within the limits of a server. If `held` is false, none is held back until the
 * server says that it is too fast.
 */
export function openPace(perMinute: number, perSecond: number, held: boolean) {
  const sentAt: number[] = [];
  let notBefore = held ? 0 : undefined;

  return {
    /** Takes the turn of the next request, and tells in how many milliseconds it comes. */
    turn(): number {
      const now = Date.now();
      const aMinuteAgo = sentAt.at(-perMinute) ?? -Infinity;
      const at = notBefore === undefined ? now : Math.max(now, notBefore, aMinuteAgo + 60_000);
      if (notBefore !== undefined) notBefore = at + 1000 / perSecond;
      sentAt.push(at);
      return at - now;
    },
    /** The server has refused a request: at least a second has to pass first. Tells whether that is news. */
    slowDown(): boolean {
      const news = notBefore === undefined;
      notBefore = Math.max(notBefore ?? 0, Date.now() + 1000);
      return news;
    },
  };
}
