import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, test, vi } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import { type Neon, type Options, startNeon } from "../emulator/server.ts";
import type { Auth, AuthProvider, Branch, Project } from "../emulator/state.ts";
import { type Trouble, trouble } from "../model/trouble.ts";
import { type Plan, plan, target, type Wish } from "../model/wishes.ts";
import { carry, type Ended } from "./inside.ts";

const RUNS = Number(process.env.MODEL_RUNS || 200);

/** What becomes of the requests to come, one by one, and which of them it is about. */
let coming: (Fault | undefined)[] = [];
let match: Match = {};
const lineUp = (neon: Neon) => {
  const fault = coming.shift();
  if (fault) neon.next(match, fault);
};

/** Neon as it is, and as it may be. */
const kinds: readonly Options[] = [{}, { keepsSchema: false }, { eventualConsistency: { reads: 1 } }];
const starts: readonly World["start"][] = ["nothing", "schema", "stack", "stack", "better_auth"];
const neons: Neon[] = [];
/** Where nothing listens any more. */
let closed = "";
beforeAll(async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  for (const options of kinds) {
    const neon: Neon = await startNeon({
      ...options,
      apiKey: "napi_model",
      validate: false,
      latencyMs: () => {
        lineUp(neon);
        return 0;
      },
    });
    neons.push(neon);
  }
  await using gone = await startNeon({ validate: false });
  closed = gone.url;
});
afterAll(async () => {
  for (const neon of neons) await neon.close();
  vi.restoreAllMocks();
});

interface World {
  readonly kind: number;
  readonly start: AuthProvider | "nothing" | "schema";
  readonly bystander: AuthProvider;
  readonly targetIsDefault: boolean;
}

/** A project with two branches. One of them has an integration, and nobody asks for anything there. */
function open({ kind, start, bystander, targetIsDefault }: World): { neon: Neon; project: Project } {
  const neon = neons[kind] as Neon;
  neon.reset();
  neon.state.projects.clear();
  const [first, second] = targetIsDefault ? [target, "br-other-1"] : ["br-other-1", target];
  const project = neon.state.addProject({
    id: "project-id",
    defaultBranch: { id: `${first}`, name: "main" },
  });
  neon.state.addBranch(project, { id: `${second}` });
  neon.state.enableAuth(neon.state.branch("project-id", "br-other-1"), bystander);
  const branch = neon.state.branch("project-id", target);
  if (start === "schema") branch.schemaLeftOver = true;
  else if (start !== "nothing") furnish(neon.state.enableAuth(branch, start));
  return { neon, project };
}

function furnish(auth: Auth): void {
  auth.integration.created_at = "2026-01-01T00:00:00.000Z";
  auth.users.push({ id: "user-1", email: "a@example.com", roles: [] });
  auth.oauthProviders.push({ id: "google", type: "shared" });
  auth.oauthProviders.push({
    id: "github",
    type: "standard",
    client_id: "client-a",
    client_secret: "client-secret-1",
  });
  auth.domains.push({ domain: "https://a.example", auth_provider: auth.integration.auth_provider });
}

const actedOn = (project: Project, { place }: Plan): Branch => {
  const id = place === "branch" ? target : project.authBranchId;
  return project.branches.get(id) as Branch;
};

const total = (effects: Readonly<Record<string, number>>) =>
  Object.values(effects).reduce((sum, count) => sum + count, 0);

async function run(neon: Neon, wish: Wish, { faults, seconds, settings, refused }: Trouble): Promise<Ended> {
  coming = [...faults];
  match = {};
  neon.clearRequests();
  lineUp(neon);
  const where = refused ? { url: closed, apiKey: neon.apiKey } : neon;
  const ended = await carry(where, { ...wish.inputs, ...settings }, seconds);
  coming = [];
  // A fault that no request has met is for none of the next step.
  match.method = "NONE";
  return ended;
}

/** One step as it went: what was asked for, what became of each request, and what was there around it. */
interface Lived {
  readonly wish: Wish;
  readonly trouble: Trouble;
  readonly ended: Ended;
  readonly before: Branch;
  readonly after: Branch;
  readonly effects: Readonly<Record<string, number>>;
  readonly changedElsewhere: boolean;
  readonly requests: readonly string[];
}

const calm: Trouble = { faults: [], seconds: 120, settings: {} };

async function live(
  neon: Neon,
  project: Project,
  branch: Branch,
  wish: Wish,
  trouble: Trouble,
): Promise<Lived> {
  const others = () =>
    structuredClone([...project.branches.values()].filter((candidate) => candidate !== branch));
  const [before, around] = [structuredClone(branch), others()];
  const ended = await run(neon, wish, trouble);
  return {
    wish,
    trouble,
    ended,
    before,
    after: structuredClone(branch),
    effects: { ...neon.sideEffects },
    changedElsewhere: !isDeepStrictEqual(around, others()),
    requests: neon.requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
  };
}

