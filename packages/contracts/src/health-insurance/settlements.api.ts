import { z } from 'zod';
import { InstantText, LocalDateText, QuarterText, SummaryPeriodText, YearMonthText } from '../vocabulary/calendar';
import { FacilityCode, Id } from '../vocabulary/identifiers';
import { ClaimAmount, VndAmount } from '../vocabulary/money';
import { DeadlineStep } from './deadlines';

/** A difference of claim amounts; what should be zero may be below it. */
export const ClaimDifference = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,14})\.\d{2}$/)
  .meta({ id: 'ClaimDifference', description: 'Dong with two decimals, also below zero', examples: ['-0.01'] });

/** The columns of the forms 01/BH and 02/BH, and what the appraisal made of column 4. Returned claims are left out. */
export const SummaryFigures = z
  .object({
    claims: z.int(),
    /** Column 2. */
    totalHospital: ClaimAmount,
    /** T_TONGCHI_BH: what of it is in the scope of the insurance, whoever pays it. */
    inScope: ClaimAmount,
    /** Column 3: what the insurance and its co-payment bear, by definition 4 + 5. */
    insured: ClaimAmount,
    /** Column 4: asked of the fund. */
    fundClaimed: ClaimAmount,
    /** Column 5. */
    coPayment: ClaimAmount,
    /** Column 6: budget, aid and others. */
    otherSources: ClaimAmount,
    /** Column 7. */
    selfPaid: ClaimAmount,
    fundPays: ClaimAmount,
    refused: ClaimAmount,
    adjusted: ClaimAmount,
    /** Asked for by claims that have no answer yet. */
    waiting: ClaimAmount,
    /** Of these, settled and paid included. */
    settled: ClaimAmount,
  })
  .meta({ id: 'SummaryFigures' });
export type SummaryFigures = z.infer<typeof SummaryFigures>;

export const SummaryGroup = z
  .object({
    /** Part of the form; care types that the form does not name stand under `other`. */
    group: z.enum(['I', 'II', 'III', 'IV', 'other']),
    nameVi: z.string(),
    figures: SummaryFigures,
    /** MA_LOAI_KCB. */
    careTypes: z.array(z.object({ code: z.string(), nameVi: z.string(), figures: SummaryFigures })),
  })
  .meta({ id: 'SummaryGroup' });
export type SummaryGroup = z.infer<typeof SummaryGroup>;

/** What must hold between the columns; `difference` is left minus right. */
export const SummaryCheck = z
  .object({
    code: z.enum(['total', 'in-scope']),
    /** E.g. `2 = 3 + 6 + 7`. */
    text: z.string(),
    holds: z.boolean(),
    difference: ClaimDifference,
  })
  .meta({ id: 'SummaryCheck' });
export type SummaryCheck = z.infer<typeof SummaryCheck>;

/** Monthly (01/BH) or quarterly (02/BH) summary of a facility. */
export const ClaimSummary = z
  .object({
    form: z.enum(['01/BH', '02/BH']),
    period: SummaryPeriodText,
    facilityCode: FacilityCode,
    facilityName: z.string(),
    madeAt: InstantText,
    groups: z.array(SummaryGroup),
    total: SummaryFigures,
    months: z.array(z.object({ month: YearMonthText, figures: SummaryFigures })),
    /** Claims that went back to the facility and are not in any column. */
    returned: z.object({ claims: z.int(), fundClaimed: ClaimAmount }),
    checks: z.array(SummaryCheck),
    /** Claims whose own columns differ by more than 2 dong (QD 4750 rounds lines, not bills). */
    claimsApart: z.int(),
  })
  .meta({ id: 'ClaimSummary' });
export type ClaimSummary = z.infer<typeof ClaimSummary>;

export const ApproveAdvance = z
  .object({ facilityCode: FacilityCode, quarter: QuarterText })
  .meta({ id: 'ApproveAdvance' });
export type ApproveAdvance = z.infer<typeof ApproveAdvance>;

