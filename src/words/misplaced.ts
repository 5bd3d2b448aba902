/** Secrets that are known by how they begin, and the inputs that they go into. */
const kinds = [
  { what: "a Neon API key", input: "api_key", looks: /^napi_\w{16,}$/ },
  { what: "a GitHub token", input: "github_token", looks: /^(gh[oprsu]|github_pat)_\w{16,}$/ },
  { what: "a connection string", input: "database_url", looks: /^postgres(ql)?:\/\/\S+$/ },
] as const;

/** What is wrong with an input that holds the secret of another one, which would be shown or sent to somebody else. */
export function misplaced(name: string, text: string): string | undefined {
  const kind = kinds.find(({ input, looks }) => input !== name && looks.test(text.trim()));
  return kind && `\`${name}\` holds ${kind.what}, which goes into \`${kind.input}\`.`;
}
