/** What is wrong with a name of a secret or variable, by GitHub's rules. Completes "the name …", without the name. */
export function githubNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_]+$/.test(name)) return "must consist of letters, digits and `_`";
  if (/^\d/.test(name)) return "must not start with a digit";
  if (/^GITHUB_/i.test(name)) return "must not start with `GITHUB_`, which GitHub keeps for itself";
  return undefined;
}
