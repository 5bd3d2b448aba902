/** GitHub said no, or nothing. The message says who can act; it never holds a value. */
export class GithubError extends Error {
  override name = "GithubError";
  /** Of the answer that is an error, if there is one. */
  readonly status: number | undefined;
  /** Whether the request may have been carried out all the same. */
  readonly maybeDone: boolean;

  constructor(message: string, { status, maybeDone = false }: { status?: number; maybeDone?: boolean } = {}) {
    super(message);
    this.status = status;
    this.maybeDone = maybeDone;
  }
}
