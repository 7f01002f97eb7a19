import type { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import {
  addDays,
  addMonthsToDate,
  earlier,
  type LocalDate,
  later,
  localDate,
  yearOf,
} from '@ansinh/contracts/vocabulary/calendar';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import type { CardGroups, CardGroupTerms } from '@ansinh/contracts/vocabulary/law/cards';
import { inForce, inForceOrFirst } from '@ansinh/contracts/vocabulary/law/dated';
import { CARD_TERMS } from '@ansinh/contracts/vocabulary/law/health';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { fiveYearsFrom } from '../cards/card.rules';
import type { Refusal } from '../participants/person.rules';

export type ImportedCard = NonNullable<ImportRow['card']>;

/** What a file is judged by beside the register. */
export type Today = { readonly law: Law; readonly today: LocalDate };

/** No card is older than the law that is kept of them. */
const FIRST_CARDS = CARD_TERMS[0]?.from ?? '';

/** The last day before the age that ends the cards of a group, or before school begins in that year. */
const lastDayBefore = (age: number, birthDate: LocalDate, { childCardEndsOn }: CardGroups): LocalDate => {
  const birthday = addMonthsToDate(birthDate, age * 12);
  return later(addDays(birthday, -1), localDate(`${birthday.slice(0, 4)}-${childCardEndsOn}`));
};

const isOfAge = (
  { ageFrom, ageBefore }: CardGroupTerms,
  { validFrom, birthDate }: { readonly validFrom: LocalDate; readonly birthDate: LocalDate },
  groups: CardGroups,
): boolean =>
  yearOf(validFrom) - yearOf(birthDate) >= ageFrom &&
  (ageBefore === null || validFrom <= lastDayBefore(ageBefore, birthDate, groups));

/** Until when a card of a group may be valid: as long as its holder is young enough, and no further ahead than cards are given. */
const lastDayOf = (
  { ageBefore, endsWithinMonths }: CardGroupTerms,
  { from, birthDate }: { readonly from: LocalDate; readonly birthDate: LocalDate },
  groups: CardGroups,
): LocalDate => {
  const ahead = addDays(addMonthsToDate(from, endsWithinMonths), -1);
  return ageBefore === null ? ahead : earlier(ahead, lastDayBefore(ageBefore, birthDate, groups));
};

/** Why the days of a card cannot be right by themselves. */
const daysRefusal = ({ validFrom, validTo }: ImportedCard, birthDate: LocalDate): Refusal | undefined => {
  if (validFrom < FIRST_CARDS) return { code: 'request.invalid', field: '/card/validFrom' };
  if (validFrom > validTo) return { code: 'card.dates-reversed', field: '/card/validFrom' };
  return validFrom < birthDate ? { code: 'card.before-birth', field: '/card/validFrom' } : undefined;
};

const groupRefusal = (card: ImportedCard, birthDate: LocalDate, { law, today }: Today): Refusal | undefined => {
  const { validFrom, validTo } = card;
  const { group, level } = cardParts(card.cardNumber);
  const groups = inForce(law['card-groups'], validFrom);
  const { [group]: terms } = groups.groups;
  if (terms === undefined || !terms.digits.includes(level))
    return { code: 'card.group-unknown', field: '/card/cardNumber' };
  if (!isOfAge(terms, { validFrom, birthDate }, groups))
    return { code: 'card.outside-group', field: '/card/cardNumber' };
  if (validFrom > addDays(today, groups.beginsWithinDays))
    return { code: 'card.begins-too-late', field: '/card/validFrom' };
  const last = lastDayOf(terms, { from: later(validFrom, today), birthDate }, groups);
  return validTo > last ? { code: 'card.ends-too-late', field: '/card/validTo' } : undefined;
};

/** Five years are full five years after birth at the earliest, and five years after the first day of the card at the latest. */
const fiveYearsRefusal = (
  { validFrom, fiveYearsOn }: ImportedCard,
  birthDate: LocalDate,
  law: Law,
): Refusal | undefined => {
  if (fiveYearsOn === undefined) return undefined;
  const { consecutiveMonths } = inForce(law['card-terms'], validFrom);
  const isRight =
    fiveYearsOn >= addMonthsToDate(birthDate, consecutiveMonths) && fiveYearsOn <= fiveYearsFrom(validFrom, law);
  return isRight ? undefined : { code: 'card.five-years-differ', field: '/card/fiveYearsOn' };
};

/** Why a card of a register cannot be one, whoever is on record: its days, its group, the age of its holder, its term. */
export const coverRefusal = (card: ImportedCard, birthDate: LocalDate, scene: Today): Refusal | undefined =>
  daysRefusal(card, birthDate) ?? groupRefusal(card, birthDate, scene) ?? fiveYearsRefusal(card, birthDate, scene.law);

/** What the fund pays for the holder of a card, in percent: today, or on the nearest day that the card covers. */
export const percentOf = ({ cardNumber, validFrom, validTo }: ImportedCard, { law, today }: Today): number => {
  const day = later(validFrom, earlier(validTo, today));
  const { group, level } = cardParts(cardNumber);
  const ofGroup = inForceOrFirst(law['benefit-percent-by-group'], day)[group];
  return ofGroup ?? inForceOrFirst(law['benefit-percent-by-digit'], day)[level] ?? 0;
};
