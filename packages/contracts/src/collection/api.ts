import { z } from 'zod';
import { LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { FundName } from '../vocabulary/funds';
import { BankAccountNumber, BankBin, Id, PersonName } from '../vocabulary/identifiers';
import { PositiveVndAmount, VndAmount } from '../vocabulary/money';

export const AssessMonth = z.object({ month: YearMonthText }).meta({ id: 'AssessMonth' });
export type AssessMonth = z.infer<typeof AssessMonth>;

export const Assessment = z
  .object({
    month: YearMonthText,
    employers: z.int(),
    workers: z.int(),
    totalVnd: VndAmount,
    /** Employers that one call had no time for: call again, with another key, until it is 0. */
    remaining: z.int().nonnegative(),
  })
  .meta({
    id: 'Assessment',
    description:
      'The statements that POST /v1/assessments made or adjusted: their employers, workers and due amounts as they are now; a second run adds only what is new',
  });
export type Assessment = z.infer<typeof Assessment>;

export const StatementFund = z
  .object({ fund: FundName, employeeVnd: VndAmount, employerVnd: VndAmount, dueVnd: VndAmount, paidVnd: VndAmount })
  .meta({ id: 'StatementFund' });

/** The monthly statement of an employer (C12-TS): due, paid, late, per fund. */
export const Statement = z
  .object({
    statementId: Id,
    employerId: Id,
    month: YearMonthText,
    dueDate: LocalDateText,
    workers: z.int(),
    status: z.enum(['due', 'partly-paid', 'paid', 'late']),
    reference: z.string(),
    funds: z.array(StatementFund),
    dueVnd: VndAmount,
    paidVnd: VndAmount,
    outstandingVnd: VndAmount,
    /** Interest owed: on what was paid late and on what is outstanding, counted to `asOf`. */
    interestVnd: VndAmount,
    asOf: LocalDateText,
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof Statement>;

export const PaymentRequest = z
  .object({
    reference: z.string(),
    amountVnd: VndAmount,
    account: z.object({ bankBin: BankBin, accountNumber: BankAccountNumber, accountName: z.string() }),
    /** What to write into the transfer: short, without accents. */
    content: z.string(),
    /** EMV text of the VietQR code. */
    vietQr: z.string(),
  })
  .meta({ id: 'PaymentRequest' });
export type PaymentRequest = z.infer<typeof PaymentRequest>;

export const ReportBankCredit = z
  .object({
    /** The bank's own reference: unique for ever within the bank. */
    bankReference: z.string().min(1).max(35),
    amountVnd: PositiveVndAmount,
    bookedOn: LocalDateText.refine((date) => date >= '2000-01-01', 'a booking is not older than the year 2000'),
    content: z.string().max(500),
    creditedAccount: BankAccountNumber,
    payerName: PersonName.optional(),
  })
  .meta({ id: 'ReportBankCredit' });
export type ReportBankCredit = z.infer<typeof ReportBankCredit>;

/** `suspense`: some of the money, or all of it, could not be matched; `duplicate`: the booking was known before. */
export const CreditOutcome = z.enum(['matched', 'suspense', 'duplicate']).meta({ id: 'CreditOutcome' });
export type CreditOutcome = z.infer<typeof CreditOutcome>;

export const BankCredit = z
  .object({
    creditId: Id,
    bankReference: z.string(),
    amountVnd: VndAmount,
    outcome: CreditOutcome,
    allocatedVnd: VndAmount,
    suspenseVnd: VndAmount,
    reference: z.string().nullable(),
  })
  .meta({ id: 'BankCredit' });
export type BankCredit = z.infer<typeof BankCredit>;

export const BankStatementResult = z
  .object({
    messageId: z.string(),
    /** Movements in the file: `matched + suspense + duplicate + ignored`. */
    entries: z.int(),
    /** Debits and bookings that are not final: they are counted and change nothing. */
    ignored: z.int(),
    matched: z.int(),
    suspense: z.int(),
    duplicate: z.int(),
    totalVnd: VndAmount,
    credits: z.array(BankCredit),
  })
  .meta({ id: 'BankStatementResult' });
export type BankStatementResult = z.infer<typeof BankStatementResult>;

/** What one person has contributed, month by month, for the overview. */
export const ParticipantContribution = z
  .object({
    month: YearMonthText,
    employerId: Id,
    wageVnd: VndAmount,
    employeeVnd: VndAmount,
    employerVnd: VndAmount,
    paid: z.boolean(),
  })
  .meta({ id: 'ParticipantContribution' });
export type ParticipantContribution = z.infer<typeof ParticipantContribution>;
