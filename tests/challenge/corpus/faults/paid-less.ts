// Faults for which the fund pays less, or asks.
import { scaled } from '../../model/exact.ts';
import { linesOf } from '../../model/facts.ts';
import { addMinutes } from '../../model/times.ts';
import { dayDoctor, eveningDoctor } from '../registers/facilities.ts';
import { addDrug, addService, type Draft, finished, type Row } from '../visits/draft.ts';
import { fillParts } from '../visits/settle.ts';
import type { Fault } from './fault.ts';

const inScope = ({ drugs, services, random }: Draft): Row =>
  random.pick([...drugs, ...services].filter(({ PHAM_VI }) => PHAM_VI === '1'));
const at = ({ head }: Draft, minutes = 25): string => addMinutes(head.NGAY_VAO ?? '', minutes);

/** All lines by another level than the law gives. */
const atLevel =
  (change: (level: bigint) => bigint) =>
  (draft: Draft): void => {
    const levels = linesOf(finished(draft)).map(({ fields }) => scaled(fields.MUC_HUONG, 2) ?? 0n);
    let at = 0;
    fillParts(draft, () => {
      const level = levels[at] ?? 0n;
      at += 1;
      return change(level);
    });
  };

const EIGHTY = ['GD', 'DN', 'HS'];

/** A dear test lifts the visit above the 15 % rule. */
const makeDear = (draft: Draft): void => {
  addService(draft, '18.0155.0041', at(draft, 40));
};

const levels: readonly Fault[] = [
  {
    code: 'LEVEL',
    name: '100 instead of 80',
    wishes: { reasons: ['1.1', '1.3'], prefix: 'GD' },
    before: makeDear,
    after: atLevel(() => 10_000n),
  },
  {
    code: 'LEVEL',
    name: '95 instead of 80',
    wishes: { reasons: ['1.1', '2'], prefix: 'DN', care: 'inpatient' },
    before: makeDear,
    after: atLevel(() => 9_500n),
  },
  {
    code: 'LEVEL',
    name: 'less than it may ask',
    wishes: { reasons: ['1.1', '2'], prefix: 'HN' },
    after: atLevel(() => 8_000n),
  },
];

