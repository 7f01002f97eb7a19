import { Payout, RedirectPayout } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { redirectPayout } from './payout.commands';
import { getPayout, listPayoutsOf } from './payout.views';

const PayoutParams = z.object({ payoutId: Id });

export const payoutRoutes = [
  route({
    method: 'get',
    path: '/v1/payouts/:payoutId',
    summary: 'One payout and how far it is',
    tag: 'Payouts',
    permission: 'payout:read',
    params: PayoutParams,
    reply: Payout,
    problems: ['request.not-found'],
    handle: (tx, { params }) => getPayout(tx, params.payoutId),
  }),
  route({
    method: 'get',
    path: '/v1/participants/:participantId/payouts',
    summary: 'The payouts of a participant, oldest first',
    tag: 'Payouts',
    permission: 'participant:read',
    params: z.object({ participantId: Id }),
    reply: z.array(Payout),
    handle: (tx, { params }) => listPayoutsOf(tx, params.participantId),
  }),
  route({
    method: 'post',
    path: '/v1/payouts/:payoutId/redirections',
    summary: 'Send a returned payout out again, to another account or in cash',
    tag: 'Payouts',
    permission: 'payout:batch',
    params: PayoutParams,
    body: RedirectPayout,
    reply: Payout,
    idempotent: true,
    problems: [
      'request.not-found',
      'payout.not-returned',
      'payout.account-name-differs',
      'payout.account-unknown',
      'payout.destination-refused',
      'payout.redirected-too-often',
    ],
    handle: (tx, { params, body }) => redirectPayout(tx, params.payoutId, body),
  }),
];
