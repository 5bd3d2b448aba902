import type { Budget } from "../ground/budget.ts";
import { ConnectionError, describe } from "../ground/errors.ts";
import { info } from "../ground/log.ts";
import type { Credential } from "../ground/secret.ts";
import { withDatabase } from "./database.ts";

/** Milliseconds between two looks into the database. */
const EVERY = 1000;

interface Table {
  readonly name: string;
  /** Which of its rows are users. */
  readonly where: string;
}

/** Where each provider keeps its users. Stack Auth has a copy, in which deleted ones stay; Better Auth its own table. */
const tables: Readonly<Record<string, Table>> = {
  stack: { name: "neon_auth.users_sync", where: "deleted_at IS NULL" },
  better_auth: { name: 'neon_auth."user"', where: "true" },
};

/**
 * IDs of the users who are in the database of the application, by their emails in lower case. An email that
 * several users have is not there: which of them is meant cannot be told.
 */
export async function findUsers(
  emails: readonly string[],
  provider: string,
  database: Credential,
  budget: Budget,
): Promise<ReadonlyMap<string, string>> {
  const table = tables[provider];
  if (!table) return new Map();
  const text = `SELECT lower(email) AS email, min(id::text) AS id FROM ${table.name} WHERE lower(email) = ANY($1) AND ${table.where} GROUP BY 1 HAVING count(*) = 1`;
  const wanted = emails.map((email) => email.toLowerCase());
  const found = withDatabase(database, budget, (client) =>
    client.query<{ email: string; id: string }>(text, [wanted]),
  );
  const { rows } = await found.catch(adding("No user was created."));
  return new Map(rows.map(({ email, id }) => [email, id]));
}

/** Waits until the rows of new users are in the database of the application. */
export async function waitForSync(
  ids: readonly string[],
  provider: string,
  database: Credential,
  budget: Budget,
): Promise<void> {
  const table = tables[provider];
  if (!table) throw new ConnectionError(`\`wait_for_sync\`: ${provider} keeps its users in no table.`, false);
  const text = `SELECT count(*)::int AS found FROM ${table.name} WHERE id::text = ANY($1)`;
  await withDatabase(database, budget, async (client) => {
    for (let looks = 1; ; looks++) {
      const { rows } = await client.query<{ found: number }>(text, [ids]);
      const found = rows[0]?.found ?? 0;
      if (found >= ids.length) return;
      const last = `${found} of ${ids.length} rows are there in ${table.name}`;
      if (looks === 1) info(`Waiting for the database: ${last}.`);
      const ended = budget.ended(EVERY);
      if (ended)
        throw new ConnectionError(
          `\`wait_for_sync\`: ${last}, and ${ended}. Check that \`database_url\` is the branch and database of the integration.`,
          false,
        );
      await budget.wait(EVERY);
    }
  }).catch(adding("The users themselves were created: do not create them again."));
}

const adding =
  (what: string) =>
  (error: unknown): never => {
    throw new ConnectionError(`${describe(error)} ${what}`, false);
  };