/** What is wrong with how a step ended. `visible`: Neon shows at once whatever is there. */
function wrong(
  { wish, trouble, ended, before, after, effects, changedElsewhere }: Lived,
  visible: boolean,
): string[] {
  const { outcome, error = "", changed } = ended;
  const count = total(effects);
  const calmly = trouble.faults.length === 0;
  const known = visible && !wish.unseen && calmly;
  const tellable = visible && (calmly || !wish.removes);
  const rules: readonly (readonly [broken: boolean, rule: string])[] = [
    [changedElsewhere, "it changed another branch"],
    [count !== (effects[wish.effect ?? ""] ?? 0), "it changed something else"],
    [count > (wish.most ?? 1), "it did twice what was to be done once"],
    [count > 0 && changed === false, "it changed something and denies it"],
    [count === 0 && changed === true && known, "it changed nothing and says it did"],
    [outcome !== undefined && outcome.changed !== changed, "its outcome and its output differ"],
    [
      outcome !== undefined && !wish.holds(after) && (visible || !wish.overwrites),
      "it succeeded, and what was asked for is not there",
    ],
    [outcome !== undefined && wish.refused(before) && tellable, "it succeeded where it had to be refused"],
    [!outcome && error === "", "it failed without a reason"],
    [
      !outcome && changed !== true && error.includes("Outcome unknown") !== (changed === undefined),
      "its error and its output differ in whether the outcome is known",
    ],
  ];
  return rules.flatMap(([broken, rule]) => (broken ? [rule] : []));
}

/** What is wrong with the same step once more, without any fault. */
function wrongAgain(first: Lived, second: Lived, visible: boolean): string[] {
  const { wish } = second;
  const refused = wish.refused(second.before);
  const more = total(second.effects);
  const rules: readonly (readonly [broken: boolean, rule: string])[] = [
    [!refused && !second.ended.outcome && (visible || wish.effect !== undefined), "it failed again"],
    [!wish.again && total(first.effects) + more > (wish.most ?? 1), "the rerun did it twice"],
    [!wish.again && first.ended.outcome !== undefined && more > 0, "the rerun changed something"],
    [
      visible && !wish.again && !wish.unseen && more === 0 && second.ended.changed !== false,
      "the rerun claims a change",
    ],
  ];
  return [...rules.flatMap(([broken, rule]) => (broken ? [rule] : [])), ...wrong(second, visible)];
}

const told = ({ wish, trouble, ended, effects, requests }: Lived): string =>
  [
    `step ${JSON.stringify({ ...wish.inputs, ...trouble.settings })}`,
    `  faults ${JSON.stringify(trouble.faults.slice(0, 6))}${trouble.faults.length > 6 ? " and so on" : ""}`,
    ...requests.slice(0, 12).map((request) => `  ${request}`),
    `  ${ended.outcome ? "success" : `failure: ${ended.error}`}`,
    `  changed ${ended.changed}, truly ${JSON.stringify(effects)}`,
  ].join("\n");

test(`${RUNS} random sequences of steps end as they say, and change nothing twice`, {
  timeout: 0,
}, async () => {
  const steps = fc.array(fc.record({ plan, trouble, rerun: fc.boolean() }), { minLength: 1, maxLength: 6 });
  const world = fc.record({
    kind: fc.nat(kinds.length - 1),
    start: fc.constantFrom(...starts),
    bystander: fc.constantFrom<AuthProvider[]>("stack", "better_auth"),
    targetIsDefault: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(world, steps, async (chosen, sequence) => {
      const { neon, project } = open(chosen);
      const visible = kinds[chosen.kind]?.eventualConsistency === undefined;
      const story: string[] = [JSON.stringify(chosen)];
      const check = (lived: Lived, problems: readonly string[]) => {
        story.push(told(lived));
        if (problems.length > 0) throw new Error(["", ...story, ...problems].join("\n"));
      };
      for (const { plan, trouble, rerun } of sequence) {
        const branch = actedOn(project, plan);
        const wish = plan.wish(branch);
        const first = await live(neon, project, branch, wish, trouble);
        check(first, wrong(first, visible));
        // A project-scoped delete moves the project to another branch: the same step means something else then.
        if ((first.ended.outcome && !rerun) || actedOn(project, plan) !== branch) continue;
        const second = await live(neon, project, branch, wish, calm);
        check(second, wrongAgain(first, second, visible));
      }
    }),
    { numRuns: RUNS, ...(process.env.MODEL_SEED && { seed: Number(process.env.MODEL_SEED) }) },
  );
});
