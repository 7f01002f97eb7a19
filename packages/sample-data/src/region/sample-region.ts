import type { EnrolHousehold, RegisterEmployer, SubmitDeclaration } from '@ansinh/contracts/enrollment/api';
import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import type { ProposeBenefit } from '@ansinh/contracts/payment/api';
import type { WagePeriod } from '@ansinh/contracts/payment/benefits/pension.api';
import { localDate, type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FACILITY, facilityOf } from '../facilities';
import { cardFor, cardGroupOf } from '../people/cards';
import { startDeclaration } from '../people/declarations';
import { employerAt } from '../people/employers';
import { type ImportedPerson, importedPersonAt } from '../people/import-rows';
import { personAt, personInputOf, type SamplePerson } from '../people/people';
import { createRandom } from '../random';

export type SampleEmployer = {
  readonly registration: RegisterEmployer;
  readonly workers: readonly SamplePerson[];
  readonly declaration: SubmitDeclaration;
};

export type SampleHousehold = {
  readonly enrolment: EnrolHousehold;
  readonly months: 3 | 6 | 12;
  readonly initialFacilityCode: string;
};

export type SamplePensioner = ImportedPerson & {
  /** The proposal, complete but for the id that the platform gives the person. */
  readonly proposal: Omit<ProposeBenefit, 'participantId'>;
};

/** Everything that the sample month posts through the public doors, made from one seed. */
export type SampleRegion = {
  readonly seed: number;
  readonly month: YearMonth;
  readonly facilities: readonly RegisterFacility[];
  /** The first has 50 workers; two small ones let a bank file hold credits that go wrong. */
  readonly employers: readonly SampleEmployer[];
  readonly household: SampleHousehold;
  /** People of the present register with valid cards: the patients of the month. */
  readonly patients: readonly ImportedPerson[];
  /** Two people who reach the age in the month before; they are imported, too. The account of the second is closed. */
  readonly pensioners: readonly SamplePensioner[];
  readonly closedAccounts: ReadonlySet<string>;
  /** Where a payout goes whose account is closed. */
  readonly postOfficeCode: string;
};

export const SAMPLE_MONTH = yearMonth('2026-10');

// The last million of people with unlike personal ids: an import of another size never meets the sample month.
const FIRST_PERSON = 9_000_000;
const WORKERS_FROM = FIRST_PERSON + 1_000;
const HOUSEHOLD_FROM = FIRST_PERSON + 2_000;
const PENSIONERS_FROM = FIRST_PERSON + 3_000;

const WORKERS_BY_EMPLOYER = [50, 6, 4] as const;

/** Card groups of the patients in turn: every level, and groups whose benefit rose on 2026-01-01. */
const PATIENT_GROUPS = 'HT DN GD TE CN HN DT LH HS GD HC HT DN BT TE GD SV CC DT GD QN CN HS HN'.split(' ');

const employers = (seed: number): SampleEmployer[] => {
  let next = WORKERS_FROM;
  return WORKERS_BY_EMPLOYER.map((count, index) => {
    const workers = Array.from({ length: count }, (_, worker) => personAt(seed, next + worker, { age: [19, 56] }));
    next += count;
    const initialFacilityCodes = [FACILITY.commune, FACILITY.basicProvisional];
    const declaration = startDeclaration({
      seed: seed + index,
      workers,
      fromMonth: SAMPLE_MONTH,
      initialFacilityCodes,
    });
    return { registration: employerAt(seed, index), workers, declaration };
  });
};

const household = (seed: number): SampleHousehold => {
  const [father, mother, child, grandmother] = [
    personAt(seed, HOUSEHOLD_FROM, { age: [44, 48], sex: 'male' }),
    personAt(seed, HOUSEHOLD_FROM + 1, { age: [40, 44], sex: 'female' }),
    personAt(seed, HOUSEHOLD_FROM + 2, { age: [19, 20] }),
    personAt(seed, HOUSEHOLD_FROM + 3, { age: [67, 71], sex: 'female' }),
  ];
  const { communeCode, address } = father;
  const members = [father, mother, child, grandmother].map((person) => ({ ...personInputOf(person), communeCode }));
  return { enrolment: { communeCode, address, members }, months: 12, initialFacilityCode: FACILITY.commune };
};

