import { z } from 'zod';

/**
 * The part of JSON Schema 2020-12 that zod writes for our events. A word outside of it stops the comparison with an
 * error: a check that skips what it does not know would promise too much.
 */
export const JsonSchema = z.strictObject({
  $schema: z.string().optional(),
  $id: z.string().optional(),
  $ref: z.string().optional(),
  get $defs() {
    return z.record(z.string(), JsonSchema).optional();
  },
  title: z.string().optional(),
  description: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  // Words that a release knows of an open list: documentation, and no part of the promise.
  'x-known-values': z.array(z.string()).optional(),
  'x-event': z.strictObject({ type: z.string(), topic: z.string(), personal: z.boolean() }).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  const: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  get anyOf() {
    return z.array(JsonSchema).optional();
  },
  get properties() {
    return z.record(z.string(), JsonSchema).optional();
  },
  required: z.array(z.string()).optional(),
  get additionalProperties() {
    return z.union([z.boolean(), JsonSchema]).optional();
  },
  get propertyNames() {
    return JsonSchema.optional();
  },
  get items() {
    return JsonSchema.optional();
  },
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().optional(),
});
export type JsonSchema = z.infer<typeof JsonSchema>;

type Definitions = Readonly<Record<string, JsonSchema>>;

/** A schema without references and unions, and the definitions that its parts may refer to. */
export type Node = { readonly schema: JsonSchema; readonly definitions: Definitions };

export const rootNode = (document: unknown): Node => {
  const schema = JsonSchema.parse(document);
  return { schema, definitions: schema.$defs ?? {} };
};

const DEFINITION = '#/$defs/';

/** Follows the reference; what stands beside it counts too. */
export const resolved = (node: Node): Node => {
  const { $ref, ...beside } = node.schema;
  if ($ref === undefined) return node;
  const target = $ref.startsWith(DEFINITION) ? node.definitions[$ref.slice(DEFINITION.length)] : undefined;
  if (target === undefined) throw new Error(`the reference ${$ref} leads nowhere`);
  return resolved({ schema: { ...target, ...beside }, definitions: node.definitions });
};

/** The simple schemas of which a value matches one: unions are opened, enumerations give one constant each. */
export const alternativesOf = (node: Node): readonly Node[] => {
  const { schema, definitions } = resolved(node);
  const of = (part: JsonSchema): Node => ({ schema: part, definitions });
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((part) => alternativesOf(of(part)));
  if (schema.enum !== undefined) return schema.enum.map((value) => of({ const: value }));
  if (Array.isArray(schema.type)) return schema.type.map((type) => of({ ...schema, type }));
  return [of(schema)];
};

const constantText = ({ schema }: Node): string | undefined =>
  schema.const === undefined ? undefined : JSON.stringify(schema.const);

/** `string or null`, `"a" or "b"`: for sentences. */
export const wordsFor = (alternatives: readonly Node[]): string =>
  [...new Set(alternatives.map((node) => constantText(node) ?? String(node.schema.type ?? 'anything')))].join(' or ');
