import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import type { Auth, AuthProvider } from "../emulator/state.ts";
import { carry, type Given } from "./inside.ts";

/** What the engine sends, prints and concludes, one step a story. Nothing else is between it and Neon. */

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon({ apiKey: "napi_engine" });
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const project = { project_id: "project-id" };
const branch = { ...project, branch_id: "br-example-123" };
const theBranch = () => neon.state.branch("project-id", "br-example-123");
/** Long ago, as most integrations were. */
const enable = (provider: AuthProvider = "better_auth"): Auth => {
  const auth = neon.state.enableAuth(theBranch(), provider);
  auth.integration.created_at = "2026-01-01T00:00:00.000Z";
  return auth;
};

const done: Fault = { kind: "reset", when: "after-state" };
const notDone: Fault = { kind: "reset", when: "before-headers" };
const always = Number.POSITIVE_INFINITY;
const answers = (status: number, body?: unknown): Fault => ({
  kind: "answer",
  status,
  ...(body === undefined ? {} : { body }),
});
const html = answers(200, "<html></html>");

/** A step as its log would tell it, with what Neon was asked for and what it then did. */
async function story(inputs: Given, ...faults: readonly (readonly [Match, Fault])[]): Promise<string> {
  return told(neon, inputs, faults);
}

async function told(
  at: Neon,
  inputs: Given,
  faults: readonly (readonly [Match, Fault])[] = [],
): Promise<string> {
  for (const [match, fault] of faults) at.next(match, fault);
  using stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const { outcome, error, changed, waits } = await carry(at, inputs);
  if (outcome) expect(outcome.changed).toBe(changed);
  const printed = stdout.mock.calls.map(([text]) => String(text).trimEnd());
  const steady = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…").replaceAll(at.url, "");
  return [
    "",
    ...at.requests.map(
      ({ method, path, status }) => `${method} ${path.slice("/api/v2".length)} ${status ?? "-"}`,
    ),
    ...printed.filter((line) => !line.startsWith("::")).map((line) => `> ${steady(line)}`),
    ...(waits.length > 0
      ? [`waits: ${waits.map((wait) => (wait % 500 === 0 ? wait : "?")).join(", ")}`]
      : []),
    error === undefined ? `= ${outcome?.reading.done(outcome.changed)}` : `! ${steady(error)}`,
    `changed: ${changed}, truly: ${JSON.stringify(at.sideEffects)}`,
    "",
  ].join("\n");
}

