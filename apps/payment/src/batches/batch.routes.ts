import { ApprovePayoutBatch, BuildPayoutBatch, PayoutBatch, PayoutBatchLine } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../kit';
import { approveBatch, buildBatch } from './batch.commands';
import { APPROVING, BUILDING, LISTING, READING, READING_LINES } from './batch.examples';
import { getBatch, listBatches, listLines } from './batch.views';

const BatchParams = z.object({ batchId: Id });
const TAG = 'Payout batches';

export const batchRoutes = [
  route({
    method: 'post',
    path: '/v1/payout-batches',
    summary: 'Put every payout that is ready for a bank into a batch',
    tag: TAG,
    permission: 'payout:batch',
    body: BuildPayoutBatch,
    reply: PayoutBatch,
    status: 201,
    idempotent: true,
    problems: [
      'approval.person-required',
      'payout-batch.bank-unknown',
      'payout-batch.empty',
      'payout-batch.execution-date',
    ],
    example: BUILDING,
    handle: (tx, { body }) => buildBatch(tx, body),
  }),
  route({
    method: 'post',
    path: '/v1/payout-batches/:batchId/approvals',
    summary: 'Release a batch to its bank; never by the person who built it',
    description:
      'Whoever releases it has signed in with two factors, and names the digest of what was seen. From here on its payouts count as sent: the bank may pay at any moment.',
    tag: TAG,
    permission: 'payout:batch',
    params: BatchParams,
    body: ApprovePayoutBatch,
    reply: PayoutBatch,
    idempotent: true,
    problems: [
      'request.not-found',
      'approval.digest-differs',
      'approval.person-required',
      'approval.same-person',
      'approval.two-factors-required',
      'payout-batch.already-approved',
    ],
    example: APPROVING,
    handle: (tx, { params, body }) => approveBatch(tx, params.batchId, body),
  }),
  route({
    method: 'get',
    path: '/v1/payout-batches',
    summary: 'Batches, newest first; a bank sees its own once they are approved',
    tag: TAG,
    permission: 'payout:read',
    query: PageQuery,
    reply: pageOf(PayoutBatch),
    example: LISTING,
    handle: (tx, { query }) => listBatches(tx, query),
  }),
  route({
    method: 'get',
    path: '/v1/payout-batches/:batchId',
    summary: 'One batch with its control totals and what the bank has answered',
    tag: TAG,
    permission: 'payout:read',
    params: BatchParams,
    reply: PayoutBatch,
    problems: ['request.not-found'],
    example: READING,
    handle: (tx, { params }) => getBatch(tx, params.batchId),
  }),
  route({
    method: 'get',
    path: '/v1/payout-batches/:batchId/lines',
    summary: 'What the bank is told to pay, line by line: who releases a batch sees it before',
    tag: TAG,
    permission: 'payout:batch',
    shows: 'person',
    params: BatchParams,
    query: PageQuery,
    reply: pageOf(PayoutBatchLine),
    problems: ['request.not-found'],
    example: READING_LINES,
    handle: (tx, { params, query }) => listLines(tx, params.batchId, query),
  }),
];
