import { endpoints } from "../../src/operations/index.ts";
import { startNeon } from "../emulator/server.ts";
import { type Example, examples, nameOf } from "../examples.ts";
import { carry } from "../inside/inside.ts";

/** What an operation sends, where what it asks for is not there yet and nothing goes wrong. */
export interface Requests {
  readonly operation: string;
  readonly scope: string;
  readonly requests: readonly string[];
}

const ownServer = {
  type: "standard",
  host: "smtp.example.com",
  port: 587,
  username: "mailer",
  password: "smtp-password-1",
  sender_email: "noreply@example.com",
  sender_name: "Example",
} as const;

/** Plays the worked example of each endpoint on the embedded Neon, and counts. */
export async function countRequests(): Promise<Requests[]> {
  await using neon = await startNeon({ validate: false });
  const counted: Requests[] = [];
  for (const endpoint of endpoints) {
    const { operation, scope } = endpoint;
    neon.reset();
    const { inputs }: Example = examples[nameOf(endpoint)];
    if (operation !== "create-integration") {
      const branch = neon.state.branch("project-id", "br-example-123");
      const auth = neon.state.enableAuth(branch, scope === "project" ? "stack" : "better_auth");
      const { auth_user_id = "", oauth_provider_id = "", domain = "" } = inputs;
      auth.users.push({ id: auth_user_id, email: "user@example.com", roles: [] });
      if (oauth_provider_id !== "" && operation !== "add-oauth-provider")
        auth.oauthProviders.push({ id: oauth_provider_id as "google", type: "shared" });
      if (operation === "send-test-email") auth.emailServer = ownServer;
      if (operation === "delete-domain")
        for (const one of domain.split("\n"))
          auth.domains.push({ domain: one, auth_provider: "better_auth" });
    }
    const { error } = await quietly(() => carry(neon, { operation, ...inputs }));
    if (error !== undefined) throw new Error(`${operation} on ${scope}: ${error}`);
    counted.push({ operation, scope, requests: neon.requests.map(({ method }) => method) });
  }
  return counted;
}

/** What the action would print is not for the table. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}
