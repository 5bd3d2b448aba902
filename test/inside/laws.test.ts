/**
 * What holds of every configuration file on every branch. `npm run laws` tries it as often as `LAWS_RUNS` says, and
 * `LAWS_SEED` repeats a run whose seed was printed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { redact } from "../../src/ground/secret.ts";
import type { Fault, Match } from "../emulator/faults.ts";
import type { Display } from "../emulator/routes/call.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import * as model from "../model/configuration.ts";
import { findLeaks } from "../runner/leaks.ts";
import { carry, type Ended, type Given } from "./inside.ts";

const RUNS = Number(process.env.LAWS_RUNS || 20);
/** Other cases each time for who asks for many; the same ones in the suite, which tells what a change has broken. */
const SEED = Number(process.env.LAWS_SEED || (process.env.LAWS_RUNS ? Date.now() % 2 ** 31 : 1));

let neon: Neon;
let folder: string;
/** How Neon shows secrets. */
let display: Display = "shown";
/** What is printed, by line. */
let printed: string[] = [];
/** Called for each request once it is carried out, with its number. */
let afterRequest: (count: number) => void = () => undefined;

/** A request as it came, and what had been printed by then. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly lines: number;
}
let sent: Sent[] = [];

beforeEach(() => {
  display = "shown";
  afterRequest = () => undefined;
});
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "laws-"));
  neon = await startNeon({
    apiKey: "napi_laws",
    validate: false,
    secrets: () => display,
    latencyMs: ({ method, path, body }) => {
      sent.push({ method, path, body, lines: printed.length });
      afterRequest(sent.length);
      return 0;
    },
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text, ...more) => {
    printed.push(...String(text).split("\n").filter(Boolean));
    const written = more.at(-1);
    if (typeof written === "function") written();
    return true;
  });
});
afterAll(async () => {
  await neon.close();
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

interface Ran extends Ended {
  readonly lines: readonly string[];
  readonly sent: readonly Sent[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Why it failed, if it did. */
  readonly failure: string | undefined;
}

const path = () => join(folder, "neon-auth.yml");

/** Carries an operation out on a file. `values`: what the environment has. */
async function run(
  operation: string,
  text: string | undefined,
  inputs: Given = {},
  values: Readonly<Record<string, string>> = model.secrets,
): Promise<Ran> {
  rmSync(path(), { force: true });
  if (text !== undefined) writeFileSync(path(), text);
  printed = [];
  sent = [];
  neon.clearRequests();
  Object.assign(process.env, values);
  try {
    const ended = await carry(neon, {
      operation,
      config_file: path(),
      project_id: model.project,
      branch_id: model.branch,
      ...(/^environments:/m.test(text ?? "") && { environment: "here" }),
      ...(["plan-config", "apply-config"].includes(operation) && { max_deletes: "1000" }),
      ...inputs,
    });
    const failure = ended.error ?? ended.outcome?.failed?.message;
    return { ...ended, lines: printed, sent, outputs: ended.outcome?.reading.outputs ?? {}, failure };
  } finally {
    for (const name of Object.keys(values)) delete process.env[name];
  }
}

const displays: readonly Display[] = ["shown", "masked", "absent"];

/** The law, for as many cases as asked. */
function law<T>(name: string, cases: fc.Arbitrary<T>, holds: (one: T) => Promise<void>): void {
  describe.each(displays)(`with secrets %s at Neon, seed ${SEED}`, (how) => {
    beforeEach(() => {
      display = how;
    });
    test(name, { timeout: 0 }, async () => {
      await fc.assert(fc.asyncProperty(cases, holds), { numRuns: RUNS, seed: SEED });
    });
  });
}

const story = (ran: Ran): string => [...ran.lines, `failure: ${ran.failure}`].join("\n");

/** A file, and what is there. */
const both = (nothing = true) =>
  model.start(nothing).chain((start) => fc.record({ start: fc.constant(start), file: model.file(start) }));

