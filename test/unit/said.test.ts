import { describe, expect, test } from "vitest";
import { absent, isDuplicate, isGone } from "../../src/engine/doubt.ts";
import { ApiError } from "../../src/ground/errors.ts";
import { apiMessage } from "../../src/neon/messages.ts";
import { readSaid } from "../../src/neon/said.ts";

const nothing = { message: "", code: "", requestId: "", fromNeon: false };

describe("the body of an error", () => {
  test.each<[what: string, body: unknown, said: object]>([
    [
      "Neon's",
      { message: "no", code: "C", request_id: "r" },
      { message: "no", code: "C", requestId: "r", fromNeon: true },
    ],
    ["Neon's without a code and an ID", { message: "no", code: "" }, { message: "no", fromNeon: true }],
    ["Neon's without a word", { message: "", code: "" }, { fromNeon: true }],
    [
      "a router's",
      { message: "no Route matched with those values" },
      { message: "no Route matched with those values" },
    ],
    [
      "nested",
      { error: { message: "no", code: "C", request_id: "r" } },
      { message: "no", code: "C", requestId: "r" },
    ],
    [
      "nested, with an ID beside it",
      { error: { message: "no" }, request_id: "r" },
      { message: "no", requestId: "r" },
    ],
    ["a text", { error: "no", code: "C" }, { message: "no", code: "C" }],
    [
      "a list of errors",
      { errors: [{ message: "no", code: "C" }, { message: "nor this" }] },
      { message: "no", code: "C" },
    ],
    ["a list of texts", { errors: ["no", "nor this"] }, { message: "no" }],
    ["a list of messages", { message: ["no", "nor this"], code: "C" }, { message: "no", code: "C" }],
    [
      "OAuth's",
      { error: "invalid_token", error_description: "no" },
      { message: "no", code: "invalid_token" },
    ],
    ["a description alone", { error_description: "no" }, { message: "no" }],
    ["of other types", { message: 1, code: {}, request_id: [], error: 5 }, {}],
    ["null", null, {}],
    ["a text that is JSON", "no", {}],
    ["a list", [], {}],
    ["empty", undefined, {}],
  ])("is understood: %s", (_, body, said) => {
    expect(readSaid(body)).toEqual({ ...nothing, ...said });
  });
});

const call = { method: "DELETE", path: "/projects/p/branches/br-1/auth" } as const;
const errorOf = (status: number, json: unknown) => {
  const { message, said, requestId } = apiMessage(call, { status, requestId: "r", json });
  return new ApiError(message, {
    status,
    said,
    requestId,
    fromNeon: readSaid(json).fromNeon,
    maybeDone: false,
  });
};

describe.each([404, 409, 410])("%i", (status) => {
  test.each<[what: string, body: unknown]>([
    ["HTML", undefined],
    ["a router's", { message: "user already exists, or not found" }],
    ["nested", { error: { message: "user already exists, or not found" } }],
  ])("of somebody else (%s) is never the word of Neon, and says so", (_, body) => {
    const error = errorOf(status, body);
    expect(error.message).toContain(`The answer is not Neon's (${status})`);
    expect([isGone(error), isDuplicate(error)]).toEqual([false, false]);
    expect(() => absent(error)).toThrow(error);
  });
});

test("a 404 of Neon is gone, and its 409 there already", () => {
  expect(isGone(errorOf(404, { message: "user not found", code: "" }))).toBe(true);
  expect(isDuplicate(errorOf(409, { message: "user already exists", code: "" }))).toBe(true);
});
