import { HOSPITAL, NOW, VISIT } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;
const QUARTER = '2026-Q4';

/** 90 % of what the hospital has asked for in the quarter before. */
const ADVANCE = {
  advanceId: '01a109ae-99c0-7d05-8b1c-5d2f3a4b6c45',
  facilityCode,
  quarter: QUARTER,
  reportedQuarter: '2026-Q3',
  reported: VISIT.fundPays,
  percent: 90,
  source: 'Law 51/2024/QH15, Art 32',
  amountVnd: '299632',
  usedVnd: '0',
  leftVnd: '299632',
  status: 'approved',
  approvedAt: NOW,
  paidAt: null,
} as const;

export const APPROVING = { body: { facilityCode, quarter: QUARTER }, reply: ADVANCE } as const;

export const LISTING = { query: { quarter: QUARTER }, reply: { items: [ADVANCE] } } as const;
