import * as z from "zod/mini";
import { maybe, optionalNumber, optionalText } from "../neon/answer.ts";
import { look } from "../record/effect.ts";
import { endpoint } from "../record/endpoint.ts";
import { someOf } from "../words/rules.ts";
import { emailServer } from "./email.ts";
import { provider } from "./oauth-providers.ts";

const flag = () => maybe(z.boolean());

const emailAndPassword = () =>
  z.object({
    enabled: z.boolean(),
    email_verification_method: optionalText(),
    require_email_verification: flag(),
    auto_sign_in_after_verification: flag(),
    send_verification_email_on_sign_up: flag(),
    send_verification_email_on_sign_in: flag(),
    disable_sign_up: flag(),
  });

const organization = () =>
  z.object({
    enabled: z.boolean(),
    organization_limit: optionalNumber(),
    membership_limit: optionalNumber(),
    creator_role: optionalText(),
    send_invitation_email: flag(),
  });

const magicLink = () =>
  z.object({ enabled: z.boolean(), expires_in: optionalNumber(), disable_sign_up: flag() });
const phoneNumber = () => z.object({ enabled: z.boolean(), otp_expires_in: optionalNumber() });
const localhost = () => z.object({ allow_localhost: z.boolean() });

const plugins = () =>
  z.object({
    organization: maybe(organization()),
    magic_link: maybe(magicLink()),
    phone_number: maybe(phoneNumber()),
    email_provider: maybe(emailServer()),
    email_and_password: maybe(emailAndPassword()),
    oauth_providers: maybe(z.array(provider())),
    allow_localhost: flag(),
  });

const branch = "/projects/{project_id}/branches/{branch_id}/auth";
const settled =
  (what: string) =>
  ({ changed }: { changed: boolean }) =>
    changed ? `Changed the settings of ${what}.` : `The settings of ${what} are as asked for already.`;

export const getEmailAndPassword = endpoint({
  operation: "get-email-and-password",
  scope: "branch",
  about: "Get the settings of sign-in by email and password.",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/email_and_password",
  answer: emailAndPassword,
  outputs: { email_and_password: (answer) => answer },
  effect: { kind: "reads" },
  done: ({ answer }) => `Sign-in by email and password is ${answer.enabled ? "on" : "off"}.`,
});

const emailAndPasswordInputs = [
  "email_and_password_enabled",
  "email_verification_method",
  "require_email_verification",
  "auto_sign_in_after_verification",
  "send_verification_email_on_sign_up",
  "send_verification_email_on_sign_in",
  "disable_sign_up",
] as const;

export const updateEmailAndPassword = endpoint({
  operation: "update-email-and-password",
  scope: "branch",
  about: "Change settings of sign-in by email and password. What is not given stays as it is.",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/email_and_password",
  optional: emailAndPasswordInputs,
  rules: [someOf(...emailAndPasswordInputs)],
  body: ({ email_and_password_enabled, ...settings }) => ({
    enabled: email_and_password_enabled,
    email_verification_method: settings.email_verification_method,
    require_email_verification: settings.require_email_verification,
    auto_sign_in_after_verification: settings.auto_sign_in_after_verification,
    send_verification_email_on_sign_up: settings.send_verification_email_on_sign_up,
    send_verification_email_on_sign_in: settings.send_verification_email_on_sign_in,
    disable_sign_up: settings.disable_sign_up,
  }),
  answer: emailAndPassword,
  outputs: { email_and_password: (answer) => answer },
  effect: {
    kind: "sets",
    look: look(`GET ${branch}/email_and_password`, emailAndPassword, (found) => found),
  },
  done: settled("sign-in by email and password"),
});

export const getAllowLocalhost = endpoint({
  operation: "get-allow-localhost",
  scope: "branch",
  about: "Get whether localhost is a trusted domain.",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/allow_localhost",
  answer: localhost,
  outputs: { allow_localhost: ({ allow_localhost }) => allow_localhost },
  effect: { kind: "reads" },
  done: ({ answer }) => `Localhost is ${answer.allow_localhost ? "" : "not "}a trusted domain.`,
});

