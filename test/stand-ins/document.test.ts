import ts from "typescript";
import { expect, test } from "vitest";
import { correctedDocument, type Schema } from "../emulator/document.ts";

/** What an operation takes and gives, with types written alike whether they come from a schema or from TypeScript. */
type Shape = { path: string; body: string; answer: string };

const document = correctedDocument();

const settings: ts.CompilerOptions = {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

function fileOf(module: string): string {
  const { resolvedModule } = ts.resolveModuleName(
    module,
    import.meta.filename,
    settings,
    ts.sys,
    undefined,
    undefined,
    ts.ModuleKind.ESNext,
  );
  if (!resolvedModule) throw new Error(`${module} is not installed`);
  return resolvedModule.resolvedFileName;
}

const program = ts.createProgram([fileOf("@neon/sdk/raw")], settings);
const checker = program.getTypeChecker();

/** By operation, in lower case: the generator of the types changes the case of some. */
function shapesOfDocument(): Record<string, Shape> {
  const operations = Object.entries(document.paths).flatMap(([path, { parameters: _, ...methods }]) =>
    Object.values(methods).map((operation) => ({ path, ...operation })),
  );
  const ofAuth = operations.filter(({ tags = [] }) => tags.some((tag) => tag.startsWith("Auth")));
  return Object.fromEntries(
    ofAuth.map(({ path, operationId, requestBody, responses }) => {
      const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
      const answer = success && "content" in success ? success.content : undefined;
      const shape = {
        path,
        body: ofSchema(requestBody?.content?.["application/json"]?.schema),
        answer: ofSchema(answer?.["application/json"]?.schema),
      };
      return [operationId.toLowerCase(), shape];
    }),
  );
}

const primitives: Record<string, string> = { integer: "number" };

function ofSchema(schema: Schema | undefined): string {
  if (!schema) return "nothing";
  const { $ref, oneOf, items, type } = schema;
  if ($ref) return ofSchema(document.components.schemas[$ref.split("/").at(-1) ?? ""]);
  if (oneOf) return union(oneOf.map(ofSchema));
  if (Array.isArray(schema.enum)) return union(schema.enum.map((one) => JSON.stringify(one)));
  if (items) return `[${ofSchema(items)}]`;
  if (type !== "object" && !schema.allOf) return primitives[`${type}`] ?? `${type}`;
  return fields(fieldsOf(schema));
}

type Field = { name: string; type: string; optional: boolean };

function fieldsOf(schema: Schema): Field[] {
  const { $ref, allOf = [], properties = {}, required = [] } = schema;
  if ($ref) return fieldsOf(document.components.schemas[$ref.split("/").at(-1) ?? ""] ?? {});
  const own = Object.entries(properties).map(([name, part]) => ({
    name,
    type: ofSchema(part),
    optional: true,
  }));
  return [...allOf.flatMap(fieldsOf), ...own].map((field) => ({
    ...field,
    optional: field.optional && !(required as string[]).includes(field.name),
  }));
}

const fields = (all: Field[]) =>
  `{ ${all
    .map(({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${type}`)
    .sort()
    .join("; ")} }`;

const union = (parts: string[]) => [...new Set(parts)].toSorted().join(" | ");

/** `FooData` has the path and the body of operation `foo`, `FooResponses` the answers by status. */
function shapesOfTypes(): Record<string, Shape> {
  const types = exportedTypes("@neon/sdk/raw");
  return Object.fromEntries(
    [...types].flatMap(([name, data]) => {
      const path = propertyOf(data, "url");
      if (!path?.isStringLiteral() || !/^\/projects\/.*\bauth\b/.test(path.value)) return [];
      const operation = name.replace(/Data$/, "");
      const answers = types.get(`${operation}Responses`)?.getProperties() ?? [];
      const body = propertyOf(data, "body");
      const shape = {
        path: path.value,
        body: body ? ofType(body) : "nothing",
        answer: union(answers.map((answer) => ofType(checker.getTypeOfSymbol(answer)))),
      };
      return [[operation.toLowerCase(), shape]];
    }),
  );
}

function exportedTypes(module: string): Map<string, ts.Type> {
  const source = program.getSourceFile(fileOf(module));
  const symbol = source && checker.getSymbolAtLocation(source);
  const found = symbol ? checker.getExportsOfModule(symbol) : [];
  return new Map(found.map((one) => [one.name, checker.getDeclaredTypeOfSymbol(aliased(one))]));
}

const aliased = (symbol: ts.Symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

function propertyOf(type: ts.Type, name: string): ts.Type | undefined {
  const found = type.getProperty(name);
  return found && checker.getTypeOfSymbol(found);
}

function ofType(type: ts.Type): string {
  if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.VoidLike)) return "nothing";
  if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
  if (type.isUnion())
    return union(type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined)).map(ofType));
  if (type.isStringLiteral()) return JSON.stringify(type.value);
  if (checker.isArrayType(type)) return `[${checker.getTypeArguments(type as ts.TypeReference).map(ofType)}]`;
  if (!type.isIntersection() && !(type.flags & ts.TypeFlags.Object)) return checker.typeToString(type);
  return fields(
    type.getProperties().map((property) => ({
      name: property.name,
      type: ofType(checker.getTypeOfSymbol(property)),
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    })),
  );
}

test("the document of Neon Auth, as it is corrected, says what Neon's newest types say", () => {
  const shapes = shapesOfDocument();
  expect(shapes).toHaveProperty("sendneonauthemailprovidertest.body", "{ recipient_email: string }");
  expect(shapes).toEqual(shapesOfTypes());
});
