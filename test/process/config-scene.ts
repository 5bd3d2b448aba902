import type { Fault, Match } from "../emulator/faults.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import type { Auth } from "../emulator/state.ts";
import { branch, theBranch } from "../faults/case.ts";
import { asked, at, type Main, runAction } from "./action.ts";
import { configFile, workspace } from "./config-file.ts";

export type Given = Readonly<Record<string, string>>;

interface Scene {
  readonly file: string;
  readonly env?: Given;
  /** What is at Neon before; `null`: no Neon Auth. */
  readonly there?: ((auth: Auth) => void) | null;
  readonly faults?: readonly (readonly [Match, Fault])[];
  readonly options?: Options;
  readonly more?: Given;
}

/** A Neon and a workspace with the file, for several steps after another. */
export async function scene({ file, env, there, faults = [], options, more = {} }: Scene) {
  const neon = await startNeon(options);
  const place = await workspace({ [configFile]: file, ...more });
  if (there !== null) there?.(neon.state.enableAuth(theBranch(neon), "better_auth"));
  if (there === undefined) neon.state.enableAuth(theBranch(neon), "better_auth");
  for (const [match, fault] of faults) neon.next(match, fault);
  return {
    neon,
    place: place.path,
    auth: () => theBranch(neon).auth as Auth,
    run: async (operation: string, inputs: Given = {}, extra: Given = {}, main: Main = "dist") => {
      neon.clearRequests();
      const given = { ...at(neon), ...branch, operation, ...inputs };
      return runAction(main, given, { cwd: place.path, env: { ...env, ...extra } });
    },
    [Symbol.asyncDispose]: async () => {
      await neon.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

/** What all steps read, side by side. */
export const reads = ["GET …/auth", "GET …/auth/plugins", "GET …/auth/domains", "GET …/auth/webhooks"];

/** Requests without what they have in common. Reads in a row go side by side: they are in the order of `reads`. */
export function short(neon: Neon): string[] {
  let part = 0;
  return asked(neon)
    .map((request) => request.replace("/projects/project-id/branches/br-example-123", "…"))
    .map((request) =>
      request.startsWith("GET ")
        ? { request, part, place: placeOf(request) }
        : { request, part: ++part, place: -1 },
    )
    .toSorted((one, other) => one.part - other.part || one.place - other.place)
    .map(({ request }) => request);
}

const placeOf = (read: string): number => (reads.includes(read) ? reads.indexOf(read) : reads.length);
