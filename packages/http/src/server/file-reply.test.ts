import { reject } from '@ansinh/contracts/catalogue/problems';
import { createLogger } from '@ansinh/telemetry';
import { z } from 'zod';
import { type Listening, listen } from '../listening/listen';
import { openApiOf } from '../openapi/document';
import { FileReply } from '../routes/route';
import { routeBuilders } from '../routes/route-builders';
import { createApp } from './app';
import type { ServerPorts } from './ports';
import { mountRoutes } from './server';

const BYTES = 'application/octet-stream';
const { route } = routeBuilders<object>();

/** All 256 bytes, a thousand times: text in any encoding would spoil some of them. */
async function* everyByte(): AsyncGenerator<Uint8Array> {
  for (let round = 0; round < 1_000; round += 1) yield Uint8Array.from({ length: 256 }, (_byte, index) => index);
}
async function* breaking(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  throw new Error('the source broke');
}

const sheet = route({
  method: 'get',
  path: '/sheet',
  summary: 'A sheet',
  tag: 'Test',
  permission: null,
  query: z.object({ format: z.enum(['json', 'file', 'other', 'broken']).default('json') }),
  reply: z.object({ rows: z.int() }),
  files: [BYTES],
  example: { query: { format: 'json' }, reply: { rows: 3 } },
  handle: async (_tx, { query: { format } }) => {
    if (format === 'json') return { rows: 3 };
    if (format === 'file') return new FileReply(BYTES, 'sheet.bin', everyByte());
    if (format === 'broken') return new FileReply(BYTES, 'sheet.bin', breaking());
    return new FileReply('image/png', 'sheet.png', []);
  },
});

const unused = async (): Promise<never> => {
  throw new Error('a GET does not come here');
};
const ports: ServerPorts<object> = {
  authenticate: async () => {
    throw reject('auth.token-invalid');
  },
  transact: unused,
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

describe('a route that answers files', () => {
  let listening: Listening;
  beforeAll(async () => {
    const app = createApp(ports.logger);
    mountRoutes(app, [sheet], ports);
    listening = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 0 });
  });
  afterAll(() => listening.close());
  const get = (format: string): Promise<Response> => fetch(`${listening.url}/sheet?format=${format}`);

  it('answers its JSON as before', async () => {
    expect(await (await get('json')).json()).toEqual({ rows: 3 });
  });

  it('sends every byte as it is, with type and file name', async () => {
    const answer = await get('file');
    expect(answer.headers.get('content-type')).toBe(BYTES);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=sheet.bin');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes).toHaveLength(256_000);
    expect(bytes.every((byte, index) => byte === index % 256)).toBe(true);
  });

  it('cuts the line when the source breaks, so that half a file is never taken for a whole one', async () => {
    await expect(get('broken').then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });

  it('answers no type that it does not declare, and its document names those it does', async () => {
    expect((await get('other')).status).toBe(500);
    const document = openApiOf([sheet], { title: 'test', version: '1', description: 'test' });
    expect(document.paths?.['/sheet']?.get?.responses?.['200']).toMatchObject({
      content: { [BYTES]: { schema: { type: 'string', format: 'binary' } } },
    });
  });
});
