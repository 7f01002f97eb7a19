import { request } from 'node:http';
import { createLogger } from '@ansinh/telemetry';
import { z } from 'zod';
import { type Listening, listen } from '../listening/listen';
import { routeBuilders } from '../routes/route-builders';
import { createApp } from '../server/app';
import type { ServerPorts } from '../server/ports';
import { mountRoutes } from '../server/server';

const LIMIT_BYTES = 20_000_000;

const file = routeBuilders<object>().workRoute({
  method: 'post',
  path: '/files',
  summary: 'A file',
  tag: 'Test',
  permission: null,
  rawBody: { contentTypes: ['application/xml'], limitBytes: LIMIT_BYTES },
  reply: z.object({ bytes: z.int() }),
  example: { file: { contentType: 'application/xml', text: '<a/>' }, reply: { bytes: 4 } },
  handle: async (_context, { body }) => ({ bytes: body.length }),
});

const never = async (): Promise<never> => {
  throw new Error('not asked here');
};
const ports: ServerPorts<object> = {
  authenticate: never,
  transact: never,
  read: () => ({}),
  claimKey: never,
  storeAnswer: never,
  audit: { act: () => undefined, isSilent: () => true, note: () => undefined },
  approvals: { hold: never },
  concern: () => undefined,
  translateError: () => undefined,
  now: () => new Date(0),
  logger: createLogger('gateway', 'silent'),
};

describe('large bodies that come at once', () => {
  let listening: Listening;
  beforeAll(async () => {
    const app = createApp(ports.logger);
    mountRoutes(app, [file], ports);
    listening = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 0 });
  });
  afterAll(() => listening.close());

  /** One of which nothing comes after its headers. */
  const begin = async () => {
    const headers = { 'content-type': 'application/xml', 'content-length': LIMIT_BYTES };
    const sending = request(`${listening.url}/files`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    sending.flushHeaders();
    await new Promise((resolve) => sending.once('socket', (socket) => socket.once('connect', resolve)));
    return sending;
  };
  const send = (bytes: number): Promise<Response> =>
    fetch(`${listening.url}/files`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: Buffer.alloc(bytes, 32),
    });
  /** A server hears of what a client did a moment later. */
  const soon = async (bytes: number, status: number): Promise<Response> => {
    for (let tries = 0; ; tries += 1) {
      const answer = await send(bytes);
      if (answer.status === status || tries === 50) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('are refused when there is no room for them, small ones are not, and who goes leaves room', async () => {
    const slow = await Promise.all(Array.from({ length: 10 }, begin));
    const refused = await soon(2_000_000, 503);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await (await send(500_000)).json()).toEqual({ bytes: 500_000 });
    for (const one of slow) one.destroy();
    expect(await (await soon(2_000_000, 200)).json()).toEqual({ bytes: 2_000_000 });
  });
});
