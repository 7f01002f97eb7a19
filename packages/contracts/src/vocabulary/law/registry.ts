import type { z } from 'zod';
import type { ServiceName } from '../services';
import * as cards from './cards';
import type { Dated } from './dated';
import * as health from './health';
import * as wages from './parameters';
import * as pensions from './pensions';
import { LAW_VALUES } from './values';

/** On which days a value may begin. One for a year ends with it; the others hold until the next one begins. */
export const LAW_SPANS = ['from-a-day', 'from-a-month', 'for-a-year'] as const;
export type LawSpan = (typeof LAW_SPANS)[number];

/** A number or table of the law that changes by date. */
export type LawParameter<Value = unknown> = {
  readonly vi: string;
  readonly en: string;
  readonly unit: string;
  readonly span: LawSpan;
  /** The services whose rules read it. */
  readonly usedBy: readonly ServiceName[];
  /** Reads a value of the wire. */
  readonly value: z.ZodType<Value>;
  /** What the platform comes with, each with its source; "confirm" marks what an officer still has to check. */
  readonly first: readonly Dated<Value>[];
};

const parameter = <Value>(written: LawParameter<Value>): LawParameter<Value> => written;

const WAGES = {
  'base-salary': parameter({
    vi: 'lương cơ sở, mức tham chiếu',
    en: 'base salary, reference level',
    unit: 'dong a month',
    span: 'from-a-day',
    usedBy: ['enrollment', 'collection', 'health-insurance', 'payment'],
    value: LAW_VALUES.amount,
    first: wages.BASE_SALARY,
  }),
  'regional-minimum-wage': parameter({
    vi: 'lương tối thiểu vùng',
    en: 'regional minimum wage',
    unit: 'dong a month, by zone',
    span: 'from-a-day',
    usedBy: ['enrollment', 'collection'],
    value: LAW_VALUES.amountByZone,
    first: wages.REGIONAL_MINIMUM_WAGE,
  }),
  'wage-floor-basis': parameter<wages.WageFloorBasis>({
    vi: 'căn cứ mức lương đóng thấp nhất',
    en: 'what the insured wage may not fall below',
    unit: 'one of two bases',
    span: 'from-a-day',
    usedBy: ['enrollment'],
    value: LAW_VALUES.wageFloorBasis,
    first: wages.WAGE_FLOOR_BASIS,
  }),
  'default-wage-zone': parameter({
    vi: 'vùng lương của xã chưa được ghi',
    en: 'wage zone of a commune without an entry',
    unit: 'zone I to IV',
    span: 'from-a-day',
    usedBy: ['enrollment'],
    value: LAW_VALUES.wageZone,
    first: wages.DEFAULT_WAGE_ZONE,
  }),
};

const CONTRIBUTIONS = {
  'contribution-rates': parameter({
    vi: 'tỷ lệ đóng theo quỹ',
    en: 'contribution rates by fund',
    unit: 'millionths of the wage',
    span: 'from-a-day',
    usedBy: ['collection'],
    value: LAW_VALUES.fundRates,
    first: wages.CONTRIBUTION_RATES,
  }),
  'wage-cap-multiples': parameter({
    vi: 'mức trần tiền lương đóng',
    en: 'caps of the insured wage',
    unit: 'multiples of the base salary, and of the regional minimum wage for unemployment',
    span: 'from-a-day',
    usedBy: ['collection'],
    value: LAW_VALUES.capMultiples,
    first: wages.WAGE_CAP_MULTIPLES,
  }),
  'late-payment-rate': parameter({
    vi: 'lãi chậm đóng',
    en: 'interest on late contributions',
    unit: 'millionths of the arrears a day',
    span: 'from-a-day',
    usedBy: ['collection'],
    value: LAW_VALUES.share,
    first: wages.LATE_PAYMENT_DAILY_RATE,
  }),
  'arrears-days': parameter({
    vi: 'ngày nhắc, đôn đốc, trốn đóng',
    en: 'days after which arrears are told, urged and evasion',
    unit: 'days after the last day to pay',
    span: 'from-a-day',
    usedBy: ['collection'],
    value: LAW_VALUES.arrearsDays,
    first: wages.ARREARS_DAYS,
  }),
  'household-health-rate': parameter<wages.HouseholdHealthRate>({
    vi: 'mức đóng BHYT hộ gia đình',
    en: 'health-insurance rate of households',
    unit: 'millionths of the base salary a month, and percent by place',
    span: 'from-a-day',
    usedBy: ['collection'],
    value: LAW_VALUES.householdRate,
    first: wages.HOUSEHOLD_HEALTH_RATE,
  }),
};

