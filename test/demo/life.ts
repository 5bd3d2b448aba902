// biome-ignore-all lint/suspicious/noTemplateCurlyInString: inputs are written as in a workflow
import { project, type Story, secrets } from "./story.ts";

const create = {
  operation: "create-integration",
  auth_provider: "stack",
  branch_id: project.defaultBranch.id,
  database_name: "neondb",
} as const;

/** The project-scoped API, from the first step to the last. */
export const life: Story = {
  name: "life",
  title: "The life of an integration",
  secrets,
  steps: [
    {
      name: "Create the integration",
      whole: true,
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
      inputs: { operation: "transfer-ownership", confirm: project.id },
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
      inputs: { operation: "delete-integration", confirm: project.id },
      expect: { changed: true },
    },
    {
      name: "Delete it again: it is gone already",
      inputs: { operation: "delete-integration", confirm: project.id },
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
