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
}

export const methodOf = (route: Route): Method => route.slice(0, route.indexOf(" ")) as Method;

/** The request to a route, with every placeholder filled in. */
export function fill(route: Route, values: Readonly<Partial<Record<InputName, unknown>>>): Call {
  const template = route.slice(route.indexOf("/"));
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: InputName) =>
    encodeURIComponent(String(values[name])),
  );
  return { method: methodOf(route), path };
}
