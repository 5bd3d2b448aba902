import type { Endpoint } from "../endpoint.ts";
import * as email from "./email.ts";
import * as integration from "./integration.ts";
import * as oauthProviders from "./oauth-providers.ts";
import * as users from "./users.ts";

/** Every endpoint, in the order of the documents. */
export const endpoints: readonly Endpoint[] = [
  integration.createIntegration,
  integration.listIntegrations,
  integration.generateSdkKeys,
  users.createUser,
  integration.transferOwnership,
  integration.deleteIntegration,
  oauthProviders.listOauthProviders,
  oauthProviders.addOauthProvider,
  oauthProviders.updateOauthProvider,
  oauthProviders.deleteOauthProvider,
  email.getEmailServer,
  email.updateEmailServer,
];
