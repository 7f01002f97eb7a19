import { join } from 'node:path';
import { BACKEND_SERVICES, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import { inheritedEnvironment, type LocalConfig } from './config';
import { standInSettings, standInUrlsAt } from './providers/settings';
import { httpProbe } from './servers/processes/probes';
import type { ChildSpec } from './servers/processes/supervisor';

/** The database of each app; one each, so that no service can read another's tables. */
export const databaseOf = (app: ServiceName): string => app.replaceAll('-', '_');

// One thread of V8 beside the main one: more of them collect no more garbage on a machine that is busy, and take its cores
// from who answers.
const ALWAYS: readonly string[] = ['--v8-pool-size=1'];

/**
 * What an app may use. `memory`: a developer's machine holds the whole platform in little memory; this doubles the
 * processor time of all that the apps do. `speed`: as in production, and for every measurement (docs/load.md).
 */
const NODE_FLAGS: Readonly<Record<LocalConfig['prefer'], readonly string[]>> = {
  memory: [...ALWAYS, '--max-old-space-size=256', '--max-semi-space-size=2', '--optimize-for-size'],
  // With a limit near to what is used, V8 would mark the whole heap again and again.
  speed: [...ALWAYS, '--max-old-space-size=1536', '--max-semi-space-size=32'],
};

/** One arena for all threads, and freed memory goes back early: glibc would keep both, and is faster so. */
const SMALL_MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '65536', MALLOC_MMAP_THRESHOLD_: '65536' };
/** An arena for the main thread and one for the others: with one for each, all of them keep what they once needed. */
const FAST_MALLOC = { MALLOC_ARENA_MAX: '2' };

/** In production a part of the traces tells enough; the sample month is told whole. */
const SAMPLED = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.05' };

export type AppAddresses = {
  readonly databaseUrl: (databaseName: string) => string;
  readonly kafkaBrokers: string;
  readonly zipkinUrl: string;
  /** Where mail goes; left out, no mail is sent. */
  readonly smtpUrl?: string;
};

export const appUrl = (config: LocalConfig, app: ServiceName): string => {
  return `http://127.0.0.1:${config.ports.apps[app]}`;
};

/** How one app is started: as in production by its own main.js, told everything by its environment. */
export const appSpec = (config: LocalConfig, app: ServiceName, addresses: AppAddresses): ChildSpec => {
  return {
    name: app,
    command: process.execPath,
    args: [...NODE_FLAGS[config.prefer], join(config.rootDirectory, 'apps', app, 'dist', 'main.js')],
    cwd: join(config.rootDirectory, 'apps', app),
    env: { ...inheritedEnvironment(), ...appEnvironment(config, app, addresses) },
    isReady: httpProbe(`${appUrl(config, app)}/health/ready`),
    stopTimeoutMs: 15_000,
  };
};

const appEnvironment = (config: LocalConfig, app: ServiceName, addresses: AppAddresses): NodeJS.ProcessEnv => {
  const gateway = appUrl(config, 'gateway');
  return {
    // The demo clients work everywhere but in production.
    NODE_ENV: 'development',
    ...(config.prefer === 'memory' ? SMALL_MALLOC : FAST_MALLOC),
    PORT: String(config.ports.apps[app]),
    DATABASE_URL: addresses.databaseUrl(databaseOf(app)),
    KAFKA_BROKERS: addresses.kafkaBrokers,
    // A second below what the promises allow for a recovery; the broker is set to allow it.
    KAFKA_SESSION_TIMEOUT_MS: '4000',
    ISSUER: gateway,
    JWKS_URL: `${gateway}/jwks`,
    OTEL_SERVICE_NAME: app,
    OTEL_TRACES_EXPORTER: 'zipkin',
    OTEL_EXPORTER_ZIPKIN_ENDPOINT: `${addresses.zipkinUrl}/api/v2/spans`,
    ...(config.prefer === 'speed' ? SAMPLED : {}),
    ...(app === 'gateway' ? gatewayEnvironment(config, gateway) : {}),
    ...(SENDS_MAIL.has(app) && addresses.smtpUrl !== undefined ? mailEnvironment(addresses.smtpUrl) : {}),
  };
};

/** Notices, and invitations of partners. */
const SENDS_MAIL: ReadonlySet<ServiceName> = new Set(['notification', 'gateway']);

const mailEnvironment = (smtpUrl: string): NodeJS.ProcessEnv => {
  return { SMTP_URL: smtpUrl, MAIL_FROM: 'khong-tra-loi@bhxh.example' };
};

const gatewayEnvironment = (config: LocalConfig, publicUrl: string): NodeJS.ProcessEnv => {
  const services = BACKEND_SERVICES.map((service) => [
    `${service.toUpperCase().replaceAll('-', '_')}_URL`,
    appUrl(config, service),
  ]);
  return {
    ...Object.fromEntries(services),
    ...standInSettings(standInUrlsAt(config.ports)),
    PUBLIC_URL: publicUrl,
    DEMO_CLIENTS: 'true',
  };
};
