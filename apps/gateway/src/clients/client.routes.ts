import { ClientDetail, ClientId, ListedClient } from '@ansinh/contracts/gateway/clients.api';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../kit';
import { LISTING, READING } from './client.examples';
import { getClientDetail, listClients } from './client.views';

export const clientRoutes = [
  route({
    method: 'get',
    path: '/v1/clients',
    summary: 'List the clients, in order of their id',
    tag: 'Clients',
    permission: 'client:register',
    query: PageQuery,
    reply: pageOf(ListedClient),
    example: LISTING,
    handle: (tx, { query }) => listClients(tx, query),
  }),
  route({
    method: 'get',
    path: '/v1/clients/:clientId',
    summary: 'Read a client, with what was done to it',
    tag: 'Clients',
    permission: 'client:register',
    params: z.object({ clientId: ClientId }),
    reply: ClientDetail,
    example: READING,
    handle: (tx, { params }) => getClientDetail(tx, params.clientId),
  }),
];
