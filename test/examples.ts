import type { EndpointName } from "../src/operations/index.ts";

/** What a step says, what Neon must receive, what Neon answers, and the outputs that later steps get. */
export interface Example {
  /** Without `operation`, `api_key` and `api_host`. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly answer: { readonly status: number; readonly body?: unknown };
  /** Without the ones that every operation sets, but `result`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What Neon's answer makes the action mask, in order, besides the credentials among the inputs. */
  readonly masks?: readonly string[];
}

const project_id = "project-id";
const jwks_url = "https://api.stack-auth.com/api/v1/projects/proj-example-123/.well-known/jwks.json";

const keys = {
  auth_provider: "stack",
  auth_provider_project_id: "proj-example-123",
  pub_client_key: "pck_example123",
  secret_server_key: "ssk_example123",
  jwks_url,
  schema_name: "neon_auth",
  table_name: "users_sync",
};

const keyOutputs = {
  ...keys,
  keys_available: "true",
  result: JSON.stringify({
    auth_provider: "stack",
    auth_provider_project_id: "proj-example-123",
    schema_name: "neon_auth",
    table_name: "users_sync",
  }),
};

const smtp = {
  type: "standard",
  host: "smtp.gmail.com",
  port: 587,
  username: "your-email@gmail.com",
  password: "your-app-password",
  sender_email: "noreply@yourcompany.com",
  sender_name: "Your Company",
};
const { password: _, ...smtpShown } = smtp;

