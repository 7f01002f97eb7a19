import { reject } from '@ansinh/contracts/catalogue/problems';
import { inDigits } from '@ansinh/contracts/vocabulary/numbers';
import { PageQuery } from '@ansinh/contracts/wire/common.api';
import { createLogger } from '@ansinh/telemetry';
import { z } from 'zod';
import { type Listening, listen } from '../listening/listen';
import { routeBuilders } from '../routes/route-builders';
import { createApp } from './app';
import type { ServerPorts } from './ports';
import { mountRoutes } from './server';

const { route } = routeBuilders<object>();
const door = { summary: 'Things', tag: 'Test', permission: null } as const;
const routes = [
  route({
    ...door,
    method: 'get',
    path: '/things/:name',
    params: z.object({ name: z.string() }),
    query: PageQuery.extend({ year: inDigits(z.int()).optional() }),
    reply: z.object({ pageSize: z.int() }),
    example: { params: { name: 'a' }, query: {}, reply: { pageSize: 50 } },
    handle: async (_tx, { query: { pageSize } }) => ({ pageSize }),
  }),
  route({
    ...door,
    method: 'post',
    path: '/things',
    body: z.object({ name: z.string(), tags: z.array(z.string()).max(1_000).optional() }),
    reply: z.object({ name: z.string() }),
    example: { body: { name: 'a' }, reply: { name: 'a' } },
    handle: async (_tx, { body: { name } }) => ({ name }),
  }),
  route({
    ...door,
    method: 'post',
    path: '/files',
    rawBody: { contentTypes: ['text/csv'], limitBytes: 100 },
    readFile: async (bytes) => {
      if (bytes.includes('bad')) throw reject('catalogue.unreadable', { reason: 'bad' });
      return { length: bytes.length };
    },
    reply: z.object({ length: z.int() }),
    example: { file: { contentType: 'text/csv', text: 'a' }, reply: { length: 1 } },
    handle: async (_tx, { content }) => content,
  }),
];

let transactions = 0;
const unused = async (): Promise<never> => {
  throw new Error('no key is asked for');
};
const ports: ServerPorts<object> = {
  authenticate: unused,
  transact: async (_cause, work) => {
    transactions += 1;
    return work({});
  },
  read: () => ({}),
  claimKey: unused,
  storeAnswer: unused,
  audit: { act: () => undefined, isSilent: () => true, note: () => undefined },
  approvals: { hold: unused },
  concern: () => undefined,
  translateError: () => undefined,
  now: () => new Date(0),
  logger: createLogger('gateway', 'silent'),
};

describe('a request', () => {
  let listening: Listening;
  beforeAll(async () => {
    const app = createApp(ports.logger);
    mountRoutes(app, routes, ports);
    listening = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 0 });
  });
  afterAll(() => listening.close());

  const answer = async (path: string, init?: RequestInit): Promise<string> => {
    const response = await fetch(`${listening.url}${path}`, init);
    const { code, errors: [error] = [] } = z
      .looseObject({ code: z.string().optional(), errors: z.array(z.object({ pointer: z.string() })).optional() })
      .parse(await response.json());
    return [response.status, code, error?.pointer || undefined].filter((part) => part !== undefined).join(' ');
  };
  const post = (body: string | Uint8Array<ArrayBuffer>, path = '/things', type = 'application/json') =>
    answer(path, { method: 'POST', body, headers: { 'content-type': type } });

  it.each([
    ['/things/a', '200'],
    ['/things/%FF', '400 request.malformed'],
    ['/things/%C0%AF', '400 request.malformed'],
    ['/things/%ED%A0%80', '400 request.malformed'],
    ['/things/%zz', '400 request.malformed'],
    ['/things/%00', '422 request.invalid /path/name'],
    ['/things/a?cursor=%FF', '422 request.invalid /query/cursor'],
    ['/things/a?cursor=%ED%A0%80', '422 request.invalid /query/cursor'],
    ['/things/a?cursor=a%00b', '422 request.invalid /query/cursor'],
    ['/things/a?pageSize=0x7e8', '422 request.invalid /query/pageSize'],
    ['/things/a?pageSize=1e3', '422 request.invalid /query/pageSize'],
    ['/things/a?pageSize=%2B5', '422 request.invalid /query/pageSize'],
    ['/things/a?pageSize=%EF%BC%95', '422 request.invalid /query/pageSize'],
    ['/things/a?pageSize=', '422 request.invalid /query/pageSize'],
    ['/things/a?pageSize=5&pageSize=6', '422 request.invalid /query/pageSize'],
    ['/things/a?pageSize=0', '200'],
    ['/things/a?pageSize=999999999', '200'],
    ['/things/a?year=2026', '200'],
    ['/things/a?year=2026.0', '422 request.invalid /query/year'],
    [`/things/a?${Array.from({ length: 500 }, (_, at) => `a${at}=1`).join('&')}`, '422 request.invalid /query/a0'],
  ])('for %s is answered with %s', async (path, expected) => expect(await answer(path)).toBe(expected));

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['a good body', '{"name":"\\u00e9\\\\u0000"}', '200'],
    ['half of a character', '{"name":"\\ud800"}', '422 request.invalid /name'],
    ['NUL', '{"name":"a\\u0000"}', '422 request.invalid /name'],
    ['a name that is none', '{"\\ud800":1,"name":"a"}', '422 request.invalid'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), '400 request.malformed'],
    ['lists in lists', '['.repeat(100_000), '422 request.invalid'],
    ['a million values', `[${'1,'.repeat(1_000_000)}1]`, '422 request.invalid'],
    ['a list that is too long', `{"name":"a","tags":[${'1,'.repeat(2_000)}1]}`, '422 request.invalid /tags'],
    ['a list of faults', `{"name":"a","tags":[${'1,'.repeat(500)}1]}`, '422 request.invalid /tags/0'],
  ])('with %s is refused or taken in few words', async (_, body, expected) => expect(await post(body)).toBe(expected));

  it.each([
    ['DELETE', '/things/a', 405, 'GET, HEAD'],
    ['PUT', '/things', 405, 'POST'],
    ['OPTIONS', '/things/a', 204, 'GET, HEAD'],
    ['DELETE', '/nothing', 404, null],
  ])('by %s of %s is answered with %s, and what it takes: %s', async (method, path, status, allowed) => {
    const response = await fetch(`${listening.url}${path}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allowed]);
  });

  it('with text in another encoding than UTF-8 is not read', async () => {
    const text = new Uint8Array(Buffer.from('{"name":"a"}', 'utf16le'));
    expect(await post(text, '/things', 'application/json; charset=utf-16le')).toBe('415 request.media-type');
  });

  it('with a file is read before a transaction begins', async () => {
    expect(await post('good', '/files', 'text/csv')).toBe('200');
    const before = transactions;
    expect(await post('bad', '/files', 'text/csv')).toMatch(/ catalogue.unreadable$/);
    expect(transactions).toBe(before);
  });
});