law("the plan of an export is empty", model.start(false), async (start) => {
  model.furnish(neon, start);
  const exported = await run("export-config", undefined);
  expect(exported.failure).toBeUndefined();
  const text = readFileSync(path(), "utf8");
  const plan = await run("plan-config", text);
  expect(plan.failure, `${text}\n${story(plan)}`).toBeUndefined();
  expect(plan.outputs, text).toMatchObject({
    plan: [],
    changes: 0,
    deletes: 0,
    has_changes: false,
    resends: [],
  });
  const check = await run("check-config", text);
  expect(check.outputs, text).toMatchObject({ plan: [], drifted: false });
  const apply = await run("apply-config", text);
  expect(apply.failure).toBeUndefined();
  expect(apply.sent.filter(({ method }) => method !== "GET")).toEqual([]);
  await run("export-config", text, { overwrite: "true" });
  expect(readFileSync(path(), "utf8")).toBe(text);
});

law("the plan after an apply is empty", both(), async ({ start, file }) => {
  model.furnish(neon, start);
  const before = model.settingsOn(neon);
  const text = model.textOf(file);
  const plan = await run("plan-config", text);
  const apply = await run("apply-config", text);
  const rows = plan.outputs.plan as { change: string }[];
  expect(apply.failure, `${text}\n${story(apply)}`).toBe(plan.failure);
  if (apply.failure !== undefined) {
    expect(apply.sent.filter(({ method }) => method !== "GET")).toEqual([]);
    return;
  }
  expect(apply.outputs).toMatchObject({
    plan: rows,
    changes: rows.length,
    deletes: rows.filter(({ change }) => ["delete", "replace"].includes(change)).length,
    has_changes: rows.length > 0,
    plan_hash: plan.outputs.plan_hash,
  });
  const applied = apply.outputs.applied as { done: string[]; failed: []; not_tried: [] };
  expect(applied.failed).toEqual([]);
  expect(applied.not_tried).toEqual([]);
  const again = await run("plan-config", text);
  expect(again.outputs, `${text}\n${story(apply)}\n${story(again)}`).toMatchObject({
    plan: [],
    changes: 0,
    deletes: 0,
    has_changes: false,
  });
  expect(model.unfulfilled(file, model.settingsOn(neon), before), `${text}\n${story(apply)}`).toEqual([]);
});

/** A request as a plan prints it. */
function asPrinted({ method, path, body }: Sent): string {
  const hidden = JSON.stringify(body, (key, value) =>
    ["client_secret", "password"].includes(key) ? "***" : value,
  );
  return redact(`${method} ${path.replace("/api/v2", "")}${body === undefined ? "" : ` with ${hidden}`}`);
}

/** An address is printed without what may be a token, and not at all if it comes from the environment. */
const withoutAddress = (line: string): string => line.replace(/(?<="webhook_url":")[^"]*/, "");

law("every write is in a plan that was printed before it", both(), async ({ start, file }) => {
  model.furnish(neon, start);
  const text = model.textOf(file);
  const apply = await run("apply-config", text);
  for (const request of apply.sent.filter(({ method }) => method !== "GET"))
    expect(apply.lines.slice(0, request.lines).map(withoutAddress), text).toContain(
      withoutAddress(asPrinted(request)),
    );
});

law("no secret becomes another one where all are to be kept", both(), async ({ start, file }) => {
  model.furnish(neon, start);
  const before = model.settingsOn(neon);
  const text = model.textOf(file);
  const apply = await run("apply-config", text, { secrets: "keep" });
  const passwordOf = (settings: model.Settings | undefined) =>
    settings?.emailServer?.type === "standard" ? settings.emailServer.password : undefined;
  const told = `${text}\n${story(apply)}`;
  const now = model.settingsOn(neon);
  if (passwordOf(now) !== undefined) expect(passwordOf(now), told).toBe(passwordOf(before));
  for (const { id, client_secret } of now?.oauthProviders ?? [])
    if (client_secret !== undefined)
      expect(client_secret, told).toBe(before?.oauthProviders.find((one) => one.id === id)?.client_secret);
});

