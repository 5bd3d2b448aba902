import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import type { Leave, Progress } from "../../src/engine/operation.ts";
import { openSession, type Seen, together } from "../../src/engine/session.ts";
import type { Fault } from "../emulator/faults.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked } from "../process/action.ts";
import { carry, carryStep, type Given, openHaste, stepAt } from "./inside.ts";

/** A step's way to Neon: whose answer counts, which time it is there, and how several operations share a look. */

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => neon.close());

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const onBranch = "/projects/project-id/branches/br-example-123/auth";
const enable = () => neon.state.enableAuth(neon.state.branch("project-id", "br-example-123"), "better_auth");
/** The IDs of the requests so far, as Neon has answered them. */
const ids = () => neon.requests.map(({ headers }) => headers["x-request-id"]);
const always = Number.POSITIVE_INFINITY;
const lost: Fault = { kind: "reset", when: "after-state" };

async function open(given: object = {}) {
  const { values } = await stepAt(neon, { operation: "get-integration", ...branch });
  const progress: Progress = { changed: false, requestId: undefined };
  const budget = openHaste(3600);
  const session = openSession({ ...values, ...given }, budget, progress);
  onTestFinished(() => session[Symbol.asyncDispose]());
  return { session, progress, budget };
}

const read = (path: string) => ({ method: "GET", path }) as const;

describe("operations that are carried out together", () => {
  const domains = `${onBranch}/domains`;
  const add = { operation: "add-domain", ...branch, domain: "https://a.example\nhttps://b.example" };
  const localhost = { operation: "update-allow-localhost", ...branch, allow_localhost: "false" };
  const asSeen: Seen = { path: domains, json: { domains: [{ domain: "https://a.example" }] } };
  beforeEach(() => void enable());

  const carryTogether = async (inputs: Given, seen: Seen | undefined) =>
    carryStep(await stepAt(neon, inputs), openHaste(120), (session) => together(session, seen));

  test("take what was seen for the first look, and read back later", async () => {
    const { outcome, changed } = await carryTogether(add, asSeen);
    expect(asked(neon)).toEqual([`POST ${domains}`]);
    expect(neon.requests[0]?.body).toMatchObject({ domain: "https://b.example" });
    expect(outcome?.reading.data).toEqual({ domains: [{ domain: "https://a.example" }] });
    expect([outcome?.changed, changed]).toEqual([true, true]);
  });

  test("change nothing if what was seen is what is wanted", async () => {
    const { outcome } = await carryTogether({ ...add, domain: "https://a.example" }, asSeen);
    expect(neon.requests).toEqual([]);
    expect(outcome?.changed).toBe(false);
  });

  test("look by themselves where nothing, or another path, was seen", async () => {
    for (const seen of [undefined, { ...asSeen, path: `${onBranch}/plugins` }]) {
      neon.clearRequests();
      await carryTogether({ ...add, domain: "https://a.example" }, seen);
      expect(asked(neon)[0]).toBe(`GET ${domains}`);
    }
  });

  test("look again after a lost answer: what was seen is from before", async () => {
    neon.next({ method: "PATCH" }, lost);
    const path = `${onBranch}/allow_localhost`;
    const { outcome } = await carryTogether(localhost, { path, json: { allow_localhost: true } });
    expect(asked(neon)).toEqual([`PATCH ${path}`, `PATCH ${path}`, `GET ${path}`]);
    expect(outcome?.changed).toBe(true);
  });

  test("have the ID of the last request, if there was one", async () => {
    const { session } = await open();
    const first = together(session.writer({} as Leave), asSeen);
    expect(await first.read(read(domains))).toEqual({ requestId: "", json: asSeen.json, ahead: 0 });
    await first.read(read(domains));
    const second = together(session.writer({} as Leave), asSeen);
    const { requestId } = await second.read(read(domains));
    expect([requestId]).toEqual(ids());
  });
});

describe("the request that a step reports", () => {
  const create = { operation: "create-integration", ...branch };

  test("is the look that explains why another one was refused", async () => {
    enable();
    const { requestId } = await carry(neon, create);
    expect(asked(neon)).toEqual([`POST ${onBranch}`, `GET ${onBranch}`]);
    expect(requestId).toBe(ids().at(-1));
  });

  test("is the refused one if no look explains it", async () => {
    neon.state.branch("project-id", "br-example-123").schemaLeftOver = true;
    const { requestId } = await carry(neon, create);
    expect(asked(neon).slice(0, 2)).toEqual([`POST ${onBranch}`, `GET ${onBranch}`]);
    expect(requestId).toBe(ids()[0]);
  });

  test("is the last that was answered", async () => {
    enable();
    neon.next({ method: "PATCH", times: always }, lost);
    const localhost = { operation: "update-allow-localhost", ...branch, allow_localhost: "false" };
    const { requestId } = await carry(neon, localhost);
    expect(neon.requests.map(({ method }) => method)).toEqual(["GET", "PATCH", "PATCH"]);
    expect(requestId).toBe(ids()[0]);
  });

  test("is another one for what stands apart", async () => {
    enable();
    const { session, progress } = await open();
    const own: Progress = { changed: false, requestId: undefined };
    await session.apart(own).read(read(onBranch));
    expect([own.requestId]).toEqual(ids());
    expect(progress.requestId).toBeUndefined();
    expect(session.apart(own)).not.toHaveProperty("write");
  });
});

describe("a step began", () => {
  const HOUR = 3_600_000;
  /** Neon's clock, so many milliseconds ahead of the runner's. */
  const clock = (ahead: number): Fault => ({
    kind: "answer",
    after: "state",
    status: 200,
    headers: { date: new Date(Date.now() + ahead).toUTCString() },
  });

  test.each([
    ["by the runner's clock as long as Neon has not told its own", undefined, 0],
    ["by the runner's clock if Neon's is the same", 0, 0],
    ["later if Neon's clock is ahead", HOUR, 1],
    ["earlier if Neon's clock is behind", -HOUR, -1],
  ])("%s", async (_, ahead, expected) => {
    enable();
    const { session, budget } = await open();
    if (ahead !== undefined) {
      neon.next({ method: "GET" }, clock(ahead));
      await session.read(read(onBranch));
    }
    const hours = (session.began() - (budget.endsAt - budget.seconds * 1000)) / HOUR;
    expect(Math.round(hours) + 0).toBe(expected);
  });

  test.each([
    ["and deletes again what was made before, by Neon's clock", HOUR / 2, ["DELETE", "GET", "DELETE"], true],
    ["and does not touch what was made since, by Neon's clock", HOUR * 2, ["DELETE", "GET"], undefined],
  ])("%s", async (_, madeAt, methods, expected) => {
    enable().integration.created_at = new Date(Date.now() + madeAt).toISOString();
    neon.next({ method: "DELETE" }, { kind: "reset", when: "before-headers" });
    neon.next({ method: "GET" }, clock(HOUR));
    const { changed } = await carry(neon, { operation: "delete-integration", ...branch });
    expect(neon.requests.map(({ method }) => method)).toEqual(methods);
    expect(changed).toBe(expected);
  });
});

test("what does without Neon has no way to it", async () => {
  const { session } = await open({ api_key: undefined });
  await expect(session.read(read(onBranch))).rejects.toThrow("This operation does without Neon.");
  expect(neon.requests).toEqual([]);
});
