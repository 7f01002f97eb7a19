import { z } from 'zod';

/** Only what merging touches; the rest of a document passes as it is. */
export const OpenApiDocument = z.looseObject({
  paths: z.record(z.string(), z.looseObject({})).default({}),
  components: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type OpenApiDocument = z.infer<typeof OpenApiDocument>;

export type Source = { readonly service: string; readonly document: OpenApiDocument | undefined };

const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Renames references inside one document, for a schema whose name another service uses for something else. */
const renamed = (document: OpenApiDocument, names: ReadonlyMap<string, string>): OpenApiDocument => {
  if (names.size === 0) return document;
  const text = JSON.stringify(document).replace(/"#\/components\/schemas\/([^"]+)"/g, (whole, name: string) =>
    names.has(name) ? `"#/components/schemas/${names.get(name)}"` : whole,
  );
  const copy = OpenApiDocument.parse(JSON.parse(text));
  const schemas = Object.entries(copy.components.schemas ?? {}).map(([name, schema]) => [
    names.get(name) ?? name,
    schema,
  ]);
  return { ...copy, components: { ...copy.components, schemas: Object.fromEntries(schemas) } };
};

const conflictsOf = (document: OpenApiDocument, taken: Record<string, unknown>, service: string) =>
  new Map(
    Object.entries(document.components.schemas ?? {})
      .filter(([name, schema]) => name in taken && !sameJson(taken[name], schema))
      .map(([name]) => [name, `${name}-${service}`]),
  );

const noteOf = (missing: readonly string[]): string =>
  missing.length === 0
    ? ''
    : `\n\nNot listed now, because the service does not answer: ${missing.join(', ')}. Ask again in a few seconds.`;

/**
 * One OpenAPI 3.1 document of the gateway's own and the services' documents. Only paths that `isPublic` accepts are
 * taken, so that the document never promises what the door does not pass on. The order of sources decides the names.
 */
export const mergeDocuments = (
  own: OpenApiDocument,
  sources: readonly Source[],
  isPublic: (service: string, path: string) => boolean,
): OpenApiDocument => {
  const merged = structuredClone(own);
  for (const { service, document } of sources) {
    if (document === undefined) continue;
    const fitted = renamed(document, conflictsOf(document, merged.components.schemas ?? {}, service));
    for (const [path, item] of Object.entries(fitted.paths))
      if (isPublic(service, path)) merged.paths[path] = { ...merged.paths[path], ...item };
    for (const [kind, entries] of Object.entries(fitted.components))
      merged.components[kind] = { ...entries, ...merged.components[kind] };
  }
  const missing = sources.filter(({ document }) => document === undefined).map(({ service }) => service);
  const info = z.looseObject({ description: z.string().default('') }).parse(merged.info ?? {});
  return {
    ...merged,
    info: { ...info, description: `${info.description}${noteOf(missing)}` },
    ...(missing.length === 0 ? {} : { 'x-unavailable-services': missing }),
  };
};
