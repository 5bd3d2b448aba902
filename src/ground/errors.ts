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

/** You must act: a file of the repository has mistakes, each on a line. They say nothing of what is in it. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly file: string;
  readonly mistakes: readonly { readonly line: number; readonly text: string }[];

  constructor(file: string, mistakes: ConfigError["mistakes"]) {
    const list = mistakes.map(({ line, text }) => `Line ${line}: ${text}`);
    super(
      list.length === 1
        ? `${file}, line ${mistakes[0]?.line}: ${mistakes[0]?.text}`
        : [`${list.length} mistakes in ${file}:`, ...list.map((text) => `- ${text}`)].join("\n"),
    );
    this.file = file;
    this.mistakes = mistakes;
  }
}

/** A plan is refused, or was not carried out to its end. */
export class PlanError extends Error {
  override name = "PlanError";
}

/** What is there is not what the file says. */
export class DriftError extends Error {
  override name = "DriftError";
}

/** A request to Neon failed. */
class RequestError extends Error {
  /** Whether the request may have been carried out all the same. */
  readonly maybeDone: boolean;

  constructor(message: string, maybeDone: boolean, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.maybeDone = maybeDone;
  }
}

/** Neon said no: its status, message and request ID, and the cure where there is one. */
export class ApiError extends RequestError {
  override name = "ApiError";
  readonly status: number;
  /** Neon's own message, as it came. Not for printing. */
  readonly said: string;
  readonly requestId: string;
  /** Whether these are Neon's own words, and not those of something in between, which proves nothing. */
  readonly fromNeon: boolean;

  constructor(
    message: string,
    answer: Pick<ApiError, "status" | "said" | "requestId" | "fromNeon" | "maybeDone">,
  ) {
    super(message, answer.maybeDone);
    this.status = answer.status;
    this.said = answer.said;
    this.requestId = answer.requestId;
    this.fromNeon = answer.fromNeon;
  }
}

/** Neon answered, but not with what its API promises. Says which fields are missing, never what came instead. */
export class AnswerError extends RequestError {
  override name = "AnswerError";

  constructor(message: string, maybeDone = false) {
    super(message, maybeDone);
  }
}

/** No complete answer came. */
export class ConnectionError extends RequestError {
  override name = "ConnectionError";
}

/** A write may have been carried out, and even looking or a second try does not tell. The cause is what came last. */
export class InDoubt extends RequestError {
  override name = "InDoubt";

  constructor(message: string, cause: unknown) {
    super(message, true, cause);
  }
}

/** Whether a write may have been carried out although it failed here. */
export const isUnknown = (error: unknown): error is RequestError =>
  error instanceof RequestError && error.maybeDone;

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

/** The file of outputs cannot be written, so that later steps get nothing of what the step did from here on. */
export class OutputError extends Error {
  override name = "OutputError";

  constructor(cause: unknown) {
    const { code = "no reason given" } = Object(cause) as { code?: string };
    super(
      `The outputs could not be written to the file that \`GITHUB_OUTPUT\` names (${code}). Make room on the disk of the runner.`,
      { cause },
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
