import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";
import { AuthError } from "./refusals.ts";

/** Algorithms that verify with a public key. */
const algorithms = ["EdDSA", "ES256", "RS256"];

/**
 * Verifies a token as an application does: its signature by the keys that the service serves, its issuer, audience and
 * expiry. Gives its algorithm. Throws an `AuthError` that says which of them is wrong.
 */
export async function verifyToken(token: string, keys: unknown, issuer: string): Promise<string> {
  try {
    const set = createLocalJWKSet(keys as JSONWebKeySet);
    const options = { algorithms, issuer, audience: issuer, requiredClaims: ["exp", "sub"] };
    const { protectedHeader } = await jwtVerify(token, set, options);
    return protectedHeader.alg;
  } catch (error) {
    throw new AuthError(
      `The user can sign in, but the token of the session does not verify: ${reasonOf(error, issuer)}.`,
    );
  }
}

/** In words of ours: those of the library may quote the token. */
function reasonOf(error: unknown, issuer: string): string {
  if (error instanceof errors.JWTExpired)
    return "it has expired already, so the clock of the runner or of the service is wrong";
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === "iss" || error.claim === "aud"
      ? `its \`${error.claim}\` is not ${issuer}`
      : `its \`${error.claim}\` is missing or wrong`;
  if (error instanceof errors.JWKSNoMatchingKey)
    return "none of the keys at `jwks_url` is the one that signed it";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "the keys at `jwks_url` did not sign it";
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `it is signed in another way than ${algorithms.join(", ")}`;
  return "it or the keys at `jwks_url` were not understood";
}
