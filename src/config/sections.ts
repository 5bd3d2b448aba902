import type { Thing } from "../record/thing.ts";
import { entriesSection } from "./entries.ts";
import { namesSection } from "./names.ts";
import { rootSection } from "./root.ts";
import type { Section } from "./section.ts";
import { serverSection } from "./server.ts";
import { settingSection, settingsSection } from "./settings.ts";

/** What plan, apply and export need of each thing. */
export const sectionsOf = (things: readonly Thing[]): Section[] => things.map(sectionOf);

function sectionOf(thing: Thing): Section {
  switch (thing.kind) {
    case "settings":
      return settingsSection(thing);
    case "setting":
      return settingSection(thing);
    case "server":
      return serverSection(thing);
    case "entries":
      return entriesSection(thing);
    case "names":
      return namesSection(thing);
    case "root":
      return rootSection(thing);
  }
}
