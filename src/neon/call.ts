import type { InputName } from "../words/inputs.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A route as Neon's OpenAPI document spells it, with its method in front. */
export type Route = `${Method} /${string}`;

/** What may stand in a request. A `Secret` does not fit: it has to be revealed where it leaves. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };

/** One request to Neon: the path below `api_host`, encoded. */
export interface Call {
  readonly method: Method;
  readonly path: string;
  readonly body?: string;
  /** It leaves no trace and cannot be sent again, so that no socket may swallow it that the server has just closed. */
  readonly once?: true;
}

/** A request that changes nothing. */
export type Read = Call & { readonly method: "GET" };

type Placeholder<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The inputs that a route needs. */
export type InputsOf<R extends string> = Placeholder<R> & InputName;

/** Every placeholder of the route is an input; anything else does not compile. */
export type Checked<R extends string> = Placeholder<R> extends InputName ? R : never;

/** The same path in both of Neon's scopes, below what each of them has for Neon Auth. */
export const inBoth = <const M extends Method, const P extends string>(method: M, path: P) =>
  ({
    project: `${method} /projects/{project_id}/auth${path}`,
    branch: `${method} /projects/{project_id}/branches/{branch_id}/auth${path}`,
  }) as const;

export const methodOf = (route: Route): Method => route.slice(0, route.indexOf(" ")) as Method;

export const placeholdersOf = (route: Route): string[] =>
  [...route.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** The request to a route, with every placeholder filled in. */
export function fill(route: Route, values: Readonly<Partial<Record<string, unknown>>>): Call {
  const template = route.slice(route.indexOf("/"));
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`There is no ${name} for ${route}.`);
    return encodeURIComponent(String(values[name]));
  });
  return { method: methodOf(route), path };
}
