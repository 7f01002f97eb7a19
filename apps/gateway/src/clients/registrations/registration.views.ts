import { reject } from '@ansinh/contracts/catalogue/problems';
import { type ClientDetail, ClientId, type ListedClient } from '@ansinh/contracts/gateway/clients.api';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import { listAudit } from '@ansinh/platform';
import type { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { clientShown } from '../client.rules';
import { storedClient } from '../client.store';

type Row = Prisma.ClientGetPayload<{ include: { use: true } }>;

const listedOf = (row: Row, now: Date): ListedClient => ({
  ...clientShown(storedClient(row), now),
  lastUsedAt: row.use?.lastUsedAt.toISOString() ?? null,
});

/** The clients in order of their id, without a word of what they prove themselves by. */
export const listClients = (tx: Tx, query: PageQuery): Promise<Page<ListedClient>> =>
  cursorPage({
    query,
    parts: [ClientId],
    find: ([after], take) =>
      tx.db.client.findMany({
        ...(after === undefined ? {} : { where: { clientId: { gt: after } } }),
        include: { use: true },
        orderBy: { clientId: 'asc' },
        take,
      }),
    cursorOf: ({ clientId }) => [clientId],
    view: (row) => listedOf(row, tx.now),
  });

/** @throws request.not-found */
export const getListedClient = async (tx: Tx, clientId: string): Promise<ListedClient> => {
  const row = await tx.db.client.findUnique({ where: { clientId }, include: { use: true } });
  if (row === null) throw reject('request.not-found');
  return listedOf(row, tx.now);
};

const ACTS_SHOWN = 50;

const historyOf = async (tx: Tx, clientId: string): Promise<ClientDetail['history']> => {
  const { items } = await listAudit(
    { db: tx.db, service: 'gateway' },
    { target: `client:${clientId}`, pageSize: ACTS_SHOWN },
  );
  return items.map(({ at, subject: by, action, reason, outcome }) => ({ at, by, action, reason, outcome }));
};

const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

type Invited = Prisma.ClientInvitationGetPayload<object>;

const invitationOf = (row: Invited | undefined): ClientDetail['invitation'] =>
  row === undefined
    ? null
    : {
        contact: { name: row.contactName, email: row.contactEmail },
        createdAt: row.createdAt.toISOString(),
        sentAt: instantOf(row.sentAt),
        expiresAt: instantOf(row.expiresAt),
        openedAt: instantOf(row.openedAt),
      };

/** @throws request.not-found */
export const getClientDetail = async (tx: Tx, clientId: string): Promise<ClientDetail> => {
  const row = await tx.db.client.findUnique({
    where: { clientId },
    include: { use: true, invitations: { orderBy: { createdAt: 'desc' }, take: 1 } },
  });
  if (row === null) throw reject('request.not-found');
  return {
    ...listedOf(row, tx.now),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    invitation: invitationOf(row.invitations[0]),
    history: await historyOf(tx, clientId),
  };
};
