import { randomBytes } from "node:crypto";

/** Names as in `X-Accepted-GitHub-Permissions`. */
export type Permission =
  | "metadata"
  | "secrets"
  | "environments"
  | "actions_variables"
  | "dependabot_secrets"
  | "organization_secrets"
  | "organization_actions_variables";

export type Access = "read" | "write";

export type Permissions = Partial<Record<Permission, Access>>;

export type Token =
  /** `repositories`: the full names it reaches. Default: all. */
  | { kind: "app" | "fine-grained"; permissions: Permissions; repositories?: readonly string[] }
  /** A workflow's `GITHUB_TOKEN`, which cannot have any permission that this server asks for. */
  | { kind: "default" }
  | { kind: "classic"; scopes: readonly string[] };

/** What a route asks for. */
export type Need = { permission: Permission; access: Access; scope: string };

const everything: Permissions = {
  secrets: "write",
  environments: "write",
  actions_variables: "write",
  dependabot_secrets: "write",
  organization_secrets: "write",
  organization_actions_variables: "write",
};

const prefixes = { app: "ghs_", default: "ghs_", "fine-grained": "github_pat_", classic: "ghp_" };

export function tokenStore() {
  const tokens = new Map<string, Token>();
  return {
    /** A new token, of a GitHub App with every permission unless told otherwise. */
    add(token: Token = { kind: "app", permissions: everything }): string {
      const text = prefixes[token.kind] + randomBytes(18).toString("hex");
      tokens.set(text, token);
      return text;
    },
    /** The token that a request brings along, as `token …` or `Bearer …`. */
    of(authorization = ""): Token | undefined {
      return tokens.get(/^(?:token|bearer) (\S+)$/i.exec(authorization)?.[1] ?? "");
    },
  };
}

export function reaches(token: Token, repository: string): boolean {
  if (token.kind === "classic" || token.kind === "default" || !token.repositories) return true;
  return token.repositories.includes(repository);
}

export function mayUse(token: Token, { permission, access, scope }: Need): boolean {
  if (permission === "metadata") return true;
  if (token.kind === "classic") return token.scopes.includes(scope);
  if (token.kind === "default") return false;
  const granted = token.permissions[permission];
  return granted === "write" || granted === access;
}

const refusals: Record<Token["kind"], string> = {
  app: "Resource not accessible by integration",
  default: "Resource not accessible by integration",
  "fine-grained": "Resource not accessible by personal access token",
  classic: "Must have admin rights to Repository.",
};

export const refusal = (token: Token): string => refusals[token.kind];

/** What GitHub says of permissions in the head of every answer to this token. */
export function permissionHeaders(token: Token, need: Need): Record<string, string> {
  if (token.kind === "classic")
    return { "x-oauth-scopes": token.scopes.join(", "), "x-accepted-oauth-scopes": need.scope };
  return { "x-accepted-github-permissions": `${need.permission}=${need.access}` };
}
