import * as z from "zod/mini";
import { isGone } from "../engine/doubt.ts";
import type { Session } from "../engine/operation.ts";
import { InDoubt } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Credential } from "../ground/secret.ts";
import { optionalText, parseAnswer } from "../neon/answer.ts";
import { fill, type Read, type Route } from "../neon/call.ts";
import { AuthError } from "./refusals.ts";
import { type AuthService, openAuthService, type SignedIn } from "./service.ts";
import { verifyToken } from "./token.ts";

/** How a branch lets people sign in, as far as it matters here. */
export interface Place {
  readonly base: string;
  readonly jwks: string;
  readonly origin: string;
}

const auth = "/projects/{project_id}/branches/{branch_id}/auth";
const integration = () => z.object({ base_url: optionalText(), jwks_url: optionalText() });
const domains = () => z.object({ domains: z.array(z.object({ domain: z.string() })) });
const settings = () =>
  z.object({
    enabled: z.optional(z.boolean()),
    disable_sign_up: z.optional(z.boolean()),
    require_email_verification: z.optional(z.boolean()),
  });

type Where = Readonly<Record<string, unknown>>;
const read = async (session: Session, route: Route, where: Where): Promise<unknown> =>
  (await session.read(fill(route, where) as Read)).json;

/** Where people sign in, and from where: from `origin`, else from the first trusted domain that is one. */
export async function findPlace(session: Session, where: Where, origin: string | undefined): Promise<Place> {
  const [found, listed] = await Promise.all([
    read(session, `GET ${auth}`, where),
    origin === undefined ? read(session, `GET ${auth}/domains`, where) : undefined,
  ]).catch((error: unknown) => {
    if (isGone(error))
      throw new AuthError("There is no Neon Auth on the branch: `create-integration` enables it.");
    throw error;
  });
  const { base_url, jwks_url } = parseAnswer(integration, found);
  const url = URL.parse(base_url ?? "");
  if (!url || !base_url)
    throw new AuthError(
      "Neon names no `base_url` for the branch: sign-in works on branches with Better Auth only.",
    );
  const trusted =
    listed === undefined ? [] : parseAnswer(domains, listed).domains.map(({ domain }) => domain);
  return {
    base: base_url,
    jwks: jwks_url ?? `${base_url}/.well-known/jwks.json`,
    origin: origin ?? trusted.find((domain) => !domain.includes("*")) ?? url.origin,
  };
}

/** Proves that a user can sign in, and that what the sign-in gives is worth something. Leaves no session behind. */
export async function checkSignIn(
  place: Place,
  email: string,
  password: Credential,
  session: Session,
): Promise<string> {
  await using service = await openAuthService(place.base, place.origin, session);
  const signedIn = await service.signIn(email, password);
  try {
    const [token, keys] = await Promise.all([service.token(signedIn), service.keys(place.jwks)]);
    return await verifyToken(token, keys, new URL(place.base).origin);
  } finally {
    await service.signOut(signedIn).catch(untold);
  }
}

/** What matters was told: a session that stays ends by itself. */
const untold = (): void => info("The session could not be signed out: it ends by itself.");

export interface Person {
  readonly email: string;
  readonly password: Credential;
  readonly name?: string | undefined;
}

/** A user who can sign in, and whether this run made them. */
export interface Made {
  readonly id: string | undefined;
  readonly made: boolean;
  /** Where they are known. */
  readonly roles?: readonly string[] | undefined;
}

/**
 * Whether users can sign up; where they cannot, those who are there may still sign in. Throws where nobody who was made
 * could sign in, which is known before anything is sent.
 */
export async function isSignUpOpen(session: Session, where: Where): Promise<boolean> {
  const { enabled, disable_sign_up, require_email_verification } = parseAnswer(
    settings,
    await read(session, `GET ${auth}/email_and_password`, where),
  );
  if (enabled === false)
    throw new AuthError(
      `Sign-in by email and password is off on this branch, so a user with a password could not be made: ${change}.`,
    );
  if (require_email_verification)
    throw new AuthError(
      `The branch requires a verified email address, so a user with a password could not sign in before a mail is opened: \`require_email_verification\` is on, and ${change}. The settings are never changed for a user.`,
    );
  return !disable_sign_up;
}

const change = "`update-email-and-password` changes it";
/** The end of a sentence about a branch where nobody can sign up. */
export const signUpIsOff = `nobody can sign up on this branch: \`disable_sign_up\` is on, and ${change}.`;

/** How users are made on a branch. */
export interface Way {
  /** Whether users can sign up. */
  readonly open: boolean;
  /** How often a sign-up may be sent again. */
  readonly retries: number;
  /** Hears of a user who was made, whatever comes after that. */
  readonly onMade: () => void;
}

/**
 * Sees to it that a user is there who can sign in: by a sign-in, which is the proof, and a sign-up before it if that finds
 * nobody. A sign-up whose answer was lost is sent again only after a sign-in has shown that it was not carried out.
 */
export async function ensureUser(
  service: AuthService,
  person: Person,
  { open, retries, onMade }: Way,
): Promise<Made> {
  const before = await tried(service, person);
  if (before) return { id: before.userId, made: false, roles: before.roles };
  if (!open) throw new AuthError(`No user has this email and this password, and ${signUpIsOff}`);
  for (let left = retries; ; left--) {
    const lost = await signUp(service, person);
    if (!lost) onMade();
    const after = await tried(service, person).catch((error: unknown) => {
      throw lost ? inDoubt(lost) : error;
    });
    if (after) {
      onMade();
      return { id: after.userId, made: true, roles: after.roles };
    }
    if (!lost) throw new AuthError("The user was made, but cannot sign in with the password.");
    if (left === 0) throw lost;
  }
}

const inDoubt = (lost: AuthError): InDoubt =>
  new InDoubt(`${lost.message} Outcome unknown: the user may have been made. The next run finds out.`, lost);

/** A session that was opened and is closed again; nothing if there is no such user, or another password. */
async function tried(service: AuthService, { email, password }: Person): Promise<SignedIn | undefined> {
  try {
    const session = await service.signIn(email, password);
    await service.signOut(session).catch(untold);
    return session;
  } catch (error) {
    if (error instanceof AuthError && error.code === "INVALID_EMAIL_OR_PASSWORD") return undefined;
    throw error;
  }
}

/** Makes the user, without a session that stays. Gives the error if nobody knows whether there is a user now. */
async function signUp(
  service: AuthService,
  { email, password, name = email }: Person,
): Promise<AuthError | undefined> {
  try {
    const { cookie } = await service.signUp(email, password, name);
    if (cookie) await service.signOut({ cookie }).catch(untold);
    return undefined;
  } catch (error) {
    if (error instanceof AuthError && error.lost) return error;
    throw error;
  }
}
