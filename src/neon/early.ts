import { connect, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { proxyVariables } from "../ground/sending.ts";
import { inputs } from "../words/inputs.ts";

/** How long it may wait for its first request, in milliseconds: later the server may be about to close it. */
const LONGEST_MS = 1000;

let opened: { readonly origin: string; readonly socket: Socket; readonly at: number } | undefined;

/**
 * Opens a connection to Neon that carries nothing yet, if the address and the key are well-formed: looking the address
 * up and getting there and back take as long as reading the other inputs. It does so over https and without a proxy.
 */
export async function connectEarly(environment: NodeJS.ProcessEnv): Promise<void> {
  const { api_host, api_key } = inputs;
  const host = api_host.parse(environment.INPUT_API_HOST?.trim() || api_host.default || "")?.value;
  const key = api_key.parse(environment.INPUT_API_KEY?.trim() || environment[api_key.env ?? ""] || "");
  if (host?.protocol !== "https:" || !key || proxyVariables.some((name) => environment[name])) return;
  const socket = connect({ host: host.hostname.replace(/^\[|\]$/g, ""), port: Number(host.port) || 443 });
  // Whoever takes it is told; if nobody does, it does not matter.
  socket.on("error", () => {});
  opened = { origin: host.origin, socket, at: Date.now() };
  // Node begins to read the certificates of authorities in a thread of its own.
  await import("node:tls");
  // The connection begins in the turn of the event loop after the look-up.
  await setImmediate();
}

/** Hands the connection over, once, if it is one to this place and can still be used. */
export function takeEarly(origin: string): Socket | undefined {
  if (opened?.origin !== origin) return undefined;
  const { socket, at } = opened;
  opened = undefined;
  if (!socket.destroyed && Date.now() - at < LONGEST_MS) return socket;
  socket.destroy();
  return undefined;
}
