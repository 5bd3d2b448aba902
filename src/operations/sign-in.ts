import type { Operation } from "../engine/operation.ts";
import type { Outcome } from "../engine/outcome.ts";
import { inert } from "../ground/inert.ts";

/** Reads from Neon where people sign in, and signs in there as one of them. */
const checkSignIn: Operation<"check-sign-in"> = {
  operation: "check-sign-in",
  about:
    "Prove that auth works: a user signs in from the address of the application. The token of the session is verified, and the user signed out again.",
  needs: "neon",
  scope: "branch",
  writes: false,
  irreversible: false,
  notices: () => [],
  required: ["project_id", "branch_id", "email", "password", "origin"],
  optional: [],
  rules: [],
  outputs: ["base_url", "issuer"],
  later: [],
  own: { inputs: {}, outputs: {} },
  begin: () => ({
    writes: false,
    run: async ({ values }, session): Promise<Outcome> => {
      const { findPlace, checkSignIn } = await import("../auth/sign-in.ts");
      const { project_id, branch_id, email = "", password, origin = "" } = values;
      if (!password) throw new Error("There is no password.");
      const place = await findPlace(session, { project_id, branch_id }, origin);
      const algorithm = await checkSignIn(place, email, password, session);
      const issuer = new URL(place.base).origin;
      const reading = {
        data: undefined,
        outputs: { base_url: place.base, issuer },
        warnings: [],
        next: () => [],
        done: () =>
          `${inert(email, 100)} can sign in from ${origin}: the token (${algorithm}) verifies, and the session is signed out.`,
      };
      return { reading, changed: false };
    },
  }),
};

export const operations = [checkSignIn];
