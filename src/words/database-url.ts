import { readFileSync, statSync } from "node:fs";
import { loopback } from "./api-host.ts";

/** Where a database is, and how it is to be spoken to. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Settings of the session, where Neon also takes the name of the endpoint. */
  readonly options: string | undefined;
  /** Whether the connection is encrypted. The certificate is checked whenever it is. */
  readonly tls: boolean;
  /** File with the certificate authority of the server, if it is another one than those that Node trusts. */
  readonly authority: string | undefined;
  readonly channelBinding: boolean;
}

const sslmodes = ["disable", "prefer", "require", "verify-ca", "verify-full"];

/**
 * Reads a connection string of PostgreSQL. As in the client `pg`, every `sslmode` but `disable` checks the
 * certificate and the name of the host; without one, a host that is not this machine is spoken to as with
 * `verify-full`. `undefined` if it is no such string, or if it could be read in two ways.
 */
export function readDatabaseUrl(text: string): DatabaseAddress | undefined {
  const url = URL.parse(text.trim());
  const oneAt = text.split("@").length === 2;
  if (!url || !oneAt || !/^postgres(ql)?:$/.test(url.protocol) || url.port === "0") return undefined;
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (!/^(\[[\da-f:.]+\]|[\w.-]+)$/i.test(url.hostname) || !user || !password || !database) return undefined;
  const given = url.searchParams;
  const sslmode =
    given.get("sslmode") ?? (loopback.test(url.hostname.toLowerCase()) ? "disable" : "verify-full");
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port || 5432),
    user,
    password,
    database,
    options: given.get("options") ?? undefined,
    tls: sslmode !== "disable",
    authority: given.get("sslrootcert") ?? undefined,
    channelBinding: ["require", "prefer"].includes(given.get("channel_binding") ?? ""),
  };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** What cannot work in a connection string that can be read. */
export function databaseUrlProblems(text: string): string[] {
  const address = readDatabaseUrl(text);
  if (!address) return [];
  const { authority } = address;
  const sslmode = new URL(text.trim()).searchParams.get("sslmode");
  const problems = [];
  if (sslmode !== null && !sslmodes.includes(sslmode))
    problems.push(
      `\`sslmode\` of \`database_url\` must be one of ${sslmodes.map((mode) => `\`${mode}\``).join(", ")}.`,
    );
  if (authority === "system")
    problems.push(
      "`sslrootcert` of `database_url` is `system`: drop it, since the certificates that Node trusts are used without it.",
    );
  else if (authority !== undefined && !readCertificates(authority)?.includes("-----BEGIN CERTIFICATE-----"))
    problems.push(
      "`sslrootcert` of `database_url` names no file with a certificate as PEM: give its path relative to the workspace, or drop it.",
    );
  return problems;
}

/** Only an ordinary file is read: a pipe would be waited for. */
function readCertificates(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? readFileSync(file, "latin1") : undefined;
  } catch {
    return undefined;
  }
}
