import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { TLSSocket, connect as tlsConnect } from "node:tls";
import type { Certified } from "./authority.ts";

/** What a client of PostgreSQL says first if it wants TLS: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * Somebody in the middle, whose certificate is trusted as well: hands on what both sides say. Only channel binding
 * notices that the two have not the same connection.
 */
export async function startRelay(
  port: number,
  certified: Certified,
): Promise<{ port: number; stop: () => void }> {
  const server = createServer((client) => void relay(client, port, certified).catch(() => client.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

async function relay(client: Socket, port: number, { cert, key }: Certified): Promise<void> {
  await once(client, "data");
  client.write("S");
  const near = new TLSSocket(client, { isServer: true, cert, key });
  const plain = connect(port, "127.0.0.1");
  plain.write(sslRequest);
  await once(plain, "data");
  const far = tlsConnect({ socket: plain, rejectUnauthorized: false });
  for (const socket of [client, near, plain, far]) socket.on("error", () => socket.destroy());
  near.pipe(far).pipe(near);
}
