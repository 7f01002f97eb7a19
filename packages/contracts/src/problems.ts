import { z } from 'zod';

export type ProblemDefinition = {
  /** HTTP status at the door. */
  readonly status: number;
  /** Short, stable, in English; the console translates by code. */
  readonly title: string;
  /** How to mend it, in words that a technical person of the partner follows. */
  readonly fix: string;
  /** True when the same call may succeed later without a change: a consumer retries, a client may too. */
  readonly retryable?: true;
};

/** The one list of refusals. Codes never change; texts may. Sorted by code. */
export const PROBLEMS = {
  'advance.already-approved': {
    status: 409,
    title: 'This facility has its advance for the quarter',
    fix: 'Read the advances of the facility; there is one for a quarter.',
  },
  'advance.nothing-reported': {
    status: 409,
    title: 'The facility reported no cost in the quarter before',
    fix: 'Wait for the claims of `reportedQuarter`; an advance is a share of them.',
  },
  'advance.quarter-not-begun': {
    status: 409,
    title: 'The quarter has not begun',
    fix: 'Approve the advance from `firstDay` on, when the quarter before is complete.',
  },
  'assessment.month-out-of-range': {
    status: 422,
    title: 'This month cannot be assessed',
    fix: 'Choose a month from `firstMonth` to `lastMonth`.',
  },
  'auth.forbidden': {
    status: 403,
    title: 'The token does not allow this',
    fix: 'Use a client that has the permission named in `permission`.',
  },
  'auth.token-invalid': {
    status: 401,
    title: 'The access token is missing, expired or not ours',
    fix: 'Get a token at POST /oauth/token and send it as `Authorization: Bearer`.',
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
  'benefit.already-claimed': {
    status: 409,
    title: 'This person has a pension or an open claim for one',
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
  'benefit.index-missing': {
    status: 409,
    title: 'The wage index of that year is not published yet',
    fix: 'Wait for the yearly table of indices, or correct the months.',
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
  'benefit.record-invalid': {
    status: 422,
    title: 'The contribution record contradicts itself',
    fix: 'Mend the periods named in `errors`: in order of time, no month twice, all before the pension.',
  },
  'benefit.same-person': {
    status: 403,
    title: 'The proposer may not decide',
    fix: 'Another officer decides.',
  },
  'benefit.too-few-years': {
    status: 422,
    title: 'Too few paid months for a pension',
    fix: 'At least `requiredMonths` are needed; the record has `paidMonths`.',
  },
  'bundle.unreadable': {
    status: 400,
    title: 'The bundle cannot be read',
    fix: 'Send a ZIP of claim files (.xml), within the limits and mended as `reason` says; nothing of it was stored.',
  },
  'card.dates-reversed': {
    status: 422,
    title: 'The card ends before it begins',
    fix: 'Send `validFrom` not later than `validTo`.',
  },
  'card.number-differs': {
    status: 422,
    title: 'The card number does not end with the social-insurance number of its holder',
    fix: 'Compare the card with the person; send the number as printed.',
  },
  'card.number-taken': {
    status: 409,
    title: 'This card number belongs to another person',
    fix: 'Compare the card with the person; send the number as printed.',
  },
  'catalogue.rows-invalid': {
    status: 422,
    title: 'The catalogue has rows that cannot be used; nothing of it was stored',
    fix: 'Mend each place of `errors`, `/<row from 0>/<column>`, and upload the whole list again.',
  },
  'catalogue.unreadable': {
    status: 422,
    title: 'The catalogue is no JSON array, NDJSON, CSV or workbook (XLSX) that can be read',
    fix: 'Mend what `reason` says: a JSON array of rows, one JSON object a line, CSV in UTF-8 with the columns in its first line, or XLSX whose first sheet names them in one row.',
  },
  'certificate.of-another-facility': {
    status: 409,
    title: 'This certificate is registered for another facility',
    fix: 'Register the certificate that was issued to this facility; two facilities never sign with the same key.',
  },
  'certificate.unusable': {
    status: 422,
    title: 'Claim files cannot be signed with this certificate',
    fix: 'Send one X.509 certificate in PEM, without its private key, mended as `reason` says.',
  },
  'check-in.structure-invalid': {
    status: 422,
    title: 'The check-in has faults of form; nothing of it was stored',
    fix: 'Mend each place of `errors`, `/XML0/<STT>/<field>`, and send it again.',
  },
  'claim.already-accepted': {
    status: 409,
    title: 'This claim is accepted already',
    fix: 'A claim is sent again only after it was returned; ask the agency when an accepted claim is wrong.',
  },
  'claim.decision-impossible': {
    status: 422,
    title: 'A decision does not fit the claim',
    fix: 'Mend each place of `errors`: an open question of the claim, or a line of XML2 or XML3 and at most what was claimed for it.',
  },
  'claim.in-appraisal': {
    status: 409,
    title: 'This claim is still in appraisal',
    fix: 'Read the claim until it is accepted or returned; only a returned claim is sent again.',
    retryable: true,
  },
  'claim.not-open': {
    status: 409,
    title: 'This claim is not open for decisions',
    fix: 'Only an accepted claim that is not settled yet is explained, decided or returned; look at `status`.',
  },
  'claim.other-facility': {
    status: 422,
    title: 'The file speaks for another facility',
    fix: 'Send MACSKCB and MA_CSKCB of the facility that the token belongs to.',
  },
  'claim.question-not-open': {
    status: 422,
    title: 'There is no open question with this number',
    fix: 'Take the numbers from GET /v1/appraisal-questions; a question that is decided takes no explanation.',
  },
  'claim.structure-invalid': {
    status: 422,
    title: 'The file has faults of form; nothing of it was stored',
    fix: 'Mend each place of `errors`, `/HOSO/<n>/<table>/<STT>/<field>`, and send the whole file again.',
  },
  'client.already-registered': {
    status: 409,
    title: 'A client with this id exists',
    fix: 'Choose another clientId; the id of a client is never given twice.',
  },
  'client.national-account-taken': {
    status: 409,
    title: 'This national user name belongs to another client',
    fix: 'Choose another nationalAccount.username.',
  },
  'client.role-reserved': {
    status: 403,
    title: 'Clients of this role are not registered here',
    fix: 'The people of the agency are named in the configuration of the installation, not by one of them.',
  },
  'credit.reference-reused': {
    status: 409,
    title: 'The bank reference was used for another booking',
    fix: 'Give every booking a reference of its own; `bankReferences` names those that differ from what was told before.',
  },
  'dead-letter.already-replayed': {
    status: 409,
    title: 'This dead letter was replayed and took effect',
    fix: 'Only an open letter can be discarded; read its history.',
  },
  'dead-letter.discarded': {
    status: 409,
    title: 'This dead letter was discarded',
    fix: 'Only an open letter can be replayed; read its history for who discarded it and why.',
  },
  'dead-letter.older-first': {
    status: 409,
    title: 'An older letter of the same thing is still open',
    fix: 'Replay or discard the letter named in `olderId` first: events of one thing take effect in their order.',
  },
  'declaration.month-out-of-range': {
    status: 422,
    title: 'The month is outside of what can be declared',
    fix: 'Declare a month from `earliest` to `latest`.',
  },
  'declaration.person-repeated': {
    status: 422,
    title: 'The list names this person twice',
    fix: 'Keep one line for a person; send the next change in another declaration.',
  },
  'declaration.wage-below-floor': {
    status: 422,
    title: 'The wage is below the legal floor of the month',
    fix: 'Declare at least `floorVnd`; a lower wage is not insured by law.',
  },
  'employer.already-registered': {
    status: 409,
    title: 'This unit code is registered already',
    fix: 'Use the employer named in `employerId`.',
  },
  'employer.foreign-unit-code': {
    status: 403,
    title: 'An employer registers its own unit code only',
    fix: 'Use the token of that employer, or ask an officer.',
  },
  'household-order.reference-unusable': {
    status: 422,
    title: 'A bank text could not carry this reference',
    fix: 'Give the order a reference of 8 to 25 letters and digits.',
  },
  'household.member-elsewhere': {
    status: 409,
    title: 'A member belongs to another household already',
    fix: 'Leave out the members at `errors`, or use their household.',
  },
  'household.member-repeated': {
    status: 422,
    title: 'The household names a person twice',
    fix: 'Keep one entry for a person.',
  },
  'household.not-a-member': {
    status: 422,
    title: 'This person is not a member of the household',
    fix: 'Order for members of the household only.',
  },
  'idempotency.in-flight': {
    status: 409,
    title: 'A request with this key is still running',
    fix: 'Wait for Retry-After, then send the same request again.',
    retryable: true,
  },
  'idempotency.key-invalid': {
    status: 400,
    title: 'The Idempotency-Key cannot be read',
    fix: 'Send 1 to 255 printable ASCII characters, bare or in double quotes.',
  },
  'idempotency.key-missing': {
    status: 400,
    title: 'This call needs an Idempotency-Key',
    fix: 'Send a key of your own, unique for this business act, and repeat it when you retry.',
  },
  'idempotency.key-reused': {
    status: 422,
    title: 'This key was used with another request',
    fix: 'Use a new key for a new act; repeat the old body to get the old answer.',
  },
  'internal.error': {
    status: 500,
    title: 'Something failed on our side',
    fix: 'Try again; if it stays, give us the trace id.',
  },
  'participant.changed-meanwhile': {
    status: 409,
    title: 'Another request changed the same person at this moment',
    fix: 'Send the same request again.',
    retryable: true,
  },
  'participant.identity-differs': {
    status: 409,
    title: 'The agency knows this personal id with another name, birth date or sex',
    fix: 'Compare with the identity card; if the agency is wrong, ask an officer to correct the record.',
  },
  'participant.personal-id-conflict': {
    status: 422,
    title: 'The personal id does not fit sex or year of birth',
    fix: 'The fourth to sixth digits carry century, sex and year of birth: mend the id or the other fields.',
  },
  'participant.si-number-differs': {
    status: 409,
    title: 'The agency knows this person with another social-insurance number',
    fix: 'Leave the number out, or send the one that the agency gave.',
  },
  'participant.si-number-taken': {
    status: 409,
    title: 'This social-insurance number belongs to another person',
    fix: 'Leave the number out, or send the right one.',
  },
  'participation.already-open': {
    status: 409,
    title: 'This worker is declared at this employer already',
    fix: 'Send `changeWage` for a new wage, or `stop` before a new start.',
  },
  'participation.month-before-start': {
    status: 409,
    title: 'The month lies before what is already declared for this worker',
    fix: 'Declare a month from `earliest` on.',
  },
  'participation.none-open': {
    status: 409,
    title: 'This worker is not declared at this employer',
    fix: 'Send `start` first.',
  },
  'payment-request.nothing-due': {
    status: 409,
    title: 'Nothing is left to pay',
    fix: 'Read the statement or the order: it is wholly paid.',
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
  'payout-batch.same-person': {
    status: 403,
    title: 'The builder may not approve',
    fix: 'Another officer approves.',
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
  'period.already-closed': {
    status: 409,
    title: 'This quarter is closed',
    fix: 'Read its settlement records; a closed quarter stays closed.',
  },
  'period.closed': {
    status: 409,
    title: 'The accounts of this quarter are closed',
    fix: 'Claims of `quarter` are settled in a later month: the facility sends them again with another settlement month.',
  },
  'period.not-over': {
    status: 409,
    title: 'This quarter is not over',
    fix: 'Close it after `lastDay`.',
  },
  'period.open-claims': {
    status: 409,
    title: 'The quarter has claims that are not settled',
    fix: 'Wait for the appraisal and settle what `facilities` names, then close.',
  },
  'request.body-too-large': {
    status: 413,
    title: 'The body is larger than the limit',
    fix: 'Keep to the limit named in `limitBytes`.',
  },
  'request.invalid': {
    status: 422,
    title: 'Some fields are not acceptable',
    fix: 'Mend each field of `errors` and send again with the same key.',
  },
  'request.malformed': {
    status: 400,
    title: 'The body cannot be read',
    fix: 'Send what Content-Type declares: well-formed JSON, NDJSON or XML in UTF-8.',
  },
  'request.media-type': {
    status: 415,
    title: 'This content type is not accepted here',
    fix: 'Use one of the content types in `accepted`.',
  },
  'request.not-found': {
    status: 404,
    title: 'There is no such thing',
    fix: 'Check the address and the identifier; things of other tenants are not shown.',
  },
  'request.too-many': { status: 429, title: 'Too many requests', fix: 'Wait for Retry-After.', retryable: true },
  'service.unavailable': {
    status: 503,
    title: 'The service cannot answer now',
    fix: 'Wait for Retry-After and send the same request again.',
    retryable: true,
  },
  'settlement.nothing-to-settle': {
    status: 409,
    title: 'There is nothing to settle',
    fix: 'Settle a month in which the facility has accepted claims that are not settled yet.',
  },
  'watch-case.already-concluded': {
    status: 409,
    title: 'This case has its conclusion',
    fix: 'Read the case; a conclusion is given once.',
  },
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof PROBLEMS;
export const problemOf = (code: ProblemCode): ProblemDefinition => PROBLEMS[code];

/** One field that is wrong: an RFC 6901 pointer into the sent body (for XML: table, row and tag). */
export const FieldError = z
  .object({ pointer: z.string(), detail: z.string(), code: z.string().optional() })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem details; further members are the parameters of the code. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    traceId: z.string(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof Problem>;

export type RejectionParams = Readonly<Record<string, unknown>> & { readonly errors?: readonly FieldError[] };

/** An expected refusal. Rules throw it by `reject`; the door turns it into a problem, a consumer into a decision. */
export class Rejection extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: RejectionParams = {},
  ) {
    super(code);
    this.name = 'Rejection';
  }
}

export const reject = (code: ProblemCode, params: RejectionParams = {}): Rejection => new Rejection(code, params);
