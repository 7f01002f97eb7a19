import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { findFreePorts } from '@ansinh/local';
import { type ServiceConfig, startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import { createTestDatabase, type TestDatabase, testKafkaBrokers } from '@ansinh/testkit';
import { service as enrollment } from '../../apps/enrollment/src/service';
import { gatewayConfig } from '../../apps/gateway/src/config';
import { gatewayService } from '../../apps/gateway/src/service';
import { service as notification } from '../../apps/notification/src/service';

/** After so long no call of the revoked is taken anywhere. */
const WITHIN_MS = 5_000;
const EVERY_MS = 25;
const BEFORE_MS = 1_500;
const AFTER_MS = 6_500;

/** A call of somebody at a door. */
type Way = { readonly who: string; readonly url: string; readonly path: string; readonly token: string };
type Heard = Way & { readonly sentMs: number; readonly status: number; readonly code: string | undefined };

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const call = async (way: Way): Promise<Heard> => {
  const sentMs = performance.now();
  const reply = await fetch(`${way.url}${way.path}`, { headers: { authorization: `Bearer ${way.token}` } });
  const body = (await reply.json()) as { code?: string };
  return { ...way, sentMs, status: reply.status, code: body.code };
};

/** Sends at a steady rate, whether it is answered or not, one way after the other. */
const openCalls = (ways: readonly Way[]) => {
  const under: Promise<Heard>[] = [];
  let isOver = false;
  const sending = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      const way = ways[turn % ways.length];
      if (way !== undefined) under.push(call(way));
      await pause(EVERY_MS);
    }
  })();
  return {
    end: async (): Promise<readonly Heard[]> => {
      isOver = true;
      await sending;
      return Promise.all(under);
    },
  };
};

/** The gateway and two services on a real broker, each as it runs in production, and clients that call them all the time. */
describe('a client that is revoked while everybody calls', () => {
  const running: { readonly stop: () => Promise<void> }[] = [];
  const databases: TestDatabase[] = [];
  const urls = new Map<ServiceName, string>();

  const configFor = (database: TestDatabase, port: number): ServiceConfig => ({
    NODE_ENV: 'test',
    PORT: port,
    HOST: '127.0.0.1',
    AGENCY_CODE: '66',
    DATABASE_URL: database.url,
    DATABASE_POOL: 10,
    DATABASE_WAIT_MS: 10_000,
    KAFKA_BROKERS: testKafkaBrokers(),
    KAFKA_SESSION_TIMEOUT_MS: 6_000,
    JOBS_LEASE_MS: 30_000,
    SHUTDOWN_GRACE_MS: 0,
    ISSUER: gatewayUrl,
    JWKS_URL: `${gatewayUrl}/jwks`,
  });
  const databaseOf = async (migrations: string, packages: readonly string[] = []): Promise<TestDatabase> => {
    const database = await createTestDatabase(migrations, packages);
    databases.push(database);
    return database;
  };
  const started = <Service extends { readonly url: string; readonly stop: () => Promise<void> }>(
    name: ServiceName,
    service: Service,
  ): Service => {
    running.unshift(service);
    urls.set(name, service.url);
    return service;
  };

  let gatewayUrl: string;
  beforeAll(async () => {
    const [port = 0] = await findFreePorts(1);
    gatewayUrl = `http://127.0.0.1:${port}`;
    const logger = createLogger('gateway', 'silent');
    const ofEnrollment = await databaseOf(enrollment.migrationsDir, enrollment.packageMigrations);
    started('enrollment', await startService(enrollment, configFor(ofEnrollment, 0), { logger }));
    const ofNotification = await databaseOf(notification.migrationsDir, notification.packageMigrations);
    started('notification', await startService(notification, configFor(ofNotification, 0), { logger }));
    const gateway = gatewayService(() =>
      gatewayConfig({
        PUBLIC_URL: gatewayUrl,
        DEMO_CLIENTS: 'true',
        ENROLLMENT_URL: urls.get('enrollment'),
        NOTIFICATION_URL: urls.get('notification'),
      }),
    );
    const ofGateway = await databaseOf(gateway.migrationsDir, gateway.packageMigrations);
    started('gateway', await startService(gateway, configFor(ofGateway, port), { logger }));
  }, 120_000);
  afterAll(async () => {
    for (const service of running) await service.stop();
    for (const database of databases) await database.drop();
  }, 60_000);

  const tokenOf = async (clientId: string): Promise<string> => {
    const reply = await fetch(`${gatewayUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:demo-secret`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return ((await reply.json()) as { access_token: string }).access_token;
  };

  it('is taken nowhere after five seconds, at once by the gateway, and no call of anybody else is dropped', async () => {
    const [revoked, officer, bank] = await Promise.all(['demo-employer', 'demo-officer', 'demo-bank'].map(tokenOf));
    const doors = [gatewayUrl, urls.get('enrollment') ?? '', urls.get('notification') ?? ''];
    const ways = doors.flatMap((url): Way[] => {
      const at = (who: string, path: string, token = '') => ({ who, url, path, token });
      return [
        ...(url === urls.get('notification') ? [] : [at('employer', '/v1/employers', revoked)]),
        ...(url === urls.get('notification') ? [] : [at('officer', '/v1/employers', officer)]),
        ...(url === urls.get('enrollment') ? [] : [at('employer', '/v1/messages', revoked)]),
        ...(url === urls.get('enrollment') ? [] : [at('bank', '/v1/messages', bank)]),
      ];
    });
    const calls = openCalls(ways);
    await pause(BEFORE_MS);
    const reply = await fetch(`${gatewayUrl}/v1/client/revocations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${revoked}` },
    });
    const revokedMs = performance.now();
    expect(reply.status).toBe(200);
    await pause(AFTER_MS);
    const heard = await calls.end();

    const ofOthers = heard.filter(({ who }) => who !== 'employer');
    expect(ofOthers.length).toBeGreaterThan(100);
    expect(ofOthers.filter(({ status }) => status !== 200)).toEqual([]);
    const own = heard.filter(({ who }) => who === 'employer');
    const takenAfter = own.filter(({ status, sentMs }) => status === 200 && sentMs > revokedMs);
    expect(takenAfter.filter(({ url }) => url === gatewayUrl)).toEqual([]);
    expect(takenAfter.filter(({ sentMs }) => sentMs - revokedMs > WITHIN_MS)).toEqual([]);
    const late = own.filter(({ sentMs }) => sentMs - revokedMs > WITHIN_MS);
    expect(new Set(late.map(({ url }) => url))).toEqual(new Set(doors));
    expect(new Set(late.map(({ code }) => code))).toEqual(new Set(['auth.token-revoked']));
    expect(own.some(({ status, sentMs }) => status === 200 && sentMs < revokedMs)).toBe(true);
    const longestMs = Math.max(0, ...takenAfter.map(({ sentMs }) => sentMs - revokedMs));
    process.stdout.write(
      `revocation: ${heard.length} calls, ${ofOthers.length} of others; the last one taken ${Math.round(longestMs)} ms after\n`,
    );
  }, 60_000);
});
