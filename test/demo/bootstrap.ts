// biome-ignore-all lint/suspicious/noTemplateCurlyInString: inputs are written as in a workflow
import type { Elsewhere, Job, Story } from "./story.ts";
import { project, secrets } from "./story.ts";

const seal_key = "${{ secrets.AUTH_SEAL_KEY }}";

const toGithub = {
  github_token: "${{ secrets.APP_TOKEN }}",
  github_target: "environment:production",
  github_secrets: "STACK_SECRET_SERVER_KEY=secret_server_key",
} as const;

const create = {
  operation: "create-integration",
  auth_provider: "stack",
  branch_id: project.defaultBranch.id,
  ...toGithub,
  github_variables: "STACK_PROJECT_ID=auth_provider_project_id",
} as const;

/** GitHub opens its sealed box, and has the very key that Neon gave. */
const opened: Elsewhere = {
  name: "GitHub's environment production has the secret key that Neon gave",
  does: ({ neon, github }: Job) => {
    const { keys } = neon.state.branch(project.id, project.defaultBranch.id).auth ?? {};
    const secret = github.secret("environment:production", "STACK_SECRET_SERVER_KEY")?.toString();
    if (!secret || secret !== keys?.secret_server_key) throw new Error("GitHub has another key.");
  },
};

/** From the only answer that shows the keys to where they are needed. */
export const bootstrap: Story = {
  name: "bootstrap",
  title: "Keys where they belong",
  secrets: { NEON_API_KEY: secrets.NEON_API_KEY, AUTH_SEAL_KEY: "a seal key that two jobs have in common" },
  steps: [
    {
      id: "auth",
      name: "Create the integration, put its keys into GitHub, and seal them for another job",
      inputs: { ...create, seal_key },
      expect: { changed: true, outputs: { keys_available: "true" }, sets: ["sealed", "secret_server_key"] },
    },
    opened,
    {
      name: "Create it again: there are no keys any more, and the secret stays as it is",
      inputs: create,
      expect: { changed: false, outputs: { keys_available: "false" }, lacks: ["secret_server_key"] },
    },
    opened,
    {
      name: "Open what was sealed, as the other job does",
      inputs: { operation: "open", sealed: "${{ steps.auth.outputs.sealed }}", seal_key },
      expect: { changed: false, sets: ["pub_client_key", "secret_server_key", "auth_provider_project_id"] },
    },
    {
      name: "Open it with another key",
      inputs: {
        operation: "open",
        sealed: "${{ steps.auth.outputs.sealed }}",
        seal_key: "a seal key of somebody else",
      },
      expect: { changed: false, fails: true, lacks: ["secret_server_key"] },
    },
    {
      name: "Rotate the keys",
      inputs: { operation: "generate-sdk-keys", auth_provider: "stack", ...toGithub },
      expect: { changed: true, sets: ["secret_server_key"] },
    },
    opened,
  ],
  sideEffects: { "create-integration": 1, "generate-sdk-keys": 1 },
};
