import { addDays, earlier, type LocalDate, later } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { byText } from '@ansinh/contracts/vocabulary/orders';

/** A card that expires during a stay is good to discharge, at most 15 days after its last day (Decree 188/2025). */
export const GRACE_DAYS = 15;

/** Both ends are insured days. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

export type CardCoverage = {
  readonly cardId: string;
  readonly cardNumber: string;
  readonly participantId: string;
  readonly holder: {
    readonly fullName: string;
    readonly birthDate: LocalDate;
    readonly sex: Sex;
    readonly personalId: string | null;
  };
  readonly initialFacilityCode: string;
  readonly status: 'pending' | 'active' | 'withdrawn';
  /** In order of time, without overlaps, a withdrawal already taken off. */
  readonly periods: readonly Period[];
  readonly withdrawnFrom: LocalDate | null;
  readonly fiveYearsOn: LocalDate | null;
  /** First day of a card with another number that the same person was given later; absent when there is none. */
  readonly newerCardFrom?: LocalDate;
};

/** What the events of one card have told so far, each fact with the version of the card that told it. */
export type CardRecord = Pick<
  CardCoverage,
  'cardId' | 'cardNumber' | 'participantId' | 'holder' | 'initialFacilityCode'
> & {
  readonly version: number;
  readonly fiveYearsOn: LocalDate | null;
  readonly periods: readonly (Period & { readonly version: number; readonly fiveYearsOn: LocalDate | null })[];
  readonly withdrawals: readonly { readonly version: number; readonly from: LocalDate }[];
};

/** Joins periods that overlap or follow each other without an uninsured day. */
const joined = (periods: readonly Period[]): Period[] => {
  const result: Period[] = [];
  for (const period of [...periods].sort((left, right) => byText(left.from, right.from))) {
    const last = result.at(-1);
    if (last !== undefined && period.from <= addDays(last.to, 1)) {
      result[result.length - 1] = { from: last.from, to: later(last.to, period.to) };
    } else result.push({ from: period.from, to: period.to });
  }
  return result;
};

/** A withdrawal ends what was granted before it; a period granted after it (a worker who came back) stands. */
const grantedDays = (record: CardRecord): Period[] =>
  record.periods
    .map((period) => {
      const ends = record.withdrawals
        .filter((withdrawal) => withdrawal.version > period.version)
        .map((withdrawal) => addDays(withdrawal.from, -1));
      return { from: period.from, to: ends.reduce(earlier, period.to) };
    })
    .filter((period) => period.from <= period.to);

const highest = <Fact extends { readonly version: number }>(facts: readonly Fact[]): Fact | undefined =>
  facts.reduce<Fact | undefined>(
    (best, fact) => (best === undefined || fact.version > best.version ? fact : best),
    undefined,
  );

type Standing = Pick<CardCoverage, 'status' | 'withdrawnFrom'>;

/** What the newest fact says. A card issued again after a withdrawal is pending until a period is granted. */
const standingOf = (record: CardRecord): Standing => {
  const withdrawal = highest(record.withdrawals);
  const grantedBy = highest(record.periods)?.version ?? 0;
  if (withdrawal !== undefined && withdrawal.version > Math.max(grantedBy, record.version))
    return { status: 'withdrawn', withdrawnFrom: withdrawal.from };
  return { status: grantedBy >= record.version ? 'active' : 'pending', withdrawnFrom: null };
};

/** The present state of a card. The order in which its facts arrived does not matter: only their versions do. */
export const coverageOf = (record: CardRecord): CardCoverage => {
  const fiveYears = highest([record, ...record.periods].filter((fact) => fact.fiveYearsOn !== null));
  return {
    cardId: record.cardId,
    cardNumber: record.cardNumber,
    participantId: record.participantId,
    holder: record.holder,
    initialFacilityCode: record.initialFacilityCode,
    ...standingOf(record),
    periods: joined(grantedDays(record)),
    fiveYearsOn: fiveYears?.fiveYearsOn ?? null,
  };
};

/** One number may be given again to the same person under a new card id: all its days count, the newest card names the holder. */
const sameNumberJoined = (cards: readonly CardCoverage[]): CardCoverage[] => {
  const byNumber = new Map<string, CardCoverage>();
  // Card ids are UUIDv7: their order is the order in which the cards were made.
  for (const card of [...cards].sort((left, right) => byText(left.cardId, right.cardId))) {
    const older = byNumber.get(card.cardNumber);
    const periods =
      older?.participantId === card.participantId ? joined([...older.periods, ...card.periods]) : card.periods;
    byNumber.set(card.cardNumber, { ...card, periods });
  }
  return [...byNumber.values()];
};

const newerCardFrom = (card: CardCoverage, cards: readonly CardCoverage[]): LocalDate | undefined => {
  const lastStart = card.periods.at(-1)?.from ?? '';
  return cards
    .filter((other) => other.participantId === card.participantId && other.cardNumber !== card.cardNumber)
    .filter((other) => other.cardId > card.cardId && other.status === 'active')
    .flatMap((other) => other.periods.map((period) => period.from))
    .filter((from) => from >= lastStart)
    .reduce<LocalDate | undefined>((first, from) => (first === undefined ? from : earlier(first, from)), undefined);
};

/** Coverages out of all cards of the persons concerned, one for each card number. */
export const coveragesOf = (records: readonly CardRecord[]): CardCoverage[] => {
  const cards = sameNumberJoined(records.map(coverageOf));
  return cards.map((card) => {
    const from = newerCardFrom(card, cards);
    return from === undefined ? card : { ...card, newerCardFrom: from };
  });
};
