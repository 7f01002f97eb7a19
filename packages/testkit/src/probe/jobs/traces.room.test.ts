import { join } from 'node:path';
import { type Database, newId, openDatabase } from '@ansinh/database';
import { Enqueued, type Job, type Jobs, type JobTx, jobBuilders, openJobs } from '@ansinh/jobs';
import { createLogger, currentTraceId } from '@ansinh/telemetry';
import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { z } from 'zod';
import { eventually } from '../../faults/eventually';
import { type Prisma, PrismaClient } from '../../generated/prisma/client';
import { createTestDatabase, foldersOf, type TestDatabase } from '../../servers/databases';

type Tx = JobTx & { readonly db: Prisma.TransactionClient };
/** The span of a command: a job of its own begins where this one is. */
type Command = { readonly traceId: string; readonly spanId: string };

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');
const START = '2026-10-05T08:30:00+07:00';
const MINUTE = 60_000;
const { job, chunkedJob, scheduledJob } = jobBuilders<Tx>();

/** Where a job was, by the trace that was active there. */
const seen: string[] = [];
const note = (where: string): void => void seen.push(`${where} ${currentTraceId()}`);

const reachLater = job({
  name: 'reach-later',
  summary: 'Reaches outside, in vain the first time',
  data: z.object({ id: z.uuid() }),
  reach: async (_data, { attempt, read }) => {
    note('reach');
    await read(async () => note('read'));
    if (attempt === 1) throw new Error('nobody answers');
  },
  handle: async () => note('handle'),
});

const failLater = job({
  name: 'fail-later',
  summary: 'Fails for good',
  data: z.object({}),
  attempts: 1,
  handle: async () => {
    throw new Error('broken');
  },
  ended: async () => note('failed'),
});

const goOn = chunkedJob({
  name: 'go-on',
  summary: 'Three chunks',
  cursor: z.object({ left: z.int() }),
  chunk: async (_tx, { left }) => {
    note(`chunk ${left}`);
    return left === 0 ? undefined : { left: left - 1 };
  },
});

const daily = scheduledJob({
  name: 'count-daily',
  summary: 'Runs each morning',
  schedule: '30 5 * * *',
  handle: async (_tx, { day }) => note(day),
});

const JOBS: readonly Job<Tx>[] = [reachLater, failLater, goOn, daily];

