import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Fault, Match } from "../emulator/faults.ts";
import type { Display } from "../emulator/routes/call.ts";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked } from "../process/action.ts";
import { carry, type Given, stepAt } from "./inside.ts";

/**
 * What each kind of effect makes of what another run has done, of what Neon does not show, and of what it shows
 * another way than asked for. How each gets there when all goes well stands in `engine.test.ts`.
 */

/** How this Neon shows secrets, for one test. */
let secrets: Display = "shown";
let neon: Neon;
beforeAll(async () => {
  // Strict with domains, so that it refuses what another run has done.
  neon = await startNeon({ strictDomains: true, secrets: () => secrets });
});
beforeEach(() => {
  neon.reset();
  secrets = "shown";
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => neon.close());

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const onBranch = "/projects/project-id/branches/br-example-123";
const theBranch = () => neon.state.branch("project-id", "br-example-123");
const enable = () => neon.state.enableAuth(theBranch(), "better_auth");

const always = Number.POSITIVE_INFINITY;
const notDone: Fault = { kind: "reset", when: "before-headers" };
const done: Fault = { kind: "reset", when: "after-state" };
/** The true answer, so that a fault further back in the line is for a later request. */
const truth: Fault = { kind: "edit", body: (body) => body };
const answers = (status: number, message = ""): Fault => ({
  kind: "answer",
  status,
  body: { message, code: "", request_id: "r" },
});
const shows = (body: object): Fault => ({ kind: "answer", status: 200, body });

type Faults = readonly (readonly [Match["method"] & string, Fault])[];

/** How a step ended, and what it asked of Neon. */
async function run(inputs: Given, faults: Faults = []) {
  for (const [method, fault] of faults) neon.next({ method }, fault);
  const { outcome, error, changed, waits } = await carry(neon, { ...branch, ...inputs });
  if (outcome) expect(outcome.changed).toBe(changed);
  return {
    error,
    changed,
    waits,
    said: outcome?.reading.done(outcome.changed),
    warnings: outcome?.reading.warnings,
    differences: outcome?.reading.differences,
    requests: asked(neon).map((request) => request.replace(`${onBranch}/`, "")),
  };
}

describe("a create", () => {
  const create = { operation: "create-integration" };
  const own = { client_id: "client-a", client_secret: "secret-1" };
  const github = { operation: "add-oauth-provider", oauth_provider_id: "github", ...own };
  const google = { operation: "add-oauth-provider", oauth_provider_id: "google" };
  const there = (provider: object) =>
    enable().oauthProviders.push({ id: "github", type: "standard", ...own, ...provider });

  test.each([401, 403])("that a key is refused for (%i) looks at nothing", async (status) => {
    enable();
    const { error, changed, requests } = await run(create, [["POST", answers(status)]]);
    expect(error).toContain(`(${status})`);
    expect(changed).toBe(false);
    expect(requests).toEqual(["POST auth"]);
  });

  test("made again, of which Neon's answer says nothing, is not looked for: it was carried out", async () => {
    const { error, changed, requests } = await run(create, [
      ["POST", notDone],
      ["POST", { kind: "answer", after: "state", status: 200, body: {} }],
    ]);
    expect(error).toContain("missing or of another type than documented: auth_provider");
    expect(changed).toBe(true);
    expect(requests).toEqual(["POST auth", "GET auth", "GET auth", "POST auth"]);
  });

  test.each<[why: string, inputs: Given, status: number, message: string]>([
    ["is in conflict with something else", create, 409, "operations are running"],
    ["is refused for another reason", create, 400, "no such schema"],
    ["is of another thing", google, 409, "schema is locked"],
  ])("that %s does not lead to deleting a schema", async (_, inputs, status, message) => {
    if (inputs !== create) enable();
    const { error } = await run(inputs, [["POST", answers(status, message)]]);
    expect(error).toContain(`(${status}): ${message}`);
    expect(error).not.toContain("delete_data");
  });

  test("takes `if_exists: update` only where it can give other values", async () => {
    const read = (inputs: Given) => stepAt(neon, { ...branch, ...inputs, if_exists: "update" });
    await expect(read(github)).resolves.toBeDefined();
    await expect(read(create)).rejects.toThrow("`create-integration` does not take `if_exists: update`");
  });

  test("with `if_exists: update` gives what is there other values", async () => {
    there({});
    const inputs = { ...github, client_id: "client-b", if_exists: "update" };
    const { said, changed, differences, requests } = await run(inputs);
    expect(said).toBe("Updated OAuth provider github.");
    expect(changed).toBe(true);
    expect(differences).toEqual([
      { section: "client_id", change: "change", from: "client-a", to: "client-b" },
    ]);
    expect(requests).toEqual([
      "GET auth/oauth_providers",
      "GET auth/oauth_providers",
      "PATCH auth/oauth_providers/github",
    ]);
  });

  test("with `if_exists: update` leaves alone what has these values", async () => {
    there({});
    const { said, changed } = await run({ ...github, if_exists: "update" });
    expect(said).toBe("OAuth provider github is already configured like that.");
    expect(changed).toBe(false);
  });

  test("with `if_exists: update` has made what it finds after a lost answer", async () => {
    enable();
    const { changed, requests } = await run({ ...github, if_exists: "update" }, [["POST", done]]);
    expect(changed).toBe(true);
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual(["POST auth/oauth_providers"]);
  });

  test("with `if_exists: update` takes what is there where it has no values to give", async () => {
    enable().oauthProviders.push({ id: "google", type: "shared" });
    const { said, changed } = await run({ ...google, if_exists: "update" });
    expect(said).toBe("OAuth provider google is already there.");
    expect(changed).toBe(false);
  });

  test("warns of what it takes, and of what it could not compare", async () => {
    secrets = "masked";
    there({});
    expect((await run(github)).warnings).toEqual([
      "Neon does not show `client_secret` of OAuth provider github, so that was not compared. `if_exists: update` sends it.",
    ]);
    theBranch().auth?.oauthProviders.push({ id: "google", type: "shared" });
    const [warning, ...others] = (await run(google)).warnings ?? [];
    expect(warning).toContain("runs on Neon's shared keys");
    expect(others).toEqual([]);
  });

  test("has nothing to warn of where all can be compared", async () => {
    enable();
    expect((await run(create)).warnings).toEqual([]);
  });
});

describe("entries of a list", () => {
  const [a, b, c] = ["https://a.example", "https://b.example", "https://c.example"] as const;
  const add = { operation: "add-domain", domain: `${a}\n${b}` };
  const remove = { operation: "delete-domain", domain: `${a}\n${b}` };
  const entry = (domain: string) => ({ domain, auth_provider: "better_auth" as const });
  const there = (...names: readonly string[]) => {
    enable().domains = names.map(entry);
  };
  /** A look from before another run has changed the list. */
  const stale = (...names: readonly string[]) => shows({ domains: names.map(entry) });

  const [GET, POST, DELETE] = ["GET auth/domains", "POST auth/domains", "DELETE auth/domains"];

  test("that were added are told, but for those that were there", async () => {
    there(b);
    const { differences } = await run({ ...add, domain: `${a}\n${b}\n${c}` });
    expect(differences).toEqual([
      { section: "domain", entry: a, change: "add" },
      { section: "domain", entry: c, change: "add" },
    ]);
  });

  test("that were deleted are told as the list spelled them", async () => {
    there("https://A.example", b, c);
    const { differences } = await run(remove);
    expect(differences).toEqual([
      { section: "domain", entry: "https://A.example", change: "delete" },
      { section: "domain", entry: b, change: "delete" },
    ]);
  });

  test("are told together if they must not be there", async () => {
    there(a, b);
    const { error } = await run({ ...add, if_exists: "fail" });
    expect(error).toBe(
      `${a}, ${b} is already there, and \`if_exists: fail\` forbids that. Nothing was changed.`,
    );
  });

  test("that another run has added meanwhile are no change of this one", async () => {
    there(a, b);
    const { said, changed, requests } = await run(add, [["GET", stale()]]);
    expect(said).toBe(`Trusted already: ${a}, ${b}.`);
    expect(changed).toBe(false);
    expect(requests).toEqual([GET, POST, GET, POST, GET, GET]);
  });

  test("that another run has added meanwhile are forbidden by `if_exists: fail`", async () => {
    there(a);
    const { error, changed } = await run({ ...add, if_exists: "fail" }, [["GET", stale()]]);
    expect(error).toBe(`${a} is already there, and \`if_exists: fail\` forbids that. Nothing was changed.`);
    expect(changed).toBe(false);
  });

  test("are not said to be unchanged where one was added before the other was forbidden", async () => {
    there(b);
    const { error, changed } = await run({ ...add, if_exists: "fail" }, [["GET", stale()]]);
    expect(error).toBe(`${b} is already there, and \`if_exists: fail\` forbids that.`);
    expect(changed).toBe(true);
  });

  test("of which another run has deleted one are deleted without that", async () => {
    there(b, c);
    const { said, changed, requests } = await run(remove, [["GET", stale(a, b, c)]]);
    expect(said).toBe(`No longer trusted: ${a}, ${b}.`);
    expect(changed).toBe(true);
    expect(requests).toEqual([GET, DELETE, GET, DELETE, GET]);
    expect(neon.requests.filter(({ method }) => method === "DELETE").map(({ body }) => body)).toEqual([
      { auth_provider: "better_auth", domains: [{ domain: a }, { domain: b }] },
      { auth_provider: "better_auth", domains: [{ domain: b }] },
    ]);
    expect(theBranch().auth?.domains).toEqual([entry(c)]);
  });

  test("that another run has deleted are forbidden by `if_missing: fail`", async () => {
    there(b);
    const { error, changed } = await run({ ...remove, if_missing: "fail" }, [["GET", stale(a, b)]]);
    expect(error).toBe(`${a} is not there, and \`if_missing: fail\` forbids that. Nothing was changed.`);
    expect(changed).toBe(false);
  });

  test("that another run has spelled anew are not deleted in its name", async () => {
    there("https://A.example");
    const { error, requests } = await run(remove, [["GET", stale(a, b)]]);
    expect(requests.filter((request) => request === DELETE)).toHaveLength(1);
    expect(error).toContain("its list still has https://A.example");
  });

  test.each([
    ["add-domain", "POST", "if_exists", [a, b]],
    ["delete-domain", "DELETE", "if_missing", [] as string[]],
  ] as const)(
    "of %s are done by the step itself if it had to repeat itself",
    async (operation, method, ifSo, after) => {
      there(...(operation === "add-domain" ? [] : [a, b]));
      const inputs = { ...add, operation, [ifSo]: "fail" };
      const { error, changed } = await run(inputs, [[method, done]]);
      expect(error).toBeUndefined();
      expect(changed).toBe(true);
      expect(theBranch().auth?.domains.map(({ domain }) => domain)).toEqual(after);
    },
  );

  test("are done by the step itself if Neon failed after it had done them", async () => {
    there();
    const failure: Fault = { kind: "answer", after: "state", status: 500, body: { message: "", code: "" } };
    const inputs = { ...add, domain: a, if_exists: "fail", retries: "0" };
    const { error, changed, requests } = await run(inputs, [["POST", failure]]);
    expect(error).toBeUndefined();
    expect(changed).toBe(true);
    expect(requests).toEqual([GET, POST, GET, GET]);
  });

  test.each([
    ["is not explained by a look", 400, truth],
    ["cannot be explained", 409, answers(403, "no")],
  ])("whose refusal %s are not touched", async (_, status, look) => {
    there(a);
    const { error, changed } = await run({ ...add, domain: b }, [
      ["POST", answers(status, "the first refusal")],
      ["GET", truth],
      ["GET", look],
    ]);
    expect(error).toContain("the first refusal");
    expect(changed).toBe(false);
  });

  test.each([401, 403])("of a key that is refused (%i) are not looked at again", async (status) => {
    there();
    const { error, requests } = await run(add, [["POST", answers(status)]]);
    expect(error).toContain(`(${status})`);
    expect(requests).toEqual([GET, POST]);
  });

  test.each<[status: number, looks: number]>([
    [409, 5],
    [404, 5],
    [400, 1],
  ])("that cannot be deleted (%i) are looked at %i times", async (status, looks) => {
    there(a);
    const { requests, waits } = await run(remove, [["DELETE", answers(status)]]);
    expect(requests).toEqual([GET, DELETE, ...Array(looks).fill(GET)]);
    expect(waits).toHaveLength(looks - 1);
  });

  test.each<[status: number, looks: number]>([
    [409, 5],
    [404, 1],
    [400, 1],
  ])("that cannot be added (%i) are looked at %i times", async (status, looks) => {
    there();
    const { requests } = await run(add, [["POST", answers(status)]]);
    expect(requests).toEqual([GET, POST, ...Array(looks).fill(GET)]);
  });

  test("that Neon shows late after a refusal are waited for", async () => {
    there();
    const { error, waits } = await run(remove, [
      ["GET", stale(a)],
      ["GET", stale(a)],
    ]);
    expect(error).toBeUndefined();
    expect(waits).toEqual([500]);
  });
});

describe("values that are set", () => {
  const localhost = { operation: "update-allow-localhost", allow_localhost: "false" };
  const provider = { operation: "update-oauth-provider", oauth_provider_id: "microsoft" };
  const own = { client_id: "client-a", client_secret: "secret-1" };
  const there = () => {
    enable().oauthProviders.push({ id: "microsoft", type: "standard", ...own });
  };
  const hiddenSecret = "`client_secret` was sent but cannot be compared, since Neon does not show it.";
  const hiddenTenant = hiddenSecret.replace("client_secret", "microsoft_tenant_id");
  const updated = "Updated OAuth provider microsoft.";
  const same = "OAuth provider microsoft is already configured like that.";

  test("are told as what they were and are", async () => {
    enable();
    const { differences } = await run({
      operation: "update-magic-link-plugin",
      magic_link_enabled: "true",
      magic_link_expires_in: "5",
    });
    expect(differences).toEqual([{ section: "magic_link_enabled", change: "change", from: false, to: true }]);
  });

  test("that were never set are told by the page, not as hidden ones", async () => {
    enable();
    const { said, differences } = await run({
      operation: "update-webhooks",
      webhook_enabled: "true",
      webhook_url: "https://example.com/",
    });
    expect(said).toBe("Changed the settings of webhooks.");
    expect(differences).toEqual([{ section: "webhook_enabled", change: "change", from: false, to: true }]);
  });

  test("where nothing could be read are told as nothing that is known", async () => {
    enable();
    const { said, differences } = await run(localhost, [["GET", answers(422)]]);
    expect(said).toBe("Localhost is no longer trusted.");
    expect(differences).toBeUndefined();
  });

  test("are a change if only a credential, which Neon shows, is another one", async () => {
    there();
    const { said, changed } = await run({ ...provider, ...own, client_secret: "secret-2" });
    expect(said).toBe(updated);
    expect(changed).toBe(true);
  });

  test("count as a change if Neon shows nothing of them", async () => {
    there();
    const { said, changed } = await run({ ...provider, microsoft_tenant_id: "tenant-1" });
    expect(said).toBe(`${updated} ${hiddenTenant}`);
    expect(changed).toBe(true);
  });

  test("count as no change if all that Neon shows of them holds", async () => {
    secrets = "masked";
    there();
    const { said, changed, requests } = await run({ ...provider, ...own });
    expect(said).toBe(`${same} ${hiddenSecret}`);
    expect(changed).toBe(false);
    expect(requests.at(-1)).toBe("PATCH auth/oauth_providers/microsoft");
  });

  test("count as no change if Neon spells one another way, and hides the other", async () => {
    secrets = "masked";
    there();
    const shown = { id: "microsoft", type: "standard", client_id: "client-a", client_secret: "********" };
    const { changed } = await run({ ...provider, ...own, client_id: "Client-A" }, [["PATCH", shows(shown)]]);
    expect(changed).toBe(false);
  });

  test("are named each if Neon shows none of them before and after", async () => {
    secrets = "masked";
    there();
    const { said, changed } = await run({
      ...provider,
      client_id: "client-b",
      client_secret: "secret-2",
      microsoft_tenant_id: "tenant-1",
    });
    expect(said).toBe(
      `${updated} \`client_secret\`, \`microsoft_tenant_id\` were sent but cannot be compared, since Neon does not show them.`,
    );
    expect(changed).toBe(true);
  });

  test("that Neon hides before, and shows after, are compared, each by itself", async () => {
    there();
    const hidden = { id: "microsoft", type: "standard", client_id: "client-a", client_secret: "********" };
    const wanted = { ...provider, client_id: "client-b", client_secret: "secret-2" };
    const look = shows({ providers: [hidden] });
    expect((await run(wanted, [["GET", look]])).said).toBe(updated);
    const { said } = await run({ ...wanted, microsoft_tenant_id: "tenant-1" }, [["GET", look]]);
    expect(said).toBe(`${updated} ${hiddenTenant}`);
  });

  test("that Neon denies are named, and are no change if it shows what it did before", async () => {
    enable();
    const { magicLink } = enable();
    const inputs = {
      operation: "update-magic-link-plugin",
      magic_link_enabled: "true",
      magic_link_expires_in: "10",
    };
    const { error, changed } = await run(inputs, [["PATCH", shows(magicLink)]]);
    expect(error).toBe(
      "Neon accepted the request, but shows another value for enabled, expires_in than was asked for.",
    );
    expect(changed).toBe(false);
  });

  test("are a change if one of two answers after a lost one shows it", async () => {
    enable();
    const stale = shows({ allow_localhost: true });
    const { error, changed, waits } = await run(localhost, [
      ["PATCH", done],
      ...Array<Faults[number]>(6).fill(["GET", stale]),
    ]);
    expect(error).toContain("shows another value for allow_localhost");
    expect(changed).toBe(true);
    expect(waits).toHaveLength(4);
  });

  test.each<[what: string, look: Fault]>([
    ["shows them late", shows({ allow_localhost: true })],
    ["does not find them at once", answers(404, "not found")],
  ])("are looked at again after a lost answer if Neon %s", async (_, look) => {
    enable();
    const { said, waits, requests } = await run(localhost, [
      ["PATCH", done],
      ["GET", truth],
      ["GET", look],
    ]);
    expect(said).toBe("Localhost is no longer trusted.");
    expect(waits).toEqual([500]);
    expect(requests.filter((request) => request.startsWith("GET"))).toHaveLength(3);
  });

  describe("on a part of what is there", () => {
    const part = { operation: "update-email-server", email_server_type: "standard", smtp_port: "25" };
    const smtp = {
      type: "standard",
      host: "smtp.example.com",
      port: 587,
      username: "user",
      password: "smtp-password-1",
      sender_email: "a@example.com",
      sender_name: "A",
    } as const;

    test("are set where it is there", async () => {
      enable().emailServer = smtp;
      const { changed } = await run(part);
      expect(changed).toBe(true);
      expect(theBranch().auth?.emailServer).toEqual({ ...smtp, port: 25 });
    });

    test("are refused where it is not", async () => {
      enable();
      const { error, changed, requests } = await run(part);
      expect(error).toContain("No SMTP server of your own is saved that could be changed in part");
      expect(changed).toBe(false);
      expect(requests).toEqual(["GET auth/email_provider"]);
    });

    test("are refused where it cannot be read: it may be there, or not", async () => {
      enable().emailServer = smtp;
      const { error, requests } = await run(part, [["GET", answers(422, "not readable")]]);
      expect(error).toContain("(422): not readable");
      expect(requests).toEqual(["GET auth/email_provider"]);
    });
  });
});

describe("a delete", () => {
  const user = { operation: "delete-user", auth_user_id: "user-1" };
  const remove = { operation: "delete-integration" };

  test("is not done by the words of another that it is gone", async () => {
    enable();
    const { error, changed } = await run(user, [
      ["DELETE", { kind: "answer", status: 404, body: "<html></html>" }],
    ]);
    expect(error).toContain("(404)");
    expect(changed).toBe(false);
  });

  test("of an integration without a time is not repeated: it may be another one", async () => {
    enable();
    const { changed, requests } = await run(remove, [
      ["DELETE", notDone],
      ["GET", { kind: "edit", body: (body) => ({ ...(body as object), created_at: undefined }) }],
    ]);
    expect(changed).toBeUndefined();
    expect(requests).toEqual(["DELETE auth", "GET auth"]);
  });

  test("that is lost again and again has an unknown outcome", async () => {
    enable();
    neon.next({ method: "DELETE", times: always }, notDone);
    const { error, changed, requests } = await run(user);
    expect(error).toContain("Outcome unknown");
    expect(changed).toBeUndefined();
    expect(requests).toHaveLength(2);
  });
});
