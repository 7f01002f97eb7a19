import { z } from 'zod';
import { InstantText, YearMonthText } from '../../vocabulary/calendar';
import { FacilityCode } from '../../vocabulary/identifiers';
import { PositiveVndAmount, VndAmount } from '../../vocabulary/money';
import { inDigits } from '../../vocabulary/numbers';

export const BudgetYear = inDigits(z.int().min(2020).max(2099)).meta({
  id: 'BudgetYear',
  description: 'Calendar year',
});

export const SetBudget = z
  .object({
    amountVnd: PositiveVndAmount,
    /** The decision that sets it. */
    source: z.string().trim().min(1).max(200),
  })
  .meta({ id: 'SetBudget' });
export type SetBudget = z.infer<typeof SetBudget>;

/** What a facility may cost the fund in a year. */
export const Budget = SetBudget.extend({ facilityCode: FacilityCode, year: z.int(), setAt: InstantText }).meta({
  id: 'Budget',
});
export type Budget = z.infer<typeof Budget>;

export const FundAlarm = z
  .object({
    /** More may be added. */
    code: z.enum(['forecast-above-budget', 'spent-above-budget', 'month-deviates', 'budget-missing']),
    textVi: z.string(),
    /** The month that deviates. */
    month: YearMonthText.optional(),
    /** By how many percent, rounded down: of the budget, or of the mean of the other complete months. */
    percent: z.int().optional(),
  })
  .meta({ id: 'FundAlarm' });
export type FundAlarm = z.infer<typeof FundAlarm>;

/** Budget and spending of a facility in a year, or of all facilities together. */
export const FundUse = z
  .object({
    budgetVnd: VndAmount.nullable(),
    spentVnd: VndAmount,
    /** Budget less spending; null without a budget, below zero when it is overspent. */
    leftVnd: z.string().nullable(),
    /** All months of the year up to the running one; amounts of claims by their settlement month. */
    months: z.array(z.object({ month: YearMonthText, spentVnd: VndAmount, complete: z.boolean() })),
    /** Expected spending of the whole year; null before its first month is over. */
    forecastVnd: VndAmount.nullable(),
    alarms: z.array(FundAlarm),
  })
  .meta({ id: 'FundUse' });
export type FundUse = z.infer<typeof FundUse>;

export const FundControl = z
  .object({
    year: z.int(),
    asOf: InstantText,
    /** How the forecast is made. */
    formula: z.string(),
    deviationPercent: z.int(),
    items: z.array(FundUse.extend({ facilityCode: FacilityCode, facilityName: z.string() })),
    total: FundUse,
  })
  .meta({ id: 'FundControl' });
export type FundControl = z.infer<typeof FundControl>;
