import * as z from "zod/mini";
import { inert } from "../ground/inert.ts";
import { redact } from "../ground/secret.ts";

/** The auth service said no, or nothing. The message says who can act. */
export class AuthError extends Error {
  override name = "AuthError";
  /** Its code, such as `INVALID_ORIGIN`. */
  readonly code: string;
  /** Whether the request may have been carried out all the same. */
  readonly lost: boolean;

  constructor(message: string, { code = "", lost = false }: { code?: string; lost?: boolean } = {}) {
    super(message);
    this.code = code;
    this.lost = lost;
  }
}

const said = z.object({ code: z.catch(z.string(), ""), message: z.catch(z.string(), "") });

interface Refused {
  readonly status: number;
  readonly json: unknown;
}
interface Request {
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  readonly base: string;
}

/** What a refusal of Better Auth means, what to do, and `late`: why there was no other try. https://www.better-auth.com/docs/reference/errors */
export function explain({ status, json }: Refused, request: Request, late = ""): AuthError {
  const { code, message } = z.safeParse(said, json).data ?? { code: "", message: "" };
  const words = message && `: ${inert(redact(message), 300).replace(/\.$/, "")}`;
  const text = `${reasonOf(status, code, request)}${late} [${request.method} ${request.path}, status ${status}${code && `, ${inert(redact(code), 100)}`}${words}]`;
  return new AuthError(text, { code, lost: status >= 500 });
}

const isHere = (origin: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(origin);

function reasonOf(status: number, code: string, { path, origin, base }: Request): string {
  const isSignUp = path.startsWith("/sign-up");
  switch (code) {
    case "INVALID_ORIGIN":
      return `The auth service does not trust the origin \`${origin}\`: ${
        isHere(origin)
          ? "`update-allow-localhost` with `allow_localhost: true` lets every port of this machine in."
          : `add it with \`add-domain\` and \`domain: ${origin}\`, or list it under \`domains\` of the configuration file.`
      }`;
    case "MISSING_OR_NULL_ORIGIN":
      return "The auth service was given no origin: something between this runner and it drops the header. Check the proxy.";
    case "INVALID_EMAIL_OR_PASSWORD":
      return "No user has this email and this password. Check both; a user that was made without a password cannot sign in by one.";
    case "EMAIL_NOT_VERIFIED":
      return "The email address of the user is not verified yet, and the branch requires that: open the mail, or set `require_email_verification: false` with `update-email-and-password`.";
    case "USER_ALREADY_EXISTS":
    case "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL":
      return "The user is there already, with another password or none: give that password, or delete the user with `delete-user` first.";
    case "PASSWORD_TOO_SHORT":
    case "PASSWORD_TOO_LONG":
      return "The auth service takes passwords of another length: 8 to 128 characters are usual.";
  }
  if (/DISABLED|NOT_ENABLED/.test(code))
    return isSignUp
      ? "Nobody can sign up by email and password on this branch: check `disable_sign_up` and `email_and_password_enabled` of `update-email-and-password`."
      : "Sign-in by email and password is off on this branch: `update-email-and-password` with `email_and_password_enabled: true` switches it on.";
  if (status === 404)
    return `There is no auth service at ${base}. Right after Neon Auth was enabled it can take a while: \`wait_until_ready: true\` waits for it.`;
  if (status === 429) return "The auth service was asked too often: run the step later.";
  if (status >= 500) return "The auth service failed: run the step again, and see neonstatus.com.";
  return `The auth service refused the ${isSignUp ? "sign-up" : path.startsWith("/sign-in") ? "sign-in" : "request"}.`;
}
