import { HOSPITAL, NOW, VISIT } from '@ansinh/contracts/examples/story';

const QUARTER = '2026-Q3';

export const CLOSING = {
  params: { quarter: QUARTER },
  reply: { quarter: QUARTER, closedAt: NOW, closedBy: 'officer-01', facilities: 1 },
} as const;

export const READING_RECORDS = {
  params: { quarter: QUARTER },
  reply: {
    items: [
      {
        quarter: QUARTER,
        facilityCode: HOSPITAL.facilityCode,
        claims: 1,
        returned: 0,
        totalHospital: VISIT.total,
        fundClaimed: VISIT.fundPays,
        coPayment: VISIT.coPayment,
        fundPays: VISIT.fundPays,
        reduced: '0.00',
        settledVnd: '332925',
        advanceUsedVnd: '0',
        restVnd: '332925',
        advanceVnd: '0',
        advanceLeftVnd: '0',
        closedAt: NOW,
      },
    ],
  },
} as const;
