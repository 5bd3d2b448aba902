import { randomBytes } from "node:crypto";

/** Names as in `X-Accepted-GitHub-Permissions`. */
export type Permission =
  | "metadata"
  | "issues"
  | "pull_requests"
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
  | {
      kind: "app" | "fine-grained";
      permissions: Permissions;
      repositories?: readonly string[];
      login?: string;
    }
  /** A workflow's `GITHUB_TOKEN`, which cannot have any permission that is about secrets and variables. */
  | { kind: "default"; permissions?: Pick<Permissions, "issues" | "pull_requests"> }
  | { kind: "classic"; scopes: readonly string[]; login?: string };

/** What a route asks for. `or`: another permission that does as well. */
export type Need = { permission: Permission; or?: Permission; access: Access; scope: string };

const everything: Permissions = {
  pull_requests: "write",
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

export function mayUse(token: Token, { permission, or, access, scope }: Need): boolean {
  if (permission === "metadata") return true;
  if (token.kind === "classic") return token.scopes.includes(scope);
  const { permissions = {} }: { permissions?: Permissions } = token;
  const granted = [permissions[permission], or && permissions[or]];
  return granted.includes("write") || granted.includes(access);
}

const logins = {
  app: "octo-app[bot]",
  default: "github-actions[bot]",
  "fine-grained": "octocat",
  classic: "octocat",
};

/** Who writes with this token. */
export const loginOf = (token: Token): string =>
  (token.kind === "default" ? undefined : token.login) ?? logins[token.kind];

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
  const accepted = [need.permission, need.or].filter((name) => name !== undefined);
  return { "x-accepted-github-permissions": accepted.map((name) => `${name}=${need.access}`).join("; ") };
}
