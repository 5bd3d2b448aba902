"use strict";
// Loaded into the process of a step: tells on descriptor 3 where each connection goes, also those that fail. Not in
// TypeScript, for which Node would load a compiler into each process.
const { subscribe } = require("node:diagnostics_channel");
const { writeSync } = require("node:fs");

subscribe("net.client.socket", ({ socket }) => {
  socket.on("connectionAttempt", (address, port) => writeSync(3, `${address} ${port}\n`));
});
