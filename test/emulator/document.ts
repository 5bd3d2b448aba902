import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Ajv2019, type ErrorObject, type ValidateFunction } from "ajv/dist/2019.js";
import formats from "ajv-formats";
import { parse } from "yaml";
import { matcher } from "./match.ts";

export type Route = {
  /** As in the document: `POST /projects/auth/create`. */
  key: string;
  method: string;
  path: string;
  operationId: string;
  tags: readonly string[];
  deprecated: boolean;
  internal: boolean;
};

export type NeonDocument = {
  routes: readonly Route[];
  matchRoute(method: string, pathname: string): { route: Route; params: Record<string, string> } | undefined;
  /** `params` are those of the path and of the query, as text. No problems: an empty list. */
  validateRequest(route: Route, params: Record<string, string>, body: unknown): string[];
  validateAnswer(route: Route, status: number, body: unknown): string[];
};

export type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  [keyword: string]: unknown;
};
type Content = { content?: { "application/json"?: { schema?: Schema } } };
type Referable<T> = T | { $ref: string };
type Parameter = { name: string; in: "path" | "query"; required?: boolean; schema: Schema };
type Operation = {
  operationId: string;
  tags?: string[];
  deprecated?: boolean;
  "x-internal"?: boolean;
  parameters?: Referable<Parameter>[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Referable<Content>>;
};
type PathItem = { [method: string]: Operation } & { parameters?: Referable<Parameter>[] };
export type OpenApi = { paths: Record<string, PathItem>; components: { schemas: Record<string, Schema> } };
type Check = ValidateFunction | undefined;
type Checks = { params: ValidateFunction; body: Check; bodyRequired: boolean; success: Check; error: Check };

const methods = ["get", "post", "put", "patch", "delete"];
let cached: NeonDocument | undefined;

/** Neon's OpenAPI document, as the npm package `@neondatabase/api-client` ships it. */
export function neonDocument(): NeonDocument {
  cached ??= load();
  return cached;
}

/** Neon's document itself, with what `corrections` knows better. */
export function correctedDocument(): OpenApi {
  const file = createRequire(import.meta.url).resolve(
    "@neondatabase/api-client/public-v2-for-users.gen.yaml",
  );
  return merged(readKept(readFileSync(file, "utf8")), corrections) as OpenApi;
}

const cache = fileURLToPath(new URL("../../node_modules/.cache/neon-auth-action/", import.meta.url));

/** What a text of YAML says. It is kept as JSON: every test file and every demo would read YAML for half a second. */
function readKept(yaml: string): unknown {
  const kept = `${cache}${createHash("sha256").update(yaml).digest("hex")}.json`;
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  const value = parse(yaml);
  mkdirSync(cache, { recursive: true });
  // Several processes may do this at once, and none may read half of it.
  const own = `${kept}.${process.pid}`;
  writeFileSync(own, JSON.stringify(value));
  renameSync(own, kept);
  return value;
}

function load(): NeonDocument {
  const document = correctedDocument();
  const routes: Route[] = [];
  const checks = new Map<Route, () => Checks>();
  const compile = compiler(document);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const route = {
        key: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        operationId: operation.operationId,
        tags: operation.tags ?? [],
        deprecated: operation.deprecated ?? false,
        internal: operation["x-internal"] ?? false,
      };
      routes.push(route);
      let compiled: Checks | undefined;
      checks.set(route, () => {
        compiled ??= compile(operation, item.parameters ?? []);
        return compiled;
      });
    }
  }
  const checksOf = (route: Route): Checks => {
    const found = checks.get(route)?.();
    if (!found) throw new Error(`${route.key} is not in Neon's document`);
    return found;
  };
  const byKey = new Map(routes.map((route) => [route.key, route]));
  const match = matcher(byKey.keys());
  return {
    routes,
    matchRoute(method, pathname) {
      const found = match(method, pathname);
      const route = found && byKey.get(found.key);
      return route && { route, params: found.params };
    },
    validateRequest(route, params, body) {
      const check = checksOf(route);
      const problems = problemsOf(check.params, { ...params }, "parameters");
      if (body === undefined) return check.bodyRequired ? [...problems, "body is missing"] : problems;
      return [...problems, ...(check.body ? problemsOf(check.body, body, "body") : ["body is not expected"])];
    },
    validateAnswer(route, status, body) {
      const { success, error } = checksOf(route);
      const check = status >= 400 ? error : success;
      if (body !== undefined)
        return check ? problemsOf(check, body, "answer") : ["answer has an unexpected body"];
      const mayBeEmpty = !check || (status < 400 && route.method === "DELETE");
      return mayBeEmpty ? [] : ["answer has no body"];
    },
  };
}

function compiler(document: OpenApi): (operation: Operation, shared: Referable<Parameter>[]) => Checks {
  const schemas = mapValues(document.components.schemas, strict);
  const settings = { strict: false, allErrors: true, validateSchema: false, logger: false } as const;
  const json = withSchemas(new Ajv2019(settings), schemas);
  // Parameters arrive as text; `coerceTypes` reads them as what the document says they are.
  const text = withSchemas(new Ajv2019({ ...settings, coerceTypes: true }), schemas);

  const deref = <T extends object>(node: Referable<T>): T => {
    if (!("$ref" in node)) return node;
    const steps = node.$ref.slice("#/".length).split("/");
    return steps.reduce((at: unknown, step) => (at as Record<string, unknown>)[step], document) as T;
  };
  const check = (content: Referable<Content> | undefined): Check => {
    const schema = content && deref(content).content?.["application/json"]?.schema;
    return schema && json.compile(value(schema));
  };
  return ({ parameters = [], requestBody, responses }, shared) => {
    const all = [...shared, ...parameters].map(deref);
    return {
      params: text.compile({
        type: "object",
        properties: Object.fromEntries(all.map(({ name, schema }) => [name, strict(schema)])),
        required: all.filter(({ required }) => required).map(({ name }) => name),
        additionalProperties: false,
      }),
      body: check(requestBody),
      bodyRequired: requestBody?.required ?? false,
      success: check(Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1]),
      error: check(responses.default),
    };
  };
}

