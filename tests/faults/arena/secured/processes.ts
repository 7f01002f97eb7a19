import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { appSpec, findFreePorts, httpProbe, type RunningChild, readLocalConfig } from '@ansinh/local';
import type { Arena } from '../arena';
import type { SecuredServers } from './servers';

export type SecuredProcess = {
  readonly url: string;
  readonly child: RunningChild;
  /** What keeps it from being ready, in its own words. */
  readonly troubles: () => Promise<readonly string[]>;
};

/** A process of a service that reaches both servers by TLS, until it answers; whether it is ready, it says itself. */
export const startSecured = async (
  arena: Arena,
  servers: SecuredServers,
  app: ServiceName,
  environment: Readonly<Record<string, string>> = {},
): Promise<SecuredProcess> => {
  const config = { ...readLocalConfig({}), prefer: 'speed' } as const;
  const [port = 0] = await findFreePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const spec = appSpec({ ...config, ports: { ...config.ports, apps: { ...config.ports.apps, [app]: port } } }, app, {
    databaseUrl: servers.roleOf(app).url,
    kafkaBrokers: servers.kafka.brokers,
    zipkinUrl: 'http://127.0.0.1:1',
  });
  const { ca, login } = servers.accessOf(app);
  const child = await servers.supervisor.start({
    ...spec,
    name: `${app}-${port}`,
    env: {
      ...spec.env,
      ISSUER: arena.servers.issuer.issuer,
      JWKS_URL: arena.servers.jwksUrl,
      OTEL_TRACES_EXPORTER: 'none',
      KAFKA_TLS: 'on',
      KAFKA_CA: ca,
      ...(login === undefined ? {} : { KAFKA_USER: login.user, KAFKA_PASSWORD: login.password }),
      ...environment,
    },
    isReady: httpProbe(`${url}/health/live`),
  });
  return {
    url,
    child,
    troubles: async () => {
      const response = await fetch(`${url}/health/ready`);
      const { troubles = [] } = (await response.json()) as { troubles?: readonly string[] };
      return troubles;
    },
  };
};
