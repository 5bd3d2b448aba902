/** One request to GitHub. */
export interface GithubCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the address of the API, or an address of its own. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A POST that only reads, and may be sent again. */
  readonly reads?: true;
}

/** An answer of GitHub. Headers are in lower case. */
export interface GithubAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** The permission that a request needs, for who lacks it. */
export interface Need {
  /** What it is called where tokens are made. */
  readonly permission: string;
  /** The same for a classic token. */
  readonly classicScope: string;
  /** What to do if the token is the job's own `GITHUB_TOKEN`. */
  readonly jobTokenCure: string;
}