/** How a request may be lost, before and after it is carried out. */
const losses: readonly Fault[] = [
  { kind: "reset", when: "before-headers" },
  { kind: "reset", when: "after-state" },
  { kind: "answer", status: 500, after: "before" },
  { kind: "answer", status: 500, after: "state" },
  { kind: "cut", atByte: 5 },
  { kind: "answer", status: 400 },
];

const cut = fc.record({
  fault: fc.constantFrom(...losses),
  at: fc.nat(1000),
  /** Nothing gets through any more: as if the runner were lost. */
  lasts: fc.boolean(),
  retries: fc.constantFrom("0", "5"),
});

law(
  "an apply that is cut anywhere and run again ends as if nothing had been",
  fc.tuple(both(), cut),
  async ([{ start, file }, { fault, at, lasts, retries }]) => {
    model.furnish(neon, start);
    const text = model.textOf(file);
    const calm = await run("apply-config", text);
    if (calm.failure !== undefined) return;
    const goal = model.settingsOn(neon);

    model.furnish(neon, start);
    const match: Match = { times: lasts ? Number.POSITIVE_INFINITY : 1 };
    const first = at % calm.sent.length;
    const begin = (count: number) => {
      if (count === first) neon.next(match, fault);
    };
    begin(0);
    afterRequest = begin;
    const broken = await run("apply-config", text, { retries });
    afterRequest = () => undefined;
    // A fault that no request has met is for none of the next step.
    match.method = "NONE";
    const told = `${text}\n${story(broken)}`;
    if (broken.failure === undefined) expect(model.settingsOn(neon), told).toEqual(goal);
    const again = await run("apply-config", text);
    expect(again.failure, told).toBeUndefined();
    expect(model.settingsOn(neon), `${told}\n${story(again)}`).toEqual(goal);
  },
);

law(
  "order does not matter",
  fc.tuple(both(), fc.integer({ min: 1, max: 1000 })),
  async ([{ start, file }, order]) => {
    model.furnish(neon, start);
    const first = await run("plan-config", model.textOf(file));
    const { oauthProviders, domains, webhooks } = start.settings;
    model.furnish(neon, {
      ...start,
      settings: {
        ...start.settings,
        oauthProviders: oauthProviders.toReversed(),
        domains: domains.toReversed(),
        webhooks: { ...webhooks, enabled_events: (webhooks.enabled_events ?? []).toReversed() },
      },
    });
    const text = model.textOf(file, order);
    const second = await run("plan-config", text);
    const { plan_hash, plan } = second.outputs;
    expect(inAnyOrder({ plan_hash, plan }), text).toEqual(
      inAnyOrder({ plan_hash: first.outputs.plan_hash, plan: first.outputs.plan }),
    );
  },
);

/** What lists of a row have in them is a set. */
const inAnyOrder = (outputs: object): unknown =>
  JSON.parse(JSON.stringify(outputs), (key, value) =>
    key !== "plan" && Array.isArray(value) ? value.toSorted() : value,
  );

law("whatever does not apply only reads", both(), async ({ start, file }) => {
  model.furnish(neon, start);
  const before = model.settingsOn(neon);
  const text = model.textOf(file);
  const ran = [
    await run("plan-config", text),
    await run("check-config", text),
    await run("apply-config", text, { dry_run: "true" }),
    await run("export-config", text, { overwrite: "true" }),
  ];
  expect(ran.flatMap(({ sent }) => sent).filter(({ method }) => method !== "GET")).toEqual([]);
  const { sent: none } = await run("validate-config", text, { environment: "" });
  expect(none).toEqual([]);
  expect(model.settingsOn(neon)).toEqual(before);
});

