import { join } from 'node:path';
import { TOPICS } from '@ansinh/contracts/catalogue/events';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { migrate } from '@ansinh/database';
import { Client } from '@ansinh/database/session';
import {
  appSpec,
  databaseOf,
  findFreePorts,
  httpProbe,
  type LocalConfig,
  type RunningChild,
  readLocalConfig,
} from '@ansinh/local';
import { openTopicDesk, type TopicDesk } from '@ansinh/messaging/testing';
import { eventually, foldersOf } from '@ansinh/testkit';
import { consumedBy, JUDGED } from './consumers';
import { type Servers, startServers } from './servers';

/** One process of a service. */
export type Replica = {
  readonly app: ServiceName;
  readonly url: string;
  readonly child: RunningChild;
  readonly environment: Readonly<Record<string, string>>;
};

export type StartOptions = {
  /** FAILPOINTS and the like. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Ready means that nothing is in trouble; live, for a start without Kafka, that it answers. */
  readonly until?: 'ready' | 'live';
};

/**
 * Real processes of the real services on real servers, with a nemesis between them. One arena serves many faults, one
 * after the other: what a fault leaves behind would be found by the next.
 */
export class Arena {
  readonly #replicas = new Map<ServiceName, Replica[]>();
  readonly #sessions = new Map<ServiceName, Promise<Client>>();
  #number = 0;

  private constructor(
    readonly servers: Servers,
    readonly desk: TopicDesk,
  ) {}

  static async open(): Promise<Arena> {
    const servers = await startServers();
    try {
      for (const app of JUDGED) {
        await servers.postgres().createDatabase(databaseOf(app));
        // The oracle reads all of them, also while only one of them runs.
        const service = join(readLocalConfig({}).rootDirectory, 'apps', app, 'prisma', 'migrations');
        await migrate(servers.postgres().url(databaseOf(app)), foldersOf(service));
      }
      const brokers = servers.kafka().brokers.split(',');
      return new Arena(servers, await openTopicDesk({ brokers, topics: TOPICS }));
    } catch (error) {
      await servers.end();
      throw error;
    }
  }

  get nemesis() {
    return this.servers.nemesis;
  }

  /** The processes of a service that work is sent to. */
  replicas(app: ServiceName): readonly Replica[] {
    return this.#replicas.get(app) ?? [];
  }

