import { RegisterClient, RegisteredClient } from '@ansinh/contracts/gateway/api';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { route } from '../kit';
import { registerClient } from './client.commands';
import { LISTING, REGISTERING } from './client.examples';
import { listClients } from './client.views';

export const clientRoutes = [
  route({
    method: 'post',
    path: '/v1/clients',
    summary: "Register a partner's client",
    description:
      'The secret is shown once: a repeated request with the same Idempotency-Key answers without `clientSecret`. ' +
      'With `jwks` there is no secret at all and the client signs its assertions (private_key_jwt).',
    tag: 'Clients',
    permission: 'client:register',
    body: RegisterClient,
    reply: RegisteredClient,
    status: 201,
    idempotent: true,
    shownOnce: 'clientSecret',
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
    reply: pageOf(RegisteredClient),
    example: LISTING,
    handle: (tx, { query }) => listClients(tx, query),
  }),
];
