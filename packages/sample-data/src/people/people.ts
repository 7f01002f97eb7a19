import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import { addDays, addMonthsToDate, type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { createRandom, type Random } from '../random';
import {
  COMMUNES,
  EDE_CLANS,
  EDE_FEMALE_NAMES,
  EDE_MALE_NAMES,
  ETHNIC_GROUP,
  FAMILY_NAMES,
  FEMALE_GIVEN_NAMES,
  FEMALE_MIDDLE_NAMES,
  MALE_GIVEN_NAMES,
  MALE_MIDDLE_NAMES,
  STREETS,
} from './names';

/** An invented person. Personal id, sex and birth date agree; the social-insurance number is unlike any other index's. */
export type SamplePerson = {
  readonly personalId: string;
  readonly siNumber: string;
  readonly fullName: string;
  readonly birthDate: LocalDate;
  readonly sex: 'male' | 'female';
  readonly phone: string;
  readonly communeCode: string;
  readonly address: string;
  /** MA_DANTOC of claims. */
  readonly ethnicGroup: string;
};

export type PersonWish = {
  /** Age in full years on `SAMPLE_DATE`, both included; 0 to 95 when left out. */
  readonly age?: readonly [youngest: number, oldest: number];
  readonly birthDate?: LocalDate;
  readonly sex?: SamplePerson['sex'];
};

/** The day on which sample people have the ages that were asked for: samples have no clock. */
export const SAMPLE_DATE = localDate('2026-10-01');

/** How many people have unlike numbers. The last number of eight digits is nobody's: claims of unknown people carry it. */
export const MAX_PEOPLE = 99_999_999;

// Provinces of birth, codes as before the mergers. A block of a million people has two of them that no other block of the
// first ten has, so that six digits that differ within the block make every personal id unique.
const BIRTH_PROVINCES = [
  ['066', '054'],
  ['062', '064'],
  ['056', '052'],
  ['051', '049'],
  ['048', '046'],
  ['045', '044'],
  ['042', '040'],
  ['038', '037'],
  ['036', '034'],
  ['067', '068'],
] as const;
const BLOCK = 1_000_000;
// Coprime to a million: a walk that meets every number of the block once and does not look like counting.
const STEP = 618_033;

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const personalIdOf = (index: number, sex: SamplePerson['sex'], birthDate: LocalDate): string => {
  const year = Number(birthDate.slice(0, 4));
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0);
  const province = BIRTH_PROVINCES[Math.floor(index / BLOCK) % BIRTH_PROVINCES.length]?.[index % 2] ?? '066';
  const serial = ((index % BLOCK) * STEP) % BLOCK;
  return `${province}${century}${birthDate.slice(2, 4)}${digits(serial, 6)}`;
};

const nameOf = (random: Random, sex: SamplePerson['sex'], isEde: boolean): string => {
  const isMale = sex === 'male';
  if (isEde) return `${random.pick(isMale ? EDE_MALE_NAMES : EDE_FEMALE_NAMES)} ${random.pick(EDE_CLANS)}`;
  const middle = random.pick<string>(isMale ? MALE_MIDDLE_NAMES : FEMALE_MIDDLE_NAMES);
  const given = random.pick<string>(isMale ? MALE_GIVEN_NAMES : FEMALE_GIVEN_NAMES);
  return `${random.weighted(FAMILY_NAMES)} ${middle} ${given}`;
};

const birthDateOf = (random: Random, [youngest, oldest]: readonly [number, number]): LocalDate => {
  const age = random.int(youngest, oldest);
  // The first day on which somebody of this age can be born, and one of the 364 days that surely follow it.
  const first = addDays(addMonthsToDate(SAMPLE_DATE, -12 * (age + 1)), 1);
  return addDays(first, random.int(0, 364));
};

/**
 * Person number `index` of a seed: always the same one, whoever else is made. Two indexes below `MAX_PEOPLE` never share
 * a social-insurance number, two below ten million never a personal id.
 */
export const personAt = (seed: number, index: number, wish: PersonWish = {}): SamplePerson => {
  const random = createRandom(seed).fork(`person:${index}`);
  const sex = random.chance(50) ? 'male' : 'female';
  const chosen = wish.sex ?? sex;
  const isEde = random.chance(12);
  const birthDate = wish.birthDate ?? birthDateOf(random, wish.age ?? [0, 95]);
  const commune = random.pick(COMMUNES);
  return {
    personalId: personalIdOf(index, chosen, birthDate),
    siNumber: `66${digits(index % MAX_PEOPLE, 8)}`,
    fullName: nameOf(random, chosen, isEde),
    birthDate,
    sex: chosen,
    phone: `0${random.pick(['32', '35', '70', '86', '90', '91', '97'])}${digits(random.int(0, 9_999_999), 7)}`,
    communeCode: commune.code,
    address: `${random.int(1, 320)} ${random.pick(STREETS)}, ${commune.name}, tỉnh Đắk Lắk`,
    ethnicGroup: isEde ? ETHNIC_GROUP.ede : ETHNIC_GROUP.kinh,
  };
};

/** The part of a person that the doors of the platform ask for. */
export const personInputOf = (person: SamplePerson): PersonInput => ({
  personalId: person.personalId,
  siNumber: person.siNumber,
  fullName: person.fullName,
  birthDate: person.birthDate,
  sex: person.sex,
  phone: person.phone,
  communeCode: person.communeCode,
});
