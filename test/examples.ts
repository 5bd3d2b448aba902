import type { EndpointName } from "../src/operations/index.ts";
import type { Endpoint } from "../src/record/endpoint.ts";

/** What a step says, what Neon must receive, what Neon answers, and the outputs that later steps get. */
export interface Example {
  /** Without `operation`, `api_key` and `api_host`. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly answer: { readonly status: number; readonly body?: unknown };
  /** What Neon shows before and after, where the operation's outputs come from such looks. */
  readonly looks?: readonly unknown[];
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

const branch = { project_id, branch_id: "br-example-123" };
const onBranch = "/projects/project-id/branches/br-example-123/auth";

const base_url = "https://ep-example-123.neonauth.eu-central-1.aws.neon.tech/neondb/auth";
const betterAuth = {
  auth_provider: "better_auth",
  auth_provider_project_id: "proj-example-456",
  jwks_url: `${base_url}/.well-known/jwks.json`,
  base_url,
};
const { jwks_url: betterJwks, ...betterShown } = betterAuth;

const emailAndPassword = {
  enabled: true,
  email_verification_method: "otp",
  require_email_verification: true,
  auto_sign_in_after_verification: true,
  send_verification_email_on_sign_up: true,
  send_verification_email_on_sign_in: false,
  disable_sign_up: false,
};
const organization = {
  enabled: true,
  organization_limit: 5,
  membership_limit: 50,
  creator_role: "admin",
  send_invitation_email: true,
};
const magicLink = { enabled: true, expires_in: 15, disable_sign_up: true };
const phoneNumber = { enabled: true, otp_expires_in: 120 };
const webhooks = {
  enabled: true,
  webhook_url: "https://example.com/hooks",
  enabled_events: ["user.created", "send.otp"],
  timeout_seconds: 5,
};
const settings = (value: object) => ({ status: 200, body: value });
const shown = (output: string, value: object) => ({
  [output]: JSON.stringify(value),
  result: JSON.stringify(value),
});

const smtpInputs = {
  smtp_host: "smtp.gmail.com",
  smtp_port: "587",
  smtp_username: "your-email@gmail.com",
  smtp_password: "your-app-password",
  sender_email: "noreply@yourcompany.com",
  sender_name: "Your Company",
};
const trusted = { domains: [{ domain: "https://preview.example.com", auth_provider: "stack" }] };
const trustedOnBranch = {
  domains: [{ domain: "https://preview.example.com", auth_provider: "better_auth" }],
};

/** The name of an endpoint, by which its example is found. */
export const nameOf = ({ scope, operation, variant }: Endpoint): EndpointName =>
  [scope, operation, variant].filter(Boolean).join("/") as EndpointName;

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
    inputs: { project_id, confirm: project_id },
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
    inputs: { project_id, auth_provider: "stack", confirm: project_id },
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
  "project/delete-user": {
    inputs: { project_id, auth_user_id: "user-id-123" },
    request: { method: "DELETE", path: "/projects/project-id/auth/users/user-id-123" },
    answer: { status: 204 },
    outputs: { result: "{}" },
  },
  "project/list-domains": {
    inputs: { project_id },
    request: { method: "GET", path: "/projects/project-id/auth/domains" },
    answer: { status: 200, body: trusted },
    outputs: { domains: JSON.stringify(trusted.domains), result: JSON.stringify(trusted) },
  },
  "project/add-domain": {
    inputs: { project_id, domain: "https://preview.example.com/welcome" },
    request: {
      method: "POST",
      path: "/projects/project-id/auth/domains",
      body: { domain: "https://preview.example.com", auth_provider: "stack" },
    },
    looks: [{ domains: [] }, trusted],
    answer: { status: 201 },
    outputs: { domains: JSON.stringify(trusted.domains), result: JSON.stringify(trusted) },
  },
  "project/delete-domain": {
    inputs: { project_id, domain: "https://preview.example.com" },
    request: {
      method: "DELETE",
      path: "/projects/project-id/auth/domains",
      body: { auth_provider: "stack", domains: [{ domain: "https://preview.example.com" }] },
    },
    looks: [trusted, { domains: [] }],
    answer: { status: 200 },
    outputs: { domains: "[]", result: '{"domains":[]}' },
  },
  "branch/create-integration": {
    inputs: { ...branch, database_name: "neondb" },
    request: {
      method: "POST",
      path: onBranch,
      body: { auth_provider: "better_auth", database_name: "neondb" },
    },
    answer: {
      status: 201,
      body: {
        ...betterAuth,
        pub_client_key: "",
        secret_server_key: "",
        schema_name: "neon_auth",
        table_name: "users_sync",
      },
    },
    outputs: {
      ...betterAuth,
      schema_name: "neon_auth",
      table_name: "users_sync",
      keys_available: "false",
      result: JSON.stringify({
        auth_provider: "better_auth",
        auth_provider_project_id: "proj-example-456",
        schema_name: "neon_auth",
        table_name: "users_sync",
        base_url,
      }),
    },
    masks: [betterJwks],
  },
  "branch/get-integration": {
    inputs: branch,
    request: { method: "GET", path: onBranch },
    answer: {
      status: 200,
      body: {
        ...betterAuth,
        branch_id: "br-example-123",
        db_name: "neondb",
        created_at: "2026-03-19T12:00:00Z",
        owned_by: "neon",
        name: "The shop",
      },
    },
    outputs: {
      ...betterAuth,
      application_name: "The shop",
      result: JSON.stringify({
        auth_provider: "better_auth",
        name: "The shop",
        auth_provider_project_id: betterShown.auth_provider_project_id,
        branch_id: "br-example-123",
        db_name: "neondb",
        created_at: "2026-03-19T12:00:00Z",
        owned_by: "neon",
        base_url,
      }),
    },
    masks: [betterJwks],
  },
  "branch/update-application-name": {
    inputs: { ...branch, application_name: "The shop" },
    request: { method: "PATCH", path: `${onBranch}/config`, body: { name: "The shop" } },
    answer: settings({ name: "The shop" }),
    outputs: { application_name: "The shop", result: '{"name":"The shop"}' },
  },
  "branch/delete-integration": {
    inputs: { ...branch, confirm: "br-example-123" },
    request: { method: "DELETE", path: onBranch, body: { delete_data: false } },
    answer: { status: 200 },
    outputs: { result: "{}" },
  },
  "branch/create-user": {
    inputs: { ...branch, email: "user@example.com", name: "Example User" },
    request: {
      method: "POST",
      path: `${onBranch}/users`,
      body: { email: "user@example.com", name: "Example User" },
    },
    answer: { status: 201, body: { id: "user-id-123" } },
    outputs: { auth_user_id: "user-id-123", result: '{"id":"user-id-123"}' },
  },
  "branch/delete-user": {
    inputs: { ...branch, auth_user_id: "user-id-123" },
    request: { method: "DELETE", path: `${onBranch}/users/user-id-123` },
    answer: { status: 204 },
    outputs: { result: "{}" },
  },
  "branch/set-user-roles": {
    inputs: { ...branch, auth_user_id: "user-id-123", roles: "admin, editor" },
    request: {
      method: "PUT",
      path: `${onBranch}/users/user-id-123/role`,
      body: { roles: ["admin", "editor"] },
    },
    answer: { status: 200, body: { id: "user-id-123" } },
    outputs: { auth_user_id: "user-id-123", result: '{"id":"user-id-123"}' },
  },
  "branch/list-oauth-providers": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/oauth_providers` },
    answer: { status: 200, body: { providers: [{ id: "google", type: "shared" }] } },
    outputs: {
      oauth_providers: '[{"id":"google","type":"shared"}]',
      result: '{"providers":[{"id":"google","type":"shared"}]}',
    },
  },
  "branch/add-oauth-provider": {
    inputs: {
      ...branch,
      oauth_provider_id: "microsoft",
      client_id: "your-client-id",
      client_secret: "your-client-secret",
      microsoft_tenant_id: "your-tenant-id",
    },
    request: {
      method: "POST",
      path: `${onBranch}/oauth_providers`,
      body: {
        id: "microsoft",
        client_id: "your-client-id",
        client_secret: "your-client-secret",
        microsoft_tenant_id: "your-tenant-id",
      },
    },
    answer: { status: 201, body: { id: "microsoft", type: "standard", client_id: "your-client-id" } },
    outputs: {
      oauth_provider_id: "microsoft",
      oauth_provider_type: "standard",
      result: '{"id":"microsoft","type":"standard","client_id":"your-client-id"}',
    },
  },
  "branch/update-oauth-provider": {
    inputs: {
      ...branch,
      oauth_provider_id: "google",
      client_id: "new-client-id",
      client_secret: "new-client-secret",
    },
    request: {
      method: "PATCH",
      path: `${onBranch}/oauth_providers/google`,
      body: { client_id: "new-client-id", client_secret: "new-client-secret" },
    },
    answer: { status: 200, body: { id: "google", type: "standard", client_id: "new-client-id" } },
    outputs: {
      oauth_provider_id: "google",
      oauth_provider_type: "standard",
      result: '{"id":"google","type":"standard","client_id":"new-client-id"}',
    },
  },
  "branch/delete-oauth-provider": {
    inputs: { ...branch, oauth_provider_id: "google" },
    request: { method: "DELETE", path: `${onBranch}/oauth_providers/google` },
    answer: { status: 200 },
    outputs: { result: "{}" },
  },
  "branch/get-email-server": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/email_provider` },
    answer: settings(smtp),
    outputs: shown("email_server", smtpShown),
    masks: ["your-app-password"],
  },
  "branch/update-email-server": {
    inputs: { ...branch, email_server_type: "standard", ...smtpInputs },
    request: { method: "PATCH", path: `${onBranch}/email_provider`, body: smtp },
    answer: settings(smtp),
    outputs: shown("email_server", smtpShown),
  },
  "branch/send-test-email/saved": {
    inputs: { ...branch, recipient_email: "you@example.com" },
    request: {
      method: "POST",
      path: `${onBranch}/email_provider/test`,
      body: { recipient_email: "you@example.com" },
    },
    answer: { status: 200, body: { success: true } },
    outputs: { result: '{"success":true}' },
  },
  "branch/send-test-email": {
    inputs: { ...branch, ...smtpInputs, recipient_email: "you@example.com" },
    request: {
      method: "POST",
      path: `${onBranch}/send_test_email`,
      body: {
        host: smtp.host,
        port: smtp.port,
        username: smtp.username,
        password: smtp.password,
        sender_email: smtp.sender_email,
        sender_name: smtp.sender_name,
        recipient_email: "you@example.com",
      },
    },
    answer: { status: 200, body: { success: true } },
    outputs: { result: '{"success":true}' },
  },
  "branch/list-domains": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/domains` },
    answer: { status: 200, body: trustedOnBranch },
    outputs: { domains: JSON.stringify(trustedOnBranch.domains), result: JSON.stringify(trustedOnBranch) },
  },
  "branch/add-domain": {
    inputs: { ...branch, domain: "https://preview.example.com" },
    request: {
      method: "POST",
      path: `${onBranch}/domains`,
      body: { domain: "https://preview.example.com", auth_provider: "better_auth" },
    },
    looks: [{ domains: [] }, trustedOnBranch],
    answer: { status: 201 },
    outputs: { domains: JSON.stringify(trustedOnBranch.domains), result: JSON.stringify(trustedOnBranch) },
  },
  "branch/delete-domain": {
    inputs: { ...branch, domain: "https://preview.example.com" },
    request: {
      method: "DELETE",
      path: `${onBranch}/domains`,
      body: { auth_provider: "better_auth", domains: [{ domain: "https://preview.example.com" }] },
    },
    looks: [trustedOnBranch, { domains: [] }],
    answer: { status: 200 },
    outputs: { domains: "[]", result: '{"domains":[]}' },
  },
  "branch/get-email-and-password": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/email_and_password` },
    answer: settings(emailAndPassword),
    outputs: shown("email_and_password", emailAndPassword),
  },
  "branch/update-email-and-password": {
    inputs: {
      ...branch,
      email_and_password_enabled: "true",
      email_verification_method: "otp",
      require_email_verification: "true",
      auto_sign_in_after_verification: "true",
      send_verification_email_on_sign_up: "true",
      send_verification_email_on_sign_in: "false",
      disable_sign_up: "false",
    },
    request: { method: "PATCH", path: `${onBranch}/email_and_password`, body: emailAndPassword },
    answer: settings(emailAndPassword),
    outputs: shown("email_and_password", emailAndPassword),
  },
  "branch/get-allow-localhost": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/allow_localhost` },
    answer: settings({ allow_localhost: true }),
    outputs: { allow_localhost: "true", result: '{"allow_localhost":true}' },
  },
  "branch/update-allow-localhost": {
    inputs: { ...branch, allow_localhost: "false" },
    request: { method: "PATCH", path: `${onBranch}/allow_localhost`, body: { allow_localhost: false } },
    answer: settings({ allow_localhost: false }),
    outputs: { allow_localhost: "false", result: '{"allow_localhost":false}' },
  },
  "branch/get-plugins": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/plugins` },
    answer: settings({
      organization,
      magic_link: magicLink,
      phone_number: phoneNumber,
      email_provider: smtp,
      oauth_providers: [
        { id: "google", type: "standard", client_id: "id", client_secret: "your-client-secret" },
      ],
      allow_localhost: true,
    }),
    outputs: shown("plugins", {
      organization,
      magic_link: magicLink,
      phone_number: phoneNumber,
      email_provider: smtpShown,
      oauth_providers: [{ id: "google", type: "standard", client_id: "id" }],
      allow_localhost: true,
    }),
    masks: ["your-app-password", "your-client-secret"],
  },
  "branch/update-organization-plugin": {
    inputs: {
      ...branch,
      organization_enabled: "true",
      organization_limit: "5",
      membership_limit: "50",
      creator_role: "admin",
      send_invitation_email: "true",
    },
    request: { method: "PATCH", path: `${onBranch}/plugins/organization`, body: organization },
    answer: settings(organization),
    outputs: shown("organization_plugin", organization),
  },
  "branch/update-magic-link-plugin": {
    inputs: {
      ...branch,
      magic_link_enabled: "true",
      magic_link_expires_in: "15",
      magic_link_disable_sign_up: "true",
    },
    request: { method: "PATCH", path: `${onBranch}/plugins/magic-link`, body: magicLink },
    answer: settings(magicLink),
    outputs: shown("magic_link_plugin", magicLink),
  },
  "branch/get-phone-number-plugin": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/plugins/phone-number` },
    answer: settings(phoneNumber),
    outputs: shown("phone_number_plugin", phoneNumber),
  },
  "branch/update-phone-number-plugin": {
    inputs: { ...branch, phone_number_enabled: "true", otp_expires_in: "120" },
    request: { method: "PATCH", path: `${onBranch}/plugins/phone-number`, body: phoneNumber },
    answer: settings(phoneNumber),
    outputs: shown("phone_number_plugin", phoneNumber),
  },
  "branch/get-webhooks": {
    inputs: branch,
    request: { method: "GET", path: `${onBranch}/webhooks` },
    answer: settings(webhooks),
    outputs: shown("webhooks", webhooks),
  },
  "branch/update-webhooks": {
    inputs: {
      ...branch,
      webhook_enabled: "true",
      webhook_url: "https://example.com/hooks",
      webhook_events: "user.created\nsend.otp",
      webhook_timeout_seconds: "5",
    },
    request: { method: "PUT", path: `${onBranch}/webhooks`, body: webhooks },
    answer: settings(webhooks),
    outputs: shown("webhooks", webhooks),
  },
};
