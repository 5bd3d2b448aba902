/** `npm run neon`: the embedded Neon by itself, for trying workflows against it. Ends with Ctrl-C. */
import { parseArgs } from "node:util";
import { addPreviews } from "./previews.ts";
import { startNeon } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    "api-key": { type: "string", default: "napi_embedded_neon" },
    /** Milliseconds before each answer. */
    latency: { type: "string", default: "0" },
    /** Serve https, with a certificate that clients trust through NODE_EXTRA_CA_CERTS as it is told. */
    https: { type: "boolean", default: false },
    /** Refuse more than 40 requests a second on a route and 700 a minute, as Neon does. */
    "rate-limit": { type: "boolean", default: false },
    /** Do not check requests and answers against Neon's document. */
    "no-validation": { type: "boolean", default: false },
    /** So many branches beside the default one: `preview`, `preview/1` and so on. */
    branches: { type: "string", default: "0" },
    /** So many OAuth providers of an integration that is there already. */
    providers: { type: "string", default: "0" },
  },
});
const neon = await startNeon({
  port: Number(values.port),
  apiKey: values["api-key"],
  latencyMs: Number(values.latency),
  validate: !values["no-validation"],
  ...(values.https && { tls: "good" }),
  ...(values["rate-limit"] && { rateLimit: { perSecondPerRoute: 40, perMinute: 700 } }),
});
const [project] = neon.state.projects.values();
if (project) {
  const branch = neon.state.defaultBranch(project);
  addPreviews(neon, Number(values.branches));
  const auth = Number(values.providers) > 0 ? neon.state.enableAuth(branch, "better_auth") : undefined;
  for (let n = 0; n < Number(values.providers); n++)
    auth?.oauthProviders.push({
      id: `provider-${n}` as "google",
      type: "standard",
      client_id: `client-${n}`,
    });
}
process.stdout.write(`api_host: ${neon.url}\napi_key: ${neon.apiKey}\n`);
for (const [name, value] of Object.entries(neon.environment)) process.stdout.write(`${name}: ${value}\n`);
for (const [id, { branches }] of neon.state.projects) {
  process.stdout.write(`project_id: ${id}, branches: ${[...branches.keys()].join(", ")}\n`);
}
process.once("SIGTERM", () => neon.close().then(() => process.exit()));
