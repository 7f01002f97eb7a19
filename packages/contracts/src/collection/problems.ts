import type { ProblemDefinition } from '../wire/problem-definition';

/** What the collection service refuses. Sorted by code. */
export const COLLECTION_PROBLEMS = {
  'assessment.month-out-of-range': {
    status: 422,
    title: 'This month cannot be assessed',
    fix: 'Choose a month from `firstMonth` to `lastMonth`.',
  },
  'bank-statement.other-bank': {
    status: 422,
    title: 'The file reports an account of another bank',
    fix: "Send each bank's files with that bank's own client.",
  },
  'bank-statement.unreadable': {
    status: 422,
    title: 'The file is not a camt.053 or camt.054 that holds together',
    fix: 'Mend what `path`, `line` and `reason` name and send the whole file again; nothing of it was stored.',
  },
  'credit.reference-reused': {
    status: 409,
    title: 'The bank reference was used for another booking',
    fix: 'Give every booking a reference of its own; `bankReferences` names those that differ from what was told before.',
  },
  'household-order.reference-unusable': {
    status: 422,
    title: 'A bank text could not carry this reference',
    fix: 'Give the order a reference of 8 to 25 letters and digits.',
  },
  'payment-request.nothing-due': {
    status: 409,
    title: 'Nothing is left to pay',
    fix: 'Read the statement or the order: it is wholly paid.',
  },
} as const satisfies Record<string, ProblemDefinition>;