/** One worked example per endpoint; an endpoint without one does not compile. */
export const examples: Readonly<Record<EndpointName, Example>> = {
  "project/create-integration": {
    inputs: {
      project_id,
      auth_provider: "stack",
      branch_id: "br-example-123",
      database_name: "neondb",
      role_name: "neondb_owner",
    },
    request: {
      method: "POST",
      path: "/projects/auth/create",
      body: {
        auth_provider: "stack",
        project_id,
        branch_id: "br-example-123",
        database_name: "neondb",
        role_name: "neondb_owner",
      },
    },
    answer: { status: 201, body: keys },
    outputs: keyOutputs,
    masks: ["pck_example123", "ssk_example123", jwks_url],
  },
  "project/list-integrations": {
    inputs: { project_id },
    request: { method: "GET", path: "/projects/project-id/auth/integrations" },
    answer: {
      status: 200,
      body: {
        data: [
          {
            auth_provider: "stack",
            auth_provider_project_id: "proj-example-123",
            branch_id: "br-example-123",
            db_name: "neondb",
            created_at: "2024-03-19T12:00:00Z",
            owned_by: "neon",
            jwks_url,
          },
        ],
      },
    },
    outputs: {
      integrations:
        '[{"auth_provider":"stack","auth_provider_project_id":"proj-example-123","branch_id":"br-example-123","db_name":"neondb","created_at":"2024-03-19T12:00:00Z","owned_by":"neon"}]',
      jwks_url,
      result:
        '{"data":[{"auth_provider":"stack","auth_provider_project_id":"proj-example-123","branch_id":"br-example-123","db_name":"neondb","created_at":"2024-03-19T12:00:00Z","owned_by":"neon"}]}',
    },
    masks: [jwks_url],
  },
  "project/generate-sdk-keys": {
    inputs: { project_id },
    request: { method: "POST", path: "/projects/auth/keys", body: { project_id, auth_provider: "stack" } },
    answer: { status: 201, body: keys },
    outputs: keyOutputs,
    masks: ["pck_example123", "ssk_example123", jwks_url],
  },
  "project/create-user": {
    inputs: { project_id, email: "user@example.com", name: "Example User" },
    request: {
      method: "POST",
      path: "/projects/auth/user",
      body: { project_id, auth_provider: "stack", email: "user@example.com", name: "Example User" },
    },
    answer: { status: 201, body: { id: "user-id-123" } },
    outputs: { auth_user_id: "user-id-123", result: '{"id":"user-id-123"}' },
  },
  "project/transfer-ownership": {
    inputs: { project_id },
    request: {
      method: "POST",
      path: "/projects/auth/transfer_ownership",
      body: { project_id, auth_provider: "stack" },
    },
    answer: {
      status: 200,
      body: { url: "https://app.stack-auth.com/integrations/neon/projects/transfer/confirm?code=example123" },
    },
    outputs: {
      transfer_url: "https://app.stack-auth.com/integrations/neon/projects/transfer/confirm?code=example123",
      result: "{}",
    },
    masks: ["https://app.stack-auth.com/integrations/neon/projects/transfer/confirm?code=example123"],
  },
  "project/delete-integration": {
    inputs: { project_id, auth_provider: "stack" },
    request: { method: "DELETE", path: "/projects/project-id/auth/integration/stack" },
    answer: { status: 200 },
    outputs: { result: "{}" },
  },
  "project/list-oauth-providers": {
    inputs: { project_id },
    request: { method: "GET", path: "/projects/project-id/auth/oauth_providers" },
    answer: {
      status: 200,
      body: {
        providers: [
          { id: "github", type: "shared" },
          { id: "google", type: "shared" },
        ],
      },
    },
    outputs: {
      oauth_providers: '[{"id":"github","type":"shared"},{"id":"google","type":"shared"}]',
      result: '{"providers":[{"id":"github","type":"shared"},{"id":"google","type":"shared"}]}',
    },
  },
  "project/add-oauth-provider": {
    inputs: {
      project_id,
      oauth_provider_id: "google",
      client_id: "your-client-id",
      client_secret: "your-client-secret",
    },
    request: {
      method: "POST",
      path: "/projects/project-id/auth/oauth_providers",
      body: { id: "google", client_id: "your-client-id", client_secret: "your-client-secret" },
    },
    answer: {
      status: 201,
      body: {
        id: "google",
        type: "standard",
        client_id: "your-client-id",
        client_secret: "your-client-secret",
      },
    },
    outputs: {
      oauth_provider_id: "google",
      oauth_provider_type: "standard",
      result: '{"id":"google","type":"standard","client_id":"your-client-id"}',
    },
  },
  "project/update-oauth-provider": {
    inputs: {
      project_id,
      oauth_provider_id: "google",
      client_id: "new-client-id",
      client_secret: "new-client-secret",
    },
    request: {
      method: "PATCH",
      path: "/projects/project-id/auth/oauth_providers/google",
      body: { client_id: "new-client-id", client_secret: "new-client-secret" },
    },
    answer: {
      status: 200,
      body: {
        id: "google",
        type: "standard",
        client_id: "new-client-id",
        client_secret: "new-client-secret",
      },
    },
    outputs: {
      oauth_provider_id: "google",
      oauth_provider_type: "standard",
      result: '{"id":"google","type":"standard","client_id":"new-client-id"}',
    },
  },
  "project/delete-oauth-provider": {
    inputs: { project_id, oauth_provider_id: "google" },
    request: { method: "DELETE", path: "/projects/project-id/auth/oauth_providers/google" },
    answer: { status: 204 },
    outputs: { result: "{}" },
  },
  "project/get-email-server": {
    inputs: { project_id },
    request: { method: "GET", path: "/projects/project-id/auth/email_server" },
    answer: { status: 200, body: { type: "shared" } },
    outputs: { email_server: '{"type":"shared"}', result: '{"type":"shared"}' },
  },
  "project/update-email-server": {
    inputs: {
      project_id,
      email_server_type: "standard",
      smtp_host: "smtp.gmail.com",
      smtp_port: "587",
      smtp_username: "your-email@gmail.com",
      smtp_password: "your-app-password",
      sender_email: "noreply@yourcompany.com",
      sender_name: "Your Company",
    },
    request: { method: "PATCH", path: "/projects/project-id/auth/email_server", body: smtp },
    answer: { status: 200, body: smtp },
    outputs: { email_server: JSON.stringify(smtpShown), result: JSON.stringify(smtpShown) },
  },
};
