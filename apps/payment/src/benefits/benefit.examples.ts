import { MONTH, PENSION, PENSIONER } from '@ansinh/contracts/examples/story';

const { benefitId, benefitDigest: digest, monthlyVnd } = PENSION;
const { participantId, birthDate, sex, account } = PENSIONER;

const DESTINATION = { channel: 'bank', account } as const;
const CLAIM = {
  birthDate,
  sex,
  fromMonth: MONTH,
  record: [{ fromMonth: '2006-06', toMonth: '2026-05', monthlyWageVnd: '6000000' }],
} as const;
const REASON = 'Hồ sơ đủ; sổ BHXH khớp với quá trình đóng 240 tháng.';

/** 55 % for twenty years of contributions, of an average of 9,070,750 dong. */
const PROPOSED = {
  benefitId,
  kind: 'pension',
  participantId,
  status: 'proposed',
  payment: 'monthly',
  fromMonth: MONTH,
  amountVnd: monthlyVnd,
  calculation: [
    {
      step: 'first month with a pension',
      value: '2026-06',
      source: 'Labour Code 45/2019 Art 169; Decree 135/2020 Art 4',
    },
    { step: 'paid months', value: '240', source: 'contribution record' },
    {
      step: 'paid years',
      value: '20.00',
      source: 'Law 41/2024 Art 66: 1-6 months count as half a year, 7-11 months as one year',
    },
    { step: 'pension rate', value: '55.00 %', source: 'Law 41/2024 Art 66' },
    {
      step: 'average of the indexed wages, dong, rounded half up to hundredths',
      value: '9070750.00',
      source: 'Law 41/2024 Art 72 (wages set by the employer: all paid months); Letter 340/BHXH-CSXH of 2026-02-03',
    },
    {
      step: 'monthly pension = rate x average, rounded half up to the dong',
      value: monthlyVnd,
      source: 'Law 41/2024 Art 66',
    },
  ],
  claim: CLAIM,
  destination: DESTINATION,
  proposedBy: 'officer-01',
  decidedBy: null,
  decisionReason: null,
  digest,
} as const;

export const PROPOSING = {
  body: {
    kind: 'pension',
    participantId,
    destination: DESTINATION,
    claim: CLAIM,
  },
  reply: PROPOSED,
} as const;

export const READING = { params: { benefitId }, reply: PROPOSED } as const;

export const DECIDING = {
  params: { benefitId },
  body: { decision: 'approve', digest, reason: REASON },
  reply: { ...PROPOSED, status: 'approved', decidedBy: 'approver-01', decisionReason: REASON },
} as const;
