import { PayCash, Payout, PayoutStatus, ReturnedPayouts, ReturnPayouts } from '@ansinh/contracts/payment/api';
import { YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { Id, PostOfficeCode } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../kit';
import { payCash, returnPayouts } from './post-office.commands';
import { LISTING, PAYING, RETURNING } from './post-office.examples';
import { listPostOfficePayouts } from './post-office.views';

const PostOfficeParams = z.object({ code: PostOfficeCode });
const TAG = 'Post offices';

export const postOfficeRoutes = [
  route({
    method: 'get',
    path: '/v1/post-offices/:code/payouts',
    summary: 'The list of a post office',
    tag: TAG,
    permission: 'payout:read',
    shows: 'person',
    params: PostOfficeParams,
    query: PageQuery.extend({ status: PayoutStatus.optional(), period: YearMonthText.optional() }),
    reply: pageOf(Payout),
    problems: ['request.not-found'],
    example: LISTING,
    handle: (tx, { params, query }) => listPostOfficePayouts(tx, params.code, query),
  }),
  route({
    method: 'post',
    path: '/v1/payouts/:payoutId/cash-payments',
    summary: 'Record that a counter paid a payout in cash',
    description: 'A payment of an offline day is recorded later with its own time; use one key per payment.',
    tag: TAG,
    permission: 'payout:pay-cash',
    params: z.object({ payoutId: Id }),
    body: PayCash,
    reply: Payout,
    idempotent: true,
    problems: [
      'request.not-found',
      'payout.already-paid',
      'payout.amount-differs',
      'payout.not-payable',
      'payout.paid-in-future',
      'payout.receiver-differs',
      'register.paused',
    ],
    example: PAYING,
    handle: (tx, { params, body }) => payCash(tx, params.payoutId, body),
  }),
  route({
    method: 'post',
    path: '/v1/post-offices/:code/returns',
    summary: 'Bring unpaid lines of the list back',
    tag: TAG,
    permission: 'payout:pay-cash',
    params: PostOfficeParams,
    body: ReturnPayouts,
    reply: ReturnedPayouts,
    idempotent: true,
    problems: ['request.not-found'],
    example: RETURNING,
    handle: (tx, { params, body }) => returnPayouts(tx, params.code, body),
  }),
];
