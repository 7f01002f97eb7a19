import { NOW } from '@ansinh/contracts/examples/story';

const PLACE = { parameter: 'base-salary', firstDay: '2027-07-01' } as const;
const KNOWN = { value: '2700000', source: 'Decree 999/2027, Art 3', note: null } as const;
const WITHDRAWN_BECAUSE = 'Letter 12/2027 of the ministry: nghị định lùi ngày hiệu lực';

const FIRST = [
  { from: '2019-07-01', to: '2023-06-30', value: '1490000', source: 'Decree 38/2019 (confirm)' },
  { from: '2023-07-01', to: '2024-06-30', value: '1800000', source: 'Decree 24/2023' },
  { from: '2024-07-01', to: '2026-06-30', value: '2340000', source: 'Decree 73/2024' },
] as const;
const SINCE_2026 = { from: '2026-07-01', value: '2530000', source: 'Decree 161/2026' } as const;

const BASE_SALARY = {
  parameter: 'base-salary',
  name: 'lương cơ sở, mức tham chiếu',
  nameEn: 'base salary, reference level',
  unit: 'dong a month',
  span: 'from-a-day',
  usedBy: ['enrollment', 'collection', 'health-insurance', 'payment'],
} as const;

const ENTRY = { firstDay: PLACE.firstDay, version: 1, ...KNOWN, setAt: NOW, setBy: 'officer-01' } as const;
const FIRST_ENTRIES = [SINCE_2026, ...[...FIRST].reverse()].map(({ from, value, source }) => ({
  firstDay: from,
  version: 0,
  value,
  source,
  note: null,
  setAt: null,
  setBy: null,
}));

export const LISTING = {
  query: { knownOn: '2026-10-05' },
  reply: { items: [{ ...BASE_SALARY, values: [...FIRST, { ...SINCE_2026, to: null }] }] },
};

export const READING = {
  params: { parameter: PLACE.parameter },
  reply: {
    ...BASE_SALARY,
    values: [
      ...FIRST,
      { ...SINCE_2026, to: '2027-06-30' },
      { from: PLACE.firstDay, to: null, value: KNOWN.value, source: KNOWN.source },
    ],
    entries: [ENTRY, ...FIRST_ENTRIES],
  },
};

export const SETTING = { params: PLACE, body: KNOWN, reply: { ...PLACE, ...KNOWN } };

export const WITHDRAWING = {
  params: PLACE,
  body: { reason: WITHDRAWN_BECAUSE },
  reply: {
    ...BASE_SALARY,
    values: [...FIRST, { ...SINCE_2026, to: null }],
    entries: [
      {
        firstDay: PLACE.firstDay,
        version: 2,
        value: null,
        source: WITHDRAWN_BECAUSE,
        note: null,
        setAt: NOW,
        setBy: 'officer-01',
      },
      ENTRY,
      ...FIRST_ENTRIES,
    ],
  },
};
