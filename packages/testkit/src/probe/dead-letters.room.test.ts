import { randomUUID } from 'node:crypto';
import { digestOf } from '@ansinh/audit';
import type { DeadLetter, DeadLetterSummary } from '@ansinh/contracts/operations/api';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { headersOf } from '@ansinh/messaging';
import type { PrismaClient } from '../generated/prisma/client';
import { type Room, startRoom } from '../rooms/room';
import { mirrorOf, probeService } from './probe';

type Page = { items: DeadLetterSummary[]; nextCursor?: string };

const OPERATOR = { role: 'operator', tenantCode: '66', subject: 'tam' } as const;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** The routes that every service has for its operators, on the smallest service. */
describe('dead letters', () => {
  let room: Room<PrismaClient>;
  beforeEach(async () => {
    room = await startRoom(probeService);
  });
  afterEach(() => room.stop());

  const operator = () => room.as(OPERATOR);
  const newCounter = () => `${randomUUID().slice(0, -1)}7`;
  const totalOf = async (id: string) =>
    vndText(vnd((await room.db.counter.findUnique({ where: { id: mirrorOf(id) } }))?.total ?? 0n));
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
  /** While the fault lasts no counter may stand at seven: the handler fails as it would with a bug. */
  const breakHandler = () =>
    room.db.$executeRaw`ALTER TABLE counters ADD CONSTRAINT fault CHECK (total % 7 <> 0) NOT VALID`;
  const cure = () => room.db.$executeRaw`ALTER TABLE counters DROP CONSTRAINT fault`;

  const attributesOf = (id: string, version: number): EventAttributes => ({
    specversion: '1.0',
    id: newId(),
    source: '/ansinh/payment',
    type: PayoutPaid.type,
    subject: id,
    time: '2026-10-05T01:30:00Z',
    datacontenttype: 'application/json',
    aggregateversion: version,
    tenant: 'agency:66',
    causationid: 'request:test',
    traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
  });
  /** Letters as the consumer keeps them, without the seconds of its retries. */
  const keep = async (letters: readonly { payoutId: string; version: number }[]): Promise<string[]> => {
    const rows = letters.map(({ payoutId, version }, offset) => {
      const attributes = attributesOf(payoutId, version);
      return { id: newId(), offset, eventId: attributes.id, headers: headersOf(attributes), data: paid(payoutId) };
    });
    await room.db.$executeRaw`
      INSERT INTO platform.dead_letters (id, topic, partition, kafka_offset, event_id, type, headers, data, cause, detail, attempts)
      SELECT id, ${PayoutPaid.topic}, 0, kafka_offset, event_id, ${PayoutPaid.type}, headers::jsonb, convert_to(data, 'UTF8'),
             'handler-failed', 'Error', 3
      FROM unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.offset)}::bigint[],
                  ${rows.map((row) => row.eventId)}::uuid[], ${rows.map((row) => JSON.stringify(row.headers))}::text[],
                  ${rows.map((row) => JSON.stringify(row.data))}::text[])
           AS rows (id, kafka_offset, event_id, headers, data)`;
    return rows.map((row) => row.id);
  };
  const list = async (query = ''): Promise<Page> =>
    (await operator().get(`/v1/operations/dead-letters${query}`)).body as Page;
  const letterOf = async (id: string): Promise<DeadLetter> =>
    (await operator().get(`/v1/operations/dead-letters/${id}`)).body as DeadLetter;
  const replay = (id: string) => operator().post(`/v1/operations/dead-letters/${id}/replay`);
  const replayAll = (filter: object, more: object = {}) =>
    operator().post('/v1/operations/dead-letter-replays', { filter, dryRun: false, ...more });

  it('are one of each message, however often it comes, and another when Kafka was made anew and counts from the start', async () => {
    for (const text of ['{}', '{}', '[]', '{}'])
      await room.deliverRaw({ offset: '7', headers: {}, value: Buffer.from(text) });
    const events = [newId(), newId()].map((id) => attributesOf(id, 1));
    for (const attributes of [...events, ...events])
      await room.deliverRaw({
        topic: PayoutPaid.topic,
        offset: '7',
        headers: headersOf(attributes),
        value: Buffer.from(JSON.stringify(paid(attributes.subject, '0'))),
      });
    const letters = await room.db.$queryRaw<{ cause: string; event_id: string | null }[]>`
      SELECT cause, event_id::text FROM platform.dead_letters ORDER BY died_at`;
    expect(letters).toEqual([
      { cause: 'headers', event_id: null },
      { cause: 'headers', event_id: null },
      ...events.map(({ id }) => ({ cause: 'contract', event_id: id })),
    ]);
  });

  it('are listed with their cause, grouped, and shown whole with masked payload, trace and place', async () => {
    await breakHandler();
    const id = newCounter();
    await room.deliver(PayoutPaid, paid(id, '7'), { id });
    await room.deliverRaw({
      topic: 'payment.payouts.v1',
      headers: { 'ce_bad\u0000': 'x\u0000y', note: 'call 0912345678' },
      value: Buffer.from('{"name":"Nguyen Van A"}'),
    });
    const { items } = await list();
    expect(items).toMatchObject([
      { state: 'open', cause: 'headers', type: null, attempts: 1, service: 'payment' },
      { state: 'open', cause: 'handler-failed', type: PayoutPaid.type, aggregateId: id },
    ]);
    expect((await list(`?cause=handler-failed&type=${PayoutPaid.type}`)).items).toHaveLength(1);
    expect((await list('?topic=elsewhere')).items).toEqual([]);
    expect((await list('?since=2299-01-01T00:00:00Z')).items).toEqual([]);
    expect((await operator().get('/v1/operations/dead-letter-groups')).body).toMatchObject({
      items: [
        { cause: 'handler-failed', type: PayoutPaid.type, count: 1 },
        { cause: 'headers', type: null, count: 1 },
      ],
    });
    const unreadable = await letterOf(items[0]?.id ?? '');
    expect(unreadable).toMatchObject({
      headers: { ce_bad: 'xy', note: 'call ***' },
      payload: { sizeBytes: 23, masked: 'all-values', json: { name: '***' } },
      history: [],
    });
    const failed = await letterOf(items[1]?.id ?? '');
    expect(failed).toMatchObject({
      topic: PayoutPaid.topic,
      partition: 0,
      payload: { masked: 'digits', json: { payoutId: id, amountVnd: '7' } },
      closedAt: null,
    });
  });

  it('are paged in a stable order by an opaque cursor, and a cursor that is not ours is refused', async () => {
    const ids = await keep(Array.from({ length: 5 }, () => ({ payoutId: newCounter(), version: 1 })));
    const first = await list('?pageSize=3');
    const second = await list(`?pageSize=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeUndefined();
    expect(first.items[0]).toMatchObject({ traceId: TRACE });
    const wrong = Buffer.from('["x"]').toString('base64url');
    for (const path of ['dead-letters', 'audit'])
      expect((await operator().get(`/v1/operations/${path}?cursor=${wrong}`)).body).toMatchObject({
        status: 422,
        errors: [{ pointer: '/query/cursor' }],
      });
  });

  it('take effect once when they are replayed after the cure, and each act is in the audit', async () => {
    await breakHandler();
    const id = newCounter();
    const eventId = newId();
    await room.deliver(PayoutPaid, paid(id), { id, eventId });
    const { id: letterId = '', attempts = 0 } = (await list()).items[0] ?? {};
    expect((await replay(letterId)).body).toMatchObject({
      outcome: 'failed',
      letter: { state: 'open', cause: 'handler-failed', attempts: attempts + 1 },
    });
    await cure();
    const replies = await Promise.all([replay(letterId), replay(letterId), replay(letterId)]);
    expect(replies.map(({ body }) => (body as { outcome: string }).outcome).sort()).toEqual([
      'already-done',
      'already-done',
      'replayed',
    ]);
    await room.deliver(PayoutPaid, paid(id), { id, eventId });
    expect(await totalOf(id)).toBe('7');
    expect(await list()).toEqual({ items: [] });
    expect(await letterOf(letterId)).toMatchObject({
      state: 'replayed',
      closedAt: expect.any(String),
      history: [
        { action: 'dead-letter.replay', outcome: 'failed: handler-failed', subject: 'tam', tenant: 'agency:66' },
        {
          action: 'dead-letter.replay',
          outcome: 'replayed',
          subject: 'tam',
          afterDigest: digestOf({ id: letterId, state: 'replayed' }),
        },
      ],
    });
  });

  it('of an event that took effect meanwhile are closed without a second effect', async () => {
    await breakHandler();
    const id = newCounter();
    const eventId = newId();
    await room.deliver(PayoutPaid, paid(id), { id, eventId });
    await cure();
    await room.deliver(PayoutPaid, paid(id), { id, eventId });
    const letterId = (await list()).items[0]?.id ?? '';
    expect((await replay(letterId)).body).toMatchObject({ outcome: 'already-done', letter: { state: 'replayed' } });
    expect(await totalOf(id)).toBe('7');
  });

  it('of one thing are replayed in their order: the older one first', async () => {
    const id = newCounter();
    const [first = '', second = ''] = await keep([
      { payoutId: id, version: 1 },
      { payoutId: id, version: 2 },
    ]);
    expect((await replay(second)).body).toMatchObject({ status: 409, code: 'dead-letter.older-first', olderId: first });
    await breakHandler();
    expect((await replayAll({ topic: PayoutPaid.topic })).body).toEqual({
      matched: 2,
      replayed: 0,
      alreadyDone: 0,
      failed: 1,
      heldBack: 1,
      remaining: 0,
    });
    await cure();
    expect((await replayAll({ topic: PayoutPaid.topic })).body).toMatchObject({ replayed: 2 });
    expect(await totalOf(id)).toBe('14');
  });

  it('are replayed by the thousand, twice at once, and each takes effect once', async () => {
    const counters = Array.from({ length: 1_000 }, () => newCounter());
    await keep(counters.map((payoutId) => ({ payoutId, version: 1 })));
    const filter = { cause: 'handler-failed' };
    const dry = await operator().post('/v1/operations/dead-letter-replays', { filter, dryRun: true });
    expect(dry.body).toMatchObject({ matched: 1_000, replayed: 0, remaining: 1_000 });
    const limited = await replayAll(filter, { limit: 10, reason: 'a first few' });
    expect(limited.body).toMatchObject({ matched: 1_000, replayed: 10, remaining: 990 });
    let replayed = 0;
    // A call ends after 25 s and says what remains; the same call goes on.
    for (let remaining = 990; remaining > 0; ) {
      const replies = await Promise.all([replayAll(filter), replayAll(filter)]);
      const counts = replies.map(({ body }) => body as Record<string, number>);
      expect(counts.map(({ failed, heldBack }) => [failed, heldBack])).toEqual([
        [0, 0],
        [0, 0],
      ]);
      for (const count of counts) replayed += count.replayed ?? 0;
      remaining = Math.min(...counts.map((count) => count.remaining ?? 0));
    }
    expect(replayed).toBe(990);
    expect((await replayAll(filter)).body).toMatchObject({ matched: 0, replayed: 0 });
    const totals = await room.db.counter.findMany({ where: { id: { in: counters.map(mirrorOf) } } });
    expect(totals.map(({ total }) => total)).toEqual(counters.map(() => 7n));
    const [audited] = await room.db.$queryRaw<{ count: bigint; reasoned: bigint }[]>`
      SELECT count(*), count(reason) AS reasoned FROM platform.audit WHERE outcome = 'replayed'`;
    expect(audited).toEqual({ count: 1_000n, reasoned: 10n });
  }, 120_000);

  it('are discarded with a reason, once, and then not replayed', async () => {
    const [id = ''] = await keep([{ payoutId: newCounter(), version: 1 }]);
    const discard = (body: object) => operator().post(`/v1/operations/dead-letters/${id}/discard`, body);
    expect((await discard({})).body).toMatchObject({ status: 422, errors: [{ pointer: '/reason' }] });
    expect((await discard({ reason: ' x ' })).body).toMatchObject({ status: 422 });
    expect((await discard({ reason: 'paid by hand' })).body).toMatchObject({ id, state: 'discarded' });
    expect((await discard({ reason: 'once more' })).body).toMatchObject({ id, state: 'discarded' });
    expect((await replay(id)).body).toMatchObject({ status: 409, code: 'dead-letter.discarded' });
    const digestOfState = (state: string) => digestOf({ id, state });
    expect((await letterOf(id)).history).toMatchObject([
      {
        action: 'dead-letter.discard',
        reason: 'paid by hand',
        beforeDigest: digestOfState('open'),
        afterDigest: digestOfState('discarded'),
      },
    ]);
    expect((await list('?state=discarded')).items).toHaveLength(1);
    await room.db.$executeRaw`DELETE FROM platform.dead_letters`;
    const [other = ''] = await keep([{ payoutId: newCounter(), version: 1 }]);
    await replay(other);
    expect(
      (await operator().post(`/v1/operations/dead-letters/${other}/discard`, { reason: 'late' })).body,
    ).toMatchObject({ status: 409, code: 'dead-letter.already-replayed' });
  });

  it('ask for a filter, for the word whether to replay, and for an id that exists', async () => {
    expect((await replayAll({})).body).toMatchObject({ status: 422, code: 'request.invalid' });
    const noWord = await operator().post('/v1/operations/dead-letter-replays', { filter: { cause: 'json' } });
    expect(noWord.body).toMatchObject({ status: 422, errors: [{ pointer: '/dryRun' }] });
    for (const reply of [await replay(newId()), await operator().get(`/v1/operations/dead-letters/${newId()}`)])
      expect(reply.body).toMatchObject({ status: 404, code: 'request.not-found' });
  });

  it('are for operators alone', async () => {
    const paths = ['status', 'dead-letters', 'dead-letter-groups', `dead-letters/${newId()}`, 'audit'];
    for (const who of [
      { role: 'officer', tenantCode: '66' },
      { role: 'hospital', tenantCode: '66001' },
      { role: 'employer', tenantCode: 'TA0001' },
    ] as const) {
      for (const path of paths)
        expect((await room.as(who).get(`/v1/operations/${path}`)).body).toMatchObject({
          permission: 'operations:read',
        });
      for (const path of [`dead-letters/${newId()}/replay`, `dead-letters/${newId()}/discard`, 'dead-letter-replays'])
        expect((await room.as(who).post(`/v1/operations/${path}`, {})).body).toMatchObject({
          status: 403,
          permission: 'operations:act',
        });
    }
  });
});
