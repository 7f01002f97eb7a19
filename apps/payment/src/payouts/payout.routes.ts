import { Payout, PreparedPayouts, PreparePayouts, RedirectPayout } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { preparePayouts, redirect } from './payout.commands';
import { getPayout, listPayoutsOf } from './payout.views';

const PayoutParams = z.object({ payoutId: Id });

export const payoutRoutes = [
  route({
    method: 'post',
    path: '/v1/payout-runs',
    summary: 'Make the payouts of a month',
    description: 'One payout for each approved pension in force in the month. A second run adds only what is new.',
    tag: 'Payouts',
    permission: 'payout:batch',
    body: PreparePayouts,
    reply: PreparedPayouts,
    idempotent: true,
    problems: ['payout.month-too-early'],
    handle: (tx, { body }) => preparePayouts(tx, body.month),
  }),
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
    handle: (tx, { params, body }) => redirect(tx, params.payoutId, body),
  }),
];
