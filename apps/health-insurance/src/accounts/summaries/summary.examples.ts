import { HOSPITAL, LAST_MONTH, NOW, VISIT } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;
const NONE = '0.00';

const VISITS = {
  claims: 1,
  totalHospital: VISIT.total,
  inScope: VISIT.total,
  insured: VISIT.total,
  fundClaimed: VISIT.fundPays,
  coPayment: VISIT.coPayment,
  otherSources: NONE,
  selfPaid: NONE,
  fundPays: VISIT.fundPays,
  refused: NONE,
  adjusted: NONE,
  waiting: NONE,
  settled: NONE,
} as const;

const NOTHING = {
  claims: 0,
  totalHospital: NONE,
  inScope: NONE,
  insured: NONE,
  fundClaimed: NONE,
  coPayment: NONE,
  otherSources: NONE,
  selfPaid: NONE,
  fundPays: NONE,
  refused: NONE,
  adjusted: NONE,
  waiting: NONE,
  settled: NONE,
} as const;

export const READING = {
  params: { facilityCode, period: LAST_MONTH },
  query: { format: 'json' },
  reply: {
    form: '01/BH',
    period: LAST_MONTH,
    facilityCode,
    facilityName: HOSPITAL.name,
    madeAt: NOW,
    groups: [
      {
        group: 'I',
        nameVi: 'Khám bệnh',
        figures: VISITS,
        careTypes: [{ code: '01', nameVi: 'Khám bệnh', figures: VISITS }],
      },
      { group: 'II', nameVi: 'Điều trị ngoại trú', figures: NOTHING, careTypes: [] },
      { group: 'III', nameVi: 'Điều trị ban ngày, nội trú dưới 4 giờ', figures: NOTHING, careTypes: [] },
      { group: 'IV', nameVi: 'Điều trị nội trú', figures: NOTHING, careTypes: [] },
      { group: 'other', nameVi: 'Loại hình khác', figures: NOTHING, careTypes: [] },
    ],
    total: VISITS,
    months: [{ month: LAST_MONTH, figures: VISITS }],
    returned: { claims: 0, fundClaimed: NONE },
    checks: [
      { code: 'total', text: '2 = 3 + 6 + 7', holds: true, difference: NONE },
      { code: 'in-scope', text: 'T_TONGCHI_BH >= 3', holds: true, difference: NONE },
    ],
    claimsApart: 0,
  },
} as const;

export const REPORTING = {
  params: { facilityCode, period: LAST_MONTH },
  reply: { facilityCode, period: LAST_MONTH, claims: 1, fundClaimed: VISIT.fundPays, reportedAt: NOW },
} as const;
