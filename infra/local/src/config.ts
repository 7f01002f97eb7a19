import { resolve } from 'node:path';
import { BACKEND_SERVICES, type BackendService, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import { PrerequisiteError } from './servers/prerequisites';
import { READY_TIMEOUT } from './servers/processes/supervisor';

export type LocalPorts = {
  readonly apps: Readonly<Record<ServiceName, number>>;
  readonly postgres: number;
  readonly kafka: number;
  /** Kafka's own controller; nobody else connects to it. */
  readonly kafkaController: number;
  readonly zipkin: number;
  /** The page that shows the mail of the platform, and the mail server behind it. */
  readonly mail: number;
  readonly smtp: number;
  /** The stand-ins of the identity providers. */
  readonly agencyProvider: number;
  readonly citizenProvider: number;
};

export type LocalConfig = {
  /** The checkout. */
  readonly rootDirectory: string;
  /** What survives a restart: the PostgreSQL cluster and Kafka's log. */
  readonly dataDirectory: string;
  /** Downloaded once: Kafka, Zipkin, compiled code. Safe to remove. */
  readonly cacheDirectory: string;
  readonly logDirectory: string;
  readonly ports: LocalPorts;
  /** Small apps (ANSINH_PREFER=memory, the default) or fast ones (speed). */
  readonly prefer: 'memory' | 'speed';
  /** How long a server or an app may take to become ready. */
  readonly readyTimeoutMs: number;
};

/** The ports that a variable moves, with their defaults; a test holds the table of the README against them. */
export const DEFAULT_PORTS = {
  ANSINH_PORT: 8080,
  ANSINH_SERVICES_PORT: 18081,
  ANSINH_POSTGRES_PORT: 15432,
  ANSINH_KAFKA_PORT: 19092,
  ANSINH_ZIPKIN_PORT: 9411,
  ANSINH_MAIL_PORT: 18025,
  ANSINH_PROVIDERS_PORT: 18027,
} as const;
export type PortVariable = keyof typeof DEFAULT_PORTS;

/** The services behind the gateway, each on the port after the one before it. */
const portsFrom = (first: number): Record<BackendService, number> =>
  Object.fromEntries(BACKEND_SERVICES.map((service, index) => [service, first + index])) as Record<
    BackendService,
    number
  >;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the ANSINH_* variables.
 * @throws PrerequisiteError when a port is not a number from 1 to 65535, or the time to become ready is none
 */
export const readLocalConfig = (environment: Environment = process.env): LocalConfig => {
  // From src/ and from dist/ alike the checkout is three folders up.
  const rootDirectory = resolve(__dirname, '../../..');
  const localDirectory = resolve(rootDirectory, '.local');
  const firstService = readPort(environment, 'ANSINH_SERVICES_PORT', BACKEND_SERVICES.length);
  const kafka = readPort(environment, 'ANSINH_KAFKA_PORT', 2);
  const mail = readPort(environment, 'ANSINH_MAIL_PORT', 2);
  const providers = readPort(environment, 'ANSINH_PROVIDERS_PORT', 2);
  return {
    rootDirectory,
    dataDirectory: resolve(rootDirectory, environment.ANSINH_DATA || resolve(localDirectory, 'data')),
    cacheDirectory: resolve(localDirectory, 'cache'),
    logDirectory: resolve(localDirectory, 'logs'),
    prefer: environment.ANSINH_PREFER === 'speed' ? 'speed' : 'memory',
    readyTimeoutMs: readyTimeoutFromEnvironment(environment),
    ports: {
      apps: {
        ...portsFrom(firstService),
        gateway: readPort(environment, 'ANSINH_PORT', 1),
      },
      postgres: readPort(environment, 'ANSINH_POSTGRES_PORT', 1),
      kafka,
      kafkaController: kafka + 1,
      zipkin: readPort(environment, 'ANSINH_ZIPKIN_PORT', 1),
      mail,
      smtp: mail + 1,
      agencyProvider: providers,
      citizenProvider: providers + 1,
    },
  };
};

const INHERITED_NAMES = ['PATH', 'HOME', 'TZ', 'LANG', 'LOG_LEVEL', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

/** What an app takes over from the terminal; anything more would make one machine behave unlike another. */
export const inheritedEnvironment = (environment: Environment = process.env): Record<string, string> => {
  return Object.fromEntries(
    INHERITED_NAMES.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
};

/** Reads the first port of a block of `count` neighbours, all of which must exist. */
const readPort = (environment: Environment, name: PortVariable, count: number): number => {
  const text = environment[name];
  if (text === undefined || text === '') return DEFAULT_PORTS[name];
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port + count - 1 <= 65_535) return port;
  throw new PrerequisiteError(
    `${name} is "${text}", but it must be a port number from 1 to ${65_536 - count}: change it or leave it out.`,
  );
};

const READY_TIMEOUT_MS = { from: 1_000, to: 3_600_000 };

/** How long a process may take to become ready: a machine that is slow or busy needs longer than is usual. */
export const readyTimeoutFromEnvironment = (environment: Environment = process.env): number => {
  const text = environment[READY_TIMEOUT.setting];
  if (text === undefined || text === '') return READY_TIMEOUT.defaultMs;
  const timeoutMs = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  const { from, to } = READY_TIMEOUT_MS;
  if (timeoutMs >= from && timeoutMs <= to) return timeoutMs;
  throw new PrerequisiteError(
    `${READY_TIMEOUT.setting} is "${text}", but it must be a number of milliseconds from ${from} to ${to}: change it or leave it out.`,
  );
};

/** What the mailbox reads when it is a process of its own. */
export const mailboxFromEnvironment = (
  environment: Environment = process.env,
): { readonly smtpPort: number; readonly pagePort: number; readonly host: string } => {
  return {
    smtpPort: Number(environment.MAILBOX_SMTP_PORT || 1025),
    pagePort: Number(environment.MAILBOX_PAGE_PORT || 8025),
    host: environment.MAILBOX_HOST || '127.0.0.1',
  };
};

/** What the stand-ins of the identity providers read when they are a process of their own. */
export const standInsFromEnvironment = (
  environment: Environment = process.env,
): { readonly agencyPort: number; readonly citizenPort: number; readonly gatewayUrl: string } => ({
  agencyPort: Number(environment.STAND_IN_AGENCY_PORT || DEFAULT_PORTS.ANSINH_PROVIDERS_PORT),
  citizenPort: Number(environment.STAND_IN_CITIZENS_PORT || DEFAULT_PORTS.ANSINH_PROVIDERS_PORT + 1),
  gatewayUrl: gatewayUrlFromEnvironment(environment),
});

/** Where nothing of the demonstration may be made. */
export const isProduction = (environment: Environment = process.env): boolean => environment.NODE_ENV === 'production';

/** The mailbox of a platform that somebody else started. */
export const mailUrlFromEnvironment = (environment: Environment = process.env): string =>
  environment.MAIL_URL || `http://127.0.0.1:${DEFAULT_PORTS.ANSINH_MAIL_PORT}`;

/** Where a platform that somebody else started has its door. */
export const gatewayUrlFromEnvironment = (environment: Environment = process.env): string =>
  environment.GATEWAY_URL || 'http://127.0.0.1:8080';
