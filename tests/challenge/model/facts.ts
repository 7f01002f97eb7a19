import {
  type Card,
  type Facility,
  type Fields,
  listed,
  type Person,
  type PlainClaim,
  type Registers,
  read,
} from './claim.ts';
import { INPATIENT_KINDS } from './law.ts';
import { addDays, dayOf } from './times.ts';

/** What the registers say about a claim: they are believed, not the claim. */
export type Facts = {
  readonly claim: PlainClaim;
  readonly registers: Registers;
  readonly facility: Facility | undefined;
  /** Of the first card that is known. */
  readonly person: Person | undefined;
  /** Cards of the claim that the register has, as the register has them. */
  readonly cards: readonly Card[];
  readonly reason: string;
  readonly isInpatient: boolean;
  readonly arrived: string;
  readonly left: string;
};

export const siNumberOf = (card: string): string => card.slice(5);

export const factsOf = (claim: PlainClaim, registers: Registers): Facts => {
  const { head } = claim;
  const numbers = listed(read(head, 'MA_THE_BHYT'));
  const person = numbers.map((number) => registers.person(siNumberOf(number))).find((known) => known !== undefined);
  return {
    claim,
    registers,
    facility: registers.facility(read(head, 'MA_CSKCB')),
    person,
    cards: person?.cards.filter(({ number }) => numbers.includes(number)) ?? [],
    reason: read(head, 'MA_DOITUONG_KCB'),
    isInpatient: INPATIENT_KINDS.has(read(head, 'MA_LOAI_KCB')),
    arrived: read(head, 'NGAY_VAO'),
    left: read(head, 'NGAY_RA'),
  };
};

/** 4.3: a card that ends in a stay is good to discharge, at most 15 days after its end. */
export const GRACE_DAYS = 15;

const lastDay = ({ to, withdrawnOn }: Card): string =>
  withdrawnOn !== undefined && withdrawnOn <= to ? addDays(withdrawnOn, -1) : to;

/** The cards that are good on a day of the stay. */
export const goodCards = ({ cards, arrived }: Facts, day: string): readonly Card[] => {
  const begun = cards.filter(({ from }) => from <= day);
  const good = begun.filter((card) => day <= lastDay(card));
  if (good.length > 0) return good;
  return begun.filter(
    (card) =>
      dayOf(arrived) <= lastDay(card) && day <= addDays(lastDay(card), GRACE_DAYS) && card.withdrawnOn === undefined,
  );
};

export type Line = {
  readonly table: 'XML2' | 'XML3';
  readonly row: number;
  readonly fields: Fields;
};

export const linesOf = ({ drugs, services }: PlainClaim): readonly Line[] => [
  ...drugs.map((fields): Line => ({ table: 'XML2', row: Number(read(fields, 'STT')), fields })),
  ...services.map((fields): Line => ({ table: 'XML3', row: Number(read(fields, 'STT')), fields })),
];

/** The code that a list has the line under: a supply's before that of the service it belongs to. */
export const itemCode = ({ table, fields }: Line): string =>
  table === 'XML2' ? read(fields, 'MA_THUOC') : read(fields, 'MA_VAT_TU') || read(fields, 'MA_DICH_VU');

export const isSupply = ({ table, fields }: Line): boolean => table === 'XML3' && read(fields, 'MA_VAT_TU') !== '';
