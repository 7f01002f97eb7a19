import { daysBetween, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { localDateOfDigits } from '../../../notation/national-time';
import { bestPercentOf } from '../../../registers/coverage/benefit-level.rules';
import { cardNumberFault } from '../../../registers/coverage/card-check.rules';
import { type CardCoverage, GRACE_DAYS } from '../../../registers/coverage/coverage.rules';
import { type AppraisalContext, FORMAT_FROM } from '../rule';
import { type Exemption, exemptionIn } from './exemption';
import { INITIAL_LEVEL, payablePercentOf } from './visit-reasons';

/**
 * One visit below 15 % of the base salary is paid in full (Law 51/2024 Art 22). The salary is that of the day of
 * discharge (confirm: the law names no day for a stay over a rise).
 */
const isSmallVisit = (claim: ParsedClaim, leftOn: LocalDate, law: Law): boolean => {
  const { freeVisitPercent } = inForce(law['co-payment-limits'], leftOn);
  // Dong x percent is already in hundredths of a dong.
  return claim.totals.T_TONGCHI_BH < hundredths(inForce(law['base-salary'], leftOn) * freeVisitPercent);
};

const isCoveredOn = (coverage: CardCoverage, day: LocalDate, arrivedOn: LocalDate): boolean =>
  coverage.periods.some(
    ({ from, to }) => from <= day && (day <= to || (arrivedOn <= to && daysBetween(to, day) <= GRACE_DAYS)),
  );

/**
 * The cards that the register has valid on a day, whatever dates the claim prints: a better card counts from its first day
 * there. All of them when it has none: ELIGIBLE sends such a claim back.
 */
const cardsOn = (claim: ParsedClaim, day: LocalDate, { coverages }: Pick<AppraisalContext, 'coverages'>): string[] => {
  const arrivedOn = localDateOfDigits(claim.arrivedAt);
  const valid = claim.cardNumbers.filter((cardNumber) => {
    const coverage = coverages.get(cardNumber);
    return coverage !== undefined && isCoveredOn(coverage, day, arrivedOn);
  });
  const cards = valid.length > 0 ? valid : claim.cardNumbers;
  return cards.filter((cardNumber) => cardNumberFault(cardNumber) === undefined);
};

/** A line outside the scope, or paid by a programme (NGUON_CTRA 2-4), has no level of the fund. */
const hasLevel = (line: ClaimLine): boolean => line.inScopeAmount > 0n && (line.payer === '' || line.payer === '1');

const levelOn = (claim: ParsedClaim, day: LocalDate, context: AppraisalContext): bigint | undefined => {
  const { law } = context;
  const ratio = payablePercentOf(claim, law);
  if (ratio === undefined || ratio === 0n) return ratio;
  const cards = cardsOn(claim, day, context);
  if (cards.length === 0) return undefined;
  const leftOn = localDateOfDigits(claim.leftAt);
  const isInitial = claim.visitReason === INITIAL_LEVEL && context.facility?.level === 'initial';
  const full = isInitial || isSmallVisit(claim, leftOn, law);
  return (full ? 100n : BigInt(bestPercentOf(cards, day, law))) * ratio;
};

export type Levels = {
  readonly levelOf: (line: ClaimLine) => bigint | undefined;
  readonly doubt: Exemption['doubt'];
};

/**
 * The benefit level of the lines of a claim in hundredths of a percent: the best card of the day, or 100 %, times the
 * ratio of the visit reason (domain 4.1, 4.2). Undefined when it cannot be told: the fund has no share in the line, no
 * readable card, or a reason decided case by case. Lines of one day have one level, worked out once, until the year's
 * co-payments are used up.
 */
export const levelsOf = (claim: ParsedClaim, context: AppraisalContext): Levels => {
  const leftOn = localDateOfDigits(claim.leftAt);
  const levels = new Map<LocalDate, bigint | undefined>();
  const beforeExemption = (line: ClaimLine): bigint | undefined => {
    if (!hasLevel(line)) return undefined;
    const orderedOn = localDateOfDigits(line.orderedAt);
    // DATES returns a line outside the stay; here it only must not reach before the dated tables.
    const day = orderedOn >= FORMAT_FROM && orderedOn <= leftOn ? orderedOn : leftOn;
    if (!levels.has(day)) levels.set(day, levelOn(claim, day, context));
    return levels.get(day);
  };
  const { isExempt, doubt } = exemptionIn(claim, context, beforeExemption);
  const ratio = payablePercentOf(claim, context.law) ?? 0n;
  const levelOf = (line: ClaimLine): bigint | undefined => {
    const level = beforeExemption(line);
    return level !== undefined && isExempt(line) ? 100n * ratio : level;
  };
  return { levelOf, doubt };
};