law("a plan without secrets has the hash of an apply with them", both(), async ({ start, file }) => {
  model.furnish(neon, start);
  const text = model.textOf(file);
  const plan = await run("plan-config", text, {}, {});
  const hash = plan.outputs.plan_hash;
  // Not where Neon shows nothing of what the file names.
  if (hash === undefined) return;
  const apply = await run("apply-config", text, { expect_plan: String(hash) });
  expect(apply.outputs.plan_hash, `${text}\n${story(plan)}\n${story(apply)}`).toBe(hash);
});

law(
  "what somebody changes by hand meanwhile is put right, or the step fails, and nothing else is lost",
  fc.tuple(both(false), model.byHand, fc.nat(1000)),
  async ([{ start, file }, { said, change }, at]) => {
    model.furnish(neon, start);
    const text = model.textOf(file);
    const { auth } = neon.state.branch(model.project, model.branch);
    if (!auth) return;
    const calm = await run("apply-config", text);
    const writes = calm.sent.flatMap(({ method }, index) => (method === "GET" ? [] : [index]));
    const [first, last] = [writes.at(0), writes.at(-1)];
    if (calm.failure !== undefined || first === undefined || last === undefined) return;

    model.furnish(neon, start);
    const branch = neon.state.branch(model.project, model.branch);
    let meddled = false;
    let before = model.settingsOn(neon);
    afterRequest = (count) => {
      const isLook =
        sent.at(-1)?.method === "GET" && count > first && sent.at(-1)?.path.endsWith("/webhooks");
      // Between a look and the write that sends all that it saw nobody can do anything.
      if (meddled || isLook || count < first + (at % (last + 1 - first)) || !branch.auth) return;
      meddled = true;
      change(branch.auth);
    };
    const apply = await run("apply-config", text);
    afterRequest = () => undefined;
    if (apply.failure !== undefined) return;
    const now = model.settingsOn(neon);
    const told = `${text}\n${said}\n${story(apply)}`;
    model.furnish(neon, start);
    const left = neon.state.branch(model.project, model.branch).auth;
    if (left) change(left);
    before = model.settingsOn(neon);
    // What no read at the end shows, because nothing there was written, can be changed without being seen.
    const reads = apply.sent
      .slice(apply.sent.findLastIndex(({ method }) => method !== "GET") + 1)
      .map(({ path }) => path.split("/auth")[1]);
    const isSeen = (path: string) =>
      path.endsWith(" touched") ||
      (reads.includes(readOf(path)) && (display === "shown" || !/(client_secret|password)$/.test(path)));
    expect(model.unfulfilled(file, now, before).filter(isSeen), told).toEqual([]);
  },
);

/** The read that shows a part of the file. */
const readOf = (path: string): string => {
  const [section = ""] = path.split(".");
  if (section === "application_name") return "";
  return section === "domains" || section === "webhooks" ? `/${section}` : "/plugins";
};

test("a plan that is refused once the integration is there has the hash that was reviewed", async () => {
  neon.reset();
  const text =
    "version: 1\ndefaults:\n  policy: production\n  integration:\n    auth_provider: better_auth\n";
  const plan = await run("plan-config", text);
  expect(plan.failure).toBeUndefined();
  const { plan_hash, plan: rows } = plan.outputs;
  const apply = await run("apply-config", text);
  expect(apply.failure).toContain("policy: production");
  expect(apply.outputs).toMatchObject({ plan_hash, plan: rows, applied: { done: ["integration"] } });
});

test("what Neon shows in place of a password is not saved as one", async () => {
  display = "masked";
  neon.reset();
  const auth = neon.state.enableAuth(neon.state.branch(model.project, model.branch), "stack");
  auth.emailServer = {
    type: "standard",
    host: "smtp.example.com",
    port: 587,
    username: "mailer",
    password: model.secrets.THIRD_SECRET,
    sender_email: "auth@example.com",
    sender_name: "Example",
  };
  const text = "version: 1\ndefaults:\n  email_server:\n    type: standard\n    sender_name: Other\n";
  const refused = await run("apply-config", text);
  expect(refused.failure).toContain(
    "`email_server.password` must be given, since Stack Auth takes a server as a whole",
  );
  expect(refused.sent.filter(({ method }) => method !== "GET")).toEqual([]);
  display = "shown";
  const applied = await run("apply-config", text);
  expect(applied.failure).toBeUndefined();
  expect(auth.emailServer).toMatchObject({ password: model.secrets.THIRD_SECRET, sender_name: "Other" });
});

