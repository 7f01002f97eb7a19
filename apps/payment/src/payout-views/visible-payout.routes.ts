import { Payout } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { LISTING_PAYOUTS, READING_PAYOUT } from './visible-payout.examples';
import { getPayout, listPayoutsOf } from './visible-payout.views';

/** Payouts as who asks may see them: a bank by its batches. */
export const visiblePayoutRoutes = [
  route({
    method: 'get',
    path: '/v1/payouts/:payoutId',
    summary: 'One payout and how far it is',
    tag: 'Payouts',
    permission: 'payout:read',
    shows: 'person',
    params: z.object({ payoutId: Id }),
    reply: Payout,
    problems: ['request.not-found'],
    example: READING_PAYOUT,
    handle: (tx, { params }) => getPayout(tx, params.payoutId),
  }),
  route({
    method: 'get',
    path: '/v1/participants/:participantId/payouts',
    summary: 'The payouts of a participant, oldest first',
    tag: 'Payouts',
    permission: 'participant:read',
    shows: 'person',
    params: z.object({ participantId: Id }),
    reply: z.array(Payout),
    example: LISTING_PAYOUTS,
    handle: (tx, { params }) => listPayoutsOf(tx, params.participantId),
  }),
];
