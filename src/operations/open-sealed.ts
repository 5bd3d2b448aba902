import { openDelivery } from "../delivery/delivery.ts";
import { open, sealContext } from "../delivery/seal.ts";
import { refuseUntrusted } from "../engine/guard.ts";
import { openBudget } from "../ground/budget.ts";
import { info, warning } from "../ground/log.ts";
import { mask, Secret } from "../ground/secret.ts";
import { outputTexts, setOutputs, summarizeOpened } from "../page/summary.ts";
import { delivers, type LocalStep, writesToGithub } from "../step/step.ts";
import { type OutputName, outputs } from "../words/outputs.ts";
import { named } from "../words/rules.ts";

/** Carries out `open`: everything that was masked is masked before any of it is set or goes anywhere. */
export async function openSealed(step: LocalStep): Promise<void> {
  const { sealed, seal_key, timeout_seconds, dry_run } = step.values;
  for (const text of step.warnings) warning(text);
  if (!dry_run && writesToGithub(step.values)) refuseUntrusted(step, process.env);
  const entries = Object.entries(await open(sealed, seal_key, sealContext())) as [OutputName, string][];
  const isMasked = (name: OutputName) => outputs[name].kind !== "text";
  for (const [name, text] of entries) if (isMasked(name)) mask(text);

  const delivery = await openDelivery(step, openBudget(timeout_seconds));
  const opened = Object.fromEntries(
    entries.map(([name, text]) => [name, isMasked(name) ? new Secret(text, "credential") : text]),
  );
  setOutputs({ ...opened, changed: false }, "all");
  const names = entries.map(([name]) => name);
  if (names.length > 0) info(`Opened ${named(names)}.`);
  else warning("There is nothing in `sealed`: the step that sealed it had no masked outputs.");
  if (dry_run && delivers(step.values)) info("Dry run: the values go nowhere but into the outputs.");
  const placed = dry_run ? [] : await delivery.deliver(outputTexts(opened, "all"));
  summarizeOpened(step, names, placed);
}
