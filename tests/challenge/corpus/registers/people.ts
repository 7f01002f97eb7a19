import type { Person } from '../../model/claim.ts';
import { CARD_PREFIXES, digitOf } from '../../model/law.ts';
import { addDays } from '../../model/times.ts';
import type { Random } from '../random.ts';

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Y', "H'Hen", 'Bùi', 'Đặng', 'Võ'];
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Minh', 'Quốc'];
const GIVEN = ['An', 'Bình', 'Chương', 'Dũng', 'Êban', 'Hạnh', 'Khuê', 'Lượng', 'Mỹ', 'Niê', 'Tuệ', 'Ước', 'Vỹ'];

/** Groups whose level changes on a date come more often, so that both sides of it are met. */
const OFTEN = ['CN', 'LH', 'GD', 'DN', 'HT', 'HN', 'DT'];

export type Wish = {
  readonly prefix?: string;
  readonly facility: string;
  /** Day of the visit. */
  readonly day: string;
  readonly isNewborn?: boolean;
  readonly sex?: string;
};

/** Ten digits of their own for each seed and number. */
const siNumberOf = (seed: number, number: number): string => `${(seed % 90) + 10}${`${number}`.padStart(8, '0')}`;

const birthOf = (random: Random, prefix: string, { day, isNewborn = false }: Wish): string => {
  if (isNewborn) return `${addDays(day, -random.whole(0, 20))}0315`;
  const year = Number(day.slice(0, 4));
  const age = prefix === 'TE' ? random.whole(2, 5) : prefix === 'LH' ? random.whole(76, 95) : random.whole(19, 74);
  const isYearOnly = age > 60 && random.chance(0.1);
  if (isYearOnly) return `${year - age}00000000`;
  const month = `${random.whole(1, 12)}`.padStart(2, '0');
  // A child of a TE card stays below six whatever the month of the visit.
  return `${year - age + (prefix === 'TE' ? 1 : 0)}${prefix === 'TE' ? '01' : month}${`${random.whole(1, 28)}`.padStart(2, '0')}0000`;
};

export const makePerson = (random: Random, seed: number, number: number, wish: Wish): Person => {
  const prefix = wish.prefix ?? (random.chance(0.55) ? random.pick(OFTEN) : random.pick(CARD_PREFIXES));
  const sex = wish.sex ?? random.pick(['1', '2']);
  const birth = birthOf(random, prefix, wish);
  const siNumber = siNumberOf(seed, number);
  const century = (Number(birth.slice(0, 4)) >= 2000 ? 2 : 0) + (sex === '2' ? 1 : 0);
  const year = wish.day.slice(0, 4);
  return {
    siNumber,
    personalId: `066${century}${birth.slice(2, 4)}${`${number % 1_000_000}`.padStart(6, '0')}`,
    name: `${random.pick(FAMILY)} ${random.pick(MIDDLE)} ${random.pick(GIVEN)}`,
    birth,
    sex,
    cards: [
      {
        number: `${prefix}${digitOf(prefix)}66${siNumber}`,
        from: wish.isNewborn === true ? birth.slice(0, 8) : `${year}0101`,
        to: `${Number(year) + 1}1231`,
        facility: wish.facility,
      },
    ],
  };
};
