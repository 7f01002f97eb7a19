import { RegisterClient, type RegisteredClient } from '@ansinh/contracts/gateway/api';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import type { Tx } from '../kit';
import { storedClient } from './client.store';

/** The clients in order of their id, without a word of how they prove themselves. */
export const listClients = (tx: Tx, query: PageQuery): Promise<Page<RegisteredClient>> =>
  cursorPage({
    query,
    parts: [RegisterClient.shape.clientId],
    find: ([after], take) =>
      tx.db.client.findMany({
        ...(after === undefined ? {} : { where: { clientId: { gt: after } } }),
        orderBy: { clientId: 'asc' },
        take,
      }),
    cursorOf: ({ clientId }) => [clientId],
    view: (row): RegisteredClient => {
      const { clientId, name, role, tenant } = storedClient(row);
      return { clientId, name, role, tenant };
    },
  });
