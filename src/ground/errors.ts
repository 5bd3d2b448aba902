/** You must act: something is wrong with what the workflow says. Carries every problem found, never a value. */
export class InputError extends Error {
  override name = "InputError";

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? `${problems[0]}`
        : `${problems.length} problems with the inputs of this step:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
  }
}

/** Neon said no: its status, message and request ID, and the cure where there is one. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  /** Neon's own message, as it came. Not for printing. */
  readonly said: string;
  /** Whether the request may have been carried out all the same. */
  unknown: boolean;

  readonly requestId: string;

  constructor(
    message: string,
    answer: { status: number; said: string; requestId: string; unknown: boolean },
  ) {
    super(message);
    this.status = answer.status;
    this.said = answer.said;
    this.requestId = answer.requestId;
    this.unknown = answer.unknown;
  }
}

/** Neon answered, but not with what its API promises. Says which fields are missing, never what came instead. */
export class AnswerError extends Error {
  override name = "AnswerError";
  /** Whether something else may have answered in place of Neon, so that nobody knows what became of a write. */
  unknown: boolean;

  constructor(message: string, unknown = false) {
    super(message);
    this.unknown = unknown;
  }
}

/** No complete answer came. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
  /** Whether the request may have been carried out all the same. */
  unknown: boolean;

  constructor(message: string, unknown: boolean) {
    super(message);
    this.unknown = unknown;
  }
}

/** The operation is done, but its values are not everywhere they were to go. */
export class DeliveryError extends Error {
  override name = "DeliveryError";

  constructor(operation: string, failures: readonly string[]) {
    super(
      [
        `\`${operation}\` itself is done and its outputs are set, but not all values are where they should go.`,
        ...failures.map((failure) => `- ${failure.replaceAll("\n", " ")}`),
      ].join("\n"),
    );
  }
}

/** A text for anything that can be thrown, so that no step fails without a reason. */
export function describe(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  return (
    text.trim() || "The step failed without saying why. Run it again with debug logging and report this."
  );
}
