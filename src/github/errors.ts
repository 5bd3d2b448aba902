/** GitHub said no, or nothing. The message says who can act; it never holds a value. */
export class GithubError extends Error {
  override name = "GithubError";
  /** `undefined` if no complete answer came. */
  readonly status: number | undefined;
  /** Whether the request may have been carried out all the same. */
  readonly unknown: boolean;

  constructor(message: string, { status, unknown = false }: { status?: number; unknown?: boolean } = {}) {
    super(message);
    this.status = status;
    this.unknown = unknown;
  }
}
