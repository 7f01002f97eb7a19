import { HOSPITAL, PATIENT_CARD, PENSION, PENSIONER, VISIT } from '@ansinh/contracts/examples/story';

const { participantId, personalId, siNumber, fullName, birthDate, sex } = PENSIONER;

/** The service that posts messages is down: the rest is shown all the same. */
export const READING = {
  params: { participantId },
  reply: {
    participantId,
    participant: {
      status: 'ok',
      data: {
        participantId,
        personalId,
        siNumber,
        fullName,
        birthDate,
        sex,
        cards: [{ ...PATIENT_CARD, status: 'active' }],
        participations: [],
      },
    },
    contributions: { status: 'ok', data: [] },
    visits: {
      status: 'ok',
      data: [
        {
          claimId: VISIT.claimId,
          facilityCode: HOSPITAL.facilityCode,
          arrivedAt: VISIT.arrivedAt,
          leftAt: VISIT.leftAt,
          status: 'accepted',
          fundPays: VISIT.fundPays,
          coPayment: VISIT.coPayment,
        },
      ],
    },
    payouts: {
      status: 'ok',
      data: [
        {
          payoutId: PENSION.payoutId,
          kind: 'pension',
          beneficiary: { kind: 'participant', id: participantId },
          beneficiaryName: fullName,
          period: '2026-10',
          amountVnd: PENSION.monthlyVnd,
          channel: 'bank',
          postOfficeCode: null,
          status: 'sent',
          reasonCode: null,
          paidAt: null,
        },
      ],
    },
    messages: { status: 'unavailable', reason: 'the service does not answer' },
  },
} as const;
