import { writeFileSync } from "node:fs";
import { mains } from "../process/action.ts";
import { branch_id, type Folder, type Inputs, median, run, startServer } from "./process.ts";

const PAIRS = 10;
/** Milliseconds before each answer of Neon. */
export const LATENCY = 30;

/** What one `apply-config` takes, and the steps that do the same one by one. */
export interface Comparison {
  readonly what: string;
  readonly steps: number;
  readonly separate: number;
  readonly one: number;
  /** The time of the steps over that of `apply-config`, the median of pairs. */
  readonly ratio: number;
}

interface Scene {
  readonly what: string;
  readonly steps: readonly Inputs[];
  readonly file: object;
}

const domain = "https://app.example.com";
const google = { client_id: "google-1", client_secret: "google-secret-1" };
const github = { client_id: "github-1", client_secret: "github-secret-1" };
const env = { GOOGLE: google.client_secret, OAUTH_GITHUB: github.client_secret, SMTP: "smtp-password-1" };

const preview: Scene = {
  what: "preview",
  steps: [
    { operation: "create-integration" },
    { operation: "add-domain", domain },
    { operation: "update-allow-localhost", allow_localhost: "false" },
  ],
  file: { integration: {}, domains: [domain], allow_localhost: false },
};

const production: Scene = {
  what: "production",
  steps: [
    ...preview.steps,
    { operation: "update-application-name", application_name: "Example" },
    { operation: "update-email-and-password", require_email_verification: "true" },
    { operation: "add-oauth-provider", oauth_provider_id: "google", ...google },
    { operation: "add-oauth-provider", oauth_provider_id: "github", ...github },
    {
      operation: "update-email-server",
      email_server_type: "standard",
      smtp_host: "smtp.example.com",
      smtp_port: "587",
      smtp_username: "mailer",
      smtp_password: env.SMTP,
      sender_email: "noreply@example.com",
      sender_name: "Example",
    },
    { operation: "update-organization-plugin", organization_limit: "5" },
    {
      operation: "update-webhooks",
      webhook_enabled: "true",
      webhook_url: `${domain}/hooks/auth`,
      webhook_events: "user.created",
    },
  ],
  file: {
    ...preview.file,
    application_name: "Example",
    email_and_password: { require_email_verification: true },
    oauth_providers: {
      google: { client_id: google.client_id, client_secret: { env: "GOOGLE" } },
      github: { client_id: github.client_id, client_secret: { env: "OAUTH_GITHUB" } },
    },
    email_server: {
      type: "standard",
      host: "smtp.example.com",
      port: 587,
      username: "mailer",
      password: { env: "SMTP" },
      sender_email: "noreply@example.com",
      sender_name: "Example",
    },
    plugins: { organization: { organization_limit: 5 } },
    webhooks: { enabled: true, webhook_url: `${domain}/hooks/auth`, enabled_events: ["user.created"] },
  },
};

/** Both from a branch without auth, in pairs, each first in turn. The pair that warms up is checked by `check-config`. */
export async function measureConfig(folder: Folder, pairs = PAIRS): Promise<Comparison[]> {
  using neon = await startServer("--latency", String(LATENCY));
  const measured: Comparison[] = [];
  for (const { what, steps, file } of [preview, production]) {
    const config_file = folder.path(`${what}.yml`);
    // JSON is YAML too.
    writeFileSync(config_file, JSON.stringify({ version: 1, defaults: file }));
    const step = (inputs: Inputs) =>
      run(folder, mains.dist, neon.host, { branch_id, ...inputs }, { env }).milliseconds;
    const separate = async () => {
      await neon.clear();
      return steps.reduce((sum, inputs) => sum + step(inputs), 0);
    };
    const one = async () => {
      await neon.clear();
      return step({ operation: "apply-config", config_file });
    };
    const rounds: { separate: number; one: number }[] = [];
    for (let round = 0; round <= pairs; round++) {
      const first = round % 2 === 0 ? await separate() : await one();
      if (round === 0) step({ operation: "check-config", config_file });
      const second = round % 2 === 0 ? await one() : await separate();
      rounds.push(round % 2 === 0 ? { separate: first, one: second } : { separate: second, one: first });
    }
    const warm = rounds.slice(1);
    measured.push({
      what,
      steps: steps.length,
      separate: median(warm.map((pair) => pair.separate)),
      one: median(warm.map((pair) => pair.one)),
      ratio: median(warm.map((pair) => pair.separate / pair.one)),
    });
  }
  return measured;
}