const CARDS = { span: 'from-a-day', usedBy: ['enrollment'] } as const;
const RATE = { unit: 'percent', span: 'from-a-day', usedBy: ['enrollment', 'health-insurance'] } as const;
const HEALTH = {
  'card-terms': parameter({
    vi: 'thời hạn của thẻ BHYT',
    en: 'terms of health-insurance cards',
    unit: 'days and months as named',
    ...CARDS,
    value: LAW_VALUES.cardTerms,
    first: health.CARD_TERMS,
  }),
  'card-groups': parameter<cards.CardGroups>({
    vi: 'nhóm thẻ BHYT: mức hưởng in trên thẻ, độ tuổi, thời hạn',
    en: 'groups of health-insurance cards: their digits, ages and terms',
    unit: 'digits, years of age, months and days as named',
    ...CARDS,
    value: LAW_VALUES.cardGroups,
    first: cards.CARD_GROUPS,
  }),
  'benefit-percent-by-digit': parameter<Readonly<Record<string, number>>>({
    vi: 'mức hưởng theo ký tự thứ ba của thẻ',
    en: 'benefit level by the digit of the card',
    ...RATE,
    value: LAW_VALUES.percentByDigit,
    first: health.BENEFIT_PERCENT_BY_DIGIT,
  }),
  'benefit-percent-by-group': parameter<Readonly<Record<string, number>>>({
    vi: 'mức hưởng theo nhóm đối tượng',
    en: 'benefit level of groups whose card prints an old digit',
    ...RATE,
    value: LAW_VALUES.percentByCode,
    first: health.BENEFIT_PERCENT_BY_GROUP,
  }),
  'visit-reason-percent': parameter<Readonly<Record<string, health.VisitPercent>>>({
    vi: 'tỷ lệ hưởng theo đối tượng đến khám',
    en: 'share of the benefit level by the reason of the visit',
    unit: 'percent; null where it is decided case by case',
    span: 'from-a-day',
    usedBy: ['health-insurance'],
    value: LAW_VALUES.visitPercentByReason,
    first: health.VISIT_REASON_PERCENT,
  }),
  'co-payment-limits': parameter({
    vi: 'ngưỡng miễn cùng chi trả',
    en: 'limits of co-payment',
    unit: 'percent of the base salary a visit, base salaries a year',
    span: 'from-a-day',
    usedBy: ['health-insurance'],
    value: LAW_VALUES.coPaymentLimits,
    first: health.CO_PAYMENT_LIMITS,
  }),
  'advance-percent': parameter({
    vi: 'tỷ lệ tạm ứng cho cơ sở KCB',
    en: 'advance to facilities',
    unit: 'percent of the cost of the quarter before',
    span: 'from-a-day',
    usedBy: ['health-insurance'],
    value: LAW_VALUES.percent,
    first: health.ADVANCE_PERCENT,
  }),
  'claim-terms': parameter({
    vi: 'thời hạn giám định, quyết toán',
    en: 'terms of claims and accounts',
    unit: 'days as named',
    span: 'from-a-day',
    usedBy: ['health-insurance'],
    value: LAW_VALUES.claimTerms,
    first: health.CLAIM_TERMS,
  }),
};

const BENEFITS = {
  'retirement-age': parameter({
    vi: 'tuổi nghỉ hưu',
    en: 'retirement age',
    unit: 'months of life in 2020, more each year, and at last',
    span: 'from-a-month',
    usedBy: ['payment'],
    value: LAW_VALUES.retirementAge,
    first: pensions.RETIREMENT_AGE,
  }),
  'pension-minimum-months': parameter({
    vi: 'số tháng đóng tối thiểu để hưởng lương hưu',
    en: 'paid months that give a right to a pension',
    unit: 'months',
    span: 'from-a-month',
    usedBy: ['payment'],
    value: LAW_VALUES.months,
    first: pensions.PENSION_MINIMUM_MONTHS,
  }),
  'pension-rate': parameter<Record<pensions.PensionSex, pensions.PensionRate>>({
    vi: 'tỷ lệ hưởng lương hưu',
    en: 'pension rate',
    unit: 'per mille of the average wage',
    span: 'from-a-month',
    usedBy: ['payment'],
    value: LAW_VALUES.pensionRate,
    first: pensions.PENSION_RATE,
  }),
  'pension-raise': parameter({
    vi: 'điều chỉnh lương hưu',
    en: 'raise of pensions that began before',
    unit: 'per mille of the pension of the month before',
    span: 'from-a-month',
    usedBy: ['payment'],
    value: LAW_VALUES.perMille,
    first: pensions.PENSION_RAISE,
  }),
  'wage-indices': parameter<pensions.WageIndexTable>({
    vi: 'mức điều chỉnh tiền lương đã đóng',
    en: 'indices of wages by the year in which they were paid',
    unit: 'hundredths, by the year of the wage',
    span: 'for-a-year',
    usedBy: ['payment'],
    value: LAW_VALUES.wageIndices,
    first: pensions.WAGE_INDICES,
  }),
  'funeral-allowance': parameter({
    vi: 'trợ cấp mai táng',
    en: 'funeral allowance',
    unit: 'months, reference levels and days as named',
    span: 'from-a-day',
    usedBy: ['payment'],
    value: LAW_VALUES.funeralAllowance,
    first: pensions.FUNERAL_ALLOWANCE,
  }),
};

/** Every parameter of the law that officers change: a line here, and whoever reads it. */
export const LAW = { ...WAGES, ...CONTRIBUTIONS, ...HEALTH, ...BENEFITS };
export type LawName = keyof typeof LAW;

/** The law as it is known at a moment: a dated table for each parameter. Rules get it handed, and pick by the date of the event. */
export type Law = { readonly [Name in LawName]: (typeof LAW)[Name]['first'] };
