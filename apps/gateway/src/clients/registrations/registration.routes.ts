import { InvitedClient, RegisterClient } from '@ansinh/contracts/gateway/clients.api';
import { route } from '../../kit';
import { registerClient } from './registration.commands';
import { REGISTERING } from './registration.examples';

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
];
