import { randomUUID } from 'node:crypto';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { type RunningService, startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import { createTestDatabase, type TestDatabase } from '../servers/databases';
import { testKafkaBrokers } from '../servers/servers';
import { mirrorOf, probeService } from './probe';

/** The way of a message on a real broker: command, outbox, relay, Kafka, consumer, inbox, effect. */
describe('the way of a message', () => {
  let database: TestDatabase;
  let services: RunningService<Prisma.TransactionClient, PrismaClient>[] = [];

  const start = () =>
    startService(
      probeService,
      {
        NODE_ENV: 'test',
        PORT: 0,
        HOST: '127.0.0.1',
        AGENCY_CODE: '66',
        DATABASE_URL: database.url,
        DATABASE_POOL: 10,
        DATABASE_WAIT_MS: 3_000,
        KAFKA_BROKERS: testKafkaBrokers(),
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
          permissions: new Set(['payout:batch', 'payout:read']),
        }),
        logger: createLogger('payment', 'silent'),
      },
    );

  beforeAll(async () => {
    database = await createTestDatabase(probeService.migrationsDir);
    services = [await start(), await start()];
  });
  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await database.drop();
  });

  it('leads from the command to one effect, with two processes of the service', async () => {
    const ids = Array.from({ length: 40 }, () => `${randomUUID().slice(0, -1)}7`);
    const [first, second] = services;
    if (first === undefined || second === undefined) throw new Error('two services run');
    await Promise.all(
      ids.flatMap((id, index) =>
        ['3', '4'].map((amountVnd) =>
          fetch(`${index % 2 === 0 ? first.url : second.url}/v1/counters/${id}/additions`, {
            method: 'POST',
            headers: { authorization: 'Bearer x', 'content-type': 'application/json', 'idempotency-key': randomUUID() },
            body: JSON.stringify({ amountVnd }),
          }),
        ),
      ),
    );
    await eventually(async () => {
      const rows = await first.db.counter.findMany({ where: { id: { in: ids.map(mirrorOf) } } });
      expect(rows.map(({ total }) => vndText(vnd(total)))).toEqual(ids.map(() => '7'));
    });
    const [outbox] = await first.db.$queryRaw<{ left: bigint }[]>`SELECT count(*) AS left FROM platform.outbox`;
    expect(outbox?.left).toBe(0n);
  });

  it('is ready on both processes, while only one of them relays', async () => {
    await eventually(async () => {
      const ready = await Promise.all(services.map(({ url }) => fetch(`${url}/health/ready`)));
      expect(ready.map(({ status }) => status)).toEqual([200, 200]);
    });
  });
});
