import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { databaseUrlProblems, readDatabaseUrl } from "../../src/words/database-url.ts";

const neon = "postgresql://neondb_owner:npg_pass@ep-example-pooler.eu-central-1.aws.neon.tech/neondb";

test("a connection string of Neon is read", () => {
  expect(readDatabaseUrl(` ${neon}?sslmode=require&channel_binding=require\n`)).toEqual({
    host: "ep-example-pooler.eu-central-1.aws.neon.tech",
    port: 5432,
    user: "neondb_owner",
    password: "npg_pass",
    database: "neondb",
    options: undefined,
    tls: true,
    authority: undefined,
    channelBinding: true,
  });
});

test("every part is decoded", () => {
  const given = "postgres://a%40b:p%2F%3A%25@[::1]:1/my%20db?options=endpoint%3Dep-1&sslrootcert=ca%2Fpem";
  expect(readDatabaseUrl(given)).toMatchObject({
    host: "::1",
    port: 1,
    user: "a@b",
    password: "p/:%",
    database: "my db",
    options: "endpoint=ep-1",
    authority: "ca/pem",
  });
});

describe("the connection is encrypted", () => {
  test.each([
    ["ep-1.neon.tech", "", true],
    ["ep-1.neon.tech", "?sslmode=disable", false],
    ["ep-1.neon.tech", "?sslmode=prefer", true],
    ["localhost.example", "", true],
    ["127.0.0.1", "", false],
    ["LOCALHOST", "", false],
    ["[::1]", "", false],
    ["127.0.0.1", "?sslmode=require", true],
  ])("to %s with %j: %s", (host, options, tls) => {
    expect(readDatabaseUrl(`postgres://user:pass@${host}/db${options}`)?.tls).toBe(tls);
  });
});

test.each([
  "",
  "not a url",
  "host=localhost user=me",
  "https://user:pass@host/db",
  "postgresql:user:pass@host/db",
  "postgres://user:pass@/db",
  "postgres://user:pass@host:0/db",
  "postgres://user:pass@host:65536/db",
  "postgres://user:pass@host:port/db",
  "postgres://user:pass@one,two/db",
  "postgres://user:pass@%2Ftmp/db",
  "postgres://user@host/db",
  "postgres://:pass@host/db",
  "postgres://user:pass@host",
  "postgres://user:pass@host/",
  "postgres://user:p@ss@host/db",
  "postgres://user:p@ss/w@host/db",
  "postgres://user:p%zz@host/db",
])("%j is no connection string", (given) => {
  expect(readDatabaseUrl(given)).toBe(undefined);
  expect(databaseUrlProblems(given)).toEqual([]);
});

test("a file of `sslrootcert` must be there and hold a certificate", () => {
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const problems = (name: string, content?: string) => {
    if (content !== undefined) writeFileSync(join(folder, name), content);
    return databaseUrlProblems(`${neon}?sslrootcert=${encodeURIComponent(join(folder, name))}`);
  };
  const refused = [expect.stringContaining("names no file with a certificate as PEM")];
  expect(problems("nowhere.pem")).toEqual(refused);
  expect(problems(".")).toEqual(refused);
  expect(problems("a\0b")).toEqual(refused);
  expect(problems("key.pem", "-----BEGIN PRIVATE KEY-----")).toEqual(refused);
  expect(problems("good.pem", "-----BEGIN CERTIFICATE-----")).toEqual([]);
  rmSync(folder, { recursive: true });
});

test.each([
  ["sslmode=verify-full", 0],
  ["sslmode=", 1],
  ["sslmode=no-verify", 1],
  ["sslrootcert=system", 1],
  ["sslmode=allow&sslrootcert=system", 2],
])("%s: what cannot work in it is %i", (options, count) => {
  expect(databaseUrlProblems(`${neon}?${options}`)).toHaveLength(count);
});
