import {
  AccountId,
  BeginOpening,
  InvitationCode,
  OpenAccount,
  OpenedAccount,
  OpeningBegun,
} from '@ansinh/contracts/gateway/accounts.api';
import type { Route } from '@ansinh/http';
import { z } from 'zod';
import { route, type Tx } from '../../kit';
import type { IdentityKeys } from '../accounts/identity-keys';
import { beginOpening, drawCode, openAccount } from './opening.commands';
import { BEGINNING, DRAWING, OPENING } from './opening.examples';

/** Open to everybody: the codes are the key. They stand in the body, since addresses are written into logs. */
const PUBLIC = { tag: 'Own account', permission: null } as const;

export const openingRoutes = (keys: () => IdentityKeys): Route<Tx>[] => [
  route({
    method: 'post',
    path: '/v1/staff/:accountId/invitations',
    summary: 'Draw one of the two codes by which a person opens an account',
    description:
      'Two administrators draw one each and hand it to the person; neither sees the other one. Drawn again it takes the ' +
      'place of the own one before. Of an open account the two codes set a new password and second factor.',
    tag: 'Staff',
    permission: 'access:change',
    params: z.object({ accountId: AccountId }),
    reply: InvitationCode,
    status: 201,
    problems: [
      'account.closed',
      'account.own-invitation',
      'approval.person-required',
      'approval.two-factors-required',
      'request.not-found',
    ],
    example: DRAWING,
    handle: (tx, { params }) => drawCode(tx, params.accountId),
  }),
  route({
    method: 'post',
    path: '/v1/account-openings/beginnings',
    summary: 'Show whose account two codes open, with a secret for one-time codes',
    ...PUBLIC,
    body: BeginOpening,
    reply: OpeningBegun,
    problems: ['account.invitation-invalid'],
    example: BEGINNING,
    handle: (tx, { body }) => beginOpening(tx, body),
  }),
  route({
    method: 'post',
    path: '/v1/account-openings',
    summary: 'Open an account: say its password, and show a one-time code of its secret',
    ...PUBLIC,
    body: OpenAccount,
    reply: OpenedAccount,
    status: 201,
    problems: ['account.invitation-invalid', 'one-time-code.refused', 'password.refused'],
    example: OPENING,
    handle: (tx, { body }) => openAccount(tx, keys(), body),
  }),
];