  /** Brings a service to exactly so many healthy processes without failpoints; keeps those that are. */
  async keep(wanted: Partial<Record<ServiceName, number>>): Promise<void> {
    this.nemesis.heal();
    const work = [...new Set([...this.#replicas.keys(), ...(Object.keys(wanted) as ServiceName[])])].map(
      async (app) => {
        const count = wanted[app] ?? 0;
        const healthy = this.replicas(app).filter(({ environment }) => Object.keys(environment).length === 0);
        const kept = healthy.slice(0, count);
        await Promise.all(
          this.replicas(app)
            .filter((each) => !kept.includes(each))
            .map((each) => this.stop(each)),
        );
        // The first process migrates the database; the others need not wait for its lock.
        for (let missing = count - kept.length; missing > 0; missing -= 1) await this.start(app);
      },
    );
    await Promise.all(work);
  }

  async start(app: ServiceName, { environment = {}, until = 'ready' }: StartOptions = {}): Promise<Replica> {
    const [port = 0] = await findFreePorts(1);
    this.#number += 1;
    const url = `http://127.0.0.1:${port}`;
    const name = `${app}-${this.#number}`;
    const child = await this.nemesis.start({
      ...this.#specOf(app, { name, port, environment }),
      name,
      isReady: httpProbe(`${url}/health/${until}`),
    });
    const replica: Replica = { app, url, child, environment };
    this.#replicas.set(app, [...this.replicas(app), replica]);
    void child.gone.then(() => this.#leave(replica));
    return replica;
  }

  #leave(replica: Replica): void {
    const others = this.replicas(replica.app).filter((each) => each !== replica);
    this.#replicas.set(replica.app, others);
  }

  #specOf(
    app: ServiceName,
    { name, port, environment }: Pick<Replica, 'environment'> & { name: string; port: number },
  ) {
    const config: LocalConfig = { ...readLocalConfig({}), prefer: 'speed' };
    const { kafkaProxy, postgresProxy, issuer, jwksUrl } = this.servers;
    const ports = { ...config.ports, apps: { ...config.ports.apps, [app]: port } };
    const spec = appSpec({ ...config, ports }, app, {
      databaseUrl: (databaseName) => {
        const url = new URL(this.servers.postgres().url(databaseName));
        url.port = String(postgresProxy.port);
        // PostgreSQL then knows which process a session belongs to.
        url.searchParams.set('application_name', name);
        return url.href;
      },
      kafkaBrokers: `127.0.0.1:${kafkaProxy.port}`,
      zipkinUrl: 'http://127.0.0.1:1',
    });
    const traces = { OTEL_TRACES_EXPORTER: 'none', OTEL_TRACES_SAMPLER: 'parentbased_always_on' };
    const own = { ISSUER: issuer.issuer, JWKS_URL: jwksUrl, ...traces };
    return { ...spec, env: { ...spec.env, ...own, ...environment } };
  }

  /** Ends a process politely, as a rolling restart does: nobody is sent to it any more, but some are on their way. */
  async stop(replica: Replica): Promise<void> {
    this.#leave(replica);
    await replica.child.stop();
  }

  async kill(replica: Replica): Promise<void> {
    await this.nemesis.kill(replica.child);
  }

  /** Reads or prepares the database of a service, past the proxy. */
  async query<Row extends object>(app: ServiceName, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const session = this.#sessions.get(app) ?? this.openSession(app);
    this.#sessions.set(app, session);
    try {
      const { rows } = await (await session).query<Row>(text, [...values]);
      return rows;
    } catch (error) {
      // PostgreSQL is ended by many faults: the next query connects again.
      if (this.#sessions.get(app) === session) this.#sessions.delete(app);
      void session.then((client) => client.end()).catch(() => undefined);
      throw error;
    }
  }

  /** A session of the caller's own, who ends it. */
  async openSession(app: ServiceName): Promise<Client> {
    const bounds = { connectionTimeoutMillis: 5_000, query_timeout: 60_000 };
    const client = new Client({ connectionString: this.databaseUrl(app), ...bounds });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  databaseUrl(app: ServiceName): string {
    return this.servers.postgres().url(databaseOf(app));
  }

  /** What is still on its way: rows in outboxes, messages that are not consumed. */
  async pending(): Promise<Record<string, number>> {
    const running = [...this.#replicas].filter(([, replicas]) => replicas.length > 0).map(([app]) => app);
    const counts = await Promise.all(
      running.map(async (app) => {
        const [stored] = await this.query<{ outbox: number; held: number }>(
          app,
          `SELECT (SELECT count(*) FROM platform.outbox)::int AS outbox,
                  (SELECT count(*) FROM platform.held_messages)::int AS held`,
        );
        const topics = [...new Set(consumedBy(app).map(({ topic }) => topic))];
        const lag = topics.length === 0 ? 0 : await this.desk.lag(app, topics);
        const { outbox = 0, held = 0 } = stored ?? {};
        return [
          [`${app} outbox`, outbox],
          [`${app} held`, held],
          [`${app} lag`, lag],
        ] as const;
      }),
    );
    return Object.fromEntries(counts.flat().filter(([, count]) => count > 0));
  }

  /** Waits until nothing is on its way, and then until every process is ready; resolves with the seconds of the first. */
  async settle(withinMs = 60_000): Promise<number> {
    const started = performance.now();
    const options = { withinMs, everyMs: 20 };
    const isQuiet = async () => expect(await this.pending()).toEqual({});
    await eventually(isQuiet, options);
    const seconds = (performance.now() - started) / 1000;
    const replicas = [...this.#replicas.values()].flat();
    await Promise.all(
      replicas.map(({ url }) =>
        eventually(async () => expect(await httpProbe(`${url}/health/ready`)()).toBe(true), options),
      ),
    );
    // An event that was consumed last may have caused another one.
    await eventually(isQuiet, options);
    return seconds;
  }

  async close(keepLogsIn?: string): Promise<void> {
    this.nemesis.heal();
    await this.desk.close().catch(() => undefined);
    const sessions = [...this.#sessions.values()];
    await Promise.all(sessions.map((session) => session.then((client) => client.end()).catch(() => undefined)));
    await this.servers.end(keepLogsIn);
  }
}
