// biome-ignore-all lint/suspicious/noTemplateCurlyInString: inputs are written as in a workflow
import type { InputName } from "../../src/inputs.ts";
import type { OutputName } from "../../src/outputs.ts";

/** One job of a workflow, against a Neon of its own, which has the project and the branch below and nothing else. */
export interface Story {
  readonly title: string;
  /** What `${{ secrets.NAME }}` stands for. `NEON_API_KEY` is the key that Neon accepts. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly steps: readonly StoryStep[];
  /** How often each change is made at Neon, by operation. */
  readonly sideEffects: Readonly<Record<string, number>>;
}

export interface StoryStep {
  /** The name by which later steps use its outputs: `${{ steps.id.outputs.name }}`. */
  readonly id?: string;
  readonly name: string;
  /** Without `api_key`, `project_id` and `api_host`, which every step gets. */
  readonly inputs: Readonly<Partial<Record<InputName, string>>>;
  readonly expect: Expectation;
}

export interface Expectation {
  readonly changed: boolean;
  /** Default: the step succeeds. */
  readonly fails?: true;
  readonly outputs?: Readonly<Partial<Record<OutputName, string>>>;
  /** Outputs that have a value, whichever. */
  readonly sets?: readonly OutputName[];
  /** Outputs that have none. */
  readonly lacks?: readonly OutputName[];
}

export const project = { id: "demo-project", defaultBranch: { id: "br-main", name: "main" } } as const;

/** Made up, and always the same, so that anyone can search the demo's output for them. They open nothing. */
export const secrets = {
  NEON_API_KEY: "napi_demo-H7wq2Zr9Ktx4Vb8Lmc3Ys6Jd1Fn5Gp0",
  GOOGLE_CLIENT_SECRET: "aT4xNq8Rv-oauth-1-Zk6Wy2Hc9Pb",
  NEW_GOOGLE_CLIENT_SECRET: "uL7sMf3Jd-oauth-2-Eg5Xi0Vt8Qn",
  // With characters that logs, JSON and HTML each write in another way.
  SMTP_PASSWORD: `Bq6&mail "Yw9" <50%> it's+Rz3/Kc`,
} as const;

const create = {
  operation: "create-integration",
  auth_provider: "stack",
  branch_id: project.defaultBranch.id,
  database_name: "neondb",
  role_name: "neondb_owner",
} as const;

const life: Story = {
  title: "The life of an integration",
  secrets,
  steps: [
    {
      name: "Create the integration",
      inputs: create,
      expect: {
        changed: true,
        outputs: { auth_provider: "stack", keys_available: "true" },
        sets: ["auth_provider_project_id", "pub_client_key", "secret_server_key", "jwks_url"],
      },
    },
    {
      name: "Create it again, as a second run of the workflow does",
      inputs: create,
      expect: {
        changed: false,
        outputs: { auth_provider: "stack", keys_available: "false" },
        sets: ["auth_provider_project_id", "jwks_url"],
        lacks: ["pub_client_key", "secret_server_key"],
      },
    },
    {
      name: "List the integrations",
      inputs: { operation: "list-integrations" },
      expect: { changed: false, sets: ["integrations", "jwks_url"] },
    },
    {
      name: "Generate new keys",
      inputs: { operation: "generate-sdk-keys" },
      expect: {
        changed: true,
        outputs: { keys_available: "true" },
        sets: ["pub_client_key", "secret_server_key"],
      },
    },
    {
      name: "Add GitHub on Neon's shared keys",
      inputs: { operation: "add-oauth-provider", oauth_provider_id: "github" },
      expect: {
        changed: true,
        outputs: { oauth_provider_id: "github", oauth_provider_type: "shared" },
      },
    },
    {
      id: "google",
      name: "Add Google with credentials of your own",
      inputs: {
        operation: "add-oauth-provider",
        oauth_provider_id: "google",
        client_id: "demo.apps.example.com",
        client_secret: "${{ secrets.GOOGLE_CLIENT_SECRET }}",
      },
      expect: {
        changed: true,
        outputs: { oauth_provider_id: "google", oauth_provider_type: "standard" },
      },
    },
    {
      name: "Give Google other credentials",
      inputs: {
        operation: "update-oauth-provider",
        oauth_provider_id: "${{ steps.google.outputs.oauth_provider_id }}",
        client_id: "renewed.apps.example.com",
        client_secret: "${{ secrets.NEW_GOOGLE_CLIENT_SECRET }}",
      },
      expect: {
        changed: true,
        outputs: { oauth_provider_id: "google", oauth_provider_type: "standard" },
      },
    },
    {
      name: "List the OAuth providers",
      inputs: { operation: "list-oauth-providers" },
      expect: {
        changed: false,
        outputs: {
          oauth_providers:
            '[{"id":"github","type":"shared"},{"id":"google","type":"standard","client_id":"renewed.apps.example.com"}]',
        },
      },
    },
    {
      name: "Send mail through an SMTP server of your own",
      inputs: {
        operation: "update-email-server",
        email_server_type: "standard",
        smtp_host: "smtp.example.com",
        smtp_port: "587",
        smtp_username: "mailer",
        smtp_password: "${{ secrets.SMTP_PASSWORD }}",
        sender_email: "noreply@example.com",
        sender_name: "Example",
      },
      expect: { changed: true, sets: ["email_server"] },
    },
    {
      name: "Get the email server",
      inputs: { operation: "get-email-server" },
      expect: {
        changed: false,
        outputs: {
          email_server:
            '{"type":"standard","host":"smtp.example.com","port":587,"username":"mailer","sender_email":"noreply@example.com","sender_name":"Example"}',
        },
      },
    },
    {
      name: "Create a user",
      inputs: { operation: "create-user", email: "user@example.com", name: "Example User" },
      expect: { changed: true, sets: ["auth_user_id"] },
    },
    {
      name: "Ask for the URL that transfers the project",
      inputs: { operation: "transfer-ownership" },
      expect: { changed: true, sets: ["transfer_url"] },
    },
    {
      name: "Delete an OAuth provider",
      inputs: {
        operation: "delete-oauth-provider",
        oauth_provider_id: "${{ steps.google.outputs.oauth_provider_id }}",
      },
      expect: { changed: true },
    },
    {
      name: "Delete the integration",
      inputs: { operation: "delete-integration", auth_provider: "stack" },
      expect: { changed: true },
    },
    {
      name: "Delete it again: it is gone already",
      inputs: { operation: "delete-integration", auth_provider: "stack" },
      expect: { changed: false },
    },
  ],
  sideEffects: {
    "create-integration": 1,
    "generate-sdk-keys": 1,
    "add-oauth-provider": 2,
    "update-oauth-provider": 1,
    "update-email-server": 1,
    "create-user": 1,
    "transfer-ownership": 1,
    "delete-oauth-provider": 1,
    "delete-integration": 1,
  },
};

/** What `npm run demo` plays, in order. */
export const stories: readonly Story[] = [life];
