import { LAST_MONTH, NOW } from '@ansinh/contracts/examples/story';

const RUN = {
  runId: '01a109ae-99c0-7d08-8b1c-5d2f3a4b6c48',
  month: LAST_MONTH,
  startedAt: NOW,
  startedBy: 'officer-01',
  finishedAt: '2026-10-05T01:30:04.000Z',
  claims: 41,
  indicationsVersion: 1,
  signals: [
    { signal: 'COST', enabled: true, subjects: 0 },
    { signal: 'DOCTOR_CAPACITY', enabled: true, subjects: 0 },
    { signal: 'DRUG_WITHOUT_DIAGNOSIS', enabled: true, subjects: 0 },
    { signal: 'FREQUENCY', enabled: true, subjects: 1 },
    { signal: 'SAME_TIME', enabled: true, subjects: 0 },
  ],
  cases: { open: 1, concluded: 0, vanished: 0 },
} as const;

export const RUNNING = { params: { month: LAST_MONTH }, reply: RUN } as const;

export const LISTING = { params: { month: LAST_MONTH }, reply: { items: [RUN] } } as const;
