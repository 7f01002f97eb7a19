import {
  addMonthsToDate,
  ageOn,
  daysBetween,
  type LocalDate,
  later,
  localDate,
} from '@ansinh/contracts/vocabulary/calendar';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { knownBirthDate, localDateOfDigits } from '../../../notation/national-time';
import type { Catalogues, Entry } from '../../../registers/catalogues/catalogue.rules';
import { approvedFor, dayOf, kindOf } from '../catalogue/approved';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

/** ICD-10 three-character categories, both ends included. */
type Chapter = readonly [from: string, to: string];
const WOMEN: readonly Chapter[] = [
  ['C51', 'C58'],
  ['N70', 'N98'],
  ['O00', 'O99'],
];
const MEN: readonly Chapter[] = [
  ['C60', 'C63'],
  ['N40', 'N51'],
];
const NEWBORN: readonly Chapter[] = [['P00', 'P96']];

const NEWBORN_DAYS = {
  name: 'newbornDays',
  default: 28,
  min: 1,
  max: 3_650,
  text: 'Days after birth up to which P00-P96 needs no explanation',
};

const CHILD_GROUP = 'TE';
const CHILD_YEARS = 6;
const MONTHS_OF_YEAR = 12;

const isIn = (disease: string, chapters: readonly Chapter[]): boolean => {
  const category = disease.slice(0, 3);
  return chapters.some(([from, to]) => from <= category && category <= to);
};

const diseaseFinding = (disease: string, expected: string, why: readonly [string, string]): RuleFinding => ({
  table: 'XML1',
  row: 1,
  field: 'MA_BENH_CHINH',
  found: disease,
  expected,
  message: why[0],
  messageVi: why[1],
});

const bySex = (claim: ParsedClaim, diseases: readonly string[]): RuleFinding[] => {
  const foreign = claim.sex === 'male' ? WOMEN : claim.sex === 'female' ? MEN : [];
  const expected = claim.sex === 'male' ? 'a woman' : 'a man';
  const why = [
    'The disease does not fit the sex of the patient',
    'Mã bệnh không phù hợp giới tính người bệnh',
  ] as const;
  return diseases.filter((disease) => isIn(disease, foreign)).map((found) => diseaseFinding(found, expected, why));
};

/** A child's card is good to the sixth birthday, or to 30 September of that year when school begins later. */
const lastDayOfChild = (born: LocalDate): LocalDate => {
  const birthday = addMonthsToDate(born, CHILD_YEARS * MONTHS_OF_YEAR);
  const school = localDate(`${birthday.slice(0, 4)}-09-30`);
  return later(birthday, school);
};

/** What is not known of a birth date is taken as the latest day: nobody is asked because of a guess. */
const latestBirth = (claim: ParsedClaim): LocalDate => {
  const known = knownBirthDate(claim.birthDate);
  return localDate(known.length === 10 ? known : known.length === 7 ? `${known}-28` : `${known}-12-31`);
};

const byAge = (claim: ParsedClaim, diseases: readonly string[], newbornDays: number): RuleFinding[] => {
  const born = latestBirth(claim);
  const arrivedOn = localDateOfDigits(claim.arrivedAt);
  const days = daysBetween(born, arrivedOn);
  const why = [
    'The disease belongs to newborn children',
    'Mã bệnh của trẻ sơ sinh không phù hợp tuổi người bệnh',
  ] as const;
  const old = days > newbornDays ? diseases.filter((disease) => isIn(disease, NEWBORN)) : [];
  const findings = old.map((found) => diseaseFinding(found, `at most ${newbornDays} days old`, why));
  const card = claim.cardNumbers.find((number) => number.startsWith(CHILD_GROUP));
  if (card === undefined || ageOn(born, arrivedOn) < CHILD_YEARS || arrivedOn <= lastDayOfChild(born)) return findings;
  return [
    ...findings,
    {
      table: 'XML1',
      row: 1,
      field: 'MA_THE_BHYT',
      found: card,
      expected: `used until ${lastDayOfChild(born)}`,
      message: 'The card of a child is used after the sixth year',
      messageVi: 'Thẻ trẻ em dưới 6 tuổi sử dụng khi đã quá tuổi',
    },
  ];
};

const mayHave = ({ sex, ageFrom, ageTo }: Entry, claim: ParsedClaim, age: number): boolean =>
  (sex === undefined || claim.sex === 'undetermined' || sex === claim.sex) &&
  (ageFrom === undefined || ageFrom <= age) &&
  (ageTo === undefined || age <= ageTo);

/** Services that the list of the facility has for one sex, or for some ages. */
const byService = (claim: ParsedClaim, catalogues: Catalogues): RuleFinding[] => {
  const born = latestBirth(claim);
  return claim.lines.flatMap((line) => {
    if (kindOf(line) !== 'services') return [];
    const entries = approvedFor(line, catalogues) ?? [];
    const age = ageOn(born, dayOf(line));
    if (entries.length === 0 || entries.some((entry) => mayHave(entry, claim, age))) return [];
    return [
      {
        table: line.table,
        row: line.row,
        field: 'MA_DICH_VU',
        found: line.code,
        expected: 'a service for the sex and age of the patient',
        message: 'The approved list has the service for another sex or age',
        messageVi: 'Dịch vụ không phù hợp giới tính hoặc tuổi người bệnh theo danh mục',
      },
    ];
  });
};

/** Diseases, cards and services fit the sex and the age of the patient; what does not is asked, because a wrong code is not a wrong bill. */
export const SEX_AGE: Rule = {
  code: 'SEX_AGE',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; ICD-10 (TT 06/2026/TT-BYT); Law 51/2024 Art 12',
  severity: 'ask',
  from: FORMAT_FROM,
  to: null,
  parameters: [NEWBORN_DAYS],
  check: (claim, { catalogues }, parameters) => {
    const diseases = [claim.mainDisease, ...claim.otherDiseases];
    const newbornDays = parameters[NEWBORN_DAYS.name] ?? NEWBORN_DAYS.default;
    return [...bySex(claim, diseases), ...byAge(claim, diseases, newbornDays), ...byService(claim, catalogues)];
  },
};
