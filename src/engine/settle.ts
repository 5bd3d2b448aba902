import type { Budget } from "../ground/budget.ts";
import type { Reading } from "../record/prepared.ts";
import type { Step } from "../step/step.ts";
import type { OutputName } from "../words/outputs.ts";
import { waitUntilReady } from "./ready.ts";
import { waitForSync } from "./sync.ts";

/** Waits for what the step asks to wait for, and gives the outputs that come from it. */
export async function settle(
  { values }: Step,
  { outputs }: Reading,
  budget: Budget,
): Promise<Partial<Record<OutputName, unknown>>> {
  const { wait_until_ready, wait_for_sync, database_url, auth_provider } = values;
  if (wait_until_ready) return waitUntilReady(outputs, budget);
  if (wait_for_sync && database_url) {
    const users = (outputs.users ?? [outputs]) as readonly { auth_user_id?: string }[];
    const ids = users.map(({ auth_user_id }) => auth_user_id).filter((id) => id !== undefined);
    await waitForSync(ids, auth_provider, database_url, budget);
  }
  return {};
}
