import * as z from "zod/mini";
import { GithubError } from "../../github/errors.ts";
import { backoff } from "../../ground/pauses.ts";
import { reveal } from "../../ground/secret.ts";
import { ownSharing, type Sharing } from "./sharing.ts";
import type { Preflight } from "./writer.ts";

const variable = z.object({ value: z.string() });

export const openVariables: Preflight = async (github, target, names) => {
  const shelf = target.variables;
  const list = await github.look(`${shelf.path}?per_page=1`, z.object({ total_count: z.number() }), shelf);
  if (!list) return undefined;

  const look = (name: string) => github.look(`${shelf.path}/${name}`, variable, shelf);
  const values = new Map<string, string>();
  let sharing: Sharing | undefined;
  for (const name of names) {
    const found = await look(name);
    if (found) values.set(name, found.value);
    else if (shelf.shared) sharing ??= await ownSharing(github, target, shelf);
  }

  /** A PATCH leaves everything as it is that it does not name, so also who sees the variable. */
  const update = (name: string, value: string) =>
    github.send({ method: "PATCH", path: `${shelf.path}/${name}`, body: { value } }, shelf);
  const create = (name: string, value: string) =>
    github.send({ method: "POST", path: shelf.path, body: { name, value, ...sharing } }, shelf);

  return {
    shelf,
    exists: (name) => values.has(name),
    isThere: (name, value) => values.get(name) === reveal(value),
    async write(name, given) {
      const value = reveal(given);
      if (values.has(name)) return void (await update(name, value));
      for (let tries = 1; ; tries++) {
        try {
          return void (await create(name, value));
        } catch (error) {
          if (!(error instanceof GithubError && (error.maybeDone || error.status === 409))) throw error;
          const found = await look(name);
          if (found?.value === value) return;
          if (found) return void (await update(name, value));
          if (tries > github.retries) throw error;
          await github.budget.wait(backoff(tries));
        }
      }
    },
  };
};
