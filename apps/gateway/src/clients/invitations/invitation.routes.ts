import { Credentials, OpenInvitation } from '@ansinh/contracts/gateway/clients.api';
import { route } from '../../kit';
import { openInvitation } from './invitation.commands';
import { OPENING } from './invitation.examples';

export const invitationRoutes = [
  route({
    method: 'post',
    path: '/v1/invitations/openings',
    summary: 'Open an invitation: get the secret of a client, once, or say its keys',
    description:
      'For the contact of a partner, with the code of the e-mail. The answer has the secret and is shown once; with `jwks` ' +
      'or `jwksUrl` there is no secret at all and the client signs its assertions (private_key_jwt). A second opening is ' +
      'refused: whoever did not do the first one tells the agency.',
    tag: 'Clients',
    permission: null,
    body: OpenInvitation,
    reply: Credentials,
    status: 201,
    problems: ['invitation.not-usable'],
    example: OPENING,
    handle: (tx, { body }) => openInvitation(tx, body),
  }),
];
