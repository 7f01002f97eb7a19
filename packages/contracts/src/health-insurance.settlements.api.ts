import { z } from 'zod';
import { FacilityCode } from './identifiers';
import { ClaimAmount } from './money';
import { InstantText, YearMonthText } from './time';

/** A quarter of a calendar year, `YYYY-Qn`. */
export type Quarter = string & { readonly __quarter?: never };
export const QuarterText = z
  .string()
  .regex(/^\d{4}-Q[1-4]$/, 'a quarter is written YYYY-Qn')
  .meta({ id: 'Quarter', description: 'Quarter of a year', examples: ['2026-Q4'] });

/** A month or a quarter: what a summary is about. */
export const SummaryPeriodText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/, 'a period is written YYYY-MM or YYYY-Qn')
  .meta({ id: 'SummaryPeriod', description: 'Month or quarter', examples: ['2026-10', '2026-Q4'] });

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
