import { addDays, addMonthsToDate, type LocalDate, later, localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Random } from '../random';
import type { SamplePerson } from './people';

/** A health-insurance card as an import row or a claim prints it. */
export type SampleCard = {
  readonly cardNumber: string;
  readonly initialFacilityCode: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  readonly fiveYearsOn?: LocalDate;
};

/** A group of participants (domain 3.2) with the level it prints, its share in percent and the ages that belong to it. */
export type CardGroup = {
  readonly group: string;
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly share: number;
  readonly age: readonly [youngest: number, oldest: number];
};

const CARD_GROUPS: readonly CardGroup[] = [
  { group: 'DN', level: 4, share: 10, age: [18, 56] },
  { group: 'HC', level: 4, share: 4, age: [22, 56] },
  { group: 'HT', level: 3, share: 4, age: [58, 90] },
  { group: 'TE', level: 1, share: 9, age: [0, 4] },
  { group: 'HS', level: 4, share: 16, age: [6, 17] },
  { group: 'SV', level: 4, share: 3, age: [18, 22] },
  { group: 'HN', level: 2, share: 7, age: [6, 74] },
  { group: 'CN', level: 3, share: 6, age: [6, 74] },
  { group: 'DT', level: 2, share: 12, age: [6, 74] },
  { group: 'LH', level: 4, share: 3, age: [75, 95] },
  { group: 'BT', level: 2, share: 2, age: [18, 74] },
  { group: 'CC', level: 1, share: 1, age: [88, 99] },
  { group: 'QN', level: 5, share: 1, age: [20, 50] },
  { group: 'GD', level: 4, share: 22, age: [18, 74] },
];

export const cardGroupAt = (random: Random): CardGroup =>
  random.weighted(CARD_GROUPS.map((group) => [group, group.share] as const));

export const cardGroupOf = (group: string): CardGroup => {
  const found = CARD_GROUPS.find((each) => each.group === group);
  if (found === undefined) throw new Error(`the samples have no card group ${group}`);
  return found;
};

export type CardWish = { readonly group: CardGroup; readonly initialFacilityCode: string; readonly year: number };

/** Nobody is insured for five years before the fifth birthday. */
const FIVE_YEARS_MONTHS = 60;

/** A card of the calendar year; a child's card ends the day before the sixth birthday. Old Phu Yen cards still print 54. */
export const cardFor = (random: Random, person: SamplePerson, wish: CardWish): SampleCard => {
  const province = random.chance(25) ? '54' : '66';
  const insuredFor = random.int(0, 9);
  const newYear = localDate(`${wish.year}-01-01`);
  const isChild = wish.group.group === 'TE';
  const fiveYearsOn = later(
    localDate(`${wish.year + 5 - insuredFor}-01-01`),
    addMonthsToDate(person.birthDate, FIVE_YEARS_MONTHS),
  );
  const cardNumber = `${wish.group.group}${wish.group.level}${province}${person.siNumber}`;
  return {
    cardNumber,
    initialFacilityCode: wish.initialFacilityCode,
    validFrom: later(person.birthDate, newYear),
    validTo: isChild ? addDays(addMonthsToDate(person.birthDate, 72), -1) : localDate(`${wish.year}-12-31`),
    ...(isChild ? {} : { fiveYearsOn }),
  };
};
