// npm run load -- jobs [JOBS]: what it costs a transaction to queue a job, how many empty jobs one process does in a second,
// and what six idle services ask of the processor and of the database while nothing is due (docs/adr/0019-jobs.md).
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newId, openDatabase } from '@ansinh/database';
import { Enqueued, JOBS_MIGRATIONS, type Jobs, type JobTx, jobBuilders, openJobs } from '@ansinh/jobs';
import { withClient } from '@ansinh/local';
import { MESSAGING_MIGRATIONS } from '@ansinh/messaging';
import { createLogger } from '@ansinh/telemetry';
import { type Prisma, PrismaClient } from '@ansinh/testkit/dist/generated/prisma/client.js';
import { z } from 'zod';
import type { RunOnServers } from './platform/context.ts';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const IDLE_SECONDS = 30;
const SERVICES = 6;

type Tx = JobTx & { readonly db: Prisma.TransactionClient };
const { job } = jobBuilders<Tx>();
const nothing = (name: string) =>
  job({ name, summary: 'Does nothing', data: z.object({ id: z.uuid() }), handle: async () => undefined });
const EMPTY = nothing('do-nothing');
const JOBS = [EMPTY, nothing('do-nothing-else'), nothing('do-even-less')];

type Service = {
  readonly jobs: Jobs;
  readonly transact: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
};

const open = async (url: string, isByHand: boolean): Promise<Service> => {
  const database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
    url,
    client: PrismaClient,
    migrations: {
      packages: [MESSAGING_MIGRATIONS, JOBS_MIGRATIONS],
      service: join(root, 'packages/testkit/prisma/migrations'),
    },
    poolSize: 10,
  });
  let opened: Jobs | undefined;
  const transact: Service['transact'] = (work) =>
    database.transaction(async (db) => {
      const enqueued = new Enqueued({ queue: opened?.queue, tenant: 'agency:66', now: new Date() });
      const result = await work({ db, enqueue: enqueued.enqueue });
      await enqueued.flush(db);
      return result;
    });
  const jobs = await openJobs<Tx>({
    databaseUrl: url,
    jobs: JOBS,
    transact: (_cause, work) => transact(work),
    read: () => Promise.reject(new Error('these jobs read nothing')),
    now: () => new Date(),
    logger: createLogger('load', 'warn'),
    leaseMs: 30_000,
    isByHand,
  });
  opened = jobs;
  return {
    jobs,
    transact,
    close: async () => {
      await jobs.stop();
      await jobs.close();
      await database.close();
    },
  };
};

const medianMs = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

/** One after the other: how long a small command takes, with a job and without. */
const measureQueueing = async ({ transact }: Service, count: number) => {
  const times: { readonly plain: number[]; readonly queueing: number[] } = { plain: [], queueing: [] };
  for (let n = 0; n < count; n += 1)
    for (const kind of ['plain', 'queueing'] as const) {
      const started = performance.now();
      await transact(async (tx) => {
        await tx.db.$executeRaw`INSERT INTO counters (id, total, version) VALUES (${newId()}::uuid, 1, 1)`;
        if (kind === 'queueing') tx.enqueue(EMPTY, { id: newId() });
      });
      times[kind].push(performance.now() - started);
    }
  return { plainMs: medianMs(times.plain), queueingMs: medianMs(times.queueing) };
};

const undoneOf = ({ transact }: Service): Promise<number> =>
  transact(async ({ db }) => {
    const [row] = await db.$queryRaw<
      { count: number }[]
    >`SELECT count(*)::int AS count FROM platform.jobs WHERE state <> 'completed'`;
    return row?.count ?? 0;
  });

const measureDoing = async (service: Service, count: number): Promise<number> => {
  for (let n = 0; n < count; n += 500)
    await service.transact(async (tx) => {
      for (let m = n; m < Math.min(n + 500, count); m += 1) tx.enqueue(EMPTY, { id: newId() });
    });
  const waiting = await undoneOf(service);
  const started = performance.now();
  await service.jobs.start();
  while ((await undoneOf(service)) > 0) await pause(50);
  return waiting / ((performance.now() - started) / 1_000);
};

const committedIn = (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      `SELECT sum(xact_commit)::text AS count FROM pg_stat_database WHERE datname LIKE 'load_%'`,
    );
    return Number(rows[0]?.count);
  });

const measureIdling = async (urls: readonly string[], adminUrl: string) => {
  const services = await Promise.all(urls.map((url) => open(url, false)));
  for (const { jobs } of services) await jobs.start();
  await pause(5_000);
  const [before, cpu] = [await committedIn(adminUrl), process.cpuUsage()];
  await pause(IDLE_SECONDS * 1_000);
  const spent = process.cpuUsage(cpu);
  const statements = (await committedIn(adminUrl)) - before;
  for (const { close } of services) await close();
  return {
    cpuPercent: (spent.user + spent.system) / (IDLE_SECONDS * 10_000),
    statementsPerSecond: statements / IDLE_SECONDS,
  };
};

export const platform = false;

export const run: RunOnServers = async ({ postgres, options }) => {
  const count = Number(options[0] ?? 5_000);
  const names = Array.from({ length: SERVICES }, (_, number) => `load_${number}`);
  for (const name of names) await postgres.createDatabase(name);
  const urls = names.map((name) => postgres.url(name));
  const first = await open(postgres.url('load_0'), true);
  const queueing = await measureQueueing(first, Math.min(count, 1_000));
  await first.close();
  const second = await open(postgres.url('load_0'), false);
  const perSecond = await measureDoing(second, count);
  await second.close();
  const idle = await measureIdling(urls, postgres.url('postgres'));
  console.log(
    `a transaction: ${queueing.plainMs.toFixed(2)} ms, with a job queued ${queueing.queueingMs.toFixed(2)} ms (medians)`,
  );
  console.log(`empty jobs done by one process: ${perSecond.toFixed(0)} a second`);
  console.log(
    `${SERVICES} idle services, 3 names each: ${idle.cpuPercent.toFixed(2)} % of a core, ${idle.statementsPerSecond.toFixed(1)} transactions a second in PostgreSQL`,
  );
  return true;
};
