import * as z from "zod/mini";
import { maybe, optionalNumber, optionalText } from "../neon/answer.ts";
import { look } from "../record/effect.ts";
import { endpoint } from "../record/endpoint.ts";

const webhooks = () =>
  z.object({
    enabled: z.boolean(),
    webhook_url: optionalText(),
    enabled_events: maybe(z.array(z.string())),
    timeout_seconds: optionalNumber(),
  });

export const getWebhooks = endpoint({
  operation: "get-webhooks",
  scope: "branch",
  about: "Get the settings of webhooks.",
  route: "GET /projects/{project_id}/branches/{branch_id}/auth/webhooks",
  answer: webhooks,
  outputs: { webhooks: (answer) => answer },
  effect: { kind: "reads" },
  done: ({ answer }) => `Webhooks are ${answer.enabled ? "on" : "off"}.`,
});

export const updateWebhooks = endpoint({
  operation: "update-webhooks",
  scope: "branch",
  about: "Replace the settings of webhooks. What is not given goes back to Neon's default.",
  route: "PUT /projects/{project_id}/branches/{branch_id}/auth/webhooks",
  required: ["webhook_enabled"],
  optional: ["webhook_url", "webhook_events", "webhook_timeout_seconds"],
  body: ({ webhook_enabled, webhook_url, webhook_events, webhook_timeout_seconds }) => ({
    enabled: webhook_enabled,
    webhook_url,
    enabled_events: webhook_events,
    timeout_seconds: webhook_timeout_seconds,
  }),
  answer: webhooks,
  outputs: { webhooks: (answer) => answer },
  effect: {
    kind: "sets",
    look: look("GET /projects/{project_id}/branches/{branch_id}/auth/webhooks", webhooks, (found) => found),
  },
  done: ({ changed }) =>
    changed ? "Changed the settings of webhooks." : "The settings of webhooks are as asked for already.",
});
