/** `npm run neon`: the embedded Neon by itself, for trying workflows against it. Ends with Ctrl-C. */
import { parseArgs } from "node:util";
import { startNeon } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    "api-key": { type: "string", default: "napi_embedded_neon" },
  },
});
const neon = await startNeon({ port: Number(values.port), apiKey: values["api-key"] });
process.stdout.write(`api_host: ${neon.url}\napi_key: ${neon.apiKey}\n`);
for (const [id, { branches }] of neon.state.projects) {
  process.stdout.write(`project_id: ${id}, branches: ${[...branches.keys()].join(", ")}\n`);
}
