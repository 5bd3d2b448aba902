import type { Session } from "../../engine/operation.ts";
import type { Outcome } from "../../engine/outcome.ts";
import type { Read } from "../../neon/call.ts";
import type { Bound } from "../record.ts";

/** Changes nothing. */
export const reads = {
  writes: false,
  run: async <A>(bound: Bound<unknown, A>, session: Session): Promise<Outcome> => {
    const answer = bound.answer(await session.read(bound.call() as Read));
    return { reading: bound.learn(session, answer), changed: false };
  },
} as const;
