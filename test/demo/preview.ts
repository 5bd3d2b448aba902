// biome-ignore-all lint/suspicious/noTemplateCurlyInString: inputs are written as in a workflow
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Elsewhere, type Job, project, type Story, type StoryStep, secrets } from "./story.ts";

const branch_name = "preview/pr-42";
const address = "https://pr-42.preview.example.com";
/** A user who can sign in: tests of the preview do. */
const tester = { email: "tester@example.com", password: "${{ secrets.PREVIEW_PASSWORD }}" };
const users_file = ".github/preview-users.json";
const users = [
  { email: "ada@example.com", name: "Ada", roles: ["admin"] },
  { email: "grace@example.com", name: "Grace" },
];

const theProject = ({ neon }: Job) => {
  const found = neon.state.projects.get(project.id);
  if (!found) throw new Error(`there is no project ${project.id}`);
  return found;
};
const theBranch = (job: Job) =>
  [...theProject(job).branches.values()].find(({ name }) => name === branch_name);

const checkout: Elsewhere = {
  name: `actions/checkout brings ${users_file}`,
  async does({ workspace }) {
    const path = join(workspace, users_file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(users));
  },
};

const createBranch: Elsewhere = {
  name: `neondatabase/create-branch-action creates branch ${branch_name}, or finds it`,
  does(job) {
    if (!theBranch(job))
      job.neon.state.addBranch(theProject(job), { name: branch_name, parent_id: project.defaultBranch.id });
  },
};

const deleteBranch: Elsewhere = {
  name: `neondatabase/delete-branch-action deletes branch ${branch_name}`,
  does(job) {
    theProject(job).branches.delete(theBranch(job)?.id ?? "");
  },
};

/** What a workflow runs on each push to the pull request. */
const setUp: readonly StoryStep[] = [
  {
    name: "Create the integration of the preview branch, and wait until it works",
    inputs: { operation: "create-integration", branch_name, wait_until_ready: "true" },
    expect: {
      changed: true,
      outputs: { auth_provider: "better_auth", keys_available: "false" },
      sets: ["base_url", "jwks_url", "jwks_key_ids", "issuer", "branch_id"],
    },
  },
  {
    name: "Get the integration",
    inputs: { operation: "get-integration", branch_name },
    expect: { changed: false, outputs: { auth_provider: "better_auth" }, sets: ["base_url", "jwks_url"] },
  },
  {
    name: "Add Google on Neon's shared keys",
    inputs: { operation: "add-oauth-provider", branch_name, oauth_provider_id: "google" },
    expect: { changed: true, outputs: { oauth_provider_type: "shared" } },
  },
  {
    id: "tester",
    name: "Create a user with a password",
    inputs: { operation: "create-user", branch_name, ...tester },
    expect: { changed: true, sets: ["auth_user_id"] },
  },
  {
    name: "Sign in from the address of the preview: refused, since it is not trusted yet",
    inputs: { operation: "check-sign-in", branch_name, ...tester, origin: address },
    expect: { changed: false, fails: true },
  },
  {
    name: "Trust the address of the preview",
    inputs: { operation: "add-domain", branch_name, domain: `${address}/welcome?a=b` },
    expect: { changed: true },
  },
  {
    name: "List the trusted domains",
    inputs: { operation: "list-domains", branch_name },
    expect: {
      changed: false,
      outputs: { domains: '[{"domain":"https://pr-42.preview.example.com","auth_provider":"better_auth"}]' },
    },
  },
  {
    name: "Create the users of a file, with their roles",
    inputs: { operation: "create-user", branch_name, users_file },
    expect: { changed: true, sets: ["users"] },
  },
  {
    name: "Verify email addresses by a link",
    inputs: {
      operation: "update-email-and-password",
      branch_name,
      email_verification_method: "link",
      auto_sign_in_after_verification: "false",
    },
    expect: { changed: true, sets: ["email_and_password"] },
  },
  {
    name: "Set the limits of organizations",
    inputs: {
      operation: "update-organization-plugin",
      branch_name,
      organization_limit: "3",
      creator_role: "admin",
    },
    expect: { changed: true, sets: ["organization_plugin"] },
  },
  {
    name: "Turn magic links on",
    inputs: {
      operation: "update-magic-link-plugin",
      branch_name,
      magic_link_enabled: "true",
      magic_link_expires_in: "15",
    },
    expect: { changed: true, sets: ["magic_link_plugin"] },
  },
  {
    name: "Turn phone numbers on",
    inputs: {
      operation: "update-phone-number-plugin",
      branch_name,
      phone_number_enabled: "true",
      otp_expires_in: "120",
    },
    expect: { changed: true, outputs: { phone_number_plugin: '{"enabled":true,"otp_expires_in":120}' } },
  },
  {
    name: "Stop trusting localhost",
    inputs: { operation: "update-allow-localhost", branch_name, allow_localhost: "false" },
    expect: { changed: true, outputs: { allow_localhost: "false" } },
  },
  {
    name: "Send webhooks",
    inputs: {
      operation: "update-webhooks",
      branch_name,
      webhook_enabled: "true",
      webhook_url: `${address}/hooks/auth`,
      webhook_events: "user.created",
    },
    expect: { changed: true, sets: ["webhooks"] },
  },
  {
    name: "Get the settings of all plugins",
    inputs: { operation: "get-plugins", branch_name },
    expect: { changed: false, sets: ["plugins"] },
  },
  {
    name: "Sign in from the address of the preview",
    inputs: { operation: "check-sign-in", branch_name, ...tester, origin: address },
    expect: { changed: false, sets: ["base_url", "issuer"] },
  },
];

