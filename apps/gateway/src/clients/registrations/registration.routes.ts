import {
  ClientDetail,
  ClientId,
  InvitedClient,
  ListedClient,
  RegisterClient,
} from '@ansinh/contracts/gateway/clients.api';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../../kit';
import { registerClient } from './registration.commands';
import { LISTING, READING, REGISTERING } from './registration.examples';
import { getClientDetail, listClients } from './registration.views';

export const registrationRoutes = [
  route({
    method: 'post',
    path: '/v1/clients',
    summary: "Register a partner's client",
    description:
      'It can do nothing until its contact has opened the invitation that is sent by e-mail: there the partner gets its ' +
      'secret, once, or says its keys. No answer of ours to the agency has either.',
    tag: 'Clients',
    permission: 'client:register',
    twoPersons: { decide: 'access:decide' },
    body: RegisterClient,
    reply: InvitedClient,
    status: 201,
    idempotent: true,
    problems: ['client.already-registered', 'client.national-account-taken', 'client.role-reserved'],
    example: REGISTERING,
    handle: (tx, { body }) => registerClient(tx, body),
  }),
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