describe('the trace of a job', () => {
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

  let test: TestDatabase;
  let database: Database<Prisma.TransactionClient, PrismaClient>;
  let now: Date;
  let opened: Jobs[];
  beforeEach(async () => {
    exporter.reset();
    seen.length = 0;
    now = new Date(START);
    opened = [];
    test = await createTestDatabase(MIGRATIONS);
    database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
      url: test.url,
      client: PrismaClient,
      migrations: foldersOf(MIGRATIONS),
      poolSize: 5,
    });
  });
  afterEach(async () => {
    for (const jobs of opened) {
      await jobs.stop();
      await jobs.close();
    }
    await database.close();
    await test.drop();
  });

  /** Jobs that are run by hand go by the clock of the test, those of a runner by that of the database. */
  const open = async (isByHand: boolean) => {
    let jobs: Jobs | undefined;
    const clock = (): Date => (isByHand ? now : new Date());
    const transact = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
      database.transaction(async (db) => {
        const enqueued = new Enqueued({ queue: jobs?.queue, tenant: 'agency:66', now: clock() });
        const result = await work({ db, enqueue: enqueued.enqueue });
        await enqueued.flush(db);
        return result;
      });
    jobs = await openJobs<Tx>({
      databaseUrl: test.url,
      jobs: JOBS,
      transact: (_cause, work) => transact(work),
      read: (work) => transact(work),
      now: clock,
      logger: createLogger('payment', 'silent'),
      leaseMs: 30_000,
      isByHand,
      handClock: isByHand ? clock : undefined,
    });
    opened.push(jobs);
    return { jobs, transact };
  };

  /** One transaction within a span, as a request is; its runner is told within it, too. */
  const command = ({ jobs, transact }: Awaited<ReturnType<typeof open>>, work: (tx: Tx) => void): Promise<Command> =>
    trace.getTracer('test').startActiveSpan('POST /v1/orders', async (span) => {
      await transact(async (tx) => work(tx));
      jobs.nudge();
      span.end();
      return span.spanContext();
    });
  const spansOf = (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name);
  const placesOf = (name: string) =>
    spansOf(name).map((span) => ({ traceId: span.spanContext().traceId, parent: span.parentSpanContext?.spanId }));

  it('is that of the command which queued it, outside and inside of its transaction, also when it is tried again', async () => {
    const process = await open(true);
    const { traceId, spanId } = await command(process, ({ enqueue }) => enqueue(reachLater, { id: newId() }));
    expect(await process.jobs.byHand.runDue()).toMatchObject([{ outcome: 'retry' }]);
    now = new Date(now.getTime() + MINUTE);
    expect(await process.jobs.byHand.runDue()).toMatchObject([{ outcome: 'done' }]);
    expect(seen).toEqual(['reach', 'read', 'reach', 'read', 'handle'].map((where) => `${where} ${traceId}`));
    const place = { traceId, parent: spanId };
    expect(placesOf('job reach-later')).toEqual([place, place]);
    expect(placesOf('settle job reach-later')).toEqual([place]);
    expect(
      spansOf('job reach-later').map(({ attributes, status }) => [attributes['job.attempt'], status.code]),
    ).toEqual([
      [1, SpanStatusCode.ERROR],
      [2, SpanStatusCode.UNSET],
    ]);
  });

  it('is the same where it does what it has to do when it failed', async () => {
    const process = await open(true);
    const { traceId, spanId } = await command(process, ({ enqueue }) => enqueue(failLater, {}));
    expect(await process.jobs.byHand.runDue()).toMatchObject([{ outcome: 'failed' }]);
    expect(seen).toEqual([`failed ${traceId}`]);
    expect(placesOf('settle job fail-later')).toEqual([{ traceId, parent: spanId }]);
  });

  it('goes on from chunk to chunk, each a child of the one before', async () => {
    const process = await open(true);
    const { traceId, spanId } = await command(process, ({ enqueue }) => enqueue(goOn, { left: 2 }));
    await process.jobs.byHand.runDue();
    expect(seen).toEqual([2, 1, 0].map((left) => `chunk ${left} ${traceId}`));
    const ids = spansOf('job go-on').map((span) => span.spanContext().spanId);
    expect(placesOf('job go-on').map(({ parent }) => parent)).toEqual([spanId, ...ids.slice(0, 2)]);
  });

  it('is its own from the fourth on that one transaction queues, linked to that of the command', async () => {
    const process = await open(true);
    const { traceId } = await command(process, ({ enqueue }) => {
      for (let count = 0; count < 5; count += 1) enqueue(goOn, { left: 0 });
    });
    await process.jobs.byHand.runDue();
    const ran = spansOf('job go-on');
    const elsewhere = ran.filter((span) => span.spanContext().traceId !== traceId);
    expect([ran.length, elsewhere.length]).toEqual([5, 2]);
    expect(elsewhere.map(({ links }) => links.map(({ context: { traceId: id } }) => id))).toEqual([
      [traceId],
      [traceId],
    ]);
  });

  it('is that of the event which caused it, where one transaction handles several', async () => {
    const process = await open(true);
    const [one, other] = ['1'.repeat(32), '2'.repeat(32)];
    const told = (traceId: string | undefined) =>
      traceId === undefined
        ? { tenant: 'facility:66001' }
        : { tenant: 'facility:66001', traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const { traceId } = await command(process, ({ enqueue }) => {
      for (const causedBy of [one, other, undefined].map(told)) enqueue(goOn, { left: 0 }, { causedBy });
      enqueue(goOn, { left: 0 });
    });
    await process.jobs.byHand.runDue();
    const traces = placesOf('job go-on').map((place) => place.traceId);
    expect([traces[0], traces[1], traces[3]]).toEqual([one, other, traceId]);
    expect(spansOf('job go-on')[2]?.parentSpanContext).toBeUndefined();
    const tenants = await process.transact(
      async ({ db }) =>
        await db.$queryRaw<{ tenant: string }[]>`SELECT data ->> 'tenant' AS tenant FROM jobs.job ORDER BY id`,
    );
    expect(tenants.map(({ tenant }) => tenant)).toEqual([...Array(3).fill('facility:66001'), 'agency:66']);
  });

  it('begins with each time of a schedule', async () => {
    const process = await open(true);
    await process.jobs.start();
    for (const day of [6, 7]) {
      now = new Date(`2026-10-0${day}T05:30:00+07:00`);
      await process.jobs.byHand.runDue();
    }
    const places = placesOf('job count-daily');
    expect(places.map(({ parent }) => parent)).toEqual([undefined, undefined]);
    expect(new Set(places.map(({ traceId }) => traceId)).size).toBe(2);
    expect(seen).toEqual(places.map(({ traceId }, index) => `2026-10-0${index + 6} ${traceId}`));
  });

  it('is not that of a command which happens to wake the runner', async () => {
    const before = await open(true);
    await before.jobs.start();
    // As if the service had been down for three days.
    await before.transact(
      async ({ db }) => await db.$executeRaw`UPDATE platform.job_schedules SET last_for = now() - interval '3 days'`,
    );
    const process = await open(false);
    await process.jobs.start();
    const commands: Command[] = [];
    for (let n = 0; n < 3; n += 1) commands.push(await command(process, ({ enqueue }) => enqueue(goOn, { left: 0 })));
    await eventually(() => expect(spansOf('job count-daily')).toHaveLength(1));
    await eventually(() => expect(spansOf('job go-on')).toHaveLength(commands.length));
    expect(placesOf('job count-daily').map(({ parent }) => parent)).toEqual([undefined]);
    const traces = placesOf('job go-on').map(({ traceId }) => traceId);
    expect(traces.sort()).toEqual(commands.map(({ traceId }) => traceId).sort());
  });
});
