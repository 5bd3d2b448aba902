export type Matched = { key: string; params: Record<string, string> };

/** Finds the key (`GET /projects/{project_id}`) that a request belongs to. Fixed parts win over placeholders. */
export function matcher(keys: Iterable<string>): (method: string, pathname: string) => Matched | undefined {
  const patterns = [...keys].map((key) => {
    const [method = "", template = ""] = key.split(" ");
    const pattern = template.replaceAll(/[.]/g, "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return { key, method, pattern: new RegExp(`^${pattern}$`), placeholders: template.split("{").length };
  });
  patterns.sort((a, b) => a.placeholders - b.placeholders);
  const byMethod = Map.groupBy(patterns, ({ method }) => method);

  return (method, pathname) => {
    for (const { key, pattern } of byMethod.get(method) ?? []) {
      const found = pattern.exec(pathname);
      if (found) {
        const raw = Object.entries(found.groups ?? {});
        return { key, params: Object.fromEntries(raw.map(([name, value]) => [name, decoded(value)])) };
      }
    }
    return undefined;
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
