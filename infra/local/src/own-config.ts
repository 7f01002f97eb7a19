import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import { type LocalConfig, readLocalConfig, readyTimeoutFromEnvironment } from './config';
import { findFreePorts } from './servers/prerequisites';

const PORTS_OF_SERVERS = 8;

/** A platform of a command's own, beside one that may run: on free ports, as fast as in production, all it writes in a folder. */
export const ownConfig = async (directory: string): Promise<LocalConfig> => {
  const free = await findFreePorts(PORTS_OF_SERVERS + SERVICES.length);
  const [postgres = 0, kafka = 0, kafkaController = 0, zipkin = 0, mail = 0, smtp = 0, ...left] = free;
  const [agencyProvider = 0, citizenProvider = 0, ...rest] = left;
  const apps = Object.fromEntries(SERVICES.map((app, index) => [app, rest[index] ?? 0])) as Record<ServiceName, number>;
  return {
    ...readLocalConfig({}),
    prefer: 'speed',
    readyTimeoutMs: readyTimeoutFromEnvironment(),
    dataDirectory: join(directory, 'data'),
    logDirectory: join(directory, 'logs'),
    ports: { apps, postgres, kafka, kafkaController, zipkin, mail, smtp, agencyProvider, citizenProvider },
  };
};
