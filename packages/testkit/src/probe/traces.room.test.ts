import { PayoutBatchApproved, PayoutPaid } from '@ansinh/contracts/payment/events';
import { newId } from '@ansinh/database';
import { Outbox, Processor, type RawMessage, subscriptionBuilders } from '@ansinh/messaging';
import { createLogger, currentTraceId } from '@ansinh/telemetry';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { openStore, type Tx, testCause } from '../conformance/store';
import type { PrismaClient } from '../generated/prisma/client';
import { messageOf } from '../rooms/events';
import { type Room, startRoom } from '../rooms/room';
import { probeService } from './probe';

const NOW = new Date('2026-10-05T01:30:00.000Z');
const TRACE = (digit: string): string => digit.repeat(32);
const contextOf = (digit: string, flags = '01'): string => `00-${TRACE(digit)}-${digit.repeat(16)}-${flags}`;

const paid = (payoutId: string) =>
  ({
    payoutId,
    kind: 'pension',
    sourceId: newId(),
    beneficiary: { kind: 'participant', id: newId() },
    period: '2026-10',
    amountVnd: '4988913',
    channel: 'bank',
    paidAt: NOW.toISOString(),
  }) as const;

describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  beforeAll(() => {
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  });
  afterAll(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });
  beforeEach(() => exporter.reset());

  const spans = (): ReadableSpan[] => exporter.getFinishedSpans();
  const spanOf = (name: string): ReadableSpan | undefined => spans().find((span) => span.name === name);

  /** Within a span, as a request is. @returns its trace */
  const request = async (work: () => Promise<unknown>): Promise<string> =>
    trace.getTracer('test').startActiveSpan('POST /v1/payouts', async (span) => {
      await work();
      span.end();
      return span.spanContext().traceId;
    });

  describe('of statements', () => {
    let store: Awaited<ReturnType<typeof openStore>>;
    beforeAll(async () => {
      store = await openStore();
    });
    afterAll(() => store.close());

    it('are named by operation and table, without their text, and leave out what begins and ends a transaction', async () => {
      await request(() =>
        store.transaction(async (db) => {
          await db.$queryRaw`SELECT version FROM aggregates WHERE id = ${newId()}::uuid FOR UPDATE`;
          await db.$executeRaw`INSERT INTO aggregates (id, version) VALUES (${newId()}::uuid, 1)`;
        }),
      );
      const queries = spans().filter(({ kind }) => kind === SpanKind.CLIENT);
      expect(queries.map(({ name }) => name)).toEqual(['SELECT aggregates', 'INSERT aggregates']);
      expect(queries[1]?.attributes).toEqual({
        'db.system.name': 'postgresql',
        'db.namespace': new URL(store.url).pathname.slice(1),
        'db.operation.name': 'INSERT',
        'db.collection.name': 'aggregates',
        'db.query.summary': 'INSERT aggregates',
      });
      const [root] = spans().filter(({ name }) => name === 'POST /v1/payouts');
      expect(queries.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
        root?.spanContext().spanId,
        root?.spanContext().spanId,
      ]);
    });

    it('say which kind of error it was, and nothing of the value that was refused', async () => {
      await request(async () => {
        const refused = store.transaction((db) => db.$executeRaw`SELECT ${'012345678901x'}::int`.then(() => undefined));
        await expect(refused).rejects.toThrow();
      });
      expect(spanOf('SELECT')?.status.code).toBe(SpanStatusCode.ERROR);
      expect(JSON.stringify(spanOf('SELECT')?.status)).not.toContain('012345678901');
    });

    it('are none where nobody looks', async () => {
      await store.transaction((db) => db.$executeRaw`DELETE FROM aggregates`.then(() => undefined));
      await context.with(trace.setSpanContext(context.active(), { ...NOT_KEPT }), () =>
        store.transaction((db) => db.$executeRaw`DELETE FROM aggregates`.then(() => undefined)),
      );
      expect(spans()).toEqual([]);
    });
  });

  describe('of messages', () => {
    const { subscription, batchSubscription } = subscriptionBuilders<Tx>();
    let store: Awaited<ReturnType<typeof openStore>>;
    let handled: string[];
    beforeAll(async () => {
      store = await openStore();
    });
    afterAll(() => store.close());
    beforeEach(() => {
      handled = [];
    });

    const message = (digit: string, offset: number, flags = '01'): RawMessage => ({
      ...messageOf(PayoutPaid, paid(newId()), { now: NOW, offset, traceparent: contextOf(digit, flags) }),
      partition: 3,
    });
    const processorOf = (on: ReturnType<typeof subscription>): Processor<Tx> =>
      new Processor({
        service: 'notification',
        subscriptions: [on],
        transact: store.transact,
        logger: createLogger('notification', 'silent'),
        wait: async () => undefined,
      });
    const always = { goOn: () => true, done: () => undefined };

    it('name group, partition, offset and what the message is about, in the trace of its cause', async () => {
      const one = message('a', 41);
      const note = async () => void handled.push(currentTraceId());
      await processorOf(subscription({ on: PayoutPaid, handle: note })).process([one], always);
      const span = spanOf('process payment.payouts.v1');
      expect([span?.kind, span?.spanContext().traceId, handled]).toEqual([SpanKind.CONSUMER, TRACE('a'), [TRACE('a')]]);
      expect(span?.attributes).toMatchObject({
        'messaging.system': 'kafka',
        'messaging.operation.name': 'process',
        'messaging.operation.type': 'process',
        'messaging.destination.name': 'payment.payouts.v1',
        'messaging.destination.partition.id': '3',
        'messaging.consumer.group.name': 'notification',
        'messaging.kafka.offset': 41,
        'cloudevents.event_type': PayoutPaid.type,
        'ansinh.payout.id': JSON.parse(String(one.value)).payoutId,
      });
      expect(JSON.stringify(span?.attributes)).not.toContain('4988913');
    });

    it('are there for each trace that has one in a batch, with a link to the one that did the work', async () => {
      const batch = [message('a', 1), message('b', 2), message('a', 3), message('c', 4, '00')];
      const handle = async () => void handled.push(currentTraceId());
      await processorOf(batchSubscription({ on: PayoutPaid, handle })).process(batch, always);
      expect(handled).toEqual([TRACE('a')]);
      const found = spans().filter(({ name }) => name === 'process payment.payouts.v1');
      const lead = found.find((span) => span.spanContext().traceId === TRACE('a'));
      const other = found.find((span) => span.spanContext().traceId === TRACE('b'));
      expect(found).toHaveLength(2);
      expect(lead?.attributes['messaging.batch.message_count']).toBe(4);
      expect(other?.links.map((link) => link.context.spanId)).toEqual([lead?.spanContext().spanId]);
    });
  });

  describe('of a batch', () => {
    const { subscription } = subscriptionBuilders<Tx>();
    let store: Awaited<ReturnType<typeof openStore>>;
    let room: Room<PrismaClient>;
    beforeAll(async () => {
      [store, room] = await Promise.all([openStore(), startRoom(probeService)]);
    });
    afterAll(() => Promise.all([store.close(), room.stop()]));

    const PAYOUTS = 500;
    /** One transaction that tells of many. @returns its trace, and its events as Kafka brings them */
    const report = async (ids: readonly string[]) => {
      const traceId = await request(async () => {
        const outbox = new Outbox({ ...testCause(), now: NOW });
        for (const id of ids) outbox.append(PayoutPaid, paid(id), { id, version: 1 });
        await outbox.flush(room.db);
      });
      const told = (await room.outbox()).filter(({ key }) => ids.includes(key));
      const messages = told.map(({ key: id, data, attributes: { traceparent, tracelink } }, offset) =>
        messageOf(PayoutPaid, data, {
          now: NOW,
          offset,
          id,
          ...(traceparent === undefined ? {} : { traceparent }),
          ...(tracelink === undefined ? {} : { tracelink }),
        }),
      );
      return { traceId, messages };
    };

    it('is as long as that of three, however many it tells of: the others begin traces that are linked to it', async () => {
      const { traceId, messages } = await report(Array.from({ length: PAYOUTS }, newId));
      const handle = async ({ db }: Tx) => {
        await db.$queryRaw`SELECT version FROM aggregates WHERE id = ${newId()}::uuid`;
      };
      const processor = new Processor({
        service: 'notification',
        subscriptions: [subscription({ on: PayoutPaid, handle })],
        transact: store.transact,
        logger: createLogger('notification', 'silent'),
        wait: async () => undefined,
      });
      await processor.process(messages, { goOn: () => true, done: () => undefined });
      const own = spans().filter((span) => span.spanContext().traceId === traceId);
      expect([own.length > 3, own.length < 100]).toEqual([true, true]);
      const processed = spans().filter(({ name }) => name === 'process payment.payouts.v1');
      expect(processed).toHaveLength(PAYOUTS);
      const elsewhere = processed.filter((span) => span.spanContext().traceId !== traceId);
      expect(new Set(elsewhere.map((span) => span.spanContext().traceId)).size).toBe(PAYOUTS - 3);
      expect(new Set(elsewhere.flatMap(({ links }) => links.map(({ context: { traceId: id } }) => id)))).toEqual(
        new Set([traceId]),
      );
    });

    it('is found by each thing, and so is the one that its effects began', async () => {
      const id = newId();
      await room.deliver(PayoutPaid, paid(id), { id, tracelink: contextOf('7') });
      const [span] = spans().filter(({ name }) => name === 'process payment.payouts.v1');
      const rows = await room.db.$queryRaw<{ traces: string[] }[]>`
        SELECT traces FROM platform.outbox_sequences WHERE topic = 'noted' AND key = ${id}`;
      expect(rows.flatMap(({ traces }) => traces).map((one) => one.slice(28, 60))).toEqual([
        span?.spanContext().traceId,
      ]);
      expect(span?.links.map(({ context: { traceId } }) => traceId)).toEqual([TRACE('7')]);
    });
  });

  describe('of a thing', () => {
    let store: Awaited<ReturnType<typeof openStore>>;
    let room: Room<PrismaClient>;
    beforeAll(async () => {
      [store, room] = await Promise.all([openStore(), startRoom(probeService)]);
    });
    afterAll(() => Promise.all([store.close(), room.stop()]));

    /** A transaction that tells of payouts, on the database of the room. */
    const tell = (work: (outbox: Outbox) => void, at = NOW): Promise<string> =>
      request(async () => {
        const outbox = new Outbox({ ...testCause(), now: at });
        work(outbox);
        await outbox.flush(room.db);
      });
    const noted = async (key: string): Promise<string[]> => {
      const rows = await room.db.$queryRaw<{ traces: string[] }[]>`
        SELECT traces FROM platform.outbox_sequences WHERE key = ${key}`;
      return rows.flatMap(({ traces }) => traces).map((one) => one.slice(28, 60));
    };
    const traces = (key: string) => room.as({ role: 'operator', tenantCode: '66' }).get(`/v1/operations/traces/${key}`);

    it('are kept with it, days apart, and each links the one before', async () => {
      const id = newId();
      const days = [1, 5, 9];
      const told: string[] = [];
      for (const [index, day] of days.entries()) {
        const at = new Date(NOW.getTime() + day * 86_400_000);
        told.push(await tell((outbox) => outbox.append(PayoutPaid, paid(id), { id, version: index + 1 }), at));
      }
      expect(await noted(id)).toEqual(told);
      const requests = spans().filter(({ name }) => name === 'POST /v1/payouts');
      expect(requests.map(({ links }) => links.map((link) => link.context.traceId))).toEqual([
        [],
        [told[0]],
        [told[1]],
      ]);
      expect(requests.map(({ attributes }) => attributes['ansinh.payout.id'])).toEqual([id, id, id]);
      const { status, body } = await traces(id);
      expect([status, body]).toMatchObject([
        200,
        {
          items: told.map((traceId, index) => ({
            traceId,
            at: new Date(NOW.getTime() + (days[index] ?? 0) * 86_400_000).toISOString(),
            service: 'payment',
            about: 'payment.payouts',
            key: id,
            kept: true,
          })),
          related: [],
        },
      ]);
    });

    it('are kept once, however much a trace tells, and with what a transaction tells nothing of', async () => {
      const [id, batchId] = [newId(), newId()];
      const traceId = await request(async () => {
        for (const version of [1, 2]) {
          const outbox = new Outbox({ ...testCause(), now: NOW });
          outbox.append(PayoutPaid, paid(id), { id, version });
          outbox.concern([id, batchId]);
          await outbox.flush(room.db);
        }
      });
      expect([await noted(id), await noted(batchId)]).toEqual([[traceId], [traceId]]);
      const { body } = await traces(batchId);
      expect(body).toMatchObject({ items: [{ traceId, about: 'noted' }] });
    });

    it('are those of the causes, where one transaction serves several requests', async () => {
      const ids = ['a', 'b', 'c'].map((digit) => ({ digit, id: newId() }));
      await tell((outbox) => {
        for (const { digit, id } of ids) {
          const cause = { id: newId(), tenant: 'agency:66', traceparent: contextOf(digit) };
          outbox.append(PayoutPaid, paid(id), { id, version: 1 }, cause);
        }
      });
      for (const { digit, id } of ids) expect(await noted(id)).toEqual([TRACE(digit)]);
    });

    it('are the first ten and the last forty, and number events as ever', async () => {
      const id = newId();
      const told: string[] = [];
      for (let version = 1; version <= 60; version += 1)
        told.push(await tell((outbox) => outbox.append(PayoutPaid, paid(id), { id, version })));
      expect(await noted(id)).toEqual([...told.slice(0, 10), ...told.slice(20)]);
      const [row] = await room.db.$queryRaw<{ last: bigint; positions: bigint[] }[]>`
        SELECT last, (SELECT array_agg(sequence ORDER BY position) FROM platform.outbox WHERE key = ${id}) AS positions
        FROM platform.outbox_sequences WHERE key = ${id}`;
      expect([Number(row?.last), row?.positions.map(Number)]).toEqual([60, told.map((_, index) => index + 1)]);
    });

    it.each(['payout-batch', 'settlement', 'document', 'anything'])(
      'are those of the acts on it too, whatever kind of thing it is, and nobody says that they were kept: %s',
      async (kind) => {
        const id = newId();
        await room.db.$executeRaw`
          INSERT INTO platform.audit (subject, tenant, action, target, trace_id) VALUES
            ('tam', 'agency:66', 'thing.change', ${`${kind}:${id}`}, ${TRACE('e')}),
            ('tam', 'agency:66', 'thing.change', ${`${kind}:${newId()}`}, ${TRACE('f')})`;
        expect((await traces(id)).body).toMatchObject({
          items: [{ traceId: TRACE('e'), about: 'thing.change', key: id, kept: null }],
        });
      },
    );

    it('are none of a thing that nobody knows, and for operators alone', async () => {
      const key = newId();
      expect((await traces(key)).body).toMatchObject({ status: 404, code: 'request.not-found' });
      const officer = await room.as({ role: 'officer', tenantCode: '66' }).get(`/v1/operations/traces/${key}`);
      expect(officer.status).toBe(403);
      expect((await traces('a%20b')).status).toBe(422);
    });

    it('stay out of what is not traced', async () => {
      const [id, batchId] = [newId(), newId()];
      const outbox = new Outbox({ ...testCause(), now: NOW });
      outbox.append(PayoutBatchApproved, approved(batchId), { id: batchId, version: 1 });
      outbox.concern([id]);
      await outbox.flush(room.db);
      expect([await noted(id), await noted(batchId)]).toEqual([[], []]);
    });
  });
});

const NOT_KEPT = { traceId: TRACE('d'), spanId: 'd'.repeat(16), traceFlags: 0, isRemote: true };

const approved = (batchId: string) => ({
  batchId,
  bankBin: '970405',
  payouts: 1,
  sumVnd: '4988913',
  executionDate: '2026-10-06',
});
