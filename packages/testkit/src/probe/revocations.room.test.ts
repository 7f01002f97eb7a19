import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import { type RunningService, startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import { callerOf } from '../rooms/caller';
import { messageOf } from '../rooms/events';
import { createTestIssuer, type TestIssuer } from '../rooms/tokens';
import { createTestDatabase, type TestDatabase } from '../servers/databases';
import { probeService } from './probe';

const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const BANK = { tenant: { kind: 'bank', code: '970415' }, permissions: ['payout:read'] } as const;
const NOTHING_THERE = 404;

/** The issuer's keys at an address, as a service fetches them. */
const publish = async ({ jwks }: TestIssuer) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/jwks`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** Tokens that are really signed, at a service that is told by an event whose are good no more. */
describe('a service that is told whose tokens have ended', () => {
  let issuer: TestIssuer;
  let database: TestDatabase;
  let service: RunningService<Prisma.TransactionClient, PrismaClient>;
  let jwks: Awaited<ReturnType<typeof publish>>;
  let offset = 0;

  const start = () =>
    startService(
      probeService,
      {
        NODE_ENV: 'test',
        PORT: 0,
        HOST: '127.0.0.1',
        AGENCY_CODE: '66',
        DATABASE_URL: database.url,
        DATABASE_POOL: 5,
        DATABASE_WAIT_MS: 15_000,
        KAFKA_BROKERS: 'none',
        KAFKA_SESSION_TIMEOUT_MS: 6_000,
        JOBS_LEASE_MS: 30_000,
        SHUTDOWN_GRACE_MS: 0,
        ISSUER: issuer.issuer,
        JWKS_URL: jwks.url,
      },
      { logger: createLogger('payment', 'silent') },
    );

  beforeAll(async () => {
    issuer = await createTestIssuer();
    jwks = await publish(issuer);
    database = await createTestDatabase(probeService.migrationsDir);
    service = await start();
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
    jwks.close();
  });

  const ask = async (authorization: string) =>
    (await callerOf(service.url, authorization).get(`/v1/counters/${ID}`)).status;
  const tell = async (subjectKind: string, subject: string, notBefore: Date): Promise<void> => {
    offset += 1;
    const data = { subjectKind, subject, notBefore: notBefore.toISOString() };
    await service.processor.process([messageOf(AccessRevoked, data, { now: new Date(), offset })], {
      goOn: () => true,
      done: () => undefined,
    });
  };

  it('refuses them from then on, also after it started anew, and takes those of others and newer ones', async () => {
    const old = await issuer.tokenFor({ ...BANK, subject: 'bank-a' });
    const other = await issuer.tokenFor({ ...BANK, subject: 'bank-b' });
    expect([await ask(old), await ask(other)]).toEqual([NOTHING_THERE, NOTHING_THERE]);
    await tell('client', 'bank-a', new Date(Date.now() + 1_000));
    await eventually(async () => expect(await ask(old)).toBe(401));
    expect(await ask(other)).toBe(NOTHING_THERE);
    const later = Math.floor(Date.now() / 1_000) + 2;
    const newer = await issuer.tokenFor({ ...BANK, subject: 'bank-a', claims: { iat: later, exp: later + 300 } });
    expect(await ask(newer)).toBe(NOTHING_THERE);
    await service.stop();
    service = await start();
    expect([await ask(old), await ask(other), await ask(newer)]).toEqual([401, NOTHING_THERE, NOTHING_THERE]);
    const { body, headers } = await callerOf(service.url, old).get(`/v1/counters/${ID}`);
    expect(body).toMatchObject({ code: 'auth.token-revoked' });
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('ends one session of a person, and not the other one', async () => {
    const person = { ...BANK, subject: 'account-1' };
    const tokenOf = (sid: string) => issuer.tokenFor({ ...person, claims: { person: 'p', sid } });
    const [one, two] = [await tokenOf('session-1'), await tokenOf('session-2')];
    await tell('session', 'session-1', new Date(Date.now() + 1_000));
    await eventually(async () => expect(await ask(one)).toBe(401));
    expect(await ask(two)).toBe(NOTHING_THERE);
  });

  it('keeps the later one of two for a subject, in whatever order they are told', async () => {
    const token = await issuer.tokenFor({ ...BANK, subject: 'bank-c' });
    await tell('client', 'bank-c', new Date(Date.now() + 1_000));
    await tell('client', 'bank-c', new Date(Date.now() - 60_000));
    await eventually(async () => expect(await ask(token)).toBe(401));
  });
});
