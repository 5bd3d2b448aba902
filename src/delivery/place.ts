import type { Secret } from "../ground/secret.ts";
import { isShownOnce } from "../words/outputs.ts";

/** A value to put somewhere, under a name. */
export interface Item {
  readonly name: string;
  readonly output: string;
  /** `undefined` if the operation gave none. Nothing is ever replaced by that. */
  readonly value: string | Secret | undefined;
  /** It comes out of `sealed`, and not from Neon. */
  readonly sealed?: boolean;
}

/** Whether Neon shows it only when it makes it, so that new keys are the only way to it. */
export const isOnceOnly = ({ output, sealed }: Item): boolean => !sealed && isShownOnce(output);

/** Why there may be no value for what is to come out of `sealed`. */
export const notSealed =
  "`sealed` does not hold it: the step that sealed it had no such value, or did not mask it.";

/** What became of one item. `kept`: what is there stays as it is; `left`: there is no value, here or there. */
export interface Placed {
  readonly name: string;
  readonly where: string;
  readonly state: "written" | "kept" | "left";
}

/** A place that values go to; made by a preflight that has found it usable. */
export interface Place {
  /** Throws if something fails, and says which names are done. */
  put(items: readonly Item[]): Promise<readonly Placed[]>;
  /** Whether there is a value of this name, which is not read. */
  readonly has?: (name: string) => boolean;
  /** Output `dotenv_path`, if it is a file. */
  readonly path?: string;
}

/** What became of an output. */
export interface Delivered extends Placed {
  readonly output: string;
  /** Whether it stays when the run is over. */
  readonly stays: boolean;
}
