import type { Endpoint } from "../endpoint.ts";
import * as email from "./email.ts";
import * as integration from "./integration.ts";
import * as oauthProviders from "./oauth-providers.ts";
import * as users from "./users.ts";

/** Every endpoint, in the order of the documents. */
export const endpoints = [
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
] as const satisfies readonly Endpoint[];

type Known = (typeof endpoints)[number];

/** One endpoint by name, for example `project/create-user`. */
export type EndpointName = Known extends infer E
  ? E extends Endpoint<infer O, infer S>
    ? `${S}/${O}`
    : never
  : never;
