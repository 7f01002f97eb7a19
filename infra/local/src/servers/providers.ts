import { join } from 'node:path';
import { httpProbe } from './processes/probes';
import type { Supervisor } from './processes/supervisor';

export type ProvidersOptions = {
  readonly supervisor: Supervisor;
  readonly rootDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly agencyPort: number;
  readonly citizenPort: number;
  readonly gatewayUrl: string;
};

/** Starts the stand-ins of the identity providers. The gateway does not wait for them: it asks when somebody signs in there. */
export const startProviders = async ({
  supervisor,
  rootDirectory,
  environment,
  agencyPort,
  citizenPort,
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
    env: {
      ...environment,
      STAND_IN_AGENCY_PORT: String(agencyPort),
      STAND_IN_CITIZENS_PORT: String(citizenPort),
      GATEWAY_URL: gatewayUrl,
    },
    isReady: httpProbe(`http://127.0.0.1:${citizenPort}/health`),
  });
};
