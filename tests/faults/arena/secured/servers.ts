import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOPIC_PARTITIONS } from '@ansinh/contracts/catalogue/events';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import {
  createSupervisor,
  findFreePorts,
  type KafkaServer,
  type PostgresServer,
  readLocalConfig,
  readyTimeoutFromEnvironment,
  type Supervisor,
  startKafka,
  startPostgres,
} from '@ansinh/local';
import { type Right, rightsOf } from '@ansinh/messaging';
import { createKafka, grantRights, type KafkaSecurity, revokeRights } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import type { Arena } from '../arena';
import { consumedBy } from '../consumers';
import { createAuthority } from './certificates';
import { type DatabaseRole, makeRole } from './roles';

type Kafka = ReturnType<typeof createKafka>;

/** PostgreSQL and Kafka that take nobody without TLS, and Kafka nobody without a name and a right. */
export type SecuredServers = {
  readonly supervisor: Supervisor;
  readonly directory: string;
  readonly postgres: PostgresServer;
  readonly kafka: KafkaServer;
  readonly kafkaPort: number;
  /** Who this service is in PostgreSQL. */
  readonly roleOf: (app: ServiceName) => DatabaseRole;
  /** How this service reaches Kafka. */
  readonly accessOf: (app: ServiceName) => KafkaSecurity & { readonly ca: string };
  /** A client of the test's own, with the name of a service or with what is given. */
  readonly clientOf: (who: ServiceName | KafkaSecurity, brokers?: string) => Kafka;
  readonly grant: (app: ServiceName, rights: readonly Right[]) => Promise<void>;
  readonly revoke: (app: ServiceName, rights: readonly Right[]) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** All that a service may do, from the contracts and from what the faults know of its subscriptions. */
export const allRightsOf = (app: ServiceName): readonly Right[] =>
  rightsOf(app, [...new Set(consumedBy(app).map(({ topic }) => topic))]);

const ADMINISTRATOR = 'administrator';
const logger = createLogger('secured', 'silent');
const newPassword = (): string => randomBytes(18).toString('base64url');

const answers = async (kafka: Kafka): Promise<boolean> => {
  const admin = kafka.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
};

/** Topics that these services read and none of them owns: their owner would have made them. */
const makeForeignTopics = async (kafka: Kafka, apps: readonly ServiceName[]): Promise<void> => {
  const read = new Set(apps.flatMap((app) => consumedBy(app).map(({ topic }) => topic)));
  const foreign = [...read].filter((topic) => !apps.some((app) => topic.startsWith(`${app}.`)));
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: foreign.map((topic) => ({ topic, numPartitions: TOPIC_PARTITIONS })) });
  await admin.disconnect();
};

export const startSecuredServers = async (arena: Arena, apps: readonly ServiceName[]): Promise<SecuredServers> => {
  const directory = join(arena.servers.directory, 'secured');
  mkdirSync(directory, { recursive: true });
  const logDirectory = join(arena.servers.directory, 'logs', 'secured');
  const supervisor = createSupervisor({ logDirectory, readyTimeoutMs: readyTimeoutFromEnvironment() });
  const authority = createAuthority('An Sinh test authority');
  const ca = authority.certificate;
  const users = Object.fromEntries([ADMINISTRATOR, ...apps].map((name) => [name, newPassword()]));
  const loginOf = (user: string) => ({ user, password: users[user] ?? '' });
  const [postgresPort = 0, kafkaPort = 0, controllerPort = 0] = await findFreePorts(3);
  const here = `localhost:${kafkaPort}`;
  const open = (security: KafkaSecurity, brokers = here): Kafka =>
    createKafka({ brokers: [brokers], clientId: 'secured', logger, security });
  const asAdministrator = open({ ca, login: loginOf(ADMINISTRATOR) });
  try {
    const [postgres, kafka] = await Promise.all([
      startPostgres({
        supervisor,
        directory: join(directory, 'postgres'),
        port: postgresPort,
        durable: false,
        tls: { ...authority.issue('postgres', ['localhost']), authority: ca },
      }),
      startKafka({
        supervisor,
        cacheDirectory: readLocalConfig({}).cacheDirectory,
        directory: join(directory, 'kafka'),
        port: kafkaPort,
        controllerPort,
        security: {
          ...authority.issue('kafka', ['localhost']),
          authority: ca,
          commonName: 'kafka',
          users,
          administrator: ADMINISTRATOR,
          isReady: () => answers(asAdministrator),
        },
      }),
    ]);
    const roles = new Map<ServiceName, DatabaseRole>();
    for (const app of apps) roles.set(app, await makeRole(postgres, app, newPassword()));
    await makeForeignTopics(asAdministrator, apps);
    return {
      supervisor,
      directory,
      postgres,
      kafka,
      kafkaPort,
      roleOf: (app) => {
        const role = roles.get(app);
        if (role === undefined) throw new Error(`${app} is not one of the services of these servers`);
        return role;
      },
      accessOf: (app) => ({ ca, login: loginOf(app) }),
      clientOf: (who, brokers) => open(typeof who === 'string' ? { ca, login: loginOf(who) } : who, brokers),
      grant: (app, rights) => grantRights(asAdministrator, app, rights),
      revoke: (app, rights) => revokeRights(asAdministrator, app, rights),
      end: () => supervisor.stopAll(),
    };
  } catch (error) {
    await supervisor.stopAll();
    throw error;
  }
};