// Last of all: modules that come anew are not those that the laws above have.
const unit = fc.constantFrom(..."abcXYZ019-_ \"'/\\%&<>+=#é\n");
const secretText = fc
  .tuple(fc.stringMatching(/^[a-zA-Z0-9]{10}$/), fc.string({ unit, maxLength: 12 }))
  .map(([random, rest]) => `${random}${rest}${random.slice(3, 6)}`);
const token = fc.stringMatching(/^[a-zA-Z0-9_-]{16}$/);

/** A whole step, with modules of its own: what was masked before would hide what is not masked now. */
async function step(
  operation: string,
  text: string | undefined,
  values: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  rmSync(path(), { force: true });
  if (text !== undefined) writeFileSync(path(), text);
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
  for (const name of Object.values(files)) writeFileSync(name, "");
  const inputs = {
    operation,
    config_file: path(),
    ...(operation !== "validate-config" && {
      api_key: neon.apiKey,
      api_host: neon.url,
      project_id: model.project,
      branch_id: model.branch,
      retries: "0",
    }),
    ...(operation !== "validate-config" && /^environments:/m.test(text ?? "") && { environment: "here" }),
    ...(operation === "apply-config" && { max_deletes: "1000" }),
  };
  for (const [name, value] of Object.entries({ ...files, ...values })) vi.stubEnv(name, value);
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  printed = [];
  sent = [];
  vi.resetModules();
  const code = process.exitCode;
  try {
    await new Promise<void>((ended) => {
      vi.spyOn(process, "exit").mockImplementation(() => ended() as never);
      void import("../../src/main.ts");
    });
  } finally {
    // The error of a step would become the one of these tests.
    process.exitCode = code;
    vi.unstubAllEnvs();
  }
  return {
    [`${operation}: log`]: printed.filter((line) => !line.startsWith("::add-mask::")).join("\n"),
    [`${operation}: outputs`]: readFileSync(files.GITHUB_OUTPUT, "utf8"),
    [`${operation}: page`]: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    ...(operation === "export-config" && {
      "export-config: file": text === undefined && existsSync(path()) ? readFileSync(path(), "utf8") : "",
    }),
  };
}

law(
  "no secret shows anywhere in any spelling",
  fc.record({
    given: both(),
    operation: fc.constantFrom(
      "validate-config",
      "plan-config",
      "apply-config",
      "check-config",
      "export-config",
    ),
    texts: fc.tuple(secretText, secretText, secretText, token),
    known: fc.boolean(),
    /** The number of a request that Neon refuses, and quotes the secrets of the step in its message. */
    quotes: fc.option(fc.nat(12)),
  }),
  async ({ given: { start, file }, operation, texts, known, quotes }) => {
    const [first, second, third, hidden] = texts;
    const values = {
      FIRST_SECRET: first,
      SECOND_SECRET: second,
      THIRD_SECRET: third,
      HOOK_ADDRESS: `https://hooks.example.com/in?token=${hidden}`,
    };
    const text = operation === "export-config" ? undefined : model.textOf(file);
    model.furnish(neon, { ...start, settings: model.withSecrets(start.settings, values) });
    afterRequest = (count) => {
      if (count !== quotes) return;
      const quoted = JSON.stringify(Object.entries(values).filter(([name]) => known && text?.includes(name)));
      neon.next({}, { kind: "answer", status: 400, body: { code: "", message: `cannot use ${quoted}` } });
    };
    const places = await step(operation, text, known ? values : {});
    expect(findLeaks([...texts, model.literalToken], places), JSON.stringify(places, undefined, 1)).toEqual(
      [],
    );
  },
);
