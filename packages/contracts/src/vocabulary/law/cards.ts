import { datedTable } from './dated';

export type CardGroupTerms = {
  /** What a card of the group may print behind its letters. */
  readonly digits: readonly number[];
  /** How old a holder becomes in the year in which the card begins, at least. */
  readonly ageFrom: number;
  /** The card ends before the holder has this age; null where no age ends it. */
  readonly ageBefore: number | null;
  /** So many months after its first day, or after the day on which it is taken over, a card has ended at the latest. */
  readonly endsWithinMonths: number;
};

export type CardGroups = {
  /** So many days ahead a card may begin that is taken over from a register. */
  readonly beginsWithinDays: number;
  /** A card that an age ends goes on until this day of that year where it is later: then school begins. */
  readonly childCardEndsOn: string;
  readonly groups: Readonly<Record<string, CardGroupTerms>>;
};

type Terms = Partial<Omit<CardGroupTerms, 'digits'>>;

/** A card of a year ends with it, or a year after it was paid for; one of a status that nobody looks at each year lasts for five. */
const YEAR = 12;
const SCHOOL_YEAR = 15;
const FIVE_YEARS = 60;
/** Until the sixth birthday, or until the school year of that year begins. */
const CHILDHOOD = 81;
/** Army, police and cipher: their cards print no end. */
const NO_END = 600;

const groupsOf = (
  names: string,
  digits: readonly number[],
  { ageFrom = 0, ageBefore = null, endsWithinMonths = FIVE_YEARS }: Terms = {},
): Record<string, CardGroupTerms> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { digits, ageFrom, ageBefore, endsWithinMonths }]));

const GROUPS: Readonly<Record<string, CardGroupTerms>> = {
  // Worker and employer.
  ...groupsOf('DN HX CH NN TK HC XK', [4], { ageFrom: 15, endsWithinMonths: YEAR }),
  ...groupsOf('CA QN CY', [5], { ageFrom: 15, endsWithinMonths: NO_END }),
  // The social-insurance agency.
  ...groupsOf('HT', [3], { ageFrom: 40 }),
  ...groupsOf('TB NO', [4], { ageFrom: 15 }),
  ...groupsOf('TN', [4], { ageFrom: 15, endsWithinMonths: YEAR }),
  ...groupsOf('CS XB', [4], { ageFrom: 40 }),
  ...groupsOf('CT', [2], { ageFrom: 80 }),
  // The state budget.
  ...groupsOf('CC', [1], { ageFrom: 70 }),
  ...groupsOf('TE', [1], { ageBefore: 6, endsWithinMonths: CHILDHOOD }),
  ...groupsOf('CK CB KC', [2], { ageFrom: 15 }),
  ...groupsOf('HN', [2], { endsWithinMonths: YEAR }),
  ...groupsOf('DT DK XD BT TS AK', [2]),
  ...groupsOf('LH', [4], { ageFrom: 75 }),
  ...groupsOf('TC PV TG DS HK', [3]),
  ...groupsOf('XN MS HD TQ TA TY HG LS', [4]),
  // With support of the state.
  ...groupsOf('CN', [3], { endsWithinMonths: YEAR }),
  ...groupsOf('HS', [4], { ageFrom: 6, endsWithinMonths: SCHOOL_YEAR }),
  ...groupsOf('SV', [4], { ageFrom: 16, endsWithinMonths: SCHOOL_YEAR }),
  ...groupsOf('GB TH TV TD TU BA ND', [4], { endsWithinMonths: YEAR }),
  // Households.
  ...groupsOf('GD', [4], { ageFrom: 6, endsWithinMonths: YEAR }),
};

const SOURCE =
  'Decision 1018/QD-BHXH (2024) for letters and digits; Law on Health Insurance Art 12 and 16 (Law 51/2024), Decree 188/2025. Ages but that of children, and how far ahead a card may reach, are the practice of the agency (confirm)';

/** Groups of cards, by the first day of a card. */
export const CARD_GROUPS = datedTable<CardGroups>([
  {
    from: '1992-08-15',
    to: '2025-12-31',
    value: { beginsWithinDays: 90, childCardEndsOn: '09-30', groups: GROUPS },
    source: `${SOURCE}. In force here since the first cards (Decree 299/1992), so that old ones can be read`,
  },
  {
    from: '2026-01-01',
    to: null,
    value: {
      beginsWithinDays: 90,
      childCardEndsOn: '09-30',
      groups: {
        ...GROUPS,
        ...groupsOf('CN', [2, 3], { endsWithinMonths: YEAR }),
        ...groupsOf('LH', [2, 4], { ageFrom: 75 }),
      },
    },
    source: `${SOURCE}; Resolution 261/2025/QH15: near-poor and people of 75 with a social pension, whose cards may print the old digit`,
  },
]);
