import { generate } from "selfsigned";

export interface Certified {
  readonly cert: string;
  readonly key: string;
}

const kind = { keyType: "ec", algorithm: "sha256" } as const;

export async function createAuthority(): Promise<Certified> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "Authority of a test" }], {
    ...kind,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

/** A certificate for `localhost`, and for no address. */
export async function certify(ca: Certified): Promise<Certified> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    ...kind,
    ca,
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  return { cert, key };
}
