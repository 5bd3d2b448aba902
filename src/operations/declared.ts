import type { Operation } from "../engine/operation.ts";
import { configInputs } from "../words/config-inputs.ts";
import { type Input, inputs } from "../words/inputs.ts";

/** Operations, and inputs that steps may take. */
export interface Declared {
  readonly operations: readonly Operation[];
  readonly inputs: Readonly<Record<string, Input<unknown>>>;
}

type File = Pick<Declared, "operations">;

/** The files of this room, with the names of what each declares. */
const files: readonly (readonly [names: readonly string[], load: () => Promise<File>])[] = [
  [["list-domains", "add-domain", "delete-domain"], () => import("./domains.ts")],
  [
    ["list-oauth-providers", "add-oauth-provider", "update-oauth-provider", "delete-oauth-provider"],
    () => import("./oauth-providers.ts"),
  ],
  [
    [
      "create-integration",
      "get-integration",
      "list-integrations",
      "update-application-name",
      "generate-sdk-keys",
      "transfer-ownership",
      "delete-integration",
    ],
    () => import("./integration.ts"),
  ],
  [["create-user", "delete-user", "set-user-roles"], () => import("./users.ts")],
  [["check-sign-in"], () => import("./sign-in.ts")],
  [["get-email-server", "update-email-server", "send-test-email"], () => import("./email.ts")],
  [
    [
      "get-plugins",
      "get-email-and-password",
      "update-email-and-password",
      "update-organization-plugin",
      "update-magic-link-plugin",
      "get-phone-number-plugin",
      "update-phone-number-plugin",
      "get-allow-localhost",
      "update-allow-localhost",
    ],
    () => import("./plugins.ts"),
  ],
  [["get-webhooks", "update-webhooks"], () => import("./webhooks.ts")],
  [
    ["validate-config", "plan-config", "apply-config", "check-config", "export-config"],
    () => import("./config.ts"),
  ],
  [["open"], () => import("./open.ts")],
];

/**
 * What the file of an operation declares, which is all that a step needs if nothing is wrong with it: to declare
 * everything takes as long as half of a request. Inputs with a default are there too, since the runner gives them to
 * every step.
 */
export async function declaredFor(name: string): Promise<Declared | undefined> {
  const [, load] = files.find(([names]) => names.includes(name)) ?? [];
  if (!load) return undefined;
  const { operations } = await load();
  return {
    operations,
    inputs: Object.assign({}, inputs, configInputs, ...operations.map(({ own }) => own.inputs)),
  };
}

/** Everything that there is, for whatever is not plainly right. */
export async function declared(): Promise<Declared> {
  const { operations, allInputs } = await import("./index.ts");
  return { operations, inputs: allInputs };
}
