import {
  addDays,
  addMonthsToDate,
  daysBetween,
  earlier,
  firstDayOf,
  type LocalDate,
  lastDayOf,
  later,
  localDate,
  type YearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

export type CardState = {
  readonly cardId: string;
  readonly participantId: string;
  readonly cardNumber: string;
  readonly status: 'pending' | 'active' | 'withdrawn';
  readonly initialFacilityCode: string;
  /** Both inclusive, or both null before the first payment. */
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly fiveYearsOn: LocalDate | null;
  readonly withdrawnFrom: LocalDate | null;
  readonly version: number;
};

/** Groups that the platform issues itself, with the level that the card prints. QD 1018/QD-BHXH (2024). */
export const ISSUED_GROUPS = { DN: { level: 4 }, GD: { level: 4 } } as const;
export type IssuedGroup = keyof typeof ISSUED_GROUPS;

/** Groups of payers "worker and employer" (Law on Health Insurance Art 12 k1): their contributions come from an employer. */
export const WORKER_GROUPS: ReadonlySet<string> = new Set(['DN', 'HX', 'CH', 'NN', 'TK', 'HC', 'XK', 'CA', 'QN', 'CY']);

/** Of the province whose agency issues it; cards of provinces that were merged into it keep their number. */
export const cardNumberOf = (group: IssuedGroup, agencyCode: string, siNumber: string): string =>
  `${group}${ISSUED_GROUPS[group].level}${agencyCode}${siNumber}`;

export const isWorkerCard = (card: Pick<CardState, 'cardNumber'>): boolean =>
  WORKER_GROUPS.has(card.cardNumber.slice(0, 2));

/** Full days without insurance between the last insured day and a new first day; below zero when they overlap. */
const gapDays = (insuredTo: LocalDate, from: LocalDate): number => daysBetween(insuredTo, from) - 1;

/** When five consecutive years are full that begin on a date. */
export const fiveYearsFrom = (date: LocalDate, law: Law): LocalDate =>
  addMonthsToDate(date, inForce(law['card-terms'], date).consecutiveMonths);

/** What is known of the consecutive years stays unless a break ended them; else they count from the first valid day. */
const fiveYears = (card: CardState, validFrom: LocalDate, law: Law): LocalDate => {
  const policy = inForce(law['card-terms'], validFrom);
  const counted = fiveYearsFrom(validFrom, law);
  const broken = card.validTo !== null && gapDays(card.validTo, validFrom) >= policy.longGapDays;
  return card.fiveYearsOn === null || broken ? counted : earlier(card.fiveYearsOn, counted);
};

const changed = (card: CardState, next: CardState): CardState | undefined =>
  card.status === next.status &&
  card.validFrom === next.validFrom &&
  card.validTo === next.validTo &&
  card.fiveYearsOn === next.fiveYearsOn
    ? undefined
    : { ...next, version: card.version + 1 };

export type PaidMonth = {
  readonly month: YearMonth;
  /** The worker's last month at this employer, null while the work goes on. */
  readonly lastMonth: YearMonth | null;
};

/**
 * The card once the health part of a month is paid by the employer: valid from the first day of the month, to the end
 * of the year, or to the end of the last month of someone who left. Undefined when the payment changes nothing: the
 * card carries the days already, or they lie before a period that the card no longer prints.
 */
export const activatedByContribution = (
  card: CardState,
  { month, lastMonth }: PaidMonth,
  law: Law,
): CardState | undefined => {
  const from = firstDayOf(month);
  const endOfYear = localDate(`${month.slice(0, 4)}-${inForce(law['card-terms'], from).workerCardEndsOn}`);
  const to = lastMonth === null ? endOfYear : earlier(endOfYear, lastDayOf(lastMonth));
  if (card.validFrom !== null && to < addDays(card.validFrom, -1)) return undefined;
  const followsOn = card.validFrom !== null && card.validTo !== null && from <= addDays(card.validTo, 1);
  const validFrom = followsOn && card.validFrom !== null ? earlier(card.validFrom, from) : from;
  const validTo = followsOn && card.validTo !== null ? later(card.validTo, to) : to;
  const leaves = lastMonth !== null && card.status === 'withdrawn';
  return changed(card, {
    ...card,
    status: leaves ? 'withdrawn' : 'active',
    withdrawnFrom: leaves ? card.withdrawnFrom : null,
    validFrom,
    validTo,
    fiveYearsOn: fiveYears(card, validFrom, law),
  });
};

export type PaidPremium = {
  readonly paidOn: LocalDate;
  readonly months: number;
  /** The last insured day of the person by whatever card, null when never insured. */
  readonly insuredTo: LocalDate | null;
};

/**
 * The card once a household paid. A valid card is prolonged; else the card is valid from the payment, and the first
 * time or after a break of 90 days from day 30 after it (domain 3.1).
 */
export const activatedByPremium = (
  card: CardState,
  { paidOn, months, insuredTo }: PaidPremium,
  law: Law,
): CardState => {
  const { longGapDays, waitingDays } = inForce(law['card-terms'], paidOn);
  if (card.status === 'active' && card.validTo !== null && card.validFrom !== null && card.validTo >= paidOn) {
    const validTo = addDays(addMonthsToDate(addDays(card.validTo, 1), months), -1);
    const fiveYearsOn = fiveYears(card, card.validFrom, law);
    return { ...card, validTo, fiveYearsOn, version: card.version + 1 };
  }
  const waits = insuredTo === null || gapDays(insuredTo, paidOn) >= longGapDays;
  const from = waits ? addDays(paidOn, waitingDays) : paidOn;
  const followsOn = card.validFrom !== null && card.validTo !== null && from <= addDays(card.validTo, 1);
  const validFrom = followsOn && card.validFrom !== null ? card.validFrom : from;
  return {
    ...card,
    status: 'active',
    withdrawnFrom: null,
    validFrom,
    validTo: addDays(addMonthsToDate(from, months), -1),
    fiveYearsOn: fiveYears(card, validFrom, law),
    version: card.version + 1,
  };
};

/** The card of someone who left their last employer: not valid from the first day after the last month. */
export const withdrawnAfter = (card: CardState, lastMonth: YearMonth): CardState => {
  const withdrawnFrom = addDays(lastDayOf(lastMonth), 1);
  const keepsDays = card.validFrom !== null && card.validTo !== null && card.validFrom < withdrawnFrom;
  return {
    ...card,
    status: 'withdrawn',
    withdrawnFrom,
    validFrom: keepsDays ? card.validFrom : null,
    validTo: keepsDays && card.validTo !== null ? earlier(card.validTo, addDays(withdrawnFrom, -1)) : null,
    version: card.version + 1,
  };
};

export type CardOrder = { readonly initialFacilityCode: string; readonly on: LocalDate };

/**
 * Whether a person who is to be insured needs the card anew: always after a withdrawal, and with another initial
 * facility once the card is not valid any more. A card in force keeps its facility (changes have a procedure of their own).
 */
export const needsIssueAgain = (card: CardState, { initialFacilityCode, on }: CardOrder): boolean => {
  if (card.status === 'withdrawn') return true;
  const inUse = card.status === 'active' && card.validTo !== null && card.validTo >= on;
  return !inUse && card.initialFacilityCode !== initialFacilityCode;
};

/** The same card, pending again: number, past days and consecutive years stay. */
export const issuedAgain = (card: CardState, { initialFacilityCode }: CardOrder): CardState => ({
  ...card,
  status: 'pending',
  initialFacilityCode,
  withdrawnFrom: null,
  version: card.version + 1,
});

/** The consecutive years that a new card takes over from the person's other cards, unless a break ended them. */
export const inheritedFiveYears = (others: readonly CardState[], on: LocalDate, law: Law): LocalDate | null => {
  const { longGapDays } = inForce(law['card-terms'], on);
  const kept = others
    .filter((card) => card.validTo !== null && gapDays(card.validTo, on) < longGapDays)
    .flatMap((card) => (card.fiveYearsOn === null ? [] : [card.fiveYearsOn]))
    .sort();
  return kept[0] ?? null;
};

/** The last insured day by any of the cards, or null. */
export const insuredTo = (cards: readonly CardState[]): LocalDate | null =>
  cards.reduce<LocalDate | null>((last, { validTo }) => {
    if (validTo === null) return last;
    return last === null ? validTo : later(last, validTo);
  }, null);

/** A card that is issued for the first time, pending until it is paid for; consecutive years come from the person's others. */
export const newCard = (
  card: Pick<CardState, 'cardId' | 'participantId' | 'cardNumber' | 'initialFacilityCode'>,
  fiveYearsOn: LocalDate | null,
): CardState => ({
  ...card,
  status: 'pending',
  validFrom: null,
  validTo: null,
  fiveYearsOn,
  withdrawnFrom: null,
  version: 1,
});

export type CardMove =
  | ({ readonly kind: 'contribution-paid' } & PaidMonth)
  | ({ readonly kind: 'premium-paid' } & PaidPremium)
  | { readonly kind: 'work-ended'; readonly lastMonth: YearMonth }
  | ({ readonly kind: 'asked-for' } & CardOrder);

/** Every move of a card after its issue. Undefined when the card stays as it is: a repeat changes nothing. */
export const moveCard = (card: CardState, move: CardMove, law: Law): CardState | undefined => {
  switch (move.kind) {
    case 'contribution-paid':
      return activatedByContribution(card, move, law);
    case 'premium-paid':
      return activatedByPremium(card, move, law);
    case 'work-ended':
      return card.status === 'withdrawn' ? undefined : withdrawnAfter(card, move.lastMonth);
    case 'asked-for':
      return needsIssueAgain(card, move) ? issuedAgain(card, move) : undefined;
    default:
      return unreachable(move);
  }
};
