/**
 * The commands of Neon's documentation page "Manage Neon Auth using the API", as the page prints them but for the
 * authorization header, each with the operation that stands for it.
 * https://neon.com/docs/neon-auth/api
 */
export const page: readonly (readonly [operation: string, curl: string])[] = [
  [
    "create-integration",
    `curl --request POST --url 'https://console.neon.tech/api/v2/projects/auth/create' --header 'content-type: application/json' --data '{ "auth_provider": "stack", "project_id": "project-id", "branch_id": "br-example-123", "database_name": "neondb", "role_name": "neondb_owner" }'`,
  ],
  [
    "list-integrations",
    `curl --request GET --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/integrations'`,
  ],
  [
    "generate-sdk-keys",
    `curl --request POST --url 'https://console.neon.tech/api/v2/projects/auth/keys' --header 'content-type: application/json' --data '{ "project_id": "project-id", "auth_provider": "stack" }'`,
  ],
  [
    "create-user",
    `curl --request POST --url 'https://console.neon.tech/api/v2/projects/auth/user' --header 'content-type: application/json' --data '{ "project_id": "project-id", "auth_provider": "stack", "email": "user@example.com", "name": "Example User" }'`,
  ],
  [
    "transfer-ownership",
    `curl --request POST --url 'https://console.neon.tech/api/v2/projects/auth/transfer_ownership' --header 'content-type: application/json' --data '{ "project_id": "project-id", "auth_provider": "stack" }'`,
  ],
  [
    "delete-integration",
    `curl --request DELETE --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/integration/{auth_provider}'`,
  ],
  [
    "list-oauth-providers",
    `curl --request GET --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/oauth_providers'`,
  ],
  [
    "add-oauth-provider",
    `curl --request POST --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/oauth_providers' --header 'content-type: application/json' --data '{ "id": "google", "client_id": "your-client-id", "client_secret": "your-client-secret", }'`,
  ],
  [
    "update-oauth-provider",
    `curl --request PATCH --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/oauth_providers/google' --header 'content-type: application/json' --data '{ "client_id": "new-client-id", "client_secret": "new-client-secret" }'`,
  ],
  [
    "delete-oauth-provider",
    `curl --request DELETE --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/oauth_providers/google'`,
  ],
  [
    "get-email-server",
    `curl --request GET --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/email_server' --header 'accept: application/json'`,
  ],
  [
    "update-email-server",
    `curl --request PATCH --url 'https://console.neon.tech/api/v2/projects/{project_id}/auth/email_server' --header 'accept: application/json' --header 'content-type: application/json' --data '{ "type": "standard", "host": "smtp.gmail.com", "port": 587, "username": "your-email@gmail.com", "password": "your-app-password", "sender_email": "noreply@yourcompany.com", "sender_name": "Your Company" }'`,
  ],
];

/** Method, path below the API's base and body of one of the commands, with the values of the page filled in. */
export function requestOf(curl: string): { method: string; path: string; body?: unknown } {
  const [, method = ""] = /--request (\w+)/.exec(curl) ?? [];
  const [, address = ""] = /--url 'https:\/\/console\.neon\.tech\/api\/v2([^']*)'/.exec(curl) ?? [];
  const [, data] = /--data '(.*)'$/s.exec(curl) ?? [];
  const path = address.replace("{project_id}", "project-id").replace("{auth_provider}", "stack");
  // The page has a comma too many in one of its bodies.
  return data === undefined
    ? { method, path }
    : { method, path, body: JSON.parse(data.replace(/,\s*\}$/, "}")) };
}
