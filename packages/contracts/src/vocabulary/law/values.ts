// How the values of the law are written on the wire: whole numbers that may grow beyond 2^53 as decimal text.
import { z } from 'zod';
import { FundName, WageZone } from '../funds';
import { toVnd, VndAmount } from '../money';

const WHOLE = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/, 'a whole number is a string of digits, e.g. "80000"')
  .transform((text) => BigInt(text));

const PERCENT_MAX = 100n;
const PERCENT_TEXT = WHOLE.refine((percent) => percent <= PERCENT_MAX, 'a percentage is at most "100"');
/** Millionths: 8 % is "80000". */
const SHARE_MAX = 1_000_000n;
const SHARE = WHOLE.refine((share) => share <= SHARE_MAX, 'a share is at most "1000000" millionths');
const ABOVE_ZERO = WHOLE.refine((number) => number > 0n, 'above zero');

/** So many days, months or half-years are no slip of the pen. */
const COUNT_MAX = 10_000;
const COUNT = z.int().min(1).max(COUNT_MAX);
const PERCENT = z.int().min(0).max(Number(PERCENT_MAX));

const AMOUNT = VndAmount.transform(toVnd).refine((amountVnd) => amountVnd > 0n, 'an amount of the law is above zero');

const BY_SEX = <Value extends z.ZodType>(value: Value) => z.strictObject({ male: value, female: value });
/** The 29th of February is in no three years of four. */
const DAY_OF_EACH_YEAR = z
  .string()
  .regex(
    /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$/,
    'a day that every year has is MM-DD',
  );
/** More than ten times as much is no raise. */
const PER_MILLE_MAX = 10_000n;

/** Whether numbers only grow, or stay. */
const doRise = (...numbers: readonly (number | bigint)[]): boolean =>
  numbers.every((number, place) => place === 0 || (numbers[place - 1] ?? number) <= number);

/** A word of a value that is looked up by it, such as a group of cards. */
const CODE = z.string().regex(/^[A-Z0-9.]{1,10}$/);

const CARD_GROUP = z.string().regex(/^[A-Z]{2}$/, 'a group of cards has two letters');
const AGE = z.int().min(0).max(130);
const CARD_GROUP_TERMS = z
  .strictObject({
    digits: z.array(z.int().min(1).max(5)).min(1).max(5),
    ageFrom: AGE,
    ageBefore: AGE.nullable(),
    endsWithinMonths: COUNT,
  })
  .refine(({ ageFrom, ageBefore }) => ageBefore === null || ageFrom < ageBefore, 'a group ends after it begins');

/** The shapes of values, by what they say: each reads the wire and gives what rules work with. */
export const LAW_VALUES = {
  amount: AMOUNT,
  amountByZone: z.record(WageZone, AMOUNT),
  share: SHARE,
  perMille: ABOVE_ZERO.refine((number) => number <= PER_MILLE_MAX, 'at most "10000" per mille'),
  percent: PERCENT_TEXT,
  months: COUNT,
  wageFloorBasis: z.enum(['regional-minimum-wage', 'reference-level']),
  wageZone: WageZone,
  capMultiples: z.strictObject({ socialAndHealth: ABOVE_ZERO, unemployment: ABOVE_ZERO }),
  fundRates: z
    .record(FundName, z.strictObject({ employee: SHARE, employer: SHARE }))
    .refine(
      (rates) => Object.values(rates).reduce((sum, rate) => sum + rate.employee + rate.employer, 0n) <= SHARE_MAX,
      'all funds together take no more than the wage',
    ),
  arrearsDays: z
    .strictObject({ late: COUNT, urged: COUNT, evasion: COUNT })
    .refine(({ late, urged, evasion }) => doRise(late, urged, evasion), 'late, then urged, then evasion'),
  householdRate: z.strictObject({ rate: SHARE, percentByPlace: z.array(PERCENT_TEXT).min(1).max(20) }),
  cardTerms: z.strictObject({
    longGapDays: COUNT,
    waitingDays: COUNT,
    consecutiveMonths: COUNT,
    workerCardEndsOn: DAY_OF_EACH_YEAR,
    expiryToldDays: COUNT,
  }),
  cardGroups: z
    .strictObject({
      beginsWithinDays: COUNT,
      childCardEndsOn: DAY_OF_EACH_YEAR,
      groups: z.record(CARD_GROUP, CARD_GROUP_TERMS),
    })
    .refine(({ groups }) => Object.keys(groups).length > 0, 'without a group no card would be taken'),
  percentByDigit: z.strictObject({ '1': PERCENT, '2': PERCENT, '3': PERCENT, '4': PERCENT, '5': PERCENT }),
  percentByCode: z.record(CODE, PERCENT),
  coPaymentLimits: z.strictObject({ freeVisitPercent: PERCENT_TEXT, yearlySalaries: ABOVE_ZERO }),
  visitPercentByReason: z
    .record(CODE, z.strictObject({ outpatient: PERCENT_TEXT, inpatient: PERCENT_TEXT }).nullable())
    .refine((reasons) => Object.keys(reasons).length > 0, 'without a reason no visit would be paid for'),
  claimTerms: z.strictObject({
    correctionWorkingDays: COUNT,
    monthEndDay: z.int().min(2).max(28),
    answeredWorkingDays: COUNT,
    appraisalWorkingDays: COUNT,
    explanationWorkingDays: COUNT,
    decisionWorkingDays: COUNT,
    summaryDay: z.int().min(1).max(28),
    resultDays: COUNT,
    yearResultDays: COUNT,
    paymentWorkingDays: COUNT,
    advanceWorkingDays: COUNT,
  }),
  retirementAge: BY_SEX(
    z
      .strictObject({ startMonths: COUNT, stepMonths: COUNT, finalMonths: COUNT })
      .refine(({ startMonths, finalMonths }) => doRise(startMonths, finalMonths), 'the age rises to the final one'),
  ),
  pensionRate: BY_SEX(
    z
      .strictObject({
        base: ABOVE_ZERO,
        fromHalfYears: COUNT,
        steps: z.array(z.strictObject({ untilHalfYears: COUNT, perHalfYear: ABOVE_ZERO })).min(1),
        max: ABOVE_ZERO,
      })
      .refine(
        ({ base, max, fromHalfYears, steps }) =>
          doRise(base, max) && doRise(fromHalfYears, ...steps.map(({ untilHalfYears }) => untilHalfYears)),
        'the base is at most the maximum, and each step ends after the one before',
      ),
  ),
  wageIndices: z.strictObject({
    before: ABOVE_ZERO,
    firstYear: z.int().min(1_945).max(2_299),
    byYear: z.array(ABOVE_ZERO).min(1).max(300),
  }),
  funeralAllowance: z.strictObject({
    compulsoryMonths: COUNT,
    allMonths: COUNT,
    referenceLevels: ABOVE_ZERO,
    termDays: COUNT,
  }),
};

/** A value of any parameter on the wire: each has a form of its own. */
export const LawValue = z
  .union([z.string(), z.number(), z.record(z.string(), z.unknown())])
  .meta({ id: 'LawValue', description: 'In the form of its parameter: a text, a number, or a table by name' });
export type LawValue = z.infer<typeof LawValue>;

/** A value that rules work with, as the wire has it. */
export const lawValueOf = (value: unknown): LawValue =>
  LawValue.parse(
    JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? part.toString() : part))),
  );
