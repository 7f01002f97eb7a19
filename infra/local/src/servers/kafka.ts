import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadOnce, versionOf } from './maven';
import { javaCommand, requireWritableDirectory } from './prerequisites';
import { kafkaProbe } from './processes/probes';
import type { RunningChild, Supervisor } from './processes/supervisor';
import { type ListenerSecurity, openListener, securedListener, userArguments } from './secured/kafka-listener';

export const KAFKA_VERSION = versionOf('kafka');

export type KafkaOptions = {
  readonly supervisor: Supervisor;
  readonly cacheDirectory: string;
  /** Holds the topics between starts. */
  readonly directory: string;
  readonly port: number;
  readonly controllerPort: number;
  /** Where clients are told to connect, when something stands between them and the broker. `port` when left out. */
  readonly advertisedPort?: number;
  /** Without it the broker answers everybody on this machine. */
  readonly security?: ListenerSecurity;
  /** Called once, before the first download. */
  readonly onDownload?: ((name: string) => void) | undefined;
};

export type KafkaServer = {
  /** For KAFKA_BROKERS: `host:port`. */
  readonly brokers: string;
  readonly pid: number;
  readonly readyAfterMs: number;
  /** The process itself, for fault tests. */
  readonly child: RunningChild;
  stop(): Promise<void>;
};

// One broker for one machine. Serial GC, the first compiler tier and few threads: 145 MB when idle against 310 MB with
// the defaults, at the same speed of start.
const JVM_FLAGS = [
  '-Xmx512m',
  '-Xms48m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
];

/** Starts Apache Kafka (KRaft, broker and controller in one process), downloaded by Maven the first time. */
export const startKafka = async (options: KafkaOptions): Promise<KafkaServer> => {
  requireWritableDirectory(options.directory);
  const libraries = await downloadOnce({ ...options, name: 'kafka' });
  const configFile = join(options.directory, 'server.properties');
  const dataDirectory = join(options.directory, 'data');
  writeFileSync(configFile, serverProperties(options, dataDirectory));
  const classPath = join(libraries, '*');
  if (!existsSync(join(dataDirectory, 'meta.properties'))) {
    mkdirSync(dataDirectory, { recursive: true });
    await formatStorage(options, classPath, configFile);
  }
  const child = await options.supervisor.start({
    name: 'kafka',
    command: javaCommand(),
    args: [...JVM_FLAGS, '-cp', classPath, 'kafka.Kafka', configFile],
    // glibc gives every thread an arena of its own, which a JVM with 60 threads pays for in memory.
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    isReady: options.security?.isReady ?? kafkaProbe(options.port),
    stopTimeoutMs: 15_000,
  });
  return {
    // A certificate is for a name.
    brokers: `${options.security === undefined ? '127.0.0.1' : 'localhost'}:${options.advertisedPort ?? options.port}`,
    child,
    pid: child.pid,
    readyAfterMs: child.readyAfterMs,
    stop: () => child.stop(),
  };
};

const formatStorage = async (
  { supervisor, security }: KafkaOptions,
  classPath: string,
  configFile: string,
): Promise<void> => {
  const users = security === undefined ? [] : userArguments(security);
  const format = ['kafka.tools.StorageTool', 'format', '--cluster-id', newClusterId(), '--config', configFile];
  await supervisor.run({
    name: 'kafka-format',
    command: javaCommand(),
    // An interrupted format leaves a part behind; formatting again completes it.
    args: ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-cp', classPath, ...format, ...users, '--ignore-formatted'],
  });
};

/** 16 random bytes in base64url; Kafka's own tool avoids a leading dash too, which would read as an option. */
const newClusterId = (): string => {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
};

const serverProperties = (options: KafkaOptions, dataDirectory: string): string => {
  const { port, controllerPort, advertisedPort = port, directory, security } = options;
  const ports = { port, controllerPort, advertisedPort };
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.listener.names': 'CONTROLLER',
    ...(security === undefined ? openListener(ports) : securedListener(security, directory, ports)),
    'log.dirs': dataDirectory,
    // A misspelt topic is an error, not a new topic.
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // No second broker and no second member is coming, so there is nothing to wait for.
    'group.initial.rebalance.delay.ms': 0,
    'group.coordinator.append.linger.ms': 0,
    'group.min.session.timeout.ms': 4_000,
    // After a crash the broker may join again only when its old session is over: a start then takes 4 s, not 9 s.
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 1_000,
    // The default is a buffer of 128 MB for compaction, touched at the start.
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
  };
  return `${Object.entries(properties)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`;
};
