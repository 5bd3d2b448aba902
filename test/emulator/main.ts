/** `npm run neon`: the embedded Neon by itself, for trying workflows against it. Ends with Ctrl-C. */
import { parseArgs } from "node:util";
import { startNeon } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    "api-key": { type: "string", default: "napi_embedded_neon" },
    /** Milliseconds before each answer. */
    latency: { type: "string", default: "0" },
    /** Refuse more than 40 requests a second on a route and 700 a minute, as Neon does. */
    "rate-limit": { type: "boolean", default: false },
    /** Do not check requests and answers against Neon's document. */
    "no-validation": { type: "boolean", default: false },
  },
});
const neon = await startNeon({
  port: Number(values.port),
  apiKey: values["api-key"],
  latencyMs: Number(values.latency),
  validate: !values["no-validation"],
  ...(values["rate-limit"] && { rateLimit: { perSecondPerRoute: 40, perMinute: 700 } }),
});
process.stdout.write(`api_host: ${neon.url}\napi_key: ${neon.apiKey}\n`);
for (const [id, { branches }] of neon.state.projects) {
  process.stdout.write(`project_id: ${id}, branches: ${[...branches.keys()].join(", ")}\n`);
}
