import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { personAt } from '../people/people';
import type { Random } from '../random';
import {
  type Drug,
  IMAGING,
  LABORATORY,
  PROCEDURES,
  type Service,
  SUPPLIES,
  type Supply,
  WARD_DRUGS,
} from './catalogue';
import type { ClinicalNote, CostLine, Doctor, LabResult, LocalMinute } from './claim-model';

// Doctors are people of their own, far away from the numbers of patients.
const FIRST_DOCTOR = 90_000_000;
const DOCTORS_OF_A_FACILITY = 8;

/** The invented doctors of a facility: the same ones in every claim of it. */
export const staffOf = (facility: RegisterFacility): Doctor[] =>
  Array.from({ length: DOCTORS_OF_A_FACILITY }, (_, index) => {
    const number = Number(facility.facilityCode) * DOCTORS_OF_A_FACILITY + index;
    const person = personAt(1, FIRST_DOCTOR + number, { age: [28, 59] });
    return { licence: `${String(number).padStart(6, '0')}/ĐL-GPHN`, siNumber: person.siNumber, name: person.fullName };
  });

export type OrderContext = { readonly facility: RegisterFacility; readonly doctor: Doctor; readonly at: LocalMinute };

const DONE_AFTER_MINUTES = 10;
const RESULT_AFTER_MINUTES = 60;
const ONE_PIECE = 1000n;

const ordered = ({ doctor, at }: OrderContext) => ({ orderedAt: at, doneAt: at + DONE_AFTER_MINUTES, doctor });

/** Hospitals of the specialised level charge a fifth more for imaging than the insurance price: the patient pays that himself. */
const hospitalPriceOf = (item: Service, facility: RegisterFacility): bigint =>
  item.group === 2 && facility.level === 'specialised' ? (item.price * 12n) / 10n : item.price;

export const serviceLine = (item: Service, context: OrderContext): CostLine => {
  const hasResult = item.group === 1 || item.group === 2 || item.group === 3;
  return {
    kind: 'service',
    item,
    ...ordered(context),
    quantity: ONE_PIECE,
    hospitalPrice: hospitalPriceOf(item, context.facility),
    insuredPrice: item.price,
    serviceRatio: 100,
    insuredRatio: 100,
    ...(hasResult ? { resultAt: context.at + RESULT_AFTER_MINUTES } : {}),
  };
};

/** The only bed of the samples. */
export const BED_CODE = 'H012';

export const bedLine = (bed: Service, nights: number, context: OrderContext): CostLine => ({
  ...serviceLine(bed, context),
  kind: 'service',
  item: bed,
  quantity: BigInt(nights) * ONE_PIECE,
  resultAt: context.at + nights * 24 * 60,
  bedCode: BED_CODE,
});

export const drugLine = (
  item: Drug,
  dose: { readonly perDay: number; readonly days: number },
  context: OrderContext,
): CostLine => ({
  kind: 'drug',
  item,
  ...dose,
  ...ordered(context),
  quantity: BigInt(dose.perDay * dose.days) * ONE_PIECE,
  hospitalPrice: item.price,
  insuredPrice: item.price,
  serviceRatio: 100,
  insuredRatio: item.insuredRatio,
});

const supplyLine = (item: Supply, serviceCode: string, context: OrderContext): CostLine => ({
  kind: 'supply',
  item,
  serviceCode,
  ...ordered(context),
  quantity: ONE_PIECE,
  hospitalPrice: item.price,
  insuredPrice: item.price,
  serviceRatio: 100,
  insuredRatio: 100,
});

type WardItem = (random: Random, context: OrderContext) => CostLine;

const INFUSION_CODE = '03.2391.0215';
const isInfusion = (service: Service): boolean => service.code === INFUSION_CODE;

const WARD_ITEMS: readonly WardItem[] = [
  ...WARD_DRUGS.map(
    (item): WardItem =>
      (random, context) =>
        drugLine(item, { perDay: random.int(1, 3), days: 1 }, context),
  ),
  ...[...LABORATORY, ...IMAGING, ...PROCEDURES.filter((item) => !isInfusion(item))].map(
    (item): WardItem =>
      (_, context) =>
        serviceLine(item, context),
  ),
  ...SUPPLIES.map(
    (item): WardItem =>
      (_, context) =>
        supplyLine(item, INFUSION_CODE, context),
  ),
];
const INFUSIONS: readonly WardItem[] = PROCEDURES.filter(isInfusion).map(
  (item) => (_, context) => serviceLine(item, context),
);

/** How many lines a day on the ward can have: no item comes twice on a day, as appraisal would refuse it. */
export const MAX_WARD_LINES_A_DAY = WARD_ITEMS.length + INFUSIONS.length;

const MINUTES_BETWEEN_ORDERS = 2;

/** The orders of one day on the ward: an infusion, which the supplies belong to, and other items in any order. */
export const wardDay = (random: Random, count: number, context: OrderContext): CostLine[] =>
  [...INFUSIONS, ...random.shuffled(WARD_ITEMS)]
    .slice(0, count)
    .map((item, index) => item(random, { ...context, at: context.at + index * MINUTES_BETWEEN_ORDERS }));

const tenthsText = (value: number): string => `${Math.floor(value / 10)}.${value % 10}`;

/** What the laboratory answers to every test among the lines. */
export const labResults = (random: Random, lines: readonly CostLine[]): LabResult[] =>
  lines.flatMap((line) => {
    if (line.kind !== 'service' || line.resultAt === undefined) return [];
    const { item, resultAt, doctor } = line;
    return (item.results ?? []).map(([name, unit, low, high]) => ({
      serviceCode: item.code,
      name,
      value: tenthsText(random.int(low, high)),
      unit,
      resultAt,
      doctor,
    }));
  });

export const clinicalNote = (random: Random, { doctor, at }: OrderContext): ClinicalNote => {
  const signs = `M ${random.int(62, 98)} lần/phút, T ${random.int(36, 38)},${random.int(0, 9)} độ C, HA ${random.int(100, 139)}/${random.int(60, 89)} mmHg, NT ${random.int(16, 22)} lần/phút, SP ${random.int(94, 99)}%`;
  const course = random.pick([
    'Bệnh tỉnh, tiếp xúc tốt',
    'Đỡ mệt, ăn uống được',
    'Còn đau ít, ngủ được',
    'Hết sốt, ho ít',
  ]);
  return { text: `${signs}. ${course}.`, at, doctor };
};

/** The source of a visit: its own for every facility and key. */
export const visitRandom = (random: Random, facilityCode: string, key: string): Random =>
  random.fork(`visit:${facilityCode}:${key}`);
