import { Payout, RedirectPayout } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { redirectPayout } from './payout.commands';
import { REDIRECTING } from './payout.examples';
import { shownPayout } from './payout.views';

export const payoutRoutes = [
  route({
    method: 'post',
    path: '/v1/payouts/:payoutId/redirections',
    summary: 'Send a returned payout out again, to another account or in cash',
    tag: 'Payouts',
    permission: 'payout:batch',
    params: z.object({ payoutId: Id }),
    body: RedirectPayout,
    reply: Payout,
    idempotent: true,
    twoPersons: { decide: 'approval:decide', now: (tx, { params }) => shownPayout(tx.db, params.payoutId) },
    problems: [
      'request.not-found',
      'payout.not-returned',
      'payout.account-name-differs',
      'payout.account-unknown',
      'payout.destination-refused',
      'payout.payee-unknown',
      'payout.redirected-too-often',
    ],
    example: REDIRECTING,
    handle: (tx, { params, body }) => redirectPayout(tx, params.payoutId, body),
  }),
];
