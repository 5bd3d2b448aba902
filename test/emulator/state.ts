import { generateKeyPairSync, type JsonWebKey, randomBytes, randomUUID } from "node:crypto";
import type * as api from "@neondatabase/api-client";

/** Neon's types with enums as the strings that they are in JSON. */
export type Wire<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Wire<T[K]> } : T;

export type AuthProvider = Wire<api.NeonAuthSupportedAuthProvider>;
export type EmailServer =
  | ({ type: "standard" } & api.StandardEmailServer)
  | ({ type: "shared" } & api.SharedEmailServer);
export type OauthProvider = Wire<api.NeonAuthOauthProvider> & { microsoft_tenant_id?: string };

/** A user whom the auth service knows too has the columns of its table. */
export type User = { id: string; email: string; name?: string; roles: string[] } & Partial<{
  emailVerified: boolean;
  createdAt: Date;
  updatedAt: Date;
}>;

/** Mail that the auth service would send: a link, or a code to type in. */
export type Mail = { to: string; link: string } | { to: string; code: string };

export type Row = Record<string, unknown>;

/** What the auth service behind `base_url` keeps, beside the users and the settings that it has from Neon. */
export type AuthServiceData = {
  /** Signs its cookies. */
  secret: string;
  /** Signs its tokens, which `jwk` verifies. */
  privateKey: JsonWebKey;
  /** By Better Auth's names. */
  tables: Record<"account" | "session" | "verification" | "organization" | "member" | "invitation", Row[]>;
  mails: Mail[];
};

/** All that Neon Auth knows about one branch. Plain data, so that a child branch inherits it as a copy. */
export type Auth = {
  integration: Wire<api.NeonAuthIntegration>;
  keys: { pub_client_key: string; secret_server_key: string };
  table: { schema_name: string; table_name: string };
  jwk: JsonWebKey;
  service: AuthServiceData;
  users: User[];
  oauthProviders: OauthProvider[];
  /** Absent: nothing was ever saved, which Neon calls "not configured yet". */
  emailServer?: EmailServer;
  domains: Wire<api.NeonAuthRedirectURIWhitelistDomain>[];
  allowLocalhost: boolean;
  emailAndPassword: Wire<api.NeonAuthEmailAndPasswordConfig>;
  organization: Wire<api.NeonAuthOrganizationConfig>;
  magicLink: api.NeonAuthMagicLinkConfig;
  phoneNumber: api.NeonAuthPhoneNumberConfig;
  webhooks: Wire<api.NeonAuthWebhookConfig>;
};

export type Branch = {
  id: string;
  name: string;
  parent_id?: string;
  default: boolean;
  protected: boolean;
  created_at: string;
  updated_at: string;
  /** Only the schema `neon_auth` is there: enabling Neon Auth is a conflict, reading it finds nothing. */
  schemaLeftOver: boolean;
  auth?: Auth;
};

export type Project = {
  id: string;
  name: string;
  created_at: string;
  branches: Map<string, Branch>;
  /** The branch that project-scoped routes act on: the one that the project-scoped create named, or the default one. */
  authBranchId: string;
};

export type Seed = { id: string; name?: string; defaultBranch: { id: string; name: string } };

export type State = ReturnType<typeof createState>;

