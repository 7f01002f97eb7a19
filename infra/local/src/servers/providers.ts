import { join } from 'node:path';
import type { LocalPorts } from '../config';
import type { StandInUrls } from '../providers/settings';
import { httpProbe } from './processes/probes';
import type { Supervisor } from './processes/supervisor';

type StandInPorts = Pick<LocalPorts, 'agencyProvider' | 'citizenProvider'>;

export type ProvidersOptions = {
  readonly supervisor: Supervisor;
  readonly rootDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly ports: StandInPorts;
  readonly gatewayUrl: string;
};

export const standInUrlsAt = ({ agencyProvider, citizenProvider }: StandInPorts): StandInUrls => ({
  agency: `http://127.0.0.1:${agencyProvider}`,
  citizens: `http://127.0.0.1:${citizenProvider}`,
});

/** Starts the stand-ins of the identity providers. The gateway does not wait for them: it asks when somebody signs in there. */
export const startProviders = async ({
  supervisor,
  rootDirectory,
  environment,
  ports,
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
      STAND_IN_AGENCY_PORT: String(ports.agencyProvider),
      STAND_IN_CITIZENS_PORT: String(ports.citizenProvider),
      GATEWAY_URL: gatewayUrl,
    },
    isReady: httpProbe(`${standInUrlsAt(ports).citizens}/health`),
  });
};
