import { type ClientLike, connectDatabase, countAnswersByKey, type TransactionClient } from '@ansinh/database';
import type { ServiceDefinition } from '../define';
import type { HeldKeys } from './field-key.rules';

/** Whole tables are counted. */
const COUNT_MAX_MS = 600_000;

/** What each key still holds in the database of a service, without reading any of it. */
export const countHeldKeys = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  { client, sealed = [] }: Pick<ServiceDefinition<Db, Client>, 'client' | 'sealed'>,
  url: string,
): Promise<readonly HeldKeys[]> => {
  const database = connectDatabase<Db, Client>({ url, client, poolSize: 2, transactionTimeoutMs: COUNT_MAX_MS });
  const db = database.client;
  try {
    const counted: HeldKeys[] = [{ column: 'platform.idempotency_keys.body', held: await countAnswersByKey(db) }];
    for (const { name, count } of sealed) counted.push({ column: name, held: await count(db) });
    return counted;
  } finally {
    await database.close();
  }
};
