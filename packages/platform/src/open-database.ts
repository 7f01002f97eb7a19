import { type ClientLike, type Database, openDatabase, type TransactionClient } from '@ansinh/database';
import { keyRing } from '@ansinh/secrets';
import type { Logger } from '@ansinh/telemetry';
import type { ServiceConfig } from './config';
import type { ServiceDefinition } from './define';
import { countHeldKeys } from './field-keys/held-keys';
import { requireKnownKeys } from './field-keys/known-key.commands';
import { PLATFORM_MIGRATIONS } from './migrations';

const openDatabaseOf = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  { client, migrationsDir, packageMigrations = [], transactionTimeoutMs }: ServiceDefinition<Db, Client>,
  { DATABASE_URL: url, DATABASE_POOL: poolSize, DATABASE_WAIT_MS: maxWaitMs }: ServiceConfig,
): Promise<Database<Db, Client>> =>
  openDatabase<Db, Client>({
    url,
    client,
    migrations: { packages: [...PLATFORM_MIGRATIONS, ...packageMigrations], service: migrationsDir },
    poolSize,
    maxWaitMs,
    ...(transactionTimeoutMs === undefined ? {} : { transactionTimeoutMs }),
  });

/** Opens the database of a service, unless a key is left out that it still needs. */
export const openServiceDatabase = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
  config: ServiceConfig,
  { logger, now }: { readonly logger: Logger; readonly now: () => Date },
): Promise<Database<Db, Client>> => {
  const database = await openDatabaseOf(definition, config);
  try {
    const said = { ids: keyRing().ids, lost: config.FIELD_KEYS_LOST?.split(',') ?? [] };
    const count = () => countHeldKeys(definition, config.DATABASE_URL);
    const lost = await requireKnownKeys(database.client, said, count, now());
    for (const key of lost) logger.warn({ key }, 'a key of FIELD_KEYS is lost: what it has sealed does not open');
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
