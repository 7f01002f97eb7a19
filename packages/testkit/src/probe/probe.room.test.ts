import { createHash, randomUUID } from 'node:crypto';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { PrismaClient } from '../generated/prisma/client';
import { type Room, startRoom } from '../rooms/room';
import { mirrorOf, probeService } from './probe';

/** The promises that every service inherits, on the smallest service: what is tested here need not be tested in each. */
describe('a service of the platform', () => {
  let room: Room<PrismaClient>;
  const officer = { role: 'officer', tenantCode: '66' } as const;

  beforeAll(async () => {
    room = await startRoom(probeService);
  });
  afterAll(() => room.stop());

  const newCounter = () => `${randomUUID().slice(0, -1)}7`;
  const totalOf = async (id: string) =>
    vndText(vnd((await room.db.counter.findUnique({ where: { id } }))?.total ?? 0n));

  describe('idempotency', () => {
    it('gives the stored answer to the same key and body, once in effect', async () => {
      const id = newCounter();
      const first = await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '5' }, { key: 'a' });
      const second = await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '5' }, { key: '"a"' });
      expect(first.status).toBe(201);
      expect(second.text).toBe(first.text);
      expect(second.headers.get('idempotent-replayed')).toBe('true');
      expect(await totalOf(id)).toBe('5');
    });

    it('keeps the answer sealed for this very request, and knows one that an earlier release kept in the clear', async () => {
      const id = newCounter();
      const [path, key] = [`/v1/counters/${id}/additions`, `sealed-${id}`];
      const send = () => room.as(officer).post(path, { amountVnd: '7' }, { key });
      const first = await send();
      const kept = () =>
        room.db.$queryRaw<{ body: string; digest: string }[]>`
          SELECT body, request_hash AS digest FROM platform.idempotency_keys WHERE key = ${key}`;
      const [{ body, digest } = { body: '', digest: '' }] = await kept();
      expect(body).toMatch(/^v1\.development-2\./);
      expect(digest).toMatch(/^d1\.development-2\./);
      expect((await send()).text).toBe(first.text);
      await room.db.$executeRaw`UPDATE platform.idempotency_keys SET body = ${first.text} WHERE key = ${key}`;
      expect((await send()).text).toBe(first.text);
      const other = `other-${id}`;
      await room.as(officer).post(path, { amountVnd: '8' }, { key: other });
      await room.db.$executeRaw`UPDATE platform.idempotency_keys SET body = ${body} WHERE key = ${other}`;
      expect((await room.as(officer).post(path, { amountVnd: '8' }, { key: other })).status).toBe(500);
    });

    it('takes the same body for the same, in whatever order its members stand', async () => {
      const id = newCounter();
      const path = `/v1/counters/${id}/additions`;
      const send = (text: string) =>
        room.as(officer).post(path, text, { key: `order-${id}`, contentType: 'application/json' });
      const first = await send('{"amountVnd":"5","note":{"a":1,"b":2}}');
      const second = await send('{ "note": {"b":2, "a":1}, "amountVnd": "5" }');
      expect([second.status, second.text, second.headers.get('idempotent-replayed')]).toEqual([
        201,
        first.text,
        'true',
      ]);
      expect((await send('{"amountVnd":"5","note":{"a":1.0,"b":2}}')).body).toMatchObject({
        code: 'idempotency.key-reused',
      });
      expect(await totalOf(id)).toBe('5');
    });

    it('knows a key that an earlier release kept with the digest of the bytes', async () => {
      const id = newCounter();
      const path = `/v1/counters/${id}/additions`;
      const text = '{ "amountVnd": "5" }';
      const send = () => room.as(officer).post(path, text, { key: `old-${id}`, contentType: 'application/json' });
      const first = await send();
      const digest = createHash('sha256').update(`POST ${path}\n${text}`).digest('hex');
      await room.db.$executeRaw`
        UPDATE platform.idempotency_keys SET request_hash = ${digest} WHERE key = ${`old-${id}`}`;
      expect((await send()).text).toBe(first.text);
    });

    it('refuses the same key with another body and changes nothing', async () => {
      const id = newCounter();
      await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '5' }, { key: 'b' });
      const other = await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '6' }, { key: 'b' });
      expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency.key-reused' }]);
      expect(await totalOf(id)).toBe('5');
    });

    it('does not burn the key of a refused request', async () => {
      const id = newCounter();
      const refused = await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '13' }, { key: 'c' });
      const mended = await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '14' }, { key: 'c' });
      expect([refused.status, mended.status]).toEqual([422, 201]);
    });

    it('gives fifty equal requests at once one effect', async () => {
      const id = newCounter();
      const caller = room.as(officer);
      const replies = await Promise.all(
        Array.from({ length: 50 }, () => caller.post(`/v1/counters/${id}/additions`, { amountVnd: '5' }, { key: 'd' })),
      );
      expect(new Set(replies.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
      expect(replies.every(({ status }) => status === 201 || status === 409 || status === 503)).toBe(true);
      expect(await totalOf(id)).toBe('5');
    });

    it('says of a key alone that a request with it runs still, and of another lock that somebody works there', async () => {
      const [id, other] = [newCounter(), newCounter()];
      const add = (counter: string, key: string) =>
        room.as(officer).post(`/v1/counters/${counter}/additions`, { amountVnd: '5' }, { key });
      await add(id, `first-${id}`);
      const answers = await room.db.$transaction(
        async (held) => {
          await held.$executeRaw`SELECT FROM counters WHERE id = ${id}::uuid FOR UPDATE`;
          await held.$executeRaw`
            INSERT INTO platform.idempotency_keys (principal, key, request_hash)
            SELECT principal, ${`held-${id}`}, request_hash FROM platform.idempotency_keys WHERE key = ${`first-${id}`}`;
          return Promise.all([add(id, `second-${id}`), add(other, `held-${id}`)]);
        },
        { timeout: 60_000 },
      );
      expect(answers.map(({ status, body }) => [status, body])).toMatchObject([
        [503, { code: 'service.busy' }],
        [409, { code: 'idempotency.in-flight' }],
      ]);
      expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['2', '1']);
      expect((await add(id, `second-${id}`)).status).toBe(201);
      expect(await totalOf(id)).toBe('10');
    });

    it.each([
      ['no key', null, 400, 'idempotency.key-missing'],
      ['a key of 256 characters', 'k'.repeat(256), 400, 'idempotency.key-invalid'],
    ])('refuses %s', async (_name, key, status, code) => {
      const reply = await room.as(officer).post(`/v1/counters/${newCounter()}/additions`, { amountVnd: '5' }, { key });
      expect([reply.status, reply.body]).toMatchObject([status, { code }]);
    });
  });

  describe('the door', () => {
    it.each([['-1'], ['0'], ['0.5'], ['1e3'], ['١٢٣'], [' 5'], ['9'.repeat(30)], [5], [null], [[]]])(
      'refuses the amount %p with a pointer',
      async (amountVnd) => {
        const reply = await room.as(officer).post(`/v1/counters/${newCounter()}/additions`, { amountVnd });
        expect([reply.status, reply.body]).toMatchObject([
          422,
          { code: 'request.invalid', errors: [{ pointer: '/amountVnd' }] },
        ]);
      },
    );

    it('takes an amount above 2^53 and gives it back unchanged', async () => {
      const id = newCounter();
      await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '999999999999999' });
      expect((await room.as(officer).get(`/v1/counters/${id}`)).body).toMatchObject({ total: '999999999999999' });
    });

    it('asks for a token, and for the permission', async () => {
      const path = `/v1/counters/${newCounter()}`;
      expect((await room.anonymous.get(path)).body).toMatchObject({ status: 401, code: 'auth.token-invalid' });
      const hospital = room.as({ role: 'hospital', tenantCode: '66001' });
      expect((await hospital.get(path)).body).toMatchObject({
        status: 403,
        code: 'auth.forbidden',
        permission: 'payout:read',
      });
    });

    it('refuses broken JSON, another content type, an unknown query parameter and an unknown path', async () => {
      const caller = room.as(officer);
      const path = `/v1/counters/${newCounter()}`;
      const broken = await caller.post(`${path}/additions`, '{"amountVnd":', { contentType: 'application/json' });
      const xml = await caller.post(`${path}/additions`, '<a/>');
      expect(broken.body).toMatchObject({ status: 400, code: 'request.malformed' });
      expect(xml.body).toMatchObject({ status: 415, code: 'request.media-type' });
      expect((await caller.get(`${path}?filtr=1`)).body).toMatchObject({ status: 422, code: 'request.invalid' });
      expect((await caller.get('/v1/nothing')).body).toMatchObject({ status: 404, code: 'request.not-found' });
      expect((await caller.get(path)).body).toMatchObject({ status: 404, code: 'request.not-found' });
    });

    it('tells live, ready and its OpenAPI', async () => {
      expect((await room.anonymous.get('/health/live')).status).toBe(200);
      expect((await room.anonymous.get('/health/ready')).body).toEqual({ status: 'ready', troubles: [] });
      expect((await room.anonymous.get('/openapi.json')).body).toMatchObject({
        openapi: '3.1.1',
        paths: { '/v1/counters/{id}/additions': { post: { security: [{ oauth2: ['payout:batch'] }] } } },
      });
    });
  });

  describe('events', () => {
    const paid = (payoutId: string, amountVnd = '7') => ({
      payoutId,
      kind: 'pension' as const,
      sourceId: payoutId,
      beneficiary: { kind: 'participant' as const, id: payoutId },
      period: '2026-10',
      amountVnd,
      channel: 'bank' as const,
      paidAt: '2026-10-05T08:30:00+07:00',
    });

    it('leave with the command, in one transaction, with their cause', async () => {
      const id = newCounter();
      await room.as(officer).post(`/v1/counters/${id}/additions`, { amountVnd: '8' });
      const [event] = (await room.outbox()).filter(({ key }) => key === id);
      expect(event).toMatchObject({
        topic: 'payment.payouts.v1',
        attributes: {
          type: PayoutPaid.type,
          subject: id,
          aggregateversion: 1,
          tenant: 'agency:66',
          causationid: expect.stringMatching(/^request:/),
        },
        data: { payoutId: id, amountVnd: '8' },
      });
    });

    it('take effect once, however often they are delivered', async () => {
      const id = newCounter();
      const eventId = randomUUID();
      for (let time = 0; time < 3; time += 1) await room.deliver(PayoutPaid, paid(id), { eventId });
      await Promise.all([
        room.deliver(PayoutPaid, paid(id), { eventId }),
        room.deliver(PayoutPaid, paid(id), { eventId }),
      ]);
      expect(await totalOf(mirrorOf(id))).toBe('7');
    });

    it('that cannot be read or handled become dead letters with their cause, and the next one is handled', async () => {
      const id = newCounter();
      await room.deliverRaw({ headers: {}, value: Buffer.from('{}') });
      await room.deliver(PayoutPaid, { ...paid(id), amountVnd: '0' });
      await room.deliver(PayoutPaid, paid(id, '1000000000000000'));
      expect((await room.deadLetters()).map(({ cause }) => cause)).toEqual(['headers', 'contract']);
      expect(await totalOf(mirrorOf(id))).toBe('1000000000000000');
    });
  });
});
