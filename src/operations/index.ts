import type { Endpoint } from "../record/endpoint.ts";
import * as domains from "./domains.ts";
import * as email from "./email.ts";
import * as integration from "./integration.ts";
import * as oauthProviders from "./oauth-providers.ts";
import * as plugins from "./plugins.ts";
import * as users from "./users.ts";
import * as webhooks from "./webhooks.ts";

/** Every endpoint, in the order of the documents. */
export const endpoints = [
  integration.createIntegration,
  integration.createBranchIntegration,
  integration.listIntegrations,
  integration.getIntegration,
  integration.generateSdkKeys,
  users.createUser,
  users.createBranchUser,
  users.deleteUser,
  users.deleteBranchUser,
  users.setUserRoles,
  integration.transferOwnership,
  integration.deleteIntegration,
  integration.deleteBranchIntegration,
  oauthProviders.listOauthProviders,
  oauthProviders.listBranchOauthProviders,
  oauthProviders.addOauthProvider,
  oauthProviders.addBranchOauthProvider,
  oauthProviders.updateOauthProvider,
  oauthProviders.updateBranchOauthProvider,
  oauthProviders.deleteOauthProvider,
  oauthProviders.deleteBranchOauthProvider,
  email.getEmailServer,
  email.getBranchEmailServer,
  email.updateEmailServer,
  email.updateBranchEmailServer,
  email.sendTestEmail,
  domains.listDomains,
  domains.listBranchDomains,
  domains.addDomain,
  domains.addBranchDomain,
  domains.deleteDomain,
  domains.deleteBranchDomain,
  plugins.getEmailAndPassword,
  plugins.updateEmailAndPassword,
  plugins.getAllowLocalhost,
  plugins.updateAllowLocalhost,
  plugins.getPlugins,
  plugins.updateOrganizationPlugin,
  plugins.updateMagicLinkPlugin,
  plugins.getPhoneNumberPlugin,
  plugins.updatePhoneNumberPlugin,
  webhooks.getWebhooks,
  webhooks.updateWebhooks,
] as const satisfies readonly Endpoint[];

type Known = (typeof endpoints)[number];

/** One endpoint by name, for example `project/create-user`. */
export type EndpointName = Known extends infer E
  ? E extends Endpoint<infer O, infer S>
    ? `${S}/${O}`
    : never
  : never;
