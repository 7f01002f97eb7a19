import type { ImportBrings, ImportedCards } from '@ansinh/contracts/enrollment/imports.api';
import { earlier, later } from '@ansinh/contracts/vocabulary/calendar';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import { type ImportedCard, percentOf, type Today } from './cover.rules';
import type { PlannedPerson } from './import.rules';

const countOf = (cards: readonly ImportedCard[], scene: Today): ImportedCards[] => {
  const counted = new Map<string, ImportedCards>();
  for (const card of cards) {
    const { group, level } = cardParts(card.cardNumber);
    const percent = percentOf(card, scene);
    const key = `${group}${level} ${percent}`;
    const { validFrom, validTo } = card;
    const before = counted.get(key) ?? { group, level, percent, cards: 0, validFrom, validTo, fiveYearsGiven: 0 };
    counted.set(key, {
      ...before,
      cards: before.cards + 1,
      validFrom: earlier(validFrom, before.validFrom),
      validTo: later(validTo, before.validTo),
      fiveYearsGiven: before.fiveYearsGiven + (card.fiveYearsOn === undefined ? 0 : 1),
    });
  }
  return [...counted].sort(([one], [other]) => byText(one, other)).map(([, group]) => group);
};

const facilitiesOf = (cards: readonly ImportedCard[]): ImportBrings['facilities'] => {
  const counted = new Map<string, number>();
  for (const { initialFacilityCode: code } of cards) counted.set(code, (counted.get(code) ?? 0) + 1);
  return [...counted]
    .sort(([one], [other]) => byText(one, other))
    .map(([facilityCode, count]) => ({ facilityCode, cards: count }));
};

/** What planned rows bring that is not on record: how many of what kind, with which groups, rates and days. */
export const bringsOf = (planned: readonly PlannedPerson[], scene: Today): ImportBrings => {
  const cards = planned.flatMap((one) => one.cards);
  const isKnown = ({ known }: PlannedPerson): boolean => known !== undefined;
  const learnsNumber = ({ known, person }: PlannedPerson): boolean =>
    known?.siNumber === null && person.siNumber !== undefined;
  return {
    persons: planned.filter((one) => !isKnown(one)).length,
    siNumbers: planned.filter(learnsNumber).length,
    cards: cards.length,
    groups: countOf(cards, scene),
    facilities: facilitiesOf(cards),
  };
};
