import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { asked, at, errorOf, type Main, main, mainsPlayed, runAction, written } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => {
  neon.reset();
  trust([]);
});
afterAll(() => neon.close());

const branch = { project_id: "project-id", branch_id: "br-example-123" };
const route = "/projects/project-id/branches/br-example-123/auth/domains";
type Given = Readonly<Record<string, string>>;

const run = (main: Main, inputs: Given, neon_ = neon) =>
  runAction(main, { ...at(neon_), ...branch, ...inputs });

/** Enables Neon Auth with these trusted domains. */
function trust(
  domains: readonly string[],
  auth_provider: "better_auth" | "stack" = "better_auth",
  at_ = neon,
) {
  const auth = at_.state.enableAuth(at_.state.branch("project-id", "br-example-123"), auth_provider);
  auth.domains = domains.map((domain) => ({ domain, auth_provider }));
}

const trusted = () =>
  neon.state.branch("project-id", "br-example-123").auth?.domains.map(({ domain }) => domain);
const bodies = () => neon.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);

const refused =
  "`domain` must be one or more URLs with a scheme and without user info, such as `https://preview.example.com`, one per line.";

describe("a domain", () => {
  test.each<[what: string, domain: string, sent: string[]]>([
    ["a path, a query and a fragment", "https://example.com/a/b?c=d#e", ["https://example.com"]],
    ["a slash at its end", "https://example.com/", ["https://example.com"]],
    [
      "the usual ports",
      "https://example.com:443\nhttp://example.com:80",
      ["https://example.com", "http://example.com"],
    ],
    [
      "other ports",
      "https://example.com:8443/\nhttp://localhost:3000",
      ["https://example.com:8443", "http://localhost:3000"],
    ],
    ["upper case", "HTTPS://Preview.Example.COM/Path", ["https://preview.example.com"]],
    [
      "several lines",
      "\n https://a.example \r\n\nhttps://b.example\n",
      ["https://a.example", "https://b.example"],
    ],
    ["commas", "https://a.example, https://b.example,", ["https://a.example", "https://b.example"]],
    ["duplicates", "https://a.example\nhttps://a.example/b\nHTTPS://A.example:443", ["https://a.example"]],
    ["a wildcard", "https://*.example.com", ["https://*.example.com"]],
    ["letters beyond ASCII", "https://bücher.example", ["https://xn--bcher-kva.example"]],
    ["an IPv6 address", "http://[::1]:3000/a", ["http://[::1]:3000"]],
    ["a scheme of an app", "myapp://callback", ["myapp://callback"]],
  ])("with %s is reduced to its origin", async (_, domain, sent) => {
    const result = await run(main, { operation: "add-domain", domain });
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(bodies()).toEqual(sent.map((one) => ({ domain: one, auth_provider: "better_auth" })));
    expect(trusted()).toEqual(sent);
    expect(neon.violations).toEqual([]);
  });

  test.each([
    ["preview.example.com", " (did you mean `https://preview.example.com`?)"],
    ["localhost:3000", " (did you mean `http://localhost:3000`?)"],
    ["//example.com"],
    ["https://"],
    ["https://user:word@example.com"],
    ["https://user@example.com"],
    ["mailto:user@example.com"],
    ["javascript:alert(1)"],
    ["file:///etc/passwd"],
    ["https://exa mple.com"],
    ["https://a.example\nb.example", " (did you mean `https://b.example`?)"],
    [","],
  ])("%j is refused before any request", async (domain, meant = "") => {
    const result = await run(main, { operation: "add-domain", domain });
    expect(errorOf(result)).toBe(`${refused.slice(0, -1)}${meant}.`);
    expect(neon.requests).toEqual([]);
  });

  test.each(mainsPlayed)("%s: is added only if it is missing, with a request for each", async (main) => {
    trust(["https://b.example", "https://other.example"]);
    const domain = "https://a.example\nhttps://b.example\nhttps://c.example";
    const result = await run(main, { operation: "add-domain", domain });
    expect(asked(neon)).toEqual([`GET ${route}`, `POST ${route}`, `POST ${route}`, `GET ${route}`]);
    expect(bodies()).toEqual(
      ["https://a.example", "https://c.example"].map((one) => ({
        domain: one,
        auth_provider: "better_auth",
      })),
    );
    expect(result.outputs).toMatchObject({
      changed: "true",
      domains: JSON.stringify(
        ["https://b.example", "https://other.example", "https://a.example", "https://c.example"].map(
          (one) => ({
            domain: one,
            auth_provider: "better_auth",
          }),
        ),
      ),
    });
    expect(result.log).toContain("Trusted now: https://a.example, https://b.example, https://c.example.");
  });

  test.each(mainsPlayed)("%s: is deleted only if it is there, with one request for all", async (main) => {
    trust(["https://a.example", "https://b.example", "https://c.example"]);
    const domain = "https://a.example\nhttps://x.example\nhttps://c.example/path";
    const result = await run(main, { operation: "delete-domain", domain });
    expect(asked(neon)).toEqual([`GET ${route}`, `DELETE ${route}`, `GET ${route}`]);
    expect(bodies()).toEqual([
      {
        auth_provider: "better_auth",
        domains: [{ domain: "https://a.example" }, { domain: "https://c.example" }],
      },
    ]);
    expect(trusted()).toEqual(["https://b.example"]);
    expect(result.outputs).toMatchObject({
      changed: "true",
      domains: '[{"domain":"https://b.example","auth_provider":"better_auth"}]',
    });
  });

  test.each<[what: string, inputs: Given, said: string]>([
    [
      "is trusted already",
      { operation: "add-domain", domain: "https://a.example\nhttps://b.example/" },
      "Trusted already: https://a.example, https://b.example.",
    ],
    [
      "is not trusted",
      { operation: "delete-domain", domain: "https://x.example" },
      "Not among the trusted domains: https://x.example.",
    ],
  ])("that %s costs one read and changes nothing", async (_, inputs, said) => {
    trust(["https://a.example", "https://b.example"]);
    const result = await run(main, inputs);
    expect(result.outputs).toMatchObject({ changed: "false" });
    expect(result.log).toContain(said);
    expect(asked(neon)).toEqual([`GET ${route}`]);
  });

  test.each<[what: string, inputs: Given, error: string]>([
    [
      "is trusted, with `if_exists: fail`",
      { operation: "add-domain", if_exists: "fail" },
      "https://a.example is already there, and `if_exists: fail` forbids that. Nothing was changed.",
    ],
    [
      "is not trusted, with `if_missing: fail`",
      { operation: "delete-domain", if_missing: "fail" },
      "https://x.example is not there, and `if_missing: fail` forbids that. Nothing was changed.",
    ],
  ])("that %s stops all of them", async (_, inputs, error) => {
    trust(["https://a.example"]);
    const result = await run(main, { ...inputs, domain: "https://a.example\nhttps://x.example" });
    expect(errorOf(result)).toBe(error);
    expect(result.outputs).toMatchObject({ changed: "false" });
    expect(asked(neon)).toEqual([`GET ${route}`]);
  });

  test("of the project goes the same way", async () => {
    trust(["https://a.example"], "stack");
    const [add, remove] = ["add-domain", "delete-domain"].map(
      (operation) => () =>
        run(main, { operation, branch_id: "(none)", domain: "https://a.example\nhttps://b.example" }),
    );
    await add?.();
    expect(trusted()).toEqual(["https://a.example", "https://b.example"]);
    await remove?.();
    expect(trusted()).toEqual([]);
    expect(written(neon)).toEqual([
      "POST /projects/project-id/auth/domains",
      "DELETE /projects/project-id/auth/domains",
    ]);
    expect(bodies()).toEqual([
      { domain: "https://b.example", auth_provider: "stack" },
      { auth_provider: "stack", domains: [{ domain: "https://a.example" }, { domain: "https://b.example" }] },
    ]);
  });

  test("that Neon lists a moment later is waited for", async () => {
    await using slow = await startNeon({ eventualConsistency: { reads: 2 } });
    trust([], "better_auth", slow);
    const result = await run(main, { operation: "add-domain", domain: "https://a.example" }, slow);
    expect(result.outputs).toMatchObject({
      changed: "true",
      domains: '[{"domain":"https://a.example","auth_provider":"better_auth"}]',
    });
    expect(written(slow)).toEqual([`POST ${route}`]);
  });
});

