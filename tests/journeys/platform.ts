import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import { findFreePorts, type LocalConfig, type Platform, readLocalConfig, startPlatform } from '@ansinh/local';

export type TestPlatform = Platform & {
  /** Stops everything and starts it again on the same data. */
  readonly startAgain: () => Promise<TestPlatform>;
  readonly remove: () => Promise<void>;
};

const freeConfig = async (directory: string): Promise<LocalConfig> => {
  const [gateway = 0, postgres = 0, kafka = 0, kafkaController = 0, zipkin = 0, mail = 0, smtp = 0, ...services] =
    await findFreePorts(9 + BACKEND_SERVICES.length);
  const [
    agencyProvider = 0,
    citizenProvider = 0,
    enrollment = 0,
    collection = 0,
    healthInsurance = 0,
    payment = 0,
    notification = 0,
  ] = services;
  return {
    ...readLocalConfig({}),
    dataDirectory: join(directory, 'data'),
    logDirectory: join(directory, 'logs'),
    ports: {
      apps: { enrollment, collection, 'health-insurance': healthInsurance, payment, notification, gateway },
      postgres,
      kafka,
      kafkaController,
      zipkin,
      mail,
      smtp,
      agencyProvider,
      citizenProvider,
    },
  };
};

/** The whole platform as `npm start` runs it: built apps as processes of their own, on free ports and fresh data. */
export const startTestPlatform = async (): Promise<TestPlatform> => {
  const directory = mkdtempSync(join(tmpdir(), 'ansinh-journey-'));
  const config = await freeConfig(directory);
  const start = async (): Promise<TestPlatform> => {
    const platform = await startPlatform(config);
    return {
      ...platform,
      startAgain: async () => {
        await platform.stop();
        return start();
      },
      remove: async () => {
        await platform.stop();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  };
  return start();
};
