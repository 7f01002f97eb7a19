import { mergeDocuments, type OpenApiDocument } from './merge.rules';

const documentOf = (paths: OpenApiDocument['paths'], schemas: Record<string, unknown> = {}): OpenApiDocument => ({
  info: { title: 'x', version: '1', description: 'Of all.' },
  paths,
  components: { schemas },
});
const reference = (name: string) => ({ get: { responses: { 200: { $ref: `#/components/schemas/${name}` } } } });

describe('one OpenAPI document of several', () => {
  it('has the public paths of each service and one copy of what they share', () => {
    const merged = mergeDocuments(
      documentOf({ '/v1/own': {} }, { Id: { type: 'string' } }),
      [
        { service: 'a', document: documentOf({ '/v1/a': {}, '/internal': {} }, { Id: { type: 'string' }, A: {} }) },
        { service: 'b', document: documentOf({ '/v1/b': {} }, { Id: { type: 'string' } }) },
      ],
      (_service, path) => path.startsWith('/v1/'),
    );
    expect(Object.keys(merged.paths)).toEqual(['/v1/own', '/v1/a', '/v1/b']);
    expect(Object.keys(merged.components.schemas ?? {}).sort()).toEqual(['A', 'Id']);
  });

  it('keeps two different things of one name apart', () => {
    const merged = mergeDocuments(
      documentOf({}, { Row: { type: 'string' } }),
      [{ service: 'b', document: documentOf({ '/b': reference('Row') }, { Row: { type: 'object' } }) }],
      () => true,
    );
    expect(merged.components.schemas).toEqual({ Row: { type: 'string' }, 'Row-b': { type: 'object' } });
    expect(merged.paths['/b']).toEqual(reference('Row-b'));
  });

  it('says which service is missing', () => {
    const merged = mergeDocuments(documentOf({}), [{ service: 'b', document: undefined }], () => true);
    expect(merged).toMatchObject({
      info: { description: expect.stringMatching(/^Of all\.\n\nNot listed now.*: b\./) },
      'x-unavailable-services': ['b'],
    });
  });
});
