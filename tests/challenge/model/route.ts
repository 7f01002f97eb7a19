// Domain 4.2: does the reason of visit fit what the registers say, and which one would.
import { read } from './claim.ts';
import { type Facts, goodCards } from './facts.ts';
import { dayOf, daysBetween, knownDay } from './times.ts';

type Test = (facts: Facts) => boolean;

const level =
  (...levels: readonly string[]): Test =>
  ({ facility }) =>
    facility !== undefined && levels.includes(facility.level);
const formerly =
  (...routes: readonly string[]): Test =>
  ({ facility }) =>
    facility !== undefined && routes.includes(facility.formerRoute);
const points =
  (test: (points: number | undefined) => boolean): Test =>
  ({ facility }) =>
    test(facility?.points);
const all =
  (...tests: readonly Test[]): Test =>
  (facts) =>
    tests.every((test) => test(facts));
const inpatient: Test = ({ isInpatient }) => isInpatient;
const outpatient: Test = ({ isInpatient }) => !isInpatient;

const registered: Test = (facts) =>
  goodCards(facts, dayOf(facts.arrived)).some(({ facility }) => facility === facts.facility?.code);
const slip: Test = ({ claim }) => read(claim.head, 'GIAY_CHUYEN_TUYEN') !== '';
/** 1.3 needs MA_NOI_DI (4.5): of another facility that exists. */
const referred: Test = ({ claim, facility, registers }) => {
  const from = read(claim.head, 'MA_NOI_DI');
  return from !== facility?.code && registers.facility(from) !== undefined;
};
const newborn: Test = ({ claim, arrived }) =>
  daysBetween(knownDay(read(claim.head, 'NGAY_SINH')), dayOf(arrived)) <= 28;
const ofAnnex =
  (annex: 'annexI' | 'annexII'): Test =>
  ({ claim, registers }) =>
    registers[annex].has(read(claim.head, 'MA_BENH_CHINH'));
const ofHardArea: Test = ({ cards }) => cards.some(({ number }) => ['DT', 'DK', 'XD'].includes(number.slice(0, 2)));
const drugsByAppointment: Test = ({ claim }) => read(claim.head, 'MA_LOAI_KCB') === '07';
const any: Test = () => true;

const TESTS: Readonly<Record<string, Test>> = {
  1.1: registered,
  1.2: level('initial'),
  1.3: all(referred, slip),
  1.4: any,
  1.5: slip,
  1.6: any,
  1.7: newborn,
  1.11: level('initial'),
  1.12: all(
    outpatient,
    level('basic'),
    formerly('commune', 'district'),
    points((own) => own === undefined || own < 50),
  ),
  1.13: all(
    outpatient,
    level('basic'),
    points((own) => own !== undefined && own >= 50 && own < 70),
  ),
  1.14: all(outpatient, level('basic'), formerly('provincial', 'central')),
  1.15: all(inpatient, level('basic')),
  1.16: all(level('basic'), ofAnnex('annexII')),
  1.17: all(level('specialised'), ofAnnex('annexI')),
  1.18: all(outpatient, level('specialised'), formerly('provincial')),
  2: any,
  3.1: all(level('specialised'), formerly('central')),
  3.2: all(inpatient, level('specialised'), formerly('provincial')),
  3.3: all(level('basic', 'specialised'), formerly('district')),
  3.6: all(inpatient, level('specialised'), ofHardArea),
  7: drugsByAppointment,
  7.2: drugsByAppointment,
  7.3: drugsByAppointment,
  7.4: drugsByAppointment,
  8: any,
  9: any,
  10: drugsByAppointment,
};

export const isReasonFit = (facts: Facts): boolean => TESTS[facts.reason]?.(facts) ?? true;

/** Reasons that hold by the registers alone, in the order of the law: what is left when the claimed one does not fit. */
const BY_REGISTER = ['1.1', '1.2', '1.12', '1.13', '1.14', '1.15', '1.18', '3.1', '3.2', '3.3'];

/** The first that applies, top down. */
export const reasonByRegister = (facts: Facts): string | undefined =>
  BY_REGISTER.find((reason) => TESTS[reason]?.(facts) ?? false);

/** Cases D5: what is asked about these is decided by a person, so what the fund pays until then is open. */
export const ASKED_REASONS: ReadonlySet<string> = new Set([
  '1.3',
  '1.5',
  '1.7',
  '1.16',
  '1.17',
  '3.6',
  '7',
  '7.2',
  '7.3',
  '7.4',
  '10',
]);

/** The reason that the fund pays by. */
export const paidReason = (facts: Facts): string => {
  if (isReasonFit(facts)) return facts.reason;
  return reasonByRegister(facts) ?? facts.reason;
};