const named = (schema: string): Schema => ({ $ref: `#/components/schemas/${schema}` });
const content = (schema: string) => ({ content: { "application/json": { schema: named(schema) } } });
const answering = (schema: string) => ({ responses: { 200: content(schema) } });
const idIn = (name: string) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[a-z0-9-]{1,60}$" },
});

/** Either of two servers, told apart by `type`, which neither of them declares. */
const serverOf = (standard: string): Schema => {
  const alternative = (type: string, schema: string): Schema => ({
    allOf: [named(schema)],
    required: ["type"],
    properties: { type: { type: "string", enum: [type] } },
  });
  return {
    type: "object",
    oneOf: [alternative("standard", standard), alternative("shared", "SharedEmailServer")],
  };
};

const onBranch = "/projects/{project_id}/branches/{branch_id}/auth";
const emailServerAnswers = {
  get: answering("NeonAuthEmailServerConfigResponse"),
  patch: answering("NeonAuthEmailServerConfigResponse"),
};

/**
 * The document's faults and what Neon's API has had since, as a merge patch (RFC 7396: `null` removes). It is the only
 * place where the document is changed; the types of `@neon/sdk`, which are newer, are what it is compared with.
 */
const corrections = {
  paths: {
    [`${onBranch}/config`]: { patch: { "x-internal": null } },
    [`${onBranch}/send_test_email`]: { post: { deprecated: true } },
    [`${onBranch}/email_provider`]: emailServerAnswers,
    "/projects/{project_id}/auth/email_server": emailServerAnswers,
    [`${onBranch}/email_provider/test`]: {
      parameters: ["project_id", "branch_id"].map(idIn),
      post: {
        operationId: "sendNeonAuthEmailProviderTest",
        tags: ["Auth"],
        requestBody: { required: true, ...content("SendNeonAuthEmailProviderTestRequest") },
        responses: {
          ...answering("SendNeonAuthTestEmailResponse").responses,
          default: { $ref: "#/components/responses/GeneralError" },
        },
      },
    },
  },
  components: {
    schemas: {
      NeonAuthEmailServerConfig: { ...serverOf("StandardEmailServer"), discriminator: null },
      NeonAuthEmailServerConfigResponse: serverOf("StandardEmailServerResponse"),
      NeonAuthPluginConfigs: { properties: { email_provider: named("NeonAuthEmailServerConfigResponse") } },
      StandardEmailServer: { required: null },
      StandardEmailServerResponse: {
        allOf: [named("StandardEmailServer")],
        required: ["host", "port", "username", "password", "sender_email", "sender_name"],
      },
      SendNeonAuthTestEmailRequest: {
        required: ["host", "port", "username", "password", "sender_email", "sender_name", "recipient_email"],
      },
      SendNeonAuthEmailProviderTestRequest: {
        type: "object",
        required: ["recipient_email"],
        properties: {
          recipient_email: { type: "string", format: "email", minLength: 1, maxLength: 256 },
        },
      },
    },
  },
};

function merged(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result = isMap(target) ? { ...target } : {};
  for (const [key, part] of Object.entries(patch)) {
    if (part === null) delete result[key];
    else result[key] = merged(result[key], part);
  }
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A schema that refuses unknown keys of the values inside it, with references that work from anywhere. */
function strict(schema: Schema): Schema {
  const { $ref, properties, items, additionalProperties, allOf, oneOf, anyOf } = schema;
  return {
    ...schema,
    ...($ref && { $ref: `neon${$ref}` }),
    ...(properties && { properties: mapValues(properties, value) }),
    ...(items && { items: value(items) }),
    ...(typeof additionalProperties === "object" && { additionalProperties: value(additionalProperties) }),
    ...(allOf && { allOf: allOf.map(strict) }),
    ...(oneOf && { oneOf: oneOf.map(strict) }),
    ...(anyOf && { anyOf: anyOf.map(strict) }),
  };
}

/** Where a whole value stands, so that all its keys are known; a part of `allOf` knows only some of them. */
function value(schema: Schema): Schema {
  return { ...strict(schema), unevaluatedProperties: false };
}

function withSchemas(ajv: Ajv2019, schemas: Record<string, Schema>): Ajv2019 {
  formats.default(ajv);
  return ajv.addSchema({ $id: "neon", components: { schemas } });
}

function problemsOf(check: ValidateFunction, data: unknown, what: string): string[] {
  return check(data) ? [] : [...new Set((check.errors ?? []).map((error) => problem(error, what)))];
}

function problem({ instancePath, message, params }: ErrorObject, what: string): string {
  const place = `${what}${instancePath.replaceAll("/", ".")}`;
  const unknown = params.unevaluatedProperty ?? params.additionalProperty;
  if (unknown !== undefined) return `${place}.${unknown} is not known`;
  const allowed = params.allowedValues;
  return `${place} ${message}${Array.isArray(allowed) ? `: ${allowed.join(", ")}` : ""}`;
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, change(item)]));
}
