import { z } from 'zod';
import { InstantText, LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { BankAccount, BankBin, Id, PersonalId, PostOfficeCode } from '../vocabulary/identifiers';
import { PositiveVndAmount, VndAmount } from '../vocabulary/money';
import { Digest } from '../wire/common.api';
import { kindsOf } from '../wire/open-kind';
import { BenefitPayment } from './events';
import { BENEFIT_KINDS, BeneficiaryKind, BenefitKind, type KnownBenefitKind, PayoutChannel, PayoutKind } from './kinds';

/** Where the money goes: an account of the beneficiary, or cash at a post office. */
export const PayoutDestination = z
  .discriminatedUnion('channel', [
    z.object({ channel: z.literal('bank'), account: BankAccount }),
    z.object({ channel: z.literal('post-office'), postOfficeCode: PostOfficeCode }),
  ])
  .meta({ id: 'PayoutDestination' });
export type PayoutDestination = z.infer<typeof PayoutDestination>;

const proposalOf = (kind: KnownBenefitKind) =>
  z.object({
    kind: z.literal(kind),
    /** Who receives the benefit. */
    participantId: Id,
    destination: PayoutDestination,
    claim: BENEFIT_KINDS[kind].claim,
  });

const [firstKind, ...otherKinds] = kindsOf(BENEFIT_KINDS);

/** A claim for a benefit of a kind that is known here: what every kind asks for, and the claim that is its own. */
export const ProposeBenefit = z
  .discriminatedUnion('kind', [proposalOf(firstKind), ...otherKinds.map(proposalOf)])
  .meta({ id: 'ProposeBenefit' });
export type ProposeBenefit = z.infer<typeof ProposeBenefit>;

/** How an amount came about, step by step, each with its legal source. */
export const CalculationStep = z
  .object({ step: z.string(), value: z.string(), source: z.string() })
  .meta({ id: 'CalculationStep' });
export type CalculationStep = z.infer<typeof CalculationStep>;

export const Benefit = z
  .object({
    benefitId: Id,
    kind: BenefitKind,
    participantId: Id,
    status: z.enum(['proposed', 'approved', 'refused']),
    payment: BenefitPayment,
    /** First month with the benefit, or the month that a single payment is for. */
    fromMonth: YearMonthText,
    /** What is paid each time; raises of a monthly benefit come on top. */
    amountVnd: VndAmount,
    calculation: z.array(CalculationStep),
    /** As it was proposed, with the record of wages: in the shape of its kind. */
    claim: z.unknown(),
    destination: PayoutDestination,
    proposedBy: z.string(),
    decidedBy: z.string().nullable(),
    decisionReason: z.string().nullable(),
    /** Of all that was proposed: who decides names it. */
    digest: Digest,
  })
  .meta({ id: 'Benefit' });
export type Benefit = z.infer<typeof Benefit>;

export const DecideBenefit = z
  .object({ decision: z.enum(['approve', 'refuse']), digest: Digest, reason: z.string().min(1).max(1000) })
  .meta({ id: 'DecideBenefit' });
export type DecideBenefit = z.infer<typeof DecideBenefit>;

export const PayoutStatus = z.enum(['created', 'sent', 'paid', 'returned']).meta({ id: 'PayoutStatus' });
export type PayoutStatus = z.infer<typeof PayoutStatus>;

export const Payout = z
  .object({
    payoutId: Id,
    kind: PayoutKind,
    beneficiary: z.object({ kind: BeneficiaryKind, id: z.string() }),
    beneficiaryName: z.string(),
    period: YearMonthText,
    amountVnd: VndAmount,
    channel: PayoutChannel,
    postOfficeCode: PostOfficeCode.nullable(),
    status: PayoutStatus,
    reasonCode: z.string().nullable(),
    paidAt: InstantText.nullable(),
  })
  .meta({ id: 'Payout' });
export type Payout = z.infer<typeof Payout>;

/** Makes the payouts of a month out of the monthly benefits in force; a second run adds only what is new. */
export const PreparePayouts = z.object({ month: YearMonthText }).meta({ id: 'PreparePayouts' });
export type PreparePayouts = z.infer<typeof PreparePayouts>;
export const PreparedPayouts = z
  .object({ month: YearMonthText, payouts: z.int(), totalVnd: VndAmount })
  .meta({ id: 'PreparedPayouts' });
export type PreparedPayouts = z.infer<typeof PreparedPayouts>;

/** A batch holds every payout of a bank that is ready. */
export const BuildPayoutBatch = z
  .object({ bankBin: BankBin, executionDate: LocalDateText })
  .meta({ id: 'BuildPayoutBatch' });
export type BuildPayoutBatch = z.infer<typeof BuildPayoutBatch>;

export const PayoutBatch = z
  .object({
    batchId: Id,
    messageId: z.string(),
    bankBin: BankBin,
    executionDate: LocalDateText,
    status: z.enum(['built', 'approved', 'fetched', 'reported']),
    payouts: z.int(),
    sumVnd: VndAmount,
    paid: z.int(),
    returned: z.int(),
    builtBy: z.string(),
    approvedBy: z.string().nullable(),
    /** SHA-256 of its lines, which never change; null for one that was built before they had one. */
    linesDigest: Digest.nullable(),
    /** Of all that was built: who releases it names it. */
    digest: Digest,
  })
  .meta({ id: 'PayoutBatch' });
export type PayoutBatch = z.infer<typeof PayoutBatch>;

/** What a bank is told to pay, and what it has answered. */
export const PayoutBatchLine = z
  .object({
    lineNumber: z.int().positive(),
    payoutId: Id,
    endToEndId: z.string(),
    kind: PayoutKind,
    period: YearMonthText,
    amountVnd: VndAmount,
    account: BankAccount,
    outcome: z.enum(['open', 'pending', 'paid', 'returned']),
    reasonCode: z.string().nullable(),
  })
  .meta({ id: 'PayoutBatchLine' });
export type PayoutBatchLine = z.infer<typeof PayoutBatchLine>;

export const ApprovePayoutBatch = z.object({ digest: Digest }).meta({ id: 'ApprovePayoutBatch' });
export type ApprovePayoutBatch = z.infer<typeof ApprovePayoutBatch>;

export const StatusReportResult = z
  .object({
    batchId: Id,
    paid: z.int(),
    returned: z.int(),
    unchanged: z.int(),
    lines: z.array(
      z.object({
        endToEndId: z.string(),
        outcome: z.enum(['paid', 'returned', 'unchanged', 'pending', 'unknown']),
        reasonCode: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'StatusReportResult' });
export type StatusReportResult = z.infer<typeof StatusReportResult>;

export const PayCash = z
  .object({
    amountVnd: PositiveVndAmount,
    /** The paper that the clerk saw: it must be the beneficiary's, or an authorised receiver's. */
    receiverPersonalId: PersonalId,
    paidAt: InstantText,
    clerk: z.string().min(1).max(100),
  })
  .meta({ id: 'PayCash' });
export type PayCash = z.infer<typeof PayCash>;

/** Why a post office brings money back. */
export const CashReturnReason = z
  .enum(['not-collected', 'refused', 'identity-doubtful', 'deceased'])
  .meta({ id: 'CashReturnReason' });
export type CashReturnReason = z.infer<typeof CashReturnReason>;

/** Lines of its list that a post office did not pay. */
export const ReturnPayouts = z
  .object({ payoutIds: z.array(Id).min(1).max(5000), reason: CashReturnReason })
  .meta({ id: 'ReturnPayouts' });
export type ReturnPayouts = z.infer<typeof ReturnPayouts>;

/** Each line has its own outcome; `unknown` is no line of this post office. */
export const ReturnedPayouts = z
  .object({
    returned: z.int(),
    lines: z.array(z.object({ payoutId: Id, outcome: z.enum(['returned', 'unchanged', 'unknown']) })),
  })
  .meta({ id: 'ReturnedPayouts' });
export type ReturnedPayouts = z.infer<typeof ReturnedPayouts>;

export const RedirectPayout = z
  .object({ destination: PayoutDestination, reason: z.string().min(1).max(1000) })
  .meta({ id: 'RedirectPayout' });
export type RedirectPayout = z.infer<typeof RedirectPayout>;

/** An account of the books with its sums. */
export const TrialBalanceAccount = z
  .object({
    account: z.string(),
    name: z.object({ vi: z.string(), en: z.string() }),
    /** The side on which the account grows. */
    side: z.enum(['debit', 'credit']),
    debitVnd: VndAmount,
    creditVnd: VndAmount,
  })
  .meta({ id: 'TrialBalanceAccount' });
export type TrialBalanceAccount = z.infer<typeof TrialBalanceAccount>;

/** Trial balance of the double-entry ledger: both sums are equal, always. */
export const TrialBalance = z
  .object({
    accounts: z.array(TrialBalanceAccount),
    debitVnd: VndAmount,
    creditVnd: VndAmount,
    balanced: z.boolean(),
  })
  .meta({ id: 'TrialBalance' });
export type TrialBalance = z.infer<typeof TrialBalance>;
