import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSupervisor,
  findFreePorts,
  KAFKA_VERSION,
  readLocalConfig,
  readyTimeoutFromEnvironment,
  requireJava,
  requireSupportedPlatform,
  startKafka,
  startPostgres,
} from '@ansinh/local';

/** PostgreSQL and Kafka for one run of the tests. */
export type TestServers = {
  readonly infrastructure: TestInfrastructure;
  /** What the tests read: see `testPostgresUrl` and `testKafkaBrokers`. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

export type TestInfrastructure = 'embedded' | 'containers';

const POSTGRES_VARIABLE = 'TEST_POSTGRES_URL';
const KAFKA_VARIABLE = 'TEST_KAFKA_BROKERS';

const IMAGES = { postgres: 'postgres:18', kafka: `apache/kafka:${KAFKA_VERSION}` } as const;

/** The URL of the administrative database; `createTestDatabase` makes the ones that tests use. */
export const testPostgresUrl = (): string => {
  return fromSetup(POSTGRES_VARIABLE);
};

/** `host:port` of the test broker. Topics are shared by all tests of a run: name them so that they do not meet. */
export const testKafkaBrokers = (): string => {
  return fromSetup(KAFKA_VARIABLE);
};

/**
 * Starts the servers: embedded ones or containers as TEST_INFRA says, else containers when a Docker engine answers and
 * has or gets the images. Servers that already run are used, and left running, when both variables name them.
 */
export const startTestServers = async (): Promise<TestServers> => {
  const given = { [POSTGRES_VARIABLE]: process.env[POSTGRES_VARIABLE], [KAFKA_VARIABLE]: process.env[KAFKA_VARIABLE] };
  if (given[POSTGRES_VARIABLE] && given[KAFKA_VARIABLE]) {
    return { infrastructure: 'embedded', environment: {}, stop: async () => undefined };
  }
  const wanted = process.env.TEST_INFRA;
  if (wanted === 'embedded') return startEmbedded();
  if (wanted === 'containers') return startContainers();
  if (wanted !== undefined && wanted !== '') {
    throw new Error(`TEST_INFRA is "${wanted}", but it must be embedded or containers (or left out).`);
  }
  if (!(await areContainersPossible())) return startEmbedded();
  try {
    return await startContainers();
  } catch (error) {
    // An engine that answers may still not run them (its reaper image missing, no ports): the embedded servers always do.
    process.stderr.write(
      `Containers did not start (${String((error as Error).cause ?? error)}): using the embedded servers.\n`,
    );
    return startEmbedded();
  }
};

const startEmbedded = async (): Promise<TestServers> => {
  requireSupportedPlatform();
  await requireJava();
  const directory = mkdtempSync(join(tmpdir(), 'ansinh-test-'));
  const supervisor = createSupervisor({
    logDirectory: join(directory, 'logs'),
    readyTimeoutMs: readyTimeoutFromEnvironment(),
  });
  const stop = async (): Promise<void> => {
    await supervisor.stopAll();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const [postgresPort = 0, port = 0, controllerPort = 0] = await findFreePorts(3);
    const { cacheDirectory } = readLocalConfig({});
    const [postgres, kafka] = await Promise.all([
      startPostgres({ supervisor, directory: join(directory, 'postgres'), port: postgresPort, durable: false }),
      startKafka({ supervisor, cacheDirectory, directory: join(directory, 'kafka'), port, controllerPort }),
    ]);
    return { infrastructure: 'embedded', environment: environmentOf(postgres.url('postgres'), kafka.brokers), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startContainers = async (): Promise<TestServers> => {
  const [{ GenericContainer, Wait }, { PostgreSqlContainer }, [kafkaPort = 0]] = await Promise.all([
    import('testcontainers'),
    import('@testcontainers/postgresql'),
    findFreePorts(1),
  ]);
  const [postgres, kafka] = await Promise.allSettled([
    new PostgreSqlContainer(IMAGES.postgres)
      .withEnvironment({ POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8' })
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'jit=off'])
      .start(),
    // A client connects to the address that the broker advertises, so the port on the host is fixed beforehand.
    new GenericContainer(IMAGES.kafka)
      .withExposedPorts({ container: 9092, host: kafkaPort })
      .withEnvironment(kafkaEnvironment(kafkaPort))
      .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
      .start(),
  ]);
  const started = [postgres, kafka].flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((container) => container.stop()));
  };
  if (postgres.status === 'rejected' || kafka.status === 'rejected') {
    await stop();
    throw new Error('The test containers did not start', {
      cause: postgres.status === 'rejected' ? postgres.reason : (kafka as PromiseRejectedResult).reason,
    });
  }
  const brokers = `${kafka.value.getHost()}:${kafkaPort}`;
  const environment = environmentOf(postgres.value.getConnectionUri(), brokers);
  return { infrastructure: 'containers', environment, stop };
};

const kafkaEnvironment = (hostPort: number): Record<string, string> => {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093',
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${hostPort}`,
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '8',
    KAFKA_GROUP_COORDINATOR_APPEND_LINGER_MS: '0',
    KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '4000',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_HEAP_OPTS: '-Xmx512m -Xms128m',
    KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
  };
};

/** True when a Docker engine answers and both images are there or can be pulled. */
const areContainersPossible = async (): Promise<boolean> => {
  try {
    const { getContainerRuntimeClient, ImageName } = await import('testcontainers');
    const client = await getContainerRuntimeClient();
    for (const image of Object.values(IMAGES)) await client.image.pull(ImageName.fromString(image));
    return true;
  } catch {
    return false;
  }
};

const environmentOf = (postgresUrl: string, kafkaBrokers: string): Record<string, string> => {
  return { [POSTGRES_VARIABLE]: postgresUrl, [KAFKA_VARIABLE]: kafkaBrokers };
};

const fromSetup = (variable: string): string => {
  const value = process.env[variable];
  if (value) return value;
  throw new Error(
    `${variable} is not set: only tests named *.room.test.ts, *.kafka.test.ts or in tests/ get servers (jest.config.js).`,
  );
};