describe("create-integration", () => {
  const create = { operation: "create-integration", ...branch };

  test("creates", async () => {
    expect(await story(create)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 201
      = Created the Better Auth integration.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("reuses what is there already", async () => {
    enable();
    expect(await story(create)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 200
      = The Better Auth integration is already there.
      changed: false, truly: {}
      "
    `);
  });

  test("finds on a project what is on its branch, not what is on another one", async () => {
    const other = neon.state.addBranch(neon.state.projects.get("project-id") as never, { id: "br-other-1" });
    neon.state.enableAuth(other, "stack");
    neon.state.enableAuth(theBranch(), "better_auth");
    expect(await story({ ...create, auth_provider: "stack" })).toMatchInlineSnapshot(`
      "
      POST /projects/auth/create 409
      GET /projects/project-id/auth/integrations 200
      ! The Better Auth integration is already there, but Stack Auth was asked for; the two cannot be on one branch. Nothing was changed.
      changed: false, truly: {}
      "
    `);
  });

  test("does not take another provider or database for it", async () => {
    enable("stack");
    expect(await story(create)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 200
      ! The Stack Auth integration is already there, but Better Auth was asked for; the two cannot be on one branch. Nothing was changed.
      changed: false, truly: {}
      "
    `);
    neon.clearRequests();
    expect(
      await story({ ...create, scope: "branch", auth_provider: "stack", database_name: "other" }),
    ).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 200
      ! The Stack Auth integration is already there, but it uses database neondb, not other. Nothing was changed.
      changed: false, truly: {}
      "
    `);
  });

  test("looks first if it must not reuse", async () => {
    enable();
    expect(await story({ ...create, if_exists: "fail" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth 200
      ! The Better Auth integration is already there, and \`if_exists: fail\` forbids to reuse it.
      changed: false, truly: {}
      "
    `);
  });

  test("with `if_exists: fail` creates if nothing is there", async () => {
    expect(await story({ ...create, if_exists: "fail" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth 404
      POST /projects/project-id/branches/br-example-123/auth 201
      = Created the Better Auth integration.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("with `if_exists: fail` does not reuse what came in between", async () => {
    enable();
    const hidden: Fault = answers(404, {
      message: "Neon Auth integration not found",
      code: "",
      request_id: "r",
    });
    expect(await story({ ...create, if_exists: "fail" }, [{ method: "GET" }, hidden])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth 404
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 200
      ! The Better Auth integration is already there, and \`if_exists: fail\` forbids to reuse it.
      changed: false, truly: {}
      "
    `);
  });

  test("says what to do if only the schema is there", async () => {
    theBranch().schemaLeftOver = true;
    expect(await story(create)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      waits: 500, 1000, 1500, 2000
      ! Something like it is there already (409): schema "neon_auth" already exists. Look at what is there, or delete it first. [POST /projects/project-id/branches/br-example-123/auth, request ID …] No integration is there, so this is about the \`neon_auth\` schema that an earlier one left in the database or that the branch has inherited. \`delete-integration\` with \`delete_data: true\` deletes it with all users in it; then run this step again.
      changed: false, truly: {}
      "
    `);
  });

  test("says the conflict if it cannot be looked at", async () => {
    enable();
    expect(await story(create, [{ method: "GET", times: always }, answers(422)])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 422
      ! Something like it is there already (409): Neon Auth integration already exists for branch. Look at what is there, or delete it first. [POST /projects/project-id/branches/br-example-123/auth, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test("fails by the look if that is refused", async () => {
    enable();
    expect(await story(create, [{ method: "GET" }, answers(403)])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 403
      ! Something like it is there already (409): Neon Auth integration already exists for branch. Look at what is there, or delete it first. [POST /projects/project-id/branches/br-example-123/auth, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test("whose answer is lost is read back", async () => {
    expect(await story(create, [{ method: "POST" }, done])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 200
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      = Created the Better Auth integration.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("whose answer is lost is made again after two looks", async () => {
    expect(await story(create, [{ method: "POST" }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      POST /projects/project-id/branches/br-example-123/auth 201
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Created the Better Auth integration.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("whose answer is lost is not made again with `retries: 0`", async () => {
    expect(await story({ ...create, retries: "0" }, [{ method: "POST" }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      ! POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {}
      "
    `);
  });

  test("both of whose answers are lost is looked for once more", async () => {
    expect(
      await story(create, [{ method: "POST" }, notDone], [{ method: "POST" }, done]),
    ).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 200
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Created the Better Auth integration.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("both of whose answers are lost, and that nobody finds, has an unknown outcome", async () => {
    expect(await story(create, [{ method: "POST", times: 2 }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      ! POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {}
      "
    `);
  });

  test("whose second try is refused has an unknown outcome", async () => {
    expect(
      await story(create, [{ method: "POST" }, notDone], [{ method: "POST" }, answers(400)]),
    ).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      POST /projects/project-id/branches/br-example-123/auth 400
      GET /projects/project-id/branches/br-example-123/auth 404
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      ! POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). It was sent again, and then: Neon refused the request (400): Bad Request. Check the inputs of the step against what Neon says. [POST /projects/project-id/branches/br-example-123/auth, request ID …] Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {}
      "
    `);
  });

  test("whose answer is lost has an unknown outcome if looking fails", async () => {
    expect(
      await story(create, [{ method: "POST" }, done], [{ method: "GET", times: always }, answers(403)]),
    ).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 403
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      ! POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"create-integration":1}
      "
    `);
  });

  test("finds another one after a lost answer", async () => {
    enable("mock");
    expect(await story(create, [{ method: "POST" }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 200
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      ! The mock integration is already there, but Better Auth was asked for; the two cannot be on one branch.
      changed: false, truly: {}
      "
    `);
  });

  test("of something in between has an unknown outcome", async () => {
    expect(await story(create, [{ method: "POST" }, html])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 200
      ! Neon's answer to POST /projects/project-id/branches/br-example-123/auth was not understood: it is text/html, not JSON (status 200, request ID …). Something between this runner and Neon may have answered: check \`api_host\` and the proxy. Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {}
      "
    `);
  });

  test("of which Neon's answer says nothing was carried out", async () => {
    expect(
      await story(create, [{ method: "POST" }, { kind: "answer", after: "state", status: 200, body: {} }]),
    ).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 200
      ! Neon's answer was not understood: missing or of another type than documented: auth_provider.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("is found late, if Neon shows it late", async () => {
    await using slow = await startNeon({ apiKey: "napi_engine", eventualConsistency: { reads: 1 } });
    expect(await told(slow, create, [[{ method: "POST" }, done]])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 200
      > POST /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Created the Better Auth integration.
      changed: true, truly: {"create-integration":1}
      "
    `);
  });

  test("that is a conflict is found late, if Neon shows it late", async () => {
    await using slow = await startNeon({ apiKey: "napi_engine", eventualConsistency: { reads: 1 } });
    await told(slow, create);
    slow.clearRequests();
    expect(await told(slow, create)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth 409
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 200
      waits: 500
      = The Better Auth integration is already there.
      changed: false, truly: {}
      "
    `);
  });
});

describe("add-oauth-provider", () => {
  const own = { client_id: "client-a", client_secret: "client-secret-1" };
  const add = { operation: "add-oauth-provider", ...branch, oauth_provider_id: "github", ...own };
  beforeEach(() => void enable());

  test("looks first, then adds", async () => {
    expect(await story(add)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/oauth_providers 200
      POST /projects/project-id/branches/br-example-123/auth/oauth_providers 201
      = Added OAuth provider github.
      changed: true, truly: {"add-oauth-provider":1}
      "
    `);
  });

  test("leaves what is there as it is", async () => {
    theBranch().auth?.oauthProviders.push({ id: "github", type: "standard", ...own });
    expect(await story(add)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/oauth_providers 200
      = OAuth provider github is already there.
      changed: false, truly: {}
      "
    `);
    neon.clearRequests();
    expect(await story({ ...add, client_id: "client-b" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/oauth_providers 200
      ! OAuth provider github is already there, but with another \`client_id\`; \`if_exists: update\` gives it what this step says. Nothing was changed.
      changed: false, truly: {}
      "
    `);
  });

  test("sends nothing if the look is not understood: Neon would overwrite what is there", async () => {
    expect(await story(add, [{ method: "GET" }, html])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/oauth_providers 200
      ! Neon's answer to GET /projects/project-id/branches/br-example-123/auth/oauth_providers was not understood: it is text/html, not JSON (status 200, request ID …). Something between this runner and Neon may have answered: check \`api_host\` and the proxy.
      changed: false, truly: {}
      "
    `);
    neon.clearRequests();
    expect(await story(add, [{ method: "GET" }, answers(400)])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/oauth_providers 400
      ! Neon refused the request (400): Bad Request. Check the inputs of the step against what Neon says. [GET /projects/project-id/branches/br-example-123/auth/oauth_providers, request ID …]
      changed: false, truly: {}
      "
    `);
  });
});

describe("a write of absolute values", () => {
  const update = { operation: "update-allow-localhost", ...branch, allow_localhost: "false" };
  const webhooks = {
    operation: "update-webhooks",
    ...branch,
    webhook_enabled: "true",
    webhook_url: "https://example.com/",
  };
  beforeEach(() => void enable());

  test("is sent if it changes something", async () => {
    expect(await story(update)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      = Localhost is no longer trusted.
      changed: true, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test("is not sent if it changes nothing", async () => {
    expect(await story({ ...update, allow_localhost: "true" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      = Localhost is already trusted.
      changed: false, truly: {}
      "
    `);
  });

  test("that replaces is sent always, and compared", async () => {
    expect(await story(webhooks)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/webhooks 200
      PUT /projects/project-id/branches/br-example-123/auth/webhooks 200
      = Changed the settings of webhooks.
      changed: true, truly: {"update-webhooks":1}
      "
    `);
    neon.clearRequests();
    expect(await story(webhooks)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/webhooks 200
      PUT /projects/project-id/branches/br-example-123/auth/webhooks 200
      = The settings of webhooks are already like that.
      changed: false, truly: {}
      "
    `);
  });

  test("whose result denies what was asked for fails", async () => {
    expect(
      await story(webhooks, [{ method: "PUT" }, answers(200, { enabled: false })]),
    ).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/webhooks 200
      PUT /projects/project-id/branches/br-example-123/auth/webhooks 200
      ! Neon accepted the request, but shows another value for enabled than was asked for.
      changed: true, truly: {}
      "
    `);
  });

  test("without a look always counts as a change", async () => {
    theBranch().auth?.users.push({ id: "user-1", email: "a@example.com", roles: ["admin"] });
    const roles = { operation: "set-user-roles", ...branch, auth_user_id: "user-1", roles: "admin" };
    expect(await story(roles)).toMatchInlineSnapshot(`
      "
      PUT /projects/project-id/branches/br-example-123/auth/users/user-1/role 200
      = Set the roles of the user.
      changed: true, truly: {}
      "
    `);
  });

  test("is sent all the same if the look is not understood", async () => {
    expect(await story(update, [{ method: "GET" }, html])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      = Localhost is no longer trusted.
      changed: true, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test.each([400, 404, 405, 410, 422])("is sent all the same if the look is answered %i", async (status) => {
    const ended = await story(update, [{ method: "GET" }, answers(status)]);
    expect(ended).toContain("changed: true, truly:");
    expect(neon.requests.map(({ method }) => method)).toEqual(["GET", "PATCH"]);
  });

  test.each([401, 403, 409, 500])("is not sent if the look is answered %i", async (status) => {
    const ended = await story(update, [{ method: "GET", times: always }, answers(status)]);
    expect(ended).toContain(`(${status})`);
    expect(ended).toContain("changed: false, truly: {}");
    expect(neon.requests.map(({ method }) => method)).not.toContain("PATCH");
  });

  test("whose answer is lost is sent once more, and looked at", async () => {
    expect(await story(update, [{ method: "PATCH" }, done])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      > PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Sending it again, which changes nothing if it was carried out.
      = Localhost is no longer trusted.
      changed: true, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test("whose answer is lost is not sent again with `retries: 0`", async () => {
    expect(await story({ ...update, retries: "0" }, [{ method: "PATCH" }, done])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      ! PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test("both of whose answers are lost has an unknown outcome", async () => {
    expect(await story(update, [{ method: "PATCH", times: 2 }, done])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      > PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Sending it again, which changes nothing if it was carried out.
      ! PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test("whose repeat is refused has an unknown outcome", async () => {
    expect(
      await story(update, [{ method: "PATCH" }, done], [{ method: "PATCH" }, answers(403)]),
    ).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 403
      > PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Sending it again, which changes nothing if it was carried out.
      ! PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). It was sent again, and then: The API key may not do this (403): Forbidden. Use one that reaches the project. Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings). [PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost, request ID …] Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test("whose repeat is answered by something in between has an unknown outcome", async () => {
    expect(
      await story(update, [{ method: "PATCH" }, done], [{ method: "PATCH" }, html]),
    ).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      > PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Sending it again, which changes nothing if it was carried out.
      ! Neon's answer to PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was not understood: it is text/html, not JSON (status 200, request ID …). Something between this runner and Neon may have answered: check \`api_host\` and the proxy. Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"update-allow-localhost":1}
      "
    `);
  });

  test("whose repeat finds nothing was not carried out", async () => {
    expect(
      await story(update, [{ method: "PATCH" }, notDone], [{ method: "PATCH" }, answers(404)]),
    ).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost -
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 404
      > PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost was sent, and no complete answer came back (ECONNRESET). Sending it again, which changes nothing if it was carried out.
      ! Neon finds nothing there (404): Not Found. If Neon Auth is not enabled on this branch, run \`create-integration\` first. [PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test("that is refused changed nothing", async () => {
    expect(await story(update, [{ method: "PATCH" }, answers(422)])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/allow_localhost 200
      PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost 422
      ! Neon refused the request (422): Unprocessable Entity. Check the inputs of the step against what Neon says. [PATCH /projects/project-id/branches/br-example-123/auth/allow_localhost, request ID …]
      changed: false, truly: {}
      "
    `);
  });
});

describe("a list of domains", () => {
  const add = { operation: "add-domain", ...branch, domain: "https://a.example\nhttps://b.example" };
  const remove = { ...add, operation: "delete-domain" };
  const there = (...names: readonly string[]) => {
    for (const domain of names) theBranch().auth?.domains.push({ domain, auth_provider: "better_auth" });
  };
  beforeEach(() => void enable());

  test("gets what it lacks", async () => {
    there("https://b.example");
    expect(await story(add)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      = Trusted now: https://a.example, https://b.example.
      changed: true, truly: {"add-domain":1}
      "
    `);
  });

  test("that lacks nothing is left alone", async () => {
    there("https://a.example", "https://b.example");
    expect(await story(add)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      = Trusted already: https://a.example, https://b.example.
      changed: false, truly: {}
      "
    `);
  });

  test("is not touched with `if_exists: fail` if one is there", async () => {
    there("https://b.example");
    expect(await story({ ...add, if_exists: "fail" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      ! https://b.example is already there, and \`if_exists: fail\` forbids that. Nothing was changed.
      changed: false, truly: {}
      "
    `);
  });

  test("gets all with `if_exists: fail` if none is there", async () => {
    expect(await story({ ...add, if_exists: "fail" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      = Trusted now: https://a.example, https://b.example.
      changed: true, truly: {"add-domain":2}
      "
    `);
  });

  test("loses what is there", async () => {
    there("https://a.example", "https://c.example");
    expect(await story(remove)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      DELETE /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      = No longer trusted: https://a.example, https://b.example.
      changed: true, truly: {"delete-domain":1}
      "
    `);
  });

  test("is not touched with `if_missing: fail` if one is missing", async () => {
    there("https://a.example");
    expect(await story({ ...remove, if_missing: "fail" })).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      ! https://b.example is not there, and \`if_missing: fail\` forbids that. Nothing was changed.
      changed: false, truly: {}
      "
    `);
  });

  test("that lacks all of them is left alone", async () => {
    expect(await story(remove)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      = Not among the trusted domains: https://a.example, https://b.example.
      changed: false, truly: {}
      "
    `);
  });

  test("is not touched if it cannot be read", async () => {
    expect(await story(add, [{ method: "GET" }, html])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      ! Neon's answer to GET /projects/project-id/branches/br-example-123/auth/domains was not understood: it is text/html, not JSON (status 200, request ID …). Something between this runner and Neon may have answered: check \`api_host\` and the proxy.
      changed: false, truly: {}
      "
    `);
  });

  test("gets one again whose answer was lost", async () => {
    expect(await story(add, [{ method: "POST" }, done])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      POST /projects/project-id/branches/br-example-123/auth/domains -
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      > POST /projects/project-id/branches/br-example-123/auth/domains was sent, and no complete answer came back (ECONNRESET). Sending it again, which changes nothing if it was carried out.
      = Trusted now: https://a.example, https://b.example.
      changed: true, truly: {"add-domain":2}
      "
    `);
  });

  test("of which half is done says so", async () => {
    there("https://c.example");
    expect(
      await story(
        add,
        [{ method: "POST" }, { kind: "drip", bytesPerSecond: 1e6 }],
        [{ method: "POST" }, answers(400)],
      ),
    ).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      POST /projects/project-id/branches/br-example-123/auth/domains 400
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      ! Neon refused the request (400): Bad Request. Check the inputs of the step against what Neon says. [POST /projects/project-id/branches/br-example-123/auth/domains, request ID …]
      changed: true, truly: {"add-domain":1}
      "
    `);
  });

  test("that cannot be read again says that the request was taken", async () => {
    there("https://a.example");
    expect(
      await story(
        remove,
        [{ method: "GET" }, { kind: "drip", bytesPerSecond: 1e6 }],
        [{ method: "GET", times: always }, answers(403)],
      ),
    ).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      DELETE /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 403
      ! Neon accepted the request, but its list could not be read again: The API key may not do this (403): Forbidden. Use one that reaches the project. Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings). [GET /projects/project-id/branches/br-example-123/auth/domains, request ID …]
      changed: true, truly: {"delete-domain":1}
      "
    `);
  });

  test("is looked at until it shows the change", async () => {
    await using slow = await startNeon({ apiKey: "napi_engine", eventualConsistency: { reads: 3 } });
    slow.state.enableAuth(slow.state.branch("project-id", "br-example-123"), "better_auth");
    expect(await told(slow, add)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      waits: 500, 1000, 1500
      = Trusted now: https://a.example, https://b.example.
      changed: true, truly: {"add-domain":2}
      "
    `);
  });

  test("that never shows the change is a failure", async () => {
    await using slow = await startNeon({ apiKey: "napi_engine", eventualConsistency: { reads: 5 } });
    slow.state.enableAuth(slow.state.branch("project-id", "br-example-123"), "better_auth");
    expect(await told(slow, add)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      POST /projects/project-id/branches/br-example-123/auth/domains 201
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      waits: 500, 1000, 1500, 2000
      ! Neon accepted the request, but its list still lacks https://a.example, https://b.example.
      changed: true, truly: {"add-domain":2}
      "
    `);
  });

  test("that goes on to show what was deleted is a failure", async () => {
    there("https://a.example");
    expect(await story(remove, [{ method: "DELETE" }, answers(200)])).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      DELETE /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      GET /projects/project-id/branches/br-example-123/auth/domains 200
      waits: 500, 1000, 1500, 2000
      ! Neon accepted the request, but its list still has https://a.example.
      changed: true, truly: {}
      "
    `);
  });
});

describe("a delete", () => {
  const integration = { operation: "delete-integration", ...branch };
  const user = { operation: "delete-user", ...branch, auth_user_id: "user-1" };
  const ofProject = {
    operation: "delete-integration",
    ...project,
    auth_provider: "better_auth",
    confirm: "project-id",
  };
  beforeEach(() => {
    enable().users.push({ id: "user-1", email: "a@example.com", roles: [] });
  });

  test("deletes", async () => {
    expect(await story(user)).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 204
      = Deleted the user.
      changed: true, truly: {"delete-user":1}
      "
    `);
  });

  test("of what is gone is no change", async () => {
    expect(await story({ ...user, auth_user_id: "user-2" })).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-2 404
      = There was no such user to delete.
      changed: false, truly: {}
      "
    `);
  });

  test("of what is gone fails with `if_missing: fail`", async () => {
    expect(await story({ ...user, auth_user_id: "user-2", if_missing: "fail" })).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-2 404
      ! There is no such user (404): user not found. Check \`auth_user_id\`, and that the user is one of this branch. [DELETE /projects/project-id/branches/br-example-123/auth/users/user-2, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test("on a branch that is not there fails", async () => {
    expect(await story({ ...user, branch_id: "br-none-1" })).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-none-1/auth/users/user-1 404
      ! There is no such branch (404): branch not found. Check \`branch_id\`: the branch may have been deleted, or be one of another project. [DELETE /projects/project-id/branches/br-none-1/auth/users/user-1, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test("whose answer is lost is sent once more, and gone is done", async () => {
    expect(await story({ ...user, if_missing: "fail" }, [{ method: "DELETE" }, done])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 -
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 404
      > DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 was sent, and no complete answer came back (ECONNRESET). Sending it again: gone is done.
      = Deleted the user.
      changed: true, truly: {"delete-user":1}
      "
    `);
  });

  test("whose answer is lost is not sent again with `retries: 0`", async () => {
    expect(await story({ ...user, retries: "0" }, [{ method: "DELETE" }, done])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 -
      > DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 was sent, and no complete answer came back (ECONNRESET). Sending it again: gone is done.
      ! DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"delete-user":1}
      "
    `);
  });

  test("whose repeat is refused has an unknown outcome", async () => {
    expect(
      await story(user, [{ method: "DELETE" }, done], [{ method: "DELETE" }, answers(403)]),
    ).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 -
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 403
      > DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 was sent, and no complete answer came back (ECONNRESET). Sending it again: gone is done.
      ! DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 was sent, and no complete answer came back (ECONNRESET). It was sent again, and then: The API key may not do this (403): Forbidden. Use one that reaches the project. Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings). [DELETE /projects/project-id/branches/br-example-123/auth/users/user-1, request ID …] Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"delete-user":1}
      "
    `);
  });

  test("that is refused changed nothing", async () => {
    expect(await story(user, [{ method: "DELETE" }, answers(403)])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth/users/user-1 403
      ! The API key may not do this (403): Forbidden. Use one that reaches the project. Neon has personal keys (all your projects), organization keys and project-scoped keys (one project, no organization settings). [DELETE /projects/project-id/branches/br-example-123/auth/users/user-1, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test.each(["true", "false"])(
    "of an integration with `delete_data: %s` whose answer is lost",
    async (delete_data) => {
      const first = await story({ ...integration, delete_data }, [{ method: "DELETE" }, done]);
      expect(first).toContain("changed: true");
      expect(neon.sideEffects).toEqual({ "delete-integration": 1 });
    },
  );

  test("of an integration whose answer is lost is looked for", async () => {
    expect(await story(integration, [{ method: "DELETE" }, done])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      > DELETE /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Deleted the integration.
      changed: true, truly: {"delete-integration":1}
      "
    `);
  });

  test("of an integration that is still there is sent again", async () => {
    expect(await story(integration, [{ method: "DELETE" }, notDone])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 200
      DELETE /projects/project-id/branches/br-example-123/auth 200
      > DELETE /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      = Deleted the integration.
      changed: true, truly: {"delete-integration":1}
      "
    `);
  });

  test("of an integration that nobody can look at has an unknown outcome", async () => {
    expect(
      await story(
        integration,
        [{ method: "DELETE" }, done],
        [{ method: "GET", times: always }, answers(403)],
      ),
    ).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 403
      > DELETE /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      ! DELETE /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {"delete-integration":1}
      "
    `);
  });

  test("of all data of an integration is sent again: no look shows the schema", async () => {
    delete theBranch().auth;
    theBranch().schemaLeftOver = true;
    expect(
      await story({ ...integration, delete_data: "true" }, [{ method: "DELETE" }, notDone]),
    ).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/branches/br-example-123/auth -
      GET /projects/project-id/branches/br-example-123/auth 404
      GET /projects/project-id/branches/br-example-123/auth 404
      DELETE /projects/project-id/branches/br-example-123/auth 200
      > DELETE /projects/project-id/branches/br-example-123/auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Deleted the integration.
      changed: true, truly: {"delete-integration":1}
      "
    `);
  });

  test("on a project is never sent twice as long as an integration is shown: it may be another one", async () => {
    expect(await story(ofProject, [{ method: "DELETE" }, notDone])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/auth/integration/better_auth -
      GET /projects/project-id/auth/integrations 200
      > DELETE /projects/project-id/auth/integration/better_auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      ! DELETE /projects/project-id/auth/integration/better_auth was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds out what is there.
      changed: undefined, truly: {}
      "
    `);
  });

  test("on a project is done if no integration is shown any more", async () => {
    expect(await story(ofProject, [{ method: "DELETE" }, done])).toMatchInlineSnapshot(`
      "
      DELETE /projects/project-id/auth/integration/better_auth -
      GET /projects/project-id/auth/integrations 200
      GET /projects/project-id/auth/integrations 200
      > DELETE /projects/project-id/auth/integration/better_auth was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Deleted the integration.
      changed: true, truly: {"delete-integration":1}
      "
    `);
  });
});

describe("what no read gives back", () => {
  const user = { operation: "create-user", ...branch, email: "a@example.com" };
  const mail = {
    operation: "send-test-email",
    ...branch,
    recipient_email: "a@example.com",
    smtp_host: "smtp.example.com",
    smtp_port: "587",
    smtp_username: "user",
    smtp_password: "smtp-password-1",
    sender_email: "a@example.com",
    sender_name: "A",
  };
  const transfer = {
    operation: "transfer-ownership",
    ...project,
    auth_provider: "stack",
    confirm: "project-id",
  };

  test("is made", async () => {
    enable();
    expect(await story(user)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth/users 201
      = Created the user.
      changed: true, truly: {"create-user":1}
      "
    `);
  });

  test("is there already", async () => {
    enable().users.push({ id: "user-1", email: "a@example.com", roles: [] });
    expect(await story(user)).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth/users 409
      = A user with this email is there already. Neon does not tell the ID: give \`database_url\`, and it is read from the database.
      changed: false, truly: {}
      "
    `);
    neon.clearRequests();
    expect(await story({ ...user, if_exists: "fail" })).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth/users 409
      ! The user is there already (409): a user with this email already exists. Without \`if_exists: fail\` the step takes that as done. [POST /projects/project-id/branches/br-example-123/auth/users, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test.each([
    [400, "user already exists", true],
    [422, "Email is already registered", true],
    [422, "email already in use", true],
    [409, "this email is in use", true],
    [409, "project already has running operations", false],
    [409, "", false],
    [400, "email is not valid", false],
    [403, "user already exists", false],
    [400, "analready existsing", false],
  ])("is there already if Neon says %i %s: %s", async (status, message, there) => {
    enable();
    const ended = await story(user, [
      { method: "POST" },
      answers(status, { message, code: "", request_id: "r" }),
    ]);
    expect(ended.includes("changed: false")).toBe(true);
    expect(ended.includes("= A user with this email is there already")).toBe(there);
  });

  test("is sent once, and its outcome is unknown, if the answer is lost", async () => {
    enable();
    expect(await story(user, [{ method: "POST" }, done])).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth/users -
      ! POST /projects/project-id/branches/br-example-123/auth/users was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Run the step again: it finds the user or creates it.
      changed: undefined, truly: {"create-user":1}
      "
    `);
  });

  test("is refused in an answer of success", async () => {
    enable();
    expect(await story({ ...mail, recipient_email: "a@bounce.test" })).toMatchInlineSnapshot(`
      "
      POST /projects/project-id/branches/br-example-123/auth/send_test_email 200
      ! The mail server did not take the mail: 550 mailbox unavailable. Check host, port, user name and password.
      changed: false, truly: {}
      "
    `);
  });

  test("and of which a look shows that it was made is not made again", async () => {
    enable("stack");
    expect(await story(transfer, [{ method: "POST" }, done])).toMatchInlineSnapshot(`
      "
      POST /projects/auth/transfer_ownership -
      GET /projects/project-id/auth/integrations 200
      > POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      ! POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.
      changed: undefined, truly: {"transfer-ownership":1}
      "
    `);
  });

  test("and of which a look shows that it was not made is made", async () => {
    enable("stack");
    expect(await story(transfer, [{ method: "POST" }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/auth/transfer_ownership -
      GET /projects/project-id/auth/integrations 200
      GET /projects/project-id/auth/integrations 200
      POST /projects/auth/transfer_ownership 200
      > POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      = Got the URL for the transfer to your own account at the auth provider.
      changed: true, truly: {"transfer-ownership":1}
      "
    `);
  });

  test("and that nobody can look at has an unknown outcome", async () => {
    enable("stack");
    expect(
      await story(transfer, [{ method: "POST" }, notDone], [{ method: "GET", times: always }, answers(403)]),
    ).toMatchInlineSnapshot(`
      "
      POST /projects/auth/transfer_ownership -
      GET /projects/project-id/auth/integrations 403
      > POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      ! POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.
      changed: undefined, truly: {}
      "
    `);
  });

  test("is not made again with `retries: 0`", async () => {
    enable("stack");
    expect(await story({ ...transfer, retries: "0" }, [{ method: "POST" }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/auth/transfer_ownership -
      ! POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.
      changed: undefined, truly: {}
      "
    `);
  });

  test("both of whose answers are lost has an unknown outcome", async () => {
    enable("stack");
    expect(await story(transfer, [{ method: "POST", times: 2 }, notDone])).toMatchInlineSnapshot(`
      "
      POST /projects/auth/transfer_ownership -
      GET /projects/project-id/auth/integrations 200
      GET /projects/project-id/auth/integrations 200
      POST /projects/auth/transfer_ownership -
      > POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Looking at what is there.
      waits: 500
      ! POST /projects/auth/transfer_ownership was sent, and no complete answer came back (ECONNRESET). Outcome unknown: it may have been carried out. Nothing is transferred until somebody opens the URL, which was lost with the answer: run the step again for another one.
      changed: undefined, truly: {}
      "
    `);
  });
});

describe("what a step learns", () => {
  const create = { operation: "create-integration", ...branch, auth_provider: "stack" };

  /** What the runner was asked to hide since, in order. */
  async function masked(inputs: Given): Promise<string[]> {
    using stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await carry(neon, inputs);
    const lines = stdout.mock.calls.map(([text]) => String(text).trimEnd());
    return lines.flatMap((line) => (line.startsWith("::add-mask::") ? [line.slice(12)] : []));
  }

  test.each(["all", "secrets"])("is masked at once by what `mask: %s` says", async (mask) => {
    const masks = await masked({ ...create, mask });
    const { keys, integration } = theBranch().auth ?? enable();
    const { pub_client_key, secret_server_key } = keys;
    const all = [pub_client_key, secret_server_key, integration.jwks_url];
    expect(masks).toEqual(mask === "all" ? all : [secret_server_key]);
  });

  test.each([404, 200])("of the last request is its ID, also if the answer is %i", async (status) => {
    if (status === 200) enable();
    using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const { requestId } = await carry(neon, { operation: "get-integration", ...branch });
    expect(neon.requests.map(({ headers }) => headers["x-request-id"])).toEqual([requestId]);
  });

  test("of an answer that did not come is nothing", async () => {
    neon.next({ times: always }, notDone);
    using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const { requestId } = await carry(neon, { operation: "get-integration", ...branch });
    expect(requestId).toBeUndefined();
  });

  test("of a user who is there already is nothing to warn of or to do", async () => {
    enable().users.push({ id: "user-1", email: "a@example.com", roles: [] });
    using _ = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const { outcome } = await carry(neon, { operation: "create-user", ...branch, email: "a@example.com" });
    expect(outcome?.reading).toMatchObject({ data: {}, outputs: {}, warnings: [] });
    expect(outcome?.reading.next(false, new Set())).toEqual([]);
  });
});

describe("a read", () => {
  const get = { operation: "get-integration", ...branch };

  test("reads", async () => {
    enable();
    expect(await story(get)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth 200
      = The branch uses Better Auth.
      changed: false, truly: {}
      "
    `);
  });

  test("of nothing fails", async () => {
    expect(await story(get)).toMatchInlineSnapshot(`
      "
      GET /projects/project-id/branches/br-example-123/auth 404
      ! Neon finds nothing there (404): Neon Auth integration not found for branch. If Neon Auth is not enabled on this branch, run \`create-integration\` first. [GET /projects/project-id/branches/br-example-123/auth, request ID …]
      changed: false, truly: {}
      "
    `);
  });

  test("is repeated", async () => {
    enable();
    expect(await story(get, [{ method: "GET" }, notDone])).toContain("changed: false, truly: {}");
    expect(neon.requests).toHaveLength(2);
  });
});
