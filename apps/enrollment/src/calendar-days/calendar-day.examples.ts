import { NOW } from '@ansinh/contracts/examples/story';

const DAY = '2026-11-24';
const KNOWN = {
  kind: 'off',
  name: 'Ngày Văn hóa Việt Nam',
  source: 'Resolution 30/NQ-CP; Notice 5678/TB-BNV of 2026-10-01',
  confirmed: true,
} as const;

const ENTRY = { version: 1, ...KNOWN, setAt: NOW, setBy: 'officer-01' } as const;
const WITHDRAWN_BECAUSE = 'Notice 6001/TB-BNV of 2026-10-05: nhập nhầm ngày';

export const LISTING = {
  query: { year: '2026', knownOn: '2026-10-05' },
  reply: { items: [{ day: DAY, ...KNOWN }], completeYears: [2026] },
} as const;

export const ENTERING = { params: { day: DAY }, body: KNOWN, reply: { day: DAY, ...KNOWN } } as const;

export const READING = { params: { day: DAY }, reply: { day: DAY, entries: [ENTRY] } } as const;

export const WITHDRAWING = {
  params: { day: DAY },
  body: { reason: WITHDRAWN_BECAUSE },
  reply: {
    day: DAY,
    entries: [
      {
        version: 2,
        kind: null,
        name: KNOWN.name,
        source: WITHDRAWN_BECAUSE,
        confirmed: true,
        setAt: NOW,
        setBy: 'officer-01',
      },
      ENTRY,
    ],
  },
} as const;