const wages = (periods: readonly (readonly [from: YearMonth, to: YearMonth, wageVnd: string])[]): WagePeriod[] =>
  periods.map(([fromMonth, toMonth, monthlyWageVnd]) => ({ fromMonth, toMonth, monthlyWageVnd }));

const WOMAN_RECORD = wages([
  [yearMonth('1999-03'), yearMonth('2004-12'), '450000'],
  [yearMonth('2005-01'), yearMonth('2009-12'), '1200000'],
  [yearMonth('2010-01'), yearMonth('2014-12'), '2800000'],
  [yearMonth('2015-01'), yearMonth('2019-12'), '4500000'],
  [yearMonth('2020-01'), yearMonth('2026-09'), '6500000'],
]);
const MAN_RECORD = wages([
  [yearMonth('1992-01'), yearMonth('2003-12'), '400000'],
  [yearMonth('2004-01'), yearMonth('2010-12'), '1500000'],
  [yearMonth('2011-01'), yearMonth('2016-12'), '3900000'],
  [yearMonth('2017-01'), yearMonth('2026-09'), '7200000'],
]);

const OPEN_ACCOUNT = '5200205100001';
const CLOSED_ACCOUNT = '5200205100009';
const PAYING_BANK = '970405';

type Retirement = {
  readonly sex: SamplePerson['sex'];
  readonly birthDate: string;
  readonly record: WagePeriod[];
  readonly accountNumber: string;
};

/** Women reach 57 years, men 61 years and 6 months in 2026 (Decree 135/2020): both did in September, so the pension begins in October. */
const RETIREMENTS: readonly Retirement[] = [
  { sex: 'female', birthDate: '1969-09-12', record: WOMAN_RECORD, accountNumber: OPEN_ACCOUNT },
  { sex: 'male', birthDate: '1965-03-20', record: MAN_RECORD, accountNumber: CLOSED_ACCOUNT },
];

const pensioner = (seed: number, index: number, retirement: Retirement): SamplePensioner => {
  const { sex, birthDate, record, accountNumber } = retirement;
  const person = personAt(seed, PENSIONERS_FROM + index, { sex, birthDate: localDate(birthDate) });
  const group = cardGroupOf('DN');
  const random = createRandom(seed).fork(`pensioner:${index}`);
  const card = cardFor(random, person, { group, initialFacilityCode: FACILITY.commune, year: 2026 });
  const account = { bankBin: PAYING_BANK, accountNumber, accountName: person.fullName };
  const destination = { channel: 'bank', account } as const;
  return {
    person,
    card,
    proposal: {
      kind: 'pension',
      destination,
      claim: { birthDate: localDate(birthDate), sex, fromMonth: SAMPLE_MONTH, record },
    },
  };
};

/** @param seed equal seeds give equal regions, to the byte. */
export const createSampleRegion = (seed: number): SampleRegion => {
  const initialFacilityCodes = [FACILITY.commune, FACILITY.basicProvisional];
  return {
    seed,
    month: SAMPLE_MONTH,
    facilities: [FACILITY.specialisedProvincial, FACILITY.basicProvisional, FACILITY.commune].map(facilityOf),
    employers: employers(seed),
    household: household(seed),
    patients: PATIENT_GROUPS.map((group, index) =>
      importedPersonAt({ seed, initialFacilityCodes }, FIRST_PERSON + index, cardGroupOf(group)),
    ),
    pensioners: RETIREMENTS.map((retirement, index) => pensioner(seed, index, retirement)),
    closedAccounts: new Set([CLOSED_ACCOUNT]),
    postOfficeCode: '630000',
  };
};
