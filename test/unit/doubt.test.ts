import { describe, expect, test, vi } from "vitest";
import {
  absent,
  changedBefore,
  explained,
  isDuplicate,
  isGone,
  isLost,
  isRefused,
  looksAfter,
  statusOf,
  unreadable,
} from "../../src/engine/doubt.ts";
import { AnswerError, ApiError, ConnectionError, InDoubt } from "../../src/ground/errors.ts";

const api = (status: number, said = "", others: Partial<ApiError> = {}) =>
  new ApiError(`status ${status}`, {
    status,
    said,
    requestId: "request-1",
    fromNeon: true,
    maybeDone: false,
    ...others,
  });
/** What something between the runner and Neon answers in words that could be Neon's. */
const foreign = (status: number, said: string) => api(status, said, { fromNeon: false });
const lost = new ConnectionError("no answer came", true);
const inDoubt = (cause: unknown) => new InDoubt("two answers are lost", cause);

test.each<[what: string, error: unknown, refused: boolean, status: number | undefined]>([
  ["a mistake in the request", api(400), true, 400],
  ["a key that is refused", api(401), false, 401],
  ["a key that may not", api(403), false, 403],
  ["a conflict", api(409), true, 409],
  ["a failure of Neon", api(500), true, 500],
  ["a repeat that was refused", inDoubt(api(409)), true, 409],
  ["a repeat with a key that was refused since", inDoubt(api(401)), false, 401],
  ["a redirect", api(302), false, 302],
  ["a lost answer", lost, false, undefined],
  ["two lost answers", inDoubt(lost), false, undefined],
  ["an answer that was not understood", new AnswerError("what is this"), false, undefined],
  ["anything else", "no", false, undefined],
])("of %s Neon's last word is known", (_, error, refused, status) => {
  expect(isRefused(error)).toBe(refused);
  expect(statusOf(error)).toBe(status);
});

test.each<[what: string, error: unknown, isGoneNow: boolean]>([
  ["by Neon's words on the thing", api(404, "user not found"), true],
  ["by no words at all", api(404), true],
  ["by words in which the branch is another matter", api(404, "This is a branch. User not found."), true],
  ["not by a branch that is not there", api(404, "branch not found"), false],
  ["not by a branch whose ID stands between", api(404, "Branch br-none-1 was not found"), false],
  ["not by a project that is not there", api(404, "the project with this ID does not exist"), false],
  ["not by the words of another", foreign(404, "user not found"), false],
  ["not by another status", api(410, "user not found"), false],
  ["not by a repeat in doubt", inDoubt(api(404, "user not found")), false],
  ["not by a lost answer", lost, false],
])("something is gone %s", (_, error, isGoneNow) => {
  expect(isGone(error)).toBe(isGoneNow);
  if (isGoneNow) expect(absent(error)).toBeUndefined();
  else expect(() => absent(error)).toThrow(error as Error);
});

test.each<[what: string, error: unknown, isThere: boolean]>([
  ["by a conflict", api(409, "a user with this email exists"), true],
  ["by a refusal that says so", api(422, "Email is already registered"), true],
  ["not by a conflict with something else", api(409, "operations are running"), false],
  ["not by a refusal that only sounds like it", api(400, "the email exists twice in the request"), false],
  ["not by another status", api(500, "user already exists"), false],
  ["not by the words of another", foreign(409, "the cache entry exists"), false],
  ["not by a lost answer", lost, false],
])("something is there already %s", (_, error, isThere) => {
  expect(isDuplicate(error)).toBe(isThere);
});

describe("a look before a write", () => {
  test.each<[what: string, error: Error]>([
    ...[400, 404, 405, 410, 422].map((status): [string, Error] => [`is answered ${status}`, api(status)]),
    ["is not understood", new AnswerError("what is this")],
  ])("that %s keeps nobody from the write, and is told to whoever debugs", (_, error) => {
    using stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    expect(unreadable(error)).toBeUndefined();
    expect(String(stdout.mock.calls)).toBe(`::debug::What is there could not be read: ${error.message}\n`);
  });

  test.each<[what: string, error: Error]>([
    ...[401, 403, 409, 500].map((status): [string, Error] => [`is answered ${status}`, api(status)]),
    ["is answered by another", foreign(404, "not found")],
    ["gets no answer", new ConnectionError("no answer came", false)],
  ])("that %s keeps from it", (_, error) => {
    expect(() => unreadable(error)).toThrow(error);
  });
});

test.each<[what: string, error: unknown, isLostNow: boolean, changed: boolean | undefined]>([
  ["no answer came", lost, true, undefined],
  ["Neon failed at it", api(503, "", { maybeDone: true }), true, undefined],
  ["two tries are in doubt", inDoubt(api(400)), true, undefined],
  ["somebody else answered", new AnswerError("what is this", true), false, undefined],
  ["Neon refused it", api(400), false, false],
  ["it was never sent", new ConnectionError("no connection", false), false, false],
])("where %s, what was changed is known as far as it is", (_, error, isLostNow, changed) => {
  expect(isLost(error)).toBe(isLostNow);
  expect(changedBefore(error, { changed: false })).toBe(changed);
  expect(changedBefore(error, { changed: true })).toBe(true);
});

test("what may have been carried out is said with what to do", () => {
  const error = explained(lost, "Look there.");
  expect(error).toBeInstanceOf(InDoubt);
  expect(error).toMatchObject({
    message: "no answer came Outcome unknown: it may have been carried out. Look there.",
    cause: lost,
  });
  expect(explained(lost)).toMatchObject({
    message:
      "no answer came Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.",
  });
  const refused = api(400);
  expect(explained(refused)).toBe(refused);
});

test("only a reason that Neon may show late is worth more than one look", () => {
  expect(looksAfter(api(409), 404, 409)).toBe(5);
  expect(looksAfter(inDoubt(api(409)), 409)).toBe(5);
  expect(looksAfter(api(404), 409)).toBe(1);
  expect(looksAfter(api(409))).toBe(1);
  expect(looksAfter(lost, 409)).toBe(1);
});