const inBetween: readonly StoryStep[] = [
  {
    name: "Create the users of the file again: all are there",
    inputs: { operation: "create-user", branch_name, users_file },
    expect: { changed: false, sets: ["users"] },
  },
  {
    name: "Give a user roles",
    inputs: {
      operation: "set-user-roles",
      branch_name,
      auth_user_id: "${{ steps.tester.outputs.auth_user_id }}",
      roles: "admin, reviewer",
    },
    expect: { changed: true, sets: ["auth_user_id"] },
  },
  {
    name: "See what a deletion would send",
    inputs: { operation: "delete-integration", branch_name, delete_data: "true", dry_run: "true" },
    expect: { changed: false },
  },
  {
    name: "Take the default branch for the preview: refused without confirm",
    inputs: {
      operation: "delete-integration",
      branch_name: project.defaultBranch.name,
      delete_data: "true",
    },
    expect: { changed: false, fails: true },
  },
];

/** The next push: the same steps, which find everything as it should be. */
const secondRound: readonly StoryStep[] = setUp
  .filter(({ expect: { fails } }) => !fails)
  .map((step) => ({
    ...step,
    name: `Second round: ${step.name}`,
    expect: { ...step.expect, changed: false },
    secondRound: true,
  }));

const removal: readonly StoryStep[] = [
  {
    name: "Stop trusting the address",
    inputs: { operation: "delete-domain", branch_name, domain: address },
    expect: { changed: true, outputs: { domains: "[]" } },
  },
  {
    name: "Delete the integration with all users",
    inputs: { operation: "delete-integration", branch_name, delete_data: "true" },
    expect: { changed: true },
  },
  {
    name: "Delete it again: it is gone already",
    inputs: { operation: "delete-integration", branch_name, delete_data: "true" },
    expect: { changed: false },
  },
];

/** The branch-scoped API, as the workflows of a pull request use it. */
export const preview: Story = {
  name: "preview",
  title: "A preview environment for a pull request",
  secrets: { NEON_API_KEY: secrets.NEON_API_KEY, PREVIEW_PASSWORD: secrets.PREVIEW_PASSWORD },
  steps: [
    checkout,
    createBranch,
    ...setUp,
    ...inBetween,
    createBranch,
    ...secondRound,
    ...removal,
    deleteBranch,
  ],
  sideEffects: {
    "create-integration": 1,
    "add-oauth-provider": 1,
    "add-domain": 1,
    "create-user": 2,
    "sign-up": 1,
    "set-user-roles": 2,
    "update-email-and-password": 1,
    "update-organization-plugin": 1,
    "update-magic-link-plugin": 1,
    "update-phone-number-plugin": 1,
    "update-allow-localhost": 1,
    "update-webhooks": 1,
    "delete-domain": 1,
    "delete-integration": 1,
  },
};
