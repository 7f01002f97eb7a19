import { RegisterClient, RegisteredClient } from '@ansinh/contracts/gateway/api';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import { route, type Tx } from '../kit';
import { registerClient } from './client.commands';
import { listClients } from './client.store';

const pageOfClients = async (tx: Tx, query: PageQuery) => {
  const [after] = decodeCursor(query.cursor, 1) ?? [];
  const rows = await listClients(tx.db, after, query.pageSize + 1);
  const items = rows
    .slice(0, query.pageSize)
    .map(({ clientId, name, role, tenant }): RegisteredClient => ({ clientId, name, role, tenant }));
  const last = items.at(-1);
  return rows.length > items.length && last !== undefined
    ? { items, nextCursor: encodeCursor([last.clientId]) }
    : { items };
};

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
    problems: ['client.already-registered', 'client.national-account-taken', 'client.role-reserved'],
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
    handle: (tx, { query }) => pageOfClients(tx, query),
  }),
];
