import { branchRoutes } from "./branches.ts";
import type { Routes } from "./call.ts";
import { domainRoutes } from "./domains.ts";
import { emailRoutes } from "./email.ts";
import { integrationRoutes } from "./integration.ts";
import { oauthProviderRoutes } from "./oauth-providers.ts";
import { settingsRoutes } from "./settings.ts";
import { userRoutes } from "./users.ts";

export const routes: Routes = {
  ...branchRoutes,
  ...integrationRoutes,
  ...userRoutes,
  ...oauthProviderRoutes,
  ...emailRoutes,
  ...domainRoutes,
  ...settingsRoutes,
};
