import { BundleSubmission } from '@ansinh/contracts/health-insurance/api';
import { workRoute } from '../../kit';
import { BUNDLE_LIMITS, submitBundle } from './bundle.commands';
import { SUBMITTING_BUNDLE } from './bundle.examples';

/** As it is sent; unpacked it may be more. */
const PACKED_LIMIT_BYTES = 20_000_000;

export const submitBundleRoute = workRoute({
  method: 'post',
  path: '/v1/claim-bundles',
  summary: 'Submit many claim files (GIAMDINHHS) in one ZIP',
  description:
    'At most 500 .xml files of 20 MB, together 50 MB unpacked. Each file is taken or refused by itself, as POST /v1/claims does; the answer tells both, file by file. The same bundle again gets the same receipts.',
  tag: 'Claims',
  permission: 'claim:submit',
  rawBody: { contentTypes: ['application/zip'], limitBytes: PACKED_LIMIT_BYTES, limits: BUNDLE_LIMITS },
  reply: BundleSubmission,
  status: 202,
  problems: ['bundle.unreadable'],
  example: SUBMITTING_BUNDLE,
  handle: (context, { body }) => submitBundle(context, body),
});
