import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";

/** `self-signed` is a good one that no client is told to trust; the others are trusted, and wrong by their name. */
export type CertificateKind = "good" | "self-signed" | "wrong-host" | "expired";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** What a client needs in its environment to trust it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Removes the file that the environment names. */
  readonly forget: () => Promise<void>;
}

/** The certificate of a server on loopback, and the file through which clients come to trust it. */
export async function openCertificate(kind: CertificateKind): Promise<Certificate> {
  const host = kind === "wrong-host" ? "elsewhere.example" : "localhost";
  const address = kind === "wrong-host" ? "192.0.2.1" : "127.0.0.1";
  const { private: key, cert } = await generate([{ name: "commonName", value: host }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: host },
          { type: 7, ip: address },
        ],
      },
    ],
    ...(kind === "expired" && {
      notBeforeDate: new Date("2020-01-01"),
      notAfterDate: new Date("2020-01-02"),
    }),
  });
  const folder = await mkdtemp(join(tmpdir(), "authority-"));
  const file = join(folder, "authority.pem");
  await writeFile(file, cert);
  const forget = () => rm(folder, { recursive: true, force: true });
  return { key, cert, environment: kind === "self-signed" ? {} : { NODE_EXTRA_CA_CERTS: file }, forget };
}
