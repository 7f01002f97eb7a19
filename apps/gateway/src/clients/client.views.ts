import type { RegisteredClient } from '@ansinh/contracts/gateway/api';
import type { PageQuery } from '@ansinh/contracts/wire/common.api';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import type { Tx } from '../kit';
import { storedClient } from './client.store';

type PageOfClients = { readonly items: RegisteredClient[]; readonly nextCursor?: string };

/** The clients in order of their id, without a word of how they prove themselves. */
export const listClients = async (tx: Tx, query: PageQuery): Promise<PageOfClients> => {
  const [after] = decodeCursor(query.cursor, 1) ?? [];
  const rows = await tx.db.client.findMany({
    ...(after === undefined ? {} : { where: { clientId: { gt: after } } }),
    orderBy: { clientId: 'asc' },
    take: query.pageSize + 1,
  });
  const items = rows
    .slice(0, query.pageSize)
    .map(storedClient)
    .map(({ clientId, name, role, tenant }): RegisteredClient => ({ clientId, name, role, tenant }));
  const last = items.at(-1);
  return rows.length > items.length && last !== undefined
    ? { items, nextCursor: encodeCursor([last.clientId]) }
    : { items };
};
