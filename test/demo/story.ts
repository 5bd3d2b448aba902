import type { Github } from "../emulator/github/server.ts";
import type { Neon } from "../emulator/server.ts";

/** One job of a workflow, against a Neon of its own, which has the project and the branch below and nothing else. */
export interface Story {
  /** As in `--story life`. */
  readonly name: string;
  readonly title: string;
  /**
   * What `${{ secrets.NAME }}` stands for. `NEON_API_KEY` is the key that Neon accepts; `APP_TOKEN` is there as
   * well, the token of a GitHub App.
   */
  readonly secrets: Readonly<Record<string, string>>;
  readonly steps: readonly (StoryStep | Elsewhere)[];
  /** How often each change is made at Neon, by operation. */
  readonly sideEffects: Readonly<Record<string, number>>;
}

/** A step that runs this action. */
export interface StoryStep {
  /** The name by which later steps use its outputs: `${{ steps.id.outputs.name }}`. */
  readonly id?: string;
  readonly name: string;
  /** Without `api_key`, `project_id` and `api_host`, which every step gets. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly expect: Expectation;
  /** Shown whole, even where the other steps are one line each. */
  readonly whole?: true;
  /** Plays what was played before, and so must change nothing. */
  readonly secondRound?: true;
}

/** A step that is somebody else's. It is shown as one line. */
export interface Elsewhere {
  readonly name: string;
  readonly does: (job: Job) => void | Promise<void>;
}

export interface Job {
  readonly neon: Neon;
  /** The GitHub of the repository octo-org/octo-repo, with the environment `production` and pull request 42. */
  readonly github: Github;
  /** The directory that every step runs in. */
  readonly workspace: string;
}

export interface Expectation {
  readonly changed: boolean;
  /** Default: the step succeeds. */
  readonly fails?: true;
  readonly outputs?: Readonly<Record<string, string>>;
  /** Outputs that have a value, whichever. */
  readonly sets?: readonly string[];
  /** Outputs that have none. */
  readonly lacks?: readonly string[];
}

export const project = { id: "demo-project", defaultBranch: { id: "br-main", name: "main" } } as const;

/** Made up, and always the same, so that anyone can search the demo's output for them. They open nothing. */
export const secrets = {
  NEON_API_KEY: "napi_demo-H7wq2Zr9Ktx4Vb8Lmc3Ys6Jd1Fn5Gp0",
  GOOGLE_CLIENT_SECRET: "aT4xNq8Rv-oauth-1-Zk6Wy2Hc9Pb",
  NEW_GOOGLE_CLIENT_SECRET: "uL7sMf3Jd-oauth-2-Eg5Xi0Vt8Qn",
  PREVIEW_PASSWORD: "Fz8kQw3Tn-preview-1-Vb6Rj2Ld",
  // With characters that logs, JSON and HTML each write in another way.
  SMTP_PASSWORD: `Bq6&mail "Yw9" <50%> it's+Rz3/Kc`,
} as const;
