import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findFreePorts,
  type KafkaServer,
  type PostgresServer,
  readLocalConfig,
  startKafka,
  startPostgres,
} from '@ansinh/local';
import { createNemesis, createTestIssuer, type Nemesis, type TcpProxy, type TestIssuer } from '@ansinh/testkit';

/** PostgreSQL and Kafka, each behind a proxy, and an issuer of tokens: what every fault is played on. */
export type Servers = {
  readonly nemesis: Nemesis;
  readonly directory: string;
  readonly postgresProxy: TcpProxy;
  readonly kafkaProxy: TcpProxy;
  readonly issuer: TestIssuer;
  readonly jwksUrl: string;
  readonly postgres: () => PostgresServer;
  readonly kafka: () => KafkaServer;
  /** Starts PostgreSQL again on its data, after it was ended in whatever way. */
  readonly startPostgresAgain: () => Promise<void>;
  readonly startKafkaAgain: () => Promise<void>;
  /** Ends everything; the logs are kept in a folder when one is named. */
  readonly end: (keepLogsIn?: string) => Promise<void>;
};

const publishKeys = async (issuer: TestIssuer) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(issuer.jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/jwks`, close: () => server.close() };
};

/** A server whose process was killed may be refused its port or its shared memory for a moment. */
const untilStarted = async <Server>(start: () => Promise<Server>): Promise<Server> => {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
};

export const startServers = async (): Promise<Servers> => {
  const directory = mkdtempSync(join(tmpdir(), 'ansinh-faults-'));
  const nemesis = createNemesis(join(directory, 'logs'));
  const { supervisor } = nemesis;
  const { cacheDirectory } = readLocalConfig({});
  const [postgresPort = 0, port = 0, controllerPort = 0] = await findFreePorts(3);
  const [postgresProxy, kafkaProxy] = await Promise.all([
    nemesis.proxy('PostgreSQL', postgresPort),
    nemesis.proxy('Kafka', port),
  ]);
  // Durable: a fault that ends PostgreSQL must find every acknowledged commit on the disk.
  const openPostgres = () =>
    startPostgres({ supervisor, directory: join(directory, 'postgres'), port: postgresPort, durable: true });
  const openKafka = () =>
    startKafka({
      supervisor,
      cacheDirectory,
      directory: join(directory, 'kafka'),
      port,
      controllerPort,
      advertisedPort: kafkaProxy.port,
    });
  const issuer = await createTestIssuer();
  const keys = await publishKeys(issuer);
  let [postgres, kafka] = await Promise.all([openPostgres(), openKafka()]);
  return {
    nemesis,
    directory,
    postgresProxy,
    kafkaProxy,
    issuer,
    jwksUrl: keys.url,
    postgres: () => postgres,
    kafka: () => kafka,
    startPostgresAgain: async () => {
      postgres = await untilStarted(openPostgres);
    },
    startKafkaAgain: async () => {
      kafka = await untilStarted(openKafka);
    },
    end: async (keepLogsIn) => {
      await nemesis.end();
      keys.close();
      if (keepLogsIn !== undefined) cpSync(join(directory, 'logs'), keepLogsIn, { recursive: true });
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
