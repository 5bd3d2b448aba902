import type { Budget } from "./budget.ts";
import { debug, info } from "./log.ts";
import { backoff } from "./pauses.ts";

/** The environment variables that name a proxy. */
export const proxyVariables = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];

/** What one try of a request comes to. */
export interface Verdict<Answer> {
  /** How it ended, for the log. */
  readonly ending: string;
  /** The answer, if it is a success. */
  readonly answer?: Answer | undefined;
  readonly mayRepeat: boolean;
  /** Whether it counts against `retries`. Default: it does. */
  readonly counts?: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly asked?: number | undefined;
  /** Whether another try is news for nobody. */
  readonly quiet?: boolean;
}

interface Asking<Try, Answer> {
  /** The request, for the log. */
  readonly what: string;
  readonly tryOnce: () => Promise<Try>;
  readonly judge: (result: Try) => Verdict<Answer>;
  /** `late`: a sentence why time allows no other try, if that is so. */
  readonly failure: (result: Try, late: string) => Error;
  readonly retries: number;
  readonly budget: Budget;
}

/** Tries until it is answered with success. Throws what `failure` makes of the last try. */
export async function untilAnswered<Try, Answer>(asking: Asking<Try, Answer>): Promise<Answer> {
  const { what, retries, budget } = asking;
  for (let tries = 1, failures = 0; ; tries++) {
    const result = await asking.tryOnce();
    const { ending, answer, mayRepeat, counts = true, asked, quiet = false } = asking.judge(result);
    debug(`${what}, try ${tries}: ${ending}`);
    if (answer) return answer;
    if (counts) failures += 1;
    const again = mayRepeat && retries > 0 && failures <= retries;
    const pause = backoff(tries, asked);
    const late = noTime(again ? pause : 0, budget);
    if (!again || late) throw asking.failure(result, late);
    const seconds = Math.round(pause / 100) / 10;
    (quiet ? debug : info)(`${what}: ${ending}. Trying again${seconds === 0 ? "" : ` in ${seconds} s`}.`);
    await budget.wait(pause);
    if (budget.signal.aborted) throw asking.failure(result, noTime(0, budget));
  }
}

/** Why there can be no other try in so many milliseconds; an empty text if there can. */
function noTime(pauseMs: number, budget: Budget): string {
  const ended = budget.ended();
  if (ended) return ` There was no other try: ${ended}.`;
  if (Date.now() + pauseMs < budget.endsAt) return "";
  return ` The next try, in ${Math.ceil(pauseMs / 1000)} s, would be too late: ${budget.name} is ${budget.seconds}.`;
}

/**
 * Has certificates checked, whatever the environment of the job says. Where that says no, Node would also warn of it
 * on stderr, where nothing is masked.
 */
export function checkCertificates(): void {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
}

/** Whether a code is about the certificate of the server, so that trying again cannot help. */
export const isCertificate = (cause: string): boolean =>
  /CERT|SELF_SIGNED|ISSUER|ALTNAME|LEAF_SIGNATURE/.test(cause);

/** Why no answer came, as a code: the message of an error may hold what was sent. */
export function causeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === "string") return code;
    if (cause.name === "TimeoutError" || cause.name === "AbortError") return "no answer in time";
  }
  return "no connection";
}
