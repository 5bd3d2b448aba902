import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { proxyVariables } from "../ground/sending.ts";
import { givenText, inputs } from "../words/inputs.ts";

/** How long it may wait for the server, and then for its first request: later the server may be about to close it. */
const LONGEST_MS = 1000;

let opened: { readonly origin: string; readonly socket: Socket } | undefined;

/**
 * Opens a connection to Neon that carries nothing yet, if the address and the key are well-formed: looking the address
 * up and getting there and back take as long as reading the other inputs. It does so over https and without a proxy.
 */
export async function connectEarly(environment: NodeJS.ProcessEnv): Promise<void> {
  const { api_host, api_key } = inputs;
  const host = api_host.parse(givenText("api_host", api_host, environment) ?? api_host.default ?? "")?.value;
  const key = api_key.parse(givenText("api_key", api_key, environment) ?? "");
  if (host?.protocol !== "https:" || !key || proxyVariables.some((name) => environment[name])) return;
  const socket = connect({ host: host.hostname.replace(/^\[|\]$/g, ""), port: Number(host.port) || 443 });
  socket.setTimeout(LONGEST_MS, () => socket.destroy(new Error("It was not used in time.")));
  // If it fails, another one is opened, which tells why.
  socket.on("error", () => {});
  opened = { origin: host.origin, socket };
  // Node begins to read the certificates of authorities in a thread of its own.
  await import("node:tls");
  // The connection begins in the turn of the event loop after the look-up.
  await setImmediate();
}

/** Hands it over, once, if it leads there. Not before it stands: until then Node may change what TLS would write to. */
export async function takeEarly(origin: string): Promise<Socket | undefined> {
  if (opened?.origin !== origin) return undefined;
  const { socket } = opened;
  opened = undefined;
  if (socket.connecting) await once(socket, "connect").catch(() => undefined);
  return socket.destroyed ? undefined : socket.setTimeout(0);
}
