import { z } from 'zod';

/**
 * What an act can be on, by the one name that doors and commands give it. The audit is never changed: a name that stands
 * in it is kept, and nothing has two.
 */
export const Thing = z.enum([
  'account',
  'advance',
  'agency',
  'appraisal-rule',
  'approval',
  'assessment',
  'bank',
  'bank-statement',
  'benefit',
  'calendar-day',
  'card',
  'card-look-up',
  'check-in',
  'citizen',
  'claim',
  'client',
  'commune',
  'credit',
  'dead-letter',
  'declaration',
  'document',
  'employer',
  'facility',
  'household',
  'import',
  'job',
  'law',
  'message',
  'order',
  'participant',
  'passkey',
  'payment-request',
  'payout',
  'payout-batch',
  'payout-run',
  'period',
  'post-office',
  'session',
  'settlement',
  'signing-key',
  'statement',
  'watch-case',
  'watch-indications',
  'watch-month',
  'watch-signal',
]);
export type Thing = z.infer<typeof Thing>;

/** `payout:019a...`, or a door as it is where its address names nothing: `POST /v1/payout-runs`. */
export type Target = `${Thing}:${string}` | Thing | `${string} /${string}`;

/** What the first parameter of an address names, by the part before it. The number of a card names a person: it is no target. */
export const THING_AT: ReadonlyMap<string, Thing> = new Map<string, Thing>([
  ['appraisal-rules/:code', 'appraisal-rule'],
  ['benefit-claims/:benefitId', 'benefit'],
  ['calendar-days/:day', 'calendar-day'],
  ['cases/:caseId', 'watch-case'],
  ['claims/:claimId', 'claim'],
  ['clients/:clientId', 'client'],
  ['dead-letters/:id', 'dead-letter'],
  ['employers/:employerId', 'employer'],
  ['facilities/:facilityCode', 'facility'],
  ['gateway/:approvalId', 'approval'],
  ['households/:householdId', 'household'],
  ['jobs/:id', 'job'],
  ['law/:parameter', 'law'],
  ['messages/:messageId', 'message'],
  ['months/:month', 'watch-month'],
  ['participants/:participantId', 'participant'],
  ['passkeys/:passkeyId', 'passkey'],
  ['payment-requests/:reference', 'payment-request'],
  ['payout-batches/:batchId', 'payout-batch'],
  ['payouts/:payoutId', 'payout'],
  ['periods/:quarter', 'period'],
  ['post-offices/:code', 'post-office'],
  ['sessions/:sessionId', 'session'],
  ['signals/:code', 'watch-signal'],
  ['staff/:accountId', 'account'],
  ['wage-zones/:communeCode', 'commune'],
  // Each service that needs two persons has its own address: `/v1/approvals/payment/...`.
  ['enrollment/:approvalId', 'approval'],
  ['health-insurance/:approvalId', 'approval'],
  ['payment/:approvalId', 'approval'],
]);

/** What a field of an answer names by an id of ours, wherever it stands. */
export const THING_OF_ID: ReadonlyMap<string, Thing> = new Map<string, Thing>([
  ['benefitId', 'benefit'],
  ['caseId', 'watch-case'],
  ['claimId', 'claim'],
  ['creditId', 'credit'],
  ['householdId', 'household'],
  ['participantId', 'participant'],
  ['payoutId', 'payout'],
]);

/** What is about one person or household: who has read it has read of them. */
export const RECORDS: ReadonlySet<string> = new Set<Thing>([
  'benefit',
  'claim',
  'household',
  'participant',
  'payout',
  'watch-case',
]);
