/** Neon's limits: requests a second on one route, and a minute on an account. */
const PER_SECOND = 40;
const PER_MINUTE = 700;

/**
 * Spaces the requests of a step. Nothing is held back until Neon says that it is too fast (429); from then on
 * requests go out within its documented limits, so that many of them do not run into it again and again.
 */
export function openPace(wait: (ms: number) => Promise<void>) {
  const sentAt: number[] = [];
  let notBefore: number | undefined;

  return {
    /** Waits for the turn of the next request. */
    async turn(): Promise<void> {
      const now = Date.now();
      if (notBefore === undefined) {
        sentAt.push(now);
        return;
      }
      const aMinuteAgo = sentAt.at(-PER_MINUTE);
      const at = Math.max(now, notBefore, aMinuteAgo === undefined ? 0 : aMinuteAgo + 60_000);
      notBefore = at + 1000 / PER_SECOND;
      sentAt.push(at);
      if (at > now) await wait(at - now);
    },
    /** Neon has refused a request: at least a second has to pass first. Tells whether that is news. */
    slowDown(): boolean {
      const news = notBefore === undefined;
      notBefore = Math.max(notBefore ?? 0, Date.now() + 1000);
      return news;
    },
  };
}