const routes: readonly Fault[] = [
  {
    code: 'ROUTE',
    name: 'the claim says that it is registered here',
    wishes: { way: { reason: '1.1', facilities: ['66805', '66807', '66808'], care: ['exam'] } },
    before: (draft) => {
      makeDear(draft);
      draft.head.MA_DKBD = draft.head.MA_CSKCB ?? '';
    },
  },
  {
    code: 'ROUTE',
    name: 'registered elsewhere, central',
    wishes: { way: { reason: '1.1', facilities: ['66808'], care: ['exam', 'inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: 'registered elsewhere, provincial',
    wishes: { way: { reason: '1.1', facilities: ['66807'], care: ['exam', 'inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: 'registered elsewhere, basic of 60 points',
    wishes: { way: { reason: '1.1', facilities: ['66805'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.2 at a hospital',
    wishes: { way: { reason: '1.2', facilities: ['66803', '66807'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.12 at 60 points',
    wishes: { way: { reason: '1.12', facilities: ['66805', '66806'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.13 at 40 points',
    wishes: { way: { reason: '1.13', facilities: ['66803'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.14 at a former district one',
    wishes: { way: { reason: '1.14', facilities: ['66803'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.15 as an outpatient',
    wishes: { way: { reason: '1.15', facilities: ['66805'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.18 at a former central one',
    wishes: { way: { reason: '1.18', facilities: ['66808'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.11 at a hospital',
    wishes: { way: { reason: '1.11', facilities: ['66805'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '3.1 at a former provincial one',
    wishes: { way: { reason: '3.1', facilities: ['66807'], care: ['inpatient'] } },
  },
  {
    code: 'ROUTE',
    name: '3.2 at a former central one',
    wishes: { way: { reason: '3.2', facilities: ['66808'], care: ['inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '3.3 at a former central one',
    wishes: { way: { reason: '3.3', facilities: ['66808'], care: ['inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.3 from nowhere',
    wishes: { way: { reason: '1.3', facilities: ['66807', '66808'], care: ['exam', 'inpatient'], hasSlip: true } },
  },
  {
    code: 'ROUTE',
    name: '1.3 from itself',
    wishes: { way: { reason: '1.3', facilities: ['66808'], care: ['inpatient'], hasSlip: true, comesFrom: '66808' } },
  },
  {
    code: 'ROUTE',
    name: '1.5 without a slip',
    wishes: { way: { reason: '1.5', facilities: ['66807', '66808'], care: ['exam'] } },
  },
  {
    code: 'ROUTE',
    name: '1.7 of an adult',
    wishes: { way: { reason: '1.7', facilities: ['66807'], care: ['inpatient'], prefixes: EIGHTY } },
  },
  {
    code: 'ROUTE',
    name: '1.16 with any disease',
    wishes: { way: { reason: '1.16', facilities: ['66812', '66805'], care: ['exam'] } },
  },
  {
    code: 'ROUTE',
    name: '1.17 with any disease',
    wishes: { way: { reason: '1.17', facilities: ['66808'], care: ['exam', 'inpatient'] } },
  },
  {
    code: 'ROUTE',
    name: '3.6 of a household',
    wishes: { way: { reason: '3.6', facilities: ['66808'], care: ['inpatient'], prefixes: ['GD'] } },
  },
  ...['7', '7.2', '7.3', '7.4', '10'].map(
    (reason): Fault => ({
      code: 'ROUTE',
      name: `${reason} for an examination`,
      wishes: { way: { reason, facilities: ['66807', '66808'], care: ['exam'] } },
    }),
  ),
];

const lines: readonly Fault[] = [
  {
    code: 'PRICE',
    name: 'above the list',
    before: (draft) => {
      const row = inScope(draft);
      const factor = draft.random.pick([1.1, 1.01, 2]);
      for (const name of ['DON_GIA', 'DON_GIA_BV', 'DON_GIA_BH'])
        if (row[name] !== undefined) row[name] = `${Math.ceil(Number(row[name]) * factor)}`;
    },
  },
  {
    code: 'LIST',
    name: 'a drug off the list',
    before: (draft) => void addDrug(draft, '40.2', at(draft), { days: 5, daily: 2 }, { MA_THUOC: '40.99999' }),
  },
  {
    code: 'LIST',
    name: 'a service off the list',
    before: (draft) => void addService(draft, '23.0075.1494', at(draft), { MA_DICH_VU: '99.9999.9999' }),
  },
  {
    code: 'LIST',
    name: 'paid whole instead of the half',
    before: (draft) => void addDrug(draft, '40.411', at(draft), { days: 1, daily: 1 }, { TYLE_TT_BH: '100' }),
  },
  {
    code: 'LIST',
    name: 'outside the scope sent as inside',
    before: (draft) =>
      void addDrug(draft, 'VT.900', at(draft), { days: 9, daily: 1 }, { PHAM_VI: '1', TYLE_TT_BH: '100' }),
  },
  {
    code: 'QTY',
    name: 'more than dose times days',
    before: (draft) => void addDrug(draft, '40.2', at(draft), { days: 5, daily: 2 }, { SO_LUONG: '11' }),
  },
  {
    code: 'QTY',
    name: 'more than was bought',
    before: (draft) =>
      void addDrug(
        draft,
        '40.549',
        at(draft),
        { days: 30, daily: 2 },
        { SO_LUONG: '5001', LIEU_DUNG: 'Theo chỉ định' },
      ),
  },
  {
    code: 'WITHOUT',
    name: 'a supply whose service is not there',
    before: (draft) => void addService(draft, 'N03.05.060', at(draft), { MA_DICH_VU: '10.9999.0001' }),
  },
  {
    code: 'WITHOUT',
    name: 'a drug whose service is not there',
    before: (draft) => void addDrug(draft, '40.30', at(draft), { days: 1, daily: 2 }, { MA_DICH_VU: '10.9999.0001' }),
  },
  {
    code: 'DOCTOR',
    name: 'a licence that is not there',
    before: (draft) => {
      inScope(draft).MA_BAC_SI = '9999999/DL-CCHN';
    },
  },
  {
    code: 'DOCTOR',
    name: 'outside the hours, in a stay',
    wishes: { care: 'inpatient' },
    before: (draft) =>
      void addService(draft, '22.0120.1370', `${(draft.head.NGAY_VAO ?? '').slice(0, 8)}2130`, {
        MA_BAC_SI: dayDoctor(draft.head.MA_CSKCB ?? ''),
      }),
  },
  {
    code: 'DOCTOR',
    name: 'outside the hours, of an outpatient',
    wishes: { care: 'exam', reasons: ['1.1', '1.3', '2'] },
    before: (draft) =>
      void addService(draft, '17.0011.0237', at(draft), { MA_BAC_SI: eveningDoctor(draft.head.MA_CSKCB ?? '') }),
  },
  {
    code: 'OVERLAP',
    name: 'a service twice in a minute',
    before: (draft) => {
      for (const minutes of [33, 33]) addService(draft, '18.0155.0041', at(draft, minutes));
    },
  },
];

const addBedDays = ({ services, head, random }: Draft): void => {
  const bed = services.find(({ MA_NHOM }) => MA_NHOM === '15');
  if (bed !== undefined) bed.SO_LUONG = `${Number(head.SO_NGAY_DTRI) + random.whole(1, 3)}`;
};

const addDay = ({ head }: Draft): void => {
  head.SO_NGAY_DTRI = `${Number(head.SO_NGAY_DTRI) + 1}`;
};

const sickOf =
  (disease: string) =>
  ({ head }: Draft): void => {
    head.MA_BENH_CHINH = disease;
  };

const visits: readonly Fault[] = [
  { code: 'SEX_AGE', name: 'a delivery of a man', wishes: { sex: '1', reasons: ['1.1', '2'] }, before: sickOf('O80') },
  {
    code: 'SEX_AGE',
    name: 'a prostate of a woman',
    wishes: { sex: '2', reasons: ['1.1', '2'] },
    before: sickOf('C61'),
  },
  {
    code: 'SEX_AGE',
    name: 'a newborn disease of an adult',
    wishes: { prefix: 'GD', reasons: ['1.1', '2'] },
    before: sickOf('P59'),
  },
  {
    code: 'SEX_AGE',
    name: 'a service of the other sex',
    wishes: { sex: '1', reasons: ['1.1', '2', '1.3'] },
    before: (draft) => void addService(draft, '18.0030.0001', at(draft)),
  },
  {
    code: 'BED_DAYS',
    name: 'more days in bed than in the house',
    wishes: { care: 'inpatient', reasons: ['1.1', '1.3', '2'] },
    before: addBedDays,
  },
  { code: 'BED_DAYS', name: 'one day too many', wishes: { care: 'inpatient' }, before: addDay },
  {
    code: 'EXAM',
    name: 'a second exam at the whole fee',
    wishes: { care: 'outpatient' },
    before: (draft) => void addService(draft, '12.1896', at(draft), { MA_KHOA: 'K33' }),
  },
  {
    code: 'EXAM',
    name: 'the same department twice',
    wishes: { care: 'outpatient' },
    before: (draft) => void addService(draft, '02.1896', at(draft), { MA_KHOA: 'K02', TYLE_TT_DV: '30' }),
  },
  {
    code: 'CAP',
    name: 'two stents',
    wishes: { care: 'inpatient', reasons: ['1.1', '1.3', '2'] },
    before: (draft) => {
      addService(draft, '02.0069.0054', at(draft));
      addService(draft, 'N06.02.020', at(draft), { MA_DICH_VU: '02.0069.0054', GOI_VTYT: 'G2', SO_LUONG: '2' });
    },
  },
  {
    code: 'CAP',
    name: 'above 45 base salaries',
    wishes: { care: 'inpatient', reasons: ['1.1', '1.3', '2'] },
    before: (draft) => {
      addService(draft, '10.0149.0384', at(draft));
      addService(draft, 'N07.06.040', at(draft), { MA_DICH_VU: '10.0149.0384', GOI_VTYT: 'G3' });
    },
  },
];

export const PAID_LESS: readonly Fault[] = [...levels, ...routes, ...lines, ...visits];
