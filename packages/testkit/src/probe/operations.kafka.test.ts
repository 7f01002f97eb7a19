import { randomUUID } from 'node:crypto';
import type { ServiceStatus } from '@ansinh/contracts/operations/api';
import { addDays, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { withClient } from '@ansinh/local';
import { type RunningService, startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import { openTcpProxy, type TcpProxy } from '../faults/tcp-proxy';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import { createTestDatabase, type TestDatabase } from '../servers/databases';
import { testKafkaBrokers } from '../servers/servers';
import { probeService } from './probe';

describe('an operator sees', () => {
  let database: TestDatabase;
  let kafka: TcpProxy;
  let postgres: TcpProxy;
  let service: RunningService<Prisma.TransactionClient, PrismaClient>;

  beforeAll(async () => {
    database = await createTestDatabase(probeService.migrationsDir);
    kafka = await openTcpProxy(Number(testKafkaBrokers().split(':')[1]));
    kafka.set('refuse');
    const url = new URL(database.url);
    postgres = await openTcpProxy(Number(url.port));
    url.host = `127.0.0.1:${postgres.port}`;
    service = await startService(
      probeService,
      {
        NODE_ENV: 'test',
        PORT: 0,
        HOST: '127.0.0.1',
        AGENCY_CODE: '66',
        DATABASE_URL: url.href,
        DATABASE_POOL: 10,
        DATABASE_WAIT_MS: 3_000,
        KAFKA_BROKERS: `127.0.0.1:${kafka.port}`,
        KAFKA_SESSION_TIMEOUT_MS: 6_000,
        JOBS_LEASE_MS: 30_000,
        SHUTDOWN_GRACE_MS: 0,
        ISSUER: 'http://127.0.0.1:1',
        JWKS_URL: 'http://127.0.0.1:1/jwks',
      },
      {
        authenticate: async () => ({
          subject: 'test',
          tenant: { kind: 'agency', code: '66' },
          permissions: new Set(['payout:batch', 'operations:read']),
        }),
        logger: createLogger('payment', 'silent'),
      },
    );
  });
  afterAll(async () => {
    postgres.set('open');
    await service.stop();
    await Promise.all([kafka.close(), postgres.close()]);
    await database.drop();
  });

  const get = async (path: string) => {
    const response = await fetch(`${service.url}${path}`, { headers: { authorization: 'Bearer x' } });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const status = async () => (await get('/v1/operations/status')).body as ServiceStatus;
  const add = () =>
    fetch(`${service.url}/v1/counters/${randomUUID().slice(0, -1)}7/additions`, {
      method: 'POST',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ amountVnd: '3' }),
    });

  it('that Kafka is away at the start and events wait, while commands are taken; and green again by itself', async () => {
    expect((await add()).status).toBe(201);
    expect(await get('/health/ready')).toEqual({
      status: 503,
      body: { status: 'not ready', troubles: ['kafka is not reachable'] },
    });
    await withClient(database.url, (client) =>
      client.query(`UPDATE platform.outbox SET appended_at = clock_timestamp() - interval '40 seconds'`),
    );
    expect((await get('/health/ready')).body).toMatchObject({
      troubles: [
        'kafka is not reachable',
        expect.stringMatching(/^the outbox does not drain: its oldest event is 4\d s/),
      ],
    });
    expect(await status()).toMatchObject({
      healthy: false,
      stuck: [
        { what: expect.stringMatching(/^the outbox does not drain: 1 event, the oldest 4\d s old$/) },
        { what: 'kafka is not reachable' },
        { what: 'the consumer has not joined its group yet' },
      ],
      lag: null,
    });
    kafka.set('open');
    await eventually(async () => expect(await get('/health/ready')).toMatchObject({ status: 200 }));
    await eventually(async () =>
      expect(await status()).toMatchObject({
        healthy: true,
        relay: { role: 'active', trouble: null, published: 1 },
        consumer: { joined: true },
        lag: [
          { topic: 'payment.payouts.v1', messages: 0 },
          { topic: 'gateway.revocations.v1', messages: 0 },
        ],
        database: { outbox: { messages: 0 } },
      }),
    );
  });

  it('how far the service is behind, in messages, while its handlers wait', async () => {
    await withClient(database.url, async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE platform.inbox IN EXCLUSIVE MODE');
      for (let number = 0; number < 5; number += 1) expect((await add()).status).toBe(201);
      await eventually(async () => {
        const lag = (await status()).lag?.[0]?.messages ?? 0;
        expect(lag).toBeGreaterThan(0);
        expect(lag).toBeLessThanOrEqual(5);
      });
      await client.query('COMMIT');
    });
    await eventually(async () => expect((await status()).lag?.[0]).toMatchObject({ messages: 0 }));
  });

  it('that the service seals its audit by itself, each minute', async () => {
    expect((await get('/v1/operations/job-definitions')).body).toMatchObject({
      items: [
        { name: 'seal-registers', schedule: '* * * * *' },
        { name: 'forget-answers', schedule: '40 2 * * *' },
        { name: 'forget-revocations', schedule: '17 * * * *' },
      ],
    });
    await add();
    // Whoever takes it: the runner of the service may be there first.
    await eventually(() => service.jobs.runOne('seal-registers', { day: '2026-10-05' }));
    await eventually(async () => {
      const { rows } = await withClient(database.url, (client) => client.query('SELECT hash FROM platform.seals'));
      expect(rows.length).toBeGreaterThan(0);
    });
  });

  it('that what was written is not sealed, when the sealer does not get to it', async () => {
    await withClient(database.url, async (client) => {
      await client.query('BEGIN');
      // As a sealer that hangs: whoever else comes leaves it the work.
      const { rows } = await client.query('SELECT pg_try_advisory_xact_lock(7260003) AS taken');
      expect(rows).toEqual([{ taken: true }]);
      await withClient(database.url, (other) =>
        other.query(
          `INSERT INTO platform.audit (at, subject, tenant, action, target)
           VALUES (clock_timestamp() - interval '20 minutes', 'lan', 'agency:66', 'a', 'b')`,
        ),
      );
      expect(await status()).toMatchObject({
        healthy: false,
        stuck: [{ what: expect.stringMatching(/^audit and books are not sealed: .* 120\d s old$/) }],
      });
      await client.query('COMMIT');
    });
    await eventually(() => service.jobs.runOne('seal-registers', { day: '2026-10-05' }));
    await eventually(async () =>
      expect(await status()).toMatchObject({ healthy: true, database: { seals: { unsealedAgeSeconds: null } } }),
    );
  });

  it('that answers are forgotten after their term, and the act is still done once', async () => {
    const id = `${randomUUID().slice(0, -1)}7`;
    const send = async (key: string) => {
      const response = await fetch(`${service.url}/v1/counters/${id}/additions`, {
        method: 'POST',
        headers: { authorization: 'Bearer x', 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ amountVnd: '3' }),
      });
      const { code, total } = (await response.json()) as { code?: string; total?: string };
      return [response.status, code ?? total];
    };
    const day = vietNamDate(new Date());
    expect([await send('missed'), await send('old'), await send('new')]).toEqual([
      [201, '3'],
      [201, '6'],
      [201, '9'],
    ]);
    const age = (key: string, days: number) =>
      withClient(database.url, (client) =>
        client.query(
          `UPDATE platform.idempotency_keys SET created_at = clock_timestamp() - $2::int * interval '1 day' WHERE key = $1`,
          [key, days],
        ),
      );
    // Also one of a time in which nobody forgot anything.
    await Promise.all([age('missed', 400), age('old', 92), age('new', 88)]);
    await eventually(() => service.jobs.runOne('forget-answers', { day }));
    await eventually(async () => expect(await send('old')).toEqual([410, 'idempotency.answer-gone']));
    expect(await send('missed')).toEqual([410, 'idempotency.answer-gone']);
    expect(await send('new')).toEqual([201, '9']);
    // A later night goes on where this one ended.
    await eventually(() => service.jobs.runOne('forget-answers', { day: addDays(day, 3) }));
    await eventually(async () => expect(await send('new')).toEqual([410, 'idempotency.answer-gone']));
    const { rows } = await withClient(database.url, (client) =>
      client.query('SELECT total::int AS total FROM counters WHERE id = $1', [id]),
    );
    expect(rows).toEqual([{ total: 9 }]);
  });

  it('that revocations are forgotten whose tokens have all ended by themselves', async () => {
    await withClient(database.url, (client) =>
      client.query(`INSERT INTO platform.revocations (kind, subject, not_before)
                    VALUES ('client', 'long-ago', clock_timestamp() - interval '1 hour'),
                           ('client', 'not-yet', clock_timestamp() - interval '29 minutes')`),
    );
    await eventually(() => service.jobs.runOne('forget-revocations', { day: vietNamDate(new Date()) }));
    await eventually(async () => {
      const { rows } = await withClient(database.url, (client) =>
        client.query(`SELECT subject FROM platform.revocations WHERE subject IN ('long-ago', 'not-yet')`),
      );
      expect(rows).toEqual([{ subject: 'not-yet' }]);
    });
  });

  it('that the database is away, and green again by itself', async () => {
    postgres.set('refuse');
    await eventually(async () => {
      expect(await get('/health/ready')).toMatchObject({
        status: 503,
        body: { troubles: expect.arrayContaining(['the database does not answer']) },
      });
    });
    expect(await status()).toMatchObject({ healthy: false, database: null });
    postgres.set('open');
    await eventually(async () => expect(await get('/health/ready')).toMatchObject({ status: 200 }));
    expect((await status()).database).not.toBeNull();
  });
});