/** What a facility gets for a quarter before its claims are settled, and what settlements have taken of it so far. */
export const Advance = z
  .object({
    advanceId: Id,
    facilityCode: FacilityCode,
    quarter: QuarterText,
    /** The quarter whose reported cost it is a share of. */
    reportedQuarter: QuarterText,
    /** Asked of the fund in that quarter; returned claims are left out. */
    reported: ClaimAmount,
    percent: z.int(),
    /** Legal text of the percentage. */
    source: z.string(),
    amountVnd: VndAmount,
    usedVnd: VndAmount,
    /** Amount less what was used: taken from later settlements, also those of later quarters. */
    leftVnd: VndAmount,
    status: z.enum(['approved', 'paid']),
    approvedAt: InstantText,
    paidAt: InstantText.nullable(),
  })
  .meta({ id: 'Advance' });
export type Advance = z.infer<typeof Advance>;

/** A quarter whose accounts are closed: nothing is settled in its months any more. */
export const ClosedPeriod = z
  .object({ quarter: QuarterText, closedAt: InstantText, closedBy: z.string(), facilities: z.int() })
  .meta({ id: 'ClosedPeriod' });
export type ClosedPeriod = z.infer<typeof ClosedPeriod>;

/** What the quarter came to for a facility when it was closed (06/BH). */
export const SettlementRecord = z
  .object({
    quarter: QuarterText,
    facilityCode: FacilityCode,
    claims: z.int(),
    /** Claims that went back and were not sent again: in none of the amounts. */
    returned: z.int(),
    totalHospital: ClaimAmount,
    fundClaimed: ClaimAmount,
    coPayment: ClaimAmount,
    fundPays: ClaimAmount,
    /** Asked for and not accepted. */
    reduced: ClaimAmount,
    /** Sum of the settlements, each rounded to dong once. */
    settledVnd: VndAmount,
    /** Of it, paid before as an advance. */
    advanceUsedVnd: VndAmount,
    /** Settled less advances: what was paid, or is, by the settlements. */
    restVnd: VndAmount,
    /** The advance of this very quarter, and what of it goes on to later ones. */
    advanceVnd: VndAmount,
    advanceLeftVnd: VndAmount,
    closedAt: InstantText,
  })
  .meta({ id: 'SettlementRecord' });
export type SettlementRecord = z.infer<typeof SettlementRecord>;

/** The facility has declared its summary complete; figures as they stood at that moment. */
export const SummaryReport = z
  .object({
    facilityCode: FacilityCode,
    period: SummaryPeriodText,
    claims: z.int(),
    fundClaimed: ClaimAmount,
    reportedAt: InstantText,
  })
  .meta({ id: 'SummaryReport' });
export type SummaryReport = z.infer<typeof SummaryReport>;

/** Work of one kind that waits, with the earliest of its deadlines. */
export const Deadline = z
  .object({
    facilityCode: FacilityCode,
    step: DeadlineStep,
    textVi: z.string(),
    /** Who has to act. */
    owner: z.enum(['facility', 'agency']),
    /** The month or quarter that is meant; for claims and payments the month in which their term began. */
    period: SummaryPeriodText,
    /** Claims, summaries, settlements or certificates. */
    count: z.int().positive(),
    dueOn: LocalDateText,
    /** The term counts days that no notice has confirmed, or a year whose days off are not all entered. */
    provisional: z.boolean(),
    status: z.enum(['open', 'overdue']),
    /** Calendar days. */
    daysOverdue: z.int(),
    source: z.string(),
  })
  .meta({ id: 'Deadline' });
export type Deadline = z.infer<typeof Deadline>;

export const ApproveSettlement = z
  .object({ facilityCode: FacilityCode, month: YearMonthText })
  .meta({ id: 'ApproveSettlement' });
export type ApproveSettlement = z.infer<typeof ApproveSettlement>;

export const Settlement = z
  .object({
    settlementId: Id,
    facilityCode: FacilityCode,
    month: YearMonthText,
    claims: z.int(),
    totalInScope: ClaimAmount,
    coPayment: ClaimAmount,
    fundPays: ClaimAmount,
    amountVnd: VndAmount,
    /** Of the amount, paid before as an advance. */
    advanceUsedVnd: VndAmount,
    /** Amount less advances: what the settlement still pays. With nothing left it is paid at once. */
    restVnd: VndAmount,
    status: z.enum(['approved', 'paid']),
    approvedAt: InstantText,
  })
  .meta({ id: 'Settlement' });
export type Settlement = z.infer<typeof Settlement>;
