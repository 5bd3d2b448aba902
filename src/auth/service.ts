import type { IncomingHttpHeaders } from "node:http";
import { unescape as unescaped } from "node:querystring";
import type { Dispatcher } from "undici";
import * as z from "zod/mini";
import type { Session } from "../engine/operation.ts";
import { parseJson } from "../ground/json.ts";
import { httpDate, retryAfter } from "../ground/pauses.ts";
import { type Credential, mask } from "../ground/secret.ts";
import { causeOf, isCertificate, untilAnswered, type Verdict } from "../ground/sending.ts";
import { exchange } from "../neon/exchange.ts";
import { openDispatcher } from "../neon/transport.ts";
import { isApiHost } from "../words/api-host.ts";
import { AuthError, explain } from "./refusals.ts";

/** The session that a sign-in opened: its cookies. Nothing of it is printed or kept. */
export interface SignedIn {
  readonly cookie: string;
  readonly userId: string | undefined;
  /** The roles of the user, where the service tells them. */
  readonly roles: readonly string[] | undefined;
}

/** The auth service of a branch, as an application at some origin uses it. */
export interface AuthService extends AsyncDisposable {
  /** Opens a session. Throws an `AuthError` that says why it cannot. */
  signIn(email: string, password: Credential): Promise<SignedIn>;
  /** Makes a user, and gives its ID, and the session that it opened if it did. */
  signUp(email: string, password: Credential, name: string): Promise<Partial<SignedIn>>;
  /** Has a moment of its own for that, so that no session stays when the time of the step is over. */
  signOut(session: Pick<SignedIn, "cookie">): Promise<void>;
  /** A token of the session's user. */
  token(session: SignedIn): Promise<string>;
  /** The keys that verify tokens, from the address that Neon names. */
  keys(address: string): Promise<unknown>;
}

/** Longest wait for one answer. */
const ANSWER_MS = 30_000;
const SIGN_OUT_MS = 5000;
const LARGEST = 1_000_000;
/** What says "not now": the service was asked too often, or is starting. */
const TOO_OFTEN = 429;
const starting = [502, 503, 504];
/** A cookie of fewer characters is a setting, and no secret. */
const SHORTEST = 8;

const userShape = () =>
  z.object({
    token: z.nullish(z.string()),
    user: z.object({ id: z.string(), role: z.catch(z.optional(z.string()), undefined) }),
  });
const tokenShape = () => z.object({ token: z.string() });

interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly cookies: readonly string[];
  /** Milliseconds that it asks to wait. */
  readonly asked: number | undefined;
}

interface Sending {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  /** Whether it makes something, so that it is not sent again after an answer that leaves that open. */
  readonly makes?: true;
}

/**
 * Opens the way to the auth service. It never gets the API key. Throws an `AuthError` for an address that is neither
 * https nor this machine's own.
 */
