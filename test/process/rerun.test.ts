import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neon, startNeon } from "../emulator/server.ts";
import { at, errorOf, mainsPlayed, runAction } from "./action.ts";

let neon: Neon;
beforeAll(async () => {
  neon = await startNeon();
});
beforeEach(() => neon.reset());
afterAll(() => neon.close());

const project = { project_id: "project-id" };
const integration = { operation: "create-integration", auth_provider: "stack", branch_id: "br-example-123" };
const own = { client_id: "client-id", client_secret: "client-secret-1" };
const smtp = {
  email_server_type: "standard",
  smtp_host: "smtp.example.com",
  smtp_port: "587",
  smtp_username: "mailer",
  smtp_password: "smtp-password-1",
  sender_email: "noreply@example.com",
  sender_name: "Example",
};

describe.each(mainsPlayed)("%s", (main) => {
  const run = (inputs: Record<string, string>) => runAction(main, { ...at(neon), ...project, ...inputs });
  const writes = () => neon.requests.filter(({ method }) => method !== "GET").length;

  test.each([
    ["create-integration", {}, integration, "The Stack Auth integration is already there."],
    [
      "add-oauth-provider",
      own,
      { operation: "add-oauth-provider", oauth_provider_id: "google", ...own },
      "OAuth provider google is already there.",
    ],
    [
      "add-oauth-provider on shared keys",
      {},
      { operation: "add-oauth-provider", oauth_provider_id: "google" },
      "OAuth provider google is already there.",
    ],
    [
      "update-email-server",
      {},
      { operation: "update-email-server", ...smtp },
      "The email server is already configured like that.",
    ],
  ])("%s run again succeeds and changes nothing", async (_, __, inputs, said) => {
    await run(integration);
    await run(inputs);
    const effects = { ...neon.sideEffects };
    const again = await run(inputs);
    expect(again.outputs.changed).toBe("false");
    expect(again.log).toContain(said);
    expect(neon.sideEffects).toEqual(effects);
  });

  test("a reused integration hands over what can be read, and says that there are no keys", async () => {
    const first = await run(integration);
    const again = await run(integration);
    expect(first.outputs.keys_available).toBe("true");
    expect(again.outputs).toMatchObject({
      changed: "false",
      keys_available: "false",
      auth_provider: "stack",
      auth_provider_project_id: first.outputs.auth_provider_project_id,
      jwks_url: first.outputs.jwks_url,
    });
    expect(again.outputs).not.toHaveProperty("secret_server_key");
    expect(again.outputs).not.toHaveProperty("pub_client_key");
  });

  test("an integration that is not the one asked for is a failure that says how it differs", async () => {
    await run(integration);
    const result = await run({ ...integration, database_name: "other" });
    expect(errorOf(result)).toBe(
      "The Stack Auth integration is already there, but it uses database neondb, not other. Nothing was changed.",
    );
    expect(neon.sideEffects).toEqual({ "create-integration": 1 });
  });

  test("`if_exists: fail` looks first and writes nothing", async () => {
    await run(integration);
    neon.clearRequests();
    const result = await run({ ...integration, if_exists: "fail" });
    expect(errorOf(result)).toBe(
      "The Stack Auth integration is already there, and `if_exists: fail` forbids to reuse it.",
    );
    expect(writes()).toBe(0);
  });

  test("a provider with other credentials is a failure that names the input that changes them", async () => {
    await run(integration);
    await run({ operation: "add-oauth-provider", oauth_provider_id: "google" });
    const result = await run({ operation: "add-oauth-provider", oauth_provider_id: "google", ...own });
    expect(errorOf(result)).toBe(
      "OAuth provider google is already there, but it runs on Neon's shared keys; `if_exists: update` gives it the credentials of this step. Nothing was changed.",
    );
  });

  test("an update sends nothing if Neon shows that all of it holds, and is sent if anything differs", async () => {
    await run(integration);
    await run({ operation: "add-oauth-provider", oauth_provider_id: "google" });
    const update = { operation: "update-oauth-provider", oauth_provider_id: "google" };
    expect((await run({ ...update, ...own })).outputs.changed).toBe("true");
    neon.clearRequests();
    expect((await run({ ...update, ...own })).outputs.changed).toBe("false");
    expect(writes()).toBe(0);
    expect((await run({ ...update, ...own, client_secret: "client-secret-2" })).outputs.changed).toBe("true");
  });

  test.each([
    [
      "delete-integration",
      { operation: "delete-integration", confirm: "project-id" },
      "There is no integration to delete.",
    ],
    [
      "delete-oauth-provider",
      { operation: "delete-oauth-provider", oauth_provider_id: "github" },
      "There was no OAuth provider github to delete.",
    ],
  ])("%s of what is gone succeeds, or fails by `if_missing: fail`", async (_, inputs, said) => {
    if (inputs.operation !== "delete-integration") await run(integration);
    const ignored = await run(inputs);
    expect(ignored.outputs).toMatchObject({ changed: "false", result: "{}" });
    expect(ignored.log).toContain(said);
    expect(errorOf(await run({ ...inputs, if_missing: "fail" }))).toContain("(404)");
  });

  test("a delete in a project that does not exist is a failure, not a success", async () => {
    const result = await run({
      operation: "delete-integration",
      project_id: "no-such-project",
      confirm: "no-such-project",
    });
    expect(errorOf(result)).toContain("(404)");
  });
});
