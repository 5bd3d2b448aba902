import * as z from "zod/mini";
import { maybe } from "../neon/answer.ts";
import { reads } from "../record/effects/reads.ts";
import { sets } from "../record/effects/sets.ts";
import { endpoint } from "../record/endpoint.ts";
import { as, shownOf } from "../record/fields.ts";
import { look } from "../record/record.ts";
import { settings } from "../record/settings.ts";
import type { Thing } from "../record/thing.ts";
import { choice, flag, whole } from "../words/parsers.ts";
import { emailServer } from "./email.ts";
import { provider } from "./oauth-providers.ts";

const emailAndPassword = settings({
  name: "email_and_password",
  what: "sign-in by email and password",
  get: "get-email-and-password",
  update: "update-email-and-password",
  path: "/email_and_password",
  section: "email_and_password",
  fields: {
    enabled: as("email_and_password_enabled", flag("Whether users can sign in with email and password.")),
    email_verification_method: choice(
      "How an email address is verified: by `link` or by one-time password.",
      ["link", "otp"],
    ),
    require_email_verification: flag(
      "Whether an email address must be verified before its user can sign in.",
    ),
    auto_sign_in_after_verification: flag("Whether a user is signed in once the email address is verified."),
    send_verification_email_on_sign_up: flag("Whether a verification mail is sent when a user signs up."),
    send_verification_email_on_sign_in: flag("Whether a verification mail is sent when a user signs in."),
    disable_sign_up: flag("Whether nobody can sign up any more."),
  },
  is: ({ enabled }) => `Sign-in by email and password is ${enabled ? "on" : "off"}.`,
});

const organization = settings({
  name: "organization",
  what: "the organization plugin",
  update: "update-organization-plugin",
  path: "/plugins/organization",
  section: "plugins",
  entry: "organization",
  output: "organization_plugin",
  fields: {
    enabled: as("organization_enabled", flag("Whether the organization plugin is on.")),
    organization_limit: whole("Organizations that one user can create at most.", 1, 999_999_999),
    membership_limit: whole("Members that one organization can have at most.", 1, 999_999_999),
    creator_role: choice("Role of the user who creates an organization.", ["admin", "owner"]),
    send_invitation_email: flag("Whether a mail is sent to whoever is invited to an organization."),
  },
});

const magicLink = settings({
  name: "magic_link",
  what: "the magic link plugin",
  update: "update-magic-link-plugin",
  path: "/plugins/magic-link",
  section: "plugins",
  entry: "magic_link",
  output: "magic_link_plugin",
  fields: {
    enabled: as("magic_link_enabled", flag("Whether the magic link plugin is on.")),
    expires_in: as("magic_link_expires_in", whole("Minutes after which a magic link expires.", 5, 1440)),
    disable_sign_up: as("magic_link_disable_sign_up", flag("Whether nobody can sign up by a magic link.")),
  },
});

const phoneNumber = settings({
  name: "phone_number",
  what: "the phone number plugin",
  get: "get-phone-number-plugin",
  update: "update-phone-number-plugin",
  path: "/plugins/phone-number",
  section: "plugins",
  entry: "phone_number",
  output: "phone_number_plugin",
  fields: {
    enabled: as("phone_number_enabled", flag("Whether the phone number plugin is on.")),
    otp_expires_in: whole("Seconds after which a one-time password expires.", 60, 600),
  },
  is: ({ enabled }) => `The phone number plugin is ${enabled ? "on" : "off"}.`,
});

const localhost = { allow_localhost: flag("Whether localhost is a trusted domain.") };
const localhostRoute = "/projects/{project_id}/branches/{branch_id}/auth/allow_localhost";
const localhostShown = () => z.object(shownOf(localhost, ["allow_localhost"]));
const localhostOutput = {
  allow_localhost: {
    kind: "text",
    about: "Whether localhost is a trusted domain.",
    from: ({ allow_localhost }: { allow_localhost?: boolean | undefined }) => allow_localhost,
  },
} as const;

const getAllowLocalhost = endpoint({
  operation: "get-allow-localhost",
  about: "Get whether localhost is a trusted domain.",
  routes: { branch: `GET ${localhostRoute}` },
  answer: localhostShown,
  own: localhostOutput,
  effect: reads,
  done: ({ answer }) => `Localhost is ${answer.allow_localhost ? "" : "not "}trusted.`,
});

const updateAllowLocalhost = endpoint({
  operation: "update-allow-localhost",
  about: "Change whether localhost is a trusted domain.",
  routes: { branch: `PATCH ${localhostRoute}` },
  fields: localhost,
  required: ["allow_localhost"],
  answer: localhostShown,
  own: localhostOutput,
  effect: sets(look({ branch: `GET ${localhostRoute}` }, localhostShown, (found) => found)),
  done: ({ answer, changed }) =>
    answer.allow_localhost
      ? `Localhost is ${changed ? "now" : "already"} trusted.`
      : `Localhost ${changed ? "is no longer" : "was not"} trusted.`,
});

const localhostThing: Thing = {
  kind: "setting",
  section: "allow_localhost",
  field: "allow_localhost",
  about: "Whether localhost is a trusted domain.",
  fields: localhost,
  update: updateAllowLocalhost[0],
  group: "settings",
  shown: {
    read: "plugins",
    part: "allow_localhost",
    look: `GET ${localhostRoute}`,
    answers: (allow_localhost) => ({ allow_localhost }),
    alone: (json) => (Object(json) as { allow_localhost?: unknown }).allow_localhost,
  },
};

const shownTogether = () =>
  z.object({
    organization: maybe(organization.answer()),
    magic_link: maybe(magicLink.answer()),
    phone_number: maybe(phoneNumber.answer()),
    email_provider: maybe(emailServer()),
    email_and_password: maybe(emailAndPassword.answer()),
    oauth_providers: maybe(z.array(provider())),
    allow_localhost: maybe(z.boolean()),
  });

const getPlugins = endpoint({
  operation: "get-plugins",
  about: "Get the settings of all plugins.",
  routes: { branch: "GET /projects/{project_id}/branches/{branch_id}/auth/plugins" },
  answer: shownTogether,
  own: {
    plugins: {
      kind: "json",
      about: "Settings of all plugins, a JSON object without credentials.",
      from: (answer) => answer,
    },
  },
  effect: reads,
  done: () => "Read the settings of the plugins.",
});

export const things: readonly Thing[] = [
  emailAndPassword.thing,
  localhostThing,
  organization.thing,
  magicLink.thing,
  phoneNumber.thing,
];

export const operations = [
  ...emailAndPassword.endpoints,
  ...getAllowLocalhost,
  ...updateAllowLocalhost,
  ...getPlugins,
  ...organization.endpoints,
  ...magicLink.endpoints,
  ...phoneNumber.endpoints,
];
