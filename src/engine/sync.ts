import type { Budget } from "../ground/budget.ts";
import { ConnectionError } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Credential } from "../ground/secret.ts";

/** Milliseconds between two looks into the database. */
const EVERY = 1000;

/** Where each provider keeps its users. `users_sync` belongs to Stack Auth; Better Auth has tables of its own. */
const tables: Readonly<Record<string, string>> = {
  stack: "neon_auth.users_sync",
  better_auth: 'neon_auth."user"',
};

/** Waits until the rows of new users are in the database of the application. */
export async function waitForSync(
  ids: readonly string[],
  provider: string,
  database: Credential,
  budget: Budget,
): Promise<void> {
  const table = tables[provider];
  if (!table) throw new ConnectionError(`\`wait_for_sync\`: ${provider} keeps its users in no table.`, false);
  const { default: pg } = await import("pg");
  let last = "their rows are not there yet";
  for (;;) {
    const client = new pg.Client({
      connectionString: database.reveal(),
      connectionTimeoutMillis: Math.max(1, budget.endsAt - Date.now()),
      application_name: "neon-auth-action",
    });
    // Without a listener, a connection that breaks between two looks would end the process.
    client.on("error", () => undefined);
    const end = () => void client.end().catch(() => undefined);
    budget.signal.addEventListener("abort", end, { once: true });
    try {
      await client.connect();
      for (let looks = 1; !budget.ended(EVERY); looks++) {
        if (looks > 1) await budget.wait(EVERY);
        const { rows } = await client.query<{ found: string }>(
          `SELECT count(*) AS found FROM ${table} WHERE id::text = ANY($1)`,
          [ids],
        );
        const found = Number(rows[0]?.found);
        if (found >= ids.length) return;
        last = `${found} of ${ids.length} rows are there`;
        if (looks === 1) info(`Waiting for the database: ${last} in ${table}.`);
      }
    } catch (error) {
      if (!budget.signal.aborted) last = `the database answered ${codeOf(error)}`;
    } finally {
      budget.signal.removeEventListener("abort", end);
      end();
    }
    const ended = budget.ended(EVERY);
    if (ended)
      throw new ConnectionError(
        `\`wait_for_sync\`: ${last} in ${table}, and ${ended}. Check that \`database_url\` is the branch and database of the integration. The users themselves were created: do not create them again.`,
        false,
      );
    await budget.wait(EVERY);
  }
}

/** A code: the message of an error may hold the host, the user or more. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error instanceof Error ? error.name : "an unknown error";
}
