import type { Principal } from '@ansinh/contracts/wire/permissions';
import { type ClientLike, connectDatabase, type TransactionClient } from '@ansinh/database';
import type { ServiceDefinition } from './define';
import { createTransactions, type ServiceTx } from './transactions';

export type OnceOptions = { readonly url: string; readonly by: Principal };

/**
 * One transaction in the database of a service that runs, or has run, elsewhere: for a command of the installation. What it
 * tells is published by that service.
 */
export const transactOnce = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db, Result>(
  { name, client }: ServiceDefinition<Db, Client>,
  { url, by }: OnceOptions,
  work: (tx: ServiceTx<Db>) => Promise<Result>,
): Promise<Result> => {
  const database = connectDatabase<Db, Client>({ url, client, poolSize: 2 });
  const transactions = createTransactions<Db, Client>({
    service: name,
    agencyCode: by.tenant.code,
    database,
    now: () => new Date(),
    jobs: () => undefined,
    committed: async () => undefined,
  });
  try {
    return await transactions.forRequest({ by, requestId: 'command' }, work);
  } finally {
    await database.close();
  }
};
