import { expect } from "vitest";
import type { Neon } from "../emulator/server.ts";
import type { Auth } from "../emulator/state.ts";
import { theBranch } from "../faults/case.ts";

/** What Neon holds of the auth of the branch that tests use. */
export function authOf(neon: Neon): Auth {
  const { auth } = theBranch(neon);
  if (!auth) throw new Error("There is no Neon Auth on the branch.");
  return auth;
}

/** The requests to the auth service of the branch, and not to Neon's API. */
export const toService = (neon: Neon) => neon.requests.filter(({ path }) => !path.startsWith("/api/v2/"));

/** Those requests by their method and the path below `base_url`. */
export const askedService = (neon: Neon): string[] => {
  const { pathname } = new URL(authOf(neon).integration.base_url ?? "");
  return toService(neon).map(({ method, path }) => `${method} ${path.replace(pathname, "")}`);
};

/** What any step leaves: no session, and a service that knew the application and never got the key. */
export function checkTraces(neon: Neon): void {
  expect(theBranch(neon).auth?.service.tables.session ?? []).toEqual([]);
  for (const { headers, text } of toService(neon)) {
    expect(headers.origin).toMatch(/^https?:/);
    expect(JSON.stringify([headers, text])).not.toContain(neon.apiKey);
  }
}

/** Makes a user who can sign in, as the form of an application does, and leaves no session. */
export async function signUp(neon: Neon, email: string, password: string): Promise<void> {
  const { integration, service } = authOf(neon);
  const { origin } = new URL(integration.base_url ?? "");
  const { status } = await fetch(`${integration.base_url}/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password, name: email }),
  });
  if (status !== 200) throw new Error(`The sign-up was answered with ${status}.`);
  service.tables.session.length = 0;
  neon.clearRequests();
}
