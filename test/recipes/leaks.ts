/** Looks for the secrets of a job wherever its steps, put together, could have let them out. */
import type { IncomingHttpHeaders } from "node:http";
import type { Github } from "../emulator/github/server.ts";
import type { Neon } from "../emulator/server.ts";
import { findLeaks, leakPlaces } from "../runner/leaks.ts";
import type { PlayedStep } from "./play.ts";

type Texts = Readonly<Record<string, string>>;

interface Sent {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Inputs that Neon has nothing to do with. */
const notForNeon = ["github_token", "private-key", "seal_key"];

/** Masked unless a step says otherwise, and still no secrets: an application may have them in a variable. */
const publicOutputs = ["pub_client_key", "jwks_url"];

/** Throws if a secret of one step stands in what another one prints, or in what is sent to whom it is not for. */
export function checkLeaks(
  played: readonly PlayedStep[],
  given: readonly string[],
  jobOutputs: Texts,
  { neon, github }: { neon: Neon; github: Github },
): void {
  const results = played.flatMap(({ result }) => result ?? []);
  const secrets = [...new Set([...given, ...results.flatMap(({ masks }) => masks)])];
  const foreign = played.flatMap(({ inputs = {} }) => notForNeon.flatMap((name) => inputs[name] ?? []));

  const isAboutVariables = ({ path }: Sent) => path.includes("/variables");
  const shown = new Set(
    results.flatMap(({ outputs }) => publicOutputs.flatMap((name) => outputs[name] ?? [])),
  );
  const found = [
    ...leaksIn(secrets, {
      "outputs of the job": Object.values(jobOutputs).join("\n"),
      "requests to GitHub": github.requests
        .filter((request) => !isAboutVariables(request))
        .map(sent)
        .join("\n"),
    }),
    ...leaksIn(
      secrets.filter((secret) => !shown.has(secret)),
      { "variables of GitHub": github.requests.filter(isAboutVariables).map(sent).join("\n") },
    ),
    ...leaksIn(foreign, { "requests to Neon": neon.requests.map(sent).join("\n") }),
  ];
  for (const { result, inputs = {} } of played) {
    if (!result) continue;
    const { env = "", ...places } = leakPlaces(result);
    const exported = new Set(inputs.export_env ? Object.values(result.outputs) : []);
    const others = secrets.filter((secret) => !exported.has(secret));
    const forOthers = Object.values(result.jobOutputs).join("\n");
    found.push(
      ...leaksIn(secrets, { ...places, "outputs for other jobs": forOthers }),
      ...leaksIn(others, { env }),
    );
  }
  if (found.length > 0) throw new Error(`A recipe leaks: ${JSON.stringify(found)}`);
}

/** The token of a request belongs where it stands. */
const sent = ({ path, headers: { authorization: _, ...headers }, text }: Sent): string =>
  JSON.stringify({ path, headers, text });

const leaksIn = (secrets: readonly string[], places: Texts) =>
  // The public `base_url` is most of the `jwks_url` that is masked, so a part of that one is no leak.
  findLeaks(secrets, places).filter(
    ({ secret, encoding }) => !(encoding.endsWith("half") && secrets[secret]?.endsWith("/jwks.json")),
  );
