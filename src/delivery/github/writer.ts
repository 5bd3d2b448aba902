import type { Github } from "../../github/client.ts";
import { GithubError } from "../../github/errors.ts";
import { describe } from "../../ground/errors.ts";
import { type Secret, sizeOf } from "../../ground/secret.ts";
import { named } from "../../words/rules.ts";
import { type Item, isOnceOnly, notSealed, type Place, type Placed } from "../place.ts";
import type { Shelf, Target } from "./target.ts";

/** Writes things of one kind to one place. */
export interface Writer {
  readonly shelf: Shelf;
  /** Whether there is one of this name already. */
  readonly exists: (name: string) => boolean;
  /** Whether it is known to have this value already. */
  readonly isThere: (name: string, value: string | Secret) => boolean;
  readonly write: (name: string, value: string | Secret) => Promise<void>;
}

/** Reads what has to be known before things of one kind can be written. `undefined` if there is no such place. */
export type Preflight = (
  github: Github,
  target: Target,
  names: readonly string[],
) => Promise<Writer | undefined>;

/** GitHub's limit for one secret or variable. */
const LARGEST = 48 * 1024;

/** Puts values one after the other, and stops at the first that fails. */
export function asPlace({ shelf, exists, isThere, write }: Writer): Place {
  const where = `${shelf.kind} of ${shelf.where}`;
  const kindAnd = (items: readonly Item[]) =>
    `${shelf.kind}${items.length === 1 ? "" : "s"} ${listed(items)}`;

  async function put(items: readonly Item[]): Promise<readonly Placed[]> {
    const tooLarge = items.filter(({ value = "" }) => sizeOf(value) > LARGEST);
    if (tooLarge.length > 0)
      throw new GithubError(
        `GitHub takes at most 48 KB, and the value for ${kindAnd(tooLarge)} is larger. No ${shelf.kind} was written to ${shelf.where}: leave ${tooLarge.length === 1 ? "it" : "them"} out.`,
      );

    const placed: Placed[] = [];
    for (const { name, value = "" } of items) {
      const kept = value === "" ? exists(name) : isThere(name, value);
      if (kept || value === "") placed.push({ name, where, state: kept ? "kept" : "left" });
      else {
        try {
          await write(name, value);
        } catch (error) {
          throw stopped(items, placed, error);
        }
        placed.push({ name, where, state: "written" });
      }
    }
    const missing = items.filter((_, index) => placed[index]?.state === "left");
    if (missing.length === 0) return placed;
    throw new GithubError(
      `${written(placed)}There is no value for ${kindAnd(missing)}, and ${shelf.where} has none of that name yet. ${cureOf(missing)}`,
    );
  }

  function stopped(items: readonly Item[], placed: readonly Placed[], error: unknown): GithubError {
    const rest = items.slice(placed.length);
    const untried = rest.slice(1);
    const once = rest.some(isOnceOnly);
    const nothing = !placed.some(({ state }) => state === "written");
    return new GithubError(
      [
        nothing && error instanceof GithubError && error.maybeDone ? "" : written(placed),
        `${sentence(kindAnd(rest.slice(0, 1)))} failed: ${describe(error)} `,
        untried.length > 0 ? `Not tried: ${listed(untried)}. ` : "",
        once
          ? "When that is mended, run `generate-sdk-keys` with the same `github_…` inputs: Neon shows keys only when it makes them, so this step would not see them again."
          : "When that is mended, run the step again: it completes what is missing.",
      ].join(""),
    );
  }

  function written(placed: readonly Placed[]): string {
    const done = placed.filter(({ state }) => state === "written");
    return done.length > 0
      ? `Written to ${shelf.where}: ${listed(done)}. `
      : `Nothing was written to ${shelf.where}. `;
  }

  return { put, has: exists };
}

function cureOf(missing: readonly Item[]): string {
  if (missing.some(({ sealed }) => sealed)) return notSealed;
  return missing.some(isOnceOnly)
    ? "Neon shows keys only when it makes them: run `generate-sdk-keys` with the same `github_…` inputs for new ones."
    : "Neon's answer holds nothing for that: drop the line, or take another operation.";
}

const listed = (things: readonly { readonly name: string }[]): string =>
  named(things.map(({ name }) => name));

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
