// biome-ignore-all lint/suspicious/noTemplateCurlyInString: inputs are written as in a workflow
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Elsewhere, type Job, project, type Story, secrets } from "./story.ts";

const config_file = "neon-auth.yml";
const onMain = { config_file, branch_name: project.defaultBranch.name } as const;
/** Needed where a secret is sent, and only there. */
const env = { GOOGLE_CLIENT_SECRET: "${{ secrets.GOOGLE_CLIENT_SECRET }}" };

const branchOf = ({ neon }: Job) => neon.state.branch(project.id, project.defaultBranch.id);

const enabled: Elsewhere = {
  name: "Somebody has enabled Neon Auth in the Console, and trusts https://app.example.com and https://old.example.com",
  does(job) {
    const auth = job.neon.state.enableAuth(branchOf(job), "better_auth");
    for (const domain of ["https://app.example.com", "https://old.example.com"])
      auth.domains.push({ domain, auth_provider: "better_auth" });
  },
};

/** Each piece has to be there, so that the story fails where the export looks different. */
const edits = [
  ["require_email_verification: false", "require_email_verification: true"],
  ["allow_localhost: true", "allow_localhost: false"],
  ["    - https://old.example.com\n", ""],
  ["  domains:\n", "  prune: [domains]\n  domains:\n"],
  [
    "  oauth_providers: {}\n",
    "  oauth_providers:\n    google:\n      client_id: demo.apps.example.com\n      client_secret: { env: GOOGLE_CLIENT_SECRET }\n",
  ],
] as const;

const edited: Elsewhere = {
  name: "A pull request changes the file: verified email addresses, Google, no localhost, one domain less",
  async does({ workspace }) {
    const path = join(workspace, config_file);
    let text = await readFile(path, "utf8");
    for (const [from, to] of edits) {
      if (!text.includes(from)) throw new Error(`the file has no ${from}`);
      text = text.replace(from, to);
    }
    await writeFile(path, text);
  },
};

const commented: Elsewhere = {
  name: "The pull request has the plan as its one comment",
  does({ github }) {
    const [comment, ...others] = github.comments(42);
    if (!comment?.body.includes("allow_localhost") || others.length > 0)
      throw new Error("the plan is not on the pull request");
  },
};

const drifted: Elsewhere = {
  name: "Somebody trusts localhost and https://somebody.example.org in the Console",
  does(job) {
    const { auth } = branchOf(job);
    if (!auth) throw new Error("the branch has no integration");
    auth.allowLocalhost = true;
    auth.domains.push({ domain: "https://somebody.example.org", auth_provider: "better_auth" });
  },
};

/** A branch that is set up by hand comes under a file, and stays as the file says. */
export const config: Story = {
  name: "config",
  title: "Configuration as a file",
  secrets: { NEON_API_KEY: secrets.NEON_API_KEY, GOOGLE_CLIENT_SECRET: secrets.GOOGLE_CLIENT_SECRET },
  steps: [
    enabled,
    {
      name: "Write what is there into a file",
      inputs: { operation: "export-config", ...onMain },
      expect: { changed: false, sets: ["config", "config_path"] },
    },
    {
      name: "Plan with that file: nothing to change",
      inputs: { operation: "plan-config", ...onMain },
      expect: { changed: false, outputs: { has_changes: "false" } },
    },
    edited,
    {
      name: "Check the changed file, without asking Neon",
      inputs: { operation: "validate-config", config_file },
      expect: { changed: false },
    },
    {
      id: "plan",
      name: "Plan: what the change would do, as a comment on the pull request",
      whole: true,
      inputs: {
        operation: "plan-config",
        ...onMain,
        comment: "true",
        pull_request_number: "42",
        github_token: "${{ secrets.APP_TOKEN }}",
      },
      expect: { changed: false, outputs: { changes: "4", deletes: "1" }, sets: ["plan", "plan_hash"] },
    },
    commented,
    {
      name: "Apply the plan that was reviewed, and no other",
      inputs: { operation: "apply-config", ...onMain, expect_plan: "${{ steps.plan.outputs.plan_hash }}" },
      env,
      expect: { changed: true, outputs: { changes: "4" }, sets: ["applied", "base_url"] },
    },
    {
      name: "Plan again: nothing is left to change",
      inputs: { operation: "plan-config", ...onMain, fail_on_changes: "true" },
      expect: { changed: false, outputs: { has_changes: "false" } },
    },
    drifted,
    {
      name: "Look for drift: found, so that the step fails",
      inputs: { operation: "check-config", ...onMain },
      expect: { changed: false, fails: true, outputs: { drifted: "true", changes: "2" } },
    },
    {
      name: "Apply the file once more",
      inputs: { operation: "apply-config", ...onMain },
      env,
      expect: { changed: true, outputs: { changes: "2" } },
    },
    {
      name: "Look for drift again: there is none",
      inputs: { operation: "check-config", ...onMain },
      expect: { changed: false, outputs: { drifted: "false" } },
    },
  ],
  sideEffects: {
    "update-email-and-password": 1,
    "update-allow-localhost": 2,
    "add-oauth-provider": 1,
    "delete-domain": 2,
  },
};
