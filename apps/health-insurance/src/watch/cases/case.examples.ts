import { HOSPITAL, LAST_MONTH, NOW, VISIT } from '@ansinh/contracts/examples/story';

const CASE_ID = '01a109ae-99c0-7d06-8b1c-5d2f3a4b6c46';
const { facilityCode } = HOSPITAL;
const OTHER_FACILITY = '66010';

/** Nine visits where eight are suspicious: 56 % of the 40 points of the signal. */
const CASE = {
  caseId: CASE_ID,
  month: LAST_MONTH,
  subject: { kind: 'person', id: '01a109ae-99c0-7a05-8b1c-5d2f3a4b6c15' },
  score: 22,
  reasons: [
    {
      signal: 'FREQUENCY',
      found: { visits: 9 },
      usual: { median: 1, deviation: 0, limit: 8 },
      weight: 40,
      strengthPercent: 56,
      points: 22,
      text: '9 visits in the month; the median of persons with visits is 1, the limit 8',
      textVi: '9 lượt khám trong tháng; trung vị của người có đi khám là 1, ngưỡng 8',
    },
  ],
  facilityCodes: [facilityCode, OTHER_FACILITY],
  visits: 9,
  status: 'open',
  changedAt: NOW,
  conclusion: null,
} as const;

const DISMISSED = {
  result: 'dismissed',
  reason: 'Người bệnh lọc máu chu kỳ theo phác đồ, hồ sơ bệnh án đầy đủ.',
} as const;

export const LISTING = {
  query: { month: LAST_MONTH, signal: 'FREQUENCY', status: 'open' },
  reply: { items: [CASE] },
} as const;

export const READING = {
  params: { caseId: CASE_ID },
  query: { pageSize: '50' },
  reply: {
    ...CASE,
    evidence: {
      items: [
        {
          signal: 'FREQUENCY',
          claimId: '01a109ae-99c0-7d07-8b1c-5d2f3a4b6c47',
          facilityCode,
          encounterKey: 'KB260914000203',
          arrivedAt: VISIT.arrivedAt,
          leftAt: VISIT.leftAt,
          totalInScope: VISIT.total,
          fundPays: VISIT.fundPays,
        },
      ],
    },
  },
} as const;

export const CONCLUDING = {
  params: { caseId: CASE_ID },
  body: DISMISSED,
  reply: {
    ...CASE,
    status: 'concluded',
    conclusion: { ...DISMISSED, concludedAt: NOW, concludedBy: 'officer-01' },
  },
} as const;
