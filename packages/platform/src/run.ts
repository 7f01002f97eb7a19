import type { ClientLike, TransactionClient } from '@ansinh/database';
import { createLogger } from '@ansinh/telemetry';
import { stopTelemetry } from '@ansinh/telemetry/register';
import { serviceConfig } from './config';
import type { ServiceDefinition } from './define';
import { startService } from './start';

const STOP_DEADLINE_MS = 10_000;

/** The whole of a main.ts: starts, then on SIGTERM or SIGINT drains and ends within ten seconds. */
export const runService = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
): Promise<void> => {
  const logger = createLogger(definition.name);
  try {
    const service = await startService(definition, serviceConfig(), { logger });
    let stopping = false;
    const stop = async (signal: string): Promise<void> => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      await service.stop();
      await stopTelemetry();
      process.exit(0);
    };
    process.on('SIGTERM', () => void stop('SIGTERM'));
    process.on('SIGINT', () => void stop('SIGINT'));
  } catch (error) {
    logger.fatal({ err: error }, 'the service could not start');
    process.exitCode = 1;
    await stopTelemetry();
    // Let the log line leave, then end whatever the failed start left open.
    setTimeout(() => process.exit(1), 200);
  }
};
