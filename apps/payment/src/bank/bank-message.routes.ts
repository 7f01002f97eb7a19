import { StatusReportResult } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { MESSAGE_LIMITS } from '@ansinh/iso20022';
import { z } from 'zod';
import { route } from '../kit';
import { FETCHING, REPORTING } from './bank-message.examples';
import { fetchPain001 } from './pain001.commands';
import { applyStatusReport } from './status-report.commands';
import { reportReading } from './status-report-file';

const BatchParams = z.object({ batchId: Id });
const TAG = 'Payout batches';

/** What the agency and a bank send each other about a batch. */
export const bankMessageRoutes = [
  route({
    method: 'get',
    path: '/v1/payout-batches/:batchId/pain.001',
    summary: 'The payment order as pain.001.001.09',
    description: 'The same message whenever it is fetched: a bank that is not sure fetches again.',
    tag: TAG,
    permission: 'payout:read',
    params: BatchParams,
    rawReply: 'application/xml',
    effect: 'fetchPain001',
    problems: ['request.not-found', 'payout-batch.not-approved'],
    example: FETCHING,
    handle: (tx, { params }) => fetchPain001(tx, params.batchId),
  }),
  route({
    method: 'post',
    path: '/v1/payout-batches/:batchId/status-reports',
    summary: 'Answer a batch with a pain.002',
    description:
      'Accepted lines are paid, rejected ones returned with their reason; a line that we never sent changes nothing.',
    tag: TAG,
    permission: 'payout:report',
    params: BatchParams,
    rawBody: { contentTypes: ['application/xml', 'text/xml'], limitBytes: 64_000_000, limits: MESSAGE_LIMITS },
    readFile: reportReading.of,
    reply: StatusReportResult,
    idempotent: true,
    problems: [
      'request.not-found',
      'payout-batch.not-approved',
      'payout-batch.report-differs',
      'payout-batch.report-unreadable',
      'request.too-complex',
    ],
    example: REPORTING,
    handle: (tx, { params, content }) => applyStatusReport(tx, params.batchId, content),
  }),
];
