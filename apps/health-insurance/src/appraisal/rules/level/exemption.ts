import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { type Hundredths, hundredths, plus } from '@ansinh/contracts/vocabulary/money';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { localDateOfDigits } from '../../../notation/national-time';
import { accountOf, type CoPayment, firstFiveYears, isFarBelow } from '../../co-payments/co-payment.rules';
import { splitOf } from '../money/line-amounts';
import type { AppraisalContext } from '../rule';
import { payablePercentOf } from './visit-reasons';

const FULL_PERCENT = 100n;
const NOTHING = hundredths(0n);
/** NGAY_MIEN_CCT: eight digits stand on a certificate, twelve are the hospital's own reckoning within the visit. */
const MINUTE_DIGITS = 12;

/** Only co-payments of visits on the route count (Law 51/2024 Art 22; which half-paid visits count: confirm). */
const isOnRoute = (claim: ParsedClaim, law: Law): boolean => payablePercentOf(claim, law) === FULL_PERCENT;

const inOrder = (lines: readonly ClaimLine[]): ClaimLine[] =>
  [...lines].sort(
    (one, other) => byText(one.orderedAt, other.orderedAt) || byText(one.table, other.table) || one.row - other.row,
  );

type LevelBeforeExemption = (line: ClaimLine) => bigint | undefined;

type Own = CoPayment & { readonly line: ClaimLine };

/** What the lines of the claim add to the account, in the order in which they were ordered. */
const ownCoPayments = (claim: ParsedClaim, levelOf: LevelBeforeExemption, law: Law): Own[] =>
  isOnRoute(claim, law)
    ? inOrder(claim.lines).flatMap((line) => {
        const level = levelOf(line);
        const amount = level === undefined ? NOTHING : splitOf(line, level).coPayment;
        return amount > 0n ? [{ at: line.orderedAt, amount, line }] : [];
      })
    : [];

/** Claims of this format begin in 2024; a year beyond the century is a typing error that other rules answer. */
const [FIRST_YEAR, LAST_YEAR] = [2024, 2099];

/** The calendar years that a stay touches. */
export const yearsOf = (claim: ParsedClaim): number[] => {
  const first = Math.max(FIRST_YEAR, Number(claim.arrivedAt.slice(0, 4)));
  const last = Math.min(LAST_YEAR, Number(claim.leftAt.slice(0, 4)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
};

type Crossing = ReadonlyMap<number, CoPayment>;

/** The co-payment that went above the threshold in each year of the stay: one of another claim, or of this one. */
const crossingsOf = (claim: ParsedClaim, all: readonly CoPayment[], law: Law): Crossing => {
  const years = yearsOf(claim);
  if (years[0] === undefined || isFarBelow(all, years[0], law)) return new Map();
  return new Map(
    years.flatMap((year) => {
      const { crossedBy } = accountOf(all, { year, asOf: localDate(`${year}-12-31`) }, law);
      return crossedBy === undefined ? [] : [[year, crossedBy] as const];
    }),
  );
};

export type Exemption = {
  readonly isExempt: (line: ClaimLine) => boolean;
  /** An exemption that the account does not bear out; undefined when there is nothing to ask. */
  readonly doubt: { readonly declared: string; readonly paid: Hundredths; readonly threshold: Hundredths } | undefined;
};

const NONE: Exemption = { isExempt: () => false, doubt: undefined };

/** Whether others and the lines up to the declared moment have paid enough, by what the patient was really charged. */
const doubtOf = (claim: ParsedClaim, others: readonly CoPayment[], law: Law): Exemption['doubt'] => {
  const declared = claim.exemptFrom;
  const from = declared.padEnd(MINUTE_DIGITS, '0');
  const year = Number(declared.slice(0, 4));
  // An exemption of another year frees no line of this claim.
  if (!yearsOf(claim).includes(year)) return undefined;
  const own = isOnRoute(claim, law) ? claim.lines.map((line) => ({ at: line.orderedAt, amount: line.coPayment })) : [];
  const before = [...others, ...own].filter(({ at }) => at <= from);
  const { paid, threshold, crossedBy } = accountOf(before, { year, asOf: localDateOfDigits(declared) }, law);
  return crossedBy === undefined ? { declared, paid, threshold } : undefined;
};

/**
 * Which lines are free of co-payment because six base salaries were paid in their year and five years on end are
 * reached: as the hospital declares from NGAY_MIEN_CCT on, and as the account of the person says, even within the stay.
 * Each calendar year is computed for itself. Co-payments that were made in other provinces are not in the account:
 * what it does not bear out is asked, not refused.
 */
export const exemptionIn = (
  claim: ParsedClaim,
  { coverages, coPayments, law }: Pick<AppraisalContext, 'coverages' | 'coPayments' | 'law'>,
  levelOf: LevelBeforeExemption,
): Exemption => {
  const fiveYearsOn: LocalDate | undefined = firstFiveYears(
    claim.cardNumbers.flatMap((cardNumber) => coverages.get(cardNumber) ?? []),
  );
  if (fiveYearsOn === undefined) return NONE;
  const own = ownCoPayments(claim, levelOf, law);
  const crossings = crossingsOf(claim, [...coPayments, ...own], law);
  const isDeclared = claim.exemptFrom !== '' && fiveYearsOn <= localDateOfDigits(claim.exemptFrom);
  if (crossings.size === 0 && !isDeclared) return NONE;
  const place = new Map(inOrder(claim.lines).map((line, index) => [line, index]));
  const afterOwn = (line: ClaimLine, crossing: CoPayment): boolean => {
    const by = own.find((coPayment) => coPayment === crossing)?.line;
    return by === undefined ? line.orderedAt > crossing.at : (place.get(line) ?? 0) > (place.get(by) ?? 0);
  };
  const isFreedByClaim = ({ orderedAt }: ClaimLine): boolean =>
    isDeclared && claim.exemptFrom <= orderedAt && claim.exemptFrom.slice(0, 4) === orderedAt.slice(0, 4);
  const isExempt = (line: ClaimLine): boolean => {
    const { orderedAt } = line;
    if (isFreedByClaim(line)) return true;
    const crossing = crossings.get(Number(orderedAt.slice(0, 4)));
    return crossing !== undefined && fiveYearsOn <= localDateOfDigits(orderedAt) && afterOwn(line, crossing);
  };
  return { isExempt, doubt: claim.lines.some(isFreedByClaim) ? doubtOf(claim, coPayments, law) : undefined };
};

/**
 * What an accepted claim adds to the account of its person: the co-payments that the patient paid on the lines that
 * stand, one for each calendar year, at the bill or at the end of the year that the line belongs to.
 */
export const coPaymentsOf = (claim: ParsedClaim, isRefused: (line: ClaimLine) => boolean, law: Law): CoPayment[] => {
  if (!isOnRoute(claim, law)) return [];
  const paidAt = claim.billedAt === '' ? claim.leftAt : claim.billedAt;
  const years = new Set(yearsOf(claim).map(String));
  const byYear = new Map<string, Hundredths>();
  for (const line of claim.lines) {
    const year = line.orderedAt.slice(0, 4);
    if (line.coPayment === 0n || !years.has(year) || isRefused(line)) continue;
    byYear.set(year, plus(byYear.get(year) ?? NOTHING, line.coPayment));
  }
  return [...byYear].map(([year, amount]) => ({
    at: paidAt.slice(0, 4) === year ? paidAt : `${year}12312359`,
    amount,
  }));
};
