import { ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { workRoute } from '../../kit';
import { CLAIM_FILE_LIMITS } from '../reader/file-reader';
import { CLAIM_FILE_LIMIT_BYTES, submitClaimFile } from './claim-file.commands';
import { SUBMITTING } from './claim-file.examples';

export const submitClaimsRoute = workRoute({
  method: 'post',
  path: '/v1/claims',
  summary: 'Submit a claim file (GIAMDINHHS, QD 130/4750/3176)',
  description:
    'One file with one or more encounters, taken whole or not at all. Faults of form are answered at once, each with its place; the appraisal follows and is read at GET /v1/claims/{claimId}. The same file again stores nothing: its answer says how its claims stand, and those that were returned are taken as corrected and appraised anew (`duplicate` is false then).',
  tag: 'Claims',
  permission: 'claim:submit',
  rawBody: {
    contentTypes: ['application/xml', 'text/xml'],
    limitBytes: CLAIM_FILE_LIMIT_BYTES,
    limits: CLAIM_FILE_LIMITS,
  },
  reply: ClaimSubmission,
  status: 202,
  problems: [
    'claim.already-accepted',
    'claim.in-appraisal',
    'claim.other-facility',
    'claim.structure-invalid',
    'request.malformed',
    'request.too-complex',
  ],
  example: SUBMITTING,
  // The file is read before a transaction begins: a large one must not hold a connection meanwhile.
  handle: (context, { body }) => submitClaimFile(context, body),
});
