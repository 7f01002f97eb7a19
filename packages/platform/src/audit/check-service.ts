import { type Checked, checkSeals } from '@ansinh/audit';
import { type ClientLike, connectDatabase, type TransactionClient } from '@ansinh/database';
import type { ServiceDefinition } from '../define';
import { registersOf } from './registers';

/** A whole register is read, page after page. */
const PAGE_MAX_MS = 600_000;

/** Checks the seals of a service in its database, and changes nothing there. `expected`: hashes that were kept elsewhere. */
export const checkService = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
  url: string,
  expected: ReadonlyMap<bigint, string> = new Map(),
): Promise<Checked> => {
  const { client } = definition;
  const database = connectDatabase<Db, Client>({ url, client, poolSize: 2, transactionTimeoutMs: PAGE_MAX_MS });
  try {
    const registers = registersOf(definition);
    return await checkSeals(database.client, { registers, expected });
  } finally {
    await database.close();
  }
};
