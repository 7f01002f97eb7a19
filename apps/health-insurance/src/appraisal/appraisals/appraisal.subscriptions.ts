import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { batchSubscription } from '../../kit';
import { appraiseClaims } from './appraisal.commands';

/** Locks of so many persons are held at once; of large claims fewer are read into memory. */
const CLAIMS_AT_ONCE = 100;

export const appraisalSubscriptions = [
  batchSubscription({
    on: ClaimReceived,
    atOnce: CLAIMS_AT_ONCE,
    handle: (tx, events) =>
      appraiseClaims(
        tx,
        events.map(({ attributes, data }) => ({ ...data, receivedBy: attributes })),
      ),
  }),
];
