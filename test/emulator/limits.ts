export type RateLimit = { perSecondPerRoute?: number; perMinute?: number; retryAfter?: boolean };

/** Counts what was let through. Answers the seconds to wait when a request is one too many. */
export function rateLimiter({ perSecondPerRoute = Infinity, perMinute = Infinity }: RateLimit = {}) {
  const windows = new Map<string, number[]>();

  const waitIn = (name: string, limit: number, milliseconds: number, now: number): number => {
    const recent = (windows.get(name) ?? []).filter((time) => time > now - milliseconds);
    windows.set(name, recent);
    const [oldest = now] = recent;
    return recent.length < limit ? 0 : Math.ceil((oldest + milliseconds - now) / 1000);
  };

  return (route: string): number => {
    const now = Date.now();
    const wait = Math.max(
      waitIn("account", perMinute, 60_000, now),
      waitIn(route, perSecondPerRoute, 1_000, now),
    );
    if (wait === 0) for (const name of ["account", route]) windows.get(name)?.push(now);
    return wait;
  };
}
