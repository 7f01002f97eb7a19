import { EMPLOYER, HOSPITAL, MONTH, WORKER } from '@ansinh/contracts/examples/story';

const { participantId, siNumber, cardNumber, ...person } = WORKER;
const DECLARATION_ID = '01a109ae-99c0-7e02-8b1c-5d2f3a4b6c02';
const { employerId } = EMPLOYER;

/** The wage of the second line is below the floor of the law: its line alone is rejected. */
const DECLARED = {
  declarationId: DECLARATION_ID,
  employerId,
  accepted: 1,
  rejected: 1,
  lines: [
    { index: 0, outcome: 'accepted', participantId, siNumber, cardNumber },
    {
      index: 1,
      outcome: 'rejected',
      code: 'declaration.wage-below-floor',
      detail: 'The wage is below the legal floor of the month',
      pointer: '/lines/1/wageVnd',
    },
  ],
} as const;

export const DECLARING = {
  params: { employerId },
  body: {
    lines: [
      {
        kind: 'start',
        person,
        fromMonth: MONTH,
        wageVnd: '9500000',
        initialFacilityCode: HOSPITAL.facilityCode,
      },
      {
        kind: 'start',
        person: { personalId: '066095012346', fullName: 'Lê Văn Hùng', birthDate: '1995-03-09', sex: 'male' },
        fromMonth: MONTH,
        wageVnd: '950000',
        initialFacilityCode: HOSPITAL.facilityCode,
      },
    ],
  },
  reply: DECLARED,
} as const;

export const READING = { params: { employerId, declarationId: DECLARATION_ID }, reply: DECLARED } as const;
