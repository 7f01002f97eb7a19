import { NOW } from '@ansinh/contracts/examples/story';

const PLACE = { parameter: 'base-salary', firstDay: '2027-07-01' } as const;
const KNOWN = { value: '2700000', source: 'Decree 999/2027, Art 3', note: null } as const;
const WITHDRAWN_BECAUSE = 'Letter 12/2026 of the ministry: mọi xã đều đã được ghi vùng';

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

const ZONE = { parameter: 'default-wage-zone', firstDay: '2026-01-01' } as const;
const FIRST_ZONES = [
  { firstDay: ZONE.firstDay, value: 'IV', source: 'Decree 293/2025, annex' },
  { firstDay: '2024-07-01', value: 'IV', source: 'Decree 74/2024 (confirm)' },
].map((entry) => ({ ...entry, version: 0, note: null, setAt: null, setBy: null }));

export const WITHDRAWING = {
  params: ZONE,
  body: { reason: WITHDRAWN_BECAUSE },
  reply: {
    parameter: ZONE.parameter,
    name: 'vùng lương của xã chưa được ghi',
    nameEn: 'wage zone of a commune without an entry',
    unit: 'zone I to IV',
    span: 'from-a-day',
    usedBy: ['enrollment'],
    values: [{ from: '2024-07-01', to: null, value: 'IV', source: 'Decree 74/2024 (confirm)' }],
    entries: [
      {
        firstDay: ZONE.firstDay,
        version: 1,
        value: null,
        source: WITHDRAWN_BECAUSE,
        note: null,
        setAt: NOW,
        setBy: 'officer-01',
      },
      ...FIRST_ZONES,
    ],
  },
} as const;
