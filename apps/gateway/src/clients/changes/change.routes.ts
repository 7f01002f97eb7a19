import { ChangeClient, Client, ClientId, SetClientExpiry } from '@ansinh/contracts/gateway/clients.api';
import { z } from 'zod';
import { route } from '../../kit';
import { getClient } from '../client.views';
import { disableClient, enableClient, revokeTokens, setClientExpiry } from './change.commands';
import { DISABLING, ENABLING, EXPIRING, REVOKING } from './change.examples';

const OfClient = z.object({ clientId: ClientId });

export const changeRoutes = [
  route({
    method: 'post',
    path: '/v1/clients/:clientId/disabling',
    summary: 'Disable a client: no token any more, and those that it has end everywhere within seconds',
    tag: 'Clients',
    permission: 'access:change',
    params: OfClient,
    body: ChangeClient,
    reply: Client,
    example: DISABLING,
    handle: (tx, { params, body }) => disableClient(tx, params.clientId, body.reason),
  }),
  route({
    method: 'post',
    path: '/v1/clients/:clientId/enabling',
    summary: 'Let a client in again that was disabled',
    tag: 'Clients',
    permission: 'access:change',
    twoPersons: { decide: 'access:decide', now: (tx, { params }) => getClient(tx, params.clientId) },
    params: OfClient,
    body: ChangeClient,
    reply: Client,
    problems: ['client.not-disabled'],
    example: ENABLING,
    handle: (tx, { params, body }) => enableClient(tx, params.clientId, body.reason),
  }),
  route({
    method: 'post',
    path: '/v1/clients/:clientId/revocations',
    summary: 'End all tokens that a client has, everywhere within seconds; it may get new ones',
    tag: 'Clients',
    permission: 'access:change',
    params: OfClient,
    body: ChangeClient,
    reply: Client,
    example: REVOKING,
    handle: (tx, { params, body }) => revokeTokens(tx, params.clientId, body.reason),
  }),
  route({
    method: 'put',
    path: '/v1/clients/:clientId/expiry',
    summary: 'Say until when a client may have tokens',
    tag: 'Clients',
    permission: 'access:change',
    twoPersons: { decide: 'access:decide', now: (tx, { params }) => getClient(tx, params.clientId) },
    params: OfClient,
    body: SetClientExpiry,
    reply: Client,
    example: EXPIRING,
    handle: (tx, { params, body }) => setClientExpiry(tx, params.clientId, body),
  }),
];
