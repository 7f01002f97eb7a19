import { Problem } from '@ansinh/contracts/catalogue/problems';
import { z } from 'zod';
import { routeBuilders } from '../routes/route-builders';
import { type OpenApiDocument, openApiOf } from './document';

const { route } = routeBuilders<object>();
const Thing = z.object({ id: z.string(), amountVnd: z.string() }).meta({ id: 'Thing' });
const THING = { id: 't-1', amountVnd: '1250000' } as const;
const door = { tag: 'Test', permission: 'payout:read', problems: ['request.not-found'] } as const;
const never = async (): Promise<never> => {
  throw new Error('nobody asks');
};

const document = openApiOf(
  [
    route({
      ...door,
      method: 'put',
      path: '/things/:id/years/:year',
      summary: 'Change a thing',
      idempotent: true,
      params: z.object({ id: z.string(), year: z.coerce.number().int() }),
      query: z.object({ limit: z.coerce.number().int().optional(), day: z.string().optional() }),
      body: z.object({ amountVnd: z.string() }),
      reply: Thing,
      example: {
        params: { id: 't-1', year: '2026' },
        query: { limit: '20' },
        body: { amountVnd: '1250000' },
        reply: THING,
      },
      handle: never,
    }),
    route({
      ...door,
      method: 'post',
      path: '/things',
      summary: 'Upload things',
      twoPersons: { decide: 'approval:decide', rows: async () => [] },
      rawBody: {
        contentTypes: ['text/csv', 'application/zip'],
        limitBytes: 100,
        limits: [{ max: 9, en: 'rows', vi: 'dòng' }],
      },
      reply: z.array(Thing),
      example: { file: { contentType: 'application/zip', base64: 'UEsDBA==' }, reply: [THING] },
      handle: never,
    }),
    route({
      ...door,
      method: 'get',
      path: '/things/list',
      summary: 'The things as a file',
      rawReply: 'text/csv',
      example: { reply: 'id,amountVnd\nt-1,1250000\n' },
      handle: async () => '',
    }),
  ],
  { title: 'Test', version: '1', description: 'Things.' },
);

const operation = (path: string, method: 'get' | 'post' | 'put') => document.paths?.[path]?.[method];
const contentOf = (part: unknown, type: string): unknown =>
  z.object({ content: z.record(z.string(), z.unknown()) }).parse(part).content[type];

describe('the document of a service', () => {
  it('shows the values of an address, numbers as numbers, and a key where one is demanded', () => {
    expect(operation('/things/{id}/years/{year}', 'put')?.parameters).toMatchObject([
      { in: 'path', name: 'id', example: 't-1' },
      { in: 'path', name: 'year', example: 2026 },
      { in: 'query', name: 'limit', example: 20 },
      expect.not.objectContaining({ example: expect.anything() }),
      { in: 'header', name: 'Idempotency-Key', example: expect.any(String) },
    ]);
  });

  it('shows the body and the answer, files in their own content type', () => {
    const put = operation('/things/{id}/years/{year}', 'put');
    expect(contentOf(put?.requestBody, 'application/json')).toMatchObject({ example: { amountVnd: '1250000' } });
    expect(contentOf(put?.responses?.['200'], 'application/json')).toMatchObject({ example: THING });
    const post = operation('/things', 'post');
    expect(post?.requestBody).toMatchObject({ description: 'At most 100 bytes, 9 rows; the example is in base64' });
    expect(contentOf(post?.requestBody, 'application/zip')).toMatchObject({ example: 'UEsDBA==' });
    expect(contentOf(post?.requestBody, 'text/csv')).not.toHaveProperty('example');
    expect(contentOf(operation('/things/list', 'get')?.responses?.['200'], 'text/csv')).toMatchObject({
      example: 'id,amountVnd\nt-1,1250000\n',
    });
  });

  it('shows each refusal as it is sent: its own with its address, what all doors answer once', () => {
    const { responses } = operation('/things/{id}/years/{year}', 'put') ?? {};
    const { examples } = z
      .object({ examples: z.record(z.string(), z.object({ value: Problem })) })
      .parse(contentOf(responses?.['404'], 'application/problem+json'));
    expect(examples['request.not-found']?.value).toMatchObject({
      status: 404,
      code: 'request.not-found',
      instance: '/things/t-1/years/2026',
    });
    const shared = (of: OpenApiDocument) => of.components?.examples?.['problem.auth.forbidden'];
    expect(contentOf(responses?.['403'], 'application/problem+json')).toMatchObject({
      examples: { 'auth.forbidden': { $ref: '#/components/examples/problem.auth.forbidden' } },
    });
    expect(shared(document)).toMatchObject({ value: { code: 'auth.forbidden', status: 403 } });
  });

  it('shows what waits for a second person, and who is refused as the maker', () => {
    expect(document.paths?.['/things']?.post?.responses).toMatchObject({
      200: { description: 'Done' },
      202: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Approval' } } } },
      403: { description: expect.stringContaining('approval.person-required') },
    });
    expect(Object.keys(document.paths?.['/things']?.get?.responses ?? {})).not.toContain('202');
  });
});
