import { HOSPITAL, LAST_MONTH, NOW, VISIT } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;

/** Hundredths are rounded once, half up, when the month is settled: 332,924.64 becomes 332,925 dong. */
const SETTLEMENT = {
  settlementId: '01a109ae-99c0-7d04-8b1c-5d2f3a4b6c44',
  facilityCode,
  month: LAST_MONTH,
  claims: 1,
  totalInScope: VISIT.total,
  coPayment: VISIT.coPayment,
  fundPays: VISIT.fundPays,
  amountVnd: '332925',
  advanceUsedVnd: '0',
  restVnd: '332925',
  status: 'approved',
  approvedAt: NOW,
} as const;

export const APPROVING = { body: { facilityCode, month: LAST_MONTH }, reply: SETTLEMENT } as const;

export const LISTING = { query: { month: LAST_MONTH, pageSize: '20' }, reply: { items: [SETTLEMENT] } } as const;
