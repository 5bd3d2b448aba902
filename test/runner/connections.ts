/** Loaded into the process of a step: tells on descriptor 3 where each connection goes, also those that fail. */
import { subscribe } from "node:diagnostics_channel";
import { writeSync } from "node:fs";
import type { Socket } from "node:net";

subscribe("net.client.socket", (message) => {
  const { socket } = message as { socket: Socket };
  socket.on("connectionAttempt", (address, port) => writeSync(3, `${address} ${port}\n`));
});
