import {
  ChangeClient,
  Client,
  ClientId,
  Credentials,
  InvitedClient,
  ListedClient,
  RotateClient,
  RotateOwnClient,
} from '@ansinh/contracts/gateway/clients.api';
import { z } from 'zod';
import { route } from '../../kit';
import { revokeTokens } from '../changes/change.commands';
import { getClient } from '../client.views';
import { getListedClient } from '../registrations/registration.views';
import { type AssertionCheck, endOverlap, ROTATIONS_PATH, rotateClient, rotateOwnClient } from './rotation.commands';
import { ENDING_OVERLAP, ENDING_OWN, OWN, ROTATING, ROTATING_OWN } from './rotation.examples';

const OfClient = z.object({ clientId: ClientId });

export const rotationRoutes = [
  route({
    method: 'post',
    path: '/v1/clients/:clientId/rotations',
    summary: 'Invite the contact of a client to a new secret or to other keys',
    description:
      'What is valid now stays so until the invitation is opened, and then for `overlapDays`. Also for who has lost its ' +
      'invitation or its secret.',
    tag: 'Clients',
    permission: 'access:change',
    twoPersons: { decide: 'access:decide', now: (tx, { params }) => getClient(tx, params.clientId) },
    params: OfClient,
    body: RotateClient,
    reply: InvitedClient,
    status: 201,
    problems: ['client.role-reserved'],
    example: ROTATING,
    handle: (tx, { params, body }) => rotateClient(tx, params.clientId, body),
  }),
  route({
    method: 'post',
    path: '/v1/clients/:clientId/overlap-endings',
    summary: 'End what was valid before the last rotation',
    tag: 'Clients',
    permission: 'access:change',
    params: OfClient,
    body: ChangeClient,
    reply: Client,
    example: ENDING_OVERLAP,
    handle: (tx, { params, body }) => endOverlap(tx, params.clientId, body.reason),
  }),
];

/** What a partner does with its own client. */
export const ownRoutes = (isAsserted: AssertionCheck) => [
  route({
    method: 'get',
    path: '/v1/client',
    summary: 'Read your own client',
    tag: 'Clients',
    permission: 'client:rotate',
    reply: ListedClient,
    example: OWN,
    handle: (tx) => getListedClient(tx, tx.by.subject),
  }),
  route({
    method: 'post',
    path: ROTATIONS_PATH,
    summary: 'Get a new secret for your own client, or say other keys',
    description:
      'Beside the token it asks for what is valid now: `currentSecret`, or a `clientAssertion` whose audience is the address of this operation. What is valid ' +
      'now stays so for `overlapDays`. The answer is shown once.',
    tag: 'Clients',
    permission: 'client:rotate',
    body: RotateOwnClient,
    reply: Credentials,
    status: 201,
    problems: ['client.proof-refused'],
    example: ROTATING_OWN,
    handle: (tx, { body }) => rotateOwnClient(tx, body, isAsserted),
  }),
  route({
    method: 'post',
    path: '/v1/client/overlap-endings',
    summary: 'End what was valid for your own client before its last rotation',
    tag: 'Clients',
    permission: 'client:rotate',
    reply: Client,
    example: ENDING_OWN,
    handle: (tx) => endOverlap(tx, tx.by.subject),
  }),
  route({
    method: 'post',
    path: '/v1/client/revocations',
    summary: 'End all tokens of your own client, everywhere within seconds',
    tag: 'Clients',
    permission: 'client:rotate',
    reply: Client,
    example: ENDING_OWN,
    handle: (tx) => revokeTokens(tx, tx.by.subject),
  }),
];
