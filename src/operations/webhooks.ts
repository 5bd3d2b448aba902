import { as } from "../record/fields.ts";
import { settings } from "../record/settings.ts";
import { flag, whole, word, words } from "../words/parsers.ts";
import { named } from "../words/rules.ts";

/** Those of Neon's document. */
const events = [
  "user.before_create",
  "user.created",
  "send.otp",
  "send.magic_link",
  "organization.invitation.created",
  "organization.invitation.accepted",
  "phone_number.verified",
];

const webhooks = settings({
  name: "webhooks",
  what: "webhooks",
  get: "get-webhooks",
  update: "update-webhooks",
  path: "/webhooks",
  section: "webhooks",
  fields: {
    enabled: as("webhook_enabled", flag("Whether webhooks are sent.")),
    webhook_url: {
      ...word(
        "Address that webhooks are sent to.",
        "be an https address",
        (address) => URL.parse(address)?.protocol === "https:" && address.length <= 2048,
        {
          essence: (address) => URL.parse(address)?.href ?? address,
          allows: { pattern: "^https://", maxLength: 2048 },
        },
      ),
      guarded: true,
    },
    enabled_events: as(
      "webhook_events",
      words(
        `Events that webhooks are sent for: ${named(events)}.`,
        "names of events such as `user.created`",
        /^[a-z_]+(\.[a-z_]+)+$/,
        events,
      ),
    ),
    timeout_seconds: as(
      "webhook_timeout_seconds",
      whole("Seconds after which a webhook is given up.", 1, 10),
    ),
  },
  replaced: { required: ["webhook_enabled"] },
  is: ({ enabled }) => `Webhooks are ${enabled ? "on" : "off"}.`,
});

export const operations = webhooks.endpoints;
export const things = [webhooks.thing];
