// Faults for which the fund pays less, or asks: of a line, or of what one visit may hold.
import { dayDoctor, eveningDoctor } from '../registers/facilities.ts';
import { addDrug, addService, type Draft, type Row } from '../visits/draft.ts';
import { at, type Fault } from './fault.ts';

const inScope = ({ drugs, services, random }: Draft): Row =>
  random.pick([...drugs, ...services].filter(({ PHAM_VI }) => PHAM_VI === '1'));

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
    before: ({ services, head }) => {
      const row = services.find(({ MA_NHOM }) => MA_NHOM === '13');
      if (row !== undefined) row.MA_BAC_SI = eveningDoctor(head.MA_CSKCB ?? '');
    },
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

export const PAID_LESS: readonly Fault[] = [...lines, ...visits];
