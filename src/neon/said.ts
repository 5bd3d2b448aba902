import { fieldsOf } from "../ground/json.ts";
/** What the body of an error says. */
export interface Said {
  readonly message: string;
  readonly code: string;
  readonly requestId: string;
  /** Whether it is Neon's own word: a proxy or a router answers in other forms. */
  readonly fromNeon: boolean;
}

/** Neon's envelope has texts `message` and `code`. What others write is understood for showing it, too. */
export function readSaid(json: unknown): Said {
  const outer = fieldsOf(json);
  const [error] = [outer.error ?? outer.errors].flat();
  const inner = fieldsOf(error);
  const { error_description } = outer;
  return {
    message: firstText(outer.message, inner.message, error_description, error),
    code: firstText(outer.code, inner.code, error_description && error),
    requestId: firstText(outer.request_id, inner.request_id),
    fromNeon: typeof outer.message === "string" && typeof outer.code === "string",
  };
}

const firstText = (...values: readonly unknown[]): string =>
  values
    .flat()
    .find((value) => typeof value === "string" && value !== "")
    ?.toString() ?? "";
