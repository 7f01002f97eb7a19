import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import { type AppAddresses, appSpec, appUrl, databaseOf } from './apps';
import { inheritedEnvironment, type LocalConfig } from './config';
import { type KafkaServer, startKafka } from './servers/kafka';
import { type MailServer, smtpUrlOf, startMail } from './servers/mail';
import { type PostgresServer, startPostgres } from './servers/postgres';
import {
  requireFreePorts,
  requireJava,
  requireSupportedPlatform,
  requireWritableDirectory,
} from './servers/prerequisites';
import { createRevivals } from './servers/processes/revival';
import {
  createSupervisor,
  type RunningChild,
  type Supervisor,
  type UnexpectedExit,
} from './servers/processes/supervisor';
import { startProviders } from './servers/providers';
import { startZipkin, type ZipkinServer } from './servers/zipkin';

export type PlatformOptions = {
  /** One line for each thing that happens, for the terminal. */
  readonly onProgress?: (line: string) => void;
  /**
   * Apps that end by themselves, and Zipkin, are started again, unless they do it again and again; what happens is said to
   * `onProgress`.
   */
  readonly revives?: true;
  /** A server or app that was ready has ended by itself. */
  readonly onUnexpectedExit?: (exit: UnexpectedExit) => void;
  /** Aborting it stops a start that is under way; `startPlatform` then rejects when everything is stopped. */
  readonly signal?: AbortSignal;
  /** Which apps to start. All when left out; tests of the servers alone pass none. */
  readonly apps?: readonly ServiceName[];
};

export type Platform = {
  readonly gatewayUrl: string;
  readonly postgres: PostgresServer;
  readonly kafka: KafkaServer;
  readonly zipkin: ZipkinServer;
  readonly mail: MailServer;
  /** The processes of the apps by name; stopping and starting one is what the fault tests do. */
  readonly apps: ReadonlyMap<ServiceName, RunningChild>;
  /** Starts an app that was stopped or has ended. */
  restart(app: ServiceName): Promise<RunningChild>;
  /** Starts Zipkin when it has ended. */
  restartZipkin(): Promise<ZipkinServer>;
  /** Stops the apps, which finish what they are doing, and then the servers. */
  stop(): Promise<void>;
};

/**
 * Starts the servers and all apps, each as a process of its own, and resolves when every app is ready.
 * @throws PrerequisiteError when something has to be installed, freed or changed first
 * @throws ChildFailedError when a process does not come up; everything else is stopped again
 */
export const startPlatform = async (config: LocalConfig, options: PlatformOptions = {}): Promise<Platform> => {
  requireSupportedPlatform();
  await Promise.all([requireJava(), requireFreePorts(wantedPorts(config))]);
  for (const directory of [config.dataDirectory, config.cacheDirectory, config.logDirectory]) {
    requireWritableDirectory(directory);
  }
  let platform: Platform | undefined;
  const revivals = createRevivals({
    names: [...SERVICES, 'zipkin'] as const,
    // What ends while others are still starting is tried again when all of them are there.
    start: async (name) => {
      if (platform === undefined) throw new Error('the platform is still starting');
      return name === 'zipkin' ? platform.restartZipkin() : platform.restart(name);
    },
    say: options.onProgress ?? (() => undefined),
  });
  const supervisor = createSupervisor({
    logDirectory: config.logDirectory,
    readyTimeoutMs: config.readyTimeoutMs,
    onUnexpectedExit: (exit) => {
      options.onUnexpectedExit?.(exit);
      if (options.revives === true) revivals.ended(exit);
    },
  });
  const abort = (): void => {
    revivals.stop();
    void supervisor.stopAll();
  };
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    options.signal?.throwIfAborted();
    platform = await startAll(config, options, supervisor);
    const { stop } = platform;
    return {
      ...platform,
      stop: () => {
        revivals.stop();
        return stop();
      },
    };
  } catch (error) {
    revivals.stop();
    await supervisor.stopAll();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
};

/** What the apps do not wait for. A failure is reported where it is awaited, not as an unhandled rejection before that. */
const startBesides = (config: LocalConfig, supervisor: Supervisor, onDownload: (name: string) => void) => {
  const { rootDirectory, cacheDirectory, ports } = config;
  // Zipkin is the slowest to come up: they send their spans later and need no answer.
  const restartZipkin = () => startZipkin({ supervisor, cacheDirectory, onDownload, port: ports.zipkin });
  const zipkinStart = restartZipkin();
  const here = { supervisor, rootDirectory, environment: inheritedEnvironment() };
  // A mail that finds the mailbox away is sent again.
  const mailStart = startMail({ ...here, smtpPort: ports.smtp, pagePort: ports.mail });
  const providersStart = startProviders({
    ...here,
    agencyPort: ports.agencyProvider,
    citizenPort: ports.citizenProvider,
    gatewayUrl: appUrl(config, 'gateway'),
  });
  for (const start of [zipkinStart, mailStart, providersStart]) start.catch(() => undefined);
  return { restartZipkin, zipkinStart, mailStart, providersStart };
};

