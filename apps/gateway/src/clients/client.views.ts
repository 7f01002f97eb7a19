import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Client } from '@ansinh/contracts/gateway/clients.api';
import type { Tx } from '../kit';
import { clientShown } from './client.rules';
import { storedClient } from './client.store';

/** What it is now, without when it was used: that differs from one look to the next. @throws request.not-found */
export const getClient = async (tx: Tx, clientId: string): Promise<Client> => {
  const row = await tx.db.client.findUnique({ where: { clientId } });
  if (row === null) throw reject('request.not-found');
  return clientShown(storedClient(row), tx.now);
};
