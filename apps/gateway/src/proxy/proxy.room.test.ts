import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { eventually } from '@ansinh/testkit';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

describe('the proxy', () => {
  let gateway: GatewayRoom;
  let authorization: string;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    authorization = `Bearer ${await gateway.tokenOf('demo-bank')}`;
  });
  afterAll(() => gateway.stop());

  it('hands a call to its service with the token, the key and the query, and gives the answer back', async () => {
    const { collection } = gateway.services;
    collection.answer = json(201, { ok: true }, { 'idempotent-replayed': 'true', 'x-powered-by': 'x' });
    const reply = await gateway.call('/v1/bank-credits?a=1&b=%20', {
      method: 'POST',
      headers: { authorization, 'idempotency-key': 'k', 'content-type': 'application/json', cookie: 'a=b' },
      body: '{"amount":"5"}',
    });
    expect([reply.status, await reply.json()]).toEqual([201, { ok: true }]);
    expect(reply.headers.get('idempotent-replayed')).toBe('true');
    expect(reply.headers.get('x-powered-by')).toBeNull();
    expect(reply.headers.get('ratelimit')).toMatch(/^"per-minute"; r=\d+; t=\d+$/);
    expect(reply.headers.get('ratelimit-policy')).toMatch(/^"per-minute"; q=6000; w=60; pk=:/);
    const [received] = collection.received;
    expect(received).toMatchObject({
      method: 'POST',
      path: '/v1/bank-credits?a=1&b=%20',
      headers: { authorization, 'idempotency-key': 'k', 'content-type': 'application/json', 'content-length': '14' },
    });
    expect(received?.headers.cookie).toBeUndefined();
    expect(received?.headers['x-request-id']).toBe(reply.headers.get('x-request-id'));
    expect(received?.body.toString()).toBe('{"amount":"5"}');
  });

  it('streams a long body both ways: the answer begins before the request has ended', async () => {
    const { payment } = gateway.services;
    payment.answer = async (request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      for await (const chunk of request) response.write(String(chunk).toUpperCase());
      response.end();
    };
    let more: (text: string | undefined) => void = () => undefined;
    const body = new ReadableStream({
      start: (controller) => {
        more = (text) => (text === undefined ? controller.close() : controller.enqueue(new TextEncoder().encode(text)));
      },
    });
    const pending = gateway.call('/v1/payout-batches/7/status-reports/stream', {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/plain' },
      body,
      duplex: 'half',
    } as RequestInit);
    more('one');
    const reader = (await pending).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toBe('ONE');
    more('two');
    expect(await next()).toBe('TWO');
    more(undefined);
    expect((await reader?.read())?.done).toBe(true);
  });

  it('gives the beginning of an answer on before its end', async () => {
    const { collection } = gateway.services;
    let end: () => void = () => undefined;
    collection.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('one');
      end = () => response.end('two');
    };
    const reader = (await gateway.call('/v1/assessments', { headers: { authorization } })).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one');
    end();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('two');
  });

  it.each(['QUERY', 'PROPFIND'])('lets the service say what a path takes that is asked for by %s', async (method) => {
    const { collection } = gateway.services;
    collection.answer = json(405, { code: 'request.method' }, { allow: 'POST' });
    const init = { method, headers: { authorization, 'content-type': 'application/json' }, body: '{}' };
    const reply = await gateway.call('/v1/bank-credits', init);
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
    expect(collection.received.at(-1)?.method).toBe('TRACE');
  });

  it('lets nobody keep or guess at what it passes on, whatever a service says of it', async () => {
    const { collection } = gateway.services;
    collection.answer = json(200, {}, { 'cache-control': 'public, max-age=600' });
    const replies = [
      await gateway.call('/v1/bank-credits', { headers: { authorization } }),
      await gateway.call('/v1/bank-credits'),
      await gateway.room.as({ role: 'bank', tenantCode: '970405' }).get('/v1/clients'),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 401, 403]);
    for (const { headers } of replies)
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  });

  it('passes a file of 19 MB on unchanged', async () => {
    const { collection } = gateway.services;
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    collection.answer = (_request, response) =>
      void response.end(digest(collection.received.at(-1)?.body ?? Buffer.of()));
    const body = Buffer.alloc(19_000_000, 'abc');
    const reply = await gateway.call('/v1/bank-statements', { method: 'POST', headers: { authorization }, body });
    expect(await reply.text()).toBe(digest(body));
  });

  it('lets no question wait behind the files that wait at a service', async () => {
    const { collection } = gateway.services;
    const held: (() => void)[] = [];
    collection.answer = (request, response) => {
      if (request.method === 'GET') response.end('asked');
      else held.push(() => response.end('taken'));
    };
    const file = { method: 'POST', headers: { authorization, 'content-type': 'application/xml' }, body: '<x/>' };
    const other = {
      ...file,
      headers: { ...file.headers, authorization: `Bearer ${await gateway.tokenOf('demo-post')}` },
    };
    // Two clients, as none gets more than half of the connections.
    const files = Array.from({ length: 100 }, (_, index) =>
      gateway.call('/v1/bank-statements', index % 2 === 0 ? file : other),
    );
    // More wait than a service is given connections.
    await eventually(async () => expect(held.length).toBeGreaterThanOrEqual(64));
    const reply = await gateway.call('/v1/bank-statements', { headers: { authorization } });
    expect(await reply.text()).toBe('asked');
    expect(held.length).toBeLessThan(files.length);
    for (let done = 0; done < files.length; ) {
      for (const end of held.splice(0)) {
        end();
        done += 1;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const reply of await Promise.all(files)) expect(await reply.text()).toBe('taken');
  });

  it('refuses 30 MB by the declared length, before the service hears of it', async () => {
    const { collection } = gateway.services;
    const before = [collection.received.length, collection.bytes()];
    const body = Buffer.alloc(30_000_000);
    const reply = await gateway.call('/v1/bank-statements', { method: 'POST', headers: { authorization }, body });
    expect([reply.status, await reply.json()]).toMatchObject([
      413,
      { code: 'request.body-too-large', limitBytes: 20_000_000 },
    ]);
    expect([collection.received.length, collection.bytes()]).toEqual(before);
  });

  it('passes a report of a bank on that is longer than other files, and refuses one that no service takes', async () => {
    const { payment } = gateway.services;
    payment.answer = json(200, {});
    const before = payment.bytes();
    const send = (bytes: number) =>
      gateway.call('/v1/payout-batches/7/status-reports', {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/xml' },
        body: Buffer.alloc(bytes),
      });
    expect((await send(30_000_000)).status).toBe(200);
    expect(payment.bytes() - before).toBe(30_000_000);
    expect((await send(65_000_000)).status).toBe(413);
  });

  it('holds the import of a register to what every file may have', async () => {
    const officer = { authorization: `Bearer ${await gateway.tokenOf('demo-officer')}` };
    const headers = { ...officer, 'content-type': 'text/csv' };
    const init = { method: 'POST', headers, body: Buffer.alloc(30_000_000) };
    expect((await gateway.call('/v1/imports/participants', init)).status).toBe(413);
  });

  it('refuses a body without a declared length at the first byte too many, while its sender still sends', async () => {
    const { collection } = gateway.services;
    const before = { requests: collection.received.length, bytes: collection.bytes() };
    // It ends only when the answer is there. A pause in each chunk: sender and gateway share this process.
    let answered = false;
    const endless = new ReadableStream({
      pull: async (controller) => {
        await new Promise(setImmediate);
        if (answered) controller.close();
        else controller.enqueue(new Uint8Array(100_000));
      },
    });
    const init = { method: 'POST', headers: { authorization }, body: endless, duplex: 'half' };
    const reply = await gateway.call('/v1/bank-statements', init as RequestInit).finally(() => {
      answered = true;
    });
    expect([reply.status, await reply.json()]).toMatchObject([413, { code: 'request.body-too-large' }]);
    expect(collection.received).toHaveLength(before.requests);
    expect(collection.bytes() - before.bytes).toBeLessThanOrEqual(20_000_000);
  });

  it('says 401 without a good token, and 404 for what is not public', async () => {
    const none = await gateway.call('/v1/claims');
    expect([none.status, await none.json()]).toMatchObject([401, { code: 'auth.token-invalid' }]);
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    expect((await gateway.call('/v1/claims', { headers: { authorization: `${authorization}x` } })).status).toBe(401);
    const unknown = await gateway.call('/v1/operations/outbox', { headers: { authorization } });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'request.not-found' }]);
  });

  it('refuses a packed body, which could grow behind the limit', async () => {
    const headers = { authorization, 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const reply = await gateway.call('/v1/bank-credits', { method: 'POST', headers, body: 'x' });
    expect([reply.status, await reply.json()]).toMatchObject([415, { code: 'request.media-type' }]);
  });

  it('cuts the line when a service breaks off in the middle of its answer', async () => {
    gateway.services.collection.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half');
      setImmediate(() => response.destroy());
    };
    const reply = await gateway.call('/v1/assessments', { headers: { authorization } });
    await expect(reply.text()).rejects.toThrow();
  });

  it('stops the call to the service when the caller hangs up', async () => {
    const { port } = new URL(gateway.room.url);
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET /v1/assessments HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`),
    );
    await new Promise<void>((resolve) => {
      gateway.services.collection.answer = (_request, response) => {
        response.once('close', () => resolve());
        socket.destroy();
      };
    });
  });

  it('answers 503 with Retry-After when a service is down, then at once without trying it, and the others go on', async () => {
    await gateway.services.notification.stop();
    const path = '/v1/participants/7/messages';
    const replies: Response[] = [];
    for (let time = 0; time < 8; time += 1) replies.push(await gateway.call(path, { headers: { authorization } }));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
    expect(replies.at(-1)?.headers.get('retry-after')).toBe('2');
    expect(await replies.at(-1)?.json()).toMatchObject({ code: 'service.unavailable', service: 'notification' });
    gateway.services.payment.answer = json(200, []);
    expect((await gateway.call('/v1/payouts', { headers: { authorization } })).status).toBe(200);
  });
});

describe('the rate limit', () => {
  it('counts each client for itself and tells when to come back', async () => {
    const gateway = await startGatewayRoom({ RATE_LIMIT_PER_MINUTE: '5' });
    gateway.services.payment.answer = json(200, []);
    const bank = { authorization: `Bearer ${await gateway.tokenOf('demo-bank')}` };
    const post = { authorization: `Bearer ${await gateway.tokenOf('demo-post')}` };
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1)
      statuses.push((await gateway.call('/v1/payouts', { headers: bank })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await gateway.call('/v1/payouts', { headers: bank });
    expect([refused.headers.get('content-type'), await refused.json()]).toMatchObject([
      expect.stringContaining('application/problem+json'),
      { code: 'request.too-many', limit: 5 },
    ]);
    const [, reset] = /t=(\d+)/.exec(refused.headers.get('ratelimit') ?? '') ?? [];
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(Number(reset) - 1);
    expect((await gateway.call('/v1/payouts', { headers: post })).status).toBe(200);
    await gateway.stop();
  });
});
