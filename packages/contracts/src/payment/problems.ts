import type { ProblemDefinition } from '../wire/problem-definition';

/** What the payment service refuses. Sorted by code. */
export const PAYMENT_PROBLEMS = {
  'benefit.already-claimed': {
    status: 409,
    title: 'This benefit is granted already, or an open claim for it stands',
    fix: 'Look at the benefit named in `benefitId`; a refused claim does not stand in the way.',
  },
  'benefit.already-decided': {
    status: 409,
    title: 'This benefit was decided before',
    fix: 'Read the benefit; a decision is final.',
  },
  'benefit.before-retirement-age': {
    status: 422,
    title: 'The person has not reached retirement age',
    fix: 'Claim a pension from `firstMonth` or later; early retirement is another benefit.',
  },
  'benefit.claim-invalid': {
    status: 422,
    title: 'The claim contradicts itself or the register, or lacks something',
    fix: 'Mend what `errors` names.',
  },
  'benefit.index-missing': {
    status: 409,
    title: 'The wage index of that year is not published yet',
    fix: 'Wait for the yearly table of indices, or correct the months.',
  },
  'benefit.not-entitled': {
    status: 422,
    title: 'The claim gives no right to this benefit',
    fix: 'See `condition` for what the law asks and `source` for where it does; correct the claim, or tell the person.',
  },
  'benefit.participant-unknown': {
    status: 409,
    title: 'This participant is not known here yet',
    fix: 'Register the participant first; a new one is known after a moment.',
    retryable: true,
  },
  'benefit.person-differs': {
    status: 422,
    title: 'Birth date or sex differ from the register',
    fix: 'Correct the claim, or the register of participants first.',
  },
  'benefit.receiver-deceased': {
    status: 409,
    title: 'The receiver has died',
    fix: 'See `benefitId` for the grant that proves it: refuse this claim, and let whoever has the right now claim.',
  },
  'benefit.record-invalid': {
    status: 422,
    title: 'The contribution record contradicts itself',
    fix: 'Mend the periods named in `errors`: in order of time, no month twice, all before the pension.',
  },
  'benefit.too-few-years': {
    status: 422,
    title: 'Too few paid months for a pension',
    fix: 'At least `requiredMonths` are needed; the record has `paidMonths`.',
  },
  'payout-batch.already-approved': {
    status: 409,
    title: 'This batch was approved before',
    fix: 'Read the batch; the bank may fetch it.',
  },
  'payout-batch.bank-unknown': {
    status: 422,
    title: 'The agency pays nothing through this bank',
    fix: 'Use the BIN of a bank in `banks`.',
  },
  'payout-batch.empty': {
    status: 409,
    title: 'No payout is ready for a bank',
    fix: 'Prepare payouts first; those in other batches are not taken twice.',
  },
  'payout-batch.execution-date': {
    status: 422,
    title: 'The execution date has passed',
    fix: 'Name today or a later day in Viet Nam.',
  },
  'payout-batch.not-approved': {
    status: 409,
    title: 'This batch is not approved yet',
    fix: 'Another officer approves it first.',
  },
  'payout-batch.report-differs': {
    status: 422,
    title: 'The report answers another batch',
    fix: 'Send it to the batch whose message id is in OrgnlMsgId.',
  },
  'payout-batch.report-unreadable': {
    status: 422,
    title: 'The status report cannot be read',
    fix: 'Mend what `errors` names; nothing of the report was applied.',
  },
  'payout.account-name-differs': {
    status: 422,
    title: 'The account belongs to another name',
    fix: 'Use an account of the beneficiary: `accountName` must be the registered name.',
  },
  'payout.account-unknown': {
    status: 409,
    title: 'The account of this facility is not known yet',
    fix: 'Register the facility; the payout is made as soon as its account arrives.',
    retryable: true,
  },
  'payout.already-paid': {
    status: 409,
    title: 'This payout was paid before',
    fix: 'Do not pay again: see `paidAt`.',
  },
  'payout.amount-differs': {
    status: 422,
    title: 'The amount is not the amount of the payout',
    fix: 'Pay exactly `expectedVnd`.',
  },
  'payout.destination-refused': {
    status: 422,
    title: 'This beneficiary cannot be paid there',
    fix: 'Facilities are paid to a bank account.',
  },
  'payout.month-too-early': {
    status: 422,
    title: 'This month is too far ahead',
    fix: 'Prepare the current month or the next one.',
  },
  'payout.not-payable': {
    status: 409,
    title: 'The payout is in another state',
    fix: 'See `status`: only an open payout is paid or returned.',
  },
  'payout.not-returned': {
    status: 409,
    title: 'Only a returned payout goes out again',
    fix: 'See `status`; wait for the bank or the post office.',
  },
  'payout.paid-in-future': {
    status: 422,
    title: 'The payment lies in the future',
    fix: 'Check the clock of the counter and send the true time.',
  },
  'payout.payee-unknown': {
    status: 409,
    title: 'This release does not know what an account must prove of such a payee',
    fix: 'Redirect the payout with the release that knows payees of the kind `beneficiaryKind`.',
  },
  'payout.receiver-differs': {
    status: 422,
    title: "The paper shown is not the beneficiary's",
    fix: 'Pay the beneficiary in person, and check the number that was typed.',
  },
  'payout.redirected-too-often': {
    status: 409,
    title: 'This payout was sent out too often',
    fix: 'Clear the destination with the beneficiary by other means.',
  },
} as const satisfies Record<string, ProblemDefinition>;
