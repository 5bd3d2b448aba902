import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import { addAbortSignal } from "node:stream";
import type { Client, ClientConfig } from "pg";
import type { Budget } from "../ground/budget.ts";
import { ConnectionError } from "../ground/errors.ts";
import type { Credential } from "../ground/secret.ts";
import { checkCertificates, isCertificate } from "../ground/sending.ts";
import { readDatabaseUrl } from "../words/database-url.ts";

/** Milliseconds between two tries, and after which a connection or a query that hangs is given up. */
const EVERY = 1000;
const HANGS = 15_000;
/** Milliseconds for which a table that is not there is waited for: Neon may make it a moment later. */
const LATE = 5000;

/**
 * Connects to the database and works with it, again after a trouble that may pass, until the budget ends. What
 * will not pass by itself is a `ConnectionError` at once, which names the cure and holds nothing of the database's
 * own words: they may name the host, the user or more.
 */
export async function withDatabase<T>(
  url: Credential,
  budget: Budget,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  checkCertificates();
  const [{ default: pg }, config] = [await import("pg"), configOf(url, budget)];
  for (const started = Date.now(); ; await budget.wait(EVERY)) {
    const client = new pg.Client(config);
    // Without a listener, a connection that breaks between two queries would end the process.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await work(client);
    } catch (error) {
      if (error instanceof ConnectionError) throw error;
      const cause = budget.signal.aborted ? "no answer" : causeOf(error);
      const refusal = refusalOf(cause);
      const late = cause === "42P01" && Date.now() - started < LATE;
      if (refusal && !late) throw new ConnectionError(`${refusal} (${cause}).`, false);
      const ended = budget.ended(EVERY);
      if (ended)
        throw new ConnectionError(
          `The database of \`database_url\` was not reached (${cause}), and ${ended}.`,
          false,
        );
    } finally {
      void client.end().catch(() => undefined);
    }
  }
}

/** Everything that `pg` would otherwise take from the environment, or warn of on stderr, is said here. */
function configOf(url: Credential, { signal }: Budget): ClientConfig {
  const address = readDatabaseUrl(url.reveal());
  if (!address) throw new ConnectionError("`database_url` is no connection string.", false);
  const { authority, channelBinding, options, tls, ...where } = address;
  return {
    ...where,
    ...(options && { options }),
    ssl: tls && { rejectUnauthorized: true, ...(authority && { ca: readFileSync(authority) }) },
    enableChannelBinding: channelBinding,
    connectionTimeoutMillis: HANGS,
    query_timeout: HANGS,
    application_name: "neon-auth-action",
    stream: () => addAbortSignal(signal, new Socket()),
  };
}

/** A code, or the beginning of what `pg` says itself. */
function causeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string") return code;
  return (
    /^(SASL|timeout expired|Query read timeout|The server does not support SSL)/.exec(`${message}`)?.[0] ??
    "no answer"
  );
}

const again = "copy the connection string from the Neon Console again";
const branch = "check that `database_url` names the branch and the database of the integration";

/** What will not pass by itself. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const refusals: Readonly<Record<string, string>> = {
  "28P01": `The database did not accept the user or the password of \`database_url\`: ${again}`,
  "28000":
    "The database does not let the user of `database_url` in over this connection: it must be encrypted, so leave `sslmode` at `require`, and nobody may stand in between who decrypts it",
  "3D000": `The server has no database of the name that \`database_url\` says: ${branch}`,
  "42501":
    "The user of `database_url` may not read the users: take the owner of the database, or grant it USAGE on the schema `neon_auth` and SELECT on its tables",
  "42P01": `There is no table of users: ${branch}, and that \`auth_provider\` is right`,
  "42703": `The table of users has other columns than expected: ${branch}, and that \`auth_provider\` is right`,
  ENOTFOUND: `There is no host of the name that \`database_url\` says: ${again}`,
  SASL: `The database wants another way to sign in than \`database_url\` allows: ${again}`,
  "The server does not support SSL":
    "The database does not encrypt the connection, which `sslmode` of `database_url` asks for: check host and port",
};

function refusalOf(cause: string): string | undefined {
  if (cause.startsWith("ERR_OSSL_"))
    return "The file that `sslrootcert` of `database_url` names cannot be read as certificates: write it again, or drop it";
  return isCertificate(cause)
    ? "The certificate of the database is not trusted: check the host in `database_url`; for a certificate authority of your own, set `NODE_EXTRA_CA_CERTS` for the job"
    : refusals[cause];
}