/** `authOrigin` is asked late, when the port of the server is known. */
export function createState(authOrigin: () => string) {
  const projects = new Map<string, Project>();
  let last = 0;

  /** The time, but at least a millisecond later than the last, so that sorting by it is never a tie. */
  const now = () => {
    last = Math.max(Date.now(), last + 1);
    return new Date(last).toISOString();
  };

  const urls = (branchId: string, database: string) => {
    const base_url = `${authOrigin()}/${branchId}/${database}/auth`;
    return { base_url, jwks_url: `${base_url}/.well-known/jwks.json` };
  };

  const projectNameOf = (branch: Branch) =>
    [...projects.values()].find(({ branches }) => branches.get(branch.id) === branch)?.name ?? branch.name;

  return {
    projects,
    now,

    addProject({ id, name = id, defaultBranch }: Seed): Project {
      const project = { id, name, created_at: now(), branches: new Map(), authBranchId: defaultBranch.id };
      projects.set(id, project);
      this.addBranch(project, { ...defaultBranch, default: true });
      return project;
    },

    /** A branch with a parent starts with a copy of the parent's Neon Auth, under its own URLs. */
    addBranch(project: Project, given: Partial<Omit<Branch, "auth">> = {}): Branch {
      const time = now();
      const id = given.id ?? `br-${randomBytes(4).toString("hex")}-${project.branches.size}`;
      const branch: Branch = {
        default: false,
        protected: false,
        schemaLeftOver: false,
        name: id,
        created_at: time,
        updated_at: time,
        ...given,
        id,
      };
      const parent = project.branches.get(branch.parent_id ?? "");
      if (parent) branch.schemaLeftOver = given.schemaLeftOver ?? parent.schemaLeftOver;
      if (parent?.auth) {
        const { integration, ...rest } = structuredClone(parent.auth);
        const own = integration.base_url ? urls(id, integration.db_name) : {};
        branch.auth = { ...rest, integration: { ...integration, ...own, branch_id: id } };
      }
      project.branches.set(id, branch);
      return branch;
    },

    /** For tests that look inside. Throws when there is no such branch. */
    branch(projectId: string, branchId: string): Branch {
      const found = projects.get(projectId)?.branches.get(branchId);
      if (!found) throw new Error(`there is no branch ${branchId} in ${projectId}`);
      return found;
    },

    defaultBranch(project: Project): Branch {
      const found = [...project.branches.values()].find((branch) => branch.default);
      if (!found) throw new Error(`project ${project.id} has no default branch`);
      return found;
    },

    enableAuth(branch: Branch, auth_provider: AuthProvider, db_name = "neondb"): Auth {
      const auth_provider_project_id = randomUUID();
      const stack = auth_provider === "stack";
      const integration: Auth["integration"] = {
        auth_provider,
        auth_provider_project_id,
        branch_id: branch.id,
        db_name,
        created_at: now(),
        owned_by: "neon" as const,
        ...(!stack && { name: projectNameOf(branch) }),
        ...(stack ? { jwks_url: stackJwksUrl(auth_provider_project_id) } : urls(branch.id, db_name)),
      };
      branch.auth = {
        integration,
        keys: newKeys(auth_provider),
        table: { schema_name: "neon_auth", table_name: "users_sync" },
        ...newService(),
        users: [],
        ...structuredClone(initialConfiguration),
      };
      return branch.auth;
    },
  };
}

export function newKeys(provider: AuthProvider): Auth["keys"] {
  if (provider !== "stack") return { pub_client_key: "", secret_server_key: "" };
  return {
    pub_client_key: `pck_${randomBytes(24).toString("base64url")}`,
    secret_server_key: `ssk_${randomBytes(24).toString("base64url")}`,
  };
}

function newService(): Pick<Auth, "jwk" | "service"> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    jwk: { ...publicKey.export({ format: "jwk" }), kid: randomUUID(), alg: "EdDSA", use: "sig" },
    service: {
      secret: randomBytes(32).toString("base64url"),
      privateKey: privateKey.export({ format: "jwk" }),
      tables: { account: [], session: [], verification: [], organization: [], member: [], invitation: [] },
      mails: [],
    },
  };
}

const stackJwksUrl = (id: string) => `https://api.stack-auth.com/api/v1/projects/${id}/.well-known/jwks.json`;

const initialConfiguration: Omit<Auth, "integration" | "keys" | "table" | "jwk" | "service" | "users"> = {
  oauthProviders: [],
  emailServer: { type: "shared" },
  domains: [],
  allowLocalhost: true,
  emailAndPassword: {
    enabled: true,
    email_verification_method: "otp",
    require_email_verification: false,
    auto_sign_in_after_verification: true,
    send_verification_email_on_sign_up: false,
    send_verification_email_on_sign_in: false,
    disable_sign_up: false,
  },
  organization: {
    enabled: true,
    organization_limit: 10,
    membership_limit: 100,
    creator_role: "owner",
    send_invitation_email: false,
  },
  magicLink: { enabled: false, expires_in: 5, disable_sign_up: false },
  phoneNumber: { enabled: false, otp_expires_in: 300 },
  webhooks: { enabled: false, enabled_events: [], timeout_seconds: 5 },
};
