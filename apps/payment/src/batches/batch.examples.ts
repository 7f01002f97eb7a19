import { BANK_BIN, MONTH, PENSION, PENSIONER } from '@ansinh/contracts/examples/story';

const { batchId, batchDigest: digest, messageId, monthlyVnd } = PENSION;
const EXECUTION_DATE = '2026-10-06';

const BUILT = {
  batchId,
  messageId,
  bankBin: BANK_BIN,
  executionDate: EXECUTION_DATE,
  status: 'built',
  payouts: 1,
  sumVnd: monthlyVnd,
  paid: 0,
  returned: 0,
  builtBy: 'officer-01',
  approvedBy: null,
  linesDigest: 'c7be1ed902fb8dd4d48997c6452f5d7e509fbcdbe2808b16bcf4edce4c07d14e',
  digest,
} as const;
/** Two persons: who builds a batch does not release it. */
const APPROVED = { ...BUILT, status: 'approved', approvedBy: 'officer-02' } as const;

export const BUILDING = { body: { bankBin: BANK_BIN, executionDate: EXECUTION_DATE }, reply: BUILT } as const;
export const APPROVING = { params: { batchId }, body: { digest }, reply: APPROVED } as const;
export const LISTING = { query: { pageSize: '20' }, reply: { items: [APPROVED] } } as const;
export const READING = { params: { batchId }, reply: APPROVED } as const;

export const READING_LINES = {
  params: { batchId },
  query: { pageSize: '20' },
  reply: {
    items: [
      {
        lineNumber: 1,
        payoutId: PENSION.payoutId,
        endToEndId: `${PENSION.payoutId.replaceAll('-', '')}-1`,
        kind: 'pension',
        period: MONTH,
        amountVnd: monthlyVnd,
        account: PENSIONER.account,
        outcome: 'open',
        reasonCode: null,
      },
    ],
  },
} as const;