export const updateAllowLocalhost = endpoint({
  operation: "update-allow-localhost",
  scope: "branch",
  about: "Change whether localhost is a trusted domain.",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/allow_localhost",
  required: ["allow_localhost"],
  body: ({ allow_localhost }) => ({ allow_localhost }),
  answer: localhost,
  outputs: { allow_localhost: ({ allow_localhost }) => allow_localhost },
  effect: { kind: "sets", look: look(`GET ${branch}/allow_localhost`, localhost, (found) => found) },
  done: ({ answer, changed }) =>
    `Localhost ${changed ? "is now" : "was already"} ${answer.allow_localhost ? "" : "not "}a trusted domain.`,
});

export const getPlugins = endpoint({
  operation: "get-plugins",
  scope: "branch",
  about: "Get the settings of all plugins.",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/plugins",
  answer: plugins,
  outputs: { plugins: (answer) => answer },
  effect: { kind: "reads" },
  done: () => "Read the settings of the plugins.",
});

const organizationInputs = [
  "organization_enabled",
  "organization_limit",
  "membership_limit",
  "creator_role",
  "send_invitation_email",
] as const;

export const updateOrganizationPlugin = endpoint({
  operation: "update-organization-plugin",
  scope: "branch",
  about: "Change settings of the organization plugin. What is not given stays as it is.",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/plugins/organization",
  optional: organizationInputs,
  rules: [someOf(...organizationInputs)],
  body: ({
    organization_enabled,
    organization_limit,
    membership_limit,
    creator_role,
    send_invitation_email,
  }) => ({
    enabled: organization_enabled,
    organization_limit,
    membership_limit,
    creator_role,
    send_invitation_email,
  }),
  answer: organization,
  outputs: { organization_plugin: (answer) => answer },
  effect: { kind: "sets", look: look(`GET ${branch}/plugins`, plugins, (found) => found.organization) },
  done: settled("the organization plugin"),
});

const magicLinkInputs = [
  "magic_link_enabled",
  "magic_link_expires_in",
  "magic_link_disable_sign_up",
] as const;

export const updateMagicLinkPlugin = endpoint({
  operation: "update-magic-link-plugin",
  scope: "branch",
  about: "Change settings of the magic link plugin. What is not given stays as it is.",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/plugins/magic-link",
  optional: magicLinkInputs,
  rules: [someOf(...magicLinkInputs)],
  body: ({ magic_link_enabled, magic_link_expires_in, magic_link_disable_sign_up }) => ({
    enabled: magic_link_enabled,
    expires_in: magic_link_expires_in,
    disable_sign_up: magic_link_disable_sign_up,
  }),
  answer: magicLink,
  outputs: { magic_link_plugin: (answer) => answer },
  effect: { kind: "sets", look: look(`GET ${branch}/plugins`, plugins, (found) => found.magic_link) },
  done: settled("the magic link plugin"),
});

export const getPhoneNumberPlugin = endpoint({
  operation: "get-phone-number-plugin",
  scope: "branch",
  about: "Get the settings of the phone number plugin.",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/plugins/phone-number",
  answer: phoneNumber,
  outputs: { phone_number_plugin: (answer) => answer },
  effect: { kind: "reads" },
  done: ({ answer }) => `The phone number plugin is ${answer.enabled ? "on" : "off"}.`,
});

export const updatePhoneNumberPlugin = endpoint({
  operation: "update-phone-number-plugin",
  scope: "branch",
  about: "Change settings of the phone number plugin. What is not given stays as it is.",
  route: "PATCH /projects/{project_id}/branches/{branch_id}/auth/plugins/phone-number",
  optional: ["phone_number_enabled", "otp_expires_in"],
  rules: [someOf("phone_number_enabled", "otp_expires_in")],
  body: ({ phone_number_enabled, otp_expires_in }) => ({ enabled: phone_number_enabled, otp_expires_in }),
  answer: phoneNumber,
  outputs: { phone_number_plugin: (answer) => answer },
  effect: { kind: "sets", look: look(`GET ${branch}/plugins/phone-number`, phoneNumber, (found) => found) },
  done: settled("the phone number plugin"),
});
