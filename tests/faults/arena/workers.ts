import { join } from 'node:path';
import { migrate, newId } from '@ansinh/database';
import { appSpec, findFreePorts, httpProbe, type RunningChild, readLocalConfig, withClient } from '@ansinh/local';
import { type Finding, foldersOf } from '@ansinh/testkit';
import type { Arena } from './arena';
import { send } from './client';

/** One process of the smallest service with jobs (packages/testkit/src/probe/jobs). */
export type Worker = { readonly url: string; readonly child: RunningChild };

/** Processes of that service on a database of their own, behind the proxy of PostgreSQL. */
export type Workers = {
  readonly start: (environment?: Readonly<Record<string, string>>) => Promise<Worker>;
  /** Queues a job that moves the counter of this id by one. @returns the trace of the request */
  readonly order: (worker: Worker, id: string) => Promise<string>;
  /** How far each counter has come. */
  readonly totals: () => Promise<ReadonlyMap<string, number>>;
  /** How many rows it found or changed. */
  readonly query: (text: string) => Promise<number>;
  readonly end: () => Promise<void>;
};

/** Shorter than in production: a fault need not wait for half a minute. */
export const LEASE_MS = 2_000;

const PROBE = join('packages', 'testkit');
const CALLER = { tenant: { kind: 'agency', code: '66' }, permissions: ['payout:batch'] } as const;

export const openWorkers = async (arena: Arena): Promise<Workers> => {
  const config = { ...readLocalConfig({}), prefer: 'speed' } as const;
  const probe = join(config.rootDirectory, PROBE);
  const databaseName = `jobs_${newId().slice(-12)}`;
  const { servers, nemesis } = arena;
  await servers.postgres().createDatabase(databaseName);
  const url = servers.postgres().url(databaseName);
  await migrate(url, foldersOf(join(probe, 'prisma', 'migrations')));
  const running: Worker[] = [];

  const start: Workers['start'] = async (environment = {}) => {
    const [port = 0] = await findFreePorts(1);
    const ports = { ...config.ports, apps: { ...config.ports.apps, payment: port } };
    const proxied = new URL(url);
    proxied.port = String(servers.postgresProxy.port);
    const spec = appSpec({ ...config, ports }, 'payment', {
      databaseUrl: () => proxied.href,
      kafkaBrokers: `127.0.0.1:${servers.kafkaProxy.port}`,
      zipkinUrl: 'http://127.0.0.1:1',
    });
    const workerUrl = `http://127.0.0.1:${port}`;
    const child = await nemesis.start({
      ...spec,
      name: `jobs-${running.length + 1}-${port}`,
      args: [...spec.args.slice(0, -1), join(probe, 'dist', 'probe', 'jobs', 'main.js')],
      cwd: probe,
      env: {
        ...spec.env,
        ISSUER: servers.issuer.issuer,
        JWKS_URL: servers.jwksUrl,
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_TRACES_SAMPLER: 'parentbased_always_on',
        JOBS_LEASE_MS: String(LEASE_MS),
        ...environment,
      },
      isReady: httpProbe(`${workerUrl}/health/ready`),
    });
    const worker = { url: workerUrl, child };
    running.push(worker);
    return worker;
  };

  return {
    start,
    order: async (worker, id) => {
      const body = { work: { id }, by: 'reach-later' };
      const token = await servers.issuer.tokenFor(CALLER);
      const reply = await send(worker.url, { method: 'POST', path: '/v1/orders', body, token });
      if (reply.kind !== 'answer' || reply.status !== 202) throw new Error(`the order was not taken: ${reply.kind}`);
      return String(reply.headers['x-trace-id']);
    },
    totals: () =>
      withClient(url, async (client) => {
        const { rows } = await client.query<{ id: string; total: string }>('SELECT id::text, total FROM counters');
        return new Map(rows.map(({ id, total }) => [id, Number(total)]));
      }),
    query: (text) => withClient(url, async (client) => (await client.query(text)).rowCount ?? 0),
    end: async () => {
      await Promise.all(running.map(({ child }) => child.stop()));
    },
  };
};

/** Each counter by one: neither less nor more. */
export const judgeTotals = (totals: ReadonlyMap<string, number>, ids: readonly string[]): Finding[] =>
  ids.flatMap((id): Finding[] => {
    const total = totals.get(id) ?? 0;
    if (total === 1) return [];
    const rule = total === 0 ? 'lost' : 'doubled';
    return [{ rule, subject: id, detail: `its job took effect ${total} times` }];
  });
