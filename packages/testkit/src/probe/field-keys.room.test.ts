import { startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import type { PrismaClient } from '../generated/prisma/client';
import { type Room, startRoom } from '../rooms/room';
import { probeService } from './probe';

const OFFICER = { role: 'officer', tenantCode: '66' } as const;
const COUNTER = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a57';

describe('the keys of sealed values', () => {
  let room: Room<PrismaClient>;
  beforeAll(async () => {
    room = await startRoom(probeService);
    const added = await room.as(OFFICER).post(`/v1/counters/${COUNTER}/additions`, { amountVnd: '7' });
    expect(added.status).toBe(201);
  });
  afterAll(() => room.stop());

  const known = () =>
    room.db.$queryRaw`SELECT id, newest_since IS NOT NULL AS seals FROM platform.field_keys ORDER BY id`;
  /** Another process of the same service, which ends at once. */
  const startAnother = async (lost?: string): Promise<void> => {
    const service = await startService(
      probeService,
      {
        NODE_ENV: 'test',
        PORT: 0,
        HOST: '127.0.0.1',
        AGENCY_CODE: '66',
        DATABASE_URL: room.databaseUrl,
        DATABASE_POOL: 2,
        DATABASE_WAIT_MS: 15_000,
        KAFKA_BROKERS: 'none',
        KAFKA_SESSION_TIMEOUT_MS: 6_000,
        JOBS_LEASE_MS: 30_000,
        SHUTDOWN_GRACE_MS: 0,
        ISSUER: 'http://127.0.0.1:1',
        JWKS_URL: 'http://127.0.0.1:1/jwks',
        FIELD_KEYS_LOST: lost,
      },
      { logger: createLogger('payment', 'silent') },
    );
    await service.stop();
  };

  it('are remembered with who seals, from the first start on', async () => {
    const both = [
      { id: 'development-1', seals: false },
      { id: 'development-2', seals: true },
    ];
    expect(await known()).toEqual(both);
    await startAnother();
    expect(await known()).toEqual(both);
  });

  it('are not left out without a word while a value needs them, unless they are said to be lost', async () => {
    await room.db.$executeRaw`INSERT INTO platform.field_keys (id, newest_since) VALUES ('2025-1', now())`;
    await room.db.$executeRaw`UPDATE platform.idempotency_keys SET body = 'v1.2025-1.AAAA.AAAA'`;
    await expect(startAnother()).rejects.toThrow(
      'FIELD_KEYS is without 2025-1 (1 of platform.idempotency_keys.body): put it back, or say FIELD_KEYS_LOST',
    );
    await startAnother('2025-1');
    await room.db.$executeRaw`UPDATE platform.idempotency_keys SET body = NULL`;
    await startAnother();
    expect(await known()).toMatchObject([{ id: 'development-1' }, { id: 'development-2' }]);
  });
});
