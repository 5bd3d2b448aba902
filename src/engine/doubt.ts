import { AnswerError, ApiError, InDoubt, isUnknown } from "../ground/errors.ts";
import { debug } from "../ground/log.ts";

/** What an error says about what happened at Neon. */

/** Whether the answer to a write was lost, so that looking at what is there tells more. */
export const isLost = (error: unknown): error is Error => isUnknown(error) && !(error instanceof AnswerError);

/** Neon's last status, if its last answer is why it failed. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof InDoubt ? statusOf(error.cause) : error instanceof ApiError ? error.status : undefined;

/** Whether the step changed something before it failed; `undefined` if nobody knows. */
export const changedBefore = (error: unknown, known: { readonly changed: boolean }): boolean | undefined =>
  known.changed || (isUnknown(error) ? undefined : false);

/**
 * Whether Neon's last word was a no. What was asked for may hold all the same, as a look shows: another run or a lost
 * request may have done it. With a key that is refused no look would tell.
 */
export const isRefused = (error: unknown): error is Error => {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status !== 401 && status !== 403;
};

/** Looks until something that Neon may show late counts as not there. */
export const MOST_LOOKS = 5;

/** How many looks a refusal is worth. `late`: the statuses whose reason Neon may show a moment later. */
export const looksAfter = (error: unknown, ...late: readonly number[]): number =>
  late.includes(statusOf(error) ?? 0) ? MOST_LOOKS : 1;

/** A 404 that speaks of the thing itself, not of a project or branch that does not exist. */
export const isGone = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.fromNeon &&
  error.status === 404 &&
  !/\b(project|branch)\b[^.]*\b(not found|does not exist)/i.test(error.said);

/** Which status Neon has for something that exists and cannot be looked up is not documented; the text tells. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.fromNeon &&
  ((error.status === 409 && /\b(exists|registered|in use|taken)\b/i.test(error.said)) ||
    ([400, 422].includes(error.status) && /\balready (exists|registered|in use)\b/i.test(error.said)));

/** Takes the error of a look for "not there" if that is what Neon says. */
export function absent(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

/** A look that Neon does not understand is no reason to fail: the write itself will tell. */
export function unreadable(error: unknown): undefined {
  const harmless =
    error instanceof ApiError && error.fromNeon && [400, 404, 405, 410, 422].includes(error.status);
  if (!harmless && !(error instanceof AnswerError)) throw error;
  debug(`What is there could not be read: ${error.message}`);
}

/** The error of a write with what to do, if the write may have been carried out all the same. */
export const explained = (
  error: unknown,
  check = "Run the step again: it finds out what is there.",
): unknown =>
  isUnknown(error)
    ? new InDoubt(`${error.message} Outcome unknown: it may have been carried out. ${check}`, error)
    : error;
