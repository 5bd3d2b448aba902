import { bootstrap } from "./bootstrap.ts";
import { config } from "./config.ts";
import { life } from "./life.ts";
import { preview } from "./preview.ts";
import type { Story } from "./story.ts";

/** In the order in which they are told. */
export const stories: readonly Story[] = [life, preview, bootstrap, config];
