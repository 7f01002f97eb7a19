import { join } from 'node:path';
import type { StandInUrls } from '../providers/settings';
import { httpProbe } from './processes/probes';
import type { Supervisor } from './processes/supervisor';

export type ProvidersOptions = {
  readonly supervisor: Supervisor;
  readonly rootDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly port: number;
  readonly gatewayUrl: string;
};

export const standInUrlsAt = (port: number): StandInUrls => ({
  agency: `http://127.0.0.1:${port}`,
  citizens: `http://127.0.0.1:${port + 1}`,
});

/** Starts the stand-ins of the identity providers. The gateway does not wait for them: it asks when somebody signs in there. */
export const startProviders = async ({
  supervisor,
  rootDirectory,
  environment,
  port,
  gatewayUrl,
}: ProvidersOptions): Promise<void> => {
  await supervisor.start({
    name: 'identity-providers',
    command: process.execPath,
    args: [
      '--max-old-space-size=64',
      '--max-semi-space-size=1',
      join(rootDirectory, 'infra/local/dist/providers/main.js'),
    ],
    env: { ...environment, STAND_INS_PORT: String(port), GATEWAY_URL: gatewayUrl },
    isReady: httpProbe(`${standInUrlsAt(port).citizens}/health`),
  });
};