describe("a list of domains that stays as it was", () => {
  const shown = { domain: "https://a.example", auth_provider: "better_auth" };

  test.concurrent.each<[operation: string, listed: readonly object[], error: string]>([
    [
      "add-domain",
      [],
      "Neon accepted the request, but its list still lacks https://b.example. Neon carried a request out all the same; look at what is there before you run the step again.",
    ],
    [
      "delete-domain",
      [shown],
      "Neon accepted the request, but its list still has https://a.example. Neon carried a request out all the same; look at what is there before you run the step again.",
    ],
  ])("makes %s fail", { timeout: 20_000 }, async (operation, listed, error) => {
    await using stuck = await startNeon();
    trust(["https://a.example"], "better_auth", stuck);
    stuck.next(
      { method: "GET", times: Number.POSITIVE_INFINITY },
      { kind: "answer", status: 200, body: { domains: listed } },
    );
    const domain = operation === "add-domain" ? "https://b.example" : "https://a.example";
    const result = await run(main, { operation, domain }, stuck);
    expect(errorOf(result)).toBe(error);
    expect(result.outputs).toMatchObject({ changed: "true" });
    expect(written(stuck)).toHaveLength(1);
  });
});

describe("the second of two domains", () => {
  const domain = "https://a.example\nhttps://b.example";

  test.each(mainsPlayed)(
    "%s: that Neon refuses leaves the first one, and the error says so",
    async (main) => {
      neon.next({ method: "POST" }, { kind: "answer", status: 201, after: "state" });
      neon.next(
        { method: "POST" },
        { kind: "answer", status: 400, body: { message: "no more than one", code: "", request_id: "r" } },
      );
      const result = await run(main, { operation: "add-domain", domain });
      expect(errorOf(result)).toBe(
        `Neon refused the request (400): no more than one. Check the inputs of the step against what Neon says. [POST ${route}, request ID r] Neon carried a request out all the same; look at what is there before you run the step again.`,
      );
      expect(result.outputs).toEqual({
        scope: "branch",
        branch_id: "br-example-123",
        changed: "true",
        request_id: "r",
      });
      expect(result.summary).toContain("Neon carried a request out all the same");
      expect(trusted()).toEqual(["https://a.example"]);
    },
  );

  test("that Neon refuses is added by running the step again", async () => {
    neon.next({ method: "POST" }, { kind: "answer", status: 201, after: "state" });
    neon.next({ method: "POST" }, { kind: "answer", status: 400 });
    await run(main, { operation: "add-domain", domain });
    neon.clearRequests();
    const again = await run(main, { operation: "add-domain", domain });
    expect(again.outputs).toMatchObject({ changed: "true" });
    expect(bodies()).toEqual([{ domain: "https://b.example", auth_provider: "better_auth" }]);
    expect(trusted()).toEqual(["https://a.example", "https://b.example"]);
  });
});