const startAll = async (config: LocalConfig, options: PlatformOptions, supervisor: Supervisor): Promise<Platform> => {
  const progress = options.onProgress ?? (() => undefined);
  const { dataDirectory, cacheDirectory, ports } = config;
  const onDownload = (name: string): void => progress(`Downloading ${name} (once) ...`);
  const { restartZipkin, zipkinStart, mailStart, providersStart } = startBesides(config, supervisor, onDownload);
  const [postgres, kafka] = await Promise.all([
    startDatabases(config, supervisor),
    startKafka({
      supervisor,
      cacheDirectory,
      onDownload,
      directory: join(dataDirectory, 'kafka'),
      port: ports.kafka,
      controllerPort: ports.kafkaController,
    }),
  ]);
  progress(`PostgreSQL is ready (${inSeconds(postgres)}), Kafka is ready (${inSeconds(kafka)}).`);
  const addresses: AppAddresses = {
    databaseUrl: postgres.url,
    kafkaBrokers: kafka.brokers,
    zipkinUrl: `http://127.0.0.1:${ports.zipkin}`,
    smtpUrl: smtpUrlOf(ports.smtp),
  };
  const apps = new Map<ServiceName, RunningChild>();
  const restart = async (app: ServiceName): Promise<RunningChild> => {
    await apps.get(app)?.stop();
    const child = await supervisor.start(appSpec(config, app, addresses));
    apps.set(app, child);
    return child;
  };
  const [zipkin, mail] = await Promise.all([
    zipkinStart.then((server) => {
      progress(`Zipkin is ready (${inSeconds(server)}).`);
      return server;
    }),
    mailStart,
    providersStart,
    ...(options.apps ?? SERVICES).map(async (app) => {
      progress(`${app} is ready (${inSeconds(await restart(app))}).`);
    }),
  ]);
  // Aborted by the very last thing that became ready: nobody would stop what is returned now.
  options.signal?.throwIfAborted();
  return {
    gatewayUrl: appUrl(config, 'gateway'),
    postgres,
    kafka,
    zipkin,
    mail,
    apps,
    restart,
    restartZipkin,
    stop: async () => {
      await Promise.all([...apps.values()].map((app) => app.stop()));
      await supervisor.stopAll();
    },
  };
};

const startDatabases = async (config: LocalConfig, supervisor: Supervisor): Promise<PostgresServer> => {
  const directory = join(config.dataDirectory, 'postgres');
  const postgres = await startPostgres({
    supervisor,
    directory,
    port: config.ports.postgres,
    isLarge: config.prefer === 'speed',
  });
  // One after the other: the server copies the same template for each and would make them wait anyway.
  for (const databaseName of SERVICES.map(databaseOf)) await postgres.createDatabase(databaseName);
  return postgres;
};

const wantedPorts = ({ ports }: LocalConfig): Parameters<typeof requireFreePorts>[0] => {
  return [
    ...SERVICES.map((app) => ({
      port: ports.apps[app],
      usedBy: app === 'gateway' ? 'the gateway' : `the service ${app}`,
      variable: app === 'gateway' ? 'ANSINH_PORT' : 'ANSINH_SERVICES_PORT',
    })),
    { port: ports.postgres, usedBy: 'PostgreSQL', variable: 'ANSINH_POSTGRES_PORT' },
    { port: ports.kafka, usedBy: 'Kafka', variable: 'ANSINH_KAFKA_PORT' },
    { port: ports.kafkaController, usedBy: "Kafka's controller", variable: 'ANSINH_KAFKA_PORT' },
    { port: ports.zipkin, usedBy: 'Zipkin', variable: 'ANSINH_ZIPKIN_PORT' },
    { port: ports.mail, usedBy: 'the mailbox', variable: 'ANSINH_MAIL_PORT' },
    { port: ports.smtp, usedBy: 'the mail server of the mailbox', variable: 'ANSINH_MAIL_PORT' },
    { port: ports.agencyProvider, usedBy: "the stand-in of the agency's provider", variable: 'ANSINH_PROVIDERS_PORT' },
    { port: ports.citizenProvider, usedBy: 'the stand-in of VNeID', variable: 'ANSINH_PROVIDERS_PORT' },
  ];
};

const inSeconds = ({ readyAfterMs }: { readonly readyAfterMs: number }): string => {
  return `${(readyAfterMs / 1000).toFixed(1)} s`;
};
