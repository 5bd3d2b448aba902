import { isDeepStrictEqual } from "node:util";
import { unreadable } from "../../engine/doubt.ts";
import { writeOrRepeat } from "../../engine/session.ts";
import { AnswerError } from "../../ground/errors.ts";
import { revealed } from "../../ground/secret.ts";
import { denied } from "../fields.ts";
import { type Look, seen, type Writes } from "../record.ts";

/** Puts absolute values. A look, where there is one, shows whether they are there already. */
export const sets = <Inputs, Answer>(look: Look<Inputs, Answer> | undefined): Writes<Inputs, Answer> => ({
  writes: true,
  async run(bound, session) {
    const call = bound.call();
    const before = look && (await seen(bound, session, look).catch(unreadable));
    const shown = before && bound.learn(session, before);
    // A PUT also resets what is not given, so what is given being there is not enough.
    if (shown && bound.differences(before).length === 0 && call.method !== "PUT")
      return { reading: shown, changed: false };

    const { answer, repeated } = await writeOrRepeat(session, call);
    // Two answers, of which one is lost, are no proof of what holds now.
    const late = repeated && look ? await seen(bound, session, look) : undefined;
    const after = late ?? bound.answer(answer);
    const reading = bound.learn(session, after);
    const left = bound.differences(after);
    const same = before !== undefined && isDeepStrictEqual(revealed(before), revealed(after));
    const refused = denied(left);
    session.progress.changed = !same || (left.length > 0 && refused.length === 0);
    if (refused.length > 0)
      throw new AnswerError(
        `Neon accepted the request, but shows another value for ${refused.join(", ")} than was asked for.`,
      );
    return { reading, changed: session.progress.changed };
  },
});