export async function openAuthService(
  base: string,
  origin: string,
  { budget, settings: { retries } }: Pick<Session, "budget" | "settings">,
): Promise<AuthService> {
  const url = URL.parse(base);
  if (url === null || !isApiHost(url.origin))
    throw new AuthError("The `base_url` that Neon named is no https address, so no password was sent to it.");
  const dispatcher = await openDispatcher(url);
  const prefix = url.pathname.replace(/\/+$/, "");

  const once = async (sending: Sending, end = budget.signal): Promise<Answer> => {
    const { method, path, body, cookie } = sending;
    const request: Dispatcher.DispatchOptions = {
      origin: url.origin,
      method,
      path: prefix + path,
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        origin,
        ...(cookie && { cookie }),
        ...(body && { "content-type": "application/json" }),
      },
      body: body ? JSON.stringify(body) : null,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const signal = AbortSignal.any([end, AbortSignal.timeout(ANSWER_MS)]);
    const { status, headers, text } = await exchange(dispatcher, request, signal, LARGEST).catch(
      (error: unknown) => {
        const cause = causeOf(error);
        if (isCertificate(cause))
          throw new AuthError(
            `The certificate of the auth service is not trusted (${cause}), so nothing was sent. Check the proxy; for a certificate authority of your own, set \`NODE_EXTRA_CA_CERTS\` for the job. [${method} ${path}]`,
          );
        throw new AuthError(
          `The auth service gave no complete answer (${budget.ended() ?? cause}): run the step again, and see neonstatus.com. [${method} ${path}]`,
          { lost: true },
        );
      },
    );
    const cookies = [headers["set-cookie"] ?? []].flat().map((one) => one.split(";")[0] ?? "");
    // Masked before anything is made of them.
    for (const one of cookies) maskCookie(one.slice(one.indexOf("=") + 1));
    return { status, json: parseJson(text ?? ""), cookies, asked: pauseAskedBy(headers) };
  };

  // Many users are made side by side: of what keeps all of them waiting, one line is enough.
  let told = false;
  const judge = ({ makes }: Sending, answer: Answer): Verdict<Answer> => {
    const { status, asked } = answer;
    const mayRepeat = status === TOO_OFTEN || (!makes && starting.includes(status));
    const quiet = told;
    told ||= mayRepeat;
    return {
      ending: `status ${status}`,
      answer: status < 300 ? answer : undefined,
      mayRepeat,
      counts: false,
      asked,
      quiet,
    };
  };

  /** What is refused for the moment is asked for as long as there is time. */
  const send = (sending: Sending): Promise<Answer> =>
    untilAnswered({
      what: `The auth service, ${sending.method} ${sending.path}`,
      tryOnce: () => once(sending),
      judge: (answer) => judge(sending, answer),
      failure: (answer, late) => explain(answer, { ...sending, origin, base }, late),
      retries,
      budget,
    });

  const sessionIn = ({ json, cookies }: Answer): Partial<SignedIn> => {
    const { data } = z.safeParse(userShape(), json);
    if (data?.token) mask(data.token);
    const roles = data?.user.role?.split(",");
    return { userId: data?.user.id, roles, ...(cookies.length > 0 && { cookie: cookies.join("; ") }) };
  };

  return {
    signIn: async (email, password) => {
      const body = { email, password: password.reveal() };
      const { cookie, ...user } = sessionIn(await send({ method: "POST", path: "/sign-in/email", body }));
      if (!cookie) throw new AuthError("The auth service took the password, but opened no session.");
      return { userId: undefined, roles: undefined, ...user, cookie };
    },
    signUp: async (email, password, name) => {
      const body = { email, password: password.reveal(), name };
      return sessionIn(await send({ method: "POST", path: "/sign-up/email", body, makes: true }));
    },
    signOut: async ({ cookie }) => {
      const sending: Sending = { method: "POST", path: "/sign-out", body: {}, cookie };
      const answer = await once(sending, AbortSignal.timeout(SIGN_OUT_MS));
      if (answer.status >= 300) throw explain(answer, { ...sending, origin, base });
    },
    token: async ({ cookie }) => {
      const { json } = await send({ method: "GET", path: "/token", cookie });
      const { success, data } = z.safeParse(tokenShape(), json);
      if (!success) throw new AuthError("The auth service gave no token for the session.");
      mask(data.token);
      return data.token;
    },
    keys: async (address) => {
      const at = URL.parse(address);
      if (at?.origin !== url.origin || !at.pathname.startsWith(`${prefix}/`))
        throw new AuthError(
          "The `jwks_url` that Neon named is not of the auth service, so nothing was read from it.",
        );
      return (await send({ method: "GET", path: at.pathname.slice(prefix.length) })).json;
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

/** As it stands in the header, and as programs show it. */
function maskCookie(value: string): void {
  if (value.length < SHORTEST) return;
  mask(value);
  mask(unescaped(value));
}

/** Better Auth has a header of its own beside the one that whatever is before it may set. The longer pause counts. */
function pauseAskedBy(headers: IncomingHttpHeaders): number | undefined {
  const now = httpDate(headers.date) ?? Date.now();
  const asked = [headers["retry-after"], headers["x-retry-after"]]
    .map((header) => retryAfter([header].flat()[0], now))
    .filter((pause) => pause !== undefined);
  return asked.length > 0 ? Math.max(...asked) : undefined;
}
